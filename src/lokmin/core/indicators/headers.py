"""Column heads to data elements: what a header path means, how sure that is, and what only looks like data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from lokmin.core.indicators.definitions import Catalogue, Element

#: From this score on a head may be taken without asking; below it the person is asked.
CERTAIN = 90
#: Below this score nothing is proposed.
PROPOSED = 60


class Part(StrEnum):
    """What a head level says about the number besides what it counts."""

    MONTH = "bulan ini"
    LAST_MONTH = "bulan lalu"
    CUMULATIVE = "kumulatif"
    PERCENT = "persen"
    RANK = "peringkat"
    TREND = "trend"
    TARGET = "target"
    GAP = "kesenjangan"
    STATUS = "status"
    MALE = "laki-laki"
    FEMALE = "perempuan"
    TOTAL = "jumlah"


_PARTS: dict[str, Part] = {
    key: part
    for part, keys in (
        (Part.MONTH, "blnini bulanini bi bulanlaporan pencapaianbulanini capaianbulanini realisasibulanini"),
        (Part.LAST_MONTH, "blnlalu bulanlalu bl"),
        (Part.CUMULATIVE, "kum kumulatif kom komulatif sdblnini sdbulanini sdini sampaibulanini sampaidenganbulanini"),
        (Part.CUMULATIVE, "sdblnlalu sdbulanlalu sampaibulanlalu sampaidenganbulanlalu ytd"),
        (Part.PERCENT, "persen percent prosen prosentase persentase presentase cakupanpersen capaianpersen"),
        (Part.RANK, "rangking ranking peringkat rank rengking"),
        (Part.TREND, "trend tren kecenderungan"),
        (Part.TARGET, "target targetpersen targetsasaran targetbulan targettahun targetkumulatif"),
        (Part.GAP, "kesenjangan gap selisih kekurangan"),
        (Part.STATUS, "status ket keterangan"),
        (Part.MALE, "l lk laki lakilaki"),
        (Part.FEMALE, "p pr perempuan"),
        (Part.TOTAL, "abs absolut jml jumlah jmlh total lp lplusp angka capaian pencapaian hasil realisasi cakupan"),
    )
    for key in keys.split()
}
#: Parts under which the number is still the count of the month itself.
COUNTED = frozenset({Part.MONTH, Part.TOTAL})

#: Words that say nothing about what is counted.
_EMPTY = frozenset({
    "kunjungan", "jumlah", "jml", "jmlh", "jlh", "cakupan", "pelayanan", "dengan", "yang", "mendapat", "mendapatkan",
    "dapat", "diberi", "oleh", "di", "dan", "pada", "dari", "untuk", "tahun", "kasus", "orang", "penderita",
    "kesehatan", "imunisasi", "tablet", "kunj", "abs",
})  # fmt: skip
#: Other spellings and other words for the same thing.
_WORDS = {
    "bulan": "bln", "dr": "dokter", "tenaga": "nakes", "petugas": "nakes", "bidan": "nakes", "fasyankes": "faskes",
    "fasilitas": "faskes", "melahirkan": "salin", "persalinan": "salin", "bersalin": "salin", "linakes": "salin nakes",
    "linfaskes": "salin faskes", "neonatal": "neonatus", "resiko": "risti", "risiko": "risti", "tinggi": "risti",
    "resti": "risti", "dibawah": "<", "vit": "vitamin", "rubella": "rubela", "ekslusif": "eksklusif",
    "esklusif": "eksklusif", "menyusui": "menyusu", "i": "1", "ii": "2", "iii": "3", "iv": "4", "murid": "anak",
    "siswa": "anak", "tbc": "tb", "ht": "hipertensi", "diabetes": "dm", "melitus": "dm", "sesuai": "standar",
    "kader": "masyarakat", "dukun": "nonnakes", "pemeriksaan": "periksa", "diperiksa": "periksa", "akses": "",
}  # fmt: skip
_PHRASES = (
    ("ibu hamil", "bumil"), ("ibu bersalin", "bulin"), ("ibu nifas", "bufas"), ("non nakes", "nonnakes"),
    ("non faskes", "nonfaskes"), ("non fasyankes", "nonfaskes"), ("non tenaga kesehatan", "nonnakes"),
    ("tenaga kesehatan", "nakes"), ("fasilitas pelayanan kesehatan", "faskes"), ("fasilitas kesehatan", "faskes"),
    ("lanjut usia", "lansia"), ("remaja putri", "rematri"), ("calon pengantin", "catin"), ("tambah darah", "ttd"),
    ("bayi baru lahir", "bbl"), ("dpt hb hib", "dpt"), ("dpt hb", "dpt"), ("campak rubela", "mr"),
    ("campak rubella", "mr"), ("trimester", "tm"), ("rumah tangga", "rt"), ("imunisasi dasar lengkap", "idl"),
)  # fmt: skip


def level_key(text: str) -> str:
    """One level of a head: lower case, letters and digits only; ``+`` counts as a letter (T2+ is not T2)."""
    text = text.strip().lower()
    if text in ("%", "(%)"):
        return "persen"
    return re.sub(r"[^a-z0-9]", "", text.replace("+", "plus"))


def header_key(path: Iterable[str]) -> str:
    """The comparable form of a head of one or more levels.

    >>> header_key(["Deteksi Risti ", "Nakes"])
    'deteksiristi>nakes'
    """
    return ">".join(key for key in map(level_key, path) if key)


def split_parts(path: Iterable[str]) -> tuple[tuple[str, ...], tuple[Part, ...]]:
    """Take the levels that say month, percent, rank ... from a path; the others say what is counted.

    A path of nothing but such words ("JUMLAH") keeps its first level, so that it is not lost.
    """
    kept: list[str] = []
    parts: list[Part] = []
    for level in path:
        key = level_key(level)
        if not key:
            continue
        part = _PARTS.get(key)
        if part is None or (kept and part in (Part.MALE, Part.FEMALE) and len(key) > 2):
            kept.append(level)
        else:
            parts.append(part)
    return tuple(kept), tuple(parts)


def is_count(path: Iterable[str]) -> bool:
    """False when the head says the column holds a percentage, rank, target, last month or a running sum."""
    return all(part in COUNTED for part in split_parts(path)[1])


def tokens(text: str) -> frozenset[str]:
    """The words of a head that carry meaning, in one spelling (``Ibu Hamil`` is ``bumil``)."""
    text = re.sub(r"[^a-z0-9<>]+", " ", text.lower().replace("+", " plus "))
    text = re.sub(r"\b([a-z]{1,6}) (\d)\b", r"\1\2", f" {text.strip()} ")
    for phrase, word in _PHRASES:
        text = text.replace(f" {phrase} ", f" {word} ")
    words = (_WORDS.get(word, word) for word in text.split() if word not in _EMPTY)
    return frozenset(part for word in words for part in word.split() if part)


@dataclass(slots=True)
class _Index:
    catalogue: Catalogue
    exact: dict[str, Element] = field(default_factory=dict)
    by_token: dict[str, list[tuple[frozenset[str], Element]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for element in self.catalogue.elements.values():
            for text in (element.name, *element.aliases):
                self.exact.setdefault(header_key(text.split(">")), element)
                words = tokens(text)
                for word in words:
                    self.by_token.setdefault(word, []).append((words, element))


_indexes: list[_Index] = []


def _index(catalogue: Catalogue) -> _Index:
    """The index of a catalogue; the last few are kept, because a workbook asks for the same one a thousand times."""
    for index in _indexes:
        if index.catalogue is catalogue:
            return index
    index = _Index(catalogue)
    _indexes[:] = [index, *_indexes[:3]]
    return index


def match(
    header_path: Sequence[str], catalogue: Catalogue, neighbours: Iterable[Sequence[str]] = ()
) -> list[tuple[Element, int]]:
    """The elements a head may mean, best first, with a score 0..100; deterministic.

    ``neighbours`` are the other heads of the same table: a lone "N" means weight gain only next to S, K and D.
    100 the whole path is known; 95 its last levels are (titles above are ignored); 92 its last level alone is, and
    no level above contradicts; below 90 words are only alike and the person must be asked.
    A head of a percentage, rank or running sum matches what it is *about*: see ``is_count`` before taking values.
    """
    path, _ = split_parts(header_path)
    if not path:
        return []
    index = _index(catalogue)
    scores: dict[str, int] = {}
    for depth in range(len(path)):
        found = index.exact.get(header_key(path[depth:]))
        if found is not None:
            score = 100 if depth == 0 else 95 if len(path) - depth > 1 else _lone(found, path)
            scores[found.code] = max(scores.get(found.code, 0), score)
    if len(path) > 1 and (found := index.exact.get(header_key(["".join(path)]))) is not None:
        scores[found.code] = max(scores.get(found.code, 0), 93)
    last = level_key(path[-1])
    if len(last) == 1 and scores and not _company(last, neighbours):
        scores = {code: min(score, 75) for code, score in scores.items()}
    if len(last) > 1 and not any(score >= CERTAIN for score in scores.values()):
        for code, score in _alike(tokens(" ".join(path)), index).items():
            scores[code] = max(scores.get(code, 0), score)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [(catalogue.elements[code], score) for code, score in ranked[:5] if score >= PROPOSED]


def _lone(element: Element, path: Sequence[str]) -> int:
    """A known last level under levels that are not known: sure only when those above say nothing else.

    "PENDATAAN TTD > Bumil" is no sasaran; "PELAYANAN ANC > K1" is K1.
    """
    above = tokens(" ".join(path[:-1]))
    own = frozenset().union(*(tokens(alias) for alias in (element.name, element.programme, *element.aliases)))
    if element.yearly:
        return 92 if above <= own | {"sasaran", "data", "proyeksi"} else 70
    return 92


def _company(letter: str, neighbours: Iterable[Sequence[str]]) -> bool:
    """Single letters of the weighing table (S K D N T O B) explain one another."""
    lasts = {level_key(kept[-1]) for head in neighbours if (kept := split_parts(head)[0])}
    return len({"s", "k", "d", "n"} & (lasts | {letter})) >= 3


def _alike(words: frozenset[str], index: _Index) -> dict[str, int]:
    """Dice likeness of words, scaled so that equal words score 88: never sure."""
    best: dict[str, int] = {}
    for word in words:
        for known, element in index.by_token.get(word, ()):
            score = 88 * 2 * len(words & known) // (len(words) + len(known))
            if score > best.get(element.code, 0):
                best[element.code] = score
    return best
