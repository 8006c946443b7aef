"""The register of problems and the gap table over three years (domain.md 2.6) on paper."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from lokmin.core.indicators.words import rate
from lokmin.core.problems.gaps import GapRow
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.problemparts import Office, landscape, office
from lokmin.documents.forms.problemrecords import RegisterRow
from lokmin.documents.forms.records import PackInput
from lokmin.documents.model import Block, Column, Document, Paragraph, Row, Table, Title


def gap_table_paper(rows: Sequence[GapRow], years: tuple[int, ...], by: Office) -> Document:
    """The gap table, landscape; ``years`` are those of the coverages, oldest first."""
    title = f"Tabel Kesenjangan Tahun {years[0]}–{years[-1]}" if years else "Tabel Kesenjangan"
    columns = (
        Column("No", width=9),
        Column("Jenis pelayanan", share=1.0),
        Column("Indikator", share=1.3),
        Column("Target", width=20, align="right"),
        *(Column(f"Cakupan {year}", width=20, align="right") for year in years),
        Column("Kesenjangan", width=25, align="right"),
        Column("Trend", width=20),
        Column("Masalah", share=2.1),
    )
    body = tuple(Row((str(number), *_gap_cells(row))) for number, row in enumerate(rows, start=1))
    blocks: list[Block] = [
        Title(title.upper(), by.puskesmas),
        Table(columns, body or (Row(("Belum ada capaian tiga tahun.",), kind="group"),), size=9),
        Paragraph("Tanda – berarti belum dilaporkan atau belum ada target; kosong bukan nol.", small=True),
    ]
    return landscape("tabel-kesenjangan", title, blocks, by)


def tabel_kesenjangan(pack: PackInput) -> Document:
    """The gap table a meeting looked at."""
    return gap_table_paper(pack.register.gaps, pack.register.years, office(pack))


def _gap_cells(row: GapRow) -> tuple[str, ...]:
    one = row.given

    def said(value: Fraction | None) -> str:
        return NOTHING if value is None else rate(value, one.factor, 0 if value.denominator == 1 else 1)

    gap = "tercapai" if row.gap == 0 else said(row.gap)
    where = f"{one.indicator}, {one.place}" if one.place else one.indicator
    return (
        one.service, where, said(one.target), *map(said, one.coverages), gap, row.trend.value or NOTHING, row.problem,
    )  # fmt: skip


_REGISTER = (
    Column("No", width=18),
    Column("Rumusan masalah", share=2.0),
    Column("Kategori", share=0.8),
    Column("Asal", share=0.8),
    Column("Sejak", width=23),
    Column("Riwayat", share=1.1),
    Column("Akar masalah", share=1.3),
    Column("RTL", share=1.0),
    Column("Keadaan", share=0.9),
)


def register_paper(rows: Sequence[RegisterRow], by: Office, *, about: str = "") -> Document:
    """The register of problems, landscape; ``about`` says which are shown (``Masalah terbuka, Mei 2026``)."""
    title = "Daftar Masalah"
    body = tuple(
        Row(tuple(cell or NOTHING for cell in (
            row.number, row.statement, row.category, row.source, row.since, row.history, row.cause, row.actions,
            f"{row.state}: {row.closed}" if row.closed else row.state,
        )))
        for row in rows
    )  # fmt: skip
    blocks: list[Block] = [
        Title(title.upper(), ", ".join(part for part in (by.puskesmas, about) if part)),
        Table(_REGISTER, body or (Row(("Tidak ada masalah di daftar.",), kind="group"),), size=8.5, breakable=True),
    ]
    return landscape("daftar-masalah", title, blocks, by)
