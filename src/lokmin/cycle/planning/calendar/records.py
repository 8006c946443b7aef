"""What the pages of the calendar show of one event, and all that is known of a stretch of days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from lokmin.core.planning import clashwords
from lokmin.core.planning.calendar import Event, WorkDays, by_day, when
from lokmin.core.planning.clashes import Clash, ClashRule, Severity, find
from lokmin.cycle.centre import clock


@dataclass(frozen=True, slots=True)
class Line:
    """One event as a list shows it.

    Attributes:
        pk: of the stored event; 0 for leave. ``row_pk``, ``month``: the row of the RPK bulanan it belongs to, and
            year and month of that plan.
        people, villages, resource: names. ``movable``: not put here by a meeting.
        origin: what put it here (``lokmin`` and an id); empty for what was written here.
    """

    pk: int
    event: Event
    people: tuple[str, ...]
    villages: tuple[str, ...]
    place: str
    resource: str
    programme: str
    row_pk: int | None = None
    month: tuple[int, int] | None = None
    all_staff: bool = False
    origin: tuple[str, str] = ("", "")
    moved_reason: str = ""

    @property
    def movable(self) -> bool:
        return bool(self.pk) and not self.event.fixed

    @property
    def when(self) -> str:
        words = when(self.event)
        return _("antara %s") % words if self.event.window else words

    @property
    def where(self) -> str:
        """Villages and place in words."""
        villages = ", ".join(self.villages)
        return ", ".join(dict.fromkeys(filter(None, (villages, self.place))))

    def concerns(self, *, person: str = "", village: str = "", programme: str = "") -> bool:
        """Whether a filter lets it through; each empty one lets everything."""
        return (
            (not person or person in self.event.people)
            and (not village or village in self.event.villages)
            and (not programme or programme == self.programme)
        )


@dataclass(frozen=True, slots=True)
class Found:
    """One clash with its sentence, as pages and papers say it; ``line`` is what would move."""

    clash: Clash
    line: Line | None
    sentence: str
    step: str

    @property
    def hard(self) -> bool:
        return self.clash.severity is Severity.HARD

    @property
    def movable(self) -> bool:
        return self.line is not None and self.line.movable

    @property
    def severity(self) -> str:
        return clashwords.severity_words(self.clash.severity)

    @property
    def kind(self) -> str:
        return clashwords.kind_words(self.clash.kind)


@dataclass(frozen=True)
class Book:
    """Everything of a stretch of days, read once. ``lines`` reach beyond it so that free days can be looked for."""

    first: dt.date
    last: dt.date
    lines: tuple[Line, ...]
    names: Mapping[str, str]
    days: WorkDays
    rule: ClashRule

    @cached_property
    def within(self) -> tuple[Line, ...]:
        """The lines that touch the stretch, in order of day and hour."""
        held = [x for x in self.lines if x.event.first <= self.last and x.event.last >= self.first]
        return tuple(sorted(held, key=lambda x: (x.event.first, x.event.span[0], x.event.title, x.event.key)))

    @cached_property
    def clashes(self) -> tuple[Found, ...]:
        """What clashes within the stretch from today on, hard before soft; what is over cannot be helped."""
        since = max(self.first, clock.today())
        held = {line.event.key: line for line in self.lines}
        found = find(
            [line.event for line in self.lines], self.days, self.rule, earliest=clock.today(), since=since,
            until=self.last,
        )  # fmt: skip
        return tuple(
            Found(c, held.get(c.moving.key), clashwords.sentence(c, self.names), clashwords.next_step(c)) for c in found
        )

    @property
    def windows(self) -> tuple[Line, ...]:
        """What is to happen somewhere in a stretch of days."""
        return tuple(line for line in self.within if line.event.window)

    def cells(self, lines: Sequence[Line]) -> Mapping[dt.date, tuple[Line, ...]]:
        """Lines by day and hour; what lies somewhere in a stretch of days is left out."""
        held = {line.event.key: line for line in lines}
        every = by_day([line.event for line in lines if not line.event.window], self.first, self.last)
        return {day: tuple(held[e.key] for e in events) for day, events in every.items()}
