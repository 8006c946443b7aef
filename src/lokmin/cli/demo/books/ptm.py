"""Non-communicable and communicable disease: a sheet an indicator, months across, yearly percent at the end."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lokmin.cli.demo.books import MADE
from lokmin.cli.demo.figures import NAMES, YEAR, Key
from lokmin.cli.demo.figures import sasaran as people
from lokmin.core.periods import Month

SHEETS = (
    ("HIPERTENSI", "PENDERITA HIPERTENSI DILAYANI SESUAI STANDAR", "ptm.hipertensi", "sasaran.hipertensi"),
    ("DM", "PENDERITA DM DILAYANI SESUAI STANDAR", "ptm.dm", "sasaran.dm"),
    ("PRODUKTIF", "USIA PRODUKTIF DISKRINING", "ptm.produktif", "sasaran.produktif"),
    ("LANSIA", "LANSIA DISKRINING", "ptm.lansia", "sasaran.lansia"),
    ("TB", "TERDUGA TBC DILAYANI", "p2.terduga_tb_dilayani", ""),
    ("DBD", "KASUS DBD", "p2.dbd", ""),
)
SHORT = ("JAN", "PEB", "MAR", "APR", "MEI", "JUN", "JUL", "AGT", "SEP", "OKT", "NOP", "DES")


def write(folder: Path, facts: Mapping[Key, int], last: Month) -> Path:
    import xlsxwriter

    path = folder / f"REKAP PTM DAN P2 {YEAR}.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": MADE, "author": "Puskesmas Banyuwening"})
    bold = book.add_format({"bold": True, "bottom": 1})
    sums = people()
    for title, text, element, group in SHEETS:
        sheet = book.add_worksheet(title)
        sheet.write(0, 0, text)
        sheet.write(1, 0, f"PUSKESMAS BANYUWENING TAHUN {YEAR}")
        heads = ["NO", "DESA", *(["SASARAN"] if group else []), *SHORT, "JUMLAH", *(["%"] if group else [])]
        sheet.write_row(3, 0, heads, bold)
        start = 3 if group else 2
        for offset, name in enumerate(NAMES):
            row, total = 4 + offset, 0
            sheet.write_row(row, 0, [offset + 1, name])
            if group:
                sheet.write(row, 2, sums[name, group])
            for index in range(last.month):
                value = facts.get((name, f"{YEAR}-{index + 1:02d}", element))
                if value is not None:
                    sheet.write(row, start + index, value)
                    total += value
            end = start + 12
            letter = chr(ord("A") + end)
            begin, final = chr(ord("A") + start), chr(ord("A") + end - 1)
            sheet.write_formula(row, end, f"=SUM({begin}{row + 1}:{final}{row + 1})", None, total)
            if group:
                broken = (title, offset) == ("HIPERTENSI", 11)  # the mistake: the formula points at an empty cell
                formula = f"={letter}{row + 1}/{'Z' if broken else 'C'}{row + 1}*100"
                share = "#DIV/0!" if broken else total / sums[name, group] * 100
                sheet.write_formula(row, end + 1, formula, None, share)
    book.close()
    return path
