"""Reads about the work of actions, as frozen records: the course of one, what is due, what was carried upward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from lokmin.core.actions.age import life, silent
from lokmin.core.actions.reminders import near, when
from lokmin.core.actions.turns import Turn, TurnState
from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.followup.models import (
    Action,
    ActionEvent,
    ActionOwner,
    ActionProof,
    ActionTask,
    Commitment,
    Escalation,
)
from lokmin.cycle.followup.queries import ActionLine, actions, fetched, line
from lokmin.cycle.followup.work.rules import rules_of
from lokmin.cycle.followup.work.schedule import seen

ACTION, PART, TURN = "rtl", "bagian", "giliran"


@dataclass(frozen=True, slots=True)
class MonthOfWork:
    """What was written about an action in one month, the newest first. ``silent``: nothing, and the month is over."""

    month: Month
    events: tuple[ActionEvent, ...]
    proofs: Mapping[int, tuple[ActionProof, ...]]
    silent: bool


@dataclass(frozen=True, slots=True)
class Due:
    """One thing somebody owes: an action, a part of one, or a turn.

    Attributes:
        pk: of the action. ``item``: of the part, 0 for the others. ``words``: ``besok``, ``lewat 3 hari``.
        people: ids of those who owe it; ``who`` their names.
    """

    kind: str
    pk: int
    item: int
    label: str
    text: str
    place: str
    due: dt.date | None
    words: str
    late: bool
    people: tuple[int, ...]
    who: str


@dataclass(frozen=True, slots=True)
class Carried:
    """An action that was carried upward, and the answer."""

    pk: int
    to: str
    to_name: str
    reason: str
    wanted: str
    at: dt.datetime
    by: str
    answer: str
    answered_at: dt.datetime | None
    answered_by: str
    action: ActionLine

    @property
    def open(self) -> bool:
        return self.answered_at is None


def course(action: Action, today: dt.date) -> list[MonthOfWork]:
    """The life of an action month by month, the newest first; months of which nobody wrote are among them."""
    events: dict[Month, list[ActionEvent]] = {}
    for event in action.events.select_related("by").order_by("-at", "-id"):
        at = timezone.localtime(event.at).date()
        month = Month.parse(event.period) if event.period else Month(at.year, at.month)
        events.setdefault(month, []).append(event)
    proofs: dict[int, list[ActionProof]] = {}
    for proof in action.proofs.filter(removed_at=None).order_by("id"):
        proofs.setdefault(proof.event_id or 0, []).append(proof)
    end = action.finished_on or (today if action.status in Action.OPEN else max(_days(events), default=today))
    lived = life(action.made_on, end)
    gaps = set(silent(lived, events.keys(), today)) if action.status in Action.OPEN else set()
    return [
        MonthOfWork(
            month, tuple(events.get(month, ())),
            {e.pk: tuple(proofs[e.pk]) for e in events.get(month, ()) if e.pk in proofs}, month in gaps,
        )
        for month in sorted({*events, *gaps}, reverse=True)
    ]  # fmt: skip


def _days(events: Iterable[Month]) -> list[dt.date]:
    return [month.last_day for month in events]


def turns(action: Action, today: dt.date) -> tuple[Turn, ...]:
    """Every turn of a repeated action and what became of it."""
    return seen(action, today)


def parts(action: Action) -> list[ActionTask]:
    """The parts of an action in their order, those taken out left out."""
    return list(action.tasks.filter(removed_at=None).select_related("owner", "done_by", "action__puskesmas"))


def people(action: Action) -> list[ActionOwner]:
    """Everybody beside the main owner."""
    return list(action.more_owners.filter(removed_at=None).select_related("person", "partner"))


def proofs(action: Action) -> list[ActionProof]:
    """Photos first, then files, the newest first."""
    found = action.proofs.filter(removed_at=None).select_related("by").order_by("-id")
    return sorted(found, key=lambda proof: proof.kind != ActionProof.PHOTO)


def shares(person: Person) -> Q:
    """Actions somebody answers for or takes part in."""
    return Q(owner=person) | Q(more_owners__person=person, more_owners__removed_at=None)


def due_soon(puskesmas: Puskesmas, today: dt.date, person: Person | None = None) -> tuple[Due, ...]:
    """What is late or near by the office's reminder days, the most urgent first; of one person when named."""
    ahead = rules_of(puskesmas, today.year).remind
    return tuple(d for d in owed(puskesmas, today, person) if near(d.due, today, ahead) or d.late)


def owed(puskesmas: Puskesmas, today: dt.date, person: Person | None = None) -> list[Due]:
    """Every open action, open part and turn that is to be done, by date, undated last."""
    found = fetched(Action.objects.of(puskesmas).filter(status__in=Action.OPEN))
    if person is not None:
        mine = shares(person) | Q(tasks__owner=person, tasks__removed_at=None, tasks__done_on=None)
        found = found.filter(mine).distinct()
    every: list[Due] = []
    for action in found:
        every += _of_action(action, today)
    chosen = every if person is None else [d for d in every if person.pk in d.people]
    return sorted(chosen, key=lambda d: (d.due is None, d.due or today, d.pk, d.item))


def _of_action(action: Action, today: dt.date) -> list[Due]:
    seen_as = line(action, today)
    helpers = tuple(o.person_id for o in action.more_owners.all() if o.person_id and o.removed_at is None)
    everybody = tuple(dict.fromkeys((*seen_as.owner_ids, *helpers)))

    def one(kind: str, item: int, text: str, due: dt.date | None, people: tuple[int, ...], who: str) -> Due:
        said = when(due, today) if due else ""
        late = due is not None and due < today
        return Due(kind, action.pk, item, seen_as.label, text, seen_as.place, due, said, late, people, who)

    found = [one(ACTION, 0, action.activity, action.due, everybody, seen_as.owner)]
    for task in action.tasks.all():
        if task.removed_at is None and task.done_on is None:
            owners = (task.owner_id,) if task.owner_id else () if task.owner_text else everybody
            who = task.owner.full_name if task.owner else task.owner_text or seen_as.owner
            found.append(one(PART, task.pk, task.text, task.due or action.due, owners, who))
    found += [
        one(TURN, 0, action.activity, turn.due, everybody, seen_as.owner)
        for turn in seen(action, today)
        if turn.state in (TurnState.NOW, TurnState.MISSED)
    ]
    return found


def escalated(puskesmas: Puskesmas, to: str = "", *, answered: bool = False) -> list[Carried]:
    """What was carried to one addressee (``lokmin``, ``linsek``, ``dinkes``) or to all, the oldest question first.

    Only what waits for an answer, unless ``answered``: then what was answered, the newest answer first.
    """
    rows = Escalation.objects.of(puskesmas).filter(answered_at__isnull=not answered)
    if to:
        rows = rows.filter(to=to)
    rows = rows.select_related("by", "answered_by").order_by("-answered_at" if answered else "at", "pk")
    found = list(rows)
    return _carried(puskesmas, found)


def _carried(puskesmas: Puskesmas, rows: list[Escalation]) -> list[Carried]:
    today = clock.today()
    by_pk = {a.pk: a for a in actions(puskesmas, today, pk__in={e.action_id for e in rows})}
    return [
        Carried(
            pk=e.pk, to=e.to, to_name=e.get_to_display(), reason=e.reason, wanted=e.wanted, at=e.at,
            by=str(e.by) if e.by else "", answer=e.answer, answered_at=e.answered_at,
            answered_by=str(e.answered_by) if e.answered_by else "", action=by_pk[e.action_id],
        )
        for e in rows
    ]  # fmt: skip


def escalations_of(action: Action) -> list[Escalation]:
    """Everything about one action that was carried upward, the newest first."""
    return list(action.escalations.select_related("by", "answered_by"))


def waiting(puskesmas: Iterable[Puskesmas], to: str = Escalation.DINKES) -> dict[int, int]:
    """Id of a Puskesmas -> how many of its actions wait for an answer of one addressee."""
    rows = Escalation.objects.filter(puskesmas__in=list(puskesmas), to=to, answered_at=None)
    return dict(rows.values("puskesmas").annotate(n=Count("pk")).values_list("puskesmas", "n").order_by())


def promises(person: Person, villages: Iterable[str]) -> Q:
    """Promises of partners somebody watches: written down by them, or made for one of their villages."""
    return Q(status__in=Commitment.OPEN) & (Q(made_by=person) | Q(village__code__in=list(villages)))
