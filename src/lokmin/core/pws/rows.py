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

    All counts are micro units (see ``core.numbers``); None means "not reported", never zero.

    Attributes:
        month, last_month: the numerator of this and of the month before.
        numerator: cumulative January..month for a flow, the last value for a stock.
        denominator: as the definition (or the office's own choice) says.
        months: the numerator month by month from January to this month (None = not reported).
        target_bp: the yearly target in basis points; running_target_bp the part due by this month,
            exact as a pair (numerator, denominator) because 100 % x 4 / 12 is no whole number.
        gap_people: whole people missing to reach the running target (rounded up), 0 when reached.
        rank: 1 = best among the villages; None when not ranked.
        red_months: months in a row, up to this one, below the running target.
        pace_needed, pace_reached: people a month needed for the year's target; reached so far on average.
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

    @property
    def ratio(self) -> Ratio | None:
        """Cumulative coverage; None when nothing was reported or there is no denominator."""
        if self.numerator is None or not self.denominator:
            return None
        return Ratio(self.numerator, self.denominator, self.factor)

    @property
    def month_ratio(self) -> Ratio | None:
        """Coverage of the month alone: count of the month over the yearly sasaran."""
        if self.month is None or not self.denominator:
            return None
        return Ratio(self.month, self.denominator, self.factor)

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
