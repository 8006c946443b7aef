"""Reads of the register, as frozen records."""

from lokmin.cycle.monitoring.register.queries.entries import (
    Entry,
    Links,
    MonthLine,
    due_for_causes,
    ends,
    entries,
    for_key,
    keys,
    links,
    newest_month,
    of_origin,
    register,
    stamp,
    still_open,
)
from lokmin.cycle.monitoring.register.queries.gaps import GapPage, gap_table
from lokmin.cycle.monitoring.register.queries.history import Named, named_causes, root_texts
from lokmin.cycle.monitoring.register.queries.one import ProblemPage, problem, proposals
from lokmin.cycle.monitoring.register.queries.planning import RiskLine, SwotPage, risks, swot
from lokmin.cycle.monitoring.register.queries.trees import cause_rules, causes_of
from lokmin.cycle.monitoring.register.queries.ways import Chosen, Way, Ways, chosen, methods, ways_of

__all__ = [
    "Chosen",
    "Entry",
    "GapPage",
    "Links",
    "MonthLine",
    "Named",
    "ProblemPage",
    "RiskLine",
    "SwotPage",
    "Way",
    "Ways",
    "cause_rules",
    "causes_of",
    "chosen",
    "due_for_causes",
    "ends",
    "entries",
    "for_key",
    "gap_table",
    "keys",
    "links",
    "methods",
    "named_causes",
    "newest_month",
    "of_origin",
    "problem",
    "proposals",
    "register",
    "risks",
    "root_texts",
    "stamp",
    "still_open",
    "swot",
    "ways_of",
]
