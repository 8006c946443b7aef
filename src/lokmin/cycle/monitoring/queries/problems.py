"""Problems found in a month: what the tables show, ranked; the few a meeting can talk about, the rest counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lokmin.catalog.loading import rules
from lokmin.core.indicators.definitions import Indicator
from lokmin.core.places import PlaceRef
from lokmin.core.problems.found import Problem, ProblemRule, choose, found
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
    everything = issues(table)
    chosen = [
        issue
        for issue in everything
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
        count=len(everything),
        klaster=tuple(sorted({issue.indicator.klaster for issue in everything})),
        programmes=tuple(dict.fromkeys(issue.indicator.programme for issue in everything)),
        statuses=tuple(dict.fromkeys(issue.row.status for issue in everything)),
        villages=table.villages,
    )


def rule(year: int) -> ProblemRule:
    """How problems are ranked and how many are shown."""
    return ProblemRule.load(rules("problems"), year)


def issues(table: MonthTable) -> list[Issue]:
    """All problems of the villages, most pressing first; every one is an entry of the table."""
    return _issues(table, found(table.judged(), rule(table.month.year)))


def few(table: MonthTable) -> tuple[list[Issue], Mapping[Status, int]]:
    """The problems a meeting can talk about, and how many of each status are not among them."""
    ranking = rule(table.month.year)
    chosen, rest = choose(found(table.judged(), ranking), ranking)
    return _issues(table, chosen), rest


def _issues(table: MonthTable, problems: list[Problem]) -> list[Issue]:
    places = {place.code: place for place in table.places}
    return [Issue(p.row, table.defined(p.row.indicator), places[p.row.place]) for p in problems]
