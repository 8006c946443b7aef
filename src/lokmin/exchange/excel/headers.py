"""Header paths -> data elements of the catalogue, by its aliases and by what the office answered before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lokmin.core.indicators.definitions import Catalogue
from lokmin.exchange.excel.names import edits
from lokmin.exchange.excel.words import is_sasaran, squash

_PATH = re.compile(r"\s*>(?!=)\s*")
#: "a. K1", "2) K4", "- BCG": signs of a list before a name.
_ENUMERATED = re.compile(r"^\s*(?:(?:[a-zA-Z]|\d{1,2}(?:\.\d{1,2})*)[.)]\s+|[-•*]\s*)(?=\S{2})")
#: Texts that name no data element by themselves, whatever an alias says.
_BARE = frozenset(
    ("sasaran", "jumlah", "jml", "total", "capaian", "target", "abs", "nilai", "realisasi", "cakupan", "l", "p")
)
_FILLERS = ("jumlah", "jml", "banyaknya", "total", "cakupan", "capaian", "kunjungan", "jlh", "abs")

#: Ends of a head that only say which time it is about: ``K1 Bulan Ini``.
_THIS_MONTH = ("bulanini", "blnini", "bulanberjalan")

_BARE_PATHS = frozenset((word,) for word in _BARE)


#: Words that mean the same in header texts, applied to the squashed form.
_SYNONYMS = (
    ("ibuhamil", "bumil"), ("ibubersalin", "bulin"), ("ibunifas", "bufas"), ("tbc", "tb"), ("tuberkulosis", "tb"),
    ("dpthbhib", "dpt"),
    ("pentavalen", "dpt"), ("vitamina", "vita"), ("laki2", "laki"), ("pertolonganpersalinan", "persalinan"),
    ("tenagakesehatan", "nakes"),
    ("yangmendapatkan", "mendapat"), ("yangmendapat", "mendapat"), ("mendapatkan", "mendapat"),
    ("dilayanisesuaistandar", "dilayani"),
    ("pelayanankesehatan", "pelayanan"), ("sesuaistandar", ""),
)  # fmt: skip


def canonical(key: str) -> str:
    """A squashed text with synonyms made one."""
    for text, meaning in _SYNONYMS:
        key = key.replace(text, meaning)
    return key


class Named(NamedTuple):
    """Element code or None; candidates when it must be asked."""

    element: str | None
    options: tuple[str, ...] = ()


def signature_of(header: tuple[str, ...]) -> str:
    """What a mapping is remembered under: the header path without month, case and punctuation."""
    return ">".join(squash(part) for part in header)


class Index:
    """The header texts of a catalogue by squashed path; built once and shared by all files read with it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.paths: dict[tuple[str, ...], set[str]] = {}
        for code, element in catalogue.elements.items():
            for text in (element.name, element.short, *element.aliases):
                # "T2 +" keeps its plus; "< 11 MG" starts with an empty part and is one part.
                path = tuple(key for key in (squash(part) for part in _PATH.split(text)) if key)
                if path:
                    self.paths.setdefault(path, set()).add(code)
            self.paths.setdefault((squash(code),), set()).add(code)
        self.canonical: dict[tuple[str, ...], set[str]] = {}
        for path, codes in self.paths.items():
            self.canonical.setdefault(tuple(map(canonical, path)), set()).update(codes)
        # Single texts by length, with their digits and letters: what is nearly equal is found without comparing all.
        self.singles: dict[int, list[tuple[str, str, frozenset[str]]]] = {}
        for path in self.paths:
            if len(path) == 1:
                self.singles.setdefault(len(path[0]), []).append((path[0], _digits(path[0]), frozenset(path[0])))
        self.denominators = {
            i.numerator: i.denominator
            for i in catalogue.indicators.values()
            if i.denominator in catalogue.elements and i.numerator in catalogue.elements
        }


_INDEXES: list[Index] = []


def _index_of(catalogue: Catalogue) -> Index:
    """The index of a catalogue, remembered for the last few catalogues by identity."""
    for index in _INDEXES:
        if index.catalogue is catalogue:
            return index
    index = Index(catalogue)
    _INDEXES.insert(0, index)
    del _INDEXES[8:]
    return index


class Vocabulary:
    """All header texts the catalogue and the office know."""

    def __init__(self, catalogue: Catalogue, remembered: Mapping[str, str]) -> None:
        self.remembered = dict(remembered)
        self.elements = catalogue.elements
        self.index = _index_of(catalogue)
        self._memo: dict[tuple[str, ...], Named] = {}

    def find(self, header: tuple[str, ...]) -> Named:
        """The element a header path names: the whole path, its ends, its parts; several candidates are asked."""
        found = self._memo.get(header)
        if found is None:
            found = self._memo[header] = self._find(header)
        return found

    def candidates(self, header: tuple[str, ...]) -> tuple[str, ...]:
        """What to offer when a header is not known: nearly equal texts, then elements it mentions."""
        path = tuple(key for key in (squash(_ENUMERATED.sub("", part)) for part in header) if key)
        return self._near(path) or self._mentioned(header)

    def sasaran_of(self, subject: str) -> str:
        """The sasaran an indicator is divided by (``Hipertensi dilayani`` -> ``sasaran.hipertensi``)."""
        element = self.find((subject,)).element if subject else None
        return self.index.denominators.get(element, "") if element else ""

    def _find(self, header: tuple[str, ...]) -> Named:
        remembered = self.remembered.get(signature_of(header))
        if remembered is not None:
            return Named(remembered)
        path = tuple(key for key in (squash(_ENUMERATED.sub("", part)) for part in header) if key)
        # A row that numbers the columns ("1 2 3") under the heads says nothing.
        path = tuple(key for key in path if not key.isdigit()) or path
        for known, form in ((self.index.paths, path), (self.index.canonical, tuple(map(canonical, path)))):
            for number, tried in enumerate(self._variants(form)):
                codes = known.get(tried) if tried not in _BARE_PATHS else None
                if codes and number and not is_sasaran(header[0]):
                    # Sasaran are yearly: part of a path ("ASI > Bayi") does not make a month's figure one of them.
                    codes = {c for c in codes if not self.elements[c].yearly}
                if codes:
                    return Named(next(iter(codes))) if len(codes) == 1 else Named(None, tuple(sorted(codes)))
        return Named(None)

    def _mentioned(self, header: tuple[str, ...]) -> tuple[str, ...]:
        """Elements whose short name stands as a word in the header (``Neonatal mendapat pelayanan KN1``)."""
        found: dict[str, None] = {}
        for word in re.split(r"[^A-Za-z0-9+]+", " ".join(header)):
            key = squash(word)
            if len(word) > 1 and key not in _BARE:
                found.update(dict.fromkeys(sorted(self.index.paths.get((key,), ()))))
        return tuple(found)[:5]

    def _variants(self, path: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Longest first: the whole path, joined, its ends, its ends without fillers."""
        tried = [path]
        if len(path) > 1:
            tried.append(("".join(path),))
        tried += [path[i:] for i in range(1, len(path))]
        if len(path) > 2:
            tried += [(path[0], path[-1]), *((path[i], path[-1]) for i in range(1, len(path) - 2))]
        leaf = path[-1] if path else ""
        tried += [(leaf.removeprefix(f),) for f in _FILLERS if leaf.startswith(f) and len(leaf) > len(f) + 1]
        tried += [(leaf.removesuffix(t),) for t in _THIS_MONTH if leaf.endswith(t) and len(leaf) > len(t) + 1]
        if len(path) > 1 and leaf in (*_FILLERS, "l", "p"):
            tried += [(part,) for part in reversed(path[:-1])]
        return tried

    def _near(self, path: tuple[str, ...]) -> tuple[str, ...]:
        leaf = path[-1] if path else ""
        if len(leaf) < 5:
            return ()
        limit = 1 if len(leaf) < 9 else 2
        digits, letters = _digits(leaf), frozenset(leaf)
        found: set[str] = set()
        for length in range(len(leaf) - limit, len(leaf) + limit + 1):
            for known, its_digits, its_letters in self.index.singles.get(length, ()):
                alike = its_digits == digits and len(its_letters ^ letters) <= 2 * limit
                if alike and edits(leaf, known, limit) <= limit:
                    found |= self.index.paths[known,]
        return tuple(sorted(found))[:5]


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
