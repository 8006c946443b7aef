"""The page of one indicator: all villages, best first, what is behind, and the indicators that belong to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lokmin.core.indicators.definitions import Aggregation, Direction, Indicator
from lokmin.core.indicators.explain import Explanation
from lokmin.core.periods import Month
from lokmin.core.places import PlaceRef
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.core.pws.status import JUDGED
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.monitoring.queries.made import explanation
from lokmin.cycle.monitoring.queries.table import MonthTable, month_table


@dataclass(frozen=True)
class IndicatorPage:
    """What the page shows.

    Attributes:
        rows: the villages' rows, best first, the silent last; empty where villages do not report the indicator.
        total: the row of the Puskesmas.
        silent: villages without a report this month.
        worst: the village with most people missing.
        related: drop-outs made of the same numbers, with their Puskesmas rows.
        flow: months add up; ``monthly``: the denominator is reported every month too.
        rates: for a monthly denominator the rate of each month by place, as it was then (None = not reported).
        boundaries: GeoJSON of the villages, when loaded.
        example: how the row of the example was made.
    """

    table: MonthTable
    indicator: Indicator
    rows: tuple[CoverageRow, ...]
    total: CoverageRow
    silent: tuple[PlaceRef, ...]
    worst: CoverageRow | None
    related: tuple[tuple[Indicator, CoverageRow], ...]
    flow: bool
    monthly: bool
    rates: Mapping[str, tuple[int | None, ...]]
    boundaries: dict[str, Any] | None
    example: tuple[CoverageRow, Explanation] | None

    @property
    def month(self) -> Month:
        return self.table.month

    @property
    def judged(self) -> int:
        return sum(row.status in JUDGED for row in self.rows)

    @property
    def below(self) -> int:
        return sum(row.status in JUDGED and not row.reached for row in self.rows)

    def last_rate(self, row: CoverageRow) -> int | None:
        """The rate as it stood a month ago, where both sides are reported every month; in millionths of the unit."""
        known = self.rates.get(row.place, ())
        return known[-2] if not self.flow and len(known) > 1 else None

    @property
    def has_pace(self) -> bool:
        """Whether any village has a catch-up pace to speak of."""
        return any(row.pace_needed is not None for row in (*self.rows, self.total))

    @property
    def behind(self) -> tuple[CoverageRow, ...]:
        """Villages with people missing, most first."""
        short = [row for row in self.rows if row.status in JUDGED and not row.reached]
        return tuple(sorted(short, key=lambda row: -(row.gap_people or 0)))


def indicator_page(puskesmas: Puskesmas, code: str, month: Month) -> IndicatorPage | None:
    """The page of an indicator, or None when it is not in the catalogue of that year."""
    table = month_table(puskesmas, month)
    indicator = table.indicator(code)
    if indicator is None:
        return None
    rate = table.inputs.rate(indicator)
    rows = table.of_indicator(code) if "desa" in indicator.levels else ()
    total = table.row(table.total.code, code)
    ranked = tuple(sorted(rows, key=lambda row: (row.status is Status.NONE, row.rank is None, row.rank or 0)))
    behind = [row for row in rows if row.status in JUDGED and not row.reached and row.gap_people]
    worst = max(behind, key=lambda row: row.gap_people or 0, default=None)
    shown = worst or next((row for row in ranked if row.month is not None), total)
    example = (shown, explanation(puskesmas, shown.place, code, month)) if shown.numerator is not None else None
    monthly = rate.denominator.monthly
    return IndicatorPage(
        table=table,
        indicator=indicator,
        rows=ranked,
        total=total,
        silent=tuple(v for v in table.villages if rows and table.row(v.code, code).status is Status.NONE),
        worst=worst,
        related=_related(table, indicator),
        flow=rate.way in (Aggregation.FLOW, Aggregation.COHORT),
        monthly=monthly,
        rates=monthly_rates(puskesmas, table, code) if monthly else {},
        boundaries=boundaries(puskesmas) if rows else None,
        example=example,
    )


def _related(table: MonthTable, indicator: Indicator) -> tuple[tuple[Indicator, CoverageRow], ...]:
    """Drop-outs made of this indicator's numbers (a difference, less is better), reported this year."""
    own = {element.code for element, _ in table.inputs.rate(indicator).numerator.terms}
    found = []
    for other in table.indicators:
        if other.code == indicator.code or other.direction is not Direction.DOWN:
            continue
        rate = table.inputs.rate(other)
        row = table.row(table.total.code, other.code)
        difference = any(coefficient < 0 for _, coefficient in rate.numerator.terms)
        if difference and own & {e.code for e in rate.elements} and row.numerator is not None:
            found.append((other, row))
    return tuple(found)


def monthly_rates(puskesmas: Puskesmas, table: MonthTable, code: str) -> dict[str, tuple[int | None, ...]]:
    """Each month's rate up to that month, with one decimal, in millionths of the unit, from those months' tables."""
    months = [month_table(puskesmas, month) for month in table.month.year_to_date]
    return {
        place.code: tuple(_micro(then.row(place.code, code)) for then in months if (place.code, code) in then.by)
        for place in table.places
    }


def _micro(row: CoverageRow) -> int | None:
    ratio = row.ratio
    return None if ratio is None or ratio.exact is None else round(ratio.exact * 10) * 100_000


def boundaries(puskesmas: Puskesmas) -> dict[str, Any] | None:
    """The villages' boundaries as one collection; None when no village has one."""
    features = []
    for place in villages(puskesmas):
        shape = place.boundary
        if shape:
            geometry = shape.get("geometry") if shape.get("type") == "Feature" else shape
            features.append({"type": "Feature", "id": place.code, "properties": {}, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features} if features else None
