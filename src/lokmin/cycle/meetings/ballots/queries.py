"""Ballots as the faces show them: who has voted is a number, and nothing of the papers is read before closing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from lokmin.core.meetings.scoring.methods import Criterion
from lokmin.cycle.meetings.ballots import results, rules
from lokmin.cycle.meetings.ballots.discretion import discreet, few
from lokmin.cycle.meetings.ballots.operations import mark_of
from lokmin.cycle.meetings.ballots.outcome import Outcome, Row, outcome
from lokmin.cycle.meetings.models import Attendance, Ballot, Meeting
from lokmin.cycle.meetings.room.counts import HERE, has_guests
from lokmin.cycle.meetings.room.keys import Phone, paper_key

#: A screen of the hall has room for ten lines.
HALL_ROWS = 10


@dataclass(frozen=True, slots=True)
class Open:
    """An open ballot: ``done`` of ``of`` have finished their paper."""

    pk: int
    meeting: int
    title: str
    method: str
    secret: bool
    guests: bool
    round: int
    vote: bool
    options: tuple[str, ...]
    opened_at: dt.datetime
    opened_by: str
    done: int
    of: int


@dataclass(frozen=True, slots=True)
class Desk:
    """For the desk and the chair: the open ballot if there is one, then the closed ones, newest first."""

    meeting: Meeting
    open: Open | None
    closed: tuple[Outcome, ...]
    cancelled: tuple[Ballot, ...]

    @property
    def last(self) -> Outcome | None:
        return self.closed[0] if self.closed else None


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen of the projector."""

    key: str
    title: str
    template: str
    open: Open | None = None
    outcome: Outcome | None = None
    rows: tuple[Row, ...] = ()
    more: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One problem on a phone: what was sent before, when it is known, and what round one said of it."""

    key: str
    number: int
    label: str
    detail: str
    status: str
    given: tuple[int, ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True)
class Hand:
    """For a phone: the open ballot with its questions, or what became of the last one."""

    meeting: int
    open: Open | None
    criteria: tuple[Criterion, ...] = ()
    questions: tuple[Question, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    choice: str = ""
    barred: bool = False
    elsewhere: bool = False
    last: Outcome | None = None


def current(meeting: Meeting) -> Ballot | None:
    """The ballot that is open; its gate keeps the meeting from being closed."""
    found: Ballot | None = meeting.ballots.filter(state=Ballot.OPEN).select_related("urn", "opened_by").first()
    return found


def for_desk(meeting: Meeting) -> Desk:
    """Desk and chair."""
    found = list(
        meeting.ballots.select_related("urn", "opened_by", "closed_by", "decision", "item").prefetch_related("options")
    )[::-1]
    now = next((b for b in found if b.state == Ballot.OPEN), None)
    return Desk(
        meeting,
        _open(now) if now else None,
        tuple(_outcome(b, found) for b in found if b.state == Ballot.CLOSED),
        tuple(b for b in found if b.state == Ballot.CANCELLED),
    )


def of_ballot(ballot: Ballot, *, guest: bool = False) -> Open | Outcome | None:
    """One ballot for its own page; None when it was cancelled. ``guest``: small figures are left out."""
    if ballot.state == Ballot.OPEN:
        return _open(ballot)
    if ballot.state != Ballot.CLOSED:
        return None
    found = _outcome(ballot, list(ballot.meeting.ballots.all()), drawn=True)
    return discreet(found, ballot) if guest else found


def for_hall(meeting: Meeting) -> list[Screen]:
    """The projector: how many have voted while a ballot is open, its result as soon as it is closed."""
    desk = for_desk(meeting)
    screens = [Screen("suara", desk.open.title, "meetings/ballots/hall_open.html", desk.open)] if desk.open else []
    for done in desk.closed:
        rows = done.rows[:HALL_ROWS]
        screens.append(
            Screen(
                f"hasil-{done.pk}", done.finding, "meetings/ballots/hall.html", outcome=done, rows=rows,
                more=len(done.rows) - len(rows),
            )
        )  # fmt: skip
    return screens


def for_hand(meeting: Meeting, attendance: Attendance | None, phone: Phone | None = None) -> Hand:
    """A phone. Without an attendance: what is the same for all, pushed when a ballot opens or closes.

    What somebody sent to a secret ballot is found only with the key of their phone. While guests are in the hall small
    figures are left out on every phone: one page is pushed to all.
    """
    ballot = current(meeting)
    if ballot is None:
        last = meeting.ballots.filter(state=Ballot.CLOSED).select_related("decision", "item").last()
        return Hand(meeting.pk, None, last=_outcome(last, [last]) if last else None)
    rows = list(ballot.options.all())
    paper = _paper(ballot, attendance, phone)
    common: dict[str, Any] = {
        "barred": attendance is not None and attendance.person_id is None and not ballot.guests,
        "elsewhere": paper is None and attendance is not None and _voted(ballot, attendance),
    }
    paper = paper or {}
    if rules.is_vote(ballot.rule):
        choices = tuple((results.key_of(o), o.label) for o in rows)
        return Hand(
            meeting.pk, _open(ballot), choices=choices, choice=str(paper.get(results.CHOICE, "")), **common
        )  # fmt: skip
    before = _before(ballot)
    hidden = few(ballot) if has_guests(meeting) else frozenset()
    questions = tuple(
        Question(
            results.key_of(o), n, o.label, "" if results.key_of(o) in hidden else o.detail, o.status,
            tuple(paper.get(results.key_of(o), ())),
            before.get(results.key_of(o), ""),
        )
        for n, o in enumerate(rows, 1)
    )  # fmt: skip
    return Hand(meeting.pk, _open(ballot), rules.method_of(ballot.rule).criteria, questions, **common)


def _open(ballot: Ballot) -> Open:
    papers = [p["s"] for p in ballot.urn.papers] if ballot.secret else [p.scores for p in ballot.papers.all()]
    here = ballot.meeting.attendance.filter(status__in=HERE)
    of = (here if ballot.guests else here.filter(person__isnull=False)).count()
    done = results.count_complete(ballot.rule, papers)
    return Open(
        ballot.pk, ballot.meeting_id, ballot.title, results.method_name(ballot), ballot.secret, ballot.guests,
        ballot.round, rules.is_vote(ballot.rule), tuple(o.label for o in ballot.options.all()), ballot.opened_at,
        ballot.opened_by.get_short_name(), done, max(of, done),
    )  # fmt: skip


def _outcome(ballot: Ballot, others: list[Ballot], *, drawn: bool = False) -> Outcome:
    later = any(b.round > ballot.round and b.state != Ballot.CANCELLED and (b.first_id or b.pk) == (
        ballot.first_id or ballot.pk) for b in others)  # fmt: skip
    return outcome(ballot, later=later, drawn=drawn)


def _paper(ballot: Ballot, attendance: Attendance | None, phone: Phone | None) -> results.Paper | None:
    """What somebody sent so far; None when nothing is known."""
    if attendance is None:
        return None
    if not ballot.secret:
        kept = ballot.papers.filter(attendance=attendance).first()
        return dict(kept.scores) if kept else None
    if phone is None:
        return None
    mark = mark_of(attendance.pk, paper_key(phone, ballot.pk))
    return next((dict(p["s"]) for p in ballot.urn.papers if p["k"] == mark), None)


def _voted(ballot: Ballot, attendance: Attendance) -> bool:
    return bool(ballot.secret and ballot.turns.filter(attendance=attendance).exists())


def _before(ballot: Ballot) -> dict[str, str]:
    """What the round before said of each problem: the median of every question."""
    if ballot.round == 1:
        return {}
    same = Q(pk=ballot.first_id) | Q(first=ballot.first_id)
    last = ballot.meeting.ballots.filter(same, state=Ballot.CLOSED, round__lt=ballot.round).last()
    if last is None or last.result.get("hidden") or last.result.get("kind") != "scoring":
        return {}
    return {
        s["key"]: ", ".join(results.plain(c["median"]) for c in s["criteria"])
        for s in last.result["standings"]
        if s["criteria"]
    }
