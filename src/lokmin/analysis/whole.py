"""All forecasts of a Puskesmas at once: every indicator in every village and in the Puskesmas as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lokmin.analysis.forecast import LAST, MEAN, SUM, Forecasts, History, Ints, year_end
from lokmin.analysis.ranges import Bools, Floats
from lokmin.analysis.series import Months
from lokmin.core.forecasts.records import Chance, Forecast
from lokmin.core.forecasts.rules import ForecastRule
from lokmin.core.indicators.definitions import Aggregation, Direction
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.pws.coverage import Inputs
from lokmin.core.pws.rows import CoverageRow

_WAY = {Aggregation.FLOW: SUM, Aggregation.COHORT: SUM, Aggregation.STOCK: LAST, Aggregation.MEAN: MEAN}
#: Months whose denominators say what a month to come will have.
_RECENT = 12


@dataclass(frozen=True, slots=True)
class _Asked:
    """The series that have ever been reported, place by place and indicator by indicator, and how they are read.

    ``places``, ``chosen``: positions in ``Months``. ``under``: what the year's figure is divided by, NaN without one.
    ``people``: told in people, otherwise in the unit of the indicator; ``scale`` brings the model's figure there.
    ``monthly``: a sum over a sum of monthly denominators.
    """

    places: Ints
    chosen: Ints
    history: History
    people: Bools
    monthly: Bools
    under: Floats
    factor: Floats
    scale: Floats


def forecasts(
    months: Months, rows: Mapping[tuple[str, str], CoverageRow], inputs: Inputs, rule: ForecastRule
) -> tuple[Forecast, ...]:
    """The forecast of every series that was reported, indicator by indicator, the Puskesmas last.

    Args:
        months: up to and with the month of the rows.
        rows: (place, indicator) -> the coverage row of the last month, for denominators.
        inputs: targets of the year.
        rule: see ``ForecastRule``.
    """
    asked = _asked(months, rows)
    if not asked.places.size:
        return ()
    found = year_end(asked.history, rule)
    return _records(months, asked, found, inputs, rule)


def _asked(months: Months, rows: Mapping[tuple[str, str], CoverageRow]) -> _Asked:
    ever: Bools = np.asarray(~np.isnan(months.top).all(axis=2))
    in_villages = np.array(["desa" in i.levels for i in months.indicators])
    ever = np.concatenate([ever[:-1] & in_villages, ever[-1:]])
    chosen, places = np.nonzero(ever.T)
    top, bottom = months.top[places, chosen], months.bottom[places, chosen]
    share = months.share[places, chosen]
    monthly = np.array([rate.denominator.monthly for rate in months.rates])[chosen]
    way = np.array([_WAY[rate.way] for rate in months.rates])[chosen]
    as_rate = monthly & (way != SUM)
    month = months.months[-1].month
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.where(as_rate[:, None], np.where(bottom > 0, top / bottom, np.nan), top)
    # A difference that is negative in one village is a difference in all of them.
    negative = np.bincount(chosen, (np.nan_to_num(values) < 0).any(axis=1), len(months.indicators)) > 0
    positive = ~negative[chosen]
    counts = positive & (way == SUM)
    usual = _usual(bottom)
    weighed = monthly & counts
    weight = np.ones((len(top), top.shape[1] + 12 - month))
    past = np.where(np.isnan(bottom), 1.0, bottom / np.maximum(usual, 1e-9)[:, None])
    weight[:, : top.shape[1]] = np.where(weighed[:, None], past, 1.0)
    names = [(months.places[p], months.indicators[i].code) for p, i in zip(places, chosen, strict=True)]
    yearly = np.array([_units(rows[name].denominator) for name in names])
    size = np.where(monthly, usual, yearly)
    group = np.unique(chosen, return_inverse=True)[1]
    under = np.where(monthly, np.where(as_rate, 1.0, _year_under(bottom, usual, month)), yearly)
    under = np.where(under > 0, under, np.nan)
    unit = np.array([bool(i.people) for i in months.indicators])[chosen]
    people = unit & ~monthly & (counts | (way == LAST))
    factor = np.array([i.factor for i in months.indicators], np.float64)[chosen]
    return _Asked(
        places,
        chosen,
        History(values, weight, share, group, size, way, counts, month),
        people,
        monthly & ~as_rate,
        under,
        factor,
        np.where(people, 1.0, factor / under),
    )


def _usual(bottom: Floats) -> Floats:
    """The denominator of an ordinary month: the mean of the last reported ones."""
    recent = bottom[:, -_RECENT:]
    seen = ~np.isnan(recent)
    return np.asarray(np.nan_to_num(recent).sum(axis=1) / np.maximum(seen.sum(axis=1), 1))


def _year_under(bottom: Floats, usual: Floats, month: int) -> Floats:
    """The year's denominator: what is in, and an ordinary month for each that is not."""
    year = bottom[:, bottom.shape[1] - month :]
    return np.asarray(np.nan_to_num(year).sum(axis=1) + usual * (12 - (~np.isnan(year)).sum(axis=1)))


def _units(micro: int | None) -> float:
    return np.nan if micro is None else micro / MICRO


def _records(
    months: Months,
    asked: _Asked,
    found: Forecasts,
    inputs: Inputs,
    rule: ForecastRule,
) -> tuple[Forecast, ...]:
    history, last = asked.history, months.months[-1]
    december = Month(last.year, 12)
    down = np.array([i.direction is Direction.DOWN for i in months.indicators])[asked.chosen]
    people, scale = asked.people, asked.scale
    target = np.array(
        [
            np.nan if aim is None else float(aim)
            for aim in (
                inputs.running_target(months.indicators[i], months.rates[i], months.places[p], december)
                for p, i in zip(asked.places, asked.chosen, strict=True)
            )
        ]
    )
    due = target * asked.under / asked.factor
    chance = found.chance(due, down)
    shown_due = np.where(people, due, target)
    floor = np.where((np.nan_to_num(history.months) < 0).any(axis=1), -np.inf, 0.0)
    year = history.year
    seen = ~np.isnan(year)
    course = _course(history, asked, months)
    low, path_low = np.maximum(found.low, floor), np.maximum(found.path_low, floor[:, None])
    this_year = seen.sum(axis=1)
    before = found.months_seen - this_year
    so_far = np.where(seen.any(axis=1), _last_known(course), np.nan)
    total_year = np.abs(np.nan_to_num(year)).sum(axis=1)
    few = history.counts & (total_year < rule.few)
    missing = history.month - this_year
    reached = np.where(down, False, (history.way == SUM) & ~asked.monthly & (found.known >= due - 1e-9))
    paths = np.stack([found.path, path_low, found.path_high], axis=2) * scale[:, None, None]
    figures = np.stack([found.mean, low, found.high], axis=1) * scale[:, None]
    result = []
    for s, (p, i) in enumerate(zip(asked.places.tolist(), asked.chosen.tolist(), strict=True)):
        if np.isnan(figures[s, 0]):
            continue
        indicator = months.indicators[i]
        odds = None if np.isnan(chance[s]) else float(chance[s])
        result.append(
            Forecast(
                place=months.places[p],
                indicator=indicator.code,
                period=last.code,
                people=indicator.people if people[s] else "",
                factor=indicator.factor,
                higher_is_better=not down[s],
                so_far=_maybe(so_far[s]),
                mean=float(figures[s, 0]),
                low=float(figures[s, 1]),
                high=float(figures[s, 2]),
                level=rule.level,
                target=_maybe(shown_due[s]),
                denominator=_maybe(asked.under[s]),
                chance=odds,
                word=Chance.of(odds, reached=bool(reached[s]), rule=rule),
                course=tuple(_maybe(value) for value in course[s]),
                path=tuple((a, b, c) for a, b, c in paths[s].tolist()),
                months_seen=int(found.months_seen[s]),
                missing=int(missing[s]),
                first_year=bool(before[s] < 9),
                few=bool(few[s]),
                rest=float(found.rest[s]),
                variance=float(found.variance[s]),
                adds_up=bool(people[s] and history.counts[s]),
            )
        )
    return tuple(result)


def _course(history: History, asked: _Asked, months: Months) -> Floats:
    """The year's figure as it stood at the end of each month, NaN where that month was not reported."""
    year, n = history.year, history.month
    seen = ~np.isnan(year)
    added = np.cumsum(np.nan_to_num(year), axis=1)
    under = np.cumsum(np.nan_to_num(months.bottom[asked.places, asked.chosen][:, -n:]), axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        rates = np.where(under > 0, added / under * asked.factor[:, None], np.nan)
    scale, way = asked.scale[:, None], history.way[:, None]
    cumulative = np.where(asked.monthly[:, None], rates, added * scale)
    means, single = added / np.maximum(np.cumsum(seen, axis=1), 1) * scale, year * scale
    course = np.where(way == SUM, cumulative, np.where(way == LAST, single, means))
    return np.where(seen, course, np.nan)


def _last_known(course: Floats) -> Floats:
    last = np.full(len(course), np.nan)
    for t in range(course.shape[1]):
        last = np.where(np.isnan(course[:, t]), last, course[:, t])
    return last


def _maybe(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
