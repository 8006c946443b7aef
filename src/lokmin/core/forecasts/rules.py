"""How forecasts, what-ifs and the search for villages that solved a problem are made: dated data, checked when read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ForecastRule:
    """How the year's end is forecast (model: ``lokmin.analysis.forecast``).

    Attributes:
        level: of the interval, 0.8 for 80 %.
        discounts: what is kept from one month to the next of what is known of a pace; each indicator's villages choose
            together, a village's own months join in. ``discounts_other``: the same for positions, means and rates.
        new_year: what is kept of it beside that when a year begins (staff, targets and ways of counting change then).
        break_month, break_new_year: chance that a pace begins anew in a month, and when a year begins.
        break_keeps: months that are known of a pace that begins anew.
        pooled_months: months of its own that weigh as much as the villages together in that choice.
        spread, spread_months: the quasi-Poisson factor assumed before anything is seen, and the months it weighs.
        village_months: months of its own that weigh as much as the villages together for the factor of a village.
        prior_months: least and most months the sasaran alone stands for at the start.
        one_year_season: how much of a season is believed that was seen in one year only (0..1).
        unknown_season: standard deviation of what is still to come, as a share of it, where no earlier year is known.
        nearly_sure, likely, unlikely: chances of reaching the target from which it is said so.
        few: counts of the year so far below which the sentence warns.
    """

    valid_from: int
    source: str
    level: float
    discounts: tuple[float, ...]
    discounts_other: tuple[float, ...]
    new_year: tuple[float, ...]
    break_month: float
    break_new_year: float
    break_keeps: float
    pooled_months: float
    spread: float
    spread_months: float
    village_months: float
    prior_months: tuple[float, ...]
    one_year_season: float
    unknown_season: float
    nearly_sure: float
    likely: float
    unlikely: float
    few: int

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> ForecastRule:
        """The rule in force in a year, from the parsed ``catalog/rules/forecast.toml``.

        Raises:
            ValueError: when no rule is that old, or one is incomplete or contradicts itself.
        """
        rule = in_force(data, "rule", year)
        found = cls(**fields(cls, rule, "perkiraan"))
        if not 0 < found.level < 1 or not all(
            0 < d <= 1 for d in (*found.discounts, *found.discounts_other, *found.new_year)
        ):
            raise ValueError("Aturan perkiraan: tingkat dan potongan harus di antara 0 dan 1.")
        if not 0 <= found.unlikely <= found.likely <= found.nearly_sure <= 1:
            raise ValueError("Aturan perkiraan: batas sebutan peluang harus naik.")
        return found


@dataclass(frozen=True, slots=True)
class WhatIfRule:
    """What is assumed where the one who asks gives no figure.

    Attributes:
        share: of contacts that reach one more person; ``share_contacts`` how many contacts that guess is worth.
        minutes: a contact with its way there and back.
        chances: for which chances the contacts needed are told.
        most: contacts a month beyond which an answer is no help.
    """

    valid_from: int
    source: str
    share: float
    share_contacts: float
    minutes: int
    chances: tuple[float, ...]
    most: int

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> WhatIfRule:
        """As ``ForecastRule.load``."""
        return cls(**fields(cls, in_force(data, "whatif", year), "andai"))


@dataclass(frozen=True, slots=True)
class PeerRule:
    """When a village is said to have solved a problem (test: ``lokmin.analysis.peers``).

    Attributes:
        months: of each of the two spans that are compared.
        least_months: reports needed in each span; ``least_count`` people needed in both together.
        false_names: share of questions that may name a village though nothing changed anywhere.
        size: a village counts as alike from 1/size to size times the sasaran.
        most: villages named at most.
    """

    valid_from: int
    source: str
    months: int
    least_months: int
    least_count: int
    false_names: float
    size: float
    most: int

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> PeerRule:
        """As ``ForecastRule.load``."""
        return cls(**fields(cls, in_force(data, "peers", year), "contoh"))


def in_force(data: Mapping[str, Any], table: str, year: int) -> Mapping[str, Any]:
    """The youngest entry of a table that is not younger than the year.

    Raises:
        ValueError: when there is none.
    """
    known = [rule for rule in data.get(table, ()) if rule["valid_from"] <= year]
    if not known:
        raise ValueError(f"Tidak ada aturan “{table}” yang berlaku pada tahun {year}.")
    found: Mapping[str, Any] = max(known, key=lambda r: int(r["valid_from"]))
    return found


def fields(kind: type, rule: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The entry as arguments of the dataclass, lists as tuples.

    Raises:
        ValueError: naming what is missing.
    """
    missing = [key for key in kind.__annotations__ if key not in rule]
    if missing:
        raise ValueError(f"Aturan {name} belum lengkap: {', '.join(missing)}.")
    return {key: tuple(v) if isinstance(v := rule[key], list) else v for key in kind.__annotations__}
