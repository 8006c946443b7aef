"""A filled SMD tabulation: one row a household, heads are codes or texts of the questions; mistakes with their cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lokmin.core.community.instrument import (
    NO,
    NOT_APPLICABLE,
    YES,
    Answer,
    Household,
    Instrument,
    Kind,
    Question,
)  # fmt: skip
from lokmin.core.findings import Finding, Severity
from lokmin.core.indicators.headers import level_key
from lokmin.core.numbers import to_micro
from lokmin.exchange.excel import bilangan
from lokmin.exchange.excel.intake import Sheet, open_workbook
from lokmin.exchange.excel.records import address

_YES = frozenset(("ya", "y", "iya", "yes", "ada", "1", "v", "√", "✓", "✔", "benar", "true", "sudah"))
_NO = frozenset(("tidak", "tdk", "t", "tak", "no", "n", "tidakada", "0", "bukan", "false", "belum"))
_NOT = frozenset(("tb", "tidakberlaku", "tdkberlaku", "na"))
_NUMBER_HEADS = frozenset(("no", "nomor", "nomorkk", "nokk", "nomorurut", "nourut", "kk", "nomorrumahtangga"))
_UNIT_HEADS = ("rtrw", "rwrt", "rt", "rw", "dusun", "dusunrwrt", "dusunrw", "wilayah", "lingkungan", "dukuh", "blok")
#: Heads of columns that would name somebody: they are not read, and that is said.
_PERSONAL = re.compile(r"^(nama|nik|nohp|notelp|nomorhp|alamat|tgllahir|tanggallahir|namakk|namakepala)")
#: Rows above the heads that may hold a title.
_TITLE_ROWS = 15
_MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class SmdReading:
    """What was read.

    Attributes:
        households: without the cells that could not be read (they count as blank).
        questions: codes of the questions that have a column.
        findings: with sheet and cell; ``galat`` for a cell that was not taken.
    """

    sheet: str
    households: tuple[Household, ...]
    questions: tuple[str, ...]
    findings: tuple[Finding, ...]


def read_smd(data: bytes, filename: str, instrument: Instrument) -> SmdReading:
    """Read the sheet that fits the questionnaire best.

    Raises:
        FileRefused: the file is not one that can be opened.
    """
    book = open_workbook(data, filename)
    best: tuple[int, Sheet, int, dict[int, Question]] | None = None
    for sheet in book.sheets:
        for row in range(min(len(sheet.rows), _TITLE_ROWS)):
            columns = _questions(sheet.rows[row], instrument)
            if columns and (best is None or len(columns) > best[0]):
                best = (len(columns), sheet, row, columns)
    if best is None:
        codes = ", ".join(q.code for q in instrument.questions[:3])
        message = (
            f"Tidak ada lembar di “{filename}” yang kolomnya cocok dengan kuesioner. Tulis kode pertanyaan "
            f"({codes}, ...) atau teksnya sebagai judul kolom, atau pakai lembar kosong dari halaman ini."
        )
        return SmdReading("", (), (), (Finding(Severity.ERROR, "smd-tanpa-kolom", message),))
    _count, sheet, head, columns = best
    return _Reader(sheet, head, columns, instrument).read()


def _questions(row: Sequence[Any], instrument: Instrument) -> dict[int, Question]:
    by_key: dict[str, Question] = {}
    for question in instrument.questions:
        for text in (question.code, question.text, f"{question.code} {question.text}"):
            by_key.setdefault(level_key(text), question)
    return {at: by_key[key] for at, cell in enumerate(row) if (key := level_key(str(cell))) in by_key}


class _Reader:
    """Reads one sheet; collects what is to be said on the way."""

    def __init__(self, sheet: Sheet, head: int, columns: dict[int, Question], instrument: Instrument) -> None:
        self.sheet, self.head, self.columns, self.instrument = sheet, head, columns, instrument
        self.findings: list[Finding] = []
        self.number_at: int | None = None
        self.unit_at: list[int] = []

    def read(self) -> SmdReading:
        self._heads()
        households: list[Household] = []
        seen: dict[int, int] = {}
        for at in range(self.head + 1, min(len(self.sheet.rows), self.head + 1 + _MOST_ROWS)):
            row = self.sheet.rows[at]
            if not any(_text(row, c) for c in self.columns) or _is_sum(row):
                continue
            number = self._number(row, at, seen)
            seen[number] = at
            answers: dict[str, Answer] = {}
            for column, question in self.columns.items():
                answer = self._answer(question, row[column] if column < len(row) else "", at, column)
                if answer is not None:
                    answers[question.code] = answer
            unit = " ".join(f"{prefix}{_text(row, c)}" for c, prefix in self._units() if _text(row, c))
            households.append(Household(number, unit[:40], answers))
        if not households:
            self._say(Severity.ERROR, "smd-tanpa-baris", "Di bawah judul kolom tidak ada baris jawaban.", self.head, 0)
        used = tuple(dict.fromkeys(q.code for q in self.columns.values()))
        if missing := [q.code for q in self.instrument.questions if q.code not in used]:
            self._say(Severity.WARNING, "smd-pertanyaan-tanpa-kolom",
                      f"Pertanyaan {', '.join(missing)} tidak punya kolom; semua jawabannya dihitung kosong.",
                      self.head, 0)  # fmt: skip
        return SmdReading(self.sheet.name, tuple(households), used, tuple(self.findings))

    def _heads(self) -> None:
        """Which column numbers the households, which say where they lie, which are left out and why."""
        row = self.sheet.rows[self.head]
        twice: dict[str, int] = {}
        for at, question in list(self.columns.items()):
            if question.code in twice:
                del self.columns[at]
                text = f"Pertanyaan {question.code} ada di dua kolom; yang kanan tidak dibaca."
                self._say(Severity.ERROR, "smd-kolom-dua-kali", text, self.head, at)
            twice[question.code] = at
        for at, cell in enumerate(row):
            key = level_key(str(cell))
            if at in self.columns or not key:
                continue
            if key in _NUMBER_HEADS and self.number_at is None:
                self.number_at = at
            elif key in _UNIT_HEADS:
                self.unit_at.append(at)
            elif _PERSONAL.match(key):
                text = f"Kolom “{cell}” tidak dibaca dan tidak disimpan: SMD dicatat tanpa nama."
                self._say(Severity.INFO, "smd-kolom-pribadi", text, self.head, at)
            else:
                text = f"Kolom “{cell}” tidak ada di kuesioner dan tidak dibaca."
                self._say(Severity.WARNING, "smd-kolom-asing", text, self.head, at)

    def _units(self) -> list[tuple[int, str]]:
        """Columns of the place with the word before their figure (``RT 03``)."""
        heads = self.sheet.rows[self.head]
        return [(at, f"{key.upper()} " if (key := level_key(str(heads[at]))) in ("rt", "rw") else "")
                for at in self.unit_at]  # fmt: skip

    def _number(self, row: Sequence[Any], at: int, seen: dict[int, int]) -> int:
        free = max(seen, default=0) + 1
        if self.number_at is None:
            return free
        text = _text(row, self.number_at)
        number = int(text) if text.isdecimal() and len(text) < 6 else 0
        if not number:
            return free
        if number in seen:
            where = address(seen[number], self.number_at)
            words = f"Nomor {number} sudah ada di {where}; baris ini diberi nomor {free}."
            self._say(Severity.WARNING, "smd-nomor-dua-kali", words, at, self.number_at)
            return free
        return number

    def _answer(self, question: Question, cell: Any, at: int, column: int) -> Answer | None:
        text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
        key = level_key(text) or text
        if not text or (text.casefold() in bilangan.EMPTY_WORDS and key not in _NOT):
            return None
        if question.unless and (key in _NOT or key == level_key(question.unless)):
            return NOT_APPLICABLE
        found = _number_answer(cell, text) if question.kind is Kind.NUMBER else _word_answer(question, key)
        if found is None or not question.allows(found):
            self._say(Severity.ERROR, "smd-jawaban-asing",
                      f"“{text[:40]}” bukan jawaban pertanyaan {question.code} ({_wanted(question)}); dihitung kosong.",
                      at, column)  # fmt: skip
            return None
        return found

    def _say(self, severity: Severity, code: str, message: str, row: int, column: int) -> None:
        self.findings.append(Finding(severity, code, message, self.sheet.name, address(row, column)))


def _text(row: Sequence[Any], column: int) -> str:
    cell = row[column] if column < len(row) else ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _is_sum(row: Sequence[Any]) -> bool:
    return any(level_key(str(c)) in ("jumlah", "total", "jml", "persen", "persentase") for c in row[:3])


def _word_answer(question: Question, key: str) -> Answer | None:
    if question.kind is Kind.YES_NO:
        # "tidak ada" could mean either where a question need not apply; nobody guesses.
        if key == "tidakada" and question.unless:
            return None
        return YES if key in _YES else NO if key in _NO else None
    if key in question.options:
        return key
    if key.isdecimal() and 1 <= int(key) <= len(question.options):
        return question.options[int(key) - 1]
    named = {level_key(question.option_name(o)): o for o in question.options}
    lettered = {level_key(f"{o} {question.option_name(o)}"): o for o in question.options}
    return named.get(key) or lettered.get(key)


def _number_answer(cell: Any, text: str) -> Answer | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        try:
            return to_micro(cell)
        except ValueError:
            return None
    read = bilangan.read_number(text)
    return read.micro if read.kind in (bilangan.VALUE, bilangan.ASK_WORD) else None


def _wanted(question: Question) -> str:
    if question.kind is Kind.NUMBER:
        return "angka 0 atau lebih"
    if question.kind is Kind.YES_NO:
        return "ya atau tidak" + (" atau tb" if question.unless else "")
    return f"{question.options[0]} sampai {question.options[-1]}" + (" atau tb" if question.unless else "")
