"""Meetings and actions as iCalendar bytes (RFC 5545, iTIP RFC 5546, RFC 7986): for phones, Outlook, a private feed.

Plain records in, bytes out. The records carry what a calendar may show; names of patients never belong into one.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard, Todo, vCalAddress, vDuration, vText

#: Who wrote the file; the language of its texts.
PRODID = "-//Lokmin//Kalender lokakarya mini//ID"
#: Zone as offices write it -> its name in the zone database, hours ahead of UTC. None of them ever changes its clock.
ZONES = {"WIB": ("Asia/Jakarta", 7), "WITA": ("Asia/Makassar", 8), "WIT": ("Asia/Jayapura", 9)}
#: How often a subscribed calendar asks again.
REFRESH = dt.timedelta(hours=4)
MIME = "text/calendar; charset=utf-8"


class Method(StrEnum):
    """What a calendar program should do: show, ask for an answer, take away."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Person:
    """An organiser or somebody invited.

    Attributes:
        key: stable and unique, such as ``lokmin/orang/12``; becomes a ``urn:uuid`` where no e-mail is known.
        email: only a real one; empty otherwise. An address is never made up.
        answer: ``NEEDS-ACTION``, ``ACCEPTED``, ``DECLINED`` or ``DELEGATED``.
        group: an institution, not one person.
    """

    name: str
    key: str
    email: str = ""
    answer: str = "NEEDS-ACTION"
    group: bool = False
    chair: bool = False


@dataclass(frozen=True, slots=True)
class MeetingEvent:
    """One meeting.

    Attributes:
        uid: the same for its whole life. ``sequence``: one more with every change of day, hour or place.
        start, end: local, naive, in ``zone`` (``WIB``, ``WITA``, ``WIT``).
        stamp: when this state came to be, aware.
        alarms: how long before the start to remind.
    """

    uid: str
    title: str
    start: dt.datetime
    end: dt.datetime
    stamp: dt.datetime
    organiser: Person
    zone: str = "WIB"
    place: str = ""
    description: str = ""
    sequence: int = 0
    confirmed: bool = True
    cancelled: bool = False
    attendees: tuple[Person, ...] = ()
    url: str = ""
    alarms: tuple[dt.timedelta, ...] = (dt.timedelta(days=1), dt.timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Task:
    """One action (RTL), or a part or turn of one: whole days.

    ``meeting`` is the uid of what it belongs to: the meeting that agreed on it, the action it is a part of.
    """

    uid: str
    title: str
    stamp: dt.datetime
    organiser: Person
    due: dt.date | None = None
    start: dt.date | None = None
    status: str = "NEEDS-ACTION"
    percent: int = 0
    priority: int = 5
    finished: dt.datetime | None = None
    description: str = ""
    meeting: str = ""
    sequence: int = 0
    url: str = ""
    alarms: tuple[dt.timedelta, ...] = (dt.timedelta(days=1),)


def calendar(
    meetings: Sequence[MeetingEvent], tasks: Sequence[Task] = (), *, method: Method = Method.PUBLISH, name: str = ""
) -> bytes:
    """One calendar file: CRLF lines folded at 75 octets, its time zones, then meetings and actions.

    Args:
        meetings: in the order they are written.
        tasks: after them.
        method: PUBLISH leaves out who is invited, as iTIP asks; REQUEST and CANCEL are about meetings only.
        name: of a feed somebody subscribes to; empty for a single file.

    Raises:
        ValueError: an unknown zone, an end before the start, a REQUEST without anybody invited, a CANCEL of a meeting
            that is not cancelled.
    """
    _check(meetings, tasks, method)
    found = Calendar()
    found.add("prodid", PRODID)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", method.value)
    if name:
        found.add("name", name)
        found.add("x-wr-calname", name)
        found.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
        found.add("x-published-ttl", vDuration(REFRESH))
    # A calendar must hold something: a feed with nothing in it yet holds its clock.
    for zone in dict.fromkeys([m.zone for m in meetings] or ZONES):
        found.add_component(_zone(zone))
    for meeting in meetings:
        found.add_component(_event(meeting, method))
    for task in tasks:
        found.add_component(_todo(task))
    written: bytes = found.to_ical()
    return written


def _check(meetings: Sequence[MeetingEvent], tasks: Sequence[Task], method: Method) -> None:
    for meeting in meetings:
        if meeting.zone not in ZONES:
            raise ValueError(f"Zona waktu “{meeting.zone}” tidak dikenal; pilih {', '.join(ZONES)}.")
        if meeting.end <= meeting.start:
            raise ValueError(f"{meeting.title}: selesai harus sesudah mulai.")
        if method is Method.REQUEST and not meeting.attendees:
            raise ValueError(f"{meeting.title}: permintaan hadir perlu orang yang diundang.")
        if method is Method.CANCEL and not meeting.cancelled:
            raise ValueError(f"{meeting.title} tidak dibatalkan.")
    if tasks and method is not Method.PUBLISH:
        raise ValueError("RTL hanya dapat diterbitkan (PUBLISH).")


def _zone(name: str) -> Timezone:
    """The clock of one zone: one offset, no summer time, ever."""
    tzid, hours = ZONES[name]
    offset = dt.timedelta(hours=hours)
    standard = TimezoneStandard()
    standard.add("dtstart", dt.datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", offset)
    standard.add("tzoffsetto", offset)
    standard.add("tzname", name)
    found = Timezone()
    found.add("tzid", tzid)
    found.add_component(standard)
    return found


def _event(meeting: MeetingEvent, method: Method) -> Event:
    found = Event()
    tzid = ZONES[meeting.zone][0]
    found.add("uid", meeting.uid)
    found.add("dtstamp", _utc(meeting.stamp))
    found.add("last-modified", _utc(meeting.stamp))
    # The zone is named, not an offset: a calendar on a phone set to another zone shows the hall's hour right.
    found.add("dtstart", meeting.start, parameters={"TZID": tzid})
    found.add("dtend", meeting.end, parameters={"TZID": tzid})
    found.add("sequence", meeting.sequence)
    found.add("summary", meeting.title)
    found.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED" if meeting.confirmed else "TENTATIVE")
    _texts(found, meeting.description, meeting.place, meeting.url)
    found.add("organizer", _address(meeting.organiser), encode=False)
    if method is not Method.PUBLISH:
        for person in meeting.attendees:
            found.add("attendee", _attendee(person, ask=method is Method.REQUEST), encode=False)
    if not meeting.cancelled:
        _remind(found, meeting.title, meeting.alarms)
    return found


def _todo(task: Task) -> Todo:
    found = Todo()
    found.add("uid", task.uid)
    found.add("dtstamp", _utc(task.stamp))
    found.add("last-modified", _utc(task.stamp))
    if task.start is not None and (task.due is None or task.start < task.due):
        found.add("dtstart", task.start)
    if task.due is not None:
        found.add("due", task.due)
    found.add("sequence", task.sequence)
    found.add("summary", task.title)
    found.add("status", task.status)
    found.add("percent-complete", 100 if task.status == "COMPLETED" else task.percent)
    found.add("priority", task.priority)
    if task.status == "COMPLETED" and task.finished is not None:
        found.add("completed", _utc(task.finished))
    _texts(found, task.description, "", task.url)
    found.add("organizer", _address(task.organiser), encode=False)
    if task.meeting:
        found.add("related-to", task.meeting)
    if task.status in {"NEEDS-ACTION", "IN-PROCESS"} and task.due is not None:
        _remind(found, task.title, task.alarms, end=True)
    return found


def _texts(found: Event | Todo, description: str, place: str, url: str) -> None:
    if description:
        found.add("description", description)
    if place:
        found.add("location", place)
    if url:
        found.add("url", url)


def _address(person: Person) -> vCalAddress:
    """A real mailto, or a stable urn that no program can send to."""
    urn = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, person.key)}"
    found = vCalAddress(f"mailto:{person.email}" if person.email else urn)
    found.params["CN"] = vText(person.name)
    return found


def _attendee(person: Person, *, ask: bool) -> vCalAddress:
    found = _address(person)
    found.params["CUTYPE"] = vText("GROUP" if person.group else "INDIVIDUAL")
    found.params["ROLE"] = vText("CHAIR" if person.chair else "REQ-PARTICIPANT")
    found.params["PARTSTAT"] = vText(person.answer)
    if ask:
        found.params["RSVP"] = vText("TRUE" if person.answer == "NEEDS-ACTION" else "FALSE")
    return found


def _remind(found: Event | Todo, title: str, before: Iterable[dt.timedelta], *, end: bool = False) -> None:
    for span in before:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", -span, parameters={"RELATED": "END"} if end else {})
        found.add_component(alarm)


def _utc(moment: dt.datetime) -> dt.datetime:
    if moment.tzinfo is None:
        raise ValueError("Cap waktu kalender harus berzona.")
    return moment.astimezone(dt.UTC).replace(microsecond=0)
