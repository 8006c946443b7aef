"""A filled SMD tabulation in Excel: read whatever the heads are called, every mistake with its cell."""

from __future__ import annotations

import io

import openpyxl
import pytest
from tests.core.community.households import INSTRUMENT, households

from lokmin.core.community.instrument import NOT_APPLICABLE
from lokmin.core.findings import Severity
from lokmin.core.numbers import MICRO
from lokmin.exchange.excel.refusal import FileRefused
from lokmin.exchange.excel.smd import read_smd
from lokmin.exchange.excel.smdbook import smd_workbook


def book(*rows):
    out = io.BytesIO()
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.save(out)
    return out.getvalue()


def read(*rows):
    return read_smd(book(*rows), "smd.xlsx", INSTRUMENT)


def test_what_the_program_writes_it_reads_back_unchanged():
    homes = households()
    found = read_smd(smd_workbook(INSTRUMENT, "SMD Watubelah", homes, rows=20), "smd.xlsx", INSTRUMENT)
    assert found.findings == ()
    assert [(h.number, h.unit, h.answers) for h in found.households] == [(h.number, h.unit, h.answers) for h in homes]


def test_an_empty_workbook_to_hand_out_says_that_it_is_empty():
    found = read_smd(smd_workbook(INSTRUMENT, "SMD"), "smd.xlsx", INSTRUMENT)
    assert found.households == ()
    assert [f.code for f in found.findings] == ["smd-tanpa-baris"]


def test_heads_may_be_texts_below_a_title_and_answers_words():
    found = read(
        ["TABULASI SMD DESA WATUBELAH"], [],
        ["No. KK", "RT", "RW", "Apakah ada jamban sehat?", "A2. Air minum dari mana?", "A3", "b1"],
        [1, "03", "01", "Tdk", "Sungai", "2", "tidak ada balita"],
        [2, 4, 1, "✓", 1, "-", "TB"],
    )  # fmt: skip
    first, second = found.households
    assert (first.number, first.unit) == (1, "RT 03 RW 01")
    assert first.answers == {"A1": "tidak", "A2": "c", "A3": 2 * MICRO, "B1": NOT_APPLICABLE}
    assert second.answers == {"A1": "ya", "A2": "a", "B1": NOT_APPLICABLE}
    assert [f.code for f in found.findings] == ["smd-pertanyaan-tanpa-kolom"]


def test_a_strange_answer_is_said_with_its_cell_and_counts_as_blank():
    found = read(["No", "A1", "A2", "A3"], [1, "kadang", "z", -2], [2, "ya", "b", "banyak"])
    wrong = [(f.cell, f.code) for f in found.findings if f.severity is Severity.ERROR]
    assert wrong == [(cell, "smd-jawaban-asing") for cell in ("B2", "C2", "D2", "D3")]
    assert "“kadang” bukan jawaban pertanyaan A1 (ya atau tidak); dihitung kosong." in found.findings[0].message
    assert [h.answers for h in found.households] == [{}, {"A1": "ya", "A2": "b"}]


def test_tidak_ada_is_not_guessed_where_the_question_need_not_apply():
    found = read(["No", "B1", "A1"], [1, "tidak ada", "tidak ada"])
    assert [f.cell for f in found.findings if f.severity is Severity.ERROR] == ["B2"]
    assert found.households[0].answers == {"A1": "tidak"}


def test_names_are_not_read_and_sums_are_no_households():
    found = read(["No", "Nama KK", "RT/RW", "A1", "Catatan"], [1, "Pak Anu", "01/02", "ya", "x"], ["Jumlah", "", "", 1])
    assert len(found.households) == 1
    assert "Pak Anu" not in repr(found)
    assert {f.code for f in found.findings} >= {"smd-kolom-pribadi", "smd-kolom-asing"}


def test_two_columns_for_one_question_and_two_rows_with_one_number_are_said():
    found = read(["No", "A1", "A1"], [1, "ya", "tidak"], [1, "tidak", ""])
    assert {f.code for f in found.findings} >= {"smd-kolom-dua-kali", "smd-nomor-dua-kali"}
    assert [(h.number, h.answers) for h in found.households] == [(1, {"A1": "ya"}), (2, {"A1": "tidak"})]


def test_a_file_without_any_of_the_questions_is_refused_with_what_to_do():
    found = read(["Desa", "K1", "K4"], ["Watubelah", 3, 4])
    assert found.households == ()
    assert "kode pertanyaan (A1, A2, A3, ...)" in found.findings[0].message
    with pytest.raises(FileRefused):
        read_smd(b"%PDF-1.4", "x.pdf", INSTRUMENT)
