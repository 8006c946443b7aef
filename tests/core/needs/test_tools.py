"""Tools against their standard: need, fulfilment with its band, calibration, lines that cannot be."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.catalog.loading import rules
from lokmin.core.needs.calibration import State, calibration, calibrations, wanted
from lokmin.core.needs.equipment import EquipmentRules, Tool, by_room, faults, fulfilment, gathered, score

RULES = EquipmentRules.load(rules("equipment"), 2026)
TODAY = dt.date(2026, 5, 5)
COUNT = st.none() | st.integers(0, 40)


def tool(**columns: object) -> Tool:
    return Tool("KIA", "Doppler janin", **columns)  # type: ignore[arg-type]


def many(*goods: int | None, standard: int = 1) -> list[Tool]:
    return [Tool("KIA", f"alat {n}", standard=standard, good=good) for n, good in enumerate(goods)]


def test_need_is_standard_less_good_and_never_below_zero():
    assert tool(standard=3, good=1, light=2).need == 2
    assert tool(standard=3, good=5).need == 0


def test_what_nobody_counted_has_no_need_and_no_cost():
    assert tool(standard=3).need is None
    assert tool(good=3).need is None
    assert tool(standard=3, price=5_000_000).cost is None
    assert tool().there is None


def test_cost_is_need_times_price_and_nothing_needed_costs_nothing():
    assert tool(standard=3, good=1, price=2_500_000).cost == 5_000_000
    assert tool(standard=1, good=1).cost == 0
    assert tool(standard=3, good=1).cost is None


@pytest.mark.parametrize(("met", "of", "points"), [(8, 10, 10), (79, 100, 5), (6, 10, 5), (59, 100, 0), (0, 4, 0)])
def test_the_bands_of_the_dinkes_begin_at_80_and_at_60_percent(met, of, points):
    found = fulfilment(many(*([1] * met + [0] * (of - met))), RULES)
    assert score(found, RULES) == (points, points)


def test_uncounted_tools_leave_the_score_open_between_two_values():
    found = fulfilment(many(1, 1, 1, 1, 1, 1, 1, None, None, None), RULES)
    assert (found.low_bp, found.high_bp) == (7000, 10000)
    assert score(found, RULES) == (5, 10)


def test_tools_outside_of_the_standard_do_not_count():
    assert fulfilment([*many(1), tool(good=4)], RULES).standard == 1
    assert score(fulfilment([tool(good=4)], RULES), RULES) is None


def test_pieces_can_be_counted_instead_of_kinds_and_too_many_of_one_help_no_other():
    data = {"rule": [{**rules("equipment")["rule"][0], "count": "unit"}]}
    found = fulfilment(many(9, 1, standard=5), EquipmentRules.load(data, 2026))
    assert (found.met, found.standard) == (6, 10)


def test_bands_with_a_gap_at_the_bottom_are_refused():
    data = {"rule": [{**rules("equipment")["rule"][0], "band": [{"least_bp": 8000, "score": 10}]}]}
    with pytest.raises(ValueError, match="berakhir pada 0"):
        EquipmentRules.load(data, 2026)


def test_every_tool_of_the_starter_list_has_its_own_code_and_a_place_once():
    assert len({t.code for t in RULES.standard}) == len(RULES.standard) > 50
    assert len({t.key for t in RULES.standard}) == len(RULES.standard)
    assert not RULES.confirmed


def test_rooms_come_in_their_order_with_their_own_share():
    tools = [Tool("Umum", "a", standard=1, good=1), Tool("KIA", "b", standard=1, good=0), Tool("Umum", "c", standard=1)]
    assert [(room, f.met, f.standard, f.unknown) for room, f in by_room(tools, RULES)] == [
        ("Umum", 1, 2, 1), ("KIA", 0, 1, 0),
    ]  # fmt: skip


def test_two_lots_of_one_tool_in_one_room_are_one_line():
    old = Tool("Ruang KIA", "Doppler Janin", standard=1, good=1, acquired=2015, brand="A",
               calibrated_on=dt.date(2024, 1, 1))  # fmt: skip
    new = Tool("KIA", "1. doppler janin", standard=2, light=1, acquired=2021, brand="B",
               calibrated_on=dt.date(2026, 1, 1))  # fmt: skip
    (one,) = gathered([old, new])
    assert (one.standard, one.good, one.light, one.acquired, one.brand) == (2, 1, 1, 2021, "A; B")
    assert one.calibrated_on == dt.date(2024, 1, 1)


@given(st.lists(st.tuples(COUNT, COUNT, COUNT), max_size=6))
def test_lots_taken_together_hold_as_many_pieces_as_apart(counts):
    lots = [tool(good=g, light=li, heavy=h) for g, li, h in counts]
    apart = [n for lot in lots if (n := lot.there) is not None]
    together = gathered(lots)
    assert len(together) == min(1, len(lots))
    if together:
        assert together[0].there == (sum(apart) if apart else None)


@given(st.lists(st.tuples(st.integers(0, 9), COUNT), max_size=12))
def test_what_lacks_and_what_is_met_never_exceed_the_standard(pairs):
    tools = [Tool("KIA", str(n), standard=s, good=g) for n, (s, g) in enumerate(pairs)]
    found = fulfilment(tools, RULES)
    assert 0 <= found.met + found.unknown <= found.standard == sum(bool(s) for s, _ in pairs)
    assert all(t.need is None or 0 <= t.need <= (t.standard or 0) for t in tools)


def test_calibration_is_due_a_year_after_the_last_one_unless_a_day_is_written():
    last = tool(needs_calibration=True, good=1, calibrated_on=dt.date(2025, 2, 28))
    assert calibration(last, TODAY, RULES).due == dt.date(2026, 2, 28)
    assert calibration(last, TODAY, RULES).state is State.LATE
    leap = tool(needs_calibration=True, good=1, calibrated_on=dt.date(2024, 2, 29))
    assert calibration(leap, TODAY, RULES).due == dt.date(2025, 2, 28)
    written = tool(
        needs_calibration=True, good=1, calibrated_on=dt.date(2025, 2, 28), calibration_due=dt.date(2027, 2, 28)
    )
    assert calibration(written, TODAY, RULES).state is State.VALID


@pytest.mark.parametrize(("days", "state"), [(-1, "terlambat"), (0, "segera"), (90, "segera"), (91, "berlaku")])
def test_the_last_day_itself_is_still_in_time(days, state):
    due = tool(needs_calibration=True, good=1, calibration_due=TODAY + dt.timedelta(days=days))
    found = calibration(due, TODAY, RULES)
    assert (found.state.value, found.days) == (state, days)


def test_a_tool_that_is_only_broken_or_needs_none_is_left_alone_and_an_unknown_one_is_not():
    assert calibration(tool(needs_calibration=True, good=0, heavy=2), TODAY, RULES).state is State.NONE
    assert calibration(tool(good=1), TODAY, RULES).state is State.NONE
    assert calibration(tool(needs_calibration=True), TODAY, RULES).state is State.NEVER


def test_the_longest_overdue_stands_first_and_the_letter_leaves_out_what_is_valid():
    days = {"b": -10, "a": -400, "c": 20, "d": 300}
    tools = [Tool("KIA", n, needs_calibration=True, good=1, calibration_due=TODAY + dt.timedelta(days=d))
             for n, d in days.items()]  # fmt: skip
    tools.append(Tool("KIA", "e", needs_calibration=True, good=1))
    assert [c.tool.name for c in calibrations(tools, TODAY, RULES)] == ["a", "b", "e", "c", "d"]
    assert [c.tool.name for c in wanted(tools, TODAY, RULES)] == ["a", "b", "e", "c"]


def test_a_line_that_cannot_be_says_what_and_where():
    odd = tool(
        good=-1, acquired=2031, calibrated_on=dt.date(2027, 1, 1), calibration_due=dt.date(2026, 1, 1), where="B7"
    )
    found = faults(odd, TODAY)
    assert {f.code for f in found} == {"alat-negatif", "alat-tahun", "kalibrasi-nanti", "kalibrasi-terbalik"}
    assert all("Doppler janin (KIA)" in f.message and f.cell == "B7" for f in found)
    (differs,) = faults(tool(good=2, light=1), TODAY, there=4)
    assert "jumlah ada 4, tetapi baik dan rusak berjumlah 3" in differs.message
    assert not faults(tool(good=2, light=1), TODAY, there=3)
