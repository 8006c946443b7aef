"""How good the month's numbers are: who reported what, in time or late, and what should be asked back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from lokmin.core.findings import Finding, Severity
from lokmin.core.periods import Month
from lokmin.core.places import PlaceRef
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.queries import sources
from lokmin.cycle.monitoring.queries.table import MonthTable, month_table

#: Day of the next month by which a village's report is due, unless the office set another (domain.md 8.1).
DUE_DAY = 5


@dataclass(frozen=True, slots=True)
class Report:
    """What one village reported for one month.

    Attributes:
        filled, expected: numbers in force, and numbers that some village reported this year.
        came: the day the first number came in; ``late`` days after the day it was due (0 in time).
    """

    filled: int
    expected: int
    came: dt.date | None
    late: int

    @property
    def complete(self) -> bool:
        return self.expected > 0 and self.filled >= self.expected


@dataclass(frozen=True)
class Quality:
    """The data-quality page of a month.

    Attributes:
        reports: (village code, month code) -> what was reported, January to this month.
        findings: what is wrong or odd, worst first.
        last_came: when the newest number of this month's reports came in.
    """

    table: MonthTable
    months: tuple[Month, ...]
    reports: dict[tuple[str, str], Report]
    findings: tuple[Finding, ...]
    due: dt.date

    def of(self, place: PlaceRef, month: Month) -> Report:
        return self.reports[place.code, month.code]

    @property
    def now(self) -> tuple[Report, ...]:
        """Reports of the month on screen, village by village."""
        return tuple(self.of(village, self.table.month) for village in self.table.villages)

    @property
    def reported(self) -> int:
        return sum(report.filled > 0 for report in self.now)

    @property
    def in_time(self) -> int:
        return sum(report.filled > 0 and not report.late for report in self.now)

    @property
    def filled(self) -> int:
        return sum(min(report.filled, report.expected) for report in self.now)

    @property
    def expected(self) -> int:
        return sum(report.expected for report in self.now)

    @property
    def came(self) -> dt.date | None:
        """The last day a village's report of this month began to come in."""
        return max((report.came for report in self.now if report.came), default=None)

    @property
    def doubtful(self) -> int:
        """Findings that need an answer."""
        return sum(finding.severity is not Severity.INFO for finding in self.findings)


def quality(puskesmas: Puskesmas, month: Month) -> Quality:
    """Completeness, timeliness and findings of a month."""
    table = month_table(puskesmas, month)
    months = month.year_to_date
    first = sources.first_reports(puskesmas, month.year)
    villages = {village.code for village in table.villages}
    reported: dict[tuple[str, str], set[str]] = {}
    for place, period, element in table.inputs.values:
        if place in villages:
            reported.setdefault((place, period), set()).add(element)
    expected = {e for (_, period), elements in reported.items() if period[:5] == f"{month.year}-" for e in elements}
    day = int(puskesmas.settings.get("batas_lapor", DUE_DAY))
    reports = {
        (village.code, m.code): _report(
            reported.get((village.code, m.code), set()), expected, first.get((village.code, m.code)), _due(m, day)
        )
        for village in table.villages
        for m in months
    }
    return Quality(table, months, reports, (), _due(month, day))


def _due(month: Month, day: int) -> dt.date:
    return month.last_day + dt.timedelta(days=day)


def _report(elements: set[str], expected: set[str], first: dt.datetime | None, due: dt.date) -> Report:
    came = timezone.localtime(first).date() if first and elements else None
    return Report(len(elements & expected), len(expected), came, max(0, (came - due).days) if came else 0)
