"""How papers write names, numbers, money, times and dates (domain.md 9.4)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from lokmin.core.numbers import from_micro, indonesian
from lokmin.core.periods import DAY_NAMES, MONTH_NAMES, short_date
from lokmin.core.ratios import Ratio

#: No line may end between a figure and its unit.
TIGHT = "\u00a0"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_UNITS = {100: f"{TIGHT}%", 1000: f"{TIGHT}‰", 100_000: " per 100.000", 1: ""}
_NIP_DIGITS = 18


def nip(number: str) -> str:
    """A NIP in groups 8-6-1-3, or ``-`` for staff without one. Other text is returned as it was written."""
    digits = re.sub(r"\s", "", number)
    if not digits or digits == "-":
        return "-"
    if len(digits) != _NIP_DIGITS or not digits.isdigit():
        return number.strip()
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def rupiah(amount: int | None) -> str:
    """Whole rupiah: ``Rp1.500.000``; ``–`` when no cost was named."""
    return "–" if amount is None else f"Rp{indonesian(amount)}"


def rate(ratio: Ratio | None, places: int = 1) -> str:
    """A coverage with its unit: ``48,6 %``; ``–`` when nothing was reported."""
    return "–" if ratio is None or ratio.exact is None else f"{ratio.text(places)}{unit(ratio.factor)}"


def unit(factor: int) -> str:
    """The sign behind a rate of this factor (`` %``, `` ‰``, `` per 100.000``)."""
    return _UNITS.get(factor, f" per {indonesian(factor)}")


def count(micro: int | None) -> str:
    """A count kept in millionths: ``54``, ``111,1``; ``–`` when not reported (never zero)."""
    return "–" if micro is None else indonesian(from_micro(micro))


def clock(time: dt.time | None) -> str:
    """``09.00``, or ``selesai``."""
    return "selesai" if time is None else f"{time.hour:02d}.{time.minute:02d}"


def clock_range(start: dt.time, end: dt.time | None, zone: str) -> str:
    """``09.00–11.08 WIB`` or ``09.00 WIB s.d. selesai``."""
    return f"{clock(start)} {zone} s.d. selesai" if end is None else f"{clock(start)}–{clock(end)} {zone}"


def day_range(start: dt.date | None, end: dt.date | None) -> str:
    """``11–23 Mei 2026``, ``28 Mei–3 Juni 2026``, ``s.d. 15 Mei 2026``, or ``–``."""
    if end is None:
        return "–" if start is None else f"mulai {short_date(start)}"
    if start is None:
        return f"s.d. {short_date(end)}"
    if start == end:
        return short_date(end)
    if start.year != end.year:
        return f"{short_date(start)}–{short_date(end)}"
    if start.month != end.month:
        return f"{start.day} {MONTH_NAMES[start.month - 1]}–{short_date(end)}"
    return f"{start.day}–{short_date(end)}"


def roman_month(day: dt.date) -> str:
    """The month of a letter number: ``V`` for May."""
    return ROMAN[day.month - 1]


def joined(words: Sequence[str]) -> str:
    """``a``, ``a dan b``, ``a, b, dan c``."""
    if len(words) < 3:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"


def checked_day(day: dt.date, said: str = "") -> dt.date:
    """The date, when the weekday somebody typed beside it is the right one.

    Raises:
        ValueError: ``20 Januari 2023 adalah hari Jumat, bukan Kamis``.
    """
    name = DAY_NAMES[day.weekday()]
    typed = said.strip().replace("Jum'at", "Jumat").replace("Jum’at", "Jumat").replace("Ahad", "Minggu")
    if typed and typed.casefold() != name.casefold():
        raise ValueError(f"{short_date(day)} adalah hari {name}, bukan {said.strip()}. Perbaiki hari atau tanggalnya.")
    return day
