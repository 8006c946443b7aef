"""The tables of a meeting: the meeting itself, its minutes, its papers."""

from lokmin.cycle.meetings.models.meeting import AgendaItem, Attendance, Meeting, Reopening
from lokmin.cycle.meetings.models.minutes import Decision, Note, NoteRevision, Quote
from lokmin.cycle.meetings.models.papers import LetterNumber, OfficeTemplate

__all__ = [
    "AgendaItem", "Attendance", "Decision", "LetterNumber", "Meeting", "Note", "NoteRevision", "OfficeTemplate",
    "Quote", "Reopening",
]  # fmt: skip
