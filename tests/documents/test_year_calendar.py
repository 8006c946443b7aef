"""The calendar of activities and the load of the year as papers and pictures."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from lokmin.core.numbers import MICRO
from lokmin.core.planning.scheduleload import WeekLoad
from lokmin.documents.figures.yearload import Strip, description, year_load
from lokmin.documents.forms.records import Signer
from lokmin.documents.forms.yearcalendar import CalendarEntry, CalendarPaper, ClashLine, kalender
from lokmin.documents.model import Letterhead
from lokmin.documents.render.pdf import pdf

pytestmark = pytest.mark.one_database
AT = dt.datetime(2026, 5, 30, 8, tzinfo=dt.UTC)
TUESDAY = dt.date(2026, 5, 5)
PAPER = CalendarPaper(
    year=2026,
    months=(5,),
    puskesmas="Puskesmas Banyuwening",
    letterhead=Letterhead("PEMERINTAH KABUPATEN ARGAMULYA", "DINAS KESEHATAN", "UPTD PUSKESMAS BANYUWENING", ()),
    head=Signer("dr. Anindya Prameswari", "Kepala Puskesmas"),
    town="Banyuwening",
    day=dt.date(2026, 4, 28),
    entries=(
        CalendarEntry(TUESDAY, TUESDAY, "Lokmin bulanan", "09.00–12.00", ("seluruh staf",), "aula"),
        CalendarEntry(dt.date(2026, 5, 30), dt.date(2026, 6, 2), "Pelatihan kader", people=("Bambang Setiadi",)),
    ),
    clashes=(ClashLine("harus diubah", "Ratna Wulandari dijadwalkan di dua kegiatan.", "Pindahkan Posyandu."),),
    closed=((dt.date(2026, 5, 14), "Kenaikan Isa Almasih"),),
    fasting="Bulan puasa: 18 Februari–19 Maret 2026 (perkiraan).",
)  # fmt: skip


def test_a_month_on_paper_has_its_weeks_its_activities_and_its_clashes():
    pages = PdfReader(io.BytesIO(pdf(kalender(PAPER), AT))).pages
    printed = " ".join(" ".join(page.extract_text() for page in pages).split())
    for said in (
        "KALENDER KEGIATAN MEI 2026", "Senin", "Minggu", "Kenaikan Isa Almasih", "30 Mei–2 Juni 2026", "09.00–12.00",
        "harus diubah", "Pindahkan Posyandu.", "(perkiraan)", "dr. Anindya Prameswari",
    ):  # fmt: skip
        assert said in printed
    assert pages[0].mediabox.width > pages[0].mediabox.height


def test_a_year_has_a_part_for_each_month_and_says_where_nothing_is():
    texts = kalender(replace(PAPER, months=tuple(range(1, 13)), clashes=())).texts()
    assert "Belum ada kegiatan bertanggal di Januari 2026." in texts
    assert "Tidak ada kegiatan yang berbenturan." in texts
    assert sum(text.startswith("Pelatihan kader") for text in texts) == 2  # in May and in June


def weeks(*loads: int) -> tuple[WeekLoad, ...]:
    first = dt.date(2026, 1, 5)
    return tuple(
        WeekLoad(first + dt.timedelta(7 * n), first + dt.timedelta(7 * n + 6), load * MICRO, 5, 5 if n == 1 else 0)
        for n, load in enumerate(loads)
    )


@pytest.mark.parametrize("dress", ["screen", "paper"])
@pytest.mark.parametrize("narrow", [False, True])
def test_the_load_is_drawn_with_full_weeks_black_and_the_fasting_month_hatched(dress, narrow):
    svg = year_load(
        (Strip("RPK sekarang", weeks(2, 2, 20)), Strip("Usulan", weeks(8, 8, 8))), dress=dress, narrow=narrow
    )
    ET.fromstring(svg)
    full, usual = ('class="ink"', 'class="mass"') if dress == "screen" else ('fill="#12171a"/>', 'fill="#5d686e"/>')
    assert svg.count(full) == 1
    assert svg.count(usual) >= 5
    assert svg.count("url(#beban-arsir)") == 2


def test_the_load_is_said_in_words():
    text = description((Strip("RPK sekarang", weeks(2, 2, 20)), Strip("Usulan", weeks(0, 0, 0))))
    assert text == (
        "RPK sekarang: minggu terpadat 19 Januari, 10 hari orang; 1 minggu terlalu padat. Usulan: belum ada beban."
    )
