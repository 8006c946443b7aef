"""Chances and limits of a count that is not negative, for many series at once, without tables of a library.

A count with mean m and variance v is read as a gamma variable with the same two moments (the continuous sister of the
negative binomial), and its normal score by the cube root: Wilson and Hilferty, "The distribution of chi-square",
PNAS 17 (1931) 684-688. Steps between whole people are met with the usual half (continuity correction).
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
_TINY = 1e-12


def normal_cdf(z: Floats) -> Floats:
    """Standard normal probability; Abramowitz and Stegun 7.1.26, error below 1.5e-7."""
    x = np.abs(z) / np.sqrt(2.0)
    t = 1.0 / (1.0 + 0.3275911 * x)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = 1.0 - series * np.exp(-x * x)
    return np.asarray(0.5 * (1.0 + np.sign(z) * erf))


def normal_score(level: float) -> float:
    """The z below which a share ``level`` (0..1) lies."""
    return NormalDist().inv_cdf(level)


def count_limit(mean: Floats, variance: Floats, level: float) -> Floats:
    """The smallest whole count at or below which the variable lies with probability ``level``; 0 where mean is 0."""
    shape, scale = _gamma(mean, variance)
    root = 1.0 - 1.0 / (9.0 * shape) + normal_score(level) / np.sqrt(9.0 * shape)
    limit = shape * scale * np.maximum(root, 0.0) ** 3
    return np.where(mean > _TINY, np.maximum(np.ceil(limit - 0.5), 0.0), 0.0)


def count_at_least(mean: Floats, variance: Floats, count: Floats) -> Floats:
    """P(the variable is at least ``count``), count rounded up to whole people; 1 where count is 0 or less."""
    whole = np.ceil(count - 1e-9)
    shape, scale = _gamma(mean, variance)
    edge = np.maximum(whole - 0.5, 0.0)
    root = np.cbrt(edge / np.maximum(shape * scale, _TINY))
    z = (root - 1.0 + 1.0 / (9.0 * shape)) * np.sqrt(9.0 * shape)
    chance = 1.0 - normal_cdf(z)
    return np.where(whole <= 0, 1.0, np.where(mean > _TINY, chance, 0.0))


def _gamma(mean: Floats, variance: Floats) -> tuple[Floats, Floats]:
    mean, variance = np.maximum(mean, _TINY), np.maximum(variance, _TINY)
    return mean * mean / variance, variance / mean
