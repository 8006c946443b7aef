"""The risk register (domain.md 7.2): O x S, its grade from a dated matrix, and until when it is looked into."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

#: Both scales run from 1 to this.
SCALE = 5


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade in words: ``name`` carries colour and level, ``days`` are for the inquiry, ``rank`` 0 is the lowest."""

    code: str
    name: str
    days: int
    action: str
    rank: int

    def due(self, since: dt.date) -> dt.date:
        """The last day of the inquiry."""
        return since + dt.timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class RiskRule:
    """``catalog/rules/risks.toml`` for a year; ``matrix[o - 1][s - 1]`` is a grade's code."""

    matrix: tuple[tuple[str, ...], ...]
    grades: tuple[Grade, ...]
    likelihood: tuple[str, ...]
    impact: tuple[str, ...]
    source: str
    confirmed: bool

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> RiskRule:
        """The rule in force in a year.

        Raises:
            ValueError: there is none, the matrix is not 5 x 5, or names a grade that is not there.
        """
        known = [rule for rule in data.get("rule", ()) if rule["valid_from"] <= year]
        if not known:
            raise ValueError(f"Tidak ada aturan risiko yang berlaku pada tahun {year}.")
        rule = max(known, key=lambda r: int(r["valid_from"]))
        grades = tuple(
            Grade(entry["code"], entry["name"], int(entry["days"]), entry["action"], rank)
            for rank, entry in enumerate(rule["grade"])
        )
        matrix = tuple(tuple(row) for row in rule["matrix"])
        if len(matrix) != SCALE or any(len(row) != SCALE for row in matrix):
            raise ValueError(f"Matriks risiko harus {SCALE} x {SCALE}.")
        strange = {code for row in matrix for code in row} - {grade.code for grade in grades}
        if strange:
            raise ValueError(f"Matriks risiko menyebut {', '.join(sorted(strange))}, yang tidak ada di daftar grade.")
        words = tuple(rule["likelihood"]), tuple(rule["impact"])
        return cls(matrix, grades, *words, rule["source"], bool(rule["confirmed"]))


@dataclass(frozen=True, slots=True)
class Risk:
    """One line of the register; ``o`` and ``s`` from 1 to 5."""

    unit: str
    risk: str
    o: int
    s: int
    cause: str = ""
    effect: str = ""
    prevention: str = ""
    handling: str = ""
    owner: str = ""

    @property
    def level(self) -> int:
        """Tingkat: O x S."""
        return self.o * self.s


def grade(o: int, s: int, rule: RiskRule) -> Grade:
    """The grade of a likelihood and an impact.

    Raises:
        ValueError: one is not on the scale; the sentence says which.
    """
    for name, value in (("Peluang (O)", o), ("Dampak (S)", s)):
        if not 1 <= value <= SCALE:
            raise ValueError(f"{name} diisi 1 sampai {SCALE}, bukan {value}.")
    code = rule.matrix[o - 1][s - 1]
    return next(grade for grade in rule.grades if grade.code == code)


def ranked(risks: Iterable[Risk], rule: RiskRule) -> tuple[Risk, ...]:
    """The gravest first: by grade, then O x S, then impact; equals by unit and name."""
    return tuple(sorted(risks, key=lambda r: (-grade(r.o, r.s, rule).rank, -r.level, -r.s, r.unit, r.risk)))
