"""What a division rests on: who can hold villages, how large and far they are, wishes and leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from lokmin.catalog.loading import rules
from lokmin.core.numbers import MICRO
from lokmin.core.workload.darbin import records
from lokmin.core.workload.darbin.records import Away, Limits, Measure, Problem
from lokmin.core.workload.darbin.rules import DarbinRules
from lokmin.cycle.centre.models import Place, Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.reporting import queries as reporting
from lokmin.cycle.workforce.abk import queries as abk
from lokmin.cycle.workforce.models import Distance, Leave, Staff, VillageAssignment, VillageLoad, Wish
from lokmin.cycle.workforce.staff import queries as register
from lokmin.cycle.workforce.staff.queries import StaffRow

PEOPLE = "sasaran.penduduk"
_MONTHS = 12


def rule(year: int) -> DarbinRules:
    """The rule in force in a year."""
    return DarbinRules.load(rules("darbin"), year)


@dataclass(frozen=True, slots=True)
class Size:
    """One village as it counts; None where nobody entered it. ``people_from`` says where the people come from."""

    village: Place
    people: int | None
    families: int | None
    posyandu: int | None
    schools: int | None
    minutes: int | None
    metres: int | None
    people_from: str
    source: str


def sizes(puskesmas: Puskesmas, year: int) -> dict[str, Size]:
    """Village code -> its size: the newest year entered up to this one; people from the sasaran where not entered."""
    entered: dict[int, VillageLoad] = {}
    for row in VillageLoad.objects.of(puskesmas).filter(year__lte=year).order_by("year"):
        entered[row.village_id] = row
    facts = reporting.current_facts(puskesmas, year)
    found = {}
    for village in villages(puskesmas):
        load = entered.get(village.pk)
        people = load.people if load else None
        reported = facts.get((village.code, str(year), PEOPLE))
        origin = load.source if load and people is not None else ""
        if people is None and reported is not None:
            people, origin = reported // MICRO, "sasaran"
        found[village.code] = Size(
            village, people, load.families if load else None, load.posyandu if load else None,
            load.schools if load else None, load.minutes if load else None, load.metres if load else None, origin,
            load.source if load else "",
        )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Assigned:
    """Somebody has a village in a role; ``staff`` None for a kader, who is only named."""

    village: Place
    role: str
    staff: StaffRow | None
    name: str
    since: dt.date
    until: dt.date | None
    reason: str = ""
    by: str = ""


def working(puskesmas: Puskesmas, on: dt.date) -> tuple[StaffRow, ...]:
    """Everybody of the register who works here on a day, in the office's order."""
    return register.staff(puskesmas, on)


def assigned(puskesmas: Puskesmas, first: dt.date, last: dt.date | None = None) -> list[Assigned]:
    """Every assignment that holds on a day, or on some day up to ``last``, villages in the office's order."""
    rows = VillageAssignment.objects.of(puskesmas).filter(since__lte=last or first)
    found = named(puskesmas, rows.filter(Q(until__isnull=True) | Q(until__gte=first)))
    return [one for one in found if one.until is None or one.until >= first]


def named(puskesmas: Puskesmas, rows: QuerySet[VillageAssignment]) -> list[Assigned]:
    """Rows with the people as the register knows them; whoever stopped working here holds nothing after that day."""
    people = {s.pk: s for s in register.staff(puskesmas, left=True)}
    found = []
    for row in rows.select_related("village", "made_by"):
        staff = people.get(row.staff_id) if row.staff_id else None
        by = row.made_by.full_name if row.made_by else ""
        until = ends(row.until, staff)
        if until is None or until >= row.since:
            name = staff.name if staff else row.name
            found.append(Assigned(row.village, row.role, staff, name, row.since, until, row.reason, by))
    return found


def ends(until: dt.date | None, staff: StaffRow | None) -> dt.date | None:
    """The last day of an assignment: as written, or the last day of somebody's service where that comes first."""
    days = [day for day in (until, staff.left_on if staff else None) if day is not None]
    return min(days, default=None)


def holder(puskesmas: Puskesmas, village: Place, on: dt.date) -> Staff | None:
    """The PJ of one village on a day."""
    rows = VillageAssignment.objects.of(puskesmas).filter(village=village, role=VillageAssignment.PJ, since__lte=on)
    rows = rows.filter(Q(until__isnull=True) | Q(until__gte=on))
    rows = rows.filter(Q(staff__left_on__isnull=True) | Q(staff__left_on__gte=on))
    row = rows.select_related("staff").order_by("-since").first()
    return row.staff if row else None


def holders(rows: Iterable[Assigned]) -> dict[str, StaffRow]:
    """Village code -> its PJ."""
    return {r.village.code: r.staff for r in rows if r.role == VillageAssignment.PJ and r.staff is not None}


def absences(staff: Iterable[StaffRow], first: dt.date, last: dt.date) -> dict[str, tuple[Away, ...]]:
    """Staff key -> when they are not there within the days: leave, and the end of their service."""
    people = {s.pk: s for s in staff}
    found: dict[str, list[Away]] = {}
    leaves = Leave.objects.filter(staff__in=people, removed_at__isnull=True, start__lte=last, end__gte=first)
    for leave in leaves:
        found.setdefault(str(leave.staff_id), []).append(Away(leave.start, leave.end, leave.get_kind_display()))
    for one in people.values():
        if one.left_on is not None and one.left_on < last:
            gone = Away(one.left_on + dt.timedelta(days=1), None, one.left_reason or "berhenti bertugas")
            found.setdefault(str(one.pk), []).append(gone)
    return {key: tuple(spans) for key, spans in found.items()}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a proposal is asked for: who may hold villages, the days, the measure, the limits, what stays."""

    staff: tuple[int, ...]
    since: dt.date
    until: dt.date
    measure: Measure
    metres: int | None
    most: int | None
    long_leave: int
    pinned: tuple[str, ...] = ()


def problem(puskesmas: Puskesmas, asked: Asked) -> Problem:
    """The records of core for what was asked; the present PJ is the one on the day before it begins."""
    ruling = rule(asked.since.year)
    people = [s for s in working(puskesmas, asked.since) if s.pk in asked.staff]
    now = assigned(puskesmas, asked.since)
    measured = sizes(puskesmas, asked.since.year)
    held = holders(now)
    away = absences(people, asked.since, asked.until)
    wishes = _wishes(puskesmas, people)
    carried = _carried(puskesmas, asked.since.year) if asked.measure is Measure.MINUTES else {}
    own: dict[int, list[str]] = {}
    for row in now:
        if row.role == "bidan" and row.staff:
            own.setdefault(row.staff.pk, []).append(row.village.code)
    staff = tuple(
        records.Staff(
            str(s.pk), s.name, s.job, own=tuple(own.get(s.pk, ())), wishes=wishes[s.pk][0], keen=wishes[s.pk][1],
            avoids=wishes[s.pk][2], never=wishes[s.pk][3], away=away.get(str(s.pk), ()), capacity=s.share,
            carried=carried.get(s.pk, 0),
        )
        for s in people
    )  # fmt: skip
    places = tuple(
        records.Village(
            code, size.village.name, size.people, size.families, size.minutes, size.metres,
            now=str(held[code].pk) if code in held else "", pinned=code in asked.pinned and code in held,
        )
        for code, size in measured.items()
    )  # fmt: skip
    limits = Limits(asked.since, asked.until, asked.metres, asked.most, asked.long_leave, asked.measure)
    ways = distances(puskesmas, people, [size.village for size in measured.values()])
    return Problem(staff, places, limits, ruling.weights, ruling.minutes, ways)


def _wishes(puskesmas: Puskesmas, people: Collection[StaffRow]) -> dict[int, tuple[tuple[str, ...], ...]]:
    """Staff -> villages wished for, very much so, rather not, never."""
    found: dict[int, tuple[list[str], ...]] = {s.pk: ([], [], [], []) for s in people}
    told = Wish.objects.of(puskesmas).filter(staff__in=[s.pk for s in people])
    for wish in told.select_related("village").order_by("village__order", "pk"):
        wished, keen, avoids, never = found[wish.staff_id]
        if wish.weight > 0:
            wished.append(wish.village.code)
        if wish.weight > 1:
            keen.append(wish.village.code)
        if wish.weight == -1:
            avoids.append(wish.village.code)
        if wish.weight < -1:
            never.append(wish.village.code)
    return {key: tuple(tuple(codes) for codes in lists) for key, lists in found.items()}


def _carried(puskesmas: Puskesmas, year: int) -> dict[int, int]:
    """Staff -> minutes a month of their other work, as the workload analysis of the year has them."""
    found = abk.result(puskesmas, year)
    return {int(load.worker.key): int(load.minutes / _MONTHS) for _outcome, load in found.people}


def distances(puskesmas: Puskesmas, people: Iterable[StaffRow], places: Iterable[Place]) -> dict[tuple[str, str], int]:
    """Metres from where somebody lives to each village, where that was entered; nothing for who lives elsewhere."""
    between = {(d.a_id, d.b_id): d.metres for d in Distance.objects.of(puskesmas)}
    found = {}
    codes = {p.pk: p.code for p in places}
    for one in people:
        if one.village_pk is None:
            continue
        for pk, code in codes.items():
            pair = (min(pk, one.village_pk), max(pk, one.village_pk))
            if pk == one.village_pk:
                found[str(one.pk), code] = 0
            elif pair in between:
                found[str(one.pk), code] = between[pair]
    return found
