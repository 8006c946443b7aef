"""Reads of the RPK of a year: its rows as core records, what the RUK still waits with, what rows lack."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.core.meetings.annex import Annex
from lokmin.core.planning.money import rupiah
from lokmin.core.planning.rpk import Cost, Sums, YearRow, grouped, lacking, outside, sums
from lokmin.core.planning.shares import Share, prevented, shares
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.planning.models import Plan, RpkItem, RukItem
from lokmin.cycle.planning.plans import bodies
from lokmin.cycle.planning.plans import queries as plans
from lokmin.cycle.planning.plans.funds import book
from lokmin.documents.forms.parts import programme_name

#: What a row came from, as papers say it.
LINKS = {RukItem.FULL: "didanai penuh", RukItem.PART: "didanai sebagian"}


@dataclass(frozen=True, slots=True)
class YearLine:
    """One row of the page: the core record, its database key, and what it lacks in words."""

    pk: int
    row: YearRow
    lacks: tuple[str, ...]
    doubt: str
    method: str


@dataclass(frozen=True, slots=True)
class YearPage:
    """The plan of a year.

    Attributes:
        waiting: funded RUK rows that are not in it yet; ``undecided``: RUK rows nobody decided on.
        groups: (upaya, lines, subtotal) in the order of the rows.
    """

    plan: Plan | None
    year: int
    lines: tuple[YearLine, ...]
    groups: tuple[tuple[str, tuple[YearLine, ...], Sums], ...]
    total: Sums
    shares: tuple[Share, ...]
    message: str
    waiting: int
    undecided: int

    @property
    def measured(self) -> int:
        """Rows that lack nothing."""
        return sum(not line.lacks for line in self.lines)


def year_row(item: RpkItem) -> YearRow:
    """A row as core and papers take it; use items fetched by ``bodies.rpk_items``."""
    owner = bodies.owner(item)
    villages = tuple(item.villages.all())
    return YearRow(
        key=str(item.pk), activity=item.activity, group=item.upaya, programme=item.programme,
        effort=programme_name(item.programme) if item.programme else item.upaya, klaster=item.klaster,
        purpose=item.goal, target_group=item.target_group, target=item.target, owner=owner,
        volume=item.volume_micro, unit=item.unit, months=frozenset(m.month for m in item.months.all()),
        times=tuple((m.month, m.times) for m in item.months.all()),
        costs=tuple(Cost(m.month, m.fund, m.rupiah) for m in item.money.all()), detail=item.details,
        place=item.location or ", ".join(v.name for v in villages), villages=tuple(v.code for v in villages),
        partners=item.partners, success=item.success, indicator=item.indicator, nature=item.nature,
        item=str(item.ruk_item_id or ""), link=_link(item), reason=_reason(item),
    )  # fmt: skip


def items(puskesmas: Puskesmas, year: int) -> tuple[YearRow, ...]:
    """The rows of the RPK of a year in their order; empty when nobody began it."""
    plan = plans.plan(puskesmas, Plan.RPK, year)
    return tuple(year_row(item) for item in bodies.rpk_items(plan)) if plan else ()


def page(puskesmas: Puskesmas, year: int) -> YearPage:
    """Everything the page of a year shows."""
    plan = plans.plan(puskesmas, Plan.RPK, year)
    held = list(bodies.rpk_items(plan)) if plan else []
    lines = []
    for item in held:
        row = year_row(item)
        lines.append(YearLine(item.pk, row, lacking(row), outside(row), item.method))
    by_key = {line.row.key: line for line in lines}
    groups = tuple(
        (name, tuple(by_key[row.key] for row in rows), part) for name, rows, part in grouped(x.row for x in lines)
    )
    found = shares(line.row for line in lines)
    waiting, undecided = of_ruk(puskesmas, year)
    total = sums(line.row for line in lines)
    return YearPage(
        plan, year, tuple(lines), groups, total, found, prevented(found), len(waiting), undecided
    )  # fmt: skip


def of_ruk(puskesmas: Puskesmas, year: int) -> tuple[list[RukItem], int]:
    """RUK rows of the year that are funded and have no row here yet, and how many nobody decided on."""
    plan = plans.plan(puskesmas, Plan.RUK, year)
    if plan is None:
        return [], 0
    rows = list(bodies.ruk_items(plan))
    taken = set(
        RpkItem.objects.filter(ruk_item__in=[row.pk for row in rows], removed_at=None).values_list(
            "ruk_item_id", flat=True
        )
    )
    waiting = [row for row in rows if row.funding in LINKS and row.pk not in taken]
    return waiting, sum(not row.funding for row in rows)


def for_meeting(puskesmas: Puskesmas, year: int, month: int) -> Annex | None:
    """The plan of the year by upaya with its money, for the first lokmin of the year to approve."""
    del month
    found = page(puskesmas, year)
    if not found.lines:
        return None
    rows = tuple((name, str(part.rows), _funds(year, part), rupiah(part.whole)) for name, _lines, part in found.groups)
    bare = sum(bool(line.lacks) for line in found.lines)
    notes = (f"{bare} kegiatan belum lengkap (volume, target, indikator, bulan, penanggung jawab, atau biaya).",)
    # An approved plan that was changed since is laid before the meeting again.
    approved = found.plan is not None and found.plan.state == Plan.APPROVED and not plans.moved_on(found.plan)
    return Annex(
        code="rpk", title=f"RPK {year}",
        sentence=f"RPK {year}: {len(found.lines)} kegiatan, {rupiah(found.total.whole)}",
        columns=("Upaya kesehatan", "Kegiatan", "Sumber dana", "Biaya"), rows=rows, right=(1, 3),
        total=("Jumlah", str(len(found.lines)), "", rupiah(found.total.whole)),
        notes=(*filter(None, (found.message,)), *(notes if bare else ())),
        approve="" if approved else f"rpk:{year}",
        link=f"planning:rpk?year={year}",
    )  # fmt: skip


def state_line(puskesmas: Puskesmas, year: int) -> str:
    """One line for the home of the stage."""
    plan = plans.plan(puskesmas, Plan.RPK, year)
    count = RpkItem.objects.filter(plan=plan, removed_at=None).count() if plan else 0
    return f"{count} kegiatan, {plan.state}" if plan and count else "belum disusun"


def _funds(year: int, part: Sums) -> str:
    return ", ".join(book(year).short(fund) for fund in part.funds)


def _link(item: RpkItem) -> str:
    if item.ruk_item is None:
        return "kegiatan baru"
    return LINKS.get(item.ruk_item.funding, item.ruk_item.get_funding_display())


def _reason(item: RpkItem) -> str:
    """Why less was granted than was asked; of a row that stands in no RUK, why it is new."""
    return item.ruk_item.funding_reason if item.ruk_item else item.new_reason


@dataclass(frozen=True, slots=True)
class MonthOf:
    """What one month of an activity brought: planned and paid rupiah, the state of its row in the RPK bulanan."""

    month: int
    planned: int | None
    paid: int | None
    state: str
    proof: str


def months_of(item: RpkItem) -> tuple[MonthOf, ...]:
    """The months of a row with what became of them, January first; only months with something to say."""
    planned: dict[int, int] = {}
    for money in item.money.all():
        planned[money.month] = planned.get(money.month, 0) + money.rupiah
    paid: dict[int, int] = {}
    proofs: dict[int, str] = {}
    for one in item.spending.filter(voided_at=None):
        paid[one.date.month] = paid.get(one.date.month, 0) + one.rupiah
        proofs[one.date.month] = one.proof or proofs.get(one.date.month, "")
    states: dict[int, str] = {}
    for row in item.month_rows.filter(removed_at=None, plan__year=item.plan.year).select_related("plan"):
        states[row.plan.month] = row.get_state_display()
        proofs[row.plan.month] = row.proof or proofs.get(row.plan.month, "")
    ticked = {month.month for month in item.months.all()}
    return tuple(
        MonthOf(m, planned.get(m), paid.get(m), states.get(m, "belum di RPK bulanan" if m in ticked else ""),
                proofs.get(m, ""))
        for m in range(1, 13)
        if m in ticked or m in planned or m in paid or m in states
    )  # fmt: skip
