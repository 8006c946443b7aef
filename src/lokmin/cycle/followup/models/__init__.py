"""The tables of the stage: actions and their work, promises of partners, verdicts and cycles of improvement."""

from lokmin.cycle.followup.models.actions import Action, ActionEvent
from lokmin.cycle.followup.models.commitments import Commitment, CommitmentEvent
from lokmin.cycle.followup.models.effects import Pdsa, Verdict
from lokmin.cycle.followup.models.work import ActionOwner, ActionProof, ActionTask, ActionTurn, Escalation

__all__ = [
    "Action",
    "ActionEvent",
    "ActionOwner",
    "ActionProof",
    "ActionTask",
    "ActionTurn",
    "Commitment",
    "CommitmentEvent",
    "Escalation",
    "Pdsa",
    "Verdict",
]
