"""The evidence chain of planning the Dinkes scores 10, 5 or 0 a step (domain.md 2.4), worked out from evidence alone.

A step has parts. A part is there, partly there (some of what was counted, or too late), missing, or nothing to prove.
All parts there: 10; none of them: 0; anything between: 5. A step whose parts are all "nothing to prove" is not scored.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lokmin.core.language import said
from lokmin.core.periods import short_date

FULL_SCORE, HALF_SCORE, NO_SCORE = 10, 5, 0
_DENIED = re.compile(r"\b(tanpa|belum|tidak|menyusul|tertinggal|kecuali)\b")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a step asks to see.

    Attributes:
        name: what it is, with ``{n}`` for the year and ``{n1}`` for the next one.
        unit: of what it is counted (``desa``); empty where it is simply there or not.
        todo: the next step while it is missing.
        link: the page on which it is done, opaque here.
        deadline: (years after the chain's year, month, day) from which a proof counts as late; None without one.
    """

    code: str
    name: str
    unit: str = ""
    todo: str = ""
    deadline: tuple[int, int, int] | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``due`` is when it is usually done: (years after the chain's year, month)."""

    number: int
    code: str
    name: str
    full: str
    half: str
    none: str
    parts: tuple[Part, ...]
    due: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class ChainRule:
    """``catalog/rules/chain.toml`` for a year: the scored steps, and what else is asked for, unscored."""

    steps: tuple[Step, ...]
    further: tuple[Step, ...]
    source: str
    confirmed: bool

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> ChainRule:
        """The rule in force in a year.

        Raises:
            ValueError: there is none, or two steps or parts share a code.
        """
        known = [rule for rule in data.get("rule", ()) if int(rule["valid_from"]) <= year]
        if not known:
            raise ValueError(f"Tidak ada rantai bukti yang berlaku pada tahun {year}.")
        rule = max(known, key=lambda r: int(r["valid_from"]))
        steps = tuple(_step(number, entry) for number, entry in enumerate(rule["step"], start=1))
        further = tuple(_step(number, entry) for number, entry in enumerate(rule.get("further", ()), start=1))
        codes = [step.code for step in (*steps, *further)]
        parts = [part.code for step in (*steps, *further) for part in step.parts]
        for found in (codes, parts):
            if twice := sorted({code for code in found if found.count(code) > 1}):
                raise ValueError(f"Rantai bukti menulis {', '.join(twice)} dua kali.")
        return cls(steps, further, rule["source"], confirmed=bool(rule["confirmed"]))

    def part(self, code: str) -> Part | None:
        """A part by its code."""
        return next((p for s in (*self.steps, *self.further) for p in s.parts if p.code == code), None)


def _step(number: int, entry: Mapping[str, Any]) -> Step:
    parts = tuple(
        Part(p["code"], p["name"], p.get("unit", ""), p.get("todo", ""), _triple(p.get("deadline")), p.get("link", ""))
        for p in entry["part"]
    )
    due = entry.get("due")
    return Step(
        number, entry["code"], entry["name"], entry["full"], entry["half"], entry["none"], parts,
        (int(due[0]), int(due[1])) if due else None,
    )  # fmt: skip


def _triple(value: Any) -> tuple[int, int, int] | None:
    return (int(value[0]), int(value[1]), int(value[2])) if value else None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that exists.

    Attributes:
        part: the code of the part it proves.
        text: what it is (``RPK 2026 versi 2, disetujui``).
        on: the day it came to be; None where no day is known (then it is never late).
        link: where it can be opened; opaque here.
        done, of: how many of how many, where it is counted; ``of`` 0 says there is nothing to prove.
        manual: a person says so, with a note or a file; the system cannot know.
    """

    part: str
    text: str
    on: dt.date | None = None
    link: str = ""
    done: int = 1
    of: int = 1
    manual: bool = False
    by: str = ""


def enclosed(what: str, note: str) -> bool:
    """Whether a note of sending says that a paper went along (``RUK dan KAK``, but not ``KAK menyusul``)."""
    clauses = re.split(r"[,;.]", note.casefold())
    named = [clause for clause in clauses if re.search(rf"\b{re.escape(what.casefold())}\b", clause)]
    return any(not _DENIED.search(clause) for clause in named)


class State(StrEnum):
    """How a part stands."""

    THERE = "ada"
    PARTLY = "sebagian"
    LATE = "terlambat"
    MISSING = "belum"
    NOTHING = "tidak berlaku"


_RANK = {State.MISSING: 0, State.PARTLY: 1, State.LATE: 2, State.THERE: 3}


@dataclass(frozen=True, slots=True)
class PartResult:
    """A part with its proofs; ``lack`` says what is missing (empty when it is there), ``todo`` what to do next.

    ``link``: the page on which that is done.
    """

    part: Part
    name: str
    state: State
    evidence: tuple[Evidence, ...]
    lack: str
    todo: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class StepResult:
    """A step with its score; None where there is nothing to prove. ``ahead``: its usual month is still to come."""

    step: Step
    name: str
    score: int | None
    parts: tuple[PartResult, ...]
    ahead: bool
    due: str

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is missing, a sentence a part."""
        return tuple(part.lack for part in self.parts if part.lack)

    @property
    def todo(self) -> str:
        """The next step; empty when nothing is missing."""
        return self._next.todo if self._next else ""

    @property
    def todo_link(self) -> str:
        """The page of the next step."""
        return self._next.link if self._next else ""

    @property
    def _next(self) -> PartResult | None:
        return next((part for part in self.parts if part.lack and part.todo), None)

    @property
    def proofs(self) -> tuple[Evidence, ...]:
        """All its proofs, in the order of the parts."""
        return tuple(one for part in self.parts for one in part.evidence)

    @property
    def criterion(self) -> str:
        """What its score stands for, as the criteria say it."""
        words = {FULL_SCORE: self.step.full, HALF_SCORE: self.step.half, NO_SCORE: self.step.none}
        return said("Tidak ada yang perlu dibuktikan.") if self.score is None else words[self.score]


@dataclass(frozen=True, slots=True)
class Chain:
    """The whole chain of a year; ``further`` stands beside it and is never in the total."""

    year: int
    steps: tuple[StepResult, ...]
    further: tuple[StepResult, ...]

    @property
    def total(self) -> int:
        """Sum of the scores."""
        return sum(step.score or 0 for step in self.steps)

    @property
    def most(self) -> int:
        """What could be reached: ten for every step that is scored."""
        return FULL_SCORE * sum(step.score is not None for step in self.steps)

    def count(self, score: int) -> int:
        """How many steps have this score."""
        return sum(step.score == score for step in self.steps)

    @property
    def sentence(self) -> str:
        """``Nilai 95 dari 150: 8 langkah lengkap, 3 sebagian, 4 belum ada bukti.``"""
        text = said(
            "Nilai %(total)d dari %(most)d: %(full)d langkah lengkap, %(half)d sebagian, %(none)d belum ada bukti."
        )
        return text % {
            "total": self.total, "most": self.most, "full": self.count(FULL_SCORE), "half": self.count(HALF_SCORE),
            "none": self.count(NO_SCORE),
        }  # fmt: skip

    @property
    def nearest(self) -> tuple[StepResult, ...]:
        """Steps that miss points, those whose month has come first, in their order: one builds on another."""
        short = [s for s in self.steps if s.score is not None and s.score < FULL_SCORE]
        return tuple(sorted(short, key=lambda s: (s.ahead, s.step.number)))


def judge(
    rule: ChainRule,
    year: int,
    evidence: Iterable[Evidence],
    *,
    today: dt.date,
    deadlines: Mapping[str, dt.date] | None = None,
) -> Chain:
    """The chain of a year: a pure function of what exists; the order of the evidence never changes a score.

    Args:
        rule: the steps in force.
        year: the year the RPK is of (n); the RUK is that of n + 1.
        evidence: proofs by part; a part nobody knows is refused.
        today: only to tell steps whose month has not come.
        deadlines: part -> its real deadline, in place of the usual one.

    Raises:
        ValueError: evidence for a part that is not in the rule.
    """
    by_part: dict[str, list[Evidence]] = {}
    for one in evidence:
        if rule.part(one.part) is None:
            raise ValueError(f"Bukti “{one.text}” menyebut bagian “{one.part}”, yang tidak ada di rantai.")
        by_part.setdefault(one.part, []).append(one)
    real = deadlines or {}

    def judged(step: Step) -> StepResult:
        parts = tuple(_part(part, year, by_part.get(part.code, []), real.get(part.code)) for part in step.parts)
        first = _first_day(step, year)
        return StepResult(
            step, named(step.name, year), score(part.state for part in parts), parts,
            ahead=first is not None and today < first, due=_month(first),
        )  # fmt: skip

    return Chain(year, tuple(map(judged, rule.steps)), tuple(map(judged, rule.further)))


def score(states: Iterable[State]) -> int | None:
    """10 when everything that is asked is there, 0 when nothing is, 5 between; None when nothing is asked."""
    asked = [state for state in states if state is not State.NOTHING]
    if not asked:
        return None
    if all(state is State.THERE for state in asked):
        return FULL_SCORE
    return NO_SCORE if all(state is State.MISSING for state in asked) else HALF_SCORE


def _part(part: Part, year: int, found: list[Evidence], real: dt.date | None) -> PartResult:
    deadline = real or usual_deadline(part, year)
    name, link = named(part.name, year), named(part.link, year)
    ordered = tuple(sorted(found, key=lambda e: (e.manual, e.on or dt.date.max, e.text, e.link)))
    counting = [e for e in ordered if e.of > 0]
    if ordered and not counting:
        return PartResult(part, name, State.NOTHING, ordered, "", "")
    state, best = State.MISSING, None
    for one in counting:
        own = _state(one, deadline)
        if best is None or (_RANK[own], one.done * best.of) > (_RANK[state], best.done * one.of):
            state, best = own, one
    lack = _lack(part, name, state, best, deadline)
    return PartResult(part, name, state, ordered, lack, named(part.todo, year) if lack else "", link)


def _state(one: Evidence, deadline: dt.date | None) -> State:
    if one.done <= 0:
        return State.MISSING
    if one.done < one.of:
        return State.PARTLY
    return State.LATE if deadline is not None and one.on is not None and one.on > deadline else State.THERE


def _lack(part: Part, name: str, state: State, best: Evidence | None, deadline: dt.date | None) -> str:
    if state is State.THERE:
        return ""
    if state is State.LATE and best is not None and best.on is not None and deadline is not None:
        text = said("%(what)s: terlambat %(n)d hari (batas %(day)s).")
        return text % {"what": name, "n": (best.on - deadline).days, "day": short_date(deadline)}
    if best is not None and best.of > 1:
        text = said("%(what)s: baru %(done)d dari %(of)d %(unit)s.")
        return text % {"what": name, "done": max(best.done, 0), "of": best.of, "unit": said(part.unit)}
    return said("%(what)s: belum ada.") % {"what": name}


def usual_deadline(part: Part, year: int) -> dt.date | None:
    """The usual last day of a part; None where it has none."""
    if part.deadline is None:
        return None
    years, month, day = part.deadline
    return dt.date(year + years, month, day)


def _first_day(step: Step, year: int) -> dt.date | None:
    return dt.date(year + step.due[0], step.due[1], 1) if step.due else None


def _month(day: dt.date | None) -> str:
    return "" if day is None else short_date(day).split(" ", maxsplit=1)[1]


def named(text: str, year: int) -> str:
    """A text of the rule with the years it speaks of."""
    return said(text).replace("{n1}", str(year + 1)).replace("{n0}", str(year - 1)).replace("{n}", str(year))
