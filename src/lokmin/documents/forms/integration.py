"""The LP/LS integration matrix on paper: activity x programme or sector, what support and when (S0-13)."""

from __future__ import annotations

from lokmin.core.planning.integration import Line, Matrix, summary
from lokmin.documents.forms.problemparts import Office, landscape
from lokmin.documents.model import Block, Column, Document, Heading, Items, Paragraph, Row, Table, Title

#: More columns than this do not stay readable on a landscape sheet; the rest stands in a further table.
_MOST = 8


def integration_paper(found: Matrix, year: int, by: Office) -> Document:
    """The supported activities as one or more tables, then those that stand alone."""
    title = f"Matriks Integrasi Lintas Program dan Lintas Sektor Tahun {year}"
    blocks: list[Block] = [Title(title.upper(), by.puskesmas), Paragraph(summary(found))]
    supported = [line for line in found.lines if line.supported]
    blocks += [
        _table(found, supported, range(first, min(first + _MOST, len(found.columns))))
        for first in range(0, len(found.columns), _MOST)
    ]
    if found.alone and supported:
        blocks.append(Heading("Kegiatan yang belum didukung program atau sektor lain"))
        blocks.append(Items(tuple(line.activity for line in found.alone)))
    return landscape("integrasi-lp-ls", title, blocks, by)


def _table(found: Matrix, lines: list[Line], columns: range) -> Table:
    heads = (
        Column("No", width=9),
        Column("Kegiatan", share=1.6),
        Column("Penanggung jawab", share=1.1),
        *(Column(f"{found.columns[at][0]}: {found.columns[at][1]}", share=1) for at in columns),
    )
    body = tuple(
        Row((str(number), line.activity, line.owner, *("\n".join(s.text for s in line.cells[at]) for at in columns)))
        for number, line in enumerate(lines, start=1)
        if any(line.cells[at] for at in columns)
    )
    return Table(heads, body, size=8.5, breakable=True)
