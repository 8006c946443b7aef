"""The input box on phones of the hall: with a name only when the box is ticked; the desk sees it, guests do not."""

from __future__ import annotations

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.meetings.forms import POINT_KINDS
from lokmin.cycle.meetings.models import AgendaItem, Attendance, InputNote, Participant, RoomEvent
from lokmin.cycle.meetings.preparing import operations as prep
from lokmin.cycle.meetings.room import keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(running):
    """A phone in the hall, and its hidden key."""
    who = Attendance.objects.create(
        meeting=running, name="Kader Melati", institution="Posyandu Mawar", status="hadir", at=clock.now()
    )
    key, papers = keys.fresh(), keys.fresh()
    row = Participant.objects.create(
        meeting=running, attendance=who, key_digest=keys.digest(key), state=Participant.IN, way="tamu",
        joined_at=clock.now(),
    )  # fmt: skip
    client = Client()
    client.cookies[keys.COOKIE] = signing.dumps([running.pk, row.pk, key, papers], salt=keys.COOKIE)
    return client, keys.form_key(keys.Phone(running.pk, row.pk, key, papers))


def send(running, phone, **data):
    client, kunci = phone
    address = reverse("live:input", kwargs={"meeting": running.pk})
    return client.post(address, {"kunci": kunci, **data}, headers={"accept": "application/json"})


def test_a_line_without_the_tick_is_nobodys(running, phone):
    seen = AuditLine.objects.count(), RoomEvent.objects.count()
    answer = send(running, phone, text="Ruang tunggu panas.", token="x1")
    assert answer.json()["kabar"] == "Masukan terkirim tanpa nama."
    send(running, phone, text="Ruang tunggu panas.", token="x1")
    note = InputNote.objects.get()
    assert (note.by, note.name, note.institution, note.meeting) == (None, "", "", running)
    assert (AuditLine.objects.count(), RoomEvent.objects.count()) == seen


def test_a_line_with_the_tick_says_who(running, phone):
    send(running, phone, text="Kartu habis.", token="x2", nama="ya")
    note = InputNote.objects.get()
    assert (note.name, note.institution, note.anonymous) == ("Kader Melati", "Posyandu Mawar", False)
    assert send(running, phone, text="  ", token="x3").status_code == 422


def test_the_phone_shows_the_form_and_the_answers_of_this_meeting(running, phone, cast):
    client, _kunci = phone
    send(running, phone, text="Kartu habis.", token="x4")
    here = reverse("hand:home", kwargs={"meeting": running.pk})
    assert "Tambah loket" not in client.get(here).content.decode()
    note = InputNote.objects.get()
    prep.answer_note(note=note, by=cast.people["yusuf"], state="dijawab", answer="Tambah loket.")
    page = client.get(here).content.decode()
    assert 'action="/langsung/' in page
    assert "Tambah loket." in page


def test_the_desk_shows_the_box_to_those_who_write_the_minutes_only(running, phone, enter):
    send(running, phone, text="Kartu habis.", token="x5", nama="ya")
    here = f"/p/P9901010201/lokmin/{running.pk}/meja/"
    assert "Kartu habis." in enter("yusuf").get(here).content.decode()
    assert "Kartu habis." not in enter("camat").get(here).content.decode()


def test_a_stranger_without_key_is_refused(running, phone):
    address = reverse("live:input", kwargs={"meeting": running.pk})
    assert Client().post(address, {"text": "x", "token": "y"}).status_code == 403
    assert phone[0].post(address, {"text": "x", "token": "y", "kunci": "salah"}).status_code == 403
    assert not InputNote.objects.exists()


def test_every_kind_of_point_can_be_chosen():
    assert {code for code, _label in POINT_KINDS} == {code for code, _label in AgendaItem.KINDS}
