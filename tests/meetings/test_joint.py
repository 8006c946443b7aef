"""Meetings stand in the joint calendar and count as work, without anybody typing them again."""

from __future__ import annotations

import datetime as dt

import pytest

from lokmin.core.periods import Month
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.schedule import operations as schedule
from lokmin.cycle.planning.models import Event
from lokmin.cycle.workforce.models import MeetingMinutes

DAY = dt.date(2026, 5, 5)
pytestmark = pytest.mark.django_db


def events(cast):
    return {(e.title, e.date) for e in Event.objects.of(cast.puskesmas).filter(removed_at=None)}


def prepared(cast, **more):
    return op.prepare(
        puskesmas=cast.puskesmas, by=cast.people["yusuf"], kind="bulanan_rutin", period=Month(2026, 4), date=DAY, **more
    )


def test_a_meeting_is_on_its_day_moves_with_it_and_leaves_when_called_off(cast):
    by = cast.people["yusuf"]
    meeting = prepared(cast)
    assert events(cast) == {("Lokmin bulanan rutin", DAY)}
    assert Event.objects.of(cast.puskesmas).get().all_staff
    op.change_meeting(meeting=meeting, by=by, date=dt.date(2026, 5, 7))
    assert events(cast) == {("Lokmin bulanan rutin", dt.date(2026, 5, 7))}
    schedule.cancel_meeting(meeting=meeting, by=by, reason="Kunjungan Dinas")
    assert events(cast) == set()
    schedule.restore_meeting(meeting=meeting, by=by)
    assert events(cast) == {("Lokmin bulanan rutin", dt.date(2026, 5, 7))}


def test_planned_days_of_the_year_give_way_to_the_meeting_made_of_them(cast, settings):
    settings.LOKMIN_TODAY = "2026-01-02"
    by = cast.people["yusuf"]
    schedule.lay_out(puskesmas=cast.puskesmas, by=by, year=2026)
    planned = events(cast)
    may = {(title, day) for title, day in planned if day.month == 5 and title.startswith("Bulanan")}
    assert len(may) == 1
    prepared(cast)
    after = events(cast)
    assert ("Lokmin bulanan rutin", DAY) in after
    assert not may & after
    assert len(after) == len(planned)


def test_closed_meetings_are_minutes_of_the_workload(cast):
    by = cast.people["yusuf"]
    meeting = op.open_meeting(meeting=prepared(cast, planned_minutes=180), by=by)
    op.close(meeting=meeting, by=by, close_reason="Tidak ada masalah baru.")
    told = MeetingMinutes.objects.of(cast.puskesmas).get(kind="lokmin_bulanan", year=2026)
    assert (told.held, told.minutes) == (1, 180)
    op.reopen(meeting=meeting, by=by, reason="Salah ketik")
    told.refresh_from_db()
    assert (told.held, told.minutes) == (0, 0)
