"""Writes of the tracker: each one transaction, one audit line, one person."""

from lokmin.cycle.reporting.tracker.operations.kinds import begin, change_report, new_report
from lokmin.cycle.reporting.tracker.operations.sending import (
    LARGEST_PROOF,
    add_proof,
    mark,
    mark_many,
    note_event,
    owed,
    take_back,
)

__all__ = [
    "LARGEST_PROOF",
    "add_proof",
    "begin",
    "change_report",
    "mark",
    "mark_many",
    "new_report",
    "note_event",
    "owed",
    "take_back",
]
