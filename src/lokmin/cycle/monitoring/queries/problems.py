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


@dataclass(frozen=True)
class ProblemsPage:
    """All problems of a month, those chosen, and what there is to choose from (value, text).

    ``count`` is the number before choosing.
    """

    issues: tuple[Issue, ...]
    count: int
    klaster: list[tuple[str, str]]
    programmes: list[tuple[str, str]]
    statuses: list[tuple[str, str]]
    villages: list[tuple[str, str]]


def problems_page(table: MonthTable, *, klaster: str = "", programme: str = "", status: str = "", village: str = "") -> ProblemsPage:
    """Narrow the month's problems; an empty text or an unknown value narrows nothing or leaves nothing."""
    from lokmin.cycle.monitoring import words

    found = issues(table)
    chosen = [
        issue
        for issue in found
        if klaster in ("", str(issue.indicator.klaster))
        and programme in ("", issue.indicator.programme)
        and status in ("", issue.row.status.value)
        and village in ("", issue.place.code)
    ]
    there = {issue.row.status for issue in found}
    return ProblemsPage(
        issues=tuple(chosen),
        count=len(found),
        klaster=[(str(n), words.klaster(n)) for n in sorted({issue.indicator.klaster for issue in found})],
        programmes=[(p, words.programme(p)) for p in dict.fromkeys(issue.indicator.programme for issue in found)],
        statuses=[(s.value, words.status_word(s)) for s in words.STATUS_ORDER if s in there],
        villages=[(v.code, v.name) for v in table.villages],
    )


def issues(table: MonthTable) -> list[Issue]:
    order = {Status.JELEK: 0, Status.CUKUP: 1, Status.KURANG: 2, Status.NONE: 3}
    found = [r for r in table.judged() if r.status in order]
    found.sort(key=lambda r: (order[r.status], -(r.gap_people or 0)))
    return [Issue(r, table.indicator(r.indicator), table.place(r.place)) for r in found]
