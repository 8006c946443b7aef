"""The records pages and papers show: one series of months, what is usual in it, and the signs found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lokmin.core.periods import Month

Numbers = tuple[float | None, ...]


class SignKind(StrEnum):
    """Which rule gave the sign (see ``catalog/rules/signals.toml``)."""

    POINT = "satu bulan"
    RUN = "satu sisi"
    DRIFT = "bergeser"
    AVERAGE = "rata-rata"


#: What tells most about the months to come is named first.
_LASTING = (SignKind.DRIFT, SignKind.RUN, SignKind.AVERAGE, SignKind.POINT)


class Judged(StrEnum):
    """By which chart a series was judged, or why it was not."""

    SILENT = "belum lapor"
    SHORT = "riwayat pendek"
    SMALL = "terlalu kecil"
    STOCK = "posisi"
    EXACT = "kejadian jarang"
    XMR = "XmR"
    SHARES = "p'"


#: Judged by all rules; ``SMALL`` is judged for single months only.
WHOLLY = (Judged.EXACT, Judged.XMR, Judged.SHARES)


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that is not the usual up and down.

    Attributes:
        direction: +1 above what is usual, -1 below.
        since, until: codes of the months it spans; ``months`` reported ones in it.
        average: mean of the series over them.
        strong: rarely by chance; otherwise an early sign that waits for more months.
        current: still standing, or of one of the last few months.
    """

    kind: SignKind
    direction: int
    since: str
    until: str
    months: int
    average: float
    strong: bool
    current: bool


@dataclass(frozen=True, slots=True)
class SeriesSignal:
    """One indicator in one place over its months.

    ``values``, ``centre``, ``lower`` and ``upper`` go with ``months``; None where not reported or not judged. Counts
    are people a month; where ``factor`` is given, values are rates in its unit (percent for 100).

    Attributes:
        people: who is counted (``ibu``); empty where nobody is.
        whole: the series is the sum of all villages.
        history: reported months the limits were made of, the first and last of them ``from_month``, ``to_month``.
        usual: what an ordinary month lies between; None where not judged.
        mean: of the history.
        people_usual: expected events in an ordinary month, for the caution of small numbers.
        left_out: odd months kept out of the limits; ``odd`` odd months among the last ones.
        season: usual share of each calendar month (January first), empty without a season; ``years`` it rests on.
        memory: how much of a month lasts into the next one (0..1), in all villages together.
    """

    indicator: str
    short: str
    place: str
    place_name: str
    people: str
    factor: int
    rate: bool
    higher_is_better: bool
    whole: bool
    months: tuple[str, ...]
    values: Numbers
    centre: Numbers
    lower: Numbers
    upper: Numbers
    judged: Judged
    history: int
    from_month: str
    to_month: str
    usual: tuple[float, float] | None
    mean: float | None
    people_usual: float | None
    signs: tuple[Sign, ...]
    left_out: tuple[str, ...]
    odd: tuple[str, ...]
    season: tuple[float, ...]
    years: int
    memory: float = 0.0

    @property
    def month(self) -> Month:
        """The month the series is looked at from."""
        return Month.parse(self.months[-1])

    @property
    def last(self) -> tuple[str, float] | None:
        """The last reported month and its value."""
        known = [(m, v) for m, v in zip(self.months, self.values, strict=True) if v is not None]
        return known[-1] if known else None

    @property
    def reported(self) -> int:
        return sum(value is not None for value in self.values)

    @property
    def standing(self) -> tuple[Sign, ...]:
        """The signs of now: strong ones first, of those what lasts before what was one month only."""
        return tuple(sorted((s for s in self.signs if s.current), key=lambda s: (not s.strong, _LASTING.index(s.kind))))

    @property
    def sign(self) -> Sign | None:
        """The sign to name when there is room for one."""
        return next(iter(self.standing), None)

    @property
    def changed(self) -> bool:
        """A strong sign of now: berubah sungguhan."""
        return any(s.strong for s in self.standing)

    @property
    def starting(self) -> bool:
        """Only early signs of now: mulai bergeser."""
        return bool(self.standing) and not self.changed

    @property
    def noise(self) -> bool:
        """Judged, and nothing but the usual up and down."""
        return self.judged in WHOLLY and not self.standing

    @property
    def better(self) -> bool | None:
        """Whether the sign of now is for the good; None without one."""
        return None if self.sign is None else (self.sign.direction > 0) == self.higher_is_better
