"""The desk of a meeting as one record: agenda with its clock, minutes with their quotes, decisions, actions."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.utils import timezone

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Person
from lokmin.cycle.followup.queries import ActionLine
from lokmin.cycle.meetings import figures
from lokmin.cycle.meetings.figures import Quoted
from lokmin.cycle.meetings.models import AgendaItem, Attendance, Decision, Meeting, Note, NoteRevision
from lokmin.cycle.meetings.preparing.carrying import since
from lokmin.cycle.meetings.queries.gate import Lack, lacks
from lokmin.cycle.meetings.queries.rtl import previous_rtl, signed_rtl

AWAY = ("izin", "sakit", "dinas luar", "tanpa keterangan")


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda on the clock: ``state`` is selesai, kini or nanti; minutes used and left."""

    pk: int
    number: int
    clock: str
    title: str
    state: str
    minutes: int
    used: int
    left: int
    speaker: str
    detail: str
    kind: str
    #: The day of the meeting that did not discuss it.
    carried: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A note with the text in force, what it quotes and how many rival texts wait beside it.

    Attributes:
        kind, label: what it is (``Note.KINDS``), and the word before it ("" for a plain note).
        asked: of an answer, who asked and when. ``answered``: of a question, how many answers it has.
        proposals: how many RTL were proposed from it.
    """

    pk: int
    at: dt.datetime
    speaker: str
    text: str
    revision: int
    author: str
    saved_at: dt.datetime
    rivals: int
    revisions: int
    item: int | None
    quotes: tuple[Quoted, ...]
    kind: str = "catatan"
    asked: tuple[str, dt.datetime] | None = None
    answered: int = 0
    proposals: int = 0

    @property
    def label(self) -> str:
        return "" if self.kind == "catatan" else str(dict(Note.KINDS)[self.kind]).capitalize()


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the desk shows: notes of ``shown`` (None: of all points), ``promises`` when it reviews old ones."""

    meeting: Meeting
    points: list[Point]
    shown: Point | None
    notes: list[Written]
    decisions: list[Decision]
    rtl: list[ActionLine]
    promises: list[ActionLine]
    lacks: list[Lack]
    present: int
    invited: int
    away: list[tuple[str, int]]
    ends: str
    saved_at: dt.datetime | None
    writing: tuple[str, dt.datetime] | None


def desk(meeting: Meeting, reader: Person, item: str = "") -> Desk:
    """The desk as ``reader`` sees it; ``item``: id of a point, ``semua``, or empty for the one that runs."""
    points = timeline(meeting)
    current = next((p for p in points if p.state == "kini"), None)
    shown = None
    if not meeting.is_closed and item != "semua":
        shown = next((p for p in points if str(p.pk) == item), current)
    every = written(meeting)
    last = max(every, key=lambda n: n.saved_at, default=None)
    others = [n for n in every if n.author != reader.full_name]
    other = max(others, key=lambda n: n.saved_at, default=None)
    states = Counter(meeting.attendance.values_list("status", flat=True))
    return Desk(
        meeting=meeting,
        points=points,
        shown=shown,
        notes=[n for n in every if shown is None or n.item == shown.pk],
        decisions=list(meeting.decisions.select_related("note")),
        rtl=signed_rtl(meeting),
        promises=previous_rtl(meeting) if shown is not None and shown.kind == "evaluasi_rtl" else [],
        lacks=[] if meeting.is_closed else lacks(meeting),
        present=states["hadir"] + states["diwakili"],
        invited=sum(states.values()),
        away=[(str(label), states[s]) for s, label in Attendance.STATES if s in AWAY and states[s]],
        ends=_ends(points),
        saved_at=last.saved_at if last else None,
        writing=(other.author, other.saved_at) if other and _lately(other.saved_at) else None,
    )


def timeline(meeting: Meeting) -> list[Point]:
    """The agenda on the clock: what is over at its real hour, the rest as it is going to be."""
    now = clock.now()
    cursor = timezone.make_aware(meeting.begins)
    points = []
    for number, item in enumerate(meeting.agenda.select_related("presenter", "carried_from__meeting"), 1):
        begin = item.started_at or (max(cursor, now) if meeting.is_running else cursor)
        end = item.ended_at or begin + dt.timedelta(minutes=item.minutes)
        running = item.started_at is not None and item.ended_at is None and not meeting.is_closed
        used = _minutes((item.ended_at or now) - item.started_at) if item.started_at else 0
        points.append(
            Point(
                item.pk, number, f"{timezone.localtime(begin):%H.%M}", item.title,
                "kini" if running else "selesai" if item.ended_at else "nanti",
                item.minutes, used, item.minutes - used, item.speaker, item.detail, item.kind,
                since(item) if item.carried_from else None,
            )
        )  # fmt: skip
        cursor = max(end, now) if running else end
    return points


def written(meeting: Meeting) -> list[Written]:
    """Every note with the text in force, oldest first."""
    quoted = figures.quotes(meeting)
    found = []
    notes = meeting.notes.prefetch_related("revisions__author").annotate(proposed=Count("proposals")).order_by("pk")
    asked = {note.pk: note for note in notes}
    answers = Counter(note.reply_to_id for note in notes)
    for note in notes:
        revisions = list(note.revisions.all())
        current = next((r for r in reversed(revisions) if not r.rival), None)
        if current is None:
            continue
        found.append(
            Written(
                note.pk, note.at, note.speaker, current.text, current.number, current.author.full_name, current.at,
                sum(r.rival and r.settled_by_id is None for r in revisions), len(revisions), note.item_id,
                tuple(quoted.get(note.pk, ())), note.kind,
                (asked[note.reply_to_id].speaker, asked[note.reply_to_id].at) if note.reply_to_id in asked else None,
                answers[note.pk], note.proposed,
            )
        )  # fmt: skip
    return found


def texts(note: Note) -> tuple[NoteRevision, list[NoteRevision], list[NoteRevision]]:
    """The text in force, the rivals waiting beside it, and the whole history, newest first."""
    revisions = list(note.revisions.select_related("author", "settled_by"))
    current = next(r for r in reversed(revisions) if not r.rival)
    waiting = [r for r in revisions if r.rival and r.settled_by_id is None]
    return current, waiting, revisions[::-1]


def current_item(meeting: Meeting) -> AgendaItem | None:
    """The point that runs."""
    return meeting.agenda.filter(started_at__isnull=False, ended_at__isnull=True).first()


def _ends(points: list[Point]) -> str:
    if not points:
        return ""
    last = points[-1]
    hour, minute = map(int, last.clock.split("."))
    total = hour * 60 + minute + (last.minutes if last.state == "nanti" else max(last.used, 0))
    return f"{total // 60 % 24:02d}.{total % 60:02d}"


def _minutes(span: dt.timedelta) -> int:
    return max(0, round(span.total_seconds() / 60))


def _lately(moment: dt.datetime) -> bool:
    """Within three minutes; a moment to come was written before the laptop's clock was set back."""
    return dt.timedelta(0) <= clock.now() - moment < dt.timedelta(minutes=3)
