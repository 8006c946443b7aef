"""What-ifs against numbers computed by hand."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest

from lokmin.analysis.whatif import gained_variance, needed, outcome
from lokmin.catalog.loading import rules
from lokmin.core.forecasts import words
from lokmin.core.forecasts.records import Base, Effort
from lokmin.core.forecasts.rules import ForecastRule, WhatIfRule

RULE = ForecastRule.load(rules("forecast"), 2026)
WHATIF = WhatIfRule.load(rules("forecast"), 2026)
BASE = Base(known=210, rest=78, variance=120)


@pytest.mark.parametrize(
    ("now", "then", "months", "share", "added", "mean", "hours"),
    [
        (4, 10, 8, 0.5, 24, 312, 12),
        (4, 4, 8, 0.5, 0, 288, 0),
        (0, 10, 8, 1.0, 80, 368, 20),
        (10, 4, 8, 0.5, -24, 264, -12),
        (4, 10, 3, 0.5, 9, 297, 12),
        (4, 10, 8, 0.25, 12, 300, 12),
        (400, 0, 8, 1.0, -3200, 210, -800),  # never below what is in
    ],
)
def test_golden_what_ifs(now, then, months, share, added, mean, hours) -> None:
    effort = Effort(now, then, months, share, minutes=120)
    found = outcome(BASE, effort, 342, RULE, WHATIF)
    assert found.added == pytest.approx(added)
    assert found.mean == pytest.approx(mean)
    assert effort.hours == pytest.approx(hours)
    assert found.low <= found.mean <= found.high


def test_the_interval_is_that_of_the_forecast_and_of_the_visits_together() -> None:
    """48 contacts at one half, a guess worth 20: 48 x 0,25 x 68/21 = 38,857; with 120 a deviation of 12,604."""
    assert gained_variance(48, 0.5, 20) == pytest.approx(38.857, abs=0.001)
    found = outcome(BASE, Effort(4, 10, 8, 0.5, 120), 342, RULE, WHATIF)
    half = NormalDist().inv_cdf(0.9) * math.sqrt(158.857)
    assert found.low == pytest.approx(312 - half, abs=1.5)
    assert found.high == pytest.approx(312 + half, abs=1.5)


def test_the_gain_of_visits_has_the_variance_of_a_beta_binomial() -> None:
    """200.000 draws, seed 3: share from Beta(10, 10), then 48 visits."""
    rng = np.random.default_rng(3)
    gains = rng.binomial(48, rng.beta(10, 10, 200_000))
    assert gains.mean() == pytest.approx(24, rel=0.01)
    assert gains.var() == pytest.approx(gained_variance(48, 0.5, 20), rel=0.02)


@pytest.mark.parametrize("chance", [0.5, 0.8])
def test_the_contacts_needed_are_the_fewest_that_suffice(chance: float) -> None:
    effort = Effort(4, 4, 8, 0.5, 120)
    found = needed(BASE, effort, 342, chance, WHATIF)
    assert found is not None

    def reach(then: int) -> float:
        return outcome(BASE, Effort(4, then, 8, 0.5, 120), 342, RULE, WHATIF).chance

    assert reach(found) >= chance > reach(found - 1)


def test_half_a_chance_needs_what_is_missing_over_months_and_share() -> None:
    """342 - 288 = 54 missing, 8 months, every second contact: 13,5 more a month, so 18 with the 4 of today."""
    assert needed(BASE, Effort(4, 4, 8, 0.5, 120), 342, 0.5, WHATIF) in (17, 18)


def test_what_no_number_of_visits_reaches_is_said() -> None:
    assert needed(BASE, Effort(0, 0, 8, 0.5, 120), 99_999, 0.5, WHATIF) is None
    assert needed(BASE, Effort(0, 0, 0, 0.5, 120), 342, 0.5, WHATIF) is None


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match="bagian"):
        outcome(BASE, Effort(0, 5, 8, 1.5, 120), 342, RULE, WHATIF)


def test_the_sentence_names_visits_interval_target_and_load() -> None:
    effort = Effort(4, 10, 8, 0.5, 120)
    found = outcome(BASE, effort, 342, RULE, WHATIF)
    text = words.effort(effort, found, "ibu", 342, to_december=True)
    assert text.startswith("Bila kunjungan naik dari 4 ke 10 sebulan sampai Desember, perkiraan 312 ibu (antara 29")
    assert "dari target 342; peluang mencapai target" in text
    assert text.endswith("beban 6 kunjungan sebulan lagi = 12 jam.")
    shared = words.load(Effort(4, 10, 8, 0.5, 120, staff=2))
    assert shared == "beban 6 kunjungan sebulan lagi = 12 jam (6 jam tiap orang, dibagi 2 orang)"
    assert words.load(Effort(10, 4, 8, 0.5, 90)) == "beban berkurang 6 kunjungan sebulan = 9 jam"
