"""The part of the phone's page that is the same for everybody: what runs now, how long still, what comes next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.template.loader import get_template

from lokmin.cycle.centre import clock
from lokmin.cycle.meetings.models import Meeting, SpeakTurn


@dataclass(frozen=True, slots=True)
class Now:
    """What runs: ``until`` in milliseconds of the server's clock; empty titles where nothing runs or follows.

    ``state``: as the meeting's. ``left``: whole minutes at the time of writing, for pages without script.
    """

    state: str
    number: int
    points: int
    title: str
    speaker: str
    until: int | None
    left: int | None
    following: str
    begins: str
    talking: str


def running_now(meeting: Meeting) -> Now:
    """What the hall hears now."""
    points = list(meeting.agenda.select_related("presenter"))
    here = next((n for n, p in enumerate(points) if p.started_at and not p.ended_at), None)
    point = points[here] if here is not None else None
    coming = points[(here or 0) + (here is not None) :]
    ends = None
    if point is not None and point.started_at is not None:
        ends = point.started_at + dt.timedelta(minutes=point.minutes)
    speaking = meeting.turns.filter(state=SpeakTurn.SPEAKING).select_related("attendance__person").first()
    return Now(
        state=meeting.state,
        number=(here or 0) + 1,
        points=len(points),
        title=point.title if point else "",
        speaker=point.speaker if point else "",
        until=int(ends.timestamp() * 1000) if ends else None,
        left=round((ends - clock.now()).total_seconds() / 60) if ends else None,
        following=next((p.title for p in coming if not p.ended_at), ""),
        begins=f"{meeting.start:%H.%M} {meeting.zone}",
        talking=speaking.attendance.shown_name if speaking else "",
    )


def now(meeting: Meeting) -> str:
    """The part ``acara`` of the phone's page as HTML, in the language that is set."""
    return str(get_template("meetings/hand/now.html", using="jinja2").render({"now": running_now(meeting)}))
