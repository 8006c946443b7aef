"""Proposals as the faces show them: what was said, what was understood of it, what has to be asked."""

from __future__ import annotations

import datetime as dt
import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lokmin.catalog.loading import rules
from lokmin.core.meetings.load import Heavy, Held, rule, warning
from lokmin.cycle.centre.models import Person
from lokmin.cycle.followup import queries as followup
from lokmin.cycle.meetings.models import Attendance, Meeting, Proposal
from lokmin.cycle.meetings.proposals.known import Directory, directory
from lokmin.cycle.meetings.proposals.understanding import understood
from lokmin.cycle.meetings.queries.people import staff

#: Decided proposals shown below the waiting ones, and a phone's own.
DECIDED, OWN = 5, 5


@dataclass(frozen=True, slots=True)
class Choice:
    """A doubt with its ways out: (key, words)."""

    field: str
    sentence: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One proposal.

    Attributes:
        pieces: the sentence in pieces (text, field it was understood as or "").
        who: who proposed it, with the institution of a guest. ``guest``: an arahan or proposal of a guest.
        lacks: what an RTL still needs (owner, date, indicator), in words; none of it is asked about in ``doubts``.
    """

    pk: int
    at: dt.datetime
    text: str
    pieces: tuple[tuple[str, str], ...]
    who: str
    guest: bool
    direction: bool
    activity: str
    owner_pk: int | None
    owner: str
    partners: str
    place: str
    start: dt.date | None
    due: dt.date | None
    indicator: str
    target: str
    cost: int | None
    fund: str
    expected: str
    doubts: tuple[Choice, ...]
    notes: tuple[str, ...]
    state: str
    reason: str
    action: str
    item: str


@dataclass(frozen=True)
class Waiting:
    """All proposals that wait, the oldest first, and the last that were decided.

    ``heavy`` says when a few people get everything: for chair and secretary, on no shared screen.
    """

    meeting: Meeting
    lines: tuple[Line, ...]
    decided: tuple[Line, ...]

    @cached_property
    def heavy(self) -> Heavy | None:
        return fair_load(self.meeting, [line.owner_pk for line in self.lines if line.owner_pk])


def waiting(meeting: Meeting) -> Waiting:
    """For the desk and the chair."""
    rows = list(_rows(meeting).filter(state=Proposal.WAITING))
    decided = list(_rows(meeting).exclude(state=Proposal.WAITING).order_by("-decided_at", "-pk")[:DECIDED])
    known = directory(meeting.puskesmas, meeting.date.year) if rows or decided else None
    lines = _lines([*rows, *decided], known)
    return Waiting(meeting, tuple(lines[: len(rows)]), tuple(lines[len(rows) :]))


def one(meeting: Meeting, proposal: Proposal) -> Line:
    """One proposal alone."""
    return _lines([proposal], directory(meeting.puskesmas, meeting.date.year))[0]


@dataclass(frozen=True, slots=True)
class Own:
    """What somebody in the hall proposed and what became of it."""

    text: str
    state: str
    reason: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Hand:
    """The phone's part: a fresh token for the next sentence, and one's own proposals, the newest first."""

    token: str
    own: tuple[Own, ...]


def for_hand(meeting: Meeting, attendance: Attendance) -> Hand:
    """For the phone of somebody in the hall."""
    rows = meeting.proposals.filter(voice=attendance).order_by("-pk")[:OWN]
    return Hand(secrets.token_urlsafe(12), tuple(Own(p.text, p.state, p.reason, p.at) for p in rows))


def fair_load(meeting: Meeting, proposed: Iterable[int]) -> Heavy | None:
    """The warning of ``core.meetings.load`` for what this meeting gives and what is still open from before.

    ``proposed``: the owner of each proposal that waits.
    """
    ours = meeting.puskesmas
    given = followup.of_origin(ours, Meeting.ORIGIN, meeting.pk)
    made = {line.pk for line in given}
    new = Counter(line.owner_id for line in given if line.owner_id and line.open)
    new.update(proposed)
    before = Counter(a.owner_id for a in followup.open_actions(ours) if a.owner_id and a.pk not in made)
    names = dict(Person.objects.filter(pk__in={*new, *before}).values_list("pk", "full_name"))
    held = [Held(name, new[pk], before[pk]) for pk, name in names.items()]
    return warning(rule(rules("load"), meeting.date.year), held, len(staff(ours)))


def _rows(meeting: Meeting) -> Any:
    return meeting.proposals.select_related("by", "voice__person", "voice__partner", "item", "note__voice__person",
                                            "action", "meeting__puskesmas__place")  # fmt: skip


def _lines(rows: Iterable[Proposal], known: Directory | None) -> list[Line]:
    if known is None:
        return []
    people = {k.id[1:]: k.name for k in known.people}
    places = {k.id: k.name for k in known.places}
    indicators = {k.id: k.name for k in known.indicators}
    return [_line(row, known, people, places, indicators) for row in rows]


def _line(
    row: Proposal, known: Directory, people: dict[str, str], places: dict[str, str], indicators: dict[str, str]
) -> Line:
    columns, doubts = understood(row, known)
    owner = people.get(str(columns.get("owner") or ""), "")
    code = columns.get("indicator") or ""
    direction = row.note is not None and row.note.kind == "arahan"
    voice = row.voice or (row.note.voice if row.note else None)
    return Line(
        pk=row.pk,
        at=row.at,
        text=row.text,
        pieces=_pieces(row.text, columns.get("spans") or []),
        who=_who(row, voice),
        guest=voice is not None and voice.person is None,
        direction=direction,
        activity=columns.get("activity") or row.text,
        owner_pk=columns.get("owner"),
        owner=", ".join(filter(None, (owner, columns.get("owner_text") or ""))),
        partners=columns.get("partners") or "",
        place=", ".join(filter(None, (places.get(columns.get("village") or "", ""), columns.get("place_text") or ""))),
        start=_day(columns.get("start")),
        due=_day(columns.get("due")),
        indicator=indicators.get(code, code),
        target=columns.get("target") or "",
        cost=columns.get("cost"),
        fund=columns.get("fund") or "",
        expected=columns.get("expected") or columns.get("success") or "",
        doubts=tuple(
            Choice(d["field"], d["sentence"], tuple((o["id"], o["words"]) for o in d["options"])) for d in doubts
        ),
        notes=tuple(columns.get("notes") or ()),
        state=row.state,
        reason=row.reason,
        action=str(row.action) if row.action else "",
        item=row.item.title if row.item else "",
    )


def _who(row: Proposal, voice: Attendance | None) -> str:
    if voice is not None:
        return ", ".join(filter(None, (voice.shown_name, voice.institution)))
    if row.note is not None and row.note.speaker:
        return row.note.speaker
    return row.by.full_name if row.by else ""


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _pieces(text: str, spans: Iterable[Iterable[Any]]) -> tuple[tuple[str, str], ...]:
    found, at = [], 0
    for start, end, field in spans:
        if not at <= start < end <= len(text):
            continue
        found += [(text[at:start], ""), (text[start:end], field)]
        at = end
    return tuple(piece for piece in [*found, (text[at:], "")] if piece[0])
