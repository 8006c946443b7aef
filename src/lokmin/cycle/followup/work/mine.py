"""The page of one person: what they have promised, what of it is late, and the figures they answer for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lokmin.core.indicators.definitions import Indicator
from lokmin.core.periods import Month
from lokmin.core.places import PlaceRef
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.core.pws.status import JUDGED
from lokmin.cycle.centre.models import Membership, Person, Puskesmas
from lokmin.cycle.centre.roles import Role, memberships
from lokmin.cycle.followup.commitments.queries import CommitmentLine, commitments
from lokmin.cycle.followup.models import Escalation
from lokmin.cycle.followup.queries import ActionLine, actions
from lokmin.cycle.followup.work import queries
from lokmin.cycle.followup.work.queries import Carried, Due
from lokmin.cycle.monitoring.queries.table import MonthTable, default_month, month_table
from lokmin.cycle.reporting.tracker.queries import Owed, reminders
from lokmin.cycle.workforce.mine import OwnWork, own

#: So many figures that are behind stand on the page; the others are behind a link.
FEW = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of one place somebody answers for."""

    indicator: Indicator
    place: PlaceRef
    row: CoverageRow


@dataclass(frozen=True, slots=True)
class Mine:
    """What the page shows.

    Attributes:
        actions: open ones, the late first. ``finished``: how many were done this year.
        parts, turns: of other people's actions too, where they are this person's.
        behind: figures below their target, the furthest first, at most ``FEW``; ``more`` how many are left out.
        good: how many figures reached it; ``silent`` of how many nothing was reported.
        scope: what the figures are of: ``desa`` (own villages), ``program``, ``klaster``, ``puskesmas``, or nothing.
        month: of the figures. ``reports``: due or late. ``promises``: of partners, watched by this person.
        asked: what was carried to the Dinkes, on the page of somebody of the Dinkes.
        own: uraian tugas to be acknowledged, STR and SIP to be renewed.
    """

    actions: tuple[ActionLine, ...]
    finished: int
    parts: tuple[Due, ...]
    turns: tuple[Due, ...]
    behind: tuple[Figure, ...]
    more: int
    good: int
    silent: int
    scope: str
    month: Month | None
    reports: tuple[Owed, ...]
    promises: tuple[CommitmentLine, ...]
    asked: tuple[Carried, ...]
    own: OwnWork | None = None

    @property
    def late(self) -> int:
        """How many actions, parts, turns and reports are late."""
        things = sum(one.late for one in (*self.parts, *self.turns))
        return sum(a.late for a in self.actions) + things + sum(r.late > 0 for r in self.reports)


def mine(person: Person, puskesmas: Puskesmas, today: dt.date) -> Mine:
    """Everything one person owes in one Puskesmas; the number of queries does not grow with it."""
    held = memberships(person, puskesmas)
    roles = {Role(m.role) for m in held}
    found = actions(puskesmas, today, queries.shares(person))
    lines = list({a.pk: a for a in found}.values())
    owed = queries.owed(puskesmas, today, person)
    villages = _villages(held)
    scope, month, figures = _figures(puskesmas, held, villages)
    judged = [f for f in figures if f.row.status in JUDGED]
    behind = sorted((f for f in judged if not f.row.reached), key=_distance)
    watched = commitments(puskesmas, today, queries.promises(person, villages)) if roles - {Role.DINKES} else []
    return Mine(
        actions=tuple(a for a in lines if a.open),
        finished=sum(a.finished_on is not None and a.finished_on.year == today.year for a in lines),
        parts=tuple(d for d in owed if d.kind == queries.PART),
        turns=tuple(d for d in owed if d.kind == queries.TURN),
        behind=tuple(behind[:FEW]),
        more=max(0, len(behind) - FEW),
        good=sum(f.row.reached for f in judged),
        silent=sum(f.row.status is Status.NONE for f in figures),
        scope=scope,
        month=month,
        reports=reminders(puskesmas, today, person) if roles - {Role.DINKES, Role.TAMU} else (),
        promises=tuple(watched),
        asked=tuple(queries.escalated(puskesmas, Escalation.DINKES)) if Role.DINKES in roles else (),
        own=own(puskesmas, person, today),
    )


def _villages(held: list[Membership]) -> set[str]:
    """The villages of a bidan desa."""
    return {v.code for m in held if m.role == Role.BIDAN for v in m.villages.all()}


def _figures(
    puskesmas: Puskesmas, held: list[Membership], villages: set[str]
) -> tuple[str, Month | None, list[Figure]]:
    """Own villages before own programme before own klaster; who leads the whole house sees the home page's figures."""
    programmes = {m.programme for m in held if m.programme}
    klasters = {m.klaster for m in held if m.klaster}
    roles = {Role(m.role) for m in held}
    whole = bool(roles & {Role.KEPALA, Role.KTU})
    if not (villages or programmes or klasters or whole):
        return "", None, []
    month = default_month(puskesmas)
    if month is None:
        return "", None, []
    table = month_table(puskesmas, month)
    if villages:
        chosen = [i for i in table.indicators if "desa" in i.levels and (not programmes or i.programme in programmes)]
        return "desa", month, _rows(table, chosen, [v for v in table.villages if v.code in villages])
    if whole:
        return "puskesmas", month, _rows(table, [i for i in table.indicators if i.on_home], [table.total])
    if programmes:
        chosen = [i for i in table.indicators if i.programme in programmes]
        return "program", month, _rows(table, chosen, [table.total])
    chosen = [i for i in table.indicators if i.klaster in klasters]
    return "klaster", month, _rows(table, chosen, [table.total])


def _rows(table: MonthTable, indicators: list[Indicator], places: list[PlaceRef]) -> list[Figure]:
    """What was reported this year at least once; the rest is not this person's silence alone."""
    pairs = [(i, p) for i in indicators for p in places if (p.code, i.code) in table.by]
    found = [Figure(i, p, table.row(p.code, i.code)) for i, p in pairs]
    return [f for f in found if f.row.numerator is not None]


def _distance(figure: Figure) -> tuple[bool, float]:
    """Figures of the home page first; then by the share of the running target that is reached, the smallest first."""
    row = figure.row
    share = (row.percent or 0.0) / (row.running_target_percent or 1.0)
    return not figure.indicator.on_home, share if row.higher_is_better else 1 / share if share else 0.0
