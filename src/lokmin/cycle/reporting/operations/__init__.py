"""Writes of the stage: each one transaction, one audit line, one person."""

from lokmin.cycle.reporting.asjson import as_json, sentence
from lokmin.cycle.reporting.operations.entry import Entered, Saved, enter
from lokmin.cycle.reporting.operations.uploads import (
    Accepted,
    Withdrawal,
    accept,
    answer,
    discard,
    note_period,
    preview,
    preview_bytes,
    read,
    receive,
    withdraw,
)
from lokmin.cycle.reporting.refusals import Refused
from lokmin.cycle.reporting.worker import resume as resume_reading
from lokmin.cycle.reporting.worker import start as start_reading

__all__ = [
    "Accepted",
    "Entered",
    "Refused",
    "Saved",
    "Withdrawal",
    "accept",
    "answer",
    "as_json",
    "discard",
    "enter",
    "note_period",
    "preview",
    "preview_bytes",
    "read",
    "receive",
    "resume_reading",
    "sentence",
    "start_reading",
    "withdraw",
]
