"""Places across: columns headed by villages, over months or data elements down, perhaps with sub-columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lokmin.exchange.excel import words
from lokmin.exchange.excel.bodyrows import Labels
from lokmin.exchange.excel.columns import Column
from lokmin.exchange.excel.headers import Vocabulary
from lokmin.exchange.excel.intake import Sheet
from lokmin.exchange.excel.kapan import read_time
from lokmin.exchange.excel.layout import Region
from lokmin.exchange.excel.names import SURE, Gazetteer

_BY_PLACE = re.compile(
    r"(?i)\b(?:per|menurut|tiap|setiap|masing[\s-]*masing|berdasarkan)\s+"
    r"(?:desa|kelurahan|posyandu|puskesmas|wilayah|kecamatan)"
)


#: Words of reports that no village is called by: heads with one of them are kinds of data.
_GENERIC = re.compile(
    r"(?i)\b(?:baru|lama|kasus|kunjungan|hidup|mati|meninggal|di?rujuk|rujukan|sembuh|umum|bpjs|jkn|kis|gakin|dalam|luar|"
    r"gedung|balita|bayi|ibu|bumil|bulin|anak|lansia|remaja|usia|umur|poli|gigi|kia|kb|igd|rawat|inap|jalan|positif|"
    r"negatif|diperiksa|dilayani|diobati|ditemukan|dibina|sehat|sakit|ringan|sedang|berat|baik|kurang|buruk|lebih|normal|"
    r"murni|akses|dokter|bidan|perawat|nakes|dukun|fisik|hasil|sarana|rumah|jamban|air|sekolah|siswa|murid|kelas|orang|"
    r"jiwa|kk|total|jumlah|jenis|pelayanan|tindakan|penyuluhan|skrining|peserta|hadir|aktif|stok|saldo|terima|pakai)\b"
)


@dataclass(slots=True)
class Across:
    """The place each column is headed by, or the question whether the heads are places at all."""

    places: dict[int, str] = field(default_factory=dict)
    doubt: str = ""


def places_across(
    gazetteer: Gazetteer, vocabulary: Vocabulary, columns: list[Column], labels: Labels, sheet: Sheet, region: Region
) -> Across:
    """Find the part of the heads that names places: known places, names a title or head calls so, or asked names."""
    measures = [c for c in columns if c.role == words.MEASURE and c.header and not c.skip and not c.total]
    label = labels.item or labels.place
    if len(measures) < 2 or (label is None and not labels.period):
        return Across()
    if labels.period and labels.place is not None and labels.place.role == words.PLACE:
        return Across()
    everywhere = set.intersection(*(set(c.header) for c in measures))
    heads = {
        c.index: tuple(p for p in c.header if words.place_rank(p) is None and p not in everywhere) for c in measures
    }
    # PKM or PUSKESMAS behind the villages is their total: no place of the row of heads.
    over = [c for c in measures if not heads[c.index] and (words.place_rank(c.header[-1]) or 9) <= 4]
    over += [c for c in measures if gazetteer and c not in over and words.is_higher_row(c.header[-1])]
    if over and len(measures) - len(over) >= 2 and len(over) * 3 <= len(measures):
        measures = [c for c in measures if c not in over]
        heads = {c.index: heads[c.index] for c in measures}
    else:
        over = []
    if not all(heads.values()):
        return Across()
    at = _known(gazetteer, heads) if gazetteer else None
    if at is None and not gazetteer:
        headed = all(any(words.place_rank(p) is not None for p in c.path[:-1]) for c in measures)
        titled = any(_BY_PLACE.search(" ".join(texts)) for _, texts in region.titles)
        at, sure = _unknown(vocabulary, measures, heads)
        if at is not None and not (sure and (headed or (titled and labels.period))):
            rows = _known_rows(vocabulary, label, sheet, region) if label is not None else 0.0
            names = dict.fromkeys(h[at] for h in heads.values())
            guessed = _guessed(vocabulary, measures, heads, rows, item=labels.item is not None)
            if labels.period or not (sure and guessed):
                like = labels.period or (len(names) >= 3 and labels.item is not None)
                if like and not any(_GENERIC.search(name) for name in names):
                    return Across(doubt=f"Apakah “{', '.join(names)[:80]}” nama tempat atau nama data?")
                at = None
    if at is None:
        return Across()
    for column in over:
        column.skip = words.TOTAL
    return Across(_take(columns, measures, labels, heads, at))


def _known(gazetteer: Gazetteer, heads: dict[int, tuple[str, ...]]) -> int | None:
    """The position at which more than half of the heads are places of the list."""
    for at in (-1, 0, 1):
        told = [h[at] for h in heads.values() if -len(h) <= at < len(h)]
        if sum(gazetteer.find(text).how == SURE for text in told) * 2 > len(heads):
            return at
    return None


def _unknown(
    vocabulary: Vocabulary, measures: list[Column], heads: dict[int, tuple[str, ...]]
) -> tuple[int | None, bool]:
    """The position of names that are no data elements and stand over (or under) the same heads each.

    Sure when the other heads are data elements or there are none.
    """
    depth = max(map(len, heads.values()))
    distinct = {(heads[c.index], c.month, c.part) for c in measures}
    if min(map(len, heads.values())) < depth or len(distinct) < len(measures):
        return None, False
    for at in (0, 1)[:depth]:
        groups: dict[str, set[tuple[object, ...]]] = {}
        for c in measures:
            rest = (*heads[c.index][:at], *heads[c.index][at + 1 :], c.month, c.part)
            groups.setdefault(heads[c.index][at], set()).add(rest)
        same = len({frozenset(rest) for rest in groups.values()}) == 1
        if same and len(groups) >= 2 and not any(_is_data(vocabulary, text) for text in groups):
            others = {h[1 - at] for h in heads.values()} if depth == 2 else set()
            return at, depth == 1 or any(_is_data(vocabulary, o) for o in others)
    return None, False


def _is_data(vocabulary: Vocabulary, text: str) -> bool:
    return bool(
        vocabulary.find((text,)).element
        or re.search(r"\d", text)
        or words.is_value(text)
        or words.is_sasaran(text)
        or words.sex_of(text)
        or read_time(text).kind
    )


def _known_rows(vocabulary: Vocabulary, label: Column, sheet: Sheet, region: Region) -> float:
    """The share of the row labels that are data elements; at least three of them."""
    items = {sheet.rows[r][label.index] for r in region.body if label.index < len(sheet.rows[r])}
    texts = [str(i) for i in items if isinstance(i, str) and i.strip()]
    known = sum(vocabulary.find((t,)).element is not None for t in texts)
    return known / len(texts) if texts and (len(texts) >= 3 or known == len(texts)) else min(known, 1) / 1000


def _guessed(
    vocabulary: Vocabulary, measures: list[Column], heads: dict[int, tuple[str, ...]], rows: float, *, item: bool
) -> bool:
    """Unknown names over rows of which enough are data elements, when no column is one."""
    columns = sum(vocabulary.find(c.header).element is not None for c in measures)
    return columns == 0 and rows > 0 and (item or rows > 0.5) and len(set(heads.values())) >= 3


def _take(
    columns: list[Column], measures: list[Column], labels: Labels, heads: dict[int, tuple[str, ...]], at: int
) -> dict[int, str]:
    """Give each column its place, what is left of its head, and leave sums over places out."""
    label = labels.item or (labels.place if not labels.period else None)
    if label is not None:
        label.role, label.rank = words.INDICATOR, -1
    for column in columns:
        if column is not label and column.role == words.PLACE:
            column.role = words.REMARK
    found: dict[int, str] = {}
    for column in measures:
        head = heads[column.index]
        if not -len(head) <= at < len(head):
            continue
        found[column.index] = head[at]
        at_ = at % len(head)
        column.header = (*head[:at_], *head[at_ + 1 :])
    taken = set(found.values())
    for column in columns:
        if column.role == words.MEASURE and column.total and not column.skip:
            own = next((p for p in column.header if p in taken), "")
            if not own or own in found.values():
                column.skip = words.TOTAL
    return found
