"""Facts and targets as arrays: months in front, then places, then elements or indicators."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product, repeat

import numpy as np

from lokmin.core.pws.coverage import Inputs
from lokmin.engine.plan import Bools, Floats, Ints, Plan

#: Stands for "not reported" while loading; no fact can be so small (see core.numbers.MAX_MICRO).
_MISSING = int(np.iinfo(np.int64).min)
_GRAINS = (1_000_000, 100_000, 10_000, 1_000, 100, 10)


@dataclass(frozen=True, slots=True)
class YearData:
    """One year of one Puskesmas.

    Shapes: ``values`` and ``seen`` (13, places + 1, elements): index 0 is last December, then January..December; the
    last place is the Puskesmas itself. A yearly figure stands in all twelve months of its year.
    ``grain`` (elements): a number that divides all values of the element; ``values`` are already divided by it.
    ``largest`` (elements): the largest magnitude in ``values``, as a float for bounds.
    """

    year: int
    values: Ints
    seen: Bools
    grain: Ints
    largest: Floats


@dataclass(frozen=True, slots=True)
class Targets:
    """Targets of one year; the last two columns are the Puskesmas itself (by its own facts, by its villages').

    ``due`` (12, places + 2, indicators): running targets in 1/1200 of the indicator's unit (basis points times 12,
    or times n where the target grows with the year). ``yearly`` (places + 2, indicators) in basis points.
    """

    due: Ints
    has_due: Bools
    yearly: Ints
    has_yearly: Bools


def load(plan: Plan, inputs: Inputs, year: int, last: int = 12) -> YearData:
    """Look up every fact the plan needs, up to the month ``last``; later months count as not reported.

    Raises:
        OverflowError: for a value beyond 64 bits.
    """
    places = (*inputs.places, inputs.total)
    months = (f"{year - 1:04d}-12", *(f"{year:04d}-{m:02d}" for m in range(1, last + 1)))
    values = np.full((13, len(places), len(plan.elements)), _MISSING, np.int64)
    yearly = [i for i, element in enumerate(plan.elements) if element.yearly]
    monthly = [i for i, element in enumerate(plan.elements) if not element.yearly]
    for rows, periods in ((monthly, months), (yearly, (f"{year:04d}",))):
        codes = [plan.elements[i].code for i in rows]
        found = map(inputs.values.get, product(places, periods, codes), repeat(_MISSING))
        block = np.fromiter(found, np.int64, len(places) * len(periods) * len(codes))
        block = block.reshape(len(places), len(periods), len(codes)).transpose(1, 0, 2)
        if rows is yearly:
            values[1:, :, rows] = block
        else:
            values[: last + 1, :, rows] = block
    seen = values != _MISSING
    values[~seen] = 0
    grain = _grains(values)
    values //= grain
    return YearData(year, values, seen, grain, np.abs(values).max(axis=(0, 1), initial=0).astype(np.float64))


def _grains(values: Ints) -> Ints:
    """The largest power of ten up to a million that divides all values of an element: whole people stay small."""
    grain = np.ones(values.shape[2], np.int64)
    left = np.arange(values.shape[2])
    for power in _GRAINS:
        divides = ~(values[..., left] % power).any(axis=(0, 1))
        grain[left[divides]] = power
        left = left[~divides]
        if not left.size:
            break
    return grain


def targets(plan: Plan, inputs: Inputs, year: int) -> Targets:
    """Resolve targets in the order of ``Inputs``: place and month, place, month, general, the definition's own."""
    places = (*inputs.places, inputs.total, inputs.total)
    wide = len(places)
    dated = [indicator.target_for(year) for indicator in plan.indicators]
    general = np.array([t.basis_points if t else 0 for t in dated], np.int64)
    has = np.array([t is not None for t in dated], np.bool_)
    n = np.arange(1, 13, dtype=np.int64)
    share = np.where(plan.grows, n[:, None], 12)
    due = np.repeat((general * share)[:, None, :], wide, axis=1)
    has_due = np.broadcast_to(has, due.shape).copy()
    yearly, has_yearly = np.repeat(general[None, :], wide, axis=0), np.repeat(has[None, :], wide, axis=0)
    rows: dict[str, list[int]] = {}
    for i, indicator in enumerate(plan.indicators):
        rows.setdefault(indicator.code, []).append(i)
    column = {place: [i for i, other in enumerate(places) if other == place] for place in places}
    everywhere = list(range(wide))
    # The more special a target, the later it is written: general, month, place, place and month.
    for (code, place, month), basis_points in sorted(
        inputs.targets.items(), key=lambda item: (bool(item[0][1]), bool(item[0][2]))
    ):
        where = column.get(place) if place else everywhere
        if where is None or not 0 <= month <= 12:
            continue
        for i in rows.get(code, ()):
            if month:
                due[month - 1, where, i], has_due[month - 1, where, i] = 12 * basis_points, True
            else:
                due[:, where, i], has_due[:, where, i] = (basis_points * share[:, i])[:, None], True
                yearly[where, i], has_yearly[where, i] = basis_points, True
    return Targets(due, has_due, yearly, has_yearly)
