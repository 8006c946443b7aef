"""Years to be scheduled for tests: drawn ones, and a checker that knows nothing of the program's own board."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from itertools import pairwise

from hypothesis import strategies as st

from lokmin.core.meetings.yearplan import DayBook
from lokmin.core.planning.calendar import WorkDays
from lokmin.core.planning.schedule import Activity, Limits, Problem, Schedule, Visit

YEAR = 2026
HOLIDAYS = {dt.date(2026, 1, 1): "Tahun Baru", dt.date(2026, 3, 20): "Idulfitri", dt.date(2026, 8, 17): "Kemerdekaan"}
FASTING = ((dt.date(2026, 2, 18), dt.date(2026, 3, 19)),)
DAYS = WorkDays(5, DayBook(HOLIDAYS, FASTING))
PEOPLE = ("ratna", "sri", "bambang")
VILLAGES = ("", "watubelah", "wonolelo")


def broken(problem: Problem, schedule: Schedule) -> list[str]:
    """Every hard limit a schedule breaks, recomputed from the records alone."""
    wrong = []
    activities = {a.code: a for a in problem.activities}
    rounds: dict[str, dict[int, list]] = {code: {} for code in activities}
    halves, monthly, resources, villages = Counter(), Counter(), Counter(), Counter()
    for p in schedule.placed:
        a = activities[p.code]
        v = a.visits[p.visit]
        rounds[p.code].setdefault(p.month, []).append(p)
        if len(p.days) != math.ceil(v.half_days / problem.limits.half_days_a_day):
            wrong.append(f"{p}: wrong number of days")
        for d in p.days:
            if d.year != problem.year or d.month != p.month:
                wrong.append(f"{p}: outside its month")
            if d.weekday() >= problem.days.week or d in problem.days.book.closed:
                wrong.append(f"{p}: closed")
        day = p.days[0]
        while day < p.days[-1]:
            day += dt.timedelta(1)
            if day.weekday() < problem.days.week and day not in problem.days.book.closed and day not in p.days:
                wrong.append(f"{p}: a working day is left out")
        if (a.earliest and p.days[0] < a.earliest) or (a.latest and p.days[-1] > a.latest):
            wrong.append(f"{p}: outside its window")
        fixed = {d.month: d for d in a.fixed}
        if p.month in fixed:
            if p.days[0] != fixed[p.month]:
                wrong.append(f"{p}: not on its fixed day")
        elif p.month not in a.allowed:
            wrong.append(f"{p}: forbidden month")
        rest = v.half_days
        for d in p.days:
            half = min(rest, problem.limits.half_days_a_day)
            rest -= half
            for who in v.people:
                halves[who, d] += half
                monthly[who, p.month] += half
                if d in problem.taken.get(who, ()):
                    wrong.append(f"{p}: {who} is not there")
            for thing in a.resources:
                resources[thing, d] += half
                if d in problem.taken.get(thing, ()):
                    wrong.append(f"{p}: {thing} is not to be had")
        if v.village:
            villages[v.village, p.days[0].isocalendar()[:2]] += 1
    wrong += [f"day of {k}" for k, n in halves.items() if n > problem.limits.half_days_a_day]
    wrong += [
        f"month of {k}" for k, n in monthly.items() if n > problem.limits.staff.get(k[0], problem.limits.staff_month)
    ]
    wrong += [f"thing {k}" for k, n in resources.items() if n > problem.limits.resource_day]
    wrong += [f"village {k}" for k, n in villages.items() if n > problem.limits.village_week]
    for code, by_month in rounds.items():
        a = activities[code]
        months = sorted(by_month)
        if len(months) > a.times or any(len(by_month[m]) != len(a.visits) for m in months):
            wrong.append(f"{code}: rounds are not whole")
        if len([m for m in months if m not in {d.month for d in a.fixed}]) > a.times - len(a.fixed):
            wrong.append(f"{code}: free rounds instead of fixed ones")
        if any(b - c < a.spacing for c, b in pairwise(months)):
            wrong.append(f"{code}: too near to one another")
        for before in a.after:
            theirs = sorted(rounds[before])
            for k, m in enumerate(months, start=1):
                need = math.ceil(k * activities[before].times / a.times)
                first = min(p.days[0] for p in by_month[m])
                if len(theirs) < need or any(p.days[-1] >= first for t in theirs[:need] for p in rounds[before][t]):
                    wrong.append(f"{code}: round {k} is before {before}")
    return wrong


@st.composite
def problems(draw, most: int = 6) -> Problem:
    """Small years, many of them too full: shared people, spacing, windows, order, fixed days, money."""
    count = draw(st.integers(1, most))
    activities = []
    for n in range(count):
        before = [f"a{i}" for i in range(n)]
        times = draw(st.sampled_from([1, 1, 2, 3, 4, 12]))
        fixed = draw(st.booleans()) and draw(st.booleans())
        visits = tuple(
            Visit(
                draw(st.sampled_from([1, 2, 2, 5])), tuple(sorted(draw(st.sets(st.sampled_from(PEOPLE), max_size=2)))),
                draw(st.sampled_from(VILLAGES)),
            )
            for _ in range(1 if fixed else draw(st.integers(1, 3)))
        )  # fmt: skip
        months = tuple(sorted(draw(st.permutations(range(1, 13)))[:times]))
        activities.append(
            Activity(
                f"a{n}", f"Kegiatan {n}", times, visits,
                wanted=months if draw(st.booleans()) else (),
                allowed=frozenset(draw(st.just(range(1, 13)) | st.sets(st.integers(1, 12), min_size=3))),
                spacing=draw(st.integers(1, 4)),
                season=frozenset(draw(st.sets(st.integers(1, 12), max_size=4))),
                after=tuple(sorted(draw(st.sets(st.sampled_from(before), max_size=2)))) if before else (),
                fixed=(dt.date(2026, draw(st.integers(1, 12)), draw(st.integers(1, 28))),) if fixed else (),
                earliest=draw(st.none() | st.just(dt.date(2026, 2, 10))),
                latest=draw(st.none() | st.just(dt.date(2026, 11, 20))),
                resources=draw(st.sampled_from([(), ("mobil",)])),
                avoids_fasting=draw(st.booleans()),
                cost=draw(st.none() | st.integers(0, 3_000_000)),
                fund=draw(st.sampled_from(["", "bok"])),
            )
        )  # fmt: skip
    taken = {"ratna": frozenset(dt.date(2026, m, d) for m in range(1, 13) for d in (5, 6, 7))}
    limits = Limits(2, draw(st.sampled_from([4, 10, 30])), draw(st.sampled_from([1, 2])), draw(st.sampled_from([1, 2])))
    money = {"bok": tuple(1_000_000 * m for m in range(12))} if draw(st.booleans()) else {}
    return Problem(YEAR, tuple(activities), DAYS, limits, taken=taken, money=money)
