"""When a meeting opens: problems, what is too long late and the effects of actions are brought up to its month."""

from __future__ import annotations

from lokmin.cycle.centre.models import Person
from lokmin.cycle.followup.effect import operations as effects
from lokmin.cycle.followup.work import escalation
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.monitoring.register import operations as register


def at_opening(meeting: Meeting, by: Person) -> None:
    """Inside the transaction that opens the meeting; doing it again changes nothing."""
    register.refresh(puskesmas=meeting.puskesmas, month=meeting.month, by=by)
    escalation.escalate_overdue(puskesmas=meeting.puskesmas, today=meeting.date)
    effects.freeze_verdicts(
        puskesmas=meeting.puskesmas, month=meeting.month, by=by, origin_kind=Meeting.ORIGIN, origin_id=str(meeting.pk)
    )
