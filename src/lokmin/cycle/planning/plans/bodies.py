"""The rows of a plan as a version freezes them: printed columns, money, sum; the same rows give the same hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from lokmin.core.numbers import from_micro, indonesian
from lokmin.core.periods import MONTH_NAMES
from lokmin.core.planning.money import known
from lokmin.core.planning.monthrecords import day_words
from lokmin.core.planning.versions import Line
from lokmin.cycle.planning.models import CostLine, MonthRow, Plan, RenstraLine, RpkItem, RukItem
from lokmin.cycle.planning.plans.funds import book

#: One row: key, name, heading it stands under, cost, printed columns, money as [fund, month, rupiah]; the month is 0
#: where money is of the whole year, and a year in a Renstra.
Row = dict[str, Any]
Money = list[tuple[str, int, int]]


def body(plan: Plan) -> dict[str, Any]:
    """All rows of a plan with their money, as JSON keeps them. A row without any cost has the cost None, never 0."""
    match plan.kind:
        case Plan.RENSTRA:
            rows = [_renstra(plan, line) for line in plan.renstra_lines.filter(removed_at=None)]
        case Plan.RUK:
            rows = [ruk_row(plan, item) for item in ruk_items(plan)]
        case Plan.RPK:
            rows = [_rpk(plan, item) for item in rpk_items(plan)]
        case _:
            rows = [_month(plan, row) for row in month_rows(plan)]
    return {"rows": rows, "total": known(row["cost"] for row in rows)}


def stamp(content: Mapping[str, Any]) -> str:
    """The hash of a body."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def lines(content: Mapping[str, Any]) -> tuple[Line, ...]:
    """The rows of a body as far as comparing needs them."""
    return tuple(Line(row["key"], row["name"], row["fields"], row["cost"]) for row in content.get("rows", ()))


def ruk_items(plan: Plan) -> Iterable[RukItem]:
    """The rows of a RUK with all that papers ask of them."""
    found = plan.ruk_items.filter(removed_at=None).select_related(
        "plan__puskesmas", "owner", "renstra__plan", "problem"
    )
    return found.prefetch_related("money", "costs", "villages")


def rpk_items(plan: Plan) -> Iterable[RpkItem]:
    """The rows of an RPK with all that papers ask of them."""
    found = plan.rpk_items.filter(removed_at=None).select_related("owner", "ruk_item")
    return found.prefetch_related("money", "costs", "months", "villages")


def month_rows(plan: Plan) -> Iterable[MonthRow]:
    """The rows of an RPK bulanan with all that papers ask of them."""
    return plan.month_rows.filter(removed_at=None).select_related("owner").prefetch_related("villages", "events")


def owner(row: RukItem | RpkItem | MonthRow) -> str:
    """The person in charge, from the staff register or as it was written."""
    return row.owner.name if row.owner else row.owner_text


def volume(micro: int | None, unit: str) -> str:
    """``12 kali``; empty where no volume was said."""
    return "" if micro is None else f"{indonesian(from_micro(micro))} {unit}".strip()


def villages(row: RukItem | RpkItem | MonthRow) -> str:
    return ", ".join(village.name for village in row.villages.all())


def cost_lines(row: RukItem | RpkItem) -> str:
    """The lines of costs as one text, so that a change of a price is seen."""
    return "; ".join(_cost(line) for line in row.costs.all())


def _cost(line: CostLine) -> str:
    times = f" × {line.times} kali" if line.times != 1 else ""
    return f"{line.text} {volume(line.volume_micro, line.unit)}{times} × Rp{indonesian(line.price)}"


def _renstra(plan: Plan, line: RenstraLine) -> Row:
    years = range(plan.year, plan.until_year + 1)
    budgets = dict(zip(years, line.budgets, strict=False))
    fields: dict[str, Any] = {
        "Upaya Kesehatan": line.upaya, "Tujuan": line.goal, "Indikator Kinerja": line.indicator_text,
        "Cara Perhitungan": line.formula, "Keadaan Awal": line.baseline,
        **{f"Target {year}": target for year, target in zip(years, line.targets, strict=False)},
        "Rincian Kegiatan": line.activities, **{f"Anggaran {year}": amount for year, amount in budgets.items()},
        "Sumber": book(plan.year).short(line.fund),
    }  # fmt: skip
    money: Money = [(line.fund, year, amount) for year, amount in budgets.items() if amount is not None]
    return _row(line, line.indicator_text, line.upaya, fields, known(budgets.values()), money)


def ruk_row(plan: Plan, item: RukItem) -> Row:
    """One row of a RUK."""
    money: Money = [(one.fund, 0, one.rupiah) for one in item.money.all()]
    cost = known(rupiah for _fund, _month, rupiah in money)
    fields: dict[str, Any] = {
        "Upaya Kesehatan": item.upaya, "Kegiatan": item.activity, "Tujuan": item.goal, "Sasaran": item.target_group,
        "Target Sasaran": item.target, "Penanggung Jawab": owner(item), "Kebutuhan Alat": item.tools,
        "Kebutuhan Tenaga": item.people, "Mitra Kerja": item.partners, "Waktu Pelaksanaan": item.time_text,
        "Kebutuhan Anggaran": cost, "Indikator Kinerja": item.success, "Sumber Pembiayaan": _funds(plan, money),
        "Volume": volume(item.volume_micro, item.unit), "Desa": villages(item), "Rincian Biaya": cost_lines(item),
        "Pendanaan": item.get_funding_display() if item.funding else "", "Yang Didanai": item.funded,
        "Alasan Pendanaan": item.funding_reason,
    }  # fmt: skip
    return _row(item, item.activity, item.upaya, fields, cost, money)


def _rpk(plan: Plan, item: RpkItem) -> Row:
    money: Money = [(one.fund, one.month, one.rupiah) for one in item.money.all()]
    cost = known(rupiah for _fund, _month, rupiah in money)
    by_fund: dict[str, int] = {}
    by_month: dict[int, int] = {}
    for fund, month, rupiah in money:
        by_fund[fund] = by_fund.get(fund, 0) + rupiah
        by_month[month] = by_month.get(month, 0) + rupiah
    fields: dict[str, Any] = {
        "Upaya Kesehatan": item.upaya, "Kegiatan": item.activity, "Tujuan": item.goal, "Sasaran": item.target_group,
        "Target Sasaran": item.target, "Penanggung Jawab": owner(item),
        "Volume Kegiatan": volume(item.volume_micro, item.unit), "Jadwal": _schedule(item),
        "Rincian Pelaksanaan": item.details, "Lokasi Pelaksanaan": item.location or villages(item), "Biaya": cost,
        "Sumber Pembiayaan": _funds(plan, [(fund, 0, rupiah) for fund, rupiah in by_fund.items()]),
        "Biaya tiap Bulan": "; ".join(f"{MONTH_NAMES[m - 1]} {indonesian(by_month[m])}" for m in sorted(by_month)),
        "Indikator Kinerja": item.success, "Mitra Kerja": item.partners, "Alasan Kegiatan Baru": item.new_reason,
    }  # fmt: skip
    return _row(item, item.activity, item.upaya, fields, cost, money)


def _schedule(item: RpkItem) -> str:
    months = ((MONTH_NAMES[one.month - 1][:3], one.times) for one in item.months.all())
    return ", ".join(name if times == 1 else f"{name} {times}×" for name, times in months)


def _month(plan: Plan, row: MonthRow) -> Row:
    money: Money = [(fund, plan.month, rupiah) for fund, rupiah in sorted(row.money.items())]
    cost = known(rupiah for _fund, _month, rupiah in money)
    fields: dict[str, Any] = {
        "Upaya Kesehatan": row.upaya, "Kegiatan": row.activity, "Tujuan": row.goal, "Sasaran": row.target_group,
        "Target": row.target, "Volume": volume(row.volume_micro, row.unit), "Tanggal": _dates(row),
        "Tempat": row.place or villages(row),
        "Pelaksana": owner(row), "Dukungan LP/LS": row.support, "Biaya": cost, "Sumber Pembiayaan": _funds(plan, money),
        "Keadaan": row.get_state_display() + (f": {row.state_reason}" if row.state_reason else ""),
        "Asal": row.source_text or row.get_source_display(),
    }  # fmt: skip
    return _row(row, row.activity, row.upaya, fields, cost, money)


def _dates(row: MonthRow) -> str:
    """``3, 5–7``: the days of the joint calendar, so that moving one is seen."""
    days: set[int] = set()
    for event in row.events.all():
        if event.removed_at is None:
            last = event.until or event.date
            days |= set(range(event.date.day, last.day + 1 if last.month == event.date.month else 32))
    return day_words(days)


def _funds(plan: Plan, money: Money) -> str:
    """``BOK``; of several each with its rupiah, so that moving money between sources is seen."""
    short = book(plan.year).short
    if len(money) < 2:
        return "".join(short(fund) for fund, _month, _rupiah in money)
    return "; ".join(f"{short(fund)} {indonesian(rupiah)}" for fund, _month, rupiah in money)


def _row(row: Any, name: str, group: str, fields: dict[str, Any], cost: int | None, money: Money) -> Row:
    return {
        "key": str(row.pk),
        "name": name,
        "group": group,
        "cost": cost,
        "fields": fields,
        "money": [list(one) for one in money],
    }
