"""The one table of proposals (SDM, alat, logistik, pelatihan) and the map of logistic needs, for paper and workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lokmin.core.needs.logistics import Good
from lokmin.core.needs.proposals import KINDS, PRIORITIES, PriorityRules, Proposal
from lokmin.documents.forms.planparts import NOTHING, PlanColumn, PlanGroup, PlanTable, wide_paper
from lokmin.documents.forms.problemparts import Office
from lokmin.documents.forms.words import count
from lokmin.documents.model import Document

#: The official columns in their order (domain.md 5.4); 310 mm in all.
COLUMNS = (
    PlanColumn("No", 9, 5),
    PlanColumn("Usulan", 62, 40),
    PlanColumn("Dasar", 52, 32),
    PlanColumn("Kebutuhan", 20, 11, right=True),
    PlanColumn("Tersedia", 18, 10, right=True),
    PlanColumn("Kekurangan", 22, 12, right=True),
    PlanColumn("Prioritas", 18, 10),
    PlanColumn("Perkiraan biaya (Rp)", 27, 17, money=True),
    PlanColumn("Sumber", 27, 18),
    PlanColumn("Tindak lanjut", 55, 34),
)
LOGISTIC_COLUMNS = (
    PlanColumn("No", 9, 5),
    PlanColumn("Barang", 62, 38),
    PlanColumn("Satuan", 18, 10),
    PlanColumn("Cara menghitung", 62, 36),
    PlanColumn("Kebutuhan", 22, 12, right=True),
    PlanColumn("Stok", 20, 11, right=True),
    PlanColumn("Kekurangan", 22, 12, right=True),
    PlanColumn("Harga satuan (Rp)", 25, 14, right=True),
    PlanColumn("Biaya (Rp)", 30, 17, money=True),
    PlanColumn("Sumber", 40, 22),
)


def proposal_table(proposals: Sequence[Proposal], year: int, puskesmas: str, funds: Mapping[str, str]) -> PlanTable:
    """The proposals in groups of their kind, each as it comes (the most urgent first)."""
    number = iter(range(1, len(proposals) + 1))
    groups = tuple(
        PlanGroup(name, tuple(_row(next(number), one, funds) for one in proposals if one.kind == kind))
        for kind, name in KINDS.items()
        if any(one.kind == kind for one in proposals)
    )
    return PlanTable(
        sheet="Usulan", title=f"Usulan Kebutuhan Tahun {year}", under=puskesmas, columns=COLUMNS, groups=groups,
        label=1, empty="Belum ada usulan.", pending=sum(one.cost is None for one in proposals),
    )  # fmt: skip


def _row(number: int, one: Proposal, funds: Mapping[str, str]) -> tuple[str | int | None, ...]:
    unit = f" {one.unit}" if one.unit else ""
    return (
        str(number), one.item, one.basis, f"{count(one.needed)}{unit}", count(one.available), count(one.gap),
        PRIORITIES.get(one.priority or 0, NOTHING), one.cost, funds.get(one.fund, one.fund),
        one.followup + (f" ({one.state})" if one.state != "usulan" else ""),
    )  # fmt: skip


def proposal_paper(
    proposals: Sequence[Proposal], year: int, by: Office, funds: Mapping[str, str], rules: PriorityRules
) -> Document:
    """The table on F4 on its side, with the rule of its priorities."""
    table = proposal_table(proposals, year, by.puskesmas, funds)
    note = f"Prioritas: {rules.text}" + ("" if rules.confirmed else " Aturan ini belum dikukuhkan Dinkes.")
    return wide_paper("usulan-kebutuhan", table, by, notes=(note,))


def logistic_table(
    goods: Sequence[Good], year: int, puskesmas: str, programmes: Mapping[str, str], funds: Mapping[str, str]
) -> PlanTable:
    """Programme x item x need x stock x gap x cost x source, in groups of programmes."""
    number = iter(range(1, len(goods) + 1))
    groups = tuple(
        PlanGroup(
            programmes.get(programme, programme),
            tuple(_good(next(number), one, funds) for one in goods if one.programme == programme),
        )
        for programme in dict.fromkeys(one.programme for one in goods)
    )
    return PlanTable(
        sheet="Logistik", title=f"Peta Kebutuhan Logistik Program Tahun {year}", under=puskesmas,
        columns=LOGISTIC_COLUMNS, groups=groups, label=1, empty="Belum ada barang.",
        pending=sum(one.cost is None for one in goods),
    )  # fmt: skip


def _good(number: int, one: Good, funds: Mapping[str, str]) -> tuple[str | int | None, ...]:
    price = NOTHING if one.price is None else f"{one.price:,}".replace(",", ".")
    return (
        str(number), one.item, one.unit, one.basis, count(one.need), count(one.stock), count(one.gap), price, one.cost,
        funds.get(one.fund, one.fund),
    )  # fmt: skip


def logistic_paper(
    goods: Sequence[Good], year: int, by: Office, programmes: Mapping[str, str], funds: Mapping[str, str]
) -> Document:
    """The map of logistic needs on F4 on its side."""
    table = logistic_table(goods, year, by.puskesmas, programmes, funds)
    note = "Kekurangan = kebutuhan dikurangi stok. Tanda – berarti belum dihitung, bukan nol."
    return wide_paper("kebutuhan-logistik", table, by, notes=(note,))
