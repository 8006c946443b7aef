"""The months of a year's activities as a mixed-integer program for HiGHS.

    x[a,m] in {0,1}  activity a has a round in month m         u[a] >= 0  its rounds without a month
    sum_m x[a,m] + u[a] = times[a]
    sum_a halves[a,p] x[a,m] <= limit[p,m]                     likewise vehicles by month, villages by weeks of a month
    x[a,m] + ... + x[a,m+s-1] <= 1                             spacing s
    A * sum_{m'<=m} x[b,m'] <= B * sum_{m'<=m} x[a,m']         b waits for a (A, B their rounds in the year)
    d[a,m] >= |sum_{m'<=m} x[a,m'] - wanted up to m|           months moved
    e[m] >= load[m] - fair[m],  e[p,m] likewise                above the fair share

Days are left out, so every schedule of days is a solution of this model at the same price or less: the best bound HiGHS
proves for the months holds for the whole year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lokmin.core.planning.rpk import MONTHS
from lokmin.core.planning.schedule import Activity, Problem, weeks_of
from lokmin.core.planning.schedulecost import UNIT, shares, units

if TYPE_CHECKING:
    import highspy

_INF = float("inf")
#: Nearer than this to a whole number is one.
_HAIR = 1e-6


@dataclass
class Columns:
    """Columns and rows of the program as they are gathered, then handed over at once."""

    cost: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[float, float, list[tuple[int, float]]]] = field(default_factory=list)

    def add(self, cost: float, high: float = _INF, *, low: float = 0.0, whole: bool = False) -> int:
        self.cost.append(cost)
        self.low.append(low)
        self.high.append(high)
        self.whole.append(whole)
        return len(self.cost) - 1

    def row(self, low: float, high: float, terms: list[tuple[int, float]]) -> None:
        if terms:
            self.rows.append((low, high, terms))


@dataclass
class Model:
    """The program of one problem.

    Attributes:
        x: (activity, month) -> column; ``u``: activity -> column of its rounds without a month.
    """

    problem: Problem
    columns: Columns = field(default_factory=Columns)
    x: dict[tuple[str, int], int] = field(default_factory=dict)
    u: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        weights = self.problem.weights
        self.workdays = {month: self.problem.month(month) for month in MONTHS}
        fair = shares(self.problem)
        for activity in self.problem.activities:
            self._activity(activity)
        for activity in self.problem.activities:
            self._order(activity)
        by_month = self._by_month()
        for month in MONTHS:
            loads = [(self.x[a.code, month], float(a.load)) for a in by_month[month]]
            self._above(loads, fair.team[month], weights.even)
            self._people(by_month[month], month, fair.person)
            self._things(by_month[month], month)
        self._money()

    def _by_month(self) -> dict[int, list[Activity]]:
        return {m: [a for a in self.problem.activities if (a.code, m) in self.x] for m in MONTHS}

    def _activity(self, activity: Activity) -> None:
        weights, columns = self.problem.weights, self.columns
        free = activity.times > len(activity.fixed)
        for month in MONTHS:
            fixed = month in activity.fixed_in
            if (fixed or (free and month in activity.allowed)) and self._days_for(activity, month):
                price = weights.season * bool(activity.season and month not in activity.season)
                if activity.avoids_fasting and all(self.problem.days.fasts(d) for d in self.workdays[month]):
                    price += weights.fasting * len(activity.visits)
                self.x[activity.code, month] = columns.add(price, 1.0, whole=True)
        mine = [(m, self.x[activity.code, m]) for m in MONTHS if (activity.code, m) in self.x]
        self.u[activity.code] = columns.add(weights.unplaced, activity.times)
        columns.row(activity.times, activity.times, [*((x, 1.0) for _, x in mine), (self.u[activity.code], 1.0)])
        loose = [(x, 1.0) for m, x in mine if m not in activity.fixed_in]
        if activity.fixed:
            columns.row(-_INF, activity.times - len(activity.fixed), loose)
        if activity.spacing > 1:
            for first in MONTHS:
                window = [(x, 1.0) for m, x in mine if first <= m < first + activity.spacing]
                if len(window) > 1:
                    columns.row(-_INF, 1.0, window)
        if activity.wanted:
            for month in MONTHS:
                due = sum(w <= month for w in activity.wanted)
                moved = columns.add(weights.moved)
                until = [(x, 1.0) for m, x in mine if m <= month]
                columns.row(-_INF, due, [*until, (moved, -1.0)])
                columns.row(due, _INF, [*until, (moved, 1.0)])

    def _days_for(self, activity: Activity, month: int) -> bool:
        """Whether the longest visit has days in a month at all, by the calendar and its own window."""
        days = [
            d
            for d in self.workdays[month]
            if (not activity.earliest or d >= activity.earliest) and (not activity.latest or d <= activity.latest)
        ]
        fixed = activity.fixed_in.get(month)
        if fixed is not None and fixed not in days:
            return False
        a_day = self.problem.limits.half_days_a_day
        return len(days) >= max(-(-visit.half_days // a_day) for visit in activity.visits)

    def _until(self, code: str, month: int, factor: float) -> Iterator[tuple[int, float]]:
        for m in MONTHS[:month]:
            if (code, m) in self.x:
                yield self.x[code, m], factor

    def _order(self, activity: Activity) -> None:
        for code in activity.after:
            other = self.problem.by_code[code]
            for month in MONTHS:
                mine = list(self._until(activity.code, month, float(other.times)))
                if mine:
                    self.columns.row(-_INF, 0.0, [*mine, *self._until(code, month, -float(activity.times))])

    def _above(self, loads: list[tuple[int, float]], fair: int, weight: int) -> None:
        if sum(load for _, load in loads) > fair:
            self.columns.row(-_INF, fair, [*loads, (self.columns.add(weight), -1.0)])

    def _people(self, activities: list[Activity], month: int, fair: dict[tuple[str, int], int]) -> None:
        limits = self.problem.limits
        loads: dict[str, list[tuple[int, float]]] = {}
        for activity in activities:
            for person in sorted({p for visit in activity.visits for p in visit.people}):
                loads.setdefault(person, []).append((self.x[activity.code, month], float(activity.load_of(person))))
        for person, terms in loads.items():
            there = self._there(person, month) * limits.half_days_a_day
            self.columns.row(-_INF, min(limits.month_of(person), there), terms)
            self._above(terms, fair[person, month], self.problem.weights.person)

    def _things(self, activities: list[Activity], month: int) -> None:
        limits = self.problem.limits
        things: dict[str, list[tuple[int, float]]] = {}
        villages: dict[str, list[tuple[int, float]]] = {}
        for activity in activities:
            x = self.x[activity.code, month]
            for thing in dict.fromkeys(activity.resources):
                things.setdefault(thing, []).append((x, float(sum(v.half_days for v in activity.visits))))
            visits: dict[str, int] = {}
            for visit in activity.visits:
                if visit.village:
                    visits[visit.village] = visits.get(visit.village, 0) + 1
            for village, times in visits.items():
                villages.setdefault(village, []).append((x, float(times)))
        for thing, terms in things.items():
            self.columns.row(-_INF, self._there(thing, month) * limits.resource_day, terms)
        weeks = weeks_of(self.workdays[month])
        for terms in villages.values():
            self.columns.row(-_INF, weeks * limits.village_week, terms)

    def _there(self, key: str, month: int) -> int:
        gone: frozenset[dt.date] = self.problem.taken.get(key, frozenset())
        return sum(day not in gone for day in self.workdays[month])

    def _money(self) -> None:
        for fund, sums in self.problem.money.items():
            paid = [(a, units(a.cost)) for a in self.problem.activities if a.fund == fund and units(a.cost)]
            for month, there in zip(MONTHS, sums, strict=True):
                terms = [term for a, price in paid for term in self._until(a.code, month, float(price))]
                self._above(terms, there // UNIT, self.problem.weights.budget)

    def start(self, months: Mapping[str, Sequence[int]]) -> tuple[list[int], list[float]]:
        """Months of activities as values of the whole-numbered columns, for HiGHS to complete."""
        there = {(code, month) for code, held in months.items() for month in held}
        return list(self.x.values()), [float(key in there) for key in self.x]

    def settled(self, values: Sequence[float]) -> dict[int, float]:
        """Of a solution without whole numbers: the columns of activities all of whose months are whole already."""
        columns: dict[str, list[int]] = {}
        for (code, _month), column in self.x.items():
            columns.setdefault(code, []).append(column)
        whole = [held for held in columns.values() if all(abs(values[c] - round(values[c])) < _HAIR for c in held)]
        return {column: float(round(values[column])) for held in whole for column in held}

    def months(self, values: Sequence[float]) -> dict[str, tuple[int, ...]]:
        """The months of each activity in a solution."""
        found: dict[str, list[int]] = {a.code: [] for a in self.problem.activities}
        for (code, month), column in self.x.items():
            if values[column] > 0.5:
                found[code].append(month)
        return {code: tuple(sorted(held)) for code, held in found.items()}

    def handed_over(self, solver: highspy.Highs, kept: Mapping[int, float]) -> None:
        """Write the program into a solver; ``kept``: columns that stay at a value."""
        # Only who solves pays for the libraries.
        import highspy
        import numpy as np

        columns = self.columns
        count = len(columns.cost)
        lp: Any = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = count, len(columns.rows)
        lp.col_cost_ = np.array(columns.cost, dtype=np.float64)
        lp.col_lower_ = np.array([kept.get(n, low) for n, low in enumerate(columns.low)], dtype=np.float64)
        lp.col_upper_ = np.array([kept.get(n, high) for n, high in enumerate(columns.high)], dtype=np.float64)
        lp.row_lower_ = np.array([row[0] for row in columns.rows], dtype=np.float64)
        lp.row_upper_ = np.array([row[1] for row in columns.rows], dtype=np.float64)
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[whole] for whole in columns.whole]
        starts = np.zeros(len(columns.rows) + 1, dtype=np.int32)
        starts[1:] = np.cumsum([len(row[2]) for row in columns.rows])
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = starts
        lp.a_matrix_.index_ = np.array([t[0] for row in columns.rows for t in row[2]], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([t[1] for row in columns.rows for t in row[2]], dtype=np.float64)
        solver.passModel(lp)
