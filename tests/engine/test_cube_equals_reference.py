"""The cube gives exactly what the slow, obvious evaluator gives: thousands of generated villages and months."""

from __future__ import annotations

import dataclasses
import random

import pytest
from cases import YEAR, year
from hypothesis import given, settings
from hypothesis import strategies as st

from lokmin.core.periods import Month
from lokmin.core.pws import coverage as reference
from lokmin.engine import cube


def differences(slow, fast) -> list[str]:
    found = []
    for one, other in zip(slow, fast, strict=True):
        for field in dataclasses.fields(one):
            left, right = getattr(one, field.name), getattr(other, field.name)
            if left != right or type(left) is not type(right):
                found.append(f"{one.indicator} {one.place} {one.period} {field.name}: {left!r} != {right!r}")
    return found


@pytest.mark.parametrize("seed", range(60))
def test_every_month_of_a_random_year_is_equal_bit_for_bit(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(4):
        indicators, inputs = year(rng)
        whole = cube.year_tables(indicators, inputs, YEAR)
        for n in range(1, 13):
            slow = reference.table(indicators, inputs, Month(YEAR, n))
            assert not differences(slow, whole.rows(n))
            if n in (1, 4, 12):
                assert not differences(slow, cube.table(indicators, inputs, Month(YEAR, n)))


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 12))
def test_hypothesis_finds_no_month_that_differs(rng: random.Random, n: int) -> None:
    indicators, inputs = year(rng)
    month = Month(YEAR, n)
    assert not differences(reference.table(indicators, inputs, month), cube.table(indicators, inputs, month))
