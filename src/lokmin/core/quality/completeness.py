"""Who reported, how much, and when: completeness and timeliness of a month (domain.md 8.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lokmin.core.findings import Finding, Severity
from lokmin.core.periods import Month
from lokmin.core.quality.rules import QualityRules
from lokmin.core.quality.series import Reports


@dataclass(frozen=True, slots=True)
class Completeness:
    """What one place reported in one month.

    Attributes:
        missing: elements that some place reported this year and this one did not, in the order of the catalogue.
        received, days_late: when the report came in, and how many days after it was due (None when unknown).
    """

    place: str
    month: Month
    filled: int
    expected: int
    missing: tuple[str, ...]
    received: dt.date | None = None
    days_late: int | None = None

    @property
    def reported(self) -> bool:
        return self.filled > 0

    @property
    def percent(self) -> int:
        """Whole percent, rounded down: 100 only when nothing is missing."""
        return 100 * self.filled // self.expected if self.expected else 100


def due_date(month: Month, due_day: int) -> dt.date:
    """The day a month's report is due, in the month after."""
    return month.last_day + dt.timedelta(days=due_day)


def completeness(
    reports: Reports, *, due_day: int, received: Mapping[tuple[str, str], dt.date] | None = None
) -> tuple[Completeness, ...]:
    """One record per place and month, January to the month.

    ``received`` is (place, period) -> day the report came in. An element is expected where some place reported it
    this year.
    """
    year = f"{reports.month.year}-"
    used = {e for (_, e), months in reports.series.items() if any(p.startswith(year) for p in months)}
    expected = [code for code in reports.catalogue.elements if code in used]
    found = []
    for month in reports.months:
        period = month.code
        for place in reports.names:
            missing = tuple(e for e in expected if period not in reports.series.get((place, e), ()))
            came = (received or {}).get((place, period))
            late = max(0, (came - due_date(month, due_day)).days) if came else None
            found.append(Completeness(place, month, len(expected) - len(missing), len(expected), missing, came, late))
    return tuple(found)


def gaps(reports: Reports, rules: QualityRules, records: tuple[Completeness, ...]) -> Iterator[Finding]:
    """Reports that are missing, incomplete or late, worded for the person who reports."""
    for record in records:
        if record.month != reports.month or not record.expected:
            continue
        name, month = reports.names[record.place], record.month
        if not record.reported:
            yield reports.finding(
                Severity.WARNING,
                "belum-lapor",
                f"{name} belum melaporkan {month.label}. Kosong tidak dihitung nol.",
                place=record.place,
                ask=f"laporan {name} {month.label} belum kami terima. Kapan dapat dikirim?",
            )
        elif record.percent < rules.completeness_percent:
            names = [reports.element(code).short for code in record.missing]
            shown = ", ".join(names[:5]) + (f", dan {len(names) - 5} lagi" if len(names) > 5 else "")
            yield reports.finding(
                Severity.WARNING,
                "laporan-belum-lengkap",
                f"{name} {month.label}: {record.filled} dari {record.expected} angka terisi. Belum ada: {shown}.",
                place=record.place,
                element=record.missing[0],
                ask=f"laporan {name} {month.label} belum memuat {shown}. Berapa angkanya, atau memang nol?",
            )
        if record.days_late:
            yield reports.finding(
                Severity.INFO,
                "laporan-terlambat",
                f"Laporan {name} {month.label} masuk terlambat {record.days_late} hari.",
                place=record.place,
            )
