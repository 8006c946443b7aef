"""Rows of somebody's workbook found in a bundle: by code and name, else by name alone; the rest is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lokmin.core.assessment.definitions import Bundle, Sub

#: Two names of the same row share at least so much of their letters (0..1).
_ALIKE, _WITH_CODE = 0.82, 0.5


@dataclass(frozen=True, slots=True)
class Match:
    """For each name its sub variabel or None; ``sure`` is False where only the likeness of names found it."""

    sub: Sub | None
    sure: bool = False


def match(bundle: Bundle, rows: Sequence[tuple[str, str]]) -> tuple[Match, ...]:
    """Find each (code, name). A sub variabel is given once: the surest row takes it, of equals the first."""
    keys = {sub.code: key(sub.name) for sub in bundle.subs.values()}
    by_name = Counter(keys.values())
    candidates: list[tuple[int, float, int, str]] = []
    for number, (code, name) in enumerate(rows):
        own = key(name)
        for sub in bundle.subs.values():
            if own == keys[sub.code] and (by_name[own] == 1 or code.upper() == sub.code.upper()):
                candidates.append((0, 0.0, number, sub.code))
                continue
            alike = likeness(own, keys[sub.code])
            if code and code.upper() == sub.code.upper() and alike >= _WITH_CODE:
                candidates.append((1, -alike, number, sub.code))
            elif alike >= _ALIKE:
                candidates.append((2, -alike, number, sub.code))
    found: dict[int, Match] = {}
    taken: set[str] = set()
    for rank, _, number, code in sorted(candidates):
        if number not in found and code not in taken:
            found[number] = Match(bundle.subs[code], sure=rank < 2)
            taken.add(code)
    return tuple(found.get(number, Match(None)) for number in range(len(rows)))


def key(name: str) -> str:
    """A name without numbering, brackets, signs and case."""
    plain = re.sub(r"^\s*(?:[\divxIVX]+[.)]|[a-z][.)])\s*", "", name)
    plain = re.sub(r"\([^)]*\)", " ", plain.lower())
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def likeness(one: str, other: str) -> float:
    """How alike two keys are, 0..1; nothing is like nothing."""
    if not one or not other:
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _WITH_CODE or matcher.quick_ratio() < _WITH_CODE:
        return 0.0
    return matcher.ratio()
