"""An empty workbook to hand out: villages down, data elements across, one sheet per month; read back as it stands."""

from __future__ import annotations

import io
from collections.abc import Sequence

from lokmin.core.indicators.definitions import Element
from lokmin.core.periods import Month
from lokmin.core.places import PlaceRef


def blank_workbook(
    *, title: str, puskesmas: str, months: Sequence[Month], places: Sequence[PlaceRef], elements: Sequence[Element]
) -> bytes:
    """An .xlsx with a title, the month, a head row with the official names and an input cell per village and element.

    A sum row stands below; numbers that cannot be (negative, broken where people are counted) are refused by Excel.
    """
    import xlsxwriter  # heavy: only for this file

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    bold = book.add_format({"bold": True, "font_size": 13})
    quiet = book.add_format({"italic": True, "font_color": "#4b555b"})
    head = book.add_format(
        {"bold": True, "text_wrap": True, "border": 1, "align": "center", "valign": "vcenter", "bg_color": "#f2f5f6"}
    )
    name = book.add_format({"border": 1})
    free = book.add_format({"border": 1, "locked": False, "num_format": "#,##0.######"})
    total = book.add_format({"bold": True, "border": 1, "num_format": "#,##0.######"})
    first = 5
    for month in months:
        sheet = book.add_worksheet(month.name.upper())
        sheet.write(0, 0, title, bold)
        sheet.write(1, 0, f"PUSKESMAS : {puskesmas}")
        sheet.write(2, 0, f"BULAN : {month.name.upper()} {month.year}")
        sheet.write(3, 0, "Kosong berarti belum dilaporkan. Tulis 0 bila memang tidak ada.", quiet)
        sheet.set_row(first - 1, 60)
        sheet.write(first - 1, 0, "NO", head)
        sheet.write(first - 1, 1, "DESA", head)
        for column, element in enumerate(elements, 2):
            sheet.write(first - 1, column, element.name, head)
        for row, place in enumerate(places):
            sheet.write(first + row, 0, row + 1, name)
            sheet.write(first + row, 1, place.name, name)
            for column in range(2, 2 + len(elements)):
                sheet.write_blank(first + row, column, None, free)
        last = first + len(places)
        sheet.merge_range(last, 0, last, 1, "JUMLAH", total)
        for column, element in enumerate(elements, 2):
            letters = xlsxwriter.utility.xl_col_to_name(column)
            sheet.write_formula(last, column, f"=SUM({letters}{first + 1}:{letters}{last})", total, "")
            sheet.data_validation(
                first,
                column,
                last - 1,
                column,
                {
                    "validate": "integer" if element.whole else "decimal",
                    "criteria": ">=",
                    "value": 0,
                    "ignore_blank": True,
                    "error_title": "Periksa angka",
                    "error_message": f"{element.short}: tulis bilangan{' bulat' * element.whole} 0 atau lebih.",
                },
            )
        sheet.set_column(0, 0, 5)
        sheet.set_column(1, 1, 22)
        sheet.set_column(2, 1 + len(elements), 13)
        sheet.freeze_panes(first, 2)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(first - 1)
    book.close()
    return out.getvalue()
