"""All papers in one PDF: the finished files put behind an index page, their pages numbered through.

The papers are not set a second time: setting them is most of the work of a pack.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import cast

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, PdfObject

from lokmin.documents.model import Letterhead, Paper
from lokmin.documents.render.pdf import IndexRow, index_pdf

_MM = 72 / 25.4
#: Where the number through all papers stands, from the right and upper edge.
_RIGHT, _TOP = 14 * _MM, 8.5 * _MM
_SIZE = 8.0


def bundle_pdf(
    papers: Sequence[tuple[str, bytes]], made_at: dt.datetime, *, title: str, under: str = "",
    letterhead: Letterhead | None = None, paper: Paper = Paper.A4,
) -> bytes:  # fmt: skip
    """Titled papers in one PDF behind an index with the page each begins on, and a bookmark for each."""
    readers = [(words, PdfReader(io.BytesIO(data))) for words, data in papers]
    rows, page = [], 2
    for words, reader in readers:
        rows.append(IndexRow(words, page, len(reader.pages)))
        page += len(reader.pages)
    front = index_pdf(rows, made_at, title=title, under=under, letterhead=letterhead, paper=paper)
    writer = PdfWriter()
    for reader in (PdfReader(io.BytesIO(front)), *(reader for _, reader in readers)):
        for leaf in reader.pages:
            writer.add_page(leaf)
    _number(writer)
    for row in rows:
        writer.add_outline_item(title=row.title, page_number=row.page - 1)
    moment = made_at.strftime("D:%Y%m%d%H%M%S")
    writer.add_metadata({"/Title": title, "/Author": "Lokmin", "/CreationDate": moment, "/ModDate": moment})
    writer.root_object[NameObject("/PageMode")] = NameObject("/UseOutlines")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _number(writer: PdfWriter) -> None:
    """``Berkas halaman 12 dari 38`` in the upper corner: the papers keep their own numbers at the foot."""
    font = writer._add_object(  # noqa: SLF001 - pypdf has no public call for an object of one's own
        DictionaryObject({
            NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"), NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        })
    )  # fmt: skip
    before = writer._add_object(_stream(b"q"))  # noqa: SLF001
    for number, page in enumerate(writer.pages, start=1):
        # A tagged paper's tree stays behind in its own file.
        page.pop("/StructParents", None)
        words = f"Berkas halaman {number} dari {len(writer.pages)}"
        # Helvetica's letters are half as wide as high, near enough to end at the margin.
        x = float(page.mediabox.right) - _RIGHT - 0.49 * _SIZE * len(words)
        y = float(page.mediabox.top) - _TOP
        drawn = f"Q q 0.294 0.333 0.357 rg BT /Nomor {_SIZE} Tf {x:.1f} {y:.1f} Td ({words}) Tj ET Q"
        after = writer._add_object(_stream(drawn.encode("ascii")))  # noqa: SLF001
        own = cast("PdfObject", page["/Contents"].get_object())
        parts = list(own) if isinstance(own, ArrayObject) else [page.raw_get("/Contents")]
        page[NameObject("/Contents")] = ArrayObject([before, *parts, after])
        resources = cast("DictionaryObject", page["/Resources"].get_object())
        fonts = cast("DictionaryObject", resources.setdefault(NameObject("/Font"), DictionaryObject()).get_object())
        fonts[NameObject("/Nomor")] = font


def _stream(data: bytes) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(data)
    return made
