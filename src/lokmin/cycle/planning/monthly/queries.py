"""Reads of the RPK bulanan: the rows of a month, what came up since, the months of a year, and what a meeting sees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lokmin.core.meetings.annex import Annex
from lokmin.core.periods import Month
from lokmin.core.planning import monthrecords as core
from lokmin.core.planning.money import known, rupiah
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.followup import queries as followup
from lokmin.cycle.followup.commitments import queries as promises
from lokmin.cycle.planning.models import MonthFile, MonthRow, Plan, RpkItem
from lokmin.cycle.planning.monthly import rows, sources
from lokmin.cycle.planning.monthly.operations import fresh
from lokmin.cycle.planning.plans import queries as plans
from lokmin.cycle.planning.plans.queries import PlanState

#: Rows a meeting looks at on the wall.
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One row of a month: the core record and what became of it.

    Attributes:
        source: the word of the table (``rpk``, ``rtl`` ...); ``source_words`` what is said of it.
    """

    pk: int
    row: core.MonthRow
    state: str
    reason: str
    done_on: dt.date | None
    result: str
    source: str
    source_words: str
    files: tuple[MonthFile, ...]

    @property
    def open(self) -> bool:
        return self.state == MonthRow.PLANNED

    @property
    def undated(self) -> bool:
        return self.open and not self.row.days


#: What may be asked for besides the states of a row.
UNDATED = "belum bertanggal"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows of a long month somebody wants to see; each empty one lets everything through."""

    cari: str = ""
    pj: str = ""
    keadaan: str = ""

    def finds(self, line: MonthLine) -> bool:
        row = line.row
        text = f"{row.activity} {row.place} {row.owner} {row.workers} {row.effort}".casefold()
        return (
            self.cari.casefold() in text
            and self.pj in ("", row.owner)
            and (not self.keadaan or (line.undated if self.keadaan == UNDATED else line.state == self.keadaan))
        )


@dataclass(frozen=True, slots=True)
class MonthPage:
    """The month on screen; ``state`` None: not drawn up yet."""

    plan: Plan | None
    month: Month
    state: PlanState | None
    lines: tuple[MonthLine, ...]

    @property
    def cost(self) -> int | None:
        return known(line.row.cost for line in self.lines)

    @property
    def paid(self) -> int | None:
        return known(line.row.paid_sum for line in self.lines)

    def count(self, *states: str) -> int:
        return sum(line.state in states for line in self.lines)

    @property
    def done(self) -> int:
        return self.count(MonthRow.DONE)

    @property
    def undated(self) -> int:
        return sum(line.undated for line in self.lines)

    @property
    def silent(self) -> tuple[MonthLine, ...]:
        """Rows nobody said yet what became of."""
        return tuple(line for line in self.lines if line.open)

    @property
    def owners(self) -> tuple[str, ...]:
        return tuple(sorted({line.row.owner for line in self.lines if line.row.owner}))


def month_line(row: MonthRow) -> MonthLine:
    """One row as pages show it; use rows of ``rows.fetched``."""
    return MonthLine(
        row.pk, rows.core_row(row), row.state, row.state_reason, row.done_on, row.result, row.source,
        row.source_text or row.get_source_display(), tuple(f for f in row.files.all() if f.removed_at is None),
    )  # fmt: skip


def month_rows(puskesmas: Puskesmas, month: Month) -> tuple[MonthLine, ...]:
    """The rows of a month in the order of the plan; empty when it was not drawn up."""
    plan = plans.plan(puskesmas, Plan.MONTHLY, month.year, month.month)
    lines = {str(row.pk): month_line(row) for row in rows.fetched(plan)}
    return tuple(lines[row.key] for row in core.ordered(line.row for line in lines.values()))


def page(puskesmas: Puskesmas, month: Month) -> MonthPage:
    """Everything the page of a month shows."""
    plan = plans.plan(puskesmas, Plan.MONTHLY, month.year, month.month)
    return MonthPage(plan, month, plans.state_of(plan) if plan else None, month_rows(puskesmas, month))


@dataclass(frozen=True, slots=True)
class News:
    """What the sources hold that the month does not: rows to add, and what stays out with its reason."""

    rows: tuple[core.MonthRow, ...]
    left_out: tuple[core.LeftOut, ...]


def news(puskesmas: Puskesmas, month: Month) -> News:
    """The draft of today against the month as it is."""
    drawn = sources.drawn(puskesmas, month)
    return News(fresh(plans.plan(puskesmas, Plan.MONTHLY, month.year, month.month), drawn), drawn.left_out)


@dataclass(frozen=True, slots=True)
class MonthState:
    """One month of a year on the page of months."""

    month: Month
    rows: int
    done: int
    open: int
    state: str


def months(puskesmas: Puskesmas, year: int) -> tuple[MonthState, ...]:
    """January to December with how far each is; months not drawn up have no rows."""
    found: dict[int, list[str]] = {}
    held = MonthRow.objects.filter(
        plan__puskesmas=puskesmas, plan__kind=Plan.MONTHLY, plan__year=year, removed_at=None
    )  # fmt: skip
    for month, state in held.order_by().values_list("plan__month", "state"):
        found.setdefault(month, []).append(state)
    states = {
        plan.month: plan.state for plan in Plan.objects.of(puskesmas).filter(kind=Plan.MONTHLY, year=year)
    }  # fmt: skip
    return tuple(
        MonthState(
            Month(year, n), len(found.get(n, ())), found.get(n, []).count(MonthRow.DONE),
            found.get(n, []).count(MonthRow.PLANNED), states.get(n, ""),
        )
        for n in range(1, 13)
    )  # fmt: skip


def for_meeting(puskesmas: Puskesmas, year: int, month: int) -> Annex | None:
    """The plan of a month for the lokmin that corrects and approves it: what, who, when, from where."""
    found = page(puskesmas, Month(year, month))
    if not found.lines:
        return None
    table = tuple(
        (
            str(number), line.row.activity, line.row.owner or "–", core.day_words(line.row.days) or "belum",
            line.row.place or "–", line.source_words, rupiah(line.row.cost),
        )
        for number, line in enumerate(found.lines[:_SHOWN], start=1)
    )  # fmt: skip
    notes = [core.ORDER_RULE]
    if len(found.lines) > _SHOWN:
        notes.append(f"{len(found.lines) - _SHOWN} kegiatan lain ada di RPK bulanan yang dilampirkan.")
    label = found.month.label
    undated = f", {found.undated} belum bertanggal" if found.undated else ""
    return Annex(
        code="rpk_bulanan", title=f"RPK {label}",
        sentence=f"RPK {label}: {len(found.lines)} kegiatan{undated}, {rupiah(found.cost)}",
        columns=("No", "Kegiatan", "Penanggung jawab", "Tanggal", "Tempat", "Asal", "Biaya"), rows=table, right=(6,),
        total=("", "Jumlah", "", "", "", "", rupiah(found.cost)), notes=tuple(notes),
        approve="" if found.state and found.state.state == Plan.APPROVED else f"rpk_bulanan:{found.month.code}",
        link=f"planning:month?year={year}&month={month}",
    )  # fmt: skip


def has_year(puskesmas: Puskesmas, year: int) -> bool:
    """Whether the RPK of the year holds anything a month could be drawn from."""
    return RpkItem.objects.filter(plan__puskesmas=puskesmas, plan__year=year, removed_at=None).exists()


def finished(puskesmas: Puskesmas, lines: Sequence[MonthLine]) -> set[int]:
    """Keys of rows whose RTL or promise was reported as done: they only need their tick here."""
    rows = MonthRow.objects.filter(pk__in=[line.pk for line in lines])
    linked = list(rows.values_list("pk", "action", "commitment"))
    actions = followup.finished(puskesmas, [action for _, action, _ in linked if action])
    kept = promises.finished(puskesmas, [promise for _, _, promise in linked if promise])
    return {pk for pk, action, promise in linked if action in actions or promise in kept}


def silent(puskesmas: Puskesmas, month: Month) -> int:
    """How many rows of a month nobody said anything of; one query."""
    return MonthRow.objects.filter(
        plan__puskesmas=puskesmas, plan__kind=Plan.MONTHLY, plan__year=month.year, plan__month=month.month,
        removed_at=None, state=MonthRow.PLANNED,
    ).count()  # fmt: skip


def state_line(puskesmas: Puskesmas, month: Month) -> str:
    """One line for the home of the stage: ``November: 12 kegiatan, 3 terlaksana``."""
    now = months(puskesmas, month.year)[month.month - 1]
    return f"{month.name}: {now.rows} kegiatan, {now.done} terlaksana" if now.rows else f"{month.name} belum disusun"
