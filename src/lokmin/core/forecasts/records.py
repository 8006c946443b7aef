"""What pages, papers and commands show of a forecast: in people where people are counted, else in the rate."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from lokmin.core.forecasts.rules import ForecastRule


class Chance(StrEnum):
    """The chance of the year's target in words; the number always stands beside it."""

    REACHED = "sudah tercapai"
    NEARLY = "hampir pasti"
    LIKELY = "mungkin"
    SMALL = "kecil"
    HARDLY = "sangat kecil"
    UNKNOWN = ""

    @classmethod
    def of(cls, chance: float | None, *, reached: bool, rule: ForecastRule) -> Chance:
        """The word for a probability; ``reached`` where the target of the year is already in."""
        if chance is None:
            return cls.UNKNOWN
        if reached:
            return cls.REACHED
        for limit, word in ((rule.nearly_sure, cls.NEARLY), (rule.likely, cls.LIKELY), (rule.unlikely, cls.SMALL)):
            if chance >= limit:
                return word
        return cls.HARDLY


@dataclass(frozen=True, slots=True)
class Forecast:
    """The end of the year of one indicator in one place.

    Figures are in people (whole where ``whole``) or, where ``people`` is empty, in the unit of the indicator
    (percent for factor 100).

    Attributes:
        place, indicator, period: ``period`` is the month up to which was known (``2026-04``).
        so_far: the year's figure as it stands; None where the year has no report yet.
        mean, low, high: the forecast and its interval (``level``, 0.8).
        target: what the year asks for; None without one. ``denominator``: the year's, None where there is none.
        chance: of the target, 0..1; ``word`` the same in words.
        course: the figure month by month from January (None = not reported), for the drawing.
        path: (forecast, low, high) at the end of each month to come.
        months_seen: reports the forecast rests on; ``missing`` months of this year that nobody reported yet.
        first_year: no earlier year is known, so the season is not.
        few: so few people a year that chance decides.
        rest, variance: what is still to come, for what-ifs.
        adds_up: the figure is a sum of months, so that visits to come add to it.
    """

    place: str
    indicator: str
    period: str
    people: str
    factor: int
    higher_is_better: bool
    so_far: float | None
    mean: float
    low: float
    high: float
    level: float
    target: float | None
    denominator: float | None
    chance: float | None
    word: Chance
    course: tuple[float | None, ...]
    path: tuple[tuple[float, float, float], ...]
    months_seen: int
    missing: int
    first_year: bool
    few: bool
    rest: float
    variance: float
    adds_up: bool

    @property
    def month(self) -> int:
        """The calendar month up to which was known."""
        return int(self.period[5:7])

    @property
    def will_reach(self) -> bool:
        """At the present pace more likely than not."""
        return self.chance is not None and self.chance >= 0.5

    @property
    def short(self) -> float:
        """How much the forecast misses the target by (people, or points of the rate); 0 when it reaches it."""
        if self.target is None:
            return 0.0
        gap = self.target - self.mean if self.higher_is_better else self.mean - self.target
        return max(0.0, math.ceil(gap - 1e-9) if self.people else gap)

    def rate(self, figure: float) -> float | None:
        """A figure in the indicator's unit; None without a denominator."""
        if not self.people:
            return figure
        return None if not self.denominator else figure * self.factor / self.denominator


@dataclass(frozen=True, slots=True)
class Peer:
    """A village whose indicator improved by more than noise.

    ``before`` and ``after`` are people a month (or the rate where none are counted); ``others`` is how the other
    villages changed, as a factor or a difference; ``p`` the chance to be named though nothing changed, adjusted for
    the number of villages that were looked at. ``contact``: names of its midwives; ``distance`` in km or None.
    """

    place: str
    name: str
    before: float
    after: float
    others: float
    p: float
    months: int
    people: str
    factor: int
    counts: bool
    size_ratio: float | None
    distance: float | None
    contact: tuple[str, ...] = ()
    period: str = ""


@dataclass(frozen=True, slots=True)
class Base:
    """The forecast of one count without any change: what is in, mean and variance of what is to come."""

    known: float
    rest: float
    variance: float


@dataclass(frozen=True, slots=True)
class Effort:
    """What would be done.

    Attributes:
        current, then: contacts a month today and from next month on.
        months: for how many months.
        share: of the contacts that reach one more person (0..1).
        minutes: of one contact with its way; ``staff`` people who share the load.
    """

    current: int
    then: int
    months: int
    share: float
    minutes: int
    staff: int = 1

    @property
    def extra(self) -> int:
        """Contacts a month more (or fewer, negative)."""
        return self.then - self.current

    @property
    def hours(self) -> float:
        """Hours a month more, for all together."""
        return self.extra * self.minutes / 60

    @property
    def hours_each(self) -> float:
        return self.hours / max(self.staff, 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The year's end with the effort: mean, interval, and the chance of the target (None without one)."""

    mean: float
    low: float
    high: float
    chance: float | None
    added: float
