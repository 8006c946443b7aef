"""One action judged against the other villages: worked examples, what may not matter, and what must be said."""

from __future__ import annotations

import math

import effectcases
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokmin.analysis.effect import Effect, against_others, enough_placebos, village_sets
from lokmin.analysis.placebo import chance, placebos
from lokmin.catalog.loading import rules
from lokmin.core.effects.rules import EffectRule

RULE = EffectRule.load(rules("effect"), 2026)
NAN = float("nan")


def rng():
    return np.random.default_rng(RULE.seed)


def judge(rates, sizes, acted, before, **options):
    return against_others(np.array(rates), np.array(sizes), np.array(acted), before, RULE, rng=rng(), **options)


def world(seed=1, villages=12, before=8, after=3, effect=0.0):
    """Rates and sizes of one Puskesmas; the first village has the action and ``effect`` more of its people a month."""
    draw = np.random.default_rng(seed)
    rates, sizes = (a[0] for a in effectcases.simulate(draw, 1, villages, before, after, sizes=(120, 240)))
    rates[0, before:] += draw.poisson(effect * sizes[0, before:]) / sizes[0, before:]
    return rates, sizes, np.arange(villages) == 0


def test_the_means_before_and_after_are_those_a_hand_computes():
    # Own: 2 then 6 of 100; others: 8 of 100 and 16 of 200 a month, so 8 % of 300 before, and 9, 18 = 9 % after.
    noise = np.array([0, 1, -1, 1, -1, 0]) / 100
    own = np.array([2, 2, 2, 6, 6, 6]) / 100 + noise
    one = np.array([8, 8, 8, 9, 9, 9]) / 100 - noise
    two = np.array([8, 8, 8, 9, 9, 9]) / 100 + noise / 2
    found = judge([own, one, two], [[100] * 6, [100] * 6, [200] * 6], [True, False, False], 3)
    assert found.own == pytest.approx((0.02, 0.06))
    assert found.rest == pytest.approx((0.08, 0.09))
    assert (found.before, found.after, found.others) == (3, 3, 2)


def test_a_large_effect_in_large_villages_is_found_with_about_its_size():
    found = judge(*world(effect=0.06), 8)
    assert found.helped
    assert found.rank == 1
    assert 0 < found.low < 0.06 < found.high
    assert found.estimate == pytest.approx(0.06, abs=0.03)
    assert found.chance <= RULE.chance_most


def test_no_effect_is_no_success():
    found = judge(*world(), 8)
    assert not found.helped
    assert found.low < 0 < found.high


def test_where_less_is_better_a_fall_is_the_success_and_reported_as_a_fall():
    rates, sizes, acted = world(effect=0.06)
    up, down = judge(rates, sizes, acted, 8), judge(1 - rates, sizes, acted, 8, higher_is_better=False)
    assert down.helped
    assert down.estimate == pytest.approx(-up.estimate)
    assert (down.low, down.high) == pytest.approx((-up.high, -up.low))
    assert down.chance == up.chance


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), scale=st.sampled_from([100.0, 1000.0, 0.5]))
def test_order_of_villages_and_unit_of_the_rate_do_not_matter(seed, scale):
    rates, sizes, acted = world(seed, effect=0.02)
    order = np.random.default_rng(seed).permutation(len(acted))
    first, mixed = judge(rates, sizes, acted, 8), judge(rates[order], sizes[order], acted[order], 8)
    larger = judge(rates * scale, sizes, acted, 8)
    for found, by in ((mixed, 1.0), (larger, scale)):
        assert found.chance == first.chance
        assert found.helped == first.helped
        assert found.estimate == pytest.approx(first.estimate * by, rel=1e-6, abs=1e-9 * by)


def test_what_all_villages_share_does_not_matter():
    rates, sizes, acted = world(effect=0.03)
    common = np.linspace(0, 0.2, rates.shape[1]) + np.tile([0.0, 0.05], rates.shape[1])[: rates.shape[1]]
    assert judge(rates + common, sizes, acted, 8).estimate == pytest.approx(judge(rates, sizes, acted, 8).estimate)


def test_a_month_not_reported_is_no_month_of_zero():
    rates, sizes, acted = world(effect=0.06)
    gap, zero = rates.copy(), rates.copy()
    gap[0, 9], zero[0, 9] = NAN, 0.0
    missing = judge(gap, sizes, acted, 8)
    assert missing.after == 2
    assert missing.estimate > judge(zero, sizes, acted, 8).estimate
    assert missing.own[1] == pytest.approx(rates[0, [8, 10]].mean())


def test_several_villages_are_compared_with_every_other_set_of_as_many():
    rates, sizes, acted = world(effect=0.05)
    rates[1, 8:] += 0.05
    acted = np.arange(12) < 2
    found = judge(rates, sizes, acted, 8)
    assert found.sets == math.comb(12, 2)
    assert found.others == 10
    assert found.helped
    assert found.estimate == pytest.approx(0.05, abs=0.025)


def test_many_sets_are_drawn_the_same_way_every_time():
    acted = np.arange(20) < 6
    first, second = village_sets(acted, 50, rng()), village_sets(acted, 50, rng())
    assert (first == second).all()
    assert (first[0] == acted).all()
    assert len(first) <= 51
    assert len({tuple(row) for row in first}) == len(first)


def test_the_chance_is_the_share_of_villages_and_shifts_that_did_as_well():
    """The slow way: each village and each shift by itself, with the variances taken from the fast one."""
    rates, sizes, _acted = world(villages=6)
    found = placebos(rates[None], sizes[None], 8)
    share, rank = chance(found, np.eye(6, dtype=bool), 0)
    scores = [found.score[0, shift, village] for shift in range(11) for village in range(6)]
    assert share[0] == sum(score >= scores[0] for score in scores) / 66
    assert rank[0] == sum(found.score[0, 0, village] >= scores[0] for village in range(6))


def test_shifts_move_the_months_after_round_the_year():
    rates, sizes, _acted = world(villages=6)
    found = placebos(rates[None], sizes[None], 8)
    moved = placebos(np.roll(rates, -4, axis=1)[None], sizes[None], 8)
    assert np.allclose(found.score[0, 4], moved.score[0, 0])


def test_interval_and_chance_tell_the_same():
    for seed in range(40):
        found = judge(*world(seed, before=5, effect=0.04), 5)
        above = found.low is not None and found.low >= 0
        assert above == (found.chance <= RULE.chance_most)


def test_the_interval_holds_the_truth_in_nineteen_of_twenty():
    """100 actions in the worst village; 95 % interval, at least 88 (three standard errors)."""
    held, estimates = 0, []
    for seed in range(100):
        draw = np.random.default_rng(seed)
        rates, sizes = (a[0] for a in effectcases.simulate(draw, 1, 12, 8, 3))
        worst = rates[:, :8].mean(1).argmin()
        rates[worst, 8:] += draw.poisson(0.05 * sizes[worst, 8:]) / sizes[worst, 8:]
        found = judge(rates, sizes, np.arange(12) == worst, 8)
        held += (found.low is None or found.low <= 0.05) and (found.high is None or found.high >= 0.05)
        estimates.append(found.estimate)
    assert held >= 88
    assert np.mean(estimates) == pytest.approx(0.05, abs=3 * np.std(estimates) / 10)


def test_getting_better_before_the_start_is_noticed():
    rates, sizes, acted = world(effect=0.03)
    assert not judge(rates, sizes, acted, 8).already
    rates[0, :8] += np.linspace(0, 0.25, 8)
    rates[0, 8:] += 0.25
    assert judge(rates, sizes, acted, 8).already


def test_figures_that_never_move_give_no_verdict_but_a_sentence():
    with pytest.raises(ValueError, match="tidak naik-turun"):
        judge(np.full((6, 8), 0.5), np.full((6, 8), 100.0), [True] + [False] * 5, 5)


def test_an_action_everywhere_has_nobody_to_be_compared_with():
    with pytest.raises(ValueError, match="pembanding"):
        judge(np.full((3, 8), 0.5), np.full((3, 8), 100.0), [True] * 3, 5)


@pytest.mark.parametrize(
    ("villages", "acted", "months", "enough"), [(12, 1, 7, True), (5, 1, 7, False), (5, 1, 8, True), (4, 2, 7, True)]
)
def test_few_villages_and_months_cannot_show_a_small_chance(villages, acted, months, enough):
    assert enough_placebos(villages, acted, months, RULE) is enough


def test_effects_are_records():
    assert isinstance(judge(*world(), 8), Effect)
