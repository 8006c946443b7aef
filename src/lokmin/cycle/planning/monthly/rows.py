"""A stored row of an RPK bulanan as the core's record, and back."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Sequence
from typing import Any

from lokmin.catalog.loading import load
from lokmin.core.periods import Month
from lokmin.core.planning import monthrecords as core
from lokmin.core.planning.rpk import Cost
from lokmin.cycle.centre.audit import short
from lokmin.cycle.planning.calendar.lokmins import lokmin_days
from lokmin.cycle.planning.models import MonthRow, Plan
from lokmin.cycle.planning.plans import bodies
from lokmin.documents.forms.parts import programme_name

#: The word of the table for each source of the core.
STORED = {
    core.Source.YEAR: "rpk", core.Source.GAP: "kesenjangan", core.Source.ACTION: "rtl",
    core.Source.PROMISE: "komitmen", core.Source.UNDONE: "bulan_lalu", core.Source.OWN: "manual",
}  # fmt: skip
_SOURCE = {word: source for source, word in STORED.items()}
#: Whether a row was done, as far as its state says.
_DONE = {MonthRow.DONE: True, MonthRow.PART: False, MonthRow.CANCELLED: False, MonthRow.MOVED: False}


def fetched(plan: Plan | None) -> Sequence[MonthRow]:
    """The rows of a month with all that is asked of them; none without a plan."""
    if plan is None:
        return ()
    found = plan.month_rows.filter(removed_at=None).select_related("owner", "rpk_item", "plan")
    return with_lokmins(plan, found.prefetch_related("villages", "events", "spending", "files"))


def with_lokmins(plan: Plan, found: Iterable[MonthRow]) -> list[MonthRow]:
    """Rows of a month that know the days of the lokmin they are."""
    rows = list(found)
    days = lokmin_days(plan.puskesmas, Month(plan.year, plan.month), rows)
    for row in rows:
        row.lokmin_days = days.get(row.pk, ())
    return rows


def names(row: MonthRow) -> set[str]:
    """The sources a row is known by: as it was drawn, and what it was joined with since."""
    found = {*row.origins, row.source_key} - {""}
    if row.rpk_item_id:
        found.add(f"year:{row.rpk_item_id}")
    if row.action_id:
        found.add(f"action:{row.action_id}")
    if row.commitment_id:
        found.add(f"promise:{row.commitment_id}")
    return found


def month_of(row: MonthRow) -> Month:
    return Month(row.plan.year, row.plan.month)


def days_of(row: MonthRow) -> tuple[int, ...]:
    """The days of the row's month it stands in the calendar for; those of the meeting where it is a lokmin."""
    month = month_of(row)
    found: set[int] = set()
    for event in row.events.all():
        if event.removed_at is None:
            first, last = max(event.date, month.first_day), min(event.until or event.date, month.last_day)
            found |= set(range(first.day, last.day + 1)) if first <= last else set()
    return tuple(sorted(found)) or tuple(day.day for day in row.lokmin_days)


def core_row(row: MonthRow) -> core.MonthRow:
    """A stored row as core and papers take it."""
    month = row.plan.month
    item = row.rpk_item
    paid = [one for one in row.spending.all() if one.voided_at is None]
    owner = bodies.owner(row)
    villages = tuple(row.villages.all())
    return core.MonthRow(
        key=str(row.pk), activity=row.activity, effort=programme_name(row.programme) if row.programme else row.upaya,
        programme=row.programme, klaster=item.klaster if item else _klaster().get(row.programme), purpose=row.goal,
        target_group=row.target_group, target=row.target, owner=owner, volume=row.volume_micro, unit=row.unit,
        days=days_of(row), place=row.place or ", ".join(v.name for v in villages),
        villages=tuple(v.code for v in villages), workers=row.owner_text or owner, support=row.support,
        detail=row.method, costs=tuple(Cost(month, fund, rupiah) for fund, rupiah in row.money.items()),
        nature=row.nature, indicator=_indicator(row), note=row.state_reason, year_row=str(row.rpk_item_id or ""),
        origins=_origins(row), done=_DONE.get(row.state),
        done_volume=row.done_micro, paid=tuple(Cost(month, one.fund, one.rupiah) for one in paid), proof=row.proof,
    )  # fmt: skip


def _origins(row: MonthRow) -> tuple[core.Origin, ...]:
    """What it was drawn from first, in the words of the table; then the RTL, promises and gaps it is also known by."""
    source = _SOURCE[row.source]
    first = core.Origin(
        source, row.source_key.partition(":")[2] or str(row.pk), row.source_text or row.get_source_display()
    )
    of = {s.name.lower(): s for s in (core.Source.ACTION, core.Source.PROMISE, core.Source.GAP)}
    more = (name.partition(":") for name in sorted(names(row) - {first.name}))
    return (first, *(core.Origin(of[kind], key, "") for kind, _, key in more if kind in of))


def is_gap(row: MonthRow) -> bool:
    """Whether nothing but a gap asks for it."""
    return not (row.rpk_item_id or row.action_id or row.commitment_id) and bool(_gap(row))


def _gap(row: MonthRow) -> str:
    return next((name for name in sorted(names(row)) if name.startswith("gap:")), "")


@functools.cache
def _klaster() -> dict[str, int]:
    """Programme -> klaster, as the catalogue has it."""
    return {indicator.programme: indicator.klaster for indicator in load().indicators.values()}


def _indicator(row: MonthRow) -> str:
    if row.rpk_item and row.rpk_item.indicator:
        return row.rpk_item.indicator
    return _gap(row).removeprefix("gap:").partition("@")[0]


def columns(row: core.MonthRow, upaya: str) -> dict[str, Any]:
    """A drawn row as the table keeps it; villages and days are written apart."""
    origin = min(reversed(row.origins), key=lambda o: list(core.Source).index(o.source))
    by = {o.source: o.key for o in row.origins}
    # A gap only answered by this row asks for one of its own again when this one is taken out.
    own = not row.year_row and not row.todos
    kept = [o.name for o in row.origins if o.source is not core.Source.GAP or own]
    return {
        "source": STORED[origin.source], "source_text": short(row.why, 200), "source_key": origin.name[:80],
        "origins": kept,
        "rpk_item_id": int(row.year_row) if row.year_row else None, "action_id": _number(by.get(core.Source.ACTION)),
        "commitment_id": _number(by.get(core.Source.PROMISE)), "upaya": upaya or row.effort, "programme": row.programme,
        "nature": row.nature, "activity": row.activity[:300], "goal": row.purpose[:300],
        "target_group": row.target_group[:200], "target": row.target[:200], "volume_micro": row.volume,
        "unit": row.unit, "place": row.place[:200], "owner_text": row.workers[:200], "support": row.support[:300],
        "method": row.detail[:200], "money": money(row),
    }  # fmt: skip


def money(row: core.MonthRow) -> dict[str, int]:
    """Planned rupiah by source."""
    found: dict[str, int] = {}
    for cost in row.costs:
        found[cost.fund] = found.get(cost.fund, 0) + cost.rupiah
    return found


def span(month: Month, days: tuple[int, ...]) -> tuple[dt.date, dt.date | None] | None:
    """The first and last day of a drawn row; None without days."""
    if not days:
        return None
    first, last = dt.date(month.year, month.month, days[0]), dt.date(month.year, month.month, days[-1])
    return first, last if last > first else None


def _number(key: str | None) -> int | None:
    return int(key) if key else None
