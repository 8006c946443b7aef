"""The turns of a repeated action: which days it falls on, which were done, left out, missed or are still to come."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

WEEKLY, MONTHLY, QUARTERLY = "mingguan", "bulanan", "triwulan"
_MONTHS = {MONTHLY: 1, QUARTERLY: 3}
#: An action is a plan of one year: a weekly one has 53 turns at most, and a slip of the year shall not make thousands.
MOST = 60


class TurnState(StrEnum):
    """What became of one turn."""

    DONE = "dikerjakan"
    SKIPPED = "dilewati"
    MISSED = "terlewat"
    NOW = "sekarang"
    COMING = "nanti"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: the day it is for, what became of it, the day it was done and the note or reason."""

    due: dt.date
    state: TurnState
    done_on: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class WrittenTurn:
    """A turn somebody wrote down: done on a day, or left out with a reason."""

    due: dt.date
    done_on: dt.date | None
    note: str = ""


def days(repeat: str, first: dt.date, until: dt.date) -> tuple[dt.date, ...]:
    """The days of a repeated action from ``first`` up to and with ``until``; at most ``MOST``.

    Monthly and quarterly turns keep the day of the month; where the month is too short its last day is taken and the
    next turn returns to the wanted day (31 January, 28 February, 31 March).
    """
    found: list[dt.date] = []
    while len(found) < MOST:
        day = _nth(repeat, first, len(found))
        if day is None or day > until:
            break
        found.append(day)
    return tuple(found)


def _nth(repeat: str, first: dt.date, n: int) -> dt.date | None:
    if repeat == WEEKLY:
        return first + dt.timedelta(weeks=n)
    if repeat not in _MONTHS:
        return first if n == 0 else None
    index = first.year * 12 + first.month - 1 + n * _MONTHS[repeat]
    year, month = index // 12, index % 12 + 1
    return dt.date(year, month, min(first.day, calendar.monthrange(year, month)[1]))


def turns(planned: Iterable[dt.date], written: Iterable[WrittenTurn], today: dt.date) -> tuple[Turn, ...]:
    """Every turn with what became of it, in the order of the days.

    A turn nobody wrote about is ``sekarang`` from its day on until the next one comes; then it is ``terlewat``. The
    last one stays ``sekarang``: the action itself says whether it is late. Written turns of days that are no longer
    planned (the rhythm was changed) stay: what was done was done.
    """
    known = {turn.due: turn for turn in written}
    order = sorted({*planned, *known})
    found = []
    for place, day in enumerate(order):
        done = known.get(day)
        following = order[place + 1] if place + 1 < len(order) else None
        if done is not None:
            state = TurnState.DONE if done.done_on is not None else TurnState.SKIPPED
            found.append(Turn(day, state, done.done_on, done.note))
        elif day > today:
            found.append(Turn(day, TurnState.COMING))
        else:
            passed = following is not None and following <= today
            found.append(Turn(day, TurnState.MISSED if passed else TurnState.NOW))
    return tuple(found)


def missed_in_a_row(found: Iterable[Turn]) -> int:
    """How many turns were missed without a break up to now; a done or excused one begins anew."""
    count = 0
    for turn in found:
        if turn.state is TurnState.MISSED:
            count += 1
        elif turn.state in (TurnState.DONE, TurnState.SKIPPED):
            count = 0
    return count


def next_turn(found: Iterable[Turn]) -> Turn | None:
    """The turn to be done now, or the next one to come."""
    return next((turn for turn in found if turn.state in (TurnState.NOW, TurnState.COMING)), None)
