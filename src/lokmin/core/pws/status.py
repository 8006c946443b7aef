"""The PWS status of a village: target reached or not, month better or worse; the rule is dated data (domain.md 4.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from lokmin.core.indicators.definitions import Direction
from lokmin.core.pws.rows import Status, Trend


class Change(StrEnum):
    """The month against the month before, as good or bad news."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


JUDGED = (Status.BAIK, Status.KURANG, Status.CUKUP, Status.JELEK)


@dataclass(frozen=True, slots=True)
class StatusRule:
    """How a month is judged, from a year on.

    Attributes:
        reached, below: the status for each ``Change``, when the running target is reached and when it is not.
        words, words_down: what each status means, for indicators where more and where less is better.
        pace_reachable, pace_push, pace_hard: pace needed over pace reached, in basis points (10_000 = once).
    """

    code: str
    name: str
    valid_from: int
    source: str
    explanation: str
    reached: Mapping[Change, Status]
    below: Mapping[Change, Status]
    words: Mapping[Status, str]
    words_down: Mapping[Status, str]
    pace_reachable: int
    pace_push: int
    pace_hard: int
    pace_source: str = ""

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int) -> StatusRule:
        """The rule in force in a year, from the parsed ``catalog/rules/pws.toml``.

        Raises:
            ValueError: when no rule is that old, or a rule is incomplete or contradicts itself.
        """
        known = [rule for rule in data.get("rule", ()) if rule["valid_from"] <= year]
        if not known:
            raise ValueError(f"Tidak ada aturan PWS yang berlaku pada tahun {year}.")
        rule = max(known, key=lambda r: int(r["valid_from"]))
        try:
            pace = rule["pace"]
            loaded = cls(
                code=rule["code"],
                name=rule["name"],
                valid_from=int(rule["valid_from"]),
                source=rule["source"],
                explanation=" ".join(rule["explanation"].split()),
                reached={change: Status(rule["reached"][change.value]) for change in Change},
                below={change: Status(rule["below"][change.value]) for change in Change},
                words={status: rule["words"][status.value] for status in Status},
                words_down={status: rule["words_down"][status.value] for status in Status},
                pace_reachable=int(pace["reachable"]),
                pace_push=int(pace["push"]),
                pace_hard=int(pace["hard"]),
                pace_source=pace.get("source", ""),
            )
        except KeyError as missing:
            raise ValueError(f"Aturan PWS “{rule.get('code', '?')}” belum lengkap: {missing.args[0]}.") from None
        if not 0 < loaded.pace_reachable <= loaded.pace_push <= loaded.pace_hard:
            raise ValueError(f"Aturan PWS “{loaded.code}”: batas laju kejar harus naik.")
        return loaded

    def with_same_as(self, change: Change) -> StatusRule:
        """The office's own setting: judge "tetap" as better (naik) or as worse (turun)."""
        return replace(
            self,
            reached={**self.reached, Change.SAME: self.reached[change]},
            below={**self.below, Change.SAME: self.below[change]},
        )

    def judge(self, *, reached: bool, change: Change) -> Status:
        return (self.reached if reached else self.below)[change]

    def meaning(self, status: Status, direction: Direction = Direction.UP) -> str:
        """What the word means, for legends and explanations."""
        return (self.words if direction is Direction.UP else self.words_down)[status]


def change_of(trend: Trend, direction: Direction) -> Change:
    """A rising coverage is good news, a rising drop-out rate is bad news."""
    if trend is Trend.UNKNOWN:
        return Change.UNKNOWN
    if trend is Trend.SAME:
        return Change.SAME
    return Change.BETTER if (trend is Trend.UP) == (direction is Direction.UP) else Change.WORSE


def count_statuses(statuses: Sequence[Status]) -> dict[Status, int]:
    """How many villages have each status, for a line such as "3 jelek, 2 kurang"; every status is named."""
    return {status: sum(1 for other in statuses if other is status) for status in Status}
