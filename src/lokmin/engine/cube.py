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
from lokmin.engine.plan import Bools, Ints, Plan, plan_for
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
    return judge(plan, load(plan, inputs, month.year), targets(plan, inputs, month.year), inputs, (month.month,))


def year_tables(indicators: Sequence[Indicator], inputs: Inputs, year: int) -> CubeResult:
    """All twelve months of a year as arrays (raises as ``arrays``)."""
    plan = plan_for(indicators, inputs)
    return judge(plan, load(plan, inputs, year), targets(plan, inputs, year), inputs, tuple(range(1, 13)))


def judge(plan: Plan, data: YearData, aims: Targets, inputs: Inputs, months: tuple[int, ...]) -> CubeResult:
    """Judge consecutive months of a loaded year; what lies after a month never changes it."""
    first, last = months[0], months[-1]
    series = accumulate(plan, data, last)
    scales = _scales(plan, series, aims, inputs.rule)
    asked = slice(first - 1, last)

    seen = series.top.seen[1:]
    ratio = seen & series.has_under & (series.under > 0)
    judged = ratio & aims.has_due[:last]
    # short: what is missing to the running target, in units of scales.gap micro; negative = beyond it.
    short = aims.due[:last] * series.under * _wide(scales.by_under) - series.total * _wide(scales.by_top)
    toward = np.where(plan.down, -1, 1)
    short *= _wide(toward)
    reached = short <= 0
    red = _streak(judged & ~reached)

    trend = _trend(series, first, last)
    status = _status(plan, inputs.rule, seen=seen[asked], judged=judged[asked], reached=reached[asked], trend=trend)
    here, shown = short[asked], judged[asked] & plan.people[:, None]
    gap = np.maximum(-((-here * _wide(scales.gap_up)) // _wide(scales.gap_down)), 0)
    surplus = np.maximum((-here * _wide(scales.gap_up)) // _wide(scales.gap_down), 0)
    needed, so_far, pace = _pace(plan, series, aims, scales, asked=asked, judged=judged[asked])

    use_own = series.use_own[asked]

    def pick(values: np.ndarray, where: Bools | None = None) -> np.ndarray:
        """Choose the Puskesmas's column and write ``NONE`` where there is nothing."""
        full = values if where is None else np.where(where, values, NONE)
        out = full[..., :-1].copy()
        out[..., -1] = np.where(use_own, full[..., -2], full[..., -1])
        return out

    by_month = np.where(series.top.seen, _micro(series.top.values, plan.top_divisor, series.top_grain), NONE)
    numbers = np.arange(1, last + 1)[:, None, None]
    last_report = np.maximum.accumulate(np.where(seen, numbers, 0), axis=0)
    villages = len(inputs.places)
    month_under = np.full((last - first + 1, *seen.shape[1:]), NONE)
    if series.monthly_rows.size:
        rows, bottom = series.monthly_rows, series.bottom
        shown_bottom = _micro(bottom.values[first : last + 1], plan.bottom_divisor[rows], bottom.grain)
        month_under[:, rows] = np.where(bottom.seen[first : last + 1], shown_bottom, NONE)
    exact_total, exact_under = pick(series.total[asked]), pick(series.under[asked])
    before = series.reports[asked] - seen[asked]
    result = CubeResult(
        indicators=plan.indicators,
        places=(*inputs.places, inputs.total),
        year=data.year,
        months=months,
        by_month=by_month,
        use_own=use_own,
        month=pick(by_month[first : last + 1]),
        last_month=pick(by_month[first - 1 : last]),
        numerator=pick(_micro(series.total[asked], series.top_parts, series.top_grain), series.has_total[asked]),
        denominator=pick(_micro(series.under[asked], series.under_parts, series.under_grain), series.has_under[asked]),
        month_denominator=pick(month_under),
        target_bp=np.where(aims.has_yearly, aims.yearly, NONE)[:, :-1],
        due=np.where(aims.has_due, aims.due, NONE)[asked, :, :-1],
        gap_people=pick(gap, shown),
        surplus_people=pick(surplus, shown),
        trend=pick(trend),
        rank=_ranks(plan, series.total[asked, :, :villages], series.under[asked, :, :villages], ratio[asked]),
        status=pick(status),
        red_months=pick(red[asked]),
        pace_needed=pick(needed),
        pace_reached=pick(so_far),
        pace=pick(pace),
        missing_months=pick(numbers[asked] - 1 - before),
        last_reported=pick(last_report[asked]),
        villages_reported=seen[asked, :, :villages].sum(axis=2) * plan.in_villages,
        villages_expected=villages * plan.in_villages,
        exact=(exact_total, exact_under, series.top_grain, series.under_grain, series.top_parts, series.under_parts),
        replaced={},
    )
    for row in np.flatnonzero(~scales.safe):
        for n in months:
            result.replace(int(row), n, reference.table([plan.indicators[row]], inputs, Month(data.year, n)))
    return result


def _wide(per_indicator: Ints) -> Ints:
    return per_indicator[:, None]


@dataclass(frozen=True, slots=True)
class _Scales:
    """Constants of the comparisons, reduced; ``safe`` where no product can pass 2^62.

    ``due * under * by_under - total * by_top`` counts units of ``gap_up / gap_down`` people or
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
    top = np.abs(series.total).max(axis=(0, 2), initial=0).astype(np.float64)
    under = np.abs(series.under).max(axis=(0, 2), initial=0).astype(np.float64)
    due = np.abs(aims.due).max(axis=(0, 2), initial=0).astype(np.float64)
    due = np.maximum(due, 12.0 * np.abs(aims.yearly).max(axis=1, initial=0))
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
    whole = values * _wide(grain)
    divided = np.flatnonzero(parts != 1)
    if divided.size:
        by = _wide(parts[divided])
        quotient, rest = np.divmod(whole[:, divided], by)
        up = (2 * rest > by) | ((2 * rest == by) & (quotient % 2 == 1))
        whole[:, divided] = quotient + up
    return whole


def _streak(red: Bools) -> Ints:
    """Months in a row up to each month."""
    counts = np.zeros(red.shape, np.int64)
    for n in range(red.shape[0]):
        counts[n] = red[n] if not n else (counts[n - 1] + 1) * red[n]
    return counts


def _trend(series: Series, first: int, last: int) -> Ints:
    """Codes of ``TRENDS``: counts against the month before, rates where the denominator is monthly."""
    now, before = series.top.values[first : last + 1], series.top.values[first - 1 : last]
    known = series.top.seen[first : last + 1] & series.top.seen[first - 1 : last]
    rows = series.monthly_rows
    if rows.size:
        bottom = series.bottom.values
        bottom_now, bottom_before = bottom[first : last + 1], bottom[first - 1 : last]
        now, before = now.copy(), before.copy()
        now[:, rows], before[:, rows] = now[:, rows] * bottom_before, before[:, rows] * bottom_now
        known[:, rows] &= (bottom_now > 0) & (bottom_before > 0)
    trend = np.where(now > before, _UP, np.where(now < before, _DOWN, _SAME))
    return np.where(known, trend, _UNKNOWN)


def _status(plan: Plan, rule: StatusRule, *, seen: Bools, judged: Bools, reached: Bools, trend: Ints) -> Ints:
    """Codes of ``STATUSES`` out of the rule's two rows."""
    codes = np.array(
        [
            [
                [STATUSES.index(rule.judge(reached=is_reached, change=change_of(t, direction))) for t in TRENDS]
                for is_reached in (False, True)
            ]
            for direction in (Direction.UP, Direction.DOWN)
        ]
    )
    status = codes[plan.down.astype(np.int64)[:, None], reached.astype(np.int64), trend]
    return np.where(judged, status, np.where(seen, STATUSES.index(Status.NO_TARGET), STATUSES.index(Status.NONE)))


def _ranks(plan: Plan, top: Ints, under: Ints, ratio: Bools) -> Ints:
    """1 + the number of villages that are better, by cross multiplication; ``NONE`` without a coverage."""
    villages = top.shape[2]
    known = ratio[..., :villages]
    mine = top * np.where(plan.down, -1, 1)[:, None]
    rank = np.ones(top.shape, np.int64)
    for other in range(villages):
        better = mine[..., other : other + 1] * under > mine * under[..., other : other + 1]
        rank += better & known[..., other : other + 1]
    return np.where(known, rank, NONE)


def _pace(
    plan: Plan, series: Series, aims: Targets, scales: _Scales, *, asked: slice, judged: Bools
) -> tuple[Ints, Ints, Ints]:
    """Needed and reached in micro a month, and codes of ``PACES`` (see ``core.pws.pace``)."""
    total, under = series.total[asked], series.under[asked]
    has = judged & plan.paced[:, None] & aims.has_yearly
    missing = (12 * aims.yearly) * under * _wide(scales.by_under) - total * _wide(scales.by_top)
    left = 12 - np.arange(asked.start + 1, asked.stop + 1)[:, None, None]
    reports = np.maximum(series.reports[asked], 1)
    done = missing <= 0
    needed = -((-missing * _wide(scales.need_up)) // (_wide(scales.need_down) * np.maximum(left, 1)))
    needed = np.where(done, 0, np.where(left > 0, needed, NONE))
    so_far = (total * _wide(series.top_grain)) // (_wide(series.top_parts) * reports)
    code = np.full(total.shape, PACES.index(Pace.NEW_WAY))
    ask, have = missing * reports * scales.once, total * _wide(scales.by_top) * left
    for limit, pace in zip(reversed(scales.limits), (Pace.HARD, Pace.PUSH, Pace.REACHABLE), strict=True):
        code = np.where(ask <= have * limit, PACES.index(pace), code)
    code = np.where(total <= 0, PACES.index(Pace.NEW_WAY), code)
    code = np.where(left > 0, code, PACES.index(Pace.UNKNOWN))
    code = np.where(done, PACES.index(Pace.DONE), code)
    return np.where(has, needed, NONE), np.where(has, so_far, NONE), np.where(has, code, PACES.index(Pace.UNKNOWN))
