"""Who is in: the phone of a post, found in the tables; the pages of phones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.meetings.models import Attendance, Meeting, Participant
from lokmin.cycle.meetings.room import keys
from lokmin.cycle.meetings.room.keys import Phone


class RefusedError(Exception):
    """A phone that is not (or no longer) in the room."""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody in the room with a phone: the meeting, their line on the attendance list, the phone."""

    meeting: Meeting
    attendance: Attendance
    participant: Participant
    phone: Phone

    @property
    def person(self) -> Person | None:
        """The staff member; None for a guest."""
        return self.attendance.person

    @property
    def name(self) -> str:
        return self.attendance.shown_name

    @property
    def kunci(self) -> str:
        return keys.form_key(self.phone)


def present(phone: Phone) -> Present:
    """The person behind a phone.

    Raises:
        RefusedError: when the phone was sent out, never let in, or the meeting is gone.
    """
    (found,) = all_present([phone])
    if isinstance(found, RefusedError):
        raise found
    return found


def all_present(phones: Sequence[Phone]) -> list[Present | RefusedError]:
    """The same for several phones of one meeting, in two queries."""
    rows = Participant.objects.select_related("attendance__person", "attendance__partner").in_bulk(
        [p.participant for p in phones]
    )
    meeting = Meeting.objects.select_related("puskesmas__place").filter(pk=phones[0].meeting).first()
    return [_known(phone, rows.get(phone.participant), meeting) for phone in phones]


def _known(phone: Phone, row: Participant | None, meeting: Meeting | None) -> Present | RefusedError:
    if row is None or meeting is None or row.state != Participant.IN or row.meeting_id != meeting.pk:
        return RefusedError()
    if phone.meeting != meeting.pk or not constant_time_compare(row.key_digest, keys.digest(phone.key)):
        return RefusedError()
    row.attendance.meeting = row.meeting = meeting
    return Present(meeting, row.attendance, row, phone)


class HandRequest(HttpRequest):
    """What a page of a phone gets."""

    present: Present


def in_room(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page of a phone: the cookie found, the person still in; else the way to the door, with 403."""

    @wraps(view)
    def guarded(request: HttpRequest, meeting: int, **kwargs: Any) -> HttpResponseBase:
        phone = keys.phone(request, meeting)
        if phone is None:
            return refused(request)
        try:
            who = present(phone)
        except RefusedError:
            return refused(request)
        request.present = who  # type: ignore[attr-defined]
        with timezone.override(_zone(who.meeting.puskesmas)):
            return view(request, **kwargs)

    guarded.door = "telepon"  # type: ignore[attr-defined]
    return guarded


def refused(request: HttpRequest) -> HttpResponseBase:
    """The page that says how to come in."""
    return render(request, "meetings/hand/outside.html", status=403, using="jinja2")


def _zone(puskesmas: Puskesmas) -> Any:
    return clock.zone(puskesmas.settings.get("zone", ""))
