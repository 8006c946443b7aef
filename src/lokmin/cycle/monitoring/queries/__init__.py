"""Reads of the stage, as frozen records."""

from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.queries.export import coverage_json, evaluate, find_indicator
from lokmin.cycle.monitoring.queries.indicator import IndicatorPage, indicator_page
from lokmin.cycle.monitoring.queries.made import explanation, made
from lokmin.cycle.monitoring.queries.problems import ProblemsPage, problems_page
from lokmin.cycle.monitoring.queries.quality import Quality, quality
from lokmin.cycle.monitoring.queries.snapshots import (
    Difference,
    Frozen,
    frozen_rows,
    snapshot_page,
    snapshots,
    then_and_now,
)
from lokmin.cycle.monitoring.queries.table import MonthTable, default_month, month_table, months_with_data
from lokmin.cycle.monitoring.queries.village import VillagePage, village_page

__all__ = [
    "Difference",
    "Frozen",
    "IndicatorPage",
    "MonthTable",
    "ProblemsPage",
    "Quality",
    "VillagePage",
    "coverage_json",
    "default_month",
    "evaluate",
    "explanation",
    "find_indicator",
    "frozen_rows",
    "indicator_page",
    "made",
    "menu_line",
    "month_table",
    "months_with_data",
    "problems_page",
    "quality",
    "snapshot_page",
    "snapshots",
    "then_and_now",
    "village_page",
]


def menu_line(puskesmas: Puskesmas) -> str:
    """The month on screen, for the menu."""
    month = default_month(puskesmas)
    return month.label if month else ""
