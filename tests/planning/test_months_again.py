"""Months follow one another: nothing stands twice, what the figures no longer show does not come back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from lokmin.core.periods import Month
from lokmin.core.planning.monthrecords import Gap
from lokmin.cycle.centre import clock
from lokmin.cycle.followup import operations as followup
from lokmin.cycle.planning.models import MonthRow, Plan
from lokmin.cycle.planning.monthly import operations, queries, sources
from lokmin.cycle.workforce.models import Staff

APRIL, MAY, JUNE = Month(2026, 4), Month(2026, 5), Month(2026, 6)


@pytest.fixture(autouse=True)
def _today(settings):
    settings.LOKMIN_TODAY = "2026-05-20T09:00"


@pytest.fixture
def office(cast):
    return {"puskesmas": cast.puskesmas, "by": cast.people["yusuf"]}


def activities(puskesmas, month):
    return [line.row.activity for line in queries.month_rows(puskesmas, month)]


def test_an_rtl_that_was_renamed_in_its_month_stands_once_in_the_next(cast, office):
    action = followup.add(**office, problem="K1 turun", activity="Sweeping ibu hamil", due=dt.date(2026, 7, 1))
    april = operations.draw_up(**office, month=APRIL)
    row = april.month_rows.get()
    operations.change(row=row, by=office["by"], activity="Sweeping bumil dengan kader")
    operations.tell_state(row=row, by=office["by"], state=MonthRow.MOVED, reason="hujan")
    may = operations.draw_up(**office, month=MAY)
    held = may.month_rows.get()
    assert held.action_id == action.pk
    assert held.activity == "Sweeping bumil dengan kader"
    assert held.source_text == "belum terlaksana April 2026 (hujan); RTL 1/2026, sampai 1 Juli 2026"
    operations.draw_up(**office, month=MAY)
    assert may.month_rows.get() == held


def test_an_rtl_planned_ahead_is_not_planned_again_when_the_month_before_ends_without_it(cast, office, monkeypatch):
    followup.add(**office, problem="K1 turun", activity="Sweeping ibu hamil", due=dt.date(2026, 7, 1))
    operations.draw_up(**office, month=MAY)
    operations.draw_up(**office, month=JUNE)
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 6, 3))
    operations.draw_up(**office, month=JUNE)
    assert activities(cast.puskesmas, JUNE) == ["Sweeping ibu hamil"]


def test_what_only_an_rtl_asked_for_ends_with_the_rtl(cast, office):
    action = followup.add(**office, problem="K1 turun", activity="Sweeping ibu hamil", due=dt.date(2026, 7, 1))
    operations.draw_up(**office, month=APRIL)
    followup.finish(action=action, by=office["by"], on=dt.date(2026, 5, 4), result="12 ibu didata", proof="daftar")
    operations.draw_up(**office, month=MAY)
    assert activities(cast.puskesmas, MAY) == []
    assert [(one.what, one.reason) for one in queries.news(cast.puskesmas, MAY).left_out] == [
        ("Sweeping ibu hamil", "RTL-nya sudah ditutup")
    ]


def test_gaps_nobody_spoke_of_do_not_pile_up_from_month_to_month(cast, office, monkeypatch):
    """Each month has its own most pressing gaps, also when its figures change; only what somebody moved comes back."""

    def red(until):
        shift = until.month * 3
        return tuple(
            Gap(f"I{n}", f"I{n}", v.code, v.name, 9, "ibu", until) for n in range(shift, shift + 9)
            for v in cast.villages[:1]
        )  # fmt: skip

    monkeypatch.setattr(sources, "gaps", lambda puskesmas, until: red(until))
    april = operations.draw_up(**office, month=APRIL)
    assert april.month_rows.count() == 8
    moved = april.month_rows.first()
    operations.tell_state(row=moved, by=office["by"], state=MonthRow.MOVED, reason="kader berhalangan")
    may = operations.draw_up(**office, month=MAY)
    assert may.month_rows.count() == 9
    assert may.month_rows.get(source="bulan_lalu").activity == moved.activity
    monkeypatch.setattr(sources, "gaps", lambda puskesmas, until: red(MAY))
    operations.draw_up(**office, month=MAY)
    assert may.month_rows.count() == 9
    again = may.month_rows.get(source="bulan_lalu")
    operations.tell_state(row=again, by=office["by"], state=MonthRow.MOVED, reason="kader berhalangan lagi")
    monkeypatch.setattr(sources, "gaps", lambda puskesmas, until: red(Month(2026, 3)))
    june = operations.draw_up(**office, month=JUNE)
    assert june.month_rows.filter(activity=moved.activity).count() == 1


def test_a_phone_ticks_many_rows_at_once_and_finds_one_among_them(cast, office, enter):
    for n in range(14):
        operations.add(**office, month=APRIL, activity=f"Posyandu {n}", place="Balai" if n == 3 else "")
    dated = MonthRow.objects.get(activity="Posyandu 5")
    operations.move(row=dated, by=office["by"], on=dt.date(2026, 4, 7))
    client = enter("yusuf")
    where = {"pkm": cast.puskesmas.code, "year": 2026, "month": 4}
    month, tick = reverse("planning:month", kwargs=where), reverse("planning:month_tick", kwargs=where)
    found = client.get(month, {"cari": "balai", "keadaan": "belum bertanggal"}).content.decode()
    assert "1 dari 14 kegiatan" in found
    assert "Posyandu 3" in found
    assert "Posyandu 4" not in found
    two = [dated.pk, MonthRow.objects.get(activity="Posyandu 6").pk]
    refused = client.post(tick, {"baris": two, "state": "batal", "reason": " ", "apa": "dipilih"})
    assert refused.status_code == 422
    assert refused.content.decode().count(" checked") == 3
    assert client.post(tick, {"baris": [], "state": "terlaksana", "apa": "dipilih"}).status_code == 422
    client.post(tick, {"baris": two, "state": "terlaksana", "apa": "dipilih"})
    assert sorted(MonthRow.objects.filter(state=MonthRow.DONE).values_list("done_on", flat=True)) == [
        dt.date(2026, 4, 7), dt.date(2026, 4, 30)]  # fmt: skip
    client.post(tick + "?cari=balai", {"state": "batal", "reason": "kader sakit", "apa": "semua"})
    assert MonthRow.objects.get(state=MonthRow.CANCELLED).activity == "Posyandu 3"
    assert "11 kegiatan April 2026 belum ditandai" in client.get(tick).content.decode()
    april = operations.plan_of(**office, kind=Plan.MONTHLY, year=2026, month=4)
    assert operations.fresh(april, sources.drawn(cast.puskesmas, APRIL)) == ()


def test_a_month_to_come_cannot_be_done_already(cast, office, enter):
    operations.add(**office, month=JUNE, activity="Posyandu")
    tick = reverse("planning:month_tick", kwargs={"pkm": cast.puskesmas.code, "year": 2026, "month": 6})
    client = enter("yusuf")
    assert client.post(tick, {"state": "terlaksana", "apa": "semua"}).status_code == 422
    assert MonthRow.objects.get().state == MonthRow.PLANNED


def test_a_corrected_row_is_corrected_in_the_calendar_too(cast, office):
    sri, ratna, helper = (
        Staff.objects.create(puskesmas=cast.puskesmas, name=name, made_at=clock.now())
        for name in ("Sri Lestari", "Ratna Wulandari", "Bambang Setiadi")
    )
    row = operations.add(**office, month=MAY, activity="Kelas balita", owner_id=sri.pk, on=dt.date(2026, 5, 25))
    event = row.events.get()
    event.staff.add(helper)
    operations.change(
        row=row, by=office["by"], activity="Kelas ibu balita", owner_id=ratna.pk, villages=cast.villages[:1]
    )
    event.refresh_from_db()
    assert event.title == "Kelas ibu balita"
    assert set(event.staff.all()) == {ratna, helper}
    assert list(event.villages.all()) == cast.villages[:1]


def test_an_office_without_a_plan_of_the_year_is_led_on(cast, office, enter):
    page = (
        enter("yusuf")
        .get(reverse("planning:month", kwargs={"pkm": cast.puskesmas.code, "year": 2026, "month": 5}))
        .content.decode()
    )
    assert "RPK 2026 belum ada isinya" in page
    assert reverse("planning:month_add", kwargs={"pkm": cast.puskesmas.code, "year": 2026, "month": 5}) in page


def test_what_was_reported_done_as_an_rtl_is_ticked_beforehand(cast, office, enter):
    action = followup.add(**office, problem="K1 turun", activity="Sweeping ibu hamil", due=dt.date(2026, 7, 1))
    followup.add(**office, problem="K1 turun", activity="Kelas ibu hamil", due=dt.date(2026, 7, 1))
    operations.draw_up(**office, month=MAY)
    followup.finish(action=action, by=office["by"], on=dt.date(2026, 5, 14), result="12 ibu didata", proof="daftar")
    tick = reverse("planning:month_tick", kwargs={"pkm": cast.puskesmas.code, "year": 2026, "month": 5})
    page = enter("yusuf").get(tick).content.decode()
    assert page.count(" checked") == 1
    assert page.count("sudah dilaporkan selesai") == 1
