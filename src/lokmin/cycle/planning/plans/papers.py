"""The papers of any plan: approval and signatures, the document of chapters, a version as it was frozen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from lokmin.core.planning.money import Sum
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.register.papers import office
from lokmin.cycle.planning.models import Plan, PlanVersion
from lokmin.cycle.planning.plans import queries
from lokmin.cycle.planning.plans.chapters import chapter_texts, team
from lokmin.cycle.planning.plans.funds import book
from lokmin.cycle.planning.renstra import papers as renstra
from lokmin.cycle.planning.ruk import papers as ruk
from lokmin.cycle.planning.situation import papers as situation
from lokmin.cycle.workforce.staff import queries as staff
from lokmin.documents.forms.planparts import (
    Approval,
    PlanColumn,
    PlanGroup,
    PlanSummary,
    PlanTable,
    approval_sheet,
    signature_sheet,
    wide_paper,
)
from lokmin.documents.forms.records import Signer
from lokmin.documents.forms.renstra import renstra_chapters
from lokmin.documents.forms.ruk import ruk_chapters
from lokmin.documents.model import Block, Document

#: Plans that have a document of chapters.
CHAPTERED = (Plan.RUK, Plan.RENSTRA)
#: Width of the printed table, and how much of it a column of money takes.
_WIDE, _MONEY = 302.0, 22.0
_ORDER = ("Upaya Kesehatan", "Rincian Biaya", "Volume", "Desa", "Biaya tiap Bulan", "Pendanaan", "Yang Didanai",
          "Alasan Pendanaan")  # fmt: skip


def summary(plan: Plan) -> PlanSummary:
    """One plan on an approval sheet: of the last version, so that paper and store say the same."""
    version = plan.versions.first()
    content: dict[str, Any] = version.body if version else {"rows": []}
    funds = book(plan.year)
    efforts: dict[str, list[int | None]] = {}
    sums: dict[str, list[int | None]] = {}
    for row in content["rows"]:
        efforts.setdefault(row["group"] or "Belum dikelompokkan", []).append(row["cost"])
        by: dict[str, int] = {}
        for fund, _month, rupiah in row["money"]:
            by[fund] = by.get(fund, 0) + rupiah
        for fund, rupiah in by.items():
            sums.setdefault(funds.short(fund) or "Belum dipilih", []).append(rupiah)
    changes = version.changes[0] if version and version.changes else ""
    return PlanSummary(
        _name(plan), version.number if version else 1, len(content["rows"]),
        Sum.of(row["cost"] for row in content["rows"]),
        tuple((name, len(costs), Sum.of(costs)) for name, costs in efforts.items()),
        tuple((name, len(costs), Sum.of(costs)) for name, costs in sums.items()),
        version.reason if version else "", changes, "indikator" if plan.kind == Plan.RENSTRA else "kegiatan",
    )  # fmt: skip


def _name(plan: Plan) -> str:
    names = {
        Plan.RUK: f"Rencana Usulan Kegiatan (RUK) Tahun {plan.year}",
        Plan.RPK: f"Rencana Pelaksanaan Kegiatan (RPK) Tahun {plan.year}",
        Plan.RENSTRA: f"Rencana Lima Tahunan Puskesmas Tahun {plan.year}–{plan.until_year}",
    }  # fmt: skip
    return names.get(plan.kind) or queries.title(plan.kind, plan.year, plan.month)


def approval(plans: Sequence[Plan], *, occasion: str = "", number: str = "") -> Document:
    """Lembar persetujuan of plans that are approved together: RPK n and RUK n+1 in one lokmin."""
    with override("id"):
        return approval_sheet(
            [summary(plan) for plan in plans], Approval(occasion or "lokakarya mini", number),
            office(plans[0].puskesmas),
        )  # fmt: skip


def signatures(plan: Plan) -> Document:
    """Everybody who works here agrees to a plan by signing."""
    with override("id"):
        people = [Signer(row.name, row.job, row.rank, row.nip) for row in staff.staff(plan.puskesmas, clock.today())]
        about = f"Yang bertanda tangan di bawah ini mengetahui dan menyepakati {_name(plan)}."
        return signature_sheet("Lembar Tanda Tangan", about, people, office(plan.puskesmas))


def document(plan: Plan) -> Document:
    """The document of chapters of a RUK or a five-year plan.

    Raises:
        ValueError: a kind of plan that has none.
    """
    if plan.kind not in CHAPTERED:
        raise ValueError(f"{plan} tidak punya dokumen bab")
    with override("id"):
        parts = filled(plan.puskesmas, plan.year)
        if plan.kind == Plan.RENSTRA:
            return renstra_chapters(renstra.paper(plan), chapter_texts(plan), parts)
        return ruk_chapters(ruk.paper(plan.puskesmas, plan.year), chapter_texts(plan), parts)


def filled(puskesmas: Puskesmas, year: int) -> dict[str, Sequence[Block]]:
    """What the system writes into the chapters."""
    given = situation.paper(puskesmas, year)
    return {
        "tim": team(puskesmas), "umum": situation.general_part(given), "situasi": situation.situation_part(given),
        "masalah": situation.problem_part(given), "capaian": situation.gap_part(given),
    }  # fmt: skip


def version_table(version: PlanVersion) -> PlanTable:
    """A version as it was frozen, by upaya with subtotals; columns that are empty in all rows are left out."""
    rows = version.body.get("rows", [])
    named = [name for row in rows for name in row["fields"]]
    heads = [
        name for name in dict.fromkeys(named)
        if name not in _ORDER and any(row["fields"].get(name) not in (None, "") for row in rows)
    ]  # fmt: skip
    money = {name for name in heads if any(isinstance(row["fields"].get(name), int) for row in rows)}
    left = _WIDE - 8 - _MONEY * len(money)
    width = left / max(len(heads) - len(money), 1)
    columns = (
        PlanColumn("No", 8, 5),
        *(PlanColumn(n, _MONEY if n in money else width, 16 if n in money else 24, n in money) for n in heads),
    )
    groups: dict[str, list[tuple[str | int | None, ...]]] = {}
    for number, row in enumerate(rows, start=1):
        cells = tuple(row["fields"].get(name) for name in heads)
        groups.setdefault(row["group"] or "Belum dikelompokkan", []).append((str(number), *cells))
    plan = version.plan
    day = timezone.localtime(version.made_at).date()
    return PlanTable(
        f"Versi {version.number}", f"{_name(plan)}, versi {version.number}",
        f"{plan.puskesmas.name}, {day:%d-%m-%Y}: {version.reason}", columns,
        tuple(PlanGroup(name, tuple(cells)) for name, cells in groups.items()), label=1,
    )  # fmt: skip


def version_paper(version: PlanVersion) -> Document:
    """A version on F4 on its side."""
    with override("id"):
        return wide_paper("versi-rencana", version_table(version), office(version.plan.puskesmas))
