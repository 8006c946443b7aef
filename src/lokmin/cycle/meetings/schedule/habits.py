"""What an office chose about its year, read from its settings into the plain records of the core."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from lokmin.catalog.loading import rules
from lokmin.core.meetings.yearplan import PRA_MINUTES, TUESDAY, DayBook, Habits, Rule, Slot, load
from lokmin.cycle.centre import calendar
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.meetings.models import ClosedDay
from lokmin.cycle.meetings.models.meeting import CLUSTER_KIND

#: Where the rule says nothing.
USUAL_MINUTES = 120


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


@dataclass(frozen=True, slots=True)
class Shape:
    """What the rule and an office's rhythm say of the meetings of one year, read once for many entries."""

    rule: Rule
    rhythm: str
    book: DayBook

    def span(self, kind: str, month: int) -> int:
        """How many months a planned meeting looks back on."""
        slot = self._slot(kind, month)
        return slot.span if slot else 1

    def usual_span(self, kind: str) -> int:
        """The same in whichever month: of several the shortest."""
        fitting = [s.span for s in self.rule.slots if s.kind == kind and (not s.rhythm or self.rhythm in s.rhythm)]
        return min(fitting, default=1)

    def minutes(self, kind: str, month: int, day: dt.date) -> int:
        """How long it takes: the rule's minutes, shorter in the fasting month."""
        slot = self._slot(kind, month)
        usual = slot.minutes if slot else PRA_MINUTES if kind == CLUSTER_KIND else USUAL_MINUTES
        return min(usual, self.rule.fasting_minutes) if self.book.fasts(day) else usual

    def _slot(self, kind: str, month: int) -> Slot | None:
        fitting = (s for s in self.rule.slots if s.kind == kind and month in s.months)
        return next((s for s in fitting if not s.rhythm or self.rhythm in s.rhythm), None)


def shape(puskesmas: Puskesmas, year: int) -> Shape:
    """One query."""
    return Shape(rule(year), habits(puskesmas).rhythm, day_book(puskesmas, year))


def why_closed(puskesmas: Puskesmas, day: dt.date) -> str:
    """Why no meeting is put on a day: the name of the holiday, or the day of the week; empty when it is open."""
    if name := day_book(puskesmas, day.year).closed.get(day):
        return name
    return "" if day.weekday() < habits(puskesmas).week else "bukan hari kerja"
