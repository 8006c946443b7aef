"""The situation analysis on paper: general and special data, three-year gaps, problem statements, priorities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lokmin.core.planning.situation import PartState, Ranked, SituationTable, completeness, unreported, worst_gaps
from lokmin.core.problems.gaps import GapRow
from lokmin.documents.forms.planparts import NOTHING, WIDE
from lokmin.documents.forms.problemparts import Office, landscape
from lokmin.documents.forms.problems import gap_table_paper
from lokmin.documents.model import Block, Column, Document, Heading, Items, Paper, Paragraph, Row, Table, Title


@dataclass(frozen=True, slots=True)
class SituationPaper:
    """All that the pack says; ``years`` are those of the gaps, oldest first; ``year`` the year that is planned."""

    year: int
    states: tuple[PartState, ...]
    gaps: tuple[GapRow, ...]
    years: tuple[int, ...]
    problems: tuple[Ranked, ...]
    by: Office
    method: str = ""


def situation(paper: SituationPaper) -> Document:
    """The pack, F4 on its side: what is missing is said with the next step, not left out."""
    title = f"Analisis Situasi untuk Rencana Tahun {paper.year}"
    blocks: list[Block] = [Title(title.upper(), paper.by.puskesmas), Paragraph(completeness(paper.states))]
    for kind, name in (("umum", "A. Data umum"), ("khusus", "B. Data khusus")):
        blocks.append(Heading(name, level=1))
        for state in paper.states:
            if state.part.kind == kind:
                blocks += part_blocks(state)
    blocks.append(Heading("C. Kesenjangan dan kecenderungan", level=1))
    blocks += gap_blocks(paper)
    blocks.append(Heading("D. Rumusan masalah dan prioritas", level=1))
    blocks += problem_blocks(paper)
    return Document(
        code="analisis-situasi", title=title, blocks=tuple(blocks), letterhead=paper.by.letterhead, paper=Paper.F4,
        landscape=True, margins=WIDE, footer=f"{title}, {paper.by.puskesmas}", base=9.5, author=paper.by.head.name,
    )  # fmt: skip


def part_blocks(state: PartState) -> list[Block]:
    """One part: its tables with their source, or what to do."""
    blocks: list[Block] = [Heading(state.part.title)]
    if not state.there:
        return [*blocks, Paragraph(f"Belum ada. {state.part.next}".strip())]
    for table in state.tables:
        if table.rows:
            blocks.append(as_table(table))
            small = " ".join(part for part in (f"Sumber: {table.source}." if table.source else "", table.note) if part)
            if small:
                blocks.append(Paragraph(small, small=True))
    return blocks


def as_table(table: SituationTable) -> Table:
    """A table of the analysis as it is printed."""
    columns = tuple(
        Column(head, align="right" if at in table.right else "left", share=1.0 if at in table.right else 1.6)
        for at, head in enumerate(table.heads)
    )
    last = len(table.rows) - 1
    rows = tuple(
        Row(tuple(cell or NOTHING for cell in row), kind="total" if table.total and at == last else "body")
        for at, row in enumerate(table.rows)
    )
    return Table(columns, rows, size=8.5, caption=table.title, breakable=True)


def gap_blocks(paper: SituationPaper) -> list[Block]:
    """The gap table, the farthest from their target first, and which years nobody reported."""
    if not paper.gaps:
        return [Paragraph("Belum ada capaian yang dapat dibandingkan.")]
    worst = worst_gaps(paper.gaps)
    rest = tuple(row for row in paper.gaps if row not in worst)
    table = next(b for b in gap_table_paper((*worst, *rest), paper.years, paper.by).blocks if isinstance(b, Table))
    missing = unreported(paper.gaps, paper.years)
    blocks: list[Block] = [Paragraph(f"{len(worst)} dari {len(paper.gaps)} indikator belum mencapai target."), table]
    if missing:
        blocks.append(Paragraph("Tahun tanpa laporan (kosong bukan nol): " + " ".join(missing), small=True))
    return blocks


def problem_blocks(paper: SituationPaper) -> list[Block]:
    """Statements in their order of priority with cause and chosen way, and what they still lack."""
    if not paper.problems:
        return [Paragraph("Belum ada masalah di daftar.")]
    blocks: list[Block] = [Paragraph(f"Urutan menurut {paper.method}.")] if paper.method else []
    blocks.append(statement_table(paper.problems))
    open_questions = tuple(f"Masalah {n}: {p.missing}" for n, p in enumerate(paper.problems, start=1) if p.missing)
    if open_questions:
        blocks += [Paragraph("Rumusan yang belum lengkap:", small=True), Items(open_questions)]
    return blocks


def statement_table(problems: Sequence[Ranked]) -> Table:
    """No, rumusan masalah, skor, akar penyebab, cara pemecahan."""
    columns = (
        Column("Prioritas", width=18), Column("Rumusan masalah", share=1.8), Column("Penilaian", width=28),
        Column("Akar penyebab", share=1.2), Column("Cara pemecahan terpilih", share=1.2),
    )  # fmt: skip
    rows = tuple(
        Row((str(n), p.statement, p.method or NOTHING, p.cause or NOTHING, p.solution or NOTHING))
        for n, p in enumerate(problems, start=1)
    )
    return Table(columns, rows, size=8.5, breakable=True)


def problem_statements(problems: Sequence[Ranked], method: str, by: Office) -> Document:
    """Perumusan masalah as a paper of its own, signed by the head."""
    title = "Perumusan dan Prioritas Masalah"
    blocks: list[Block] = [Title(title.upper(), by.puskesmas)]
    blocks += problem_blocks(SituationPaper(by.day.year, (), (), (), tuple(problems), by, method))
    return landscape("perumusan-masalah", title, blocks, by)
