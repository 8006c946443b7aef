"""Somebody's PKP workbook -> rows with their cells and what to look at; nothing is guessed silently."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from lokmin.core.assessment.definitions import Rule
from lokmin.core.assessment.targets import read_target
from lokmin.core.findings import Finding, Severity
from lokmin.core.numbers import MICRO, to_micro
from lokmin.exchange.excel import bilangan
from lokmin.exchange.excel.intake import Sheet, open_workbook
from lokmin.exchange.excel.pkpheads import Heads, find_heads, is_numbering, words_of
from lokmin.exchange.excel.records import column_letters

#: A written score may differ so much from the formula: it is shown with one decimal.
_ROUNDING = Fraction(6, 100)
_NOT_APPLICABLE = re.compile(r"tidak (?:berlaku|ada sasaran|dinilai)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PkpLine:
    """One sub variabel as it stands in the workbook. Counts are millionths; None is an empty cell, never zero.

    Attributes:
        code, name: what the columns No and Indikator say.
        target, factor, rule: read from the target; factor and rule None where the cell does not say.
        level: the value of a management row.
        not_applicable: what the sheet says about a row it does not score.
        cells: key -> address (``total`` -> ``E12``).
    """

    sheet: str
    row: int
    code: str
    name: str
    target: int | None = None
    target_text: str = ""
    factor: int | None = None
    rule: Rule | None = None
    unit: str = ""
    sasaran: int | None = None
    achieved: int | None = None
    level: int | None = None
    not_applicable: str = ""
    cause: str = ""
    followup: str = ""
    proof: str = ""
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PkpReading:
    """All rows of a workbook in the order of its sheets, and what to say about them."""

    lines: tuple[PkpLine, ...]
    findings: tuple[Finding, ...]


def read_pkp(data: bytes, filename: str) -> PkpReading:
    """Read a PKP workbook in the official columns or near them.

    Raises:
        FileRefused: the file cannot be opened at all.
    """
    book = open_workbook(data, filename)
    findings, lines = list(book.findings), []
    for sheet in book.sheets:
        heads = find_heads(sheet.rows)
        if heads is not None:
            lines += _Reader(sheet, heads, findings).lines()
    if not lines:
        findings.append(
            Finding(
                Severity.ERROR,
                "bukan-pkp",
                f"Di “{filename}” tidak ditemukan tabel PKP. Judul kolomnya harus Indikator, Total sasaran, dan "
                "Pencapaian (pelayanan), atau Variabel, Nilai 0/4/7/10, dan Nilai (manajemen).",
            )
        )
    return PkpReading(tuple(lines), tuple(findings))


class _Reader:
    """One sheet."""

    def __init__(self, sheet: Sheet, heads: Heads, findings: list[Finding]) -> None:
        self.sheet, self.heads, self.findings = sheet, heads, findings
        #: Targets of this sheet are fractions (0,2 for 20 %) where nothing else proves it: all of them are 1 at most.
        plain = [self._raw(number, "target") for number in range(heads.first, len(sheet.rows))]
        numbers = [value for value in plain if isinstance(value, int | float) and not isinstance(value, bool)]
        self.small = bool(numbers) and all(0 < value <= 1 for value in numbers)

    def lines(self) -> list[PkpLine]:
        found = []
        for number in range(self.heads.first, len(self.sheet.rows)):
            row = self.sheet.rows[number]
            name = self._text(number, "name")
            if not name or is_numbering(row):
                continue
            line = self._scale(number, name) if self.heads.scale else self._service(number, name)
            if line is not None:
                found.append(line)
        return found

    def _service(self, number: int, name: str) -> PkpLine | None:
        """A row with a target, a unit, a sasaran or an achievement; anything else is a heading."""
        if not any(self._text(number, key) for key in ("target", "unit", "total", "done")):
            return None
        sasaran, achieved = self._count(number, "total"), self._count(number, "done")
        target, text, factor, rule = self._target(number, sasaran)
        line = PkpLine(
            sheet=self.sheet.name,
            row=number,
            code=self._code(number),
            name=name,
            target=target,
            target_text=text,
            factor=factor,
            rule=rule,
            unit=self._text(number, "unit"),
            sasaran=sasaran,
            achieved=achieved,
            not_applicable=self._not_applicable(number),
            cause=self._joined(number, "problem", "cause"),
            followup=self._text(number, "followup"),
            cells=self._cells(number),
        )
        self._doubts(line)
        return line

    def _scale(self, number: int, name: str) -> PkpLine | None:
        if not any(self._text(number, key) for key in ("0", "4", "7", "10")):
            return None
        text, level = self._text(number, "value"), None
        if text and not _NOT_APPLICABLE.search(text):
            read = bilangan.read_number(text)
            if read.kind == bilangan.VALUE and read.micro % MICRO == 0 and read.micro // MICRO in (0, 4, 7, 10):
                level = read.micro // MICRO
            else:
                self._tell(
                    Severity.ERROR, "nilai-skala", number, "value",
                    f"Nilai “{text}” untuk {name} bukan 0, 4, 7, atau 10. Perbaiki di berkasnya, atau isi di Lokmin.",
                )  # fmt: skip
        return PkpLine(
            sheet=self.sheet.name,
            row=number,
            code=self._code(number),
            name=name,
            level=level,
            not_applicable=text if _NOT_APPLICABLE.search(text) else "",
            proof=self._text(number, "proof"),
            cells=self._cells(number),
        )

    def _target(self, number: int, sasaran: int | None) -> tuple[int | None, str, int | None, Rule | None]:
        """The target in its unit, its text where it is more than a number, and what the text says of unit and rule."""
        value = self._raw(number, "target")
        if isinstance(value, int | float) and not isinstance(value, bool):
            micro = _exact(value)
            if micro is None or micro < 0:
                self._tell(Severity.ERROR, "target-aneh", number, "target", f"Target {value} tidak dipakai. Periksa.")
                return None, "", None, None
            place = (number, self.heads.columns["target"])
            if place in self.sheet.extras.percents:
                return micro * 100, "", 100, None
            if 0 < micro <= MICRO:
                return self._small(number, micro, sasaran), "", None, None
            return micro, "", None, None
        text = self._text(number, "target")
        if not text:
            return None, "", None, None
        read = read_target(text)
        if read is None:
            self._tell(
                Severity.WARNING, "target-teks", number, "target",
                f"Target “{text}” bukan bilangan. Isi targetnya, atau biarkan target dari susunan yang dipakai.",
            )  # fmt: skip
            return None, text, None, None
        if read.note:
            self._tell(Severity.INFO, "target-dibaca", number, "target", read.note)
        plain = read.factor in (None, 100) and read.rule is None and not read.note and text[0].isdigit()
        return read.micro, "" if plain else text, read.factor, read.rule

    def _small(self, number: int, micro: int, sasaran: int | None) -> int:
        """A target of 1 or less: 0,2 may be 20 % or 0,2 %. The column T x S proves which, else the whole sheet does."""
        due = self._count(number, "due", tell=False)
        if due and sasaran:
            if abs(Fraction(micro * sasaran, MICRO) - due) * 100 <= due:
                return micro * 100
            if abs(Fraction(micro * sasaran, MICRO * 100) - due) * 100 <= due:
                return micro
        if self.small:
            self._tell(
                Severity.INFO, "target-pecahan", number, "target",
                "Target ditulis sebagai pecahan (0,2 berarti 20 %), dibaca sebagai persen.",
            )  # fmt: skip
            return micro * 100
        self._tell(
            Severity.WARNING, "target-kecil", number, "target",
            "Target di bawah 1 dibaca apa adanya (0,5 berarti 0,5 %). Bila maksudnya pecahan, kalikan 100.",
        )  # fmt: skip
        return micro

    def _count(self, number: int, key: str, *, tell: bool = True) -> int | None:
        """A count in millionths; an error value or a text that is no number is told and read as not filled in."""
        value = self._raw(number, key)
        if value in (None, "") or isinstance(value, bool):
            if tell and key in self.heads.columns:
                self._error(number, key)
            return None
        if isinstance(value, int | float):
            exact = _exact(value)
            if exact is None:
                if tell:
                    self._tell(Severity.ERROR, "angka-terlalu-besar", number, key, "Angkanya terlalu besar. Periksa.")
                return None
            micro = exact
        else:
            read = bilangan.read_number(str(value), bilangan.COMMA)
            if read.kind == bilangan.EMPTY:
                return None
            if read.kind != bilangan.VALUE:
                if tell and not _NOT_APPLICABLE.search(str(value)):
                    self._tell(
                        Severity.WARNING, "bukan-bilangan", number, key,
                        f"“{str(value).strip()}” bukan bilangan; dibaca belum diisi, bukan nol.",
                    )  # fmt: skip
                return None
            micro = read.micro
        if micro < 0:
            if tell:
                self._tell(Severity.ERROR, "angka-negatif", number, key, "Angka kurang dari 0 tidak dipakai. Periksa.")
            return None
        return micro

    def _error(self, number: int, key: str) -> None:
        error = self.sheet.extras.errors.get((number, self.heads.columns[key]))
        if error:
            self._tell(
                Severity.WARNING, "sel-galat", number, key,
                f"Sel berisi {error}; dibaca belum diisi. Isi angkanya di Lokmin.",
            )  # fmt: skip

    def _doubts(self, line: PkpLine) -> None:
        """More reached than there are, and a written score that the formula does not give."""
        sasaran, achieved = line.sasaran, line.achieved
        if sasaran is not None and achieved is not None and achieved > sasaran:
            self._tell(
                Severity.WARNING, "lebih-dari-sasaran", line.row, "done",
                f"Pencapaian {line.name} melebihi total sasaran. Periksa, atau tulis alasannya.",
            )  # fmt: skip
        self._error(line.row, "kinerja") if "kinerja" in self.heads.columns else None
        written = self._count(line.row, "kinerja", tell=False)
        plain = line.rule is None and not line.target_text and not line.not_applicable
        if written is None or not plain or not line.target or not sasaran or achieved is None:
            return
        worked = min(Fraction(100), Fraction(achieved * MICRO * 100, line.target * sasaran) * 100)
        stated = Fraction(written, MICRO)
        # Cells shown as a percentage hold 0,977 for 97,7.
        if min(abs(worked - stated), abs(worked - stated * 100)) > _ROUNDING:
            self._tell(
                Severity.WARNING, "nilai-berbeda", line.row, "kinerja",
                f"% kinerja {line.name} tertulis {_said(stated)}, menurut rumus {_said(worked)}. Dipakai rumusnya.",
            )  # fmt: skip

    def _not_applicable(self, number: int) -> str:
        for key in ("kinerja", "ketercapaian", "total", "done"):
            text = self._text(number, key)
            if _NOT_APPLICABLE.match(text) and "belum" not in text.lower():
                reason = text.split(":", 1)[1].strip() if ":" in text else ""
                return reason or self._reason(number) or text
        return ""

    def _reason(self, number: int) -> str:
        text = self._text(number, "ketercapaian")
        return text.split(":", 1)[1].strip() if ":" in text else ""

    def _raw(self, number: int, key: str) -> Any:
        column = self.heads.columns.get(key)
        row = self.sheet.rows[number]
        return row[column] if column is not None and column < len(row) else ""

    def _text(self, number: int, key: str) -> str:
        value = self._raw(number, key)
        if isinstance(value, float):
            return format(Decimal(str(value)).normalize(), "f").replace(".", ",")
        return re.sub(r"\s+", " ", str(value)).strip() if value not in (None, "") else ""

    def _joined(self, number: int, *keys: str) -> str:
        return "; ".join(filter(None, (self._text(number, key) for key in keys)))

    def _code(self, number: int) -> str:
        """What the column No says; Excel turns 2.10 into 2,1, so that a bare number is only a hint."""
        value = self._raw(number, "no")
        return words_of(value).rstrip(".").upper() if value not in (None, "") else ""

    def _cells(self, number: int) -> dict[str, str]:
        return {key: f"{column_letters(column)}{number + 1}" for key, column in self.heads.columns.items()}

    def _tell(self, severity: Severity, code: str, number: int, key: str, message: str) -> None:
        column = self.heads.columns.get(key)
        at = f"{column_letters(column)}{number + 1}" if column is not None else str(number + 1)
        self.findings.append(
            Finding(severity, code, f"Lembar “{self.sheet.name}” sel {at}: {message}", sheet=self.sheet.name, cell=at)
        )


def _exact(value: float) -> int | None:
    """A cell's number in millionths; None for one that is larger than anything an office counts."""
    try:
        return to_micro(value)
    except (ValueError, ArithmeticError):
        return None


def _said(value: Fraction) -> str:
    return f"{float(value):.1f}".replace(".", ",")
