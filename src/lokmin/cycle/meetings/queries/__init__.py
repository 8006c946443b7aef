"""Reads of the stage, as frozen records."""

from __future__ import annotations

from django.utils.formats import date_format

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.meetings.schedule.queries import late_line


def menu_line(puskesmas: Puskesmas) -> str:
    """The meeting that runs, else what is late, else the next or the last one: ``Selasa, 5 Mei 09.00``."""
    meetings = Meeting.objects.of(puskesmas).exclude(state=Meeting.CANCELLED).only("date", "start", "state")
    running = meetings.filter(state=Meeting.RUNNING).first()
    if running is None and (late := late_line(puskesmas)):
        return late
    coming = meetings.filter(date__gte=clock.today()).exclude(state=Meeting.CLOSED).order_by("date", "start").first()
    found = running or coming or meetings.first()
    return f"{date_format(found.date, 'l, j F')} {found.start:%H.%M}" if found else ""
