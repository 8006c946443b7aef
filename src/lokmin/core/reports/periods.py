"""What a report is about: a week, month, quarter, semester, year or one event, each with its code and its days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from lokmin.core.language import said
from lokmin.core.periods import MAX_YEAR, MIN_YEAR, MONTH_NAMES, Month, short_date

#: Weekday (Monday is 0) a week of reporting starts with: epidemiological weeks run from Sunday to Saturday.
SUNDAY = 6
ROMAN = ("I", "II", "III", "IV")

_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_PART = re.compile(r"(\d{4})-([QS])([1-4])")
_EVENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.([2-9]|[1-9]\d))?")


class Frequency(StrEnum):
    """How often a report is owed."""

    WEEK = "mingguan"
    MONTH = "bulanan"
    QUARTER = "triwulan"
    SEMESTER = "semester"
    YEAR = "tahunan"
    EVENT = "kejadian"


@dataclass(frozen=True, slots=True)
class Period:
    """The days one report is about.

    Attributes:
        code: ``2026-W18``, ``2026-04``, ``2026-Q2``, ``2026-S1``, ``2026``; an event ``2026-04-17``, the second one
            of that day ``2026-04-17.2``.
        first, last: its first and last day.
    """

    frequency: Frequency
    code: str
    first: dt.date
    last: dt.date

    @property
    def month(self) -> Month:
        """The month it is shown under: that of its last day."""
        return Month(self.last.year, self.last.month)

    @property
    def label(self) -> str:
        """``minggu 18 (26 April–2 Mei 2026)``, ``April 2026``, ``triwulan II 2026``, ``kejadian 17 April 2026``."""
        year = self.code[:4]
        match self.frequency:
            case Frequency.WEEK:
                return said("minggu %(n)s (%(days)s)") % {"n": int(self.code[6:]), "days": _days(self.first, self.last)}
            case Frequency.QUARTER:
                return said("triwulan %(n)s %(year)s") % {"n": ROMAN[int(self.code[-1]) - 1], "year": year}
            case Frequency.SEMESTER:
                return said("semester %(n)s %(year)s") % {"n": ROMAN[int(self.code[-1]) - 1], "year": year}
            case Frequency.YEAR:
                return said("tahun %s") % year
            case Frequency.EVENT:
                serial = self.code.partition(".")[2]
                text = said("kejadian %s") % short_date(self.first)
                return f"{text} ({serial})" if serial else text
            case _:
                return Month.parse(self.code).label

    @property
    def short(self) -> str:
        """As a narrow column has it: ``M18``, ``April``, ``TW II``, ``Smt I``, ``2026``, ``17/4``."""
        match self.frequency:
            case Frequency.WEEK:
                return f"M{int(self.code[6:])}"
            case Frequency.QUARTER:
                return f"TW {ROMAN[int(self.code[-1]) - 1]}"
            case Frequency.SEMESTER:
                return f"Smt {ROMAN[int(self.code[-1]) - 1]}"
            case Frequency.EVENT:
                return f"{self.first.day}/{self.first.month}"
            case Frequency.YEAR:
                return self.code
            case _:
                return MONTH_NAMES[int(self.code[5:]) - 1]


def _days(first: dt.date, last: dt.date) -> str:
    if first.month == last.month:
        return f"{first.day}–{short_date(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTH_NAMES[first.month - 1]}–{short_date(last)}"
    return f"{short_date(first)}–{short_date(last)}"


def week(first: dt.date) -> Period:
    """The week that starts on a day; it belongs to the year in which its fourth day lies.

    With weeks from Monday this is ISO 8601, with weeks from Sunday the epidemiological (MMWR) week.
    """
    middle = first + dt.timedelta(days=3)
    number = (middle.timetuple().tm_yday - 1) // 7 + 1
    return Period(Frequency.WEEK, f"{middle.year:04d}-W{number:02d}", first, first + dt.timedelta(days=6))


def first_week(year: int, starts: int = SUNDAY) -> dt.date:
    """The first day of week 1: the week in which the fourth of January lies."""
    fourth = dt.date(year, 1, 4)
    return fourth - dt.timedelta(days=(fourth.weekday() - starts) % 7)


def event(day: dt.date, serial: int = 1) -> Period:
    """One event; ``serial`` counts those of one day."""
    return Period(Frequency.EVENT, day.isoformat() + (f".{serial}" if serial > 1 else ""), day, day)


def is_event(code: str) -> bool:
    """Whether a code is one of an event."""
    return _EVENT.fullmatch(code) is not None


def _span(frequency: Frequency, code: str, start: Month, months: int) -> Period:
    return Period(frequency, code, start.first_day, start.plus(months - 1).last_day)


def _of_months(frequency: Frequency, year: int) -> list[Period]:
    match frequency:
        case Frequency.MONTH:
            return [_span(frequency, Month(year, m).code, Month(year, m), 1) for m in range(1, 13)]
        case Frequency.QUARTER:
            return [_span(frequency, f"{year:04d}-Q{n + 1}", Month(year, 3 * n + 1), 3) for n in range(4)]
        case Frequency.SEMESTER:
            return [_span(frequency, f"{year:04d}-S{n + 1}", Month(year, 6 * n + 1), 6) for n in range(2)]
        case _:
            return [_span(frequency, f"{year:04d}", Month(year, 1), 12)]


def ending(
    frequency: Frequency, since: dt.date, until: dt.date, *, months: Collection[int] = (), starts: int = SUNDAY
) -> Iterator[Period]:
    """The periods whose last day lies between two days, both counted, the oldest first; of an event none.

    ``months``: for monthly reports owed in some months only (vitamin A: 2 and 8); empty means all. ``starts``: weekday
    weeks start with.
    """
    if frequency is Frequency.EVENT or until < since:
        return
    if frequency is Frequency.WEEK:
        first = since - dt.timedelta(days=(since.weekday() - starts) % 7)
        while first + dt.timedelta(days=6) <= until:
            yield week(first)
            first += dt.timedelta(days=7)
        return
    for year in range(max(since.year, MIN_YEAR), min(until.year, MAX_YEAR) + 1):
        for period in _of_months(frequency, year):
            if since <= period.last <= until and (not months or period.last.month in months):
                yield period


def parse(code: str, starts: int = SUNDAY) -> Period:
    """Read the code of a period.

    Raises:
        ValueError: with a sentence, when there is no such period.
    """
    try:
        found = _parse(code, starts)
    except ValueError:
        found = None
    if found is None or found.code != code:
        raise ValueError(said("Periode laporan “%s” tidak dikenal.") % code)
    return found


def _parse(code: str, starts: int) -> Period | None:
    if match := _WEEK.fullmatch(code):
        return week(first_week(int(match[1]), starts) + dt.timedelta(weeks=int(match[2]) - 1))
    if match := _PART.fullmatch(code):
        kind = Frequency.QUARTER if match[2] == "Q" else Frequency.SEMESTER
        return next((p for p in _of_months(kind, int(match[1])) if p.code == code), None)
    if match := _EVENT.fullmatch(code):
        return event(dt.date.fromisoformat(match[1]), int(match[2] or 1))
    if re.fullmatch(r"\d{4}", code):
        return _of_months(Frequency.YEAR, int(code))[0]
    month = Month.parse(code)
    return _span(Frequency.MONTH, month.code, month, 1)
