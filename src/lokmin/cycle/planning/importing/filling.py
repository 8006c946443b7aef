"""A plan as the rows an office's own form is filled with, and as the placeholders of its own Word form."""

from __future__ import annotations

from typing import Any

from django.utils.translation import override

from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.planning.models import Plan, RpkItem
from lokmin.cycle.planning.plans import bodies
from lokmin.cycle.planning.plans import queries as plans
from lokmin.cycle.planning.plans.funds import book, plan_rule
from lokmin.cycle.planning.ruk.records import records
from lokmin.documents.forms.planparts import figure
from lokmin.documents.forms.ruk import details, fund_words, resources

Row = dict[str, str | int | None]


def rows(puskesmas: Puskesmas, kind: str, year: int) -> list[Row]:
    """The rows of a plan by field (as the reader of plans names them); empty where there is no plan."""
    plan = plans.plan(puskesmas, kind, year)
    if plan is None:
        return []
    with override("id"):
        return _ruk(plan) if kind == Plan.RUK else [_rpk(plan, item) for item in bodies.rpk_items(plan)]


def _ruk(plan: Plan) -> list[Row]:
    funds, rule = book(plan.year), plan_rule(plan.year)
    found: list[Row] = []
    for item in sorted(records(plan), key=lambda one: rule.rank(one.effort)):
        row: Row = {
            "group": rule.effort_name(item.effort), "upaya": item.unit or rule.effort_name(item.effort),
            "activity": item.activity, "details": details(item), "purpose": item.purpose,
            "target_group": item.target_group, "target": item.target, "owner": item.owner,
            "resources": resources(item), "money": item.money, "tools": item.tools, "staff": item.staff,
            "partners": item.partners, "when": item.when, "cost": item.cost, "indicator": item.indicator,
            "fund": fund_words(item, funds), "volume": item.detail,
        }  # fmt: skip
        found.append(row | {f"fund:{code}": rupiah for code, rupiah in item.amounts})
    return found


def _rpk(plan: Plan, item: RpkItem) -> Row:
    funds = book(plan.year)
    sums: dict[str, int] = {}
    for one in item.money.all():
        sums[one.fund] = sums.get(one.fund, 0) + one.rupiah
    row: Row = {
        "group": item.upaya, "upaya": item.upaya, "activity": item.activity, "details": item.details,
        "purpose": item.goal, "target_group": item.target_group, "target": item.target, "owner": bodies.owner(item),
        "volume": bodies.volume(item.volume_micro, item.unit), "partners": item.partners,
        "place": item.location or bodies.villages(item), "method": item.method, "indicator": item.success,
        "cost": sum(sums.values()) if sums else None, "fund": ", ".join(funds.short(code) for code in sums),
    }  # fmt: skip
    row |= {f"fund:{code}": rupiah for code, rupiah in sums.items()}
    return row | {f"month:{one.month}": one.times if one.times > 1 else "x" for one in item.months.all()}


def context(puskesmas: Puskesmas, kind: str, year: int) -> dict[str, Any]:
    """What a Word form may name: ``puskesmas``, ``tahun``, ``jumlah``, and the list ``baris`` with its fields."""
    found = rows(puskesmas, kind, year)
    names = {
        "upaya": "upaya", "kegiatan": "activity", "rincian": "details", "tujuan": "purpose", "sasaran": "target_group",
        "target": "target", "pj": "owner", "sumber_daya": "resources", "mitra": "partners", "waktu": "when",
        "indikator": "indicator", "dana": "fund", "volume": "volume", "lokasi": "place",
    }  # fmt: skip
    total = sum(cost for row in found if isinstance(cost := row.get("cost"), int))
    lines = [
        {
            "no": n, "kelompok": row["group"], "biaya": _figure(row),
            **{told: row.get(name) or "–" for told, name in names.items()},
        }
        for n, row in enumerate(found, start=1)
    ]  # fmt: skip
    return {"puskesmas": puskesmas.name, "tahun": year, "jumlah": figure(total), "baris": lines}


def _figure(row: Row) -> str:
    cost = row.get("cost")
    return figure(cost if isinstance(cost, int) else None)
