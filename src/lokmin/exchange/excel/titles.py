"""Title lines: whose report it is, of which month and year; and the year the whole workbook is about."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from lokmin.exchange.excel.intake import Workbook
from lokmin.exchange.excel.kapan import When, read_time, year_of
from lokmin.exchange.excel.layout import R_DATA, R_HEAD, Region, cell_kind, cells_of, row_kind
from lokmin.exchange.excel.words import place_rank, tidy

_KEYED = re.compile(
    r"^\s*(?:nama\s+)?(upt[d]?\s+puskesmas|puskesmas|pkm|kecamatan|kec|kabupaten|kab|kota|provinsi|desa/kelurahan|desa|kelurahan|posyandu|wilayah)\b\.?\s*[:=]?\s*(.*)$",
    re.IGNORECASE,
)
_INLINE = re.compile(r"\b(?:puskesmas|pkm)\s+([A-Z][\w' ]{2,40})", re.IGNORECASE)
_STOP = re.compile(
    r"\b(?:kecamatan|kec|kabupaten|kab|kota|bulan|tahun|thn|triwulan|periode|s/d|januari|pebruari|februari|maret|april|mei|juni|juli|agustus|september|oktober|nopember|november|desember|provinsi|prov|\d{4})\b.*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Heading:
    """What the title lines of a workbook say together."""

    puskesmas: str = ""
    district: str = ""
    kecamatan: str = ""
    year: int | None = None
    years: Counter[int] = field(default_factory=Counter)


def region_time(region: Region) -> tuple[When, int]:
    """Month and year the titles of a table give, the nearest line first, and the row that says so (-1: none)."""
    month: When | None = None
    year: int | None = None
    row = -1
    for at, texts in reversed(region.titles):
        joined = " ".join(texts)
        found = [w for w in (read_time(joined), *map(read_time, texts)) if w.kind]
        dated = next((w for w in found if w.kind != "tahun"), None)
        if dated is not None and month is None:
            month, row = dated, at
            year = dated.year or year
        if year is None:
            year = next((w.year for w in found if w.year), None)
            year = year or _labelled_year(texts)
            row = at if year is not None and row < 0 else row
    if month is not None:
        return When(month.kind, month.month, month.year or year, month.exact), row
    return (When("tahun", None, year), row) if year is not None else (When(), -1)


_SUM = re.compile(
    r"^(?:jumlah|jml|total|rekap(?:itulasi)?)(?: (?:total|semua|seluruh(?:nya)?|keseluruhan))?(?: (?:tahun )?20\d\d)?$"
)


def is_sum(region: Region) -> bool:
    """The title right over a table is nothing but JUMLAH or REKAP: it adds up the blocks before it."""
    return bool(region.titles) and any(_SUM.match(tidy(text)) for text in region.titles[-1][1])


def _labelled_year(texts: list[str]) -> int | None:
    """The year of a title line ``Tahun | 2026``."""
    if len(texts) < 2 or not tidy(texts[0]).startswith(("tahun", "thn")):
        return None
    return next(
        (int(float(t.strip(" :"))) for t in texts[1:] if re.fullmatch(r":?\s*(?:19|20)\d\d(?:\.0)?", t.strip())), None
    )


def file_time(filename: str) -> When:
    """Month and year of a file name (``Laporan_KIA_2026-04.xlsx``, ``LB3 MARET 2026.xlsx``)."""
    stem = re.sub(r"\.[A-Za-z]+$", "", filename.rsplit("/", 1)[-1])
    found = re.search(r"(?<!\d)((?:19|20)\d\d)[-_. ](0[1-9]|1[0-2])(?!\d)", stem)
    if found:
        return When("bulan", int(found[2]), int(found[1]), exact=True)
    return read_time(re.sub(r"[_\-]+", " ", stem))


def read_heading(book: Workbook, regions: dict[str, list[Region]], default_year: int | None) -> Heading:
    """Names and the year that most titles, sheet names and the file name agree on."""
    heading = Heading()
    votes: Counter[int] = Counter()
    for sheet in book.sheets:
        first = min((min(r.header + r.body) for r in regions[sheet.name]), default=len(sheet.rows))
        for texts in _title_lines(sheet.rows[: min(first, 40)]):
            if len(texts) <= 4:
                _names(heading, texts)
            if not regions[sheet.name]:
                year = _labelled_year(texts) or read_time(" ".join(texts)).year
                if year:
                    votes[year] += 5 if _labelled_year(texts) else 2
        for region in regions[sheet.name]:
            when, _ = region_time(region)
            if when.year:
                votes[when.year] += 1 if when.kind != "bulan" else 2
            for _, texts in region.titles:
                if len(texts) <= 4:
                    _names(heading, texts)
                if year := _labelled_year(texts):
                    votes[year] += 5
        when = read_time(sheet.name)
        if when.year:
            votes[when.year] += 2
    heading.years = Counter(votes)
    stem = book.filename.rsplit("/", 1)[-1]
    name_year = file_time(book.filename).year or next(
        (int(y) for y in re.findall(r"(?<!\d)(20\d\d)(?!\d)", stem)), None
    )
    if name_year:
        votes[name_year] += 1
    if votes:
        best = votes.most_common()
        if len(best) == 1 or best[0][1] > best[1][1]:
            heading.year = best[0][0]
    elif default_year:
        heading.year = default_year
    return heading


#: "REKAP PUSKESMAS PER DESA": what follows is no name.
_PER = re.compile(r"(?i)^(?:per|menurut|tahun|bulan|se|dan|di|tiap|setiap|semester|triwulan|tw|periode|masing)\b")


def _title_lines(rows: list[list[object]]) -> list[list[str]]:
    lines = []
    for row in rows:
        cells = cells_of(row, 0, len(row))
        if cells and row_kind(cells) not in (R_HEAD, R_DATA):
            lines.append([str(v) for _, v, _ in cells])
    return lines


def _names(heading: Heading, texts: list[str]) -> None:
    found = _KEYED.match(texts[0])
    if found:
        key = found[1].lower()
        value = _STOP.sub("", found[2]).strip(" :.,-")
        if not value and len(texts) > 1:
            value = next((t.strip(" :") for t in texts[1:] if t.strip(" :")), "")
        if value and cell_kind(value) == "w" and place_rank(value) is None and len(value) < 50:
            if "puskesmas" in key or key == "pkm":
                heading.puskesmas = heading.puskesmas or value
            elif key.startswith("kab") or key == "kota":
                heading.district = heading.district or value
            elif key.startswith("kec"):
                heading.kecamatan = heading.kecamatan or value
        return
    inline = _INLINE.search(" ".join(texts))
    if inline and not heading.puskesmas:
        value = _STOP.sub("", inline[1]).strip(" :.,-")
        if ((2 < len(value) < 40 and value == value.upper()) or value.istitle()) and not _PER.match(value):
            heading.puskesmas = value


def sheet_place(texts: list[str]) -> str:
    """The village or posyandu a title line names (``DESA : WATUBELAH``), or nothing."""
    found = _KEYED.match(texts[0])
    if found and found[1].lower() in ("desa", "kelurahan", "desa/kelurahan", "posyandu"):
        value = _STOP.sub("", found[2]).strip(" :.,-") or next((t.strip(" :") for t in texts[1:] if t.strip(" :")), "")
        return value if cell_kind(value) == "w" and year_of(value) is None else ""
    return ""
