"""Did an action in the whole Puskesmas help: its own months before against those after, with nobody to compare with.

Segmented regression (Wagner et al., J Clin Pharm Ther 27 (2002) 299-309; Bernal et al., Int J Epidemiol 46 (2017)
348-355): level, trend, one yearly wave, and a step at the start. Months resemble their neighbours, so the errors are an
autoregression of order one; its correlation is corrected for the bias of short series (Kendall, Biometrika 41 (1954)
403-404), never taken below ``series_alike_percent``, and filtered out (Prais, Winsten 1954). The chance of the step
comes from permuting the filtered errors of the model without it (Freedman, Lane, J Bus Econ Stat 1 (1983) 292-298), not
from a table that would need many more months.

**Regression to the mean.** An action starts after bad months. They are a small part of a long series, so the level
before is hardly lowered by them; besides, the ``series_chosen`` months just before the start, which most likely led to
the decision, belong to neither side. The tests simulate a start put right after the worst months of the series.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lokmin.analysis.effect import Effect
from lokmin.core.effects.rules import EffectRule

Floats = NDArray[np.float64]
_MOST_ALIKE = 0.8


@dataclass(frozen=True)
class Steps:
    """Steps of several series, each (s,): size, standard error, one-sided chance, the t ``chance_most`` reaches."""

    step: Floats
    error: Floats
    chance: Floats
    edge: Floats


def series_alone(
    rates: Floats, before: int, rule: EffectRule, *, rng: np.random.Generator, higher_is_better: bool = True
) -> Effect:
    """Judge a step in one series of monthly rates (months,), NaN = not reported, ``before`` of them before the start.

    Raises:
        ValueError: too few months for the model, or figures without any variation.
    """
    sign = 1.0 if higher_is_better else -1.0
    known = np.isfinite(rates)
    if known.sum() < rule.series_months:
        raise ValueError("Bulannya terlalu sedikit untuk deret terputus.")
    found = steps(rates[None] * sign, before, rule, rng=rng)
    step, width = float(found.step[0]), float(found.edge[0] * found.error[0])
    ends = (step, step - width, step + width) if higher_is_better else (-step, -step - width, -step + width)
    return Effect(
        *ends,
        chance=float(found.chance[0]),
        helped=float(found.chance[0]) <= rule.chance_most,
        before=int(known[:before].sum()),
        after=int(known[before:].sum()),
        own=(float(rates[:before][known[:before]].mean()), float(rates[before:][known[before:]].mean())),
    )


def steps(series: Floats, before: int, rule: EffectRule, *, rng: np.random.Generator) -> Steps:
    """The step at the start of series (s, months), more is better, that lack the same months.

    Raises:
        ValueError: a series without any variation.
    """
    used: NDArray[np.bool_] = np.asarray(np.isfinite(series).all(0))
    used[max(before - rule.series_chosen, 0) : before] = False
    time = np.flatnonzero(used).astype(np.float64)
    values = series[:, used]
    design = _design(time, series.shape[1])
    step = (time >= before).astype(np.float64)
    alike = _alike(values, np.column_stack([design, step]), rule.series_alike_percent / 100)
    found: list[tuple[float, float, float, float]] = []
    for one, rho in zip(values, alike, strict=True):
        flat, cut, own = _filtered(np.column_stack([design, step, one]), time, rho)
        # Frisch, Waugh, Lovell: the step net of everything else; the rest of the model is the null.
        base, _ = np.linalg.qr(flat)
        cut = cut - base @ (base.T @ cut)
        rest = own - base @ (base.T @ own)
        if float(rest @ rest) <= 1e-18 * max(float(own @ own), 1e-300):
            raise ValueError("Angkanya tidak naik-turun sama sekali, sehingga kebetulan tidak dapat dihitung.")
        free = len(own) - flat.shape[1] - 1
        shuffled = rng.permuted(np.repeat(rest[None], rule.draws, axis=0), axis=1)
        shuffled -= (shuffled @ base) @ base.T
        scores = _score(np.vstack([rest, shuffled]), cut, free)
        size = float(cut @ cut)
        effect = float(cut @ rest) / size
        left = rest - effect * cut
        error = math.sqrt(float(left @ left) / free / size)
        above = float((scores >= scores[0] - 1e-9).mean())
        found.append((effect, error, above, float(np.quantile(scores[1:], 1 - rule.chance_most))))
    return Steps(*np.array(found).T)


def _score(rows: Floats, cut: Floats, free: int) -> Floats:
    """The t of the step for rows of errors of the model without it."""
    along = rows @ cut
    size = float(cut @ cut)
    left = np.maximum((rows**2).sum(1) - along**2 / size, 1e-300)
    return np.asarray(along / np.sqrt(left / free * size))


def _design(time: Floats, months: int) -> Floats:
    """Level, trend and one yearly wave."""
    wave = 2 * np.pi * time / 12
    return np.column_stack([np.ones_like(time), time / months - 0.5, np.sin(wave), np.cos(wave)])


def _alike(values: Floats, design: Floats, least: float) -> Floats:
    """Correlation of neighbouring errors, (s,), corrected for the bias of short series, at least ``least``."""
    base, _ = np.linalg.qr(design)
    rest = values - (values @ base) @ base.T
    power = np.maximum((rest**2).sum(1), 1e-300)
    raw = (rest[:, 1:] * rest[:, :-1]).sum(1) / power
    n, p = values.shape[1], design.shape[1]
    return np.asarray(np.clip((raw * n + p) / (n - p - 3), least, _MOST_ALIKE))


def _filtered(columns: Floats, time: Floats, rho: float) -> tuple[Floats, Floats, Floats]:
    """Design, step and values after taking off what a month takes over from the one before (gaps take over less)."""
    gap = np.diff(time)
    hold = rho**gap
    scale = np.sqrt((1 - rho**2) / np.maximum(1 - hold**2, 1e-12)) if rho else np.ones_like(gap)
    first = columns[:1] * math.sqrt(1 - rho**2)
    rest = (columns[1:] - hold[:, None] * columns[:-1]) * scale[:, None]
    out = np.vstack([first, rest])
    return out[:, :-2], out[:, -2], out[:, -1]
