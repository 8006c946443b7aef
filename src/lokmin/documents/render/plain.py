"""A ``Document`` as plain JSON-ready data: what the typst template reads."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import quoteattr

from lokmin.documents.model import (
    Block,
    Document,
    Facts,
    Figure,
    Gallery,
    Heading,
    Items,
    Letterhead,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Signatures,
    Small,
    Space,
    Table,
    Text,
    Title,
    runs,
)  # fmt: skip
from lokmin.documents.pictures import picture_size

Plain = dict[str, Any]

_LONGEST_WORD = 18
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
#: Two or more letters on either side stay together; ng, ny, kh and sy are one sound.
_SYLLABLE = re.compile(
    r"(?<=\w{2})(?<=[aiueo])(?=(?:ng|ny|kh|sy|[^\Waiueo])[aiueo]\w)"
    r"|(?<=\w{2}[^\Waiueo])(?!(?<=n)[gy]|(?<=s)y|(?<=k)h)(?=[^\Waiueo][aiueo]\w)",
    re.IGNORECASE,
)
_PLAIN_WORD = re.compile(r"[^\W\d_]{7,}")
#: The mean width of a letter for each point of size, and what a cell keeps free at both sides together.
_LETTER_MM, _INSET_MM = 0.185, 3.0
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def clean(text: str) -> str:
    """Text without the control characters that neither XML nor a PDF may hold."""
    return _CONTROL.sub("", text)


def cleaned(value: Any) -> Any:
    """The same for every text inside lists and dictionaries."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: cleaned(inner) for key, inner in value.items()}
    return [cleaned(inner) for inner in value] if isinstance(value, list | tuple) else value


def plain_text(text: Text) -> list[Any]:
    """Runs as a list: a bare string where a run has no dress, else a small dictionary."""
    found: list[Any] = []
    for run in runs(text):
        marks: Plain = {}
        if run.bold:
            marks["b"] = True
        if run.italic:
            marks["i"] = True
        if run.note:
            marks["n"] = clean(run.note)
        if run.status:
            marks["c"] = run.status
        if run.ink:
            marks["v"] = run.ink
        found.append({"s": clean(run.text), **marks} if marks else clean(run.text))
    return found


def picture(figure: Figure) -> str:
    """The SVG text of a figure; PNG and JPEG are wrapped, so that the template knows one kind of picture only."""
    return figure.svg or raster_as_svg(figure.image)


def raster_as_svg(image: bytes) -> str:
    """PNG or JPEG bytes inside an SVG of the same size.

    Raises:
        ValueError: for bytes that are neither.
    """
    kind, width, height = picture_size(image)
    data = f"data:image/{kind};base64,{base64.b64encode(image).decode()}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f"<image width={quoteattr(str(width))} height={quoteattr(str(height))} href={quoteattr(data)}/></svg>"
    )


def plain_document(document: Document) -> Plain:
    """The whole paper: page, margins in millimetres, letterhead, blocks."""
    width, height = document.page_size
    margins = document.margins
    return {
        "code": document.code,
        "title": clean(document.title),
        "width": width,
        "height": height,
        "margin": {"top": margins.top, "right": margins.right, "bottom": margins.bottom, "left": margins.left},
        "footer": clean(document.footer),
        "base": document.base,
        "kop": _letterhead(document.letterhead),
        "blocks": [_block(block, document) for block in document.blocks],
    }


def _letterhead(head: Letterhead | None) -> Plain | None:
    if head is None:
        return None
    crests = [c if isinstance(c, str) else raster_as_svg(c) for c in (head.crest_left, head.crest_right)]
    return {
        "government": clean(head.government),
        "service": clean(head.service),
        "unit": clean(head.unit),
        "lines": [clean(line) for line in head.lines],
        "left": crests[0],
        "right": crests[1],
    }


def _figure(figure: Figure) -> Plain:
    return {
        "k": "figure",
        "svg": picture(figure),
        "alt": clean(figure.alt),
        "width": figure.width,
        "caption": clean(figure.caption),
    }


def _row(row: Row, table: Table, fits: Sequence[int]) -> Plain:
    whole = len(row.cells) == len(fits)
    return {
        "k": row.kind,
        "breakable": table.may_break(row),
        "cells": [_cell(cell, fits[at] if whole else _LONGEST_WORD) for at, cell in enumerate(row.cells)],
    }


def _cell(cell: Text, fit: int) -> Any:
    """A cell of undressed words is one bare string; ``fit``: so many letters stand beside one another in its column."""
    found = plain_text(_divisible(cell, fit))
    return found[0] if len(found) == 1 and isinstance(found[0], str) else found


def _divisible(cell: Text, fit: int) -> Text:
    """Words too long for their column get places to break: plain ones between syllables, addresses anywhere."""
    longest = max((len(word) for run in runs(cell) for word in run.text.split()), default=0)
    if longest <= min(fit, _LONGEST_WORD):
        return cell
    return tuple(replace(run, text=_broken(run.text, fit)) for run in runs(cell))


def _broken(text: str, fit: int) -> str:
    text = _PLAIN_WORD.sub(lambda word: _SYLLABLE.sub("\u00ad", word[0]) if len(word[0]) > fit else word[0], text)
    return _LONG_WORD.sub(_with_breaks, text)


def _with_breaks(word: re.Match[str]) -> str:
    return re.sub(r"([/_.,@-]|\S{12})(?=\S)", "\\1\u200b", word[0])


def _table(table: Table, document: Document) -> Plain:
    widths = list(table.widths(document.text_width))
    fits = [max(int((width - _INSET_MM) / (table.size * _LETTER_MM)), 6) for width in widths]
    return {
        "k": "table",
        "widths": widths,
        "head": [column.title for column in table.columns],
        "aligns": [column.align for column in table.columns],
        "rows": [_row(row, table, fits) for row in table.rows],
        "size": table.size,
        "caption": clean(table.caption),
        "height": table.row_height,
    }


def _block(block: Block, document: Document) -> Plain:
    match block:
        case Title():
            return {"k": "title", "s": clean(block.text), "under": clean(block.under)}
        case Heading():
            return {"k": "heading", "s": clean(block.text), "level": block.level}
        case Paragraph():
            return {
                "k": "paragraph",
                "s": plain_text(block.text),
                "align": block.align,
                "indent": block.indent,
                "first": block.first,
                "small": block.small,
                "keep": block.keep_next,
            }
        case Facts():
            rows = [[clean(label), plain_text(value)] for label, value in block.rows]
            return {"k": "facts", "rows": rows, "label": block.label_width, "indent": block.indent}
        case Items():
            items = [plain_text(item) for item in block.items]
            return {"k": "items", "items": items, "ordered": block.ordered, "indent": block.indent}
        case Quote():
            return {"k": "quote", "s": plain_text(block.text), "source": clean(block.source), "status": block.status}
        case Table():
            return _table(block, document)
        case Figure():
            return _figure(block)
        case Gallery():
            return {"k": "gallery", "figures": [_figure(f) for f in block.figures], "columns": block.columns}
        case Signatures():
            people = [
                {
                    "above": list(p.above), "name": clean(p.name), "below": [clean(line) for line in p.below],
                    "ink": p.ink, "mark": clean(p.mark),
                }
                for p in block.people
            ]  # fmt: skip
            return {"k": "signatures", "people": people, "right": block.right}
        case PageBreak():
            return {"k": "break"}
        case Space():
            return {"k": "space", "height": block.height}
        case Small():
            return {"k": "small", "lines": [plain_text(line) for line in block.lines]}
