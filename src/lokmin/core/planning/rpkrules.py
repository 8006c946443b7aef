"""The rules of the RPK bulanan and of money beside coverage, as dated data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class RpkRule:
    """``catalog/rules/rpk.toml`` for a year; see there."""

    most_gaps: int
    most_of_indicator: int
    absorption_bp: int
    coverage_bp: int
    source: str

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> Self:
        """The rule in force in a year.

        Raises:
            ValueError: when there is none.
        """
        known = [rule for rule in data.get("rule", ()) if rule["valid_from"] <= year]
        if not known:
            raise ValueError(f"Tidak ada aturan RPK yang berlaku pada tahun {year}.")
        rule = max(known, key=lambda r: int(r["valid_from"]))
        return cls(
            int(rule["most_gaps"]), int(rule["most_of_indicator"]), int(rule["absorption_bp"]),
            int(rule["coverage_bp"]), str(rule["source"]),
        )  # fmt: skip
