"""The pace of many series, found by walking through their months: the filter behind ``forecast``.

Local level with discounting; for counts in its gamma-Poisson form. Let ``b`` be what is known of the pace l, counted
in months. A month passes: b = d b. A report y of a month of weight e comes: l = (b l + y) / (b + e), b = b + e. The
variance of l is phi l / b for counts, phi / b otherwise. Sources: see ``forecast``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lokmin.analysis.ranges import Bools, Floats
from lokmin.core.forecasts.rules import ForecastRule

Ints = NDArray[np.int64]
TINY = 1e-9
#: The variance of a month is never taken below that of so many people: a village with zeros would seem sure.
_LEAST = 0.05


@dataclass(frozen=True, slots=True)
class Reports:
    """Values (series, T) with the weight told of each month (0 = not reported), and what the series are.

    ``january``: columns that are a January have this index modulo twelve.
    """

    values: Floats
    told: Floats
    counts: Bools
    group: Ints
    january: int


@dataclass(frozen=True, slots=True)
class Levels:
    """The pace of each series at the end, what is known of it, and the errors on the way.

    ``squares``: squared one-month errors over their variance without phi, summed; ``logs``: logs of those variances.
    """

    level: Floats
    b: Floats
    squares: Floats
    logs: Floats
    seen: Ints


def levels(reports: Reports, size: Floats, rule: ForecastRule) -> tuple[Levels, Floats, Floats]:
    """The filter's end with the discounts that explain the reports best, those discounts, and phi, a series each."""
    first, b = _start(reports, size, rule)
    discount, new_year = _tried(reports.counts, rule)
    chosen, phi = _choose(reports, _walk(reports, first, b, discount, new_year), rule)
    at = (chosen, np.arange(chosen.size))
    return _mixed(reports, first, b, discount[at], new_year[at], phi, rule), discount[at], phi


def _tried(counts: Bools, rule: ForecastRule) -> tuple[Floats, Floats]:
    """Discounts and those of the new year that are tried (tried, series); counts and other figures have their own."""
    tried = []
    for k in range(max(len(rule.discounts), len(rule.discounts_other))):
        of_counts, of_others = (few[min(k, len(few) - 1)] for few in (rule.discounts, rule.discounts_other))
        tried.append(np.where(counts, of_counts, of_others))
    new_year = np.repeat(np.asarray(rule.new_year)[None], len(tried), axis=0).reshape(-1, 1)
    return np.repeat(np.array(tried), len(rule.new_year), axis=0), new_year + np.zeros(counts.size)


def _start(reports: Reports, size: Floats, rule: ForecastRule) -> tuple[Floats, Floats]:
    """First pace and the months it stands for: the group's rate times sasaran, weighed by how alike the villages are.

    Marshall 1991: the variance of the true rates is what exceeds chance in the weighted variance of the seen ones.
    """
    group, groups = reports.group, _groups(reports)
    total, span = np.nan_to_num(reports.values).sum(axis=1), reports.told.sum(axis=1)
    under = size * span
    sums = np.maximum(np.bincount(group, under, groups), TINY)
    rate = np.bincount(group, total, groups) / sums
    seen = total / np.maximum(under, TINY)
    spread = np.bincount(group, under * (seen - rate[group]) ** 2, groups) / sums
    members = np.bincount(group, span > 0, groups)
    apart = np.maximum(spread - rate * np.maximum(members, 1) / sums, 0.0)
    low, high = rule.prior_months
    alike = rate[group] / np.maximum(apart[group] * size, 1e-300)
    alone = (members < 2)[group] | ~reports.counts
    b = np.where(alone, low, np.clip(alike, low, high))
    return np.where(alone, total / np.maximum(span, TINY), rate[group] * size), b


def _walk(
    reports: Reports,
    level: Floats,
    b: Floats,
    discount: Floats,
    new_year: Floats,
    anew: tuple[Ints, float] | None = None,
) -> Levels:
    """``level`` and ``b`` (series,), the discounts and what is given (tried, series).

    ``anew``: before which month (tried, 1) the pace begins anew, and the months that are known of it then.
    """
    counts = reports.counts
    level, b = level + 0.0 * discount, b + 0.0 * discount
    squares, logs, seen = np.zeros_like(level), np.zeros_like(level), np.zeros(level.shape, np.int64)
    known = ~np.isnan(reports.values) & (reports.told > 0)
    values = np.nan_to_num(reports.values)
    gains = np.where(counts[:, None], reports.told, 1.0)
    begun = np.cumsum(known, axis=1) > 0
    for t in range(values.shape[1]):
        is_in, y, e = known[:, t], values[:, t], gains[:, t]
        # What is assumed of a village holds until its first report, however late that comes.
        kept = discount * (new_year if t % 12 == reports.january else 1.0)
        b = np.where(begun[:, t], b * kept, b)
        if anew is not None:
            b = np.where(anew[0] == t, np.minimum(b, anew[1]), b)
        mean = e * level
        variance = np.where(counts, np.maximum(mean, _LEAST), 1.0) * (1.0 + np.maximum(e, 0.0) / np.maximum(b, 0.02))
        squares += np.where(is_in, (y - mean) ** 2 / variance, 0.0)
        logs += np.where(is_in, np.log(variance), 0.0)
        seen += is_in
        more = b + np.where(is_in, e, 0.0)
        level = np.where(is_in, (b * level + y) / np.maximum(more, TINY), level)
        b = more
    return Levels(level, b, squares, logs, seen)


def _mixed(
    reports: Reports, level: Floats, b: Floats, discount: Floats, new_year: Floats, phi: Floats, rule: ForecastRule
) -> Levels:
    """The pace averaged over the months before which it may have begun anew, weighed by how well each explains them.

    At most one new beginning, within the last twelve months: Fearnhead and Liu, "On-line inference for multiple
    changepoint problems", J. Royal Statistical Society B 69 (2007) 589-605.
    """
    length = reports.values.shape[1]
    starts = np.array([-1, *range(max(length - 12, 1), length)])
    chance = np.where(starts % 12 == reports.january, rule.break_new_year, rule.break_month)
    chance[0] = 1.0 - chance[1:].sum()
    paths = np.zeros((starts.size, 1))
    found = _walk(reports, level, b, discount + paths, new_year + paths, (starts[:, None], rule.break_keeps))
    score = np.log(chance)[:, None] - 0.5 * (found.logs + found.squares / phi)
    weight = np.exp(score - score.max(axis=0))
    weight /= weight.sum(axis=0)
    mean = (weight * found.level).sum(axis=0)
    unit = np.where(reports.counts, found.level, 1.0)
    within = (weight * phi * unit / np.maximum(found.b, TINY)).sum(axis=0)
    spread = within + (weight * (found.level - mean) ** 2).sum(axis=0)
    known = phi * np.where(reports.counts, mean, 1.0) / np.maximum(spread, TINY)
    return Levels(mean, known, found.squares[0], found.logs[0], found.seen[0])


def _choose(reports: Reports, tried: Levels, rule: ForecastRule) -> tuple[Ints, Floats]:
    """The position of the discounts and phi of each series, by the quasi-likelihood of the one-month errors."""
    group, groups, counts = reports.group, _groups(reports), reports.counts
    seen = tried.seen.astype(np.float64)
    # A count has a natural factor of about one before anything is seen; of other figures only what is seen speaks.
    before = np.where(counts, rule.spread_months, 0.0)
    own = (rule.spread * before + tried.squares + 1e-4) / np.maximum(before + seen, 1.0)
    score = seen * np.log(own) + tried.logs + tried.squares / own
    together = np.array([np.bincount(group, row, groups) for row in score])
    months = np.maximum(np.bincount(group, seen[0], groups), 1.0)
    chosen = np.argmin(score + rule.pooled_months * (together / months)[:, group], axis=0)
    at = (chosen, np.arange(chosen.size))
    squares, count = tried.squares[at], seen[at]
    base = np.bincount(group, before, groups) / np.maximum(np.bincount(group, minlength=groups), 1)
    of_group = (rule.spread * base + np.bincount(group, squares, groups) + 1e-4) / np.maximum(
        base + np.bincount(group, count, groups), 1.0
    )
    phi = (of_group[group] * rule.village_months + squares) / (rule.village_months + count)
    return chosen, phi


def _groups(reports: Reports) -> int:
    return int(reports.group.max()) + 1 if reports.group.size else 0
