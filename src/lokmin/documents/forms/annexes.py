"""What other parts of the cycle laid before a meeting, on paper: every table, and the sheet of what was approved."""

from __future__ import annotations

from collections.abc import Sequence

from lokmin.core.meetings.annex import Annex
from lokmin.core.periods import long_date
from lokmin.documents.forms.annexrecords import AnnexPaper
from lokmin.documents.forms.parts import foot, signature, signed_by_head, when_and_where
from lokmin.documents.forms.records import PackInput
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Figure,
    Heading,
    Margins,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Signatures,
    Small,
    Table,
    Title,
)  # fmt: skip

#: A cell longer than this wants a wide column, as a share of the narrowest.
_LONG = 48
#: Millimetres; a figure as high as wide still fits under its table on a landscape page.
_FIGURE = 105


def lampiran(pack: PackInput) -> Document:
    """All annexes, landscape, each under its own heading; last the sheet of approval where something was approved."""
    blocks: list[Block] = [
        Title("LAMPIRAN NOTULEN", f"{pack.meeting.title} {pack.puskesmas}"),
        Facts(when_and_where(pack.meeting)),
    ]
    for number, laid in enumerate(pack.annexes, start=1):
        blocks += _annex(number, laid)
    approved = [laid for laid in pack.annexes if laid.approved_at is not None]
    if approved:
        blocks += [PageBreak(), *_approval(pack, approved)]
    return Document(
        code="lampiran",
        title=f"Lampiran notulen, {long_date(pack.meeting.date)}",
        blocks=tuple(blocks),
        letterhead=pack.letterhead,
        paper=pack.paper,
        landscape=True,
        margins=Margins(top=14, right=14, bottom=14, left=18),
        footer=foot(pack, "Lampiran notulen"),
        base=10,
    )


def _annex(number: int, laid: AnnexPaper) -> list[Block]:
    annex = laid.annex
    blocks: list[Block] = [Heading(f"{number}. {annex.title}"), Paragraph((Run(annex.sentence, bold=True),))]
    if laid.point:
        blocks.append(Small((f"Acara: {laid.point}",)))
    if annex.rows:
        blocks.append(annex_table(annex))
    if annex.figure:
        blocks.append(Figure(alt=annex.alt or annex.sentence, svg=annex.figure, width=_FIGURE))
    if annex.notes:
        blocks.append(Small(annex.notes))
    return blocks


def annex_table(annex: Annex) -> Table:
    """The table of an annex; columns share the page by how much stands in them."""
    shares = [_share(annex, n) for n in range(len(annex.columns))]
    columns = tuple(
        Column(title, share=shares[n], align="right" if n in annex.right else "left")
        for n, title in enumerate(annex.columns)
    )
    rows = [Row(row) for row in annex.rows]
    if annex.total:
        rows.append(Row(annex.total, kind="total"))
    return Table(columns, tuple(rows), size=8.5, breakable=True)


def _share(annex: Annex, column: int) -> float:
    """By the longest word, and by the usual length of what stands there."""
    cells = [annex.columns[column], *(row[column] for row in annex.rows)]
    word = max((len(w) for cell in cells for w in cell.split()), default=1)
    usual = sum(len(cell) for cell in cells) / len(cells)
    return min(max(word, min(usual, _LONG)), _LONG) + 2.0


def _approval(pack: PackInput, approved: Sequence[AnnexPaper]) -> list[Block]:
    meeting = pack.meeting
    columns = (Column("No", width=10), Column("Yang disetujui", share=1.2), Column("Keputusan", share=2),
               Column("Pukul", width=22), Column("Dicatat oleh", share=0.9))  # fmt: skip
    rows = tuple(
        Row((str(n), laid.annex.title, laid.words, f"{laid.approved_at:%H.%M}", laid.approved_by))
        for n, laid in enumerate(approved, start=1)
    )
    return [
        Title("LEMBAR PERSETUJUAN", f"{meeting.title} {pack.puskesmas}"),
        Facts(when_and_where(meeting)),
        Paragraph("Pertemuan menyetujui rencana berikut untuk dilaksanakan.", keep_next=True),
        Table(columns, rows, size=9),
        Signatures((signature(meeting.notulis, "Notulis,"), signed_by_head(meeting, "Menyetujui,"))),
    ]
