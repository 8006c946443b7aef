"""The RPK bulanan as a workbook: one sheet for each planned month with the day grid 1..31, to go on working with."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import xlsxwriter

from lokmin.core.periods import Month
from lokmin.documents.forms.records import PackInput
from lokmin.documents.forms.roomrecords import RpkRow
from lokmin.documents.forms.rpk import cells, heads, rpk_months, rpk_rows
from lokmin.documents.render.excel import setup
from lokmin.documents.render.plain import clean

_WIDTHS = (5, 16, 34, 30, 20, 16, 24, 12, 20, 20, 22, 22, 22, 14, 14, 20, 26)
_COST = 13
_HEAD = 3


def rpk_workbook(pack: PackInput) -> bytes:
    """The rows as .xlsx bytes, equal for equal input. Costs are numbers with a live sum; the grid is editable."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = pack.made_at.astimezone(dt.UTC).replace(tzinfo=None) if pack.made_at.tzinfo else pack.made_at
    book.set_properties({"title": "RPK bulanan", "author": "Lokmin", "company": pack.puskesmas, "created": created})
    base = {"font_name": "Arial", "font_size": 9, "valign": "top", "text_wrap": True, "border": 1}
    styles = {
        "title": book.add_format({"font_name": "Arial", "bold": True, "font_size": 14}),
        "plain": book.add_format({"font_name": "Arial", "font_size": 10}),
        "head": book.add_format({**base, "bold": True, "valign": "vcenter", "bg_color": "#F2F5F6"}),
        "sunday": book.add_format({**base, "bold": True, "align": "center", "bg_color": "#DDE3E6"}),
        "day": book.add_format({**base, "bold": True, "align": "center", "bg_color": "#F2F5F6"}),
        "text": book.add_format(base),
        "money": book.add_format({**base, "num_format": "#,##0"}),
        "sum": book.add_format({**base, "bold": True, "num_format": "#,##0"}),
        "mark": book.add_format({**base, "align": "center"}),
    }
    for month in rpk_months(pack):
        _sheet(book.add_worksheet(month.label), month, rpk_rows(pack, month), pack, styles)
    book.close()
    return out.getvalue()


def _sheet(page: Any, month: Month, rows: tuple[RpkRow, ...], pack: PackInput, styles: dict[str, Any]) -> None:
    page.write_string(0, 0, f"RPK bulanan {month.label}", styles["title"])
    page.write_string(1, 0, clean(f"{pack.puskesmas}. Disusun dari {pack.meeting.title}."), styles["plain"])
    names = heads()
    for column, (name, width) in enumerate(zip(names, _WIDTHS, strict=True)):
        page.set_column(column, column, width)
        page.write_string(_HEAD, column, f"{name} (Rp)" if column == _COST else name, styles["head"])
    grid = len(names)
    days = range(1, month.last_day.day + 1)
    page.set_column(grid, grid + len(days) - 1, 3.2)
    for day in days:
        sunday = dt.date(month.year, month.month, day).weekday() == 6
        page.write_number(_HEAD, grid + day - 1, day, styles["sunday" if sunday else "day"])
    for number, row in enumerate(rows, start=1):
        line = _HEAD + number
        for column, text in enumerate(cells(number, row)):
            if column == _COST and row.cost is not None:
                page.write_number(line, column, row.cost, styles["money"])
            else:
                page.write_string(line, column, clean(text), styles["text"])
        for day in days:
            page.write_string(line, grid + day - 1, "●" if day in row.days else "", styles["mark"])
    last = _HEAD + len(rows)
    if rows:
        known = sum(row.cost or 0 for row in rows)
        page.write_string(last + 1, 2, "Jumlah biaya", styles["sum"])
        page.write_formula(last + 1, _COST, f"=SUM(N{_HEAD + 2}:N{last + 1})", styles["sum"], known)
        page.autofilter(_HEAD, 0, last, grid - 1)
    else:
        page.write_string(_HEAD + 1, 2, f"Belum ada kegiatan untuk {month.label}.", styles["text"])
    page.freeze_panes(_HEAD + 1, 3)
    setup(page, pack, f"RPK bulanan {month.label}")
    page.repeat_rows(_HEAD)
