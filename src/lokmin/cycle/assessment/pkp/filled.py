"""What stands in each row of a year: typed or imported, else what coverage and the system know."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from lokmin.core.assessment.definitions import Bundle, Rule, Sub
from lokmin.core.assessment.running import Progress
from lokmin.core.assessment.scores import Entry
from lokmin.core.periods import MAX_YEAR, Month
from lokmin.cycle.assessment.models import Pkp, PkpRow
from lokmin.cycle.assessment.pkp.known import Known, known
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.queries.table import MonthTable, month_table, months_with_data

#: Where a value comes from, as ``PkpRow.source`` keeps it.
AUTOMATIC, TYPED, IMPORTED = "otomatis", "diketik", "impor"


@dataclass(frozen=True, slots=True)
class Filled:
    """One row with its value, where that is from, and what the system knows, also where something else was typed."""

    entry: Entry
    source: str = ""
    source_text: str = ""
    known: Known | None = None
    row: PkpRow | None = None
    own: Entry | None = None
    months: tuple[int | None, ...] = ()

    @property
    def progress(self) -> Progress:
        return Progress(self.entry, self.months)


def filled(pkp: Pkp, bundle: Bundle, until: int = 12) -> dict[str, Filled]:
    """Every row of the year up to a month. What was sent is read as it was stored; before, numbers follow the data."""
    rows = {row.code: row for row in pkp.rows.prefetch_related("months")}
    live = pkp.state == Pkp.FILLING
    facts = known(pkp.puskesmas, pkp.year, bundle) if live else {}
    table = coverage(pkp.puskesmas, pkp.year, until) if live else None
    return {
        code: _filled(sub, rows.get(code), facts.get(sub.known_by), table, until) for code, sub in bundle.subs.items()
    }


def coverage(puskesmas: Puskesmas, year: int, until: int) -> MonthTable | None:
    """The coverage up to a month of the year, or to the last month with data; None without any that year."""
    reported = [m.month for m in months_with_data(puskesmas) if m.year == year and m.month <= until]
    return month_table(puskesmas, Month(year, max(reported))) if reported and year <= MAX_YEAR else None


def _filled(sub: Sub, row: PkpRow | None, fact: Known | None, table: MonthTable | None, until: int) -> Filled:
    """Typed numbers go before what the system knows; typed words alone (a target, a reason) leave it its numbers."""
    own = _own(sub, fact, table)
    kept = Entry()
    if row is not None:
        kept = Entry(row.target_micro, row.population_micro, _achieved(row, until), row.level, row.na_reason)
    typed = row is not None and row.source in (TYPED, IMPORTED) and _says(kept)
    if own is not None and not typed:
        entry = replace(own, target=kept.target, not_applicable=kept.not_applicable)
        return Filled(entry, AUTOMATIC, _where(sub, table, fact), fact, row, own, _months(sub, table))
    source, words = (row.source, row.source_text) if row is not None and _says(kept) else ("", "")
    return Filled(kept, source, words, fact, row, own, _own_months(row) if row is not None else ())


def _says(entry: Entry) -> bool:
    return entry.sasaran is not None or entry.achieved is not None or entry.level is not None


def _own(sub: Sub, fact: Known | None, table: MonthTable | None) -> Entry | None:
    """What the system itself would put there; None when it knows nothing."""
    if sub.rule is Rule.SCALE:
        step = sub.step_for(fact.count) if fact is not None else None
        return Entry(level=step.score) if step is not None else None
    if table is None or not sub.indicator or table.indicator(sub.indicator) is None:
        return None
    row = table.row(table.total.code, sub.indicator)
    # A sum below zero is a mistake in the reports: it is not known rather than scored.
    reached, whole = (None if value is None or value < 0 else value for value in (row.numerator, row.denominator))
    if reached is None and whole is None:
        return None
    return Entry(sasaran=None if sub.rule is Rule.VALUE else whole, achieved=reached)


def _where(sub: Sub, table: MonthTable | None, fact: Known | None) -> str:
    if sub.rule is Rule.SCALE:
        return fact.sentence if fact else ""
    return _("capaian %(code)s sampai %(month)s") % {
        "code": sub.indicator, "month": table.month.label if table else "",
    }  # fmt: skip


def _months(sub: Sub, table: MonthTable | None) -> tuple[int | None, ...]:
    if table is None or not sub.indicator or not sub.yearly or table.indicator(sub.indicator) is None:
        return ()
    return table.row(table.total.code, sub.indicator).months


def _achieved(row: PkpRow, until: int) -> int | None:
    """The value of the year; up to an earlier month what was noted for it, if months were noted at all."""
    noted = {m.month: m.achieved_micro for m in row.months.all()}
    if until == 12 or not noted:
        return row.achieved_micro
    past = [month for month in noted if month <= until]
    return noted[max(past)] if past else None


def _own_months(row: PkpRow) -> tuple[int | None, ...]:
    """Cumulative notes as what each month added; a month after a gap carries what came since the last note."""
    noted = {m.month: m.achieved_micro for m in row.months.all()}
    if not noted:
        return ()
    found: list[int | None] = []
    before = 0
    for month in range(1, max(noted) + 1):
        found.append(noted[month] - before if month in noted else None)
        before = noted.get(month, before)
    return tuple(found)
