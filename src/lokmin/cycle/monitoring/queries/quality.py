"""How good the month's numbers are: who reported what, in time or late, and what should be asked back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils import timezone

from lokmin.catalog.loading import rules
from lokmin.core.findings import Finding, Severity
from lokmin.core.periods import Month
from lokmin.core.places import PlaceRef
from lokmin.core.quality.completeness import Completeness, completeness, due_date
from lokmin.core.quality.review import review
from lokmin.core.quality.rules import QualityRules
from lokmin.core.quality.series import Reports
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import midwives
from lokmin.cycle.monitoring.kept import Kept
from lokmin.cycle.monitoring.queries import sources
from lokmin.cycle.monitoring.queries.table import MonthTable, month_table


@dataclass(frozen=True)
class Quality:
    """The data-quality page of a month.

    Attributes:
        records: (village code, month code) -> what was reported and when, January to this month.
        findings: what is wrong or odd, worst first, about this month or about the year so far.
        due: the day this month's reports were due.
    """

    table: MonthTable
    months: tuple[Month, ...]
    records: Mapping[tuple[str, str], Completeness]
    findings: tuple[Finding, ...]
    due: dt.date

    def of(self, place: PlaceRef, month: Month) -> Completeness:
        return self.records[place.code, month.code]

    @property
    def now(self) -> tuple[Completeness, ...]:
        """Reports of the month on screen, village by village."""
        return tuple(self.of(village, self.table.month) for village in self.table.villages)

    @property
    def reported(self) -> int:
        return sum(record.reported for record in self.now)

    @property
    def in_time(self) -> int:
        return sum(record.reported and not record.days_late for record in self.now)

    @property
    def filled(self) -> int:
        return sum(record.filled for record in self.now)

    @property
    def expected(self) -> int:
        return sum(record.expected for record in self.now)

    @property
    def came(self) -> dt.date | None:
        """The last day a village's report of this month began to come in."""
        return max((record.received for record in self.now if record.received), default=None)

    @property
    def questions(self) -> tuple[Finding, ...]:
        """Findings somebody must be asked about; late reports are told beside the day they came in."""
        return tuple(finding for finding in self.findings if finding.question)

    @property
    def doubtful(self) -> int:
        """Findings that need an answer."""
        return sum(finding.severity is not Severity.INFO for finding in self.findings)


_kept: Kept[Quality] = Kept(200, lambda _: 1)


def quality(puskesmas: Puskesmas, month: Month) -> Quality:
    """Completeness, timeliness and findings of a month; kept with the month's table."""
    table = month_table(puskesmas, month)
    asked = midwives(puskesmas)
    key = (puskesmas.pk, month.code, table.stamp, tuple(sorted(asked.items())))
    found = _kept.get(key)
    if found is None:
        found = _review(puskesmas, table, {code: names[0] for code, names in asked.items()})
        _kept.put(key, found)
    return found


def limits(puskesmas: Puskesmas, year: int) -> QualityRules:
    """The rules of the year, with the office's own day by which reports are due."""
    found = QualityRules.load(rules("quality"), rules("consistency"), year)
    day = puskesmas.settings.get("batas_lapor")
    return replace(found, due_day=int(day)) if day else found


def _review(puskesmas: Puskesmas, table: MonthTable, reporters: Mapping[str, str]) -> Quality:
    month, names = table.month, {village.code: village.name for village in table.villages}
    thresholds = limits(puskesmas, month.year)
    facts = {**sources.facts(puskesmas, month.year - 1), **table.inputs.values}
    received = {
        key: timezone.localtime(at).date() for key, at in sources.first_reports(puskesmas, month.year).items()
    }
    findings = review(
        facts,
        table.catalogue,
        names,
        month,
        rules=thresholds,
        reporters=reporters,
        received=received,
        denominators=table.inputs.denominators,
    )
    records = completeness(
        Reports(facts, table.catalogue, names, month), due_day=thresholds.due_day, received=received
    )
    return Quality(
        table=table,
        months=month.year_to_date,
        records={(record.place, record.month.code): record for record in records},
        findings=tuple(findings),
        due=due_date(month, thresholds.due_day),
    )
