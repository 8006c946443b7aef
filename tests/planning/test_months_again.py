"""Months follow one another: nothing stands twice, what the figures no longer show does not come back."""

from __future__ import annotations

import datetime as dt

import pytest

from lokmin.core.periods import Month
from lokmin.core.planning.monthrecords import Gap
from lokmin.cycle.centre import clock
from lokmin.cycle.followup import operations as followup
from lokmin.cycle.planning.models import MonthRow
from lokmin.cycle.planning.monthly import operations, queries, sources

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
