"""Half days of work of a year by week: of a schedule with days, and of a plan that names only months."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lokmin.core.numbers import MICRO
from lokmin.core.planning.schedule import Problem, Schedule


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """A week of the year, Monday to Sunday, cut at the year's ends.

    ``load`` in millionths of half days of everybody together; ``workdays`` in the week, ``fasting`` those of them in
    the fasting month.
    """

    first: dt.date
    last: dt.date
    load: int
    workdays: int
    fasting: int = 0


def scheduled(problem: Problem, schedule: Schedule) -> tuple[WeekLoad, ...]:
    """The weeks of a schedule."""
    by_code = problem.by_code
    daily: Counter[dt.date] = Counter()
    for one in schedule.placed:
        visit = by_code[one.code].visits[one.visit]
        rest = visit.half_days
        for day in one.days:
            half = min(rest, problem.limits.half_days_a_day)
            daily[day] += half * max(len(visit.people), 1) * MICRO
            rest -= half
    return _weeks(problem, daily)


def planned(
    problem: Problem, months: Mapping[str, Sequence[int]], loads: Mapping[str, int] | None = None
) -> tuple[WeekLoad, ...]:
    """The weeks of a plan that says only months: each round is spread evenly over the working days of its month.

    ``loads``: half days of one round of each row; without it those of the problem.
    """
    loads = loads or {activity.code: activity.load for activity in problem.activities}
    monthly: Counter[int] = Counter()
    for code, held in months.items():
        for month in held:
            monthly[month] += loads[code]
    daily: Counter[dt.date] = Counter()
    for month, load in monthly.items():
        days = problem.month(month)
        for number, day in enumerate(days):
            # The parts of the days add up to the month exactly.
            daily[day] += load * MICRO * (number + 1) // len(days) - load * MICRO * number // len(days)
    return _weeks(problem, daily)


def _weeks(problem: Problem, daily: Mapping[dt.date, int]) -> tuple[WeekLoad, ...]:
    first, end = dt.date(problem.year, 1, 1), dt.date(problem.year, 12, 31)
    found = []
    day = first
    while day <= end:
        last = min(day + dt.timedelta(days=6 - day.weekday()), end)
        span = [day + dt.timedelta(days=n) for n in range((last - day).days + 1)]
        work = [d for d in span if problem.days.opens(d)]
        fasting = sum(problem.days.fasts(d) for d in work)
        found.append(WeekLoad(day, last, sum(daily.get(d, 0) for d in span), len(work), fasting))
        day = last + dt.timedelta(days=1)
    return tuple(found)
