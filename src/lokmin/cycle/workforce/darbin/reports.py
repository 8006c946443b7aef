"""The monthly reports of the villages: who has reported, what stands in them, what the figures say beforehand."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import override

from lokmin.core.language import said
from lokmin.core.periods import Month
from lokmin.cycle.centre.models import Place, Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.monitoring import queries as monitoring
from lokmin.cycle.monitoring import words
from lokmin.cycle.workforce.darbin import basis
from lokmin.cycle.workforce.models import DarbinReport
from lokmin.cycle.workforce.staff.queries import StaffRow


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One village of a month: its PJ at the month's end, and the report (None: not even begun)."""

    pk: int
    code: str
    village: str
    pj: StaffRow | None
    report: DarbinReport | None

    @property
    def sent(self) -> bool:
        return self.report is not None and self.report.sent_at is not None

    @property
    def draft(self) -> bool:
        return self.report is not None and self.report.sent_at is None

    @property
    def holder(self) -> str:
        """Whose report it is: the PJ of the month, else the one it was begun for."""
        if self.pj is not None:
            return self.pj.name
        return self.report.staff.name if self.report is not None and self.report.staff else ""


def reports(puskesmas: Puskesmas, period: str) -> tuple[ReportLine, ...]:
    """Every village of a month (``2026-04``) in the office's order, reported or not."""
    month = Month.parse(period)
    held = basis.holders(basis.assigned(puskesmas, month.last_day))
    rows = DarbinReport.objects.of(puskesmas).filter(period=period).select_related("staff", "made_by", "village")
    found = {row.village_id: row for row in rows}
    return tuple(
        ReportLine(v.pk, v.code, v.name, held.get(v.code), found.get(v.pk)) for v in villages(puskesmas)
    )  # fmt: skip


def sent(puskesmas: Puskesmas, months: Iterable[Month]) -> Counter[str]:
    """Code of a month -> how many villages' reports of it went to the head."""
    rows = DarbinReport.objects.of(puskesmas).filter(period__in=[m.code for m in months], sent_at__isnull=False)
    return Counter(rows.order_by().values_list("period", flat=True))


def find(puskesmas: Puskesmas, village: Place, month: Month) -> DarbinReport | None:
    """The report of a village, when it was begun."""
    rows = DarbinReport.objects.of(puskesmas).filter(village=village, period=month.code)
    found: DarbinReport | None = rows.select_related("staff", "made_by").first()
    return found


def due(month: Month) -> dt.date:
    """The day a month's reports are due: so that the head has read them before the lokmin."""
    return month.next.first_day + dt.timedelta(days=basis.rule(month.year).report_day - 1)


def achieved(puskesmas: Puskesmas, village: Place, month: Month) -> str:
    """What the figures of the month say of a village, a line an indicator of the home page; empty without any."""
    if month not in monitoring.months_with_data(puskesmas):
        return ""
    with override("id"):  # reports are read out in the hall
        return _achieved(puskesmas, village, month)


def _achieved(puskesmas: Puskesmas, village: Place, month: Month) -> str:
    table = monitoring.month_table(puskesmas, month)
    lines = []
    for indicator in table.indicators:
        if not indicator.on_home or "desa" not in indicator.levels:
            continue
        row = table.row(village.code, indicator.code)
        if row.month is None:
            lines.append(f"{indicator.short}: {words.gap(row, indicator)}")
            continue
        told = {
            "short": indicator.short, "top": words.count(row.numerator), "bottom": words.count(row.denominator),
            "rate": words.percent(row) + words.unit(indicator), "gap": words.gap(row, indicator),
        }  # fmt: skip
        lines.append(said("%(short)s: %(top)s dari %(bottom)s (%(rate)s), %(gap)s") % told)
    return "\n".join(lines)


def problem_lines(report: DarbinReport) -> list[str]:
    """The problems of a report one by one, as somebody may raise them; a line each, marks of lists taken off."""
    return [text for line in report.problems.splitlines() if (text := line.strip().lstrip("-–•*0123456789.) ").strip())]


def tally(lines: tuple[ReportLine, ...]) -> tuple[int, tuple[ReportLine, ...]]:
    """How many have reported, and who has not."""
    missing = tuple(line for line in lines if not line.sent)
    return len(lines) - len(missing), missing


def last_month(day: dt.date) -> Month:
    """The month whose reports are due now."""
    return Month(day.year, day.month).previous
