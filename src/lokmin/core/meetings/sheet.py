"""Attendance as it is typed back from a paper list: ``1 2 3 5-9 izin 12; sakit 14; diwakili 15 Budi Santoso``."""

from __future__ import annotations

import re
from dataclasses import dataclass

PRESENT, REPRESENTED = "hadir", "diwakili"
#: Words people write in front of numbers -> the status they mean.
WORDS = {
    "hadir": PRESENT, "h": PRESENT, "izin": "izin", "ijin": "izin", "i": "izin", "sakit": "sakit", "s": "sakit",
    "dinas luar": "dinas luar", "dinas": "dinas luar", "dl": "dinas luar", "tugas": "dinas luar",
    "tanpa keterangan": "tanpa keterangan", "alpa": "tanpa keterangan", "alpha": "tanpa keterangan",
    "tk": "tanpa keterangan", "a": "tanpa keterangan",
}  # fmt: skip
_CLAUSE = re.compile(r"[;\n]+")
_LONG = "|".join(w.replace(" ", r"\s+") for w in sorted(WORDS, key=len, reverse=True) if len(w) > 1)
#: ``diwakili 15 oleh Budi Santoso, S.Kep.``: the name ends at the next number or status.
_REPRESENTED = re.compile(
    rf"\b(?:diwakili|wakil)\b[\s:]*(?:no(?:mor)?\.?\s*)?(\d+)[\s:,]*(?:oleh\s+)?(.*?)(?=\b(?:{_LONG}|diwakili|wakil)\b|\d|$)",
    re.IGNORECASE,
)
_PIECE = re.compile(rf"(\d+)\s*(?:-|–|s/d|sd|sampai)\s*(\d+)|(\d+)|\b({_LONG})\b|([^\W\d_]+)", re.IGNORECASE)
#: What joins numbers and says nothing.
_FILLERS = {"dan", "nomor", "no"}


@dataclass(frozen=True, slots=True)
class Line:
    """What a number on the sheet was marked as; ``by`` is who came in somebody's place."""

    status: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines read, by their number, and what could not be read, as (code, detail)."""

    lines: dict[int, Line]
    wrong: tuple[tuple[str, str], ...]


def read(text: str, last: int) -> Sheet:
    """Read what was typed; numbers run from 1 to ``last``.

    Numbers without a word before them are present; a word holds until the next word, ``;`` or the end of the line.
    ``diwakili`` takes one number and the name after it. Problems: ``kata`` (unknown word), ``nomor`` (not on the
    sheet), ``dua`` (a number marked in two ways), ``nama`` (diwakili without a name), ``rentang``
    (a range turned round).
    """
    lines: dict[int, Line] = {}
    wrong: list[tuple[str, str]] = []
    for clause in _CLAUSE.split(text):
        for found in _REPRESENTED.finditer(clause):
            name = found[2].strip(" ,:")
            if name:
                _mark(lines, wrong, int(found[1]), Line(REPRESENTED, name), last)
            else:
                wrong.append(("nama", found[1]))
        status = PRESENT
        for found in _PIECE.finditer(_REPRESENTED.sub(" ", clause)):
            first, until, single, known, word = found.groups()
            if known or (word and word.casefold() in WORDS):
                status = WORDS[" ".join((known or word).casefold().split())]
            elif word:
                if word.casefold() not in _FILLERS:
                    wrong.append(("kata", word))
            elif first and int(first) > int(until):
                wrong.append(("rentang", f"{first}-{until}"))
            else:
                for number in [int(single)] if single else range(int(first), min(int(until), last + 1) + 1):
                    _mark(lines, wrong, number, Line(status), last)
    return Sheet(lines, tuple(dict.fromkeys(wrong)))


def _mark(lines: dict[int, Line], wrong: list[tuple[str, str]], number: int, line: Line, last: int) -> None:
    if not 1 <= number <= last:
        wrong.append(("nomor", str(number)))
    elif number in lines and lines[number] != line:
        wrong.append(("dua", str(number)))
    else:
        lines[number] = line
