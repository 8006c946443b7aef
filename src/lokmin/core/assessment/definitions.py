"""What a year's PKP scores: a tree of upaya, program and variabel with sub variabel as leaves, and its thresholds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from lokmin.core.assessment.bands import Bands


class Rule(StrEnum):
    """How a sub variabel is scored (domain.md 3.4)."""

    TARGET = "target"  # min(100, P / (T x S) x 100); ratios and permil are targets with another factor
    VALUE = "nilai"  # min(100, P / T x 100), without sasaran (IKM)
    INVERSE = "inverse"  # less is better: min(100, T / riil x 100)
    BAND = "ring"  # looked up by the real coverage
    SCALE = "skala"  # 0/4/7/10, chosen by its text


class Aspect(StrEnum):
    """Which of the two results an upaya counts towards."""

    SERVICE = "pelayanan"
    MANAGEMENT = "manajemen"


#: From the top; a level may be missing between two.
LEVELS = ("upaya", "program", "variabel")
_CODE = re.compile(r"[\w.()\-]{1,60}")
#: What a rate is quoted in.
UNITS = {1: "", 100: "%", 1000: "‰", 100_000: "per 100.000"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scale: its score, what must be true, and from which count on it is reached (None: not counted)."""

    score: int
    text: str
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Sub:
    """A sub variabel (indikator).

    Attributes:
        target: in millionths of the factor's unit (20 % is 20_000_000); None: the office sets its own.
        factor: 100 percent, 1000 permil, 1 ratio or plain number, 100000 per hundred thousand.
        unit: who or what the sasaran counts (``rumah tangga``).
        indicator: code of the catalogue whose coverage fills it in; empty when none.
        known_by: key of a fact the system knows by itself (``lokmin-bulanan``); the steps' ``least`` judge it.
        yearly: the sasaran is of a year and the achievement grows through it, so that a month is judged by its share.
        proof: what the Dinkes asks to see.
        effort: minutes of work for one more; 0: as ``rules/effort.toml`` says of the unit.
    """

    code: str
    name: str
    rule: Rule = Rule.TARGET
    target: int | None = None
    factor: int = 100
    unit: str = ""
    weight: int = 1
    indicator: str = ""
    known_by: str = ""
    yearly: bool = True
    bands: Bands | None = None
    steps: tuple[Step, ...] = ()
    definition: str = ""
    proof: str = ""
    source: str = ""
    confirmed: bool = False
    effort: int = 0

    def __post_init__(self) -> None:
        where = f"Sub variabel {self.code} ({self.name})"
        if self.weight < 1:
            raise ValueError(f"{where}: bobot harus 1 atau lebih, bukan {self.weight}.")
        if not 0 <= self.effort <= 100_000:
            raise ValueError(f"{where}: menit per satuan harus 0 sampai 100.000.")
        if self.factor not in UNITS:
            raise ValueError(f"{where}: faktor {self.factor} tidak dikenal; pilih 1, 100, 1000, atau 100000.")
        if self.target is not None and self.target < 0:
            raise ValueError(f"{where}: target tidak boleh negatif.")
        if self.rule is Rule.BAND and self.bands is None:
            raise ValueError(f"{where}: aturan ring memerlukan daftar rentang dan nilainya.")
        if self.rule is Rule.SCALE:
            scores = [step.score for step in self.steps]
            if len(scores) < 2 or scores != sorted(set(scores)) or scores[0] != 0 or scores[-1] != 10:
                raise ValueError(f"{where}: skala harus naik dari 0 sampai 10, tiap nilai satu kali.")
            counts = [step.least for step in self.steps if step.least is not None]
            if counts != sorted(set(counts)):
                raise ValueError(f"{where}: batas hitungan skala harus naik.")

    @property
    def counts_people(self) -> bool:
        """Is the achievement a part of the sasaran, so that more than all of it is odd?"""
        return self.rule is not Rule.SCALE and self.factor in (100, 1000)

    def step(self, score: int) -> Step | None:
        """The step with a score."""
        return next((step for step in self.steps if step.score == score), None)

    def step_for(self, count: int) -> Step | None:
        """The highest step a count reaches; None where the scale is not counted."""
        reached = [step for step in self.steps if step.least is not None and step.least <= count]
        return reached[-1] if reached else None


@dataclass(frozen=True, slots=True)
class Node:
    """An upaya, a program or a variabel: the weighted mean of what stands under it and applies.

    ``flat``: the mean of all its leaves at once, not of the means under it (management).
    """

    code: str
    name: str
    level: str
    children: tuple[Node | Sub, ...] = ()
    weight: int = 1
    aspect: Aspect = Aspect.SERVICE
    flat: bool = False

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise ValueError(f"Tingkat {self.level} tidak dikenal; pilih {', '.join(LEVELS)}.")
        if self.weight < 1:
            raise ValueError(f"{self.code} {self.name}: bobot harus 1 atau lebih, bukan {self.weight}.")

    def subs(self) -> Iterator[Sub]:
        """All leaves under it, in the order of the form."""
        for child in self.children:
            if isinstance(child, Sub):
                yield child
            else:
                yield from child.subs()


@dataclass(frozen=True, slots=True)
class Groups:
    """Kelompok by half-open thresholds on unrounded values: baik >= ``good``, cukup >= ``fair``, kurang below."""

    good: Fraction
    fair: Fraction

    def __post_init__(self) -> None:
        if not 0 <= self.fair < self.good:
            raise ValueError("Ambang kelompok: cukup harus lebih rendah daripada baik, dan keduanya tidak negatif.")

    def of(self, value: Fraction) -> Group:
        if value >= self.good:
            return Group.GOOD
        return Group.FAIR if value >= self.fair else Group.POOR


class Group(StrEnum):
    """Kelompok I, II, III."""

    GOOD = "baik"
    FAIR = "cukup"
    POOR = "kurang"

    @property
    def roman(self) -> str:
        """``I``."""
        return {Group.GOOD: "I", Group.FAIR: "II", Group.POOR: "III"}[self]


@dataclass(frozen=True, slots=True)
class Bundle:
    """The list of a province or district for a year: dated data with a source.

    Attributes:
        service, management: thresholds, in percent and on the scale of 0 to 10.
        dinkes: from which percent on the Dinkes gives a programme its own 10, 5 (and below: 0).
        composite: how much service and management (times ten) weigh in the one composite figure.
    """

    code: str
    name: str
    valid_from: int
    source: str
    upaya: tuple[Node, ...]
    service: Groups
    management: Groups
    dinkes: tuple[Fraction, Fraction] = (Fraction(80), Fraction(61))
    composite: tuple[int, int] = (1, 1)
    confirmed: bool = False
    subs: dict[str, Sub] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in self.nodes():
            plain_code(path[-1].code)
        for upaya in self.upaya:
            for sub in upaya.subs():
                plain_code(sub.code)
                if sub.code in self.subs:
                    raise ValueError(f"Bundel {self.code}: kode {sub.code} dipakai dua kali. Beri kode lain.")
                self.subs[sub.code] = sub
        if not self.subs:
            raise ValueError(f"Bundel {self.code} belum punya sub variabel.")

    def nodes(self) -> Iterator[tuple[Node, ...]]:
        """Every node with its ancestors, from the top: ``(upaya,)``, ``(upaya, program)`` ..."""
        for upaya in self.upaya:
            yield from _walk((upaya,))

    def path(self, code: str) -> tuple[Node, ...]:
        """The nodes above a sub variabel, from the top.

        Raises:
            KeyError: no such sub variabel.
        """
        for path in self.nodes():
            if any(isinstance(child, Sub) and child.code == code for child in path[-1].children):
                return path
        raise KeyError(code)


def plain_code(code: str) -> None:
    """A code stands in the address of its page.

    Raises:
        ValueError: it holds what an address cannot.
    """
    if not _CODE.fullmatch(code):
        raise ValueError(f"Kode “{code[:40]}”: pakai huruf, angka, titik, garis hubung, atau tanda kurung saja.")


def _walk(path: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    yield path
    for child in path[-1].children:
        if isinstance(child, Node):
            yield from _walk((*path, child))
