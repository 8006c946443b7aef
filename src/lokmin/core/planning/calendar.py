"""The joint calendar: what happens on which days with whom, where and by what, and the days an office works."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from lokmin.core.meetings.yearplan import DayBook, works
from lokmin.core.periods import MONTH_NAMES, Month, long_date, short_date

DAY = dt.timedelta(days=1)
#: A whole day as a span of times, so that it overlaps with every hour of the day.
_DAWN, _NIGHT = dt.time.min, dt.time.max


class Use(StrEnum):
    """What an event takes up on its days."""

    PERSON = "orang"
    PLACE = "tempat"
    RESOURCE = "sarana"
    VILLAGE = "desa"


@dataclass(frozen=True, slots=True)
class Event:
    """Something with a day.

    Attributes:
        key: stays the same while days change (``rpk:12:2026-05``).
        first, last: its days, both included; ``times``: start and end on each of them, None for the whole day.
        people, villages, resources: keys of persons, villages, vehicles and rooms; ``place`` one key or empty.
        source: where it comes from (``lokmin``, ``rpk``, ``cuti``, ...).
        leave: its people are away; it uses neither place nor village.
        fixed: its day was agreed and is not proposed for moving (a meeting).
        window: somewhere between its days, on days not said yet; it takes up nobody and nothing.
        settled: a closed day was chosen on purpose (``imunisasi massal hari Minggu``).
        avoids_fasting: somebody asked to keep it out of the fasting month, whatever its title says.
    """

    key: str
    title: str
    first: dt.date
    last: dt.date
    times: tuple[dt.time, dt.time] | None = None
    people: tuple[str, ...] = ()
    place: str = ""
    villages: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    programme: str = ""
    source: str = ""
    leave: bool = False
    fixed: bool = False
    window: bool = False
    settled: bool = False
    avoids_fasting: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.title}: hari terakhir {short_date(self.last)} sebelum hari pertamanya.")
        if self.times and self.times[1] <= self.times[0]:
            raise ValueError(f"{self.title}: jam selesai harus sesudah jam mulai.")

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    def days(self) -> Iterator[dt.date]:
        """Each day of it, in order."""
        for number in range(self.length):
            yield self.first + dt.timedelta(days=number)

    @property
    def span(self) -> tuple[dt.time, dt.time]:
        """Start and end on each day; a whole day lasts from midnight to midnight."""
        return self.times or (_DAWN, _NIGHT)

    @property
    def uses(self) -> Iterator[tuple[Use, str]]:
        """What it takes up: each person, vehicle or room, its place and its villages."""
        if self.window:
            return
        for person in dict.fromkeys(self.people):
            yield Use.PERSON, person
        if self.leave:
            return
        for resource in dict.fromkeys(self.resources):
            yield Use.RESOURCE, resource
        if self.place:
            yield Use.PLACE, self.place
        for village in dict.fromkeys(self.villages):
            yield Use.VILLAGE, village

    @property
    def hours(self) -> str:
        """``09.00–11.00`` or ``sepanjang hari``."""
        if self.times is None:
            return "sepanjang hari"
        return "–".join(f"{time.hour:02d}.{time.minute:02d}" for time in self.times)


@dataclass(frozen=True, slots=True)
class WorkDays:
    """The days an office works: a week of 5 or 6 days, closed days by name, the fasting months."""

    week: int = 5
    book: DayBook = field(default_factory=DayBook)

    def opens(self, day: dt.date) -> bool:
        return works(day, self.week) and day not in self.book.closed

    def fasts(self, day: dt.date) -> bool:
        return self.book.fasts(day)

    def within(self, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
        """The working days from first to last."""
        return tuple(d for n in range((last - first).days + 1) if self.opens(d := first + dt.timedelta(days=n)))

    def of_month(self, month: Month) -> tuple[dt.date, ...]:
        return self.within(month.first_day, month.last_day)

    def run(self, first: dt.date, length: int) -> tuple[dt.date, ...]:
        """So many working days from a working day on, closed days between them left out; fewer at the year's end."""
        found: list[dt.date] = []
        day = first
        while len(found) < length and day.year == first.year:
            if self.opens(day):
                found.append(day)
            day += DAY
        return tuple(found)


@dataclass(slots=True)
class Busy:
    """What is taken on which day: an index over events that is asked for free days."""

    _held: dict[tuple[Use, str, dt.date], list[Event]]

    @classmethod
    def of(cls, events: Iterable[Event]) -> Busy:
        held: dict[tuple[Use, str, dt.date], list[Event]] = defaultdict(list)
        for event in events:
            for day in event.days():
                for use, key in event.uses:
                    held[use, key, day].append(event)
        return cls(dict(held))

    def blockers(self, event: Event, first: dt.date) -> tuple[Event, ...]:
        """What would overlap with an event if it began on a day. A village counts as taken all day."""
        found: dict[str, Event] = {}
        for number in range(event.length):
            day = first + dt.timedelta(days=number)
            for use, key in event.uses:
                for other in self._held.get((use, key, day), ()):
                    if other.key != event.key and (use is Use.VILLAGE or overlaps(event, other)):
                        found[other.key] = other
        return tuple(found.values())


def overlaps(one: Event, other: Event) -> bool:
    """Whether two events overlap in their hours (their days are looked at elsewhere); touching is no overlap."""
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def free_days(
    event: Event, busy: Busy, days: WorkDays, *, most: int, ahead: int, earliest: dt.date | None = None,
    avoid_fasting: bool = False,
) -> tuple[dt.date, ...]:  # fmt: skip
    """Nearest first: working days on which an event clashes with nothing, those of its own month before all others.

    ``ahead``: so many days before and after are looked at; ``earliest``: none before it (today).
    """
    here = (event.first.year, event.first.month)
    near = [event.first + dt.timedelta(days=n) for n in range(-ahead, ahead + 1) if n]
    near.sort(key=lambda d: ((d.year, d.month) != here, abs((d - event.first).days), d < event.first))
    found: list[dt.date] = []
    for day in near:
        if len(found) == most:
            break
        if earliest is not None and day < earliest:
            continue
        span = [day + dt.timedelta(days=n) for n in range(event.length)]
        fits = all(days.opens(d) and not (avoid_fasting and days.fasts(d)) for d in span)
        if fits and not busy.blockers(event, day):
            found.append(day)
    return tuple(found)


def when(event: Event) -> str:
    """``Selasa, 5 Mei 2026`` or ``5–7 Mei 2026`` or ``28 Mei–3 Juni 2026``."""
    if event.first == event.last:
        return long_date(event.first)
    if (event.first.year, event.first.month) == (event.last.year, event.last.month):
        return f"{event.first.day}–{short_date(event.last)}"
    if event.first.year == event.last.year:
        return f"{event.first.day} {MONTH_NAMES[event.first.month - 1]}–{short_date(event.last)}"
    return f"{short_date(event.first)}–{short_date(event.last)}"


def grid(month: Month) -> tuple[tuple[dt.date, ...], ...]:
    """The weeks of a month, Monday to Sunday, with the days of the neighbouring months that fill them."""
    start = month.first_day - dt.timedelta(days=month.first_day.weekday())
    count = ((month.last_day - start).days // 7) + 1
    return tuple(tuple(start + dt.timedelta(days=7 * w + d) for d in range(7)) for w in range(count))


def by_day(events: Sequence[Event], first: dt.date, last: dt.date) -> Mapping[dt.date, tuple[Event, ...]]:
    """The events of each day between two days, by hour; days without any are absent."""
    found: dict[dt.date, list[Event]] = defaultdict(list)
    for event in events:
        start, end = max(event.first, first), min(event.last, last)
        for number in range((end - start).days + 1):
            found[start + dt.timedelta(days=number)].append(event)
    return {day: tuple(sorted(held, key=lambda e: (e.span[0], e.title, e.key))) for day, held in sorted(found.items())}
