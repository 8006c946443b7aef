"""A schedule made cheaper one activity at a time: taken off the board, given its best months anew, kept where it pays.

Where nothing pays any more no single activity can be moved to a profit; what only several together can gain is left to
the solver (``analysis.schedule``).
"""

from __future__ import annotations

from collections.abc import Callable

from lokmin.core.planning.schedule import Activity, Problem, Schedule
from lokmin.core.planning.scheduleboard import Board
from lokmin.core.planning.schedulecost import Shares, cost, shares
from lokmin.core.planning.schedulegreedy import best_months

#: Later passes gain next to nothing.
PASSES = 4


def polished(
    problem: Problem, schedule: Schedule, passes: int = PASSES, over: Callable[[], bool] = lambda: False
) -> Schedule:
    """A schedule that keeps every hard limit and costs at most as much.

    ``over``: asked before each activity whether the time is over; what was gained until then stays.
    """
    board, fair = Board.of(problem, schedule), shares(problem)
    price = cost(problem, schedule).total(problem.weights)
    order = sorted(problem.activities, key=lambda a: (-a.load * a.times, a.code))
    for _ in range(passes):
        before = price
        for activity in order:
            if over():
                return board.schedule
            price = _moved(board, fair, activity, price)
        if price == before:
            break
    return board.schedule


def _moved(board: Board, fair: Shares, activity: Activity, price: int) -> int:
    """Give one activity its best months where that is cheaper; the price of the board afterwards."""
    months = board.months(activity.code)
    was = {month: board.take(activity, month) for month in months}
    chosen = best_months(board, fair, activity)
    if chosen != months:
        for month in chosen:
            visits = board.fit(activity, month)
            if visits is None:
                break
            board.lay(activity, month, visits)
        else:
            then = cost(board.problem, board.schedule).total(board.problem.weights)
            if then < price:
                return then
        for month in board.months(activity.code):
            board.take(activity, month)
    for month, visits in was.items():
        board.lay(activity, month, visits)
    return price
