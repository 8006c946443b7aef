"""Nilai ring: a score looked up by the interval a figure falls into, half-open, without gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lokmin.core.assessment.figures import figure


@dataclass(frozen=True, slots=True)
class Band:
    """``lower`` and ``upper`` in the unit of the figure (percent for factor 100); None: without an end."""

    lower: Fraction | None
    upper: Fraction | None
    score: int


@dataclass(frozen=True, slots=True)
class Bands:
    """Intervals in ascending order that leave no gap and do not overlap.

    ``upper_closed`` False (the usual rule): a figure on a border belongs to the interval above it; True: to the one
    below ("paling banyak 5 %").

    Raises:
        ValueError: with a sentence for whoever wrote the table, naming the two intervals.
    """

    bands: tuple[Band, ...]
    upper_closed: bool = False

    def __post_init__(self) -> None:
        if not self.bands:
            raise ValueError("Nilai ring belum punya rentang. Isi sedikitnya satu.")
        for band in self.bands:
            if not 0 <= band.score <= 100:
                raise ValueError(f"Nilai ring {said_band(band)}: nilai {band.score} harus 0 sampai 100.")
            if band.lower is not None and band.upper is not None and band.lower >= band.upper:
                raise ValueError(f"Nilai ring {said_band(band)}: batas bawah harus lebih kecil daripada batas atas.")
        for below, above in zip(self.bands, self.bands[1:], strict=False):
            _adjoining(below, above)
        first, last = self.bands[0], self.bands[-1]
        if first.lower is not None and first.lower > 0:
            raise ValueError(f"Nilai ring tidak mulai dari 0: tambahkan rentang di bawah {figure(first.lower)}.")
        if first.lower == 0 and self.upper_closed:
            raise ValueError("Nilai ring dengan batas atas ikut: rentang pertama harus tanpa batas bawah, agar 0 ikut.")
        if last.upper is not None:
            raise ValueError(f"Nilai ring berhenti di {figure(last.upper)}: rentang terakhir harus tanpa batas atas.")

    def band_of(self, value: Fraction) -> Band:
        """The interval a figure that is not negative falls into."""
        for band in self.bands:
            if band.upper is None or value < band.upper or (self.upper_closed and value == band.upper):
                return band
        raise AssertionError(value)  # the last interval has no end

    def score(self, value: Fraction) -> int:
        return self.band_of(value).score


def bands(rows: Sequence[tuple[Fraction | None, Fraction | None, int]], *, upper_closed: bool = False) -> Bands:
    """Bands out of ``(lower, upper, score)`` in any order."""
    made = (Band(*row) for row in rows)
    ordered = sorted(made, key=lambda band: (band.lower is not None, band.lower or Fraction(0)))
    return Bands(tuple(ordered), upper_closed)


def said_band(band: Band) -> str:
    """``5 sampai 10``, ``di bawah 5``, ``mulai 10``."""
    if band.lower is None:
        return f"di bawah {figure(band.upper)}" if band.upper is not None else "semua nilai"
    return (
        f"{figure(band.lower)} sampai {figure(band.upper)}" if band.upper is not None else f"mulai {figure(band.lower)}"
    )


def _adjoining(below: Band, above: Band) -> None:
    if below.upper is None or above.lower is None or above.lower < below.upper:
        raise ValueError(
            f"Nilai ring bertumpang: “{said_band(below)}” dan “{said_band(above)}”. Satu angka hanya boleh masuk satu "
            "rentang; samakan batas atas yang satu dengan batas bawah berikutnya."
        )
    if above.lower > below.upper:
        raise ValueError(
            f"Nilai ring bercelah antara {figure(below.upper)} dan {figure(above.lower)}: angka di antaranya tidak "
            "bernilai. Samakan batas atas yang satu dengan batas bawah berikutnya."
        )
