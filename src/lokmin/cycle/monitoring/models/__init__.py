"""The tables of the stage: frozen months, the register of problems, notes beside numbers."""

from lokmin.cycle.monitoring.models.notes import Benchmark, NumberNote
from lokmin.cycle.monitoring.models.planning import Risk, SwotLine
from lokmin.cycle.monitoring.models.problems import Alternative, Cause, Problem, ProblemEvent, ProblemMonth
from lokmin.cycle.monitoring.models.snapshots import Snapshot, SnapshotRow

__all__ = [
    "Alternative",
    "Benchmark",
    "Cause",
    "NumberNote",
    "Problem",
    "ProblemEvent",
    "ProblemMonth",
    "Risk",
    "Snapshot",
    "SnapshotRow",
    "SwotLine",
]
