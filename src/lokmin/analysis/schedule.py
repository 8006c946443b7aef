"""The year's schedule by HiGHS: months by mixed-integer programming, days by the greedy board, never worse than greedy.

The months are solved from the greedy schedule on, polished one activity at a time; then each round gets its days. A
round whose days do not suffice is moved by the board to the next best month. The bound of the months holds for the
whole year (``schedulemodel``), so the gap that is stated is the one of the finished schedule with its days.
"""

from __future__ import annotations

import math
import threading
import time
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
#: Seconds the solver always has.
_LEAST = 0.2
#: Seconds a solver may take to end by itself when its time is over; it looks at its clock now and then only.
_GRACE = 0.3
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

    ``seconds`` is the time of the whole, by the clock on the wall: a solver that has not answered by then is left to
    itself and the best it told of is taken. Only the greedy schedule is always finished. Where all ends before, the
    same problem gives the same answer everywhere.
    """
    begun = time.monotonic()
    until = begun + seconds
    first = greedy(problem)
    first_cost = cost(problem, first)
    best = polished(problem, first, over=lambda: time.monotonic() > until)
    total = cost(problem, best).total(problem.weights)
    # What comes after the solver is of the same kind as what came before it, and takes about half as long.
    after = time.monotonic() - begun
    solved = _months(problem, best, max(until - after - time.monotonic(), _LEAST))
    for found in _with_days(problem, solved.months):
        if time.monotonic() > until:
            break
        price = cost(problem, found).total(problem.weights)
        if price < total:
            total, best = price, found
    best = given_back(problem, best, over=lambda: time.monotonic() > until)
    total = cost(problem, best).total(problem.weights)
    return Result(
        best, cost(problem, best), first_cost, total, first_cost.total(problem.weights), min(solved.bound, total),
        solved.ended,
    )  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class _Months:
    """Months of each activity, the bound that is proven, and why the search stopped."""

    months: Mapping[str, tuple[int, ...]]
    bound: int
    ended: Ended


def _months(problem: Problem, start: Schedule, seconds: float) -> _Months:
    """The months in three steps, each from the best so far.

    Without whole numbers first: that gives a bound, and nearly all rounds stand in whole months already. Then whole
    numbers for the few activities that do not, which takes a second or two. Then everything with the rest of the time.
    """
    if not problem.activities:
        return _Months({}, 0, Ended.BEST)
    until = time.monotonic() + seconds
    model = Model(problem)
    loose = _run(model, until - time.monotonic(), relaxed=True)
    if loose is None:
        return _Months({}, 0, Ended.GREEDY)
    bound, best = _whole(loose.bound), start.by_code
    few = _run(model, (until - time.monotonic()) / 2, start=best, kept=model.settled(loose.values))
    if few is not None:
        if few.value < cost(problem, start).total(problem.weights):
            best = model.months(few.values)
        if few.value - bound <= _NEAR * few.value:
            return _Months(best, bound, Ended.BEST)
    full = _run(model, until - time.monotonic(), start=best)
    if full is None:
        return _Months(best, bound, Ended.TIME)
    ended = Ended.BEST if full.done else Ended.TIME
    return _Months(model.months(full.values), max(bound, _whole(full.bound)), ended)


def _whole(bound: float) -> int:
    """Costs are whole numbers, so a bound is one as well; a hair above is the solver's rounding."""
    return max(0, math.ceil(bound - 1e-6)) if math.isfinite(bound) else 0


@dataclass(frozen=True, slots=True)
class _Found:
    """What one run of the solver gave."""

    values: list[float]
    value: float
    bound: float
    done: bool


def _run(
    model: Model, seconds: float, *, relaxed: bool = False, start: Mapping[str, tuple[int, ...]] | None = None,
    kept: Mapping[int, float] | None = None,
) -> _Found | None:  # fmt: skip
    """One run; None where it found nothing in its time. ``kept``: columns that stay at a value."""
    seconds = max(seconds, _LEAST)
    # Only who solves pays for the library.
    import highspy

    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in {
        "output_flag": False, "threads": 1, "random_seed": 1, "time_limit": seconds, "mip_rel_gap": _NEAR,
        "mip_pool_soft_limit": _CUTS, "solve_relaxation": relaxed,
    }.items():  # fmt: skip
        solver.setOptionValue(name, value)
    model.handed_over(solver, kept or {})
    if start is not None:
        index, values = model.start(start)
        solver.setSolution(len(index), index, values)
    told: list[_Found] = []
    if not relaxed:
        # The arrays are the solver's own and change: they are copied.
        solver.cbMipImprovingSolution.subscribe(lambda event: told.append(_told(event.data_out)))
    # Solving lets other threads run. HiGHS looks at its clock only now and then; who waits does not wait for that.
    running = threading.Thread(target=solver.run, name="highs", daemon=True)
    running.start()
    running.join(seconds + _GRACE)
    if running.is_alive():
        return told[-1] if told else None
    info, status = solver.getInfo(), solver.getModelStatus()
    done = status == highspy.HighsModelStatus.kOptimal
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible or (relaxed and not done):
        return None
    value = info.objective_function_value
    return _Found(list(solver.getSolution().col_value), value, value if relaxed else info.mip_dual_bound, done)


def _told(out: Any) -> _Found:
    return _Found(list(out.mip_solution), out.objective_function_value, out.mip_dual_bound, done=False)
