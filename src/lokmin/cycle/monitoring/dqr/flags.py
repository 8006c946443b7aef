"""Flags of data quality with what was answered: open, being looked at, or closed and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lokmin.core.facts import Source
from lokmin.core.findings import Finding, Severity
from lokmin.core.indicators.definitions import Element
from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.dqr.desk import desk
from lokmin.cycle.monitoring.dqr.notes import FlagKey, Note, flag_code, notes_of_year
from lokmin.cycle.monitoring.queries import sources
from lokmin.cycle.monitoring.queries.quality import Quality, quality


class State(StrEnum):
    OPEN = "belum dijawab"
    CHECKING = "sedang dicek"
    ANSWERED = "terjawab"
    CORRECTED = "diperbaiki"


#: Answers after which the flag waits for something to happen to the number.
WAITING = {"dicek", "ketik"}


@dataclass(frozen=True, slots=True)
class Flag:
    """One finding somebody must be asked about, with its answer.

    ``stale``: it was answered, but the number changed since or the promised day has passed, so it is open again.
    ``micro``: the number now; None for a whole report and for what is not reported.
    """

    finding: Finding
    programmes: tuple[str, ...]
    state: State
    note: Note | None
    stale: bool
    micro: int | None

    @property
    def key(self) -> FlagKey:
        return key_of(self.finding)

    @property
    def open(self) -> bool:
        return self.state is State.OPEN

    @property
    def doubtful(self) -> bool:
        """Open and more than a remark."""
        return self.open and self.finding.severity is not Severity.INFO


def key_of(finding: Finding) -> FlagKey:
    return finding.place, finding.period, finding.element, flag_code(finding.code)


@dataclass(frozen=True, slots=True)
class Flags:
    """The flags of a month in the order of the review; ``gone``: answered ones that are not found any more."""

    quality: Quality
    items: tuple[Flag, ...]
    gone: tuple[Note, ...]

    def of(self, programme: str = "", place: str = "") -> Flags:
        """Only those of a programme or a place; answers that outlived their flag are kept by place only."""
        return Flags(
            self.quality,
            tuple(
                f
                for f in self.items
                if (not programme or programme in f.programmes) and (not place or f.finding.place == place)
            ),
            tuple(n for n in self.gone if not place or n.key[0] == place),
        )

    @property
    def open(self) -> tuple[Flag, ...]:
        return tuple(f for f in self.items if f.open)

    def about(self, elements: Iterable[Element]) -> tuple[Flag, ...]:
        """The open ones about given elements."""
        codes = {element.code for element in elements}
        return tuple(f for f in self.open if f.finding.element in codes)

    @property
    def checking(self) -> tuple[Flag, ...]:
        return tuple(f for f in self.items if f.state is State.CHECKING)

    @property
    def closed(self) -> int:
        """Answered flags, and those whose number was corrected so that nothing is odd any more."""
        return sum(f.state in (State.ANSWERED, State.CORRECTED) for f in self.items) + len(self.gone)

    @property
    def doubtful(self) -> int:
        return sum(f.doubtful for f in self.items)

    def find(self, key: FlagKey) -> Flag | None:
        return next((f for f in self.items if f.key == key), None)


def flags(puskesmas: Puskesmas, month: Month) -> Flags:
    """Every finding of the month that asks something, joined with the answers in force today."""
    found = quality(puskesmas, month)
    said, today = notes_of_year(puskesmas, month), clock.today()
    reviewed = desk(puskesmas, month)
    programmes, users = reviewed.programmes, reviewed.users
    items = []
    for finding in found.questions:
        about = users.get(finding.element, ()) if finding.element else programmes
        if finding.code == "laporan-belum-lengkap":
            about = _missing(found, finding, users)
        items.append(_flag(finding, about, _said(said, key_of(finding)), found, today))
    known = {item.key for item in items}
    gone = tuple(note for key, note in said.items() if key[3] and key not in known)
    return Flags(found, tuple(items), gone)


def _said(said: Mapping[FlagKey, Note], key: FlagKey) -> Note | None:
    """The answer to a flag; else the reason given for its number, which answers whatever is odd about it."""
    place, period, element, _flag = key
    return said.get(key) or (said.get((place, period, element, "")) if element else None)


def _flag(finding: Finding, programmes: tuple[str, ...], note: Note | None, found: Quality, today: dt.date) -> Flag:
    micro = found.table.inputs.values.get((finding.place, finding.period, finding.element))
    state, stale = judge(note, micro, today)
    return Flag(finding, programmes, state, note, stale, micro)


def judge(note: Note | None, micro: int | None, today: dt.date) -> tuple[State, bool]:
    """The state of a flag and whether an answer has grown stale (see ``Flag``)."""
    if note is None:
        return State.OPEN, False
    moved = bool(note.key[2]) and note.micro != micro
    if note.reason in WAITING:
        if moved:
            # The number did change and still looks odd: the old answer says nothing about the new number.
            return State.OPEN, True
        overdue = note.until is not None and note.until < today
        return (State.OPEN, True) if overdue else (State.CHECKING, False)
    if moved:
        return State.OPEN, True
    return (State.CORRECTED if note.reason == "diperbaiki" else State.ANSWERED), False


def _missing(found: Quality, finding: Finding, users: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The programmes an incomplete report leaves gaps in."""
    record = found.records.get((finding.place, finding.period))
    codes = record.missing if record else ()
    return tuple(dict.fromkeys(p for code in codes for p in users.get(code, ())))


def cells_of(puskesmas: Puskesmas, month: Month, items: tuple[Flag, ...]) -> dict[FlagKey, Source]:
    """Where the numbers of some flags stand."""
    elements = {f.finding.element for f in items if f.finding.element}
    places = {f.finding.place for f in items}
    where = sources.cells(puskesmas, month.year, elements, places) if elements else {}
    return {f.key: where[f.key[:3]] for f in items if f.key[:3] in where}
