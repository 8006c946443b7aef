"""What the papers take from the rest of the house: the home page's problems, the crest, the map, the office's forms."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
import zlib

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lokmin.core.periods import Month
from lokmin.cycle.centre import operations as office
from lokmin.cycle.followup.work.matrix import rtl_row
from lokmin.cycle.meetings import composing
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings import pack as packing
from lokmin.cycle.meetings.papers.records import indicator_names
from lokmin.cycle.monitoring.queries import month_table
from lokmin.cycle.monitoring.queries.home import home
from lokmin.documents.forms.chat import chat_summary
from lokmin.documents.pack import papers
from lokmin.documents.render.pdf import pdf

pytestmark = pytest.mark.django_db
FORMS = "/p/P9901010201/lokmin/formulir/"


def picture():
    """A red PNG of 4 by 4 pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xb3\x26\x1e" * 4 for _ in range(4))
    head = struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def text_of(content):
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(p.text for p in document.paragraphs), *cells])


def test_papers_agenda_and_chat_name_the_problems_of_the_home_page_in_its_order(figures, meeting):
    shown = home(month_table(meeting.puskesmas, meeting.month)).shown
    given = packing.pack_input(meeting)
    assert shown
    assert [(p.indicator, p.place) for p in given.problems] == [(i.indicator.code, i.place.name) for i in shown]
    first = f"{shown[0].indicator.short} {shown[0].place.name}"
    assert first in chat_summary(given)
    details = [block.detail for block in composing.compose(meeting)]
    assert any(detail.startswith(first) for detail in details)


def test_a_matrix_names_the_indicator_never_its_code(figures, running, cast, complete):
    more = {**complete, "indicator": "ND", "expected": "naik 5 persen", "problem": "Berat balita"}
    op.add_rtl(meeting=running, by=cast.people["anindya"], **more)
    from lokmin.cycle.meetings.queries.rtl import signed_rtl

    row = rtl_row(signed_rtl(running)[0], indicator_names(cast.puskesmas, 2026))
    assert row.indicator == "N/D; naik 5 persen"


def test_the_crest_of_the_office_stands_in_the_kop_of_word_and_pdf(figures, meeting, cast, settings, tmp_path):
    settings.DATA = tmp_path
    plain = packing.pack_input(meeting)
    office.set_logo(puskesmas=cast.puskesmas, by=cast.people["yusuf"], data=picture())
    given = packing.pack_input(meeting)
    assert given.letterhead.crest_left == picture()
    made = packing.pack_for_period(cast.puskesmas, Month(2026, 4), tmp_path / "paket")
    assert made
    with zipfile.ZipFile(tmp_path / "paket" / "01-undangan.docx") as archive:
        assert any(name.startswith("word/media/") for name in archive.namelist())
    with_crest = pdf(papers(given)["undangan"], given.made_at)
    assert b"/Image" in with_crest
    assert b"/Subtype/Image" not in pdf(papers(plain)["undangan"], plain.made_at).replace(b" ", b"")


def test_the_recap_has_a_map_once_boundaries_are_loaded(figures, meeting, cast):
    village = next(v for v in cast.villages if v.name == "Watubelah")
    before = papers(packing.pack_input(meeting))["rekap-pws"]
    square = [[[110.0, -6.6], [110.1, -6.6], [110.1, -6.5], [110.0, -6.6]]]
    village.boundary = {"type": "Polygon", "coordinates": square}
    village.save(update_fields=["boundary"])
    after = papers(packing.pack_input(meeting))["rekap-pws"]

    def maps(paper):
        return [b for b in paper.blocks if getattr(b, "alt", "").startswith("Peta ")]

    assert not maps(before)
    assert maps(after)


def test_a_form_downloaded_edited_and_uploaded_is_the_one_in_the_pack(figures, meeting, enter, cast, tmp_path):
    client = enter("yusuf")
    document = docx.Document(io.BytesIO(client.get(f"{FORMS}undangan/unduh/").content))
    document.add_paragraph("Mohon membawa buku KIA. Dibuka oleh {{ kepala.nama }}.")
    out = io.BytesIO()
    document.save(out)
    sent = SimpleUploadedFile("undangan kami.docx", out.getvalue())
    assert client.post(f"{FORMS}undangan/", {"berkas": sent}).status_code == 302
    made = packing.write_pack(meeting, tmp_path / "paket")
    text = text_of((tmp_path / "paket" / "01-undangan.docx").read_bytes())
    assert "Mohon membawa buku KIA. Dibuka oleh dr. Anindya Prameswari." in text
    assert "Selasa, 5 Mei 2026" in text
    assert "{{" not in text
    assert next(f.title for f in made if f.name == "01-undangan.docx") == "Undangan (templat kantor)"


def test_points_of_a_meeting_that_was_held_do_not_overlap_on_paper():
    from tests.documents import cast as papercast

    from lokmin.documents.forms.records import AgendaItem
    from lokmin.documents.forms.schedule import timed

    items = (AgendaItem("Pembukaan", 5, dt.time(9, 0)), AgendaItem("Klaster 2", 30, dt.time(9, 4)))
    assert [time for time, _ in timed(papercast.meeting(agenda=items))] == ["09.00–09.04", "09.04–09.34"]
