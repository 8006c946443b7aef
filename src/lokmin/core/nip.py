"""NIP, the 18 digits of a civil servant: birth date, month of appointment, 1 or 2 for the sex, a running number."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from lokmin.core.language import said
from lokmin.core.periods import MAX_YEAR, MIN_YEAR

#: Nobody in service was born before this.
FIRST_BIRTH_YEAR = 1930


@dataclass(frozen=True, slots=True)
class NipCheck:
    """Digits without spaces; ``error``: cannot be a NIP at all; ``warning``: 18 digits whose parts cannot be."""

    digits: str
    error: str = ""
    warning: str = ""


def check(text: str) -> NipCheck:
    """Read a NIP as people write it (``19850703 201001 2 003``). An empty text is allowed: not everybody has one.

    >>> check("19850703 201001 2 003").digits
    '198507032010012003'
    """
    digits = re.sub(r"[\s.\-]", "", text)
    if not digits:
        return NipCheck("")
    if not re.fullmatch(r"[0-9]{18}", digits):
        return NipCheck(
            digits, error=said("NIP terdiri atas 18 angka; yang diketik %(n)s huruf atau angka.") % {"n": len(digits)}
        )
    return NipCheck(digits, warning=_impossible(digits))


def _impossible(digits: str) -> str:
    try:
        born = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        day = f"{digits[6:8]}-{digits[4:6]}-{digits[:4]}"
        return said("Tanggal lahir di dalam NIP tidak ada: %(day)s. Periksa 8 angka pertama.") % {"day": day}
    year, month = int(digits[8:12]), int(digits[12:14])
    if born.year < FIRST_BIRTH_YEAR:
        return said("Tahun lahir di dalam NIP terlalu lama: %(year)s. Periksa 4 angka pertama.") % {"year": born.year}
    if not MIN_YEAR - 40 <= year <= MAX_YEAR or not 1 <= month <= 12:
        month_text = f"{digits[12:14]}-{digits[8:12]}"
        told = {"month": month_text}
        return said("Bulan pengangkatan di dalam NIP tidak ada: %(month)s. Periksa angka ke-9 sampai ke-14.") % told
    if year < born.year + 15:
        years = {"year": year, "born": born.year}
        return said("Menurut NIP diangkat %(year)s, padahal lahir %(born)s. Periksa 14 angka pertama.") % years
    if digits[14] not in "12":
        return said("Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan); tertulis %(digit)s.") % {
            "digit": digits[14]
        }
    return ""
