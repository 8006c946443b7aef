"""Simulated Puskesmas in which nothing, or a known thing, changed: counts of people by month and village."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def simulate(
    rng: np.random.Generator,
    runs: int,
    villages: int = 12,
    before: int = 12,
    after: int = 6,
    *,
    level: float = 0.08,
    between: float = 0.25,
    season: float = 0.0,
    trend: float = 0.0,
    overdispersed: float = 0.0,
    alike: float = 0.0,
    sizes: tuple[float, float] = (40, 250),
) -> tuple[Floats, Floats]:
    """Rates (s, k, t) and sizes (s, k, t).

    ``season`` and ``trend`` (share of the level) are common to all villages; ``overdispersed`` is the variance of a
    gamma factor on every month; ``alike`` the correlation of a village's own 25 % waves with neighbouring months.
    """
    months = before + after
    size = rng.uniform(*sizes, (runs, villages, 1)) * np.ones(months)
    time = np.arange(months)
    own = level * np.exp(between * rng.standard_normal((runs, villages, 1)))
    expected = (
        own * (1 + season * np.sin(2 * np.pi * (time / 12 + rng.random((runs, 1, 1))))) + level * trend * time / months
    )
    if alike:
        shock = rng.standard_normal(expected.shape)
        for month in range(1, months):
            shock[..., month] = alike * shock[..., month - 1] + np.sqrt(1 - alike**2) * shock[..., month]
        expected = expected * np.exp(0.25 * shock)
    if overdispersed:
        expected = expected * rng.gamma(1 / overdispersed, overdispersed, expected.shape)
    return rng.poisson(expected * size) / size, size
