"""What was not discussed walks to the next meeting of the same kind by itself."""

from __future__ import annotations

import datetime as dt

import pytest

from lokmin.core.periods import Month
from lokmin.cycle.meetings import composing
from lokmin.cycle.meetings import operations as op

pytestmark = pytest.mark.django_db


def prepare(cast, day, kind="bulanan_rutin", **more):
    period = Month(day.year, day.month).previous
    return op.prepare(puskesmas=cast.puskesmas, by=cast.people["yusuf"], kind=kind, period=period, date=day, **more)


def hold(meeting, cast, titles):
    """Open, begin the points named, close."""
    op.open_meeting(meeting=meeting, by=cast.people["anindya"])
    for title in titles:
        op.start_item(item=meeting.agenda.get(title=title), by=cast.people["yusuf"])
    op.close(meeting=meeting, by=cast.people["yusuf"], close_reason="Waktu habis.")


@pytest.fixture
def held(meeting, cast):
    """5 May: Klaster 2 spoke, the hajj and Klaster 3 did not get their turn."""
    op.add_item(
        meeting=meeting, by=cast.people["yusuf"], title="Persiapan haji", minutes=15, presenter=cast.people["hendra"]
    )
    hold(meeting, cast, ["Pembukaan", "Klaster 2, Ibu dan Anak"])
    return meeting


def test_a_point_nobody_began_stands_in_the_next_meeting_with_its_day(held, cast, enter):
    june = prepare(cast, dt.date(2026, 6, 2))
    walked = june.agenda.get(title="Persiapan haji")
    assert walked.carried_from == held.agenda.get(title="Persiapan haji")
    assert walked.presenter == cast.people["hendra"]
    assert june.agenda.get(klaster=3).carried_from == held.agenda.get(klaster=3)
    assert june.agenda.get(klaster=2).carried_from is None
    assert "terbawa dari 5 Mei 2026" in enter("yusuf").get(f"/p/P9901010201/lokmin/{june.pk}/").content.decode()


def test_it_walks_on_until_it_is_discussed_and_remembers_its_first_day(held, cast):
    june = prepare(cast, dt.date(2026, 6, 2))
    hold(june, cast, ["Pembukaan", "Klaster 2, Ibu dan Anak"])
    july = prepare(cast, dt.date(2026, 7, 7))
    (walked,) = [i for i in july.agenda.all() if i.title == "Persiapan haji"]
    assert walked.carried_from.meeting == june
    from lokmin.cycle.meetings.preparing.carrying import since

    assert since(walked) == dt.date(2026, 5, 5)
    hold(july, cast, ["Persiapan haji", "Pembukaan"])
    august = prepare(cast, dt.date(2026, 8, 4))
    assert not august.agenda.filter(title="Persiapan haji").exists()


def test_a_meeting_already_prepared_gets_it_at_the_close(meeting, cast):
    june = prepare(cast, dt.date(2026, 6, 2))
    other = prepare(cast, dt.date(2026, 6, 9), kind="tribulanan_rutin")
    op.add_item(meeting=meeting, by=cast.people["yusuf"], title="Persiapan haji", minutes=15)
    hold(meeting, cast, ["Pembukaan", "Klaster 2, Ibu dan Anak"])
    items = list(june.agenda.all())
    assert [i.title for i in items].count("Persiapan haji") == 1
    assert items[-1].kind == "penutup"
    assert [i.order for i in items] == list(range(1, len(items) + 1))
    assert not other.agenda.filter(carried_from__isnull=False).exists()
    op.reopen(meeting=meeting, by=cast.people["yusuf"], reason="salah tulis")
    op.close(meeting=meeting, by=cast.people["yusuf"])
    assert june.agenda.filter(title="Persiapan haji").count() == 1


def test_composing_again_keeps_what_walked_over(held, cast):
    june = prepare(cast, dt.date(2026, 6, 2))
    before = [(i.title, i.minutes, i.carried_from_id) for i in june.agenda.all()]
    op.compose_again(meeting=june, by=cast.people["yusuf"], blocks=composing.compose(june))
    assert [(i.title, i.minutes, i.carried_from_id) for i in june.agenda.all()] == before


def test_a_point_with_a_note_was_discussed_though_nobody_pressed_begin(meeting, cast):
    yusuf = cast.people["yusuf"]
    item = op.add_item(meeting=meeting, by=yusuf, title="Persiapan haji", minutes=15)
    op.open_meeting(meeting=meeting, by=cast.people["anindya"])
    op.save_note(meeting=meeting, by=yusuf, text="Vaksin datang Senin.", token="n1", item=item)
    op.close(meeting=meeting, by=yusuf, close_reason="Waktu habis.")
    assert not prepare(cast, dt.date(2026, 6, 2)).agenda.filter(title="Persiapan haji").exists()


def test_a_meeting_not_run_point_by_point_marks_no_regular_point(meeting, cast):
    op.add_item(meeting=meeting, by=cast.people["yusuf"], title="Persiapan haji", minutes=15)
    hold(meeting, cast, [])
    june = prepare(cast, dt.date(2026, 6, 2))
    assert [i.title for i in june.agenda.filter(carried_from__isnull=False)] == ["Persiapan haji"]


def test_what_waits_too_long_or_belongs_to_the_neighbour_does_not_walk(held, cast):
    late = prepare(cast, dt.date(2026, 12, 1))
    assert not late.agenda.filter(carried_from__isnull=False).exists()
    theirs = op.prepare(
        puskesmas=cast.neighbour, by=cast.people["tetangga"], kind="bulanan_rutin", period=Month(2026, 5),
        date=dt.date(2026, 6, 2),
    )  # fmt: skip
    assert not theirs.agenda.filter(carried_from__isnull=False).exists()


def test_what_finds_no_room_is_told_on_the_page_of_the_agenda(figures, held, cast, enter):
    june = prepare(cast, dt.date(2026, 6, 2), planned_minutes=45)
    left = composing.plan(june).left_out
    assert sum(i.minutes for i in june.agenda.all()) <= 45
    assert left
    page = enter("yusuf").get(f"/p/P9901010201/lokmin/{june.pk}/acara/").content.decode()
    assert "Tidak masuk acara" in page
    assert all(one.title in page for one in left)


def test_a_quarter_has_its_ukp_and_its_ukm_block_with_their_own_problems(figures, cast):
    meeting = prepare(cast, dt.date(2026, 5, 19))
    meeting.months = 3
    by_kind = {b.kind: b for b in composing.compose(meeting)}
    assert {"ukp", "ukm"} <= set(by_kind)
    assert "klaster" not in by_kind
    assert by_kind["ukm"].detail.startswith("K1 Watubelah kurang 15 ibu")
    assert "K1" not in by_kind["ukp"].detail


def test_a_regular_point_is_the_same_work_though_its_title_names_another_month(meeting, cast):
    """ "Rencana Juni" not agreed on 5 May is the "Rencana Juli" of June, and no point of its own."""
    june = prepare(cast, dt.date(2026, 6, 2))
    hold(meeting, cast, ["Pembukaan", "Klaster 2, Ibu dan Anak"])
    plan = june.agenda.get(kind="rencana")
    assert plan.title == "Rencana Juli dan kesepakatan"
    assert plan.carried_from.title == "Rencana Juni dan kesepakatan"
    july = prepare(cast, dt.date(2026, 7, 7))
    assert "Rencana Juni dan kesepakatan" not in [i.title for i in july.agenda.all()]


def test_a_point_of_one_month_only_walks_out_of_it(cast):
    february = prepare(cast, dt.date(2026, 2, 3), planned_minutes=240)
    title = next(i.title for i in february.agenda.all() if i.title.startswith("Rancangan RUK"))
    hold(february, cast, ["Pembukaan", "Klaster 2, Ibu dan Anak", "Rencana Maret dan kesepakatan"])
    assert title in [i.title for i in prepare(cast, dt.date(2026, 3, 3), planned_minutes=240).agenda.all()]
