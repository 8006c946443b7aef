"""Expressions over data elements as checked nodes: nonsense is refused when it is built, with a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm

from lokmin.core.indicators.definitions import Aggregation, Element


class ExpressionError(ValueError):
    """An expression that means nothing; the message is an Indonesian sentence that says why and what to do."""


class Nature(StrEnum):
    """What the months of an expression are, so that unlike things are not added up."""

    CONSTANT = "tetapan"
    YEARLY = "tahunan"
    FLOW = "arus bulanan"
    STOCK = "posisi bulanan"
    MEAN = "rerata bulanan"
    COHORT = "kohort"


_NATURE = {
    Aggregation.FLOW: Nature.FLOW,
    Aggregation.STOCK: Nature.STOCK,
    Aggregation.MEAN: Nature.MEAN,
    Aggregation.COHORT: Nature.COHORT,
}


#: Units that all count people, so that a share of one in another means something (kasus of balita, ibu of orang).
_PEOPLE = frozenset(
    {
        "anak", "baduta", "balita", "bayi", "ibu", "jiwa", "kasus", "kematian", "lansia", "orang", "pasangan",
        "pasien", "penderita", "persalinan", "peserta", "remaja", "siswa",
    }
)  # fmt: skip


def _things(elements: Iterable[Element]) -> set[str]:
    """What is counted, people taken as one kind; an element without a unit says nothing."""
    return {"orang" if element.unit in _PEOPLE else element.unit for element in elements if element.unit}


@dataclass(frozen=True, slots=True)
class Constant:
    """A plain number (``20%``, ``0,2``, ``1``)."""

    value: Fraction

    @property
    def nature(self) -> Nature:
        return Nature.CONSTANT

    def coefficients(self) -> dict[Element, Fraction]:
        return {}


@dataclass(frozen=True, slots=True)
class Count:
    """A reported data element."""

    element: Element

    @property
    def nature(self) -> Nature:
        return Nature.YEARLY if self.element.yearly else _NATURE[self.element.aggregation]

    def coefficients(self) -> dict[Element, Fraction]:
        return {self.element: Fraction(1)}


@dataclass(frozen=True, slots=True)
class Scaled:
    """An expression times a plain number."""

    by: Fraction
    of: Node

    @property
    def nature(self) -> Nature:
        return self.of.nature

    def coefficients(self) -> dict[Element, Fraction]:
        return {element: self.by * value for element, value in self.of.coefficients().items()}


@dataclass(frozen=True, slots=True)
class Added:
    """Two expressions of the same nature added up; a difference is a sum with a scaled part.

    Raises:
        ExpressionError: a yearly figure with a monthly one, a position with a flow, a number with a count, houses
            with people.
    """

    left: Node
    right: Node

    def __post_init__(self) -> None:
        left, right = self.left.nature, self.right.nature
        names = f"{_first(self.left)} dan {_first(self.right)}"
        things = _things(self.left.coefficients()), _things(self.right.coefficients())
        if left is right:
            if all(things) and things[0] != things[1]:
                raise ExpressionError(
                    f"{names} tidak dapat dijumlahkan: yang satu menghitung {_names(things[0])}, "
                    f"yang lain {_names(things[1])}."
                )
            return
        if Nature.CONSTANT in (left, right):
            raise ExpressionError(f"{names} tidak dapat dijumlahkan: yang satu bilangan tetap, yang lain data laporan.")
        raise ExpressionError(
            f"{names} tidak dapat dijumlahkan: yang satu {left.value}, yang lain {right.value}. "
            "Pakai unsur data dengan masa yang sama."
        )

    @property
    def nature(self) -> Nature:
        return self.left.nature

    def coefficients(self) -> dict[Element, Fraction]:
        total = dict(self.left.coefficients())
        for element, value in self.right.coefficients().items():
            total[element] = total.get(element, Fraction(0)) + value
        return {element: value for element, value in total.items() if value}


Node = Constant | Count | Scaled | Added


def multiply(left: Node, right: Node) -> Node:
    """``20% * sasaran.bumil``. Two elements cannot be multiplied."""
    if isinstance(left, Constant) and isinstance(right, Constant):
        return Constant(left.value * right.value)
    if isinstance(left, Constant):
        return Scaled(left.value, right)
    if isinstance(right, Constant):
        return Scaled(right.value, left)
    raise ExpressionError(
        f"{_first(left)} tidak dapat dikalikan dengan {_first(right)}: "
        "perkalian hanya dengan bilangan, misalnya 20% * sasaran.bumil."
    )


def divide(left: Node, right: Node) -> Node:
    """Division by a plain number only; a ratio of elements is numerator and denominator of the indicator."""
    if not isinstance(right, Constant):
        raise ExpressionError(
            f"Pembagian dengan {_first(right)} tidak boleh di dalam rumus: tulis pembilang dan penyebut terpisah."
        )
    if not right.value:
        raise ExpressionError("Pembagian dengan nol di dalam rumus.")
    return multiply(Constant(1 / right.value), left)


def subtract(left: Node, right: Node) -> Node:
    """``kia.k1 - kia.k4``."""
    return add(left, Constant(-right.value) if isinstance(right, Constant) else Scaled(Fraction(-1), right))


def add(left: Node, right: Node) -> Node:
    """A sum of two plain numbers is a plain number; otherwise a checked ``Added``."""
    if isinstance(left, Constant) and isinstance(right, Constant):
        return Constant(left.value + right.value)
    return Added(left, right)


def _names(things: Iterable[str]) -> str:
    return " dan ".join(sorted(things))


def _first(node: Node) -> str:
    """A name people recognise for a part of an expression."""
    if isinstance(node, Constant):
        return str(node.value)
    return " dan ".join(f"“{element.code}”" for element in list(node.coefficients())[:1]) or "hasil nol"


@dataclass(frozen=True, slots=True)
class Linear:
    """An expression as integers: ``(sum of a_i * e_i + constant) / divisor``, with a positive divisor.

    ``terms`` keeps the order in which the elements were written. A constant stands alone (``terms`` empty).
    """

    nature: Nature
    terms: tuple[tuple[Element, int], ...]
    constant: int
    divisor: int

    @property
    def yearly(self) -> bool:
        return self.nature is Nature.YEARLY

    @property
    def monthly(self) -> bool:
        return self.nature not in (Nature.YEARLY, Nature.CONSTANT)


def linear(node: Node) -> Linear:
    """Bring a checked expression to integer coefficients.

    Raises:
        ExpressionError: when nothing is left (``kia.k1 - kia.k1``).
    """
    if isinstance(node, Constant):
        return Linear(Nature.CONSTANT, (), node.value.numerator, node.value.denominator)
    parts = node.coefficients()
    if not any(parts.values()):
        raise ExpressionError("Rumus ini selalu nol: tidak ada unsur data yang tersisa.")
    divisor = lcm(*(value.denominator for value in parts.values()))
    return Linear(node.nature, tuple((e, int(v * divisor)) for e, v in parts.items() if v), 0, divisor)


@dataclass(frozen=True, slots=True)
class Rate:
    """Numerator over denominator, with the way months become a year; unlike periods and things are refused.

    ``share`` says that the ratio is a percentage: part and whole must count the same kind of thing. A rate such as
    "puskesmas per 100.000 penduduk" may compare different ones.

    Raises:
        ExpressionError: a yearly count over a monthly one, a position or a mean that would be summed over months,
            a percentage of houses in people.
    """

    numerator: Linear
    denominator: Linear
    aggregation: Aggregation
    name: str = ""
    share: bool = False

    def __post_init__(self) -> None:
        name = f"Indikator {self.name}: " if self.name else ""
        if self.numerator.nature is Nature.CONSTANT:
            raise ExpressionError(f"{name}pembilang harus memuat unsur data yang dilaporkan.")
        if self.denominator.nature is Nature.CONSTANT and self.denominator.constant <= 0:
            raise ExpressionError(f"{name}penyebut tetap harus lebih besar dari nol.")
        if self.numerator.yearly and self.denominator.monthly:
            raise ExpressionError(f"{name}pembilang per tahun tidak dapat dibagi penyebut per bulan.")
        if self.aggregation in (Aggregation.FLOW, Aggregation.COHORT):
            for part, side in ((self.numerator, "pembilang"), (self.denominator, "penyebut")):
                if part.nature in (Nature.STOCK, Nature.MEAN):
                    raise ExpressionError(
                        f"{name}{side} berupa {part.nature.value}, jadi tidak dapat dijumlahkan dari bulan ke bulan. "
                        f"Pakai cara “{Aggregation.STOCK.value}” atau “{Aggregation.MEAN.value}”."
                    )
        top, bottom = (_things(e for e, _ in side.terms) for side in (self.numerator, self.denominator))
        if self.share and top and bottom and top != bottom:
            raise ExpressionError(
                f"{name}persen {_names(top)} dari {_names(bottom)} tidak bermakna. Samakan satuannya, atau pakai "
                "faktor selain 100."
            )
        natures = {self.numerator.nature, self.denominator.nature}
        if self.denominator.monthly and Nature.COHORT in natures and len(natures) > 1:
            raise ExpressionError(f"{name}pembilang dan penyebut harus dari kohort yang sama.")

    @property
    def way(self) -> Aggregation:
        """How months become a year: a yearly numerator is a position, whatever the definition says."""
        return Aggregation.STOCK if self.numerator.yearly else self.aggregation

    @property
    def elements(self) -> tuple[Element, ...]:
        """All elements used, numerator first, each once."""
        return tuple(dict.fromkeys(e for part in (self.numerator, self.denominator) for e, _ in part.terms))
