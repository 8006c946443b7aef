"""The RTL matrix of a meeting: as signed once it is closed, as it stands while it runs."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, fields
from typing import Any

from lokmin.cycle.followup import queries as followup
from lokmin.cycle.followup.queries import ActionLine
from lokmin.cycle.meetings.models import Meeting

_DAYS = {"start", "due", "made_on", "finished_on", "next_turn"}
_MANY = {"lacks", "owner_ids", "parts_open", "escalated"}


def as_signed(line: ActionLine) -> dict[str, Any]:
    """An action as JSON keeps it."""
    return {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in asdict(line).items()}


def signed_rtl(meeting: Meeting) -> list[ActionLine]:
    """The matrix that belongs to the minutes: what was signed, or what is being written."""
    if not meeting.is_closed:
        return followup.of_origin(meeting.puskesmas, Meeting.ORIGIN, meeting.pk)
    return [_line(body) for body in meeting.signed_rtl]


def previous_rtl(meeting: Meeting) -> list[ActionLine]:
    """What earlier meetings promised and this one reviews: open at its date, or finished in the two months before."""
    lately = meeting.date - dt.timedelta(days=62)
    lines = followup.actions(meeting.puskesmas, meeting.date, made_on__lt=meeting.date)
    return [a for a in lines if a.open or (a.finished_on is not None and a.finished_on >= lately)]


def _line(body: dict[str, Any]) -> ActionLine:
    known = {f.name for f in fields(ActionLine)}
    values = {k: v for k, v in body.items() if k in known}
    for name in _DAYS:
        values[name] = dt.date.fromisoformat(values[name]) if values.get(name) else None
    for name in _MANY:
        values[name] = tuple(values.get(name) or ())
    return ActionLine(**values)
