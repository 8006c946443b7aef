"""Reads of a five-year plan: its matrix with subtotals and findings, what it can begin from, what a meeting sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from lokmin.core.findings import Finding
from lokmin.core.indicators.words import rate
from lokmin.core.meetings.annex import Annex
from lokmin.core.planning.money import Sum, rupiah
from lokmin.core.planning.plancheck import check_renstra
from lokmin.core.planning.renstra import RenstraGroup, grand_total, grouped, year_sums, years_of
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.register.queries import gap_table
from lokmin.cycle.planning.models import Plan, RukItem
from lokmin.cycle.planning.plans import queries
from lokmin.cycle.planning.plans.funds import plan_rule
from lokmin.cycle.planning.renstra.papers import records
from lokmin.cycle.reporting.queries.catalogue import catalogue_for


@dataclass(frozen=True, slots=True)
class RenstraPage:
    """A five-year plan as its page shows it; ``plan`` None while nobody began it. ``used``: line -> RUK rows on it."""

    years: tuple[int, ...]
    plan: Plan | None
    groups: tuple[RenstraGroup, ...]
    findings: tuple[Finding, ...]
    sums: tuple[Sum, ...]
    total: Sum
    used: dict[str, int]

    @property
    def rows(self) -> int:
        return sum(len(group.lines) for group in self.groups)


def page(puskesmas: Puskesmas, year: int) -> RenstraPage:
    """The plan that covers a year, or the empty one that would begin in it."""
    plan = queries.plan(puskesmas, Plan.RENSTRA, year)
    rule = plan_rule(year)
    first = plan.year if plan else year
    years = tuple(range(first, plan.until_year + 1)) if plan else years_of(first, rule.years)
    lines = records(plan) if plan else ()
    used: dict[str, int] = {}
    if plan:
        rows = RukItem.objects.filter(renstra__plan=plan, removed_at=None).values_list("renstra_id", flat=True)
        for pk in rows:
            used[str(pk)] = used.get(str(pk), 0) + 1
    return RenstraPage(
        years, plan, grouped(lines, rule, len(years)), check_renstra(lines, years) if lines else (),
        year_sums(lines, len(years)), grand_total(lines, years), used,
    )  # fmt: skip


def beginnings(puskesmas: Puskesmas, plan: Plan) -> list[dict[str, Any]]:
    """A line for every main indicator the plan lacks: its way of counting, where it stands, targets rising to its own.

    The steps are even, from the last full year to the target; where there is no figure the target stands in all years.
    """
    catalogue = catalogue_for(puskesmas, plan.year)
    rule = plan_rule(plan.year)
    have = set(plan.renstra_lines.filter(removed_at=None).values_list("indicator", flat=True)) if plan.pk else set()
    gaps = gap_table(puskesmas, plan.year)
    rows = dict(zip(gaps.codes, gaps.rows, strict=True))
    count = plan.until_year - plan.year + 1
    found = []
    for code, indicator in catalogue.for_year(plan.year).items():
        if not indicator.on_home or code in have:
            continue
        effort = rule.effort_of(indicator.programme)
        row = rows.get(code)
        now = row.given.coverages[-1] if row else None
        target = row.given.target if row else None
        factor = indicator.factor
        steps = [""] * count
        if target is not None:
            start = now if now is not None else target
            steps = [rate(start + (target - start) * (n + 1) / count, factor, 0) for n in range(count)]
        found.append({
            "upaya": effort.name if effort else "", "programme": indicator.programme,
            "indicator_text": indicator.name, "indicator": code, "formula": indicator.definition,
            "baseline": rate(now, factor, 1) if now is not None else "", "targets": steps,
            "goal": row.problem if row and row.gap else "",
        })  # fmt: skip
    return found


def for_meeting(puskesmas: Puskesmas, year: int, month: int) -> Annex | None:
    """The five-year plan of a year as a meeting looks at it; None while it is empty."""
    del month
    with override("id"):  # it is printed with the minutes
        return _annex(puskesmas, year)


def _annex(puskesmas: Puskesmas, year: int) -> Annex | None:
    shown = page(puskesmas, year)
    if not shown.rows or shown.plan is None:
        return None
    heads = (_("Upaya kesehatan"), _("Indikator"), *(str(y) for y in shown.years), _("Jumlah"))
    rows = tuple(
        (g.name, str(len(g.lines)), *(rupiah(s.amount) for s in g.totals), rupiah(g.total.amount)) for g in shown.groups
    )
    total = (_("Jumlah"), str(shown.rows), *(rupiah(s.amount) for s in shown.sums), rupiah(shown.total.amount))
    notes = []
    if shown.total.open:
        notes.append(_("%(n)d anggaran tahunan belum dihitung dan tidak termasuk jumlah.") % {"n": shown.total.open})
    title = queries.title(Plan.RENSTRA, shown.years[0], until=shown.years[-1])
    return Annex(
        code="renstra", title=title,
        sentence=_("%(title)s: %(n)d indikator, %(sum)s")
        % {"title": title, "n": shown.rows, "sum": rupiah(shown.total.amount)},
        columns=heads, rows=rows, right=tuple(range(1, len(heads))), total=total, notes=tuple(notes),
        approve=f"renstra:{shown.plan.year}", link=f"planning:renstra?year={shown.plan.year}",
    )  # fmt: skip
