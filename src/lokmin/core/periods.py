"""Months and years as the reports name them, in Indonesian and as sortable codes (``2026-04``, ``2026``)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

_CODE = re.compile(r"(\d{4})-(\d{2})")
MIN_YEAR, MAX_YEAR = 1990, 2100


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """One calendar month.

    Raises:
        ValueError: when the year or the month does not exist.
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        if not MIN_YEAR <= self.year <= MAX_YEAR or not 1 <= self.month <= 12:
            raise ValueError(f"bulan tidak ada: {self.year}-{self.month}")

    @classmethod
    def parse(cls, code: str) -> Month:
        """Read ``YYYY-MM``; anything else raises ``ValueError`` with a sentence."""
        match = _CODE.fullmatch(code.strip())
        if not match:
            raise ValueError(f"Periode “{code}” harus berbentuk TTTT-BB, misalnya 2026-04.")
        return cls(int(match[1]), int(match[2]))

    @property
    def code(self) -> str:
        """``2026-04``."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def name(self) -> str:
        """``April``."""
        return MONTH_NAMES[self.month - 1]

    @property
    def label(self) -> str:
        """``April 2026``."""
        return f"{self.name} {self.year}"

    def plus(self, months: int) -> Month:
        """The month so many months later (or earlier, when negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    @property
    def previous(self) -> Month:
        return self.plus(-1)

    @property
    def next(self) -> Month:
        return self.plus(1)

    def until(self, last: Month) -> tuple[Month, ...]:
        """The months from this one on up to and with ``last``."""
        count = (last.year - self.year) * 12 + last.month - self.month
        return tuple(self.plus(i) for i in range(count + 1))

    @property
    def year_to_date(self) -> tuple[Month, ...]:
        """January of the same year up to and with this month."""
        return Month(self.year, 1).until(self)

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.year, self.month, 1)

    @property
    def last_day(self) -> dt.date:
        return self.next.first_day - dt.timedelta(days=1)

    def __str__(self) -> str:
        return self.code


def long_date(day: dt.date) -> str:
    """``Sabtu, 4 Januari 2025``."""
    return f"{DAY_NAMES[day.weekday()]}, {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def short_date(day: dt.date) -> str:
    """``4 Januari 2025``."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"
