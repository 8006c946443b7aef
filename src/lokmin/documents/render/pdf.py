"""PDF by typst: a paper, or the index page of many."""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from lokmin.documents.model import Document, Letterhead, Paper
from lokmin.documents.render.plain import clean, plain_document

_TEMPLATE = Path(__file__).with_name("paper.typ")

#: Families tried in this order; the last ones travel inside typst, so a machine without any font still prints.
SANS = ("Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "Arial", "DejaVu Sans")
SERIF = ("Cambria", "Noto Serif", "Liberation Serif", "Georgia")
EMBEDDED = "Libertinus Serif"


@functools.cache
def fonts(system: bool = True) -> tuple[Any, str, str]:
    """The fonts of this machine, searched once (0.1 s), and the sans and serif family to use."""
    found = typst.Fonts(include_system_fonts=system, include_embedded_fonts=True)
    families = set(found.families())
    sans = next((name for name in SANS if name in families), EMBEDDED)
    serif = next((name for name in SERIF if name in families), EMBEDDED)
    return found, sans, serif


@functools.cache
def _source() -> bytes:
    return _TEMPLATE.read_bytes()


def pdf(document: Document, made_at: dt.datetime, *, tags: bool = True, system_fonts: bool = True) -> bytes:
    """One paper as PDF. ``made_at`` is written into the file, so that the same paper gives the same bytes.

    ``tags`` let a screen reader follow headings and tables. A recap of 4,000 cells is four times as large with them,
    and its workbook reads better aloud: it goes without.
    """
    data = {"index": None, "documents": [plain_document(document)]}
    return _compile(data, made_at, document.title, document.author, tags=tags, system_fonts=system_fonts)


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A paper in the index of a bundle: its title, the page it begins on and how many it has."""

    title: str
    page: int
    pages: int


def index_pdf(
    rows: Sequence[IndexRow], made_at: dt.datetime, *, title: str, under: str = "",
    letterhead: Letterhead | None = None, paper: Paper = Paper.A4,
) -> bytes:  # fmt: skip
    """The page that stands before a bundle of papers."""
    width, height = paper.size
    index = {
        "width": width,
        "height": height,
        "title": clean(title),
        "under": clean(under),
        "kop": plain_document(Document(code="index", title=title, blocks=(), letterhead=letterhead))["kop"],
        "rows": [{"title": clean(row.title), "page": row.page, "pages": row.pages} for row in rows],
    }
    return _compile({"index": index, "documents": []}, made_at, title, "", tags=False)


def _compile(
    content: dict[str, Any], made_at: dt.datetime, title: str, author: str, *, tags: bool, system_fonts: bool = True
) -> bytes:
    families, sans, serif = fonts(system_fonts)
    data = {
        **content,
        "sans": sans,
        "serif": serif,
        "title": clean(title),
        "author": clean(author) or "Lokmin",
        "date": [made_at.year, made_at.month, made_at.day],
    }
    stamp = made_at if made_at.tzinfo else made_at.replace(tzinfo=dt.UTC)
    made: bytes = typst.compile(
        _source(),
        format="pdf",
        font_paths=families,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(stamp.timestamp()),
        pdf_tags=tags,
    )
    return made


def pngs(svgs: Sequence[str], *, ppi: float = 150.0, height_mm: float = 14.0) -> list[bytes]:
    """Many small SVGs of one height as PNG bytes in one go; their ground is clear, so that lines of a table show."""
    if not svgs:
        return []
    source = (
        "#let all = json(bytes(sys.inputs.svgs))\n"
        f"#set page(width: auto, height: {height_mm}mm, margin: 0pt, fill: none)\n"
        '#for svg in all { page(image(bytes(svg), format: "svg", height: 100%)) }'
    )
    families, _, _ = fonts()
    made = typst.compile(
        source.encode(), format="png", ppi=ppi, font_paths=families, sys_inputs={"svgs": json.dumps(list(svgs))}
    )
    return [made] if isinstance(made, bytes) else list(made)


def png(svg: str, *, ppi: float = 200.0, width_mm: float = 160.0) -> bytes:
    """SVG text as PNG bytes: Word shows it where it cannot show SVG."""
    families, _, _ = fonts()
    source = (
        f"#set page(width: {width_mm}mm, height: auto, margin: 0pt)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    )
    made: bytes = typst.compile(source.encode(), format="png", ppi=ppi, font_paths=families, sys_inputs={"svg": svg})
    return made
