"""Reads of the stage, as frozen records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from lokmin.core.actions.age import age_months
from lokmin.core.actions.turns import TurnState, missed_in_a_row, next_turn
from lokmin.core.periods import short_date
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.roles import may
from lokmin.cycle.followup.models import Action, ActionOwner, ActionProof, ActionTask
from lokmin.cycle.followup.work.schedule import rhythm, seen
from lokmin.cycle.reporting.queries.catalogue import catalogue_for

LATE = "terlambat"


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as lists, papers and other stages need it.

    Attributes:
        label: ``7/2026``. ``status``: as stored, or ``terlambat`` when open and past its date.
        lacks: what it still has to say (words such as ``penanggung jawab``), empty when complete.
        age_months: whole months since it was agreed on. ``days_late``: 0 when not late.
        owner: everybody who answers for it; ``owner_ids`` those with an account. ``partners``: who else takes part.
        rhythm: ``tiap minggu sampai 30 Juni 2026``; ``turns`` of it, how many done and missed; ``next_turn`` its day.
        parts: how many parts the work has; ``parts_open`` those not yet done, with owner and date.
        proofs: photos and files. ``escalated``: to whom it was carried and not answered (``dinkes``).
        register, register_label, root: the problem of the register (``3/2026``) and the root cause it works on.
    """

    pk: int
    label: str
    problem: str
    cause: str
    activity: str
    target_group: str
    target: str
    place: str
    start: dt.date | None
    due: dt.date | None
    owner_id: int | None
    owner: str
    partners: str
    cost: int | None
    fund: str
    success: str
    indicator: str
    expected: str
    result: str
    status: str
    status_reason: str
    proof: str
    evaluation: str
    missing_reason: str
    klaster: int | None
    programme: str
    village: str
    made_on: dt.date
    finished_on: dt.date | None
    age_months: int
    days_late: int
    lacks: tuple[str, ...]
    owner_ids: tuple[int, ...] = ()
    repeat: str = ""
    rhythm: str = ""
    turns: int = 0
    turns_done: int = 0
    turns_missed: int = 0
    next_turn: dt.date | None = None
    parts: int = 0
    parts_open: tuple[str, ...] = ()
    proofs: int = 0
    escalated: tuple[str, ...] = ()
    register: int | None = None
    register_label: str = ""
    root: str = ""
    expected_micro: int | None = None

    @property
    def late(self) -> bool:
        return self.status == LATE

    @property
    def open(self) -> bool:
        return self.status in (*Action.OPEN, LATE)


def lacking(action: Action) -> tuple[str, ...]:
    """What an action needs before the meeting can be closed: owner, date, indicator, expected change."""
    words = []
    if action.owner_id is None and not action.owner_text.strip() and not _named(action, pj=True):
        words.append(_("penanggung jawab"))
    if action.due is None:
        words.append(_("batas waktu"))
    if not action.indicator and not action.success.strip():
        words.append(_("indikator keberhasilan"))
    if action.expected_micro is None and action.expected_bp is None and not action.expected.strip():
        words.append(_("perubahan yang diharapkan"))
    return tuple(words)


def line(action: Action, today: dt.date) -> ActionLine:
    """One action as seen on a day."""
    late = action.status in Action.OPEN and action.due is not None and action.due < today
    owner = action.owner.full_name if action.owner else ""
    people = [o.person_id for o in _more(action) if o.role == "pj" and o.person_id]
    turns = seen(action, today)
    coming = next_turn(turns) if action.status in Action.OPEN else None
    parts = [t for t in action.tasks.all() if t.removed_at is None]
    return ActionLine(
        pk=action.pk,
        label=f"{action.number}/{action.year}",
        problem=action.problem,
        cause=action.cause,
        activity=action.activity,
        target_group=action.target_group,
        target=action.target,
        place=action.place_text or (action.village.name if action.village else ""),
        start=action.start,
        due=action.due,
        owner_id=action.owner_id,
        owner=", ".join(filter(None, (owner, action.owner_text, *_named(action, pj=True)))),
        partners=", ".join(filter(None, (action.partners, *_named(action, pj=False)))),
        cost=action.cost,
        fund=action.fund,
        success=action.success,
        indicator=action.indicator,
        expected=action.expected,
        result=action.result,
        status=LATE if late else action.status,
        status_reason=action.status_reason,
        proof=action.proof,
        evaluation=action.evaluation,
        missing_reason=action.missing_reason,
        klaster=action.klaster,
        programme=action.programme,
        village=action.village.code if action.village else "",
        made_on=action.made_on,
        finished_on=action.finished_on,
        age_months=age_months(action.made_on, today),
        days_late=(today - action.due).days if late and action.due else 0,
        lacks=lacking(action),
        owner_ids=tuple(filter(None, (action.owner_id, *people))),
        repeat=action.repeat,
        rhythm=rhythm(action),
        turns=len(turns),
        turns_done=sum(t.state is TurnState.DONE for t in turns),
        turns_missed=missed_in_a_row(turns) if action.status in Action.OPEN else 0,
        next_turn=coming.due if coming else None,
        parts=len(parts),
        parts_open=tuple(part_words(t) for t in parts if t.done_on is None),
        proofs=sum(p.removed_at is None for p in action.proofs.all()),
        escalated=tuple(e.to for e in action.escalations.all() if e.answered_at is None),
        register=action.register_id,
        register_label=f"{action.register.number}/{action.register.year}" if action.register else "",
        root=action.root.text if action.root else "",
        expected_micro=action.expected_micro,
    )


def part_words(task: ActionTask) -> str:
    """``Cetak formulir (Endah Puspita, 12 Mei 2026)``."""
    who = task.owner.full_name if task.owner else task.owner_text
    about = ", ".join(filter(None, (who, short_date(task.due) if task.due else "")))
    return f"{task.text} ({about})" if about else task.text


def _more(action: Action) -> list[ActionOwner]:
    return [o for o in action.more_owners.all() if o.removed_at is None]


def _named(action: Action, *, pj: bool) -> list[str]:
    """Others who answer for it, or who take part, by name and with their part."""
    return [
        f"{o} ({o.part})" if o.part and not pj else str(o)
        for o in _more(action) if (o.role == "pj") == pj
    ]  # fmt: skip


def fetched(found: QuerySet[Action]) -> QuerySet[Action]:
    """With everything a line needs, in as many queries however many actions there are."""
    related = found.select_related("owner", "village", "register", "root").defer("village__boundary")
    return related.prefetch_related(
        Prefetch("more_owners", ActionOwner.objects.select_related("person", "partner")),
        Prefetch("tasks", ActionTask.objects.select_related("owner")),
        "turns",
        Prefetch("proofs", ActionProof.objects.only("action_id", "removed_at")),
        "escalations",
    )


def actions(puskesmas: Puskesmas, today: dt.date, *where: Q, **filters: Any) -> list[ActionLine]:
    """The actions of a Puskesmas that fit, the most urgent first: by date, undated last."""
    found = fetched(Action.objects.of(puskesmas).filter(*where, **filters))
    lines = [line(a, today) for a in found]
    return sorted(lines, key=lambda a: (not a.open, a.due is None, a.due or a.made_on, a.pk))


def open_actions(puskesmas: Puskesmas, today: dt.date | None = None) -> list[ActionLine]:
    """All that are neither done, moved nor cancelled."""
    return actions(puskesmas, today or clock.today(), status__in=Action.OPEN)


def finished(puskesmas: Puskesmas, pks: Iterable[int]) -> set[int]:
    """Which of some actions were reported as done."""
    found = Action.objects.of(puskesmas).filter(pk__in=list(pks), status=Action.DONE)
    return set(found.values_list("pk", flat=True))


def overdue(puskesmas: Puskesmas, today: dt.date | None = None) -> list[ActionLine]:
    """Open and past their date, the longest waiting first."""
    day = today or clock.today()
    return actions(puskesmas, day, status__in=Action.OPEN, due__lt=day)


def for_indicator(puskesmas: Puskesmas, place: str, indicator: str) -> list[ActionLine]:
    """Actions on an indicator in a village (code), or anywhere in the working area."""
    where = Q(village__code=place) | Q(village__isnull=True)
    return actions(puskesmas, clock.today(), where, indicator=indicator)


def of_origin(puskesmas: Puskesmas, kind: str, pk: object) -> list[ActionLine]:
    """What one meeting commissioned, in its own order."""
    lines = actions(puskesmas, clock.today(), origin_kind=kind, origin_id=str(pk))
    return sorted(lines, key=lambda a: a.pk)


def origins(puskesmas: Puskesmas, pks: Iterable[int], kind: str) -> dict[int, str]:
    """Of actions by their id what commissioned them, as far as it is of one kind (``lokmin``)."""
    found = Action.objects.of(puskesmas).filter(pk__in=list(pks), origin_kind=kind)
    return dict(found.values_list("pk", "origin_id"))


def may_update(person: Person, action: Action) -> bool:
    """Whether somebody may write progress: leaders and PJ on all, others only on what they have a share in."""
    if may(person, "kelola_rtl", action.puskesmas):
        return True
    if not may(person, "perbarui_rtl", action.puskesmas):
        return False
    return action.owner_id == person.pk or any(o.person_id == person.pk for o in _more(action))


def may_tick(person: Person, task: ActionTask) -> bool:
    """Whether somebody may mark a part as done: its owner, and who may write progress."""
    own = task.owner_id == person.pk and may(person, "perbarui_rtl", task.action.puskesmas)
    return own or may_update(person, task.action)


def menu_line(puskesmas: Puskesmas) -> str:
    """``5 dari 18 terlambat``: of the open actions and those of this year."""
    today = clock.today()
    mine = Action.objects.of(puskesmas).exclude(status=Action.CANCELLED)
    total = mine.filter(Q(status__in=Action.OPEN) | Q(year=today.year)).count()
    if not total:
        return _("belum ada")
    running = mine.filter(status__in=Action.OPEN)
    late = running.filter(due__lt=today).count()
    if late:
        return _("%(late)s dari %(total)s terlambat") % {"late": late, "total": total}
    waiting = running.count()
    return _("%(n)s berjalan") % {"n": waiting} if waiting else _("semua selesai")


def owners(puskesmas: Puskesmas) -> list[Person]:
    """Who can own an action: the active people of the Puskesmas, guests of other sectors too, by name."""
    ours = Person.objects.filter(memberships__puskesmas=puskesmas, is_active=True)
    return list(ours.order_by("full_name").distinct())


def indicator_names(puskesmas: Puskesmas) -> dict[str, str]:
    """Code -> name of the indicators in force this year, in the catalogue's order."""
    year = clock.today().year
    found = catalogue_for(puskesmas, year).for_year(year).values()
    return {i.code: i.name for i in sorted(found, key=lambda i: (i.order, i.programme, i.code))}
