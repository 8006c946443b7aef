"""Projected sasaran: 1,10 x CBR x penduduk and its kin, and whole figures that still add up (domain.md 4.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lokmin.core.numbers import MICRO


@dataclass(frozen=True, slots=True)
class Formula:
    """One projection: ``times`` x births gives the sasaran ``element``; the source is printed beside it."""

    element: str
    times: Fraction
    source: str


def formulas(data: Mapping[str, Any]) -> dict[str, Formula]:
    """The formulas of the parsed ``catalog/rules/sasaran.toml`` by element.

    Raises:
        ValueError: for a base other than births, or a factor that is not positive.
    """
    found: dict[str, Formula] = {}
    for entry in data.get("formula", ()):
        times = Fraction(str(entry["times"]))
        if entry["of"] != "kelahiran" or times <= 0:
            raise ValueError(f"Rumus sasaran “{entry['element']}” tidak dikenal: {entry['times']} × {entry['of']}.")
        found[entry["element"]] = Formula(entry["element"], times, entry["source"])
    return found


def births(population: int, per_mille: Fraction) -> Fraction:
    """Expected live births of a year: population x crude birth rate (per 1,000 people).

    Raises:
        ValueError: for a negative population or a rate no population has (0..100 per mille).
    """
    if population < 0 or not 0 <= per_mille <= 100:
        raise ValueError(f"Penduduk {population} atau angka kelahiran {float(per_mille)} per 1.000 tidak mungkin.")
    return population * per_mille / 1000


def project(formula: Formula, expected_births: Fraction) -> int:
    """The projected sasaran in micro units, half to even; printed with the decimals the office uses."""
    return round(formula.times * expected_births * MICRO)


def whole_figures(exact: Sequence[Fraction | int]) -> list[int]:
    """Whole figures that add up to the rounded total: largest remainder, the earlier village first on a tie.

    The total is rounded half up, as people do by hand.
    """
    floors = [int(number // 1) for number in exact]
    total = sum((Fraction(number) for number in exact), Fraction(0))
    missing = int((total + Fraction(1, 2)) // 1) - sum(floors)
    by_remainder = sorted(range(len(exact)), key=lambda i: (-(exact[i] - floors[i]), i))
    for i in by_remainder[:missing]:
        floors[i] += 1
    return floors
