"""Who solved this? Villages whose indicator improved by more than noise and by more than in the other villages.

The months before and after are compared by a ratio of rates against the same ratio in all other villages together, so
that a season or a change that came to everybody names nobody:

    z = [ln(after_v / before_v) - ln(after_rest / before_rest)] / sqrt(phi_v (1/after_v + 1/before_v) + phi_rest (...))

with half a person added to each count (Haldane 1956) and a quasi-Poisson factor from the months' residuals. Positions,
means and rates are compared by their change against that of the others, by Student's t brought to a normal score
(Wallace, Annals of Mathematical Statistics 30 (1959) 1124-1130). Where villages drift apart by themselves the scores
spread more than chance: they are divided by their own robust spread, at least 1 (empirical null, Efron, JASA 99 (2004)
96-104). Of all alike villages that are asked at once Holm's step-down test keeps the chance to name *anybody* falsely
below ``false_names`` (Scandinavian J. of Statistics 6 (1979) 65-70). ``tests/analysis/test_peers.py`` simulates it:
where nothing changed, at most 5 % of the questions name a village.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any

import numpy as np

from lokmin.analysis.ranges import Bools, Floats, normal_cdf
from lokmin.core.forecasts.rules import PeerRule
from lokmin.core.indicators.definitions import Aggregation
from lokmin.core.numbers import MICRO

_EARTH_KM = 6371.0
#: Residuals of other villages count as so many months of one's own in a village's noise.
_POOLED = 12.0


@dataclass(frozen=True, slots=True)
class Improvement:
    """A village that improved.

    Attributes:
        village: its position in the arrays.
        before, after: mean of a month in the two spans (per unit of weight).
        others: how the other villages changed, as a factor (counts) or a difference (other figures).
        p: adjusted chance that a change as large is named though nothing changed.
        size_ratio: its sasaran over that of the village that asks; None where one is not known.
        distance: km between the villages, None where not known.
    """

    village: int
    before: float
    after: float
    others: float
    p: float
    size_ratio: float | None
    distance: float | None


def improved(
    months: Floats,
    weight: Floats,
    size: Floats,
    village: int | None,
    rule: PeerRule,
    *,
    counts: bool = True,
    down: bool = False,
    distance: Sequence[float | None] = (),
) -> tuple[Improvement, ...]:
    """The alike villages that improved, most alike first (by size, then by distance).

    Args:
        months: (villages, T), oldest first; NaN = not reported. The last ``2 * rule.months`` are looked at.
        weight: (villages, T) what a month weighs: 1, or the month's denominator.
        size: (villages,) sasaran or NaN.
        village: position of the one that asks; it is never named. None: the Puskesmas asks, and all are alike.
        rule: see ``PeerRule``.
        counts: whether the figures are counts (else positions, means or rates).
        down: whether less is better.
        distance: km from the one that asks, None where not known; empty for nowhere.
    """
    span = rule.months
    if months.shape[1] < span + rule.least_months or months.shape[0] < 3:
        return ()
    y, w = months[:, -2 * span :], weight[:, -2 * span :]
    first = y.shape[1] - span
    seen = ~np.isnan(y) & (w > 0)
    enough = (seen[:, :first].sum(axis=1) >= rule.least_months) & (seen[:, first:].sum(axis=1) >= rule.least_months)
    if counts:
        enough &= np.where(seen, np.nan_to_num(y), 0.0).sum(axis=1) >= rule.least_count
    if enough.sum() < 3:
        return ()
    if counts:
        z, before, after, others = _of_counts(y, w, seen, first, enough)
    else:
        z, before, after, others = _of_figures(y, seen, first, enough)
    z = -z if down else z
    z = z / max(1.0, 1.4826 * float(np.median(np.abs(z[enough] - np.median(z[enough])))))
    own = np.nan if village is None else size[village]
    ratio = size / own if own > 0 else np.full(size.shape, np.nan)
    alike = enough & (np.isnan(ratio) | ((ratio >= 1 / rule.size) & (ratio <= rule.size)))
    if village is not None:
        alike[village] = False
    asked = np.flatnonzero(alike)
    better = (after < before) if down else (after > before)
    named = [(v, p) for v, p in zip(asked, _holm(1.0 - normal_cdf(z[asked])), strict=True) if p <= rule.false_names]
    far = distance or [None] * size.size
    found = []
    for v, p in named:
        # A drop-out below zero is a mistake in the reports, not a success.
        if better[v] and after[v] >= 0:
            alike_by = float(ratio[v]) if ratio[v] > 0 else None
            found.append(
                Improvement(int(v), float(before[v]), float(after[v]), float(others[v]), p, alike_by, far[int(v)])
            )
    # Most alike first: a tenth more people weighs as much as two kilometres.
    found.sort(key=lambda f: (abs(np.log(f.size_ratio)) if f.size_ratio else 9.0) + (f.distance or 0.0) / 20)
    return tuple(found[: rule.most])


def comparable(top: Floats, bottom: Floats, way: Aggregation) -> tuple[Floats, Floats, bool]:
    """Values, weights and whether they are counts, from numerators and monthly denominators (villages, T).

    A sum over a monthly denominator is a count weighed by it; positions and means over one are rates of the month;
    differences that can be negative (drop-outs) are rates too.
    """
    monthly = bool((~np.isnan(bottom)).any())
    counts = way in (Aggregation.FLOW, Aggregation.COHORT) and not (np.nan_to_num(top) < 0).any()
    if counts:
        return top, np.where(np.isnan(bottom), 1.0, bottom) if monthly else np.ones(top.shape), True
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.where(bottom > 0, top / bottom, np.nan) if monthly else top
    return values, np.ones(top.shape), False


def sizes(micro: Sequence[int | None]) -> Floats:
    """Denominators in units, NaN where there is none."""
    return np.array([np.nan if value is None else value / MICRO for value in micro])


def _of_counts(y: Floats, w: Floats, seen: Bools, first: int, enough: Bools) -> tuple[Floats, Floats, Floats, Floats]:
    """Scores, rates before and after, and the others' factor; the rest of the villages is the control."""
    seen = seen & enough[:, None]
    value, under = np.where(seen, y, 0.0), np.where(seen, w, 0.0)
    # What the month was worth to everybody: its rate over the mean rate, from all villages together.
    pace = value.sum(axis=1) / np.maximum(under.sum(axis=1), 1e-9)
    month = value.sum(axis=0) / np.maximum((under * pace[:, None]).sum(axis=0), 1e-9)
    phi = _noise(value, under, seen, month, first)
    sums, weights = (np.stack([part[:, :first].sum(1), part[:, first:].sum(1)], 1) for part in (value, under * month))
    rest = sums.sum(axis=0) - sums
    rest_due = (weights * pace[:, None]).sum(axis=0) - weights * pace[:, None]
    own_due = weights * pace[:, None]
    change = np.log((sums + 0.5) / np.maximum(own_due, 1e-9))
    other = np.log((rest + 0.5) / np.maximum(rest_due, 1e-9))
    variance = phi * (1 / (sums + 0.5)).sum(axis=1) + phi[enough].mean() * (1 / (rest + 0.5)).sum(axis=1)
    z = ((change[:, 1] - change[:, 0]) - (other[:, 1] - other[:, 0])) / np.sqrt(variance)
    before, after = (
        value[:, part].sum(axis=1) / np.maximum(under[:, part].sum(axis=1), 1e-9)
        for part in (slice(0, first), slice(first, None))
    )
    rest_rates = [
        (value[:, part].sum() - value[:, part].sum(axis=1))
        / np.maximum(under[:, part].sum() - under[:, part].sum(axis=1), 1e-9)
        for part in (slice(0, first), slice(first, None))
    ]
    return np.where(enough, z, 0.0), before, after, rest_rates[1] / np.maximum(rest_rates[0], 1e-9)


def _noise(value: Floats, under: Floats, seen: Bools, month: Floats, first: int) -> Floats:
    """The quasi-Poisson factor of each village, leaning on that of all; at least 1."""
    squares, free = np.zeros(len(value)), np.zeros(len(value))
    for part in (slice(0, first), slice(first, None)):
        due = under[:, part] * month[part]
        mean = due * (value[:, part].sum(axis=1) / np.maximum(due.sum(axis=1), 1e-9))[:, None]
        told = seen[:, part] & (mean > 0)
        squares += np.where(told, (value[:, part] - mean) ** 2 / np.maximum(mean, 0.25), 0.0).sum(axis=1)
        free += np.maximum(told.sum(axis=1) - 1.0, 0.0)
    villages = max(int((free > 0).sum()), 1)
    # The months' common worth was estimated from the same figures.
    together = max(squares.sum() / max(free.sum() * (1 - 1 / villages), 1.0), 1.0)
    return np.asarray(np.maximum((together * _POOLED + squares) / (_POOLED + free), 1.0))


def _of_figures(y: Floats, seen: Bools, first: int, enough: Bools) -> tuple[Floats, Floats, Floats, Floats]:
    """The same for positions, means and rates: each village's change against the changes of the others."""
    parts = [
        np.nanmean(np.where(seen & enough[:, None], y, np.nan)[enough][:, part], axis=1)
        for part in (slice(0, first), slice(first, None))
    ]
    change = parts[1] - parts[0]
    n = change.size
    mean = (change.sum() - change) / (n - 1)
    squares = np.maximum((change**2).sum() - change**2 - (n - 1) * mean**2, 0.0)
    spread = np.sqrt(squares / max(n - 2, 1) * (1 + 1 / (n - 1)))
    t = (change - mean) / np.maximum(spread, 1e-9)
    free = max(n - 2, 1)
    score = np.sign(t) * np.sqrt(free * np.log1p(t * t / free)) * (8 * free + 1) / (8 * free + 3)
    out = [np.zeros(len(y)) for _ in range(4)]
    for place, part in zip(out, (score, parts[0], parts[1], mean), strict=True):
        place[enough] = part
    return out[0], out[1], out[2], out[3]


def _holm(p: Floats) -> list[float]:
    """Adjusted p-values in the same order."""
    order = np.argsort(p)
    adjusted, worst = np.ones(p.size), 0.0
    for rank, at in enumerate(order):
        worst = max(worst, min(1.0, float(p[at]) * (p.size - rank)))
        adjusted[at] = worst
    return [float(value) for value in adjusted]


def middle(geometry: dict[str, Any]) -> tuple[float, float] | None:
    """Longitude and latitude of the middle of a GeoJSON polygon (mean of its outer corners), None without any."""
    kind, shape = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon") or not shape:
        return None
    polygons: Sequence[Any] = shape if kind == "MultiPolygon" else (shape,)
    corners = [corner for polygon in polygons if polygon for corner in polygon[0]]
    if not corners:
        return None
    return sum(c[0] for c in corners) / len(corners), sum(c[1] for c in corners) / len(corners)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two points (longitude, latitude), haversine formula."""
    (lon1, lat1), (lon2, lat2) = ((radians(a), radians(b)) for a, b in (one, other))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(h, 1.0)))
