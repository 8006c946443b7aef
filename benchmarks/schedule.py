"""A year of activities spread by HiGHS: time, gap to the bound, and its price against the greedy schedule.

    python benchmarks/schedule.py [activities] [staff] [villages] [seconds]

The year is made up: monthly posyandu, quarterly rounds through villages, single trainings before them, one pusling, a
fasting month, leave and lokmin. Goal of issue 5: 200 activities in <= 10 s, or the best so far with its stated gap.
Prints the greedy schedule and the solved one of the same year, named parts of both prices, and ratios. The time is that
of the whole, by the clock on the wall, also where other programs hold both processors.

Last seen (two processors, load 7, 200 activities, 10 s): price / greedy 0.652, 3.8 % above the bound, ended at 10.0 s.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time

from lokmin.analysis.schedule import solve
from lokmin.core.meetings.yearplan import DayBook
from lokmin.core.planning.calendar import WorkDays
from lokmin.core.planning.schedule import Activity, Limits, Problem, Visit, usual_spacing
from lokmin.core.planning.schedulecost import PARTS, cost
from lokmin.core.planning.schedulegreedy import greedy

YEAR = 2026
HOLIDAYS = ("01-01", "02-17", "03-20", "03-21", "04-03", "05-01", "05-14", "05-27", "06-01", "06-16", "08-17", "12-25")
DAYS = WorkDays(
    5,
    DayBook(
        {dt.date.fromisoformat(f"{YEAR}-{day}"): "libur" for day in HOLIDAYS},
        ((dt.date(YEAR, 2, 18), dt.date(YEAR, 3, 19)),),
    ),
)


def year(activities: int, staff: int, villages: int, seed: int = 1) -> Problem:
    """A full but possible year; most plans ask for the months people like best, so that some must move."""
    rng = random.Random(seed)
    people = [f"staf{n}" for n in range(staff)]
    desa = [f"desa{n}" for n in range(villages)]
    liked = [1, 2, 2, 3, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11, 11, 11, 12]
    found: list[Activity] = []
    for n in range(activities):
        times = rng.choice([1, 1, 1, 2, 2, 4, 4, 6, 12])
        team = rng.sample(people, rng.choice([1, 2, 2, 3]))
        to = rng.sample(desa, rng.choice([0, 1, 1, 2, 4, 6]) if times <= 4 else rng.choice([0, 1, 2]))
        visits = tuple(Visit(rng.choice([1, 1, 2]), tuple(team), village) for village in to) or (
            Visit(rng.choice([1, 2, 2, 4]), tuple(team)),
        )
        months: set[int] = set()
        while len(months) < times:
            months.add(rng.choice(liked))
        if len(found) < 20:  # trainings and preparations, in the first months
            times, months = 1, {rng.choice((1, 2, 3))}
        earlier = [a.code for a in found[:20]]
        found.append(
            Activity(
                f"k{n}",
                f"Kegiatan {n}",
                times,
                visits,
                wanted=tuple(sorted(months)),
                spacing=usual_spacing(times),
                after=(rng.choice(earlier),) if len(found) >= 20 and times <= 4 and rng.random() < 0.2 else (),
                resources=("pusling",) if to and rng.random() < 0.15 else (),
                avoids_fasting=rng.random() < 0.25,
                cost=rng.randrange(0, 5_000_000, 50_000),
                fund=rng.choice(["bok", "bok", "kapitasi"]),
            )
        )
    lokmin = frozenset(DAYS.within(dt.date(YEAR, m, 3), dt.date(YEAR, m, 9))[0] for m in range(1, 13))
    spent = {f: sum((a.cost or 0) * a.times for a in found if a.fund == f) for f in ("bok", "kapitasi")}
    phases = (8, 16, 30, 38, 46, 60, 68, 76, 85, 92, 100, 100)
    money = {fund: tuple(whole * part // 100 for part in phases) for fund, whole in spent.items()}
    limits = Limits(staff_month=36, village_week=3)
    return Problem(YEAR, tuple(found), DAYS, limits, taken=dict.fromkeys(people, lokmin), money=money)


def main() -> None:
    numbers = [int(word) for word in sys.argv[1:]]
    activities, staff, villages, seconds = [*numbers, *(200, 40, 12, 10)[len(numbers) :]]
    problem = year(activities, staff, villages)
    began = time.perf_counter()
    first = greedy(problem)
    greedy_took = time.perf_counter() - began
    began = time.perf_counter()
    found = solve(problem, seconds=seconds)
    took = time.perf_counter() - began
    print(f"{activities} kegiatan, {sum(a.times for a in problem.activities)} putaran, ", end="")
    print(f"{sum(a.times * len(a.visits) for a in problem.activities)} kunjungan, {staff} staf, {villages} desa")
    print(f"greedy  {greedy_took:6.2f} s   harga {found.greedy_total:7d}")
    print(f"HiGHS   {took:6.2f} s   harga {found.total:7d}   batas bawah {found.bound}   {found.ended}")
    against = found.total / max(found.greedy_total, 1)
    print(f"selisih ke batas {found.gap_permille / 10:.1f} %   harga / greedy {against:.3f}")
    one, other = cost(problem, first), found.cost
    for part in PARTS:
        print(f"  {part:9} {getattr(one, part):7d} -> {getattr(other, part):7d}")


if __name__ == "__main__":
    main()
