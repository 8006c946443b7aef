"""The bidan coordinator's workbook: twelve month blocks stacked in a sheet, and a PWS sheet that Excel worked out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lokmin.cli.demo.books import MADE
from lokmin.cli.demo.figures import NAMES, YEAR, Key
from lokmin.cli.demo.figures import sasaran as people

MONTHS = ("JANUARI ", "PEBRUARI ", "MARET ", "APRIL ", "MEI ", "JUNI ", "JULI ", "AGUSTUS ", "SEPTEMBER ", "OKTOBER ",
          "NOPEMBER ", "DESEMBER ")  # fmt: skip
#: (group, head, element); heads of one group stand under a merged cell.
COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("", "K 1 ", "kia.k1"), ("", "Ibu Hamil dengan 4T", "kia.bumil_4t"), ("", "K1 oleh dokter", "kia.k1_dokter"),
    ("", "K1 USG oleh dokter", "kia.k1_usg"), ("", "K 4", "kia.k4"), ("", "K5 oleh dokter", "kia.k5_dokter"),
    ("", "K 6", "kia.k6"), ("", "K 8", "kia.k8"), ("", "ANC standar 12 T", "kia.anc_12t"),
    ("", "TM 1 Riil", "kia.tm1_riil"), ("Status T Bumil", "TT 4", "kia.tt4"), ("Status T Bumil", "TT 5", "kia.tt5"),
    ("", "Fe. 1", "kia.fe1"), ("", "Fe. 3", "kia.fe3"), ("Deteksi Risti ", "Nakes", "kia.risti_nakes"),
    ("Deteksi Risti ", "Masyarakat", "kia.risti_masyarakat"), ("PERSALINAN", "PN", "kia.pn"),
    ("PERSALINAN", "PN Di Fasyankes", "kia.pn_faskes"), ("", "TTD 90", "gizi.ttd90"),
    ("", "VIT.A NIFAS", "kia.vita_nifas"), ("Kunjungan Nifas", "KF 1", "kia.kf1"),
    ("Kunjungan Nifas", "KF 2", "kia.kf2"),
    ("Kunjungan Nifas", "KF 3", "kia.kf3"), ("Kunjungan Nifas", "KF 4", "kia.kf4"),
)  # fmt: skip
FIRST = 5  # column F: after NO, DESA and three sasaran
PADDING = 4
HEIGHT = len(NAMES) + PADDING + 12
#: Columns that repeat another one by formula, as offices do: element -> element it copies.
COPIES = {"kia.fe1": "kia.k1", "kia.fe3": "kia.k4", "kia.vita_nifas": "kia.pn"}
_PN, _FASKES = "kia.pn", "kia.pn_faskes"


def write(folder: Path, facts: Mapping[Key, int]) -> Path:
    import xlsxwriter

    path = folder / f"BANYUWENING_Laporan_Ibu_{YEAR}.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": MADE, "author": "Puskesmas Banyuwening"})
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"})
    guide = book.add_worksheet("PETUNJUK")
    data = book.add_worksheet("DATA IBU")
    pws = book.add_worksheet("PWS")
    _guide(guide)
    for index, month in enumerate(MONTHS):
        _block(data, index, month, facts, head)
        _pws(pws, index, month, facts)
    book.close()
    return path


def _guide(sheet: Any) -> None:
    sheet.write_column(0, 0, ["LAPORAN KEGIATAN", "PROGRAM KESEHATAN IBU"])
    sheet.write_row(3, 0, ["Tahun", YEAR])
    sheet.write_row(4, 0, ["Puskesmas", "BANYUWENING"])
    sheet.write_row(5, 0, ["Kabupaten", "ARGAMULYA"])
    sheet.write_row(7, 0, ["No.", "DESA", "Petunjuk: isi kolom yang kosong saja"])
    for number, name in enumerate(NAMES, 1):
        sheet.write_row(7 + number, 0, [number, name])


def _value(facts: Mapping[Key, int], name: str, index: int, element: str) -> int | None:
    value = facts.get((name, f"{YEAR}-{index + 1:02d}", element))
    if (name, index, element) == ("Watubelah", 1, "kia.k1_dokter"):
        return 9  # the mistake: more than the five first visits of that month
    return value


def _block(sheet: Any, index: int, month: str, facts: Mapping[Key, int], head: Any) -> None:
    top = index * HEIGHT
    sheet.write(top, 0, "DATA ANC, PERSALINAN, NIFAS")
    sheet.write(top + 2, 0, "PUSKESMAS           :")
    sheet.write(top + 2, 2, "BANYUWENING")
    sheet.write(top + 3, 0, "BULAN                  :")
    sheet.write(top + 3, 2, month)
    _heads(sheet, top + 5, head)
    first, last = top + 7, top + 7 + len(NAMES) + PADDING - 1
    sums = people()
    for offset in range(len(NAMES) + PADDING):
        row = first + offset
        number = 7 if (index, offset) == (3, 7) else offset + 1  # the mistake: 7 twice in April
        sheet.write(row, 0, number)
        if offset >= len(NAMES):
            sheet.write_formula(row, 1, f"=PETUNJUK!B{9 + offset}", None, 0)
            sheet.write_formula(row, 4, f"=C{row + 1}*20%", None, 0)
            continue
        name = NAMES[offset]
        sheet.write_formula(row, 1, f"=PETUNJUK!B{9 + offset}", None, name)
        bumil, bulin = sums[name, "sasaran.bumil"], sums[name, "sasaran.bulin"]
        sheet.write(row, 2, bumil)
        sheet.write(row, 3, bulin)
        sheet.write_formula(row, 4, f"=C{row + 1}*20%", None, round(bumil * 0.2, 4))
        for position, (_, _, element) in enumerate(COLUMNS):
            _cell(sheet, row, FIRST + position, element, _value(facts, name, index, element))
    _total(sheet, index, first, last, facts)


def _cell(sheet: Any, row: int, column: int, element: str, value: int | None) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    if element in COPIES:
        source = next(i for i, (_, _, code) in enumerate(COLUMNS) if code == COPIES[element])
        # an empty source still shows 0 in the copy: a number nobody reported
        sheet.write_formula(row, column, f"={xl_rowcol_to_cell(row, FIRST + source)}", None, value or 0)
    elif value is not None:
        sheet.write(row, column, value)


def _heads(sheet: Any, row: int, head: Any) -> None:
    for column, text in enumerate(("NO", "DESA")):
        sheet.merge_range(row, column, row + 1, column, text, head)
    sheet.merge_range(row, 2, row, 4, "SASARAN ", head)
    sheet.write_row(row + 1, 2, ["BUMIL", "BULIN", "KOMPLIKASI"], head)
    position = 0
    while position < len(COLUMNS):
        group, text, _ = COLUMNS[position]
        if not group:
            sheet.merge_range(row, FIRST + position, row + 1, FIRST + position, text, head)
            position += 1
            continue
        end = position
        while end < len(COLUMNS) and COLUMNS[end][0] == group:
            sheet.write(row + 1, FIRST + end, COLUMNS[end][1], head)
            end += 1
        sheet.merge_range(row, FIRST + position, row, FIRST + end - 1, group, head)
        position = end


def _total(sheet: Any, index: int, first: int, last: int, facts: Mapping[Key, int]) -> None:
    from xlsxwriter.utility import xl_col_to_name

    row = last + 1
    sheet.merge_range(row, 0, row, 1, "JUMLAH")
    sums = people()
    for column, element in ((2, "sasaran.bumil"), (3, "sasaran.bulin")):
        total = round(sum(sums[name, element] for name in NAMES), 4)
        letter = xl_col_to_name(column)
        sheet.write_formula(row, column, f"=SUM({letter}{first + 1}:{letter}{last + 1})", None, total)
    sheet.write_formula(row, 4, f"=20%*C{row + 1}", None, round(sum(sums[n, "sasaran.bumil"] for n in NAMES) * 0.2, 4))
    for position, (_, _, element) in enumerate(COLUMNS):
        total = sum(_value(facts, name, index, element) or 0 for name in NAMES)
        column = FIRST + position
        if (index, element) == (2, "kia.k4"):
            sheet.write(row, column, total + 10)  # the mistake: typed over the formula
            continue
        letter = xl_col_to_name(column)
        sheet.write_formula(row, column, f"=SUM({letter}{first + 1}:{letter}{last + 1})", None, total)


def _pws(sheet: Any, index: int, month: str, facts: Mapping[Key, int]) -> None:
    """The derived sheet: last month, this month, cumulative, percent; all by formula."""
    top = index * (len(NAMES) + 9)
    sheet.write(top, 0, "LAPORAN PWS KIA")
    sheet.write(top + 1, 1, "PUSKESMAS         :")
    sheet.write(top + 1, 2, "BANYUWENING")
    sheet.write(top + 2, 1, "BULAN                  :")
    sheet.write(top + 2, 2, month)
    sheet.write_row(top + 3, 0, ["NO", "DESA", "BUMIL", "K 1", "", "", "", "K 4", "", "", ""])
    sheet.write_row(top + 4, 3, ["BLN LALU", "BLN INI", "KUM", "%"] * 2)
    sums = people()
    for offset, name in enumerate(NAMES):
        row = top + 5 + offset
        line = index * HEIGHT + 8 + offset
        sheet.write(row, 0, offset + 1)
        sheet.write_formula(row, 1, f"='DATA IBU'!B{line}", None, name)
        bumil = sums[name, "sasaran.bumil"]
        sheet.write_formula(row, 2, f"='DATA IBU'!C{line}", None, bumil)
        for column, element, letter in ((3, "kia.k1", "F"), (7, "kia.k4", "J")):
            now = _value(facts, name, index, element) or 0
            before = sum(_value(facts, name, i, element) or 0 for i in range(index))
            a, b, c = (chr(ord("A") + column + i) + str(row + 1) for i in range(3))
            previous = f"={c[0]}{row + 1 - (len(NAMES) + 9)}" if index else "=0"
            sheet.write_formula(row, column, previous, None, before)
            sheet.write_formula(row, column + 1, f"='DATA IBU'!{letter}{line}", None, now)
            sheet.write_formula(row, column + 2, f"={a}+{b}", None, before + now)
            sheet.write_formula(row, column + 3, f"={c}/C{row + 1}*100", None, (before + now) / bumil * 100)
