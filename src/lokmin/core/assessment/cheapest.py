"""Lima poin termurah: where the fewest people more win the most score, and how many are enough for a kelompok."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from lokmin.core.assessment.definitions import Aspect, Rule, Step
from lokmin.core.assessment.pkp import Result, shares
from lokmin.core.assessment.scores import FULL, State, SubScore


@dataclass(frozen=True, slots=True)
class Win:
    """What one sub variabel can still give.

    Attributes:
        missing: whole people (or things) more until its target is reached.
        gain: what the service total rises by then, in points of 100.
        each: what each of them adds on average; the order of the list.
        a_month: whole people a month, if the months left share them evenly; None at the end of the year.
    """

    row: SubScore
    missing: int
    gain: Fraction
    each: Fraction
    a_month: int | None = None

    @property
    def unit(self) -> str:
        return self.row.sub.unit or "satuan"


@dataclass(frozen=True, slots=True)
class StepUp:
    """The next step of a management row, and what the management mean (0 to 10) rises by with it."""

    row: SubScore
    step: Step
    gain: Fraction


def wins(result: Result, *, months_left: int = 0) -> tuple[Win, ...]:
    """Every service row below its target that more people can raise, the cheapest first; equals by code.

    Rows judged the other way round (inverse, ring) are left out: what has been counted cannot be undone. The gain is
    exact as long as no other row changes between applicable and not.
    """
    parts = shares(result)
    found = []
    for row in result.subs():
        part = parts.get(row.sub.code)
        if part is None or row.sub.rule is not Rule.TARGET or row.score is None or row.score >= FULL or row.due is None:
            continue
        achieved = Fraction(row.entry.achieved or 0, 1_000_000)
        missing = math.ceil(row.due - achieved)
        gain = part * (FULL - row.score)
        a_month = -(-missing // months_left) if months_left > 0 else None
        found.append(Win(row, missing, gain, gain / missing, a_month))
    return tuple(sorted(found, key=lambda win: (-win.each, win.row.sub.code)))


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


def enough_for(result: Result, threshold: Fraction) -> tuple[tuple[Win, int], ...] | None:
    """The cheapest rows in turn, with how many people of each, until the service total reaches a threshold.

    Empty when it is reached already; None when reaching every target would not be enough, or nothing is scored.
    """
    if result.service is None:
        return None
    lacking = threshold - result.service
    taken: list[tuple[Win, int]] = []
    for win in wins(result):
        if lacking <= 0:
            break
        if win.gain <= lacking:
            taken.append((win, win.missing))
            lacking -= win.gain
        else:
            taken.append((win, _people_for(win, lacking)))
            lacking = Fraction(0)
    return tuple(taken) if lacking <= 0 else None


def _people_for(win: Win, lacking: Fraction) -> int:
    """The least whole number of people whose exact gain is enough; each adds 1/due of the row's part until the cap."""
    due, full = win.row.due, win.row.score
    assert due is not None  # noqa: S101 - a win has a target sasaran
    assert full is not None  # noqa: S101 - and a score
    per_person = win.gain / (FULL - full) * 100 / due
    return min(win.missing, math.ceil(lacking / per_person))
