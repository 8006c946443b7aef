"""Numbers out of forms and addresses: whatever somebody sends is a number or nothing, never an error."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lokmin.core.numbers import whole


@given(st.integers(0, 10**18 - 1))
def test_a_number_is_read_as_it_stands(number):
    assert whole(str(number)) == number


@given(st.text() | st.none() | st.sampled_from(["-1", "1.5", " 2", "²", "9" * 5000]))
def test_anything_else_is_nothing(text):
    read = whole(text)
    assert 0 <= read < 10**18
    if text is None or not text.isdecimal():
        assert read == 0
