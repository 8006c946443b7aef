"""Writes of the part: tools, goods, proposals; each one transaction with its line in the trail."""

from lokmin.cycle.workforce.needs.operations.goods import for_people, save_goods, take_norms
from lokmin.cycle.workforce.needs.operations.proposals import SET_BY_HAND, change, mark, propose, refresh, remove
from lokmin.cycle.workforce.needs.operations.tools import (
    calibrated,
    change_tool,
    copy_standard,
    remove_tool,
    save_tools,
    take_in,
)

__all__ = [
    "SET_BY_HAND",
    "calibrated",
    "change",
    "change_tool",
    "copy_standard",
    "for_people",
    "mark",
    "propose",
    "refresh",
    "remove",
    "remove_tool",
    "save_goods",
    "save_tools",
    "take_in",
    "take_norms",
]
