"""Reads of a RUK: its page with subtotals and findings, how far it was funded, what a meeting sees."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum as Total
from django.utils.translation import gettext as _
from django.utils.translation import override

from lokmin.core.findings import Finding
from lokmin.core.meetings.annex import Annex
from lokmin.core.planning.money import Sum, rupiah
from lokmin.core.planning.plancheck import check_ruk
from lokmin.core.planning.ruk import RukItem as Record
from lokmin.core.planning.ruk import by_fund, grouped, total
from lokmin.core.planning.thread import Adjusted, Decision, Funded, adjusted
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.planning.models import Plan, RpkItem, RukItem
from lokmin.cycle.planning.plans import bodies, queries
from lokmin.cycle.planning.plans.funds import book, plan_rule
from lokmin.cycle.planning.ruk.origins import words as origin_words
from lokmin.cycle.planning.ruk.records import records
from lokmin.documents.forms.ruk import resources


@dataclass(frozen=True, slots=True)
class Line:
    """One row as the table shows it: the record, what became of it, where it came from, what it lacks."""

    pk: int
    number: int
    record: Record
    funding: str
    funded: int | None
    reason: str
    origin: str
    findings: tuple[Finding, ...]

    @property
    def resources(self) -> str:
        return resources(self.record)


@dataclass(frozen=True, slots=True)
class LineGroup:
    """The rows of one upaya with their subtotal."""

    name: str
    lines: tuple[Line, ...]
    total: Sum


@dataclass(frozen=True, slots=True)
class RukPage:
    """A RUK as its page shows it.

    Attributes:
        plan: None while nobody began it; ``findings`` of all rows; ``funds`` (name, sum) in their order.
        decided: rows with a decision of funding; ``granted`` what they got together.
    """

    year: int
    plan: Plan | None
    groups: tuple[LineGroup, ...]
    findings: tuple[Finding, ...]
    total: Sum
    funds: tuple[tuple[str, Sum], ...]
    decided: int
    granted: int | None

    @property
    def rows(self) -> int:
        return sum(len(group.lines) for group in self.groups)


def items(puskesmas: Puskesmas, year: int) -> tuple[Record, ...]:
    """The rows of a year's RUK; empty when there is none."""
    plan = queries.plan(puskesmas, Plan.RUK, year)
    return records(plan) if plan else ()


def page(puskesmas: Puskesmas, year: int) -> RukPage:
    """The RUK of a year."""
    plan = queries.plan(puskesmas, Plan.RUK, year)
    rule, funds = plan_rule(year), book(year)
    if plan is None:
        return RukPage(year, None, (), (), Sum(), (), 0, None)
    rows = {str(item.pk): item for item in bodies.ruk_items(plan)}
    known = records(plan)
    findings = check_ruk(known, funds)
    numbers = {r.key: n for n, r in enumerate((r for g in grouped(known, rule) for r in g.items), start=1)}

    def line(record: Record) -> Line:
        item = rows[record.key]
        own = tuple(f for f in findings if f.element == record.key)
        return Line(
            item.pk, numbers[record.key], record, item.funding, item.funded, item.funding_reason,
            origin_words(item), own,
        )  # fmt: skip

    groups = tuple(LineGroup(g.name, tuple(map(line, g.items)), g.total) for g in grouped(known, rule))
    sums = by_fund(known)
    # A source nobody knows (an import, a word of a village) is listed too: the list adds up to the whole.
    codes = [code for code in (*funds.codes, *(c for c in sums if c and funds.get(c) is None), "") if code in sums]
    told = tuple((funds.short(code) or _("Belum dipilih"), sums[code]) for code in codes)
    decided = [item for item in rows.values() if item.funding]
    granted = sum(item.funded or 0 for item in decided) if decided else None
    return RukPage(year, plan, groups, findings, total(known), told, len(decided), granted)


def adjustment(puskesmas: Puskesmas, year: int) -> Adjusted:
    """How far the RUK of a year was adjusted to what was funded (the Dinkes scores it 10, 5 or 0)."""
    plan = queries.plan(puskesmas, Plan.RUK, year)
    if plan is None:
        return adjusted([])
    rows = plan.ruk_items.filter(removed_at=None)
    linked = set(RpkItem.objects.filter(ruk_item__in=rows, removed_at=None).values_list("ruk_item_id", flat=True))
    return adjusted(
        [
            (Decision(Funded(row.funding), row.funded, row.funding_reason) if row.funding else None, row.pk in linked)
            for row in rows
        ]
    )


def funded_share(puskesmas: Puskesmas, year: int) -> tuple[int, int] | None:
    """(what was granted, what was asked) of a RUK whose funding is decided; None before."""
    plan = queries.plan(puskesmas, Plan.RUK, year)
    rows = plan.ruk_items.filter(removed_at=None).exclude(funding="") if plan else RukItem.objects.none()
    if not rows.exists():
        return None
    granted = rows.aggregate(n=Total("funded"))["n"] or 0
    asked = plan.ruk_items.filter(removed_at=None).aggregate(n=Total("money__rupiah"))["n"] if plan else None
    return (granted, asked or 0)


def for_meeting(puskesmas: Puskesmas, year: int, month: int) -> Annex | None:
    """The RUK of the next year as a meeting looks at it and approves it; None while it is empty."""
    del month
    with override("id"):  # it is printed with the minutes
        return _annex(puskesmas, year)


def _annex(puskesmas: Puskesmas, year: int) -> Annex | None:
    shown = page(puskesmas, year + 1)
    if not shown.rows:
        return None
    rows = tuple((g.name, str(len(g.lines)), rupiah(g.total.amount)) for g in shown.groups)
    errors = sum(f.severity == "galat" for f in shown.findings)
    notes = [_("Menurut sumber: %(funds)s.") % {"funds": ", ".join(f"{n} {rupiah(s.amount)}" for n, s in shown.funds)}]
    if shown.total.open:
        notes.append(_("%(n)d kegiatan belum dihitung biayanya dan tidak termasuk jumlah.") % {"n": shown.total.open})
    if errors:
        notes.append(_("%(n)d isian masih perlu dilengkapi sebelum dikirim.") % {"n": errors})
    return Annex(
        code="ruk", title=f"RUK {shown.year}",
        sentence=_("RUK %(year)s: %(n)d kegiatan, %(sum)s")
        % {"year": shown.year, "n": shown.rows, "sum": rupiah(shown.total.amount)},
        columns=(_("Upaya kesehatan"), _("Kegiatan"), _("Anggaran")), rows=rows, right=(1, 2),
        total=(_("Jumlah"), str(shown.rows), rupiah(shown.total.amount)), notes=tuple(notes),
        approve=f"ruk:{shown.year}", link=f"planning:ruk?year={shown.year}",
    )  # fmt: skip


def origin_ids(puskesmas: Puskesmas, year: int, kind: str) -> frozenset[str]:
    """The ids of what the RUK of a year took up from one kind of origin (``mmd``): for the evidence chain."""
    plan = queries.plan(puskesmas, Plan.RUK, year)
    if plan is None:
        return frozenset()
    rows = plan.ruk_items.filter(removed_at=None, origin_kind=kind)
    return frozenset(rows.values_list("origin_id", flat=True))
