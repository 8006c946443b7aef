"""The turns of repeated actions: their days, what became of each, how many were missed in a row."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.core.actions.turns import MOST, TurnState, WrittenTurn, days, missed_in_a_row, next_turn, turns

DAY = dt.date


def test_a_monthly_turn_keeps_its_day_and_takes_the_last_one_of_a_short_month():
    assert days("bulanan", DAY(2026, 1, 31), DAY(2026, 4, 30)) == (
        DAY(2026, 1, 31), DAY(2026, 2, 28), DAY(2026, 3, 31), DAY(2026, 4, 30),
    )  # fmt: skip


@pytest.mark.parametrize(("repeat", "count"), [("mingguan", 4), ("bulanan", 1), ("triwulan", 1), ("", 1)])
def test_a_month_holds_so_many_turns(repeat, count):
    assert len(days(repeat, DAY(2026, 5, 4), DAY(2026, 5, 31))) == count


def test_quarters_run_over_the_end_of_the_year():
    assert days("triwulan", DAY(2026, 11, 15), DAY(2027, 6, 1)) == (
        DAY(2026, 11, 15), DAY(2027, 2, 15), DAY(2027, 5, 15),
    )  # fmt: skip


@given(
    st.sampled_from(["mingguan", "bulanan", "triwulan", ""]),
    st.dates(DAY(2020, 1, 1), DAY(2030, 12, 31)),
    st.integers(-40, 4000),
)
def test_turns_rise_begin_at_the_first_day_and_never_pass_the_last(repeat, first, span):
    until = first + dt.timedelta(days=span)
    found = days(repeat, first, until)
    assert list(found) == sorted(set(found))
    assert len(found) <= MOST
    assert all(first <= day <= until for day in found)
    assert bool(found) == (until >= first)


def test_a_turn_is_missed_only_when_the_next_one_has_come():
    planned = days("mingguan", DAY(2026, 5, 4), DAY(2026, 5, 25))
    written = [WrittenTurn(DAY(2026, 5, 4), DAY(2026, 5, 5), "12 rumah")]
    found = turns(planned, written, DAY(2026, 5, 19))
    assert [t.state for t in found] == [TurnState.DONE, TurnState.MISSED, TurnState.NOW, TurnState.COMING]
    assert missed_in_a_row(found) == 1
    assert next_turn(found).due == DAY(2026, 5, 18)


def test_a_turn_left_out_with_a_reason_is_not_missed():
    planned = days("mingguan", DAY(2026, 5, 4), DAY(2026, 6, 1))
    written = [WrittenTurn(DAY(2026, 5, 11), None, "banjir")]
    found = turns(planned, written, DAY(2026, 6, 1))
    assert [t.state.value for t in found] == ["terlewat", "dilewati", "terlewat", "terlewat", "sekarang"]
    assert missed_in_a_row(found) == 2


def test_what_was_done_stays_when_the_rhythm_is_changed():
    found = turns((DAY(2026, 6, 1),), [WrittenTurn(DAY(2026, 5, 4), DAY(2026, 5, 4))], DAY(2026, 5, 10))
    assert [t.due for t in found] == [DAY(2026, 5, 4), DAY(2026, 6, 1)]
