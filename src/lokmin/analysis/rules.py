"""Run rules over control charts: which months are a sign, in which direction, and since when.

All rules look at reported months only (a missing month neither breaks a run nor counts) and only at the months that
are watched. Directions are +1 above, -1 below, 0 nothing; "since" is the position of the first month of the sign.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lokmin.analysis.charts import Bools, Floats, cusum
from lokmin.core.signals.rules import SignalRules, Widths

Signs = NDArray[np.int8]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Found:
    """One rule over all series: ``sign`` and ``since`` are (series, months)."""

    sign: Signs
    since: Places


@dataclass(frozen=True, slots=True)
class Signals:
    """All rules in force. ``point``, ``run`` and ``drift`` (CUSUM) are strong, ``average`` is an early sign."""

    point: Found
    run: Found
    drift: Found
    average: Found

    @property
    def strong(self) -> Signs:
        """(series, months): the direction of a strong sign, the farther month first."""
        return _first(self.point.sign, self.drift.sign, self.run.sign)

    @property
    def any(self) -> Signs:
        return _first(self.strong, self.average.sign)


@dataclass(frozen=True, slots=True)
class Critical:
    """Critical values by series, for the length of its history."""

    limit: Floats
    cusum: Floats
    average: Floats

    @classmethod
    def of(cls, widths: tuple[Widths, ...], used: Places) -> Critical:
        """Between the lengths the rules name the values are interpolated; beyond them the nearest holds."""
        at = np.array([w.months for w in widths], np.float64)
        limit, decision, average = (
            np.interp(used, at, np.array([getattr(w, name) for w in widths])) for name in ("limit", "cusum", "average")
        )
        return cls(limit, decision, average)


def split(seen: Bools, rules: SignalRules) -> tuple[Bools, Bools]:
    """Which reported months make the limits and which are watched, by series.

    The last ``watched`` reported months are watched, as long as at least ``shortest`` remain; the limits are made of
    at most ``baseline`` months before them.
    """
    total = seen.sum(axis=1)
    history = np.clip(total - rules.watched, rules.shortest, rules.baseline)
    number = np.cumsum(seen, axis=1)
    skipped = np.maximum(total - rules.watched - rules.baseline, 0)
    order = number - skipped[:, None]
    return seen & (order >= 1) & (order <= history[:, None]), seen & (order > history[:, None])


def judge(
    z: Floats, watched: Bools, used: Places, rules: SignalRules, critical: Critical, memory: Floats | None = None
) -> Signals:
    """All rules in force over charts whose months are ``z`` sigma from the centre.

    Where months remember each other (``memory``, the correlation of a month with the next), sums and means vary more
    than those of independent months: by ``sqrt((1 + rho) / (1 - rho))`` in the long run, and they are held down by it.
    """
    tight = _Tight.of(np.where(watched, z, np.nan))
    beyond = tight.values
    point = np.where(beyond > critical.limit[:, None], 1, np.where(beyond < -critical.limit[:, None], -1, 0))
    here = np.broadcast_to(np.arange(beyond.shape[1]), beyond.shape)
    # One odd month is a month beyond the limits, not a drift: it is held down before it is summed up.
    calm = np.clip(beyond, -rules.calm, rules.calm)
    memory = np.zeros(len(z)) if memory is None else memory
    calm = calm * np.sqrt((1 - memory) / (1 + memory))[:, None]
    drift, began, _, _ = cusum(calm, rules.slack, critical.cusum)
    return Signals(
        point=tight.back(point.astype(np.int8), here),
        run=tight.back(*_runs(beyond, _lengths(rules.run, memory))),
        drift=tight.back(drift, began),
        average=tight.back(*_averages(calm, rules.average_months, used, critical.average)),
    )


@dataclass(frozen=True, slots=True)
class _Tight:
    """The known months of each series moved together to the left, and the way back."""

    values: Floats
    order: Places

    @classmethod
    def of(cls, values: Floats) -> _Tight:
        order = np.argsort(np.isnan(values), axis=1, kind="stable")
        return cls(np.take_along_axis(values, order, axis=1), order)

    def back(self, sign: Signs, since: Places) -> Found:
        sign = np.where(np.isnan(self.values), 0, sign).astype(np.int8)
        signs, starts = np.zeros_like(sign), np.zeros(sign.shape, np.int64)
        np.put_along_axis(signs, self.order, sign, axis=1)
        np.put_along_axis(starts, self.order, np.take_along_axis(self.order, since, axis=1), axis=1)
        return Found(signs, starts)


def _lengths(run: int, memory: Floats) -> Floats:
    """Months a run must have to be as rare as one of ``run`` independent months.

    A month is on the side of the one before with probability ``1/2 + asin(rho) / pi`` (Sheppard 1899).
    """
    same = 0.5 + np.arcsin(memory) / np.pi
    lengths: Floats = np.ceil(1 + (run - 1) * np.log(0.5) / np.log(same) - 1e-9)
    return lengths


def _runs(z: Floats, length: Floats) -> tuple[Signs, Places]:
    """So many months in a row on one side of the centre (Western Electric, Nelson); a month on it breaks the run."""
    side = np.nan_to_num(np.sign(z)).astype(np.int8)
    count = np.zeros(len(z), np.int64)
    sign, since = np.zeros(z.shape, np.int8), np.zeros(z.shape, np.int64)
    last = np.zeros(len(z), np.int8)
    for month in range(z.shape[1]):
        now = side[:, month]
        count = np.where(now == 0, 0, np.where(now == last, count + 1, 1))
        last = now
        sign[:, month] = np.where(count >= length, now, 0)
        since[:, month] = np.minimum(month - count + 1, month)
    return sign, since


def _averages(z: Floats, span: int, used: Places, critical: Floats) -> tuple[Signs, Places]:
    """The mean of the last ``span`` months against the history, in its own standard error (Roberts 1959).

    The standard error has both parts: that of the mean of the span and that of the centre itself.
    """
    sign, since = np.zeros(z.shape, np.int8), np.zeros(z.shape, np.int64)
    error = np.sqrt(1.0 / span + 1.0 / np.maximum(used, 1))
    total = np.cumsum(np.nan_to_num(z), axis=1)
    for month in range(span - 1, z.shape[1]):
        before = total[:, month - span] if month >= span else 0.0
        score = (total[:, month] - before) / span / error
        full = ~np.isnan(z[:, month])
        sign[:, month] = np.where(full & (np.abs(score) > critical), np.sign(score), 0)
        since[:, month] = month - span + 1
    return sign, since


def _first(*signs: Signs) -> Signs:
    """The first of several directions that is not nothing."""
    found = np.zeros_like(signs[0])
    for sign in signs:
        found = np.where(found == 0, sign, found)
    return found
