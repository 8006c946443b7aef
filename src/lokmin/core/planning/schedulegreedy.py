"""The greedy schedule: one activity after the other gets its best months, then days. Specification and fallback.

For an activity the cheapest months that keep its spacing are found exactly (dynamic programming over months: rounds of
one activity lie in different months, so their prices add up); a month in which the days do not suffice is struck out
and the months are chosen again. What then has no place stays out of the schedule.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from lokmin.core.planning.rpk import MONTHS
from lokmin.core.planning.schedule import Activity, Problem, Schedule, in_order, needed_round
from lokmin.core.planning.scheduleboard import Board
from lokmin.core.planning.schedulecost import UNIT, Shares, shares, units

#: Price and months of some rounds.
_Best = tuple[int, tuple[int, ...]]


def greedy(problem: Problem) -> Schedule:
    """A schedule that keeps every hard limit; rounds without a place are left out."""
    return laid_out(problem, {})


def laid_out(problem: Problem, preferred: Mapping[str, Collection[int]], first: Collection[str] = ()) -> Schedule:
    """The greedy schedule, where the months of some activities are given: these are tried first.

    ``first``: activities whose turn comes before all others, because they found no days else.
    """
    board, fair = Board(problem), shares(problem)
    for activity in _turns(problem, first):
        _lay(board, fair, activity, preferred.get(activity.code))
    return board.schedule


def _turns(problem: Problem, first: Collection[str]) -> tuple[Activity, ...]:
    """The order of turns: fixed days first, then the least free and the largest; each behind those it waits for."""
    ranked = sorted(
        problem.activities,
        key=lambda a: (
            a.code not in first,
            not a.fixed,
            len(a.allowed) - a.times * a.spacing,
            -a.load * a.times,
            a.code,
        ),
    )
    return in_order(ranked)


def _lay(board: Board, fair: Shares, activity: Activity, preferred: Collection[int] | None) -> None:
    for month in sorted(preferred or ()):
        _put(board, activity, month)
    shut: set[int] = set()
    while len(board.months(activity.code)) < activity.times:
        chosen = best_months(board, fair, activity, shut)
        new = [month for month in chosen if month not in board.months(activity.code)]
        if not new:
            return
        for month in new:
            if not _put(board, activity, month):
                # The months are chosen again as a whole; those that fitted may stand better elsewhere.
                shut.add(month)
                if not preferred:
                    _clear(board, activity)
                break


def _put(board: Board, activity: Activity, month: int) -> bool:
    visits = board.fit(activity, month)
    if visits is not None:
        board.lay(activity, month, visits)
    return visits is not None


def _clear(board: Board, activity: Activity) -> None:
    for month in board.months(activity.code):
        board.take(activity, month)


def best_months(board: Board, fair: Shares, activity: Activity, shut: Collection[int] = ()) -> tuple[int, ...]:
    """The cheapest months for as many rounds as can be, among all choices that keep spacing and order.

    Rounds that lie on the board stay where they are.
    """
    laid = board.months(activity.code)
    price = {m: _price(board, fair, activity, m) for m in _open(activity, shut) if m not in laid}
    price |= dict.fromkeys(laid, 0)
    wanted = [sum(w <= m for w in activity.wanted) for m in MONTHS] if activity.wanted else None
    chooser = _Chooser(activity, price, wanted, frozenset(laid), board.problem.weights.moved)
    first = [_first(board, activity, number) for number in range(1, activity.times + 1)]
    return chooser.chosen(first)


def _open(activity: Activity, shut: Collection[int]) -> list[int]:
    fixed = activity.fixed_in
    free = activity.times > len(fixed)
    return [m for m in MONTHS if m not in shut and (m in fixed or (free and m in activity.allowed))]


def _first(board: Board, activity: Activity, number: int) -> int:
    """The month before which a round cannot be because of what it waits for; 13 when that is not in the schedule."""
    first = 1
    for code in activity.after:
        laid = board.months(code)
        needed = needed_round(number, activity.times, board.by_code[code].times)
        first = max(first, laid[needed - 1] if len(laid) >= needed else 13)
    return first


def _price(board: Board, fair: Shares, activity: Activity, month: int) -> int:
    """What a round in a month adds to the cost, its move against the plan left out."""
    weights, days = board.problem.weights, board.workdays[month]
    team = fair.team[month] - board.team[month]
    price = weights.even * (max(0, activity.load - team) - max(0, -team))
    for person in sorted({p for visit in activity.visits for p in visit.people}):
        room = fair.person[person, month] - board.person[person, month]
        price += weights.person * (max(0, activity.load_of(person) - room) - max(0, -room))
    if activity.avoids_fasting and all(board.problem.days.fasts(d) for d in days):
        price += weights.fasting * len(activity.visits)
    if activity.season and month not in activity.season:
        price += weights.season
    return price + weights.budget * _overspent(board, activity, month)


def _overspent(board: Board, activity: Activity, month: int) -> int:
    """Units of money, summed over months, by which a round in a month would go above what is there."""
    there, price = board.problem.money.get(activity.fund), units(activity.cost)
    if there is None or not price:
        return 0
    until = over = 0
    for number in MONTHS:
        until += board.spent[activity.fund, number]
        if number >= month:
            left = there[number - 1] // UNIT - until
            over += max(0, price - left) - max(0, -left)
    return over


@dataclass(frozen=True, slots=True)
class _Chooser:
    """Chooses months for the rounds of one activity; ``price`` of each open month, ``kept`` months must be among them.

    ``wanted``: rounds asked for up to each month.
    """

    activity: Activity
    price: Mapping[int, int]
    wanted: list[int] | None
    kept: frozenset[int]
    moved: int

    def chosen(self, first: list[int]) -> tuple[int, ...]:
        """``first``: the earliest month of each round. The most rounds at the least price, the earlier on ties."""
        last: dict[int, _Best] = {0: (self._wait(0, 1, 0), ())}
        best: _Best | None = (last[0][0] + self._wait(1, 13, 0), ()) if not self.kept else None
        for number in range(1, self.activity.times + 1):
            following: dict[int, _Best] = {}
            for month in self.price:
                if month < first[number - 1]:
                    continue
                for before, (price, months) in last.items():
                    if before and month - before < self.activity.spacing:
                        continue
                    if any(before < k < month for k in self.kept):
                        continue
                    whole = price + self._wait(before or 1, month, number - 1) + self.price[month]
                    candidate = (whole, (*months, month))
                    if month not in following or candidate < following[month]:
                        following[month] = candidate
            done = [
                (price + self._wait(month, 13, number), months)
                for month, (price, months) in following.items()
                if self.kept <= set(months) and self._fixed_kept(months)
            ]
            if done:
                best = min(done)
            last = following
        return best[1] if best else ()

    def _wait(self, since: int, until: int, rounds: int) -> int:
        """The price of the months from ``since`` up to before ``until`` in which so many rounds are done."""
        if self.wanted is None:
            return 0
        return self.moved * sum(abs(rounds - self.wanted[m - 1]) for m in range(since, until))

    def _fixed_kept(self, months: tuple[int, ...]) -> bool:
        free = sum(m not in self.activity.fixed_in for m in months)
        return free <= self.activity.times - len(self.activity.fixed_in)
