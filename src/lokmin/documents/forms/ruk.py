"""RUK on paper: the official thirteen columns grouped by upaya with subtotals, a variant with details, its chapters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lokmin.core.planning.funds import FundBook
from lokmin.core.planning.ruk import Origin, RukItem, by_fund, from_sources, grouped, total
from lokmin.core.planning.rules import PlanRule
from lokmin.documents.forms.planparts import (
    NOTHING,
    ChapterText,
    PlanColumn,
    PlanGroup,
    PlanSummary,
    PlanTable,
    chapters_paper,
    figure,
    wide_paper,
)
from lokmin.documents.forms.problemparts import Office
from lokmin.documents.forms.words import rupiah
from lokmin.documents.model import Block, Column, Document, Paragraph, Row, Table

_COLUMNS = (
    PlanColumn("No", 8, 5),
    PlanColumn("Upaya Kesehatan", 20, 16),
    PlanColumn("Kegiatan", 34, 30),
    PlanColumn("Tujuan", 29, 26),
    PlanColumn("Sasaran", 22, 18),
    PlanColumn("Target Sasaran", 21, 16),
    PlanColumn("Penanggung Jawab", 23, 18),
    PlanColumn("Kebutuhan Sumber Daya (dana, alat, tenaga)", 34, 30),
    PlanColumn("Mitra Kerja", 22, 16),
    PlanColumn("Waktu Pelaksanaan", 22, 16),
    PlanColumn("Kebutuhan Anggaran (Rp)", 23, 16, money=True),
    PlanColumn("Indikator Kinerja", 30, 26),
    PlanColumn("Sumber Pembiayaan", 22, 14),
)
#: Behind "Kegiatan" in the variant; the others give way a little.
_DETAIL = PlanColumn("Rincian Kegiatan", 36, 36)
_NARROWED = 0.87
_COST = 10


@dataclass(frozen=True, slots=True)
class RukPaper:
    """A RUK as it is printed; ``standing`` says which version its rows are (``Versi 2, disetujui 6 Januari 2026``)."""

    year: int
    items: tuple[RukItem, ...]
    rule: PlanRule
    funds: FundBook
    by: Office
    version: int = 1
    reason: str = ""
    standing: str = ""

    @property
    def name(self) -> str:
        return f"Rencana Usulan Kegiatan (RUK) Tahun {self.year}"


def resources(item: RukItem) -> str:
    """``Dana: konsumsi; alat: timbangan; tenaga: 2 bidan``."""
    named = (("dana", item.money), ("alat", item.tools), ("tenaga", item.staff))
    text = "; ".join(f"{name}: {words}" for name, words in named if words.strip())
    return text[:1].upper() + text[1:]


def fund_words(item: RukItem, funds: FundBook) -> str:
    """``BOK``; with several sources each with its rupiah: ``BOK 8.000.000; Dana desa 2.000.000``."""
    known = [(funds.short(fund), amount) for fund, amount in item.amounts if fund]
    if len(known) < 2:
        return "".join(name for name, _ in known)
    return "; ".join(f"{name} {figure(amount)}" for name, amount in known)


def details(item: RukItem) -> str:
    """Rincian kegiatan: the words, then the lines of costs with their sums."""
    lines = [f"{line.text}: {line.sum_text} = {rupiah(line.rupiah)}" for line in item.lines]
    return "\n".join(part for part in (item.detail, *lines) if part)


def ruk_table(paper: RukPaper, *, detailed: bool = False) -> PlanTable:
    """The table paper and workbook are made from; numbers run through the groups."""
    columns: tuple[PlanColumn, ...] = _COLUMNS
    if detailed:
        slim = tuple(
            PlanColumn(c.title, c.width if c.money or not i else c.width * _NARROWED, c.chars, c.money)
            for i, c in enumerate(_COLUMNS)
        )
        columns = (*slim[:3], _DETAIL, *slim[3:])
    number, groups = 0, []
    for group in grouped(paper.items, paper.rule):
        rows = []
        for item in group.items:
            number += 1
            unit = item.unit or (group.name if item.effort else "")
            cells: list[str | int | None] = [
                str(number), unit, item.activity, item.purpose, item.target_group, item.target,
                item.owner, resources(item), item.partners, item.when, item.cost, item.indicator,
                fund_words(item, paper.funds),
            ]  # fmt: skip
            if detailed:
                cells.insert(3, details(item))
            rows.append(tuple(cells))
        groups.append(PlanGroup(group.name, tuple(rows)))
    version = paper.standing or (f"versi {paper.version}" if paper.version > 1 else "")
    under = ", ".join(part for part in (paper.by.puskesmas, version) if part)
    return PlanTable(
        "RUK rinci" if detailed else "RUK", paper.name, under, columns, tuple(groups),
        empty="Belum ada kegiatan yang diusulkan.", pending=total(paper.items).open,
    )  # fmt: skip


def ruk(paper: RukPaper, *, detailed: bool = False) -> Document:
    """The RUK in its official columns, F4 on its side."""
    marked = from_sources(paper.items, Origin.MMD)
    own = [item for item in paper.items if any(f in _community(paper.funds) for f in item.funds)]
    notes = [
        f"Berasal dari SMD/MMD: {len(marked)} kegiatan." if marked else "",
        f"Dibiayai masyarakat sendiri: {len(own)} kegiatan." if own else "",
    ]
    code = "ruk-rinci" if detailed else "ruk"
    return wide_paper(code, ruk_table(paper, detailed=detailed), paper.by, notes=notes)


def _community(funds: FundBook) -> frozenset[str]:
    return frozenset(fund.code for fund in funds.funds if fund.community)


def ruk_summary(paper: RukPaper, changes: str = "") -> PlanSummary:
    """The RUK on an approval sheet."""
    sums = by_fund(paper.items)
    ordered = [code for code in (*paper.funds.codes, "") if code in sums]
    ordered += [code for code in sums if code not in ordered]
    counts = {code: sum(code in (item.funds or ("",)) for item in paper.items) for code in ordered}
    return PlanSummary(
        paper.name, paper.version, len(paper.items), total(paper.items),
        tuple((group.name, len(group.items), group.total) for group in grouped(paper.items, paper.rule)),
        tuple((paper.funds.short(code) or "Belum dipilih", counts[code], sums[code]) for code in ordered),
        paper.reason, changes,
    )  # fmt: skip


def ruk_chapters(paper: RukPaper, chapters: Sequence[ChapterText], filled: Mapping[str, Sequence[Block]]) -> Document:
    """The document Bab I-VI; ``filled`` gives the blocks of ``situasi``, ``masalah``, ``tim``; Bab V is made here."""
    own = {"ruk": (_short(paper), *_closing(paper))}
    return chapters_paper("dokumen-ruk", paper.name, chapters, {**filled, **own}, paper.by)


def _short(paper: RukPaper) -> Table:
    """The proposal at a glance; all columns stand in the annex."""
    columns = (
        Column("No", width=9), Column("Kegiatan", share=1.6), Column("Target sasaran"), Column("Waktu", share=0.9),
        Column("Anggaran (Rp)", width=30, align="right"), Column("Sumber", share=0.8),
    )  # fmt: skip
    rows: list[Row] = []
    number = 0
    for group in grouped(paper.items, paper.rule):
        rows.append(Row((group.name,), kind="group"))
        for item in group.items:
            number += 1
            words = (item.activity, item.target, item.when)
            rows.append(
                Row(
                    (
                        str(number),
                        *(w or NOTHING for w in words),
                        figure(item.cost),
                        fund_words(item, paper.funds) or NOTHING,
                    )
                )
            )
        rows.append(Row(("", f"Jumlah {group.name}", "", "", figure(group.total.amount), ""), kind="total"))
    if not rows:
        rows = [Row(("Belum ada kegiatan yang diusulkan.",), kind="group")]
    else:
        rows.append(Row(("", "JUMLAH SELURUHNYA", "", "", figure(total(paper.items).amount), ""), kind="total"))
    return Table(columns, tuple(rows), size=8.5, breakable=True)


def _closing(paper: RukPaper) -> tuple[Block, ...]:
    text = f"Jumlah yang diusulkan {rupiah(total(paper.items).amount)}. Semua kolom RUK ada di lampiran (F4 melintang)."
    return (Paragraph(text, small=True),)
