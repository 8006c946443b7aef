"""PDF by typst: one paper, or many in one file behind an index page."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst

from lokmin.documents.model import Document, Letterhead
from lokmin.documents.render.plain import clean, plain_document

_TEMPLATE = Path(__file__).with_name("paper.typ")

#: Families tried in this order; the last ones travel inside typst, so a machine without any font still prints.
SANS = ("Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "Arial", "DejaVu Sans")
SERIF = ("Cambria", "Noto Serif", "Liberation Serif", "Georgia")
EMBEDDED = "Libertinus Serif"


@functools.cache
def _fonts(system: bool) -> tuple[Any, str, str]:
    """The fonts of this machine, searched once (0.1 s), and the sans and serif family to use."""
    fonts = typst.Fonts(include_system_fonts=system, include_embedded_fonts=True)
    families = set(fonts.families())
    sans = next((name for name in SANS if name in families), EMBEDDED)
    serif = next((name for name in SERIF if name in families), EMBEDDED)
    return fonts, sans, serif


@functools.cache
def _source() -> bytes:
    return _TEMPLATE.read_bytes()


def pdf(document: Document, made_at: dt.datetime, *, system_fonts: bool = True) -> bytes:
    """One paper as PDF. ``made_at`` is written into the file, so that the same paper gives the same bytes."""
    return _compile([document], made_at, document.title, None, system_fonts=system_fonts)


def bundle_pdf(
    documents: Sequence[Document],
    made_at: dt.datetime,
    *,
    title: str,
    under: str = "",
    letterhead: Letterhead | None = None,
    system_fonts: bool = True,
) -> bytes:
    """Many papers in one PDF, pages numbered through, behind an index with the page each begins on."""
    first = documents[0]
    width, height = first.paper.size
    head = plain_document(Document(code="index", title=title, blocks=(), letterhead=letterhead))["kop"]
    rows = [{"code": d.code, "title": clean(d.title)} for d in documents]
    index = {
        "width": width,
        "height": height,
        "title": clean(title),
        "under": clean(under),
        "footer": clean(title),
        "kop": head,
        "rows": rows,
    }
    return _compile(documents, made_at, title, index, system_fonts=system_fonts)


def _compile(
    documents: Sequence[Document], made_at: dt.datetime, title: str, index: dict[str, Any] | None, *, system_fonts: bool
) -> bytes:
    fonts, sans, serif = _fonts(system_fonts)
    data = {
        "sans": sans,
        "serif": serif,
        "title": clean(title),
        "author": clean(documents[0].author) or "Lokmin",
        "date": [made_at.year, made_at.month, made_at.day],
        "index": index,
        "documents": [plain_document(document) for document in documents],
    }
    stamp = made_at if made_at.tzinfo else made_at.replace(tzinfo=dt.UTC)
    made: bytes = typst.compile(
        _source(),
        format="pdf",
        font_paths=fonts,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(stamp.timestamp()),
    )
    return made


def png(svg: str, *, ppi: float = 200.0, width_mm: float = 160.0) -> bytes:
    """SVG text as PNG bytes: Word shows it where it cannot show SVG."""
    fonts, _, _ = _fonts(True)
    source = (
        f"#set page(width: {width_mm}mm, height: auto, margin: 0pt)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    )
    made: bytes = typst.compile(source.encode(), format="png", ppi=ppi, font_paths=fonts, sys_inputs={"svg": svg})
    return made
