"""The thresholds by which effects are judged: dated data, handed in by the caller."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class EffectRule:
    """``[[rule]]`` of ``catalog/rules/effect.toml`` for a year; see there for what each number means."""

    version: str
    before_least: int
    after_least: int
    before_most: int
    after_most: int
    first_day: int
    others_least: int
    chance_most_ppm: int
    sets_most: int
    series_months: int
    series_most: int
    series_chosen: int
    series_alike_percent: int
    draws: int
    small_count: int
    seed: int

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> Self:
        """The rule in force in a year.

        Raises:
            ValueError: when there is none, or a threshold is missing.
        """
        return cls(**_fields(data, "rule", year, cls.__slots__))

    @property
    def chance_most(self) -> float:
        """The largest chance (0..1) at which an effect is called one."""
        return self.chance_most_ppm / 1_000_000


@dataclass(frozen=True, slots=True)
class PromiseRule:
    """``[[promise]]``: how many actions an index needs, over how many months, with how many days of grace."""

    least: int
    months: int
    grace_days: int

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> Self:
        """As :meth:`EffectRule.load`."""
        return cls(**_fields(data, "promise", year, cls.__slots__))


@dataclass(frozen=True, slots=True)
class PowerRule:
    """``[[power]]``: the cases of the table of power in the guide, and how they are simulated."""

    months_before: int
    months_after: tuple[int, ...]
    villages: tuple[int, ...]
    sizes: tuple[int, ...]
    points: tuple[int, ...]
    monthly_percent: int
    between_percent: int
    runs: int
    seed: int

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> Self:
        """As :meth:`EffectRule.load`."""
        found = _fields(data, "power", year, cls.__slots__)
        found |= {name: tuple(value) for name, value in found.items() if isinstance(value, list)}
        return cls(**found)


def _fields(data: Mapping[str, Any], table: str, year: int, names: tuple[str, ...]) -> dict[str, Any]:
    known = [rule for rule in data.get(table, ()) if rule["valid_from"] <= year]
    if not known:
        raise ValueError(f"Tidak ada aturan dampak ({table}) yang berlaku pada tahun {year}.")
    rule = max(known, key=lambda r: int(r["valid_from"]))
    missing = set(names) - set(rule)
    if missing:
        raise ValueError(f"Aturan dampak ({table}) belum lengkap: {', '.join(sorted(missing))}.")
    return {name: rule[name] for name in names}
