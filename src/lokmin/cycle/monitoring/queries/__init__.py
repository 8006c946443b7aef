"""Reads of the stage, as frozen records."""

from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.queries.export import coverage_json, find_indicator
from lokmin.cycle.monitoring.queries.made import explanation, made
from lokmin.cycle.monitoring.queries.snapshots import Difference, Frozen, frozen_rows, snapshots, then_and_now
from lokmin.cycle.monitoring.queries.table import MonthTable, default_month, month_table, months_with_data

__all__ = [
    "Difference",
    "Frozen",
    "MonthTable",
    "coverage_json",
    "default_month",
    "explanation",
    "find_indicator",
    "frozen_rows",
    "made",
    "menu_line",
    "month_table",
    "months_with_data",
    "snapshots",
    "then_and_now",
]


def menu_line(puskesmas: Puskesmas) -> str:
    """The month on screen, for the menu."""
    month = default_month(puskesmas)
    return month.label if month else ""
