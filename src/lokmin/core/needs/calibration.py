"""When a tool is to be calibrated again, and what is overdue today."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from lokmin.core.needs.equipment import EquipmentRules, Tool


class State(StrEnum):
    """Of one tool on a day, the gravest first."""

    LATE = "terlambat"
    NEVER = "belum tercatat"
    SOON = "segera"
    VALID = "berlaku"
    NONE = "tidak perlu"


@dataclass(frozen=True, slots=True)
class Calibration:
    """``days`` until the day it is due: below zero when it has passed; None when no day is known."""

    tool: Tool
    state: State
    due: dt.date | None
    days: int | None


def due_day(tool: Tool, rules: EquipmentRules) -> dt.date | None:
    """As written, else so many months after the last one (``rules.months``)."""
    if tool.calibration_due or tool.calibrated_on is None:
        return tool.calibration_due
    month = tool.calibrated_on.month - 1 + rules.months
    year, month = tool.calibrated_on.year + month // 12, month % 12 + 1
    return dt.date(year, month, min(tool.calibrated_on.day, calendar.monthrange(year, month)[1]))


def calibration(tool: Tool, today: dt.date, rules: EquipmentRules) -> Calibration:
    """The state on a day. A tool of which nothing usable is left, or that need not be calibrated, is left alone."""
    usable = tool.there is None or (tool.good or 0) + (tool.light or 0) > 0
    if not tool.needs_calibration or not usable:
        return Calibration(tool, State.NONE, None, None)
    due = due_day(tool, rules)
    if due is None:
        return Calibration(tool, State.NEVER, None, None)
    days = (due - today).days
    state = State.LATE if days < 0 else State.SOON if days <= rules.soon_days else State.VALID
    return Calibration(tool, state, due, days)


def calibrations(tools: Iterable[Tool], today: dt.date, rules: EquipmentRules) -> tuple[Calibration, ...]:
    """Every tool that must be calibrated: the longest overdue first, then the undated, then what comes."""
    order = list(State)
    found = [one for tool in tools if (one := calibration(tool, today, rules)).state is not State.NONE]
    return tuple(
        sorted(found, key=lambda one: (order.index(one.state), one.due or dt.date.min, one.tool.room, one.tool.name))
    )


def wanted(tools: Iterable[Tool], today: dt.date, rules: EquipmentRules) -> tuple[Calibration, ...]:
    """What the letter to the Dinkes asks for: late, never noted, or due soon."""
    return tuple(one for one in calibrations(tools, today, rules) if one.state is not State.VALID)
