"""The thresholds of the control charts: dated data, handed in by the caller."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from lokmin.core.quality.rules import in_force


@dataclass(frozen=True, slots=True)
class Measured:
    """What a simulation measured for a history of so many months; shares of 1,000 series.

    Attributes:
        months: length of the history the limits are estimated from.
        strong, any: series without any change that give a strong sign, or any sign, at least once in twelve months.
        current: series without any change that show a strong sign in a given month (``fresh`` months count as now).
        found: series with a lasting shift of 1.5 sigma that give a sign of the right direction within five months.
    """

    months: int
    strong: int
    any: int
    current: int
    found: int


@dataclass(frozen=True, slots=True)
class Widths:
    """The critical values for a history of so many reported months, in tenths or hundredths as named.

    Limits that are estimated from few months are themselves uncertain; the shorter the history the wider they are.
    """

    months: int
    limit: float
    cusum: float
    average: float


_Entry = TypeVar("_Entry", Widths, Measured)
_TABLES = ("widths", "rare_widths", "measured")


@dataclass(frozen=True, slots=True)
class SignalRules:
    """What ``catalog/rules/signals.toml`` says for a year.

    Attributes:
        window: months that are looked at; ``watched``: the last of them, in which signs are looked for.
        baseline, shortest: reported months the limits are estimated from, at most and at least.
        run: so many reported months in a row on one side of the centre.
        slack: ``k`` of the CUSUM in sigma; ``average_months`` how many months the moving average has.
        calm: in sums and means a month counts for at most so many sigma, so that one odd month is no drift.
        rare: a mean below it is judged by exact limits; ``smallest``: below it only single months are judged.
        fresh: a sign so many months old still counts as of now.
        odd: modified z-score beyond which a month of the baseline is left out, and asked about.
        least_sigma: no sigma of a count is smaller than so many people.
        season_months, season_series: reported months and series a month-of-year pattern needs.
        season_least: a month whose usual share is below it has no season for the indicator and is not judged.
        widths: by length of the history, shortest first; ``rare_widths`` for the exact limits of rare events, which
            have the uncertainty of their centre inside; ``measured`` what the simulations found.
    """

    window: int
    watched: int
    baseline: int
    shortest: int
    run: int
    slack: float
    average_months: int
    calm: float
    rare: float
    smallest: float
    fresh: int
    odd: float
    least_sigma: float
    season_months: int
    season_series: int
    season_least: float
    widths: tuple[Widths, ...]
    rare_widths: tuple[Widths, ...]
    measured: tuple[Measured, ...]

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> SignalRules:
        """The rule in force in a year, from the parsed file.

        Raises:
            ValueError: when no rule is that old, or a threshold is missing.
        """
        rule = in_force(data, year, "sinyal")
        missing = set(cls.__slots__) - set(rule)
        if missing:
            raise ValueError(f"Aturan sinyal belum lengkap: {', '.join(sorted(missing))}.")
        numbers = {name: rule[name] for name in cls.__slots__ if name not in _TABLES}
        return cls(
            **numbers,
            widths=_by_length(Widths(**entry) for entry in rule["widths"]),
            rare_widths=_by_length(Widths(**entry) for entry in rule["rare_widths"]),
            measured=_by_length(Measured(**entry) for entry in rule["measured"]),
        )

    def measured_for(self, months: int) -> Measured:
        """What was measured for the longest history that is not longer than this one (else the shortest)."""
        return next((m for m in reversed(self.measured) if m.months <= months), self.measured[0])


def _by_length(entries: Iterable[_Entry]) -> tuple[_Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.months))
