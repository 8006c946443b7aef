"""After closing: papers are made by themselves, say what the room left in the tables, and pages hand them out."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import docx
import pypdf
import pytest
from django.utils import timezone
from icalendar import Calendar

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import AuditLine, Partner
from lokmin.cycle.centre.pictures import read_picture
from lokmin.cycle.followup.models import Commitment
from lokmin.cycle.meetings import figures as read
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings import pack as packing
from lokmin.cycle.meetings import packer
from lokmin.cycle.meetings.after import operations as after
from lokmin.cycle.meetings.after.health import course, report
from lokmin.cycle.meetings.after.queries import task_lists
from lokmin.cycle.meetings.hand.operations import photos as album
from lokmin.cycle.meetings.hand.operations.sheets import type_back
from lokmin.cycle.meetings.models import (
    Knowledge,
    Meeting,
    Musrenbang,
    Note,
    Pledge,
    PressRelease,
    QuizAnswer,
    QuizQuestion,
    Signature,
    SpeakTurn,
)
from lokmin.cycle.meetings.papers.room import room_records
from lokmin.cycle.meetings.sectors.statement import statement
from lokmin.documents.pictures import picture_size

pytestmark = pytest.mark.django_db
HOME = "/p/P9901010201/lokmin/"
STROKES = [[[80, 200], [160, 60], [240, 210], [330, 80], [420, 190]], [[460, 150], [760, 120]]]


def say(meeting, by, text, kind, speaker, item=None, reply_to=None):
    note = op.save_note(meeting=meeting, by=by, text=text, token=text[:20], item=item).note
    Note.objects.filter(pk=note.pk).update(kind=kind, speaker=speaker, reply_to=reply_to)
    return Note.objects.get(pk=note.pk)


@pytest.fixture
def held(figures, meeting, cast, settings, tmp_path):
    """A lokmin held in the room and not yet closed."""
    settings.LOKMIN_TODAY = "2026-05-05"
    settings.MEDIA_ROOT, settings.LOKMIN_INLINE = tmp_path / "berkas", True
    kepala, ratna, yusuf = (cast.people[name] for name in ("anindya", "ratna", "yusuf"))
    running = op.open_meeting(meeting=meeting, by=kepala)
    listed = list(running.attendance.all())
    for number, line in enumerate(listed):
        line.status, line.at = ("izin", None) if number == 1 else ("hadir", clock.now())
        line.profession, line.unit = ("Bidan", "Klaster 2") if number % 2 else ("Perawat", "Klaster 3")
        line.save()
    Signature.objects.create(attendance=listed[0], kind="gambar", strokes=STROKES, at=clock.now())
    Signature.objects.create(attendance=listed[2], kind="pin", at=clock.now())
    item = running.agenda.filter(kind="masalah").first() or running.agenda.all()[1]
    note = say(running, ratna, "Kader berganti pada Januari.", "catatan", "Endah Puspita", item)
    op.quote(note=note, row=read.search(running, "k1 watubelah")[0][0].number, by=ratna)
    asked = say(running, yusuf, "Siapa menanggung bahan bakar?", "tanya", "Bambang Setiadi", item)
    say(running, yusuf, "Dana Desa.", "jawab", "Suryo Wibisono", item, asked)
    say(running, yusuf, "Desa dua bulan merah didampingi.", "arahan", "Suryo Wibisono")
    op.decide(meeting=running, by=kepala, text="Pendataan ulang dipimpin Endah Puspita", note=note)
    common = {"indicator": "K1", "expected": "K1 Mei sedikitnya 8 ibu", "problem": "K1 Watubelah, kurang 15 ibu"}
    op.add_rtl(meeting=running, by=kepala, activity="Pendataan ulang 4 dusun", owner=cast.people["endah"],
               due=dt.date(2026, 5, 23), start=dt.date(2026, 5, 11), **common)  # fmt: skip
    op.add_rtl(meeting=running, by=kepala, activity="Jadwal mobil siaga", owner_text="Kepala Desa Watubelah",
               due=dt.date(2026, 6, 15), **common)  # fmt: skip
    op.add_rtl(meeting=running, by=kepala, activity="Kelas ibu hamil", owner=cast.people["endah"],
               owner_text="bersama kader", due=dt.date(2026, 5, 30), **common)  # fmt: skip
    return running


def close(meeting, cast):
    return op.close(meeting=Meeting.objects.get(pk=meeting.pk), by=cast.people["anindya"])


def words(content):
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(p.text for p in document.paragraphs), *cells]).replace("\u00a0", " ")


def test_closing_has_all_papers_made_without_anybody_asking(held, cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        closed = close(held, cast)
    found = packing.kept(closed)
    assert found is not None
    assert {f.group for f in found.files} == {"pokok", "sesudah", "akreditasi"}
    names = {f.name for f in found.files}
    assert {"06-notulen.docx", "07-matriks-rtl.docx", "03-daftar-hadir.docx", "12-rpk-bulanan.xlsx", "04-materi.pptx",
            "akreditasi-1.6.2.zip", "sesudah/ringkasan.png", "sesudah/siaran-pers.docx"} <= names  # fmt: skip
    assert not packing.state(closed).outdated
    assert packer.progress(closed) == (0, 0)


def test_a_paper_that_cannot_be_made_does_not_keep_the_minutes_open(
    held, cast, monkeypatch, django_capture_on_commit_callbacks
):
    def broken(*_a, **_k):
        raise RuntimeError("cakram penuh")

    monkeypatch.setattr(packing, "keep", broken)
    with django_capture_on_commit_callbacks(execute=True):
        closed = close(held, cast)
    assert Meeting.objects.get(pk=closed.pk).is_closed
    assert "cakram penuh" in packer.failure(closed)


def test_an_open_meeting_gets_the_papers_for_the_dinkes_only(held):
    made, _files = packing._built(packing.pack_input(held))
    assert {f.group for f in made} == {"pokok"}


def test_minutes_and_attendance_on_paper_say_what_the_tables_say(held, cast, tmp_path):
    closed = close(held, cast)
    packing.write_pack(closed, tmp_path / "paket")
    minutes = words((tmp_path / "paket/06-notulen.docx").read_bytes())
    assert "Siapa menanggung bahan bakar? (Bambang Setiadi)" in minutes
    assert "Dana Desa. (Suryo Wibisono)" in minutes
    assert "Suryo Wibisono: Desa dua bulan merah didampingi." in minutes
    assert minutes.count("Siapa menanggung bahan bakar?") == 1
    listed = (tmp_path / "paket/03-daftar-hadir.docx").read_bytes()
    came = closed.attendance.filter(status="hadir").count()
    assert f"hadir {came}, izin 1" in words(listed)
    with zipfile.ZipFile(io.BytesIO(listed)) as archive:
        assert archive.read("word/document.xml").count(b"<w:drawing>") == 1
    at = Signature.objects.get(kind="pin").at
    assert f"ditandatangani dengan PIN {timezone.localtime(at):%H.%M}" in words(listed)


def test_photos_stand_in_the_minutes_and_in_the_evidence_with_their_captions(held, cast, tmp_path):
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (400, 300), (90, 120, 130)).save(out, "JPEG")
    picture = read_picture(io.BytesIO(out.getvalue()), "foto.jpg", len(out.getvalue()))
    album.add_photo(meeting=held, picture=picture, caption="Pembukaan", name="foto.jpg", by=cast.people["yusuf"])
    closed = close(held, cast)
    packing.write_pack(closed, tmp_path / "paket")
    with zipfile.ZipFile(tmp_path / "paket/akreditasi-1.6.2.zip") as archive:
        shown = [n for n in archive.namelist() if "/foto-" in n]
        assert shown == ["4-notulen-dan-foto/foto-01-pembukaan.jpg"]
        assert picture_size(archive.read(shown[0]))[0] == "jpeg"
    assert "Pembukaan" in words((tmp_path / "paket/06-notulen.docx").read_bytes())
    assert not [g for g in packing.state(closed).missing if g.code == "foto"]


def test_promises_signatures_and_proposals_of_partners_reach_their_papers(held, cast, tmp_path):
    village = Partner.objects.create(puskesmas=cast.puskesmas, sector="desa", name="Pemerintah Desa Watubelah",
                                     head="Suparman", job="Kepala Desa")  # fmt: skip
    other = Partner.objects.create(puskesmas=cast.puskesmas, sector="kua", name="KUA Banyuwening", head="Mahmud")
    common = {"puskesmas": cast.puskesmas, "year": 2026, "made_at": clock.now(), "made_by": cast.people["yusuf"]}
    Commitment.objects.create(number=1, partner=village, problem="K1", support="Kendaraan", activity="Mobil siaga desa",
                              resources="Dana Desa", due=dt.date(2026, 7, 31), owner_text="Suparman",
                              origin_kind="lokmin", origin_id=str(held.pk), made_on=held.date, **common)  # fmt: skip
    Commitment.objects.create(number=2, partner=other, problem="K1", support="Bimbingan", activity="Calon pengantin",
                              due=dt.date(2026, 7, 31), origin_kind="lokmin", origin_id=str(held.pk),
                              made_on=held.date, **common)  # fmt: skip
    Commitment.objects.create(number=3, partner=village, problem="K4", support="Ambulans", activity="Ambulans siaga",
                              due=dt.date(2026, 3, 31), made_on=dt.date(2026, 2, 10), status="selesai",
                              finished_on=dt.date(2026, 3, 20), result="12 kali", **common)  # fmt: skip
    Pledge.objects.create(meeting=held, partner=village, name="Suparman", job="Kepala Desa", kind="gambar",
                          strokes=STROKES, text_sha256=statement(held).sha256, at=clock.now())  # fmt: skip
    Musrenbang.objects.create(puskesmas=cast.puskesmas, meeting=held, year=2027, problem="Atap bocor", cost=85_000_000,
                              proposal="Rehabilitasi Poskesdes", at=clock.now(), by=cast.people["yusuf"])  # fmt: skip
    closed = close(held, cast)
    packing.write_pack(closed, tmp_path / "paket")
    agreed = words((tmp_path / "paket/11-kesepakatan.docx").read_bytes())
    assert "Mobil siaga desa" in agreed
    assert "Suparman" in agreed
    cards = [
        page.extract_text()
        for page in pypdf.PdfReader(tmp_path / "paket/sesudah/kartu-mitra.pdf").pages
    ]  # fmt: skip
    assert len(cards) == 2
    assert "12 kali" in cards[0]
    assert "Calon pengantin" not in cards[0]
    assert "Rp85.000.000" in words((tmp_path / "paket/13-usulan-musrenbang.docx").read_bytes())
    assert "Mobil siaga desa" in words((tmp_path / "paket/12-rpk-bulanan.docx").read_bytes())


def test_the_gain_of_a_knowledge_item_is_that_of_those_who_answered_twice(held):
    item = held.agenda.last()
    knowledge = Knowledge.objects.create(item=item, topic="Tanda bahaya")
    for order in range(3):
        QuizQuestion.objects.create(knowledge=knowledge, order=order, text="?", options=["a", "b"], right=0)
    held.attendance.update(status="hadir")
    people = held.attendance.all()[:5]

    def answered(line, phase, right):
        QuizAnswer.objects.create(knowledge=knowledge, attendance=line, phase=phase, right=right, at=clock.now())

    for line in people[:2]:
        answered(line, "pre", 1)
        answered(line, "post", 3)
    found = room_records(held).knowledge[0]
    assert (found.paired, found.before, found.after) == (2, None, None), "a mean of two tells what somebody knew"
    answered(people[2], "pre", 1)
    answered(people[2], "post", 3)
    answered(people[3], "pre", 0)
    answered(people[4], "post", 0)
    found = room_records(held).knowledge[0]
    assert (found.paired, found.before, found.after) == (3, pytest.approx(100 / 3), 100)


def test_an_open_signature_of_attendance_never_signs_the_minutes(held, cast):
    """Who signed the list has not signed the minutes: they keep their line for the pen."""
    from lokmin.documents.forms.minutes import notulen
    from lokmin.documents.model import Signatures

    block = next(b for b in notulen(packing.pack_input(close(held, cast))).blocks if isinstance(b, Signatures))
    assert all(not person.ink and not person.mark for person in block.people)


# Owners


def test_everybody_has_one_list_and_a_helper_beside_the_owner_makes_no_second(held):
    lists = {one.name: one for one in task_lists(held)}
    assert {name: len(one.actions) for name, one in lists.items()} == {
        "Endah Puspita, A.Md.Keb.": 2, "Kepala Desa Watubelah": 1,
    }  # fmt: skip


def test_an_owners_page_print_calendar_and_message_hold_the_same_tasks(held, cast, enter):
    closed, client = close(held, cast), enter("endah")
    one = next(o for o in task_lists(closed) if o.name.startswith("Endah"))
    page = client.get(f"{HOME}{closed.pk}/tugas/{one.key}/").content.decode()
    paper = client.get(f"{HOME}{closed.pk}/tugas/{one.key}/tugas.docx").content
    tasks = Calendar.from_ical(client.get(f"{HOME}{closed.pk}/tugas/{one.key}/tugas.ics").content).walk("VTODO")
    for activity in ("Pendataan ulang 4 dusun", "Kelas ibu hamil"):
        assert activity in page
        assert activity in words(paper)
        assert any(str(t["summary"]) == activity for t in tasks)
    assert "Jadwal mobil siaga" not in page + words(paper)
    assert str(tasks[0]["uid"]).startswith("rtl-")


# Summary


def test_the_summary_page_picture_and_text_name_nobody(held, cast, enter):
    closed, client = close(held, cast), enter("yusuf")
    text = client.get(f"{HOME}{closed.pk}/ringkasan/ringkasan.txt").content.decode()
    assert "K1 Watubelah" in text
    assert "Pendataan ulang dipimpin petugas" in text
    for person in cast.people.values():
        assert person.full_name.split(",")[0] not in text
    picture = client.get(f"{HOME}{closed.pk}/ringkasan/ringkasan.png")
    assert picture["Content-Type"] == "image/png"
    assert picture_size(picture.content)[1] == 1080
    page = client.get(f"{HOME}{closed.pk}/ringkasan/").content.decode()
    assert "K1 Watubelah" in page


# Press


def test_a_press_text_is_kept_in_versions_and_printed_on_the_letterhead(held, cast, enter):
    closed, client = close(held, cast), enter("yusuf")
    address = f"{HOME}{closed.pk}/siaran-pers/"
    draft = client.get(address).content.decode()
    assert "Kutipan langsung" in draft
    assert "1 bagian belum diisi" in draft
    for number, text in enumerate(("Alinea satu.\n\nAlinea dua.", "Alinea tiga."), start=1):
        client.post(f"{address}simpan/", {"title": "Judul", "text": text, "base": number - 1})
    client.post(f"{address}simpan/", {"title": "Judul", "text": "Alinea tiga.", "base": 2})
    assert [p.text for p in PressRelease.objects.all()] == ["Alinea satu.\n\nAlinea dua.", "Alinea tiga."]
    assert "Alinea satu." in client.get(f"{address}?versi=1").content.decode()
    assert "Alinea tiga." in words(client.get(f"{address}siaran-pers.docx").content)
    assert AuditLine.objects.filter(action="siaran.simpan").count() == 2


def test_two_writers_of_the_press_text_lose_nothing_and_are_told(held, cast):
    closed = close(held, cast)
    after.save_press(meeting=closed, by=cast.people["yusuf"], title="A", text="Dari Yusuf", base=0)
    second = after.save_press(meeting=closed, by=cast.people["anindya"], title="B", text="Dari Anindya", base=0)
    assert second.beside is not None
    assert second.beside.text == "Dari Yusuf"
    assert PressRelease.objects.count() == 2


def test_an_empty_press_text_is_refused_and_what_was_typed_stays(held, enter):
    answer = enter("yusuf").post(f"{HOME}{held.pk}/siaran-pers/simpan/", {"title": "Judul ada", "text": " ", "base": 0})
    assert answer.status_code == 422
    assert "Judul ada" in answer.content.decode()
    assert not PressRelease.objects.exists()


def test_staff_may_read_the_press_text_but_not_write_it(held, enter):
    client = enter("endah")
    page = client.get(f"{HOME}{held.pk}/siaran-pers/").content.decode()
    assert "<textarea" not in page
    assert (
        client.post(f"{HOME}{held.pk}/siaran-pers/simpan/", {"title": "x", "text": "y", "base": 0}).status_code == 403
    )
    assert not PressRelease.objects.exists()


# Health


def test_health_comes_from_the_clock_the_decisions_and_the_voices(held, cast):
    items = list(held.agenda.all())
    start = held.opened_at
    for number, item in enumerate(items):
        item.started_at = start + dt.timedelta(minutes=10 * number)
        item.ended_at = item.started_at + dt.timedelta(minutes=10)
        item.save()
    speaker = held.attendance.filter(status="hadir").first()
    SpeakTurn.objects.create(meeting=held, attendance=speaker, state="selesai", asked_at=start, started_at=start)
    SpeakTurn.objects.create(meeting=held, attendance=speaker, state="batal", asked_at=start)
    ran = course(held)
    assert ran.decisions == 1
    assert ran.present == held.attendance.filter(status="hadir").count()
    # Endah, Bambang and the guest by name, and one by the queue.
    assert len(set(ran.speakers)) == 4 - (speaker.shown_name in {"Endah Puspita", "Bambang Setiadi"})
    red = [item for item, run in zip(items, ran.items, strict=True) if run.red]
    assert held.notes.get(kind="catatan").item in red
    assert len(red) < len(items)


def test_the_health_page_says_what_is_not_known_and_ranks_nobody(held, cast, enter):
    closed = close(held, cast)
    page = enter("yusuf").get(f"{HOME}{closed.pk}/kesehatan/").content.decode()
    assert "Belum ada pertemuan sejenis sebelumnya" in page
    main = page[page.index("<main") : page.index("</main>")]
    for person in cast.people.values():
        assert person.full_name not in main
    assert report(closed).before == 0


def test_a_meeting_closed_on_another_day_ends_with_its_last_point(held):
    opened = timezone.make_aware(held.begins)
    held.agenda.all().update(started_at=None, ended_at=None)
    item = held.agenda.first()
    item.started_at, item.ended_at = opened, opened + dt.timedelta(minutes=30)
    item.save()
    held.closed_at = opened + dt.timedelta(days=3)
    assert course(held).closed == item.ended_at
    held.closed_at = opened + dt.timedelta(hours=2)
    assert course(held).closed == held.closed_at


# Single papers and the pack page


@pytest.mark.parametrize("what", ["daftar-hadir", "notulen", "rpk-bulanan", "lembar-hadir", "lembar-nilai",
                                  "lembar-catatan", "bahan-penyaji"])  # fmt: skip
def test_a_single_paper_opens_as_pdf(held, enter, what):
    answer = enter("yusuf").get(f"{HOME}{held.pk}/cetak/{what}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert len(pypdf.PdfReader(io.BytesIO(answer.content)).pages) >= 1


def test_a_paper_attendance_sheet_is_typed_back_by_its_own_code_and_numbers(held, cast, enter):
    held.attendance.update(status="")
    content = words(enter("yusuf").get(f"{HOME}{held.pk}/cetak/lembar-hadir.docx").content)
    code = re.search(r"Kode lembar: (\d+-\w+)", content)
    assert code
    type_back(meeting=held, by=cast.people["yusuf"], code=code[1], text="1 3")
    came = [a.shown_name for a in held.attendance.filter(status="hadir")]
    document = docx.Document(io.BytesIO(enter("yusuf").get(f"{HOME}{held.pk}/cetak/lembar-hadir.docx").content))
    printed = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert came == [printed["1"], printed["3"]]


def test_there_is_no_paper_of_another_name_or_kind(held, enter):
    client = enter("yusuf")
    for address in (
        "cetak/rahasia.pdf",
        "cetak/notulen.exe",
        "ringkasan/ringkasan.gif",
        "tugas/9999/",
        "tugas/x/tugas.pdf",
    ):
        assert client.get(f"{HOME}{held.pk}/{address}").status_code == 404, address


def test_the_pack_page_groups_the_files_and_names_what_is_missing(
    held, cast, enter, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        closed = close(held, cast)
    page = enter("yusuf").get(f"{HOME}{closed.pk}/berkas/").content.decode()
    for heading in ("Akreditasi kriteria 1.6.2", "Berkas lokmin", "Sesudah pertemuan"):
        assert f"<h2>{heading}</h2>" in page
    assert "Foto: belum ada." in page
    assert f'href="{HOME}{closed.pk}/foto/"' in page
    link = re.search(r'href="([^"]+akreditasi-1\.6\.2\.zip)"', page)
    assert link
    content = b"".join(enter("yusuf").get(link[1]).streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "Foto: belum ada. Unggah di Meja › Foto." in archive.read("YANG-BELUM-ADA.txt").decode()


@pytest.mark.parametrize("username", ["camat", "tetangga"])
def test_a_guest_and_a_neighbour_get_no_papers(held, enter, username):
    client = enter(username)
    for address in ("ringkasan/", "ringkasan/ringkasan.png", "tugas/", "siaran-pers/", "berkas/", "cetak/notulen.pdf"):
        assert client.get(f"{HOME}{held.pk}/{address}").status_code in (403, 404), address
