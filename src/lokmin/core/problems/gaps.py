"""The gap table over three years (domain.md 2.6): target, coverages, kesenjangan, trend, and the problem in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from lokmin.core.indicators.words import rate

#: Basis points of a rate: the tolerance of the trend is written in them.
_BASIS = 100


class GapTrend(StrEnum):
    """How three years went, literally: where less is better ``turun`` is good news."""

    UP = "naik"
    SAME = "tetap"
    DOWN = "turun"
    WAVERING = "fluktuatif"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class GapInput:
    """One indicator of one place.

    Attributes:
        service: jenis pelayanan; ``indicator`` as printed; ``place`` as printed (``Desa Watubelah``).
        target: of the last year, in the indicator's unit (90 for 90 %); None where there is none.
        coverages: one per year of the table, oldest first, in the same unit; None was not reported.
        factor: 100 for percent, 1000 per mille ...
        missed: whole people missing to the target of the last year, with their unit in ``people``; None unknown.
    """

    service: str
    indicator: str
    target: Fraction | None
    coverages: tuple[Fraction | None, ...]
    place: str = ""
    factor: int = 100
    higher_is_better: bool = True
    missed: int | None = None
    people: str = ""


@dataclass(frozen=True, slots=True)
class GapRow:
    """One line of the table. ``gap`` is how far the last year is from its target, 0 when reached, None unknown."""

    given: GapInput
    gap: Fraction | None
    trend: GapTrend
    problem: str


def trend(values: Sequence[Fraction | None], tolerance_bp: int) -> GapTrend:
    """How the reported years went; a step within the tolerance is none.

    Steps up only (or a creep up beyond the tolerance in all) is ``naik``, down only ``turun``, both ``fluktuatif``,
    none ``tetap``. With fewer than two reported years nothing is said.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return GapTrend.UNKNOWN
    limit = Fraction(tolerance_bp, _BASIS)
    steps = [later - earlier for earlier, later in pairwise(known)]
    ups, downs = any(step > limit for step in steps), any(step < -limit for step in steps)
    if ups and downs:
        return GapTrend.WAVERING
    if ups or downs:
        return GapTrend.UP if ups else GapTrend.DOWN
    whole = known[-1] - known[0]
    return GapTrend.UP if whole > limit else GapTrend.DOWN if whole < -limit else GapTrend.SAME


def gap_table(given: Iterable[GapInput], years: tuple[int, ...], tolerance_bp: int) -> tuple[GapRow, ...]:
    """The lines in the order they came; ``years`` are those of the coverages, oldest first.

    Raises:
        ValueError: a line has another number of coverages than there are years.
    """
    rows = []
    for one in given:
        if len(one.coverages) != len(years):
            raise ValueError(f"{one.indicator}: {len(one.coverages)} capaian untuk {len(years)} tahun.")
        gap = _gap(one)
        rows.append(GapRow(one, gap, trend(one.coverages, tolerance_bp), _statement(one, years[-1], gap)))
    return tuple(rows)


def _gap(one: GapInput) -> Fraction | None:
    last = one.coverages[-1] if one.coverages else None
    if last is None or one.target is None:
        return None
    return max(one.target - last if one.higher_is_better else last - one.target, Fraction(0))


def _statement(one: GapInput, year: int, gap: Fraction | None) -> str:
    """``Cakupan K6 di Desa X tahun 2024 sebesar 71 %, target 90 %, kesenjangan 19 %.`` (domain.md 2.6)."""
    what = f"Cakupan {one.indicator}" if one.factor == 100 and one.higher_is_better else one.indicator
    where = f" di {one.place}" if one.place else ""
    last = one.coverages[-1] if one.coverages else None
    if last is None:
        return f"{what}{where} tahun {year} belum dilaporkan."
    text = f"{what}{where} tahun {year} sebesar {_said(last, one)}"
    if one.target is None:
        return f"{text}, belum ada target."
    if not gap:
        return f"{text}, target {_said(one.target, one)}, tercapai."
    way = "kurang" if one.higher_is_better else "lebih"
    missed = f" ({way} {one.missed} {one.people})" if one.missed and one.people else ""
    return f"{text}, target {_said(one.target, one)}, kesenjangan {_said(gap, one)}{missed}."


def _said(value: Fraction, one: GapInput) -> str:
    """Without a decimal where it is whole, else with one."""
    return rate(value, one.factor, 0 if value.denominator == 1 else 1)
