"""A month's facts laid out for checking: village by village, element by element, and how a finding is worded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from lokmin.core.findings import Finding, Severity
from lokmin.core.indicators.definitions import Aggregation, Catalogue, Element
from lokmin.core.numbers import from_micro, indonesian
from lokmin.core.periods import Month

#: (place code, period code, element code) -> micro. Absent means not reported.
Facts = Mapping[tuple[str, str, str], int]


@lru_cache(maxsize=20_000)
def number(micro: int) -> str:
    """``4``, ``101,2``."""
    return indonesian(from_micro(micro))


@dataclass(frozen=True)
class Reports:
    """Everything the checks look at.

    Attributes:
        names: the places that report, by code, in the order they are shown.
        reporters: who to ask, by place code.
    """

    facts: Facts
    catalogue: Catalogue
    names: Mapping[str, str]
    month: Month
    reporters: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """January up to the month."""
        return self.month.year_to_date

    @cached_property
    def series(self) -> dict[tuple[str, str], dict[str, int]]:
        """(place, element) -> {period: micro} of the months up to this one, older years too, oldest first."""
        found: dict[tuple[str, str], dict[str, int]] = {}
        last = self.month.code
        for (place, period, element), micro in sorted(self.facts.items(), key=lambda item: item[0][1]):
            if len(period) == 7 and period <= last and place in self.names and element in self.catalogue.elements:
                found.setdefault((place, element), {})[period] = micro
        return found

    def element(self, code: str) -> Element:
        return self.catalogue.elements[code]

    def cumulative(self, place: str, element: str) -> int | None:
        """January..month: flows added up, positions the last report; None when nothing was reported."""
        reported = self.series.get((place, element), {})
        values = [reported[m.code] for m in self.months if m.code in reported]
        if not values:
            return None
        flow = self.element(element).aggregation in (Aggregation.FLOW, Aggregation.COHORT)
        return sum(values) if flow else values[-1]

    def label(self, place: str, month: Month | None = None) -> str:
        """``Watubelah Februari 2026``; without a month ``Watubelah s.d. April 2026``."""
        return f"{self.names[place]} {month.label if month else f's.d. {self.month.label}'}"

    def finding(
        self,
        severity: Severity,
        code: str,
        message: str,
        *,
        place: str,
        element: str = "",
        month: Month | None = None,
        ask: str = "",
    ) -> Finding:
        """A finding with its address; ``ask`` is put to the person who reported, by name when known."""
        who = self.reporters.get(place, "")
        return Finding(
            severity,
            code,
            message,
            place=place,
            period=(month or self.month).code,
            element=element,
            question=(f"{who}, {ask}" if who else f"{ask[:1].upper()}{ask[1:]}") if ask else "",
        )
