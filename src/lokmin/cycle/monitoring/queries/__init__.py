"""Reads of the stage, as frozen records."""

from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.queries.table import MonthTable, default_month, month_table, months_with_data

__all__ = ["MonthTable", "default_month", "menu_line", "month_table", "months_with_data"]


def menu_line(puskesmas: Puskesmas) -> str:
    """The month on screen, for the menu."""
    month = default_month(puskesmas)
    return month.label if month else ""
