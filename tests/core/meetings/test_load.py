"""When a few people are given nearly everything, chair and secretary are told; without ranking anybody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.catalog import loading
from lokmin.core.meetings.load import Held, rule, warning

RULE = rule(loading.rules("load"), 2026)


def test_three_people_with_most_of_it_are_named_in_the_alphabet():
    held = [Held("Ratna", 2, 1), Held("Endah", 3, 2), Held("Sri", 1, 1), Held("Joko", 1), Held("Bambang", 0, 2)]
    heavy = warning(RULE, held, staff=14)
    assert heavy is not None
    assert heavy.names == ("Endah", "Ratna")
    assert heavy.sentence.startswith("Dua orang memegang 8 dari 13 RTL: Endah, Ratna.")


@pytest.mark.parametrize(
    ("held", "staff"),
    [
        ([Held("Endah", 5)], 14),  # too few to say anything
        ([Held("Endah", 5), Held("Ratna", 5)], 4),  # nobody else there
        ([Held(f"P{i}", 1) for i in range(12)], 14),  # shared
        ([Held("Endah", 0, 6), Held("Ratna", 1)], 14),  # nothing new for the one who holds most
        ([Held("A", 2), Held("B", 2), Held("C", 2), Held("D", 2), Held("E", 2), Held("F", 2)], 14),  # exactly half
    ],
)
def test_otherwise_nothing_is_said(held, staff):
    assert warning(RULE, held, staff) is None


@given(st.lists(st.builds(Held, st.text("abcdef", min_size=1), st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_the_named_really_hold_more_than_half(held):
    heavy = warning(RULE, held, staff=20)
    if heavy is not None:
        assert 1 <= len(heavy.names) <= RULE.people
        assert heavy.held * 10_000 > RULE.above_bp * heavy.total
        assert heavy.total == sum(h.total for h in held)
        assert list(heavy.names) == sorted(heavy.names)


def test_there_is_no_rule_before_its_year():
    with pytest.raises(ValueError, match="2015"):
        rule(loading.rules("load"), 2015)
