"""The year as a board on which rounds are laid: knows what is taken, lays a round on days or says it does not fit."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from lokmin.core.planning.rpk import MONTHS
from lokmin.core.planning.schedule import Activity, Limit, Placed, Problem, Schedule, Visit, needed_round
from lokmin.core.planning.schedulecost import units

_NONE: frozenset[dt.date] = frozenset()


@dataclass
class Board:
    """What is laid so far; every method keeps all hard limits unless one is named in ``relaxed``.

    ``team`` and ``person`` are half days by month, ``daily`` by day, ``weekly`` by Monday;
    ``spent`` is money by fund and month in units (``schedulecost.units``).
    """

    problem: Problem
    placed: dict[tuple[str, int], tuple[Placed, ...]] = field(default_factory=dict)
    team: Counter[int] = field(default_factory=Counter)
    daily: Counter[dt.date] = field(default_factory=Counter)
    weekly: Counter[dt.date] = field(default_factory=Counter)
    spent: Counter[tuple[str, int]] = field(default_factory=Counter)
    person: Counter[tuple[str, int]] = field(default_factory=Counter)
    person_day: Counter[tuple[str, dt.date]] = field(default_factory=Counter)
    resource_day: Counter[tuple[str, dt.date]] = field(default_factory=Counter)
    village_week: Counter[tuple[str, dt.date]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.by_code = self.problem.by_code
        self.waiting = _followers(self.problem)
        self.workdays = {month: self.problem.month(month) for month in MONTHS}

    @classmethod
    def of(cls, problem: Problem, schedule: Schedule) -> Board:
        """A board with a schedule on it."""
        board = cls(problem)
        rounds: dict[tuple[str, int], list[Placed]] = {}
        for one in schedule.placed:
            rounds.setdefault((one.code, one.month), []).append(one)
        for (code, month), visits in rounds.items():
            board.lay(board.by_code[code], month, tuple(visits))
        return board

    @property
    def schedule(self) -> Schedule:
        every = [one for visits in self.placed.values() for one in visits]
        return Schedule(tuple(sorted(every, key=lambda p: (p.days, p.code, p.visit))))

    def months(self, code: str) -> tuple[int, ...]:
        return tuple(month for month in MONTHS if (code, month) in self.placed)

    def lay(self, activity: Activity, month: int, visits: tuple[Placed, ...]) -> None:
        self.placed[activity.code, month] = visits
        self.spent[activity.fund, month] += units(activity.cost)
        for one in visits:
            self._count(activity, one, 1)

    def take(self, activity: Activity, month: int) -> tuple[Placed, ...]:
        """Take a round off the board again."""
        visits = self.placed.pop((activity.code, month))
        self.spent[activity.fund, month] -= units(activity.cost)
        for one in visits:
            self._count(activity, one, -1)
        return visits

    def _count(self, activity: Activity, one: Placed, sign: int) -> None:
        visit = activity.visits[one.visit]
        self.team[one.month] += sign * visit.load
        for day, half in _halves(visit, one.days, self.problem.limits.half_days_a_day):
            work = sign * half * max(len(visit.people), 1)
            self.daily[day] += work
            self.weekly[_week(day)] += work
            for person in visit.people:
                self.person_day[person, day] += sign * half
                self.person[person, one.month] += sign * half
            for resource in activity.resources:
                self.resource_day[resource, day] += sign * half
        if visit.village:
            self.village_week[visit.village, _week(one.days[0])] += sign

    def fit(self, activity: Activity, month: int, relaxed: Collection[Limit] = ()) -> tuple[Placed, ...] | None:
        """Days for all visits of a round in a month, nothing laid; None when they do not fit.

        Each visit takes the day with the least work of the team among those that keep all limits (of equal ones that of
        the quieter week), outside the fasting month first where it is to be avoided.
        """
        if Limit.WINDOW not in relaxed and month not in activity.allowed and month not in activity.fixed_in:
            return None
        if not self._counts(activity, month) or not self._keeps_spacing(activity, month, relaxed):
            return None
        span = self._between(activity, month, relaxed)
        if span is None:
            return None
        found: list[Placed] = []
        order = sorted(range(len(activity.visits)), key=lambda n: (-activity.visits[n].half_days, n))
        for number in order:
            days = self._day(activity, activity.visits[number], month, span, relaxed)
            if days is None:
                break
            found.append(Placed(activity.code, month, number, days))
            self._count(activity, found[-1], 1)
        for one in found:
            self._count(activity, one, -1)
        return tuple(found) if len(found) == len(activity.visits) else None

    def _counts(self, activity: Activity, month: int) -> bool:
        """Whether a round is still due there: not one there already, and room is left for those with fixed days."""
        laid = self.months(activity.code)
        if month in laid:
            return False
        if month in activity.fixed_in:
            return len(laid) < activity.times
        return sum(m not in activity.fixed_in for m in laid) < activity.times - len(activity.fixed)

    def _keeps_spacing(self, activity: Activity, month: int, relaxed: Collection[Limit]) -> bool:
        if Limit.SPACING in relaxed:
            return True
        return all(abs(month - other) >= activity.spacing for other in self.months(activity.code))

    def _between(
        self, activity: Activity, month: int, relaxed: Collection[Limit]
    ) -> tuple[dt.date | None, dt.date | None] | None:
        """The day after which and the day before which a round must lie for the order; None when that cannot be."""
        if Limit.ORDER in relaxed:
            return None, None
        after: list[dt.date] = []
        # A new round makes those behind it later in number, so these are looked at again.
        for number, mine in enumerate(sorted({*self.months(activity.code), month}), start=1):
            if mine < month:
                continue
            over = self._over(activity, number)
            if over is None or (mine > month and over and self._begins(activity.code, mine) <= max(over)):
                return None
            after += over if mine == month else []
        before: list[dt.date] = []
        for follower in self.waiting.get(activity.code, ()):
            rounds = sorted({*self.months(activity.code), month})
            for number, m in enumerate(self.months(follower.code), start=1):
                needed = needed_round(number, follower.times, activity.times)
                begins = self._begins(follower.code, m)
                if len(rounds) < needed or any(self._ends(activity.code, r) >= begins for r in rounds[:needed]):
                    return None
                before += [begins] if month in rounds[:needed] else []
        return max(after, default=None), min(before, default=None)

    def _over(self, activity: Activity, number: int) -> list[dt.date] | None:
        """Last days of all visits a round waits for; None when some of them have no day."""
        found: list[dt.date] = []
        for code in activity.after:
            needed = needed_round(number, activity.times, self.by_code[code].times)
            laid = self.months(code)
            if len(laid) < needed:
                return None
            found += [p.days[-1] for m in laid[:needed] for p in self.placed[code, m]]
        return found

    def _begins(self, code: str, month: int) -> dt.date:
        return min(p.days[0] for p in self.placed[code, month])

    def _ends(self, code: str, month: int) -> dt.date:
        """The last day of a round; of one that is not laid yet the day before all others."""
        return max((p.days[-1] for p in self.placed.get((code, month), ())), default=dt.date.min)

    def _day(
        self, activity: Activity, visit: Visit, month: int, span: tuple[dt.date | None, dt.date | None],
        relaxed: Collection[Limit],
    ) -> tuple[dt.date, ...] | None:  # fmt: skip
        after, before = span
        length = -(-visit.half_days // self.problem.limits.half_days_a_day)
        if Limit.CLOSED in relaxed:
            first = dt.date(self.problem.year, month, 1)
            days: Sequence[dt.date] = [d for n in range(31) if (d := first + dt.timedelta(days=n)).month == month]
        else:
            days = self.workdays[month]
        fixed = activity.fixed_in.get(month) if Limit.FIXED not in relaxed else None
        best: tuple[tuple[bool, int, int, dt.date], tuple[dt.date, ...]] | None = None
        for at in range(len(days) - length + 1):
            run = tuple(days[at : at + length])
            if (fixed and run[0] != fixed) or (after and run[0] <= after) or (before and run[-1] >= before):
                continue
            if Limit.WINDOW not in relaxed and _outside(activity, run):
                continue
            fasting = activity.avoids_fasting and self.problem.days.fasts(run[0])
            rank = (fasting, sum(self.daily[d] for d in run), self.weekly[_week(run[0])], run[0])
            if (best is None or rank < best[0]) and self._free(activity, visit, run, month, relaxed):
                best = rank, run
        return best[1] if best else None

    def _free(
        self, activity: Activity, visit: Visit, run: tuple[dt.date, ...], month: int, relaxed: Collection[Limit]
    ) -> bool:
        limits, taken = self.problem.limits, self.problem.taken
        if Limit.STAFF_MONTH not in relaxed and any(
            self.person[p, month] + visit.half_days > limits.month_of(p) for p in visit.people
        ):
            return False
        if (
            visit.village
            and Limit.VILLAGE not in relaxed
            and self.village_week[visit.village, _week(run[0])] >= limits.village_week
        ):
            return False
        for day, half in _halves(visit, run, limits.half_days_a_day):
            if Limit.STAFF_DAY not in relaxed and any(
                day in taken.get(p, _NONE) or self.person_day[p, day] + half > limits.half_days_a_day
                for p in visit.people
            ):
                return False
            if Limit.RESOURCE not in relaxed and any(
                day in taken.get(r, _NONE) or self.resource_day[r, day] + half > limits.resource_day
                for r in activity.resources
            ):
                return False
        return True


def _followers(problem: Problem) -> dict[str, tuple[Activity, ...]]:
    found: dict[str, list[Activity]] = {}
    for activity in problem.activities:
        for code in activity.after:
            found.setdefault(code, []).append(activity)
    return {code: tuple(held) for code, held in found.items()}


def _halves(visit: Visit, days: Iterable[dt.date], a_day: int) -> Iterable[tuple[dt.date, int]]:
    """How many half days of a visit fall on each of its days: full days first."""
    rest = visit.half_days
    for day in days:
        yield day, min(rest, a_day)
        rest -= a_day


def _outside(activity: Activity, run: tuple[dt.date, ...]) -> bool:
    return bool((activity.earliest and run[0] < activity.earliest) or (activity.latest and run[-1] > activity.latest))


def _week(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
