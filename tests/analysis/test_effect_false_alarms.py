"""Where nothing changed, at most five actions in a hundred are called ``berhasil``; 1,500 simulated actions a case."""

from __future__ import annotations

import csv

import effectcases
import numpy as np
import pytest

from lokmin.analysis.placebo import chance, placebos
from lokmin.catalog.loading import rules
from lokmin.core.effects.rules import EffectRule

RULE = EffectRule.load(rules("effect"), 2026)
RUNS = 1500
#: In a hundred, of 1,500 each; the standard error of such a share is half a point.
LIMIT = 0.05

WORLDS = {
    "steady": {},
    "all villages equal": {"between": 0.0},
    "villages far apart": {"between": 0.6},
    "trending together": {"trend": 0.5},
    "seasonal": {"season": 0.4},
    "overdispersed": {"overdispersed": 0.2},
    "months alike": {"alike": 0.6},
    "small villages": {"sizes": (15, 60)},
    "six villages": {"villages": 6},
    "four months before": {"before": 4},
}
CHOICES = {
    "the worst of the year": lambda rates, before: rates[:, :, :before].mean(-1).argmin(-1),
    "the worst of the last month": lambda rates, before: rates[:, :, before - 1].argmin(-1),
    "the worst of three months": lambda rates, before: rates[:, :, before - 3 : before].mean(-1).argmin(-1),
    "any": lambda rates, _before: np.arange(len(rates)) % rates.shape[1],
}


def helped(rates, sizes, who, before):
    order = np.argsort(np.arange(rates.shape[1])[None] != who[:, None], axis=1, kind="stable")[..., None]
    found = placebos(np.take_along_axis(rates, order, 1), np.take_along_axis(sizes, order, 1), before)
    share, rank = chance(found, np.eye(rates.shape[1], dtype=bool), 0)
    return (share <= RULE.chance_most) & (rank <= 1)


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("choice", CHOICES)
def test_a_useless_action_is_seldom_called_a_success(world, choice):
    options = {"before": 12, **WORLDS[world]}
    rates, sizes = effectcases.simulate(np.random.default_rng(4), RUNS, after=3, **options)
    who = CHOICES[choice](rates, options["before"])
    assert helped(rates, sizes, who, options["before"]).mean() <= LIMIT


@pytest.mark.parametrize(
    ("world", "limit"),
    [(name, LIMIT) for name in ("steady", "overdispersed", "small villages", "months alike")]
    # Villages that are exactly equal do not exist; there every low figure is bad luck: the hardest case of all.
    + [("all villages equal", 0.08)],
)
def test_looking_again_every_month_does_not_find_a_success_in_the_end(world, limit):
    """Verdicts after 3, 4, 5 and 6 months; an action counts as false when any of them says ``berhasil``."""
    rates, sizes = effectcases.simulate(np.random.default_rng(5), RUNS, after=RULE.after_most, **WORLDS[world])
    who = CHOICES["the worst of the year"](rates, 12)
    ever = np.zeros(RUNS, dtype=bool)
    for after in range(RULE.after_least, RULE.after_most + 1):
        ever |= helped(rates[..., : 12 + after], sizes[..., : 12 + after], who, 12)
    assert ever.mean() <= limit


def test_without_regression_to_the_mean_the_worst_village_would_be_called_a_success_too_often(monkeypatch):
    """The simulation can fail: taking the months before as they are gives more than five in a hundred."""
    from lokmin.analysis import placebo

    monkeypatch.setattr(placebo, "_between", lambda levels, _noise, _counted: np.full(levels.shape[0], 1e9))
    rates, sizes = effectcases.simulate(np.random.default_rng(4), RUNS, between=0.1, before=4, after=3)
    who = CHOICES["the worst of the year"](rates, 4)
    assert helped(rates, sizes, who, 4).mean() > LIMIT


@pytest.mark.real_data
def test_useless_actions_in_real_monthly_series_are_seldom_called_a_success(real_data):
    """Tuberculosis in five districts of Lampung, 2021-2025: every month a start, every district, and the worst."""
    tables = [list(csv.DictReader(path.open(encoding="utf-8"))) for path in sorted(real_data.glob("lampung-*/*.csv"))]
    people = np.array([float(t[0]["JML_PENDUDUK"].replace(".", "").replace(",", ".")) for t in tables])
    every, worst = [], []
    for column in ("JML_KSO", "JML_KRO", "JML_TBHIV", "JML_TBDM"):
        rates = np.array([[float(row[column]) for row in t] for t in tables]) / people[:, None]
        for after in (RULE.after_least, RULE.after_most):
            starts = range(12, rates.shape[1] - after + 1)
            cut = np.stack([rates[:, start - 12 : start + after] for start in starts])
            sizes = np.broadcast_to(people[:, None], cut.shape)
            every += [helped(cut, sizes, np.full(len(cut), district), 12) for district in range(len(tables))]
            worst.append(helped(cut, sizes, CHOICES["the worst of the year"](cut, 12), 12))
    assert np.concatenate(every).mean() <= 0.05
    assert np.concatenate(worst).mean() <= 0.05
