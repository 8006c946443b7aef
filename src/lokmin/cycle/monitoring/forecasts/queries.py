"""Forecasts of a Puskesmas, computed once for each state of the data, then only read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lokmin.catalog.loading import rules
from lokmin.core.forecasts import words
from lokmin.core.forecasts.records import Forecast, Peer
from lokmin.core.forecasts.rules import ForecastRule, PeerRule, WhatIfRule
from lokmin.core.indicators.definitions import Indicator
from lokmin.core.periods import Month
from lokmin.core.places import PlaceRef
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import midwives, villages
from lokmin.cycle.monitoring.kept import Kept
from lokmin.cycle.monitoring.queries.table import MonthTable, month_table
from lokmin.cycle.monitoring.signals.queries import series_of

if TYPE_CHECKING:
    from lokmin.analysis.series import Months

#: So many forecasts are kept: a Puskesmas has about two thousand a month.
KEPT = 40_000
#: Villages named beside an indicator: those the Puskesmas's target hangs on most.
NAMED = 3


@dataclass(frozen=True)
class Forecasts:
    """All forecasts of a month. ``by``: (place, indicator) -> forecast, only where something was ever reported."""

    table: MonthTable
    by: Mapping[tuple[str, str], Forecast]
    months: Months

    def get(self, place: str, indicator: str) -> Forecast | None:
        return self.by.get((place, indicator))


@dataclass(frozen=True)
class Line:
    """An indicator in the overview: the forecast of the Puskesmas, and the villages that are furthest from theirs."""

    indicator: Indicator
    forecast: Forecast
    deciding: tuple[tuple[PlaceRef, Forecast], ...]

    @property
    def top(self) -> float:
        """The end of the small bar's axis."""
        return max(self.forecast.high, self.forecast.target or 0.0, 1e-9) * 1.05


@dataclass(frozen=True)
class Overview:
    """The page of all indicators, those with a target first, the least likely on top."""

    found: Forecasts
    lines: tuple[Line, ...]
    without_target: tuple[Line, ...]

    @cached_property
    def forecasts(self) -> tuple[Forecast, ...]:
        return tuple(line.forecast for line in self.lines)


_forecasts: Kept[Forecasts] = Kept(KEPT, lambda found: max(len(found.by), 1))


def rule(year: int) -> ForecastRule:
    """How forecasts are made in a year."""
    return ForecastRule.load(rules("forecast"), year)


def whatif_rule(year: int) -> WhatIfRule:
    """What is assumed of visits where nobody says otherwise."""
    return WhatIfRule.load(rules("forecast"), year)


def forecasts(puskesmas: Puskesmas, month: Month) -> Forecasts:
    """Every forecast as it stood at the end of a month; facts of later months are not looked at."""
    table = month_table(puskesmas, month)
    return _forecasts.made((puskesmas.pk, month.code, table.stamp), lambda: _make(puskesmas, table))


def _make(puskesmas: Puskesmas, table: MonthTable) -> Forecasts:
    # numpy is heavy: pages without forecasts do not pay for it.
    from lokmin.analysis import series, whole

    found = series_of(puskesmas, table.month)
    shape = (len(table.indicators), len(table.places), len(found.months))
    read = series.months_of(
        table.indicators,
        [table.inputs.rate(indicator) for indicator in table.indicators],
        [place.code for place in table.places],
        found.months,
        found.top.reshape(shape),
        found.bottom.reshape(shape),
    )
    made = whole.forecasts(read, table.by, table.inputs, rule(table.month.year))
    return Forecasts(table, {(f.place, f.indicator): f for f in made}, read)


def forecast_for(puskesmas: Puskesmas, month: Month, indicator: str, place: str) -> Forecast | None:
    """One forecast; None where nothing was ever reported."""
    return forecasts(puskesmas, month).get(place, indicator)


def line(puskesmas: Puskesmas, month: Month, indicator: str, place: str) -> str:
    """The forecast and its chance as one line for another page; empty where nothing can be said."""
    found = forecast_for(puskesmas, month, indicator, place)
    return f"{words.sentence(found)} {words.verdict(found)}".strip() if found else ""


def line_of_place(puskesmas: Puskesmas, month: Month, place: str) -> str:
    """How many indicators of a place will reach their target; empty where none can be judged."""
    found = overview(puskesmas, month, place).forecasts
    return f"{words.overview(found)}." if found else ""


def overview(puskesmas: Puskesmas, month: Month, place: str = "") -> Overview:
    """The indicators of the Puskesmas or of one village, the least likely first."""
    found = forecasts(puskesmas, month)
    table = found.table
    lines = []
    whole = place in ("", table.total.code)
    for indicator in table.indicators:
        forecast = found.get(place or table.total.code, indicator.code)
        if forecast is not None and any(value is not None for value in forecast.course):
            lines.append(Line(indicator, forecast, _deciding(found, indicator) if whole else ()))
    judged = [line for line in lines if line.forecast.chance is not None]
    judged.sort(key=lambda line: (line.forecast.chance or 0.0, not line.indicator.on_home, line.indicator.order))
    return Overview(found, tuple(judged), tuple(line for line in lines if line.forecast.chance is None))


def _deciding(found: Forecasts, indicator: Indicator) -> tuple[tuple[PlaceRef, Forecast], ...]:
    """The villages that will miss their own target by most."""
    behind = []
    for village in found.table.villages:
        forecast = found.get(village.code, indicator.code)
        if forecast is not None and forecast.short > 0 and not forecast.will_reach and forecast.target is not None:
            behind.append((village, forecast))
    behind.sort(key=lambda pair: -pair[1].short)
    return tuple(behind[:NAMED])


def solved_by(puskesmas: Puskesmas, month: Month, indicator: str, place: str) -> tuple[Peer, ...]:
    """Villages alike in size (and near, where boundaries are known) whose indicator improved by more than noise.

    ``place`` may be the Puskesmas: then any village counts as alike. What was done there stands in followup, which
    joins it to these.
    """
    from lokmin.analysis import peers

    found = forecasts(puskesmas, month)
    table, months = found.table, found.months
    definition = table.indicator(indicator)
    if definition is None or "desa" not in definition.levels:
        return ()
    i = months.indicators.index(definition)
    codes = [village.code for village in table.villages]
    rate = months.rates[i]
    values, weight, counts = peers.comparable(months.top[:-1, i], months.bottom[:-1, i], rate.way)
    chosen = PeerRule.load(rules("forecast"), month.year)
    at = codes.index(place) if place in codes else None
    better = peers.improved(
        values,
        weight,
        peers.sizes([table.row(code, indicator).denominator for code in codes]),
        at,
        chosen,
        counts=counts,
        down=not table.row(table.total.code, indicator).higher_is_better,
        distance=_distances(puskesmas, codes, at),
    )
    names, contacts = table.names, midwives(puskesmas)
    scale = 1.0 if counts and not rate.denominator.monthly else float(definition.factor)
    people = definition.people if counts and not rate.denominator.monthly else ""
    return tuple(
        Peer(
            place=codes[one.village],
            name=names[codes[one.village]],
            before=one.before * scale,
            after=one.after * scale,
            others=one.others if counts else one.others * scale,
            p=one.p,
            months=chosen.months,
            people=people,
            factor=definition.factor,
            counts=counts,
            size_ratio=one.size_ratio,
            distance=one.distance,
            contact=contacts.get(codes[one.village], ()),
            period=month.code,
        )
        for one in better
    )


def _distances(puskesmas: Puskesmas, codes: list[str], at: int | None) -> list[float | None]:
    """Kilometres from the village that asks, by the middles of the boundaries; None where one is not loaded."""
    from lokmin.analysis.peers import kilometres, middle

    middles: dict[str, tuple[float, float] | None] = {}
    for place in villages(puskesmas):
        shape: dict[str, Any] | None = place.boundary
        geometry = shape.get("geometry") if shape and shape.get("type") == "Feature" else shape
        middles[place.code] = middle(geometry) if geometry else None
    here = middles.get(codes[at]) if at is not None else None
    found: list[float | None] = []
    for code in codes:
        there = middles.get(code)
        found.append(kilometres(here, there) if here and there else None)
    return found
