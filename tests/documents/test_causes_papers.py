"""The papers of problems are opened again: official columns, all that was said, and pictures on their pages."""

from __future__ import annotations

import datetime as dt
import io
import re

import docx
import pypdf
import pytest

from lokmin.core.problems.causes import CauseTree
from lokmin.core.problems.swot import Swot
from lokmin.documents.forms.causes import cause_sheet
from lokmin.documents.forms.problemrecords import ProblemPapers, ProblemSheet
from lokmin.documents.forms.problems import gap_table_paper, register_paper
from lokmin.documents.forms.risks import risk_register
from lokmin.documents.forms.solutions import table_of_solutions
from lokmin.documents.forms.swot import swot_paper
from lokmin.documents.model import Figure
from lokmin.documents.pack import ORDINARY, papers
from lokmin.documents.plan import AFTER
from lokmin.documents.render.pdf import pdf
from lokmin.documents.render.word import word

from . import cast
from . import causecast as story

AT = dt.datetime(2026, 5, 5, 9, tzinfo=dt.UTC)


def flat(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u200b", ""))


def pages(paper):
    return [flat(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf(paper, AT))).pages]


def opened(paper):
    return docx.Document(io.BytesIO(word(paper, AT)))


def table_heads(paper, number=1):
    return [flat(cell.text) for cell in opened(paper).tables[number].rows[0].cells]


def cells(paper, number=1):
    return [[flat(cell.text) for cell in row.cells] for row in opened(paper).tables[number].rows]


def sheet():
    return cause_sheet((story.SHEET,), story.RULES, story.OFFICE)


def test_the_cause_sheet_holds_old_rtl_four_pictures_and_the_agreed_roots():
    paper = sheet()
    figures = [block for block in paper.blocks if isinstance(block, Figure)]
    assert [figure.alt.split(":")[0] for figure in figures] == [
        "Tulang ikan", "Pohon masalah", "Lima mengapa", "Penentu cakupan",
    ]  # fmt: skip
    first, *drawn = pages(paper)
    assert "Juga merah pada Februari, Maret 2026 dan 5 bulan pada 2025" in first
    assert "Kunjungan rumah ibu hamil trimester tiga" in first
    assert "belum: K6 naik 1 ibu dari 16" in first
    for root in ("Kader hanya dua orang", "Belum ada pengganti", "Permintaan buku KIA dikirim"):
        assert root in first
        assert [root.split()[0] in page for page in drawn] == [True] * 4
    assert "karena Kehamilan baru diketahui kader" in first
    assert len(opened(paper).inline_shapes) == 4


def test_no_picture_is_wider_or_higher_than_its_page():
    paper = sheet()
    width, height = paper.page_size
    for shape in opened(paper).inline_shapes:
        assert shape.width.mm <= width - paper.margins.left - paper.margins.right
        assert shape.height.mm <= height - paper.margins.top - paper.margins.bottom - 12


def test_a_problem_without_causes_still_gives_a_sheet_to_write_on():
    paper = cause_sheet((ProblemSheet(CauseTree("Posyandu tidak buka")),), story.RULES, story.OFFICE)
    told = " ".join(pages(paper))
    assert "Belum ada akar masalah yang disepakati." in told
    assert "Belum ada RTL untuk masalah ini." in told
    assert told.count("belum disebut") == 6
    assert "Belum ada masalah" in " ".join(pages(cause_sheet((), story.RULES, story.OFFICE)))


def test_solutions_stand_in_the_official_columns_each_problem_once():
    paper = table_of_solutions(story.SOLUTIONS, story.OFFICE, formula="Reinke, M × I × V / C")
    assert table_heads(paper) == [
        "No", "Prioritas masalah", "Penyebab masalah", "Alternatif pemecahan masalah", "Pemecahan masalah terpilih",
        "Keterangan",
    ]  # fmt: skip
    _, first, second, third = cells(paper)
    assert first[0] == "1"
    assert first[3].startswith("1. Menambah satu kader tiap dusun bersama Kades (40,00) 2. Bidan mendata")
    assert first[4] == "Menambah satu kader tiap dusun bersama Kades"
    assert second[:2] == ["", ""]
    assert second[4] == "Bidan koordinator datang tiap Rabu"
    assert third[0] == "2"
    assert third[4] == "belum dipilih"
    assert "nilai menurut Reinke" in " ".join(pages(paper))


def test_the_gap_table_has_three_years_gap_trend_and_the_problem_in_words():
    paper = gap_table_paper(story.GAPS, story.YEARS, story.OFFICE)
    heads, k6, stunting, idl, tb = cells(paper)
    assert heads == [
        "No", "Jenis pelayanan", "Indikator", "Target", "Cakupan 2023", "Cakupan 2024", "Cakupan 2025", "Kesenjangan",
        "Trend", "Masalah",
    ]  # fmt: skip
    assert k6[3:9] == ["90 %", "78 %", "74 %", "71 %", "19 %", "turun"]
    assert k6[9] == (
        "Cakupan K6 di Desa Watubelah tahun 2025 sebesar 71 %, target 90 %, kesenjangan 19 % (kurang 18 ibu)."
    )
    assert stunting[3:9] == ["14 %", "21 %", "–", "17,5 %", "3,5 %", "turun"]
    assert idl[7:9] == ["tercapai", "fluktuatif"]
    assert tb[3:9] == ["–"] * 6


def test_the_register_prints_open_and_solved_problems():
    told = " ".join(" ".join(row) for row in cells(register_paper(story.REGISTER, story.OFFICE, about="Mei 2026")))
    assert "3/2026" in told
    assert "teratasi: buka lagi sejak April" in told
    assert "2 RTL, 1 selesai" in told


def test_swot_has_four_quadrants_and_four_crossings_also_when_empty():
    told = " ".join(pages(swot_paper((story.SWOT,), story.OFFICE)))
    for text in ("Kekuatan (S)", "Kelemahan (W)", "Peluang (O)", "Ancaman (T)", "2. USG berfungsi", "1. Stok cadangan"):
        assert text in told
    assert len(pages(swot_paper((), story.OFFICE))) == 1
    assert len(pages(swot_paper((Swot("A"), Swot("B")), story.OFFICE))) == 2


def test_the_risk_register_has_its_columns_and_the_gravest_first():
    heads, first, second, third = cells(risk_register(story.RISKS, story.RISK_RULE, story.OFFICE))
    assert heads == [
        "No", "Unit", "Risiko", "O", "S", "Tingkat (O×S)", "Grade", "Penyebab", "Akibat", "Pencegahan", "Penanganan",
        "PJ",
    ]  # fmt: skip
    assert first[2:7] == ["Vaksin rusak karena suhu", "3", "4", "12", "Merah (sangat tinggi)"]
    assert second[2] == "Tertusuk jarum"
    assert third[5:7] == ["8", "Hijau (sedang)"]
    assert "Belum dikukuhkan Dinkes" in " ".join(pages(risk_register(story.RISKS, story.RISK_RULE, story.OFFICE)))


def test_a_pack_has_these_papers_only_when_a_meeting_discussed_problems():
    groups = ORDINARY | {AFTER}
    codes = {"lembar-penyebab", "cara-pemecahan", "tabel-kesenjangan"}
    assert not codes & set(papers(cast.pack(), groups))
    given = ProblemPapers(story.RULES, (story.SHEET,), story.SOLUTIONS, "Reinke", story.GAPS, story.YEARS)
    made = papers(cast.pack(register=given), groups)
    assert codes <= set(made)
    assert not codes & set(papers(cast.pack(register=given), ORDINARY))
    assert any("Menambah satu kader" in text for text in made["cara-pemecahan"].texts())


@pytest.mark.parametrize("make", [sheet, lambda: gap_table_paper(story.GAPS, story.YEARS, story.OFFICE)])
def test_the_same_input_gives_the_same_bytes(make):
    assert pdf(make(), AT) == pdf(make(), AT)
    assert word(make(), AT) == word(make(), AT)
