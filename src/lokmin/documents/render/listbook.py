"""A list as a workbook: title, heads that stay, dates as dates, filters, set up for landscape print."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Collection, Sequence

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from lokmin.documents.render.plain import clean

Cell = str | int | dt.date | None
_HEAD = 3


def list_workbook(
    title: str, under: str, heads: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[Cell]], *,
    made: dt.datetime, office: str, sums: Collection[int] = (),
) -> bytes:  # fmt: skip
    """One sheet as .xlsx bytes, equal for equal input. Words are words: nothing typed is ever run as a formula.

    ``sums``: columns (from 0) with a live sum below them.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = made.astimezone(dt.UTC).replace(tzinfo=None) if made.tzinfo else made
    book.set_properties({"title": title, "author": "Lokmin", "company": office, "created": created})
    base = {"font_name": "Arial", "font_size": 10, "valign": "top", "bottom": 1, "bottom_color": "#C5CDD1"}
    plain = book.add_format({"font_name": "Arial", "font_size": 10})
    large = book.add_format({"font_name": "Arial", "bold": True, "font_size": 14})
    head = book.add_format({**base, "bold": True, "text_wrap": True, "valign": "bottom", "top": 2, "bottom": 2})
    text, day = book.add_format(base), book.add_format({**base, "num_format": "dd/mm/yyyy"})
    page = book.add_worksheet(clean(title)[:31])
    page.write_string(0, 0, clean(title), large)
    page.write_string(1, 0, clean(under), plain)
    for column, (name, width) in enumerate(zip(heads, widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(_HEAD, column, name, head)
    for number, row in enumerate(rows, start=_HEAD + 1):
        for column, value in enumerate(row):
            if isinstance(value, dt.date):
                page.write_datetime(number, column, dt.datetime.combine(value, dt.time.min), day)
            elif isinstance(value, int):
                page.write_number(number, column, value, text)
            else:
                page.write_string(number, column, clean(value or ""), text)
    if sums and rows:
        end = _HEAD + len(rows)
        page.write_string(end + 1, min(c for c in range(len(heads)) if c not in sums), "Jumlah", head)
        for column in sums:
            known = sum(v for row in rows if isinstance(v := row[column], int))
            first, last = xl_rowcol_to_cell(_HEAD + 1, column), xl_rowcol_to_cell(end, column)
            page.write_formula(end + 1, column, f"=SUM({first}:{last})", head, known)
    page.autofilter(_HEAD, 0, _HEAD + max(len(rows), 1), len(heads) - 1)
    page.freeze_panes(_HEAD + 1, 0)
    page.repeat_rows(_HEAD)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer(f"&L{clean(title).replace('&', '&&')}, {clean(office).replace('&', '&&')}&R&P/&N")
    book.close()
    return out.getvalue()
