"""Exact fractions written and rounded as people do by hand: half up, once, at the edge."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

from lokmin.core.numbers import MICRO, indonesian


def half_up(value: Fraction, places: int = 0) -> Decimal:
    """A fraction rounded to ``places`` decimals, 0.5 away from zero: 3.6169444 -> 3.6169, 2.5 -> 3, -2.5 -> -3."""
    scaled = math.floor(abs(value) * 10**places + Fraction(1, 2))
    return Decimal(scaled if value >= 0 else -scaled).scaleb(-places)


def written(value: Fraction | int | None, places: int = 4) -> str:
    """``3,6169``; a whole number keeps no decimals; ``–`` when it is not known."""
    if value is None:
        return "–"
    exact = Fraction(value)
    return indonesian(half_up(exact, 0 if exact.denominator == 1 else places))


def fixed(value: Fraction | int | None, places: int = 4) -> str:
    """The same with all its decimals, so that columns align: ``0,3000``."""
    return "–" if value is None else indonesian(half_up(Fraction(value), places), places)


def of_micro(micro: int | None) -> Fraction | None:
    """Millionths as an exact fraction; None stays None."""
    return None if micro is None else Fraction(micro, MICRO)


def to_micro_half_up(value: Fraction) -> int:
    """A fraction in millionths, as it is kept."""
    return int(half_up(value * MICRO))
