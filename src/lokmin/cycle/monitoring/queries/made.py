"""How one figure was made: formula, sum, cells, and what each number was before it was corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lokmin.core.indicators.definitions import Indicator
from lokmin.core.indicators.explain import Cell, Explanation, explain
from lokmin.core.periods import Month
from lokmin.core.places import PlaceRef
from lokmin.core.pws.rows import CoverageRow
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.queries import sources
from lokmin.cycle.monitoring.queries.table import MonthTable, month_table


@dataclass(frozen=True)
class Made:
    """One figure with everything behind it.

    ``histories``: every layer of each number that went in, newest first; empty for the Puskesmas as a whole, whose
    numbers are those of its villages.
    """

    row: CoverageRow
    indicator: Indicator
    place: PlaceRef
    explanation: Explanation
    histories: Mapping[Cell, tuple[sources.Past, ...]]

    @property
    def corrected(self) -> tuple[tuple[Cell, tuple[sources.Past, ...]], ...]:
        """Only the numbers that were reported more than once."""
        return tuple((cell, past) for cell, past in self.histories.items() if len(past) > 1)

    def in_force(self, cell: Cell) -> sources.Past | None:
        """Who reported the number that counts, when and from where."""
        layers = self.histories.get(cell, ())
        return next((past for past in layers if not past.replaced_at and not past.withdrawn_at), None)


def explanation(puskesmas: Puskesmas, place: str, indicator: str, month: Month) -> Explanation:
    """How a figure was made, in words (``.text()`` for a terminal).

    Raises:
        KeyError: for a place or an indicator that is not in the month's table.
    """
    return _explain(puskesmas, month_table(puskesmas, month), place, indicator)


def made(puskesmas: Puskesmas, place: str, indicator: str, month: Month) -> Made:
    """The same with the history of every number that went in (raises as ``explanation``)."""
    table = month_table(puskesmas, month)
    found = _explain(puskesmas, table, place, indicator)
    histories = {}
    for cell in found.cells if place != table.total.code else ():
        histories[cell] = sources.history(puskesmas, cell.place, cell.period, cell.element)
    return Made(
        table.row(place, indicator),
        table.defined(indicator),
        next(p for p in table.places if p.code == place),
        found,
        histories,
    )


def _explain(puskesmas: Puskesmas, table: MonthTable, place: str, indicator: str) -> Explanation:
    definition, row = table.defined(indicator), table.row(place, indicator)
    elements = {element.code for element in table.inputs.rate(definition).elements}
    where = None if place == table.total.code else {place}
    cells = sources.cells(puskesmas, table.month.year, elements, where)
    return explain(row, definition, table.catalogue, table.inputs, cells, names=table.names)
