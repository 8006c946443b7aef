"""The tables of the stage: the PKP, its scores, feedback, and notes on the evidence chain."""

from lokmin.cycle.assessment.models.pkp import (
    AssessmentFile,
    ChainNote,
    Feedback,
    FeedbackPoint,
    Pkp,
    PkpBundle,
    PkpMonth,
    PkpRow,
    PkpScore,
)

__all__ = [
    "AssessmentFile",
    "ChainNote",
    "Feedback",
    "FeedbackPoint",
    "Pkp",
    "PkpBundle",
    "PkpMonth",
    "PkpRow",
    "PkpScore",
]
