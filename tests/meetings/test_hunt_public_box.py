"""The box for anybody: a printed address opens a form, which can be shut, and which nobody can flood."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from lokmin.cli.demo.cast import HOME
from lokmin.cycle.centre.models import AuditLine
from lokmin.cycle.meetings.models import InputNote
from lokmin.cycle.meetings.preparing.operations import public as op
from lokmin.cycle.meetings.preparing.views import public


@pytest.fixture(autouse=True)
def _nobody_wrote_yet():
    cache.clear()


@pytest.fixture
def code(cast):
    return op.open_box(puskesmas=cast.puskesmas, by=cast.people["yusuf"])


def box(code):
    return reverse("public_box", kwargs={"code": code})


def fill(**more):
    return {"text": "Jam buka posyandu terlalu siang.", "nama": "tidak", "token": "t1", **more}


def test_a_villager_writes_without_account_or_name_and_the_desk_reads_it(code, enter):
    phone = Client()
    assert "Kotak masukan" in phone.get(box(code)).content.decode()
    lines = AuditLine.objects.count()
    answer = phone.post(box(code), fill(name="Sumi", institution="Dukuh Lor"))
    assert answer.status_code == 302
    assert "Terkirim. Terima kasih." in phone.get(answer.url).content.decode()
    kept = InputNote.objects.get()
    assert (kept.anonymous, kept.by, kept.name, kept.institution) == (True, None, "", "")
    assert AuditLine.objects.count() == lines, "an anonymous line leaves no trail"
    desk = enter("yusuf").get(reverse("meetings:box", kwargs={"pkm": HOME})).content.decode()
    assert "Jam buka posyandu terlalu siang." in desk


def test_a_guest_may_give_a_name_but_is_asked_for_it(code):
    phone = Client()
    answer = phone.post(box(code), fill(nama="ya"))
    assert answer.status_code == 422
    assert "Tulis nama Anda" in answer.content.decode()
    assert "terlalu siang" in answer.content.decode()
    phone.post(box(code), fill(nama="ya", name="Sumi", institution="Dukuh Lor"))
    assert (InputNote.objects.get().name, InputNote.objects.get().institution) == ("Sumi", "Dukuh Lor")


def test_the_same_form_sent_twice_is_one_line(code):
    for _n in range(2):
        Client().post(box(code), fill())
    assert InputNote.objects.count() == 1


def test_one_address_cannot_flood_it_and_is_told_so(code):
    phone = Client()
    for n in range(public.OF_ONE + 2):
        answer = phone.post(box(code), fill(token=f"t{n}"))
    assert answer.status_code == 422
    assert "Banyak masukan" in answer.content.decode()
    assert InputNote.objects.count() == public.OF_ONE


def test_many_addresses_together_cannot_flood_it_either(code, monkeypatch):
    monkeypatch.setattr(public, "OF_ALL", 3)
    for n in range(6):
        Client(REMOTE_ADDR=f"10.0.0.{n}").post(box(code), fill(token=f"t{n}"))
    assert InputNote.objects.count() == 3


def test_a_shut_box_and_an_old_address_are_refused_with_a_sentence(code, cast, enter):
    desk = enter("yusuf")
    switch = reverse("meetings:box_public", kwargs={"pkm": HOME})
    desk.post(switch, {"apa": "ganti"})
    old = Client().post(box(code), fill())
    assert old.status_code == 404
    assert "tidak berlaku lagi" in old.content.decode()
    cast.puskesmas.refresh_from_db()
    new = cast.puskesmas.settings[op.SETTING]
    assert Client().get(box(new)).status_code == 200
    assert Client().get(box(new.lower())).status_code == 200, "typed in small letters"
    desk.post(switch, {"apa": "tutup"})
    assert Client().get(box(new)).status_code == 404
    assert InputNote.objects.count() == 0


def test_guessing_addresses_is_stopped(code, monkeypatch):
    monkeypatch.setattr(public, "WRONG", 3)
    phone = Client()
    assert [phone.get(box(f"XXXXXXX{n}")).status_code for n in range(4)] == [404, 404, 404, 429]
    assert phone.get(box(code)).status_code == 429


def test_the_sheet_bears_the_address_and_only_leaders_switch_it(code, enter):
    assert code in enter("yusuf").get(reverse("meetings:box_poster", kwargs={"pkm": HOME})).content.decode()
    for who in ("endah", "camat", "tetangga"):
        answer = enter(who).post(reverse("meetings:box_public", kwargs={"pkm": HOME}), {"apa": "tutup"})
        assert answer.status_code in (403, 404)
    assert Client().get(box(code)).status_code == 200
