"""Babies and immunisation: one sheet a month, heads in two rows, a percent column after each number."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lokmin.cli.demo.books import MADE
from lokmin.cli.demo.figures import NAMES, YEAR, Key
from lokmin.cli.demo.figures import sasaran as people
from lokmin.core.periods import Month

SHEETS = (("JAN", "Januari"), ("PEB", "Pebruari"), ("MAR", "Maret"), ("APR", "April"))
COLUMNS = (
    ("Lahir Hidup", "kia.lahir_hidup"), ("KN1", "kia.kn1"), ("KN Lengkap", "kia.kn_lengkap"), ("HB0", "imunisasi.hb0"),
    ("BCG", "imunisasi.bcg"), ("DPT-HB-Hib 1", "imunisasi.dpt1"), ("DPT-HB-Hib 3", "imunisasi.dpt3"),
    ("Campak Rubela 1", "imunisasi.mr1"), ("IDL", "imunisasi.idl"),
)  # fmt: skip


def write(folder: Path, facts: Mapping[Key, int], last: Month) -> Path:
    import xlsxwriter

    path = folder / f"Laporan Bayi dan Imunisasi {YEAR}.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": MADE, "author": "Puskesmas Banyuwening"})
    bold = book.add_format({"bold": True, "border": 1, "align": "center"})
    percent = book.add_format({"num_format": "0.0"})
    for index, (short, month) in enumerate(SHEETS[: last.month]):
        _sheet(book.add_worksheet(short), index, month, facts, bold, percent)
    book.close()
    return path


def _sheet(sheet: Any, index: int, month: str, facts: Mapping[Key, int], bold: Any, percent: Any) -> None:
    sheet.merge_range(0, 0, 0, 20, "LAPORAN KESEHATAN BAYI DAN IMUNISASI", bold)
    sheet.merge_range(1, 0, 1, 20, f"BULAN {month.upper()} {YEAR}", bold)
    sheet.write(2, 0, "Puskesmas Banyuwening, Kecamatan Banyuwening, Kabupaten Argamulya")
    for column, text in enumerate(("No", "Nama Desa", "Sasaran Bayi")):
        sheet.merge_range(4, column, 5, column, text, bold)
    for position, (text, _) in enumerate(COLUMNS):
        column = 3 + position * 2
        sheet.merge_range(4, column, 4, column + 1, text, bold)
        sheet.write_row(5, column, ["Jml", "%"], bold)
    births = people()
    for offset, name in enumerate(NAMES):
        row = 6 + offset
        shown = "Prinngodani" if (index, name) == (1, "Pringgodani") else name  # the mistake: a slip of the finger
        bayi = births[name, "sasaran.bayi"]
        sheet.write_row(row, 0, [offset + 1, shown, bayi])
        for position, (_, element) in enumerate(COLUMNS):
            value: int | str | None = facts.get((name, f"{YEAR}-{index + 1:02d}", element))
            if (index, name, element) == (2, "Wonolelo", "imunisasi.bcg"):
                value = "tiga"  # the mistake: a word
            if value is None:
                continue
            column = 3 + position * 2
            sheet.write(row, column, value)
            if isinstance(value, int):
                letter = chr(ord("A") + column)
                sheet.write_formula(row, column + 1, f"={letter}{row + 1}/C{row + 1}*100", percent, value / bayi * 100)
    _total(sheet, index, facts, percent)
    sheet.write(6 + len(NAMES) + 2, 1, "Catatan: angka luar wilayah tidak dihitung")
    sheet.write(6 + len(NAMES) + 4, 12, "Mengetahui, Kepala Puskesmas Banyuwening")


def _total(sheet: Any, index: int, facts: Mapping[Key, int], percent: Any) -> None:
    row, births = 6 + len(NAMES), people()
    sheet.merge_range(row, 0, row, 1, "JUMLAH")
    bayi = sum(births[name, "sasaran.bayi"] for name in NAMES)
    sheet.write_formula(row, 2, f"=SUM(C7:C{row})", None, bayi)
    for position, (_, element) in enumerate(COLUMNS):
        column = 3 + position * 2
        letter = chr(ord("A") + column)
        total = sum(
            facts.get((name, f"{YEAR}-{index + 1:02d}", element), 0)
            for name in NAMES
            if (index, name, element) != (2, "Wonolelo", "imunisasi.bcg")
        )
        sheet.write_formula(row, column, f"=SUM({letter}7:{letter}{row})", None, total)
        sheet.write_formula(row, column + 1, f"={letter}{row + 1}/C{row + 1}*100", percent, total / bayi * 100)
