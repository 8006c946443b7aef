"""Plans as workbooks: sheets of rows in groups whose subtotals and totals are live sums, set up for landscape F4."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from lokmin.documents.render.plain import clean
from lokmin.documents.render.rpkpage import Cell, Page

_HEAD = 3
#: Characters across a landscape folio that are still read easily; a wider table is printed on two sheets side by side.
_WIDE = 190
_LINE = 12.6
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


class _Styles:
    def __init__(self, book: Any) -> None:
        font = {"font_name": "Arial", "font_size": 9}
        base = {**font, "valign": "top", "text_wrap": True, "border": 1, "border_color": "#8A959B"}
        self.title = book.add_format({**font, "bold": True, "font_size": 14})
        self.plain = book.add_format({**font, "font_size": 10})
        self.head = book.add_format({**base, "bold": True, "valign": "vcenter", "bg_color": "#E6EBED"})
        self.text = book.add_format(base)
        self.mark = book.add_format({**base, "align": "center"})
        self.money = book.add_format({**base, "num_format": "#,##0"})
        self.day = book.add_format({**base, "num_format": "dd/mm/yyyy"})
        self.group = book.add_format({**base, "bold": True, "bg_color": "#F2F5F6"})
        self.sum = book.add_format({**base, "bold": True, "num_format": "#,##0", "top": 2})


def plan_workbook(pages: Sequence[Page], *, made: dt.datetime, office: str) -> bytes:
    """The sheets as .xlsx bytes, equal for equal input. Words are words: nothing typed is ever run as a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = made.astimezone(dt.UTC).replace(tzinfo=None) if made.tzinfo else made
    title = pages[0].title if pages else "Rencana"
    book.set_properties({"title": title, "author": "Lokmin", "company": office, "created": created})
    styles = _Styles(book)
    for page in pages:
        _write(book.add_worksheet(_FORBIDDEN.sub(" ", clean(page.name))[:31]), page, styles, office)
    book.close()
    return out.getvalue()


def _write(sheet: Any, page: Page, styles: _Styles, office: str) -> None:
    sheet.write_string(0, 0, clean(page.title), styles.title)
    sheet.write_string(1, 0, clean(page.under), styles.plain)
    for column, (name, width) in enumerate(zip(page.heads, page.widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEAD, column, clean(name), styles.head)
    line = _HEAD + 1
    parts: list[tuple[int, dict[int, int]]] = []
    for name, rows in page.groups:
        if name:
            sheet.merge_range(line, 0, line, len(page.heads) - 1, clean(name), styles.group)
            line += 1
        first = line
        for row in rows:
            _row(sheet, line, row, page, styles)
            sheet.set_row(line, _height(row, page))
            line += 1
        if page.sums and rows:
            found = {column: _known(rows, column, page) for column in page.sums}
            _total(sheet, line, page, f"Jumlah {name}" if name else "Jumlah", styles, {
                column: (f"=SUM({_span(first, line - 1, column)})", found[column]) for column in page.sums
            })  # fmt: skip
            parts.append((line, found))
            line += 1
    if len(parts) > 1:
        _total(sheet, line, page, "Jumlah seluruhnya", styles, {
            column: (
                "=" + "+".join(xl_rowcol_to_cell(at, column) for at, _ in parts),
                sum(found[column] for _, found in parts),
            )
            for column in page.sums
        })  # fmt: skip
        line += 1
    for note in page.notes:
        line += 1
        sheet.write_string(line, 0, clean(note), styles.plain)
    sheet.freeze_panes(_HEAD + 1, page.frozen)
    sheet.repeat_rows(_HEAD)
    sheet.set_landscape()
    sheet.set_paper(14)
    if sum(page.widths) > _WIDE:
        sheet.fit_to_pages(2, 0)
        sheet.repeat_columns(0, max(page.frozen - 1, 0))
    else:
        sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
    words = clean(f"{page.title}, {office}").replace("&", "&&")
    sheet.set_footer(f"&L&8{words}&R&8Halaman &P dari &N")


def _row(sheet: Any, line: int, row: Sequence[Cell], page: Page, styles: _Styles) -> None:
    for column, value in enumerate(row):
        if page.across and column == page.across[0]:
            span = page.across[1]
            cells = f"{xl_rowcol_to_cell(line, span.start)}:{xl_rowcol_to_cell(line, span.stop - 1)}"
            sheet.write_formula(line, column, f"=SUM({cells})", styles.money, _across(row, page) or 0)
        elif value is None:
            sheet.write_blank(line, column, None, styles.text)
        elif isinstance(value, dt.date):
            sheet.write_datetime(line, column, dt.datetime.combine(value, dt.time.min), styles.day)
        elif isinstance(value, int):
            sheet.write_number(line, column, value, styles.mark if column in page.centred else styles.money)
        else:
            sheet.write_string(line, column, clean(value), styles.mark if column in page.centred else styles.text)


def _height(row: Sequence[Cell], page: Page) -> float:
    """Points for the longest text of a row: programs that do not measure text themselves show all of it."""
    lines = [
        sum(max(1, math.ceil(len(part) * 0.95 / width)) for part in value.split("\n"))
        for value, width in zip(row, page.widths, strict=True)
        if isinstance(value, str)
    ]
    return _LINE * max(lines, default=1) + 2


def _across(row: Sequence[Cell], page: Page) -> int:
    columns = page.across[1] if page.across else range(0)
    return sum(value for value in (row[at] for at in columns) if isinstance(value, int))


def _known(rows: Sequence[Sequence[Cell]], column: int, page: Page) -> int:
    if page.across and column == page.across[0]:
        return sum(_across(row, page) for row in rows)
    return sum(value for row in rows if isinstance(value := row[column], int))


def _span(first: int, last: int, column: int) -> str:
    name = xl_col_to_name(column)
    return f"{name}{first + 1}:{name}{last + 1}"


def _total(
    sheet: Any, line: int, page: Page, name: str, styles: _Styles, formulas: dict[int, tuple[str, int]]
) -> None:  # fmt: skip
    for column in range(len(page.heads)):
        sheet.write_blank(line, column, None, styles.sum)
    sheet.write_string(line, min(1, len(page.heads) - 1) if 0 not in formulas else 0, clean(name), styles.sum)
    for column, (formula, value) in formulas.items():
        sheet.write_formula(line, column, formula, styles.sum, value)
