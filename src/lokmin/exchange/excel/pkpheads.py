"""Which column of a PKP sheet holds what: the official heads (domain.md 3.3) and how offices vary them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: In order: the first that fits a head takes it. ``(key, words one of which must be there, words that must not)``.
_SERVICE = (
    ("ketercapaian", ("ketercapaian", "tercapai"), ()),
    ("due", ("target sasaran", "t x s", "txs", "t × s", "target x sasaran"), ()),
    ("riil", ("cakupan riil", "riil", "% cakupan", "persen cakupan", "cakupan (%)", "cakupan"), ("target", "kinerja")),
    ("kinerja", ("sub variabel", "subvariabel", "sub var"), ("jenis",)),
    ("variabel", ("variabel",), ("jenis", "sub", "nama", "upaya")),
    ("program", ("program",), ("nama", "jenis", "upaya")),
    ("target", ("target",), ("sasaran", "tercapai", "ketercapaian")),
    ("unit", ("satuan",), ()),
    ("total", ("total sasaran", "jumlah sasaran", "sasaran (s)", "sasaran"), ("target", "satuan")),
    ("done", ("pencapaian", "capaian", "realisasi", "hasil"), ("%", "target", "persen", "kinerja", "verifikasi")),
    ("cause", ("akar penyebab", "penyebab", "analisa", "analisis"), ()),
    ("problem", ("masalah",), ()),
    ("followup", ("rencana tindak lanjut", "rtl"), ()),
    ("result", ("tindak lanjut",), ("rencana",)),
    ("evaluation", ("evaluasi",), ()),
    ("name", ("indikator", "jenis kegiatan", "kegiatan", "upaya kesehatan", "jenis pelayanan", "nama variabel"), ()),
    ("no", ("no", "nomor", "kode"), ()),
)
_SCALE = (
    ("0", ("nilai 0", "skala 0", "0"), ()),
    ("4", ("nilai 4", "skala 4", "4"), ()),
    ("7", ("nilai 7", "skala 7", "7"), ()),
    ("10", ("nilai 10", "skala 10", "10"), ()),
    ("verified", ("verifikasi",), ()),
    ("value", ("nilai", "skor", "hasil", "capaian"), ("rata",)),
    ("proof", ("bukti", "keterangan", "dokumen"), ()),
    ("name", ("jenis variabel", "variabel", "indikator", "uraian"), ()),
    ("no", ("no", "nomor", "kode"), ()),
)
#: Heads stand in the first so many rows.
_SEARCHED = 40


@dataclass(frozen=True, slots=True)
class Heads:
    """``columns``: key -> zero-based column. ``first``: the row under the heads. ``scale``: a management sheet."""

    columns: Mapping[str, int]
    first: int
    scale: bool


def find_heads(rows: Sequence[Sequence[Any]]) -> Heads | None:
    """The heads of a sheet, in one row or two; None when it is no PKP sheet."""
    best: Heads | None = None
    for number in range(min(len(rows), _SEARCHED)):
        for height in (1, 2, 3):
            for kinds, scale, needed in (
                (_SERVICE, False, {"name", "total", "done"}),
                (_SCALE, True, {"name", "value"}),
            ):
                columns = _columns(rows[number : number + height], kinds)
                enough = needed <= set(columns) and (not scale or len({"0", "4", "7", "10"} & set(columns)) >= 2)
                if enough and (best is None or len(columns) > len(best.columns)):
                    best = Heads(columns, number + height, scale)
    return best


def _columns(
    rows: Sequence[Sequence[Any]], kinds: Sequence[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> dict[str, int]:
    found: dict[str, int] = {}
    width = max((len(row) for row in rows), default=0)
    for column in range(width):
        own = [words_of(row[column]) if column < len(row) else "" for row in rows]
        if not any(own):
            continue
        # The lowest filled cell is the head itself; what stands above it ("% kinerja") only helps when it says nothing.
        for text in (next(text for text in reversed(own) if text), " ".join(filter(None, own))):
            key = next(
                (key for key, words, not_words in kinds if key not in found and fits(text, words, not_words)), None
            )
            if key is not None:
                found[key] = column
                break
    return found


def fits(text: str, words: tuple[str, ...], not_words: tuple[str, ...]) -> bool:
    """Does a head begin with, equal or hold one of the words as whole words, and none of the others?"""
    if any(word in text for word in not_words):
        return False
    return any(re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", text) for word in words)


def words_of(value: Any) -> str:
    """A head in small letters, in one line."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return re.sub(r"\s+", " ", str(value)).strip().lower() if value not in (None, "") else ""


def is_numbering(row: Sequence[Any]) -> bool:
    """The row ``1 2 3 4`` or ``(1) (2) (3)`` or ``a b c`` that some forms have under the heads."""
    cells = [words_of(value).strip("()") for value in row if words_of(value)]
    return len(cells) >= 4 and all(re.fullmatch(r"\d{1,2}|[a-z]|\d{1,2} ?= ?.*", cell) for cell in cells)
