"""Tells the stages below what they cannot know: days of meetings in the joint calendar, minutes for the workload."""

from __future__ import annotations

import datetime as dt

from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings.models import Meeting, ScheduleEntry
from lokmin.cycle.meetings.models.meeting import CLUSTER_KIND, COUNTED, KIND_NAMES
from lokmin.cycle.planning.calendar import operations as calendar
from lokmin.cycle.workforce.abk import operations as abk

#: The year's schedule as an origin in the joint calendar; a meeting of it takes its place there.
PLANNED = "jadwal"
#: Rows of the workload that real meetings fill: what ABK calls them.
_MONTHLY, _QUARTERLY = COUNTED
WORKLOAD = {"lokmin_bulanan": _MONTHLY, "lokmin_tribulanan": _QUARTERLY, "pra_lokmin": {CLUSTER_KIND}}


def put(meeting: Meeting, by: Person | None) -> None:
    """The meeting on its day, everybody taken; called off it leaves the calendar."""
    entry = ScheduleEntry.objects.of(meeting.puskesmas).filter(meeting=meeting).first()
    if entry is not None:  # the planned day it was made of
        calendar.drop_event(puskesmas=meeting.puskesmas, by=by, origin=(PLANNED, str(entry.pk)), told=False)
    origin = (Meeting.ORIGIN, str(meeting.pk))
    if meeting.is_cancelled:
        calendar.drop_event(puskesmas=meeting.puskesmas, by=by, origin=origin, told=False)
        return
    calendar.put_event(
        puskesmas=meeting.puskesmas, by=by, date=meeting.date, title=meeting.title, start=meeting.start,
        end=_end(meeting), place=meeting.place, all_staff=meeting.kind != CLUSTER_KIND, origin=origin, told=False,
    )  # fmt: skip


def put_entries(puskesmas: Puskesmas, by: Person | None, year: int) -> None:
    """The days of a year's schedule that have no meeting yet; those that are gone leave the calendar."""
    for entry in ScheduleEntry.objects.of(puskesmas).filter(year=year, meeting=None):
        put_entry(entry, by)


def put_entry(entry: ScheduleEntry, by: Person | None) -> None:
    """One planned day; a line that was cancelled or has its meeting is not a day of its own."""
    origin = (PLANNED, str(entry.pk))
    if entry.state == ScheduleEntry.CANCELLED or entry.meeting_id is not None:
        calendar.drop_event(puskesmas=entry.puskesmas, by=by, origin=origin, told=False)
        return
    name = KIND_NAMES[entry.kind].capitalize()
    calendar.put_event(
        puskesmas=entry.puskesmas, by=by, date=entry.planned, title=f"{name} (rencana)",
        all_staff=entry.kind != CLUSTER_KIND, origin=origin, told=False,
    )  # fmt: skip


def drop_entries(puskesmas: Puskesmas, by: Person | None, gone: list[int]) -> None:
    """Lines that were taken out of the schedule."""
    for pk in gone:
        calendar.drop_event(puskesmas=puskesmas, by=by, origin=(PLANNED, str(pk)), told=False)


def tell_workload(puskesmas: Puskesmas, year: int) -> None:
    """How many meetings of each kind were closed in a year and how long they took; the lokmin is work too."""
    closed = Meeting.objects.of(puskesmas).filter(year=year, state=Meeting.CLOSED)
    held = [(m.kind, _minutes(m)) for m in closed]
    own = {name: [minutes for kind, minutes in held if kind in kinds] for name, kinds in WORKLOAD.items()}
    abk.tell_meetings(puskesmas=puskesmas, year=year, kinds={name: (len(own[name]), sum(own[name])) for name in own})


def _minutes(meeting: Meeting) -> int:
    if meeting.end is None:
        return meeting.planned_minutes
    day = meeting.date
    return int((dt.datetime.combine(day, meeting.end) - dt.datetime.combine(day, meeting.start)).total_seconds() // 60)


def _end(meeting: Meeting) -> dt.time | None:
    if meeting.end is not None:
        return meeting.end
    ends = meeting.begins + dt.timedelta(minutes=meeting.planned_minutes)
    return ends.time() if ends.date() == meeting.date else None
