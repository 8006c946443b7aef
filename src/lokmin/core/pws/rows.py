"""The record every page, paper and command shows: one indicator of one place in one month."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lokmin.core.ratios import Ratio


class Trend(StrEnum):
    UP = "naik"
    SAME = "tetap"
    DOWN = "turun"
    UNKNOWN = ""


class Status(StrEnum):
    """PWS status (domain.md 4.2). ``NONE``: not reported; never zero, never ranked."""

    BAIK = "baik"
    KURANG = "kurang"
    CUKUP = "cukup"
    JELEK = "jelek"
    NONE = "belum lapor"
    NO_TARGET = "tanpa target"


class Pace(StrEnum):
    """How hard the rest of the year is, from pace needed against pace reached."""

    DONE = "sudah tercapai"
    REACHABLE = "terjangkau"
    PUSH = "perlu dorongan"
    HARD = "berat"
    NEW_WAY = "perlu cara baru"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One indicator of one place up to and with one month.

    All counts are micro units (see ``core.numbers``); None means "not reported", never zero. An indicator whose
    expression leaves no whole millionth (a mean, a third) is shown rounded half to even and judged by ``exact``.

    Attributes:
        month, last_month: the numerator of this and of the month before (January: of last December, if known).
        numerator: cumulative January..month for a flow, the last value for a stock, the mean of the months
            reported for a mean. It is what is known so far, also where this month is not reported.
        denominator: as the definition (or the office's own choice) says; None or 0 is "tidak ada sasaran".
        months: the numerator month by month from January to this month (None = not reported).
        target_bp: the yearly target in basis points; running_target_bp the part due by this month,
            exact as a pair (numerator, denominator) because 100 % x 4 / 12 is no whole number.
        gap_people: whole people missing to reach the running target (rounded up), 0 when reached; where less is
            better: how many too many. None when not judged or when the indicator does not count people.
        surplus_people: whole people beyond the running target (rounded down), 0 when not reached.
        trend: the month against the month before, literally: where less is better, "turun" is good news. With a
            monthly denominator the rates of the two months are compared, otherwise the counts.
        rank: 1 = best among the villages; None when not ranked.
        red_months: months in a row, up to this one, below the running target.
        pace_needed, pace_reached: people a month needed for the year's target; reached so far on average.
        missing_months: earlier months of the year without a report.
        last_reported: code of the last month with a report, up to this one.
        villages_reported, villages_expected: for the Puskesmas row, "11 dari 12 desa"; 0 of 0 where villages
            do not report the indicator.
        month_denominator: the denominator of this month alone, where it is reported monthly.
        exact: the coverage (numerator over denominator) as a reduced pair, where the shown counts are rounded.
    """

    place: str
    indicator: str
    period: str
    month: int | None
    last_month: int | None
    numerator: int | None
    denominator: int | None
    factor: int
    months: tuple[int | None, ...]
    target_bp: int | None
    running_target: tuple[int, int] | None
    gap_people: int | None
    surplus_people: int | None
    trend: Trend
    rank: int | None
    status: Status
    red_months: int
    pace_needed: int | None
    pace_reached: int | None
    pace: Pace
    higher_is_better: bool = True
    missing_months: int = 0
    last_reported: str | None = None
    villages_reported: int = 0
    villages_expected: int = 0
    month_denominator: int | None = None
    exact: tuple[int, int] | None = None

    @property
    def ratio(self) -> Ratio | None:
        """Cumulative coverage; None when this month was not reported or there is no denominator."""
        return None if self.month is None else self.ratio_so_far

    @property
    def ratio_so_far(self) -> Ratio | None:
        """Cumulative coverage of what is known, also where this month is not reported (see ``last_reported``)."""
        if self.numerator is None or self.denominator is None:
            return None
        if self.exact is not None:
            return Ratio(*self.exact, self.factor, shown=(self.numerator, self.denominator))
        if self.denominator <= 0:
            return None
        return Ratio(self.numerator, self.denominator, self.factor)

    @property
    def month_ratio(self) -> Ratio | None:
        """Coverage of the month alone: count of the month over the yearly sasaran, or over the month's denominator."""
        bottom = self.denominator if self.month_denominator is None else self.month_denominator
        if self.month is None or bottom is None or bottom <= 0:
            return None
        return Ratio(self.month, bottom, self.factor)

    @property
    def has_denominator(self) -> bool:
        """False is "tidak ada sasaran": shown, never judged."""
        return self.denominator is not None and self.denominator > 0

    @property
    def percent(self) -> float | None:
        """Cumulative coverage as a float in the indicator's unit."""
        return None if self.ratio is None else self.ratio.value

    @property
    def running_target_percent(self) -> float | None:
        """Running target in the indicator's unit (percent for factor 100)."""
        if self.running_target is None:
            return None
        return self.running_target[0] / self.running_target[1]

    @property
    def reached(self) -> bool:
        return self.status in (Status.BAIK, Status.KURANG)
