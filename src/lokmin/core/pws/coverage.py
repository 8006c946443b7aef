"""The coverage table, reference form: every village and the Puskesmas row, exact, in plain Python.

What is decided here (and equalled bit for bit by ``engine.cube``):

- A month counts for a place when every element of the numerator was reported; where the denominator is reported
  monthly too (drop-out rates), when both were, so that a ratio never compares unlike periods.
- The Puskesmas row adds what the villages reported, month by month; where no village reported the numerator this
  year, or the indicator is not judged in villages, the Puskesmas's own fact is taken. Its denominator is the sum
  over the villages that have one, else the Puskesmas's own. Coverage of a group is sum over sum.
- A month not reported has the status "belum lapor": no rank, no gap. What was reported before stays in the sums.
- No sasaran (missing or zero) or no target: shown, ranked where there is a coverage, status "tanpa target".
- The trend of the Puskesmas row compares the sums that are printed, also when fewer villages reported than last
  month: the row says how many did.
- The trend of January looks at last December when its facts are given; otherwise it is unknown, and the rule says
  how that is judged.
- Running targets grow n/12 only over a yearly (or fixed) denominator; over a monthly one a share of the year means
  nothing, so the full target holds each month.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from lokmin.core.indicators.definitions import Aggregation, Direction, Element, Indicator
from lokmin.core.indicators.evaluate import accumulate, value, whole_micro
from lokmin.core.indicators.expr import Linear, Nature, Rate
from lokmin.core.indicators.parse import rate as parse_rate
from lokmin.core.numbers import BASIS
from lokmin.core.periods import Month
from lokmin.core.pws import pace as paces
from lokmin.core.pws import shortfall
from lokmin.core.pws.rows import CoverageRow, Pace, Status, Trend
from lokmin.core.pws.status import StatusRule, change_of


@dataclass(frozen=True)
class Inputs:
    """Everything a coverage table is made of.

    Attributes:
        places: village codes in the order they are shown; ``total`` the code of the Puskesmas.
        values: (place, period code, element) -> micro. Months are ``2026-04``, sasaran ``2026``. Absent = not reported.
        targets: (indicator, place or "", month or 0) -> basis points. A place with its month beats the place, that
            beats the month, that the general one, and last comes ``Indicator.target_for``. A target of a month
            (1..12) is the cumulative target due by that month, taken as it is.
        rule: the status rule in force (``StatusRule.load`` on ``catalog/rules/pws.toml``).
        elements: the catalogue's data elements by code, to read the expressions.
        denominators: the office's own denominator expression by indicator code.
    """

    places: tuple[str, ...]
    total: str
    values: Mapping[tuple[str, str, str], int]
    rule: StatusRule
    elements: Mapping[str, Element]
    targets: Mapping[tuple[str, str, int], int] = field(default_factory=dict)
    denominators: Mapping[str, str] = field(default_factory=dict)

    def rate(self, indicator: Indicator) -> Rate:
        """The checked ratio of an indicator with the office's own denominator, if it set one."""
        return parse_rate(indicator, self.elements, self.denominators.get(indicator.code, ""))

    def yearly_target(self, indicator: Indicator, place: str, year: int) -> int | None:
        """Basis points for the whole year, or None when the office must set its own."""
        for key in ((indicator.code, place, 0), (indicator.code, "", 0)):
            if key in self.targets:
                return self.targets[key]
        dated = indicator.target_for(year)
        return dated.basis_points if dated else None

    def running_target(self, indicator: Indicator, rate: Rate, place: str, month: Month) -> Fraction | None:
        """The target due by a month in the indicator's unit, exact."""
        grows = grows_with_year(indicator, rate)
        for key in (
            (indicator.code, place, month.month),
            (indicator.code, place, 0),
            (indicator.code, "", month.month),
            (indicator.code, "", 0),
        ):
            if key in self.targets:
                return shortfall.running_target(self.targets[key], month.month, pro_rata=grows and key[2] == 0)
        dated = indicator.target_for(month.year)
        return shortfall.running_target(dated.basis_points, month.month, pro_rata=grows) if dated else None


def grows_with_year(indicator: Indicator, rate: Rate) -> bool:
    """Whether the running target is a share n/12 of the year's."""
    return indicator.pro_rata and not rate.denominator.monthly


def table(indicators: Sequence[Indicator], inputs: Inputs, month: Month) -> list[CoverageRow]:
    """Rows in the order indicators x (places..., total).

    Raises:
        ExpressionError: for a definition or an office's denominator that means nothing.
    """
    rows: list[CoverageRow] = []
    for indicator in indicators:
        rate = inputs.rate(indicator)
        villages = [_Series.of(rate, inputs, place, month) for place in inputs.places]
        own = _Series.of(rate, inputs, inputs.total, month)
        ranks = _ranks([_coverage(series, month) for series in villages], indicator.direction)
        for series, rank in zip(villages, ranks, strict=True):
            rows.append(_row(indicator, rate, series, inputs, month, rank=rank))
        judged_in_villages = "desa" in indicator.levels
        total = _add_up(rate, villages, own, judged_in_villages=judged_in_villages)
        reporting = sum(series.top(month.month) is not None for series in villages) if judged_in_villages else 0
        expected = len(villages) if judged_in_villages else 0
        rows.append(_row(indicator, rate, total, inputs, month, reported=reporting, expected=expected))
    return rows


@dataclass(frozen=True)
class _Series:
    """Numerators and denominators of one place: index 0 is last December, 1..12 the months of the year.

    ``parts`` are the places a sum is made of; positions and means are accumulated in each before they are added.
    """

    place: str
    way: Aggregation
    tops: tuple[Fraction | None, ...]
    bottoms: tuple[Fraction | None, ...]  # the same number for all months where the denominator is yearly
    monthly: bool
    bottom: Fraction | None  # the yearly denominator
    parts: tuple[_Series, ...] = ()

    @classmethod
    def of(cls, rate: Rate, inputs: Inputs, place: str, month: Month) -> _Series:
        """Evaluate the expressions of a place for last December and January..month; later facts are not looked at."""
        months = (Month(month.year, 1).previous, *month.year_to_date)
        tops = [_value(rate.numerator, inputs, place, m, month.year) for m in months]
        if rate.denominator.monthly:
            bottoms = [_value(rate.denominator, inputs, place, m, month.year) for m in months]
            both = [
                (t, b) if t is not None and b is not None else (None, None) for t, b in zip(tops, bottoms, strict=True)
            ]
            return cls(place, rate.way, tuple(t for t, _ in both), tuple(b for _, b in both), True, None)
        bottom = _value(rate.denominator, inputs, place, month, month.year)
        return cls(place, rate.way, tuple(tops), tuple(bottom for _ in months), False, bottom)

    def top(self, n: int) -> Fraction | None:
        return self.tops[n]

    def numerator(self, n: int) -> Fraction | None:
        """Cumulative January..n."""
        if self.parts:
            return _sum([part.numerator(n) for part in self.parts])
        return accumulate(self.tops[1 : n + 1], self.way)

    def denominator(self, n: int) -> Fraction | None:
        """The yearly denominator, or the monthly one accumulated over the same months as the numerator."""
        if not self.monthly:
            return self.bottom
        if self.parts:
            return _sum([part.denominator(n) for part in self.parts])
        return accumulate(self.bottoms[1 : n + 1], self.way)


def _value(expression: Linear, inputs: Inputs, place: str, month: Month, year: int) -> Fraction | None:
    if expression.nature is Nature.YEARLY:
        if month.year != year:  # a yearly figure has no month before January
            return None
        return value(expression, lambda code: inputs.values.get((place, f"{year:04d}", code)))
    return value(expression, lambda code: inputs.values.get((place, month.code, code)))


def _sum(numbers: Sequence[Fraction | None]) -> Fraction | None:
    known = [number for number in numbers if number is not None]
    return sum(known, Fraction(0)) if known else None


def _add_up(rate: Rate, villages: Sequence[_Series], own: _Series, *, judged_in_villages: bool) -> _Series:
    """The Puskesmas row from its villages, or from its own facts (see the top of this module)."""
    villages_report = any(top is not None for series in villages for top in series.tops[1:])
    own_reports = any(top is not None for top in own.tops[1:])
    use_own = not villages_report or (own_reports and not judged_in_villages)
    source = (own,) if use_own else tuple(villages)
    tops = tuple(_sum(list(column)) for column in zip(*(series.tops for series in source), strict=True))
    if rate.denominator.monthly:
        bottoms = tuple(_sum(list(column)) for column in zip(*(series.bottoms for series in source), strict=True))
        return _Series(own.place, rate.way, tops, bottoms, True, None, parts=source)
    bottom = own.bottom
    if rate.denominator.nature is not Nature.CONSTANT and (judged_in_villages or own.bottom is None):
        of_villages = _sum([series.bottom for series in villages])
        bottom = own.bottom if of_villages is None else of_villages
    return _Series(own.place, rate.way, tops, tuple(bottom for _ in tops), False, bottom, parts=source)


def _coverage(series: _Series, month: Month, *, reported: bool = True) -> Fraction | None:
    """The exact coverage (without factor); None without report this month (if asked) or without denominator."""
    top, bottom = series.numerator(month.month), series.denominator(month.month)
    if (reported and series.top(month.month) is None) or top is None or bottom is None or bottom <= 0:
        return None
    return top / bottom


def _ranks(coverages: Sequence[Fraction | None], direction: Direction) -> list[int | None]:
    """1 = best; equal coverage shares a rank and the next one is skipped."""
    known = [coverage for coverage in coverages if coverage is not None]

    def rank(mine: Fraction) -> int:
        better = [c for c in known if (c > mine if direction is Direction.UP else c < mine)]
        return 1 + len(better)

    return [None if coverage is None else rank(coverage) for coverage in coverages]


def _trend(series: _Series, n: int) -> Trend:
    """The month against the month before: counts, or rates where the denominator is monthly."""
    now, before = series.tops[n], series.tops[n - 1]
    if now is None or before is None:
        return Trend.UNKNOWN
    if series.monthly:
        bottom_now, bottom_before = series.bottoms[n], series.bottoms[n - 1]
        if bottom_now is None or bottom_before is None or bottom_now <= 0 or bottom_before <= 0:
            return Trend.UNKNOWN
        now, before = now / bottom_now, before / bottom_before
    return Trend.SAME if now == before else Trend.UP if now > before else Trend.DOWN


def _red_months(indicator: Indicator, rate: Rate, series: _Series, inputs: Inputs, month: Month) -> int:
    """Months in a row, up to this one, that were reported and below their running target."""
    count = 0
    for past in reversed(month.year_to_date):
        coverage = _coverage(series, past)
        target = inputs.running_target(indicator, rate, series.place, past)
        if coverage is None or target is None:
            break
        if shortfall.reached(coverage * indicator.factor, target, indicator.direction):
            break
        count += 1
    return count


def _row(
    indicator: Indicator,
    rate: Rate,
    series: _Series,
    inputs: Inputs,
    month: Month,
    *,
    rank: int | None = None,
    reported: int = 0,
    expected: int = 0,
) -> CoverageRow:
    n, direction = month.month, indicator.direction
    top, bottom = series.numerator(n), series.denominator(n)
    coverage = _coverage(series, month)
    target_bp = inputs.yearly_target(indicator, series.place, month.year)
    target = inputs.running_target(indicator, rate, series.place, month)
    trend = _trend(series, n)
    gap = surplus = needed = reached_pace = None
    pace = Pace.UNKNOWN
    status = Status.NONE if series.tops[n] is None else Status.NO_TARGET
    if coverage is not None and target is not None and top is not None and bottom is not None:
        due = shortfall.people_due(target, bottom, indicator.factor)
        status = inputs.rule.judge(reached=shortfall.reached(top, due, direction), change=change_of(trend, direction))
        if indicator.people:
            gap = shortfall.gap_people(top, due, direction)
            surplus = shortfall.surplus_people(top, due, direction)
        if target_bp is not None and has_pace(indicator, rate):
            year_due = shortfall.people_due(Fraction(target_bp * 100, BASIS), bottom, indicator.factor)
            months_reported = sum(number is not None for number in series.tops[1 : n + 1])
            needed, reached_pace, pace = paces.catch_up(top, year_due, n, months_reported, inputs.rule)
    known = [m.code for m in month.year_to_date if series.tops[m.month] is not None]
    ratio = _coverage(series, month, reported=False)
    rounded = any(number is not None and number.denominator != 1 for number in (top, bottom))
    return CoverageRow(
        place=series.place,
        indicator=indicator.code,
        period=month.code,
        month=whole_micro(series.tops[n]),
        last_month=whole_micro(series.tops[n - 1]),
        numerator=whole_micro(top),
        denominator=whole_micro(bottom),
        factor=indicator.factor,
        months=tuple(whole_micro(number) for number in series.tops[1 : n + 1]),
        target_bp=target_bp,
        running_target=None if target is None else (target.numerator, target.denominator),
        gap_people=gap,
        surplus_people=surplus,
        trend=trend,
        rank=rank,
        status=status,
        red_months=_red_months(indicator, rate, series, inputs, month),
        pace_needed=needed,
        pace_reached=reached_pace,
        pace=pace,
        higher_is_better=direction is Direction.UP,
        missing_months=sum(number is None for number in series.tops[1:n]),
        last_reported=known[-1] if known else None,
        villages_reported=reported,
        villages_expected=expected,
        month_denominator=whole_micro(series.bottoms[n]) if series.monthly else None,
        exact=None if ratio is None or not rounded else (ratio.numerator, ratio.denominator),
    )


def has_pace(indicator: Indicator, rate: Rate) -> bool:
    """A catch-up pace has a sense where people are added up month by month towards a yearly sasaran."""
    return (
        rate.way in (Aggregation.FLOW, Aggregation.COHORT)
        and indicator.direction is Direction.UP
        and grows_with_year(indicator, rate)
    )
