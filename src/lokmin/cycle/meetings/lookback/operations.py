"""When a meeting opens: the register of problems is brought up to its month, what is too long late is carried to it."""

from __future__ import annotations

from lokmin.cycle.centre.models import Person
from lokmin.cycle.followup.work import escalation
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.monitoring.register import operations as register


def at_opening(meeting: Meeting, by: Person) -> None:
    """Inside the transaction that opens the meeting; doing it again changes nothing."""
    register.refresh(puskesmas=meeting.puskesmas, month=meeting.month, by=by)
    escalation.escalate_overdue(puskesmas=meeting.puskesmas, today=meeting.date)
