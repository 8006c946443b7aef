"""The bundle for the accreditation, the groups of the pack, sheets for the pen: what is there and what is missing."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace

import pypdf
import pytest

from lokmin.documents.forms import fallback
from lokmin.documents.forms.accreditation import FOLDERS, missing
from lokmin.documents.forms.framework import kak, pengesahan
from lokmin.documents.forms.roomrecords import Room
from lokmin.documents.pack import build_pack
from lokmin.documents.plan import ACCREDITATION, AFTER, BASIC, entries
from lokmin.documents.render.pdf import pdf
from lokmin.documents.writers import MemoryWriter

from . import cast, roomcast

ALL = frozenset({BASIC, AFTER, ACCREDITATION})


def flat(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u200b", ""))


def print_of(paper):
    pages = pypdf.PdfReader(io.BytesIO(pdf(paper, roomcast.pack().made_at))).pages
    return flat(" ".join(page.extract_text() for page in pages))


def words_of(paper):
    return flat(" ".join(paper.texts()))


@pytest.fixture(scope="module")
def made():
    writer = MemoryWriter()
    return build_pack(roomcast.pack(), writer, ALL), writer.files


# Accreditation 1.6.2


def bundle(made):
    return zipfile.ZipFile(io.BytesIO(made[1]["akreditasi-1.6.2.zip"]))


def test_the_bundle_has_a_folder_for_each_part_with_its_files(made):
    with bundle(made) as archive:
        assert archive.testzip() is None
        folders = {name.split("/")[0] for name in archive.namelist() if "/" in name}
        assert folders == set(FOLDERS)
        assert archive.read("4-notulen-dan-foto/notulen.docx") == made[1]["06-notulen.docx"]
        photos = [name for name in archive.namelist() if "/foto-" in name]
        assert [archive.read(name) for name in photos] == [p.image for p in roomcast.pack().meeting.photos]


def test_every_missing_part_is_named_in_words_in_the_index(made):
    with bundle(made) as archive:
        index = flat(" ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(archive.read(
            "00-daftar-bukti.pdf"))).pages))  # fmt: skip
        listed = archive.read("YANG-BELUM-ADA.txt").decode().split("\r\n")
    for gap in missing(roomcast.pack()):
        assert gap.said in listed
        assert flat(gap.said) in index
    assert "ada dan lengkap" in index


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"photos": ()}, "Foto: belum ada. Unggah di Meja › Foto."),
        ({"number": ""}, "Nomor notulen: belum ada. Ambil nomor di Berkas › Nomor surat."),
        ({"letter_number": ""}, "Nomor undangan: belum ada. Ambil nomor di Berkas › Nomor surat."),
        ({"attendance": None}, "Kehadiran: belum dicatat. Catat di Kehadiran."),
        ({"notes": ()}, "Pembahasan masalah: belum ada catatan. Lengkapi di Meja."),
        ({"rtl": (), "close_reason": "semua tercapai"},
         "Rencana tindak lanjut: belum ada. Alasan: semua tercapai Lengkapi di Meja › RTL."),
    ],
)  # fmt: skip
def test_a_part_that_is_not_there_is_said_with_the_place_to_mend_it(change, sentence):
    assert sentence in [gap.said for gap in missing(roomcast.pack(meeting=change))]


def test_a_whole_set_of_evidence_has_nothing_missing():
    signed = tuple(replace(a, sign=roomcast.PIN) for a in roomcast.ATTENDEES)
    proved = tuple(replace(row, evidence="surat klinik") for row in cast.PREVIOUS)
    whole = roomcast.pack(
        replace(roomcast.ROOM, attendees=signed), meeting={"previous_rtl": proved, "rtl": cast.RTL[:3]}
    )
    assert missing(whole) == ()


def test_an_open_meeting_is_missing_its_closing():
    codes = {gap.code for gap in missing(roomcast.pack(replace(roomcast.ROOM, closed=False)))}
    assert "tutup" in codes


# The pack in groups


def test_before_closing_only_the_papers_for_the_dinkes_are_made():
    writer = MemoryWriter()
    files = build_pack(cast.pack(sheets=(cast.sheet(),)), writer)
    assert {file.group for file in files} == {BASIC}
    assert not any(name.startswith("sesudah/") for name in writer.files)


def test_after_closing_every_group_is_there_and_the_zip_holds_what_is_sent(made):
    files, data = made
    assert {file.group for file in files} == ALL
    assert set(data) == {file.name for file in files}
    with zipfile.ZipFile(io.BytesIO(data["berkas-lokmin.zip"])) as archive:
        index = json.loads(archive.read("index.json"))
        inside = {f["name"] for f in index["files"]}
        assert not any(name.startswith("sesudah/") for name in inside)
        assert {"11-kesepakatan.docx", "12-rpk-bulanan.xlsx", "13-usulan-musrenbang.docx"} <= inside
    assert {e.name for e in entries(roomcast.pack(), ALL)} <= set(data)


def test_papers_nobody_needs_are_not_made():
    writer = MemoryWriter()
    plain = replace(cast.pack(sheets=(cast.sheet(),)), room=Room(closed=True))
    build_pack(plain, writer, ALL)
    assert not any(
        word_ in name for name in writer.files for word_ in ("kesepakatan", "kartu", "musrenbang", "penyegaran")
    )
    assert "12-rpk-bulanan.docx" in writer.files


def test_progress_counts_up_to_the_number_of_papers():
    told = []
    build_pack(
        cast.pack(sheets=(cast.sheet(),)), MemoryWriter(), progress=lambda done, whole: told.append((done, whole))
    )
    assert max(done for done, _ in told) == told[0][1] == len(told)


def test_a_kak_and_a_pengesahan_are_made_where_the_kind_asks_for_them():
    asked = replace(cast.pack(sheets=(cast.sheet(),)), wanted=frozenset({"kak", "pengesahan"}))
    writer, plain = MemoryWriter(), MemoryWriter()
    build_pack(asked, writer)
    build_pack(replace(asked, wanted=frozenset()), plain)
    assert set(writer.files) - set(plain.files) == {"01-kak.docx", "09-lembar-pengesahan.docx"}


def test_a_kak_says_what_the_kind_says_and_leaves_lines_for_the_rest():
    told = cast.meeting(aim="Menilai capaian.", steps=("Tiap PJ memaparkan",), outputs=(), sought=("Seluruh staf",))
    text = words_of(kak(cast.pack(meeting=told)))
    for part in (
        "1. Latar belakang",
        "2. Tujuan umum Menilai capaian.",
        "Tiap PJ memaparkan",
        "Seluruh staf",
        "11. Biaya",
    ):
        assert part in text, part
    assert "8. Luaran ...." in text
    assert "400.7.2/087/PKM-BNY/V/2026" in words_of(pengesahan(cast.pack()))


# Paper fallback


def test_fallback_sheets_carry_their_code_and_the_number_of_every_row():
    pack = roomcast.pack()
    people = [(a.name, a.jabatan) for a in roomcast.ATTENDEES]
    paper = fallback.lembar_hadir(pack, "8-KTRM", people)
    assert "Kode lembar: 8-KTRM" in print_of(paper)
    rows = paper.blocks[2].rows
    assert [(row.cells[0], row.cells[1]) for row in rows[:8]] == [(str(n), p[0]) for n, p in enumerate(people, start=1)]
    assert rows[-1].cells[0] == "T8"
    scores = print_of(fallback.lembar_nilai(pack, "USG", ("Urgency", "Growth"), [("P1", "K1 Watubelah")], ballot="7"))
    assert "Kode lembar: L12-N7" in scores
    assert "P1" in scores
    assert "Nama" not in scores
    assert "A1 : Pembukaan" in print_of(fallback.lembar_catatan(pack, [("A1", "Pembukaan")]))


def test_a_presenters_page_leaves_room_where_nothing_was_written():
    page = replace(roomcast.ROOM.presenters[0], obstacles="", filled=False)
    text = words_of(fallback.halaman_penyaji(roomcast.pack(), [page]))
    assert "Hambatan" in text
    assert "Belum dinyatakan siap oleh penyaji." in text
