"""Excel: the recap and one PWS sheet per indicator, with live formulas whose results are written too.

Whoever opens the file in Excel can correct a count and see everything follow; whoever reads it without Excel finds the
same figures as cached values. Text that begins like a formula is written as text, never run.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from lokmin.documents.forms.parts import programme_name, sasaran_words
from lokmin.documents.forms.records import IndicatorSheet, PackInput
from lokmin.documents.forms.sentences import headline
from lokmin.documents.render.excelformats import Formats
from lokmin.documents.render.excelsheet import PwsSheet
from lokmin.documents.render.plain import clean

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
PAPER_SIZES = {"A4": 9, "F4": 14}


class PlainSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes formulas as they are: XlsxWriter looks for 30 functions of newer Excel in each of them,
    which is half of its time, and the ones written here use none.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        del expand_future_functions
        return formula.removeprefix("=")

    # Places come as numbers only, so the step that would read "A1" is left out: a tenth of the time of a workbook.

    def write_number(self, row: int, col: int, number: float, cell_format: Any = None) -> Any:
        return self._write_number(row, col, number, cell_format)

    def write_string(self, row: int, col: int, string: str, cell_format: Any = None) -> Any:
        return self._write_string(row, col, string, cell_format)

    def write_blank(self, row: int, col: int, blank: None, cell_format: Any = None) -> Any:
        return self._write_blank(row, col, blank, cell_format)

    def write_formula(self, row: int, col: int, formula: str, cell_format: Any = None, value: Any = 0) -> Any:
        return self._write_formula(row, col, formula, cell_format, value)


def sheet_names(sheets: Sequence[IndicatorSheet]) -> list[str]:
    """Names Excel accepts, at most 31 characters, no two alike."""
    found: list[str] = []
    for sheet in sheets:
        base = _FORBIDDEN.sub(" ", clean(sheet.short or sheet.code)).strip()[:24] or "Indikator"
        name, number = f"PWS {base}", 2
        while name.lower() in (other.lower() for other in found):
            name, number = f"PWS {base[:20]} {number}", number + 1
        found.append(name)
    return found


def excel(pack: PackInput) -> bytes:
    """Recap and PWS tables as .xlsx bytes, equal for equal input."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = pack.made_at.astimezone(dt.UTC).replace(tzinfo=None) if pack.made_at.tzinfo else pack.made_at
    book.set_properties({
        "title": f"Rekap capaian dan PWS sampai {pack.month.label}", "author": "Lokmin", "company": pack.puskesmas,
        "created": created,
    })  # fmt: skip
    book.set_calc_mode("auto")
    formats = Formats(book)
    recap = book.add_worksheet("Rekap", PlainSheet)
    names = sheet_names(pack.sheets)
    written = []
    for name, sheet in zip(names, pack.sheets, strict=True):
        pws = PwsSheet(book, book.add_worksheet(name, PlainSheet), name, sheet, pack, formats)
        pws.write()
        written.append(pws)
    _recap(recap, written, pack, formats)
    book.close()
    return out.getvalue()


def _recap(page: Any, sheets: Sequence[PwsSheet], pack: PackInput, formats: Formats) -> None:
    """One line per indicator; every figure is a reference to its own sheet."""
    page.write_string(0, 0, f"Rekap capaian sampai {pack.month.label}", formats.title)
    page.write_string(
        1, 0, clean(f"{pack.puskesmas}. Sasaran: {sasaran_words(pack.sasaran_source) or '–'}."), formats.plain
    )
    heads = (
        "Klaster",
        "Program",
        "Indikator",
        "Sasaran",
        pack.month.name,
        "Kumulatif",
        "Capaian",
        "Target berjalan",
        "Kurang",
        "Satuan",
        "Status",
        "Desa di bawah target",
        "Desa belum lapor",
        "Temuan",
    )
    for column, head in enumerate(heads):
        style = formats.head_text if column in (1, 9, 10, 13) else formats.head if column == 2 else formats.head_right
        page.write_string(3, column, head, style)
    row = 4
    for pws in sorted(sheets, key=lambda s: s.sheet.klaster):
        sheet = pws.sheet
        page.write_number(row, 0, sheet.klaster, formats.whole)
        page.write_string(row, 1, clean(programme_name(sheet.programme)), formats.text)
        page.write_url(row, 2, f"internal:'{pws.name}'!A1", formats.link, clean(sheet.name))
        for column, (reference, value, style) in enumerate(pws.total_references(formats), start=3):
            page.write_formula(row, column, reference, style, "" if value is None else value)
        page.write_string(row, 9, clean(sheet.people), formats.text)
        page.write_formula(row, 10, *pws.status_reference(formats))
        below, silent = pws.count_formulas()
        page.write_formula(row, 11, below, formats.whole, len(sheet.below))
        page.write_formula(row, 12, silent, formats.whole, len(sheet.silent))
        page.write_string(row, 13, clean(headline(sheet, pack.names)), formats.wrapped)
        page.set_row(row, 30)
        row += 1
    for column, width in enumerate((8, 12, 36, 9, 8, 10, 9, 9, 8, 8, 13, 10, 9, 44)):
        page.set_column(column, column, width)
    formats.colour_status(page, 4, 10, max(row - 1, 4), 10)
    page.set_row(3, 32)
    page.freeze_panes(4, 3)
    page.autofilter(3, 0, max(row - 1, 4), len(heads) - 1)
    setup(page, pack, "Rekap capaian")
    page.repeat_rows(3)
    notes = (
        "Status: baik = target tercapai, bulan ini naik atau tetap; kurang = target tercapai, bulan ini turun;",
        "cukup = di bawah target, bulan ini naik; jelek = di bawah target, bulan ini turun atau tetap.",
        "Sel kosong berarti belum dilaporkan, bukan nol.",
    )
    for offset, note in enumerate(notes, start=1):
        page.write_string(row + offset, 0, note, formats.plain)


def setup(page: Any, pack: PackInput, title: str) -> None:
    """Landscape, one page wide, page numbers, the office's paper."""
    page.set_landscape()
    # Excel knows folio (8.5 x 13 inch) as number 14; F4 is the same sheet to the millimetre that printers care about.
    page.set_paper(PAPER_SIZES[pack.paper.value])
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    words = clean(f"{title}, {pack.puskesmas}").replace("&", "&&")
    page.set_footer(f"&L&8{words}&R&8Halaman &P dari &N")
