"""The gap table: real coverages of the three previous Decembers out of the stored figures."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from lokmin.catalog.loading import rules
from lokmin.core.indicators.definitions import Indicator
from lokmin.core.periods import Month
from lokmin.core.places import PlaceRef
from lokmin.core.problems.gaps import GapInput, GapRow
from lokmin.core.problems.gaps import gap_table as made
from lokmin.core.problems.register import RegisterRule
from lokmin.core.pws.rows import CoverageRow
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.queries.table import MonthTable, month_table, months_with_data

YEARS = 3


@dataclass(frozen=True, slots=True)
class GapPage:
    """The table for planning a year.

    Attributes:
        years: the three before it, oldest first. ``known``: those with any figure at all.
        rows: indicators in the order of the catalogue; those without any figure in three years are only counted.
        place: empty code is the Puskesmas.
    """

    year: int
    years: tuple[int, ...]
    known: tuple[int, ...]
    place: PlaceRef
    villages: tuple[PlaceRef, ...]
    rows: tuple[GapRow, ...]
    codes: tuple[str, ...]
    silent: int

    @property
    def wanting(self) -> int:
        """How many lines have a gap."""
        return sum(bool(row.gap) for row in self.rows)


def gap_table(puskesmas: Puskesmas, year: int, place: str = "", *, main: bool = False) -> GapPage:
    """What three Decembers said of each indicator of a place, the gap of the last one, and the problem in words.

    A year that was not reported from January to December stays empty ("belum ada data"): part of a year is no year,
    and empty is not zero.

    ``year`` is the one to plan for; its three predecessors are shown. ``place`` is the code of a village, empty the
    Puskesmas as a whole; ``main`` takes only the indicators of the home page.
    """
    years = tuple(range(year - YEARS, year))
    reported = {month.year for month in months_with_data(puskesmas)}
    tables = {y: month_table(puskesmas, Month(y, 12)) for y in years if y in reported}
    newest = tables.get(years[-1]) or month_table(puskesmas, Month(years[-1], 12))
    code = place or newest.total.code
    here = newest.place(code) or newest.total
    whole = here.code == newest.total.code
    indicators = [i for i in newest.indicators if (not main or i.on_home) and (whole or "desa" in i.levels)]
    given, codes, silent = [], [], 0
    for indicator in indicators:
        rows = [_row(tables.get(y), here.code, indicator.code) for y in years]
        coverages = tuple(_coverage(row) for row in rows)
        if not any(value is not None for value in coverages):
            silent += 1
            continue
        codes.append(indicator.code)
        given.append(_input(indicator, here, newest, rows[-1], coverages))
    rule = RegisterRule.load(rules("register"), year)
    lines = made(given, years, rule.trend_tolerance)
    return GapPage(year, years, tuple(tables), here, newest.villages, lines, tuple(codes), silent)


def _row(table: MonthTable | None, place: str, indicator: str) -> CoverageRow | None:
    return table.by.get((place, indicator)) if table is not None else None


def _coverage(row: CoverageRow | None) -> Fraction | None:
    """The year's coverage in the indicator's unit, exact; None where the year was not reported to its end."""
    if row is None or row.month is None or row.missing_months or row.ratio_so_far is None:
        return None
    return row.ratio_so_far.exact


def _input(
    indicator: Indicator, place: PlaceRef, table: MonthTable, last: CoverageRow | None,
    coverages: tuple[Fraction | None, ...],
) -> GapInput:  # fmt: skip
    whole = place.code == table.total.code
    target = Fraction(last.target_bp, 100) if last is not None and last.target_bp is not None else None
    return GapInput(
        service=indicator.programme, indicator=indicator.short, target=target, coverages=coverages,
        place=place.name if whole else f"Desa {place.name}", factor=indicator.factor,
        higher_is_better=last.higher_is_better if last is not None else indicator.direction != "turun",
        missed=last.gap_people if last is not None else None, people=indicator.people,
    )  # fmt: skip
