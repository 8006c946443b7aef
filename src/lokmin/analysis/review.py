"""All series of a Puskesmas at once: the season, the chart that fits each series, and the signs in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from lokmin.analysis import charts, seasonal
from lokmin.analysis.charts import Bools, Chart, Floats
from lokmin.analysis.rules import Critical, Signals, judge, split
from lokmin.core.signals.rules import SignalRules

Codes = NDArray[np.int64]


class Kind(IntEnum):
    """What a series counts: people a month; events out of a monthly denominator; a rate that may be anything."""

    COUNT = 0
    SHARE = 1
    RATE = 2


class Method(IntEnum):
    """Which chart judges a series, or why none does."""

    SILENT = 0  # nothing reported
    SHORT = 1  # too few months
    SMALL = 2  # too few people: only single months are judged
    EXACT = 3  # rare events
    XMR = 4
    SHARES = 5  # p'


#: The charts all rules may be used on.
JUDGED = (Method.EXACT, Method.XMR, Method.SHARES)


@dataclass(frozen=True, slots=True)
class Input:
    """Series to be looked at.

    Attributes:
        top: (series, months) counts, NaN = not reported. ``bottom`` the monthly denominators (1 where there is none).
        kind: (series,) of ``Kind``.
        group: (series,) which series share a season (an indicator), -1 for those that take part in none.
        pooled: (series,) whether the series adds to the season of its group (a village), or only uses it (the sum).
        calendar: (months,) calendar month 0..11.
    """

    top: Floats
    bottom: Floats
    kind: Codes
    group: Codes
    pooled: Bools
    calendar: Codes


@dataclass(frozen=True, slots=True)
class Review:
    """What was found, all (series, months) unless said.

    Attributes:
        chart: values, centre and limits; ``method`` (series,) says by which chart.
        watched: the months in which signs were looked for.
        left_out: odd months that were kept out of the limits; ``odd`` the modified z-score of every month against
            the history, season taken out.
        season: (series, months) the usual share of each month; NaN in months that have no season for the indicator.
        weight: (series,) how much of a season there is (0..1); ``years`` (series,) it rests on.
        memory: (series,) correlation of a month with the next one, pooled over the villages.
    """

    chart: Chart
    method: Codes
    signals: Signals
    watched: Bools
    left_out: Bools
    odd: Floats
    season: Floats
    weight: Floats
    years: Codes
    memory: Floats


def review(data: Input, rules: SignalRules) -> Review:
    """Judge every series by the chart that fits it."""
    values, seen = _values(data)
    history, watched = split(seen, rules)
    season, weight, years = _seasons(data, values, history, rules)
    history, watched = history & ~np.isnan(season), watched & ~np.isnan(season)
    odd = seasonal.modified_z(values / season, history)
    left_out = history & (np.abs(odd) > rules.odd) & _far(data, values, history)
    kept = history & ~left_out
    used = kept.sum(axis=1)
    chart, method = _charts(data, values, kept, used, season, rules)
    memory = charts.memory(np.where(np.isin(method, JUDGED)[:, None], chart.z, np.nan), kept & data.pooled[:, None],
                           data.group)  # fmt: skip
    chart = _widened(chart, method, data.kind, memory)
    short = (history.sum(axis=1) < rules.shortest) | ~watched.any(axis=1)
    method = np.where(short, np.where(seen.any(axis=1), Method.SHORT, Method.SILENT), method)
    plain, exact = Critical.of(rules.widths, used), Critical.of(rules.rare_widths, used)
    is_exact = np.isin(method, (Method.EXACT, Method.SMALL))
    critical = Critical(*(
        np.where(is_exact, getattr(exact, name), getattr(plain, name)) for name in ("limit", "cusum", "average")
    ))  # fmt: skip
    usable = np.isin(method, (*JUDGED, Method.SMALL))
    signals = judge(chart.z, watched & usable[:, None], used, rules, critical, memory)
    _only_single(signals, method == Method.SMALL, data.kind == Kind.RATE)
    return Review(chart, method, signals, watched, left_out, odd, season, weight, years, memory)


def _widened(chart: Chart, method: Codes, kind: Codes, memory: Floats) -> Chart:
    """Moving ranges of months that remember each other are too small for sigma, by ``sqrt(1 - rho)``."""
    by = np.where(np.isin(method, (Method.XMR, Method.SHARES)), np.sqrt(1.0 - memory), 1.0)[:, None]
    floor = np.where(kind == Kind.RATE, -np.inf, 0.0)[:, None]
    roof = np.where(kind == Kind.SHARE, 1.0, np.inf)[:, None]
    # A share that was judged as a rate may pass 100 %.
    roof = np.maximum(roof, np.nan_to_num(chart.upper))
    return replace(
        chart,
        z=chart.z * by,
        lower=np.maximum(chart.centre - (chart.centre - chart.lower) / by, np.minimum(floor, chart.lower)),
        upper=np.minimum(chart.centre + (chart.upper - chart.centre) / by, roof),
        sigma=chart.sigma / by[:, 0],
    )


def _values(data: Input) -> tuple[Floats, Bools]:
    """What is drawn: counts, or shares."""
    seen = ~np.isnan(data.top) & ~np.isnan(data.bottom) & (data.bottom > 0)
    values = np.where(seen, data.top, np.nan)
    divided = data.kind != Kind.COUNT
    values[divided] /= np.where(seen[divided], data.bottom[divided], np.nan)
    return values, seen


def _seasons(data: Input, values: Floats, history: Bools, rules: SignalRules) -> tuple[Floats, Floats, Codes]:
    count, months = values.shape
    season, weight, years = np.ones((count, months)), np.zeros(count), np.zeros(count, np.int64)
    uses = data.group >= 0
    adds = np.flatnonzero(uses & data.pooled)
    if adds.size:
        groups = int(data.group.max()) + 1
        past = np.where(history[adds], values[adds], np.nan)
        found = seasonal.seasons(
            past, data.calendar, data.group[adds], groups, months=rules.season_months, series=rules.season_series
        )
        mine = data.group[uses]
        season[uses] = found.index[mine][:, data.calendar]
        weight[uses], years[uses] = found.weight[mine], found.years[mine]
    season[season < rules.season_least] = np.nan
    return season, weight, years


def _far(data: Input, values: Floats, history: Bools) -> Bools:
    """A month differs from the middle by enough people for an error to be likely: small counts are not left out."""
    middle = charts.median_of(np.where(history, values, np.nan))[:, None]
    people = np.where(data.kind[:, None] == Kind.COUNT, 1.0, data.bottom)
    return np.abs(values - middle) * people >= 5.0


def _methods(data: Input, values: Floats, kept: Bools, rules: SignalRules) -> tuple[Codes, Bools, Bools]:
    """Which chart fits each series; whether it counts rare events, or the rare failures of a share near 100 %."""
    hits = charts.mean_of(np.where(kept, data.top, np.nan))
    missed = charts.mean_of(np.where(kept, data.bottom - data.top, np.nan))
    under = charts.mean_of(np.where(kept, data.bottom, np.nan))
    count, share = data.kind == Kind.COUNT, (data.kind == Kind.SHARE) & ~(values > 1).any(axis=1)
    flipped = share & (missed < rules.rare) & (missed <= hits)
    rare = (count | share) & (hits < rules.rare) & ~flipped
    few = (rare & (hits < rules.smallest)) | (flipped & (missed < rules.smallest))
    # A rate over a handful of people jumps by chance more than any sigma of a few months tells.
    few |= (data.kind != Kind.COUNT) & ~share & (under > 1) & (under < rules.rare)
    method = np.where(share, Method.SHARES, Method.XMR)
    method = np.where(rare | flipped, Method.EXACT, method)
    return np.where(few, Method.SMALL, method), rare, flipped


def _charts(
    data: Input, values: Floats, kept: Bools, used: Codes, season: Floats, rules: SignalRules
) -> tuple[Chart, Codes]:
    """The chart of each series: exact where events are rare, p' for shares, XmR for the rest."""
    method, rare, flipped = _methods(data, values, kept, rules)
    limit, exact = Critical.of(rules.widths, used).limit, Critical.of(rules.rare_widths, used).limit
    count = data.kind == Kind.COUNT
    shares = method == Method.SHARES
    blank = [np.full(values.shape, np.nan) for _ in range(4)]
    ones = np.ones(len(values))
    whole = Chart(values, blank[0], blank[1], blank[2], blank[3], np.zeros(len(values)), kept, used, ones)
    if (at := np.flatnonzero(rare)).size:
        found = charts.rare(data.top[at], data.bottom[at], kept[at], exact[at], season=season[at])
        _put(whole, _of_shares(found, data.bottom[at], ~count[at]), at)
    if (at := np.flatnonzero(flipped)).size:
        failures = data.bottom[at] - data.top[at]
        _put(whole, _flipped(charts.rare(failures, data.bottom[at], kept[at], exact[at]), data.bottom[at]), at)
    if (at := np.flatnonzero(shares)).size:
        _put(whole, charts.laney(data.top[at], data.bottom[at], kept[at], limit[at], season=season[at]), at)
    if (at := np.flatnonzero(count & ~rare)).size:
        made = charts.individuals(values[at], kept[at], limit[at], season=season[at], least=rules.least_sigma)
        _put(whole, made, at)
    if (at := np.flatnonzero(~count & ~rare & ~flipped & ~shares)).size:
        _put(whole, charts.individuals(values[at], kept[at], limit[at], floor=None), at)
    return whole, method


def _put(whole: Chart, part: Chart, rows: Codes) -> None:
    for name in ("centre", "lower", "upper", "z"):
        getattr(whole, name)[rows] = getattr(part, name)
    whole.sigma[rows], whole.inflation[rows] = part.sigma, part.inflation


def _of_shares(chart: Chart, bottom: Floats, share: Bools) -> Chart:
    """Counts of rare events drawn as shares of their monthly denominators, where the series is one of shares."""
    by = np.where(share[:, None], bottom, 1.0)
    return replace(
        chart,
        centre=chart.centre / by,
        lower=chart.lower / by,
        upper=np.minimum(chart.upper / by, np.where(share[:, None], 1.0, np.inf)),
    )


def _flipped(chart: Chart, bottom: Floats) -> Chart:
    """Rare failures, drawn as the share of successes."""
    return replace(
        chart,
        centre=1.0 - chart.centre / bottom,
        lower=np.maximum(1.0 - chart.upper / bottom, 0.0),
        upper=1.0 - chart.lower / bottom,
        z=-chart.z,
    )


def _only_single(signals: Signals, small: Bools, rate: Bools) -> None:
    """Series that are too small keep the signs of single months only; a rate over a few people none."""
    for found in (signals.run, signals.drift, signals.average):
        found.sign[small] = 0
    signals.point.sign[small & rate] = 0
