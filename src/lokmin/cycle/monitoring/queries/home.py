"""The home page: which columns, in which order, what the month comes to, and what must be talked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lokmin.core.indicators.definitions import Indicator
from lokmin.core.places import PlaceRef
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.core.pws.status import JUDGED
from lokmin.cycle.monitoring.queries.problems import Issue, few
from lokmin.cycle.monitoring.queries.table import MonthTable

#: More columns than this do not fit a page: then indicators become the rows and villages the columns.
COLUMNS = 14
ALL = "semua"


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to choose columns: the home indicators (code ""), a programme, or all."""

    code: str
    count: int


@dataclass(frozen=True)
class Home:
    """What the home page shows.

    Attributes:
        table: only the chosen indicators; ``villages`` in the order of the sorted column.
        sort: code of the indicator the villages are sorted by, ``desa`` for the office's order.
        counts: villages' figures by status. ``reached``, ``below`` and the others are sums of it.
        worst: the figure furthest behind its target, if any is behind.
        shown, rest: the first problems, and how many more there are by status.
        across: indicators as rows, because there are too many for columns.
        silent: chosen indicators left out of the table, because nobody reported them this year.
    """

    table: MonthTable
    villages: tuple[PlaceRef, ...]
    sort: str
    programme: str
    choices: tuple[Choice, ...]
    counts: Mapping[Status, int]
    worst: tuple[CoverageRow, Indicator, PlaceRef] | None
    shown: tuple[Issue, ...]
    rest: Mapping[Status, int]
    across: bool
    silent: tuple[Indicator, ...]

    @property
    def figures(self) -> int:
        return sum(self.counts.values())

    @property
    def reached(self) -> int:
        return self.counts.get(Status.BAIK, 0) + self.counts.get(Status.KURANG, 0)

    @property
    def below(self) -> int:
        return self.counts.get(Status.CUKUP, 0) + self.counts.get(Status.JELEK, 0)

    @property
    def unreported(self) -> int:
        return self.counts.get(Status.NONE, 0)

    @property
    def without_target(self) -> int:
        return self.counts.get(Status.NO_TARGET, 0)


def home(table: MonthTable, programme: str = "", sort: str = "", *, silent: bool = False) -> Home:
    """Choose columns and order; what is unknown falls back to the home indicators and to their first column.

    Only what somebody reported this year is shown, with ``silent`` all of it.
    """
    programmes = Counter(i.programme for i in table.indicators)
    on_home = [i for i in table.indicators if i.on_home] or list(table.indicators[:8])
    choices = (
        Choice("", len(on_home)),
        *(Choice(code, n) for code, n in programmes.items()),
        Choice(ALL, len(table.indicators)),
    )
    if programme == ALL:
        chosen = list(table.indicators)
    elif programme in programmes:
        chosen = [i for i in table.indicators if i.programme == programme]
    else:
        programme, chosen = "", on_home
    quiet: list[Indicator] = []
    if not silent:
        reported = {row.indicator for row in table.rows if row.numerator is not None}
        quiet = [i for i in chosen if i.code not in reported]
        if not programme:
            # An office that reports one programme only still gets a full table: what is judged comes in.
            judged_codes = {row.indicator for row in table.judged() if row.status in JUDGED}
            more = [i for i in table.indicators if i.code in judged_codes and not i.on_home]
            chosen = [*chosen, *more[: len(quiet)]]
        chosen = [i for i in chosen if i.code in reported] or chosen
        quiet = [] if quiet == chosen else quiet
    shown = table.only(chosen)
    across = len(chosen) > COLUMNS
    if sort not in {i.code for i in chosen} | {"desa"}:
        sort = "desa" if across or not chosen else next((i.code for i in chosen if "desa" in i.levels), chosen[0].code)
    (chosen_issues, rest), judged = few(shown), shown.judged()
    return Home(
        table=shown,
        villages=table.villages if sort == "desa" else _sorted(table, sort),
        sort=sort,
        programme=programme,
        choices=choices,
        counts=Counter(row.status for row in judged),
        worst=_worst(shown, judged),
        shown=tuple(chosen_issues),
        rest=rest,
        across=across,
        silent=tuple(quiet),
    )


def _sorted(table: MonthTable, code: str) -> tuple[PlaceRef, ...]:
    """Most people missing first, then those who did not report, then the reached ones from the lowest rate up."""

    def place(village: PlaceRef) -> tuple[int, float, float]:
        row = table.row(village.code, code)
        percent = row.percent if row.percent is not None else 0.0
        if row.status in (Status.CUKUP, Status.JELEK):
            return (0, -float(row.gap_people or 0), percent if row.higher_is_better else -percent)
        if row.status is Status.NONE:
            return (1, 0.0, 0.0)
        return (2, percent if row.higher_is_better else -percent, 0.0)

    return tuple(sorted(table.villages, key=place))


def _worst(table: MonthTable, judged: tuple[CoverageRow, ...]) -> tuple[CoverageRow, Indicator, PlaceRef] | None:
    """The village furthest behind its running target, measured against that target; home indicators first."""
    behind = [
        row
        for row in judged
        if row.status in (Status.CUKUP, Status.JELEK) and row.gap_people and row.higher_is_better and row.running_target
    ]
    if not behind:
        return None
    behind = [row for row in behind if table.defined(row.indicator).on_home] or behind
    row = min(behind, key=lambda r: (r.percent or 0.0) / (r.running_target_percent or 1.0))
    indicator, place = table.indicator(row.indicator), table.place(row.place)
    return (row, indicator, place) if indicator and place else None
