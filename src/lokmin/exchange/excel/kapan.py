"""When: months, years and ranges as Indonesian workbooks write them (PEBRUARI, s/d April, TW I, 04/2026)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lokmin.core.periods import MAX_YEAR, MIN_YEAR

_MONTH_WORDS = {
    1: "januari january jan",
    2: "februari pebruari february feb peb febr pebr",
    3: "maret march mar mart mrt",
    4: "april apr apl",
    5: "mei may",
    6: "juni june jun",
    7: "juli july jul",
    8: "agustus august agt agst agust agus agu aug ags",
    9: "september sept sep",
    10: "oktober october okt oct",
    11: "november nopember nov nop nopemb",
    12: "desember december des dec",
}
MONTH_OF = {word: number for number, words in _MONTH_WORDS.items() for word in words.split()}
_MONTH_RE = r"(?<![a-z])(" + "|".join(sorted(MONTH_OF, key=len, reverse=True)) + r")(?![a-z])"
_MONTHS = re.compile(_MONTH_RE)
_YEAR = re.compile(r"(?<![\d.,])(?:ta\.?\s*)?((?:19|20)\d\d)(?![\d]|[.,]\d)")
_SHORT_YEAR = re.compile(_MONTH_RE + r"\.?\s*[-'’ /]\s*(\d\d)(?!\d)")
_NUMERIC = re.compile(r"^(?:bulan|bln|periode|per|laporan)?\s*:?\s*(\d{1,2})\s*[/\-.]\s*((?:19|20)\d\d)$")
_ISO = re.compile(r"^((?:19|20)\d\d)\s*[/\-.]\s*(\d{1,2})(?:[/\-.]\d{1,2})?(?:[ t]\d\d:.*)?$")
_DAY = re.compile(r"^(\d{1,2})[/\-.](\d{1,2})[/\-.]((?:19|20)\d\d)$")
_COMPACT = re.compile(r"^((?:19|20)\d\d)(0[1-9]|1[0-2])$")
_NTH = re.compile(r"\b(?:bulan|bln)\s*(?:ke)?\s*[-:]?\s*(\d{1,2})\b(?!\s*[-–]\s*\d)(?![/.]\d)")
_QUARTER = re.compile(
    r"(?:\b(?:tri\s*wulan|trw|tw|tri|tribulan|semester|smt|sem|kuartal|caturwulan|cawu)\b\.?\s*(?:ke)?[- .]*|"
    r"\b\d{1,2} bulan |\bq\s*(?=[1-4]\b))"
    r"(iv|iii|ii|i|[1-4]|pertama|kedua|ketiga|keempat|satu|dua|tiga|empat|terakhir)?\b"
)
_ROMAN_NTH = re.compile(r"\b(?:bulan|bln)\s*(?:ke)?\s*[-:]?\s*(xi{0,2}|ix|iv|v?i{1,3}|v)\b(?!\s*[-–]\s*[ivx])")
_NTH_RANGE = re.compile(
    r"\b(?:bulan|bln)\s*(?:ke)?\s*[-:]?\s*(?:\d{1,2}|[ivx]{1,4})\s*(?:-|–|s\s*[/.]?\s*d\b\.?|sampai)\s*(?:\d{1,2}|[ivx]{1,4})\b"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_DATE = re.compile(r"(?<![\d/.-])\d{1,2}([/.-])(\d{1,2})\1((?:19|20)\d\d)(?!\d)")
_UNTIL = re.compile(
    r"(?:\bs\s*[/.]\s*d\b|\bsd\b|\bsampai\b|\bhingga\b|\bk[ou]m[iu]?lati[fv]e?\b|\bkum\b|\bakumulasi\b)"
)
_RANGE = re.compile(_MONTH_RE + r"[^a-z]*?(?:-|–|s\s*[/.]?\s*d\.?|sampai|hingga)[^a-z]*?" + _MONTH_RE)
# "Banyuwening, 5 Mei 2026" is where and when a report was signed, not its month.
_SIGNED = re.compile(r"(?<![\d/])\d{1,2}\s+" + _MONTH_RE + r"\s+(?:19|20)\d\d")
_PERIOD_WORD = re.compile(r"\b(?:periode|bulan|bln|s/d|sd|sampai)\b|\d\s*(?:-|–)\s*\d")


@dataclass(frozen=True, slots=True)
class When:
    """What a text says about time.

    Attributes:
        month: 1..12 or None; ``year`` or None.
        kind: ``bulan``, ``tahun``, ``setahun`` (January to December), ``kumulatif`` (January up to ``month``),
            ``rentang`` (several months that are no year, quarters, semesters) or empty: nothing is said of time.
        exact: the text is nothing but a time (``PEBRUARI``, ``Bulan : Mei 2026``), not a sentence that mentions one.
    """

    kind: str = ""
    month: int | None = None
    year: int | None = None
    exact: bool = False


NOTHING = When()
_FILLER = re.compile(
    r"\b(bulan|bln|bl|periode|tahun|thn|th|tgl|tanggal|laporan|lap|per|ta|keadaan|data|posisi|ini)\b|[\s:;.,/\-–()_'’*]+|\d+"
)


def _valid_year(year: int) -> int | None:
    return year if MIN_YEAR <= year <= MAX_YEAR else None


def read_time(value: Any) -> When:
    """What a cell says about time; numbers are not read as time here (see ``year_of``)."""
    if isinstance(value, dt.date):
        return When("bulan", value.month, _valid_year(value.year), exact=True)
    return _read_text(value) if isinstance(value, str) and value else NOTHING


@lru_cache(maxsize=20_000)
def _read_text(raw: str) -> When:
    text = " ".join(raw.lower().replace("\xa0", " ").replace("_", " ").split()).strip(" .:;")
    if not text or len(text) > 200:
        return NOTHING
    for pattern, month_group, year_group in ((_NUMERIC, 1, 2), (_ISO, 2, 1), (_DAY, 2, 3), (_COMPACT, 2, 1)):
        found = pattern.match(text)
        if found and 1 <= int(found[month_group]) <= 12:
            return When("bulan", int(found[month_group]), int(found[year_group]), exact=True)
    dated = [(int(y), int(m)) for _, m, y in _DATE.findall(text) if 1 <= int(m) <= 12]
    if len(dated) > 1:
        if len(set(dated)) == 1:
            return When("bulan", dated[0][1], dated[0][0], exact=True)
        same = dated[0][0] == dated[-1][0] and dated[0][1] == 1
        return When("kumulatif" if same else "rentang", dated[-1][1] if same else None, dated[-1][0], exact=True)
    if _SIGNED.search(text) and not _PERIOD_WORD.search(text):
        return NOTHING
    months = [MONTH_OF[m] for m in _MONTHS.findall(text)]
    short = _SHORT_YEAR.search(text)
    years = [int(y) for y in _YEAR.findall(text)]
    year = years[-1] if years else (2000 + int(short[2]) if short else None)
    nth = _NTH.search(text)
    if not months and nth and 1 <= int(nth[1]) <= 12:
        months = [int(nth[1])]
    if not months and _NTH_RANGE.search(text):
        return When("rentang", None, year)
    if not months and (roman := _ROMAN_NTH.search(text)):
        months = [_ROMAN.index(roman[1]) + 1]
    rest = _FILLER.sub("", _UNTIL.sub("", _QUARTER.sub("", _MONTHS.sub("", _ROMAN_NTH.sub("", text)))))
    exact = not rest
    if _QUARTER.search(text) and (_QUARTER.search(text) or [None] * 2)[1]:
        return When("rentang", None, year, exact)
    if _RANGE.search(text) and len(months) >= 2:
        first, last = months[0], months[-1]
        if (first, last) == (1, 12):
            return When("setahun", None, year, exact)
        return When("kumulatif", last, year, exact) if first == 1 else When("rentang", last, year, exact)
    if months:
        if _UNTIL.search(text):
            return When("kumulatif", months[-1], year, exact)
        if len(set(months)) > 1:
            return NOTHING
        return When("bulan", months[0], year, exact)
    if years and len(set(years)) == 1:
        return When("tahun", None, year, exact)
    return NOTHING


def month_of(value: Any) -> int | None:
    """The month a header or label cell is, when it is nothing else (``Jan``, ``Bulan 4``, a date); otherwise None."""
    when = read_time(value)
    return when.month if when.kind == "bulan" and when.exact else None


def year_of(value: Any) -> int | None:
    """The year a cell is, when it is nothing else."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return int(value) if value == int(value) and MIN_YEAR <= value <= MAX_YEAR else None
    when = read_time(value)
    return when.year if when.kind == "tahun" and when.exact else None
