"""From facts to accumulated numerators and denominators: integers, months in front, indicators last, exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from lokmin.engine.load import YearData
from lokmin.engine.plan import MEAN_PARTS, Bools, Floats, Ints, Plan, Terms


class Side(NamedTuple):
    """Values (months, columns, indicators) in units of ``grain`` micro; ``largest`` bounds one value (float)."""

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
        total, under: accumulated numerator and denominator (n, columns, indicators), with ``has_total``, ``has_under``.
        reports: months reported so far (n, columns, indicators).
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
    count, places = len(plan.indicators), data.values.shape[1]
    until = slice(0, last + 1)
    top = _combine(plan.top, data, count, until)
    rows = np.flatnonzero(plan.monthly)
    values, seen, grain, largest = _combine(plan.monthly_bottom, data, count if rows.size else 0, until)
    bottom = Side(values[..., rows], seen[..., rows], grain[rows], largest[rows])
    if rows.size:
        both = top.seen[..., rows] & bottom.seen
        top.seen[..., rows] = both
        bottom.seen[:] = both
        top.values[..., rows] *= both
        bottom.values[:] *= both
    top, bottom = _with_sum(top), _with_sum(bottom)
    is_mean, is_stock = np.zeros((2, count), np.bool_)
    is_mean[plan.mean], is_stock[plan.stock] = True, True
    total = _cumulate(top, is_stock, is_mean)
    has_total = np.logical_or.accumulate(top.seen[1:], axis=0)

    yearly = _combine(plan.yearly_bottom, data, count, slice(1, 2))
    under, has_under = np.empty_like(total), np.empty_like(has_total)
    under[:], has_under[:] = _yearly(yearly, plan)
    fixed = np.flatnonzero(plan.constant)
    under[..., fixed], has_under[..., fixed] = 1, True
    under_grain = np.where(plan.constant > 0, plan.constant, yearly.grain)
    under_largest = np.where(plan.constant > 0, 1.0, yearly.largest)
    if rows.size:
        under[..., rows] = _cumulate(bottom, is_stock[rows], is_mean[rows])
        has_under[..., rows] = has_total[..., rows]
        under_grain[rows], under_largest[rows] = bottom.grain, bottom.largest

    own = places - 1
    villages_report = has_total[:, :own].any(axis=1)
    parts = np.where(is_mean, MEAN_PARTS, 1)
    under_parts = np.where(plan.monthly, parts, 1)
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
        use_own=~villages_report | (has_total[:, own] & ~plan.in_villages),
        top_grain=top.grain,
        under_grain=under_grain,
        top_parts=plan.top_divisor * parts,
        under_parts=plan.bottom_divisor * under_parts,
        top_bound=top.largest * parts * made,
        under_bound=under_largest * under_parts * made,
    )


def _combine(terms: Terms, data: YearData, count: int, months: slice) -> Side:
    """The sums of products of all indicators; seen only where every term was reported."""
    values_in, seen_in = data.values[months], data.seen[months]
    grain, largest = np.zeros(count, np.int64), np.zeros(count)
    for rows, element, by in zip(terms.rows, terms.element, terms.by, strict=True):
        grain[rows] = np.gcd(grain[rows], by * data.grain[element])
    grain[grain == 0] = 1
    values = np.zeros((*values_in.shape[:2], count), np.int64)
    seen = np.zeros(values.shape, np.bool_)
    for t, (rows, element, by) in enumerate(zip(terms.rows, terms.element, terms.by, strict=True)):
        scaled = by * data.grain[element] // grain[rows]
        largest[rows] += np.abs(by.astype(np.float64)) * data.grain[element] * np.maximum(data.largest[element], 1.0)
        part, reported = values_in.take(element, axis=2) * scaled, seen_in.take(element, axis=2)
        if rows.size == count:
            values += part
            seen = reported if not t else seen & reported
        else:
            values[..., rows] += part
            seen[..., rows] = reported if not t else seen[..., rows] & reported
    values *= seen
    return Side(values, seen, grain, largest / grain)


def _with_sum(side: Side) -> Side:
    """Append the column that adds up the villages; a month is seen as soon as one village reported it."""
    villages = slice(0, side.values.shape[1] - 1)
    values = np.concatenate([side.values, side.values[:, villages].sum(axis=1, keepdims=True)], axis=1)
    seen = np.concatenate([side.seen, side.seen[:, villages].any(axis=1, keepdims=True)], axis=1)
    return Side(values, seen, side.grain, side.largest)


def _cumulate(side: Side, is_stock: Bools, is_mean: Bools) -> Ints:
    """January..n: sums; the last report for stocks; whole ``MEAN_PARTS`` for means. The last column adds villages."""
    total = np.cumsum(side.values[1:], axis=0)
    for rows in (np.flatnonzero(is_stock), np.flatnonzero(is_mean)):
        if not rows.size:
            continue
        seen = side.seen[1:, :-1, rows]
        if is_stock[rows[0]]:
            part = side.values[1:, :-1, rows]
            for n in range(1, part.shape[0]):
                part[n] = np.where(seen[n], part[n], part[n - 1])
        else:
            reports = np.maximum(np.cumsum(seen, axis=0, dtype=np.int64), 1)
            part = total[:, :-1, rows] * (MEAN_PARTS // reports)
        total[:, :-1, rows] = part
        total[:, -1, rows] = part[:, :-1].sum(axis=1)
    return total


def _yearly(side: Side, plan: Plan) -> tuple[Ints, Bools]:
    """Yearly denominators with the Puskesmas's in both last columns: of the villages where they have one."""
    values, seen = side.values[0], side.seen[0]
    of_villages, any_village = values[:-1].sum(axis=0), seen[:-1].any(axis=0)
    own, has_own = values[-1], seen[-1]
    chosen = np.where(any_village & (plan.in_villages | ~has_own), of_villages, own)
    has = any_village | has_own
    return np.vstack([values[:-1], chosen, chosen]), np.vstack([seen[:-1], has, has])
