"""Was it chance? The same comparison made for every other village and every other stretch of months.

The question of one action ("did the village do better after the start than the others did?") is put to all villages
and to all cyclic shifts of the months. Where nothing changed, the real place and date are one of those many and not
remarkable; the share of answers at least as good is the chance. Sources: placebo in space, Abadie, Diamond,
Hainmueller, JASA 105 (2010) 493-505, and Conley, Taber, REStat 93 (2011) 113-125; cyclic shifts that keep neighbouring
months together, Chernozhukov, Wuethrich, Zhu, JASA 116 (2021) 1849-1864; the real one counts itself, Phipson, Smyth,
SAGMB 9 (2010) 39.

**Regression to the mean.** Actions start because a village was red, and a village is red partly by bad luck, which
does not return. With plain before-after differences, four months before and the usual limit of five in a hundred, one
in ten to one in five useless actions in the worst village would "help". Therefore the level to be expected after is
not the level before but the *regressed* one: a village below the typical is drawn towards it by the reliability of
its before-mean, B = tau^2 / (tau^2 + sigma^2/m) (Kelley 1927; Efron, Morris, JASA 70 (1975) 311-319; for selection on
the pre-value the same as analysis of covariance: Senn, Stat Med 25 (2006) 4334-4344). In that model the before-mean
says all that the months before know of the village's level, so the answer holds for *every* rule of choosing by
earlier months: worst of the year, worst last month, longest red. A village *above* the typical with an action is
besides expected to stay where it was: nobody is called helped for falling less than luck would have it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
_ROUNDS = 6
_TIE = 1e-9
_WIDE = 1e12


@dataclass(frozen=True)
class Placebos:
    """Answers of every village and shift.

    Shapes: series s, villages k, months t = shifts; ``score`` (s, t, k) is the excess (mean after minus expected) over
    its ``error``, both in the unit of the rates. ``own`` (s, k) and ``own_error`` are excess and error at the real date
    as a village with an action is judged (see above: never by a hoped-for fall). ``weight`` (s, k) is a village's size.
    """

    score: Floats
    error: Floats
    own: Floats
    own_error: Floats
    weight: Floats


def placebos(rates: Floats, sizes: Floats, before: int) -> Placebos:
    """Compare each village's months after with what its months before let expect, net of the others' months.

    ``rates`` (s, k, t): monthly rates, more is better, NaN = not reported; the first ``before`` months are before.
    ``sizes`` (s, k, t): people behind each rate (sasaran of the year, or the month's denominator).

    The model behind the scores: rate = month + village + noise, noise variance phi/size + omega (chance of counting
    people, and what does not shrink with size), village levels with variance tau^2; all from moments, over all months.
    """
    seen = np.isfinite(rates)
    counted = seen.sum(-1)
    size = np.where(seen, sizes, 0.0).sum(-1) / np.maximum(counted, 1)
    values = np.where(seen, rates, 0.0)
    months, levels = _two_way(values, np.where(seen, sizes, 0.0), seen)
    noise = _noise(np.where(seen, values - months[:, None, :] - levels[..., None], 0.0), counted, size)
    between = _between(levels, noise, counted)
    return _compare(np.where(seen, values - months[:, None, :], 0.0), seen, noise, between, before, size)


def chance(found: Placebos, sets: Bools, real: int) -> tuple[Floats, Floats]:
    """Share of placebos at least as good as the real one, over all shifts and over the real date alone.

    ``sets`` (m, k) are the sets of villages that are compared; ``real`` is the row of those with the action. Gives two
    arrays (s,): the chance over m x t placebos, and the real one's rank (1 = best) among the m at its date.
    """
    score, own = _scores(found, sets), _score_of(found, sets[real])
    above = score >= own[:, None, None] - _TIE
    # The real one counts itself, also where it is judged more strictly than a placebo.
    above[:, 0, real] = True
    usable = np.isfinite(score)
    share = above.sum((1, 2)) / np.maximum(usable.sum((1, 2)), 1)
    return share, above[:, 0, :].sum(-1).astype(np.float64)


def chance_below(found: Placebos, sets: Bools, real: int) -> Floats:
    """Share of placebos at most as good as the real one, (s,)."""
    score, own = _scores(found, sets), _score_of(found, sets[real])
    below = score <= own[:, None, None] + _TIE
    below[:, 0, real] = True
    return np.asarray(below.sum((1, 2)) / np.maximum(np.isfinite(score).sum((1, 2)), 1))


def excess_of(found: Placebos, chosen: Bools) -> tuple[Floats, Floats]:
    """Excess and its error of the villages with the action together, (s,); larger villages count for more."""
    weight = np.where(chosen, found.weight, 0.0)
    total = np.maximum(weight.sum(-1), 1e-300)
    excess = np.where(chosen, weight * found.own, 0.0).sum(-1) / total
    error = np.sqrt((np.where(chosen, weight * found.own_error, 0.0) ** 2).sum(-1)) / total
    return excess, error


def _score_of(found: Placebos, chosen: Bools) -> Floats:
    excess, error = excess_of(found, chosen)
    return np.asarray(excess / np.maximum(error, 1e-300))


def _scores(found: Placebos, sets: Bools) -> Floats:
    """Scores of sets of villages, (s, t, m); NaN where a village of the set cannot be compared at that shift."""
    if (sets.sum(1) == 1).all():
        return found.score[..., sets.argmax(1)]
    usable = np.isfinite(found.score)
    weight = found.weight[:, None, :] * usable
    chosen = sets.astype(np.float64).T
    whole = usable.astype(np.float64) @ chosen > chosen.sum(0) - 0.5
    excess = (weight * np.where(usable, found.score * found.error, 0.0)) @ chosen
    error = np.sqrt((weight * np.where(usable, found.error, 0.0)) ** 2 @ chosen)
    return np.where(whole, excess / np.maximum(error, 1e-300), np.nan)


def _two_way(values: Floats, weight: Floats, seen: Bools) -> tuple[Floats, Floats]:
    """Month and village effects by alternating means; months weigh villages by size, villages weigh months alike."""
    levels = np.zeros(values.shape[:-1])
    total = np.maximum(weight.sum(-2), 1e-300)
    for _ in range(_ROUNDS):
        months = (weight * (values - levels[..., None])).sum(-2) / total
        levels = np.where(seen, values - months[:, None, :], 0.0).sum(-1) / np.maximum(seen.sum(-1), 1)
    return months, levels


def _noise(rest: Floats, counted: NDArray[np.int_], size: Floats) -> Floats:
    """Variance of one month of each village, (s, k): phi/size + omega fitted to the villages' own variances."""
    share = size / np.maximum(size.sum(-1, keepdims=True), 1e-300)
    own = (rest**2).sum(-1) / np.maximum(counted - 1, 1) / np.maximum(1.0 - share, 1e-9)
    inverse = 1.0 / np.maximum(size, 1e-300)
    weight = np.where(counted > 1, counted - 1, 0) / inverse**2
    aa, a1, one = ((weight * inverse**n).sum(-1) for n in (2, 1, 0))
    ay, y = (weight * inverse * own).sum(-1), (weight * own).sum(-1)
    apart = aa * one - a1**2
    alike = apart <= 1e-9 * aa * one
    safe = np.where(alike, 1.0, apart)
    phi, omega = (one * ay - a1 * y) / safe, (aa * y - a1 * ay) / safe
    # Least squares without negative parts: where one would be negative the other carries all.
    no_omega, no_phi = alike | (omega < 0), ~alike & (omega >= 0) & (phi < 0)
    phi = np.where(no_omega, ay / aa, np.where(no_phi, 0.0, phi))
    omega = np.where(no_omega, 0.0, np.where(no_phi, y / one, omega))
    return np.asarray(phi[..., None] * inverse + omega[..., None])


def _between(levels: Floats, noise: Floats, counted: NDArray[np.int_]) -> Floats:
    """Variance tau^2 of the villages' true levels, (s,): variance of the means less their noise, never negative."""
    k = levels.shape[-1]
    spread = ((levels - levels.mean(-1, keepdims=True)) ** 2).sum(-1)
    luck = (noise / np.maximum(counted, 1)).sum(-1) * (k - 1) / k
    return np.asarray(np.maximum(spread - luck, 0.0) / (k - 1))


def _compare(net: Floats, seen: Bools, noise: Floats, between: Floats, before: int, size: Floats) -> Placebos:
    length = net.shape[-1]
    after = np.zeros((length, length))
    for shift in range(length):
        after[shift, (before + shift + np.arange(length - before)) % length] = 1.0
    n_after, n_before = seen @ after.T, seen @ (1.0 - after).T
    with np.errstate(divide="ignore", invalid="ignore"):
        now, then = net @ after.T / n_after, net @ (1.0 - after).T / n_before
        luck = noise[..., None] / n_before
        trust = 1.0 / (between[:, None, None] + luck)
        known = np.isfinite(then) & np.isfinite(trust)
        typical = np.where(known, then * trust, 0.0).sum(1) / np.maximum(np.where(known, trust, 0.0).sum(1), 1 / _WIDE)
        reliability = between[:, None, None] * trust
        excess = now - typical[:, None, :] - reliability * (then - typical[:, None, :])
        error = np.sqrt(noise[..., None] / n_after + reliability * luck)
        score = excess / error
        high = then[..., 0] > typical[:, :1]
        own = np.where(high, (now - then)[..., 0], excess[..., 0])
        own_error = np.where(high, np.sqrt((noise[..., None] / n_after + luck)[..., 0]), error[..., 0])
    usable = np.isfinite(score)
    score, error = (np.swapaxes(np.where(usable, part, np.nan), 1, 2) for part in (score, error))
    return Placebos(score, error, own, own_error, size)
