"""Problems found in a month: what the tables show, ranked; at most seven shown, the rest counted."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.core.indicators.definitions import Indicator
from lokmin.core.places import PlaceRef
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.cycle.monitoring.queries.table import MonthTable

#: Problems on one leaf of the page of all problems.
LEAF = 30


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem with everything a line of the list needs."""

    row: CoverageRow
    indicator: Indicator
    place: PlaceRef


@dataclass(frozen=True)
class ProblemsPage:
    """One leaf of the chosen problems of a month, and what there is to choose from.

    Attributes:
        issues: at most ``LEAF`` of them; the first is number ``first`` of ``chosen``, and there are ``count`` in all.
    """

    issues: tuple[Issue, ...]
    first: int
    chosen: int
    count: int
    klaster: tuple[int, ...]
    programmes: tuple[str, ...]
    statuses: tuple[Status, ...]
    villages: tuple[PlaceRef, ...]

    @property
    def last(self) -> int:
        return self.first + len(self.issues) - 1

    @property
    def leaf(self) -> int:
        """Number of this leaf, from 1."""
        return self.first // LEAF + 1


def problems_page(
    table: MonthTable, *, klaster: str = "", programme: str = "", status: str = "", village: str = "", leaf: int = 1
) -> ProblemsPage:
    """Narrow the month's problems; an empty text narrows nothing, an unknown value leaves nothing."""
    found = issues(table)
    chosen = [
        issue
        for issue in found
        if klaster in ("", str(issue.indicator.klaster))
        and programme in ("", issue.indicator.programme)
        and status in ("", issue.row.status.value)
        and village in ("", issue.place.code)
    ]
    first = (min(max(leaf, 1), max(-(-len(chosen) // LEAF), 1)) - 1) * LEAF
    return ProblemsPage(
        issues=tuple(chosen[first : first + LEAF]),
        first=first + 1,
        chosen=len(chosen),
        count=len(found),
        klaster=tuple(sorted({issue.indicator.klaster for issue in found})),
        programmes=tuple(dict.fromkeys(issue.indicator.programme for issue in found)),
        statuses=tuple(dict.fromkeys(issue.row.status for issue in found)),
        villages=table.villages,
    )


def issues(table: MonthTable) -> list[Issue]:
    order = {Status.JELEK: 0, Status.CUKUP: 1, Status.KURANG: 2, Status.NONE: 3}
    reported = {row.indicator for row in table.rows if row.numerator is not None}
    found = [r for r in table.judged() if r.status in order and r.indicator in reported]
    found.sort(key=lambda r: (order[r.status], -(r.gap_people or 0)))
    places = {p.code: p for p in table.places}
    return [Issue(r, table.defined(r.indicator), places[r.place]) for r in found]
