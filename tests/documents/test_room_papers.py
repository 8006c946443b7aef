"""Papers after closing: opened again, they say what was signed, scored and promised, and only what may be said."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace

import docx
import openpyxl
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.documents.figures.ink import signature_path, signature_svg, strokes
from lokmin.documents.forms.attendance import daftar_hadir
from lokmin.documents.forms.commitments import COLUMNS, kartu_mitra, kesepakatan, usulan
from lokmin.documents.forms.discretion import public, public_people
from lokmin.documents.forms.knowledge import keterangan_penyegaran
from lokmin.documents.forms.minutes import notulen
from lokmin.documents.forms.owners import NOBODY, daftar_tugas, owner_text, owners
from lokmin.documents.forms.press import press_draft, siaran_pers, unfinished
from lokmin.documents.forms.records import Problem
from lokmin.documents.forms.roomrecords import PressText
from lokmin.documents.forms.rpk import rpk_bulanan
from lokmin.documents.forms.sharing import shared, shared_text
from lokmin.documents.model import runs
from lokmin.documents.pictures import picture_size
from lokmin.documents.render.pdf import pdf
from lokmin.documents.render.rpkbook import rpk_workbook
from lokmin.documents.render.summary import summary_png
from lokmin.documents.render.templates import default_template, fill_template
from lokmin.documents.render.word import word

from . import cast, roomcast

NAMES = ("Anindya", "Prameswari", "Hidayat", "Wulandari", "Puspita", "Setiadi", "Hartono", "Suparman", "Sri Lestari")


def flat(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u200b", ""))


def print_of(paper):
    pages = pypdf.PdfReader(io.BytesIO(pdf(paper, roomcast.pack().made_at))).pages
    return flat(" ".join(page.extract_text() for page in pages))


def words_of(paper):
    return flat(" ".join(paper.texts()))


FORMS = (daftar_hadir, kesepakatan, kartu_mitra, usulan, keterangan_penyegaran, rpk_bulanan, siaran_pers,
         daftar_tugas)  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_text_stands_in_word_and_in_the_pdf(form):
    pack = roomcast.pack()
    paper = form(pack)
    on_paper = print_of(paper).replace(" ", "")
    document = docx.Document(io.BytesIO(word(paper, pack.made_at)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    in_word = flat("\n".join([*(p.text for p in document.paragraphs), *cells])).replace(" ", "")
    for text in paper.texts():
        for line in text.split("\n"):
            if wanted := flat(line).replace(" ", ""):
                assert wanted in in_word, text
                assert wanted in on_paper, text


def test_the_attendance_list_shows_who_signed_how_and_when():
    paper = daftar_hadir(roomcast.pack())
    text = words_of(paper)
    assert "7 orang diundang; hadir 4, diwakili 1, sakit 1, dinas luar 1; tamu 1 orang" in text
    assert "ditandatangani dengan PIN 09.12" in text
    assert "Endah Puspita, A.Md.Keb. (diwakili Wiwit Handayani)" in text
    table = paper.blocks[2]
    signed = [row for row in table.rows if any(run.ink for cell in row.cells for run in runs(cell))]
    assert len(signed) == 3  # the head, Ratna, the camat drew; Sri Lestari has a dotted line
    assert any("....." in str(cell) for row in table.rows for cell in row.cells if "Sri Lestari" in str(row.cells))


def test_attendance_is_counted_by_profession_and_unit_and_adds_up():
    tables = [block for block in daftar_hadir(roomcast.pack()).blocks if hasattr(block, "columns")]
    for table in tables[2:]:
        numbers = [[int(cell) for cell in row.cells[1:]] for row in table.rows]
        assert numbers[-1] == [sum(column) for column in zip(*numbers[:-1], strict=True)] == [5, 1, 2, 8]


def test_signatures_are_pictures_in_word_and_drawings_in_the_pdf():
    pack = roomcast.pack()
    with zipfile.ZipFile(io.BytesIO(word(kesepakatan(pack), pack.made_at))) as archive:
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert len(pictures) == 1  # one drawing signed twice is kept once
        assert picture_size(archive.read(pictures[0]))[0] == "png"
        assert archive.read("word/document.xml").count(b"<w:drawing>") == 2
    unsigned = replace(pack, room=replace(pack.room, signatories=tuple(
        replace(s, sign=None) for s in pack.room.signatories)))  # fmt: skip
    assert len(pdf(kesepakatan(pack), pack.made_at)) > len(pdf(kesepakatan(unsigned), pack.made_at))


def test_the_kesepakatan_has_the_columns_of_the_form_and_everybody_who_signs():
    assert [c.title for c in COLUMNS] == ["No", "Masalah prioritas", "Bentuk dukungan", "Sektor/instansi", "Kegiatan",
                                          "Sasaran/lokasi", "Waktu", "Sumber daya", "Penanggung jawab"]  # fmt: skip
    text = print_of(kesepakatan(roomcast.pack(meeting={"kind": "tribulanan rutin"})))
    for name in ("KESEPAKATAN BERSAMA LINTAS SEKTOR", "Selasa, tanggal 5 Mei 2026", "Hartono", "Suparman", "H. Mahmud",
                 "Mobil siaga desa", "Dana Desa Rp6.000.000", "setiap minggu kedua"):  # fmt: skip
        assert name in text, name


def test_a_signature_given_before_the_text_was_changed_says_so():
    pack = roomcast.pack()
    stale = tuple(replace(s, stale=s.sector.startswith("Kecamatan")) for s in pack.room.signatories)
    text = words_of(kesepakatan(replace(pack, room=replace(pack.room, signatories=stale))))
    assert text.count("ditandatangani sebelum naskah diubah") == 1


def test_a_partners_card_shows_only_its_own_promises():
    pages = pypdf.PdfReader(io.BytesIO(pdf(kartu_mitra(roomcast.pack()), roomcast.pack().made_at))).pages
    texts = [flat(page.extract_text()) for page in pages]
    assert len(texts) == 3
    assert "Mobil siaga desa" in texts[0]
    assert "selesai: 12 kali dipakai" in texts[0]
    for other in ("dasawisma", "Calon pengantin", "KUA"):
        assert other not in texts[0]
    assert "Mobil siaga" not in texts[1] + texts[2]


def test_the_minutes_tell_what_the_room_did():
    text = words_of(notulen(roomcast.pack()))
    for words in (
        "Desa dengan dua bulan merah didampingi kecamatan.",
        "Siapa yang menanggung bahan bakar mobil siaga? (Bambang Setiadi)",
        "Dana Desa, disetujui pada Musrenbang. (Hartono)",
        "belum dijawab",
        "Urutan prioritas masalah (USG, rumus 1, 36 penilai, rahasia)",
        "rata-rata jawaban benar 48 % menjadi 81 %, naik 33 poin",
        "Menara 92 cm",
        "Belum dibahas, dibawa ke pertemuan berikutnya",
        "Usulan alat kesehatan 2027",
    ):
        assert words in text, words


def test_minutes_without_the_room_are_what_they_were():
    plain = words_of(notulen(cast.pack()))
    for heading in ("Tanya jawab", "Penyegaran ilmu", "Dukungan yang disepakati", "Arahan tamu"):
        assert heading not in plain


def test_a_gain_that_was_not_measured_is_said():
    item = replace(roomcast.ROOM.knowledge[0], paired=0, before=None, after=None)
    pack = roomcast.pack(replace(roomcast.ROOM, knowledge=(item,)))
    assert "tidak terukur" in words_of(keterangan_penyegaran(pack))
    assert "%" not in words_of(keterangan_penyegaran(pack))


def test_certificate_lines_name_everybody_and_nobodys_score():
    text = words_of(keterangan_penyegaran(roomcast.pack()))
    assert (
        "Sri Lestari, S.Gz. mengikuti penyegaran “Tanda bahaya kehamilan” selama 20 menit pada Lokakarya Mini Bulanan "
        "Rutin Puskesmas Banyuwening, Selasa, 5 Mei 2026." in text
    )
    assert "Hartono" not in text


# RPK of the coming months


def test_the_rpk_workbook_has_the_months_of_the_plan_the_days_and_a_live_sum():
    pack = roomcast.pack()
    book = openpyxl.load_workbook(io.BytesIO(rpk_workbook(pack)))
    assert {"Mei 2026", "Juni 2026"} <= set(book.sheetnames)
    written = {cell.value for row in book["Mei 2026"].iter_rows() for cell in row}
    assert {row.activity for row in pack.months[0].rows} <= written
    assert any(str(value).startswith("=SUM(") for value in written)
    values = openpyxl.load_workbook(io.BytesIO(rpk_workbook(pack)), data_only=True)["Mei 2026"]
    assert 1_500_000 in {cell.value for row in values.iter_rows() for cell in row}


def test_a_pack_without_a_plan_says_so_for_the_months_it_would_plan():
    text = print_of(rpk_bulanan(replace(roomcast.pack(), months=())))
    assert "Belum ada kegiatan untuk Mei 2026." in text
    assert "Belum ada kegiatan untuk Juni 2026." in text


# Lists of owners


def test_a_task_of_two_is_on_both_lists_and_nobodys_is_not_handed_out():
    lists = owners(cast.RTL)
    assert set(lists) == {"Endah Puspita, A.Md.Keb.", "Bambang Setiadi, S.K.M.", "Kepala Desa", "Sri Lestari, S.Gz.",
                          NOBODY}  # fmt: skip
    text = print_of(daftar_tugas(roomcast.pack()))
    assert "Lengkapi laporan April" not in text
    assert "Hal" in text


def test_an_owners_text_holds_only_the_owners_tasks():
    pack = roomcast.pack()
    name = "Endah Puspita, A.Md.Keb."
    text = owner_text(pack, name, owners(cast.RTL)[name])
    assert "Pendataan dari rumah ke rumah, 4 dusun" in text
    assert "Waktu: 11–23 Mei 2026" in text
    for other in ("Mobil siaga", "Cocokkan", "Bambang", "Sri Lestari"):
        assert other not in text


# What leaves the office


def test_the_summary_and_the_press_text_name_nobody():
    note = cast.NOTES[1]
    told = replace(
        note, decision="Bu Endah dan dr. Anindya mengunjungi; hubungi Bambang Setiadi, S.K.M. 0812-3456-7890."
    )
    pack = roomcast.pack(meeting={"notes": (told,), "decisions": ("Dipimpin Ratna Wulandari, S.Tr.Keb.",)})
    said = shared_text(pack) + press_draft(pack).body.split("Tentang", maxsplit=1)[0].split("“[", maxsplit=1)[0]
    for name in NAMES:
        assert name not in said, name
    assert not re.search(r"\d{4}-\d{4}", said)
    assert "petugas" in said
    assert "Watubelah" in said


def test_a_village_is_not_taken_for_a_person_of_the_same_name():
    room = replace(roomcast.ROOM, attendees=(replace(roomcast.ATTENDEES[0], name="Kalisari Rejosari Wahyuningtyas"),))
    text = public(roomcast.pack(room), "Kalisari dan Rejosari didahulukan oleh Wahyuningtyas.")
    assert text == "Kalisari dan Rejosari didahulukan oleh petugas."


@given(st.integers(1, 3000))
def test_small_counts_are_hidden_and_large_ones_kept(number):
    said = public_people(f"kurang {number} ibu")
    assert said == ("kurang, di bawah 5 ibu" if number < 5 else f"kurang {number} ibu")


def test_a_small_count_gives_no_bar_and_no_number():
    pack = roomcast.pack(problems=(Problem("K1 Lebakharjo", "Lebakharjo", "K1", "kurang 3 ibu", "8,8 %", "jelek"),))
    problem = shared(pack).problems[0]
    assert problem.words == "kurang, di bawah 5 ibu"
    assert "8,8" not in shared_text(pack)


def test_the_bar_is_the_coverage_of_the_same_place():
    problem = shared(roomcast.pack()).problems[0]
    assert problem.name == "K1 Watubelah"
    assert problem.share == pytest.approx(16 / 92.4)
    assert problem.goal == pytest.approx(1 / 3)


def test_the_picture_is_as_wide_as_a_phone_shows_and_the_same_each_time():
    first = summary_png(roomcast.pack())
    kind, width, height = picture_size(first)
    assert (kind, width) == ("png", 1080)
    assert height > 900
    assert summary_png(roomcast.pack()) == first


def test_the_press_text_keeps_a_place_for_the_quotation_and_says_draft():
    pack = roomcast.pack()
    draft = press_draft(pack)
    assert len(unfinished(draft.body)) == 1
    assert "DRAF" in words_of(siaran_pers(pack))
    assert draft.body.startswith("BANYUWENING, 5 Mei 2026 – Puskesmas Banyuwening menyelenggarakan")
    done = replace(pack, room=replace(pack.room, press=PressText("Judul", "Alinea satu.\n\nAlinea dua.", 3, "Yusuf")))
    text = words_of(siaran_pers(done))
    assert "DRAF" not in text
    assert "Alinea satu. Alinea dua." in text
    assert "Naskah 3" in text


# Drawn signatures


def test_strokes_outside_the_box_are_brought_to_its_edge():
    assert strokes("[[[-5, 20], [1200, 400]], []]") == (((0, 20), (1000, 300)),)
    assert signature_path((((5, 5),),)) == "M5 5h1"


@pytest.mark.parametrize("text", ["", "{}", "[]", "[[]]", '[["a"]]', "[[[1]]]", "[[[1e999, 2]]]", '"x"',
                                  json.dumps([[[1, 1]]] * 201)])  # fmt: skip
def test_what_is_no_drawing_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match=r"lagi\.$"):
        strokes(text)


@given(st.lists(st.lists(st.tuples(st.integers(-50, 1100), st.integers(-50, 400)), min_size=1, max_size=5), min_size=1,
                max_size=6))  # fmt: skip
def test_any_drawing_becomes_an_svg_without_anything_else_in_it(lines):
    svg = signature_svg(strokes(json.dumps(lines)))
    assert re.fullmatch(r'<svg [^<>]*><path d="[MLh\d ]+" [^<>]*/></svg>', svg)


# The office's own forms


def test_an_offices_own_attendance_form_gets_the_drawn_signatures():
    from lokmin.documents.forms.context import template_context

    filled = fill_template(default_template("daftar-hadir"), template_context(roomcast.pack()))
    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        assert archive.read("word/document.xml").count(b"<w:drawing>") == 3
        assert "ditandatangani dengan PIN 09.12" in archive.read("word/document.xml").decode()
