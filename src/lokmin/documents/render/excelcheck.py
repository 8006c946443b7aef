"""What the formulas of a PWS sheet give, worked out beside Excel.

A formula is written only where it gives the store's own figure. Where the store knows more than the sheet can hold
(a mean, a denominator that changes every month, an office's own rule), the figure itself is written instead.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lokmin.core.numbers import MICRO
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.documents.forms.records import IndicatorSheet

Value = float | str | None


@dataclass(frozen=True, slots=True)
class Cells:
    """The computed cells of one line; None is an empty one."""

    total: float | None
    this: float | None
    before: float | None
    rate: float | None
    run: float | None
    gap: float | None
    trend: str
    status: str
    rate_now: float | None
    rate_before: float | None


def units(micro: int | None) -> float | None:
    """Millionths as the number a cell holds."""
    return None if micro is None else micro / MICRO


def december(row: CoverageRow) -> float | None:
    """Last December, which a row only knows in January."""
    return units(row.last_month) if len(row.months) == 1 else None


def by_formula(row: CoverageRow, sheet: IndicatorSheet) -> Cells:
    """The line as Excel works it out; a formula that builds on other cells sees the store's figures written there."""
    months = [units(month) for month in row.months]
    known = [month for month in months if month is not None]
    written = by_store(row)
    this, before, total, run = written.this, written.before, written.total, written.run
    goal = units(row.denominator) or 0.0
    target = None if row.target_bp is None else row.target_bp / 100
    up = row.higher_is_better
    trend = ""
    if this is not None and before is not None:
        trend = "naik" if this > before else "turun" if this < before else "tetap"
    gap: float | None = None
    status = Status.NO_TARGET.value
    if this is None:
        status = Status.NONE.value
    elif run is not None and goal and total is not None:
        lack = round(run * goal / row.factor - total, 9)
        reached = lack <= 0 if up else lack >= 0
        gap = math.ceil(max(0.0, lack if up else -lack))
        better, worse = ("naik", "turun") if up else ("turun", "naik")
        status = (
            ("kurang" if written.trend == worse else "baik")
            if reached
            else "cukup"
            if written.trend == better
            else "jelek"
        )
    return Cells(
        total=None if not known else sum(known) if sheet.flow else known[-1],
        this=months[-1] if months else None,
        before=months[-2] if len(months) > 1 else december(row),
        rate=None if this is None or total is None or not goal else round(total / goal * row.factor, 9),
        run=None if target is None else target * len(months) / 12 if sheet.grows else target,
        gap=gap,
        trend=trend,
        status=status,
        rate_now=None if this is None or not goal else this / goal * row.factor,
        rate_before=None if before is None or not goal else before / goal * row.factor,
    )


def by_store(row: CoverageRow) -> Cells:
    """The same line as the store has it."""
    silent = row.status is Status.NONE
    reported = any(month is not None for month in row.months)
    monthly = row.month_denominator is not None
    before = row.last_month
    rate_before = None
    if before is not None and row.denominator and not monthly:
        rate_before = before * row.factor / row.denominator
    return Cells(
        total=units(row.numerator) if reported else None,
        this=units(row.month),
        before=units(before),
        rate=None if silent or row.percent is None else round(row.percent, 9),
        run=row.running_target_percent,
        gap=None if silent else row.gap_people,
        trend=row.trend.value,
        status=row.status.value,
        rate_now=row.month_ratio.value if row.month_ratio else None,
        rate_before=rate_before,
    )


def ranks_by_formula(rates: Sequence[float | None], *, up: bool) -> list[int | None]:
    """Excel's RANK over the villages that have a rate: equals share a place."""
    known = [rate for rate in rates if rate is not None]
    return [None if rate is None else 1 + sum(o > rate if up else o < rate for o in known) for rate in rates]


def same(one: Value, other: Value) -> bool:
    """Equal for a reader of the sheet: numbers to a millionth, texts exactly."""
    if isinstance(one, str) or isinstance(other, str):
        return (one or "") == (other or "")
    if one is None or other is None:
        return one is None and other is None
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=2e-6)


def agreed(formulas: Mapping[int, Value], store: Mapping[int, Value]) -> set[int]:
    """The columns whose formula gives the store's figure."""
    return {column for column, value in store.items() if column in formulas and same(formulas[column], value)}
