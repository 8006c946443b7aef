"""The usual year of an indicator, pooled over villages, and months that are odd even for their season.

One village's history is too short and its counts too small for a season of its own. The villages of a Puskesmas share
posyandu weeks, fasting month, harvest and school; so each month's share of its village's year is averaged over the
villages, robustly, and drawn towards "no season" as far as chance explains what is seen (positive-part James-Stein
shrinkage; Efron & Morris, J. Am. Stat. Assoc. 68 (1973) 117).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lokmin.analysis.charts import Bools, Floats, median_of

#: Of all shares of a month of the year, the highest and the lowest sixth are not averaged.
_TRIM = 6
#: Constants of the modified z-score (domain.md 8.3; Iglewicz & Hoaglin, How to Detect and Handle Outliers, 1993).
MAD_FACTOR, MEAN_FACTOR = 0.6745, 1.253314


@dataclass(frozen=True, slots=True)
class Seasons:
    """``index`` (groups, 12): the usual share of each calendar month, 1 = an ordinary month, mean 1.

    ``weight`` (groups,) how much of what was seen is believed (0 = no season); ``years`` (groups,) how many years of
    history it rests on.
    """

    index: Floats
    weight: Floats
    years: NDArray[np.int64]


def seasons(
    values: Floats, calendar: NDArray[np.int64], group: NDArray[np.int64], groups: int, *, months: int, series: int
) -> Seasons:
    """The pattern of each of so many ``groups`` of series (an indicator in all villages).

    ``values`` (series, months) are of the history only, NaN elsewhere, none negative; ``calendar`` (months,) is 0..11
    and ``group`` (series,) names the group. A group needs so many calendar ``months`` seen and so many ``series``, else
    it has no season.
    """
    count, wide = values.shape
    blocks = -(-wide // 12)
    padded = np.full((count, blocks * 12), np.nan)
    padded[:, blocks * 12 - wide :] = values
    by_year = padded.reshape(count, blocks, 12)
    seen = ~np.isnan(by_year)
    reported = seen.sum(axis=2)
    level = np.where(reported >= 6, np.where(seen, by_year, 0.0).sum(axis=2) / np.maximum(reported, 1), np.nan)
    level[~(level > 0)] = np.nan
    share = by_year / level[..., None]
    # Column j of a block is the calendar month of the last column, counted back.
    order = (calendar[-1] - 11 + np.arange(12)) % 12
    share = share[..., np.argsort(order)]
    index, weight, years = np.ones((groups, 12)), np.zeros(groups), np.zeros(groups, np.int64)
    sizes = np.bincount(group, minlength=groups)
    largest = int(sizes.max(initial=0))
    stack = np.full((groups, largest * blocks, 12), np.nan)
    loads = np.zeros((groups, largest * blocks))
    place = _position(group)
    for block in range(blocks):
        stack[group, place * blocks + block] = share[:, block]
        loads[group, place * blocks + block] = np.nan_to_num(level[:, block])
    pooled, error = _trimmed(stack, loads)
    fit = (~np.isnan(stack)).any(axis=2).reshape(groups, largest, blocks)
    years[:] = fit.any(axis=1).sum(axis=1)
    known = (~np.isnan(pooled)).sum(axis=1) >= min(months, 12)
    known &= fit.any(axis=2).sum(axis=1) >= series
    seen_spread = np.nanmean((np.where(known[:, None], pooled, 1.0) - 1.0) ** 2, axis=1)
    chance = np.nanmean(np.where(known[:, None], error, 1.0), axis=1)
    weight = np.where(known & (seen_spread > 0), np.maximum(0.0, 1.0 - chance / np.maximum(seen_spread, 1e-12)), 0.0)
    index = np.where(known[:, None], 1.0 + weight[:, None] * (pooled - 1.0), 1.0)
    index = np.maximum(np.nan_to_num(index, nan=1.0), 0.0)
    return Seasons(index / index.mean(axis=1, keepdims=True), weight, years)


def _position(group: NDArray[np.int64]) -> NDArray[np.int64]:
    """Each series' number within its group."""
    order = np.argsort(group, kind="stable")
    ordered = group[order]
    first = np.searchsorted(ordered, ordered)
    place = np.empty(len(group), np.int64)
    place[order] = np.arange(len(group)) - first
    return place


def _trimmed(stack: Floats, loads: Floats) -> tuple[Floats, Floats]:
    """Weighted trimmed mean over the second axis, and the square of its standard error."""
    order = np.argsort(stack, axis=1)  # NaN goes to the end
    ordered = np.take_along_axis(stack, order, axis=1)
    weights = np.take_along_axis(np.repeat(loads[..., None], stack.shape[2], axis=2), order, axis=1)
    count = (~np.isnan(ordered)).sum(axis=1, keepdims=True)
    cut = count // _TRIM
    rank = np.arange(stack.shape[1])[None, :, None]
    inside = (rank >= cut) & (rank < count - cut)
    weights = np.where(inside, weights, 0.0)
    total = weights.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(total > 0, (weights * np.nan_to_num(ordered)).sum(axis=1) / total, np.nan)
        # The cut values count as the nearest kept ones (winsorised variance; Tukey & McLaughlin 1963).
        low = np.take_along_axis(ordered, np.minimum(cut, stack.shape[1] - 1), axis=1)
        high = np.take_along_axis(ordered, np.maximum(count - cut - 1, 0), axis=1)
        held = np.clip(ordered, low, high)
        spread = np.nansum((held - mean[:, None]) ** 2, axis=1) / np.maximum(count[:, 0] - 1, 1)
        kept = np.maximum(count[:, 0] - 2 * cut[:, 0], 1)
        error = spread * count[:, 0] / (kept * np.maximum(kept - 1, 1))
    return mean, np.where(count[:, 0] > 1, error, 1.0)


def modified_z(values: Floats, among: Bools) -> Floats:
    """``0.6745 (x - median) / MAD`` of every value, median and MAD of the values ``among`` of its series.

    Where the MAD is 0 the mean absolute deviation takes its place; where that is 0 too there is no score (NaN).
    """
    past = np.where(among, values, np.nan)
    middle = median_of(past)[:, None]
    away = np.abs(past - middle)
    mad = median_of(away)
    seen = ~np.isnan(away)
    mean = np.where(seen, away, 0.0).sum(axis=1) / np.maximum(seen.sum(axis=1), 1)
    scale = np.where(mad > 0, mad / MAD_FACTOR, mean * MEAN_FACTOR)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(scale[:, None] > 0, (values - middle) / scale[:, None], np.nan)
