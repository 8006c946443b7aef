"""What a schedule moved against the plan given and which limit or wish bound it; what has no place and what to relax.

A reason is found by trying: the round is taken off the board and put back into the month that was asked for. What then
stands in the way, or which part of the cost rises most, is the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from lokmin.core.planning.rpk import MONTHS
from lokmin.core.planning.schedule import Activity, Limit, Problem, Schedule
from lokmin.core.planning.scheduleboard import Board
from lokmin.core.planning.schedulecost import PARTS, Cost, cost, shares

#: In this order limits are tried; the first that lets the round in when it is left out is named.
_TRIED = (
    Limit.FIXED, Limit.WINDOW, Limit.SPACING, Limit.ORDER, Limit.STAFF_MONTH, Limit.RESOURCE, Limit.VILLAGE,
    Limit.STAFF_DAY, Limit.CLOSED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a round is not in a month.

    Attributes:
        limit: the hard limit in the way; None where a wish would suffer (``part`` of the cost) or several limits
            together stand in the way (``part`` empty as well).
        subject: the person, vehicle, village, fund or activity it is about, by its key.
        used, most: how much of the limit is taken and how much there is, in the unit of the limit.
    """

    month: int
    limit: Limit | None = None
    part: str = ""
    subject: str = ""
    used: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """A round that moved from the month asked for to another."""

    activity: Activity
    wanted: int
    month: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Rounds without a place.

    ``opens``: the limit that would let in most months when it was relaxed, with a reason for the first of them.
    """

    activity: Activity
    rounds: int
    reason: Reason
    opens: tuple[int, ...] = ()


def moves(problem: Problem, schedule: Schedule) -> tuple[Move, ...]:
    """All rounds that moved, matched in order with the months asked for."""
    board = Board.of(problem, schedule)
    now = cost(problem, schedule)
    found = []
    for activity in problem.activities:
        for wanted, month in matched(activity, board.months(activity.code)):
            if wanted != month:
                found.append(Move(activity, wanted, month, _reason(board, activity, month, wanted, now)))
    return tuple(found)


def matched(activity: Activity, months: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Months asked for beside the months given: equal ones stay together, the others follow in order."""
    if not activity.wanted:
        return ()
    left = sorted(set(activity.wanted) - set(months))
    new = sorted(set(months) - set(activity.wanted))
    stayed = [(m, m) for m in sorted(set(months) & set(activity.wanted))]
    return tuple(sorted([*stayed, *zip(left, new, strict=False)]))


def unplaced(problem: Problem, schedule: Schedule) -> tuple[Unplaced, ...]:
    """What found no place, with the limit in the way and the months that open without it."""
    board = Board.of(problem, schedule)
    found = []
    for activity in problem.activities:
        missing = activity.times - len(board.months(activity.code))
        if not missing:
            continue
        months = [m for m in MONTHS if m not in board.months(activity.code)]
        # Months that are allowed say more than those that are not; only without them the window itself is in the way.
        may = [m for m in months if m in activity.fixed_in or m in activity.allowed] or months
        reasons = [hindrance(board, activity, m) for m in sorted(may, key=lambda m: (m not in activity.wanted, m))]
        count = Counter(r.limit for r in reasons if r.limit)
        best = max(count, key=lambda limit: (count[limit], -_TRIED.index(limit)), default=None)
        reason = next((r for r in reasons if r.limit is best), reasons[0])
        opens = tuple(sorted(r.month for r in reasons if best and r.limit is best))
        found.append(Unplaced(activity, missing, reason, opens))
    return tuple(found)


def given_back(problem: Problem, schedule: Schedule, over: Callable[[], bool] = lambda: False) -> Schedule:
    """The schedule with each moved round back in the month asked for where that costs no more.

    ``over``: asked before each activity whether the time is over; the rest then stays as it is.
    """
    board = Board.of(problem, schedule)
    now = cost(problem, schedule).total(problem.weights)
    for activity in problem.activities:
        if over():
            break
        for wanted, month in matched(activity, board.months(activity.code)):
            if wanted == month:
                continue
            was = board.take(activity, month)
            visits = board.fit(activity, wanted)
            if visits is not None:
                board.lay(activity, wanted, visits)
                then = cost(problem, board.schedule).total(problem.weights)
                if then <= now:
                    now = then
                    continue
                board.take(activity, wanted)
            board.lay(activity, month, was)
    return board.schedule


def _reason(board: Board, activity: Activity, month: int, wanted: int, now: Cost) -> Reason:
    was = board.take(activity, month)
    try:
        visits = board.fit(activity, wanted)
        if visits is None:
            return hindrance(board, activity, wanted)
        board.lay(activity, wanted, visits)
        then = cost(board.problem, board.schedule)
        reason = _wish(board, activity, wanted, now, then)
        board.take(activity, wanted)
        return reason
    finally:
        board.lay(activity, month, was)


def hindrance(board: Board, activity: Activity, month: int) -> Reason:
    """The hard limit without which a round would fit in a month, with whom it is about."""
    for limit in _TRIED:
        if board.fit(activity, month, (limit,)) is not None:
            return replace(_about(board, activity, month, limit), month=month, limit=limit)
    return Reason(month)


def _about(board: Board, activity: Activity, month: int, limit: Limit) -> Reason:
    """Whom a limit is about and how much of it is used."""
    limits = board.problem.limits
    people = sorted({p for visit in activity.visits for p in visit.people})
    if limit is Limit.STAFF_MONTH:
        over = {p: board.person[p, month] + activity.load_of(p) - limits.month_of(p) for p in people}
        person = max(people, key=lambda p: (over[p], p))
        return Reason(month, subject=person, used=board.person[person, month], most=limits.month_of(person))
    if limit is Limit.STAFF_DAY:
        days = board.workdays[month]
        full = {
            p: sum(
                d in board.problem.taken.get(p, frozenset()) or board.person_day[p, d] >= limits.half_days_a_day
                for d in days
            )
            for p in people
        }
        person = max(people, key=lambda p: (full[p], p))
        return Reason(month, subject=person, used=full[person], most=len(days))
    if limit is Limit.RESOURCE:
        return Reason(month, subject=activity.resources[0])
    if limit is Limit.VILLAGE:
        seen = Counter(
            visit.village
            for (code, m), visits in board.placed.items()
            if m == month
            for one in visits
            if (visit := board.by_code[code].visits[one.visit]).village
        )
        villages = [v.village for v in activity.visits if v.village]
        village = max(villages, key=lambda v: (seen[v], v))
        return Reason(month, subject=village, used=seen[village], most=limits.village_week)
    if limit is Limit.ORDER:
        return Reason(month, subject=(activity.after or (activity.code,))[0])
    if limit is Limit.SPACING:
        near = min(board.months(activity.code), key=lambda m: abs(m - month), default=month)
        return Reason(month, used=near, most=activity.spacing)
    return Reason(month)


def _wish(board: Board, activity: Activity, month: int, now: Cost, then: Cost) -> Reason:
    """The part of the cost that would rise most if the round stood in the month asked for."""
    weights = board.problem.weights
    rise = {part: (getattr(then, part) - getattr(now, part)) * getattr(weights, part) for part in PARTS}
    part = max(PARTS, key=lambda p: (rise[p], -PARTS.index(p)))
    if rise[part] <= 0:
        return Reason(month)
    fair = shares(board.problem)
    if part == "even":
        return Reason(month, part=part, used=board.team[month], most=fair.team[month])
    if part == "person":
        people = sorted({p for visit in activity.visits for p in visit.people})
        person = max(people, key=lambda p: (board.person[p, month] - fair.person[p, month], p))
        return Reason(
            month, part=part, subject=person, used=board.person[person, month], most=fair.person[person, month]
        )
    if part == "budget":
        return Reason(month, part=part, subject=activity.fund)
    return Reason(month, part=part)
