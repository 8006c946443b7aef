"""What a forecast must be whatever the numbers: never below what is in, never negative, the same on every machine."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokmin.analysis.forecast import LAST, MEAN, History, year_end
from lokmin.analysis.ranges import count_at_least, count_limit, normal_cdf
from lokmin.analysis.yearshape import year_shape
from lokmin.catalog.loading import rules
from lokmin.core.forecasts.rules import ForecastRule

RULE = ForecastRule.load(rules("forecast"), 2026)
COUNTS = st.lists(st.one_of(st.none(), st.integers(0, 60)), min_size=12, max_size=12)


def months(*rows: list[int | None]) -> np.ndarray:
    return np.array([[np.nan if v is None else v for v in row] for row in rows], np.float64)


@settings(max_examples=60, deadline=None)
@given(years=st.lists(COUNTS, min_size=1, max_size=3), n=st.integers(1, 12), others=st.integers(0, 3))
def test_the_year_never_ends_below_what_is_in_nor_below_zero(years, n, others) -> None:
    row = [v for year in years[:-1] for v in year] + years[-1][:n]
    shown = months(row, *([[5] * len(row)] * others))
    found = year_end(History.plain(shown, n, group=np.zeros(len(shown), np.int64)), RULE)
    known = np.nansum(shown[:, -n:], axis=1)
    told = ~np.isnan(found.mean)
    assert (found.low[told] >= known[told]).all()
    assert (found.low <= found.high)[told].all()
    assert (found.low == np.round(found.low))[told].all()
    assert (found.high == np.round(found.high))[told].all()
    path = np.concatenate([known[told, None], found.path[told]], axis=1)
    assert (np.diff(path, axis=1) >= -1e-6).all(), "a sum never falls"
    chances = [found.chance(np.full(len(shown), float(due)))[told] for due in (0, 50, 200, 800)]
    assert all(((c >= 0) & (c <= 1)).all() for c in chances)
    assert all((a >= b - 1e-9).all() for a, b in itertools.pairwise(chances)), "more is never likelier"


def test_in_december_with_all_months_nothing_is_open() -> None:
    found = year_end(History.plain(months([4] * 12), 12), RULE)
    assert (found.known[0], found.mean[0], found.low[0], found.high[0]) == (48, 48, 48, 48)
    assert found.chance(np.array([48.0]))[0] == 1
    assert found.chance(np.array([49.0]))[0] == 0


def test_a_village_that_never_reported_has_no_forecast() -> None:
    found = year_end(History.plain(months([None] * 4, [3, 4, 5, 4]), 4, group=np.zeros(2, np.int64)), RULE)
    assert np.isnan(found.mean[0])
    assert np.isnan(found.chance(np.array([10.0, 10.0]))[0])
    assert found.mean[1] > 16


def test_a_month_nobody_reported_is_forecast_and_not_taken_as_zero() -> None:
    full = year_end(History.plain(months([6] * 6), 6), RULE)
    gap = year_end(History.plain(months([6, 6, None, 6, 6, 6]), 6), RULE)
    assert gap.known[0] == 30
    assert gap.mean[0] == pytest.approx(full.mean[0], abs=1)
    assert gap.high[0] - gap.low[0] >= full.high[0] - full.low[0]


def test_zero_so_far_is_wide_open_where_sisters_report() -> None:
    shown = months([0, 0, 0, 0], [5, 4, 6, 5], [4, 6, 5, 5], [6, 5, 4, 5])
    found = year_end(History.plain(shown, 4, group=np.zeros(4, np.int64), size=np.full(4, 60.0)), RULE)
    assert found.low[0] == 0
    assert found.high[0] >= 2


def test_a_season_is_learnt_from_all_villages_together() -> None:
    """Half of the year falls into the last quarter, two years long: April knows what is to come."""
    year = [2, 2, 2, 2, 2, 2, 2, 2, 2, 9, 9, 9]
    shown = months(*[[*year, *year, 2, 2, 2, 2]] * 6)
    found = year_end(History.plain(shown, 4, group=np.zeros(6, np.int64)), RULE)
    assert found.mean[0] == pytest.approx(45, rel=0.1)
    factors = year_shape(shown, np.ones(shown.shape), np.zeros(6, np.int64), 4, 0.5)
    assert factors[0].mean() == pytest.approx(1)
    assert factors[0, 11] > 2 > 1 > factors[0, 0]


def test_one_year_alone_is_believed_by_half_or_less() -> None:
    year = [2, 2, 2, 2, 2, 2, 2, 2, 2, 9, 9, 9]
    shown = months([*year, 2, 2, 2, 2])
    half = year_shape(shown, np.ones(shown.shape), np.zeros(1, np.int64), 4, 0.5)[0, 11]
    whole = year_shape(shown, np.ones(shown.shape), np.zeros(1, np.int64), 4, 1.0)[0, 11]
    assert half - 1 == pytest.approx((whole - 1) / 2, rel=0.01)


def test_a_pace_that_breaks_in_january_is_followed() -> None:
    """Eight a month for two years, then two: the year ends nearer to 24 than to 96."""
    shown = months([8] * 24 + [2, 2, 2, 2], *[[8] * 28] * 5)
    found = year_end(History.plain(shown, 4, group=np.zeros(6, np.int64)), RULE)
    assert found.mean[0] < 40
    assert found.mean[1] == pytest.approx(96, rel=0.05)


def test_a_position_ends_near_its_last_value_and_a_mean_near_the_mean() -> None:
    shown = np.array([[70, 71, 70, 72, 90, 90, 91, 90.0]])
    position = year_end(History.plain(shown, 8, way=LAST), RULE)
    mean = year_end(History.plain(shown, 8, way=MEAN), RULE)
    assert position.mean[0] == pytest.approx(90, abs=3)
    assert mean.known[0] == pytest.approx(shown.sum() / 12)
    assert 80 < mean.mean[0] < 86


def test_down_counts_at_most_as_reached() -> None:
    found = year_end(History.plain(months([1] * 12), 12), RULE)
    down = np.array([True])
    assert found.chance(np.array([12.0]), down)[0] == 1
    assert found.chance(np.array([11.9]), down)[0] == 0


@pytest.mark.parametrize(("mean", "phi"), [(3.0, 1.0), (12.0, 1.5), (60.0, 3.0), (0.8, 1.2)])
def test_limits_of_counts_hold_what_they_say(mean: float, phi: float) -> None:
    """100.000 draws (seed 7): the limit holds its level and not a step more; within 0,035, the price of the gamma."""
    rng = np.random.default_rng(7)
    draws = rng.poisson(mean, 100_000) if phi == 1 else rng.negative_binomial(mean / (phi - 1), 1 / phi, 100_000)
    for level in (0.1, 0.5, 0.9):
        limit = float(count_limit(np.array([mean]), np.array([phi * mean]), level)[0])
        assert (draws <= limit).mean() >= level - 0.035
        assert (draws <= limit - 1).mean() < level + 0.035
        chance = float(count_at_least(np.array([mean]), np.array([phi * mean]), np.array([limit]))[0])
        assert chance == pytest.approx((draws >= limit).mean(), abs=0.035)


def test_the_normal_curve_agrees_with_its_table() -> None:
    known = {0.0: 0.5, 1.0: 0.841345, 1.959964: 0.975, -1.281552: 0.1, 3.0: 0.998650}
    assert normal_cdf(np.array(list(known))) == pytest.approx(list(known.values()), abs=2e-6)


def test_arrays_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="tidak cocok"):
        year_end(History.plain(months([1, 2, 3]), 5), RULE)
