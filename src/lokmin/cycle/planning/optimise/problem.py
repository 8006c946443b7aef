"""The RPK of a year as a problem for the optimiser: rounds from months, visits from times and villages, days taken.

A row done ``times`` in a month is a round of so many visits, which go round its villages. What lies before today stays
as it is: only rounds still to come are spread.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import pairwise
from typing import Any, Self

from lokmin.catalog.loading import rules
from lokmin.core.planning.rpk import MONTHS
from lokmin.core.planning.schedule import Activity, Limits, Problem, Visit, Weights, usual, usual_spacing
from lokmin.cycle.centre import clock
from lokmin.cycle.planning.calendar import doers
from lokmin.cycle.planning.calendar import queries as calendar
from lokmin.cycle.planning.models import Plan, RpkItem
from lokmin.cycle.planning.plans.bodies import rpk_items
from lokmin.cycle.planning.plans.funds import book

#: Longer than this on a day takes the whole day of who is there.
LONG = dt.timedelta(hours=4)
#: A visit is at most so many half days (core.planning.schedule).
_MOST_HALVES, _MOST_VISITS = 40, 31
#: How dear a move is, for the choice of the page.
MOVING = {"bebas": 1, "biasa": 4, "sedikit": 12}
QUARTERS = (3, 6, 9, 12)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the page lets choose; all have sensible beginnings from ``rules/schedule.toml``.

    Attributes:
        staff_days: most days of a person in a month; ``village_week``: most visits to a village in a week.
        moving: a key of ``MOVING``. ``fasting``: whether what minds it is kept out of the fasting month.
        closed_months: months in which nothing is put.
        phases: percent of each fund there by the end of March, June, September, December; empty: not limited.
        orders: (key of a row, key of the row that waits for it).
    """

    staff_days: int
    village_week: int
    moving: str = "biasa"
    fasting: bool = True
    closed_months: tuple[int, ...] = ()
    phases: tuple[int, ...] = ()
    orders: tuple[tuple[int, int], ...] = ()
    seconds: int = 8

    @classmethod
    def usual(cls, year: int) -> Self:
        limits, _weights = usual(rules("schedule"), year)
        return cls(limits.staff_month // limits.half_days_a_day, limits.village_week)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """As it was kept with a run."""
        given = dict(data)
        orders = tuple((int(first), int(then)) for first, then in given.get("orders", ()))
        whole = {"closed_months": tuple(given["closed_months"]), "phases": tuple(given["phases"]), "orders": orders}
        return cls(**{**given, **whole})

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Year:
    """A year to be spread.

    Attributes:
        past: months of each row that are over and stay. ``months``: all months as they are now.
        without: names of rows that name no month and are left out.
    """

    problem: Problem
    past: Mapping[str, tuple[int, ...]]
    months: Mapping[str, tuple[int, ...]]
    loads: Mapping[str, int]
    names: Mapping[str, str]
    without: tuple[str, ...] = field(default=())


def year_of(plan: Plan, chosen: Chosen) -> Year:
    """The rows of an RPK as they are now, with the days that are already taken.

    Raises:
        ValueError: the chosen orders go in a circle; the sentence names it.
    """
    puskesmas, year = plan.puskesmas, plan.year
    today = clock.today()
    first = 1 if year > today.year else today.month if year == today.year else 13
    limits, weights = usual(rules("schedule"), year)
    held = calendar.book(puskesmas, dt.date(year, 1, 1), dt.date(year, 12, 31))
    people = doers.names(puskesmas)
    activities, past, months, loads, without = [], {}, {}, {}, []
    for item in rpk_items(plan):
        found = {m.month: m.times for m in item.months.all()}
        code = str(item.pk)
        if not found:
            without.append(item.activity)
            continue
        months[code] = tuple(sorted(found))
        past[code] = tuple(m for m in months[code] if m < first)
        avoids = item.avoid_fasting or held.rule.avoids(item.activity) is not None
        pinned = item.fixed or held.rule.is_pinned(item.activity)
        team = tuple(map(calendar.person_key, doers.doers(item.owner_id, item.owner_text, people)))
        whole = _activity(item, found, first, chosen, limits, team, avoids=avoids and chosen.fasting, pinned=pinned)
        loads[code] = sum(v.load for v in _visits(item, max(found.values()), limits, team))
        if whole is not None:
            activities.append(whole)
    activities = _ordered(activities, chosen.orders)
    names = {**held.names, **{fund.code: fund.short for fund in book(year).funds}}
    problem = Problem(
        year, tuple(activities), held.days,
        Limits(limits.half_days_a_day, chosen.staff_days * limits.half_days_a_day, limits.resource_day,
               chosen.village_week),
        _weights(weights, chosen), taken(held.lines), _money(activities, chosen),
    )  # fmt: skip
    return Year(problem, past, months, loads, names, tuple(without))


def _ordered(activities: Sequence[Activity], orders: Iterable[tuple[int, int]]) -> list[Activity]:
    """Each activity with those it waits for; what is over already is not waited for."""
    waits: dict[str, list[str]] = {a.code: [] for a in activities}
    for first, then in dict.fromkeys(orders):
        if str(first) in waits and str(then) in waits:
            waits[str(then)].append(str(first))
    return [replace(a, after=tuple(waits[a.code])) for a in activities]


def _activity(
    item: RpkItem,
    times: Mapping[int, int],
    first: int,
    chosen: Chosen,
    limits: Limits,
    team: tuple[str, ...],
    *,
    avoids: bool,
    pinned: bool,
) -> Activity | None:
    """A row as far as it is still to come; None when all of it is over."""
    ahead = tuple(sorted(m for m in times if m >= first))
    if not ahead:
        return None
    over = max((m for m in times if m < first), default=-12)
    spacing = _spacing(tuple(sorted(times)))
    open_months = {m for m in MONTHS if m >= max(first, over + spacing) and m not in chosen.closed_months}
    costs = Counter[str]()
    for money in item.money.all():
        costs[money.fund] += money.rupiah
    fund = max(costs, key=lambda f: (costs[f], f), default="")
    visits = _visits(item, max(times[m] for m in ahead), limits, team)
    return Activity(
        str(item.pk), item.activity, len(ahead), visits, wanted=ahead,
        allowed=frozenset(ahead if pinned else open_months or ahead), spacing=spacing,
        resources=(calendar.resource_key(item.resource_id),) if item.resource_id else (), avoids_fasting=avoids,
        cost=sum(costs.values()) // len(times) if costs else None, fund=fund,
    )  # fmt: skip


def _spacing(months: tuple[int, ...]) -> int:
    """The usual distance of rounds, never more than the plan itself keeps: what was given must be possible."""
    if len(months) < 2:
        return 1
    return min(usual_spacing(len(months)), *(b - a for a, b in pairwise(months)), 12)


def _visits(item: RpkItem, times: int, limits: Limits, team: tuple[str, ...]) -> tuple[Visit, ...]:
    """The visits of one round: as many as it is done in the month, by the same people, going round the villages."""
    villages = [v.code for v in item.villages.all()] or [""]
    halves = min(item.days_each * limits.half_days_a_day, _MOST_HALVES)
    return tuple(Visit(halves, team, villages[n % len(villages)]) for n in range(min(times, _MOST_VISITS)))


def _weights(weights: Weights, chosen: Chosen) -> Weights:
    return Weights(**{**asdict(weights), "moved": MOVING[chosen.moving]})


def taken(lines: Iterable[Any]) -> dict[str, frozenset[dt.date]]:
    """Whole days on which somebody is away or at something long that is not itself a row of the plan."""
    found: dict[str, set[dt.date]] = {}
    for line in lines:
        event = line.event
        if line.row_pk is not None:
            continue
        if event.times is not None and not event.leave:
            day = event.first
            if dt.datetime.combine(day, event.times[1]) - dt.datetime.combine(day, event.times[0]) < LONG:
                continue
        for key in (*event.people, *event.resources):
            found.setdefault(key, set()).update(event.days())
    return {key: frozenset(days) for key, days in found.items()}


def _money(activities: Sequence[Activity], chosen: Chosen) -> dict[str, tuple[int, ...]]:
    """What of each fund is there by the end of each month, by the percents of the quarters."""
    if not chosen.phases:
        return {}
    whole: Counter[str] = Counter()
    for activity in activities:
        if activity.fund and activity.cost:
            whole[activity.fund] += activity.cost * activity.times
    part = {m: chosen.phases[(m - 1) // 3] for m in MONTHS}
    return {fund: tuple(amount * part[m] // 100 for m in MONTHS) for fund, amount in whole.items()}
