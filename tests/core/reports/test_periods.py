"""Periods of reports and their due days: no day is lost or counted twice, across the ends of years."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.core.reports.kinds import Due
from lokmin.core.reports.periods import SUNDAY, Frequency, ending, event, first_week, is_event, parse, week

days = st.dates(dt.date(1995, 1, 1), dt.date(2090, 12, 31))
spans = st.integers(0, 800)
regular = st.sampled_from([f for f in Frequency if f is not Frequency.EVENT])
MONDAY = 0


@pytest.mark.parametrize(
    ("first", "code"),
    [
        # MMWR calendar: week 1 is the first with at least four days in the new year.
        (dt.date(2020, 12, 27), "2020-W53"),
        (dt.date(2021, 1, 3), "2021-W01"),
        (dt.date(2025, 12, 28), "2025-W53"),
        (dt.date(2026, 1, 4), "2026-W01"),
        (dt.date(2023, 1, 1), "2023-W01"),
        (dt.date(2024, 12, 29), "2025-W01"),
    ],
)
def test_epidemiological_weeks_around_new_year(first: dt.date, code: str) -> None:
    assert week(first).code == code
    assert parse(code) == week(first)
    assert week(first).last.weekday() == 5  # Saturday


@given(days)
def test_weeks_from_monday_are_those_of_the_iso_calendar(day: dt.date) -> None:
    monday = day - dt.timedelta(days=day.weekday())
    year, number, _ = monday.isocalendar()
    assert week(monday).code == f"{year:04d}-W{number:02d}"
    assert parse(week(monday).code, MONDAY).first == monday


@given(days, spans, regular, st.sampled_from([SUNDAY, MONDAY]))
def test_periods_follow_each_other_without_gap(since: dt.date, span: int, kind: Frequency, starts: int) -> None:
    found = list(ending(kind, since, since + dt.timedelta(days=span), starts=starts))
    for before, after in itertools.pairwise(found):
        assert after.first == before.last + dt.timedelta(days=1)
    for period in found:
        assert since <= period.last <= since + dt.timedelta(days=span)
        assert period.first <= period.last
        assert parse(period.code, starts) == period


@given(days, spans, spans, regular)
def test_two_stretches_beside_each_other_have_all_periods_once(
    since: dt.date, one: int, two: int, kind: Frequency
) -> None:
    middle, end = since + dt.timedelta(days=one), since + dt.timedelta(days=one + two)
    parts = [*ending(kind, since, middle), *ending(kind, middle + dt.timedelta(days=1), end)]
    assert parts == list(ending(kind, since, end))


@given(st.integers(1995, 2090))
def test_a_year_has_its_periods(year: int) -> None:
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    counts = {kind: len(list(ending(kind, first, last))) for kind in Frequency}
    assert counts[Frequency.MONTH] == 12
    assert counts[Frequency.QUARTER] == 4
    assert counts[Frequency.SEMESTER] == 2
    assert counts[Frequency.YEAR] == 1
    assert counts[Frequency.EVENT] == 0
    assert counts[Frequency.WEEK] in (52, 53)


@given(days, st.integers(1, 31), st.integers(-12, 12), regular)
def test_a_due_day_is_the_day_asked_for_or_the_last_of_its_month(
    since: dt.date, day: int, months: int, kind: Frequency
) -> None:
    if kind is Frequency.WEEK:
        return
    for period in ending(kind, since, since + dt.timedelta(days=400)):
        due = Due(day=day, months=months).of(period)
        month = period.month.plus(months)
        assert (due.year, due.month) == (month.year, month.month)
        assert due.day == day or (due == month.last_day and due.day < day)


@given(days, st.integers(0, 6))
def test_a_weekly_report_is_due_on_its_weekday_within_seven_days_after_the_week(day: dt.date, weekday: int) -> None:
    period = week(day - dt.timedelta(days=(day.weekday() - SUNDAY) % 7))
    due = Due(weekday=weekday).of(period)
    assert due.weekday() == weekday
    assert 1 <= (due - period.last).days <= 7


def test_december_is_due_in_january_and_january_in_a_leap_february() -> None:
    assert Due(day=5).of(parse("2025-12")) == dt.date(2026, 1, 5)
    assert Due(day=31).of(parse("2028-01")) == dt.date(2028, 2, 29)
    assert Due(day=31).of(parse("2026-01")) == dt.date(2026, 2, 28)
    assert Due(day=10).of(parse("2026-S2")) == dt.date(2027, 1, 10)
    assert Due(day=10).of(parse("2026-Q1")) == dt.date(2026, 4, 10)
    assert Due(day=31, months=-9).of(parse("2026")) == dt.date(2026, 3, 31)
    assert Due(day=31, months=-12).of(parse("2026")) == dt.date(2025, 12, 31)


def test_an_outbreak_is_due_the_next_day_and_has_a_number_when_there_are_two() -> None:
    first, second = event(dt.date(2026, 12, 31)), event(dt.date(2026, 12, 31), 2)
    assert Due(hours=24).of(first) == dt.date(2027, 1, 1)
    assert Due(hours=48).of(first) == dt.date(2027, 1, 2)
    assert Due(hours=25).of(first) == dt.date(2027, 1, 2)
    assert (first.code, second.code) == ("2026-12-31", "2026-12-31.2")
    assert parse(second.code) == second
    assert is_event(second.code)
    assert not is_event("2026-12")


@pytest.mark.parametrize("code", ["", "26", "2026-13", "2026-W54", "2026-W00", "2025-W54", "2026-Q5", "2026-S3",
                                  "2026-02-30", "2026-04-17.1", "2026-4", "besok"])  # fmt: skip
def test_a_period_that_does_not_exist_is_refused_with_a_sentence(code: str) -> None:
    with pytest.raises(ValueError, match="tidak dikenal"):
        parse(code)


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("2026-W18", "minggu 18 (3–9 Mei 2026)"),
        ("2026-W17", "minggu 17 (26 April–2 Mei 2026)"),
        ("2025-W53", "minggu 53 (28 Desember 2025–3 Januari 2026)"),
        ("2026-04", "April 2026"),
        ("2026-Q2", "triwulan II 2026"),
        ("2026-S1", "semester I 2026"),
        ("2026", "tahun 2026"),
        ("2026-04-17.2", "kejadian 17 April 2026 (2)"),
    ],
)
def test_a_period_says_its_days(code: str, label: str) -> None:
    assert parse(code).label == label


def test_the_first_week_holds_the_fourth_of_january() -> None:
    for year in range(2000, 2060):
        start = first_week(year)
        assert start <= dt.date(year, 1, 4) <= start + dt.timedelta(days=6)
        assert start.weekday() == SUNDAY


@pytest.mark.parametrize("wrong", [{"day": 0}, {"day": 32}, {"months": 13}, {"weekday": 7}, {"hours": 0}])
def test_a_due_rule_that_means_nothing_cannot_be_built(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="harus"):
        Due(**wrong)
