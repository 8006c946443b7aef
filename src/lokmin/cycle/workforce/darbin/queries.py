"""Reads of villages and their PJ: the page, the loads, what is missing, what goes to a meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from lokmin.core.findings import Finding
from lokmin.core.language import said
from lokmin.core.workload.darbin import checks, words
from lokmin.core.workload.darbin.checks import Held
from lokmin.core.workload.darbin.loads import Load, Scale, carried, load_table
from lokmin.core.workload.darbin.records import Measure, Problem
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.centre.roles import LEADERS, Role, roles, villages_of
from lokmin.cycle.workforce.darbin import basis
from lokmin.cycle.workforce.models import DivisionProposal, VillageAssignment
from lokmin.cycle.workforce.staff.queries import StaffRow

#: Who is to begin is shown so long before.
_AHEAD = dt.timedelta(days=366)
#: Roles of the matrix besides the PJ, in the order of its columns.
OTHERS = ("pembina", "bidan", "pustu", "kader", "cadangan")


@dataclass(frozen=True, slots=True)
class Line:
    """One village of the matrix; ``others``: role -> name. ``pk`` of the village."""

    pk: int
    code: str
    village: str
    pj: StaffRow | None
    others: dict[str, str]
    staff_of: dict[str, int]
    since: dt.date | None
    until: dt.date | None
    size: basis.Size
    #: Who begins as PJ on a later day, and when.
    coming: tuple[str, dt.date] | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """What the page of darbin shows on a day."""

    day: dt.date
    lines: tuple[Line, ...]
    loads: tuple[Load, ...]
    findings: tuple[Finding, ...]
    waiting: DivisionProposal | None
    problem: Problem

    @property
    def without(self) -> tuple[str, ...]:
        """Villages without PJ."""
        return tuple(line.village for line in self.lines if line.pj is None)

    @property
    def holders(self) -> int:
        return sum(1 for load in self.loads if load.villages)


def board(puskesmas: Puskesmas, on: dt.date) -> Board:
    """The matrix of a day with its loads, and what is wrong from that day to the end of its year."""
    ahead = basis.assigned(puskesmas, on, on + _AHEAD)
    rows = [row for row in ahead if row.since <= on]
    coming: dict[str, tuple[str, dt.date]] = {}
    for row in ahead:
        if row.role == VillageAssignment.PJ and row.since > on:
            coming.setdefault(row.village.code, (row.name, row.since))
    held = basis.holders(rows)
    sizes = basis.sizes(puskesmas, on.year)
    names: dict[str, dict[str, str]] = {}
    numbers: dict[str, dict[str, int]] = {}
    spans: dict[str, tuple[dt.date, dt.date | None]] = {}
    for row in rows:
        code = row.village.code
        if row.role == VillageAssignment.PJ:
            spans[code] = (row.since, row.until)
        names.setdefault(code, {})[row.role] = row.name
        if row.staff:
            numbers.setdefault(code, {})[row.role] = row.staff.pk
    lines = []
    for code, size in sizes.items():
        since, until = spans.get(code, (None, None))
        lines.append(
            Line(size.village.pk, code, size.village.name, held.get(code), names.get(code, {}), numbers.get(code, {}),
                 since, until, size, coming.get(code))
        )  # fmt: skip
    posed = present(puskesmas, on, held)
    division = {code: str(staff.pk) for code, staff in held.items()}
    waiting = DivisionProposal.objects.of(puskesmas).filter(state=DivisionProposal.WAITING).first()
    return Board(
        on, tuple(lines), load_table(posed, division), _findings(ahead, posed, on, division), waiting, posed
    )  # fmt: skip


def present(puskesmas: Puskesmas, on: dt.date, held: dict[str, StaffRow]) -> Problem:
    """The present division as a problem: all who can hold villages, and those who do."""
    people = basis.working(puskesmas, on)
    chosen = tuple(s.pk for s in people if s.field_work or s in held.values())
    ruling = basis.rule(on.year)
    end = dt.date(on.year, 12, 31)
    asked = basis.Asked(chosen, on, end, Measure.PEOPLE, None, None, ruling.long_leave)
    posed = basis.problem(puskesmas, asked)
    return posed if any(v.people for v in posed.villages) else _counted(posed)


def _counted(posed: Problem) -> Problem:
    """Families where nobody entered people."""
    return replace(posed, limits=replace(posed.limits, measure=Measure.HOUSEHOLDS))


def _findings(
    rows: list[basis.Assigned], posed: Problem, on: dt.date, division: dict[str, str]
) -> tuple[Finding, ...]:
    end = posed.limits.end
    things = {v.code: v.name for v in posed.villages}
    backups = {r.village.code: r.name for r in rows if r.role == "cadangan" and r.since <= end}
    held = [
        Held(r.village.code, str(r.staff.pk), r.name, r.since, r.until, backups.get(r.village.code, ""))
        for r in rows if r.role == VillageAssignment.PJ and r.staff and r.since <= end
    ]  # fmt: skip
    names = {s.key: s.name for s in posed.staff}
    scale = Scale(posed)
    loads = carried(scale, division)
    away = {s.key: s.away for s in posed.staff}
    uneven = checks.spread(
        loads, names, words.unit(posed.limits.measure), basis.rule(on.year).spread_permille
    )  # fmt: skip
    return (
        *checks.one_holder(things, held, on, end), *checks.absences(held, away, posed.limits, things),
        *checks.strangers(held, posed.staff, things), *((uneven,) if uneven and not scale.unknown else ()),
    )  # fmt: skip


def pj_names(puskesmas: Puskesmas, on: dt.date) -> dict[str, str]:
    """Village code -> name of its PJ on a day; villages without one are not there."""
    return {code: staff.name for code, staff in basis.holders(basis.assigned(puskesmas, on)).items()}


def pj(puskesmas: Puskesmas, village: str, on: dt.date) -> StaffRow | None:
    """The PJ of a village (by code) on a day."""
    return basis.holders(basis.assigned(puskesmas, on)).get(village)


def history(puskesmas: Puskesmas, village: Place) -> list[basis.Assigned]:
    """Everybody a village ever had, the newest first."""
    rows = VillageAssignment.objects.of(puskesmas).filter(village=village).order_by("-since", "-pk")
    return basis.named(puskesmas, rows)


def in_care(person: Person, puskesmas: Puskesmas, on: dt.date) -> set[str]:
    """Codes of the villages somebody may report about: all for leaders and PJ of klaster, else those in their care.

    In one's care: as PJ, as the one in the PJ's place, as bidan desa of the register or of the account.
    """
    held = roles(person, puskesmas)
    if held & (LEADERS | {Role.PJ}):
        return {v.code for v in villages(puskesmas)}
    own = {
        row.village.code for row in basis.assigned(puskesmas, on)
        if row.staff and row.staff.person_pk == person.pk and row.role in (VillageAssignment.PJ, "cadangan", "bidan")
    }  # fmt: skip
    return own | (villages_of(person, puskesmas) or set())


def own_villages(person: Person, puskesmas: Puskesmas, on: dt.date) -> list[str]:
    """Codes of the villages somebody is PJ of, in the office's order: whose report is theirs to write."""
    return [
        row.village.code for row in basis.assigned(puskesmas, on)
        if row.role == VillageAssignment.PJ and row.staff and row.staff.person_pk == person.pk
    ]  # fmt: skip


def state_line(puskesmas: Puskesmas, on: dt.date) -> str:
    """For the first page of the stage: ``12 desa, 6 PJ``, or how many villages have none."""
    count, held = len(villages(puskesmas)), basis.holders(basis.assigned(puskesmas, on))
    if len(held) < count:
        return said("%(n)d dari %(all)d desa belum punya PJ") % {"n": count - len(held), "all": count}
    return said("%(all)d desa, %(n)d PJ") % {"all": count, "n": len({s.pk for s in held.values()})}
