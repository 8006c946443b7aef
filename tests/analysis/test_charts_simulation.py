"""How often the control charts are wrong, measured again: limits are estimated, as they are in an office.

20,000 series of normal noise for each length of history, seed 2026; the bounds are 0.8 to 1.25 of what
``catalog/rules/signals.toml`` (and the guide) state.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from lokmin.analysis.review import Input, Kind, Method, Review, review
from lokmin.catalog.loading import rules
from lokmin.core.signals.rules import SignalRules

RULES = SignalRules.load(rules("signals"), 2026)
COUNT, SEED, SIGMA = 20_000, 2026, 10.0
GUIDE = Path(__file__).resolve().parents[2] / "src/lokmin/web/panduan/24-sinyal.md"


def judged(top: np.ndarray, bottom: np.ndarray | None = None, kind: Kind = Kind.COUNT, group: int = 0) -> Review:
    count, months = top.shape
    groups = np.arange(count) // group if group else np.full(count, -1)
    return review(
        Input(
            top=top, bottom=np.ones(top.shape) if bottom is None else bottom, kind=np.full(count, kind), group=groups,
            pooled=groups >= 0, calendar=np.arange(months) % 12,
        ),
        RULES,
    )  # fmt: skip


@cache
def noise(months: int, shift: float = 0.0) -> Review:
    """Normal series: a history of so many months, twelve more; from the fourth of these on shifted."""
    rng = np.random.default_rng(SEED)
    values = 100 + SIGMA * rng.standard_normal((COUNT, months + 12))
    values[:, months + 3 :] += shift * SIGMA
    return judged(values)


def share(signs: np.ndarray) -> float:
    """Of 1,000 series, how many have a sign."""
    return float((signs != 0).any(axis=1).mean() * 1000)


def of_direction(found: Review, months: int, direction: int) -> float:
    """Of 1,000 series, how many show a shift of the fourth month within five months."""
    return share(found.signals.any[:, months + 3 : months + 8] == direction)


@pytest.mark.parametrize("stated", RULES.measured, ids=lambda m: f"{m.months} bulan")
def test_false_alarms_are_as_rare_as_stated(stated):
    found, months = noise(stated.months).signals, stated.months
    assert 0.8 * stated.strong <= share(found.strong[:, months:]) <= 1.25 * stated.strong
    assert 0.8 * stated.any <= share(found.any[:, months:]) <= 1.25 * stated.any
    assert 0.8 * stated.current <= share(found.strong[:, -RULES.fresh :]) <= 1.25 * stated.current


@pytest.mark.parametrize("stated", RULES.measured, ids=lambda m: f"{m.months} bulan")
def test_a_lasting_shift_of_one_and_a_half_sigma_is_found_within_five_months(stated):
    up = of_direction(noise(stated.months, 1.5), stated.months, 1)
    down = of_direction(noise(stated.months, -1.5), stated.months, -1)
    assert min(up, down) >= 800
    assert abs((up + down) / 2 - stated.found) <= 10


def test_a_strong_sign_is_never_as_common_as_any_sign_and_grows_rarer_with_history():
    strong = [m.strong for m in RULES.measured]
    every = [m.any for m in RULES.measured]
    assert strong == sorted(strong, reverse=True)
    assert every == sorted(every, reverse=True)
    assert all(a < b / 3 for a, b in zip(strong, every, strict=True))


@pytest.mark.parametrize("mean", [3, 6, 9, 20])
def test_counts_of_people_cry_wolf_no_more_often(mean):
    rng = np.random.default_rng(SEED)
    found = judged(rng.poisson(mean, (3000, 36)).astype(float)).signals
    stated = RULES.measured_for(24)
    assert share(found.strong[:, 24:]) <= 1.6 * stated.strong
    assert share(found.any[:, 24:]) <= 1.35 * stated.any


def test_small_counts_are_found_too_when_they_fall():
    rng = np.random.default_rng(SEED)
    for mean in (4, 6, 9):
        rate = np.full(36, float(mean))
        rate[27:] -= 1.5 * np.sqrt(mean)
        found = judged(rng.poisson(rate, (3000, 36)).astype(float))
        assert of_direction(found, 24, -1) >= 800


@pytest.mark.parametrize("spread", [0, 30], ids=["binomial", "lebih menyebar"])
def test_shares_cry_wolf_no_more_often_even_when_they_vary_more_than_chance(spread):
    """What p' is for: a binomial chart of the second kind would alarm all the time."""
    rng = np.random.default_rng(SEED)
    bottom = rng.poisson(100, (3000, 36)).clip(1).astype(float)
    chance = rng.beta(0.6 * spread, 0.4 * spread, bottom.shape) if spread else np.full(bottom.shape, 0.6)
    found = judged(rng.binomial(bottom.astype(int), chance).astype(float), bottom, Kind.SHARE)
    stated = RULES.measured_for(24)
    assert (found.method == Method.SHARES).all()
    assert share(found.signals.strong[:, 24:]) <= 1.3 * stated.strong
    plain = np.abs(found.chart.z * found.chart.inflation[:, None])[:, 24:] > 3.9
    assert (share(plain) > 500) == bool(spread)


def test_a_season_that_is_estimated_hides_no_shift_and_adds_few_alarms():
    """100 indicators in 12 villages each, with a posyandu-like year, history of two years."""
    rng = np.random.default_rng(SEED)
    year = np.array([1.0, 1.3, 1.0, 1.0, 0.9, 0.7, 0.8, 1.3, 1.1, 1.0, 1.0, 0.9])
    rate = 30 * np.tile(year, 3)[None] * np.ones((1200, 1))
    still = judged(rng.poisson(rate).astype(float), group=12)
    without = judged(rng.poisson(rate).astype(float))
    stated = RULES.measured_for(24)
    assert share(still.signals.strong[:, 24:]) <= 1.7 * stated.strong
    assert share(still.signals.any[:, 24:]) <= 1.4 * stated.any
    assert without.chart.sigma.mean() > 1.2 * still.chart.sigma.mean()
    # A rise in the months that are low each year is what a chart without season cannot see.
    rate[:, 27:] += 1.5 * np.sqrt(30)
    risen = rng.poisson(rate).astype(float)
    assert of_direction(judged(risen, group=12), 24, 1) >= 2 * of_direction(judged(risen), 24, 1)


def waves(rho: float, months: int, count: int = 3000) -> np.ndarray:
    """Months that remember the month before, sigma 10 around 100."""
    steps = np.random.default_rng(SEED).standard_normal((count, months + 50))
    values = np.zeros(steps.shape)
    for month in range(1, steps.shape[1]):
        values[:, month] = rho * values[:, month - 1] + np.sqrt(1 - rho**2) * steps[:, month]
    return 100 + SIGMA * values[:, 50:]


@pytest.mark.parametrize("months", [12, 24])
def test_waves_are_not_taken_for_shifts_where_villages_share_them(months):
    """3,000 series in groups of twelve, correlation 0.3: seen from one series alone they alarm three times as often."""
    values, stated = waves(0.3, months + 12), RULES.measured_for(months)
    alone, together = judged(values), judged(values, group=12)
    assert together.memory.mean() > 0.1
    assert share(together.signals.strong[:, months:]) <= 80
    assert share(alone.signals.strong[:, months:]) >= 3 * stated.strong
    assert share(together.signals.any[:, months:]) <= 1.4 * stated.any


@pytest.mark.parametrize("months", [12, 24])
def test_independent_months_are_hardly_ever_said_to_remember(months):
    found = judged(waves(0.0, months + 12), group=12)
    assert found.memory.mean() < 0.03
    assert share(found.signals.strong[:, months:]) <= 1.25 * RULES.measured_for(months).strong


def test_a_trend_is_no_memory():
    values = waves(0.0, 36) + np.linspace(0, 4 * SIGMA, 36)
    assert judged(values, group=12).memory.mean() < 0.05


def test_the_guide_states_what_the_rules_state():
    text = GUIDE.read_text("utf-8")
    row = r"^\| (\d+) bulan \| (\d+) dari 1\.000 \| (\d+) dari 1\.000 \| (\d+) dari 1\.000 \|$"
    rows = re.findall(row, text, re.MULTILINE)
    stated = [(m["months"], m["strong"], m["any"], m["found"]) for m in map(asdict, RULES.measured)]
    assert [tuple(map(int, row)) for row in rows] == stated
