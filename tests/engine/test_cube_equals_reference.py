"""The cube gives exactly what the slow, obvious evaluator gives: thousands of generated villages and months."""

from __future__ import annotations

import dataclasses
import random

import pytest
from cube_cases import ELEMENTS, SHAPES, TOTAL, YEAR, indicator, rule, year
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lokmin.core.indicators.definitions import Aggregation, DatedTarget, Direction
from lokmin.core.periods import Month
from lokmin.core.pws import coverage as reference
from lokmin.core.pws.coverage import Inputs
from lokmin.core.pws.rows import Pace, Status
from lokmin.engine import cube
from lokmin.engine.result import NONE, STATUSES


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


_MICRO = st.one_of(
    st.integers(0, 5).map(lambda n: n * 1_000_000),
    st.integers(0, 60).map(lambda n: n * 100_000),
    st.integers(0, 10**15),
)


@st.composite
def small_years(draw):
    """One indicator of one to three villages: small enough for Hypothesis to shrink to the point of a difference."""
    numerator, denominator, aggregation = draw(st.sampled_from(SHAPES))
    shaped = dataclasses.replace(
        indicator(random.Random(0), 1),
        numerator=numerator,
        denominator=denominator,
        aggregation=aggregation,
        people=draw(st.sampled_from(("ibu", ""))),
        factor=draw(st.sampled_from((1, 100, 1000, 100_000))),
        direction=draw(st.sampled_from(Direction)),
        levels=draw(st.sampled_from((("desa", "puskesmas"), ("puskesmas",)))),
        targets=draw(st.sampled_from(((), (DatedTarget(2020, 10_000, ""),), (DatedTarget(2020, 1, ""),)))),
        pro_rata=draw(st.booleans()),
    )
    places = ("desa0", "desa1", "desa2")[: draw(st.integers(1, 3))]
    keys = [
        (place, period, element.code)
        for element in ELEMENTS.values()
        if element.code in f"{numerator} {denominator}"
        for place in (*places, TOTAL)
        for period in ([str(YEAR)] if element.yearly else ["2025-12", "2026-01", "2026-02", "2026-03"])
    ]
    values = {key: value for key in keys if (value := draw(st.none() | _MICRO)) is not None}
    targets = draw(
        st.dictionaries(
            st.tuples(st.just("I1"), st.sampled_from(("", TOTAL, *places)), st.integers(0, 3)),
            st.integers(0, 20_000),
            max_size=3,
        )
    )
    return [shaped], Inputs(places, TOTAL, values, rule(), ELEMENTS, targets)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(small_years(), st.integers(1, 3))
def test_hypothesis_finds_no_month_that_differs(case, n: int) -> None:
    indicators, inputs = case
    month = Month(YEAR, n)
    assert not differences(reference.table(indicators, inputs, month), cube.table(indicators, inputs, month))


def test_generated_years_reach_every_status_and_pace_and_both_ways_of_computing() -> None:
    statuses, classes, by_reference, by_cube = set(), set(), 0, 0
    for seed in range(60):
        indicators, inputs = year(random.Random(seed))
        whole = cube.year_tables(indicators, inputs, YEAR)
        by_reference += len({i for i, _ in whole.replaced})
        by_cube += len(indicators) - len({i for i, _ in whole.replaced})
        for n in (1, 5, 12):
            statuses |= {row.status for row in whole.rows(n)}
            classes |= {row.pace for row in whole.rows(n)}
    assert statuses == set(Status)
    assert classes == set(Pace)
    assert by_reference > 5
    assert by_cube > 100


def test_what_is_reported_later_never_changes_a_month() -> None:
    rng = random.Random(7)
    for _ in range(20):
        indicators, inputs = year(rng)
        early = {key: v for key, v in inputs.values.items() if not key[1].startswith("2026-") or key[1] <= "2026-04"}
        then = dataclasses.replace(inputs, values=early)
        whole = cube.year_tables(indicators, inputs, YEAR)
        assert not differences(whole.rows(4), cube.table(indicators, then, Month(YEAR, 4)))


def test_a_district_sized_number_to_six_decimals_is_still_exact() -> None:
    (shaped, *_), inputs = year(random.Random(3))
    shaped = dataclasses.replace(
        shaped, numerator="f.a", denominator="y.a", aggregation=Aggregation.FLOW, factor=100_000
    )
    values = {("desa0", "2026-01", "f.a"): 10**15 - 1, ("desa0", "2026", "y.a"): 10**15 - 7}
    inputs = dataclasses.replace(inputs, places=("desa0",), values=values, targets={}, denominators={})
    result = cube.arrays([shaped], inputs, Month(YEAR, 1))
    assert result.replaced
    assert not differences(reference.table([shaped], inputs, Month(YEAR, 1)), result.rows(1))


def test_a_constant_beyond_the_cube_falls_back_to_the_reference() -> None:
    (shaped, *_), inputs = year(random.Random(3))
    shaped = dataclasses.replace(shaped, numerator="9999999999999 * f.a", denominator="y.a")
    month = Month(YEAR, 3)
    assert not differences(reference.table([shaped], inputs, month), cube.table([shaped], inputs, month))
    with pytest.raises(OverflowError):
        cube.arrays([shaped], inputs, month)


def test_arrays_say_the_same_as_rows() -> None:
    for seed in range(20):
        indicators, inputs = year(random.Random(seed))
        result = cube.arrays(indicators, inputs, Month(YEAR, 4))
        wide = len(inputs.places) + 1
        for position, row in enumerate(result.rows(4)):
            i, p = divmod(position, wide)
            assert STATUSES[result.status[0, i, p]] is row.status
            assert result.red_months[0, i, p] == row.red_months
            for name in ("month", "numerator", "denominator", "gap_people", "pace_needed"):
                value = getattr(row, name)
                assert getattr(result, name)[0, i, p] == (NONE if value is None else value)
            percent = result.ratios(4)[i, p]
            if row.percent is None:
                assert percent != percent
            elif row.exact is None:
                assert percent == pytest.approx(row.percent, rel=1e-12)
