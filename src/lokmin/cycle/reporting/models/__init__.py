"""Uploads, facts, sasaran, targets, definitions; reports owed to others; numbers of a second source."""

from lokmin.cycle.reporting.models.tables import (
    ColumnMapping,
    Definition,
    Fact,
    Ledger,
    PeriodNote,
    PlaceSpelling,
    SasaranChoice,
    Target,
    Upload,
)
from lokmin.cycle.reporting.models.tracker import ReportKind, ReportSent, SourceFigure

__all__ = [
    "ColumnMapping",
    "Definition",
    "Fact",
    "Ledger",
    "PeriodNote",
    "PlaceSpelling",
    "ReportKind",
    "ReportSent",
    "SasaranChoice",
    "SourceFigure",
    "Target",
    "Upload",
]
