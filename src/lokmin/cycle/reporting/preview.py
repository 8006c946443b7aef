"""What accepting an upload would do, cell by cell: new, changed, same, error, warning or ignored, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from django.utils.translation import gettext as _

from lokmin.core.findings import Finding, Severity
from lokmin.core.indicators.definitions import Catalogue
from lokmin.core.numbers import from_micro, indonesian, to_micro
from lokmin.core.periods import MONTH_NAMES
from lokmin.cycle.reporting.calm import calm
from lokmin.cycle.reporting.neighbours import Neighbours
from lokmin.cycle.reporting.offers import Offer
from lokmin.cycle.reporting.settling import settle
from lokmin.cycle.reporting.store import Held, Key, Write
from lokmin.exchange.excel.headers import signature_of
from lokmin.exchange.excel.records import ASK, IGNORE_COLUMN, Block, Question, Reading, Understanding

NEW, CHANGED, SAME, ERROR, WARNING, IGNORED = "new", "changed", "same", "error", "warning", "ignored"
STATES = (NEW, CHANGED, SAME, ERROR, WARNING, IGNORED)

#: (place code, period, element).
About = tuple[str, str, str]
#: Kinds of question whose answer changes how the file is read; the other kinds are about numbers as they were read.
REREAD = frozenset({"header", "place"})
#: Answers about one cell.
OK, HOLD = "benar", "tahan"


class Cell(NamedTuple):
    """One numeric cell of the workbook and what becomes of it.

    ``state`` WARNING waits for an answer, ERROR is never stored as it is; ``flagged`` is stored, and the note says
    what is odd about it. ``old`` is the value in force now. ``shown`` is the text to show when ``micro`` is None.
    """

    sheet: str
    cell: str
    place_code: str
    place: str
    period: str
    element: str
    header: tuple[str, ...]
    micro: int | None
    old: int | None
    state: str
    note: str = ""
    flagged: bool = False
    shown: str = ""
    #: ``nilai`` (may be typed), ``sel`` (benar/tahan) or an id of a question; empty when nothing is asked.
    asks: str = ""
    #: What the cell itself holds, where ``micro`` is the sum of it and its other part (L + P).
    own: int | None = None

    @property
    def address(self) -> str:
        return f"{self.sheet}!{self.cell}"


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything the review page and the command line show.

    Attributes:
        counts: state -> number of cells. ``writes``: what accepting would store.
        asked: cells that wait for a person's word, one by one. ``questions``: those about many cells, without answer.
        noted: month -> ``sudah dibahas di lokmin 7 April 2026``, for the months that would change.
        remarks: findings without a cell of their own in the table (about the file, a total, a sheet).
    """

    cells: tuple[Cell, ...]
    counts: Mapping[str, int]
    writes: tuple[Write, ...]
    questions: tuple[Question, ...]
    answered: Mapping[str, str]
    blocks: tuple[Block, ...]
    remarks: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    noted: Mapping[str, str] = field(default_factory=dict)
    #: Denominators this workbook proves and accepting would adopt or leave.
    offers: tuple[Offer, ...] = ()

    @property
    def asked(self) -> tuple[Cell, ...]:
        return tuple(c for c in self.cells if c.asks == "sel")

    @property
    def errors(self) -> tuple[Cell, ...]:
        return tuple(c for c in self.cells if c.state == ERROR)

    @property
    def accepted(self) -> int:
        """How many numbers accepting stores: the number on the button."""
        return len(self.writes)

    def of(self, state: str) -> tuple[Cell, ...]:
        """The cells in a state; all for an empty one."""
        return tuple(c for c in self.cells if c.state == state) if state else self.cells


@dataclass(frozen=True, slots=True)
class Setting:
    """What a preview is computed against.

    Attributes:
        current: the facts in force. ``names``: place code -> name.
        allowed: codes of the places the person may write about; None when not limited.
        sheet_variant: which set sasaran of this workbook are (``sk``, ``riil``, ``proyeksi``).
        cells: typed answers, ``sheet!cell`` -> ``benar``, ``tahan`` or millionths.
        noted: months already shown in a meeting. ``ask_noted``: a change of such a month waits for a word.
    """

    catalogue: Catalogue
    current: Mapping[Key, Held]
    names: Mapping[str, str]
    allowed: frozenset[str] | None = None
    sheet_variant: str = "sk"
    cells: Mapping[str, str | int] = field(default_factory=dict)
    answered: Mapping[str, str] = field(default_factory=dict)
    noted: Mapping[str, str] = field(default_factory=dict)
    ask_noted: bool = True
    #: Given the numbers that are not in yet, what is odd about them, by (place code, period, element).
    check: Callable[[Mapping[About, int]], Mapping[About, tuple[Finding, ...]]] = lambda _new: {}


def compute(found: Understanding, setting: Setting) -> Preview:
    """Judge every cell against the facts in force."""
    judge = _Judge(found, setting)
    with calm():
        judge.run()
    told = {(f.sheet, f.cell) for f in found.findings if f.cell}
    told &= {(c.sheet, c.cell) for c in judge.cells} if told else set()
    counts = Counter(c.state for c in judge.cells)
    touched = {w.key[1] for w in judge.writes}
    return Preview(
        cells=tuple(judge.cells),
        counts={state: counts.get(state, 0) for state in STATES},
        writes=tuple(judge.writes),
        questions=tuple(found.questions),
        answered=setting.answered,
        blocks=tuple(found.blocks),
        remarks=tuple(f for f in found.findings if (f.sheet, f.cell) not in told),
        findings=(*found.findings, *judge.doubted),
        noted={period: text for period, text in setting.noted.items() if period in touched},
    )


class _Judge:
    def __init__(self, found: Understanding, setting: Setting) -> None:
        self.found, self.setting = found, setting
        self.cells: list[Cell] = []
        self.writes: list[Write] = []
        #: Findings of the checks with the cells they are about.
        self.doubted: list[Finding] = []
        self.doubts: Mapping[About, tuple[Finding, ...]] = {}
        self.remarks: dict[tuple[str, str], list[Finding]] = {}
        for finding in found.findings:
            if finding.cell:
                self.remarks.setdefault((finding.sheet, finding.cell), []).append(finding)
        self.yearly = {code for code, e in setting.catalogue.elements.items() if e.yearly}
        self.why = {q.id: q.text for q in found.questions}
        self.open = {q.id for q in found.questions if q.kind != "number"}
        self.around = Neighbours(found)

    def run(self) -> None:
        """Errors first, then the tables in the order of the workbook, then what is ignored."""
        self._broken()
        groups: dict[Key | int, Reading | list[Reading]] = {}
        readings = self.found.readings if not self.setting.answered else self._settled()
        for number, reading in enumerate(readings):
            about = self._key(reading)
            if about is None:
                groups[number] = reading
            elif (known := groups.get(about)) is None:
                groups[about] = reading
            elif isinstance(known, Reading):
                groups[about] = [known, reading]
            else:
                known.append(reading)
        plain = self.setting.allowed is None and not self.setting.cells and not self.setting.answered
        current, noted, remarks, names = self.setting.current, self.setting.noted, self.remarks, self.setting.names
        doubts = self.doubts = self.setting.check(self._prospect(groups))
        for key, group in groups.items():
            if isinstance(key, int):
                self._open(group if isinstance(group, Reading) else group[0])
            elif not isinstance(group, Reading):
                self._several(key, group)
            elif group.part:
                self._several(key, [group])
            elif (
                plain
                and not group.state_hint
                and key[1] not in noted
                and (group.sheet, group.cell) not in remarks
                and key[:3] not in doubts
            ):  # by far the most: nothing is odd, asked or answered
                sheet, cell, _text, _code, _period, header, _element, micro, *_rest = group
                place, period, element, _variant = key
                old = current.get(key)
                if old is None:
                    self.cells.append(
                        Cell(sheet, cell, place, names[place], period, element, header, micro, None, NEW, group.note)
                    )
                    self.writes.append(Write(key, micro, None, sheet, cell))
                elif old.micro == micro:
                    self.cells.append(
                        Cell(sheet, cell, place, names[place], period, element, header, micro, micro, SAME, group.note)
                    )
                else:
                    note = group.note
                    self.cells.append(
                        Cell(sheet, cell, place, names[place], period, element, header, micro, old.micro, CHANGED, note)
                    )
                    self.writes.append(Write(key, micro, old.pk, sheet, cell))
            else:
                self._single(key, group, group.micro, "")
        self.cells += [
            Cell(sheet, cell, "", "", "", "", (), None, None, IGNORED, reason)
            for sheet, cell, reason in self.found.ignored
        ]

    def _settled(self) -> list[Reading]:
        """The readings with the answers applied; those answered away are listed as ignored."""
        known = {q.id: q for q in self.found.questions}
        kept = []
        for r in self.found.readings:
            settled = settle(r, known, self.setting.answered, self.found.year)
            if settled is None:
                self._cell(r, None, r.micro, IGNORED, _("Diabaikan menurut jawaban Anda."))
            else:
                kept.append(settled)
        return kept

    def _said(self, r: Reading) -> str | int | None:
        """What a person said about a number: ``benar``, ``tahan``, a number in millionths, or nothing."""
        answer = self.setting.cells.get(f"{r.sheet}!{r.cell}", self.setting.answered.get(r.question))
        return _typed(answer) if isinstance(answer, str) and answer not in {OK, HOLD} else answer

    def _prospect(self, groups: Mapping[Key | int, Reading | list[Reading]]) -> dict[About, int]:
        """The numbers as they would stand, where they differ from those in force."""
        new: dict[About, int] = {}
        current, spoken = self.setting.current, bool(self.setting.cells or self.setting.answered)
        for key, group in groups.items():
            if isinstance(key, int):
                continue
            first = group if isinstance(group, Reading) else group[0]
            micro = first.micro
            if spoken and isinstance(answer := self._said(first), int):
                micro = answer
            elif not isinstance(group, Reading) and first.part:
                micro = sum(r.micro for r in group if r.part)
            old = current.get(key)
            if old is None or old.micro != micro:
                new[key[0], key[1], key[2]] = micro
        return new

    def _broken(self) -> None:
        """Cells that hold no number at all come first: they must be seen."""
        errors = [f for f in self.found.findings if f.severity is Severity.ERROR and f.cell]
        if not errors:
            return
        read = {(r.sheet, r.cell) for r in self.found.readings}
        for finding in errors:
            if (finding.sheet, finding.cell) not in read:
                self._wrong(finding)

    def _key(self, r: Reading) -> Key | None:
        """What a reading is about, or None while a part of it is unknown."""
        if not r.place_code or not r.element or not r.period or r.question in self.open:
            return None
        if r.element in self.yearly:
            return r.place_code, r.period[:4], r.element, self.setting.sheet_variant
        return (r.place_code, r.period, r.element, "") if len(r.period) == 7 else None

    def _cell(self, r: Reading, key: Key | None, micro: int | None, state: str, note: str, **more: object) -> None:
        code = key[0] if key else r.place_code or ""
        period = key[1] if key else r.period or ""
        old = self.setting.current.get(key) if key else None
        name = self.setting.names.get(code, r.place_text)
        self.cells.append(
            Cell(
                r.sheet,
                r.cell,
                code,
                name,
                period,
                r.element or "",
                r.header,
                micro,
                old.micro if old else None,
                state,
                note,
                **more,  # type: ignore[arg-type]
            )
        )

    def _wrong(self, f: Finding) -> None:
        """A cell that could not be read as a number; a typed number takes its place when it is known what it is."""
        reading = self.around.guess(f)
        key = self._key(reading)
        typed = self.setting.cells.get(f"{f.sheet}!{f.cell}")
        if key and isinstance(typed, int):
            self._single(key, reading, typed, "")
        else:
            self._cell(reading, key, None, ERROR, f.message, asks="nilai" if key else "")

    def _open(self, r: Reading) -> None:
        """Place, period or meaning not known: it waits for an answer (or is left out when the answer was "ignore")."""
        question = r.question or ("" if r.element else f"header:{signature_of(r.header)}")
        if self.setting.answered.get(question) == IGNORE_COLUMN:
            self._cell(r, None, r.micro, IGNORED, _("Diabaikan menurut jawaban Anda."))
            return
        note = self.why.get(question, "") or r.note
        if not note:
            missing = [
                word
                for word, there in ((_("tempat"), r.place_code), (_("bulan"), r.period), (_("unsur data"), r.element))
                if not there
            ]
            note = _("Belum diketahui: %(what)s.") % {"what": ", ".join(missing) or _("bulan")}
        self._cell(r, None, r.micro, WARNING, note, asks=question if question in self.why else "")

    def _several(self, key: Key, group: list[Reading]) -> None:
        """Parts that add up (L + P), repeats of the same number, or two different numbers for one thing."""
        parts = [r for r in group if r.part]
        whole = [r for r in group if not r.part]
        total = sum(r.micro for r in parts)
        values = {r.micro for r in whole} | ({total} if parts else set())
        doubled = len({r.part for r in parts}) < len(parts)
        if len(values) > 1 or doubled:
            typed = [v for r in group if isinstance(v := self.setting.cells.get(f"{r.sheet}!{r.cell}"), int)]
            if not typed:
                texts = ", ".join(f"{r.cell}: {_number(r.micro)}" for r in group[:4])
                for r in group:
                    note = _("Ada beberapa angka berbeda untuk hal yang sama (%(cells)s).") % {"cells": texts}
                    self._cell(r, key, r.micro, ERROR, note, asks="nilai")
                return
            values = {typed[0]}
        first = (whole or parts)[0]
        note = ""
        if parts and not whole:
            note = _("L + P: %(sum)s") % {"sum": " + ".join(f"{_number(r.micro)} ({r.cell})" for r in parts)}
        self._single(key, first, values.pop(), note)
        if note:
            self.cells[-1] = self.cells[-1]._replace(own=first.micro)
        for other in group:
            if other is not first:
                reason = _("Bagian dari %(cell)s.") if other.part else _("Sama dengan %(cell)s.")
                self._cell(other, key, other.micro, SAME, reason % {"cell": first.cell})

    def _single(self, key: Key, r: Reading, value: int, note: str) -> None:
        setting = self.setting
        answer = self._said(r)
        if isinstance(answer, int):
            value, note = answer, _("Diketik; di buku kerja tertulis %(text)s.") % {"text": r.raw or _number(r.micro)}
        old = setting.current.get(key)
        doubts = [replace(f, sheet=r.sheet, cell=r.cell) for f in self.doubts.get(key[:3], ())]
        self.doubted += doubts
        remarks = [*self.remarks.get((r.sheet, r.cell), ()), *doubts]
        # A typed number takes the place of what the reader refused, but must itself be possible.
        judged = doubts if isinstance(answer, int) else remarks
        wrong = next((f for f in judged if f.severity is Severity.ERROR), None)
        notes = [note or r.note, *(f.message for f in remarks)]
        odd = any(f.severity is Severity.WARNING for f in remarks)
        if setting.allowed is not None and key[0] not in setting.allowed:
            self._cell(r, key, value, ERROR, _("Di luar desa binaan Anda; minta bidan koordinator menerimanya."))
            return
        if wrong:
            self._cell(r, key, value, ERROR, wrong.message, asks="nilai")
            return
        if old is not None and old.micro == value:
            self._cell(r, key, value, SAME, _join(notes))
            return
        said = setting.noted.get(key[1])
        if said and old is not None:
            odd = True
            notes.append(_("%(month)s %(said)s.") % {"month": _month(key[1]), "said": said})
        ask = r.state_hint == ASK or (said is not None and old is not None and setting.ask_noted)
        if answer == HOLD or (ask and answer is None):
            notes.insert(0, self.why.get(r.question, ""))
            self._cell(r, key, value, WARNING, _join(notes), asks=r.question if r.question in self.why else "sel")
            return
        state = NEW if old is None else CHANGED
        self._cell(r, key, value, state, _join(notes), flagged=odd)
        remark = _join(notes) if isinstance(answer, int) or said else ""
        self.writes.append(Write(key, value, old.pk if old else None, r.sheet, r.cell, remark))


def _typed(text: str) -> int | None:
    """One of the readings the reader offered for an unclear number (``1234`` or ``1.234``), in millionths."""
    try:
        return to_micro(Decimal(text.replace(",", ".")))
    except (InvalidOperation, ValueError):
        return None


def _join(notes: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(n for n in notes if n))


def _number(micro: int) -> str:
    return indonesian(from_micro(micro))


def _month(period: str) -> str:
    return _(MONTH_NAMES[int(period[5:]) - 1]) if len(period) == 7 else period
