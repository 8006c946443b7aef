"""The figures of the pack: frozen rows when the meeting was opened, the present table before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lokmin.core.indicators import words
from lokmin.core.indicators.definitions import Aggregation, Indicator
from lokmin.core.periods import Month
from lokmin.core.pws.rows import CoverageRow
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.meetings.figures import source
from lokmin.cycle.meetings.schedule.queries import year_rows
from lokmin.cycle.monitoring import words as said
from lokmin.cycle.monitoring.queries import month_table
from lokmin.cycle.monitoring.queries.home import home
from lokmin.cycle.monitoring.queries.indicator import monthly_rates
from lokmin.cycle.monitoring.queries.problems import issues
from lokmin.cycle.monitoring.queries.snapshots import frozen_rows
from lokmin.cycle.monitoring.queries.table import MonthTable
from lokmin.documents.forms.records import IndicatorSheet, Problem, ScheduledMeeting

if TYPE_CHECKING:  # only its type: the rows belong to the stage before
    from lokmin.cycle.monitoring.models import Snapshot


@dataclass(frozen=True)
class Figures:
    """What the papers show of a month: the sheets and the names of the places, and the table behind them."""

    table: MonthTable
    sheets: tuple[IndicatorSheet, ...]
    names: dict[str, str]


def figures(puskesmas: Puskesmas, month: Month, snapshot: Snapshot | None) -> Figures:
    """One sheet for each indicator somebody has reported this year, in the order of the catalogue."""
    table = month_table(puskesmas, month)
    rows: dict[tuple[str, str], CoverageRow] = {(r.place, r.indicator): r for r in table.rows}
    origin: dict[str, dict[str, str]] = {}
    if snapshot is not None:
        frozen = frozen_rows(snapshot)
        rows = {(f.row.place, f.row.indicator): f.row for f in frozen}
        for f in frozen:
            if f.cells:
                origin.setdefault(f.row.indicator, {})[f.row.place] = source(f)
    table = replace(table, by={**table.by, **rows})
    reported = {r.indicator for r in rows.values() if r.numerator is not None}
    sheets = tuple(
        _sheet(puskesmas, i, table, rows, origin.get(i.code, {})) for i in table.indicators if i.code in reported
    )
    return Figures(table, sheets, {p.code: p.name for p in table.places})


def _sheet(
    puskesmas: Puskesmas,
    indicator: Indicator,
    table: MonthTable,
    rows: dict[tuple[str, str], CoverageRow],
    sources: dict[str, str],
) -> IndicatorSheet:
    rate = table.inputs.rate(indicator)
    villages = [rows.get((v.code, indicator.code)) for v in table.villages] if "desa" in indicator.levels else []
    return IndicatorSheet(
        code=indicator.code,
        name=indicator.name,
        short=indicator.short,
        people=indicator.people,
        programme=indicator.programme,
        klaster=indicator.klaster,
        rows=tuple(r for r in villages if r is not None),
        total=rows.get((table.total.code, indicator.code)),
        counted=words.formula(rate.numerator),
        over=words.formula(rate.denominator),
        definition=indicator.definition,
        source=indicator.source,
        flow=indicator.aggregation in (Aggregation.FLOW, Aggregation.COHORT),
        pro_rata=indicator.pro_rata,
        sources=sources,
        rates=monthly_rates(puskesmas, table, indicator.code) if rate.denominator.monthly else {},
    )


def found_problems(shown: Figures) -> tuple[tuple[Problem, ...], int]:
    """The problems of the home page, the same in the same order, and how many more the month has."""
    chosen = home(shown.table).shown
    printed = tuple(
        Problem(
            title=f"{i.indicator.short} {i.place.name}",
            place=i.place.name,
            indicator=i.indicator.code,
            people=said.gap(i.row, i.indicator),
            percent=f"{said.percent_so_far(i.row)}{said.unit(i.indicator)}",
            status=i.row.status.value,
            red_months=i.row.red_months,
            klaster=i.indicator.klaster,
            programme=i.indicator.programme,
        )
        for i in chosen
    )
    return printed, max(0, len(issues(shown.table)) - len(chosen))


def schedule(puskesmas: Puskesmas, year: int) -> tuple[ScheduledMeeting, ...]:
    """The meetings of a year as the stored schedule has them, those that were called off left out."""
    return tuple(
        ScheduledMeeting(
            r.name, r.day, r.start, r.place, ", ".join(r.recipients), "; ".join(filter(None, (r.about, r.deviation)))
        )
        for r in year_rows(puskesmas, year)
        if r.state != "dibatalkan"
    )
