"""People before percentages: how many people are missing to the running target, or beyond it."""

from __future__ import annotations

import math
from fractions import Fraction

from lokmin.core.indicators.definitions import Direction
from lokmin.core.numbers import BASIS, MICRO


def running_target(basis_points: int, month: int, *, pro_rata: bool) -> Fraction:
    """The target due by a month in the indicator's unit: ``T * n / 12`` exactly (domain.md 4.1), or T each month.

    The unit is that of the indicator: 100 % is 10_000 basis points, and 2,5 per 100.000 is 250.
    """
    target = Fraction(basis_points * 100, BASIS)
    return target * month / 12 if pro_rata else target


def people_due(target: Fraction, denominator: Fraction, factor: int) -> Fraction:
    """The count (micro) at which a target in the indicator's unit is exactly met."""
    return target * denominator / factor


def reached(numerator: Fraction, due: Fraction, direction: Direction) -> bool:
    """At the target counts as reached, in both directions."""
    return numerator >= due if direction is Direction.UP else numerator <= due


def gap_people(numerator: Fraction, due: Fraction, direction: Direction) -> int:
    """Whole people missing to the target (or too many, where less is better), rounded up; 0 when reached."""
    short = due - numerator if direction is Direction.UP else numerator - due
    return max(0, math.ceil(short / MICRO))


def surplus_people(numerator: Fraction, due: Fraction, direction: Direction) -> int:
    """Whole people beyond the target (or still allowed, where less is better), rounded down; 0 when not reached."""
    beyond = numerator - due if direction is Direction.UP else due - numerator
    return max(0, math.floor(beyond / MICRO))
