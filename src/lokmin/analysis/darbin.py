"""Shares out villages with HiGHS: the largest load as small as possible, then short ways, wishes and few changes."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import highspy
import numpy as np

from lokmin.core.workload.darbin.greedy import greedy
from lokmin.core.workload.darbin.limits import allowed, breaks, room
from lokmin.core.workload.darbin.loads import MILLI, Scale, Value, pair_points, value
from lokmin.core.workload.darbin.obstacles import Obstacle, obstacles
from lokmin.core.workload.darbin.records import Problem

#: Of the time, the share of finding the least largest load; the rest is for ways, wishes and changes.
_FIRST = 0.6
#: The solver looks at its clock between steps; on a busy machine a step may take so long (seconds). It is told to end
#: so much earlier, and not called at all for less.
_STEP = 0.1
#: A gap below one permille counts as proven.
_PROVEN = 1e-3


@dataclass(frozen=True, slots=True)
class Proposal:
    """A complete division within all limits, never worse than the plain one.

    Attributes:
        division: village code -> key of its PJ; empty when ``obstacles`` says why there is none.
        value, plain: what it is worth, and what the greedy division is worth.
        bound: no division has a smaller largest load. ``gap``: how far above it this one may be, in permille.
        ended: the search came to its end; False when the time ran out and this is the best so far.
        seconds: how long it took.
    """

    division: dict[str, str]
    value: Value
    plain: Value
    bound: int
    gap: int
    ended: bool
    seconds: float
    obstacles: tuple[Obstacle, ...] = ()


def propose(problem: Problem, *, seconds: float, slack_permille: int) -> Proposal:
    """The best division found within ``seconds``; the same for the same problem wherever the search ends in time.

    The seconds are those of the clock on the wall, from the call to the answer: the plain division and building the
    models count too, so that a busy machine gives a weaker answer, not a later one. The plain division itself is
    always finished (milliseconds).

    ``slack_permille``: the largest load may be so much above the least possible when that saves ways or changes, but
    never above that of the greedy division.
    """
    begun = time.monotonic()
    plain = greedy(problem)
    if plain is None:
        nothing = Value(0, 0)
        return Proposal({}, nothing, nothing, 0, 0, True, 0.0, obstacles(problem))
    scale = Scale(problem)
    worth = value(scale, plain)
    model = _Model(problem, scale)
    first = model.least_largest(plain, worth.largest, begun + seconds * _FIRST)
    known = [(worth, plain), *((value(scale, d), d) for d in first.divisions)]
    least = min(worthy.largest for worthy, _d in known)
    cap = min(worth.largest, least * (1000 + slack_permille) // 1000)
    # Within the slack the points decide; the plain division stays a candidate where it keeps the ceiling.
    known = [pair for pair in known if pair[0].largest <= cap]
    second = model.fewest_points(min(known, key=_by_points)[1], cap, begun + seconds)
    known += [pair for pair in ((value(scale, d), d) for d in second.divisions) if pair[0].largest <= cap]
    best, found = min(known, key=_by_points)
    bound = min(max(first.bound, model.simple_bound), best.largest)
    gap = (best.largest - bound) * 1000 // best.largest if best.largest else 0
    return Proposal(
        {v.code: found[v.code] for v in problem.villages}, best, worth, bound, gap, first.ended and second.ended,
        time.monotonic() - begun,
    )  # fmt: skip


def _by_points(pair: tuple[Value, dict[str, str]]) -> tuple[int, int]:
    return pair[0].points, pair[0].largest


@dataclass(frozen=True, slots=True)
class _Answer:
    divisions: tuple[dict[str, str], ...]
    bound: int
    ended: bool


class _Model:
    """Yes or no for every allowed pair; each village exactly once; relative loads under one ceiling."""

    def __init__(self, problem: Problem, scale: Scale) -> None:
        self.problem, self.scale = problem, scale
        people = {s.key: s for s in problem.staff}
        villages = {v.code: v for v in problem.villages}
        self.pairs = [(code, key) for code, keys in allowed(problem).items() for key in keys]
        self.load = np.array([
            scale.load(people[k], villages[c]) * 1000 / people[k].capacity for c, k in self.pairs
        ])  # fmt: skip
        self.points = np.array([float(pair_points(problem, people[k], villages[c])) for c, k in self.pairs])
        self.before = {s.key: scale.before(s) * 1000 / s.capacity for s in problem.staff}
        self.room = {s.key: room(s, problem) for s in problem.staff}
        smallest = [min(self.load[i] for i, (c, _k) in enumerate(self.pairs) if c == code) for code in villages]
        everything = sum(
            min(scale.load(people[k], villages[code]) for c, k in self.pairs if c == code) for code in villages
        ) + sum(scale.before(s) for s in problem.staff)
        even = everything * 1000 // sum(s.capacity for s in problem.staff)
        #: What no division can beat: the even share, and the largest village wherever it is lightest.
        self.simple_bound = int(max(even, max(smallest, default=0.0)))

    def least_largest(self, start: dict[str, str], ceiling: int, until: float) -> _Answer:
        """The smallest ceiling over all loads; ``start`` is a division that keeps ``ceiling``; ``until`` a moment."""
        if ceiling <= self.simple_bound:
            return _Answer((), ceiling, True)
        unit = float(max(self.scale.fair, 1))
        solver = self._solver(unit, points=False)
        top = len(self.pairs)
        solver.changeColBounds(top, self.simple_bound / unit, ceiling / unit)
        answer = self._solve(solver, start, ceiling / unit, unit, until)
        # The bound is a real number below the true optimum, which is whole.
        return replace(answer, bound=int(np.ceil(answer.bound / 1000 - 1e-6)))

    def fewest_points(self, start: dict[str, str], ceiling: int, until: float) -> _Answer:
        """The fewest points with every load at most ``ceiling``; ``until`` a moment."""
        unit = float(max(self.scale.fair, 1))
        solver = self._solver(unit, points=True)
        solver.changeColBounds(len(self.pairs), 0.0, ceiling / unit)
        return self._solve(solver, start, ceiling / unit, unit, until)

    def _solver(self, unit: float, *, points: bool) -> highspy.Highs:
        """Columns: the pairs, the ceiling, then (for points) what each person carries above a fair share."""
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, chosen in (
            ("output_flag", False), ("threads", 1), ("random_seed", 7),
            ("mip_rel_gap", _PROVEN if not points else 1e-6), ("mip_abs_gap", 1e-6),
        ):  # fmt: skip
            solver.setOptionValue(option, chosen)
        infinite = highspy.kHighsInf
        none_i, none_f = np.array([], dtype=np.int32), np.array([], dtype=np.float64)
        for number in range(len(self.pairs)):
            solver.addCol(self.points[number] / MILLI if points else 0.0, 0.0, 1.0, 0, none_i, none_f)
            solver.changeColIntegrality(number, highspy.HighsVarType.kInteger)
        top = len(self.pairs)
        solver.addCol(0.0 if points else 1.0, 0.0, infinite, 0, none_i, none_f)
        by_village: dict[str, list[int]] = {}
        by_person: dict[str, list[int]] = {s.key: [] for s in self.problem.staff}
        for number, (code, key) in enumerate(self.pairs):
            by_village.setdefault(code, []).append(number)
            by_person[key].append(number)
        for numbers in by_village.values():
            solver.addRow(1.0, 1.0, len(numbers), np.array(numbers, dtype=np.int32), np.ones(len(numbers)))
        for key, numbers in by_person.items():
            if not numbers:
                continue
            count, own = len(numbers), np.array(numbers, dtype=np.int32)
            if count > self.room[key]:
                solver.addRow(-infinite, float(self.room[key]), count, own, np.ones(count))
            loads, before = self.load[own] / unit, self.before[key] / unit
            at, how = np.append(own, top).astype(np.int32), np.append(loads, -1.0)
            solver.addRow(-infinite, -before, count + 1, at, how)
            if points:
                # Each percent above the fair share costs ``uneven`` points.
                solver.addCol(100.0 * self.problem.weights.uneven, 0.0, infinite, 0, none_i, none_f)
                at, how = np.append(own, solver.getNumCol() - 1).astype(np.int32), np.append(loads, -1.0)
                solver.addRow(-infinite, self.scale.fair / unit - before, count + 1, at, how)
        return solver

    def _solve(
        self, solver: highspy.Highs, start: dict[str, str], ceiling: float, unit: float, until: float
    ) -> _Answer:
        left = until - time.monotonic() - _STEP
        if left < _STEP:
            return _Answer((), 0, False)
        solver.setOptionValue("time_limit", left)
        begin = highspy.HighsSolution()
        columns = np.zeros(solver.getNumCol())
        loads = dict(self.before)
        for number, (code, key) in enumerate(self.pairs):
            if start[code] == key:
                columns[number] = 1.0
                loads[key] += self.load[number]
        columns[len(self.pairs)] = ceiling
        above = [
            max(loads[s.key] - self.scale.fair, 0.0) / unit for s in self.problem.staff
            if any(key == s.key for _c, key in self.pairs)
        ]  # fmt: skip
        if solver.getNumCol() > len(self.pairs) + 1:
            columns[len(self.pairs) + 1 :] = above
        begin.col_value = list(columns)
        solver.setSolution(begin)
        solver.run()
        ended = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        info = solver.getInfo()
        bound = int(np.clip(info.mip_dual_bound, 0, 1e12) * unit * 1000)
        found = self._read(solver)
        return _Answer((found,) if found else (), bound, ended)

    def _read(self, solver: highspy.Highs) -> dict[str, str]:
        """The division in the solver's answer; empty when it found none or its roundings broke a limit."""
        solution = solver.getSolution().col_value
        if len(solution) < len(self.pairs):
            return {}
        found: dict[str, str] = {}
        strength: dict[str, float] = {}
        for (code, key), chosen in zip(self.pairs, solution, strict=False):
            if chosen > strength.get(code, 0.5):
                found[code], strength[code] = key, chosen
        return {} if breaks(self.problem, found) else found
