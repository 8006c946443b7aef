"""The thresholds and relations the checks use: dated data, handed in by the caller."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Order:
    """``lesser`` should not exceed ``greater``, in each month or cumulatively."""

    greater: str
    lesser: str
    cumulative: bool
    why: str


@dataclass(frozen=True, slots=True)
class Sum:
    """``parts`` add up to ``whole`` in each month."""

    whole: str
    parts: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Season:
    """``element`` is reported in these months of the year only."""

    element: str
    months: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Rising:
    """A position that does not fall within a year."""

    element: str
    why: str


@dataclass(frozen=True, slots=True)
class QualityRules:
    """What ``catalog/rules/quality.toml`` and ``consistency.toml`` say for a year; counts are whole people."""

    due_day: int
    completeness_percent: int
    repeat_months: int
    repeat_smallest: int
    block_elements: int
    tenfold: int
    tenfold_smallest: int
    tenfold_months: int
    z_limit_tenths: int
    z_months: int
    z_difference: int
    over_percent: int
    heaping_step: int
    heaping_values: int
    heaping_distinct: int
    heaping_block: int
    cumulative_months: int
    cumulative_smallest: int
    source_percent: int
    source_people: int
    table_percent: int
    table_large: int
    table_block: int
    slack_count: int
    slack_percent: int
    orders: tuple[Order, ...]
    sums: tuple[Sum, ...]
    seasons: tuple[Season, ...] = ()
    rising: tuple[Rising, ...] = ()

    @classmethod
    def load(cls, quality: Mapping[str, Any], consistency: Mapping[str, Any], year: int) -> QualityRules:
        """The rules in force in a year, from the two parsed files.

        Raises:
            ValueError: when no rule is that old, or a threshold is missing.
        """
        limits, relations = in_force(quality, year, "mutu data"), in_force(consistency, year, "kesesuaian data")
        own = {"slack_count": relations["slack_count"], "slack_percent": relations["slack_percent"]}
        numbers = {name: limits[name] for name in cls.__slots__ if name in limits} | own
        missing = set(cls.__slots__) - set(numbers) - {"orders", "sums", "seasons", "rising"}
        if missing:
            raise ValueError(f"Aturan mutu data belum lengkap: {', '.join(sorted(missing))}.")
        return cls(
            **numbers,
            orders=tuple(
                Order(o["greater"], o["lesser"], o["span"] == "kumulatif", o["why"]) for o in relations.get("order", ())
            ),
            sums=tuple(Sum(s["whole"], tuple(s["parts"]), s["why"]) for s in relations.get("sum", ())),
            seasons=tuple(Season(m["element"], tuple(m["months"]), m["why"]) for m in relations.get("months", ())),
            rising=tuple(Rising(r["element"], r["why"]) for r in relations.get("rising", ())),
        )


def in_force(data: Mapping[str, Any], year: int, name: str) -> Mapping[str, Any]:
    """The youngest ``[[rule]]`` not younger than the year.

    Raises:
        ValueError: when there is none.
    """
    known = [rule for rule in data.get("rule", ()) if rule["valid_from"] <= year]
    if not known:
        raise ValueError(f"Tidak ada aturan {name} yang berlaku pada tahun {year}.")
    found: Mapping[str, Any] = max(known, key=lambda rule: int(rule["valid_from"]))
    return found
