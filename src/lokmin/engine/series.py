"""From facts to accumulated numerators and denominators: integers, months in front, exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lokmin.engine.load import YearData
from lokmin.engine.plan import MEAN_PARTS, Bools, Floats, Ints, Plan, Terms


class Side(NamedTuple):
    """Values (months, indicators, columns) in units of ``grain`` micro; ``largest`` bounds one value (float)."""

    values: Ints
    seen: Bools
    grain: Ints
    largest: Floats


@dataclass(frozen=True, slots=True)
class Series:
    """Everything a judgement needs, before targets.

    Columns: the villages in order, the Puskesmas's own fact, the sum of the villages. ``n`` stands for the months
    January..last asked.

    Attributes:
        top: numerator by month (1 + n months: index 0 is last December); ``bottom`` the monthly denominators of the
            indicators that have one (``monthly_rows``).
        total, under: accumulated numerator and denominator (n, indicators, columns), with ``has_total``, ``has_under``.
        reports: months reported so far (n, indicators, columns).
        use_own: whether the Puskesmas row is its own fact rather than the sum (n, indicators).
        top_grain, under_grain: micro per unit; ``top_parts``, ``under_parts``: what the expression is divided by.
        top_bound, under_bound: float bounds of every number that was made on the way.
    """

    top: Side
    bottom: Side
    monthly_rows: Ints
    total: Ints
    has_total: Bools
    under: Ints
    has_under: Bools
    reports: Ints
    use_own: Bools
    top_grain: Ints
    under_grain: Ints
    top_parts: Ints
    under_parts: Ints
    top_bound: Floats
    under_bound: Floats


def accumulate(plan: Plan, data: YearData, last: int) -> Series:
    """Evaluate all expressions for last December and January..last, and accumulate each in its way."""
    count, places = len(plan.indicators), data.values.shape[2]
    until = slice(0, last + 1)
    top = _combine(plan.top, data, count, until)
    every_bottom = _combine(plan.monthly_bottom, data, count, until)
    rows = np.flatnonzero(plan.monthly)
    values, seen, grain, largest = every_bottom
    bottom = Side(values[:, rows], seen[:, rows], grain[rows], largest[rows])
    if rows.size:
        both = top.seen[:, rows] & bottom.seen
        top.seen[:, rows] = both
        bottom.seen[:] = both
        top.values[:, rows] *= both
        bottom.values[:] *= both
    top, bottom = _with_sum(top), _with_sum(bottom)
    is_mean = np.zeros(count, np.bool_)
    is_mean[plan.mean] = True
    is_stock = np.zeros(count, np.bool_)
    is_stock[plan.stock] = True
    total = _cumulate(top, is_stock, is_mean)
    has_total = np.logical_or.accumulate(top.seen[1:], axis=0)

    own_column = places - 1
    yearly = _combine(plan.yearly_bottom, data, count, slice(1, 2))
    under = np.empty_like(total)
    has_under = np.empty_like(has_total)
    under[:], has_under[:] = _yearly(yearly, plan)
    fixed = np.flatnonzero(plan.constant)
    under[:, fixed], has_under[:, fixed] = 1, True
    under_grain = np.where(plan.constant > 0, plan.constant, yearly.grain)
    under_largest = np.where(plan.constant > 0, 1.0, yearly.largest)
    if rows.size:
        under[:, rows] = _cumulate(bottom, is_stock[rows], is_mean[rows])
        has_under[:, rows] = has_total[:, rows]
        under_grain[rows], under_largest[rows] = bottom.grain, bottom.largest

    villages_report = has_total[..., :own_column].any(axis=2)
    use_own = ~villages_report | (has_total[..., own_column] & ~plan.in_villages)
    parts = np.where(is_mean, MEAN_PARTS, 1)
    made = 12.0 * places
    return Series(
        top=top,
        bottom=bottom,
        monthly_rows=rows,
        total=total,
        has_total=has_total,
        under=under,
        has_under=has_under,
        reports=np.cumsum(top.seen[1:], axis=0, dtype=np.int64),
        use_own=use_own,
        top_grain=top.grain,
        under_grain=under_grain,
        top_parts=plan.top_divisor * parts,
        under_parts=plan.bottom_divisor * np.where(plan.monthly, parts, 1),
        top_bound=top.largest * parts * made,
        under_bound=under_largest * np.where(plan.monthly, parts, 1) * made,
    )


def _combine(terms: Terms, data: YearData, count: int, months: slice) -> Side:
    """The sums of products of all indicators; seen only where every term was reported."""
    values_in, seen_in = data.values[months], data.seen[months]
    shape = (values_in.shape[0], count, values_in.shape[2])
    grain = np.zeros(count, np.int64)
    for rows, element, by in zip(terms.rows, terms.element, terms.by, strict=True):
        grain[rows] = np.gcd(grain[rows], by * data.grain[element])
    grain[grain == 0] = 1
    values, seen = np.zeros(shape, np.int64), np.zeros(shape, np.bool_)
    largest = np.zeros(count)
    for t, (rows, element, by) in enumerate(zip(terms.rows, terms.element, terms.by, strict=True)):
        scaled = by * data.grain[element] // grain[rows]
        largest[rows] += np.abs(by.astype(np.float64)) * data.grain[element] * np.maximum(data.largest[element], 1.0)
        values[:, rows] += values_in[:, element] * scaled[None, :, None]
        seen[:, rows] = seen_in[:, element] if not t else seen[:, rows] & seen_in[:, element]
    values *= seen
    return Side(values, seen, grain, largest / grain)


def _with_sum(side: Side) -> Side:
    """Append the column that adds up the villages; a month is seen as soon as one village reported it."""
    months, count, places = side.values.shape
    values = np.empty((months, count, places + 1), np.int64)
    seen = np.empty(values.shape, np.bool_)
    values[..., :places], seen[..., :places] = side.values, side.seen
    side.values[..., : places - 1].sum(axis=2, out=values[..., places])
    side.seen[..., : places - 1].any(axis=2, out=seen[..., places])
    return Side(values, seen, side.grain, side.largest)


def _cumulate(side: Side, is_stock: Bools, is_mean: Bools) -> Ints:
    """January..n: sums; the last report for stocks; whole ``MEAN_PARTS`` for means. The last column adds villages."""
    total = np.cumsum(side.values[1:], axis=0)
    for rows in (np.flatnonzero(is_stock), np.flatnonzero(is_mean)):
        if not rows.size:
            continue
        seen = side.seen[1:, rows, :-1]
        if is_stock[rows[0]]:
            part = side.values[1:, rows, :-1]
            for n in range(1, part.shape[0]):
                part[n] = np.where(seen[n], part[n], part[n - 1])
        else:
            reports = np.maximum(np.cumsum(seen, axis=0, dtype=np.int64), 1)
            part = total[:, rows, :-1] * (MEAN_PARTS // reports)
        total[:, rows, :-1] = part
        total[:, rows, -1] = part[..., :-1].sum(axis=2)
    return total


def _yearly(side: Side, plan: Plan) -> tuple[Ints, Bools]:
    """Yearly denominators with the Puskesmas's in both last columns: of the villages where they have one."""
    values, seen = side.values[0], side.seen[0]
    of_villages, any_village = values[:, :-1].sum(axis=1), seen[:, :-1].any(axis=1)
    own, has_own = values[:, -1], seen[:, -1]
    chosen = np.where(any_village & (plan.in_villages | ~has_own), of_villages, own)
    has = any_village | has_own
    return (
        np.concatenate([values[:, :-1], chosen[:, None], chosen[:, None]], axis=1),
        np.concatenate([seen[:, :-1], has[:, None], has[:, None]], axis=1),
    )
