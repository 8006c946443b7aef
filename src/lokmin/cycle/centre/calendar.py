"""The days of a year an office does not meet: national holidays, decreed leave, its own days; and the fasting month.

Nothing is asked of any address. Days that follow the moon are computed and named an estimate until the decree is out;
the office then writes what was decreed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from lokmin.cycle.centre.models import Puskesmas

NATIONAL, LEAVE, OFFICE = "nasional", "cuti bersama", "kantor"
_LEAVE_WORD = "Cuti Bersama"
_ESTIMATE = " (perkiraan)"
RAMADAN = 9
EID = "Hari Raya Idul Fitri"
#: Days by which a decree may follow the computed end of the fasting month.
LATE_MOON = 3
#: Where ``Puskesmas.settings`` keeps what an office chose about its year.
SETTING = "kalender"
#: In it: the days the office named itself, ISO day -> name and whether it is closed.
DAYS = "hari"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day with its name and whose it is; ``closed`` False: a holiday on which this office works.

    ``estimated``: the date follows the moon and no decree is known.
    """

    day: dt.date
    name: str
    source: str
    closed: bool = True
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Fasting:
    """First and last day of a fasting month; ``estimated`` until the office wrote the decreed days."""

    first: dt.date
    last: dt.date
    estimated: bool


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day the office named: closed, or a holiday opened again."""

    day: dt.date
    name: str
    closed: bool = True


@cache
def national(year: int) -> tuple[SpecialDay, ...]:
    """National holidays and collective leave as far as decreed, in order, in Indonesian."""
    # Only pages about a year pay for the library.
    from holidays import country_holidays

    found = country_holidays("ID", years=[year], language="id", categories=("public", "government"))
    return tuple(
        SpecialDay(
            day,
            name.replace(_ESTIMATE, ""),
            LEAVE if name.startswith(_LEAVE_WORD) else NATIONAL,
            estimated=_ESTIMATE in name,
        )
        for day, name in sorted(found.items())
        if day.year == year
    )


@cache
def computed_fasting(year: int) -> tuple[Fasting, ...]:
    """The fasting months that touch a year (some years have two), by the computed Hijri calendar.

    The month is seen in Indonesia up to a day or two later than it is computed: it ends on the eve of the Idul Fitri
    that was decreed, where that is known. From 2077 on the calendar's tables end: nothing is computed then, and the
    office writes the days.
    """
    # Only pages about a year pay for the library.
    from hijridate import Gregorian, Hijri

    found = []
    try:
        here = Gregorian(year, 7, 1).to_hijri().year
        for hijri in (here - 1, here, here + 1):
            first = Hijri(hijri, RAMADAN, 1).to_gregorian()
            last = Hijri(hijri, RAMADAN + 1, 1).to_gregorian() - dt.timedelta(days=1)
            start, end = dt.date(first.year, first.month, first.day), dt.date(last.year, last.month, last.day)
            end = _eve_of_eid(end) or end
            if year in {start.year, end.year}:
                found.append(Fasting(start, end, estimated=True))
    except OverflowError:
        pass
    return tuple(found)


def _eve_of_eid(computed: dt.date) -> dt.date | None:
    """The last day before the decreed Idul Fitri, when that lies within three days after the computed end."""
    near = [
        day.day
        for day in national(computed.year)
        if day.name == EID and not day.estimated and 0 < (day.day - computed).days <= LATE_MOON
    ]
    return min(near) - dt.timedelta(days=1) if near else None


def fasting(year: int, settings: Mapping[str, Any]) -> tuple[Fasting, ...]:
    """The fasting months of a year: as the office wrote them, else computed."""
    written = settings.get("puasa", {}).get(str(year))
    if not written:
        return computed_fasting(year)
    return tuple(Fasting(dt.date.fromisoformat(a), dt.date.fromisoformat(b), estimated=False) for a, b in written)


def special_days(year: int, own: Iterable[OwnDay]) -> tuple[SpecialDay, ...]:
    """All named days of a year; what the office says of a day stands over what the nation says."""
    days = {d.day: d for d in national(year)}
    for mine in own:
        if mine.day.year == year:
            days[mine.day] = SpecialDay(mine.day, mine.name, OFFICE, mine.closed)
    return tuple(days[day] for day in sorted(days))


def closed_days(year: int, own: Iterable[OwnDay]) -> dict[dt.date, str]:
    """Day -> name of the days no meeting is put on."""
    return {d.day: d.name for d in special_days(year, own) if d.closed}


def chosen(puskesmas: Puskesmas) -> dict[str, Any]:
    """What an office chose about its year: working days, weekday, rhythm, fasting and Musrenbang days by year."""
    return dict(puskesmas.settings.get(SETTING, {}))


def own_days(settings: Mapping[str, Any]) -> tuple[OwnDay, ...]:
    """The days an office named itself, out of what it chose (``chosen``)."""
    named = settings.get(DAYS, {})
    return tuple(OwnDay(dt.date.fromisoformat(day), name, closed) for day, (name, closed) in sorted(named.items()))


def musrenbang(year: int, settings: Mapping[str, Any]) -> dt.date | None:
    """The day of Musrenbang kecamatan, once the office wrote it."""
    written = settings.get("musrenbang", {}).get(str(year))
    return dt.date.fromisoformat(written) if written else None
