"""The PKP on paper, as a picture and as a workbook, and the same workbook read back."""

from __future__ import annotations

import datetime as dt
import io
import random
import re
from fractions import Fraction

import openpyxl
import pypdf
import pytest
import xlsxwriter

from lokmin.catalog.pkp import bundles
from lokmin.core.assessment.definitions import Rule
from lokmin.core.assessment.matching import match
from lokmin.core.assessment.pkp import assess
from lokmin.core.assessment.scores import Entry
from lokmin.core.assessment.targets import read_target
from lokmin.core.numbers import MICRO
from lokmin.documents.figures.radar import Line, Net, net_of, radar
from lokmin.documents.forms.pkp import pkp
from lokmin.documents.forms.pkpfeedback import FeedbackPaper, FeedbackRow, feedback_followup
from lokmin.documents.forms.pkprecords import PkpPaper, RowWords
from lokmin.documents.forms.problemparts import Office
from lokmin.documents.forms.records import Signer
from lokmin.documents.model import Letterhead, Table
from lokmin.documents.render.pdf import pdf
from lokmin.documents.render.pkpbook import MANAGEMENT, RECAP, SERVICE, pkp_workbook
from lokmin.exchange.excel.pkp import read_pkp

AT = dt.datetime(2027, 1, 8, 9, 0, tzinfo=dt.UTC)
HEAD = Signer("dr. Anindya Prameswari", "Kepala Puskesmas")
KOP = Letterhead("PEMERINTAH KABUPATEN ARGAMULYA", "DINAS KESEHATAN", "UPTD PUSKESMAS BANYUWENING")
OFFICE = Office("Puskesmas Banyuwening", KOP, "Banyuwening", dt.date(2027, 1, 8), HEAD)
JATIM = bundles()["jatim"]


def entries(seed, bundle=JATIM):
    """Every kind of row, some blank, some without sasaran, one that does not apply."""
    dice, found = random.Random(seed), {}
    for code, sub in bundle.subs.items():
        if dice.random() < 0.05:
            continue
        if sub.rule is Rule.SCALE:
            found[code] = Entry(level=dice.choice(sub.steps).score)
        elif sub.rule is Rule.VALUE:
            found[code] = Entry(achieved=70_400_000)
        elif dice.random() < 0.05:
            found[code] = Entry(not_applicable="tidak ada pondok pesantren")
        else:
            whole = dice.choice([0, *range(1, 900)])
            found[code] = Entry(sasaran=whole * MICRO, achieved=int(whole * dice.random() * 1.1) * MICRO)
    return found


def paper(seed=3, bundle=JATIM, **more):
    return PkpPaper(OFFICE, 2026, assess(bundle, entries(seed, bundle)), **more)


def test_the_service_table_has_the_official_columns_and_every_row():
    words = {"2.1.3.1.1": RowWords(cause="Kader belum punya daftar", followup="Kunjungan rumah")}
    made = pkp(paper(words=words))
    table = next(block for block in made.blocks if isinstance(block, Table) and len(block.columns) == 14)
    assert [column.title for column in table.columns][:2] == ["No", "Indikator"]
    codes = [row.cells[0] for row in table.rows]
    assert {sub.code for sub in JATIM.subs.values() if sub.rule is not Rule.SCALE} <= set(codes)
    k1 = next(row for row in table.rows if row.cells[0] == "2.1.3.1.1")
    assert k1.cells[12:] == ("Kader belum punya daftar", "Kunjungan rumah")


def test_the_whole_pkp_prints_with_its_verdict_and_its_net():
    made = paper(verified=assess(JATIM, entries(4)), before=assess(JATIM, entries(5)))
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf(pkp(made), AT))).pages)
    text = " ".join(text.split())
    assert "Nilai sementara" in text
    assert "Jaring laba-laba" in text
    assert "dr. Anindya Prameswari" in text
    assert "baik ≥ 91; cukup ≥ 81 dan < 91; kurang < 81" in text


@pytest.mark.parametrize("code", ["jatim", "sembilan"])
def test_the_workbook_read_back_gives_the_same_entries(code):
    bundle = bundles()[code]
    made = paper(7, bundle)
    reading = read_pkp(pkp_workbook(made, AT), "PKP 2026.xlsx")
    found = match(bundle, [(line.code, line.name) for line in reading.lines])
    assert {m.sub.code for m in found} == set(bundle.subs)
    for line, matched in zip(reading.lines, found, strict=True):
        row = made.result.sub(matched.sub.code)
        assert (line.sasaran, line.achieved, line.level) == (row.entry.sasaran, row.entry.achieved, row.entry.level)
        assert bool(line.not_applicable) == bool(row.entry.not_applicable)
        if row.sub.rule is not Rule.SCALE:
            assert line.target == row.target
    assert not [f for f in reading.findings if f.code in {"nilai-berbeda", "target-teks", "target-pecahan"}]


def number(value):
    return value if isinstance(value, int | float) else None


@pytest.mark.parametrize("until", [12, 5])
def test_the_workbook_computes_the_score_with_live_formulas(until):
    made = PkpPaper(OFFICE, 2026, assess(JATIM, entries(9), Fraction(until, 12)), until)
    data = pkp_workbook(made, AT)
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(data))
    service = values[SERVICE]
    by_code = {service.cell(r, 1).value: r for r in range(6, service.max_row + 1)}
    for row in made.result.subs():
        if row.sub.rule is Rule.SCALE:
            continue
        shown = number(service.cell(by_code[row.sub.code], 9).value)
        assert (shown is None) == (row.score is None)
        assert shown is None or abs(shown - float(row.score)) < 1e-9
    k1 = by_code["2.1.3.1.1"]
    assert formulas[SERVICE].cell(k1, 9).value.startswith("=IF(AND(ISNUMBER(")
    assert ("*5/12" in formulas[SERVICE].cell(k1, 6).value) == (until == 5)
    recap = {row[1].value: row for row in formulas[RECAP].iter_rows(min_row=6)}
    assert "AVERAGE(" in recap["Cakupan pelayanan"][2].value
    shown = {row[1].value: row[2].value for row in values[RECAP].iter_rows(min_row=6)}
    assert abs(shown["Cakupan pelayanan"] - float(made.result.service)) < 1e-9
    assert abs(shown["Manajemen"] - float(made.result.management)) < 1e-9
    assert MANAGEMENT in values.sheetnames


def test_equal_input_gives_equal_bytes():
    assert pkp_workbook(paper(3), AT) == pkp_workbook(paper(3), AT)


def sheet(rows, *, heads=None, percent=False):
    """A workbook as an office writes it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("UKM ESENSIAL")
    style = book.add_format({"num_format": "0%"}) if percent else None
    page.write(0, 0, "PENILAIAN KINERJA PUSKESMAS TAHUN 2022")
    two = heads or (
        ("No", "Upaya Kesehatan / Indikator", "Target Th 2022 (T) dalam %", "Satuan Sasaran (S)", "Total Sasaran (S)",
         "Target Sasaran (T x S)", "Pencapaian (dalam satuan)", "% Cakupan Riil", "% Kinerja Puskesmas", "", ""),
        ("", "", "", "", "", "", "", "", "Sub Variabel", "Variabel", "Program"),
    )  # fmt: skip
    for number, line in enumerate([*two, ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"), *rows], start=3):
        for column, value in enumerate(line):
            if value is not None and value != "":
                page.write(number, column, value, style if column == 2 else None)
    book.close()
    return out.getvalue()


def codes(reading):
    return [(f.code, f.cell) for f in reading.findings]


def test_a_two_row_head_and_a_numbering_row_are_understood():
    rows = [("2.1.1", "Promosi Kesehatan"), ("1", "Rumah tangga dikaji PHBS", 20, "RT", 13799, 2759.8, 2798, 20.3, 100)]
    (line,) = read_pkp(sheet(rows), "a.xlsx").lines
    assert (line.name, line.target, line.sasaran, line.achieved) == (
        "Rumah tangga dikaji PHBS", 20 * MICRO, 13799 * MICRO, 2798 * MICRO,
    )  # fmt: skip
    assert (line.unit, line.cells["total"]) == ("RT", "E8")


@pytest.mark.parametrize(
    ("target", "percent", "due", "expected"),
    [
        (0.2, True, None, 20),
        (0.2, False, 20, 20),
        (0.5, False, 0.5, 0.5),
        (0.63, False, None, 63),
        (100, False, 100, 100),
    ],
)
def test_targets_below_one_are_read_by_their_format_or_their_product(target, percent, due, expected):
    rows = [("1", "Satu", target, "orang", 100, due, 10)]
    (line,) = read_pkp(sheet(rows, percent=percent), "a.xlsx").lines
    assert Fraction(line.target, MICRO) == Fraction(str(expected))


def test_blank_cells_stay_blank_and_odd_ones_are_told_with_their_address():
    rows = [
        ("1", "Kosong", 100, "orang", 50, None, None),
        ("2", "Teks", 100, "orang", 50, None, "belum lapor ya"),
        ("3", "Lebih", 100, "orang", 1, None, 600),
        ("4", "Beda", 63, "RT", 2798, None, 1723, 61.6, 61.6),
        ("5", "Kata", "sesuai standar", "orang", 10, None, 10),
        ("6", "Kontak", "150 - 200 permil", "peserta", 1000, None, 37),
    ]
    reading = read_pkp(sheet(rows), "a.xlsx")
    assert [line.achieved for line in reading.lines] == [
        None, None, 600 * MICRO, 1723 * MICRO, 10 * MICRO, 37 * MICRO,
    ]  # fmt: skip
    assert codes(reading) == [
        ("bukan-bilangan", "G8"), ("lebih-dari-sasaran", "G9"), ("nilai-berbeda", "I10"), ("target-teks", "C11"),
        ("target-dibaca", "C12"),
    ]  # fmt: skip
    contact = reading.lines[-1]
    assert (contact.target, contact.factor, contact.target_text) == (150 * MICRO, 1000, "150 - 200 permil")
    assert all(re.match(r"Lembar “UKM ESENSIAL” sel [A-Z]+\d+: ", f.message) for f in reading.findings)


def test_error_cells_are_named_not_counted():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("PKP")
    for column, head in enumerate(("No", "Indikator", "Target (%)", "Sasaran", "Pencapaian")):
        page.write(0, column, head)
    page.write_row(1, 0, ("1", "Satu", 100))
    page.write_formula(1, 3, "=1/0", None, "#DIV/0!")
    page.write(1, 4, 7)
    book.close()
    reading = read_pkp(out.getvalue(), "a.xlsx")
    assert reading.lines[0].sasaran is None
    assert codes(reading) == [("sel-galat", "D2")]


def test_a_workbook_without_a_pkp_table_says_what_is_expected():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet("Kosong").write(0, 0, "Belanja")
    book.close()
    reading = read_pkp(out.getvalue(), "belanja.xlsx")
    assert not reading.lines
    assert "Indikator, Total sasaran, dan Pencapaian" in reading.findings[-1].message


@pytest.mark.parametrize(
    ("text", "micro", "factor", "rule"),
    [
        ("20", 20, None, None), ("≤ 5 %", 5, 100, Rule.INVERSE), ("<20%", 20, 100, Rule.INVERSE),
        ("> 1", 1, None, None), ("≥150 per mil", 150, 1000, None),
        ("150 - 200 ‰", 150, 1000, None), ("< 2,5 persen", 2.5, 100, Rule.INVERSE),
        ("1.500", 1500, None, None), ("≤ 47 per 100.000", 47, 100_000, Rule.INVERSE), ("ring, 20", 20, None, Rule.BAND),
    ],
)  # fmt: skip
def test_targets_in_words(text, micro, factor, rule):
    found = read_target(text)
    assert (Fraction(found.micro, MICRO), found.factor, found.rule) == (Fraction(str(micro)), factor, rule)


def test_numbers_no_office_has_are_told_and_not_taken():
    rows = [("1", "Satu", 1e200, "orang", 1e30, None, 5), ("2", "Dua", -5, "orang", 10, None, -3)]
    reading = read_pkp(sheet(rows), "a.xlsx")
    assert [(line.target, line.sasaran, line.achieved) for line in reading.lines] == [
        (None, None, 5 * MICRO), (None, 10 * MICRO, None),
    ]  # fmt: skip
    assert codes(reading) == [
        ("angka-terlalu-besar", "E7"), ("target-aneh", "C7"), ("angka-negatif", "G8"), ("target-aneh", "C8"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "sesuai standar", "baik", "9-12 = 10", "9" * 5000])
def test_what_is_no_target_is_not_made_into_one(text):
    assert read_target(text) is None


def test_rows_are_found_by_name_where_the_number_is_another_and_never_twice():
    found = match(
        JATIM, [("1", "1. Rumah Tangga dikaji PHBS"), ("1", "Rumah tangga dikaji PHBS"), ("x", "Belanja ATK")]
    )
    assert [m.sub.code if m.sub else None for m in found] == ["2.1.1.1.1", None, None]


def test_the_net_tells_its_lines_apart_without_colour_and_says_all_in_words():
    net = net_of(["Gizi", "KIA", "P2P"], [80.5, None, 100], before=[70, 60, 50])
    drawn = radar(net, "Jaring", dress="paper")
    assert "Gizi: Capaian 80,5, Periode lalu 70,0, Target 100,0" in drawn
    assert "KIA: Capaian belum dinilai" in drawn
    assert {"9 5", "2 4"} == set(re.findall(r'stroke-dasharray="([^"]+)"', drawn))
    assert all(f"<{mark}" in drawn for mark in ("circle", "rect"))
    assert set(re.findall(r"#[0-9a-f]{6}", drawn)) <= {"#12171a", "#5d686e", "#c5cdd1", "#4b555b"}
    assert "Nomor sumbu" in radar(net, "Jaring", narrow=True)


def test_a_value_that_is_not_known_breaks_the_line_and_two_axes_are_no_net():
    drawn = radar(net_of(["A", "B", "C", "D"], [50, None, 50, 50]), "Jaring", dress="paper")
    thick = re.search(r'd="([^"]+)" fill="none" stroke="#12171a" stroke-width="3"', drawn)[1]
    assert thick.count("M") == 2
    with pytest.raises(ValueError, match="sedikitnya 3 sumbu"):
        Net(("A", "B"), Line("x", (1.0, 2.0)))


def test_the_follow_up_of_a_letter_lists_every_point():
    done = FeedbackRow(
        "K1 masih rendah", "K1", "RTL: kunjungan rumah", "Ratna Wulandari", dt.date(2027, 3, 1), "selesai"
    )
    rows = (done, FeedbackRow("Lengkapi bukti lokmin"))
    letter = FeedbackPaper(OFFICE, "PKP 2026", "440/12", dt.date(2027, 2, 1), "Dinas Kesehatan", "", rows)
    texts = feedback_followup(letter).texts()
    assert "Sudah dijawab: 1 dari 2 butir." in texts
    assert "1 Maret 2027" in texts
