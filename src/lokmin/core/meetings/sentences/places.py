"""Finds the villages a sentence names, all of them or all but some, and hamlets, posyandu and schools as words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lokmin.core.meetings.sentences.people import slips
from lokmin.core.meetings.sentences.proposal import Doubt, Known, Option
from lokmin.core.meetings.sentences.text import Text, normal, phrase
from lokmin.core.meetings.sentences.words import some

_VILLAGE = r"desa|kelurahan|kampung|nagari|gampong|pekon"
_EVERY = phrase(rf"(?:semua|seluruh|setiap|masing - masing|masing 2|se (?:- )?(?:kecamatan|wilayah)|sewilayah"
                rf"|sekecamatan)"
                rf"(?: (?:{_VILLAGE}|wilayah(?: kerja)?|kecamatan))?")  # fmt: skip
_COUNT = phrase(rf"(?P<n>\d{{1,3}}|dua|tiga|empat|lima|enam) (?:(?:kantor|balai) )?(?:{_VILLAGE})")
_EVERY_NEEDS = frozenset(["desa", "kelurahan", "wilayah", "kampung", "nagari", "gampong", "pekon"])
_NAMED = phrase(rf"(?:{_VILLAGE}) (?:\. )?(?P<name>[^\W\d_]{{4,}})")
_SMALL = phrase(
    r"(?:dusun|posyandu|pustu|polindes|poskesdes|posbindu|balai desa|balai dusun|ponpes|pondok|smp|sma|smk|mts|sd|sdn|"
    r"mi|paud|tk|pasar|aula|lapas)(?: (?!di|ke|dan|untuk|sebelum|dengan|yang|oleh|dari|desa|pada)[^\W_]{1,20}){1,2}"
    r"|rt (?:\. )?\d+(?: (?:/ )?rw (?:\. )?\d+)?|rw (?:\. )?\d+"
)
#: Before a name that is a village's and the district's too.
_NOT_VILLAGE = some("puskesmas kecamatan camat kabupaten polsek koramil danramil kua pkm")
#: "kader se-kecamatan": all of them, wherever it takes place.
_OF_PEOPLE = some("kader kades desa lurah guru bidan perawat camat kepala perangkat tokoh pkk nakes petugas kadus")
_NOT_THERE = some("selain kecuali luar bukan tetangga")
#: Ordinary words after "desa".
_WORDS = some(
    "yang siaga binaan lokus prioritas tersebut setempat masing dan untuk sebelum dengan terdekat sekitar lain lainnya"
    " sehat aktif wilayah sebelah wisata tangguh ramah layak mulai dari pada oleh tidak belum sudah agar supaya ikut"
    " minta lewat melalui terpencil jauh induk juga soal tentang tiap setiap semua bebas stop"
)
#: Names this long may be mistyped by one letter.
_LONG = 6


@dataclass(slots=True)
class Places:
    """All a sentence says about places."""

    found: list[Known] = field(default_factory=list)
    everywhere: bool = False
    words: str = ""
    doubts: list[Doubt] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    #: Named as where it is not: "selain Watubelah".
    outside: list[Known] = field(default_factory=list)


def read(text: Text, places: Sequence[Known], role_words: Sequence[str]) -> Places:
    """Note the places of a text; they stay in the activity. ``role_words``: "bidan desa Watubelah" names one too."""
    result = Places()
    names: dict[str, list[Known]] = {}
    for place in places:
        for name in (place.name, *place.aliases):
            names.setdefault(normal(name), []).append(place)
    _villages(text, names, result)
    _small(text, result)
    _every(text, places, result)
    if result.outside and any(p in result.found for p in result.outside):
        options = tuple(Option(p.id, p.name) for p in result.found)
        result.doubts.append(Doubt("place", f"“selain {result.outside[0].name}”: desa mana saja?", options))
        result.found, result.everywhere = [], False
    if not result.found and not result.everywhere and not result.doubts:
        said = [w for before, w in pairwise(("", *role_words)) if before not in _NOT_VILLAGE]
        result.found = [p for word in dict.fromkeys(said) for p in names.get(word, []) if len(names[word]) == 1]
    return result


def _villages(text: Text, names: dict[str, list[Known]], result: Places) -> None:
    for name, known in sorted(names.items(), key=lambda item: -len(item[0])):
        if not name:
            continue
        for match in text.find(phrase(re.escape(name))):
            before = text.before(match.start(), 1)
            if before and before[0] in _NOT_VILLAGE:
                continue
            _add(text, result, known, match.start(), match.end(), name)
    for match in text.find(_NAMED):
        typed = match["name"]
        if typed in names or typed in _WORDS or typed in ("kecamatan", "puskesmas"):
            continue
        near = [n for n in names if len(n) >= 4 and slips(typed, n) <= 2]
        if len(near) == 1 and slips(typed, near[0]) == 1 and len(typed) >= _LONG:
            _corrected(text, result, names[near[0]], match.start("name"), match.end("name"))
        elif near or text.words[text.index(match.start("name"))].raw[:1].isupper():
            shown = text.written(match.start("name"), match.end("name"))
            options = tuple(Option(k.id, k.name) for n in near for k in names[n])
            asks = f"Desa “{shown}” tidak ada di daftar. Desa mana yang dimaksud?"
            result.doubts.append(Doubt("place", asks, options))
            result.words = result.words or shown
            text.take(match.start(), match.end(), "place", keep=True)
    words = text.norm.split(" ")
    for word_at, (left, right) in enumerate(pairwise(words)):
        if left.isalpha() and right.isalpha() and len(names.get(left + right, ())) == 1:
            end = text.offset(word_at + 1) + len(right)
            _corrected(text, result, names[left + right], text.offset(word_at), end)
    for word_at, word in enumerate(words):
        if len(word) >= _LONG and word.isalpha() and word not in names:
            near = [n for n in names if len(n) >= _LONG and slips(word, n) == 1]
            if len(near) == 1 and names[near[0]][0] not in result.found and not _spanned(text, word_at):
                _corrected(text, result, names[near[0]], text.offset(word_at), text.offset(word_at) + len(word))


def _spanned(text: Text, word_at: int) -> bool:
    word = text.words[word_at]
    return any(s.start < word.end and word.start < s.end for s in text.spans)


def _add(text: Text, result: Places, known: list[Known], start: int, end: int, typed: str) -> None:
    if _spanned(text, text.index(start)) and any(
        s.field == "place" for s in text.spans if s.start <= text.words[text.index(start)].start < s.end
    ):
        return
    if len(known) > 1:
        options = tuple(Option(k.id, k.name) for k in known)
        result.doubts.append(Doubt("place", f"Ada {len(known)} tempat bernama “{typed}”. Yang mana?", options))
    elif known[0] not in result.found:
        result.found.append(known[0])
        if _NOT_THERE.intersection([w for w in text.before(start, 2) if w not in _VILLAGE.split("|")][-1:]):
            result.outside.append(known[0])
    text.take(start, end, "place", keep=True)


def _corrected(text: Text, result: Places, known: list[Known], start: int, end: int) -> None:
    _add(text, result, known, start, end, text.written(start, end))
    result.notes.append(f"“{text.written(start, end)}” dibaca {known[0].name}.")


def _small(text: Text, result: Places) -> None:
    """A hamlet, a posyandu, a school: kept as the words they were written with."""
    found = []
    for match in text.find(_SMALL):
        words = match[0].split()
        shown = text.written(match.start(), match.end())
        if not any(k.name.lower() in words for k in result.found) or len(words) > 2:
            found.append(shown)
    if found and not result.words:
        result.words = ", ".join(dict.fromkeys(found))[:200]


def _every(text: Text, places: Sequence[Known], result: Places) -> None:
    for match in text.find(_EVERY):
        words = match[0].split()
        if words[0] == "se" and _OF_PEOPLE.intersection(text.before(match.start(), 1)):
            continue
        if _EVERY_NEEDS.intersection(words) or words[0] in ("sewilayah", "sekecamatan", "se"):
            _all_of(text, places, result, match.end())
            text.take(match.start(), match.end(), "place", keep=True)
            return
    for match in text.find(_COUNT):
        if match["n"] == str(len(places)):
            _all_of(text, places, result, match.end())
            text.take(match.start(), match.end(), "place", keep=True)
            return
        if not result.found and not result.doubts:
            shown = text.written(match.start(), match.end())
            result.doubts.append(Doubt("place", f"“{shown}”: desa mana saja?"))
            result.words = result.words or shown
            return


def _all_of(text: Text, places: Sequence[Known], result: Places, end: int) -> None:
    """All villages; after "kecuali" the named ones are left out."""
    rest = text.norm[end:].split()
    if rest[:1] == ["kecuali"] or rest[:2] == ["selain", "desa"] or rest[:1] == ["selain"]:
        left_out = list(result.found)
        result.found = [p for p in places if p not in left_out]
    else:
        result.everywhere = not result.found
