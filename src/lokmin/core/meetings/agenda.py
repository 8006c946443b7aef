"""Composes an agenda: what weighs most gets into the time box, each point at its place; what stays out is told.

Weights come from ``catalog/rules/agenda.toml``. The same candidates give the same agenda, in whatever order they come.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from lokmin.core.meetings.timebox import Slot, fit


class Tier(IntEnum):
    """Who comes in first: what every meeting of the kind has, what was pinned or walked over, then all others."""

    FIXED = 0
    PINNED = 1
    OPEN = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point that wants into the agenda.

    Attributes:
        key: its name, unlike all others; decides where everything else is equal.
        place: where it stands when it gets in, compared like a number with parts.
        least, wanted: minutes it needs at least and would like.
        weight: how much it matters (``AgendaRule``); of equals the longest waiting first, then the one prepared.
        waiting: how long it has waited, in days.
        ready: its presenter has said to be ready.
    """

    key: str
    place: tuple[int, ...]
    least: int
    wanted: int
    weight: int = 0
    waiting: int = 0
    ready: bool = False
    tier: Tier = Tier.OPEN


@dataclass(frozen=True, slots=True)
class Timed:
    """A point that got in, with its minutes."""

    key: str
    minutes: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A point that did not get in: what it needs at least, and what was left for it."""

    key: str
    needs: int
    left: int


@dataclass(frozen=True, slots=True)
class Composed:
    """An agenda in its order, and what stayed out, the weightiest first."""

    points: tuple[Timed, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def minutes(self) -> int:
        return sum(p.minutes for p in self.points)


def compose(candidates: Collection[Candidate], box: int) -> Composed:
    """The agenda that fits ``box`` minutes.

    Fixed points always get in; then pinned ones, then the others by weight, as far as their least minutes fit. What is
    left of the box is shared as ``timebox.fit`` does.

    Raises:
        ValueError: when even the fixed points do not fit, or two candidates have the same key.
    """
    order = sorted(candidates, key=lambda c: (c.tier, -c.weight, -c.waiting, not c.ready, c.key))
    if len({c.key for c in order}) != len(order):
        raise ValueError("dua usulan acara bernama sama")
    chosen: list[Candidate] = []
    out: list[LeftOut] = []
    left = box
    for one in order:
        if one.tier is Tier.FIXED or one.least <= left:
            chosen.append(one)
            left -= one.least
        else:
            out.append(LeftOut(one.key, one.least, max(left, 0)))
    minutes = fit([Slot(c.least, c.wanted, c.weight) for c in chosen], box)
    timed = sorted(zip(chosen, minutes, strict=True), key=lambda pair: (pair[0].place, order.index(pair[0])))
    return Composed(tuple(Timed(c.key, n) for c, n in timed), tuple(out))


@dataclass(frozen=True, slots=True)
class AgendaRule:
    """``catalog/rules/agenda.toml`` for a year; see there for what each number means."""

    source: str
    person_month: int
    rtl_late_month: int
    letter: int
    note: int
    waiting_month: int
    problem_minutes: int
    rtl_minutes: int
    letter_minutes: int
    note_minutes: int
    carried_minutes: int
    carry_months: int

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> AgendaRule:
        """The rule in force in a year.

        Raises:
            ValueError: when there is none, or a number is missing.
        """
        known = [rule for rule in data.get("rule", ()) if int(rule["valid_from"]) <= year]
        if not known:
            raise ValueError(f"Tidak ada aturan susunan acara yang berlaku pada tahun {year}.")
        rule = max(known, key=lambda r: int(r["valid_from"]))
        missing = set(cls.__slots__) - set(rule)
        if missing:
            raise ValueError(f"Aturan susunan acara belum lengkap: {', '.join(sorted(missing))}.")
        return cls(**{name: rule[name] for name in cls.__slots__})

    def problem(self, people: int | None, months: int) -> int:
        """Red times people missed times months red. A problem that counts no people weighs as one."""
        return max(people or 0, 1) * max(months, 1) * self.person_month

    def promise(self, days_late: int) -> int:
        """A promise that is late, by its months; a begun month counts."""
        return -(-max(days_late, 0) // 30) * self.rtl_late_month

    def letters(self, waits: Collection[int]) -> int:
        """Letters that wait to be heard; ``waits`` in days."""
        return self._waiting(waits, self.letter)

    def notes(self, waits: Collection[int]) -> int:
        """Lines of the input box; ``waits`` in days."""
        return self._waiting(waits, self.note)

    def _waiting(self, waits: Collection[int], each: int) -> int:
        return sum(each + max(days, 0) // 30 * self.waiting_month for days in waits)

    def named(self, minutes: int, problems: int) -> int:
        """How many of so many problems can be spoken about in so many minutes: at least one."""
        return min(problems, max(1, minutes // self.problem_minutes))
