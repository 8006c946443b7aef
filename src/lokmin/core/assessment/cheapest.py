"""Lima poin termurah: where the least work beyond the present pace wins the most score; what is enough for a kelompok.

Everything is judged at the end of the year: what the pace of late will bring anyhow is no win, and nobody is asked to
reach more people than there are left.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from lokmin.core.assessment.definitions import Aspect, Rule, Step, Sub
from lokmin.core.assessment.pkp import Result, shares
from lokmin.core.assessment.running import Running
from lokmin.core.assessment.scores import FULL, State, SubScore
from lokmin.core.numbers import MICRO


@dataclass(frozen=True, slots=True)
class Effort:
    """Minutes of work for one more of a unit; only the order of the list hangs on them.

    Attributes:
        stretch: times the pace of late that can still be hoped for.
    """

    default: int = 30
    stretch: Fraction = Fraction(2)
    minutes: Mapping[str, int] = field(default_factory=dict)
    source: str = ""
    confirmed: bool = False

    @classmethod
    def load(cls, data: Mapping[str, Sequence[Mapping[str, Any]]], year: int) -> Effort:
        """The newest rule of ``rules/effort.toml`` that is valid in a year."""
        rule = max((one for one in data["rule"] if one["valid_from"] <= year), key=lambda one: one["valid_from"])
        return cls(
            int(rule["default"]), Fraction(rule["stretch_percent"], 100), dict(rule["minutes"]), rule["source"],
            bool(rule["confirmed"]),
        )  # fmt: skip

    def of(self, sub: Sub) -> int:
        """Minutes of one: of the row itself, else of its unit."""
        return sub.effort or self.minutes.get(sub.unit, self.default)


@dataclass(frozen=True, slots=True)
class Win:
    """What one sub variabel can still give.

    Attributes:
        row: as it stands now, against the whole year's target.
        missing: whole people (or things) more until its target is reached. extra: of these, beyond the present pace.
        gain: what the service total at the end of the year rises by with the extra ones, in points of 100.
        minutes: work for one. pace, needed: a month, of late and from now on; None at the end of the year.
            Of what has no months (posyandu that are active) there is no pace.
        reachable: the pace needed is not more than ``Effort.stretch`` times that of late.
    """

    row: SubScore
    missing: int
    extra: int
    gain: Fraction
    minutes: int
    pace: Fraction | None = None
    needed: Fraction | None = None
    reachable: bool = True

    @property
    def unit(self) -> str:
        return self.row.sub.unit or "satuan"

    @property
    def hours(self) -> Fraction:
        return Fraction(self.extra * self.minutes, 60)

    @property
    def each(self) -> Fraction:
        """Points for an hour of work; the order of the list."""
        return self.gain / self.hours

    @property
    def a_month(self) -> int | None:
        """Whole people a month, shared evenly over what is left of the year."""
        return None if self.needed is None else math.ceil(self.needed)


@dataclass(frozen=True, slots=True)
class StepUp:
    """The next step of a management row, and what the management mean (0 to 10) rises by with it."""

    row: SubScore
    step: Step
    gain: Fraction


def wins(year: Running, effort: Effort) -> tuple[Win, ...]:
    """Every service row that will end below its target and that more people can raise: reachable and cheapest first.

    Rows judged the other way round (inverse, ring) are left out: what has been counted cannot be undone. The gain is
    exact as long as no other row changes between applicable and not.
    """
    parts, left = shares(year.ahead), 12 - year.month
    ahead = {row.sub.code: row for row in year.ahead.subs()}
    found = []
    for row in year.now.subs():
        part, end = parts.get(row.sub.code), ahead[row.sub.code]
        if part is None or row.sub.rule is not Rule.TARGET or end.score is None or end.score >= FULL or not row.due:
            continue
        now, then = _achieved(row), _achieved(end)
        most = _most(row)
        extra, missing = math.ceil(min(row.due, most) - then), math.ceil(min(row.due, most) - now)
        if extra < 1:
            continue
        gain = part * (min(FULL, (then + extra) / row.due * 100) - end.score)
        pace = needed = None
        if left:
            needed = Fraction(missing, left)
            pace = (then - now) / left if row.sub.yearly else None
        # What has not begun may be planned for later (a campaign, a school year): nobody can say it is out of reach.
        reachable = needed is None or not pace or needed <= pace * effort.stretch
        found.append(Win(row, missing, extra, gain, effort.of(row.sub), pace, needed, reachable))
    return tuple(sorted(found, key=lambda win: (not win.reachable, -win.each, win.row.sub.code)))


def _achieved(row: SubScore) -> Fraction:
    return Fraction(row.entry.achieved or 0, MICRO)


def _most(row: SubScore) -> Fraction:
    """How many there can be: of people not more than the sasaran."""
    due = row.due or Fraction(0)
    if not row.sub.counts_people or row.entry.sasaran is None:
        return due
    # Half a person of a projected sasaran is nobody.
    return min(due, Fraction(row.entry.sasaran // MICRO)) if due > Fraction(row.entry.sasaran, MICRO) else due


def steps_up(result: Result) -> tuple[StepUp, ...]:
    """The next step of every management row below ten, the largest gain first; equals by code."""
    managed = [u for u in result.upaya if u.node.aspect is Aspect.MANAGEMENT]
    rows = [row for upaya in managed for row in upaya.subs() if row.state is State.SCORED]
    weights = sum(row.sub.weight for row in rows)
    found = []
    for row in rows:
        level = row.entry.level
        above = next((step for step in row.sub.steps if level is not None and step.score > level), None)
        if above is not None and level is not None:
            found.append(StepUp(row, above, Fraction((above.score - level) * row.sub.weight, weights)))
    return tuple(sorted(found, key=lambda up: (-up.gain, up.row.sub.code)))


def enough_for(result: Result, found: Sequence[Win], threshold: Fraction) -> tuple[tuple[Win, int], ...] | None:
    """So many people more of which rows lift the service total to a threshold, with the least work.

    Each person of a row gives the same but the last, who gives less: so the work is taken person by person, the
    richest for its minutes first. With equal minutes no other choice needs fewer people.

    Args:
        result: the end of the year at the present pace.
        found: its wins, those that may be counted on.
        threshold: of the service total.

    Returns:
        Wins with how many people, in the order of ``found``; empty when the threshold is reached already; None when
        all of them would not be enough, or nothing is scored.
    """
    if result.service is None:
        return None
    lacking = threshold - result.service
    parts, ends = shares(result), {row.sub.code: row for row in result.subs()}
    pieces: list[tuple[Fraction, int, Win, int, Fraction]] = []
    for number, win in enumerate(found):
        full = parts[win.row.sub.code] * 100 / (ends[win.row.sub.code].due or Fraction(1))
        last = win.gain - full * (win.extra - 1)
        for count, gain in ((win.extra - 1, full), (1, last)):
            if count:
                pieces.append((-gain / win.minutes, number, win, count, gain))
    taken: dict[str, int] = {}
    for _rate, _number, win, count, gain in sorted(pieces, key=lambda piece: piece[:2]):
        if lacking <= 0:
            break
        some = min(count, math.ceil(lacking / gain))
        taken[win.row.sub.code] = taken.get(win.row.sub.code, 0) + some
        lacking -= some * gain
    if lacking > 0:
        return None
    return tuple((win, taken[win.row.sub.code]) for win in found if win.row.sub.code in taken)
