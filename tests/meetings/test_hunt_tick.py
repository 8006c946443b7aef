"""Somebody whose phone draws nothing and who has no PIN signs with a tick, and the papers say so."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from lokmin.cycle.centre import clock
from lokmin.cycle.meetings.hand.operations.pins import set_pin
from lokmin.cycle.meetings.models import Attendance, Participant, Signature
from lokmin.cycle.meetings.papers.room import room_records
from lokmin.cycle.meetings.room import keys
from lokmin.documents.forms.roomrecords import Sign
from lokmin.documents.forms.signing import sign_words


@pytest.fixture
def phone(running):
    def come(who):
        key, papers = keys.fresh(), keys.fresh()
        row = Participant.objects.create(
            meeting=running, attendance=who, key_digest=keys.digest(key), state=Participant.IN, way="tamu",
            joined_at=clock.now(),
        )  # fmt: skip
        held = keys.Phone(running.pk, row.pk, key, papers)
        client = Client()
        client.cookies[keys.COOKIE] = signing.dumps([held.meeting, held.participant, key, papers], salt=keys.COOKIE)
        return client, keys.form_key(held)

    return come


def guest(running, **more):
    return Attendance.objects.create(
        **{"meeting": running, "name": "Sumarno", "institution": "Desa Watubelah", "status": "hadir",
           "at": clock.now(), **more}
    )  # fmt: skip


def sign(running, client, kunci, **data):
    return client.post(reverse("live:sign", kwargs={"meeting": running.pk}), {"kunci": kunci, **data})


def test_a_delegate_without_scripts_signs_with_a_tick_and_reads_it_back(running, phone):
    who = guest(running)
    client, kunci = phone(who)
    home = reverse("hand:home", kwargs={"meeting": running.pk})
    assert "Saya, Sumarno, menandatangani daftar hadir dengan ini" in client.get(home).content.decode()
    assert sign(running, client, kunci, centang="ya").status_code == 303
    assert sign(running, client, kunci, centang="ya").status_code == 303, "twice is once"
    kept = Signature.objects.get(attendance=who)
    assert (kept.kind, kept.strokes) == ("centang", [])
    page = client.get(home).content.decode()
    assert "ditandatangani dengan centang" in page
    assert "menandatangani daftar hadir dengan ini" not in page


def test_the_list_prints_the_tick_with_its_hour(running, phone):
    who = guest(running)
    sign(running, *phone(who), centang="ya")
    printed = next(a for a in room_records(running).attendees if a.name == "Sumarno").sign
    assert printed.manner == "centang"
    assert sign_words(Sign("centang", dt.time(9, 12), ())) == "ditandatangani dengan centang di telepon 09.12"


def test_who_has_a_pin_signs_with_it_and_who_is_not_here_not_at_all(running, phone, cast):
    line = running.attendance.get(person=cast.people["endah"])
    line.status, line.at = "hadir", clock.now()
    line.save()
    set_pin(person=cast.people["endah"], pin="1357", by=cast.people["endah"], puskesmas=cast.puskesmas)
    assert "PIN" in sign(running, *phone(line), centang="ya").content.decode()
    away = guest(running, name="Pergi", status="izin", at=None)
    sign(running, *phone(away), centang="ya")
    assert Signature.objects.count() == 0


def test_an_empty_tick_signs_nothing(running, phone):
    sign(running, *phone(guest(running)), centang="")
    assert Signature.objects.count() == 0
