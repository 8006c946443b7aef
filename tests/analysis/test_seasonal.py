"""The usual year of an indicator, and months that are odd even for their season."""

from __future__ import annotations

import numpy as np
import pytest

from lokmin.analysis.review import Input, Kind, Review, review
from lokmin.analysis.seasonal import modified_z, seasons
from lokmin.catalog.loading import rules
from lokmin.core.quality.outliers import modified_z as exact
from lokmin.core.signals.rules import SignalRules

RULES = SignalRules.load(rules("signals"), 2026)
NAN = float("nan")
#: A posyandu year: vitamin A in February and August, fasting month in March, harvest in June and July.
YEAR = np.array([1.0, 1.8, 0.7, 1.0, 1.0, 0.6, 0.7, 1.7, 1.0, 1.0, 1.0, 0.9])
YEAR = YEAR / YEAR.mean()


def villages(top: np.ndarray, group: np.ndarray | None = None) -> Review:
    count, months = top.shape
    return review(
        Input(
            top, np.ones(top.shape), np.full(count, Kind.COUNT), np.zeros(count, int) if group is None else group,
            np.ones(count, bool), np.arange(months) % 12,
        ),
        RULES,
    )  # fmt: skip


def pattern(values: np.ndarray):
    count, months = values.shape
    calendar = np.arange(months) % 12
    return seasons(values, calendar, np.zeros(count, int), 1, months=RULES.season_months, series=RULES.season_series)


def test_the_year_is_found_from_villages_of_any_size():
    rng = np.random.default_rng(1)
    size = np.array([5, 8, 12, 20, 30, 9, 14, 6, 40, 25, 11, 7])[:, None]
    found = pattern(rng.poisson(size * np.tile(YEAR, 2)).astype(float))
    assert found.years[0] == 2
    assert found.weight[0] > 0.9
    assert np.abs(found.index[0] - YEAR).max() < 0.2


def test_without_a_season_none_is_believed():
    """100 indicators without any season: on average a tenth of what chance draws is believed, and it stays small."""
    rng = np.random.default_rng(2)
    weights, farthest = [], []
    for _ in range(100):
        found = pattern(rng.poisson(20, (12, 24)).astype(float))
        weights.append(found.weight[0])
        farthest.append(np.abs(found.index[0] - 1).max())
    assert np.mean(weights) < 0.2
    assert np.mean(farthest) < 0.05


def test_a_few_villages_or_half_a_year_make_no_season():
    rng = np.random.default_rng(3)
    full = rng.poisson(20 * np.tile(YEAR, 2), (3, 24)).astype(float)
    assert (pattern(full).index == 1).all()
    half = rng.poisson(20 * YEAR, (12, 12)).astype(float)
    half[:, 6:] = NAN
    assert (pattern(half).index == 1).all()


def test_one_wild_village_does_not_bend_the_year_of_the_others():
    rng = np.random.default_rng(4)
    calm = rng.poisson(30, (12, 24)).astype(float)
    wild = calm.copy()
    wild[0, 5] = 900
    assert np.abs(pattern(wild).index[0] - pattern(calm).index[0]).max() < 0.1


def test_the_window_may_begin_in_any_month():
    rng = np.random.default_rng(5)
    whole = rng.poisson(60 * np.tile(YEAR, 3), (12, 36)).astype(float)
    calendar = np.arange(36) % 12
    shifted = seasons(whole[:, 5:], calendar[5:], np.zeros(12, int), 1, months=12, series=4)
    assert np.argmax(shifted.index[0]) == 1
    assert np.abs(shifted.index[0] - YEAR).max() < 0.15


def test_the_seasonal_peak_itself_is_never_a_sign():
    rng = np.random.default_rng(6)
    rate = np.array([8, 10, 12, 15, 20, 25, 30, 9, 14, 18, 22, 40])[:, None] * np.tile(YEAR, 3)
    peaks = np.isin(np.arange(36) % 12, (1, 7))
    flagged = 0
    for _ in range(40):
        found = villages(rng.poisson(rate).astype(float))
        flagged += int((found.signals.point.sign[:, peaks] > 0).sum())
        flagged += int((np.abs(found.odd[:, peaks]) > RULES.odd)[found.watched[:, peaks]].sum())
    # 40 x 12 villages x 2 peaks that are watched: at most one in a hundred by chance.
    assert flagged <= 9


def test_months_without_the_service_are_not_judged():
    """Vitamin A is given in February and August only: zero in the other months is no fall, and no number a sign."""
    top = np.zeros((12, 36))
    rng = np.random.default_rng(7)
    top[:, 1::12] = rng.poisson(40, (12, 3))
    top[:, 7::12] = rng.poisson(40, (12, 3))
    found = villages(top)
    assert (found.signals.any == 0).all()
    assert np.isnan(found.season[:, 0]).all()


@pytest.mark.parametrize(("size", "hits"), [(20, 0.85), (40, 0.97), (80, 0.99)])
def test_planted_mistakes_are_found_and_hardly_anything_else(size, hits):
    """A tenth typed for the number, or twice the peak: 600 series, one mistake each in a watched month, seed 8.

    Stated rates: of 100 other months at most two are called odd; of the mistakes at least the share above is found.
    """
    rng = np.random.default_rng(8)
    group = np.arange(600) // 12
    rate = size * np.tile(YEAR, 3) * np.ones((600, 1))
    top = rng.poisson(rate).astype(float)
    month = 24 + rng.integers(0, 12, 600)
    rows = np.arange(600)
    top[rows, month] = np.where(rows % 2, np.round(top[rows, month] / 10), np.round(2.2 * top[rows, month] + size))
    found = villages(top, group)
    odd = found.watched & (np.abs(found.odd) > 3.5)
    planted = np.zeros(top.shape, bool)
    planted[rows, month] = True
    assert odd[planted].mean() >= hits
    assert odd[found.watched & ~planted].mean() <= 0.02
    blind = np.abs(modified_z(top, found.chart.history)) > 3.5
    assert blind[planted].mean() < odd[planted].mean() - 0.05


def test_the_score_is_that_of_the_core():
    """domain.md 8.3: 41 39 44 40 42 38 43 90 has median 41.5, MAD 2 and M(90) = 16.36."""
    values = [41, 39, 44, 40, 42, 38, 43, 90]
    row = np.array([values], float)
    found = modified_z(row, np.ones(row.shape, bool))[0]
    assert round(found[-1], 2) == 16.36
    for at in range(len(values)):
        assert found[at] == pytest.approx(float(exact(values, at)))


def test_without_any_spread_the_mean_deviation_is_used_and_then_nothing():
    flat = np.array([[5.0] * 9 + [8.0]])
    among = np.ones(flat.shape, bool)
    assert modified_z(flat, among)[0, -1] == pytest.approx(float(exact([5] * 9 + [8], 9)))
    assert np.isnan(modified_z(np.full((1, 6), 4.0), np.ones((1, 6), bool))).all()
