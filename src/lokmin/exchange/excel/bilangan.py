"""Numbers written as text: Indonesian and English formats, percentages, dashes, error texts and words."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from lokmin.core.numbers import MAX_MICRO, MICRO

#: kinds of ``Number``
VALUE, EMPTY, PERCENT, ERROR, TEXT, AMBIGUOUS, ASK_WORD = "nilai", "kosong", "persen", "galat", "teks", "rancu", "kata"

COMMA, DOT, UNKNOWN = "koma", "titik", ""

EMPTY_WORDS = frozenset(
    (
        "",
        "-",
        "–",
        "—",
        "--",
        "---",
        ".",
        "..",
        "...",
        "*",
        "x",
        "n/a",
        "na",
        "null",
        "none",
        "nan",
        "tad",
        "t.a.d",
        "tidak ada data",
        "tdk ada data",
        "belum lapor",
        "blm lapor",
        "_",
        "#",
    ),
)
_ZERO_WORDS = frozenset(("nihil", "nol", "nil", "kosong", "zero"))
_WORDS = {
    w: n
    for n, w in enumerate(
        ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]
    )
}
_CORE = re.compile(
    r"^(?P<sign>[-−+]?)\s*(?:rp\.?\s*)?(?P<digits>\d[\d.,\s]*)\s*(?P<percent>%?)\s*(?P<tail>[a-z/]{0,12}\.?)$",
)
#: What may stand behind a figure; any other word makes the text a name ("1. Watubelah"), not a number.
_UNITS = frozenset(
    [
        "org",
        "orang",
        "or",
        "jiwa",
        "ibu",
        "bumil",
        "bulin",
        "bufas",
        "bayi",
        "blt",
        "balita",
        "anak",
        "lansia",
        "remaja",
        "siswa",
        "murid",
        "kali",
        "kasus",
        "kss",
        "buah",
        "bh",
        "rumah",
        "rmh",
        "kk",
        "unit",
        "lembar",
        "kapsul",
        "tablet",
        "dosis",
        "pasien",
        "pdrt",
        "penderita",
        "ktr",
        "desa",
        "pos",
        "posyandu",
        "kader",
        "keg",
        "kegiatan",
        "sasaran",
        "kel",
        "kelompok",
        "sekolah",
        "sr",
    ],
)
_ERRORS = (
    "#div/0!",
    "#ref!",
    "#n/a",
    "#value!",
    "#name?",
    "#null!",
    "#num!",
    "#spill!",
    "#calc!",
    "#getting_data",
    "err:",
)


class Number(NamedTuple):
    """A number read from text: what kind, its value in micro, and a note when the reading needs a word."""

    kind: str
    micro: int = 0
    note: str = ""


_EMPTY = Number(EMPTY)
_TEXT = Number(TEXT)


def convention_of(text: str) -> str:
    """Which decimal sign a text proves: ``koma``, ``titik`` or nothing.

    ``12,5`` and ``1.234,5`` and ``1.234.567`` prove the comma; ``12.5``, ``1,234.5``, ``1,234,567`` the dot.
    """
    found = _CORE.match(text.strip().lower())
    if not found:
        return UNKNOWN
    digits = re.sub(r"\s", "", found["digits"]).rstrip(".,")
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return COMMA if digits.rfind(",") > digits.rfind(".") else DOT
    if dots > 1:
        return COMMA
    if commas > 1:
        return DOT
    if dots == 1 and not _thousands(digits, "."):
        return DOT
    if commas == 1 and not _thousands(digits, ","):
        return COMMA
    return UNKNOWN


def _thousands(digits: str, sign: str) -> bool:
    head, tail = digits.split(sign)
    return len(tail) == 3 and 1 <= len(head) <= 3 and not head.startswith("0")


@lru_cache(maxsize=50_000)
def read_number(raw: str, convention: str = UNKNOWN) -> Number:
    """Read a number from text. ``convention`` is the decimal sign the column or sheet proves.

    ``1.234`` without any evidence is ``rancu``; the micro value then is the thousands reading.
    """
    text = raw.replace("\xa0", " ").replace(" ", " ").strip().strip("'").strip().lower()
    if text in EMPTY_WORDS:
        return _EMPTY
    if text[0] == "#" or text.startswith("err:"):
        return Number(ERROR) if text.startswith(_ERRORS) else _TEXT
    if text in _ZERO_WORDS:
        return Number(VALUE, 0, f"“{raw.strip()}” dibaca 0")
    if text in _WORDS:
        return Number(ASK_WORD, _WORDS[text] * MICRO, f"kata “{raw.strip()}”")
    found = _CORE.match(text)
    if not found:
        return _TEXT
    digits = found["digits"].strip()
    if re.search(r"\d\s+\d", digits):
        if not re.fullmatch(r"\d{1,3}(\s\d{3})+([.,]\d+)?", digits):
            return _TEXT
        digits = re.sub(r"\s", "", digits)
    digits = digits.rstrip(".,").strip()
    kind, plain = _plain(digits, convention)
    if kind == TEXT:
        return _TEXT
    number = Decimal(plain)
    if number * MICRO > MAX_MICRO:
        return _TEXT
    micro = int((number * MICRO).to_integral_value())
    if found["sign"] in ("-", "−"):
        micro = -micro
    if found["percent"]:
        return Number(PERCENT, micro)
    tail = found["tail"].strip(".")
    if tail and tail not in _UNITS:
        return _TEXT
    return Number(kind, micro, f"“{raw.strip()}” dibaca {plain}" if tail else "")


def _plain(digits: str, convention: str) -> tuple[str, str]:
    dots, commas = digits.count("."), digits.count(",")
    if not dots and not commas:
        return VALUE, digits
    if dots and commas:
        decimal = "," if digits.rfind(",") > digits.rfind(".") else "."
        thousands = "." if decimal == "," else ","
        head, _, tail = digits.rpartition(decimal)
        if decimal in head or not re.fullmatch(r"\d{1,3}(" + re.escape(thousands) + r"\d{3})+", head):
            return TEXT, ""
        return VALUE, head.replace(thousands, "") + "." + tail
    sign = "." if dots else ","
    if dots + commas > 1:
        if not re.fullmatch(r"\d{1,3}(" + re.escape(sign) + r"\d{3})+", digits):
            return TEXT, ""
        return VALUE, digits.replace(sign, "")
    if not _thousands(digits, sign):
        return VALUE, digits.replace(",", ".")
    if convention == (COMMA if sign == "." else DOT):
        return VALUE, digits.replace(sign, "")
    if convention:
        return VALUE, digits.replace(",", ".")
    return AMBIGUOUS, digits.replace(sign, "")
