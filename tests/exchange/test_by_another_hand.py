"""Five layouts typed by somebody who had not read the reader: at first sight about half right, none silently wrong.

Each builder returns name, bytes and truth: (sheet, cell) -> (village, period, element, value).
"""

from __future__ import annotations

import csv
import io
import random

import openpyxl
import pytest

from lokmin.catalog.loading import load
from lokmin.core.periods import MONTH_NAMES
from lokmin.core.places import Level, PlaceRef
from lokmin.exchange.excel.understanding import understand

VILLAGES = [
    "Sumber Agung", "Karang Anyar", "Tegalrejo", "Mekar Jaya", "Pasir Putih", "Bandar Baru", "Way Halim", "Kota Dalam",
]  # fmt: skip
PLACES = [PlaceRef(f"99.09.01.20{i:02d}", name, Level.DESA) for i, name in enumerate(VILLAGES)]
CODES = {p.name: p.code for p in PLACES}
SHORT = ["JAN", "FEB", "MAR", "APR", "MEI", "JUN", "JUL", "AGT", "SEP", "OKT", "NOV", "DES"]
Truth = dict[tuple[str, str], tuple[str, str, str, float]]


def packed(book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def nutrition(draw) -> tuple[str, bytes, Truth]:
    """Title lines with colons, a row that numbers the columns, shares between the counts, a signature block."""
    book, truth = openpyxl.Workbook(), {}
    sheet = book.active
    sheet.title = "F1 GIZI"
    for row in (["FORMULIR F1"], ["Puskesmas", "", ": Sumber Agung"], ["Bulan", "", ": Maret 2026"], []):
        sheet.append(row)
    sheet.append(["No", "Kelurahan / Desa", "S", "K", "D", "N", "D/S (%)", "N/D (%)", "BGM"])
    sheet.append([str(n) for n in range(1, 10)])
    for number, name in enumerate(VILLAGES, 1):
        s = draw.randint(120, 300)
        d = s - draw.randint(20, 60)
        n = d - draw.randint(15, 50)
        values = [s, s - 3, d, n, round(d / s * 100, 2), round(n / d * 100, 2), draw.randint(1, 4)]
        sheet.append([number, name.upper(), *values])
        for column, element, value in zip("CDEFI", ("s", "k", "d", "n", "bgm"), [*values[:4], values[6]], strict=True):
            truth["F1 GIZI", f"{column}{sheet.max_row}"] = (name, "2026-03", f"gizi.{element}", value)
    sheet.append([])
    sheet.append(["", "", "", "", "", "", "Sumber Agung, 5 April 2026"])
    return "f1.xlsx", packed(book), truth


def antigens(draw) -> tuple[str, bytes, Truth]:
    """Villages merged over five antigen rows, months across."""
    book, truth = openpyxl.Workbook(), {}
    sheet = book.active
    sheet.title = "IMUNISASI"
    for row in (["REKAPITULASI HASIL IMUNISASI BAYI TAHUN 2026"], ["PUSKESMAS SUMBER AGUNG"], []):
        sheet.append(row)
    sheet.append(["NO", "DESA", "ANTIGEN", *SHORT, "JML"])
    kinds = (("HB 0", "hb0"), ("BCG", "bcg"), ("DPT-HB-Hib 1", "dpt1"), ("DPT-HB-Hib 3", "dpt3"), ("MR 1", "mr1"))
    for number, name in enumerate(VILLAGES, 1):
        top = sheet.max_row + 1
        for at, (text, element) in enumerate(kinds):
            values = [draw.randint(2, 9) for _ in range(5)]
            sheet.append([None if at else number, None if at else name, text, *values, *[None] * 7, sum(values)])
            for month, value in enumerate(values, 1):
                cell = f"{chr(67 + month)}{sheet.max_row}"
                truth["IMUNISASI", cell] = (name, f"2026-{month:02d}", f"imunisasi.{element}", value)
        for column in "AB":
            sheet.merge_cells(f"{column}{top}:{column}{top + 4}")
    return "imun.xlsx", packed(book), truth


def running(draw) -> tuple[str, bytes, Truth]:
    """Last month, this month and the running sum in the heads of one CSV."""
    heads = ["K1 Bulan Lalu", "K1 Bulan Ini", "K1 Kumulatif", "K4 Bulan Lalu", "K4 Bulan Ini", "K4 Kumulatif"]
    lines = [["LAPORAN PWS KIA"], ["Puskesmas: SUMBER AGUNG", "", "Bulan: Juni", "Tahun: 2026"], []]
    lines.append(["Desa", "Sasaran Bumil", *heads])
    truth: Truth = {}
    for name in VILLAGES:
        group, a, b, c, d = (draw.randint(3, 130) for _ in range(5))
        lines.append([name, group, a, b, a + b, c, d, c + d])
        row = len(lines)
        truth["pws", f"B{row}"] = (name, "2026", "sasaran.bumil", group)
        truth["pws", f"D{row}"] = (name, "2026-06", "kia.k1", b)
        truth["pws", f"G{row}"] = (name, "2026-06", "kia.k4", d)
    lines.append(["TOTAL", *[sum(line[c] for line in lines[4:]) for c in range(1, 8)]])
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(lines)
    return "pws.csv", out.getvalue().encode(), truth


def cards(draw) -> tuple[str, bytes, Truth]:
    """One sheet a village, months down, the year in the title."""
    book, truth = openpyxl.Workbook(), {}
    book.remove(book.active)
    for name in VILLAGES:
        sheet = book.create_sheet(name)
        sheet["A1"] = f"KARTU PANTAU DESA {name.upper()}"
        sheet["A2"] = "TAHUN 2026"
        sheet.append([])
        sheet.append(["BULAN", "K1", "K4", "K6", "Persalinan Nakes"])
        for month, word in enumerate(MONTH_NAMES, 1):
            values = [draw.randint(0, 12) for _ in range(4)] if month < 5 else []
            sheet.append([word, *values])
            for column, element, value in zip("BCDE", ("k1", "k4", "k6", "pn"), values, strict=False):
                truth[name, f"{column}{sheet.max_row}"] = (name, f"2026-{month:02d}", f"kia.{element}", value)
    return "kartu 2026.xlsx", packed(book), truth


def sides(draw) -> tuple[str, bytes, Truth]:
    """Two tables beside each other, numbers typed as Indonesian text."""
    book, truth = openpyxl.Workbook(), {}
    sheet = book.active
    sheet.title = "Sasaran"
    sheet["A1"] = "DATA SASARAN 2026"
    sheet.append([])
    sheet.append(["No", "Desa", "Jumlah Penduduk", "Bumil", None, "No", "Desa", "Bayi", "Balita"])
    for number, name in enumerate(VILLAGES, 1):
        people, tenth, babies, small = draw.randint(1100, 9800), draw.randint(201, 999), draw.randint(20, 90), 300
        texts = [f"{people:,}".replace(",", "."), f"{tenth // 10},{tenth % 10}"]
        sheet.append([number, name, *texts, None, number, name, babies, small + number])
        row = sheet.max_row
        for column, element, value in (
            ("C", "penduduk", people), ("D", "bumil", tenth / 10), ("H", "bayi", babies),
            ("I", "balita", small + number),
        ):  # fmt: skip
            truth["Sasaran", f"{column}{row}"] = (name, "2026", f"sasaran.{element}", value)
    return "sasaran.xlsx", packed(book), truth


@pytest.mark.parametrize("build", [nutrition, antigens, running, cards, sides])
def test_what_somebody_else_typed_is_read(build):
    name, data, truth = build(random.Random(9))
    found = understand(data, name, catalogue=load(), places=PLACES)
    read = {(r.sheet, r.cell): r for r in found.readings}
    right = 0
    for address, (village, period, element, value) in truth.items():
        told = read.get(address)
        if told is None or told.state_hint == "tanya" or told.element is None:
            continue
        said = (told.place_code, told.period, told.element, told.micro / 1e6)
        assert said == (CODES[village], period, element, value)
        right += 1
    taken = [r for at, r in read.items() if at not in truth and r.element and r.state_hint not in {"tanya", "sama"}]
    assert taken == []
    assert right >= len(truth) * 0.95
