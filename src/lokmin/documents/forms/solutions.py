"""Tabel cara pemecahan masalah in its official columns (domain.md 2.7)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.problemparts import Office, landscape, office
from lokmin.documents.forms.problemrecords import SolutionRow, Way
from lokmin.documents.forms.records import PackInput
from lokmin.documents.model import Block, Column, Document, Paragraph, Row, Table, Title

#: In their order.
COLUMNS = (
    Column("No", width=9),
    Column("Prioritas masalah", share=1.2),
    Column("Penyebab masalah", share=1.2),
    Column("Alternatif pemecahan masalah", share=1.6),
    Column("Pemecahan masalah terpilih", share=1.3),
    Column("Keterangan", share=0.8),
)


def table_of_solutions(rows: Sequence[SolutionRow], by: Office, *, formula: str = "") -> Document:
    """The table, landscape and signed. A problem is numbered and written once for all its causes.

    ``formula`` says how alternatives were scored; the score stands in brackets behind each.
    """
    title = "Tabel Cara Pemecahan Masalah"
    note = f"Angka dalam kurung: nilai menurut {formula}; yang terbesar didahulukan." if formula else ""
    blocks: list[Block] = [
        Title(title.upper(), by.puskesmas),
        Table(COLUMNS, _rows(rows) or (Row(("Belum ada masalah yang dicari pemecahannya.",), kind="group"),), size=9,
              breakable=True),
        *([Paragraph(note, small=True)] if note else []),
    ]  # fmt: skip
    return landscape("cara-pemecahan", title, blocks, by)


def cara_pemecahan(pack: PackInput) -> Document:
    """The table of the problems a meeting discussed."""
    return table_of_solutions(pack.register.solutions, office(pack), formula=pack.register.formula)


def _rows(rows: Sequence[SolutionRow]) -> tuple[Row, ...]:
    found = []
    for number, (problem, causes) in enumerate(groupby(rows, key=lambda row: row.problem), start=1):
        for at, row in enumerate(causes):
            chosen = [way.text for way in row.ways if way.chosen]
            found.append(
                Row((
                    "" if at else str(number), "" if at else problem, row.cause or NOTHING, listed(row.ways),
                    "\n".join(chosen) or "belum dipilih", row.note or NOTHING,
                ))
            )  # fmt: skip
    return tuple(found)


def listed(ways: Sequence[Way]) -> str:
    """Numbered one under another where there are several, each with its score."""
    texts = [f"{way.text} ({way.score})" if way.score else way.text for way in ways]
    if len(texts) < 2:
        return "".join(texts) or NOTHING
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))
