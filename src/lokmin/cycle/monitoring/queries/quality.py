"""How good the month's numbers are: who reported what, in time or late, and what should be asked back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils import timezone

from lokmin.catalog.loading import rules
from lokmin.core.findings import Finding, Severity
from lokmin.core.periods import Month, short_date
from lokmin.core.places import PlaceRef
from lokmin.core.quality.completeness import Completeness, completeness, due_date
from lokmin.core.quality.review import review
from lokmin.core.quality.revisions import Changed
from lokmin.core.quality.rules import QualityRules
from lokmin.core.quality.series import Reports
from lokmin.core.quality.twosources import compare
from lokmin.core.quality.twosources import findings as of_two_sources
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import midwives
from lokmin.cycle.monitoring.kept import Kept
from lokmin.cycle.monitoring.models import Snapshot, SnapshotRow
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
    today = clock.today()
    now = Month(today.year, today.month)
    key = (puskesmas.pk, month.code, table.stamp, tuple(sorted(asked.items())), now, _last_snapshot(puskesmas, month))
    found = _kept.get(key)
    if found is None:
        found = _review(puskesmas, table, {code: names[0] for code, names in asked.items()}, now)
        _kept.put(key, found)
    return found


def limits(puskesmas: Puskesmas, year: int) -> QualityRules:
    """The rules of the year, with the office's own day by which reports are due."""
    found = QualityRules.load(rules("quality"), rules("consistency"), year)
    day = puskesmas.settings.get("batas_lapor")
    return replace(found, due_day=int(day)) if day else found


def _last_snapshot(puskesmas: Puskesmas, month: Month) -> int | None:
    """The newest snapshot of the year up to a month."""
    rows = Snapshot.objects.of(puskesmas).filter(period__gte=f"{month.year}-01", period__lte=month.code)
    return rows.values_list("pk", flat=True).order_by("-taken_at", "-pk").first()


def changed_since_shown(puskesmas: Puskesmas, table: MonthTable) -> tuple[Changed, ...]:
    """Monthly numbers that are others than when the last meeting of the year saw them, with the day it did.

    Numbers that came in only later are no change; a sasaran that changes is told on its own page.
    """
    pk = _last_snapshot(puskesmas, table.month)
    if pk is None:
        return ()
    shown = f"lokmin {short_date(timezone.localtime(Snapshot.objects.of(puskesmas).get(pk=pk).taken_at).date())}"
    found: dict[tuple[str, str, str], Changed] = {}
    for body in SnapshotRow.objects.filter(snapshot_id=pk).order_by("number").values_list("body", flat=True):
        for period, element, micro, *_source in body["cells"]:
            key = (body["place"], period, element)
            now = table.inputs.values.get(key)
            if "-" in period and key not in found and now != micro:
                found[key] = Changed(*key, micro, now, shown)
    return tuple(found.values())


def _review(puskesmas: Puskesmas, table: MonthTable, reporters: Mapping[str, str], now: Month) -> Quality:
    month, names = table.month, {village.code: village.name for village in table.villages}
    thresholds = limits(puskesmas, month.year)
    facts = {**sources.facts(puskesmas, month.year - 1), **table.inputs.values}
    received = {key: timezone.localtime(at).date() for key, at in sources.first_reports(puskesmas, month.year).items()}
    findings = review(
        facts,
        table.catalogue,
        names,
        month,
        rules=thresholds,
        reporters=reporters,
        received=received,
        denominators=table.inputs.denominators,
        total=table.total.code,
        today=now,
        changed=changed_since_shown(puskesmas, table),
    )
    second = sources.second_figures(puskesmas, month.year)
    compared = [compare(name, figures, table.inputs.values) for name, figures in second.items()]
    findings += of_two_sources(
        compared,
        Reports(facts, table.catalogue, names, month, reporters),
        percent=thresholds.source_percent,
        people=thresholds.source_people,
    )
    records = completeness(Reports(facts, table.catalogue, names, month), due_day=thresholds.due_day, received=received)
    return Quality(
        table=table,
        months=month.year_to_date,
        records={(record.place, record.month.code): record for record in records},
        findings=tuple(findings),
        due=due_date(month, thresholds.due_day),
    )
