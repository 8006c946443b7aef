"""What a data quality review looks at: facts of several years, when reports came in, surveys, sasaran sets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from lokmin.core.indicators.definitions import Aggregation, Element
from lokmin.core.indicators.expr import ExpressionError
from lokmin.core.indicators.parse import rate
from lokmin.core.numbers import indonesian
from lokmin.core.periods import Month
from lokmin.core.quality.dqr import Check, Dimension, DqrRules, Key, Outcome
from lokmin.core.quality.series import Reports


@dataclass(frozen=True, slots=True)
class Survey:
    """A figure of a survey the office typed in, to hold its own coverage against.

    ``percent``: the survey's figure in the indicator's unit; ``name``: which survey, of when.
    """

    indicator: str
    percent: Fraction
    name: str


@dataclass(frozen=True, slots=True)
class Own:
    """The office's own cumulative coverage of an indicator as a ratio of micro units; ``when`` in words."""

    indicator: str
    place: str
    top: int
    bottom: int
    factor: int
    when: str = ""


@dataclass(frozen=True)
class Reviewed:
    """Everything the review needs.

    Attributes:
        reports: facts of this year and up to three before, the villages, the month.
        total: code of the Puskesmas as a whole.
        programmes: names of programmes by code, as sentences write them.
        received: (place, period, programme) -> day the first number came in.
        began: first day any number came in: reports due before it cannot be judged for timeliness.
        due_day: day of the next month by which reports are due.
        only_months: element -> the months of the year it is reported in (vitamin A); others every month.
        surveys, coverage: for external consistency.
        sets: set of sasaran -> (place, element) -> micro; official and own ones of the month's year.
        official: the set the others are compared with.
    """

    reports: Reports
    total: str
    programmes: Mapping[str, str]
    rules: DqrRules
    received: Mapping[tuple[str, str, str], dt.date] = field(default_factory=dict)
    began: dt.date | None = None
    due_day: int = 5
    only_months: Mapping[str, Sequence[int]] = field(default_factory=dict)
    surveys: tuple[Survey, ...] = ()
    coverage: tuple[Own, ...] = ()
    sets: Mapping[str, Mapping[tuple[str, str], int]] = field(default_factory=dict)
    official: str = "proyeksi"

    @cached_property
    def users(self) -> dict[str, tuple[str, ...]]:
        """Element -> its own programme (who writes it) and those of the indicators it is used in."""
        catalogue = self.reports.catalogue
        found: dict[str, dict[str, None]] = {
            code: {e.programme: None} for code, e in catalogue.elements.items() if e.programme in self.programmes
        }
        for indicator in catalogue.for_year(self.reports.month.year).values():
            try:
                elements = rate(indicator, catalogue.elements).elements
            except ExpressionError:
                continue  # a local definition whose element was removed since
            for element in elements:
                found.setdefault(element.code, {})[indicator.programme] = None
        return {code: tuple(found.get(code, {})) for code in catalogue.elements}

    @cached_property
    def expected(self) -> dict[str, tuple[str, ...]]:
        """Programme -> the monthly elements some village reported this year, in the order of the catalogue."""
        year = f"{self.reports.month.year}-"
        used = {code for (_, code), months in self.reports.series.items() if any(p.startswith(year) for p in months)}
        found: dict[str, list[str]] = {}
        for code, element in self.reports.catalogue.elements.items():
            if code in used and not element.yearly:
                found.setdefault(element.programme, []).append(code)
        return {programme: tuple(codes) for programme, codes in found.items()}

    def months_of(self, element: str) -> tuple[Month, ...]:
        """The months up to this one in which an element is expected."""
        only = self.only_months.get(element)
        return tuple(m for m in self.reports.months if only is None or m.month in only)

    def name(self, place: str) -> str:
        """The place as a sentence writes it."""
        return self.reports.names.get(place, "Puskesmas")

    def programme(self, code: str) -> str:
        return self.programmes.get(code, code)

    def counted(self) -> Iterable[tuple[str, Element]]:
        """(place, element) of people counted month by month: what comparisons over time can be made of."""
        for place, code in self.reports.series:
            element = self.reports.element(code)
            if element.aggregation is Aggregation.FLOW and element.whole and self.users.get(code):
                yield place, element


def percent_text(value: Fraction) -> str:
    """``48,6 %``."""
    return f"{indonesian(float(value), 1)} %"


def times_text(value: Fraction) -> str:
    """``1,42 kali``, rounded half up."""
    whole, cents = divmod((value.numerator * 200 + value.denominator) // (2 * value.denominator), 100)
    return f"{indonesian(whole) if whole > 999 else whole},{cents:02d} kali"


def share_check(
    dimension: Dimension,
    programmes: tuple[str, ...],
    place: str,
    about: str,
    *,
    counts: tuple[int, int],
    least: int,
    sentence: str,
    facts: tuple[Key, ...] = (),
) -> Check:
    """A check of ``good`` of ``of``, judged against a least percent; not assessable where nothing was expected."""
    good, of = counts
    outcome = Outcome.UNKNOWN if not of else Outcome.PASS if good * 100 >= least * of else Outcome.FAIL
    value = Fraction(100 * good, of) if of else None
    return Check(dimension, programmes, place, about, outcome, good, of, value, Fraction(least), None, sentence, facts)


def ratio_check(
    dimension: Dimension,
    programmes: tuple[str, ...],
    place: str,
    about: str,
    *,
    value: Fraction | None,
    bounds: tuple[int, int],
    sentence: str,
    facts: tuple[Key, ...] = (),
) -> Check:
    """A check of a ratio against bounds in percent, both still passing; not assessable without a value."""
    low, high = Fraction(bounds[0], 100), Fraction(bounds[1], 100)
    if value is None:
        return Check(dimension, programmes, place, about, Outcome.UNKNOWN, 0, 0, None, low, high, sentence, facts)
    inside = low <= value <= high
    outcome = Outcome.PASS if inside else Outcome.FAIL
    return Check(dimension, programmes, place, about, outcome, int(inside), 1, value, low, high, sentence, facts)
