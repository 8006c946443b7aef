"""The points of a meeting: all of them, the one under discussion, the next."""

from __future__ import annotations

from collections.abc import Sequence

from lokmin.cycle.meetings.models import AgendaItem, Meeting


def agenda(meeting: Meeting) -> list[AgendaItem]:
    """All points in their order."""
    return list(meeting.agenda.select_related("presenter", "focus"))


def running_item(items: Sequence[AgendaItem], meeting: Meeting) -> AgendaItem | None:
    """The point under discussion."""
    if not meeting.is_running:
        return None
    return next((i for i in items if i.started_at is not None and i.ended_at is None), None)


def following_item(items: Sequence[AgendaItem], item: AgendaItem | None) -> AgendaItem | None:
    """The next point that has not begun, after this one."""
    after = item.order if item else -1
    return next((i for i in items if i.started_at is None and i.order > after), None)
