"""Header paths -> data elements of the catalogue, by its aliases and by what the office answered before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lokmin.core.indicators.definitions import Catalogue
from lokmin.exchange.excel.names import edits
from lokmin.exchange.excel.words import squash

_FILLERS = ("jumlah", "jml", "banyaknya", "total", "cakupan", "capaian", "kunjungan", "jlh", "abs")


class Named(NamedTuple):
    """Element code or None; candidates when it must be asked."""

    element: str | None
    options: tuple[str, ...] = ()


def signature_of(header: tuple[str, ...]) -> str:
    """What a mapping is remembered under: the header path without month, case and punctuation."""
    return ">".join(squash(part) for part in header)


class Vocabulary:
    """All header texts the catalogue and the office know."""

    def __init__(self, catalogue: Catalogue, remembered: Mapping[str, str]) -> None:
        self.remembered = dict(remembered)
        self.elements = catalogue.elements
        self.paths: dict[tuple[str, ...], set[str]] = {}
        for code, element in catalogue.elements.items():
            for text in (element.name, element.short, *element.aliases):
                path = tuple(key for key in (squash(part) for part in text.split(">")) if key)
                # "T2 +" keeps its plus; "< 11 MG" starts with an empty part and is one part.
                if path:
                    self.paths.setdefault(path, set()).add(code)
            self.paths.setdefault((squash(code),), set()).add(code)
        self._memo: dict[tuple[str, ...], Named] = {}

    def find(self, header: tuple[str, ...]) -> Named:
        """The element a header path names: the whole path, its ends, its parts; nearly equal texts are asked."""
        found = self._memo.get(header)
        if found is None:
            found = self._memo[header] = self._find(header)
        return found

    def _find(self, header: tuple[str, ...]) -> Named:
        remembered = self.remembered.get(signature_of(header))
        if remembered is not None:
            return Named(remembered)
        path = tuple(key for key in (squash(part) for part in header) if key)
        candidates: set[str] = set()
        for tried in self._variants(path):
            codes = self.paths.get(tried)
            if codes:
                if len(codes) == 1:
                    return Named(next(iter(codes)))
                candidates |= codes
        if candidates:
            return Named(None, tuple(sorted(candidates)))
        return Named(None, self._near(path))

    def _variants(self, path: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Longest first: the whole path, joined, its ends, its ends without fillers, single parts."""
        tried = [path]
        if len(path) > 1:
            tried.append(("".join(path),))
        tried += [path[i:] for i in range(1, len(path))]
        if len(path) > 2:
            tried += [(path[0], path[-1]), *((path[i], path[-1]) for i in range(1, len(path) - 2))]
        for part in reversed(path):
            for filler in _FILLERS:
                if part.startswith(filler) and len(part) > len(filler) + 1:
                    tried.append((part[len(filler) :],))
        if len(path) > 1 and squash(path[-1]) in (*_FILLERS, "l", "p"):
            tried += [(part,) for part in reversed(path[:-1])]
        return tried

    def _near(self, path: tuple[str, ...]) -> tuple[str, ...]:
        if not path:
            return ()
        leaf = path[-1]
        if len(leaf) < 5:
            return ()
        limit = 1 if len(leaf) < 9 else 2
        found: set[str] = set()
        for known, codes in self.paths.items():
            if len(known) == 1 and abs(len(known[0]) - len(leaf)) <= limit and _same_digits(known[0], leaf):
                if edits(leaf, known[0], limit) <= limit:
                    found |= codes
        return tuple(sorted(found))[:5]


def _same_digits(a: str, b: str) -> bool:
    return [c for c in a if c.isdigit()] == [c for c in b if c.isdigit()]
