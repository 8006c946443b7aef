"""Control charts of many series at once: what is usual, and how far each month is from it.

Three charts, each in its own sigma (``Chart.z``), so that one set of rules judges them all (``analysis.rules``):

- ``individuals`` (XmR): Wheeler, *Understanding Variation* (1993). Sigma is the mean moving range / 1.128, so the
  limits are centre +- 2.66 mean moving range; the robust form uses the median moving range / 0.954 (+- 3.145).
- ``laney`` (p'): Laney, *Improved control charts for attributes*, Quality Engineering 14 (2002) 531-537. Binomial
  sigma of each month times the variation of the z-scores, so that large denominators do not cry wolf.
- ``rare``: counts too small for a sigma. The month is judged by the predictive distribution of a Poisson count given
  the history (gamma-Poisson, Jeffreys' prior: negative binomial; Hahn & Meeker, *Statistical Intervals*, chapter 7),
  turned into a normal score by its mid-p; the uncertainty of a short history is in it.

All arrays are (series, months), float64, NaN = not reported. ``history`` marks the months the limits are made of;
``season`` is the usual share of each month (1 = an ordinary month): centre and limits move with it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

#: Expected mean and median of the range of two normal values, in sigma (Montgomery, appendix VI; Wheeler).
D2, D4 = 1.128, 0.954
_Z = np.linspace(-8.0, 8.0, 3201)
_PHI = np.array([0.5 * math.erfc(-z / math.sqrt(2.0)) for z in _Z])
#: Counts of rare events are summed up to here, and a count of more is judged as this one: means are below a dozen.
_MOST = 96
#: The variation of few z-scores is above or below 1 by chance alone; only what is clearly beyond it is believed.
_BELIEVED, _DOUBTED = 0.85, 1.7
_CALMEST = 0.5
#: Standard errors of a correlation that are taken for chance.
_CHANCE = 1.5
#: Months that follow each other in a group, at least, for a correlation to be spoken of.
_PAIRS = 40


@dataclass(frozen=True, slots=True)
class Chart:
    """What is usual, by series and month.

    Attributes:
        values: what is drawn (counts, or shares for p').
        centre, lower, upper: of each month, in the unit of ``values``; ``lower`` is never below zero for counts.
        z: distance from the centre in sigma; NaN where not reported or where there is nothing to judge by.
        sigma: (series,) of an ordinary month, in the unit of ``values``.
        history: the months the limits were made of; ``used`` (series,) how many.
        inflation: (series,) what the limits were widened by, beyond chance alone (p' and rare: Laney's sigma of z).
    """

    values: Floats
    centre: Floats
    lower: Floats
    upper: Floats
    z: Floats
    sigma: Floats
    history: Bools
    used: NDArray[np.int64]
    inflation: Floats


def moving_ranges(values: Floats) -> Floats:
    """Distance of each reported month from the reported month before it; NaN for the first."""
    before = _previous(values)
    return np.abs(values - before)


def individuals(
    values: Floats,
    history: Bools,
    limit: Floats,
    *,
    season: Floats | None = None,
    robust: bool = False,
    least: float = 0.0,
    floor: float | None = 0.0,
) -> Chart:
    """XmR.

    ``limit`` (series,) is the half width of the limits in sigma: 3 are Wheeler's 2.66 mean moving ranges. ``robust``
    takes sigma from the median moving range; sigma is at least ``least``. Limits are clipped below at ``floor``, None
    where values may be negative.
    """
    share = _share(values, season)
    plain = values / share
    past = np.where(history, plain, np.nan)
    centre = mean_of(past)
    ranges = moving_ranges(past)
    sigma = median_of(ranges) / D4 if robust else mean_of(ranges) / D2
    sigma = np.maximum(sigma, least)
    with np.errstate(invalid="ignore", divide="ignore"):
        z = (plain - centre[:, None]) / sigma[:, None]
    z[sigma == 0] = np.nan
    wide = (limit * sigma)[:, None]
    return Chart(
        values=values,
        centre=centre[:, None] * share,
        lower=_clip((centre[:, None] - wide) * share, floor),
        upper=(centre[:, None] + wide) * share,
        z=z,
        sigma=sigma,
        history=history & ~np.isnan(plain),
        used=(history & ~np.isnan(plain)).sum(axis=1),
        inflation=np.ones(len(values)),
    )


def laney(top: Floats, bottom: Floats, history: Bools, limit: Floats, *, season: Floats | None = None) -> Chart:
    """Laney's p' of ``top`` out of ``bottom``, as shares 0..1.

    A share of exactly 0 or 1 in the whole history would have no sigma: half an event is added on either side
    (Agresti & Coull), for the sigma only.
    """
    seen = ~np.isnan(top) & ~np.isnan(bottom) & (bottom > 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        values = np.where(seen, top / bottom, np.nan)
    share = _share(values, season)
    past = history & seen & ~np.isnan(share)
    hits = np.where(past, top, 0.0).sum(axis=1)
    tries = np.where(past, bottom * share, 0.0).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(tries > 0, hits / tries, np.nan)
        kept = (hits + 0.5) / (tries + 1.0)
        expected = np.minimum(mean[:, None] * share, 1.0)
        noise = np.sqrt((kept * (1 - kept))[:, None] * share / bottom)
        raw = (values - expected) / noise
    inflation = mean_of(moving_ranges(np.where(past, raw, np.nan))) / D2
    # Months that hardly differ at all still leave half a person of doubt.
    typical = median_of(np.where(past, bottom, np.nan))
    with np.errstate(invalid="ignore", divide="ignore"):
        ordinary = np.sqrt(kept * (1 - kept) / typical)
        inflation = np.maximum(inflation, 0.5 / typical / ordinary)
        z = raw / inflation[:, None]
    wide = limit[:, None] * noise * inflation[:, None]
    return Chart(
        values=values,
        centre=expected,
        lower=np.maximum(expected - wide, 0.0),
        upper=np.minimum(expected + wide, 1.0),
        z=z,
        sigma=ordinary * inflation,
        history=past,
        used=past.sum(axis=1),
        inflation=inflation,
    )


def rare(
    counts: Floats,
    exposure: Floats,
    history: Bools,
    limit: Floats,
    *,
    season: Floats | None = None,
) -> Chart:
    """Exact limits of small counts.

    A month's count is expected in proportion to ``exposure``: 1 for a plain count, the denominator for a rare event
    among many. ``limit`` (series,) is in normal scores; the limits are the last counts that are not beyond it.
    """
    share = _share(counts, season) * exposure
    seen = ~np.isnan(counts) & ~np.isnan(share) & (share > 0)
    past = history & seen
    shape = np.where(past, counts, 0.0).sum(axis=1) + 0.5
    time = np.where(past, share, 0.0).sum(axis=1)
    known = np.where(seen, share, 1.0)
    alike = bool((known == known[:, :1]).all())
    below, at = _predictive(shape, time, known[:, :1] if alike else known)
    which = np.clip(np.where(seen, counts, 0.0), 0, _MOST - 1).astype(np.int64)[..., None]
    # The score has the uncertainty of the mean inside; the rules bring their own, so it is taken out again.
    used = past.sum(axis=1)
    scores = np.interp(below + at / 2, _PHI, _Z) * np.sqrt(1 + 1 / np.maximum(used, 1))[:, None, None]
    taken = np.take_along_axis(np.broadcast_to(scores, (*which.shape[:2], _MOST)), which, 2)[..., 0]
    score = np.where(seen, taken, np.nan)
    inflation = np.nan_to_num(mean_of(moving_ranges(np.where(past, score, np.nan))) / D2)
    # Far fewer ups and downs than chance (a fixed group that comes each month) are believed too, down to a half;
    # not where months are mostly zero.
    calm = np.clip(inflation * _DOUBTED, _CALMEST, 1.0)
    inflation = np.maximum(inflation * _BELIEVED, np.where(shape > 2 * used, calm, 1.0))
    z = score / inflation[:, None]
    mean = np.where(past, counts, 0.0).sum(axis=1) / np.maximum(time, 1e-9)
    inside = np.abs(scores) <= (limit * inflation)[:, None, None]
    first = inside.argmax(axis=2).astype(np.float64)
    last = (_MOST - 1 - inside[..., ::-1].argmax(axis=2)).astype(np.float64)
    return Chart(
        values=np.where(seen, counts, np.nan),
        centre=np.where(seen, mean[:, None] * known, np.nan),
        lower=np.where(seen, first, np.nan),
        upper=np.where(seen, last, np.nan),
        z=z,
        sigma=np.sqrt(mean) * inflation,
        history=past,
        used=used,
        inflation=inflation,
    )


def memory(z: Floats, history: Bools, group: NDArray[np.int64]) -> Floats:
    """How much of a month lasts into the next one, (series,) 0..1: pooled over the series of a group (-1: none).

    Waves that last several months would otherwise look like drifts (Montgomery 10.4). It is the lag-one correlation
    of the history without its trend (a trend is what is looked for, no memory), corrected for its bias in short
    series, about ``2 (1 + 2 rho) / n`` (Marriott & Pope, Biometrika 41 (1954) 390; a trend taken out doubles it); one
    and a half standard errors of it are taken for chance.
    """
    past = _without_trend(np.where(history, np.clip(z, -4.0, 4.0), np.nan))
    before = _previous(past)
    pair = ~np.isnan(past) & ~np.isnan(before)
    found = np.zeros(len(z))
    for number in np.unique(group[group >= 0]):
        mine = group == number
        pairs, points = int(pair[mine].sum()), int((~np.isnan(past[mine])).sum())
        series = int((~np.isnan(past[mine])).any(axis=1).sum())
        square = np.nansum(past[mine] ** 2)
        if pairs < _PAIRS or not square > 0:
            continue
        length = points / series
        rho = np.where(pair[mine], past[mine] * before[mine], 0.0).sum() / pairs * points / square
        rho = (rho + 2 / length - _CHANCE / math.sqrt(pairs)) / (1 - 4 / length)
        found[mine] = np.clip(rho, 0.0, 0.8)
    return found


def _without_trend(values: Floats) -> Floats:
    """What is left of each series around its own straight line; NaN stays."""
    seen = ~np.isnan(values)
    count = np.maximum(seen.sum(axis=1, keepdims=True), 1)
    month = np.where(seen, np.arange(values.shape[1], dtype=np.float64), 0.0)
    month = np.where(seen, month - month.sum(axis=1, keepdims=True) / count, 0.0)
    level = np.where(seen, values, 0.0).sum(axis=1, keepdims=True) / count
    spread = np.maximum((month**2).sum(axis=1, keepdims=True), 1e-12)
    slope = (month * np.where(seen, values, 0.0)).sum(axis=1, keepdims=True) / spread
    rest: Floats = values - level - slope * month
    return rest


def cusum(z: Floats, slack: float, decision: Floats) -> tuple[NDArray[np.int8], NDArray[np.int64], Floats, Floats]:
    """Two-sided tabular CUSUM (Page 1954; Montgomery 9.1): ``slack`` is k, ``decision`` (series,) h, both in sigma.

    Returns (series, months): +1 or -1 where a sum is beyond the interval, else 0; the month the sum began to grow
    (Montgomery's N+ and N-); and the two sums. A missing month changes nothing.
    """
    count, months = z.shape
    sums = np.zeros((2, count))
    since = np.zeros((2, count), np.int64)
    fired = np.zeros(z.shape, np.int8)
    start = np.zeros(z.shape, np.int64)
    courses = np.zeros((2, count, months))
    for month in range(months):
        now = z[:, month]
        seen = ~np.isnan(now)
        for side, sign in ((0, 1), (1, -1)):
            grown = np.maximum(0.0, sums[side] + sign * now - slack)
            fresh = seen & (sums[side] == 0)
            since[side] = np.where(fresh, month, since[side])
            sums[side] = np.where(seen, grown, sums[side])
            courses[side, :, month] = sums[side]
            beyond = seen & (sums[side] > decision)
            fired[:, month] = np.where(beyond, sign, fired[:, month])
            start[:, month] = np.where(beyond, since[side], start[:, month])
    return fired, start, courses[0], courses[1]


def _predictive(shape: Floats, time: Floats, exposure: Floats) -> tuple[Floats, Floats]:
    """P(X < k) and P(X = k) for k = 0..: negative binomial of each series and month, (series, months, counts)."""
    with np.errstate(divide="ignore"):
        stay = time[:, None] / (time[:, None] + exposure)
        at = np.empty((*exposure.shape, _MOST))
        at[..., 0] = stay ** shape[:, None]
        move = 1.0 - stay
        for k in range(1, _MOST):
            at[..., k] = at[..., k - 1] * (shape[:, None] + k - 1) / k * move
    upto = np.cumsum(at, axis=2)
    return upto - at, at


def _previous(values: Floats) -> Floats:
    """The last reported value before each month."""
    months = values.shape[1]
    where = np.where(np.isnan(values), -1, np.arange(months))
    last = np.maximum.accumulate(where, axis=1)
    before = np.full(where.shape, -1)
    before[:, 1:] = last[:, :-1]
    taken = np.take_along_axis(values, np.maximum(before, 0), axis=1)
    return np.where(before < 0, np.nan, taken)


def _share(values: Floats, season: Floats | None) -> Floats:
    """The season by series and month; a month without one (NaN) is not judged."""
    return np.ones(values.shape) if season is None else np.broadcast_to(season, values.shape).astype(np.float64)


def _clip(values: Floats, floor: float | None) -> Floats:
    return values if floor is None else np.maximum(values, floor)


def mean_of(values: Floats) -> Floats:
    """Mean of what is known of each series; NaN when nothing is."""
    seen = ~np.isnan(values)
    count = seen.sum(axis=1)
    found: Floats = np.where(count > 0, np.where(seen, values, 0.0).sum(axis=1) / np.maximum(count, 1), np.nan)
    return found


def median_of(values: Floats) -> Floats:
    """Median of what is known of each series; NaN when nothing is."""
    ordered = np.sort(values, axis=1)  # NaN goes to the end
    count = (~np.isnan(values)).sum(axis=1)
    low, high = np.maximum(count - 1, 0) // 2, np.maximum(count, 1) // 2
    rows = np.arange(len(values))
    found: Floats = (ordered[rows, low] + ordered[rows, np.minimum(high, values.shape[1] - 1)]) / 2
    return np.where(count > 0, found, np.nan)
