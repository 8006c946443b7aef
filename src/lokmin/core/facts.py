"""A fact: one number someone reported, with its place, period, data element and the cell it came from."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.core.language import said
from lokmin.core.numbers import MAX_MICRO


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number stands: file name, sheet and cell (``D127``). Hand entry has the file ``formulir``."""

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(said("lembar %(sheet)s") % {"sheet": self.sheet})
        if self.cell:
            parts.append(said("sel %(cell)s") % {"cell": self.cell})
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Fact:
    """One reported number.

    Attributes:
        place: code of the place the number is about.
        period: ``2026-04`` for a month, ``2026`` for a year (sasaran).
        element: code of the data element in the catalogue (``kia.k1``, ``sasaran.bumil``).
        micro: the value in millionths of a unit. There is no fact for "not reported": empty is not zero.
        variant: for sasaran which set it is (``proyeksi``, ``sk``, ``riil``); otherwise empty.
    """

    place: str
    period: str
    element: str
    micro: int
    variant: str = ""
    source: Source | None = None

    def __post_init__(self) -> None:
        if abs(self.micro) > MAX_MICRO:
            raise ValueError(f"nilai terlalu besar untuk {self.element}: {self.micro}")
