"""What a formula says about its cell: typed after all, made from its own row, from other rows, from other sheets."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import lru_cache
from typing import NamedTuple

CONSTANT, ROW, RATIO, ROWS, OTHER, MISSING = "tetap", "baris", "rasio", "baris lain", "lembar lain", "lembar hilang"

#: Functions that count or look up in a register: over another sheet they make a report, they do not repeat one.
_COUNTING = re.compile(r"\b(?:COUNTIFS?|COUNTA?|SUMPRODUCT|FREQUENCY)\s*\(", re.IGNORECASE)
_STRING = re.compile(r'"[^"]*"')
_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([A-Za-z0-9_.\[\]]+))!")
_REF = re.compile(r"(?<![A-Za-z0-9_!'])\$?([A-Z]{1,3})\$?(\d{1,7})(?![\d(A-Za-z_])")
_COLUMNS = re.compile(r"\$?[A-Z]{1,3}:\$?[A-Z]{1,3}(?![\dA-Z])")


class Origin(NamedTuple):
    """Class of a formula and the sheets it names."""

    kind: str
    sheets: tuple[str, ...] = ()


@lru_cache(maxsize=100_000)
def _parts(formula: str) -> tuple[tuple[str, ...], tuple[int, ...], bool, bool]:
    text = _STRING.sub("", formula)
    sheets = tuple(dict.fromkeys((a or b).replace("''", "'") for a, b in _SHEET.findall(text)))
    own = _SHEET.sub("!", text)
    rows = tuple(dict.fromkeys(int(r) for _, r in _REF.findall(own)))
    return sheets, rows, "/" in text, "#REF!" in text


def origin_of(formula: str, row: int, known: Container[str]) -> Origin:
    """Classify a formula in a 0-based row. ``known`` are the sheets the workbook has."""
    sheets, rows, divides, broken = _parts(formula)
    if sheets:
        present = tuple(s for s in sheets if s in known)
        return Origin(OTHER, present) if present else Origin(MISSING, sheets)
    if broken:
        return Origin(MISSING)
    if _COLUMNS.search(formula):
        return Origin(ROWS)
    if not rows:
        return Origin(CONSTANT)
    if rows == (row + 1,):
        return Origin(RATIO if divides else ROW)
    return Origin(ROWS)


class Provenance:
    """Where the numbers of one sheet come from, followed through its own formulas."""

    def __init__(self, formulas: Mapping[tuple[int, int], str], known: Container[str], sources: Container[str]) -> None:
        self.formulas, self.known, self.sources = formulas, known, sources
        self._memo: dict[tuple[int, int], str] = {}

    def derived(self, at: tuple[int, int]) -> str:
        """Why a cell repeats or computes what stands elsewhere (a sentence part), or nothing when it is a report."""
        found = self._memo.get(at)
        if found is None:
            self._memo[at] = ""  # a circle of formulas proves nothing
            found = self._memo[at] = self._derived(at)
        return found

    def missing(self, at: tuple[int, int]) -> str:
        """The sheets a formula names that the workbook does not have."""
        formula = self.formulas.get(at)
        if formula is None:
            return ""
        origin = origin_of(formula, at[0], self.known)
        return (", ".join(origin.sheets) or "#REF!") if origin.kind == MISSING else ""

    def _derived(self, at: tuple[int, int]) -> str:
        formula = self.formulas.get(at)
        if formula is None:
            return ""
        origin = origin_of(formula, at[0], self.known)
        if origin.kind == RATIO:
            return "persentase, dihitung ulang dari pembilang dan penyebut"
        if origin.kind == ROWS:
            return f"dihitung dari sel lain (={formula[:40]})"
        if origin.kind == OTHER:
            repeats = any(s in self.sources for s in origin.sheets) or not _COUNTING.search(formula)
            return f"dihitung dari lembar {', '.join(origin.sheets)}" if repeats else ""
        if origin.kind == ROW:
            cells = [(at[0], _number(c)) for c, _ in _REF.findall(_STRING.sub("", formula))]
            if cells and all(self.derived(cell) for cell in cells):
                return f"dihitung dari sel lain (={formula[:40]})"
        return ""


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
