"""The coverage table, fast: one Puskesmas-year as numpy arrays, equal to ``core.pws.coverage`` bit for bit.

Everything is an integer: counts are divided by the largest power of ten they share, constants of a comparison are
reduced once per indicator, and no product is kept that could pass 2^62. An indicator whose numbers would (a fact of
a hundred million people given to six decimals) is computed by the reference instead.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lokmin.core.indicators.definitions import Direction, Indicator
from lokmin.core.numbers import BASIS, MICRO
from lokmin.core.periods import Month
from lokmin.core.pws import coverage as reference
from lokmin.core.pws.coverage import Inputs
from lokmin.core.pws.rows import CoverageRow, Pace, Status, Trend
from lokmin.core.pws.status import StatusRule, change_of
from lokmin.engine.load import Targets, YearData, load, targets
from lokmin.engine.plan import AnyInts, Bools, Ints, Plan, plan_for
from lokmin.engine.result import NONE, PACES, STATUSES, TRENDS, CubeResult
from lokmin.engine.series import Series, accumulate

_LIMIT = float(2**62)
_UP, _SAME, _DOWN, _UNKNOWN = (TRENDS.index(t) for t in (Trend.UP, Trend.SAME, Trend.DOWN, Trend.UNKNOWN))


def table(indicators: Sequence[Indicator], inputs: Inputs, month: Month) -> list[CoverageRow]:
    """The same rows as ``core.pws.coverage.table``, in the same order."""
    try:
        return arrays(indicators, inputs, month).rows(month.month)
    except OverflowError:
        return reference.table(indicators, inputs, month)


def arrays(indicators: Sequence[Indicator], inputs: Inputs, month: Month) -> CubeResult:
    """One month as arrays, for pages that need only parts.

    Raises:
        ExpressionError: for a definition that means nothing.
        OverflowError: for a value beyond 64 bits.
    """
    plan = plan_for(indicators, inputs)
    data = load(plan, inputs, month.year, month.month)
    return judge(plan, data, targets(plan, inputs, month.year), inputs, (month.month,))


def year_tables(indicators: Sequence[Indicator], inputs: Inputs, year: int) -> CubeResult:
    """All twelve months of a year as arrays (raises as ``arrays``)."""
    plan = plan_for(indicators, inputs)
    return judge(plan, load(plan, inputs, year), targets(plan, inputs, year), inputs, tuple(range(1, 13)))


def judge(plan: Plan, data: YearData, aims: Targets, inputs: Inputs, months: tuple[int, ...]) -> CubeResult:
    """Judge consecutive months of a loaded year; what lies after a month never changes it.

    Arrays are (months, columns, indicators); columns are the villages, the Puskesmas by its own facts, and by the
    sum of its villages, of which one is chosen at the end.
    """
    first, last = months[0], months[-1]
    villages = len(inputs.places)
    series = accumulate(plan, data, last)
    scales = _scales(plan, series, aims, inputs.rule)
    asked = slice(first - 1, last)
    use_own = series.use_own[asked]

    seen = series.top.seen[1:]
    ratio = seen & series.has_under & (series.under > 0)
    judged = ratio & aims.has_due[:last]
    # beyond: how far the running target is exceeded, in units of scales.gap people; negative = what is missing.
    beyond = series.total * scales.by_top
    beyond -= aims.due[:last] * series.under * scales.by_under
    beyond *= np.where(plan.down, -1, 1)
    reached = beyond >= 0
    red = _streak(judged & ~reached)
    trend = _trend(series, first, last)
    status = _status(plan, inputs.rule, seen=seen[asked], judged=judged[asked], reached=reached[asked], trend=trend)
    people = beyond[asked] * scales.gap_up // scales.gap_down
    shown = judged[asked] & plan.people
    needed, so_far, pace = _pace(plan, series, aims, scales, asked=asked, judged=judged[asked])
    by_month = np.where(series.top.seen, _micro(series.top.values, plan.top_divisor, series.top_grain), NONE)
    numbers = np.arange(1, last + 1)[:, None, None]

    def pick(values: AnyInts, where: Bools | None = None) -> AnyInts:
        """Choose the Puskesmas's column, write ``NONE`` for nothing, turn to (months, indicators, places)."""
        out = values if where is None else np.where(where, values, NONE)
        total = np.where(use_own, out[:, villages], out[:, villages + 1])
        return np.concatenate([out[:, :villages], total[:, None]], axis=1).swapaxes(1, 2)

    result = CubeResult(
        indicators=plan.indicators,
        places=(*inputs.places, inputs.total),
        year=data.year,
        months=months,
        by_month=by_month.swapaxes(1, 2),
        use_own=use_own,
        month=pick(by_month[first : last + 1]),
        last_month=pick(by_month[first - 1 : last]),
        numerator=pick(_micro(series.total[asked], series.top_parts, series.top_grain), series.has_total[asked]),
        denominator=pick(_micro(series.under[asked], series.under_parts, series.under_grain), series.has_under[asked]),
        month_denominator=pick(_month_denominator(plan, series, first, last)),
        target_bp=np.where(aims.has_yearly, aims.yearly, NONE)[:-1].T,
        due=np.where(aims.has_due[asked, :-1], aims.due[asked, :-1], NONE).swapaxes(1, 2),
        gap_people=pick(np.maximum(-people, 0), shown),
        surplus_people=pick(np.maximum(people, 0), shown),
        trend=pick(trend),
        rank=_ranks(plan, series.total[asked, :villages], series.under[asked, :villages], ratio[asked, :villages]),
        status=pick(status),
        red_months=pick(red[asked]),
        pace_needed=pick(needed),
        pace_reached=pick(so_far),
        pace=pick(pace),
        missing_months=pick(numbers[asked] - 1 - (series.reports[asked] - seen[asked])),
        last_reported=pick(np.maximum.accumulate(np.where(seen, numbers, 0), axis=0)[asked]),
        villages_reported=seen[asked, :villages].sum(axis=1) * plan.in_villages,
        villages_expected=villages * plan.in_villages,
        exact=(
            pick(series.total[asked]),
            pick(series.under[asked]),
            series.top_grain,
            series.under_grain,
            series.top_parts,
            series.under_parts,
        ),
        replaced={},
    )
    for row in np.flatnonzero(~scales.safe):
        for n in months:
            result.replace(int(row), n, reference.table([plan.indicators[row]], inputs, Month(data.year, n)))
    return result


def _month_denominator(plan: Plan, series: Series, first: int, last: int) -> Ints:
    """The denominators of the months alone in micro, ``NONE`` where they are yearly or not reported."""
    out = np.full((last - first + 1, *series.total.shape[1:]), NONE)
    rows, bottom = series.monthly_rows, series.bottom
    if rows.size:
        shown = _micro(bottom.values[first : last + 1], plan.bottom_divisor[rows], bottom.grain)
        out[..., rows] = np.where(bottom.seen[first : last + 1], shown, NONE)
    return out


@dataclass(frozen=True, slots=True)
class _Scales:
    """Constants of the comparisons, reduced; ``safe`` where no product can pass 2^62.

    ``total * by_top - due * under * by_under`` counts units of ``gap_up / gap_down`` people or
    ``need_up / need_down`` micro. ``limits`` are the pace thresholds over ``once``, reduced.
    """

    by_top: Ints
    by_under: Ints
    gap_up: Ints
    gap_down: Ints
    need_up: Ints
    need_down: Ints
    once: int
    limits: tuple[int, int, int]
    safe: Bools


def _scales(plan: Plan, series: Series, aims: Targets, rule: StatusRule) -> _Scales:
    """Bring ``total * top_grain / top_parts`` and ``due/1200 * denominator / factor`` to one integer scale."""
    columns: list[tuple[int, ...]] = []
    for top_grain, under_grain, top_parts, under_parts, factor in zip(
        series.top_grain.tolist(),
        series.under_grain.tolist(),
        series.top_parts.tolist(),
        series.under_parts.tolist(),
        plan.factor.tolist(),
        strict=True,
    ):
        by_top, by_under = top_grain * under_parts * 1200 * factor, under_grain * top_parts
        shared = math.gcd(by_top, by_under)
        whole = 1200 * factor * under_parts * top_parts
        gap, need = math.gcd(shared, whole * MICRO), math.gcd(shared, whole)
        columns.append(
            (
                by_top // shared,
                by_under // shared,
                shared // gap,
                whole * MICRO // gap,
                shared // need,
                12 * whole // need,
                top_grain,
                under_grain,
            )
        )
    constants = np.array(columns, dtype=object).reshape(len(columns), 8)
    by_top, by_under, gap_up, gap_down, need_up, need_down, top_grain_, under_grain_ = (
        constants[:, i].astype(np.float64) for i in range(8)
    )
    common = math.gcd(BASIS, rule.pace_reachable, rule.pace_push, rule.pace_hard)
    limits = (rule.pace_reachable // common, rule.pace_push // common, rule.pace_hard // common)
    top = np.abs(series.total).max(axis=(0, 1), initial=0).astype(np.float64)
    under = np.abs(series.under).max(axis=(0, 1), initial=0).astype(np.float64)
    due = np.abs(aims.due).max(axis=(0, 1), initial=0).astype(np.float64)
    due = np.maximum(due, 12.0 * np.abs(aims.yearly).max(axis=0, initial=0))
    short = due * under * by_under + top * by_top
    largest = np.max(
        [
            series.top_bound * np.maximum(top_grain_, 1.0),
            series.under_bound * np.maximum(under_grain_, 1.0),
            series.top_bound * np.where(plan.monthly, series.under_bound, 0.0),
            top * under,
            short * gap_up,
            short * need_up,
            short * 12.0 * (BASIS // common),
            top * by_top * 12.0 * limits[2],
            gap_down,
            need_down,
            by_top,
            by_under,
        ],
        axis=0,
    )
    safe = largest < _LIMIT
    kept = np.where(safe[:, None], constants, 1).astype(np.int64)
    return _Scales(
        by_top=kept[:, 0],
        by_under=kept[:, 1],
        gap_up=kept[:, 2],
        gap_down=kept[:, 3],
        need_up=kept[:, 4],
        need_down=np.maximum(kept[:, 5] // 12, 1),
        once=BASIS // common,
        limits=limits,
        safe=safe,
    )


def _micro(values: Ints, parts: Ints, grain: Ints) -> Ints:
    """Whole millionths, half to even, of ``values * grain / parts``."""
    whole = values * grain
    divided = np.flatnonzero(parts != 1)
    if divided.size:
        by = parts[divided]
        quotient, rest = np.divmod(whole[..., divided], by)
        up = (2 * rest > by) | ((2 * rest == by) & (quotient % 2 == 1))
        whole[..., divided] = quotient + up
    return whole


def _streak(red: Bools) -> AnyInts:
    """Months in a row up to each month."""
    counts = red.astype(np.int8)
    for n in range(1, red.shape[0]):
        counts[n] *= counts[n - 1] + 1
    return counts


def _trend(series: Series, first: int, last: int) -> AnyInts:
    """Codes of ``TRENDS``: counts against the month before, rates where the denominator is monthly."""
    now, before = series.top.values[first : last + 1], series.top.values[first - 1 : last]
    known = series.top.seen[first : last + 1] & series.top.seen[first - 1 : last]
    rows = series.monthly_rows
    if rows.size:
        bottom_now, bottom_before = series.bottom.values[first : last + 1], series.bottom.values[first - 1 : last]
        now, before = now.copy(), before.copy()
        now[..., rows] *= bottom_before
        before[..., rows] *= bottom_now
        known[..., rows] &= (bottom_now > 0) & (bottom_before > 0)
    trend = np.full(now.shape, _SAME, np.int8)
    trend[now > before] = _UP
    trend[now < before] = _DOWN
    trend[~known] = _UNKNOWN
    return trend


def _status(plan: Plan, rule: StatusRule, *, seen: Bools, judged: Bools, reached: Bools, trend: AnyInts) -> AnyInts:
    """Codes of ``STATUSES`` out of the rule's two rows."""
    codes = np.array(
        [
            STATUSES.index(rule.judge(reached=is_reached, change=change_of(trend_, direction)))
            for direction in (Direction.UP, Direction.DOWN)
            for is_reached in (False, True)
            for trend_ in TRENDS
        ],
        np.int8,
    )
    wide = len(TRENDS)
    status: AnyInts = codes[trend + reached * np.int8(wide) + plan.down * np.int8(2 * wide)]
    status[~judged] = STATUSES.index(Status.NO_TARGET)
    status[~seen] = STATUSES.index(Status.NONE)
    return status


def _ranks(plan: Plan, top: Ints, under: Ints, known: Bools) -> AnyInts:
    """1 + the number of villages that are better, by cross multiplication; ``NONE`` without a coverage."""
    mine = top * np.where(plan.down, -1, 1)
    rank = np.ones(top.shape, np.int64)
    for other in range(top.shape[1]):
        better = mine[:, other : other + 1] * under > mine * under[:, other : other + 1]
        rank += better & known[:, other : other + 1]
    rank[~known] = NONE
    return rank.swapaxes(1, 2)


def _pace(
    plan: Plan, series: Series, aims: Targets, scales: _Scales, *, asked: slice, judged: Bools
) -> tuple[Ints, Ints, AnyInts]:
    """Needed and reached in micro a month, and codes of ``PACES``, for indicators that have a pace."""
    shape = judged.shape
    needed, so_far = np.full(shape, NONE), np.full(shape, NONE)
    code = np.full(shape, PACES.index(Pace.UNKNOWN), np.int8)
    rows = np.flatnonzero(plan.paced)
    if not rows.size:
        return needed, so_far, code
    whole = slice(None) if rows.size == len(plan.indicators) else rows
    total, under = series.total[asked][..., whole], series.under[asked][..., whole]
    has = (judged & aims.has_yearly)[..., whole]
    by_top = total * scales.by_top[whole]
    missing = 12 * aims.yearly[:, whole] * under * scales.by_under[whole] - by_top
    left = 12 - np.arange(asked.start + 1, asked.stop + 1)[:, None, None]
    months_left, reports = np.maximum(left, 1), np.maximum(series.reports[asked][..., whole], 1)
    done = missing <= 0
    ask = -(-missing * scales.need_up[whole] // (scales.need_down[whole] * months_left))
    ask[(left <= 0) & ~done] = NONE
    needed[..., whole] = np.where(has, np.where(done, 0, ask), NONE)
    have = total * series.top_grain[whole] // (series.top_parts[whole] * reports)
    so_far[..., whole] = np.where(has, have, NONE)

    pace = np.full(total.shape, PACES.index(Pace.NEW_WAY), np.int8)
    ask, have = missing * (reports * scales.once), by_top * left
    for limit, name in zip(reversed(scales.limits), (Pace.HARD, Pace.PUSH, Pace.REACHABLE), strict=True):
        pace[ask <= have * limit] = PACES.index(name)
    pace[total <= 0] = PACES.index(Pace.NEW_WAY)
    pace[np.broadcast_to(left <= 0, pace.shape)] = PACES.index(Pace.UNKNOWN)
    pace[done] = PACES.index(Pace.DONE)
    pace[~has] = PACES.index(Pace.UNKNOWN)
    code[..., whole] = pace
    return needed, so_far, code
