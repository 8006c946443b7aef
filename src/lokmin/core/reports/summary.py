"""How many reports were due, how many went out, how many in time: per month, category, programme or owner."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from lokmin.core.reports.states import Standing, State

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one group of reports.

    Attributes:
        on_time, late: sent. ``missing``: past its due day and not sent. Together they are what was expected until
            now (WHO data quality review: completeness = received / expected, timeliness = in time / expected;
            what is not yet due is no failure).
        open: its period is over, its due day is not. ``waiting``: its period is not over.
    """

    on_time: int = 0
    late: int = 0
    missing: int = 0
    open: int = 0
    waiting: int = 0

    @property
    def sent(self) -> int:
        return self.on_time + self.late

    @property
    def expected(self) -> int:
        return self.sent + self.missing

    @property
    def complete_percent(self) -> int | None:
        """Sent of expected, whole percent rounded down (100 only when nothing is missing); None when none was due."""
        return 100 * self.sent // self.expected if self.expected else None

    @property
    def timely_percent(self) -> int | None:
        """In time of expected, whole percent rounded down; None when none was due."""
        return 100 * self.on_time // self.expected if self.expected else None


def tally(found: Iterable[Standing]) -> Tally:
    """Count a group."""
    counts = dict.fromkeys(State, 0)
    for one in found:
        counts[one.state] += 1
    return Tally(
        counts[State.SENT], counts[State.SENT_LATE], counts[State.MISSING], counts[State.OPEN], counts[State.WAITING]
    )


def tallies(found: Iterable[Standing], by: Callable[[Standing], K]) -> dict[K, Tally]:
    """Count group by group, in the order the groups first come."""
    groups: dict[K, list[Standing]] = {}
    for one in found:
        groups.setdefault(by(one), []).append(one)
    return {key: tally(rows) for key, rows in groups.items()}
