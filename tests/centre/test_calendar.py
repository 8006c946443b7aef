"""Holidays, decreed leave, the fasting month and the office's own days."""

from __future__ import annotations

import datetime as dt

from lokmin.cycle.centre.calendar import LEAVE, OwnDay, closed_days, computed_fasting, fasting, national, special_days


def test_holidays_have_indonesian_names_and_leave_is_told_from_them():
    days = {d.day: d for d in national(2026)}
    assert days[dt.date(2026, 8, 17)].name == "Hari Kemerdekaan Republik Indonesia"
    assert days[dt.date(2026, 3, 20)].source == LEAVE
    assert not days[dt.date(2026, 3, 21)].estimated


def test_a_day_of_the_moon_far_ahead_is_an_estimate():
    eid = next(d for d in national(2028) if d.name == "Hari Raya Idul Fitri")
    assert eid.estimated


def test_the_fasting_month_is_computed_and_says_it_is_an_estimate():
    (found,) = computed_fasting(2026)
    assert (found.first, found.last, found.estimated) == (dt.date(2026, 2, 18), dt.date(2026, 3, 20), True)
    assert [one.last for one in computed_fasting(2025)] == [dt.date(2025, 3, 30)], "the eve of the decreed Idul Fitri"
    assert len(computed_fasting(2030)) == 2


def test_the_decreed_fasting_month_stands_over_the_computed_one():
    settings = {"puasa": {"2026": [["2026-02-19", "2026-03-20"]]}}
    (found,) = fasting(2026, settings)
    assert (found.first.day, found.estimated) == (19, False)
    assert fasting(2027, settings) == computed_fasting(2027)


def test_the_office_closes_a_day_and_opens_another():
    own = [
        OwnDay(dt.date(2026, 6, 29), "Pemilihan kepala desa"),
        OwnDay(dt.date(2026, 12, 24), "Tetap melayani", closed=False),
        OwnDay(dt.date(2025, 6, 29), "Tahun lain"),
    ]
    closed = closed_days(2026, own)
    assert closed[dt.date(2026, 6, 29)] == "Pemilihan kepala desa"
    assert dt.date(2026, 12, 24) in {d.day for d in national(2026)}
    assert dt.date(2026, 12, 24) not in closed
    assert dt.date(2025, 6, 29) not in {d.day for d in special_days(2026, own)}


def test_a_year_beyond_the_tables_of_the_moon_has_no_computed_fasting_month():
    assert computed_fasting(2076)
    assert computed_fasting(2099) == ()
