"""Promise-keeping index of a klaster: of the actions due, how many were done in time and with proof.

Never by person. Fewer actions than the rule asks for would point at somebody: then only that there are few is said.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from lokmin.core.effects.rules import PromiseRule
from lokmin.core.language import said
from lokmin.core.periods import Month


@dataclass(frozen=True, slots=True)
class Promise:
    """An action as the index sees it. ``stopped``: cancelled with a reason or handed over; it is no broken promise."""

    klaster: int | None
    due: dt.date
    finished_on: dt.date | None
    proved: bool
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """The index of one klaster (None: actions without one).

    Attributes:
        due: actions due in the period; None when hidden. ``kept``: done in time with proof.
        late, unproved, open: done too late; in time but without proof; not done.
    """

    klaster: int | None
    due: int | None
    kept: int | None
    late: int | None
    unproved: int | None
    open: int | None
    least: int

    @property
    def hidden(self) -> bool:
        return self.due is None

    @property
    def percent(self) -> int | None:
        """Whole percent, rounded down: 100 only when every promise was kept."""
        return None if self.due is None or self.kept is None else 100 * self.kept // self.due


def index(promises: Iterable[Promise], month: Month, rule: PromiseRule) -> tuple[Kept, ...]:
    """One record for each klaster with anything due in the ``rule.months`` months up to and with ``month``."""
    first = month.plus(1 - rule.months).first_day
    groups: dict[int | None, list[Promise]] = defaultdict(list)
    for promise in promises:
        if first <= promise.due <= month.last_day and not promise.stopped:
            groups[promise.klaster].append(promise)
    order = sorted(groups, key=lambda klaster: (klaster is None, klaster or 0))
    return tuple(_kept(klaster, groups[klaster], rule) for klaster in order)


def _kept(klaster: int | None, group: list[Promise], rule: PromiseRule) -> Kept:
    if len(group) < rule.least:
        return Kept(klaster, None, None, None, None, None, rule.least)
    done = [p for p in group if p.finished_on is not None]
    grace = dt.timedelta(days=rule.grace_days)
    in_time = [p for p in done if p.finished_on is not None and p.finished_on <= p.due + grace]
    kept = sum(p.proved for p in in_time)
    return Kept(
        klaster, len(group), kept, len(done) - len(in_time), len(in_time) - kept, len(group) - len(done), rule.least
    )


def sentence(kept: Kept) -> str:
    """``9 dari 12 RTL selesai tepat waktu dengan bukti.``, or that there are too few."""
    if kept.hidden:
        return said("kurang dari %(n)s RTL") % {"n": kept.least}
    return said("%(kept)s dari %(due)s RTL selesai tepat waktu dengan bukti") % {"kept": kept.kept, "due": kept.due}
