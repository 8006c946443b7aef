"""Reads of money: pagu, what was paid, absorption by source and month, deviations, money beside coverage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.db.models import Sum as Total

from lokmin.core.meetings.annex import Annex
from lokmin.core.periods import Month
from lokmin.core.planning.money import known, rupiah
from lokmin.core.planning.quadrant import Placed, Point, attained, placed
from lokmin.core.planning.realisation import (
    Absorption,
    Deviation,
    Held,
    Spent,
    course,
    deviations,
    done_counts,
    sentence,
)
from lokmin.core.planning.realisation import absorption as core_absorption
from lokmin.core.planning.rpk import Sums, YearRow, sums
from lokmin.core.planning.rpkrules import RpkRule
from lokmin.core.planning.shares import percent
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.queries.table import MonthTable, month_table, months_with_data
from lokmin.cycle.planning.models import Ceiling, MonthRow, Plan, Spending
from lokmin.cycle.planning.monthly.sources import rule
from lokmin.cycle.planning.plans.funds import book
from lokmin.cycle.planning.rpk import queries as rpk
from lokmin.documents.figures.quadrant import quadrant as picture
from lokmin.documents.forms.parts import programme_name

#: What became of a row of a month, as far as its state says.
_DONE = {MonthRow.DONE: True, MonthRow.PART: True, MonthRow.CANCELLED: False, MonthRow.MOVED: False}


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """Money of a year up to and with a month.

    Attributes:
        lines: a source each, ``together`` all; ``courses`` source -> January..month (all of them: empty key).
        counts: row-months due so far that were done, not done, not said.
    """

    year: int
    month: Month
    rows: tuple[YearRow, ...]
    plan: Sums
    ceilings: Mapping[str, Ceiling]
    lines: tuple[Absorption, ...]
    together: Absorption
    courses: Mapping[str, tuple[Absorption, ...]]
    deviations: tuple[Deviation, ...]
    placed: tuple[Placed, ...]
    counts: tuple[int, int, int]
    rule: RpkRule

    @property
    def message(self) -> str:
        return sentence(self.together, "Seluruh dana")


def ceilings(puskesmas: Puskesmas, year: int) -> dict[str, Ceiling]:
    """The pagu in force of each source: the newest."""
    return {one.fund: one for one in Ceiling.objects.of(puskesmas).filter(year=year).order_by("since", "pk")}


def spent(puskesmas: Puskesmas, year: int) -> tuple[Spent, ...]:
    """Everything paid in a year that still counts; a row of a month that the year does not know has its own key."""
    return tuple(
        Spent(str(one.item_id) if one.item_id else f"m{one.row_id}", one.date.month, one.fund, one.rupiah, one.proof)
        for one in Spending.objects.of(puskesmas).filter(year=year, voided_at=None)
    )


def held(puskesmas: Puskesmas, year: int) -> tuple[Held, ...]:
    """What became of the rows of the year in each month, as the RPK bulanan say."""
    found = MonthRow.objects.filter(
        plan__puskesmas=puskesmas, plan__kind=Plan.MONTHLY, plan__year=year, removed_at=None, rpk_item__isnull=False
    ).select_related("plan")
    return tuple(
        Held(str(row.rpk_item_id), row.plan.month, _DONE.get(row.state), row.done_micro, row.proof) for row in found
    )


def absorption(puskesmas: Puskesmas, year: int, until: int) -> Absorption:
    """All sources together up to a month of the year."""
    pagu = {fund: one.rupiah for fund, one in ceilings(puskesmas, year).items()}
    return core_absorption(sums(rpk.items(puskesmas, year)), spent(puskesmas, year), pagu, until)[1]


def quadrant(puskesmas: Puskesmas, year: int, until: int) -> tuple[Placed, ...]:
    """Money beside coverage for each programme of the plan."""
    return _placed(puskesmas, rpk.items(puskesmas, year), spent(puskesmas, year), Month(year, until), rule(year))


def page(puskesmas: Puskesmas, month: Month) -> MoneyPage:
    """Everything the page of money shows."""
    year, until = month.year, month.month
    rows, paid, ceiling = rpk.items(puskesmas, year), spent(puskesmas, year), ceilings(puskesmas, year)
    plan, said = sums(rows), held(puskesmas, year)
    pagu: dict[str, int | None] = {fund: one.rupiah for fund, one in ceiling.items()}
    lines, together = core_absorption(plan, paid, pagu, until)
    courses = {line.fund: course(plan, paid, pagu, until, line.fund) for line in lines}
    return MoneyPage(
        year, month, rows, plan, ceiling, lines, together, {**courses, "": course(plan, paid, pagu, until)},
        deviations(rows, said, paid, until), _placed(puskesmas, rows, paid, month, rule(year)),
        done_counts(rows, said, until), rule(year),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Payments:
    """One page of payments, the newest first, voided ones too.

    Attributes:
        count: of all that fit the choice; ``rupiah`` what those that still count come to.
        first, last: which of them stand here, from 1; ``previous`` and ``next`` pages, None where there is none.
    """

    rows: tuple[Spending, ...]
    count: int
    rupiah: int
    first: int
    last: int
    previous: int | None
    next: int | None


def payments(
    puskesmas: Puskesmas, year: int, *, most: int, page: int = 1, fund: str = "", month: int = 0, text: str = ""
) -> Payments:  # fmt: skip
    """Payments of a year, of one source, of one month, of activities or proofs that hold a text."""
    found = Spending.objects.of(puskesmas).filter(year=year)
    if fund:
        found = found.filter(fund=fund)
    if month:
        found = found.filter(date__month=month)
    for word in text.split():
        found = found.filter(
            Q(item__activity__icontains=word) | Q(row__activity__icontains=word) | Q(proof__icontains=word)
        )
    count = found.count()
    at = min(max(page, 1), max(-(-count // most), 1))
    rows = found.select_related("item", "row", "made_by").order_by("-date", "-pk")[(at - 1) * most : at * most]
    return Payments(
        tuple(rows), count, found.filter(voided_at=None).aggregate(n=Total("rupiah"))["n"] or 0,
        (at - 1) * most + 1 if count else 0, min(at * most, count), at - 1 if at > 1 else None,
        at + 1 if at * most < count else None,
    )  # fmt: skip


def for_meeting(puskesmas: Puskesmas, year: int, month: int) -> Annex | None:
    """Absorption by source and money beside coverage for a meeting."""
    found = page(puskesmas, Month(year, month))
    if not found.lines:
        return None
    short = book(year).short
    table = tuple(
        (
            short(line.fund), rupiah(line.pagu), rupiah(line.planned), rupiah(line.spent), percent(line.of_pagu_bp, 1),
            percent(line.of_plan_bp, 1),
        )
        for line in found.lines
    )  # fmt: skip
    whole = found.together
    figure = picture(
        found.placed, absorption_line=found.rule.absorption_bp, coverage_line=found.rule.coverage_bp, dress="paper"
    )
    notes = [f"{number} {one.point.name}: {one.advice}" for number, one in enumerate(found.placed, start=1)]
    return Annex(
        code="dana", title=f"Serapan dana s.d. {found.month.label}", sentence=found.message,
        columns=("Sumber dana", "Pagu", "Rencana s.d. bulan ini", "Realisasi", "Dari pagu", "Dari rencana"),
        rows=table, right=(1, 2, 3, 4, 5),
        total=(
            "Jumlah", rupiah(whole.pagu), rupiah(whole.planned), rupiah(whole.spent), percent(whole.of_pagu_bp, 1),
            percent(whole.of_plan_bp, 1),
        ),
        figure=figure if any(one.corner for one in found.placed) else "",
        alt="Serapan dan cakupan tiap program dalam empat sudut" if any(one.corner for one in found.placed) else "",
        notes=tuple(notes), link=f"planning:money?year={year}",
    )  # fmt: skip


def state_line(puskesmas: Puskesmas, year: int, until: int) -> str:
    """One line for the home of the stage."""
    found = absorption(puskesmas, year, until)
    return (
        "realisasi belum diisi" if found.spent is None else f"terserap {percent(found.of_pagu_bp or found.of_plan_bp)}"
    )


def _placed(
    puskesmas: Puskesmas, rows: Sequence[YearRow], paid: Sequence[Spent], month: Month, limits: RpkRule
) -> tuple[Placed, ...]:  # fmt: skip
    programme_of = {row.key: row.programme for row in rows}
    table = _figures(puskesmas, month)
    points = []
    for programme in dict.fromkeys(row.programme for row in rows if row.programme):
        own = [row for row in rows if row.programme == programme]
        planned = known(row.cost_in(m) for row in own for m in range(1, month.month + 1))
        used = known(
            one.rupiah for one in paid if one.month <= month.month and programme_of.get(one.row) == programme
        )  # fmt: skip
        coverage, count = _coverage(table, programme)
        points.append(Point(programme, programme_name(programme), planned, used, coverage, count))
    return placed(points, limits.absorption_bp, limits.coverage_bp)


def _figures(puskesmas: Puskesmas, month: Month) -> MonthTable | None:
    """The newest month with figures up to this one, of the same year."""
    known_months = [m for m in months_with_data(puskesmas) if m.year == month.year and m <= month]
    return month_table(puskesmas, known_months[-1]) if known_months else None


def _coverage(table: MonthTable | None, programme: str) -> tuple[int | None, int]:
    if table is None:
        return None, 0
    codes = [i.code for i in table.indicators if i.programme == programme]
    return attained([table.row(table.total.code, code) for code in codes])
