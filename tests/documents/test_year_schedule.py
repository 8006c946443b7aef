"""Jadwal lokmin tahunan on paper: planned, held, called off, and a year without a schedule."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import docx
import pytest
from pypdf import PdfReader

from lokmin.documents.forms.records import Signer
from lokmin.documents.forms.yearplan import YearMeeting, YearPlan, jadwal_tahunan
from lokmin.documents.model import Letterhead
from lokmin.documents.render.pdf import pdf
from lokmin.documents.render.word import word

AT = dt.datetime(2026, 5, 30, 8, tzinfo=dt.UTC)
PLAN = YearPlan(
    year=2026,
    puskesmas="Puskesmas Banyuwening",
    letterhead=Letterhead("PEMERINTAH KABUPATEN ARGAMULYA", "DINAS KESEHATAN", "UPTD PUSKESMAS BANYUWENING", ()),
    meetings=(
        YearMeeting(
            5, "Lokmin bulanan rutin", "April 2026", dt.date(2026, 5, 5), dt.date(2026, 5, 11), "aula", dt.time(9),
            ("Seluruh staf",), "6 hari sesudah rencana",
        ),
        YearMeeting(
            8, "Lokmin tribulanan rutin", "Mei–Juli 2026", dt.date(2026, 8, 11), None, note="Banjir", cancelled=True
        ),
        YearMeeting(9, "Rapat lain", "Agustus 2026", None, dt.date(2026, 9, 2)),
    ),
    head=Signer("dr. Anindya Prameswari", "Kepala Puskesmas"),
    town="Banyuwening",
    day=dt.date(2026, 5, 30),
    fasting="Bulan puasa: 18 Februari 2026–19 Maret 2026 (perkiraan).",
)  # fmt: skip


@pytest.fixture(scope="module")
def printed() -> str:
    pages = PdfReader(io.BytesIO(pdf(jadwal_tahunan(PLAN), AT))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_paper_says_what_was_planned_and_what_became_of_it(printed):
    for said in (
        "JADWAL LOKAKARYA MINI TAHUN 2026", "Selasa, 5 Mei 2026, 09.00", "Senin, 11 Mei 2026", "6 hari sesudah rencana",
        "dibatalkan", "Banjir", "di luar jadwal", "2 pertemuan, 2 sudah diadakan menurut catatan per 30 Mei 2026",
        "(perkiraan)", "dr. Anindya Prameswari",
    ):  # fmt: skip
        assert said in printed


def test_the_word_file_has_one_row_a_meeting():
    tables = docx.Document(io.BytesIO(word(jadwal_tahunan(PLAN), AT))).tables
    table = next(t for t in tables if t.rows[0].cells[0].text == "No")
    assert [row.cells[1].text for row in table.rows[1:]] == ["Mei", "Agustus", "September"]


def test_a_year_without_a_schedule_says_so():
    empty = jadwal_tahunan(replace(PLAN, meetings=()))
    assert any("belum disusun" in text for text in empty.texts())


def test_the_same_year_gives_the_same_bytes():
    assert word(jadwal_tahunan(PLAN), AT) == word(jadwal_tahunan(PLAN), AT)
