"""An agenda fits its time box, whatever wants to be on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.core.meetings.timebox import Slot, fit


@st.composite
def agendas(draw):
    least = draw(st.lists(st.integers(1, 20), min_size=1, max_size=10))
    slots = [Slot(n, n + draw(st.integers(0, 40)), draw(st.integers(0, 500)), fixed=draw(st.booleans())) for n in least]
    room = sum(s.least for s in slots if s.fixed)
    return slots, room + draw(st.integers(0, 300))


@given(agendas())
def test_it_never_takes_more_time_than_there_is_and_nobody_gets_less_than_needed(agenda):
    slots, box = agenda
    minutes = fit(slots, box)
    assert sum(minutes) <= box
    for slot, n in zip(slots, minutes, strict=True):
        assert n >= slot.least or (n == 0 and not slot.fixed)
    assert fit(slots, box) == minutes


@given(agendas())
def test_a_point_is_dropped_only_when_there_is_no_room_for_it(agenda):
    slots, box = agenda
    minutes = fit(slots, box)
    dropped = [s for s, n in zip(slots, minutes, strict=True) if n == 0]
    kept = [s for s, n in zip(slots, minutes, strict=True) if n]
    assert all(sum(k.least for k in kept) + d.least > box for d in dropped)
    loose = [s for s in slots if not s.fixed and sum(f.least for f in slots if f.fixed) + s.least <= box]
    if loose:
        assert max(loose, key=lambda s: s.weight).weight <= max(k.weight for k in kept if not k.fixed)


@given(agendas())
def test_wishes_are_met_when_there_is_time_for_all(agenda):
    slots, _box = agenda
    box = sum(s.wanted for s in slots)
    assert fit(slots, box) == [s.wanted for s in slots]


def test_what_matters_most_gets_the_time_that_is_left():
    slots = [Slot(3, 5), Slot(5, 20, weight=90), Slot(5, 20, weight=10), Slot(2, 5)]
    assert fit(slots, 90) == [5, 40, 25, 5]


def test_the_lightest_points_go_first_when_time_is_short():
    slots = [Slot(3, 5), *(Slot(10, 20, weight=w, fixed=False) for w in (5, 1, 9)), Slot(2, 5)]
    assert [bool(n) for n in fit(slots, 26)] == [True, True, False, True, True]
    assert [bool(n) for n in fit(slots, 16)] == [True, False, False, True, True]


def test_too_little_time_even_for_the_fixed_points_is_said():
    with pytest.raises(ValueError, match="acara tetap perlu 8 menit"):
        fit([Slot(3, 5), Slot(5, 5)], 7)
