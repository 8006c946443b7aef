"""The monthly rates of an indicator in every village, over years, as the statistics want them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from lokmin.core.indicators.definitions import Direction, Indicator
from lokmin.core.indicators.evaluate import value
from lokmin.core.indicators.expr import Linear, Nature
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.queries import month_table, sources

Floats = NDArray[np.float64]
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Rates:
    """Months of one indicator.

    ``rates`` and ``sizes`` (places, months): share of people in a month (times the factor gives the unit), and the
    people behind; NaN where not reported or without sasaran. The last place is the Puskesmas as a whole.
    """

    indicator: Indicator
    places: tuple[str, ...]
    months: tuple[Month, ...]
    rates: Floats
    sizes: Floats

    @property
    def higher_is_better(self) -> bool:
        return self.indicator.direction is Direction.UP

    @property
    def in_villages(self) -> bool:
        return "desa" in self.indicator.levels

    def between(self, first: Month, last: Month) -> Rates:
        """Fewer months."""
        chosen = [n for n, month in enumerate(self.months) if first <= month <= last]
        months = tuple(self.months[n] for n in chosen)
        return Rates(self.indicator, self.places, months, self.rates[:, chosen], self.sizes[:, chosen])


class Figures:
    """Facts of a Puskesmas up to a month, read once for many actions."""

    def __init__(self, puskesmas: Puskesmas, month: Month, most: int) -> None:
        """``most``: how many months back may be asked for."""
        self.puskesmas, self.month = puskesmas, month
        self.months = month.plus(1 - most).until(month)
        self.table = month_table(puskesmas, month)
        self._made: dict[str, Rates | None] = {}

    def of(self, code: str) -> Rates | None:
        """All months of an indicator; None when it is not in the month's catalogue."""
        if code not in self._made:
            indicator = self.table.indicator(code)
            self._made[code] = self._read(indicator) if indicator else None
        return self._made[code]

    @cached_property
    def _by_element(self) -> dict[str, dict[Key, int]]:
        found: dict[str, dict[Key, int]] = defaultdict(dict)
        for year in range(self.months[0].year, self.month.year + 1):
            values = self.table.inputs.values if year == self.month.year else sources.facts(self.puskesmas, year)
            for key, micro in values.items():
                if key[1][:4] == str(year):
                    found[key[2]][key] = micro
        return found

    def _read(self, indicator: Indicator) -> Rates:
        """Rates of all places. The Puskesmas is its villages together, in each month those that reported."""
        inputs = self.table.inputs
        rate = inputs.rate(indicator)
        facts = {k: v for e in rate.elements for k, v in self._by_element.get(e.code, {}).items()}
        places = (*inputs.places, inputs.total)
        top = self._evaluated(rate.numerator, places, facts)
        sizes = self._evaluated(rate.denominator, places, facts)
        if not rate.denominator.monthly:
            sizes = _nearest(sizes)
        usable = np.isfinite(top) & np.isfinite(sizes) & (np.nan_to_num(sizes) > 0)
        if usable[:-1].any():
            both = usable[:-1]
            top[-1], sizes[-1] = (np.where(both, part[:-1], 0.0).sum(0) for part in (top, sizes))
            usable[-1] = both.any(0)
        rates = np.where(usable, top, np.nan) / np.where(usable, sizes, 1.0)
        return Rates(indicator, places, self.months, rates, np.where(usable, sizes, np.nan))

    def _evaluated(self, expression: Linear, places: tuple[str, ...], facts: dict[Key, int]) -> Floats:
        """(places, months) in people; a yearly expression stands in every month of its year."""
        yearly = expression.nature is Nature.YEARLY
        found = np.full((len(places), len(self.months)), np.nan)
        for p, place in enumerate(places):
            for m, month in enumerate(self.months):
                at = (place, str(month.year) if yearly else month.code)
                micro = value(expression, lambda code, at=at: facts.get((*at, code)))  # type: ignore[misc]
                if micro is not None:
                    found[p, m] = float(micro) / MICRO
        return found


def _nearest(sizes: Floats) -> Floats:
    """Yearly sizes (places, months), a year without sasaran taking that of the nearest one.

    People do not vanish: a rate per person changes far less by it than by leaving the year out.
    """
    found = sizes.copy()
    for row in found:
        known = np.flatnonzero(np.isfinite(row) & (np.nan_to_num(row) > 0))
        for month in np.flatnonzero(~np.isfinite(row)) if len(known) else ():
            row[month] = row[known[np.abs(known - month).argmin()]]
    return found
