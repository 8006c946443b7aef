"""Plans as a workbook: official columns, live subtotals under each upaya, a live grand total, ready to print on F4."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from lokmin.documents.forms.planparts import PlanTable
from lokmin.documents.render.plain import clean

_HEAD = 3
#: Folio, as printers of the offices name it (8.5 x 13 inch).
_FOLIO = 14
#: So many columns fit on one sheet in readable letters; of more the first ones are repeated on a second sheet.
_ONE_SHEET = 13


def plan_workbook(tables: Sequence[PlanTable], *, made: dt.datetime, office: str, notes: Sequence[str] = ()) -> bytes:
    """One sheet for each table as .xlsx bytes, equal for equal input. Words are words: nothing typed is run.

    A subtotal is a SUM over its rows, the grand total a sum of the subtotals; both carry their value, so that a
    viewer without formulas shows it too. Rupiah that is not known stays an empty cell.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = made.astimezone(dt.UTC).replace(tzinfo=None) if made.tzinfo else made
    title = tables[0].title if tables else "Rencana"
    book.set_properties({"title": title, "author": "Lokmin", "company": office, "created": created})
    styles = _styles(book)
    for table in tables:
        _sheet(book.add_worksheet(clean(table.sheet)[:31]), table, styles, office, notes)
    book.close()
    return out.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    base = {"font_name": "Arial", "font_size": 9, "valign": "top", "text_wrap": True, "border": 1}
    bold = {**base, "bold": True}
    return {
        "title": book.add_format({"font_name": "Arial", "bold": True, "font_size": 14}),
        "plain": book.add_format({"font_name": "Arial", "font_size": 10}),
        "head": book.add_format({**bold, "valign": "vcenter", "align": "center", "bg_color": "#F2F5F6"}),
        "group": book.add_format({**bold, "bg_color": "#F2F5F6", "text_wrap": False}),
        "text": book.add_format(base),
        "money": book.add_format({**base, "num_format": "#,##0"}),
        "total": book.add_format({**bold, "top": 2}),
        "sum": book.add_format({**bold, "top": 2, "num_format": "#,##0"}),
    }


def _sheet(page: Any, table: PlanTable, styles: dict[str, Any], office: str, notes: Sequence[str]) -> None:
    page.write_string(0, 0, clean(table.title), styles["title"])
    page.write_string(1, 0, clean(table.under), styles["plain"])
    for at, column in enumerate(table.columns):
        page.set_column(at, at, column.chars)
        page.write_string(_HEAD, at, column.title, styles["head"])
    page.set_row(_HEAD, 38)
    line, subtotals = _HEAD + 1, []
    last = len(table.columns) - 1
    for group in table.groups:
        if group.title:
            page.merge_range(line, 0, line, last, clean(group.title), styles["group"])
            line += 1
        first = line
        for row in group.rows:
            for at, cell in enumerate(row):
                if isinstance(cell, int):
                    page.write_number(line, at, cell, styles["money"])
                elif cell is None:
                    page.write_blank(line, at, None, styles["money"])
                else:
                    page.write_string(line, at, clean(cell), styles["text"])
            line += 1
        if group.title and table.money:
            _total(page, table, line, f"Jumlah {group.title}", styles)
            for at, amount in table.sums(group.rows).items():
                name = xl_col_to_name(at)
                page.write_formula(line, at, f"=SUM({name}{first + 1}:{name}{line})", styles["sum"], amount.rupiah)
            subtotals.append(line)
            line += 1
    if not table.rows:
        page.write_string(line, 0, table.empty, styles["plain"])
        line += 1
    elif table.money:
        _total(page, table, line, "JUMLAH SELURUHNYA", styles)
        for at, amount in table.sums(table.rows).items():
            name = xl_col_to_name(at)
            parts = "+".join(f"{name}{row + 1}" for row in subtotals) or f"SUM({name}{_HEAD + 2}:{name}{line})"
            page.write_formula(line, at, f"={parts}", styles["sum"], amount.rupiah)
        line += 1
    for note in notes:
        line += 1
        page.write_string(line, 0, clean(note), styles["plain"])
    page.freeze_panes(_HEAD + 1, table.label + 1)
    page.repeat_rows(_HEAD)
    page.set_landscape()
    page.set_paper(_FOLIO)
    page.set_margins(0.4, 0.4, 0.5, 0.5)
    if len(table.columns) > _ONE_SHEET:
        page.fit_to_pages(2, 0)
        page.repeat_columns(0, table.label)
    else:
        page.fit_to_pages(1, 0)
    page.set_footer(f"&L{_amp(table.title)}, {_amp(office)}&R&P/&N")


def _total(page: Any, table: PlanTable, line: int, label: str, styles: dict[str, Any]) -> None:
    for at in range(len(table.columns)):
        page.write_string(line, at, clean(label) if at == table.label else "", styles["total"])


def _amp(text: str) -> str:
    return clean(text).replace("&", "&&")
