"""The two lists that needs are counted from: tools of rooms, goods of programmes."""

from __future__ import annotations

import datetime as dt

from lokmin.core.needs.calibration import calibration
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.workforce.models import Equipment, LogisticNeed
from lokmin.cycle.workforce.needs import rules
from lokmin.cycle.workforce.needs.records import GoodLine, ToolLine, good_of, tool_of


def tools(puskesmas: Puskesmas, today: dt.date | None = None) -> tuple[ToolLine, ...]:
    """Every tool with the state of its calibration, in the order of the inventory."""
    day = today or clock.today()
    rule = rules.equipment(day.year)
    rows = Equipment.objects.of(puskesmas).filter(removed_at__isnull=True)
    return tuple(ToolLine(row.pk, tool, calibration(tool, day, rule)) for row in rows for tool in (tool_of(row),))


def goods(puskesmas: Puskesmas, year: int, programme: str = "") -> tuple[GoodLine, ...]:
    """What programmes need in a year."""
    rows = LogisticNeed.objects.of(puskesmas).filter(year=year, removed_at__isnull=True)
    if programme:
        rows = rows.filter(programme=programme)
    return tuple(GoodLine(row.pk, good_of(row), row.formula) for row in rows)
