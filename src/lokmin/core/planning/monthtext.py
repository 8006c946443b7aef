"""Months out of what people write as the time of an activity (``Feb s.d. Apr``, ``TW II``), and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from lokmin.core.periods import MONTH_NAMES
from lokmin.core.planning.rpk import MONTHS

_SHORT = {name[:3].casefold(): number for number, name in enumerate(MONTH_NAMES, start=1)} | {
    "agt": 8, "ags": 8, "nop": 11, "pebr": 2, "peb": 2,
}  # fmt: skip
_WORD = re.compile(r"[a-z]+|\d+|[-–—]")
_ALL = re.compile(r"(tiap|setiap|per|sepanjang|semua) ?(bulan|tahun)|rutin|12 bulan|satu tahun|setahun")
_QUARTER = re.compile(r"\b(?:tw|triwulan|tribulan)\s*\.?\s*(iv|iii|ii|i|[1-4])\b")
_HALF = re.compile(r"\bsemester\s*(ii|i|[12])\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_RANGE = {"-", "–", "—", "sampai", "hingga", "sd"}


def months_in(text: str) -> frozenset[int]:
    """The months 1..12 a text names; empty where it names none. A range that runs over New Year goes around it."""
    plain = text.casefold().replace("s.d.", " sd ").replace("s/d", " sd ").replace("s.d", " sd ")
    found: set[int] = set()
    for match in _QUARTER.finditer(plain):
        number = _ROMAN.get(match[1]) or int(match[1])
        found |= set(range(3 * number - 2, 3 * number + 1))
    for match in _HALF.finditer(plain):
        number = _ROMAN.get(match[1]) or int(match[1])
        found |= set(range(6 * number - 5, 6 * number + 1))
    named = _named(plain)
    found |= named
    if not found and _ALL.search(plain):
        return frozenset(MONTHS)
    return frozenset(found)


def months_text(months: Iterable[int]) -> str:
    """As a form has it: ``Januari–Desember``, ``Februari, April–Juni``; ``months_in`` reads the same months back."""
    ordered = sorted(set(months))
    runs = [[n for _at, n in run] for _key, run in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0])]
    return ", ".join(_run([MONTH_NAMES[n - 1] for n in run]) for run in runs)


def _run(names: list[str]) -> str:
    return ", ".join(names) if len(names) < 3 else f"{names[0]}–{names[-1]}"


def _named(plain: str) -> set[int]:
    found: set[int] = set()
    last = 0
    ranged = False
    for word in _WORD.findall(plain):
        month = _SHORT.get(word[:3]) if word[:3] in _SHORT and _is_month(word) else None
        if month is None:
            ranged = (ranged or word in _RANGE) if last else False
            continue
        if ranged and last:
            found |= {(last - 1 + step) % 12 + 1 for step in range((month - last) % 12 + 1)}
        found.add(month)
        last, ranged = month, False
    return found


def _is_month(word: str) -> bool:
    """``mar`` and ``maret`` are March, ``marilah`` is not."""
    full = MONTH_NAMES[_SHORT[word[:3]] - 1].casefold()
    return full.startswith(word) or word in _SHORT or word in ("nopember", "pebruari", "february", "august")
