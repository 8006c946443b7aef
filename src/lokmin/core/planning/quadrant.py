"""Money beside coverage, programme by programme: four corners, each with a sentence of what to do (domain.md 2.9)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from lokmin.core.planning.money import share_bp
from lokmin.core.pws.rows import CoverageRow


class Corner(StrEnum):
    """Where a programme stands; the value is what is printed."""

    ON_COURSE = "jalan terus"
    THRIFTY = "hemat atau belum ditagih"
    NO_EFFECT = "uang jalan, hasil belum"
    STUCK = "macet"


ADVICE = {
    Corner.ON_COURSE: "Dana terserap dan cakupan tercapai: teruskan, catat caranya untuk RUK tahun depan.",
    Corner.THRIFTY: "Cakupan tercapai dengan dana yang belum banyak terserap: periksa SPJ yang tertunda; bila memang "
    "hemat, usulkan sisanya untuk program yang kurang.",
    Corner.NO_EFFECT: "Dana terserap tetapi cakupan belum: jangan menambah kegiatan yang sama; tinjau cara, sasaran, "
    "dan desanya di lokmin.",
    Corner.STUCK: "Dana dan cakupan sama-sama tertinggal: tanyakan hambatannya, jadwalkan ulang kegiatan bulan depan, "
    "dan beri penanggung jawab bantuan.",
}


@dataclass(frozen=True, slots=True)
class Point:
    """One programme.

    Attributes:
        planned, spent: whole rupiah up to the month; None unknown.
        coverage_bp: mean over its indicators of coverage against running target, each counted up to 100 %.
        indicators: how many were judged; 0: no coverage is known.
    """

    programme: str
    name: str
    planned: int | None
    spent: int | None
    coverage_bp: int | None
    indicators: int = 0

    @property
    def absorption_bp(self) -> int | None:
        """Spent against planned to date; more than planned counts as it is."""
        return share_bp(self.spent, self.planned)


@dataclass(frozen=True, slots=True)
class Placed:
    """A programme in its corner; None with ``lacking`` saying what is unknown."""

    point: Point
    corner: Corner | None
    lacking: str = ""

    @property
    def advice(self) -> str:
        return ADVICE[self.corner] if self.corner else self.lacking


def placed(points: Iterable[Point], absorption_line: int, coverage_line: int) -> tuple[Placed, ...]:
    """Each programme in its corner, in the order given; on a line counts as reached. Lines are in basis points."""
    return tuple(_placed(point, absorption_line, coverage_line) for point in points)


def _placed(point: Point, absorption_line: int, coverage_line: int) -> Placed:
    money, coverage = point.absorption_bp, point.coverage_bp
    if money is None or coverage is None:
        lacks = []
        if money is None:
            lacks.append(
                "realisasi belum diisi" if point.planned else "tidak ada dana yang direncanakan sampai bulan ini"
            )
        if coverage is None:
            lacks.append("cakupan belum ada")
        return Placed(point, None, f"Belum dapat ditempatkan: {' dan '.join(lacks)}.")
    if coverage >= coverage_line:
        return Placed(point, Corner.ON_COURSE if money >= absorption_line else Corner.THRIFTY)
    return Placed(point, Corner.NO_EFFECT if money >= absorption_line else Corner.STUCK)


def attained(rows: Sequence[CoverageRow]) -> tuple[int | None, int]:
    """How far the judged indicators came: the mean of coverage against running target in basis points, and how many.

    Each counts up to 100 %, so that one far above does not hide another far below; where less is better, being within
    the limit is 100 % and above it the limit against the value.
    """
    parts = [part for row in rows if (part := _part(row)) is not None]
    if not parts:
        return None, 0
    mean = sum(parts, Fraction(0)) / len(parts)
    return share_bp(mean.numerator, mean.denominator), len(parts)


def _part(row: CoverageRow) -> Fraction | None:
    ratio = row.ratio
    exact = ratio.exact if ratio else None
    if exact is None or row.running_target is None:
        return None
    target = Fraction(*row.running_target)
    if row.higher_is_better:
        return min(exact / target, Fraction(1)) if target > 0 else None
    return Fraction(1) if exact <= target else target / exact
