"""From facts to months: numerators and monthly denominators of all indicators in all places, as float arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lokmin.analysis.ranges import Floats
from lokmin.core.indicators.definitions import Indicator
from lokmin.core.indicators.expr import Linear, Rate
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month

#: So many months are looked at: three years.
MONTHS = 36


@dataclass(frozen=True, slots=True)
class Months:
    """Reported months of all indicators in all places, in units (people), NaN = not reported.

    Attributes:
        indicators, rates: what was read. ``places``: the villages, then the Puskesmas.
        months: oldest first.
        top: (places, indicators, months) numerators; the Puskesmas is the sum of its villages or its own fact.
        bottom: the same for monthly denominators, NaN where the denominator is yearly.
        share: (places, indicators, months) how much of a month is in: 1 or 0 for a village; for the Puskesmas the
            part of its villages that reported, by their usual size.
    """

    indicators: tuple[Indicator, ...]
    rates: tuple[Rate, ...]
    places: tuple[str, ...]
    months: tuple[Month, ...]
    top: Floats
    bottom: Floats
    share: Floats


def last_months(month: Month, count: int = MONTHS) -> tuple[Month, ...]:
    """The months up to and with ``month``, oldest first."""
    return month.plus(1 - count).until(month)


def read(
    indicators: Sequence[Indicator],
    rates: Sequence[Rate],
    villages: Sequence[str],
    total: str,
    months: Sequence[Month],
    values: Mapping[tuple[str, str, str], int],
) -> Months:
    """Evaluate every expression for every month.

    Args:
        indicators: what to read; ``rates`` are their checked ratios in the same order.
        rates: see above.
        villages: codes in the office's order.
        total: code of the Puskesmas.
        months: oldest first.
        values: (place, period, element) -> micro, as in ``core.pws.coverage.Inputs``, of all these months.
    """
    places = (*villages, total)
    elements = list(dict.fromkeys(e.code for rate in rates for e in rate.elements))
    facts = _facts(elements, places, months, values)
    index = {code: n for n, code in enumerate(elements)}
    top = np.stack([_evaluate(rate.numerator, facts, index) for rate in rates], axis=1)
    bottom = np.stack([_evaluate(rate.denominator, facts, index, only_monthly=True) for rate in rates], axis=1)
    monthly = np.array([rate.denominator.monthly for rate in rates])
    both = ~np.isnan(top) & (~np.isnan(bottom) | ~monthly[None, :, None])
    top, bottom = np.where(both, top, np.nan), np.where(both, bottom, np.nan)
    in_villages = np.array(["desa" in indicator.levels for indicator in indicators])
    top, bottom, share = _with_sum(top, bottom, in_villages)
    return Months(tuple(indicators), tuple(rates), places, tuple(months), top, bottom, share)


def _facts(
    elements: Sequence[str],
    places: Sequence[str],
    months: Sequence[Month],
    values: Mapping[tuple[str, str, str], int],
) -> Floats:
    """(elements, places, months) in units; yearly elements stand in every month of their year."""
    row = {code: n for n, code in enumerate(elements)}
    column = {code: n for n, code in enumerate(places)}
    at = {month.code: (n,) for n, month in enumerate(months)}
    for n, month in enumerate(months):
        at[str(month.year)] = (*at.get(str(month.year), ()), n)
    facts = np.full((len(elements), len(places), len(months)), np.nan)
    flat = facts.reshape(-1)
    wide, long = len(places) * len(months), len(months)
    where: list[int] = []
    what: list[int] = []
    for (place, period, element), micro in values.items():
        e, p, when = row.get(element), column.get(place), at.get(period)
        if e is None or p is None or when is None:
            continue
        base = e * wide + p * long
        for n in when:
            where.append(base + n)
            what.append(micro)
    flat[where] = np.asarray(what, np.float64) / MICRO
    return facts


def _evaluate(expression: Linear, facts: Floats, index: Mapping[str, int], *, only_monthly: bool = False) -> Floats:
    if only_monthly and not expression.monthly:
        return np.full(facts.shape[1:], np.nan)
    if not expression.terms:
        return np.full(facts.shape[1:], expression.constant / expression.divisor)
    total = sum(by * facts[index[element.code]] for element, by in expression.terms)
    return np.asarray(total / expression.divisor)


def _with_sum(top: Floats, bottom: Floats, in_villages: np.ndarray) -> tuple[Floats, Floats, Floats]:
    """Put the sum of the villages in the last row where it is the Puskesmas's figure (as ``core.pws.coverage``)."""
    villages, own = top[:-1], top[-1]
    seen = ~np.isnan(villages)
    use_own = ~seen.any(axis=(0, 2)) | (~np.isnan(own).all(axis=1) & ~in_villages)
    usual = np.nan_to_num(villages).sum(axis=2) / np.maximum(seen.sum(axis=2), 1)
    usual = np.where(seen.any(axis=2), np.maximum(np.abs(usual), 1e-3), 0.0)
    part = (seen * usual[:, :, None]).sum(axis=0) / np.maximum(usual.sum(axis=0), 1e-9)[:, None]
    some = seen.any(axis=0)
    added = np.where(some, np.nan_to_num(villages).sum(axis=0), np.nan)
    under = np.where(some, np.nan_to_num(bottom[:-1]).sum(axis=0), np.nan)
    under = np.where(np.isnan(bottom[:-1]).all(axis=0), np.nan, under)
    share = np.concatenate([seen, (~np.isnan(own))[None]]).astype(np.float64)
    share[-1] = np.where(use_own[:, None], share[-1], np.where(some, part, 0.0))
    top, bottom = top.copy(), bottom.copy()
    top[-1] = np.where(use_own[:, None], own, added)
    bottom[-1] = np.where(use_own[:, None], bottom[-1], under)
    return top, bottom, share
