"""Numbers of the six determinants for the problems of a road, from the figures that are there anyway."""

from __future__ import annotations

from lokmin.catalog.loading import rules
from lokmin.core.numbers import MICRO
from lokmin.core.problems.causes import Level
from lokmin.core.pws.rows import CoverageRow
from lokmin.cycle.monitoring.queries.table import MonthTable

STEPS = ("pertama", "berlanjut", "mutu")


def levels(table: MonthTable, indicator: str, place: str) -> tuple[Level, ...]:
    """First contact, continued contact and quality in a place, where ``[[ladder]]`` of the rules knows the indicator.

    Reached are the people counted so far, ``of`` the part of the sasaran due by the month (a year is not over in
    April); for what is not counted by months the whole sasaran.
    """
    known = [one for one in rules("problems").get("ladder", ()) if one["valid_from"] <= table.month.year]
    ladder = next((one for one in reversed(known) if indicator in one["indicators"]), None)
    if ladder is None:
        return ()
    found = []
    for step in STEPS:
        level = next((one for code in ladder[step] if (one := _level(table, step, code, place)) is not None), None)
        if level is not None:
            found.append(level)
    return tuple(found)


def _level(table: MonthTable, step: str, code: str, place: str) -> Level | None:
    definition = table.indicator(code)
    row: CoverageRow | None = table.by.get((place, code))
    if definition is None or row is None or row.numerator is None or not row.denominator:
        return None
    due = row.denominator * table.month.month // 12 if definition.pro_rata else row.denominator
    reached, of = row.numerator // MICRO, round(due / MICRO)
    return Level(step, reached, of, definition.short) if of > 0 else None
