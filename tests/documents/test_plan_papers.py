"""Papers and workbooks of plans: official columns, subtotals that live, nothing left out, everything fits the page."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import openpyxl
import pytest

from documents import plancast as cast
from lokmin.core.planning.money import Sum
from lokmin.documents.forms.planparts import (
    Approval,
    ChapterText,
    SectionText,
    approval_sheet,
    paper_table,
    signature_sheet,
)
from lokmin.documents.forms.renstra import renstra, renstra_chapters, renstra_summary, renstra_table
from lokmin.documents.forms.ruk import ruk, ruk_chapters, ruk_summary, ruk_table
from lokmin.documents.forms.situation import problem_statements, situation
from lokmin.documents.model import Heading, Paragraph, Table, plain
from lokmin.documents.render.pdf import pdf
from lokmin.documents.render.planbook import plan_workbook
from lokmin.documents.render.word import word

AT = dt.datetime(2027, 1, 5, 9, 0)
OFFICIAL = (
    "No", "Upaya Kesehatan", "Kegiatan", "Tujuan", "Sasaran", "Target Sasaran", "Penanggung Jawab",
    "Kebutuhan Sumber Daya (dana, alat, tenaga)", "Mitra Kerja", "Waktu Pelaksanaan", "Kebutuhan Anggaran (Rp)",
    "Indikator Kinerja", "Sumber Pembiayaan",
)  # fmt: skip


def table_of(document):
    return next(block for block in document.blocks if isinstance(block, Table))


def test_the_ruk_has_the_thirteen_official_columns_with_subtotals():
    paper = ruk(cast.RUK)
    table = table_of(paper)
    assert tuple(column.title for column in table.columns) == OFFICIAL
    assert (paper.paper.value, paper.landscape) == ("F4", True)
    assert sum(column.width for column in table.columns) <= paper.text_width
    totals = [[plain(c) for c in row.cells if plain(c)] for row in table.rows if row.kind == "total"]
    assert totals == [
        ["Jumlah UKM esensial", "53.750.000"],
        ["Jumlah UKP, kefarmasian, dan laboratorium", "–"],
        ["Jumlah Administrasi dan manajemen", "14.400.000"],
        ["JUMLAH SELURUHNYA", "68.150.000"],
    ]
    texts = paper.texts()
    assert "1 baris belum dihitung biayanya dan tidak termasuk jumlah." in texts
    assert "Berasal dari SMD/MMD: 1 kegiatan." in texts
    assert "BOK 8.000.000; Dana desa 2.500.000" in texts
    assert table.size >= 8


def test_the_variant_with_details_shows_the_sums_behind_the_money():
    table = ruk_table(cast.RUK, detailed=True)
    assert table.columns[3].title == "Rincian Kegiatan"
    assert table.rows[0][3] == "Konsumsi: 40 orang × 20 kali × Rp15.000 = Rp12.000.000"
    assert sum(column.width for column in table.columns) <= ruk(cast.RUK).text_width


def test_the_matrix_has_targets_and_money_of_five_years():
    table = renstra_table(cast.RENSTRA)
    heads = [column.title for column in table.columns]
    assert heads[:5] == ["No", "Upaya Kesehatan", "Tujuan", "Indikator Kinerja", "Cara Perhitungan"]
    assert heads[5:10] == [f"Target {y}" for y in range(2026, 2031)]
    assert heads[10] == "Rincian Kegiatan"
    assert heads[11:] == [*(f"Anggaran {y} (Rp)" for y in range(2026, 2031)), "Sumber"]
    paper = renstra(cast.RENSTRA)
    assert sum(column.width for column in table.columns) <= paper.text_width + 0.01
    assert "3 anggaran tahunan belum dihitung" in " ".join(paper.texts())
    last = table_of(paper).rows[-1].cells
    assert plain(last[11]) == "336.000.000"


def test_the_workbook_has_live_sums_that_equal_the_paper():
    data = plan_workbook([ruk_table(cast.RUK), renstra_table(cast.RENSTRA)], made=AT, office="Puskesmas Banyuwening")
    assert data == plan_workbook(
        [ruk_table(cast.RUK), renstra_table(cast.RENSTRA)], made=AT, office="Puskesmas Banyuwening"
    )
    live = openpyxl.load_workbook(io.BytesIO(data))["RUK"]
    kept = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["RUK"]
    sums = {
        row[2].value: row[10].value for row in live.iter_rows() if str(row[2].value or "").upper().startswith("JUMLAH")
    }
    assert sums == {
        "Jumlah UKM esensial": "=SUM(K6:K8)",
        "Jumlah UKP, kefarmasian, dan laboratorium": "=SUM(K11:K11)",
        "Jumlah Administrasi dan manajemen": "=SUM(K14:K14)",
        "JUMLAH SELURUHNYA": "=K9+K12+K15",
    }
    assert kept["K16"].value == 68_150_000
    assert kept["K11"].value is None  # not costed is blank, not 0
    assert [cell.value for cell in kept[4]] == list(OFFICIAL)


def test_words_that_look_like_formulas_stay_words():
    bad = replace(cast.ITEMS[0], activity='=HYPERLINK("http://x")', purpose="@SUM(1)")
    data = plan_workbook([ruk_table(replace(cast.RUK, items=(bad,)))], made=AT, office="x")
    page = openpyxl.load_workbook(io.BytesIO(data))["RUK"]
    assert page["C6"].value == '=HYPERLINK("http://x")'
    assert page["C6"].data_type == "s"


def test_an_empty_plan_says_so():
    empty = replace(cast.RUK, items=())
    assert [plain(row.cells[0]) for row in paper_table(ruk_table(empty)).rows] == ["Belum ada kegiatan yang diusulkan."]
    assert plan_workbook([ruk_table(empty)], made=AT, office="x")


def test_both_plans_stand_on_one_approval_sheet():
    paper = approval_sheet(
        [ruk_summary(cast.RUK, "1 baris baru."), renstra_summary(cast.RENSTRA)],
        Approval("Lokakarya Mini Bulanan Pertama", "400.7/012/2027"), cast.OFFICE,
    )  # fmt: skip
    text = "\n".join(paper.texts())
    assert "Pada Selasa, 5 Januari 2027 di Banyuwening, dalam Lokakarya Mini Bulanan Pertama" in text
    assert "RUK) Tahun 2028 dan Rencana Lima Tahunan Puskesmas Tahun 2026–2030" in text
    assert "Versi: 2: Saran Dinas Kesehatan" in text
    assert "Jumlah anggaran: Rp68.150.000" in text
    assert "Belum dihitung: 1 anggaran, tidak termasuk jumlah" in text
    told = ruk_summary(cast.RUK)
    for parts in (told.efforts, told.parts):
        assert sum((s for _name, _rows, s in parts), Sum()) == told.total
    assert next((name, rows) for name, rows, _sum in told.efforts) == ("UKM esensial", 3)
    assert [(name, rows) for name, rows, _sum in told.parts] == [("BOK", 3), ("Dana desa", 2), ("Belum dipilih", 1)]


def test_signatures_stand_odd_left_even_right():
    paper = signature_sheet("Lembar tanda tangan", "Tim Perencanaan", [cast.HEAD, cast.HEAD], cast.OFFICE)
    rows = table_of(paper).rows
    assert [plain(c) for c in rows[0].cells[3:]] == ["1.", ""]
    assert [plain(c) for c in rows[1].cells[3:]] == ["", "2."]


def test_chapters_are_all_there_written_or_not():
    chapters = [
        ChapterText("I", "Pendahuluan", sections=(SectionText("Latar belakang", "Satu.\nDua."), SectionText("Tujuan"))),
        ChapterText("V", "Rencana Usulan Kegiatan", fills="ruk"),
        ChapterText("VI", "Penutup"),
    ]
    paper = ruk_chapters(cast.RUK, chapters, {})
    heads = [block.text for block in paper.blocks if isinstance(block, Heading)]
    assert heads == [
        "BAB I. PENDAHULUAN", "A. Latar belakang", "B. Tujuan", "BAB V. RENCANA USULAN KEGIATAN", "BAB VI. PENUTUP",
    ]  # fmt: skip
    written = [plain(b.text) for b in paper.blocks if isinstance(b, Paragraph)]
    assert written.count("(Belum ditulis.)") == 2
    assert "Jumlah yang diusulkan Rp68.150.000." in " ".join(written)
    renstra_doc = renstra_chapters(cast.RENSTRA, [ChapterText("III", "Indikator", fills="indikator")], {})
    assert "61 %" in renstra_doc.texts()


def test_the_situation_says_what_is_missing_with_the_next_step():
    text = "\n".join(situation(cast.SITUATION).texts())
    assert "1 dari 15 bagian terisi" in text
    assert "Belum ada. Tempel tabel umur" in text
    assert "1 dari 2 indikator belum mencapai target." in text
    assert "D/S: 2024 belum dilaporkan." in text
    assert "Masalah 2: Belum disebut: seberapa besar." in text
    statements = "\n".join(problem_statements(cast.SITUATION.problems, "USG", cast.OFFICE).texts())
    assert "Urutan menurut USG." in statements


@pytest.mark.parametrize("make", [ruk, renstra], ids=["ruk", "renstra"])
def test_every_paper_is_set_as_pdf_and_word(make):
    paper = make(cast.RUK if make is ruk else cast.RENSTRA)
    assert pdf(paper, AT).startswith(b"%PDF")
    assert word(paper, AT)[:2] == b"PK"
