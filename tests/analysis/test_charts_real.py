"""The control charts on real months: tuberculosis in five districts of Lampung, 2021-2025."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from lokmin.analysis.review import Input, Kind, Method, Review, review
from lokmin.catalog.loading import rules
from lokmin.core.signals.rules import SignalRules

RULES = SignalRules.load(rules("signals"), 2026)
pytestmark = pytest.mark.real_data


@pytest.fixture
def cases(real_data: Path) -> np.ndarray:
    """Cases found by month (districts, 60)."""
    tables = [
        list(csv.DictReader(path.open(encoding="utf-8")))
        for path in sorted((real_data / "lampung-tb-bulanan").glob("*.csv"))
    ]
    return np.array([[float(row["JML_KSO"]) for row in table] for table in tables])


def judged(months: np.ndarray) -> Review:
    count, wide = months.shape
    return review(
        Input(
            months, np.ones(months.shape), np.full(count, Kind.COUNT), np.zeros(count, int), np.ones(count, bool),
            np.arange(wide) % 12,
        ),
        RULES,
    )  # fmt: skip


def test_the_years_after_the_pandemic_are_a_rise_in_every_district(cases):
    """More cases were found in 2023 than in 2021 and 2022: 17 % to 76 % more, a strong sign in all five."""
    assert (cases[:, 24:36].mean(axis=1) > 1.15 * cases[:, :24].mean(axis=1)).sum() >= 4
    found = judged(cases[:, :36])
    assert (found.method != Method.SHORT).all()
    assert ((found.signals.strong == 1).any(axis=1)).all()
    assert not (found.signals.strong == -1).any()


def test_a_tenfold_mistake_is_found_wherever_it_stands(cases):
    missed = []
    for end in (36, 48, 60):
        window = cases[:, end - 36 : end]
        for district in range(len(window)):
            for month in range(24, 36):
                wrong = window.copy()
                wrong[district, month] *= 10
                found = judged(wrong)
                if found.signals.point.sign[district, month] != 1 or abs(found.odd[district, month]) <= RULES.odd:
                    missed.append((end, district, month))
    assert missed == []


def test_a_mistake_in_the_history_does_not_hide_the_change_that_follows(cases):
    wrong = cases[:, :36].copy()
    districts, months = np.arange(5), np.array([4, 7, 10, 13, 16])
    wrong[districts, months] *= 10
    found = judged(wrong)
    assert found.left_out[districts, months].all()
    assert (found.signals.any == 1).any(axis=1).all()
