"""The year's schedule: on working days at the start of months, around holidays and the fasting month."""

from __future__ import annotations

import datetime as dt
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokmin.core.meetings.yearplan import (
    DayBook,
    Habits,
    Kept,
    Planned,
    deviation,
    generate,
    load,
    overdue,
    regenerated,
    works,
)  # fmt: skip

RULE = load(tomllib.loads(files("lokmin.catalog").joinpath("rules/jadwal.toml").read_text("utf-8")), 2026)
FASTING = (dt.date(2026, 2, 18), dt.date(2026, 3, 19))


def plan(year: int = 2026, *, closed=None, fasting=(), musrenbang=None, **habits) -> list[Planned]:
    return generate(RULE, year, Habits(**habits), DayBook(closed or {}, fasting, musrenbang))


def of(found, kind, month=None):
    return [p for p in found if p.kind == kind and (month is None or p.month == month)]


def test_a_year_has_a_first_and_eleven_monthly_four_with_the_sectors_and_two_reviews():
    found = plan()
    counts = {k: len(of(found, k)) for k in {p.kind for p in found}}
    assert counts == {
        "bulanan_pertama": 1, "bulanan_rutin": 11, "tribulanan_pertama": 1, "tribulanan_rutin": 3, "rtm": 2,
    }  # fmt: skip
    assert [p.month for p in found if p.kind.startswith("tribulanan")] == [2, 5, 8, 11]


def test_monthly_meetings_stand_on_the_first_tuesday():
    for planned in of(plan(), "bulanan_rutin"):
        assert planned.day.weekday() == 1
        assert planned.day.day <= 8
        assert planned.day.month == planned.month


def test_an_office_with_six_days_may_like_saturday():
    first = of(plan(2025, week=6, weekday=5), "bulanan_pertama")[0]
    assert first.day == dt.date(2025, 1, 4)


def test_eid_moves_the_april_meeting_and_says_why():
    closed = {dt.date(2025, 4, d): "Hari Raya Idul Fitri" for d in (1, 2, 3, 4, 7)}
    april = of(plan(2025, closed=closed), "bulanan_rutin", 4)[0]
    assert april.day == dt.date(2025, 4, 8)
    assert april.why == "Biasanya Selasa, 1 April 2025; hari itu Hari Raya Idul Fitri."


def test_fasting_shortens_the_monthly_meeting():
    march = of(plan(fasting=(FASTING,)), "bulanan_rutin", 3)[0]
    assert (march.minutes, march.start, march.why) == (90, dt.time(9), "Bulan puasa: dipersingkat.")


def test_fasting_moves_the_meeting_with_the_sectors_before_it():
    fasting = ((dt.date(2026, 2, 8), dt.date(2026, 3, 9)),)
    sectors = of(plan(fasting=fasting), "tribulanan_pertama")[0]
    assert sectors.day == dt.date(2026, 2, 6)
    assert "bulan puasa" in sectors.why
    assert sectors.minutes == 150


def test_a_february_of_fasting_keeps_its_meeting_and_shortens_it():
    fasting = ((dt.date(2026, 1, 30), dt.date(2026, 2, 28)),)
    sectors = of(plan(fasting=fasting), "tribulanan_pertama")[0]
    assert (sectors.day.month, sectors.minutes) == (2, 90)


def test_the_first_meeting_with_the_sectors_comes_after_the_second_lokmin_and_before_musrenbang():
    found = plan(musrenbang=dt.date(2026, 2, 9))
    second, sectors = of(found, "bulanan_rutin", 2)[0], of(found, "tribulanan_pertama")[0]
    assert second.day < sectors.day < dt.date(2026, 2, 9)
    assert "Musrenbang 9 Februari 2026" in sectors.why


def test_the_quarterly_rhythm_of_units_meets_three_times_over_three_months():
    found = of(plan(rhythm="triwulan"), "bulanan_rutin")
    assert [(p.month, p.span) for p in found] == [(4, 3), (7, 3), (10, 3)]
    mixed = of(plan(rhythm="bulanan-triwulan"), "bulanan_rutin")
    assert len(mixed) == 11
    assert [p.month for p in mixed if p.span == 3] == [4, 7, 10]


def test_clusters_meet_three_working_days_before_and_never_in_the_year_before():
    found = plan(klaster=(2, 3))
    may = of(found, "pra_lokmin_klaster", 5)
    assert [(p.klaster, p.day) for p in may] == [(2, dt.date(2026, 4, 30)), (3, dt.date(2026, 4, 30))]
    assert {p.day.year for p in found} == {2026}


def test_a_month_without_an_open_day_gives_the_nearest_open_day():
    closed = {dt.date(2026, 6, 1) + dt.timedelta(days=n): "bencana" for n in range(30)}
    june = of(plan(closed=closed), "bulanan_rutin", 6)[0]
    assert june.day == dt.date(2026, 7, 1)
    assert june.month == 6


def test_an_unknown_rhythm_and_a_sunday_are_refused():
    with pytest.raises(ValueError, match="Irama “harian”"):
        plan(rhythm="harian")
    with pytest.raises(ValueError, match="salah satu hari kerja"):
        Habits(week=5, weekday=5)
    with pytest.raises(ValueError, match="Belum ada aturan jadwal untuk tahun 1999"):
        load({"rule": [{"valid_from": 2016}]}, 1999)


@settings(max_examples=150, deadline=None)
@given(
    year=st.integers(2017, 2060),
    week=st.sampled_from((5, 6)),
    weekday=st.integers(0, 4),
    rhythm=st.sampled_from(sorted(RULE.rhythms)),
    klaster=st.sampled_from(((), (2,), (1, 2, 3, 4, 5))),
    closed=st.sets(st.integers(0, 364), max_size=120),
    fasting=st.integers(0, 330),
)
def test_no_meeting_falls_on_a_closed_day_a_sunday_or_another_meeting(
    year, week, weekday, rhythm, klaster, closed, fasting
):
    first = dt.date(year, 1, 1)
    days = {first + dt.timedelta(days=n): "libur" for n in closed}
    begin = first + dt.timedelta(days=fasting)
    book = DayBook(days, ((begin, begin + dt.timedelta(days=29)),), dt.date(year, 2, 25))
    habits = Habits(week, weekday, rhythm, klaster=klaster)
    found = generate(RULE, year, habits, book)
    assert found == generate(RULE, year, habits, book)
    big = [p.day for p in found if p.kind != "pra_lokmin_klaster"]
    assert len(set(big)) == len(big)
    for planned in found:
        assert planned.day not in days
        assert works(planned.day, week)


def test_a_meeting_held_later_than_planned_says_by_how_much():
    assert deviation(dt.date(2025, 10, 7), dt.date(2025, 10, 14)).sentence == "7 hari sesudah rencana"
    assert deviation(dt.date(2025, 10, 7), dt.date(2025, 10, 6)).sentence == "1 hari sebelum rencana"
    assert deviation(dt.date(2025, 10, 7), dt.date(2025, 10, 7)).sentence == ""


def test_a_meeting_that_was_not_held_is_late_from_the_next_day_on():
    assert overdue(dt.date(2026, 5, 5), dt.date(2026, 5, 5)).sentence == ""
    assert overdue(dt.date(2026, 5, 5), dt.date(2026, 5, 11)).sentence == "belum diadakan, lewat 6 hari"


def test_laying_a_year_out_again_keeps_what_was_held_or_moved_by_hand():
    fresh = [Planned("bulanan_rutin", m, dt.date(2026, m, 3), 1, 120) for m in (2, 3, 4)]
    kept = [
        Kept("bulanan_rutin", 2, None, dt.date(2026, 2, 12), fixed=True),
        Kept("bulanan_rutin", 3, None, dt.date(2026, 3, 10), fixed=False),
        Kept("bulanan_rutin", 4, None, dt.date(2026, 4, 3), fixed=False),
        Kept("rtm", 7, None, dt.date(2026, 7, 21), fixed=False),
    ]
    new, out = regenerated(kept, fresh)
    assert [(p.month, p.day.day) for p in new] == [(3, 3)]
    assert [(k.kind, k.month) for k in out] == [("bulanan_rutin", 3), ("rtm", 7)]
