"""What presenters wrote beforehand stands in the pre-reading (still two pages), in the deck and in the minutes."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from pptx import Presentation
from pypdf import PdfReader

from lokmin.documents.forms.minutes import notulen
from lokmin.documents.forms.prereading import prabaca
from lokmin.documents.forms.records import AgendaItem, Problem
from lokmin.documents.forms.roomrecords import PresenterPage
from lokmin.documents.render.pdf import pdf
from lokmin.documents.render.slides import slides
from lokmin.documents.render.word import word

from . import cast

LONG = "Jalan ke dua dusun Watubelah rusak sejak Februari sehingga bidan tidak dapat berkunjung. " * 4
PAGES = tuple(
    PresenterPage(
        title=f"Klaster {n}, nama klaster yang cukup panjang", presenter="Ratna Wulandari", obstacles=LONG,
        analysis="Rumah jauh.", proposals="Ojek bidan dari dana BOK." if n == 2 else "",
    )
    for n in range(2, 8)
)  # fmt: skip


@pytest.fixture
def given():
    """A month with as much of everything as a page can get."""
    problems = tuple(
        Problem(f"Masalah nomor {n} di desa yang jauh dari Puskesmas", "Watubelah", "K1", f"kurang {n} ibu", "10,0 %",
                "jelek", "Kader berganti dan pendataan berhenti", 4, 2, "KIA")
        for n in range(1, 8)
    )  # fmt: skip
    quality = tuple(f"Angka nomor {n} meragukan dan perlu ditanyakan kepada yang melapor." for n in range(9))
    agenda = tuple(AgendaItem(f"Acara {n}", 5) for n in range(15))
    meeting = cast.meeting(previous_rtl=cast.PREVIOUS * 20, agenda=agenda)
    pack = cast.pack(problems=problems, quality=quality, meeting=meeting)
    return replace(pack, room=replace(pack.room, presenters=PAGES))


def test_the_pre_reading_names_obstacles_and_stays_on_two_pages(given):
    pages = PdfReader(io.BytesIO(pdf(prabaca(given), given.made_at))).pages
    assert len(pages) == 2
    text = " ".join(pages[0].extract_text().split())
    assert "Dari penyaji" in text
    assert "usulan: Ojek bidan dari dana BOK" in text


def test_the_deck_and_the_minutes_carry_them(given):
    deck = Presentation(io.BytesIO(slides(given)))
    titles = [s.text_frame.text for slide in deck.slides for s in slide.shapes if s.has_text_frame]
    assert titles.count("Hambatan dan usulan penyaji") == 2
    document = docx.Document(io.BytesIO(word(notulen(given), given.made_at)))
    cells = " ".join(c.text for t in document.tables for r in t.rows for c in r.cells)
    assert "Ojek bidan dari dana BOK." in cells
    assert "Rumah jauh." in cells


def test_without_presenters_nothing_is_said_of_them():
    pack = cast.pack()
    deck = Presentation(io.BytesIO(slides(pack)))
    texts = [s.text_frame.text for slide in deck.slides for s in slide.shapes if s.has_text_frame]
    assert "Hambatan dan usulan penyaji" not in texts
