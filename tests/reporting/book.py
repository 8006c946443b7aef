"""Workbooks as the reader would have understood them, in one line each."""

from __future__ import annotations

from lokmin.core.numbers import MICRO
from lokmin.cycle.reporting.models import Upload
from lokmin.cycle.reporting.operations import uploads
from lokmin.exchange.excel.records import Reading, Understanding

SHEET = "1.DATA KIA"


def reading(place: str, period: str, element: str, value: float, cell: str = "D10", **more) -> Reading:
    return Reading(SHEET, cell, place, place, period, (element,), element, round(value * MICRO), **more)


def ready(puskesmas, by, rows, name: str = "laporan.xlsx", **more) -> Upload:
    """An upload that has been read: rows are (place, period, element, value), cells numbered from D10."""
    readings = [row if isinstance(row, Reading) else reading(*row, cell=f"D{10 + i}") for i, row in enumerate(rows)]
    upload = uploads.receive(puskesmas=puskesmas, by=by, name=name, data=f"{name};{rows}".encode())
    return uploads.understood(upload, Understanding(readings=readings, year=2026, **more))
