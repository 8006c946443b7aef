"""What an office chose about its year, read from its settings into the plain records of the core."""

from __future__ import annotations

import datetime as dt
from functools import cache

from lokmin.catalog.loading import rules
from lokmin.core.meetings.yearplan import TUESDAY, DayBook, Habits, Rule, load
from lokmin.cycle.centre import calendar
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.meetings.models import ClosedDay


@cache
def rule(year: int) -> Rule:
    """How the year of meetings is laid out."""
    return load(rules("jadwal"), year)


def habits(puskesmas: Puskesmas) -> Habits:
    """Working days, weekday, rhythm and kinds of an office."""
    chosen = calendar.chosen(puskesmas)
    return Habits(
        week=int(chosen.get("week", 5)),
        weekday=int(chosen.get("weekday", TUESDAY)),
        rhythm=str(chosen.get("rhythm", "bulanan")),
        sectors=bool(chosen.get("sectors", True)),
        rtm=bool(chosen.get("rtm", True)),
        klaster=tuple(int(k) for k in chosen.get("klaster", ())),
        pra_days=int(chosen.get("pra_days", 0)),
    )


def own_days(puskesmas: Puskesmas, year: int) -> list[calendar.OwnDay]:
    """The days an office named itself in a year."""
    found = ClosedDay.objects.of(puskesmas).filter(day__year=year)
    return [calendar.OwnDay(d.day, d.name, d.closed) for d in found]


def day_book(puskesmas: Puskesmas, year: int) -> DayBook:
    """Closed days, fasting months and Musrenbang of an office's year."""
    chosen = calendar.chosen(puskesmas)
    return DayBook(
        calendar.closed_days(year, own_days(puskesmas, year)),
        tuple((f.first, f.last) for f in calendar.fasting(year, chosen)),
        calendar.musrenbang(year, chosen),
    )


def why_closed(puskesmas: Puskesmas, day: dt.date) -> str:
    """Why no meeting is put on a day: the name of the holiday, or the day of the week; empty when it is open."""
    if name := day_book(puskesmas, day.year).closed.get(day):
        return name
    return "" if day.weekday() < habits(puskesmas).week else "bukan hari kerja"
