"""The tables of the part as records of core, and back."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.core.needs.calibration import Calibration
from lokmin.core.needs.equipment import Tool
from lokmin.core.needs.logistics import Good
from lokmin.core.needs.proposals import PRIORITIES, Proposal
from lokmin.cycle.workforce.models import Equipment, LogisticNeed, NeedProposal

#: Columns of a tool that are written as they are.
TOOL_COLUMNS = (
    "room", "name", "code", "standard", "good", "light", "heavy", "acquired", "source", "brand", "permit",
    "needs_calibration", "calibrated_on", "calibration_due", "price", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToolLine:
    """A tool of the inventory with its row and the state of its calibration."""

    pk: int
    tool: Tool
    calibration: Calibration


@dataclass(frozen=True, slots=True)
class GoodLine:
    """An item of a programme with its row; ``formula`` where the need is computed from sasaran."""

    pk: int
    good: Good
    formula: dict[str, object]


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A line of the proposal table as it is kept.

    Attributes:
        fund_name: short name of the source. ``computed``: it follows a row of the system; else somebody wrote it.
    """

    pk: int
    year: int
    proposal: Proposal
    fund_name: str
    state_reason: str

    @property
    def computed(self) -> bool:
        return bool(self.proposal.key)

    @property
    def priority_word(self) -> str:
        """``tinggi``; empty as long as nobody said."""
        return PRIORITIES.get(self.proposal.priority or 0, "")


def tool_of(row: Equipment) -> Tool:
    """A row as core counts with it."""
    return Tool(**{name: getattr(row, name) for name in TOOL_COLUMNS})


def good_of(row: LogisticNeed) -> Good:
    """A row as core counts with it."""
    return Good(row.programme, row.item, row.unit, row.need_micro, row.stock_micro, row.price, row.fund, row.basis,
                row.note)  # fmt: skip


def proposal_of(row: NeedProposal) -> Proposal:
    """A row as core and the papers know it."""
    return Proposal(
        row.kind, row.item, row.basis, row.needed_micro, row.available_micro, row.unit, row.priority,
        row.priority_reason, row.cost, row.fund, row.followup, row.source_key, state=row.state,
    )  # fmt: skip
