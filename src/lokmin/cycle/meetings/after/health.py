"""Health of a meeting from its tables: times of the agenda, decisions, voices; beside the meetings before it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from lokmin.core.meetings.health import (
    HISTORY,
    Comparison,
    Course,
    Health,
    ItemRun,
    compare,
    measure,
    percent,
    sentences,
)
from lokmin.core.numbers import indonesian
from lokmin.cycle.meetings.models import AgendaItem, Meeting, SpeakTurn
from lokmin.cycle.meetings.room.counts import CAME
from lokmin.cycle.monitoring.queries.snapshots import frozen_rows

#: So many meetings stand in the table.
SHOWN = 12
RED = ("cukup", "jelek")


@dataclass(frozen=True, slots=True)
class Line:
    """One meeting in the table: its figures as texts, ``–`` where not measurable."""

    meeting: Meeting
    delay: str
    minutes: str
    per_decision: str
    decisions: int
    red: str
    spoke: str
    present: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What the page shows of one meeting; ``before`` says how many earlier ones it is compared with."""

    health: Health
    sentences: tuple[str, ...]
    comparison: tuple[Comparison, ...]
    before: int
    lines: tuple[Line, ...]


def report(meeting: Meeting) -> Report:
    """The figures of a meeting, its usual ones, and the table of the latest meetings of its kind, newest first."""
    earlier = list(
        Meeting.objects.of(meeting.puskesmas)
        .filter(kind=meeting.kind, klaster=meeting.klaster, state=Meeting.CLOSED, date__lt=meeting.date)
        .order_by("-date", "-pk")[:SHOWN]
    )
    measured = [(one, measure(course(one))) for one in earlier]
    own = measure(course(meeting))
    before = [health for _one, health in reversed(measured)]
    return Report(
        health=own,
        sentences=sentences(own),
        comparison=compare(own, before),
        before=min(len(before), HISTORY),
        lines=tuple(_line(one, health) for one, health in [(meeting, own), *measured]),
    )


def course(meeting: Meeting) -> Course:
    """How a meeting ran."""
    states = list(meeting.attendance.values_list("status", flat=True))
    items = list(meeting.agenda.all())
    red = _red(meeting, items)
    return Course(
        invited_for=timezone.make_aware(meeting.begins),
        planned=sum(item.minutes for item in items) or meeting.planned_minutes,
        opened=meeting.opened_at,
        closed=_ended(meeting, items),
        items=tuple(ItemRun(i.minutes, i.started_at, i.ended_at, _is_red(i, red)) for i in items),
        decisions=meeting.decisions.count(),
        present=sum(state in CAME for state in states) if any(states) else None,
        speakers=_speakers(meeting),
    )


def _ended(meeting: Meeting, items: list[AgendaItem]) -> dt.datetime | None:
    """When people stood up: the closing if it was on that day, else the end of the last point on that day."""
    moments = [meeting.closed_at, *sorted((i.ended_at for i in items if i.ended_at), reverse=True)]
    return next((m for m in moments if m is not None and timezone.localtime(m).date() == meeting.date), None)


def _is_red(item: AgendaItem, red: tuple[set[str], set[int]]) -> bool:
    """About a red indicator: it names one, somebody quoted a red figure under it, or it is there for the problems."""
    references, quoted = red
    return item.reference in references or item.pk in quoted or item.kind in ("masalah", "prioritas")


def _red(meeting: Meeting, items: list[AgendaItem]) -> tuple[set[str], set[int]]:
    """What is below its target in the frozen figures (``K1@place``), and the points under which such was quoted."""
    quoted = meeting.notes.filter(quotes__status__in=RED).values_list("item_id", flat=True)
    named = any("@" in item.reference for item in items)
    frozen = frozen_rows(meeting.snapshot) if named and meeting.snapshot else []
    references = {f"{f.row.indicator}@{f.row.place}" for f in frozen if f.row.status.value in RED}
    return references, {pk for pk in quoted if pk is not None}


def _speakers(meeting: Meeting) -> tuple[str, ...]:
    """A key for every recorded contribution. A name typed by the secretary counts as the person who has it."""
    listed = {a.shown_name.casefold(): a.pk for a in meeting.attendance.select_related("person")}
    found = []
    for voice, speaker in meeting.notes.values_list("voice_id", "speaker"):
        name = speaker.strip().casefold()
        if voice or name:
            found.append(f"hadir-{voice or listed[name]}" if voice or name in listed else f"nama-{name}")
    spoken = meeting.turns.filter(state__in=(SpeakTurn.SPEAKING, SpeakTurn.DONE), started_at__isnull=False)
    found += [f"hadir-{pk}" for pk in spoken.values_list("attendance_id", flat=True)]
    return tuple(found)


def _line(meeting: Meeting, health: Health) -> Line:
    pace, red = health.per_decision, health.red_share
    spoke = "–" if health.spoke is None else f"{health.spoke}"
    return Line(
        meeting=meeting,
        delay="–" if health.delay is None else indonesian(health.delay),
        minutes="–" if health.minutes is None else indonesian(health.minutes),
        per_decision="–" if pace is None else indonesian(round(float(pace), 1)),
        decisions=health.decisions,
        red="–" if red is None else percent(red),
        spoke=f"{spoke} / {health.present}" if health.spoke is not None and health.present else spoke,
        present=health.present is not None,
    )
