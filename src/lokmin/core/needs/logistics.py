"""Goods of programmes: need from sasaran, stock, gap and cost of one item (S0-26)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lokmin.core.needs.rules import held
from lokmin.core.numbers import BASIS, MICRO, from_micro, indonesian


@dataclass(frozen=True, slots=True)
class Use:
    """How a need follows from people: sasaran x use of one person x times + buffer.

    Attributes:
        people, per_person: in millionths. ``times``: months, or 1 when it is given once in the period.
        buffer_bp: spare on top in basis points (1000 is 10 %).
    """

    people: int
    per_person: int
    times: int = 1
    buffer_bp: int = 0

    def __post_init__(self) -> None:
        if self.people < 0 or self.per_person < 0 or self.times < 1 or self.buffer_bp < 0:
            raise ValueError("Sasaran, pemakaian, dan cadangan tidak boleh kurang dari 0; kali sedikitnya 1.")


def needed(use: Use) -> int:
    """The need in millionths of the unit, rounded up to a whole one: nobody asks for a part of a tablet.

    ``sasaran x pemakaian per orang x kali x (1 + cadangan)``.
    """
    exact = use.people * use.per_person * use.times * (BASIS + use.buffer_bp)
    return -(-exact // (MICRO * MICRO * BASIS)) * MICRO


def use_words(use: Use, people: str) -> str:
    """``640 ibu hamil × 90 + cadangan 10 %`` as it stands under ``cara menghitung``."""
    parts = [f"{indonesian(from_micro(use.people))} {people}".strip(), indonesian(from_micro(use.per_person))]
    if use.times > 1:
        parts.append(f"{use.times} bulan")
    return " × ".join(parts) + (f" + cadangan {_percent(use.buffer_bp)}" if use.buffer_bp else "")


def _percent(points: int) -> str:
    whole, part = divmod(points, 100)
    return f"{whole},{part:02d}".rstrip("0").rstrip(",") + " %"


@dataclass(frozen=True, slots=True)
class Good:
    """One item a programme needs in a year; need and stock in millionths of the unit, price of one in rupiah."""

    programme: str
    item: str
    unit: str = ""
    need: int | None = None
    stock: int | None = None
    price: int | None = None
    fund: str = ""
    basis: str = ""
    note: str = ""

    @property
    def gap(self) -> int | None:
        """Need - stock, never below zero; None where either is not known."""
        return None if self.need is None or self.stock is None else max(0, self.need - self.stock)

    @property
    def cost(self) -> int | None:
        """Of the gap, rounded up to a whole rupiah; 0 where nothing lacks."""
        if self.gap == 0:
            return 0
        return None if self.gap is None or self.price is None else -(-self.gap * self.price // MICRO)

    @property
    def cover_permille(self) -> int | None:
        """How much of the need the stock covers, in thousandths, at most 1000; None where it cannot be said."""
        if self.need is None or self.stock is None:
            return None
        return 1000 if self.need == 0 else min(1000, self.stock * 1000 // self.need)


@dataclass(frozen=True, slots=True)
class Norm:
    """A usual item of a programme: ``sasaran`` is the code of a data element, empty when the number is typed."""

    programme: str
    item: str
    unit: str
    sasaran: str
    per_person: int
    times: int
    buffer_bp: int
    why: str


@dataclass(frozen=True, slots=True)
class LogisticRules:
    """``catalog/rules/logistics.toml`` for a year."""

    norms: tuple[Norm, ...]
    source: str
    confirmed: bool

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> LogisticRules:
        """The rule in force in a year.

        Raises:
            ValueError: there is none.
        """
        rule = held(data, year, "logistik")
        norms = tuple(
            Norm(one["programme"], one["item"], one["unit"], one.get("sasaran", ""), int(one["per_person_micro"]),
                 int(one.get("times", 1)), int(one.get("buffer_bp", rule["buffer_bp"])), one["why"])
            for one in rule["norm"]
        )  # fmt: skip
        return cls(norms, rule["source"], bool(rule["confirmed"]))


def costs(goods: Iterable[Good]) -> tuple[int, int]:
    """Rupiah of all gaps that can be costed, and how many gaps have no cost."""
    known = unknown = 0
    for good in goods:
        if good.gap and good.cost is None:
            unknown += 1
        known += good.cost or 0
    return known, unknown
