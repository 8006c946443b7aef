"""Which place a text names: exact, by alias, by a former answer, or nearly (then it is asked)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lokmin.core.places import PlaceRef, name_key

SURE, NEAR, STRANGE = "pasti", "mirip", "asing"


_LEVEL = re.compile(
    r"^\s*(uptd? puskesmas|puskesmas|pkm|kecamatan|kec|desa|kelurahan|kel|ds|posyandu|kabupaten|kab)\b", re.IGNORECASE
)
_LEVELS = {
    "uptd": "puskesmas", "upt": "puskesmas", "puskesmas": "puskesmas", "pkm": "puskesmas", "kecamatan": "kecamatan",
    "kec": "kecamatan",
    "desa": "desa", "kelurahan": "desa", "kel": "desa", "ds": "desa", "posyandu": "posyandu", "kabupaten": "kabkota",
    "kab": "kabkota",
}  # fmt: skip


class Match(NamedTuple):
    """How sure, the code (best guess when near), and the other candidates."""

    how: str
    code: str | None = None
    options: tuple[str, ...] = ()


class Gazetteer:
    """The places of a Puskesmas by every spelling known."""

    def __init__(self, places: Sequence[PlaceRef], remembered: Mapping[str, str]) -> None:
        self.refs = {p.code: p for p in places}
        self.by_key: dict[str, list[str]] = {}
        for place in places:
            for spelling in (place.name, place.code, *place.aliases):
                codes = self.by_key.setdefault(name_key(spelling), [])
                if place.code not in codes:
                    codes.append(place.code)
        self.remembered = {name_key(k): v for k, v in remembered.items()}
        self._found: dict[tuple[str, str], Match] = {}

    def __bool__(self) -> bool:
        return bool(self.refs)

    def find(self, text: str, level: str = "") -> Match:
        """Match a text; ``level`` settles names that a Puskesmas, a kecamatan and a desa share."""
        known = self._found.get((text, level))
        if known is None:
            known = self._found[text, level] = self._find(text, level)
        return known

    def is_village(self, text: str) -> bool:
        """Whether a text is the whole name of a village on the list (``Kota Dalam`` is no city then)."""
        plain = " ".join(text.split()).casefold()
        return any(p.level.value == "desa" and p.name.casefold() == plain for p in self.refs.values())

    def _find(self, text: str, level: str) -> Match:
        key = name_key(text)
        if not key:
            return Match(STRANGE)
        if key in self.remembered:
            return Match(SURE, self.remembered[key])
        codes = self.by_key.get(key, [])
        said = _LEVEL.match(text)
        if said:
            # "Puskesmas X" is not the village X, though they share the name.
            level = _LEVELS[said[1].lower().split()[0]]
            codes = [c for c in codes if self.refs[c].level.value == level]
            if not codes:
                return Match(STRANGE)
        if len(codes) > 1 and level:
            codes = [c for c in codes if self.refs[c].level.value == level] or codes
        if len(codes) > 1:
            lowest = max(codes, key=lambda c: list(type(self.refs[c].level)).index(self.refs[c].level))
            same = [c for c in codes if self.refs[c].level == self.refs[lowest].level]
            codes = [lowest] if len(same) == 1 else same
        if len(codes) == 1:
            return Match(SURE, codes[0])
        if codes:
            return Match(NEAR, None, tuple(codes))
        limit = 1 if len(key) < 8 else 2
        near = sorted(
            (distance, code)
            for known, found in self.by_key.items()
            if not known.isdigit()
            and abs(len(known) - len(key)) <= limit
            and (distance := edits(key, known, limit)) <= limit
            for code in found
        )
        if near and len(key) > 3:
            options = tuple(dict.fromkeys(code for _, code in near))
            return Match(NEAR, options[0], options[:5])
        return Match(STRANGE)


def edits(a: str, b: str, limit: int) -> int:
    """Edit distance with swaps of neighbours, cut off above ``limit``."""
    before: list[int] = []
    line = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, last, line = line, before, [i]
        for j, right in enumerate(b, 1):
            cost = min(before[j] + 1, line[j - 1] + 1, before[j - 1] + (left != right))
            if last and i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            line.append(cost)
        if min(line) > limit:
            return limit + 1
    return line[-1]
