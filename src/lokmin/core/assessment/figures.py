"""Exact figures of the PKP as people write them: rounded once, half up, the Indonesian way."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from lokmin.core.numbers import MICRO, indonesian


def figure(value: Fraction | None, places: int | None = None) -> str:
    """``97,7``; without ``places`` at most two decimals, none trailing; nothing is ``–``."""
    if value is None:
        return "–"
    digits = 2 if places is None else places
    scale = 10**digits
    # Half up, as people round by hand: floor(x + 1/2) on the absolute value.
    whole = (abs(value) * scale * 2 + 1) // 2
    number = Decimal(int(whole)).scaleb(-digits)
    signed = -number if value < 0 else number
    return indonesian(signed) if places is None else indonesian(signed, places)


def units(micro: int | None) -> Fraction | None:
    """A count in millionths as an exact number of units."""
    return None if micro is None else Fraction(micro, MICRO)
