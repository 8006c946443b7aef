"""Reads of the hall, as frozen records: the list at the door, who waits, the queue, what the phone shows."""

from __future__ import annotations

import datetime as dt
import re
import socket
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q
from django.http import HttpRequest

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Partner, Person, Pin, Puskesmas
from lokmin.cycle.followup.queries import ActionLine, actions
from lokmin.cycle.meetings.models import Attendance, Meeting, Participant, Room, Signature, SpeakTurn
from lokmin.cycle.meetings.queries.people import staff
from lokmin.cycle.meetings.room.counts import CAME

_TITLE = "prof|dr|drg|drs|dra|ir|h|hj|apt|ns|bd|kh|r|tn|ny|sdr|bapak|ibu|pak|bu"
_TITLES = re.compile(rf"^(?:(?:{_TITLE})\.?\s+)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody on the list at the door. ``guest``: without an account, comes in without a PIN."""

    pk: int
    name: str
    about: str
    guest: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody in the queue: ``place`` 1 is next; 0 speaks now."""

    pk: int
    name: str
    about: str
    place: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class AtDoor:
    """A phone that waits to be let in."""

    pk: int
    name: str
    about: str
    at: dt.datetime
    guest: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """What desk and chair see of the hall: who waits at the door, whose name is shut, who speaks and wants to."""

    waiting: list[AtDoor]
    shut: list[Attendance]
    speaking: Turn | None
    turns: list[Turn]

    @property
    def door(self) -> int:
        return len(self.waiting) + len(self.shut)


@dataclass(frozen=True, slots=True)
class Own:
    """Somebody's own place in the queue: ``state`` empty, ``menunggu`` or ``bicara``; how many are before them."""

    state: str
    place: int
    waiting: int


def bare(name: str) -> str:
    """A name without the titles before it, for the alphabet: ``dr. Anindya`` stands under A."""
    return _TITLES.sub("", name).strip() or name


def names(meeting: Meeting, search: str = "") -> list[tuple[str, list[Named]]]:
    """The list at the door by initial letter; ``search`` is any part of the name or the job."""
    wanted = search.casefold().strip()
    found = []
    for line in meeting.attendance.select_related("person"):
        about = ", ".join(filter(None, (line.shown_job, line.institution)))
        if wanted in f"{line.shown_name} {about}".casefold():
            found.append(Named(line.pk, line.shown_name, about, line.person_id is None))
    found.sort(key=lambda n: bare(n.name).casefold())
    return [(letter, list(group)) for letter, group in groupby(found, key=lambda n: bare(n.name)[:1].upper())]


def absent(meeting: Meeting, but: int = 0) -> list[tuple[int, str]]:
    """Those somebody could stand for: on the list, not present and not represented yet."""
    lines = meeting.attendance.select_related("person").exclude(pk=but).exclude(status__in=CAME)
    return sorted(((a.pk, a.shown_name) for a in lines), key=lambda x: bare(x[1]).casefold())


def partners(puskesmas: Puskesmas) -> list[Partner]:
    """The institutions a guest may come from, in the office's order."""
    return list(Partner.objects.of(puskesmas).filter(active=True))


def has_pin(person: Person | None) -> bool:
    return person is not None and Pin.objects.filter(person=person).exists()


def without_pin(puskesmas: Puskesmas) -> list[Person]:
    """The people of an office who have no PIN yet."""
    people = staff(puskesmas, guests=True)
    having = set(Pin.objects.filter(person__in=people).values_list("person_id", flat=True))
    return [p for p in people if p.pk not in having]


def for_desk(meeting: Meeting) -> Queue:
    """What desk and chair act on."""
    waiting = [
        AtDoor(p.pk, p.attendance.shown_name, p.attendance.shown_job, p.joined_at, p.attendance.person_id is None)
        for p in meeting.participants.filter(state=Participant.WAITING).select_related("attendance__person")
    ]
    shut = list(meeting.attendance.filter(pin_guard__locked_at__isnull=False).select_related("person"))
    turns = turns_of(meeting)
    return Queue(waiting, shut, next((t for t in turns if t.place == 0), None), [t for t in turns if t.place])


def turns_of(meeting: Meeting) -> list[Turn]:
    """Who speaks (place 0) and who wants to, in order."""
    rows = meeting.turns.filter(state__in=[SpeakTurn.SPEAKING, SpeakTurn.WAITING]).select_related("attendance__person")
    found, place = [], 0
    for t in sorted(rows, key=lambda t: (t.state != SpeakTurn.SPEAKING, t.pk)):
        place += t.state == SpeakTurn.WAITING
        found.append(
            Turn(t.pk, t.attendance.shown_name, t.about, place if t.state == SpeakTurn.WAITING else 0,
                 t.started_at or t.asked_at)
        )  # fmt: skip
    return found


def own_turn(meeting: Meeting, attendance: Attendance) -> Own:
    """Where somebody stands in the queue."""
    rows = list(meeting.turns.filter(state=SpeakTurn.WAITING).values_list("pk", "attendance_id"))
    if meeting.turns.filter(state=SpeakTurn.SPEAKING, attendance=attendance).exists():
        return Own("bicara", 0, len(rows))
    place = next((n for n, (_pk, who) in enumerate(sorted(rows), 1) if who == attendance.pk), 0)
    return Own("menunggu" if place else "", place, len(rows))


def signature_of(attendance: Attendance) -> Signature | None:
    return Signature.objects.filter(attendance=attendance).first()


def tasks(meeting: Meeting, person: Person | None) -> list[ActionLine]:
    """Somebody's own open actions in this office, the most urgent first."""
    if person is None:
        return []
    return [a for a in actions(meeting.puskesmas, clock.today(), Q(owner=person)) if a.open]


def phones(meeting: Meeting) -> list[Participant]:
    """The phones that are in."""
    found = meeting.participants.filter(state=Participant.IN).select_related("attendance__person")
    return sorted(found, key=lambda p: (bare(p.attendance.shown_name).casefold(), p.pk))


def address(room: Room | None, request: HttpRequest) -> str:
    """Where phones reach this computer: as set for the hall, else as this page was opened, never ``localhost``."""
    if room is not None and room.address:
        given = room.address.strip().rstrip("/")
        return given if "://" in given else f"http://{given}"
    host = request.get_host()
    name, _colon, port = host.partition(":")
    if name in {"localhost", "127.0.0.1", "0.0.0.0", "[::1]"}:  # noqa: S104 - compared, not listened on
        host = ":".join(filter(None, (_own_address() or name, port)))
    return f"{request.scheme}://{host}"


def join_url(room: Room, request: HttpRequest) -> str:
    """The address in the join QR."""
    return f"{address(room, request)}/hadir/{room.code}/"


def _own_address() -> str:
    """The address of this computer on its network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.168.0.1", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])
