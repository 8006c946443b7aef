"""The tables of the stage: plans and versions, their rows and money, months and the joint calendar."""

from lokmin.cycle.planning.models.money import Ceiling, Spending
from lokmin.cycle.planning.models.months import Event, MonthFile, MonthRow, Resource, ScheduleRun
from lokmin.cycle.planning.models.plans import Plan, PlanChapter, PlanImport, PlanVersion
from lokmin.cycle.planning.models.rows import (
    CostLine,
    Integration,
    MonevLine,
    RenstraLine,
    RpkItem,
    RpkMoney,
    RpkMonth,
    RukItem,
    RukMoney,
)

__all__ = [
    "Ceiling",
    "CostLine",
    "Event",
    "Integration",
    "MonevLine",
    "MonthFile",
    "MonthRow",
    "Plan",
    "PlanChapter",
    "PlanImport",
    "PlanVersion",
    "RenstraLine",
    "Resource",
    "RpkItem",
    "RpkMoney",
    "RpkMonth",
    "RukItem",
    "RukMoney",
    "ScheduleRun",
    "Spending",
]
