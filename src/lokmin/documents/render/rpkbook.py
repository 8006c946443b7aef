"""The RPK bulanan as a workbook: a sheet of rows and a calendar of days 1..31 for each planned month."""

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

_WIDTHS = (4, 11, 23, 20, 14, 11, 15, 8, 13, 13, 14, 14, 14, 11, 10, 11, 15)
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
        rows = rpk_rows(pack, month)
        _sheet(book.add_worksheet(month.label), month, rows, pack, styles)
        _grid(book.add_worksheet(f"Kalender {month.label}"), month, rows, pack, styles)
    book.close()
    return out.getvalue()


def _sheet(page: Any, month: Month, rows: tuple[RpkRow, ...], pack: PackInput, styles: dict[str, Any]) -> None:
    page.write_string(0, 0, f"RPK bulanan {month.label}", styles["title"])
    page.write_string(1, 0, clean(f"{pack.puskesmas}. Disusun dari {pack.meeting.title}."), styles["plain"])
    names = heads()
    for column, (name, width) in enumerate(zip(names, _WIDTHS, strict=True)):
        page.set_column(column, column, width)
        page.write_string(_HEAD, column, f"{name} (Rp)" if column == _COST else name, styles["head"])
    for number, row in enumerate(rows, start=1):
        line = _HEAD + number
        for column, text in enumerate(cells(number, row)):
            if column == _COST and row.cost is not None:
                page.write_number(line, column, row.cost, styles["money"])
            else:
                page.write_string(line, column, clean(text), styles["text"])
    last = _HEAD + len(rows)
    if rows:
        known = sum(row.cost or 0 for row in rows)
        page.write_string(last + 1, 2, "Jumlah biaya", styles["sum"])
        page.write_formula(last + 1, _COST, f"=SUM(N{_HEAD + 2}:N{last + 1})", styles["sum"], known)
        page.autofilter(_HEAD, 0, last, len(names) - 1)
    else:
        page.write_string(_HEAD + 1, 2, f"Belum ada kegiatan untuk {month.label}.", styles["text"])
    page.freeze_panes(_HEAD + 1, 3)
    setup(page, pack, f"RPK bulanan {month.label}")
    # Seventeen columns on one sheet would print in letters of five points: two sheets wide, the activity on both.
    page.fit_to_pages(2, 0)
    page.repeat_columns(0, 2)
    page.repeat_rows(_HEAD)


def _grid(page: Any, month: Month, rows: tuple[RpkRow, ...], pack: PackInput, styles: dict[str, Any]) -> None:
    """A mark for each day a row is done on; Sundays are darker. The names follow the sheet of rows."""
    page.write_string(0, 0, f"Kalender kegiatan {month.label}", styles["title"])
    page.write_string(1, 0, "Tandai hari pelaksanaan. Kolom gelap: hari Minggu.", styles["plain"])
    page.write_string(_HEAD, 0, "No", styles["head"])
    page.write_string(_HEAD, 1, "Kegiatan", styles["head"])
    page.set_column(0, 0, 5)
    page.set_column(1, 1, 44)
    days = range(1, month.last_day.day + 1)
    page.set_column(2, len(days) + 1, 3.2)
    for day in days:
        sunday = dt.date(month.year, month.month, day).weekday() == 6
        page.write_number(_HEAD, day + 1, day, styles["sunday" if sunday else "day"])
    for number, row in enumerate(rows, start=1):
        line = _HEAD + number
        page.write_number(line, 0, number, styles["text"])
        page.write_formula(line, 1, f"='{month.label}'!C{line + 1}", styles["text"], clean(row.activity))
        for day in days:
            page.write_string(line, day + 1, "●" if day in row.days else "", styles["mark"])
    page.freeze_panes(_HEAD + 1, 2)
    setup(page, pack, f"Kalender kegiatan {month.label}")
    page.repeat_rows(_HEAD)
