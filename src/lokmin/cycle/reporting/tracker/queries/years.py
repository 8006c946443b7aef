"""A year of reports: the table report x month, and how many of each programme went out in time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lokmin.core.periods import Month
from lokmin.core.reports.kinds import Report
from lokmin.core.reports.states import Standing, State
from lokmin.core.reports.summary import Tally, tallies, tally
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.reporting.tracker.book import Keeper
from lokmin.cycle.reporting.tracker.queries.board import SHAPES, Tracked, load

#: Of several in one month the worst is shown.
_ORDER = tuple(State)


@dataclass(frozen=True, slots=True)
class YearCell:
    """A month of a report: None of these when it is not owed in that month.

    Attributes:
        state: the most urgent of its periods. ``sent``, ``of``: how many went out of how many (weeks of a month).
        period: code of the one that is shown; the longest open one.
    """

    state: State
    shape: str
    days: int
    sent: int
    of: int
    period: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """A report with its twelve months and its year's counts."""

    report: Report
    owner: Keeper | None
    cells: tuple[YearCell | None, ...]
    counted: Tally


@dataclass(frozen=True, slots=True)
class YearTable:
    """``groups``: (key, title, rows) per category; ``months``, ``programmes``: counts; ``total``: of the year."""

    year: int
    groups: tuple[tuple[str, str, tuple[YearRow, ...]], ...]
    months: tuple[Tally, ...]
    programmes: dict[str, Tally]
    total: Tally


def year_table(tracked: Tracked, year: int) -> YearTable:
    """Every report that is owed in a year, month by month of the period it is about."""
    found = tracked.standings(dt.date(year, 1, 1), dt.date(year, 12, 31))
    per: dict[str, dict[int, list[Standing]]] = {}
    for one in found:
        per.setdefault(one.report.code, {}).setdefault(one.month.month, []).append(one)
    groups: dict[str, list[YearRow]] = {}
    for report in tracked.book.on(dt.date(year, 12, 31)):
        months = per.get(report.code)
        if months is None:
            continue
        row = YearRow(
            report, tracked.owners.of(report), tuple(_cell(months.get(m, [])) for m in range(1, 13)),
            tally(s for rows in months.values() for s in rows),
        )  # fmt: skip
        groups.setdefault(report.category, []).append(row)
    by_month = tallies(found, lambda s: s.month.month)
    return YearTable(
        year,
        tuple((key, title, tuple(groups[key])) for key, title in tracked.book.categories.items() if key in groups),
        tuple(by_month.get(m, Tally()) for m in range(1, 13)),
        tallies(found, lambda s: s.report.programme),
        tally(found),
    )


def _cell(found: list[Standing]) -> YearCell | None:
    if not found:
        return None
    worst = min(found, key=lambda s: (_ORDER.index(s.state), s.due))
    return YearCell(
        worst.state, SHAPES[worst.state], worst.days, sum(s.done for s in found), len(found), worst.period.code
    )


@dataclass(frozen=True, slots=True)
class Timeliness:
    """How the reports of a year went: per programme of the catalogue, per month, and together."""

    programmes: dict[str, Tally]
    months: dict[Month, Tally]
    total: Tally


def timeliness(puskesmas: Puskesmas, year: int, until: Month | None = None) -> Timeliness:
    """Counts of the year's reports that were due until today, with ``until`` only of periods up to that month.

    Completeness is sent of expected, timeliness in time of expected (WHO data quality review); the percentages are
    those of ``Tally``.
    """
    tracked = load(puskesmas, clock.today())
    last = until.last_day if until and until.year == year else dt.date(year, 12, 31)
    found = tracked.standings(dt.date(year, 1, 1), last)
    return Timeliness(tallies(found, lambda s: s.report.programme), tallies(found, lambda s: s.month), tally(found))
