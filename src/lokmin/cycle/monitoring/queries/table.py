"""The coverage table of one Puskesmas and month: computed once for each state of the data, then only read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from lokmin.core.indicators.definitions import Catalogue, Indicator
from lokmin.core.periods import Month
from lokmin.core.places import PlaceRef
from lokmin.core.pws.coverage import Inputs
from lokmin.core.pws.rows import CoverageRow
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import village_refs
from lokmin.cycle.monitoring.kept import Kept
from lokmin.cycle.monitoring.queries import sources

#: So many rows are kept: about thirty months of a Puskesmas. A row takes about half a kilobyte.
KEPT = 50_000


@dataclass(frozen=True)
class MonthTable:
    """All rows of one month: villages in the office's order, then the Puskesmas, for each indicator.

    ``stamp`` names the state of the data the rows were made from; ``sets`` which sasaran set each element is of
    (``sk``, ``riil``, ``proyeksi``).
    """

    total: PlaceRef
    month: Month
    villages: tuple[PlaceRef, ...]
    indicators: tuple[Indicator, ...]
    by: Mapping[tuple[str, str], CoverageRow]
    stamp: sources.Stamp
    inputs: Inputs
    catalogue: Catalogue
    sets: Mapping[str, str]

    @property
    def places(self) -> tuple[PlaceRef, ...]:
        """The villages, then the Puskesmas."""
        return (*self.villages, self.total)

    def row(self, place: str, indicator: str) -> CoverageRow:
        """KeyError for a place or an indicator that is not in the table."""
        return self.by[place, indicator]

    @cached_property
    def definitions(self) -> Mapping[str, Indicator]:
        """The indicators of the table by code."""
        return {i.code: i for i in self.indicators}

    def indicator(self, code: str) -> Indicator | None:
        return self.definitions.get(code)

    def defined(self, code: str) -> Indicator:
        """The definition of a code that is in the table; KeyError otherwise."""
        return self.definitions[code]

    def place(self, code: str) -> PlaceRef | None:
        return next((p for p in self.places if p.code == code), None)

    def of_indicator(self, code: str) -> tuple[CoverageRow, ...]:
        """The villages' rows of one indicator, in the office's order, without the Puskesmas."""
        return tuple(self.by[v.code, code] for v in self.villages)

    @property
    def names(self) -> Mapping[str, str]:
        """Place code -> name; the Puskesmas as "Puskesmas ..."."""
        return {p.code: p.name for p in self.places}

    @property
    def rows(self) -> tuple[CoverageRow, ...]:
        """Every row, indicator by indicator, the Puskesmas last."""
        return tuple(self.by[p.code, i.code] for i in self.indicators for p in self.places)

    def judged(self) -> tuple[CoverageRow, ...]:
        """The villages' rows of those indicators that are judged in villages."""
        return tuple(self.by[v.code, i.code] for i in self.indicators if "desa" in i.levels for v in self.villages)

    def only(self, indicators: Iterable[Indicator]) -> MonthTable:
        """The same table with fewer columns, in the given order."""
        return replace(self, indicators=tuple(indicators))


_tables: Kept[MonthTable] = Kept(KEPT, lambda table: len(table.by))
_months: Kept[tuple[Month, ...]] = Kept(1000, len)


def month_table(puskesmas: Puskesmas, month: Month, indicators: Iterable[str] | None = None) -> MonthTable:
    """The table of a month; ``indicators`` are codes in the order wanted, None means all in force that year.

    Kept in this process by the stamp of the data, so a new fact, target or definition is seen at once.
    """
    stamp = sources.stamp(puskesmas)
    key = (puskesmas.pk, month.code, stamp)
    found = _tables.get(key)
    if found is None:
        found = _make(puskesmas, month, stamp)
        _tables.put(key, found)
    if indicators is None:
        return found
    known = {i.code: i for i in found.indicators}
    return found.only(known[code] for code in indicators if code in known)


def _make(puskesmas: Puskesmas, month: Month, stamp: sources.Stamp) -> MonthTable:
    # numpy takes longer to load than the table to compute: pages without figures and the start do not pay for it.
    from lokmin.engine.cube import table

    catalogue = sources.catalogue(puskesmas, month.year)
    chosen = sorted(catalogue.for_year(month.year).values(), key=lambda i: (i.order, i.programme, i.code))
    inputs = sources.inputs(puskesmas, month, catalogue)
    rows = {(row.place, row.indicator): row for row in table(chosen, inputs, month)}
    return MonthTable(
        total=replace(puskesmas.place.ref, name=puskesmas.name),
        month=month,
        villages=tuple(village_refs(puskesmas)),
        indicators=tuple(chosen),
        by=rows,
        stamp=stamp,
        inputs=inputs,
        catalogue=catalogue,
        sets=sources.sasaran_sets(puskesmas, month.year),
    )


def months_with_data(puskesmas: Puskesmas) -> tuple[Month, ...]:
    """The months with at least one reported number, oldest first; kept by the stamp of the data."""
    key = (puskesmas.pk, sources.stamp(puskesmas))
    known = _months.get(key)
    if known is None:
        known = sources.months(puskesmas)
        _months.put(key, known)
    return known


def default_month(puskesmas: Puskesmas) -> Month | None:
    """The last month with data; None before the first upload."""
    known = months_with_data(puskesmas)
    return known[-1] if known else None
