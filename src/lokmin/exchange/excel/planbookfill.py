"""Writes a plan into the office's own workbook: its head is recognised by the same reader, its look is kept."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from lokmin.core.planning.funds import FundBook
from lokmin.exchange.excel.intake import neutralise, open_workbook
from lokmin.exchange.excel.planbookheads import Head, find_head
from lokmin.exchange.excel.records import column_letters
from lokmin.exchange.excel.refusal import FileRefused

#: One row: field (``FIELDS``), ``month:3`` or ``fund:bok`` -> its text or number; ``group``: heading it stands under.
Given = Mapping[str, str | int | None]
_TOTAL = re.compile(r"^\s*(sub\s*total|grand\s*total|total|jumlah|jml)\b", re.IGNORECASE)
_NUMBERING = re.compile(r"^\(?\d{1,2}\)?$")


def fill_template(data: bytes, filename: str, rows: Sequence[Given], *, funds: FundBook) -> bytes:
    """The office's .xlsx with the rows below its head; what stood further down (signatures) moves down as needed.

    Rows that are there as examples are overwritten; a row "Jumlah" right below them keeps its place under the last
    row and gets live sums. Columns nobody knows stay empty.

    Raises:
        FileRefused: no .xlsx, or no head of a plan in it; the sentence says what to do.
    """
    book = open_workbook(data, filename)
    if book.kind != "xlsx":
        raise FileRefused("templat-bukan-xlsx", f"Templat “{filename}” harus .xlsx. Simpan ulang dari Excel.")
    found = next(((s, h) for s in book.sheets if (h := find_head(s, funds, {})) is not None), None)
    if found is None:
        raise FileRefused(
            "templat-tanpa-kepala",
            f"Templat “{filename}” tidak punya kepala tabel rencana: perlu kolom Kegiatan dan tiga kolom lain.",
        )
    import openpyxl  # heavy: only who fills a template pays for it

    sheet, head = found
    opened = openpyxl.load_workbook(io.BytesIO(data))
    page = opened[sheet.name]
    start = _first(page, head)
    body = _body(page, start, head)
    grouped = "upaya" not in head.fields
    planned = _planned(rows, grouped=grouped)
    more = len(planned) - body
    if more > 0:
        _move_down(page, start + body, more)
    style = [copy(page.cell(start, c + 1)._style) for c in range(page.max_column)]  # noqa: SLF001 - openpyxl's own way
    height = max(len(planned), body)
    for at in range(height):
        for c in range(page.max_column):
            cell = page.cell(start + at, c + 1)
            if cell.__class__.__name__ == "MergedCell":
                continue
            cell._style = copy(style[c])  # noqa: SLF001
            cell.value = None
    number = 0
    for at, (kind, row) in enumerate(planned):
        if kind == "judul":
            column = head.column("activity")
            page.cell(start + at, (column or 0) + 1).value = neutralise(str(row["group"]))
            continue
        number += 1
        _write(page, start + at, number, row, head)
    _sums(page, start, height, head)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def _first(page: Any, head: Head) -> int:
    """The first row of the body, 1-based; a row that counts the columns belongs to the head."""
    row = head.last + 2
    texts = [str(c.value).strip() for c in page[row] if c.value not in (None, "")] if row <= page.max_row else []
    return row + 1 if len(texts) > 2 and all(_NUMBERING.fullmatch(text) for text in texts) else row


def _body(page: Any, start: int, head: Head) -> int:
    """How many rows there are to write in: empty ones and examples up to a sum, signatures or the end."""
    known = [c + 1 for c in (*head.columns, *head.months, *head.funds)]
    if (blank := _blank(page, start, known)) is not None:
        return blank
    bordered = 0
    for row in range(start, page.max_row + 1):
        values = [page.cell(row, c).value for c in known]
        text = next((str(v) for v in values if v not in (None, "")), "")
        framed = any(page.cell(row, c).border.bottom.style for c in known)
        if _TOTAL.match(text) or (not framed and (text or row > start)):
            break
        bordered += 1
    return max(bordered, 1)


def _blank(page: Any, start: int, known: Sequence[int]) -> int | None:
    """How many empty rows stand above a sum right below them; None where anything else comes first."""
    for row in range(start, min(page.max_row, start + 500) + 1):
        texts = [str(v) for c in known if (v := page.cell(row, c).value) not in (None, "")]
        if any(_TOTAL.match(text) for text in texts):
            return row - start or None
        if texts:
            return None
    return None


def _planned(rows: Sequence[Given], *, grouped: bool) -> list[tuple[str, Given]]:
    found: list[tuple[str, Given]] = []
    last = ""
    for row in rows:
        group = str(row.get("group") or "")
        if grouped and group and group != last:
            found.append(("judul", {"group": group}))
            last = group
        found.append(("baris", row))
    return found


def _write(page: Any, at: int, number: int, row: Given, head: Head) -> None:
    for c, name in head.columns.items():
        value: str | int | None = str(number) if name == "no" else row.get(name)
        if name == "no":
            page.cell(at, c + 1).value = number
        elif value not in (None, ""):
            page.cell(at, c + 1).value = _scaled(value, c, head)
    for columns, word in ((head.months, "month"), (head.funds, "fund")):
        for c, key in columns.items():
            value = row.get(f"{word}:{key}") if key != "" else _rest(row, head)
            if value not in (None, ""):
                page.cell(at, c + 1).value = _scaled(value, c, head)


def _rest(row: Given, head: Head) -> int | None:
    """What is paid by sources that have no column here: it stands under "lain-lain"."""
    named = {f"fund:{code}" for code in head.funds.values() if code}
    found = [v for key, v in row.items() if key.startswith("fund:") and key not in named and isinstance(v, int)]
    return sum(found) if found else None


def _scaled(value: str | int | None, c: int, head: Head) -> str | float | None:
    if isinstance(value, int):
        return value / 1000 if c in head.thousand else value
    return neutralise(value) if value else None


def _sums(page: Any, start: int, height: int, head: Head) -> None:
    """Live sums in a row "Jumlah" right below the body."""
    below = start + height
    texts = [page.cell(below, c + 1).value for c in range(page.max_column)] if below <= page.max_row else []
    if not any(isinstance(text, str) and _TOTAL.match(text) for text in texts):
        return
    for c, name in head.columns.items():
        if name == "cost":
            letters = column_letters(c)
            page.cell(below, c + 1).value = f"=SUM({letters}{start}:{letters}{below - 1})"
    for c in head.funds:
        letters = column_letters(c)
        page.cell(below, c + 1).value = f"=SUM({letters}{start}:{letters}{below - 1})"


def _move_down(page: Any, first: int, by: int) -> None:
    """Everything from a row on, with its merges and heights, so many rows further down."""
    last, width = page.max_row, page.max_column
    if first > last:
        return
    merged = [m for m in list(page.merged_cells.ranges) if m.min_row >= first]
    for one in merged:
        page.unmerge_cells(str(one))
    heights = {r: page.row_dimensions[r].height for r in range(first, last + 1)}
    letters = column_letters(width - 1)
    page.move_range(f"A{first}:{letters}{last}", rows=by, translate=True)
    for r, height in heights.items():
        page.row_dimensions[r + by].height = height
    for one in merged:
        one.shift(row_shift=by)
        page.merge_cells(one.coord)
