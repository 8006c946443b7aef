"""The figures as plain objects for scripts: ``lokmin coverage --json`` and ``lokmin evaluate --json``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lokmin.core.numbers import MICRO
from lokmin.core.pws.rows import CoverageRow
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.queries import sources


def find_indicator(puskesmas: Puskesmas, year: int, text: str) -> str | None:
    """The code of an indicator by its code, its official code or its short name, in any case."""
    wanted = text.strip().casefold()
    known = sources.catalogue(puskesmas, year).for_year(year).values()
    for names in ("code", "official", "short"):
        for indicator in known:
            if getattr(indicator, names).casefold() == wanted:
                return indicator.code
    return None


def number(micro: int | None) -> int | float | None:
    """A count in units: whole where it is whole."""
    if micro is None:
        return None
    return micro // MICRO if micro % MICRO == 0 else micro / MICRO


def coverage_json(row: CoverageRow, names: Mapping[str, str]) -> dict[str, Any]:
    """One row as JSON; counts in people, rates in the indicator's unit, None for what was not reported."""
    return {
        "place": names.get(row.place, row.place),
        "place_code": row.place,
        "indicator": row.indicator,
        "period": row.period,
        "month": number(row.month),
        "last_month": number(row.last_month),
        "numerator": number(row.numerator),
        "denominator": number(row.denominator),
        "percent": row.percent,
        "running_target": row.running_target_percent,
        "gap_people": row.gap_people,
        "trend": row.trend.value,
        "rank": row.rank,
        "status": row.status.value,
        "pace_needed": number(row.pace_needed),
        "pace_reached": number(row.pace_reached),
    }
