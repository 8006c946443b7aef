"""The thread of one row and of all rows of a year, from five-year plan to coverage, with the sum at each joint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lokmin.core.planning.money import known
from lokmin.core.planning.thread import CoverageStep, Decision, Funded, Knot, MonthStep, Thread, broken
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.queries import default_month, month_table
from lokmin.cycle.monitoring.queries.table import MonthTable
from lokmin.cycle.monitoring.words import unit_of
from lokmin.cycle.planning.models import MonthRow, Plan, RpkItem, RukItem
from lokmin.cycle.planning.plans import bodies, queries
from lokmin.cycle.planning.ruk.origins import words as origin_words

#: What a row of an RPK is fetched with, so that many threads take few queries.
_WITH = ("months", "money", "month_rows__plan", "month_rows__files", "spending")


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """One activity of a year: its thread and where it breaks first; ``ruk`` and ``rpk`` are the keys of its rows."""

    ruk: int | None
    rpk: int | None
    upaya: str
    thread: Thread
    broken: Knot | None


@dataclass(frozen=True, slots=True)
class YearThreads:
    """All activities of a year, those of the RUK first, then what stands in the RPK only.

    Attributes:
        asked, granted, planned, paid: rupiah at each joint of what was asked for; None: nothing is known there.
        new_planned, new_paid: the same of activities that stand in the RPK only.
    """

    year: int
    lines: tuple[ThreadLine, ...]
    asked: int | None
    granted: int | None
    planned: int | None
    paid: int | None
    new_planned: int | None
    new_paid: int | None

    @property
    def whole(self) -> int:
        """How many threads are broken nowhere."""
        return sum(line.broken is None for line in self.lines)


def thread(item: RukItem) -> Thread:
    """One row from the five-year plan to the coverage of its indicator."""
    rpk = list(item.rpk_items.filter(removed_at=None).select_related("plan").prefetch_related(*_WITH))
    return _thread(item, rpk, _table(item.plan.puskesmas), whole=True)


def year_threads(puskesmas: Puskesmas, year: int) -> YearThreads:
    """Every activity that was asked for or is planned in a year; few queries however many there are."""
    ruk, rpk = queries.plan(puskesmas, Plan.RUK, year), queries.plan(puskesmas, Plan.RPK, year)
    rows: list[RpkItem] = []
    if rpk:
        found = rpk.rpk_items.filter(removed_at=None).select_related("plan", "owner")
        rows = list(found.prefetch_related(*_WITH))
    of: dict[int, list[RpkItem]] = {}
    for row in rows:
        of.setdefault(row.ruk_item_id or 0, []).append(row)
    table = _table(puskesmas)
    lines: list[ThreadLine] = []
    asked = list(bodies.ruk_items(ruk)) if ruk else []
    known_items = {item.pk for item in asked}
    for item in asked:
        own = of.get(item.pk, [])
        made = _thread(item, own, table, whole=False)
        lines.append(ThreadLine(item.pk, own[0].pk if own else None, item.upaya, made, broken(made)))
    for row in rows:
        if row.ruk_item_id not in known_items:
            made = _new(row, table)
            lines.append(ThreadLine(None, row.pk, row.upaya, made, broken(made)))
    wanted = [line.thread for line in lines if line.ruk]
    others = [line.thread for line in lines if not line.ruk]
    return YearThreads(
        year, tuple(lines), known(t.asked for t in wanted),
        known(t.decision.granted for t in wanted if t.decision is not None), known(t.planned for t in wanted),
        known(t.paid for t in wanted), known(t.planned for t in others), known(t.paid for t in others),
    )  # fmt: skip


def _thread(item: RukItem, rpk: Sequence[RpkItem], table: MonthTable | None, *, whole: bool) -> Thread:
    plan, line = item.plan, item.renstra
    at = plan.year - line.plan.year if line else 0
    target = line.targets[at] if line and 0 <= at < len(line.targets) else ""
    decision = Decision(Funded(item.funding), item.funded, item.funding_reason) if item.funding else None
    return Thread(
        item.activity, line.indicator_text if line else "", target, plan.year,
        known(one.rupiah for one in item.money.all()), origin_words(item, whole=whole), decision,
        tuple(_rpk_words(row) for row in rpk), known(one.rupiah for row in rpk for one in row.money.all()),
        _months(rpk), _coverage(table, item.indicator, target), coming=plan.year > clock.today().year,
    )  # fmt: skip


def _new(row: RpkItem, table: MonthTable | None) -> Thread:
    """An activity that stands in the RPK only."""
    return Thread(
        row.activity, rpk=(_rpk_words(row),), planned=known(one.rupiah for one in row.money.all()),
        months=_months([row]), coverage=_coverage(table, row.indicator, ""), new_reason=row.new_reason,
    )  # fmt: skip


def _rpk_words(row: RpkItem) -> str:
    times = sum(month.times for month in row.months.all())
    volume = bodies.volume(row.volume_micro, row.unit)
    counted = volume or (_("%(n)d kali") % {"n": times} if times else _("jadwal belum diisi"))
    return f"{row.activity}, {counted}"


def _months(rpk: Iterable[RpkItem]) -> tuple[MonthStep, ...]:
    """Each month a row is due, held or paid in: what was planned, what its month's plan says of it, what was paid."""
    due: dict[tuple[int, int], int | None] = {}
    held: dict[tuple[int, int], list[MonthRow]] = {}
    paid: dict[tuple[int, int], int] = {}
    slips: dict[tuple[int, int], list[str]] = {}
    for item in rpk:
        for month in item.months.all():
            due.setdefault((item.plan.year, month.month), None)
        for money in item.money.all():
            key = (item.plan.year, money.month)
            due[key] = (due.get(key) or 0) + money.rupiah
        for row in item.month_rows.all():
            if row.removed_at is None:
                held.setdefault((row.plan.year, row.plan.month), []).append(row)
        for spent in item.spending.all():
            if spent.voided_at is None:
                key = (spent.date.year, spent.date.month)
                paid[key] = paid.get(key, 0) + spent.rupiah
                slips.setdefault(key, []).append(spent.proof)
    now = (clock.today().year, clock.today().month)
    return tuple(
        _step(key, due.get(key), held.get(key, []), paid.get(key), slips.get(key, []), over=key < now)
        for key in sorted({*due, *held, *paid})
    )


def _step(
    key: tuple[int, int], planned: int | None, rows: Sequence[MonthRow], paid: int | None, slips: Sequence[str], *,
    over: bool,
) -> MonthStep:  # fmt: skip
    """One month. What nobody said stays unsaid: a month that is over is not thereby one in which nothing was done."""
    files = sum(f.removed_at is None for row in rows for f in row.files.all())
    named = dict.fromkeys(text for text in (*(row.proof for row in rows), *slips) if text)
    proof = "; ".join((*named, _("%(n)d berkas") % {"n": files})) if files else "; ".join(named)
    states = {row.state for row in rows}
    done = True if states & {MonthRow.DONE, MonthRow.PART} else None
    if done is None and states and not states & {MonthRow.PLANNED}:
        done = False
    moved = next((row.state_reason for row in rows if row.state == MonthRow.MOVED), "")
    reason = next((row.state_reason for row in rows if row.state == MonthRow.CANCELLED), "")
    return MonthStep(*key, planned, paid, done, proof, moved, over, reason)


def _table(puskesmas: Puskesmas) -> MonthTable | None:
    month = default_month(puskesmas)
    return month_table(puskesmas, month) if month else None


def _coverage(table: MonthTable | None, code: str, target: str) -> CoverageStep | None:
    """What the newest month says of an indicator in the whole Puskesmas."""
    indicator = table.indicator(code) if table and code else None
    if table is None or indicator is None:
        return None
    month = table.month.label
    rate = table.row(table.total.code, code).ratio_so_far
    if rate is None or rate.exact is None:
        return CoverageStep(indicator.name, _("belum dilaporkan sampai %(month)s") % {"month": month}, target)
    said = f"{rate.text()}{unit_of(rate.factor)}"
    return CoverageStep(indicator.name, _("%(rate)s sampai %(month)s") % {"rate": said, "month": month}, target)
