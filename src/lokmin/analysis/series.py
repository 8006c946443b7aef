"""The months a forecast is made of: every indicator in every place, and how much of the Puskesmas's sum is in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lokmin.analysis.ranges import Bools, Floats
from lokmin.core.indicators.definitions import Indicator
from lokmin.core.indicators.expr import Rate
from lokmin.core.periods import Month


@dataclass(frozen=True, slots=True)
class Months:
    """Reported months of all indicators in all places, in units (people), NaN = not reported.

    Attributes:
        indicators, rates: what was read. ``places``: the villages, then the Puskesmas.
        months: oldest first, at least from January of the last one's year.
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


def months_of(
    indicators: Sequence[Indicator],
    rates: Sequence[Rate],
    places: Sequence[str],
    months: Sequence[Month],
    top: Floats,
    bottom: Floats,
) -> Months:
    """Put numerators and denominators in order and add the villages up, also where some of them have not reported.

    Args:
        indicators: in the order of the arrays; ``rates`` are their checked ratios.
        rates: see above.
        places: the villages in the office's order, then the Puskesmas.
        months: oldest first.
        top: (indicators, places, months), the last place by its own facts or the sum of its villages.
        bottom: the same; looked at only where the denominator is reported monthly.
    """
    monthly = np.array([rate.denominator.monthly for rate in rates], np.bool_)
    top = top.transpose(1, 0, 2)
    bottom = np.where(monthly[None, :, None], bottom.transpose(1, 0, 2), np.nan)
    # A year begins in January also where the first report came later.
    lead = max(months[-1].month - len(months), 0)
    if lead:
        months = (*(months[0].plus(-n) for n in range(lead, 0, -1)), *months)
        top, bottom = (np.pad(a, ((0, 0), (0, 0), (lead, 0)), constant_values=np.nan) for a in (top, bottom))
    top, bottom, share = _with_sum(top, bottom)
    return Months(tuple(indicators), tuple(rates), tuple(places), tuple(months), top, bottom, share)


def _with_sum(top: Floats, bottom: Floats) -> tuple[Floats, Floats, Floats]:
    """The last row as the sum of the villages where any of them ever reported the indicator, else as it is."""
    villages = top[:-1]
    seen: Bools = np.asarray(~np.isnan(villages))
    summed = np.asarray(seen.any(axis=(0, 2))).reshape(-1, 1)
    usual = np.abs(np.nan_to_num(villages)).sum(axis=2) / np.maximum(seen.sum(axis=2), 1)
    usual = np.where(seen.any(axis=2), np.maximum(usual, 1e-3), 0.0)
    part = (seen * usual[:, :, None]).sum(axis=0) / np.maximum(usual.sum(axis=0), 1e-9)[:, None]
    some = seen.any(axis=0)
    added = np.where(some, np.nan_to_num(villages).sum(axis=0), np.nan)
    under = np.where(np.isnan(bottom[:-1]).all(axis=0), np.nan, np.nan_to_num(bottom[:-1]).sum(axis=0))
    whole = np.where(summed, added, top[-1])
    share = np.where(summed, np.where(some, part, 0.0), ~np.isnan(top[-1]))
    return (
        np.concatenate([villages, whole[None]]),
        np.concatenate([bottom[:-1], np.where(summed, under, bottom[-1])[None]]),
        np.concatenate([seen.astype(np.float64), share[None]]),
    )
