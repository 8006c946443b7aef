"""Who solved this? Nobody is named where nothing changed; a real improvement is found."""

from __future__ import annotations

import numpy as np
import pytest

from lokmin.analysis.peers import comparable, improved, kilometres, middle
from lokmin.catalog.loading import rules
from lokmin.core.forecasts.rules import PeerRule
from lokmin.core.indicators.definitions import Aggregation

RULE = PeerRule.load(rules("forecast"), 2026)
ASKS = 1500
VILLAGES, MONTHS = 12, 24


def world(kind: str, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Expected counts of 24 months of 12 villages in which no village improved more than the others, and sasaran."""
    size = rng.lognormal(np.log(80), 0.4, VILLAGES)
    pace = (size * rng.uniform(0.03, 0.12) * rng.lognormal(0, 0.2, VILLAGES))[:, None] * np.ones(MONTHS)
    if kind == "kecil":
        pace *= 0.25
    if kind == "musim":
        pace *= 1 + 0.5 * np.cos(2 * np.pi * np.arange(MONTHS) / 12 + rng.uniform(0, 6))
    if kind == "bergeser":
        pace *= np.exp(np.cumsum(rng.normal(0, 0.06, pace.shape), axis=1))
    if kind == "semua membaik":
        pace[:, -6:] *= 1.5
    return pace, size


def draw(kind: str, pace: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return rng.negative_binomial(pace / 2, 1 / 3) if kind == "bergejolak" else rng.poisson(pace)


@pytest.mark.parametrize("kind", ["tetap", "kecil", "musim", "bergejolak", "bergeser", "semua membaik"])
def test_where_nothing_changed_at_most_five_of_a_hundred_questions_name_somebody(kind: str) -> None:
    """1.500 questions (seed 1); 5 % of them are 75, and three standard deviations more are allowed for chance: 100."""
    rng = np.random.default_rng(1)
    named = 0
    for _ in range(ASKS):
        pace, size = world(kind, rng)
        months = draw(kind, pace, rng).astype(np.float64)
        named += bool(improved(months, np.ones(months.shape), size, 0, RULE))
    assert named <= 0.05 * ASKS


def test_rates_that_wander_name_nobody_either() -> None:
    rng = np.random.default_rng(2)
    named = 0
    for _ in range(ASKS):
        rates = (
            0.7 + np.cumsum(rng.normal(0, 0.02, (VILLAGES, MONTHS)), axis=1) + rng.normal(0, 0.03, (VILLAGES, MONTHS))
        )
        named += bool(improved(rates, np.ones(rates.shape), np.full(VILLAGES, 80.0), 0, RULE, counts=False))
    assert named <= 0.06 * ASKS


@pytest.mark.parametrize(("factor", "least"), [(1.8, 0.30), (2.5, 0.75)])
def test_a_village_that_solved_it_is_named(factor: float, least: float) -> None:
    """400 questions (seed 5) in which the village next in size multiplied its pace six months ago."""
    rng = np.random.default_rng(5)
    hit = 0
    for _ in range(400):
        pace, size = world("tetap", rng)
        better = int(np.argsort(np.abs(np.log(size / size[0])))[1])
        pace[better, -6:] *= factor
        months = rng.poisson(pace).astype(np.float64)
        hit += any(one.village == better for one in improved(months, np.ones(months.shape), size, 0, RULE))
    assert hit / 400 >= least


def _solved(size: np.ndarray, **changed: object) -> tuple:
    months = np.full((6, 12), 6.0)
    months[2, 6:] = 15.0
    return improved(months, np.ones(months.shape), size, 0, RULE, **changed)


def test_it_says_how_much_it_changed_and_how_the_others_did() -> None:
    found = _solved(np.full(6, 80.0), distance=[0.0, 1.0, 3.5, 2.0, 9.0, None])
    assert [one.village for one in found] == [2]
    assert (found[0].before, found[0].after) == (6, 15)
    assert found[0].others == pytest.approx(1)
    assert found[0].p < 0.01
    assert found[0].distance == 3.5


def test_a_village_three_times_as_large_is_no_example() -> None:
    assert _solved(np.array([80, 80, 240, 80, 80, 80.0])) == ()


def test_where_less_is_better_a_rise_is_no_success() -> None:
    assert _solved(np.full(6, 80.0), down=True) == ()


def test_the_one_that_asks_is_never_named() -> None:
    months = np.full((6, 12), 6.0)
    months[0, 6:] = 15.0
    assert improved(months, np.ones(months.shape), np.full(6, 80.0), 0, RULE) == ()
    assert improved(months, np.ones(months.shape), np.full(6, 80.0), None, RULE)[0].village == 0


def test_too_few_reports_or_people_name_nobody() -> None:
    months = np.full((6, 12), 6.0)
    months[2, 6:] = 15.0
    months[2, :3] = np.nan
    assert improved(months, np.ones(months.shape), np.full(6, 80.0), 0, RULE) == ()
    few = np.zeros((6, 12))
    few[2, 6:] = 1.0
    assert improved(few, np.ones(few.shape), np.full(6, 80.0), 0, RULE) == ()


def test_a_drop_out_below_zero_is_a_mistake_and_no_success() -> None:
    rates = np.full((6, 12), 0.10) + np.random.default_rng(0).normal(0, 0.002, (6, 12))
    rates[2, 6:] = -0.30
    assert improved(rates, np.ones(rates.shape), np.full(6, 80.0), 0, RULE, counts=False, down=True) == ()
    rates[2, 6:] = 0.01
    assert improved(rates, np.ones(rates.shape), np.full(6, 80.0), 0, RULE, counts=False, down=True)[0].village == 2


def test_what_is_compared_follows_the_kind_of_figure() -> None:
    top, bottom = np.full((2, 3), 6.0), np.full((2, 3), 8.0)
    none = np.full((2, 3), np.nan)
    assert comparable(top, none, Aggregation.FLOW)[2]
    values, weight, counts = comparable(top, bottom, Aggregation.FLOW)
    assert counts
    assert (weight == 8).all()
    assert (values == 6).all()
    values, _, counts = comparable(top, bottom, Aggregation.STOCK)
    assert not counts
    assert (values == 0.75).all()
    assert not comparable(top - 9, bottom, Aggregation.FLOW)[2]


def test_distances() -> None:
    square = {"type": "Polygon", "coordinates": [[[110, -7], [110.2, -7], [110.2, -7.2], [110, -7.2]]]}
    assert middle(square) == pytest.approx((110.1, -7.1))
    assert middle({"type": "Point", "coordinates": [110, -7]}) is None
    assert kilometres((110.0, -7.0), (110.0, -8.0)) == pytest.approx(111.2, abs=0.2)
