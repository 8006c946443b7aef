"""What is measured: data elements (what people report) and indicators (what is made of them)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Aggregation(StrEnum):
    """How months become a year: flows add up, stocks keep the last value, means average, cohorts add up by cohort."""

    FLOW = "arus"
    STOCK = "posisi"
    MEAN = "rerata"
    COHORT = "kohort"


class Direction(StrEnum):
    """Which way is better."""

    UP = "naik"
    DOWN = "turun"


@dataclass(frozen=True, slots=True)
class Element:
    """A number that is reported as such.

    Attributes:
        code: ``program.nama`` (``kia.k1``); sasaran are ``sasaran.bumil``, reported per year.
        name: official name; ``short`` what fits a column head.
        unit: who or what is counted (``ibu``, ``bayi``, ``balita``, ``rumah``).
        aliases: header texts that mean this element in real workbooks (compared without case, space and
            punctuation); a multi-row header is written with ``>``: ``Deteksi Risti > Nakes``.
        part_of: element this one is a subset of (K1 by a doctor of K1), for checks.
        yearly: reported per year (sasaran, registered facilities).
    """

    code: str
    name: str
    short: str
    unit: str
    programme: str
    aggregation: Aggregation = Aggregation.FLOW
    aliases: tuple[str, ...] = ()
    part_of: str = ""
    yearly: bool = False
    whole: bool = True
    source: str = ""


@dataclass(frozen=True, slots=True)
class DatedTarget:
    """A target in basis points (100 % = 10_000; for factor 1000 or 100000 the same scale per unit) from a year on."""

    year: int
    basis_points: int
    source: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A definition that explains itself.

    ``numerator`` and ``denominator`` are expressions over element codes (see ``core.indicators.parse``):
    ``kia.k1`` over ``sasaran.bumil``; ``20% * sasaran.bumil``; ``kia.k1 - kia.k4`` over ``kia.k1``.

    Attributes:
        code: short stable code people say (``K1``, ``PN-FASKES``); ``official`` the one of domain.md 3.8 (``KIA-01``).
        factor: 100 percent, 1000 permil, 100000 per hundred thousand, 1 for a plain number.
        people: unit of the gap (``ibu``): "kurang 15 ibu".
        klaster: ILP cluster 1..5; ``upaya`` UKM or UKP; ``nature`` promotif/preventif/kuratif/rehabilitatif.
        levels: where it is judged (``desa``, ``puskesmas``).
        pro_rata: the running target grows n/12 (coverage of a yearly sasaran); otherwise the full target each month.
        on_home: shown as a column of the home table by default.
        valid_from, valid_to: years; several dated definitions may share a code.
    """

    code: str
    official: str
    name: str
    short: str
    numerator: str
    denominator: str
    people: str
    programme: str
    klaster: int
    upaya: str
    nature: tuple[str, ...]
    definition: str
    why: str
    source: str
    factor: int = 100
    direction: Direction = Direction.UP
    aggregation: Aggregation = Aggregation.FLOW
    levels: tuple[str, ...] = ("desa", "puskesmas")
    targets: tuple[DatedTarget, ...] = ()
    pro_rata: bool = True
    on_home: bool = False
    order: int = 1000
    valid_from: int = 2000
    valid_to: int | None = None
    spm: bool = False
    inm: bool = False
    confirmed: bool = False
    notes: str = ""
    local: bool = False

    def target_for(self, year: int) -> DatedTarget | None:
        """The latest target not younger than the year, or None when the office must set its own."""
        known = [t for t in self.targets if t.year <= year]
        return max(known, key=lambda t: t.year) if known else None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All elements and indicators in force, by code."""

    elements: dict[str, Element] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)

    def for_year(self, year: int) -> dict[str, Indicator]:
        """The indicators whose definition holds in a year; of two that do, the younger definition."""
        found: dict[str, Indicator] = {}
        for indicator in self.indicators.values():
            holds = indicator.valid_from <= year and (indicator.valid_to is None or year <= indicator.valid_to)
            if holds and (indicator.code not in found or found[indicator.code].valid_from < indicator.valid_from):
                found[indicator.code] = indicator
        return found
