"""What a schedule costs: how far it is from even, from the fasting month, from the months asked for, from the money.

All parts are whole numbers, so that every machine and every solver adds up the same. The fair share of a month is the
year's load by its working days, rounded up; what lies above it counts. For a person only what also lies above two
thirds of the month's limit counts: four visits in one month are no burden for who has four a year.


    even    sum over months of max(0, load - fair), of the team        person  half days above what is comfortable
    fasting visits that avoid the fasting month and begin in it        season  rounds outside their season
    moved   sum over months |rounds up to it - rounds asked for up to it|: months a round moved, best matched
    budget  sum over funds and months of the units of Rp100.000 spent above what is there
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lokmin.core.planning.rpk import MONTHS
from lokmin.core.planning.schedule import Activity, Problem, Schedule, Weights

#: Rupiah of one unit of money.
UNIT = 100_000
#: Thirds of a person's limit of a month that are comfortable.
COMFORT = 2


@dataclass(frozen=True, slots=True)
class Cost:
    """The parts of a cost in their own units; ``unplaced``: rounds without a day."""

    unplaced: int = 0
    even: int = 0
    person: int = 0
    fasting: int = 0
    moved: int = 0
    season: int = 0
    budget: int = 0

    def total(self, weights: Weights) -> int:
        return sum(getattr(self, part) * getattr(weights, part) for part in PARTS)


PARTS = ("unplaced", "even", "person", "fasting", "moved", "season", "budget")


@dataclass(frozen=True, slots=True)
class Shares:
    """Half days of each month that nobody minds, of the team and of each person."""

    team: dict[int, int]
    person: dict[tuple[str, int], int]


def shares(problem: Problem) -> Shares:
    """The year's load by working days, rounded up; of a person at least two thirds of the month's limit."""
    # Months in which nothing may be put (those that are over) take no share.
    used = {m for a in problem.activities for m in (*a.allowed, *a.fixed_in)}
    working = {month: len(problem.month(month)) if month in used else 0 for month in MONTHS}
    year = sum(working.values()) or 1
    total = sum(a.load * a.times for a in problem.activities)
    of: Counter[str] = Counter()
    for activity in problem.activities:
        for visit in activity.visits:
            for person in visit.people:
                of[person] += visit.half_days * activity.times
    comfort = {p: COMFORT * problem.limits.month_of(p) // 3 for p in of}
    return Shares(
        {month: -(-total * days // year) for month, days in working.items()},
        {
            (p, month): max(comfort[p], -(-load * days // year))
            for p, load in of.items()
            for month, days in working.items()
        },
    )


def cost(problem: Problem, schedule: Schedule) -> Cost:
    """All parts, from nothing but the schedule."""
    fair, months = shares(problem), schedule.by_code
    by_code = problem.by_code
    team: Counter[int] = Counter()
    person: Counter[tuple[str, int]] = Counter()
    fasting = 0
    for one in schedule.placed:
        activity = by_code[one.code]
        visit = activity.visits[one.visit]
        team[one.month] += visit.load
        for who in visit.people:
            person[who, one.month] += visit.half_days
        fasting += activity.avoids_fasting and problem.days.fasts(one.days[0])
    rounds = {a.code: months.get(a.code, ()) for a in problem.activities}
    return Cost(
        unplaced=sum(a.times - len(rounds[a.code]) for a in problem.activities),
        even=sum(max(0, load - fair.team[month]) for month, load in team.items()),
        person=sum(max(0, load - fair.person[key]) for key, load in person.items()),
        fasting=fasting,
        moved=sum(distance(a, rounds[a.code]) for a in problem.activities),
        season=sum(bool(a.season) and m not in a.season for a in problem.activities for m in rounds[a.code]),
        budget=_over(problem, rounds),
    )


def distance(activity: Activity, months: tuple[int, ...]) -> int:
    """Months its rounds moved against the plan given; 0 without one."""
    if not activity.wanted:
        return 0
    return sum(abs(sum(m <= month for m in months) - sum(w <= month for w in activity.wanted)) for month in MONTHS)


def units(rupiah: int | None) -> int:
    """Money of a round in units, rounded up; nothing when it is not costed."""
    return -(-(rupiah or 0) // UNIT)


def _over(problem: Problem, rounds: dict[str, tuple[int, ...]]) -> int:
    found = 0
    for fund, sums in problem.money.items():
        spent: Counter[int] = Counter()
        for activity in problem.activities:
            if activity.fund == fund:
                for month in rounds[activity.code]:
                    spent[month] += units(activity.cost)
        until = 0
        for month, there in zip(MONTHS, sums, strict=True):
            until += spent[month]
            found += max(0, until - there // UNIT)
    return found
