"""Numbers, units and expressions as people write them: ``20 % × sasaran ibu hamil``, ``48,6 %``."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from lokmin.core.indicators.expr import Linear
from lokmin.core.numbers import MICRO, indonesian

_UNITS = {100: " %", 1000: " ‰", 1: ""}


def number(value: Fraction | int, places: int | None = None) -> str:
    """A plain number the Indonesian way; without ``places`` all decimals up to six."""
    exact = Fraction(value)
    if places is None:
        text = indonesian(Decimal(exact.numerator) / Decimal(exact.denominator), 6)
        return text.rstrip("0").rstrip(",") if "," in text else text
    return indonesian(Decimal(exact.numerator) / Decimal(exact.denominator), places)


def count(micro: Fraction | int | None) -> str:
    """A count in micro units: ``111,1``; a dash where nothing was reported."""
    return "–" if micro is None else number(Fraction(micro) / MICRO)


def rate(value: Fraction, factor: int, places: int | None = 1) -> str:
    """A rate in the indicator's unit: ``48,6 %``, ``2,5 ‰``, ``49,0 per 100.000``."""
    return number(value, places) + unit(factor)


def unit(factor: int) -> str:
    """What follows a rate: `` %``, `` ‰``, `` per 100.000`` or nothing."""
    return _UNITS.get(factor, f" per {indonesian(factor)}")


def apart(value: Fraction, limit: Fraction, factor: int) -> tuple[str, str]:
    """Two rates with one decimal, or with as many as it takes to see that they differ (33,32 % under 33,33 %)."""
    for places in range(1, 7):
        left, right = rate(value, factor, places), rate(limit, factor, places)
        if left != right or value == limit:
            return left, right
    return left, right


def share(value: Fraction) -> str:
    """A coefficient of an expression: ``20 %`` for a fifth, ``1,1`` above one, ``1/3`` where decimals do not end."""
    if value < 1 and (value * 100).denominator in (1, 2, 4, 5, 10):
        return f"{number(value * 100)} %"
    return number(value) if (value * MICRO).denominator == 1 else f"{value.numerator}/{value.denominator}"


def formula(expression: Linear) -> str:
    """An expression with the names of its elements: ``20 % × sasaran ibu hamil``, ``K1 − K4``."""
    if not expression.terms:
        return number(Fraction(expression.constant, expression.divisor))
    parts = []
    for position, (element, coefficient) in enumerate(expression.terms):
        by = Fraction(abs(coefficient), expression.divisor)
        sign = ("−" if coefficient < 0 else "") if not position else (" − " if coefficient < 0 else " + ")
        parts.append(sign + ("" if by == 1 else f"{share(by)} × ") + element.name)
    return "".join(parts)


def worked(expression: Linear, values: dict[str, int]) -> str:
    """The same with its numbers: ``20 % × 111,1``, ``23 − 9``; micro units in, by element code."""
    parts = []
    for position, (element, coefficient) in enumerate(expression.terms):
        by = Fraction(abs(coefficient), expression.divisor)
        sign = ("−" if coefficient < 0 else "") if not position else (" − " if coefficient < 0 else " + ")
        parts.append(sign + ("" if by == 1 else f"{share(by)} × ") + count(values[element.code]))
    return "".join(parts) or number(Fraction(expression.constant, expression.divisor))
