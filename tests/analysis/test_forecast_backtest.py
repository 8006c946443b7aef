"""Forecasts against what came: made-up series of six kinds and the real monthly tables, from every origin.

The figures and the sizes are those of ``benchmarks/backtest.py``, which prints them and is read here.
"""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
SEED = 20261122


@cache
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmarks_backtest", ROOT / "benchmarks" / "backtest.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its records look their own module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("kind", ["tetap", "tren", "musim", "bergejolak", "loncat", "kecil"])
def test_four_of_five_years_end_in_the_interval_and_the_error_is_below_the_same_pace(kind: str) -> None:
    """25 indicators x 12 villages x 3 years, years 2 and 3 forecast from February to November: 6.000 forecasts."""
    made = bench()
    score = made.scores(made.made_up(kind, np.random.default_rng(SEED)), made.rule())
    assert score.asked == 6000
    assert 0.70 <= score.covered <= 0.90
    assert score.error < score.same_pace


@pytest.mark.parametrize("kind", ["tetap", "bergejolak", "kecil"])
def test_in_the_first_year_the_villages_help_one_another(kind: str) -> None:
    """Without any earlier year: 3.000 forecasts. A season nobody has seen cannot be known: none here."""
    made = bench()
    score = made.scores(made.made_up(kind, np.random.default_rng(SEED), years=1), made.rule())
    assert 0.75 <= score.covered <= 0.92
    assert score.error < 0.95 * score.same_pace


def test_small_counts_have_wide_intervals() -> None:
    made = bench()
    small, large = (
        made.scores(made.made_up(kind, np.random.default_rng(SEED)), made.rule()) for kind in ("kecil", "tetap")
    )
    assert small.width > 2 * large.width


@pytest.mark.real_data
def test_real_monthly_series_of_lampung() -> None:
    """Five districts, four TB counts, 2021-2025: 800 forecasts of 2022-2025 from February to November.

    The counts are of very unlike size, so the error is asked for twice: all together (the largest column weighs most)
    and as the mean of the four columns' wMAPE (each weighs the same).
    """
    made = bench()
    parts = [made.scores(series, made.rule()) for series in made.real().values()]
    assert sum(part.asked for part in parts) == 800
    covered = sum(part.covered * part.asked for part in parts) / 800
    assert 0.70 <= covered <= 0.90
    assert all(0.70 <= part.covered <= 0.93 for part in parts)
    error, same_pace = made.pooled(parts)
    assert error < same_pace
    assert np.mean([part.error for part in parts]) < np.mean([part.same_pace for part in parts])
