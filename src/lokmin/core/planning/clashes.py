"""Clashes of the joint calendar: found by one sweep over the day of each person, place, vehicle and village."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from lokmin.core.language import said
from lokmin.core.planning.calendar import Busy, Event, Use, WorkDays, free_days


class Kind(StrEnum):
    """What clashes."""

    PERSON = "person"
    LEAVE = "leave"
    PLACE = "place"
    RESOURCE = "resource"
    CLOSED = "closed"
    DAYOFF = "dayoff"
    VILLAGE = "village"
    FASTING = "fasting"


class Severity(StrEnum):
    """Hard: cannot be carried out like this. Soft: can, but had better not."""

    HARD = "keras"
    SOFT = "lunak"


@dataclass(frozen=True, slots=True)
class Fasting:
    """Activities that should avoid the fasting month; ``until``: only those that begin before this hour."""

    name: str
    words: tuple[str, ...]
    why: str
    until: dt.time | None = None

    def concerns(self, title: str, times: tuple[dt.time, dt.time] | None) -> bool:
        if self.until is not None and times is not None and times[0] >= self.until:
            return False
        return named(self.words, title)


def named(words: Iterable[str], title: str) -> bool:
    """Whether a title holds one of some words, each as a whole."""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", title, re.IGNORECASE) for word in words)


@dataclass(frozen=True, slots=True)
class ClashRule:
    """How heavy each kind weighs, what avoids the fasting month, how far another day is looked for.

    ``general``: words that name no one place; ``window``: longer than so many days without hours is a stretch in which
    the days are still to be found; ``pinned``: words of activities whose months others set.
    """

    severity: Mapping[Kind, Severity]
    fasting: tuple[Fasting, ...]
    ahead: int
    proposals: int
    source: str
    general: frozenset[str] = frozenset()
    window: int = 7
    pinned: tuple[str, ...] = ()

    def is_pinned(self, title: str) -> bool:
        """Whether the months of an activity of this title are set outside of the office."""
        return named(self.pinned, title)

    def place(self, text: str) -> str:
        """A key that is the same for every way a place is written; empty for what is no one place (``12 desa``)."""
        words = " ".join(re.sub(r"[\d.,;()]+", " ", text.casefold()).split())
        return "" if words in self.general else " ".join(text.casefold().split())

    def avoids(self, title: str, times: tuple[dt.time, dt.time] | None = None) -> Fasting | None:
        """Why an activity of this title should avoid the fasting month; None when it need not."""
        return next((f for f in self.fasting if f.concerns(title, times)), None)


    def fasting_reason(self, event: Event) -> str:
        """Why an event should not lie in the fasting month; empty when it may."""
        known = self.avoids(event.title, event.times)
        if known is not None:
            return known.why
        return said("rencananya meminta bulan puasa dihindari") if event.avoids_fasting else ""


@dataclass(frozen=True, slots=True)
class Clash:
    """One clash; ``other`` None when a day itself is the trouble.

    Attributes:
        about: keys of the persons, the place, the vehicles or the village two events share.
        day: the first day of it; ``days`` how many there are.
        reason: name of the holiday, or why the fasting month is avoided.
        moving: the event that would move; ``free`` days for it, nearest first.
    """

    kind: Kind
    severity: Severity
    one: Event
    other: Event | None
    about: tuple[str, ...]
    day: dt.date
    days: int
    reason: str
    moving: Event
    free: tuple[dt.date, ...] = ()

    @property
    def key(self) -> str:
        """The same as long as the same two events clash in the same way."""
        return f"{self.kind}|{self.one.key}|{self.other.key if self.other else ''}"


def load(data: Mapping[str, Any], year: int) -> ClashRule:
    """The rule in force in a year, from the parsed ``rules/schedule.toml``.

    Raises:
        ValueError: when no rule holds in that year.
    """
    entry = in_force(data, year)
    fasting = tuple(
        Fasting(f["name"], tuple(f["words"]), f["why"], dt.time.fromisoformat(f["until"]) if f.get("until") else None)
        for f in entry["fasting"]
    )
    severity = {kind: Severity(entry["clash"][kind]) for kind in Kind}
    return ClashRule(
        severity, fasting, int(entry["ahead_days"]), int(entry["proposals"]), entry["source"],
        frozenset(entry["general_places"]), int(entry["window_days"]),
        tuple(word for pin in entry["pinned"] for word in pin["words"]),
    )  # fmt: skip


def in_force(data: Mapping[str, Any], year: int) -> Mapping[str, Any]:
    """The youngest entry of ``rules/schedule.toml`` that holds in a year."""
    holding: list[Mapping[str, Any]] = [r for r in data["rule"] if int(r["valid_from"]) <= year]
    if not holding:
        raise ValueError(f"Belum ada aturan kalender dan jadwal untuk tahun {year}.")
    return max(holding, key=lambda r: int(r["valid_from"]))


def find(
    events: Sequence[Event], days: WorkDays, rule: ClashRule, *, earliest: dt.date | None = None, since: dt.date,
    until: dt.date,
) -> tuple[Clash, ...]:  # fmt: skip
    """All clashes that begin between two days: hard before soft, then by day.

    Each pair of events gives one clash of a kind, however many days and people they share. Leave of people gives a
    ``LEAVE`` clash with what they were to do. ``earliest``: no free day before it is proposed (today).
    """
    found = [*_shared(events, rule, since, until), *_days(events, days, rule, since, until)]
    busy = Busy.of(events)
    found = [_proposed(clash, busy, days, rule, earliest) for clash in found]
    heavy = {Severity.HARD: 0, Severity.SOFT: 1}
    return tuple(sorted(found, key=lambda c: (heavy[c.severity], c.day, c.kind, c.key)))


#: One thing taken on one day by several events.
_Bucket = dict[tuple[Use, str, dt.date], list[Event]]


def _shared(events: Sequence[Event], rule: ClashRule, since: dt.date, until: dt.date) -> list[Clash]:
    """Pairs that share somebody or something at the same hours of a day (of a village: on the same day)."""
    buckets: _Bucket = defaultdict(list)
    for event in events:
        start, end = max(event.first, since), min(event.last, until)
        for number in range((end - start).days + 1):
            day = start + dt.timedelta(days=number)
            for use, key in event.uses:
                buckets[use, key, day].append(event)
    pairs: dict[tuple[Kind, str, str], _Pair] = {}
    for (use, key, day), held in buckets.items():
        for one, other in overlapping(held, whole_day=use is Use.VILLAGE):
            kind = _kind(use, one, other)
            if kind is not None:
                first, second = sorted((one, other), key=lambda e: (e.first, e.span[0], e.key))
                pair = pairs.setdefault((kind, first.key, second.key), _Pair(kind, first, second, {}, set()))
                pair.about[key] = None
                pair.days.add(day)
    return [pair.clash(rule) for pair in pairs.values()]


@dataclass(slots=True)
class _Pair:
    """Two events while their shared days and people are gathered."""

    kind: Kind
    one: Event
    other: Event
    about: dict[str, None]
    days: set[dt.date]

    def clash(self, rule: ClashRule) -> Clash:
        moving = _moving(self.one, self.other)
        return Clash(
            self.kind, rule.severity[self.kind], self.one, self.other, tuple(sorted(self.about)), min(self.days),
            len(self.days), "", moving,
        )  # fmt: skip


def overlapping(held: Iterable[Event], *, whole_day: bool = False) -> list[tuple[Event, Event]]:
    """All pairs of events of one day that overlap, by one sweep in order of their starts.

    Work grows with the events (n log n) and the pairs found, never with all pairs. ``whole_day``: hours do not count.
    """
    found: list[tuple[Event, Event]] = []
    if whole_day:
        ordered = list(held)
        return [(one, other) for n, one in enumerate(ordered) for other in ordered[:n]]
    running: list[Event] = []
    for event in sorted(held, key=lambda e: e.span[0]):
        start = event.span[0]
        running = [one for one in running if one.span[1] > start]
        found += [(one, event) for one in running]
        running.append(event)
    return found


def _kind(use: Use, one: Event, other: Event) -> Kind | None:
    """What it is when two events share this; two leaves of one person are no clash."""
    if use is Use.PERSON:
        if one.leave and other.leave:
            return None
        return Kind.LEAVE if one.leave or other.leave else Kind.PERSON
    return {Use.PLACE: Kind.PLACE, Use.RESOURCE: Kind.RESOURCE, Use.VILLAGE: Kind.VILLAGE}[use]


def _moving(one: Event, other: Event) -> Event:
    """Which of two would move: never a leave, a fixed one only when both are, else the one with fewer people."""
    return min(one, other, key=lambda e: (e.leave, e.fixed, len(e.people), e.length, e.key))


def _days(events: Sequence[Event], days: WorkDays, rule: ClashRule, since: dt.date, until: dt.date) -> list[Clash]:
    """Events on closed days, on days off, and those that should avoid the fasting month."""
    found = []
    for event in events:
        if event.leave or event.window or not since <= event.first <= until:
            continue
        closed = [d for d in event.days() if d in days.book.closed]
        off = [d for d in event.days() if d not in days.book.closed and not days.opens(d)]
        if closed and not event.settled:
            name = days.book.closed[closed[0]]
            found.append(_alone(Kind.CLOSED, event, closed, name, rule))
        # An activity of several days goes on over a Sunday; only one that begins on it is asked about.
        elif off and off[0] == event.first and not event.settled:
            found.append(_alone(Kind.DAYOFF, event, off, "", rule))
        fasting = [d for d in event.days() if days.fasts(d)]
        if fasting and not event.settled and (why := rule.fasting_reason(event)):
            found.append(_alone(Kind.FASTING, event, fasting, why, rule))
    return found


def _alone(kind: Kind, event: Event, days: list[dt.date], reason: str, rule: ClashRule) -> Clash:
    return Clash(kind, rule.severity[kind], event, None, (), days[0], len(days), reason, event)


def _proposed(clash: Clash, busy: Busy, days: WorkDays, rule: ClashRule, earliest: dt.date | None) -> Clash:
    event = clash.moving
    avoid = bool(rule.fasting_reason(event))
    free = free_days(event, busy, days, most=rule.proposals, ahead=rule.ahead, earliest=earliest, avoid_fasting=avoid)
    return replace(clash, free=free)
