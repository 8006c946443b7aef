"""Problems found in a month: what the tables show, ranked; at most seven shown, the rest counted."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.core.indicators.definitions import Indicator
from lokmin.core.places import PlaceRef
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.cycle.monitoring.queries.table import MonthTable


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem with everything a line of the list needs."""

    row: CoverageRow
    indicator: Indicator
    place: PlaceRef


def issues(table: MonthTable) -> list[Issue]:
    order = {Status.JELEK: 0, Status.CUKUP: 1, Status.KURANG: 2, Status.NONE: 3}
    found = [r for r in table.judged() if r.status in order]
    found.sort(key=lambda r: (order[r.status], -(r.gap_people or 0)))
    return [Issue(r, table.indicator(r.indicator), table.place(r.place)) for r in found]
