"""Reads of the stage, as frozen records; other stages import from here."""

from lokmin.cycle.reporting.queries.catalogue import catalogue_for, denominators
from lokmin.cycle.reporting.queries.facts import (
    Past,
    current_facts,
    data_stamp,
    fact_rows,
    fact_sources,
    first_reports,
    history,
    reported_counts,
    reported_months,
    sasaran_choices,
    sasaran_named,
    targets,
)
from lokmin.cycle.reporting.queries.uploads import damaged_originals, last_upload, menu_line, period_notes, uploads

__all__ = [
    "Past",
    "catalogue_for",
    "current_facts",
    "damaged_originals",
    "data_stamp",
    "denominators",
    "fact_rows",
    "fact_sources",
    "first_reports",
    "history",
    "last_upload",
    "menu_line",
    "period_notes",
    "reported_counts",
    "reported_months",
    "sasaran_choices",
    "sasaran_named",
    "targets",
    "uploads",
]
