"""A partner's phone on the live routes: plain posts without script, JSON for the script, strangers refused."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from lokmin.core.periods import Month
from lokmin.cycle.centre import operations as centre
from lokmin.cycle.meetings import operations as meetings
from lokmin.cycle.meetings.hand import operations as hand
from lokmin.cycle.meetings.models import PromiseOffer, RoomEvent
from lokmin.cycle.meetings.sectors import operations as op

# The live routes answer from a thread of their own: the rows must be committed to be seen there.
pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.date(2026, 5, 12)
ROUTES = ("janji", "hambatan", "komitmen")


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.LOKMIN_TODAY = "2026-05-12"


@pytest.fixture
def linsek(cast):
    meeting = meetings.prepare(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], kind="tribulanan_rutin", period=Month(2026, 4), date=DAY
    )
    return meetings.open_meeting(meeting=meeting, by=cast.people["anindya"])


@pytest.fixture
def desa(cast):
    return centre.add_partner(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], sector="desa", name="Desa Watubelah",
        village=cast.villages[1],
    )  # fmt: skip


@pytest.fixture
def phone(linsek, desa, cast, client):
    """The phone of the village head, in the hall."""
    room = hand.room_of(linsek, by=cast.people["yusuf"])
    guest = {"name": "Parno", "partner": desa.pk, "job": "Kepala Desa", "institution": "", "token": "t1"}
    client.post(f"/hadir/{room.code}/tamu/", guest)
    assert client.get(f"/tangan/{linsek.pk}/").status_code == 200
    return client


def field(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


def test_a_partner_offers_and_signs_with_scripts_off(phone, linsek, cast, desa):
    home, live = f"/tangan/{linsek.pk}/", f"/langsung/{linsek.pk}/"
    page = phone.get(home).content.decode()
    assert "Janji Desa Watubelah" in page
    kunci, token = field(page, "kunci"), field(page, "token")
    sent = {"kunci": kunci, "token": token, "problem": "K1", "activity": "Kader mendata", "due": "2026-06-30"}
    answer = phone.post(f"{live}janji/", sent)
    assert (answer.status_code, answer["Location"]) == (303, f"{home}#sektor")
    assert phone.post(f"{live}janji/", sent).status_code == 303
    offer = PromiseOffer.objects.get(meeting=linsek)
    assert "Menunggu dicatat:" in phone.get(home).content.decode()
    op.take_offer(offer=offer, by=cast.people["yusuf"])
    page = phone.get(home).content.decode()
    assert "Kader mendata, sampai 30 Juni 2026" in page
    answer = phone.post(f"{live}komitmen/", {"kunci": kunci, "naskah": field(page, "naskah"), "setuju": "1"})
    assert answer["Location"] == f"{home}#komitmen"
    assert "sudah ditandatangani Parno" in phone.get(home).content.decode()
    kinds = list(RoomEvent.objects.filter(meeting=linsek).values_list("kind", flat=True))
    assert kinds.count("teken") == 1
    assert not any("Parno" in str(e.data) for e in RoomEvent.objects.filter(meeting=linsek))


def test_a_script_gets_the_sentence_of_a_refusal(phone, linsek):
    kunci = field(phone.get(f"/tangan/{linsek.pk}/").content.decode(), "kunci")
    body = {"kunci": kunci, "naskah": "", "setuju": "1"}
    answer = phone.post(f"/langsung/{linsek.pk}/komitmen/", body, headers={"accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["salah"] == ["Belum ada janji yang dicatat, jadi belum ada yang ditandatangani."]


def test_strangers_are_refused_on_every_route(phone, linsek, cast):
    kunci = field(phone.get(f"/tangan/{linsek.pk}/").content.decode(), "kunci")
    body = {"token": "abcdefghij", "problem": "K1", "activity": "PMT", "text": "Dana", "setuju": "1"}
    for route in ROUTES:
        address = f"/langsung/{linsek.pk}/{route}/"
        assert Client().post(address, {**body, "kunci": kunci}).status_code == 403, "without the cookie"
        assert phone.post(address, {**body, "kunci": "x" * 32}).status_code == 403, "without the key of the form"
        assert phone.post(f"/langsung/{linsek.pk + 1}/{route}/", {**body, "kunci": kunci}).status_code == 403
        assert phone.get(address).status_code == 405
    line = linsek.attendance.get(name="Parno")
    hand.send_out(participant=line.participants.get(), by=cast.people["yusuf"])
    for route in ROUTES:
        assert phone.post(f"/langsung/{linsek.pk}/{route}/", {**body, "kunci": kunci}).status_code == 403
    assert PromiseOffer.objects.count() == 0


def test_after_closing_nothing_is_taken(phone, linsek, cast, desa):
    kunci = field(phone.get(f"/tangan/{linsek.pk}/").content.decode(), "kunci")
    meetings.close(meeting=linsek, by=cast.people["anindya"], close_reason="Camat berhalangan.")
    answer = phone.post(
        f"/langsung/{linsek.pk}/janji/", {"kunci": kunci, "token": "abcdefghij", "problem": "K1", "activity": "PMT"}
    )
    assert answer.status_code in (403, 422)
    assert PromiseOffer.objects.count() == 0
