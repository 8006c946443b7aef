"""The tables of the stage: staff and their duties, division of work, workload, needs and training."""

from lokmin.cycle.workforce.models.division import (
    DarbinReport,
    Distance,
    DivisionProposal,
    TaskAssignment,
    VillageAssignment,
    VillageLoad,
    Wish,
)
from lokmin.cycle.workforce.models.needs import (
    Equipment,
    LogisticNeed,
    NeedProposal,
    Training,
    TrainingNeed,
    TrainingPart,
)
from lokmin.cycle.workforce.models.staff import DutySheet, Leave, Staff
from lokmin.cycle.workforce.models.workload import (
    AbkVersion,
    MeetingMinutes,
    StaffStandard,
    WorkItem,
    WorkShare,
    WorkYear,
)

__all__ = [
    "AbkVersion",
    "DarbinReport",
    "Distance",
    "DivisionProposal",
    "DutySheet",
    "Equipment",
    "Leave",
    "LogisticNeed",
    "MeetingMinutes",
    "NeedProposal",
    "Staff",
    "StaffStandard",
    "TaskAssignment",
    "Training",
    "TrainingNeed",
    "TrainingPart",
    "VillageAssignment",
    "VillageLoad",
    "Wish",
    "WorkItem",
    "WorkShare",
    "WorkYear",
]
