"""The reference evaluator: slow, obvious, exact. Every faster engine must agree with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from lokmin.core.indicators.definitions import Aggregation
from lokmin.core.indicators.expr import Linear
from lokmin.core.numbers import MICRO

#: element code -> value in micro units, None when it was not reported.
Lookup = Callable[[str], int | None]


def value(expression: Linear, lookup: Lookup) -> Fraction | None:
    """The value in micro units, exact; None as soon as one element is missing (empty is not zero)."""
    if not expression.terms:
        return Fraction(expression.constant * MICRO, expression.divisor)
    total = 0
    for element, coefficient in expression.terms:
        reported = lookup(element.code)
        if reported is None:
            return None
        total += coefficient * reported
    return Fraction(total, expression.divisor)


def accumulate(months: Sequence[Fraction | None], way: Aggregation) -> Fraction | None:
    """January..n to one number: flows and cohorts add up, stocks keep the last report, means average the reports.

    A cohort is counted in the month its people entered, so its months add up like a flow's.
    Months without a report are left out; None when there is no report at all.
    """
    reported = [number for number in months if number is not None]
    if not reported:
        return None
    if way is Aggregation.STOCK:
        return reported[-1]
    total = sum(reported, Fraction(0))
    return total / len(reported) if way is Aggregation.MEAN else total


def whole_micro(number: Fraction | None) -> int | None:
    """The nearest whole millionth (half to even), for showing; comparisons use the exact fraction."""
    return None if number is None else round(number)
