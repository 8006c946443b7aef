"""An action in the whole Puskesmas judged by its own months; 400 simulated series a case."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lokmin.analysis.interrupted import series_alone, steps
from lokmin.catalog.loading import rules
from lokmin.core.effects.rules import EffectRule

RULE = EffectRule.load(rules("effect"), 2026)
FAST = replace(RULE, draws=299)
RUNS = 400
#: 5 % and two standard errors of a share of 400.
LIMIT = 0.05 + 2 * 0.0109


def simulate(rng, runs, months, alike=0.0, season=0.3, trend=0.03, noise=0.01):
    """Monthly rates about 8 % with a yearly wave, a trend and noise whose neighbours correlate by ``alike``."""
    shock = rng.standard_normal((runs, months))
    for month in range(1, months):
        shock[:, month] = alike * shock[:, month - 1] + np.sqrt(1 - alike**2) * shock[:, month]
    time = np.arange(months)
    wave = 0.08 * season * np.sin(2 * np.pi * (time / 12 + rng.random((runs, 1))))
    return 0.08 + wave + trend * time / months + noise * shock


@pytest.mark.parametrize("alike", [0.0, 0.3, 0.6])
@pytest.mark.parametrize("after", [3, 6])
def test_a_series_in_which_nothing_changed_is_seldom_called_a_success(alike, after):
    rng = np.random.default_rng(1)
    series = simulate(rng, RUNS, RULE.series_months, alike)
    found = steps(series, RULE.series_months - after, FAST, rng=rng)
    assert (found.chance <= RULE.chance_most).mean() <= LIMIT


@pytest.mark.parametrize("alike", [0.0, 0.5])
def test_a_start_right_after_the_worst_months_is_seldom_called_a_success(alike):
    rng, months, after = np.random.default_rng(2), RULE.series_months, 3
    long = simulate(rng, RUNS, months + 24, alike, season=0.0, trend=0.0)
    starts = np.arange(months - after, months - after + 25)
    before = np.stack([long[:, start - 3 : start].mean(1) for start in starts], 1)
    first = starts[before.argmin(1)] - (months - after)
    series = np.stack([one[at : at + months] for one, at in zip(long, first, strict=True)])
    found = steps(series, months - after, FAST, rng=rng)
    assert (found.chance <= RULE.chance_most).mean() <= LIMIT


def test_a_larger_step_is_found_more_often_and_about_right():
    shares = []
    for step in (0.0, 0.02, 0.04):
        rng = np.random.default_rng(3)
        series = simulate(rng, RUNS, 42, 0.2)
        series[:, 36:] += step
        found = steps(series, 36, FAST, rng=rng)
        shares.append((found.chance <= RULE.chance_most).mean())
        assert found.step.mean() == pytest.approx(step, abs=0.003)
    assert shares[0] < 0.05 < shares[1] < shares[2]
    assert shares[2] > 0.9


def test_one_series_gives_the_words_their_numbers():
    rng = np.random.default_rng(4)
    series = simulate(rng, 1, 40, noise=0.004)[0]
    series[34:] += 0.05
    series[10] = np.nan
    found = series_alone(series, 34, RULE, rng=np.random.default_rng(RULE.seed))
    assert found.helped
    assert (found.before, found.after, found.others) == (33, 6, 0)
    assert found.low < found.estimate < found.high
    assert found.estimate == pytest.approx(0.05, abs=0.015)
    assert found == series_alone(series, 34, RULE, rng=np.random.default_rng(RULE.seed))
    down = series_alone(-series, 34, RULE, rng=np.random.default_rng(RULE.seed), higher_is_better=False)
    assert down.helped
    assert (down.low, down.estimate, down.high) == pytest.approx((-found.high, -found.estimate, -found.low))


def test_too_few_months_are_refused():
    with pytest.raises(ValueError, match="terlalu sedikit"):
        series_alone(np.arange(29) / 100 % 0.07, 26, RULE, rng=np.random.default_rng(1))


def test_a_straight_line_is_no_series_to_judge():
    with pytest.raises(ValueError, match="tidak naik-turun"):
        series_alone(np.linspace(0.1, 0.2, 34), 31, RULE, rng=np.random.default_rng(1))
