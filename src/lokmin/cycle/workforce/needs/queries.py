"""Reads of the part: the inventory with its calibrations, goods, the one table of proposals, what a meeting sees."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from lokmin.core.language import said
from lokmin.core.meetings.annex import Annex
from lokmin.core.needs.calibration import State
from lokmin.core.needs.equipment import Fulfilment, Tool, by_room, fulfilment
from lokmin.core.needs.proposals import KINDS, merged
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.workforce.models import LogisticNeed, NeedProposal
from lokmin.cycle.workforce.needs import computing, meeting, rules
from lokmin.cycle.workforce.needs.lists import goods, tools
from lokmin.cycle.workforce.needs.records import ProposalRow, ToolLine, proposal_of
from lokmin.documents.forms.inventory import fulfilment_words

__all__ = [
    "OPEN",
    "Inventory",
    "Room",
    "for_meeting",
    "good_years",
    "goods",
    "inventory",
    "proposals",
    "proposals_for_plan",
    "state_line",
    "tools",
]

#: A plan may still take what stands in one of these.
OPEN = ("usulan", "dibahas", "disetujui")


@dataclass(frozen=True, slots=True)
class Room:
    """One room of the inventory."""

    name: str
    found: Fulfilment
    lines: tuple[ToolLine, ...]


@dataclass(frozen=True, slots=True)
class Inventory:
    """The whole inventory on a day.

    Attributes:
        words: how much of the standard is reached. ``cost``: rupiah of all needs that can be costed; ``uncosted`` needs
            without a price; ``lacking`` kinds below their standard; ``uncounted`` kinds nobody has counted.
        late, soon, never: calibrations.
    """

    rooms: tuple[Room, ...]
    words: str
    cost: int
    uncosted: int
    lacking: int
    uncounted: int
    late: int
    soon: int
    never: int

    @property
    def lines(self) -> tuple[ToolLine, ...]:
        return tuple(line for room in self.rooms for line in room.lines)


def inventory(puskesmas: Puskesmas, today: dt.date | None = None) -> Inventory:
    """The inventory by room, with what it says."""
    day = today or clock.today()
    rule = rules.equipment(day.year)
    lines = tools(puskesmas, day)
    plain = [line.tool for line in lines]
    rooms = tuple(
        Room(name, found, tuple(line for line in lines if line.tool.room == name))
        for name, found in by_room(plain, rule)
    )
    states = [line.calibration.state for line in lines]
    wanting = [tool for tool in plain if tool.need]
    return Inventory(
        rooms, fulfilment_words(fulfilment(plain, rule), rule), sum(tool.cost or 0 for tool in wanting),
        sum(tool.cost is None for tool in wanting), len(wanting), _uncounted(plain),
        states.count(State.LATE), states.count(State.SOON), states.count(State.NEVER),
    )  # fmt: skip


def _uncounted(found: list[Tool]) -> int:
    return sum(tool.standard is not None and tool.good is None for tool in found)


def good_years(puskesmas: Puskesmas) -> list[int]:
    """Years with goods or proposals, the newest first, always with the coming one."""
    found = set(LogisticNeed.objects.of(puskesmas).filter(removed_at__isnull=True).values_list("year", flat=True))
    found |= set(NeedProposal.objects.of(puskesmas).filter(removed_at__isnull=True).values_list("year", flat=True))
    here = clock.today().year
    return sorted(found | {here, here + 1}, reverse=True)


def proposals(puskesmas: Puskesmas, year: int) -> tuple[ProposalRow, ...]:
    """The one table for a year: the most urgent first, then by kind and by the share that lacks."""
    names = rules.funds(year)
    rows = NeedProposal.objects.of(puskesmas).filter(year=year, removed_at__isnull=True)
    found = {
        row.pk: ProposalRow(row.pk, row.year, proposal_of(row), names.get(row.fund, row.fund), row.state_reason)
        for row in rows
    }
    # Sorted as core sorts; the key only has to be one of a kind there.
    order = merged(replace(row.proposal, key=str(pk)) for pk, row in found.items())
    return tuple(found[int(one.key)] for one in order)


def proposals_for_plan(puskesmas: Puskesmas, year: int) -> tuple[ProposalRow, ...]:
    """What a RUK of that year may take: neither refused nor taken already, approved ones first."""
    rows = [row for row in proposals(puskesmas, year) if row.proposal.state in OPEN]
    return tuple(sorted(rows, key=lambda row: -OPEN.index(row.proposal.state)))


def for_meeting(puskesmas: Puskesmas, year: int, month: int, *, kind: str = "") -> Annex | None:
    """What a meeting of a month sees of the proposals for the year after, else for its own year; None without rows.

    Where nobody has drawn up the table of either year, what the system itself would propose stands there.
    """
    del month  # the proposals are the same all year; kept for the shape all parts share
    if kind and kind not in KINDS:
        raise ValueError(f"Jenis usulan “{kind}” tidak dikenal.")
    for wanted in (year + 1, year):
        if every := proposals(puskesmas, wanted):
            rows = [r for r in every if r.proposal.state != "ditolak" and (not kind or r.proposal.kind == kind)]
            return meeting.annex(rows, wanted, kind, rules.priority(wanted)) if rows else None
    names = rules.funds(year + 1)
    drawn = [one for one in computing.computed(puskesmas, year + 1) if not kind or one.kind == kind]
    found = [ProposalRow(0, year + 1, one, names.get(one.fund, one.fund), "") for one in drawn]
    return meeting.annex(found, year + 1, kind, rules.priority(year + 1)) if found else None


def state_line(puskesmas: Puskesmas, year: int) -> str:
    """For the home of the stage: proposals open for the coming year, calibrations that are late."""
    rows = NeedProposal.objects.of(puskesmas).filter(year=year + 1, removed_at__isnull=True, state__in=OPEN)
    late = sum(line.calibration.state is State.LATE for line in tools(puskesmas))
    told = [(rows.count(), said("%(n)s usulan terbuka")), (late, said("%(n)s kalibrasi terlambat"))]
    return ", ".join(words % {"n": n} for n, words in told if n)
