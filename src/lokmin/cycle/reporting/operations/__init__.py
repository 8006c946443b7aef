"""Writes of the stage: each one transaction, one audit line, one person."""

from lokmin.cycle.reporting.asjson import as_json, sentence
from lokmin.cycle.reporting.operations.answers import answer, question_ids
from lokmin.cycle.reporting.operations.definitions import (
    drop,
    save_denominator,
    save_element,
    save_indicator,
    set_target,
)
from lokmin.cycle.reporting.operations.entry import Entered, Saved, enter
from lokmin.cycle.reporting.operations.projection import project_sasaran
from lokmin.cycle.reporting.operations.sasaran import VARIANT_NAMES, choose_sasaran, set_sasaran
from lokmin.cycle.reporting.operations.second import Figure, Kept, bump, drop_source, keep_as_second, keep_figures
from lokmin.cycle.reporting.operations.uploads import (
    Accepted,
    Withdrawal,
    accept,
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
    "VARIANT_NAMES",
    "Accepted",
    "Entered",
    "Figure",
    "Kept",
    "Refused",
    "Saved",
    "Withdrawal",
    "accept",
    "answer",
    "as_json",
    "bump",
    "choose_sasaran",
    "discard",
    "drop",
    "drop_source",
    "enter",
    "keep_as_second",
    "keep_figures",
    "note_period",
    "preview",
    "preview_bytes",
    "project_sasaran",
    "question_ids",
    "read",
    "receive",
    "resume_reading",
    "save_denominator",
    "save_element",
    "save_indicator",
    "sentence",
    "set_sasaran",
    "set_target",
    "start_reading",
    "withdraw",
]
