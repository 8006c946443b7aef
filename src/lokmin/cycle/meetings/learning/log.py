"""Tells the training log what was taught in a meeting that has closed, with everybody who was there."""

from __future__ import annotations

from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.models import Attendance, Knowledge, Meeting
from lokmin.cycle.workforce.training import operations as training


def tell_training(meeting: Meeting, by: Person) -> None:
    """Each knowledge point once; closed again after a correction it is corrected there, too."""
    taught = list(Knowledge.objects.filter(item__meeting=meeting).select_related("item"))
    if not taught:
        return
    here = Attendance.objects.filter(meeting=meeting, status="hadir", person__isnull=False).select_related("person")
    people = [line.person for line in here if line.person is not None]
    for one in taught:
        training.tell_lesson(
            puskesmas=meeting.puskesmas, by=by, origin=(Meeting.ORIGIN, str(one.pk)), title=one.topic,
            day=meeting.date, jpl_tenths=one.jpl_tenths, people=people,
            provider=one.speaker or meeting.title,
        )  # fmt: skip
