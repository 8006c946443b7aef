"""A list of the PKP (susunan) as a workbook to be changed and uploaded again."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import asdict

import xlsxwriter

from lokmin.core.assessment.definitions import LEVELS, Aspect
from lokmin.core.assessment.outline import HEADS, KEYS, LEAF, PER, RULES, Line
from lokmin.documents.render.plain import clean

_WIDTHS = (11, 13, 48, 7, 14, 9, 11, 16, 9, 44, 14, 15, 30, 30, 30, 11, 10)
HEAD = 3
#: Lines below the last one that still offer their choices.
_ROOM = 300


def list_workbook(name: str, source: str, lines: Sequence[Line], made: dt.datetime) -> bytes:
    """One sheet as .xlsx bytes, equal for equal input; the order of the lines says what stands under what."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = made.astimezone(dt.UTC).replace(tzinfo=None) if made.tzinfo else made
    book.set_properties({"title": f"Susunan PKP {clean(name)}", "author": "Lokmin", "created": created})
    base = {"font_name": "Arial", "font_size": 9, "valign": "top", "text_wrap": True, "border": 1}
    head = book.add_format({**base, "bold": True, "bg_color": "#DDE3E6"})
    text, bold = book.add_format(base), book.add_format({**base, "bold": True, "bg_color": "#F2F5F6"})
    page = book.add_worksheet("Susunan")
    title = book.add_format({"font_name": "Arial", "bold": True, "font_size": 14})
    page.write_string(0, 0, clean(f"Susunan PKP: {name}"), title)
    page.write_string(1, 0, clean(f"Sumber: {source}. Ubah, tambah, atau hapus baris, lalu unggah lagi di Lokmin."))
    for column, (key, width) in enumerate(zip(KEYS, _WIDTHS, strict=True)):
        page.set_column(column, column, width)
        page.write_string(HEAD, column, HEADS[key], head)
    for number, line in enumerate(lines, start=HEAD + 1):
        for column, value in enumerate(asdict(line).values()):
            page.write_string(number, column, clean(value), text if line.leaf else bold)
    last = HEAD + len(lines) + _ROOM
    rules = [names[0] for names in RULES.values()]
    for key, choices in (
        ("level", [*LEVELS, LEAF]), ("rule", [*rules, *(aspect.value for aspect in Aspect)]),
        ("per", [names[0] for names in PER.values()]), ("yearly", ["ya", "tidak"]),
    ):  # fmt: skip
        place = KEYS.index(key)
        page.data_validation(HEAD + 1, place, last, place, {"validate": "list", "source": choices})
    page.freeze_panes(HEAD + 1, 3)
    page.set_landscape()
    page.set_paper(14)  # folio, the sheet Excel knows for F4
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD)
    book.close()
    return out.getvalue()
