"""The door of the hall: names only with a valid code, PIN with five tries, guests, delegates, those let in by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import AuditLine, Partner
from lokmin.cycle.meetings.hand import operations as op
from lokmin.cycle.meetings.models import Attendance, Invitation, Participant, Signature

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.LOKMIN_TODAY = "2026-05-05"


@pytest.fixture
def room(running, cast):
    return op.room_of(running, by=cast.people["yusuf"])


@pytest.fixture
def door(room):
    return f"/hadir/{room.code}/"


def line(meeting, cast, who):
    return Attendance.objects.get(meeting=meeting, person=cast.people[who])


def pin(cast, who, digits="2580"):
    op.set_pin(person=cast.people[who], pin=digits, by=cast.people[who])
    return digits


def enter_with_pin(client, door, attendance, digits):
    return client.post(f"{door}{attendance.pk}/", {"how": "hadir", "pin": digits})


def test_a_code_is_typed_as_people_type_it(room, client):
    answer = client.get("/hadir/", {"kode": f" {room.code[:3].lower()}-{room.code[3:].lower()} "})
    assert answer["Location"] == f"/hadir/{room.code}/"
    assert "Endah Puspita" in client.get(answer["Location"]).content.decode()


def test_no_name_is_shown_without_a_valid_code(room, door, cast, client, running):
    old = room.code
    op.new_code(room=room, by=cast.people["yusuf"])
    for address in ("/hadir/", "/hadir/AAAAAA/", f"/hadir/{old}/", f"/hadir/{old}/tamu/",
                    f"/hadir/{old}/{line(running, cast, 'endah').pk}/", f"/tangan/{running.pk}/"):  # fmt: skip
        page = client.get(address).content.decode()
        assert not any(name in page for name in ("Endah", "Ratna", "Anindya")), address
    assert client.get(f"/hadir/{old}/").status_code == 403
    assert client.get(f"/hadir/{room.code}/").status_code == 200


def test_the_code_ends_with_the_day_and_with_the_meeting(room, door, client, settings, running):
    assert client.get(door).status_code == 200
    settings.LOKMIN_TODAY = "2026-05-06"
    refused = client.get(door)
    assert refused.status_code == 403
    assert "tidak berlaku" in refused.content.decode()
    settings.LOKMIN_TODAY = "2026-05-05"
    running.state, running.closed_at, running.closed_by = "ditutup", clock.now(), running.opened_by
    running.save()
    refused = client.get(door)
    assert refused.status_code == 403
    assert "sudah ditutup" in refused.content.decode()


def test_the_door_opens_on_the_day_even_before_the_meeting_is_opened(meeting, cast, client, settings):
    room = op.room_of(meeting, by=cast.people["yusuf"])
    settings.LOKMIN_TODAY = "2026-05-04"
    assert client.get(f"/hadir/{room.code}/").status_code == 403
    settings.LOKMIN_TODAY = "2026-05-05"
    assert client.get(f"/hadir/{room.code}/").status_code == 200


def test_codes_cannot_be_guessed_at_speed(room, client):
    assert [client.get(f"/hadir/XXXX{n:02d}/").status_code for n in range(32)][-1] == 429
    assert client.get(f"/hadir/{room.code}/").status_code == 429


def test_a_person_comes_in_by_pin_is_present_and_has_signed(door, cast, client, running):
    endah = line(running, cast, "endah")
    answer = enter_with_pin(client, door, endah, pin(cast, "endah"))
    assert answer["Location"] == f"/tangan/{running.pk}/"
    endah.refresh_from_db()
    assert endah.status == "hadir"
    assert endah.at is not None
    assert endah.signature.kind == "pin"
    page = client.get(answer["Location"]).content.decode()
    assert "Endah Puspita" in page
    assert "ditandatangani dengan PIN" in page
    cookie = answer.cookies["lokmin_tangan"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert "2580" not in cookie.value + answer["Location"]
    assert not AuditLine.objects.filter(sentence__contains="2580").exists()


def test_five_wrong_pins_shut_the_name_until_the_secretary_opens_it(door, cast, client, running):
    endah = line(running, cast, "endah")
    right = pin(cast, "endah")
    for left in (4, 3, 2, 1):
        page = enter_with_pin(client, door, endah, "1357")
        assert page.status_code == 422
        assert f"Sisa {left} kali" in page.content.decode()
    assert "ditutup" in enter_with_pin(client, door, endah, "1357").content.decode()
    assert enter_with_pin(client, door, endah, right).status_code == 422
    assert endah.participants.count() == 0
    op.unlock(attendance=endah, by=cast.people["yusuf"])
    assert enter_with_pin(client, door, endah, right).status_code == 302


def test_a_right_pin_forgets_the_wrong_ones_before_it(door, cast, client, running):
    endah = line(running, cast, "endah")
    right = pin(cast, "endah")
    for _n in range(2):
        for _wrong in range(4):
            enter_with_pin(client, door, endah, "1357")
        assert enter_with_pin(client, door, endah, right).status_code == 302


def test_a_second_phone_is_the_same_voter(door, cast, running):
    endah = line(running, cast, "endah")
    digits = pin(cast, "endah")
    for _phone in range(2):
        assert enter_with_pin(Client(), door, endah, digits).status_code == 302
    assert Participant.objects.filter(attendance=endah, state="masuk").count() == 2
    assert running.attendance.filter(status="hadir").count() == 1


def test_who_has_no_pin_waits_is_let_in_and_makes_one(door, cast, client, running):
    sri = line(running, cast, "sri")
    assert "belum punya PIN" in client.get(f"{door}{sri.pk}/").content.decode()
    home = client.post(f"{door}{sri.pk}/", {"apa": "tunggu"})["Location"]
    waiting = client.get(home)
    assert "Menunggu sekretaris" in waiting.content.decode()
    assert 'http-equiv="refresh"' in waiting.content.decode()
    sri.refresh_from_db()
    assert sri.status == ""
    op.approve(participant=sri.participants.get(), by=cast.people["yusuf"])
    sri.refresh_from_db()
    assert sri.status == "hadir"
    assert "Buat PIN" in client.get(home).content.decode()
    wrong = client.post(f"{home}pin/", {"pin": "1234", "again": "1234"})
    assert wrong.status_code == 422
    assert "terlalu mudah" in wrong.content.decode()
    assert client.post(f"{home}pin/", {"pin": "8261", "again": "8262"}).status_code == 422
    assert client.post(f"{home}pin/", {"pin": "8261", "again": "8261"}).status_code == 302
    assert Signature.objects.get(attendance=sri).kind == "pin"
    assert enter_with_pin(Client(), door, sri, "8261").status_code == 302


def test_who_was_let_in_cannot_change_a_pin_that_exists(door, cast, client, running):
    endah = line(running, cast, "endah")
    digits = pin(cast, "endah")
    home = client.post(f"{door}{endah.pk}/", {"apa": "tunggu"})["Location"]
    op.approve(participant=endah.participants.get(), by=cast.people["yusuf"])
    client.post(f"{home}pin/", {"pin": "8261", "again": "8261"})
    assert enter_with_pin(Client(), door, endah, "8261").status_code == 422
    assert enter_with_pin(Client(), door, endah, digits).status_code == 302


def test_a_refused_phone_never_comes_in(door, cast, client, running):
    sri = line(running, cast, "sri")
    home = client.post(f"{door}{sri.pk}/", {"apa": "tunggu"})["Location"]
    op.send_out(participant=sri.participants.get(), by=cast.people["yusuf"])
    assert client.get(home).status_code == 403
    sri.refresh_from_db()
    assert sri.status == ""


def test_only_so_many_phones_wait_for_one_name(door, cast, running):
    sri = line(running, cast, "sri")
    codes = [Client().post(f"{door}{sri.pk}/", {"apa": "tunggu"}).status_code for _n in range(5)]
    assert codes == [302, 302, 302, 422, 422]


def guest(**more):
    data = {"name": "Suparno", "institution": "Kantor Desa Watubelah", "job": "Kepala Desa", "token": "t1"}
    return {**data, **more}


def test_a_guest_signs_with_institution_and_job(door, client, running, cast):
    partner = Partner.objects.create(puskesmas=cast.puskesmas, sector="kua", name="KUA Banyuwening")
    empty = client.post(f"{door}tamu/", guest(institution=""))
    assert empty.status_code == 422
    assert "instansi" in empty.content.decode()
    answer = client.post(f"{door}tamu/", guest(institution="", partner=partner.pk, name="  Abdul   Ghofur "))
    assert answer["Location"] == f"/tangan/{running.pk}/"
    came = Attendance.objects.get(meeting=running, name="Abdul Ghofur")
    assert (came.institution, came.partner, came.job, came.status) == (
        "KUA Banyuwening", partner, "Kepala Desa", "hadir",
    )  # fmt: skip
    assert "Tugas Anda" not in client.get(answer["Location"]).content.decode()


def test_pressing_twice_makes_one_guest(door, client, running):
    for _press in range(2):
        assert client.post(f"{door}tamu/", guest()).status_code == 302
    assert running.attendance.filter(name="Suparno").count() == 1
    assert Participant.objects.filter(attendance__name="Suparno").count() == 1


def test_somebody_who_takes_the_name_of_a_guest_inside_has_to_wait(door, running):
    Client().post(f"{door}tamu/", guest())
    other = Client()
    home = other.post(f"{door}tamu/", guest(token="t2", name="SUPARNO"))["Location"]
    assert "Menunggu sekretaris" in other.get(home).content.decode()
    assert running.attendance.filter(name__iexact="Suparno").count() == 1


def test_guests_come_in_only_so_fast(door, running):
    codes = [Client().post(f"{door}tamu/", guest(name=f"Tamu {n}", token=f"t{n}")).status_code for n in range(32)]
    assert codes.count(302) == 30
    assert codes[-1] == 422


def test_a_guest_name_has_an_end(door, client):
    assert client.post(f"{door}tamu/", guest(name="x" * 200)).status_code == 422


def test_where_guests_are_not_let_in_by_themselves_the_form_is_shut(door, room, cast, client, running):
    op.change_room(room=room, by=cast.people["yusuf"], guests=False)
    client.post(f"{door}tamu/", guest())
    assert not running.attendance.filter(name="Suparno").exists()
    assert "dicatat oleh sekretaris" in client.get(f"{door}tamu/").content.decode()


def test_who_comes_for_somebody_marks_them_as_represented(door, cast, client, running):
    endah, ratna = line(running, cast, "endah"), line(running, cast, "ratna")
    digits = pin(cast, "endah")
    missing = client.post(f"{door}{endah.pk}/", {"how": "wakil", "pin": digits})
    assert "pilih siapa yang Anda wakili" in missing.content.decode()
    client.post(f"{door}{endah.pk}/", {"how": "wakil", "represents": ratna.pk, "pin": digits})
    ratna.refresh_from_db()
    assert (ratna.status, ratna.represented_by) == ("diwakili", cast.people["endah"].full_name)
    pin(cast, "ratna", "3691")
    enter_with_pin(Client(), door, ratna, "3691")
    ratna.refresh_from_db()
    assert (ratna.status, ratna.represented_by) == ("hadir", "")


def test_the_delegate_of_an_invitation_stands_for_the_one_who_sent_them(door, cast, running):
    hendra, bambang = line(running, cast, "hendra"), line(running, cast, "bambang")
    camat = Attendance.objects.create(meeting=running, name="Camat", institution="Kecamatan")
    for attendance, more in ((hendra, {"delegate": cast.people["bambang"]}), (camat, {"delegate_name": "Sumiyati"})):
        Invitation.objects.create(
            meeting=running, attendance=attendance, addressee="x", token=f"k{attendance.pk}", answer="diwakili", **more
        )
    enter_with_pin(Client(), door, bambang, pin(cast, "bambang"))
    Client().post(f"{door}tamu/", guest(name="sumiyati", institution="Kecamatan", job="Sekcam"))
    hendra.refresh_from_db()
    camat.refresh_from_db()
    assert (hendra.status, hendra.represented_by) == ("diwakili", "Bambang Setiadi, S.KM.")
    assert (camat.status, camat.represented_by) == ("diwakili", "sumiyati")


def test_izin_needs_the_pin_and_a_reason_and_lets_nobody_in(door, cast, client, running):
    endah = line(running, cast, "endah")
    digits = pin(cast, "endah")
    leave = {"how": "pergi", "status": "izin", "reason": "menolong persalinan"}
    assert client.post(f"{door}{endah.pk}/", {**leave, "pin": "1357"}).status_code == 422
    assert client.post(f"{door}{endah.pk}/", {**leave, "reason": "", "pin": digits}).status_code == 422
    page = client.post(f"{door}{endah.pk}/", {**leave, "pin": digits})
    assert "Tercatat izin" in page.content.decode()
    endah.refresh_from_db()
    assert (endah.status, endah.reason) == ("izin", "menolong persalinan")
    assert endah.participants.count() == 0


def test_somebody_signed_in_on_the_phone_needs_no_pin(door, cast, enter, running):
    client = enter("yusuf")
    yusuf = line(running, cast, "yusuf")
    assert client.post(f"{door}{yusuf.pk}/", {"how": "hadir"})["Location"] == f"/tangan/{running.pk}/"
    assert yusuf.participants.get().way == "akun"
    endah = line(running, cast, "endah")
    pin(cast, "endah")
    assert client.post(f"{door}{endah.pk}/", {"how": "hadir"}).status_code == 422


def test_names_stand_under_their_letter_without_titles(door, client):
    page = client.get(door).content.decode()
    assert page.index("dr. Anindya") < page.index("Bambang") < page.index("Endah")
    found = client.get(door, {"cari": "bidan"}).content.decode()
    assert "Endah" in found
    assert "Bambang" not in found


def test_a_meeting_moved_to_a_later_day_keeps_its_code(meeting, cast, client, settings):
    room = op.room_of(meeting, by=cast.people["yusuf"])
    meeting.date = dt.date(2026, 5, 8)
    meeting.save()
    assert op.room_of(meeting, by=cast.people["yusuf"]).code == room.code
    settings.LOKMIN_TODAY = "2026-05-08"
    assert client.get(f"/hadir/{room.code}/").status_code == 200


def test_one_phone_cannot_shut_the_names_of_a_whole_office(door, cast, running):
    client = Client()
    for who in ("endah", "ratna", "sri"):
        pin(cast, who)
        for _n in range(5):
            enter_with_pin(client, door, line(running, cast, who), "1357")
    assert [line(running, cast, w).pin_guard.locked_at is None for w in ("endah", "ratna", "sri")] == [
        False, False, True,
    ]  # fmt: skip


def test_asking_twice_from_one_phone_waits_once(door, cast, client, running):
    sri = line(running, cast, "sri")
    for _press in range(3):
        assert client.post(f"{door}{sri.pk}/", {"apa": "tunggu"}).status_code == 302
    assert sri.participants.count() == 1


def test_a_stranger_cannot_excuse_a_guest_where_guests_do_not_sign_by_themselves(room, door, running, client):
    guest = Attendance.objects.create(meeting=running, name="Camat Banyuwening", institution="Kecamatan")
    form = {"how": "pergi", "status": "sakit", "reason": ""}
    room.guests = False
    room.save()
    refused = client.post(f"{door}{guest.pk}/", form)
    assert refused.status_code == 422
    assert "sekretaris" in refused.content.decode()
    guest.refresh_from_db()
    assert guest.status == ""
    room.guests = True
    room.save()
    assert client.post(f"{door}{guest.pk}/", form).status_code == 200
    guest.refresh_from_db()
    assert guest.status == "sakit"


def test_who_excuses_himself_is_represented_by_nobody_any_more(running, cast):
    endah = line(running, cast, "endah")
    op.represent(attendance=line(running, cast, "ratna"), represents=endah)
    endah.refresh_from_db()
    assert endah.represented_by
    op.excuse(attendance=endah, status="sakit", reason="")
    endah.refresh_from_db()
    assert (endah.status, endah.represented_by) == ("sakit", "")


def test_a_page_opened_before_somebody_came_does_not_undo_it(running, cast):
    """The list is read when it is written, not as the page remembered it."""
    pin(cast, "endah")
    before = line(running, cast, "endah")
    op.come(attendance=line(running, cast, "endah"), pin="2580")
    with pytest.raises(ValidationError, match="sudah tercatat hadir"):
        op.excuse(attendance=before, status="sakit", reason="")
    with pytest.raises(ValidationError, match="sudah hadir sendiri"):
        op.represent(attendance=line(running, cast, "ratna"), represents=before)
    assert line(running, cast, "endah").status == "hadir"
