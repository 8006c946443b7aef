"""The RTL matrix as a workbook: every official column, and what an action has more, one row each."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from lokmin.documents.forms.followup import FULL_COLUMNS, full_texts
from lokmin.documents.forms.records import RtlRow
from lokmin.documents.render.plain import clean

#: After the seventeen official columns.
_MORE = ("Klaster", "Program", "Umur (bulan)", "Masalah di daftar", "Akar masalah", "Alasan belum lengkap")
_WIDTHS = (5, 24, 20, 28, 16, 16, 16, 20, 20, 18, 13, 13, 20, 20, 15, 16, 18, 8, 10, 8, 10, 22, 18)
_COST = 10
_HEAD = 3


def rtl_workbook(
    rows: Sequence[RtlRow], *, puskesmas: str, about: str, made_at: dt.datetime, paper: str = "A4"
) -> bytes:
    """The rows as .xlsx bytes, equal for equal input. Costs are numbers with a live sum; words are never formulas."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = made_at.astimezone(dt.UTC).replace(tzinfo=None) if made_at.tzinfo else made_at
    book.set_properties({"title": "Matriks RTL", "author": "Lokmin", "company": puskesmas, "created": created})
    base = {"font_name": "Arial", "font_size": 9, "valign": "top", "text_wrap": True, "border": 1}
    styles = {
        "title": book.add_format({"font_name": "Arial", "bold": True, "font_size": 14}),
        "plain": book.add_format({"font_name": "Arial", "font_size": 10}),
        "head": book.add_format({**base, "bold": True, "valign": "vcenter", "bg_color": "#F2F5F6"}),
        "text": book.add_format(base),
        "number": book.add_format({**base, "num_format": "#,##0"}),
        "sum": book.add_format({**base, "bold": True, "num_format": "#,##0"}),
    }
    page = book.add_worksheet("Matriks RTL")
    page.write_string(0, 0, "Matriks rencana tindak lanjut", styles["title"])
    page.write_string(1, 0, clean(f"{puskesmas}. {about}"), styles["plain"])
    names = [str(column.title) for column in FULL_COLUMNS] + list(_MORE)
    for column, (name, width) in enumerate(zip(names, _WIDTHS, strict=True)):
        page.set_column(column, column, width)
        page.write_string(_HEAD, column, f"{name} (Rp)" if column == _COST else name, styles["head"])
    for number, row in enumerate(rows, start=1):
        _line(page, _HEAD + number, number, row, styles)
    if rows:
        last = _HEAD + len(rows)
        page.write_string(last + 1, _COST - 1, "Jumlah biaya", styles["sum"])
        known = sum(row.cost or 0 for row in rows)
        page.write_formula(last + 1, _COST, f"=SUM(K{_HEAD + 2}:K{last + 1})", styles["sum"], known)
        page.autofilter(_HEAD, 0, last, len(names) - 1)
    page.freeze_panes(_HEAD + 1, 4)
    page.set_landscape()
    page.set_paper(14 if paper == "F4" else 9)
    # Twenty-three columns on one sheet would print in letters nobody can read: two sheets wide, the activity on both.
    page.fit_to_pages(2, 0)
    page.repeat_columns(0, 3)
    page.repeat_rows(_HEAD)
    page.set_footer(f"&L&8{clean(puskesmas).replace('&', '&&')}&R&8Halaman &P dari &N")
    book.close()
    return out.getvalue()


def _line(page: Any, line: int, number: int, row: RtlRow, styles: dict[str, Any]) -> None:
    more = (row.klaster, row.programme, row.age_months, row.register, row.root, row.lacking_reason)
    for column, value in enumerate((number, *full_texts(row), *more)):
        shown = row.cost if column == _COST else value
        if isinstance(shown, int):
            page.write_number(line, column, shown, styles["number"])
        else:
            page.write_string(line, column, clean(shown or ""), styles["text"])
