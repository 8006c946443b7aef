"""The scoring methods in force, from dated rules data: scales, questions, formula variants, version and source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from lokmin.core.meetings.scoring.expression import Formula, compiled

#: The scale of a question answered with yes or no (PEARL).
GATE = (0, 1)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question of a method.

    Attributes:
        letter: its name in formulas and on paper (``U``).
        low, high: smallest and largest score.
        low_label, high_label: what they mean (``bisa menunggu``, ``sangat mendesak``).
        gate: a yes/no condition (PEARL); no removes the problem.
        weight: for MCUA, in parts of ``Method.weight_base``.
    """

    letter: str
    name: str
    question: str
    low: int = 1
    high: int = 5
    low_label: str = ""
    high_label: str = ""
    gate: bool = False
    weight: int = 0

    @property
    def width(self) -> int:
        """How far apart two scores can be."""
        return self.high - self.low

    @property
    def choices(self) -> range:
        """The scores a rater can give."""
        return range(self.low, self.high + 1)


@dataclass(frozen=True, slots=True)
class Variant:
    """One formula of a method, with the criteria as this formula scales them."""

    code: str
    name: str
    expression: str
    removed_by: str = ""
    scales: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Method:
    """A method with one chosen formula: everything needed to score a paper, and to say later how it was done."""

    code: str
    valid_from: int
    version: str
    name: str
    long_name: str
    about: str
    source: str
    confirmed: bool
    criteria: tuple[Criterion, ...]
    variants: tuple[Variant, ...]
    weighted: bool = False
    weight_base: int = 1
    chosen: str = ""

    def __post_init__(self) -> None:
        letters = [c.letter for c in self.criteria]
        if len(set(letters)) != len(letters) or not letters:
            raise ValueError(f"Kriteria {self.name} harus ada dan berhuruf sendiri-sendiri.")
        for criterion in self.criteria:
            if criterion.width < 1:
                raise ValueError(f"Skala {criterion.name} di {self.name} harus mempunyai sedikitnya dua nilai.")
        if self.weighted and sum(c.weight for c in self.criteria) != self.weight_base:
            total = sum(c.weight for c in self.criteria)
            raise ValueError(f"Jumlah bobot {self.name} harus {self.weight_base}, sekarang {total}.")
        if any(c.weight < 0 for c in self.criteria):
            raise ValueError(f"Bobot {self.name} tidak boleh kurang dari 0.")
        try:
            self.formula({c.letter: c.low for c in self.criteria})
        except ZeroDivisionError:
            raise ValueError(f"Rumus {self.name} membagi dengan nilai yang boleh 0.") from None

    @property
    def variant(self) -> Variant:
        """The chosen formula; the first one listed is the usual one."""
        return next((v for v in self.variants if v.code == self.chosen), self.variants[0])

    @property
    def expression(self) -> str:
        """The formula as text; for weighted criteria made of their weights: ``(30 * E + 70 * G) / 100``."""
        if not self.weighted:
            return self.variant.expression
        return f"({' + '.join(f'{c.weight} * {c.letter}' for c in self.criteria)}) / {self.weight_base}"

    @property
    def formula(self) -> Formula:
        """The formula ready to be worked out."""
        return compiled(self.expression, {c.letter for c in self.criteria})

    @property
    def written(self) -> str:
        """The formula for people: ``(A + B) × C / 3``; a product of all PEARL conditions is written ``PEARL``."""
        text = self.expression
        gates = " * ".join(c.letter for c in self.criteria if c.gate)
        if gates and gates in text:
            text = text.replace(gates, "PEARL")
        return text.replace(" * ", " × ")

    @property
    def stamp(self) -> str:
        """Which formula in which version: kept with every result (``usg/jumlah/1``)."""
        return f"{self.code}/{self.variant.code}/{self.version}"

    def using(self, formula: str) -> Method:
        """The same method with another of its formulas.

        Raises:
            ValueError: the method has no such formula.
        """
        found = next((v for v in self.variants if v.code == formula), None)
        if found is None:
            raise ValueError(f"{self.name} tidak mempunyai rumus “{formula}”.")
        criteria = tuple(
            replace(c, low=found.scales[c.letter][0], high=found.scales[c.letter][1]) if c.letter in found.scales else c
            for c in self.criteria
        )
        return replace(self, criteria=criteria, chosen=formula)

    def weighing(self, criteria: Sequence[Criterion]) -> Method:
        """A weighted method with the group's own criteria and weights.

        Raises:
            ValueError: the method is not weighted, or the weights do not add up; with a sentence.
        """
        if not self.weighted:
            raise ValueError(f"Kriteria {self.name} tetap dan tidak berbobot.")
        return replace(self, criteria=tuple(criteria))


@dataclass(frozen=True, slots=True)
class FarApart:
    """From when on opinions are so far apart that a second round is proposed.

    Attributes:
        least_raters: fewer prove nothing.
        quartile_share: quartile distance of a criterion as part of its scale's width.
    """

    least_raters: int
    quartile_share: Fraction
    source: str


def load(data: Mapping[str, Any], year: int) -> dict[str, Method]:
    """The methods in force in a year by code, from the parsed ``rules/scoring.toml``, each with its usual formula.

    Raises:
        ValueError: a formula that cannot be read, weights that do not add up; with a sentence.
    """
    found: dict[str, Method] = {}
    for entry in sorted(data["method"], key=lambda e: int(e["valid_from"])):
        if int(entry["valid_from"]) > year:
            continue
        method = Method(
            code=entry["code"],
            valid_from=int(entry["valid_from"]),
            version=str(entry["version"]),
            name=entry["name"],
            long_name=entry["long_name"],
            about=entry["about"],
            source=entry["source"],
            confirmed=bool(entry["confirmed"]),
            criteria=tuple(_criterion(c) for c in entry["criteria"]),
            variants=tuple(_variant(v) for v in entry["formulas"]),
            weighted=bool(entry.get("weighted", False)),
            weight_base=int(entry.get("weight_base", 1)),
        )
        for variant in method.variants:
            method.using(variant.code)
        found[method.code] = method.using(method.variants[0].code)
    return found


def far_apart_rule(data: Mapping[str, Any], year: int) -> FarApart:
    """The rule of the second round in force in a year.

    Raises:
        ValueError: when there is none.
    """
    known = [rule for rule in data["far_apart"] if int(rule["valid_from"]) <= year]
    if not known:
        raise ValueError(f"Tidak ada aturan putaran kedua yang berlaku pada tahun {year}.")
    rule = max(known, key=lambda r: int(r["valid_from"]))
    return FarApart(int(rule["least_raters"]), Fraction(*rule["quartile_share"]), rule["source"])


def _criterion(entry: Mapping[str, Any]) -> Criterion:
    gate = bool(entry.get("gate", False))
    low, high = entry.get("scale", GATE if gate else (1, 5))
    return Criterion(
        entry["letter"],
        entry["name"],
        entry["question"],
        int(low),
        int(high),
        entry.get("low", "tidak" if gate else ""),
        entry.get("high", "ya" if gate else ""),
        gate,
        int(entry.get("weight", 0)),
    )


def _variant(entry: Mapping[str, Any]) -> Variant:
    removed_by = entry.get("removed_by", "")
    if removed_by not in ("", "satu", "mayoritas"):
        raise ValueError(f"Rumus {entry['name']}: removed_by “{removed_by}” tidak dikenal.")
    scales = {letter: (int(low), int(high)) for letter, (low, high) in entry.get("scales", {}).items()}
    return Variant(entry["code"], entry["name"], entry["expression"], removed_by, scales)
