"""The shape of a year: how much of it falls into each month, learnt from earlier years of all villages together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lokmin.analysis.ranges import Floats

Ints = NDArray[np.int64]


def year_shape(months: Floats, exposure: Floats, groups: Ints, month: int, one_year: float) -> Floats:
    """Factors of the calendar months (groups, 12) with mean 1, from the full years before the present one.

    One village is too small to know its season, so the villages of an indicator are added up. What of the pattern is
    believed is the share that repeats: variance of the monthly index between months over that plus the variance of the
    same month between years (a shrinkage in the manner of James and Stein; Miller and Williams, "Shrinkage estimators
    of time series seasonal factors", Int. J. Forecasting 19 (2003) 669-684). With one year alone nothing can be seen
    to repeat and ``one_year`` (0..1) is believed.

    Args:
        months: counts (series, T), the last column is calendar month ``month`` of the present year; NaN = no report.
        exposure: what a month weighs (series, T or more), 1 for a plain month.
        groups: number of the group (indicator) of each series, 0..G-1.
        month: calendar month of the last column, 1..12.
        one_year: see ``ForecastRule.one_year_season``.
    """
    count = int(groups.max()) + 1 if groups.size else 0
    years = (months.shape[1] - month) // 12
    if not years:
        return np.ones((count, 12))
    first = months.shape[1] - month - 12 * years
    block = months[:, first : first + 12 * years].reshape(-1, years, 12)
    weight = np.where(np.isnan(block), 0.0, exposure[:, first : first + 12 * years].reshape(-1, years, 12))
    seen = np.nan_to_num(block)
    pace = seen.sum(axis=2) / np.maximum(weight.sum(axis=2), 1e-9)
    # A year with few reports says little of its shape and must not bend it.
    full = (weight > 0).sum(axis=2) >= 9
    expected = weight * (pace * full)[:, :, None]
    observed = np.zeros((count, years, 12))
    due = np.zeros((count, years, 12))
    np.add.at(observed, groups, seen * full[:, :, None])
    np.add.at(due, groups, expected)
    known = due.sum(axis=2) > 0
    index = np.where(due > 0, observed / np.maximum(due, 1e-9), 1.0)
    n = known.sum(axis=1)
    mean = np.where(known[:, :, None], index, 0.0).sum(axis=1) / np.maximum(n, 1)[:, None]
    apart = np.where(known[:, :, None], (index - mean[:, None]) ** 2, 0.0).sum(axis=1).mean(axis=1)
    noise = apart / np.maximum(n - 1, 1) / np.maximum(n, 1)
    spread = ((mean - 1.0) ** 2).mean(axis=1)
    believed = np.where(
        n > 1, np.maximum(spread - noise, 0.0) / np.maximum(spread, 1e-9), np.where(n > 0, one_year, 0.0)
    )
    shape = np.maximum(1.0 + believed[:, None] * (mean - 1.0), 0.02)
    return np.asarray(np.where(n[:, None] > 0, shape / shape.mean(axis=1, keepdims=True), 1.0))
