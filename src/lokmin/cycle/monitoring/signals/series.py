"""The months behind every figure: numerators (and monthly denominators) of all indicators in all places as arrays.

Imports numpy: callers load it where it is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lokmin.core.indicators.definitions import Aggregation, Indicator
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.pws.coverage import Inputs
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.kept import Kept
from lokmin.cycle.monitoring.queries import sources
from lokmin.cycle.monitoring.queries.table import MonthTable, month_table
from lokmin.engine import cube
from lokmin.engine.result import NONE

Floats = NDArray[np.float64]

#: Months that are gathered.
WINDOW = 36
#: A village belongs to the sum when it reported at least so many of its indicator's months (half).
_USUAL = 0.5


@dataclass(frozen=True)
class Series:
    """All series of a Puskesmas up to a month.

    Attributes:
        months: oldest first, the month asked for last; from the first reported one, at most ``WINDOW``.
        keys: (indicator, place) of each series, in the order indicators x (villages..., Puskesmas).
        top: (series, months) numerator of the month in units, NaN = not reported. The sum of the villages is NaN in
            months in which a village that usually reports did not.
        bottom: (series, months) the denominator of the month where it is reported monthly, else 1.
        monthly: (series,) whether it is.
    """

    table: MonthTable
    months: tuple[Month, ...]
    keys: tuple[tuple[str, str], ...]
    top: Floats
    bottom: Floats
    monthly: NDArray[np.bool_]

    @cached_property
    def at(self) -> dict[tuple[str, str], int]:
        """(indicator, place) -> row."""
        return {key: row for row, key in enumerate(self.keys)}

    def indicator(self, row: int) -> Indicator:
        return self.table.defined(self.keys[row][0])

    @cached_property
    def carried(self) -> frozenset[str]:
        """Indicators whose figure is carried from month to month (a position over a yearly sasaran)."""
        rates = {code: self.table.inputs.rate(i) for code, i in self.table.definitions.items()}
        return frozenset(
            code for code, r in rates.items() if r.way is Aggregation.STOCK and not r.denominator.monthly
        )  # fmt: skip

    def whole(self, row: int) -> bool:
        """Whether a series is the Puskesmas's."""
        return self.keys[row][1] == self.table.total.code


_kept: Kept[Series] = Kept(2_000_000, lambda series: series.top.size)


def series_of(puskesmas: Puskesmas, month: Month) -> Series:
    """Up to 36 months of every indicator in force and every place; definitions are those of the month's year.

    Kept in this process by the stamp of the data.
    """
    table = month_table(puskesmas, month)
    return _kept.made((puskesmas.pk, month.code, table.stamp), lambda: _gather(puskesmas, table))


def _gather(puskesmas: Puskesmas, table: MonthTable) -> Series:
    last = table.month
    first = last.plus(1 - WINDOW)
    reported = [m for m in sources.months(puskesmas) if first <= m <= last]
    months = (reported[0] if reported else last).until(last)
    tops, bottoms = [], []
    for year in range(months[0].year, last.year + 1):
        wanted = [m for m in months if m.year == year]
        top, bottom = _year(table.indicators, _inputs(puskesmas, table, year), wanted)
        tops.append(top)
        bottoms.append(bottom)
    # (months, indicators, places) -> (series, months)
    shape = (len(months), -1)
    top, bottom = (np.concatenate(parts).reshape(shape).T.copy() for parts in (tops, bottoms))
    places = [place.code for place in table.places]
    keys = tuple((i.code, place) for i in table.indicators for place in places)
    monthly = np.repeat([table.inputs.rate(i).denominator.monthly for i in table.indicators], len(places))
    bottom[~monthly] = 1.0
    _leave_partial_sums_out(top, table.indicators, len(places))
    return Series(table, months, keys, top, bottom, monthly)


def _inputs(puskesmas: Puskesmas, table: MonthTable, year: int) -> Inputs:
    """The facts of a year under the definitions of the month; targets play no part."""
    own = table.inputs
    if year == table.month.year:
        return own
    return Inputs(
        own.places, own.total, sources.facts(puskesmas, year), own.rule, own.elements, {}, own.denominators
    )  # fmt: skip


def _year(indicators: Sequence[Indicator], inputs: Inputs, months: Sequence[Month]) -> tuple[Floats, Floats]:
    """Numerators and monthly denominators (months, indicators, places) of some months of a year."""
    try:
        found = cube.year_tables(indicators, inputs, months[0].year)
    except OverflowError:
        return _by_rows(indicators, inputs, months)
    here = [found.months.index(m.month) for m in months]
    return _units(found.month[here]), _units(found.month_denominator[here])


def _by_rows(indicators: Sequence[Indicator], inputs: Inputs, months: Sequence[Month]) -> tuple[Floats, Floats]:
    """The same by the reference, for numbers beyond 64 bits."""
    wide = len(inputs.places) + 1
    tables = [cube.table(indicators, inputs, month) for month in months]
    shape = (len(months), len(indicators), wide)
    top = [[row.month for row in rows] for rows in tables]
    bottom = [[row.month_denominator for row in rows] for rows in tables]
    found = [
        np.array([[np.nan if v is None else v / MICRO for v in line] for line in lines]).reshape(shape)
        for lines in (top, bottom)
    ]
    return found[0], found[1]


def _units(micro: NDArray[np.integer[Any]]) -> Floats:
    return np.where(micro == NONE, np.nan, micro / MICRO)


def _leave_partial_sums_out(top: Floats, indicators: Sequence[Indicator], places: int) -> None:
    """A sum in which a usual reporter is missing looks like a fall: such months count as not reported."""
    seen = ~np.isnan(top.reshape(len(indicators), places, -1))
    villages = seen[:, :-1]
    active = villages.any(axis=1).sum(axis=1)
    usual = villages.sum(axis=2) >= np.maximum(active * _USUAL, 1)[:, None]
    missing = (usual[:, :, None] & ~villages).any(axis=1)
    judged = np.array(["desa" in i.levels for i in indicators])
    own = judged & villages.any(axis=(1, 2))
    top.reshape(len(indicators), places, -1)[:, -1][own[:, None] & missing] = np.nan
