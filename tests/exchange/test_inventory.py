"""Inventories of tools as offices write them: heads of many kinds, rooms as headings, errors with their cells."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

from lokmin.core.findings import Severity
from lokmin.exchange.excel.inventory import read_day, read_inventory, read_pasted

TODAY = dt.date(2026, 5, 5)


def book(*rows, sheet="Alkes", merged=()) -> bytes:
    made = openpyxl.Workbook()
    page = made.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for area in merged:
        page.merge_cells(area)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_an_aspak_like_table_with_two_rows_of_heads_is_read_whole():
    data = book(
        ("INVENTARIS ALAT KESEHATAN",),
        (),
        ("No", "Ruang/Pelayanan", "Nama Alat", "Standar Minimal", "Kondisi", None, None, "Tahun Perolehan",
         "Sumber Dana", "Merk/Tipe", "No. Izin Edar", "Kalibrasi", None, "Harga Satuan"),
        (None, None, None, None, "Baik", "Rusak Ringan", "Rusak Berat", None, None, None, None, "Terakhir",
         "Berikutnya"),
        (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14),
        (1, "KIA", "Doppler janin", 1, 1, 0, 1, 2019, "DAK", "Bistos", "AKL 20501", dt.date(2025, 3, 1),
         dt.date(2026, 3, 1), "Rp3.500.000"),
        (2, None, "Timbangan dewasa", 1, None, None, None),
        (None, None, "JUMLAH", 2, 1, 0, 1),
        merged=("E3:G3", "L3:M3"),
    )  # fmt: skip
    found = read_inventory(data, "alkes.xlsx", TODAY)
    assert not found.wrong
    first, second = (line.tool for line in found.lines)
    assert (first.room, first.name, first.standard, first.good, first.light, first.heavy) == (
        "KIA",
        "Doppler janin",
        1,
        1,
        0,
        1,
    )
    assert (first.acquired, first.source, first.brand, first.permit) == (2019, "DAK", "Bistos", "AKL 20501")
    assert (first.calibrated_on, first.calibration_due) == (dt.date(2025, 3, 1), dt.date(2026, 3, 1))
    assert (first.needs_calibration, first.price, first.where) == (True, 3_500_000, "C6")
    assert (second.room, second.good, second.there) == ("KIA", None, None)


def test_rooms_that_stand_as_headings_hold_the_rows_below_them_and_sets_do_not():
    data = book(
        ("NO", "NAMA ALAT", "JUMLAH", "BAIK", "RR", "RB", "KET"),
        ("I", "RUANG PEMERIKSAAN UMUM"),
        ("A", "Set pemeriksaan umum"),
        (1, "Tensimeter", 2, 1, 1, 0, "air raksa"),
        ("II", "Ruang KIA"),
        (1, "Set implan", 1, 1, 0, 0, ""),
    )
    found = read_inventory(data, "kir.xlsx", TODAY)
    assert [(line.tool.room, line.tool.name, line.tool.good) for line in found.lines] == [
        ("Ruang pemeriksaan umum", "Tensimeter", 1), ("Ruang KIA", "Set implan", 1),
    ]  # fmt: skip


def test_one_row_for_each_piece_with_its_condition_in_words():
    found = read_pasted(
        "Ruangan\tNama Alat Kesehatan\tMerk\tType\tKondisi\tTahun Pengadaan\tKalibrasi\n"
        "IGD\tNebulizer\tOmron\tNE-C28\tBaik\tTahun 2020\t12/03/2025\n"
        "IGD\tNebulizer\tOmron\tNE-C28\tRusak Berat\t2016\ttidak\n"
        "IGD\tEKG\tFukuda\t\tkurang jelas\t2016\tya\n",
        TODAY,
    )
    one, two, three = (line.tool for line in found.lines)
    assert (one.good, one.heavy, one.brand, one.acquired) == (1, 0, "Omron NE-C28", 2020)
    assert (one.calibrated_on, two.needs_calibration, two.heavy) == (dt.date(2025, 3, 12), False, 1)
    assert (three.there, three.needs_calibration) == (None, True)
    (odd,) = found.findings
    assert (odd.code, odd.sheet, odd.cell) == ("alat-kondisi", "tempelan", "E4")


def test_what_is_no_number_is_told_with_its_cell_and_never_taken_for_zero():
    found = read_inventory(
        book(("Nama alat", "Standar", "Baik"), ("EKG", "satu set", "banyak"), ("USG", "-", 1.5)), "a.xlsx", TODAY
    )
    assert [(f.severity, f.sheet, f.cell) for f in found.findings] == [
        (Severity.ERROR, "Alkes", "B2"), (Severity.ERROR, "Alkes", "C2"), (Severity.ERROR, "Alkes", "C3"),
    ]  # fmt: skip
    assert [(line.tool.standard, line.tool.good) for line in found.lines] == [(None, None), (None, None)]


def test_a_total_that_is_not_the_sum_of_its_conditions_is_asked_about():
    found = read_pasted("Nama alat;Jumlah;Baik;Rusak\nEKG;3;1;1", TODAY)
    assert [(f.code, f.cell) for f in found.findings] == [("alat-jumlah-beda", "A2")]
    assert (found.lines[0].tool.light, found.lines[0].there) == (1, 3)


def test_a_table_without_tools_says_which_heads_are_wanted():
    (one,) = read_pasted("Desa\tJumlah\nWatubelah\t3", TODAY).findings
    assert one.severity is Severity.ERROR
    assert "Nama alat" in one.message
    assert read_pasted("", TODAY).wrong


def test_two_tables_on_one_sheet_keep_their_own_heads():
    found = read_pasted(
        "RUANG KIA\t\t\nNama alat\tBaik\tRusak\nUSG\t1\t0\n\t\t\nRUANG IGD\t\t\nNama alat\tStandar\tBaik\nEKG\t2\t1\n",
        TODAY,
    )
    assert [(line.tool.room, line.tool.name, line.tool.standard, line.tool.good) for line in found.lines] == [
        ("Ruang KIA", "USG", None, 1), ("Ruang IGD", "EKG", 2, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day", "whole"),
    [("31/05/2026", (2026, 5, 31), True), ("31 Mei 2026", (2026, 5, 31), True), ("2026-05-31", (2026, 5, 31), True),
     ("5-3-2025", (2025, 3, 5), True), ("Pebruari 2025", (2025, 2, 1), False), ("03/2025", (2025, 3, 1), False)],
)  # fmt: skip
def test_days_are_read_as_people_write_them(text, day, whole):
    assert read_day(text) == (dt.date(*day), whole)


@pytest.mark.parametrize("text", ["31/02/2026", "besok", "2026", "13/2025", "5 Foo 2025"])
def test_what_is_no_day_is_none(text):
    assert read_day(text) is None
