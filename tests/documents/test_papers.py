"""Every paper is opened again, and its words and figures are those that were put in."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import docx
import pypdf
import pytest

from lokmin.documents.forms.attendance import daftar_hadir, lembar_kosong
from lokmin.documents.forms.chat import LIMIT, chat_summary
from lokmin.documents.forms.followup import FULL_COLUMNS, matriks_rtl
from lokmin.documents.forms.letters import surat_pengantar, undangan
from lokmin.documents.forms.minutes import notulen
from lokmin.documents.forms.prereading import prabaca
from lokmin.documents.forms.recap import rekap_pws
from lokmin.documents.forms.records import Person, Problem, RtlRow
from lokmin.documents.forms.report import laporan
from lokmin.documents.forms.schedule import jadwal
from lokmin.documents.forms.words import checked_day, clock_range, day_range, joined, nip, rupiah
from lokmin.documents.model import Column, Document, Paper, Paragraph, Row, Run, Table
from lokmin.documents.render.bundle import bundle_pdf
from lokmin.documents.render.pdf import pdf
from lokmin.documents.render.word import word

from . import cast

FORMS = (undangan, jadwal, daftar_hadir, lembar_kosong, notulen, matriks_rtl, rekap_pws, prabaca, laporan)


def pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def flat(text: str) -> str:
    """Text without line ends and tight spaces, as a reader sees it."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u200b", ""))


def word_text(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    found = [p.text for p in document.paragraphs]
    found += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return flat("\n".join(found))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_text_of_a_form_stands_in_word_and_in_the_pdf(form):
    pack = cast.pack()
    paper = form(pack)
    on_paper = flat(" ".join(pages(pdf(paper, pack.made_at)))).replace(" ", "")
    in_word = word_text(word(paper, pack.made_at)).replace(" ", "")
    for text in paper.texts():
        wanted = flat(text).replace(" ", "")
        if len(wanted) < 4 or wanted.startswith(("Peta", "Jalannya")):
            continue
        first, last = wanted[:25], wanted[-12:]
        assert last in in_word or any(c in text for c in "\n:"), text
        assert first in on_paper or last in on_paper or ":" in text, text


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_the_same_input_gives_the_same_bytes(form):
    first, second = cast.pack(), cast.pack()
    assert pdf(form(first), first.made_at) == pdf(form(second), second.made_at)
    assert word(form(first), first.made_at) == word(form(second), second.made_at)


def test_minutes_carry_a_footnote_naming_workbook_and_cell():
    pack = cast.pack()
    data = word(notulen(pack), pack.made_at)
    notes = part(data, "word/footnotes.xml")
    assert notes.count("<w:footnoteRef/>") == 4
    assert "BANYUWENING_Laporan_Ibu_2026-04.xlsx, lembar 1.DATA KIA, sel D31, D61, D91, D121: 6 + 5 + 4 + 1." in notes
    assert part(data, "word/document.xml").count("w:footnoteReference ") == 4
    assert "sel K31, K61, K91, K121" in flat(" ".join(pages(pdf(notulen(pack), pack.made_at))))


def test_a_later_correction_stands_beside_the_signed_figure():
    pack = cast.pack()
    text = word_text(word(notulen(pack), pack.made_at))
    assert "datang 242 dari 338" in text
    assert "(sumber kemudian dikoreksi: kurang 21 balita; datang 250 dari 338, 74,0 %)" in text


def test_the_reason_why_an_rtl_lacks_its_owner_is_printed():
    pack = cast.pack()
    for form in (notulen, matriks_rtl):
        assert "bidan desa pengganti belum ditunjuk" in word_text(word(form(pack), pack.made_at))


def test_the_matrix_has_all_seventeen_official_columns_and_repeats_its_heading():
    heads = [column.title for column in FULL_COLUMNS]
    assert len(heads) == 17
    rows = cast.RTL * 12
    pack = cast.pack(meeting=cast.meeting(rtl=rows))
    paper = matriks_rtl(pack)
    assert paper.landscape
    found = [flat(page) for page in pages(pdf(paper, pack.made_at))]
    assert len(found) > 2
    for page in found[:2]:
        assert "Penyebab" in page
        assert "Bukti" in page
        assert "Evaluasi" in page
    document = docx.Document(io.BytesIO(word(paper, pack.made_at)))
    assert document.sections[0].page_width > document.sections[0].page_height
    assert [flat(cell.text) for cell in document.tables[0].rows[0].cells] == heads
    assert "tblHeader" in document.tables[0].rows[0]._tr.xml
    assert "Rp1.500.000" in word_text(word(paper, pack.made_at))


def test_headings_in_word_are_real_headings():
    pack = cast.pack()
    document = docx.Document(io.BytesIO(word(notulen(pack), pack.made_at)))
    titles = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert titles[:3] == ["A. Susunan acara", "B. Pembukaan dan arahan", "C. Pembahasan dan keputusan"]
    assert document.core_properties.language == "id-ID"
    assert document.core_properties.created == dt.datetime(2026, 5, 5, 12, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.F4, (609, 935))])
def test_papers_come_on_a4_and_on_f4(paper, size):
    pack = cast.pack(paper=paper)
    page = pypdf.PdfReader(io.BytesIO(pdf(undangan(pack), pack.made_at))).pages[0]
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == size
    section = docx.Document(io.BytesIO(word(undangan(pack), pack.made_at))).sections[0]
    assert round(section.page_width.mm) == (210 if paper is Paper.A4 else 215)


def test_papers_print_on_a_machine_without_fonts():
    pack = cast.pack()
    text = flat(" ".join(pages(pdf(notulen(pack), pack.made_at, system_fonts=False))))
    assert "NOTULEN LOKAKARYA MINI BULANAN RUTIN" in text
    assert "Kurang 15 ibu; 16 dari 92,4" in text


def test_the_invitation_has_all_parts_of_a_surat_dinas():
    pack = cast.pack()
    text = word_text(word(undangan(pack), pack.made_at))
    for words in (
        "PEMERINTAH KABUPATEN ARGAMULYA", "UPTD PUSKESMAS BANYUWENING", "Banyuwening, 30 April 2026",
        "400.7.2/081/PKM-BNY/IV/2026", "Sifat", "Lampiran", "Undangan Lokakarya Mini Bulanan Rutin", "Yth.",
        "Selasa, 5 Mei 2026", "09.00 WIB s.d. selesai", "aula Puskesmas Banyuwening", "Membawa data capaian",
        "dr. Anindya Prameswari", "Pembina, IV/a", "NIP 00000000 000000 2 001", "Tembusan:", "Camat Banyuwening",
    ):  # fmt: skip
        assert words in text, words


def test_a_letter_without_number_says_the_number_follows():
    pack = cast.pack(meeting=cast.meeting(letter_number=""))
    assert "(nomor menyusul)" in word_text(word(undangan(pack), pack.made_at))


def test_the_attendance_list_is_signed_in_zigzag():
    pack = cast.pack()
    table = docx.Document(io.BytesIO(word(daftar_hadir(pack), pack.made_at))).tables[2]
    assert table.rows[0].cells[6].text == "Tanda tangan" == table.rows[0].cells[7].text
    assert table.rows[1].cells[6].text.startswith("1.")
    assert table.rows[1].cells[7].text == ""
    assert table.rows[2].cells[6].text == ""
    assert table.rows[2].cells[7].text.startswith("2.")
    assert table.rows[3].cells[2].text == "-"


def test_long_names_make_an_attendance_row_higher_instead_of_being_cut():
    person = Person(
        "Raden Ajeng Kusumaningtyas Prabawati Hadiningrat, S.Tr.Keb., Bdn., M.Keb.", "Bidan koordinator wilayah"
    )
    pack = cast.pack(meeting=cast.meeting(participants=(person,)))
    assert "M.Keb." in flat(" ".join(pages(pdf(daftar_hadir(pack), pack.made_at))))


def test_the_pre_reading_has_two_pages_and_less_than_300_kilobytes():
    many = tuple(
        Problem(
            f"Masalah nomor {n} di desa yang jauh dari Puskesmas",
            "Watubelah",
            "K1",
            f"kurang {n} ibu",
            "10,0 %",
            "jelek",
            "Kader berganti dan pendataan berhenti",
            4,
            2,
            "KIA",
        )
        for n in range(1, 8)
    )
    late = cast.PREVIOUS * 20
    sheets = tuple(
        cast.sheet(f"I{n}", cast.scaled(1 - n / 50), f"Indikator panjang nomor {n} menurut pedoman") for n in range(24)
    )
    quality = tuple(f"Angka nomor {n} meragukan dan perlu ditanyakan kepada yang melapor." for n in range(9))
    pack = cast.pack(sheets, problems=many, meeting=cast.meeting(previous_rtl=late), quality=quality)
    data = pdf(prabaca(pack), pack.made_at)
    assert len(pages(data)) == 2
    assert len(data) < 300_000


def test_the_recap_shows_the_figures_of_every_village():
    pack = cast.pack()
    found = [flat(page) for page in pages(pdf(rekap_pws(pack), pack.made_at))]
    assert len(found) == 1 + len(pack.sheets)
    k1 = found[1]
    assert "6 dari 12 desa di bawah target K1, Watubelah paling jauh, Lebakharjo belum melapor" in k1
    for words in (
        "Sendangayu 111,1 54 19 6 tercapai 48,6 17,1 5,4 naik 1",
        "Watubelah 92,4 16 1 4 15 ibu 17,3 1,1 4,3 turun 11",
        "Lebakharjo 34,1 8 – 2 – – – 5,9 – – belum lapor",
        "Puskesmas 834,9 264 70 53 15 ibu 31,6 8,4 6,3",
    ):
        assert words in k1, words


def test_the_report_has_its_five_chapters():
    text = word_text(word(laporan(cast.pack()), cast.pack().made_at))
    for chapter in ("BAB I PENDAHULUAN", "BAB II PELAKSANAAN", "BAB III HASIL", "BAB IV RENCANA", "BAB V PENUTUP"):
        assert chapter in text


def test_the_cover_letter_lists_what_is_handed_over():
    pack = cast.pack()
    text = word_text(word(surat_pengantar(pack, (("06-notulen.docx", "Notulen"),)), pack.made_at))
    assert "06-notulen.docx" in text
    assert "Kepala Dinas Kesehatan Kabupaten Argamulya" in text


def test_the_bundle_has_an_index_with_right_pages():
    pack = cast.pack()
    papers = (undangan(pack), notulen(pack), matriks_rtl(pack))
    made = [(paper.title, pdf(paper, pack.made_at)) for paper in papers]
    whole = bundle_pdf(made, pack.made_at, title="Berkas", letterhead=pack.letterhead)
    found = [flat(page) for page in pages(whole)]
    bookmarks = {mark.title for mark in pypdf.PdfReader(io.BytesIO(whole)).outline}
    for paper in papers:
        number = int(re.search(re.escape(paper.title) + r" (\d+)", found[0])[1])
        assert f"Berkas halaman {number} dari {len(found)}" in found[number - 1]
        assert paper.footer in found[number - 1]
        assert paper.title in bookmarks


def test_the_chat_summary_fits_and_names_no_person():
    plans = tuple(RtlRow(problem="x", action=f"Kegiatan nomor {n} yang panjang sekali uraiannya", owner="Endah Puspita",
                         due=dt.date(2026, 5, 23)) for n in range(40))  # fmt: skip
    for rtl in (cast.RTL, plans):
        text = chat_summary(cast.pack(meeting=cast.meeting(rtl=rtl)))
        assert len(text) <= LIMIT
        assert "K1 Watubelah: kurang 15 ibu" in text
        assert not any(person.name.split(",")[0] in text for person in cast.PEOPLE)
        assert not re.search(r"\d{8}", text)
    assert "lagi" in text


def test_a_wrong_weekday_is_refused():
    with pytest.raises(ValueError, match="20 Januari 2023 adalah hari Jumat, bukan Kamis"):
        checked_day(dt.date(2023, 1, 20), "Kamis")
    assert checked_day(dt.date(2023, 1, 20), "Jum'at") == dt.date(2023, 1, 20)
    with pytest.raises(ValueError, match="Selasa"):
        cast.meeting(weekday="Rabu")


def test_names_numbers_and_dates_are_written_the_indonesian_way():
    assert nip("199001012015011001") == "19900101 201501 1 001"
    assert nip("") == "-"
    assert rupiah(1_500_000) == "Rp1.500.000"
    assert rupiah(None) == "–"
    assert joined(["a", "b", "c"]) == "a, b, dan c"
    assert clock_range(dt.time(9), dt.time(11, 8), "WITA") == "09.00–11.08 WITA"
    assert day_range(dt.date(2026, 5, 28), dt.date(2026, 6, 3)) == "28 Mei–3 Juni 2026"
    assert day_range(dt.date(2026, 5, 11), dt.date(2026, 5, 23)) == "11–23 Mei 2026"


def test_what_people_type_is_never_run_as_markup():
    nasty = '#panic("x") *tebal* <b>& "kutip" \x00\x0b $x$ @a // {{ 7*7 }}'
    row = Row((nasty, (Run(nasty, bold=True, note=nasty),)))
    paper = Document("uji", nasty, (Paragraph(nasty), Table((Column("a"), Column("b")), (row,))), footer=nasty)
    made = dt.datetime(2026, 5, 5, tzinfo=dt.UTC)
    text = flat(" ".join(pages(pdf(paper, made))))
    assert '#panic("x") *tebal* <b>& "kutip" $x$ @a // {{ 7*7 }}' in text
    assert "{{ 7*7 }}" in word_text(word(paper, made))


def test_a_table_row_with_too_few_cells_is_refused():
    with pytest.raises(ValueError, match="baris 1 punya 1 sel, tabelnya 2 kolom"):
        Table((Column("a"), Column("b")), (Row(("x",)),))


def test_a_very_long_discussion_runs_over_pages_and_is_whole():
    text = " ".join(f"kalimat{n}." for n in range(1500))
    note = cast.NOTES[0].__class__("Panjang", text)
    pack = cast.pack(meeting=cast.meeting(notes=(note,)))
    found = flat(" ".join(pages(pdf(notulen(pack), pack.made_at))))
    assert "kalimat0." in found
    assert "kalimat1499." in found


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe0def46b8"
    "0000000049454e44ae426082"
)


def test_photos_stand_in_the_minutes_and_a_broken_one_is_named():
    photos = (cast.Photo(PNG, "Pembukaan"), cast.Photo(b"bukan gambar", "Penutup"))
    pack = cast.pack(meeting=cast.meeting(photos=photos))
    for form in (notulen, laporan):
        data = word(form(pack), pack.made_at)
        assert len(docx.Document(io.BytesIO(data)).inline_shapes) >= 1
        assert "Foto “Penutup” tidak terbaca" in word_text(data)
        assert "Pembukaan" in " ".join(pages(pdf(form(pack), pack.made_at)))
