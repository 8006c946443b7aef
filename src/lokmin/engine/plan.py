"""Indicators as integer arrays: which elements with which coefficients, and the scales that keep comparisons exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lokmin.core.indicators.definitions import Aggregation, Direction, Element, Indicator
from lokmin.core.indicators.expr import Linear, Nature, Rate
from lokmin.core.numbers import MICRO
from lokmin.core.pws.coverage import Inputs, grows_with_year, has_pace

Ints = NDArray[np.int64]
AnyInts = NDArray[np.integer[Any]]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

#: The least common multiple of 1..12: a mean over k months is a whole number of these parts.
MEAN_PARTS = 27720
_LARGEST_CONSTANT = 10**12


@dataclass(frozen=True, slots=True)
class Terms:
    """Sums of products over elements, one per indicator: term t of indicator ``rows[t]`` is ``by[t] * element[t]``.

    Each entry of the lists holds the t-th term of every indicator that has so many terms.
    """

    rows: tuple[Ints, ...]
    element: tuple[Ints, ...]
    by: tuple[Ints, ...]

    @classmethod
    def of(cls, expressions: Sequence[Linear | None], index: dict[str, int]) -> Terms:
        """``None`` stands for an indicator whose part is not of this kind (a yearly denominator, a constant)."""
        rows: list[Ints] = []
        element: list[Ints] = []
        by: list[Ints] = []
        longest = max((len(e.terms) for e in expressions if e), default=0)
        for t in range(longest):
            found = [(i, *e.terms[t]) for i, e in enumerate(expressions) if e and t < len(e.terms)]
            rows.append(np.array([i for i, _, _ in found], np.int64))
            element.append(np.array([index[e.code] for _, e, _ in found], np.int64))
            by.append(np.array([c for _, _, c in found], np.int64))
        return cls(tuple(rows), tuple(element), tuple(by))


@dataclass(frozen=True, slots=True)
class Plan:
    """All that depends on the definitions alone; made once and kept (see ``plan_for``)."""

    indicators: tuple[Indicator, ...]
    rates: tuple[Rate, ...]
    elements: tuple[Element, ...]
    top: Terms
    monthly_bottom: Terms
    yearly_bottom: Terms
    constant: Ints  # micro numerator of a constant denominator, 0 where there is none
    top_divisor: Ints
    bottom_divisor: Ints
    factor: Ints
    stock: Ints  # rows of the indicators with this way
    mean: Ints
    monthly: Bools
    grows: Bools
    paced: Bools
    down: Bools
    people: Bools
    in_villages: Bools


def _make(indicators: tuple[Indicator, ...], inputs: Inputs) -> Plan:
    rates = tuple(inputs.rate(indicator) for indicator in indicators)
    for part in (side for rate in rates for side in (rate.numerator, rate.denominator)):
        if max(part.divisor, part.constant, *(abs(by) for _, by in part.terms)) > _LARGEST_CONSTANT:
            raise OverflowError("Bilangan tetap di dalam rumus terlalu besar untuk mesin cepat.")
    elements = tuple(dict.fromkeys(element for rate in rates for element in rate.elements))
    index = {element.code: i for i, element in enumerate(elements)}
    bottoms = [rate.denominator for rate in rates]

    def flags(values: Sequence[Any]) -> Bools:
        return np.array(values, np.bool_)

    return Plan(
        indicators=indicators,
        rates=rates,
        elements=elements,
        top=Terms.of([rate.numerator for rate in rates], index),
        monthly_bottom=Terms.of([b if b.monthly else None for b in bottoms], index),
        yearly_bottom=Terms.of([b if b.yearly else None for b in bottoms], index),
        constant=np.array([b.constant * MICRO if b.nature is Nature.CONSTANT else 0 for b in bottoms], np.int64),
        top_divisor=np.array([r.numerator.divisor for r in rates], np.int64),
        bottom_divisor=np.array([b.divisor for b in bottoms], np.int64),
        factor=np.array([i.factor for i in indicators], np.int64),
        stock=np.flatnonzero([rate.way is Aggregation.STOCK for rate in rates]),
        mean=np.flatnonzero([rate.way is Aggregation.MEAN for rate in rates]),
        monthly=flags([b.monthly for b in bottoms]),
        grows=flags([grows_with_year(i, r) for i, r in zip(indicators, rates, strict=True)]),
        paced=flags([has_pace(i, r) for i, r in zip(indicators, rates, strict=True)]),
        down=flags([i.direction is Direction.DOWN for i in indicators]),
        people=flags([bool(i.people) for i in indicators]),
        in_villages=flags(["desa" in i.levels for i in indicators]),
    )


_KEPT: dict[tuple[tuple[Indicator, ...], tuple[tuple[str, str], ...]], Plan] = {}
_KEEP = 8


def plan_for(indicators: Sequence[Indicator], inputs: Inputs) -> Plan:
    """The plan of these definitions, made once and kept while equal definitions over the same elements are asked for.

    Raises:
        ExpressionError: for a definition or an office's denominator that means nothing.
        OverflowError: for a constant above a million million.
    """
    key = (tuple(indicators), tuple(sorted(inputs.denominators.items())))
    known = _KEPT.get(key)
    if known and all(inputs.elements.get(element.code) == element for element in known.elements):
        return known
    made = _make(key[0], inputs)
    while len(_KEPT) >= _KEEP:
        _KEPT.pop(next(iter(_KEPT)), None)
    _KEPT[key] = made
    return made
