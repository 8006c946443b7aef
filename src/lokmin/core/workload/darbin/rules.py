"""The numbers a division is judged and made by: dated data of ``catalog/rules/darbin.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lokmin.core.quality.rules import in_force
from lokmin.core.workload.darbin.records import Minutes, Weights


@dataclass(frozen=True, slots=True)
class DarbinRules:
    """The rule of a year.

    Attributes:
        metres: default limit of distance; 0 for none. ``spare``: villages a person above an even share, as default.
        long_leave: absent so many days is too long for a PJ without a backup.
        spread_permille: the largest load above so much of the average is worth a word.
        slack_permille: the largest load may be so much above the least possible, for shorter ways and fewer changes.
        seconds: how long a proposal may be sought.
        report_day: the darbin report of a month is due on this day of the next.
    """

    metres: int
    spare: int
    long_leave: int
    spread_permille: int
    slack_permille: int
    seconds: int
    report_day: int
    weights: Weights
    minutes: Minutes
    source: str

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> DarbinRules:
        """The rule in force in a year, from the parsed file.

        Raises:
            ValueError: when no rule is that old, or a number is missing.
        """
        rule = in_force(data, year, "darbin")
        missing = set(cls.__slots__) - set(rule)
        if missing:
            raise ValueError(f"Aturan darbin belum lengkap: {', '.join(sorted(missing))}.")
        plain = {name: rule[name] for name in cls.__slots__ if name not in ("weights", "minutes")}
        return cls(**plain, weights=Weights(**rule["weights"]), minutes=Minutes(**rule["minutes"]))
