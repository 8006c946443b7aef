"""Did one action help: its villages against the others of the Puskesmas, before against after, with the chance.

Difference in differences (Snow 1855; Card, Krueger, AER 84 (1994) 772-793) on monthly rates, judged by placebos over
villages and stretches of months, with the expected return of unlucky figures taken off: see :mod:`.placebo`, which
cites each piece. The interval holds every effect that, taken off the months after, would leave nothing remarkable
(inversion of the test: Rosenbaum, Observational Studies (2002) 2.6.1).

The chance is one-sided and its limit (``chance_most_ppm``) half of the usual five: a verdict is made anew every month
until ``after_most`` months have passed, and the repeated looks together stay below five in a hundred.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from lokmin.analysis.placebo import chance, chance_below, excess_of, placebos
from lokmin.core.effects.rules import EffectRule

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
_GRID = 81
_REACH = 12.0
#: Months before, at least, that can show a trend of their own, and from which t it is told.
_TREND_MONTHS, _TREND_T = 6, 2.5


@dataclass(frozen=True, slots=True)
class Effect:
    """What one action did, in the unit of the rates (people per person and month: 0.02 is two points).

    Attributes:
        estimate: how much more (less) the rate changed than it would have; ``low`` to ``high`` the interval, None where
            it has no end.
        chance: share (0..1) of placebos at least as good; ``rank`` the place among ``sets`` at the real date.
        helped: the chance is small enough, and no other village (nearly none of many) did as well at that date.
        before, after: months with a figure of the villages acted on; ``others`` the number of the other villages.
        own, rest: mean rates (before, after) of the villages acted on and of the others, as they were reported.
        already: the villages were getting better against the others before the start.
    """

    estimate: float
    low: float | None
    high: float | None
    chance: float
    helped: bool
    before: int
    after: int
    others: int = 0
    rank: int = 0
    sets: int = 0
    own: tuple[float, float] = (math.nan, math.nan)
    rest: tuple[float, float] = (math.nan, math.nan)
    already: bool = False


def enough_placebos(villages: int, acted: int, months: int, rule: EffectRule) -> bool:
    """Whether so many villages and months can give a chance as small as the rule asks for."""
    return math.comb(villages, acted) * months * rule.chance_most >= 1


def against_others(
    rates: Floats,
    sizes: Floats,
    acted: Bools,
    before: int,
    rule: EffectRule,
    *,
    rng: np.random.Generator,
    higher_is_better: bool = True,
) -> Effect:
    """Judge an action in one or several villages against the others.

    ``rates`` (villages, months): rate of each month, NaN = not reported, the first ``before`` months before the start.
    ``sizes`` (villages, months): people behind each rate. ``acted`` (villages,): where the action was.

    Raises:
        ValueError: no village acted on or none left, or figures without any variation: there is no chance to speak of.
    """
    if not acted.any() or acted.all():
        raise ValueError("Perlu desa dengan kegiatan dan desa pembanding.")
    sign = 1.0 if higher_is_better else -1.0
    good, sets = rates * sign, village_sets(acted, rule.sets_most, rng)
    found = placebos(good[None], sizes[None], before)
    gain, width = (float(a[0]) for a in excess_of(found, acted))
    if not math.isfinite(gain) or not math.isfinite(width) or width <= 0:
        raise ValueError("Angkanya tidak naik-turun sama sekali, sehingga kebetulan tidak dapat dihitung.")
    share, rank = (float(a[0]) for a in chance(found, sets, 0))
    estimate, low, high = _inverted(good, sizes, acted, before, sets, gain, width, rule.chance_most)
    ends = (estimate, low, high) if higher_is_better else (-estimate, _minus(high), _minus(low))
    own, rest = _means(rates, sizes, acted), _means(rates, sizes, ~acted)
    return Effect(
        *ends,
        chance=share,
        helped=share <= rule.chance_most and rank <= max(1.0, rule.chance_most * len(sets)),
        before=int(np.isfinite(own[:before]).sum()),
        after=int(np.isfinite(own[before:]).sum()),
        others=int((~acted).sum()),
        rank=int(rank),
        sets=len(sets),
        own=(_mean(own[:before]), _mean(own[before:])),
        rest=(_mean(rest[:before]), _mean(rest[before:])),
        already=_rising((own - rest)[:before] * sign),
    )


def village_sets(acted: Bools, most: int, rng: np.random.Generator) -> Bools:
    """The real villages first, then every other set of as many, or ``most`` drawn ones: (m, k)."""
    k, n = len(acted), int(acted.sum())
    real = tuple(np.flatnonzero(acted))
    if math.comb(k, n) <= most:
        others = [one for one in combinations(range(k), n) if one != real]
    else:
        drawn = {tuple(sorted(rng.choice(k, n, replace=False).tolist())) for _ in range(most)}
        others = sorted(drawn - {real})
    sets = np.zeros((len(others) + 1, k), dtype=bool)
    for row, one in enumerate((real, *others)):
        sets[row, np.array(one, dtype=np.intp)] = True
    return sets


def _inverted(
    good: Floats, sizes: Floats, acted: Bools, before: int, sets: Bools, gain: float, width: float, limit: float
) -> tuple[float, float | None, float | None]:
    """Estimate and ends of the interval: the effects under which the real figures are not remarkable."""
    reach = _REACH * width
    # Own villages are among the months' means, so the true effect is larger than what is left of it in the excess.
    centre = gain / max(1.0 - float((acted * sizes.mean(1)).sum() / sizes.mean(1).sum()), 0.1)
    grid = np.union1d(np.linspace(centre - reach, centre + reach, _GRID), [0.0])
    left, above, below = _taken_off(good, sizes, acted, before, sets, grid)
    estimate = float(np.interp(0.0, -left, grid))
    inside = (above > limit) & (below > limit)
    if not inside.any():
        return estimate, estimate, estimate
    first, last = np.flatnonzero(inside)[[0, -1]]
    low = None if first == 0 else _between(good, sizes, acted, before, sets, limit, (grid[first - 1], grid[first]))
    high = (
        None
        if last == len(grid) - 1
        else _between(good, sizes, acted, before, sets, limit, (grid[last + 1], grid[last]))
    )
    return estimate, low, high


def _between(
    good: Floats, sizes: Floats, acted: Bools, before: int, sets: Bools, limit: float, ends: tuple[float, float]
) -> float:
    """The end of the interval between an effect outside of it and one inside, on a finer grid."""
    fine = np.linspace(*ends, 17)
    _left, above, below = _taken_off(good, sizes, acted, before, sets, fine)
    return float(fine[int(np.argmax((above > limit) & (below > limit)))])


def _taken_off(
    good: Floats, sizes: Floats, acted: Bools, before: int, sets: Bools, effects: Floats
) -> tuple[Floats, Floats, Floats]:
    """Excess and both chances of the real villages after taking each effect off their months after."""
    many = np.repeat(good[None], len(effects), axis=0)
    many[:, acted, before:] -= effects[:, None, None]
    found = placebos(many, np.broadcast_to(sizes, many.shape), before)
    return excess_of(found, acted)[0], chance(found, sets, 0)[0], chance_below(found, sets, 0)


def _means(rates: Floats, sizes: Floats, chosen: Bools) -> Floats:
    """Rate of some villages together, month by month: sum of counts over sum of sizes of those that reported."""
    seen = np.isfinite(rates[chosen])
    people = np.where(seen, sizes[chosen], 0.0)
    counts = np.where(seen, rates[chosen], 0.0) * people
    total = people.sum(0)
    return np.where(total > 0, counts.sum(0) / np.where(total > 0, total, 1.0), np.nan)


def _mean(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if len(known) else math.nan


def _rising(gap: Floats) -> bool:
    """Whether the distance to the others was already shrinking before the start (least squares, t of the slope)."""
    month = np.flatnonzero(np.isfinite(gap)).astype(np.float64)
    if len(month) < _TREND_MONTHS:
        return False
    value, time = gap[np.isfinite(gap)], month - month.mean()
    slope = float((time * value).sum() / (time**2).sum())
    rest = value - value.mean() - slope * time
    error = math.sqrt(float((rest**2).sum()) / (len(month) - 2) / float((time**2).sum()))
    return slope > _TREND_T * error > 0


def _minus(value: float | None) -> float | None:
    return None if value is None else -value
