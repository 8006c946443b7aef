"""Processor time of the control charts: one Puskesmas (all series, 36 months, all rules), and a district of thirty.

    python benchmarks/signals.py

Counts of people in 12 villages and their sum, 50 indicators, with a season; 650 series a Puskesmas.
"""

from __future__ import annotations

import time

import numpy as np

from lokmin.analysis.review import Input, Kind, review
from lokmin.catalog.loading import rules
from lokmin.core.signals.rules import SignalRules

INDICATORS, VILLAGES, MONTHS = 50, 12, 36


def puskesmas(rng: np.random.Generator) -> Input:
    """A third of the indicators are small counts, a third larger ones, a third shares of a monthly denominator."""
    size = np.repeat(rng.choice([3.0, 8.0, 40.0], INDICATORS), VILLAGES + 1)
    size[VILLAGES :: VILLAGES + 1] *= VILLAGES
    count = len(size)
    year = 1 + 0.2 * np.sin(np.arange(MONTHS) / 6 * np.pi)
    kind = np.repeat(np.arange(INDICATORS) % 3 == 0, VILLAGES + 1) * Kind.SHARE
    bottom = np.where(kind[:, None] == Kind.SHARE, rng.poisson(size[:, None] * 2, (count, MONTHS)) + 1, 1)
    chance = np.clip(0.5 * year[None], 0, 1) * np.ones((count, 1))
    top = np.where(kind[:, None] == Kind.SHARE, rng.binomial(bottom, chance), rng.poisson(size[:, None] * year))
    return Input(
        top=top.astype(np.float64),
        bottom=bottom.astype(np.float64),
        kind=kind.astype(np.int64),
        group=np.repeat(np.arange(INDICATORS), VILLAGES + 1),
        pooled=np.arange(count) % (VILLAGES + 1) != VILLAGES,
        calendar=np.arange(MONTHS) % 12,
    )


def main() -> None:
    rng = np.random.default_rng(1)
    chosen = SignalRules.load(rules("signals"), 2026)
    offices = [puskesmas(rng) for _ in range(30)]
    review(offices[0], chosen)
    started = time.process_time()
    review(offices[0], chosen)
    one = time.process_time() - started
    started = time.process_time()
    for office in offices:
        review(office, chosen)
    thirty = time.process_time() - started
    print(f"{len(offices[0].top)} deret x {MONTHS} bulan: {one * 1000:.0f} ms; 30 Puskesmas: {thirty:.2f} s")


if __name__ == "__main__":
    main()
