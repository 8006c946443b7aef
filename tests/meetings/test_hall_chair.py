"""The chair's phone: one thumb leads the meeting, and pressing twice does nothing twice."""

from __future__ import annotations

import pytest
from django.urls import reverse

from lokmin.cli.demo.cast import HOME
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.models import Room, RoomEvent


def at(meeting, route="chair", **more):
    return reverse(f"meetings:{route}", kwargs={"pkm": HOME, "pk": meeting.pk, **more})


def now(meeting):
    return list(meeting.agenda.filter(started_at__isnull=False, ended_at__isnull=True).values_list("order", flat=True))


@pytest.fixture
def chair(enter):
    client = enter("anindya")

    def press(meeting, what, item):
        return client.post(at(meeting, "lead", item=item.pk), {"apa": what})

    press.page = lambda meeting, **query: client.get(at(meeting), query).content.decode()
    press.client = client
    return press


def test_the_big_button_names_the_next_point_and_goes_there(running, chair):
    first, second = running.agenda.all()[:2]
    assert f"Lanjut: {second.title}" in chair.page(running)
    answer = chair(running, "lanjut", first)
    assert answer.status_code == 302
    assert answer.url == at(running)
    assert now(running) == [second.order]


def test_a_thumb_that_presses_twice_moves_one_point_only(running, chair):
    first, second = running.agenda.all()[:2]
    chair(running, "lanjut", first)
    chair(running, "lanjut", first)
    assert now(running) == [second.order]


def test_the_same_button_at_the_desk_pressed_twice_moves_one_point_only(running, cast):
    first, second = running.agenda.all()[:2]
    op.finish_item(item=first, by=cast.people["yusuf"])
    op.finish_item(item=first, by=cast.people["yusuf"])
    assert now(running) == [second.order]


def test_five_minutes_more_are_seen_on_the_timer(running, chair):
    first = running.agenda.first()
    before = first.minutes
    chair(running, "tambah5", first)
    first.refresh_from_db()
    assert first.minutes == before + 5
    assert f"dari {before + 5} menit" in chair.page(running, bagian="kini")


def test_the_order_can_be_jumped_and_come_back_to(running, chair):
    items = list(running.agenda.all())
    chair(running, "mulai", items[4])
    assert now(running) == [5]
    chair(running, "mulai", items[1])
    assert now(running) == [2]
    page = chair.page(running, bagian="susunan")
    assert "Buka lagi" in page
    assert f"Lanjut: {items[2].title}" in chair.page(running)


def test_the_last_point_is_finished_not_followed(running, chair):
    last = running.agenda.last()
    chair(running, "mulai", last)
    assert "Selesaikan acara ini" in chair.page(running)
    chair(running, "lanjut", last)
    assert now(running) == []
    assert "Tidak ada acara yang berjalan" in chair.page(running)


def test_the_chair_chooses_what_the_wall_shows_and_phones_hear_of_it(running, chair):
    chair.page(running)
    answer = chair.client.post(at(running, "show"), {"layar": "gabung", "kembali": "kursi"})
    assert answer.url == at(running) + "#tampil"
    assert Room.objects.get(meeting=running).screen == "gabung"
    assert RoomEvent.objects.filter(meeting=running, kind="layar").count() == 1
    chair.client.post(at(running, "show"), {"layar": "gabung", "kembali": "kursi"})
    assert RoomEvent.objects.filter(meeting=running, kind="layar").count() == 1
    assert 'value="gabung" aria-pressed="true"' in chair.page(running, bagian="tampil")


def test_before_the_meeting_the_chair_can_open_it(meeting, chair):
    assert "belum dibuka" in chair.page(meeting)
    assert at(meeting, "open") in chair.page(meeting)


def test_every_part_of_the_chair_can_be_read_alone(running, chair):
    for part in ("kini", "tampil", "susunan", "hadir", "antre", "kotak", "usul"):
        assert "<html" not in chair.page(running, bagian=part)
    assert chair.client.get(at(running), {"bagian": "lain"}).status_code == 404


def test_only_leaders_sit_in_the_chair(running, enter):
    for who, status in (("ratna", 403), ("bambang", 403), ("camat", 403), ("dinkes", 403), ("tetangga", 404)):
        assert enter(who).get(at(running)).status_code == status


def test_closed_minutes_leave_nothing_to_press(running, chair, cast):
    running.state, running.closed_at, running.closed_by = "ditutup", running.opened_at, cast.people["anindya"]
    running.save()
    page = chair.page(running)
    assert "Notulen sudah ditutup" in page
    assert "Lanjut" not in page
    assert "Mulai sekarang" not in page
    first = running.agenda.first()
    chair(running, "mulai", first)
    assert "sudah ditutup" in chair.page(running)


def test_with_one_problem_only_there_is_nothing_to_score(figures, running, chair):
    from lokmin.cycle.meetings.models import Ballot

    item = running.agenda.get(kind="prioritas")
    chair(running, "mulai", item)
    assert "Buka penilaian" not in chair.page(running)
    chair(running, "nilai", item)
    assert "Belum ada dua masalah" in chair.page(running)
    assert Ballot.objects.count() == 0


def test_scores_are_asked_for_once_however_often_the_thumb_comes_down(cast, meeting, chair):
    from lokmin.core.numbers import MICRO
    from lokmin.cycle.centre import clock
    from lokmin.cycle.meetings.models import Ballot
    from lokmin.cycle.reporting import store
    from lokmin.cycle.reporting.models import Fact

    common = {"puskesmas": cast.puskesmas, "by": cast.people["ratna"], "at": clock.now()}
    for n, village in enumerate(cast.villages):
        Fact.objects.create(place=village, period="2026", element="sasaran.bumil", variant="proyeksi",
                            micro=90 * MICRO, **common)  # fmt: skip
        Fact.objects.create(place=village, period="2026-04", element="kia.k1", micro=(n + 2) * MICRO, **common)
    store.lock(cast.puskesmas)
    op.open_meeting(meeting=meeting, by=cast.people["anindya"])
    item = meeting.agenda.get(kind="prioritas")
    chair(meeting, "mulai", item)
    assert "Buka penilaian USG" in chair.page(meeting)
    chair(meeting, "nilai", item)
    chair(meeting, "nilai", item)
    ballot = Ballot.objects.get()
    assert (ballot.item_id, ballot.method, ballot.secret) == (item.pk, "usg", True)
    assert ballot.options.count() >= 2
    assert "Tutup dan hitung" in chair.page(meeting, bagian="kotak")
