"""The plain way to share out villages: largest first, each to whoever then carries least. Also the fallback."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping

from lokmin.core.workload.darbin.limits import allowed, room
from lokmin.core.workload.darbin.loads import Scale, pair_points, relative
from lokmin.core.workload.darbin.records import Problem


def greedy(problem: Problem) -> dict[str, str] | None:
    """A complete division within all hard limits, or None when there is none.

    Villages go from the largest to the smallest to the one whose load stays smallest (then fewer points, then the
    order of the staff). Where nobody allowed has room, villages given before are handed on along the shortest chain
    (an augmenting path of a matching), so that a division is found whenever one exists.
    """
    scale = Scale(problem)
    people = {s.key: s for s in problem.staff}
    villages = {v.code: v for v in problem.villages}
    may = allowed(problem)
    space = {s.key: room(s, problem) for s in problem.staff}
    rank = {s.key: number for number, s in enumerate(problem.staff)}
    loads = {s.key: scale.before(s) for s in problem.staff}
    given: dict[str, str] = {}

    def cost(key: str, code: str) -> tuple[int, int, int]:
        after = relative(loads[key] + scale.load(people[key], villages[code]), people[key].capacity)
        return after, pair_points(problem, people[key], villages[code]), rank[key]

    heaviest = {code: max((scale.load(people[k], villages[code]) for k in may[code]), default=0) for code in villages}
    for code in sorted(villages, key=lambda c: (-heaviest[c], c)):
        chain = _chain(code, may, space, given, cost)
        if chain is None:
            return None
        for moved, key in chain:
            if moved in given:
                loads[given[moved]] -= scale.load(people[given[moved]], villages[moved])
                space[given[moved]] += 1
            given[moved] = key
            space[key] -= 1
            loads[key] += scale.load(people[key], villages[moved])
    return {code: given[code] for code in villages}


def _chain(
    code: str, may: Mapping[str, tuple[str, ...]], space: Mapping[str, int], given: Mapping[str, str],
    cost: Callable[[str, str], tuple[int, int, int]],
) -> list[tuple[str, str]] | None:  # fmt: skip
    """The hand-overs (village, new holder) that find room for one more village; None when there are none."""
    free = [key for key in may[code] if space[key] > 0]
    if free:
        return [(code, min(free, key=lambda key: cost(key, code)))]
    came: dict[str, tuple[str, str | None]] = {}  # holder -> (village it would take, who hands that village on)
    queue: deque[str] = deque()
    for key in sorted(may[code], key=lambda key: cost(key, code)):
        came[key] = (code, None)
        queue.append(key)
    while queue:
        here = queue.popleft()
        if space[here] > 0:
            path: list[tuple[str, str]] = []
            at: str | None = here
            while at is not None:
                village, before = came[at]
                path.append((village, at))
                at = before
            return path
        for held in sorted(c for c, key in given.items() if key == here):
            for key in sorted(may[held], key=lambda key: cost(key, held)):
                if key not in came:
                    came[key] = (held, here)
                    queue.append(key)
    return None
