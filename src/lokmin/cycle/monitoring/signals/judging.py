"""From arrays to records: the review of ``lokmin.analysis`` written down series by series. Imports numpy."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from lokmin.analysis.charts import median_of
from lokmin.analysis.review import Input, Kind, Method, Review, review
from lokmin.analysis.rules import Found
from lokmin.core.indicators.definitions import Aggregation
from lokmin.core.signals.records import Judged, SeriesSignal, Sign, SignKind
from lokmin.core.signals.rules import SignalRules
from lokmin.cycle.monitoring.signals.series import Series

_JUDGED = {
    Method.SILENT: Judged.SILENT,
    Method.SHORT: Judged.SHORT,
    Method.SMALL: Judged.SMALL,
    Method.EXACT: Judged.EXACT,
    Method.XMR: Judged.XMR,
    Method.SHARES: Judged.SHARES,
}


def judge(series: Series, rules: SignalRules) -> dict[tuple[str, str], SeriesSignal]:
    """Every series with at least one report, by indicator and place."""
    rows = np.flatnonzero(~np.isnan(series.top).all(axis=1))
    if not rows.size:
        return {}
    data = _input(series, rows)
    found = review(data, rules)
    return {(s.indicator, s.place): s for s in _records(series, data, found, rows, rules)}


def _input(series: Series, rows: NDArray[np.int64]) -> Input:
    codes = list(series.table.definitions)
    number = {code: n for n, code in enumerate(codes)}
    kinds, groups = {}, {}
    for code in codes:
        rate = series.table.inputs.rate(series.table.defined(code))
        negative = any(by < 0 for _, by in rate.numerator.terms)
        if rate.denominator.monthly:
            kinds[code] = Kind.RATE if negative else Kind.SHARE
        else:
            kinds[code] = Kind.RATE if negative or rate.way is Aggregation.MEAN else Kind.COUNT
        groups[code] = -1 if kinds[code] is Kind.RATE else number[code]
    mine = [series.keys[row] for row in rows.tolist()]
    whole = series.table.total.code
    return Input(
        top=series.top[rows],
        bottom=series.bottom[rows],
        kind=np.array([kinds[code] for code, _ in mine]),
        group=np.array([groups[code] for code, _ in mine]),
        pooled=np.array([place != whole for _, place in mine]),
        calendar=np.array([month.month - 1 for month in series.months]),
    )


def _records(
    series: Series, data: Input, found: Review, rows: NDArray[np.int64], rules: SignalRules
) -> Iterator[SeriesSignal]:
    codes = tuple(month.code for month in series.months)
    names = series.table.names
    chart = found.chart
    factors = np.array([1 if data.kind[n] == Kind.COUNT else _factor(series, row) for n, row in enumerate(rows)])
    drawn = [_known(values * factors[:, None]) for values in (chart.values, chart.centre, chart.lower, chart.upper)]
    usual, mean, people = _usual(found, data, factors)
    months = np.arange(len(codes))
    for n, row in enumerate(rows.tolist()):
        indicator = series.indicator(row)
        code, place = series.keys[row]
        method = Judged.STOCK if code in series.carried else _JUDGED[Method(int(found.method[n]))]
        usable = method in (Judged.EXACT, Judged.XMR, Judged.SHARES)
        # A rate over a few people has no band worth showing; a rare count has its exact one.
        charted = usable or (method is Judged.SMALL and data.kind[n] != Kind.RATE)
        history = months[chart.history[n]]
        seasonal = charted and found.weight[n] > 0
        nothing: list[float | None] = [None] * len(codes)
        yield SeriesSignal(
            indicator=code,
            short=indicator.short,
            place=place,
            place_name=names[place],
            people=indicator.people,
            factor=indicator.factor,
            rate=bool(data.kind[n] != Kind.COUNT),
            higher_is_better=indicator.direction != "turun",
            whole=series.whole(row),
            months=codes,
            values=tuple(drawn[0][n]),
            centre=tuple(drawn[1][n] if charted else nothing),
            lower=tuple(drawn[2][n] if charted else nothing),
            upper=tuple(drawn[3][n] if charted else nothing),
            judged=method,
            history=len(history),
            from_month=codes[history[0]] if len(history) else "",
            to_month=codes[history[-1]] if len(history) else "",
            usual=(float(usual[0][n]), float(usual[1][n])) if charted and not np.isnan(usual[0][n]) else None,
            mean=float(mean[n]) if charted and not np.isnan(mean[n]) else None,
            people_usual=float(people[n]) if usable else None,
            signs=_signs(found, n, codes, drawn[0][n], len(codes) - rules.fresh) if charted else (),
            left_out=tuple(codes[m] for m in months[found.left_out[n]]) if charted else (),
            odd=tuple(codes[m] for m in months[_odd(found, n, rules)]) if usable else (),
            season=tuple(np.nan_to_num(_index(found, n, data.calendar)).tolist()) if seasonal else (),
            years=int(found.years[n]),
            memory=float(found.memory[n]) if usable else 0.0,
        )


def _known(values: NDArray[np.float64]) -> list[list[float | None]]:
    """Plain lists with None for NaN."""
    plain = values.astype(object)
    plain[np.isnan(values)] = None
    return list(plain.tolist())


def _factor(series: Series, row: int) -> int:
    return series.indicator(row).factor if series.monthly[row] else 1


def _usual(
    found: Review, data: Input, factors: NDArray[np.int64]
) -> tuple[tuple[NDArray[np.float64], NDArray[np.float64]], NDArray[np.float64], NDArray[np.float64]]:
    """Limits and mean of an ordinary month, and the people it rests on: the median of the months judged."""
    chart, plain = found.chart, np.where(found.season > 0, found.season, np.nan)
    with np.errstate(invalid="ignore"):
        ordinary = [values / np.where(np.isnan(values), np.nan, plain) for values in (chart.lower, chart.upper)]
        low, high = (_middle(values) * factors for values in ordinary)
        mean = _middle(chart.centre / plain) * factors
        top = _middle(np.where(chart.history, data.top, np.nan))
        missed = _middle(np.where(chart.history, data.bottom - data.top, np.nan))
    return (low, high), mean, np.where(data.kind == Kind.SHARE, np.fmin(top, missed), top)


def _middle(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return median_of(values)


def _index(found: Review, n: int, calendar: NDArray[np.int64]) -> NDArray[np.float64]:
    """The season of a series as twelve months, January first; months never seen are ordinary."""
    index = np.ones(12)
    index[calendar] = found.season[n]
    return index


def _odd(found: Review, n: int, rules: SignalRules) -> NDArray[np.bool_]:
    odd: NDArray[np.bool_] = found.watched[n] & (np.abs(np.nan_to_num(found.odd[n])) > rules.odd)
    return odd


def _signs(found: Review, n: int, codes: tuple[str, ...], values: list[float | None], fresh: int) -> tuple[Sign, ...]:
    """The episodes of each rule, oldest first; an early sign within a strong one says nothing more."""
    signs: list[Sign] = []
    for kind, rule, strong in (
        (SignKind.POINT, found.signals.point, True),
        (SignKind.RUN, found.signals.run, True),
        (SignKind.DRIFT, found.signals.drift, True),
        (SignKind.AVERAGE, found.signals.average, False),
    ):
        for direction, first, last in _episodes(rule, n):
            inside = [v for v in values[first : last + 1] if v is not None]
            if not inside:
                continue
            signs.append(
                Sign(kind, direction, codes[first], codes[last], len(inside), sum(inside) / len(inside), strong,
                     last >= fresh)
            )  # fmt: skip
    strong_now = {s.direction for s in signs if s.strong and s.current}
    kept = [s for s in signs if s.strong or not (s.current and s.direction in strong_now)]
    return tuple(sorted(kept, key=lambda s: (s.until, s.since)))


def _episodes(rule: Found, n: int) -> Iterator[tuple[int, int, int]]:
    """(direction, first month, last month) of each stretch of a sign."""
    months = np.flatnonzero(rule.sign[n])
    if not months.size:
        return
    start, before = None, None
    for month in months.tolist():
        direction = int(rule.sign[n, month])
        if start is not None and before is not None and (before[1] == direction and month - before[0] <= 2):
            before = (month, direction)
            continue
        if start is not None and before is not None:
            yield before[1], start, before[0]
        start, before = int(rule.since[n, month]), (month, direction)
    if start is not None and before is not None:
        yield before[1], start, before[0]
