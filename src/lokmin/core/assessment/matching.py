"""Rows of somebody's workbook found in a bundle: by code and name, else by name alone; the rest is told."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lokmin.core.assessment.definitions import Bundle, Sub

#: Two names of the same row share at least so much of their letters (0..1).
_ALIKE, _WITH_CODE = 0.82, 0.5
#: So many names that share most letters are compared in earnest.
_COMPARED = 12


@dataclass(frozen=True, slots=True)
class Match:
    """For each name its sub variabel or None; ``sure`` is False where only the likeness of names found it."""

    sub: Sub | None
    sure: bool = False


def match(bundle: Bundle, rows: Sequence[tuple[str, str]]) -> tuple[Match, ...]:
    """Find each (code, name). A sub variabel is given once: the surest row takes it, of equals the first."""
    keys = {sub.code: key(sub.name) for sub in bundle.subs.values()}
    by_name = Counter(keys.values())
    owner = {name: code for code, name in keys.items() if by_name[name] == 1}
    upper = {code.upper(): code for code in bundle.subs}
    found: dict[int, Match] = {}
    taken: set[str] = set()
    names = [key(name) for _, name in rows]
    # What is certain goes first, so that the slow comparison of letters is left with what was renamed.
    for number, (code, _) in enumerate(rows):
        here = owner.get(names[number])
        if here is None and keys.get(upper.get(code.upper(), "")) == names[number]:
            here = upper[code.upper()]
        if here is not None and here not in taken:
            found[number] = Match(bundle.subs[here], sure=True)
            taken.add(here)
    candidates: list[tuple[int, float, int, str]] = []
    for number, (code, _) in enumerate(rows):
        if number in found or not names[number]:
            continue
        coded = upper.get(code.upper()) if code else None
        for other in {*_nearest(names[number], keys, taken), *([coded] if coded and coded not in taken else ())}:
            alike = likeness(names[number], keys[other])
            if alike >= (_WITH_CODE if other == coded else _ALIKE):
                candidates.append((1 if other == coded else 2, -alike, number, other))
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


def _nearest(name: str, keys: Mapping[str, str], taken: Container[str]) -> list[str]:
    """The codes whose names share the most letters with a name, of those that can be alike at all."""
    letters = _letters(name)
    found = []
    for code, other in keys.items():
        # Two texts share at most the letters of the shorter one: most pairs are told apart by their length alone.
        if code in taken or not other or 2 * min(len(name), len(other)) < _ALIKE * (len(name) + len(other)):
            continue
        shared = (letters & _letters(other)).total() / (len(name) + len(other))
        if 2 * shared >= _ALIKE:
            found.append((-shared, code))
    return [code for _, code in sorted(found)[:_COMPARED]]


def likeness(one: str, other: str) -> float:
    """How alike two keys are, 0..1; nothing is like nothing."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0


@functools.lru_cache(maxsize=4096)
def _letters(text: str) -> Counter[str]:
    return Counter(text)
