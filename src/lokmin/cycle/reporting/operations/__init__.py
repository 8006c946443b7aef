"""Writes of the stage: each one transaction, one audit line, one person."""

from lokmin.cycle.reporting.operations.entry import Entered, Saved, enter
from lokmin.cycle.reporting.operations.uploads import (
    Accepted,
    Withdrawal,
    accept,
    answer,
    discard,
    note_period,
    preview,
    read,
    receive,
    withdraw,
)
from lokmin.cycle.reporting.refusals import Refused

__all__ = [
    "Accepted",
    "Entered",
    "Refused",
    "Saved",
    "Withdrawal",
    "accept",
    "answer",
    "discard",
    "enter",
    "note_period",
    "preview",
    "read",
    "receive",
    "withdraw",
]
