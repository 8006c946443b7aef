"""The input box as the desk, its writers and the phones see it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings.models import Attendance, InputNote, Meeting


@dataclass(frozen=True, slots=True)
class BoxLine:
    """One line; ``who`` is empty when it is anonymous, ``state`` baru, dibahas or dijawab."""

    pk: int
    text: str
    who: str
    day: dt.date
    state: str
    answer: str
    meeting: int | None


@dataclass(frozen=True, slots=True)
class DeskBox:
    """What the desk sees of the box: lines that wait, and how many were heard."""

    waiting: tuple[BoxLine, ...]
    heard: int


@dataclass(frozen=True, slots=True)
class HandBox:
    """What a phone sees: the answers of this meeting, for everybody."""

    answered: tuple[BoxLine, ...]


def box_of(puskesmas: Puskesmas, reader: Person, *, all_lines: bool) -> list[BoxLine]:
    """The newest first: all of them for those who moderate, else one's own and what was answered."""
    found = InputNote.objects.of(puskesmas).select_related("by")
    if not all_lines:
        found = found.filter(Q(by=reader) | Q(state="dijawab"))
    return [line(n) for n in found.order_by("-pk")[:200]]


def waiting_notes(meeting: Meeting) -> list[BoxLine]:
    """What nobody has answered: of this meeting and of none."""
    found = InputNote.objects.of(meeting.puskesmas).filter(state="baru").filter(Q(meeting=meeting) | Q(meeting=None))
    return [line(n) for n in found.select_related("by")]


def for_desk(meeting: Meeting) -> DeskBox | None:
    """The box beside the minutes; None while it is empty."""
    heard = InputNote.objects.of(meeting.puskesmas).filter(meeting=meeting).exclude(state="baru").count()
    waiting = tuple(waiting_notes(meeting))
    return DeskBox(waiting, heard) if waiting or heard else None


def for_hand(meeting: Meeting, _attendance: Attendance) -> HandBox:
    """The answers phones may read; whose line is whose is not said."""
    found = InputNote.objects.of(meeting.puskesmas).filter(meeting=meeting, state="dijawab")
    return HandBox(tuple(line(n) for n in found.order_by("-pk")[:20]))


def line(note: InputNote) -> BoxLine:
    """One line as lists show it."""
    who = note.by.full_name if note.by else ", ".join(filter(None, (note.name, note.institution)))
    return BoxLine(note.pk, note.text, who, note.day, note.state, note.answer, note.meeting_id)
