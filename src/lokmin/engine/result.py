"""What the cube hands out: arrays by month, indicator and place, and the rows made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from lokmin.core.indicators.definitions import Direction, Indicator
from lokmin.core.periods import Month
from lokmin.core.pws.rows import CoverageRow, Pace, Status, Trend
from lokmin.engine.plan import AnyInts, Bools, Ints

#: Stands for None in every integer array: not reported, not judged.
NONE = int(np.iinfo(np.int64).min)
STATUSES, TRENDS, PACES = tuple(Status), tuple(Trend), tuple(Pace)

_COUNTS = (
    "month", "last_month", "numerator", "denominator", "month_denominator", "gap_people", "surplus_people",
    "pace_needed", "pace_reached",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CubeResult:
    """Coverage of consecutive months of one year.

    Arrays are (months, indicators, places) with the Puskesmas as the last place, counts in micro units with ``NONE``
    for None, ``status`` ``trend`` ``pace`` as positions in ``STATUSES`` ``TRENDS`` ``PACES``. Exceptions:
    ``rank`` has villages only; ``target_bp`` (indicators, places); ``due`` running targets in 1/1200 of the unit;
    ``last_reported`` the number of the month, 0 for none; ``villages_reported`` (months, indicators),
    ``villages_expected`` (indicators); ``by_month`` (last December + months, indicators, villages + own + sum).
    """

    indicators: tuple[Indicator, ...]
    places: tuple[str, ...]
    year: int
    months: tuple[int, ...]
    by_month: Ints
    use_own: Bools
    month: AnyInts
    last_month: AnyInts
    numerator: AnyInts
    denominator: AnyInts
    month_denominator: AnyInts
    target_bp: Ints
    due: Ints
    gap_people: AnyInts
    surplus_people: AnyInts
    trend: AnyInts
    rank: AnyInts
    status: AnyInts
    red_months: AnyInts
    pace_needed: AnyInts
    pace_reached: AnyInts
    pace: AnyInts
    missing_months: AnyInts
    last_reported: AnyInts
    villages_reported: AnyInts
    villages_expected: AnyInts
    exact: tuple[AnyInts, AnyInts, Ints, Ints, Ints, Ints]
    replaced: dict[tuple[int, int], list[CoverageRow]]

    def rows(self, month: int) -> list[CoverageRow]:
        """The rows of one month in the order indicators x places, equal to ``core.pws.coverage.table``."""
        s = self.months.index(month)
        periods = [Month(self.year, n).code for n in range(1, month + 1)]
        rows: list[CoverageRow] = []
        lists = _Lists(self, s, month)
        for i in range(len(self.indicators)):
            known = self.replaced.get((i, month))
            rows += known if known is not None else lists.rows(i, periods)
        return rows

    def ratios(self, month: int) -> np.ndarray:
        """Coverage as floats (indicators, places) in each indicator's unit, NaN without one; for charts."""
        s = self.months.index(month)
        top, under = self.numerator[s].astype(np.float64), self.denominator[s].astype(np.float64)
        known = (self.month[s] != NONE) & (self.denominator[s] > 0)
        factor = np.array([indicator.factor for indicator in self.indicators], np.float64)[:, None]
        return np.where(known, top / np.where(known, under, 1.0) * factor, np.nan)

    def replace(self, i: int, month: int, rows: Sequence[CoverageRow]) -> None:
        """Take an indicator's month from the reference, where 64 bits do not suffice.

        Raises:
            OverflowError: when even a shown count does not fit.
        """
        s = self.months.index(month)
        self.replaced[i, month] = list(rows)
        for p, row in enumerate(rows):
            for name in _COUNTS:
                value = getattr(row, name)
                getattr(self, name)[s, i, p] = NONE if value is None else value
            self.trend[s, i, p] = TRENDS.index(row.trend)
            self.status[s, i, p] = STATUSES.index(row.status)
            self.pace[s, i, p] = PACES.index(row.pace)
            self.red_months[s, i, p] = row.red_months
            if p < self.rank.shape[2]:
                self.rank[s, i, p] = NONE if row.rank is None else row.rank


class _Lists:
    """The arrays of one month as plain lists: reading numpy scalars one by one would cost ten times as much."""

    def __init__(self, result: CubeResult, s: int, month: int) -> None:
        def plain(values: AnyInts) -> list[Any]:
            boxed = values.astype(object)
            boxed[values == NONE] = None
            return list(boxed.tolist())

        self.result, self.month_number = result, month
        self.counts = [plain(getattr(result, name)[s]) for name in _COUNTS]
        self.ranks = plain(result.rank[s])
        self.targets = plain(result.target_bp)
        self.due = result.due[s].tolist()
        self.trend, self.status, self.pace = (v[s].tolist() for v in (result.trend, result.status, result.pace))
        self.red, self.missing = result.red_months[s].tolist(), result.missing_months[s].tolist()
        self.last = result.last_reported[s].tolist()
        self.reported, self.expected = result.villages_reported[s].tolist(), result.villages_expected.tolist()
        until = result.by_month[1 : month + 1]
        chosen = np.concatenate(
            [until[..., :-2], np.where(result.use_own[s], until[..., -2], until[..., -1])[..., None]], axis=2
        )
        self.months = plain(np.ascontiguousarray(chosen.transpose(1, 2, 0)))
        self.exact_total, self.exact_under = result.exact[0][s].tolist(), result.exact[1][s].tolist()
        self.scales = [values.tolist() for values in result.exact[2:]]
        self.reduced: dict[int, tuple[int, int] | None] = {NONE: None}

    def rows(self, i: int, periods: list[str]) -> list[CoverageRow]:
        indicator, places = self.result.indicators[i], self.result.places
        up, last_place = indicator.direction is Direction.UP, len(places) - 1
        columns = [values[i] for values in self.counts]
        rows = []
        for p, place in enumerate(places):
            month, last_month, numerator, denominator, month_under, gap, surplus, needed, so_far = (
                column[p] for column in columns
            )
            total = p == last_place
            last = self.last[i][p]
            rows.append(
                CoverageRow(
                    place,
                    indicator.code,
                    periods[-1],
                    month,
                    last_month,
                    numerator,
                    denominator,
                    indicator.factor,
                    tuple(self.months[i][p]),
                    self.targets[i][p],
                    self._running(self.due[i][p]),
                    gap,
                    surplus,
                    TRENDS[self.trend[i][p]],
                    None if total else self.ranks[i][p],
                    STATUSES[self.status[i][p]],
                    self.red[i][p],
                    needed,
                    so_far,
                    PACES[self.pace[i][p]],
                    up,
                    self.missing[i][p],
                    periods[last - 1] if last else None,
                    self.reported[i] if total else 0,
                    self.expected[i] if total else 0,
                    month_under,
                    self._exact(i, p) if numerator is not None and denominator is not None else None,
                )
            )
        return rows

    def _running(self, due: int) -> tuple[int, int] | None:
        if due not in self.reduced:
            target = Fraction(due, 1200)
            self.reduced[due] = (target.numerator, target.denominator)
        return self.reduced[due]

    def _exact(self, i: int, p: int) -> tuple[int, int] | None:
        """The reduced coverage where the shown counts are rounded."""
        top_grain, under_grain, top_parts, under_parts = (values[i] for values in self.scales)
        if top_parts == 1 and under_parts == 1:
            return None
        top, under = self.exact_total[i][p] * top_grain, self.exact_under[i][p] * under_grain
        if under <= 0 or (top % top_parts == 0 and under % under_parts == 0):
            return None
        ratio = Fraction(top * under_parts, under * top_parts)
        return ratio.numerator, ratio.denominator
