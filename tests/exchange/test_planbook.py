"""Last year's plan is read out of many layouts with its cells; what is not clear is asked, and totals are checked."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from documents import plancast
from hypothesis import given
from hypothesis import strategies as st

from exchange import planlayouts as layouts
from lokmin.catalog.loading import rules
from lokmin.core.planning.funds import FundBook
from lokmin.core.planning.money import rupiah as said
from lokmin.core.planning.rules import PlanRule
from lokmin.documents.forms.ruk import ruk_table
from lokmin.documents.render.planbook import plan_workbook
from lokmin.exchange.excel.planbook import read_plan
from lokmin.exchange.excel.planbookcells import Unclear, mark, named, rupiah
from lokmin.exchange.excel.planbookfill import fill_template
from lokmin.exchange.excel.refusal import FileRefused

FUNDS = FundBook.load(rules("funds"), 2026)
RULE = PlanRule.load(rules("planning"), 2026)


def read(fill, answers=None, title="RUK"):
    return read_plan(layouts.book(fill, title), "rencana.xlsx", funds=FUNDS, rule=RULE, answers=answers)


def codes(reading):
    return [f.code for f in reading.findings]


def test_the_official_layout_is_read_whole():
    found = read(layouts.official)
    assert (found.kind, found.year) == ("ruk", 2026)
    assert [line.activity for line in found.lines] == ["Kelas ibu hamil", "Pendataan ibu hamil", "Lokmin bulanan"]
    first, second, third = found.lines
    assert (first.group, first.unit_of_work) == ("UKM esensial", "KIA")
    assert first.amounts == (("bok", 12_000_000),)
    assert first.text("target") == "240 ibu"
    assert first.cells["cost"] == "K6"
    assert second.amounts == (("dana-desa", 2_500_000),)
    assert third.group == "Administrasi dan manajemen"
    assert third.amounts == (("", 14_400_000),)
    assert codes(found) == ["beberapa-sumber", "jumlah-beda"]
    assert [(a.claimed, a.counted, a.agrees) for a in found.added] == [
        (14_500_000, 14_500_000, True), (29_000_000, 28_900_000, False),
    ]  # fmt: skip
    assert found.findings[-1].cell == "K11"
    assert "Rp29.000.000, tetapi baris 6–10 berjumlah Rp28.900.000" in found.findings[-1].message


def test_merged_heads_months_and_sources_as_columns():
    found = read(layouts.merged_months, title="RPK")
    assert (found.kind, found.year) == ("rpk", 2026)
    classes, posts = found.lines
    assert classes.unit_of_work == "KIA"
    assert classes.months == {2: 1, 3: 1, 4: 2}
    assert classes.amounts == (("bok", 12_000_000), ("apbd", 500_000))
    assert classes.parts == (("Konsumsi 40 orang", 12_000_000), ("Transport", 500_000))
    assert posts.months == dict.fromkeys(range(1, 13), 1)
    assert posts.amounts == (("kapitasi", 6_000_000),)
    assert codes(found) == []
    assert found.added[0].agrees


def test_units_of_four_letters_initials_of_months_and_subtotals_of_an_upaya():
    found = read(layouts.nested, title="RPK")
    classes, food, posbindu = found.lines
    assert [line.unit_of_work for line in found.lines] == ["KIA-KB", "GIZI", ""]
    assert (classes.months, food.months) == ({1: 1, 3: 1}, {3: 1})
    assert posbindu.months == dict.fromkeys(range(1, 13), 4)
    assert food.amounts == (("bok", 51_600_000),)
    assert posbindu.parts == (("Konsumsi kader", 20_000_000),)
    assert codes(found) == ["rincian-beda"]
    assert [(a.text, a.counted, a.agrees) for a in found.added] == [
        ("Jumlah KIA-KB", 43_200_000, True), ("Jumlah UKM Esensial", 94_800_000, True), ("TOTAL", 118_800_000, True),
    ]  # fmt: skip
    (sheet,) = found.sheets
    assert (sheet.rows, sheet.counted, sheet.claimed, sheet.gap, sheet.cell) == (3, 118_800_000, 118_800_000, 0, "R17")


def test_costs_beneath_a_row_keep_their_sources():
    found = read(layouts.by_source)
    talk, tb = found.lines
    assert talk.amounts == (("bok", 14_400_000), ("dana-desa", 1_250_000))
    assert tb.amounts == (("bok", 7_200_000), ("kapitasi", 12_000_000))
    assert tb.parts == (("Transport", 8_200_000), ("Konsumsi", 11_000_000))
    assert (codes(found), found.questions) == ([], ())
    assert (found.sheets[0].claimed, found.sheets[0].gap) == (None, None)


def test_rupiah_that_stand_only_in_months_are_the_cost():
    found = read(layouts.money_in_months, title="POA")
    posts, tools = found.lines
    assert posts.amounts == (("bok", 36_000_000),)
    assert tools.amounts == (("kapitasi", 24_500_000),)
    assert tools.month_money == {5: 12_000_000, 6: 12_500_000}
    assert codes(found) == []

    def other(page):
        layouts.money_in_months(page)
        page["S3"], page["S4"], page["S5"] = "Biaya", 36_000_000, 20_000_000

    told = read(other, title="POA")
    assert codes(told) == ["bulan-beda-biaya"]
    assert "berbiaya Rp20.000.000, tetapi kolom bulannya berjumlah Rp24.500.000" in told.findings[0].message
    assert told.lines[1].cost == 20_000_000


def test_thousands_by_the_head_and_columns_nobody_knows_are_asked():
    found = read(layouts.thousands, title="POA")
    (line,) = found.lines
    assert line.cost == 1_200_000
    assert line.months == {2: 1, 4: 1}
    assert line.month_money == {2: 600_000, 4: 600_000}
    assert [q.key for q in found.questions] == ["kolom:POA:kode sub keg"]
    asked = found.questions[0]
    assert "“1.02.02”" in asked.text
    assert asked.cell == "G4"
    again = read(layouts.thousands, {"kolom:POA:kode sub keg": "method"}, title="POA")
    assert again.questions == ()
    assert again.lines[0].text("method") == "1.02.02"
    assert read(layouts.thousands, {"kolom:POA:kode sub keg": "abaikan"}, title="POA").questions == ()


def test_what_is_not_clear_is_told_with_its_cell_and_never_guessed():
    found = read(layouts.hostile)
    assert found.year is None  # two years in the title
    by = {line.activity: line for line in found.lines}
    assert by["Penyuluhan"].cost is None
    assert by["Rapat tanpa biaya"].amounts == (("", 0),)
    assert by["Fogging"].amounts == (("bok", 1_500_000),)
    wrong = {(f.code, f.cell) for f in found.findings}
    assert ("bukan-rupiah", "D3") in wrong
    assert ("bukan-rupiah", "D4") in wrong
    assert ("kegiatan-ganda", "A6") in wrong
    assert ("baris-tidak-dibaca", "B7") in wrong
    assert ("jumlah-beda", "D9") in wrong
    assert not any(f.severity == "galat" and not f.cell for f in found.findings)


def test_a_source_nobody_knows_is_asked_once():
    def fill(page):
        layouts.put(page, 1, "Kegiatan", "Tujuan", "Sasaran", "Biaya", "Sumber Dana")
        for row in (2, 3):
            layouts.put(page, row, f"Rapat {row}", "a", "b", 5_000, "Kas RW")

    found = read(fill)
    assert [q.key for q in found.questions] == ["dana:kas rw"]
    answered = read(fill, {"dana:kas rw": "swadaya"})
    assert answered.questions == ()
    assert {line.amounts for line in answered.lines} == {(("swadaya", 5_000),)}


def test_our_own_workbook_comes_back_as_it_went():
    data = plan_workbook([ruk_table(plancast.RUK)], made=dt.datetime(2027, 1, 5), office="x")
    found = read_plan(data, "ruk.xlsx", funds=FUNDS, rule=RULE)
    assert (found.kind, found.year) == ("ruk", 2028)
    assert codes(found) == []
    assert found.questions == ()
    printed = {item.activity: item for item in plancast.ITEMS}
    assert {line.activity for line in found.lines} == set(printed)
    for line in found.lines:
        item = printed[line.activity]
        assert line.amounts == item.amounts
        assert line.group == RULE.effort_name(item.effort)
        assert line.unit_of_work == item.unit
        assert line.text("owner") == item.owner
    assert all(added.agrees for added in found.added)


def test_a_file_that_is_no_plan_says_so():
    found = read(lambda page: layouts.put(page, 1, "Nama", "Alamat"))
    assert codes(found) == ["lembar-dilewati", "bukan-rencana"]
    with pytest.raises(FileRefused):
        read_plan(b"PK\x03\x04not a workbook", "x.xlsx", funds=FUNDS, rule=RULE)


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("Rp 1.500.000,-", 1_500_000), ("Rp1.500.000,00", 1_500_000), ("1,500,000.00", 1_500_000),
        ("1500000", 1_500_000),
        ("1,5 juta", 1_500_000), ("2 jt", 2_000_000), ("750 rb", 750_000), (1_234_567.5, 1_234_568), ("-", None),
        ("", None), (None, None), (0, 0), ("Nihil", 0), ("Rp -", 0), ("1.234", 1_234), ("2.500.000 rupiah", 2_500_000),
        ("12.500,75", 12_501),
    ],
)  # fmt: skip
def test_rupiah_as_offices_write_it(value, amount):
    assert rupiah(value) == amount


@pytest.mark.parametrize("value", ["sekitar 2 juta", "1.2.3", "-500", -1, "lihat lampiran", "10.00.000", 10**16])
def test_what_is_no_amount_is_no_amount(value):
    with pytest.raises(Unclear):
        rupiah(value)


@given(st.integers(0, 10**14))
def test_what_papers_print_is_read_back(amount):
    assert rupiah(said(amount)) == amount
    assert rupiah(f"{said(amount)},00") == amount
    assert rupiah(amount) == amount


def test_marks_of_months_and_headings():
    assert mark("xx") == ("kali", 2)
    assert mark("√") == ("kali", 1)
    assert mark("3x") == ("kali", 3)
    assert mark(2) == ("kali", 2)
    assert mark(500_000) == ("rupiah", 500_000)
    assert mark("Rp 500.000") == ("rupiah", 500_000)
    assert mark("minggu 2") == ("teks", 1)
    assert mark("-") is None
    assert mark(0) is None
    assert named("A. UKM ESENSIAL") == "UKM ESENSIAL"
    assert named("KIA dan KB") == "KIA dan KB"


def test_an_offices_template_is_filled_below_its_head():
    rows = [
        {"group": "UKM esensial", "activity": f"Kegiatan {n}", "purpose": "=1+1", "cost": 1_000_000 * n, "fund": "BOK"}
        for n in range(1, 8)
    ]
    data = fill_template(layouts.book(layouts.template), "templat.xlsx", rows, funds=FUNDS)
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    assert page["A1"].value == "USULAN KEGIATAN TAHUN ........"
    assert page["B5"].value == "UKM esensial"
    assert [page.cell(r, 2).value for r in range(6, 13)] == [f"Kegiatan {n}" for n in range(1, 8)]
    assert page["E12"].value == 7_000_000
    assert page["C6"].value == "'=1+1"  # never run
    assert page["B13"].value == "Jumlah"
    assert page["E13"].value == "=SUM(E5:E12)"
    assert page["E15"].value == "Kepala Puskesmas"
    assert "E15:F15" in [str(m) for m in page.merged_cells.ranges]
    assert page["E19"].value == "dr. Anindya Prameswari"
    assert page["B12"].border.bottom.style == "thin"
    few = fill_template(layouts.book(layouts.template), "t.xlsx", rows[:1], funds=FUNDS)
    page = openpyxl.load_workbook(io.BytesIO(few)).active
    assert (page["B6"].value, page["B7"].value, page["E8"].value) == ("Kegiatan 1", None, "=SUM(E5:E7)")
    with pytest.raises(FileRefused, match="kepala tabel"):
        fill_template(layouts.book(lambda p: layouts.put(p, 1, "a")), "t.xlsx", rows, funds=FUNDS)


def test_sources_without_a_column_stand_under_others_and_come_back():
    def form(page):
        layouts.put(page, 3, "No", "Upaya Kesehatan", "Kegiatan", "Sasaran", "Kebutuhan Anggaran")
        page.merge_cells("E3:G3")
        layouts.put(page, 4, "BOK", "JKN Kapitasi", "Lain-lain", first=5)
        layouts.put(page, 3, "Total", first=8)
        layouts.put(page, 7, None, None, "TOTAL")

    rows = [
        {"activity": f"Kegiatan {n}", "target_group": "Warga", "upaya": "KIA", "cost": 60, "fund:bok": 10, "fund:": 20,
         "fund:dana-desa": 30}
        for n in range(3)
    ]  # fmt: skip
    filled = fill_template(layouts.book(form), "dinas.xlsx", rows, funds=FUNDS)
    page = openpyxl.load_workbook(io.BytesIO(filled)).active
    assert [page.cell(5, c).value for c in (5, 6, 7, 8)] == [10, None, 50, 60]
    assert [page.cell(8, c).value for c in (3, 5, 7, 8)] == ["TOTAL", "=SUM(E5:E7)", "=SUM(G5:G7)", "=SUM(H5:H7)"]
    back = read_plan(filled, "dinas.xlsx", funds=FUNDS, rule=RULE)
    assert [line.amounts for line in back.lines] == [(("bok", 10), ("", 50))] * 3
    assert back.total == 180
