"""The year's schedule by HiGHS: months by mixed-integer programming, days by the greedy board, never worse than greedy.

The months are solved from the greedy schedule on, polished one activity at a time; then each round gets its days. A
round whose days do not suffice is moved by the board to the next best month. The bound of the months holds for the
whole year (``schedulemodel``), so the gap that is stated is the one of the finished schedule with its days.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lokmin.analysis.schedulemodel import Model
from lokmin.core.planning.schedule import Problem, Schedule
from lokmin.core.planning.schedulecost import Cost, cost
from lokmin.core.planning.schedulegreedy import greedy, laid_out
from lokmin.core.planning.schedulepolish import polished
from lokmin.core.planning.schedulereasons import given_back

#: Solutions this near to the bound are as good; the search for the last points would cost most of the time.
_NEAR = 0.01
#: Fewer cuts are kept than usual: separating thousands of them took most of the time and moved the bound by nothing.
_CUTS = 500
#: So often days are given anew.
_TURNS = 6


class Ended(StrEnum):
    """Why the search ended."""

    BEST = "terbaik"
    TIME = "waktu habis"
    GREEDY = "tanpa pemecah"


@dataclass(frozen=True, slots=True)
class Result:
    """A schedule with how good it is.

    Attributes:
        bound: no schedule of this problem costs less. ``greedy``: what the greedy schedule costs.
    """

    schedule: Schedule
    cost: Cost
    greedy: Cost
    total: int
    greedy_total: int
    bound: int
    ended: Ended

    @property
    def gap_permille(self) -> int:
        """How far above the bound it may at most lie, in permille of its cost, rounded up; 0 is proven the best."""
        return 0 if self.total <= self.bound else -(-(self.total - self.bound) * 1000 // self.total)


def solve(problem: Problem, *, seconds: float = 10.0) -> Result:
    """A schedule that keeps every hard limit, at most as dear as the greedy one.

    ``seconds`` limits the solver; where it ends before that, the same problem gives the same answer everywhere.
    """
    first = greedy(problem)
    first_cost = cost(problem, first)
    best = polished(problem, first)
    total = cost(problem, best).total(problem.weights)
    months, bound, ended = _months(problem, best, seconds)
    for found in _with_days(problem, months):
        price = cost(problem, found).total(problem.weights)
        if price < total:
            total, best = price, found
    best = given_back(problem, best)
    total = cost(problem, best).total(problem.weights)
    return Result(
        best, cost(problem, best), first_cost, total, first_cost.total(problem.weights), min(bound, total), ended
    )


def _with_days(problem: Problem, months: Mapping[str, tuple[int, ...]]) -> Iterator[Schedule]:
    """Schedules with days near the given months; what found no days in its months has its turn first the next time."""
    if not months:
        return
    late: set[str] = set()
    for _ in range(_TURNS):
        found = laid_out(problem, months, late)
        yield found
        laid = found.by_code
        missed = {code for code, wanted in months.items() if laid.get(code, ()) != wanted}
        if missed <= late:
            return
        late |= missed


def _months(problem: Problem, start: Schedule, seconds: float) -> tuple[Mapping[str, tuple[int, ...]], int, Ended]:
    """Months of each activity, the bound that is proven, and why the solver stopped."""
    # Only who solves pays for the library.
    import highspy

    if not problem.activities:
        return {}, 0, Ended.BEST
    model = Model(problem)
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in {
        "output_flag": False, "threads": 1, "random_seed": 1, "time_limit": float(seconds), "mip_rel_gap": _NEAR,
        "mip_pool_soft_limit": _CUTS,
    }.items():  # fmt: skip
        solver.setOptionValue(name, value)
    model.handed_over(solver)
    index, values = model.start(start)
    solver.setSolution(len(index), index, values)
    solver.run()
    info = solver.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return {}, 0, Ended.GREEDY
    status = solver.getModelStatus()
    ended = Ended.BEST if status == highspy.HighsModelStatus.kOptimal else Ended.TIME
    # Costs are whole numbers, so a bound is one as well; a hair below it is the solver's rounding.
    bound = max(0, math.ceil(info.mip_dual_bound - 1e-6)) if math.isfinite(info.mip_dual_bound) else 0
    return model.months(list(solver.getSolution().col_value)), bound, ended
