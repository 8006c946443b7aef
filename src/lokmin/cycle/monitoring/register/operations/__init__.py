"""The writes of the register: each one named, by a person or the figures, in one transaction, with its audit line."""

from lokmin.cycle.monitoring.register.operations.causes import (
    add_cause,
    change_cause,
    mark_root,
    move_cause,
    remove_cause,
)
from lokmin.cycle.monitoring.register.operations.life import (
    change,
    close,
    merge,
    record_problem,
    reopen,
    split,
)
from lokmin.cycle.monitoring.register.operations.planning import (
    add_risk,
    add_swot,
    change_risk,
    close_risk,
    remove_swot,
)
from lokmin.cycle.monitoring.register.operations.refreshing import refresh
from lokmin.cycle.monitoring.register.operations.ways import (
    add_alternative,
    change_alternative,
    choose_alternative,
    remove_alternative,
    score_alternative,
)

__all__ = [
    "add_alternative",
    "add_cause",
    "add_risk",
    "add_swot",
    "change",
    "change_alternative",
    "change_cause",
    "change_risk",
    "choose_alternative",
    "close",
    "close_risk",
    "mark_root",
    "merge",
    "move_cause",
    "record_problem",
    "refresh",
    "remove_alternative",
    "remove_cause",
    "remove_swot",
    "reopen",
    "score_alternative",
    "split",
]
