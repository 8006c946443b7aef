"""Exact numbers: values are kept as integers of millionths, so that every engine agrees bit for bit."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

#: One unit is a million micro. 101.2 mothers are 101_200_000.
MICRO = 1_000_000
#: Targets and rates are kept in basis points: 100 % is 10_000.
BASIS = 10_000
#: The largest value a fact may hold: above it int64 comparisons with targets could overflow.
MAX_MICRO = 10**9 * MICRO

_QUANTUM = Decimal(1).scaleb(-6)


def to_micro(value: Decimal | float) -> int:
    """Turn a number of units into integer millionths, rounding half to even.

    A float is read by its shortest decimal text (so the 96.60000000000001 that Excel leaves behind becomes 96.6).

    Raises:
        ValueError: for infinities, NaN, or a magnitude above ``MAX_MICRO``.
    """
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"bukan bilangan: {value}")
    micro = int((number.quantize(_QUANTUM, rounding=ROUND_HALF_EVEN) * MICRO).to_integral_value())
    if abs(micro) > MAX_MICRO:
        raise ValueError(f"bilangan terlalu besar: {value}")
    return micro


def from_micro(micro: int) -> Decimal:
    """Return millionths as a plain decimal without trailing zeros (``54``, ``111.1``)."""
    number = Decimal(micro) / MICRO
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def indonesian(number: Decimal | float, places: int | None = None) -> str:
    """Write a number the Indonesian way: dot for thousands, comma for decimals (``2.759,8``).

    ``places`` fixes the number of decimals, rounded half up as people do by hand; without it all are shown.
    """
    value = number if isinstance(number, Decimal) else Decimal(str(number))
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP")
    text = f"{abs(value):,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.translate(str.maketrans(",.", ".,"))
    return f"−{text}" if value < 0 else text


def whole(text: str | None) -> int:
    """A number out of a form or an address; 0 for anything else, also for one longer than any id of a table."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else 0
