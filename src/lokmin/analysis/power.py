"""How large must an effect be to be seen: the very test of :mod:`.placebo` on simulated villages."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lokmin.analysis.placebo import chance, placebos
from lokmin.core.effects.rules import EffectRule, PowerRule

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Power:
    """One line of the table: so many villages of ``size`` people, ``after`` months; chances by points, 0..1."""

    villages: int
    size: int
    after: int
    found: tuple[float, ...]


def counts(rng: np.random.Generator, levels: Floats, size: float, months: int, extra: Floats | float = 0.0) -> Floats:
    """Monthly counts of people (s, k, t) by chance alone (Poisson) at ``levels`` (s, k) plus ``extra`` (s, k, t)."""
    expected = levels[..., None] * np.ones(months) + extra
    return rng.poisson(np.maximum(expected, 0.0) * size).astype(np.float64)


def worst(rates: Floats, before: int) -> NDArray[np.intp]:
    """The village with the lowest mean before, (s,): where an action most often starts."""
    return np.asarray(rates[:, :, :before].mean(-1).argmin(-1))


def helped(rates: Floats, size: float, who: NDArray[np.intp], before: int, rule: EffectRule) -> NDArray[np.bool_]:
    """The verdict of the test on series (s, k, t), village ``who`` (s,) of each being the one acted on."""
    k = rates.shape[1]
    order = np.argsort(np.arange(k)[None] != who[:, None], axis=1, kind="stable")
    sorted_rates = np.take_along_axis(rates, order[..., None], 1)
    found = placebos(sorted_rates, np.full(rates.shape, size), before)
    share, rank = chance(found, np.eye(k, dtype=bool), 0)
    return np.asarray((share <= rule.chance_most) & (rank <= max(1.0, rule.chance_most * k)))


def table(power: PowerRule, rule: EffectRule) -> tuple[Power, ...]:
    """Chance that an action in the worst village is called ``berhasil``, by its effect in points of a month's rate."""
    rows = []
    for villages in power.villages:
        for size in power.sizes:
            for after in power.months_after:
                rng = np.random.default_rng([power.seed, villages, size, after])
                rows.append(Power(villages, size, after, _row(power, rule, rng, (villages, size, after))))
    return tuple(rows)


def _row(power: PowerRule, rule: EffectRule, rng: np.random.Generator, case: tuple[int, int, int]) -> tuple[float, ...]:
    villages, size, after = case
    months = power.months_before + after
    spread = power.between_percent / 100
    levels = power.monthly_percent / 100 * np.exp(spread * rng.standard_normal((power.runs, villages)))
    quiet = counts(rng, levels, size, months)
    who = worst(quiet, power.months_before)
    found = []
    for points in power.points:
        more = quiet.copy()
        at = np.arange(power.runs)
        more[at, who, power.months_before :] += rng.poisson(points / 100 * size, (power.runs, after))
        found.append(float(helped(more / size, size, who, power.months_before, rule).mean()))
    return tuple(found)


def markdown(power: PowerRule, rows: tuple[Power, ...]) -> str:
    """The table as the guide prints it: of 100 actions with such an effect so many are called ``berhasil``."""
    heads = " | ".join(f"{points} poin" for points in power.points)
    lines = [
        f"| Desa | Sasaran tiap desa | Bulan sesudah | {heads} |",
        "|---:" * (3 + len(power.points)) + "|",
    ]
    for row in rows:
        cells = " | ".join(f"{round(100 * share)}" for share in row.found)
        lines.append(f"| {row.villages} | {row.size} | {row.after} | {cells} |")
    return "\n".join(lines)
