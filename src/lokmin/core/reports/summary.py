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
        on_time, late: sent. ``missing``: past its due day and not sent. ``open``: its period is over, its due day is
            not. ``waiting``: its period is not over.
        early: of ``on_time`` those whose due day is still ahead.
    """

    on_time: int = 0
    late: int = 0
    missing: int = 0
    open: int = 0
    waiting: int = 0
    early: int = 0

    @property
    def sent(self) -> int:
        return self.on_time + self.late

    @property
    def known(self) -> int:
        """All that can be sent: sent, late or open."""
        return self.sent + self.missing + self.open

    @property
    def expected(self) -> int:
        """Those whose due day is over: the denominator of completeness and timeliness (WHO data quality review).

        What went out early is counted from its due day on, as what is still open is: else the first days of a month
        would look better than they are.
        """
        return self.sent + self.missing - self.early

    @property
    def in_time(self) -> int:
        """Of ``expected`` those that went out in time."""
        return self.on_time - self.early

    @property
    def complete_percent(self) -> int | None:
        """Sent of expected, whole percent rounded down (100 only when nothing is missing); None when none was due."""
        return 100 * (self.sent - self.early) // self.expected if self.expected else None

    @property
    def timely_percent(self) -> int | None:
        """In time of expected, whole percent rounded down; None when none was due."""
        return 100 * self.in_time // self.expected if self.expected else None


def tally(found: Iterable[Standing]) -> Tally:
    """Count a group."""
    counts = dict.fromkeys(State, 0)
    early = 0
    for one in found:
        counts[one.state] += 1
        early += one.done and not one.settled
    return Tally(
        counts[State.SENT], counts[State.SENT_LATE], counts[State.MISSING], counts[State.OPEN],
        counts[State.WAITING], early,
    )  # fmt: skip


def tallies(found: Iterable[Standing], by: Callable[[Standing], K]) -> dict[K, Tally]:
    """Count group by group, in the order the groups first come."""
    groups: dict[K, list[Standing]] = {}
    for one in found:
        groups.setdefault(by(one), []).append(one)
    return {key: tally(rows) for key, rows in groups.items()}
