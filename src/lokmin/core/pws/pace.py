"""Catch-up pace: "perlu 11 ibu sebulan, sejauh ini 6", and how hard that is (issue 2, section 3)."""

from __future__ import annotations

import math
from fractions import Fraction

from lokmin.core.numbers import BASIS
from lokmin.core.pws.rows import Pace
from lokmin.core.pws.status import StatusRule


def catch_up(
    numerator: Fraction, due_at_year_end: Fraction, month: int, months_reported: int, rule: StatusRule
) -> tuple[int | None, int, Pace]:
    """People a month (micro) needed to the end of the year, reached so far, and the class of the two.

    Needed is rounded up and reached down to a whole millionth, so neither flatters; the class uses exact fractions.
    In December there are no months left: needed is None and the class unknown, unless the target is reached.
    """
    reached = numerator / months_reported
    missing = due_at_year_end - numerator
    if missing <= 0:
        return 0, math.floor(reached), Pace.DONE
    left = 12 - month
    if not left:
        return None, math.floor(reached), Pace.UNKNOWN
    needed = missing / left
    return math.ceil(needed), math.floor(reached), classify(needed, reached, rule)


def classify(needed: Fraction, reached: Fraction, rule: StatusRule) -> Pace:
    """The class by integer thresholds of the rule; with nothing reached so far only a new way helps."""
    if reached <= 0:
        return Pace.NEW_WAY
    for limit, pace in (
        (rule.pace_reachable, Pace.REACHABLE),
        (rule.pace_push, Pace.PUSH),
        (rule.pace_hard, Pace.HARD),
    ):
        if needed * BASIS <= reached * limit:
            return pace
    return Pace.NEW_WAY
