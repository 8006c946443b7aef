"""Where the year will end: each series' forecast with an interval, from its months so far and its own past.

The model is the local level: a pace that wanders slowly, seen through noise. West and Harrison, *Bayesian Forecasting
and Dynamic Models* (2nd ed. 1997), ch. 2 (discounting); for counts its gamma-Poisson form, Harvey and Fernandes, "Time
series models for count or qualitative observations", J. Business & Economic Statistics 7 (1989) 407-417, with the
variance scaled by a quasi-Poisson factor phi that is learnt from the errors of the one-month-ahead forecasts. The
season is pooled over villages (``yearshape``). The pace may begin anew once in twelve months (``levels``). The first
pace of a village is shrunk towards the rate of all villages by sasaran (Marshall, "Mapping disease and mortality rates
using empirical Bayes estimators", Applied Statistics 40 (1991) 283-294). Intervals: ``ranges``. How well it did:
``benchmarks/backtest.py``.

The pace moves by q = phi l (1 - d)^2 / d a month, so the sum of what is still to come, with weights e_1..e_H and
E = their sum, has the variance ``phi l [E^2 / b + (1 - d)^2 / d * sum_k (e_k + ... + e_H)^2 + E]``: pace not known,
pace moving, chance of each month. Months of this year that nobody has reported yet are forecast like those to come.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lokmin.analysis.levels import TINY, Levels, Reports, levels
from lokmin.analysis.ranges import Bools, Floats, count_at_least, count_limit, normal_cdf, normal_score
from lokmin.analysis.yearshape import year_shape
from lokmin.core.forecasts.rules import ForecastRule

Ints = NDArray[np.int64]
#: What the figure of a year is made of.
SUM, LAST, MEAN = 0, 1, 2
#: Fewer months than this before the year say nothing of its season.
_SEASON_MONTHS = 9


@dataclass(frozen=True, slots=True)
class History:
    """What is known of many series up to one month of the present year.

    Attributes:
        months: (series, T) reports, oldest first, the last column is calendar month ``month``; NaN = not reported.
        weight: (series, T + 12 - month) what each month weighs, months to come included: 1 for a plain month, the
            month's denominator over its mean where that is reported monthly.
        share: (series, T) how much of a month is in, 1 where all villages reported, 0.9 where a tenth is missing.
        group: number of the indicator of each series (0..G-1); series of a group learn from one another.
        size: (series,) sasaran, or NaN; only its proportion between the series of a group matters.
        way: (series,) SUM, LAST or MEAN.
        counts: (series,) whole and never negative; otherwise a figure with a symmetric interval.
    """

    months: Floats
    weight: Floats
    share: Floats
    group: Ints
    size: Floats
    way: Ints
    counts: Bools
    month: int

    @classmethod
    def plain(
        cls, months: Floats, month: int, *, group: Ints | None = None, size: Floats | None = None, way: int = SUM
    ) -> History:
        """Months of equal weight, counts where they are summed; every series its own group unless told otherwise."""
        count = months.shape[0]
        return cls(
            months=months,
            weight=np.ones((count, months.shape[1] + 12 - month)),
            share=np.where(np.isnan(months), 0.0, 1.0),
            group=np.arange(count) if group is None else group,
            size=np.full(count, np.nan) if size is None else size,
            way=np.full(count, way),
            counts=np.full(count, way == SUM),
            month=month,
        )

    @property
    def year(self) -> Floats:
        """The months of the present year so far (series, month)."""
        return self.months[:, self.months.shape[1] - self.month :]


@dataclass(frozen=True, slots=True)
class Forecasts:
    """One entry a series; NaN where nothing was ever reported.

    Attributes:
        known: what of the year's figure is in. ``mean``: the forecast of its end, ``low`` and ``high`` the interval.
        rest, variance: mean and variance of what is still to be added to ``known``.
        path, path_low, path_high: the figure as it would stand at the end of each month to come (series, H).
        months_seen: reports the forecast rests on.
        counts: which series are whole and never negative.
    """

    known: Floats
    mean: Floats
    low: Floats
    high: Floats
    rest: Floats
    variance: Floats
    path: Floats
    path_low: Floats
    path_high: Floats
    months_seen: Ints
    counts: Bools

    def chance(self, due: Floats, down: Bools | None = None) -> Floats:
        """P(the year ends at ``due`` or above; at ``due`` or below where ``down``); NaN without forecast or target."""
        needed = due - self.known
        reach = chance_of(self.rest, self.variance, needed, self.counts)
        if down is not None:
            # "At most 3.4 cases" is the opposite of "at least 4".
            above = chance_of(self.rest, self.variance, np.floor(needed + TINY) + 1, self.counts)
            below = np.where(
                self.counts, 1.0 - above, chance_of(-self.rest, self.variance, -needed, self.counts & False)
            )
            reach = np.where(down, below, reach)
        return np.where(np.isnan(self.mean) | np.isnan(due), np.nan, reach)


def chance_of(mean: Floats, variance: Floats, needed: Floats, counts: Bools) -> Floats:
    """P(what is still to come is at least ``needed``), where nothing varies 0 or 1."""
    mean, variance, needed = np.nan_to_num(mean), np.nan_to_num(variance), np.nan_to_num(needed)
    z = (needed - mean) / np.sqrt(np.maximum(variance, TINY))
    plain = np.where(variance > TINY, 1.0 - normal_cdf(z), (needed <= mean + TINY).astype(np.float64))
    return np.where(counts & (variance > TINY), count_at_least(mean, variance, needed), plain)


def year_end(history: History, rule: ForecastRule) -> Forecasts:
    """The forecast of every series.

    Raises:
        ValueError: when the arrays do not fit together or the month is none.
    """
    months, n = history.months, history.month
    count, length = months.shape
    if not 1 <= n <= 12 or length < n or history.weight.shape != (count, length + 12 - n):
        raise ValueError(f"perkiraan: {length} bulan sampai bulan ke-{n} tidak cocok dengan bobotnya")
    scale = np.where(history.counts, 1.0, _scale(months))
    shape = year_shape(months, history.share, history.group, n, rule.one_year_season)[history.group]
    calendar = (np.arange(length + 12 - n) - (length - n)) % 12
    seasonal = history.counts & (history.way == SUM)
    weight = history.weight * np.where(seasonal[:, None], shape[:, calendar], 1.0)
    told = np.where(np.isnan(months), 0.0, history.share) * weight[:, :length]
    reports = Reports(months / scale[:, None], told, history.counts, history.group, (length - n) % 12)
    end, discount, phi = levels(reports, _size(history), rule)
    return _project(history, weight, told, end, discount, phi * scale**2, end.level * scale, rule)


def _scale(months: Floats) -> Floats:
    """What makes figures of one group comparable: the mean size of the series' own values."""
    mean = np.nan_to_num(np.abs(months)).sum(axis=1) / np.maximum((~np.isnan(months)).sum(axis=1), 1)
    return np.where(mean > TINY, mean, 1.0)


def _size(history: History) -> Floats:
    """Sasaran of counts where every series of the group has one; otherwise the series are taken as equal."""
    if not history.group.size:
        return history.size
    lacks = np.bincount(history.group, ~(history.size > 0), int(history.group.max()) + 1)
    return np.where((lacks == 0)[history.group] & history.counts, history.size, 1.0)


def _project(
    history: History,
    weight: Floats,
    told: Floats,
    end: Levels,
    discount: Floats,
    noise: Floats,
    level: Floats,
    rule: ForecastRule,
) -> Forecasts:
    """From the pace to the year's figure at the end of this and of every month to come."""
    n, length, year = history.month, history.months.shape[1], history.year
    ahead = 12 - n
    future, seen = weight[:, length:], ~np.isnan(year)
    is_sum, is_last, is_mean = (history.way == way for way in (SUM, LAST, MEAN))
    late = (weight[:, length - n : length] - told[:, length - n :]).sum(axis=1)
    missing = np.where(is_sum & (late > TINY), late, 0.0)
    total, reports = np.nan_to_num(year).sum(axis=1), seen.sum(axis=1)
    # The last value is known only in December; before, and where December is not reported, it is forecast.
    in_hand = is_last & seen[:, -1]
    before = (~np.isnan(history.months[:, : length - n])).sum(axis=1)
    unknown = np.where((before < _SEASON_MONTHS) & is_sum & history.counts, rule.unknown_season, 0.0)
    unit = noise * np.where(history.counts, end.level, 1.0)  # the variance of a count grows with its pace
    b, drift = np.maximum(end.b, TINY), (1.0 - discount) ** 2 / discount
    steps = []
    for h in range(ahead + 1):
        part = np.where(is_last[:, None], 0.0, future[:, :h])
        part[:, -1:] = np.where(is_last[:, None], 1.0, part[:, -1:])
        chances = part.sum(axis=1) + (missing + (is_last & ~in_hand) if h == 0 else missing)
        to_come = np.cumsum(part[:, ::-1], axis=1)[:, ::-1]
        # A last value h months ahead has wandered h months, not one.
        wander = np.where(is_last, h, (to_come**2).sum(axis=1))
        over = np.where(is_mean, np.maximum(reports + h, 1), 1)
        rest = level * chances
        variance = unit * (chances**2 / b + drift * wander + chances) + (unknown * rest) ** 2
        known = np.where(is_sum, total, np.where(is_mean, total / over, 0.0))
        known = np.where(in_hand & (h == 0), year[:, -1], known)
        steps.append(_step(history, known, rest / over, variance / over**2, rule))
    ever = reports + before > 0
    known, rest, variance = steps[-1][:3]
    mean, low, high = (np.where(ever, value, np.nan) for value in steps[-1][3:])
    empty = np.zeros((len(mean), 0))
    path, path_low, path_high = (
        np.stack([step[k] for step in steps[1:]], axis=1) if ahead else empty for k in (3, 4, 5)
    )
    return Forecasts(
        known, mean, low, high, rest, variance, path, path_low, path_high, reports + before,
        history.counts & is_sum,
    )  # fmt: skip


def _step(
    history: History, known: Floats, rest: Floats, variance: Floats, rule: ForecastRule
) -> tuple[Floats, Floats, Floats, Floats, Floats, Floats]:
    """What is known, rest and variance, then forecast, low and high of the year's figure."""
    tail = (1.0 - rule.level) / 2.0
    half = normal_score(1.0 - tail) * np.sqrt(variance)
    counts = history.counts & (history.way == SUM)
    low = known + np.where(counts, count_limit(rest, variance, tail), rest - half)
    high = known + np.where(counts, count_limit(rest, variance, 1.0 - tail), rest + half)
    return known, rest, variance, known + rest, low, high
