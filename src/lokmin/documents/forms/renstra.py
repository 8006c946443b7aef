"""The five-year plan on paper: the matrix in its official columns with subtotals, and its document of chapters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lokmin.core.planning.funds import FundBook
from lokmin.core.planning.money import Sum
from lokmin.core.planning.renstra import RenstraLine, grand_total, grouped, year_sums, years_of
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


@dataclass(frozen=True, slots=True)
class RenstraPaper:
    """A five-year plan as it is printed; ``first`` its first year."""

    first: int
    lines: tuple[RenstraLine, ...]
    rule: PlanRule
    funds: FundBook
    by: Office
    version: int = 1
    reason: str = ""
    standing: str = ""

    @property
    def years(self) -> tuple[int, ...]:
        return years_of(self.first, self.rule.years)

    @property
    def name(self) -> str:
        return f"Rencana Lima Tahunan Puskesmas Tahun {self.years[0]}–{self.years[-1]}"


def renstra_table(paper: RenstraPaper) -> PlanTable:
    """The matrix: No, upaya, tujuan, indikator, cara perhitungan, targets, rincian kegiatan, money per year, sumber."""
    columns = (
        PlanColumn("No", 7, 5),
        PlanColumn("Upaya Kesehatan", 18, 16),
        PlanColumn("Tujuan", 21, 24),
        PlanColumn("Indikator Kinerja", 24, 22),
        PlanColumn("Cara Perhitungan", 26, 24),
        *(PlanColumn(f"Target {year}", 12, 9) for year in paper.years),
        PlanColumn("Rincian Kegiatan", 32, 34),
        *(PlanColumn(f"Anggaran {year} (Rp)", 21.5, 15, money=True) for year in paper.years),
        PlanColumn("Sumber", 14, 14),
    )
    number, groups = 0, []
    for group in grouped(paper.lines, paper.rule, len(paper.years)):
        rows: list[tuple[str | int | None, ...]] = []
        for line in group.lines:
            number += 1
            rows.append((
                str(number), line.unit or group.name, line.purpose, line.indicator, line.formula,
                *(line.target(at) for at in range(len(paper.years))), "\n".join(line.activities),
                *(line.budget(at) for at in range(len(paper.years))),
                ", ".join(paper.funds.short(code) for code in line.funds),
            ))  # fmt: skip
        groups.append(PlanGroup(group.name, tuple(rows)))
    version = paper.standing or (f"versi {paper.version}" if paper.version > 1 else "")
    under = ", ".join(part for part in (paper.by.puskesmas, version) if part)
    return PlanTable(
        "Matriks", paper.name, under, columns, tuple(groups), label=3,
        empty="Belum ada indikator.",
    )  # fmt: skip


def renstra(paper: RenstraPaper) -> Document:
    """The matrix, F4 on its side."""
    whole = grand_total(paper.lines, paper.years)
    sentence = f"Jumlah lima tahun: {rupiah(whole.amount)}."
    if whole.open:
        sentence += f" {whole.open} anggaran tahunan belum dihitung dan tidak termasuk."
    return wide_paper("rencana-lima-tahunan", renstra_table(paper), paper.by, notes=[sentence])


def renstra_summary(paper: RenstraPaper, changes: str = "") -> PlanSummary:
    """The plan on an approval sheet, by upaya and by year."""
    groups = grouped(paper.lines, paper.rule, len(paper.years))
    years = zip(paper.years, year_sums(paper.lines, len(paper.years)), strict=True)
    return PlanSummary(
        paper.name, paper.version, len(paper.lines), grand_total(paper.lines, paper.years),
        tuple((group.name, len(group.lines), group.total) for group in groups),
        tuple((str(year), len(paper.lines), one) for year, one in years),
        paper.reason, changes, unit="indikator", parts_by="Tahun",
    )  # fmt: skip


def renstra_chapters(
    paper: RenstraPaper, chapters: Sequence[ChapterText], filled: Mapping[str, Sequence[Block]]
) -> Document:
    """The document Bab I-VII; Bab III (indicators) and V (matrix) are made here, the others given in ``filled``."""
    own: dict[str, tuple[Block, ...]] = {
        "indikator": (_indicators(paper),),
        "matriks": (_money(paper), Paragraph("Matriks lengkap ada di lampiran (F4 melintang).", small=True)),
    }
    return chapters_paper("dokumen-rencana-lima-tahunan", paper.name, chapters, {**filled, **own}, paper.by)


def _indicators(paper: RenstraPaper) -> Table:
    columns = (
        Column("No", width=8), Column("Indikator kinerja", share=1.4), Column("Cara perhitungan", share=1.4),
        Column("Awal", width=14, align="right"),
        *(Column(str(year), width=15, align="right") for year in paper.years),
    )  # fmt: skip
    rows: list[Row] = []
    number = 0
    for group in grouped(paper.lines, paper.rule, len(paper.years)):
        rows.append(Row((group.name,), kind="group"))
        for line in group.lines:
            number += 1
            targets = (line.baseline, *(line.target(at) for at in range(len(paper.years))))
            texts = (line.indicator, line.formula, *targets)
            rows.append(Row((str(number), *(text or NOTHING for text in texts))))
    return Table(columns, tuple(rows) or (Row(("Belum ada indikator.",), kind="group"),), size=8.5, breakable=True)


def _money(paper: RenstraPaper) -> Table:
    columns = (
        Column("Upaya kesehatan"),
        *(Column(f"{year} (Rp)", width=25, align="right") for year in paper.years),
        Column("Jumlah (Rp)", width=27, align="right"),
    )
    groups = grouped(paper.lines, paper.rule, len(paper.years))
    rows = [
        Row((g.name, *(figure(one.amount) for one in g.totals), figure(g.total.amount))) for g in groups
    ]  # fmt: skip
    sums = year_sums(paper.lines, len(paper.years))
    last = Row(("Jumlah", *(figure(s.amount) for s in sums), figure(sum(sums, Sum()).amount)), kind="total")
    return Table(columns, (*rows, last) if rows else (Row(("Belum ada anggaran.",), kind="group"),), size=8.5)
