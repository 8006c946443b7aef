"""The formulas of the control charts against worked examples of the books and exact arithmetic."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokmin.analysis import charts
from lokmin.analysis.review import Input, Kind, Method, review
from lokmin.analysis.rules import split
from lokmin.catalog.loading import rules
from lokmin.core.signals.rules import SignalRules

RULES = SignalRules.load(rules("signals"), 2026)
THREE = np.array([3.0])
NAN = float("nan")


def xmr(*values: float, robust: bool = False) -> charts.Chart:
    row = np.array([values], float)
    return charts.individuals(row, np.ones(row.shape, bool), THREE, robust=robust)


def test_limits_of_xmr_are_the_mean_and_2_66_mean_moving_ranges():
    chart = xmr(10, 12, 9, 11, 13, 10)
    ranges = [2, 3, 2, 2, 3]
    mean, wide = 65 / 6, 2.66 * sum(ranges) / len(ranges)
    assert chart.centre[0, 0] == pytest.approx(mean)
    assert chart.upper[0, 0] == pytest.approx(mean + wide, rel=1e-3)
    assert chart.lower[0, 0] == pytest.approx(mean - wide, rel=1e-3)


def test_the_robust_form_uses_3_145_median_moving_ranges():
    chart = xmr(10, 12, 9, 11, 13, 10, 60, robust=True)
    assert (chart.upper - chart.centre)[0, 0] == pytest.approx(3.145 * 2.5, rel=2e-3)


def test_limits_of_counts_are_never_below_zero():
    assert xmr(0, 9, 1, 8, 0, 10).lower.min() == 0


def test_a_moving_range_spans_a_missing_month():
    assert np.nansum(charts.moving_ranges(np.array([[5, NAN, 8, 6]]))) == 5


def test_the_cusum_of_montgomerys_table_9_1():
    """C+ passes 5 in period 29 with 5.28; the shift began after period 22 (N+ = 7)."""
    values = np.array([
        9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.2, 10.34, 9.03, 11.47, 10.51, 9.4, 10.08, 9.37, 10.62,
        10.31, 8.52, 10.84, 10.9, 9.33, 12.29, 11.5, 10.6, 11.08, 10.38, 11.62, 11.31, 10.52,
    ])  # fmt: skip
    sign, since, up, down = charts.cusum((values - 10)[None], 0.5, np.array([5.0]))
    assert np.flatnonzero(sign[0]).tolist() == [28, 29]
    assert (round(up[0, 28], 2), since[0, 28]) == (5.28, 22)
    assert round(down[0].max(), 2) == 1.77


def test_p_prime_is_the_binomial_chart_when_chance_is_all_there_is():
    rng = np.random.default_rng(4)
    bottom = np.full((1, 4000), 80.0)
    top = rng.binomial(80, 0.3, bottom.shape).astype(float)
    chart = charts.laney(top, bottom, np.ones(bottom.shape, bool), THREE)
    assert chart.inflation[0] == pytest.approx(1.0, abs=0.03)
    assert (chart.upper - chart.centre)[0, 0] == pytest.approx(3 * math.sqrt(0.3 * 0.7 / 80), rel=0.04)


def test_p_prime_widens_with_what_is_beyond_chance_and_narrows_with_larger_denominators():
    rng = np.random.default_rng(5)
    bottom = np.tile([50.0, 500.0], 1000)[None]
    top = rng.binomial(bottom.astype(int), rng.beta(6, 4, bottom.shape)).astype(float)
    chart = charts.laney(top, bottom, np.ones(bottom.shape, bool), THREE)
    assert chart.inflation[0] > 2
    wide = (chart.upper - chart.lower)[0]
    assert wide[0] > wide[1]


def test_exact_limits_are_the_negative_binomial_of_the_history():
    """S = 20 in 10 months: P(X <= k) with shape 20.5, against exact fractions of the same series."""
    shape, time = Fraction(41, 2), 10
    at, total = [Fraction(time, time + 1) ** 20], Fraction(0)
    for k in range(1, 30):
        at.append(at[-1] * (shape + k - 1) / k / (time + 1))
    scale = float(Fraction(time, time + 1)) ** 0.5
    below, here = charts._predictive(np.array([20.5]), np.array([10.0]), np.ones((1, 1)))
    for k in range(30):
        assert below[0, 0, k] == pytest.approx(float(total) * scale, abs=1e-12)
        assert here[0, 0, k] == pytest.approx(float(at[k]) * scale, abs=1e-12)
        total += at[k]


@pytest.mark.parametrize(
    "year", [[30, 34, 27, 31, 36, 28, 33, 29, 35, 31, 26, 32], [3, 5, 2, 4, 6, 3, 4, 2, 5, 3, 4, 4]]
)
def test_a_short_history_has_wider_limits(year):
    """The same year once, and twice: what is less well known is drawn wider."""
    upper = []
    for history in (year, year * 2):
        top = np.array([[*history, *year]], float)
        found = review(
            Input(top, np.ones(top.shape), np.zeros(1, int), np.array([-1]), np.array([False]),
                  np.arange(top.shape[1]) % 12),
            RULES,
        )  # fmt: skip
        upper.append(found.chart.upper[0, -1])
    assert upper[0] >= upper[1]
    assert upper[0] > max(year)


def test_the_last_twelve_reported_months_are_watched_as_long_as_twelve_remain():
    seen = np.ones((1, 36), bool)
    seen[0, [3, 30]] = False
    history, watched = split(seen, RULES)
    assert (history.sum(), watched.sum()) == (22, 12)
    assert not (history & watched).any()
    short = np.ones((1, 15), bool)
    assert [part.sum() for part in split(short, RULES)] == [12, 3]


def test_what_is_drawn_is_what_is_judged():
    """A month is a sign of its own exactly when it is outside of the drawn limits."""
    rng = np.random.default_rng(3)
    for kind, mean, top_of in ((Kind.COUNT, 30, None), (Kind.COUNT, 4, None), (Kind.SHARE, 0, 90)):
        if top_of:
            bottom = rng.poisson(top_of, (400, 30)).clip(1).astype(float)
            top = rng.binomial(bottom.astype(int), rng.beta(14, 6, bottom.shape)).astype(float)
        else:
            top = rng.negative_binomial(mean, 0.5, (400, 30)).astype(float)
            bottom = np.ones(top.shape)
        found = review(
            Input(top, bottom, np.full(400, kind), np.full(400, -1), np.zeros(400, bool), np.arange(30) % 12), RULES
        )
        chart, judged = found.chart, found.watched & (found.method != Method.SHORT)[:, None]
        outside = (chart.values > chart.upper + 1e-9) | (chart.values < chart.lower - 1e-9)
        clipped = (chart.lower <= 0) | (chart.upper >= 1 if top_of else False)
        same = (found.signals.point.sign != 0) == outside
        assert (same | clipped)[judged].all()
        assert outside[judged].any()


@given(st.lists(st.one_of(st.just(NAN), st.integers(0, 400).map(float)), min_size=1, max_size=36))
@settings(max_examples=150, deadline=None)
def test_no_series_whatever_breaks_the_review(values):
    top = np.array([values])
    found = review(
        Input(top, np.ones(top.shape), np.array([0]), np.array([0]), np.array([True]), np.arange(len(values)) % 12),
        RULES,
    )
    inside = ~np.isnan(found.chart.lower)
    assert (found.chart.lower[inside] <= found.chart.centre[inside] + 1e-9).all()
    assert (found.chart.centre[inside] <= found.chart.upper[inside] + 1e-9).all()
    signs = found.signals.any[0]
    assert not signs[np.isnan(top[0])].any()
    assert not signs[~found.watched[0]].any()


@given(st.integers(0, 2**32 - 1), st.integers(1, 6))
@settings(max_examples=25, deadline=None)
def test_a_series_is_judged_alike_alone_and_among_others(seed, which):
    top = np.random.default_rng(seed).poisson(12, (8, 30)).astype(float)

    def judge(rows: np.ndarray) -> np.ndarray:
        count = len(rows)
        found = review(
            Input(rows, np.ones(rows.shape), np.zeros(count, int), np.full(count, -1), np.zeros(count, bool),
                  np.arange(30) % 12),
            RULES,
        )  # fmt: skip
        return np.concatenate([found.signals.any, np.nan_to_num(found.chart.upper)], axis=1)

    assert judge(top)[which].tolist() == judge(top[which : which + 1])[0].tolist()
