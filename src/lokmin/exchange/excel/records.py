"""What the reader found in a workbook: readings, questions, ignored cells, blocks; cheap enough for 400,000 cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lokmin.core.findings import Finding

#: ``state_hint`` of a reading that must be answered before it may be accepted.
ASK = "tanya"
#: ``state_hint`` of a reading that repeats an equal number told elsewhere in the file; it adds no fact of its own.
REPEAT = "sama"
#: Element code a remembered mapping uses for "this column is not ours".
IGNORE_COLUMN = "abaikan"


class Reading(NamedTuple):
    """One number of a table with all that is known about it.

    Attributes:
        cell: ``F10``. ``place_text`` as written; ``place_code`` of the matched place, or None.
        period: ``2026-04`` or ``2026``, or None when it must be asked.
        header: header path without the month and without words such as "BLN INI".
        element: code of the data element, or None when the header is not known.
        micro: value in millionths.
        raw: the text when the cell held text, otherwise empty.
        state_hint: ``""`` sure, ``"tanya"`` a question about place, period or value is open,
        ``"sama"`` repeats another cell.
        note: how it was read when that is worth saying (``rumus =F10``, ``dibaca 1.234``).
        within: the group a place stands in (the village of a posyandu), when the table says so.
        part: ``L`` or ``P`` when the element is reported by sex in two columns: the fact is the sum of its parts.
        question: id of the open question.
    """

    sheet: str
    cell: str
    place_text: str
    place_code: str | None
    period: str | None
    header: tuple[str, ...]
    element: str | None
    micro: int
    raw: str = ""
    state_hint: str = ""
    note: str = ""
    within: str = ""
    part: str = ""
    question: str = ""


class Ignored(NamedTuple):
    """A numeric cell that is no fact, and why (a sentence part in Indonesian)."""

    sheet: str
    cell: str
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """What must be asked.

    Attributes:
        kind: ``header``, ``place``, ``period``, ``number`` or ``total``.
        key: what an answer is remembered under (header signature, place key, ...).
        cells: ``lembar!sel`` of the cells that wait for it (the first 50). ``count`` is how many there are.
        options: codes or texts to choose from, best first.
    """

    id: str
    kind: str
    text: str
    key: str = ""
    cells: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One table found: its corner cells (0-based, inclusive), what it is and its period."""

    sheet: str
    title: str
    first_row: int
    last_row: int
    first_col: int
    last_col: int
    what: str
    period: str
    count: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A denominator the office's own percentages prove, where the definition divides by something else.

    Attributes:
        indicator: code of the definition (``K4``). ``element`` is its numerator (``kia.k4``).
        denominator: what the workbook divides by, as an expression (``sasaran.bulin``, ``20% * sasaran.bumil``).
        defined: what the definition divides by.
        sheet, cells: where the percentages stand (``N9:N20``, one range a table; ``Maret!N9:N20`` in another sheet).
        rows: how many rows prove it. ``odd``: cells of the reported months that do not follow it.
        example: the arithmetic of one row (``Rejosari: 9 ÷ 106,05 × 100 = 8,4866``), ``at`` its cell and ``formula``
            what Excel holds there, when it does.
    """

    indicator: str
    element: str
    denominator: str
    defined: str
    sheet: str
    cells: tuple[str, ...]
    rows: int
    example: str
    at: str
    formula: str = ""
    odd: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Every row of every reported month agrees."""
        return not self.odd


class ProposedPlace(NamedTuple):
    """A place name found while the places are not known: ``kind`` is the level its head names, ``within`` its group."""

    name: str
    kind: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """What an office answered before.

    Attributes:
        headers: header signature (see ``signature_of``) -> element code or ``abaikan``.
        places: ``name_key`` of a place text -> place code.
        periods: answer to a period question by its key -> ``2026-04`` or ``2026``.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    periods: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Understanding:
    """Everything understood of one file. Each numeric cell is in exactly one of readings, findings and ignored."""

    readings: list[Reading] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    signature: str = ""
    proposed_places: list[ProposedPlace] = field(default_factory=list)
    proposed_puskesmas: str = ""
    proposed_district: str = ""
    year: int | None = None


_LETTERS: list[str] = []


def column_letters(col: int) -> str:
    """``0 -> A``, ``27 -> AB``."""
    while len(_LETTERS) <= col:
        n, text = len(_LETTERS) + 1, ""
        while n:
            n, rest = divmod(n - 1, 26)
            text = chr(65 + rest) + text
        _LETTERS.append(text)
    return _LETTERS[col]


def address(row: int, col: int) -> str:
    """0-based row and column as ``F10``."""
    return f"{column_letters(col)}{row + 1}"
