"""Letters and their answers: numbers, lead time, delegation, the page behind a link."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import docx
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from lokmin.cycle.centre.models import AuditLine, Partner
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.models import Invitation, LetterNumber, Meeting
from lokmin.cycle.meetings.preparing import operations as prep
from lokmin.cycle.meetings.preparing import papers, queries
from lokmin.cycle.meetings.preparing.operations.letters import EACH, LATER, ONE, OTHERS

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 5, 2)


@pytest.fixture
def partners(cast):
    make = Partner.objects.create
    return [
        make(puskesmas=cast.puskesmas, sector="kecamatan", name="Kecamatan Banyuwening", job="Camat", head="Suryo"),
        make(puskesmas=cast.puskesmas, sector="desa", name="Desa Watubelah", job="Kepala Desa"),
        make(puskesmas=cast.puskesmas, sector="pendidikan", name="SD Rejosari"),
    ]


def of(meeting, username):
    return meeting.invitations.get(attendance__person__username=username)


def test_a_letter_names_its_addressee_as_an_office_writes_it(partners):
    assert [prep.address(p) for p in partners] == [
        "Camat Kecamatan Banyuwening", "Kepala Desa Watubelah", "Pimpinan SD Rejosari",
    ]  # fmt: skip


def test_staff_partners_and_others_get_a_letter_once_and_stand_on_the_list(meeting, cast, partners):
    yusuf = cast.people["yusuf"]
    staff = meeting.attendance.count()
    more = {"partners": partners, "addressees": ["Kepala Dinas Kesehatan", "  Kepala Dinas  Kesehatan "]}
    assert prep.make_letters(meeting=meeting, by=yusuf, **more) == staff + 4
    assert prep.make_letters(meeting=meeting, by=yusuf, **more) == 0
    assert meeting.attendance.count() == staff + 4
    assert meeting.attendance.get(partner=partners[0]).name == "Suryo"
    assert len(set(meeting.invitations.values_list("token", flat=True))) == staff + 4
    assert all(len(t) == 43 for t in meeting.invitations.values_list("token", flat=True))


@pytest.mark.parametrize(("way", "numbers"), [(ONE, 1), (OTHERS, 4), (EACH, None), (LATER, 0)])
def test_letters_are_numbered_as_chosen_and_twice_changes_nothing(meeting, cast, partners, way, numbers):
    yusuf = cast.people["yusuf"]
    prep.make_letters(meeting=meeting, by=yusuf, partners=partners)
    for _ in range(2):
        sent = prep.send_letters(meeting=meeting, by=yusuf, numbering=way, day=DAY)
    letters = list(meeting.invitations.all())
    expected = len(letters) if numbers is None else numbers
    given = list(LetterNumber.objects.of(cast.puskesmas).values_list("number", flat=True))
    assert given == list(range(1, expected + 1))
    assert len({one.number_id for one in letters if one.number_id}) == expected
    assert sent.state == Meeting.INVITED
    assert all(one.sent_at for one in letters)


def test_a_letter_sent_without_number_gets_it_later_and_a_void_one_a_new_one(meeting, cast):
    yusuf = cast.people["yusuf"]
    prep.send_letters(meeting=meeting, by=yusuf, numbering=LATER)
    assert queries.answers(meeting).numberless == meeting.invitations.count()
    assert prep.number_letters(meeting=meeting, by=yusuf, numbering=ONE, day=DAY) == meeting.invitations.count()
    first = meeting.letters.get()
    op.void_number(letter=first, by=yusuf, reason="salah tanggal")
    assert queries.answers(meeting).numberless == meeting.invitations.count()
    prep.number_letters(meeting=meeting, by=yusuf, numbering=ONE, day=DAY)
    assert [(n.number, bool(n.void_reason)) for n in meeting.letters.all()] == [(1, True), (2, False)]
    assert {one.number.number for one in meeting.invitations.all()} == {2}
    with pytest.raises(ValidationError, match="tidak dikenal"):
        prep.number_letters(meeting=meeting, by=yusuf, numbering="acak")


def test_answers_fill_the_attendance_list_and_change_until_the_meeting_opens(meeting, cast):
    yusuf, people = cast.people["yusuf"], cast.people
    prep.send_letters(meeting=meeting, by=yusuf)
    sri = of(meeting, "sri")
    listed = meeting.attendance.count()
    with pytest.raises(ValidationError, match="alasan izin"):
        prep.answer(invitation=sri, by=people["sri"], answer="izin")
    prep.answer(invitation=sri, by=people["sri"], answer="izin", reason="pelatihan di kabupaten")
    line = meeting.attendance.get(person=people["sri"])
    assert (line.status, line.reason, line.at) == ("izin", "pelatihan di kabupaten", None)
    with pytest.raises(ValidationError, match="siapa yang mewakili"):
        prep.answer(invitation=sri, by=people["sri"], answer="diwakili")
    with pytest.raises(ValidationError, match="orang lain"):
        prep.answer(invitation=sri, by=people["sri"], answer="diwakili", delegate=people["sri"])
    prep.answer(invitation=sri, by=None, answer="diwakili", delegate_name="Wahyu", delegate_job="Nutrisionis")
    line.refresh_from_db()
    assert (line.status, line.represented_by, line.reason) == ("diwakili", "Wahyu", "")
    assert meeting.attendance.get(name="Wahyu").job == "Nutrisionis"
    prep.answer(invitation=sri, by=people["sri"], answer="diwakili", delegate=people["bambang"])
    assert meeting.attendance.count() == listed, "Wahyu tidak jadi datang, Bambang sudah ada di daftar"
    prep.answer(invitation=sri, by=people["sri"], answer="hadir")
    line.refresh_from_db()
    assert (line.status, line.represented_by) == ("", "")
    told = queries.answers(meeting)
    assert (told.come, told.instead, told.away, len(told.silent)) == (1, 0, 0, listed - 1)
    op.open_meeting(meeting=meeting, by=people["anindya"])
    with pytest.raises(ValidationError, match="sudah dibuka"):
        prep.answer(invitation=sri, by=people["sri"], answer="izin", reason="sakit")


def test_a_delegate_who_is_already_there_keeps_the_line(meeting, cast):
    yusuf = cast.people["yusuf"]
    prep.send_letters(meeting=meeting, by=yusuf)
    sri = of(meeting, "sri")
    prep.answer(invitation=sri, by=None, answer="diwakili", delegate_name="Wahyu")
    meeting.attendance.filter(name="Wahyu").update(status="hadir")
    prep.answer(invitation=sri, by=None, answer="hadir")
    assert meeting.attendance.filter(name="Wahyu").exists()


def test_the_link_answers_without_an_account_and_a_wrong_one_is_not_found(meeting, cast):
    prep.send_letters(meeting=meeting, by=cast.people["yusuf"])
    sri = of(meeting, "sri")
    guest = Client()
    here = reverse("invitation", kwargs={"token": sri.token})
    shown = guest.get(here)
    assert shown.status_code == 200
    assert "Sri Lestari" in shown.content.decode()
    assert shown.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in shown.headers["Cache-Control"]
    assert guest.get(reverse("invitation", kwargs={"token": sri.token[:-1] + "x"})).status_code == 404
    wrong = guest.post(here, {"answer": "izin"})
    assert wrong.status_code == 422
    assert "Tulis alasan izin" in wrong.content.decode()
    assert guest.post(here, {"answer": "izin", "reason": "anak sakit"}).status_code == 302
    sri.refresh_from_db()
    assert (sri.answer, sri.reason) == ("izin", "anak sakit")
    assert "anak sakit" in guest.get(here).content.decode()
    assert AuditLine.objects.filter(action="surat.jawab", by=None).exists()
    op.open_meeting(meeting=meeting, by=cast.people["anindya"])
    assert guest.post(here, {"answer": "hadir"}).status_code == 422
    assert "Jawaban tidak dapat diubah lagi" in guest.get(here).content.decode()


def test_the_link_shows_no_other_person_of_the_office(meeting, cast):
    prep.send_letters(meeting=meeting, by=cast.people["yusuf"])
    meeting.agenda.all().update(detail="Hendra Kusuma terlambat")
    shown = Client().get(reverse("invitation", kwargs={"token": of(meeting, "sri").token})).content.decode()
    assert "Hendra Kusuma" not in shown
    assert 'name="delegate"' not in shown


def test_the_secretary_sees_who_has_not_answered_and_staff_answer_signed_in(meeting, cast, enter):
    prep.send_letters(meeting=meeting, by=cast.people["yusuf"])
    base = f"/p/P9901010201/lokmin/{meeting.pk}/"
    sri = enter("sri")
    assert "Jawab undangan" in sri.get(base).content.decode()
    answer = {"answer": "diwakili", "delegate": str(cast.people["bambang"].pk)}
    assert sri.post(base + "jawab/", answer).status_code == 302
    assert of(meeting, "sri").delegate == cast.people["bambang"]
    assert sri.get(base + "undangan/").status_code == 403
    page = enter("yusuf").get(base + "undangan/").content.decode()
    assert "1 diwakili" in page
    assert "belum menjawab" in page
    assert "Bambang Setiadi" in page


def test_each_letter_is_a_file_with_its_addressee_number_and_link(meeting, cast, partners, enter):
    yusuf = cast.people["yusuf"]
    prep.make_letters(meeting=meeting, by=yusuf, partners=partners)
    prep.send_letters(meeting=meeting, by=yusuf, numbering=EACH, day=DAY)
    one = Invitation.objects.get(partner=partners[0])
    base = f"/p/P9901010201/lokmin/{meeting.pk}/undangan/"
    client = enter("yusuf")
    page = client.get(f"{base}{one.pk}/").content.decode()
    link = "http://testserver" + reverse("invitation", kwargs={"token": one.token})
    assert link in page
    word = client.get(f"{base}{one.pk}/surat.docx")
    text = _text(word.content)
    for wanted in ("Camat Kecamatan Banyuwening", one.number.text, link, "Selasa, 5 Mei 2026"):
        assert wanted in text, wanted
    assert "Seluruh staf" not in text
    assert client.get(f"{base}{one.pk}/surat.pdf").content.startswith(b"%PDF")
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"{base}semua.zip").content))
    assert len(archive.namelist()) == meeting.invitations.count()
    chat = papers.chat_text(meeting, one.addressee, link)
    assert link in chat
    assert "Selasa, 5 Mei 2026" in chat


def _text(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return " ".join([*(p.text for p in document.paragraphs), *cells])


@pytest.mark.parametrize(("today", "late"), [("2026-05-03", False), ("2026-05-04", True)])
def test_too_short_a_lead_is_said(meeting, cast, settings, today, late):
    settings.LOKMIN_TODAY = today
    found = queries.lead(meeting)
    assert (found.wanted, found.last, found.late) == (2, dt.date(2026, 5, 3), late)
    assert found.reading_due


def test_a_letter_not_sent_can_be_taken_back_a_sent_one_not(meeting, cast, partners):
    yusuf = cast.people["yusuf"]
    prep.make_letters(meeting=meeting, by=yusuf, partners=partners)
    prep.withdraw(invitation=Invitation.objects.get(partner=partners[2]), by=yusuf)
    assert not meeting.attendance.filter(partner=partners[2]).exists()
    prep.send_letters(meeting=meeting, by=yusuf)
    with pytest.raises(ValidationError, match="sudah dikirim"):
        prep.withdraw(invitation=Invitation.objects.get(partner=partners[0]), by=yusuf)


def test_a_void_number_stays_visible_in_the_book(meeting, cast, enter):
    prep.send_letters(meeting=meeting, by=cast.people["yusuf"], day=DAY)
    number = meeting.letters.get()
    client = enter("yusuf")
    here = f"/p/P9901010201/lokmin/nomor/{number.pk}/batal/"
    assert client.post(here, {"reason": ""}).status_code == 422
    assert client.post(here, {"reason": "rapat diundur"}).status_code == 302
    book = client.get("/p/P9901010201/lokmin/formulir/").content.decode()
    assert number.text in book
    assert "rapat diundur" in book


def test_who_joins_the_list_later_gets_a_letter_a_delegate_does_not(meeting, cast):
    yusuf = cast.people["yusuf"]
    prep.send_letters(meeting=meeting, by=yusuf)
    prep.answer(invitation=of(meeting, "sri"), by=None, answer="diwakili", delegate_name="Wahyu")
    assert queries.answers(meeting).missing == 0
    op.add_guest(meeting=meeting, by=yusuf, name="Kader Melati", institution="Posyandu Mawar")
    assert queries.answers(meeting).to_send == 1
    prep.send_letters(meeting=meeting, by=yusuf)
    assert queries.answers(meeting).to_send == 0
    assert not meeting.invitations.filter(addressee__startswith="Wahyu").exists()
    assert meeting.letters.count() == 1


def test_one_letter_for_all_the_staff_is_addressed_as_the_meeting_says(meeting, cast, enter):
    prep.send_letters(meeting=meeting, by=cast.people["yusuf"], day=DAY)
    made = enter("yusuf").get(f"/p/P9901010201/lokmin/{meeting.pk}/undangan/staf.docx")
    text = _text(made.content)
    assert meeting.recipients[0] in text
    assert meeting.letters.get().text in text
