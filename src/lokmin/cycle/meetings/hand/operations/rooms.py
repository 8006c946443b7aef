"""The hall of a meeting: its join code, Wi-Fi and address."""

from __future__ import annotations

import datetime as dt
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.models import Meeting, Room
from lokmin.cycle.meetings.operations.locks import not_closed
from lokmin.cycle.meetings.room.counts import tell_present

#: No letter that is mistaken for another letter or a digit when read from a wall: 22 signs, 6 of them: 113 million.
SIGNS = "ACDEFHJKMNPQRTWXY34679"
LENGTH = 6
FIELDS = ("wifi_name", "wifi_password", "address", "guests")


def room_of(meeting: Meeting, *, by: Person) -> Room:
    """The hall of a meeting, made at first use. A meeting moved to a later day keeps its code that long.

    Raises:
        ValidationError: when there is none yet and the meeting is closed.
    """
    found = Room.objects.filter(meeting=meeting).first()
    if found is None:
        return _made(meeting, by)
    ends = _end_of_day(meeting, meeting.date)
    if ends > found.code_expires_at:
        found.code_expires_at = ends
        found.save(update_fields=["code_expires_at"])
    return found


@transaction.atomic
def _made(meeting: Meeting, by: Person) -> Room:
    fresh = not_closed(meeting)
    made, is_new = Room.objects.get_or_create(
        meeting=fresh,
        defaults={**_code(fresh), **_usual(fresh)},
    )
    if is_new:
        audit.record(
            puskesmas=fresh.puskesmas, by=by, action="ruang.buka", about=fresh,
            sentence=f"{by} menyiapkan ruang {fresh.title} dengan kode gabung.",
        )  # fmt: skip
    return made


@transaction.atomic
def change_room(*, room: Room, by: Person, **fields: object) -> Room:
    """Wi-Fi, address, whether guests sign in by themselves.

    Raises:
        ValidationError: when closed, or the Wi-Fi password is one no phone takes.
    """
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"not a field of the room: {', '.join(sorted(unknown))}")
    not_closed(room.meeting)
    password = str(fields.get("wifi_password", room.wifi_password))
    if password and not 8 <= len(password) <= 63:
        raise ValidationError({"wifi_password": _("Kata sandi Wi-Fi 8 sampai 63 tanda; kosong bila tanpa sandi.")})
    changed = [name for name, value in fields.items() if getattr(room, name) != value]
    for name in changed:
        setattr(room, name, fields[name])
    if changed:
        room.save(update_fields=changed)
        labels = {f.name: str(f.verbose_name) for f in Room._meta.concrete_fields}  # noqa: SLF001 - public API
        audit.record(
            puskesmas=room.meeting.puskesmas, by=by, action="ruang.ubah", about=room.meeting,
            sentence=f"{by} mengubah {', '.join(labels[n] for n in changed)} ruang {room.meeting.title}.",
        )  # fmt: skip
    return room


@transaction.atomic
def new_code(*, room: Room, by: Person) -> Room:
    """A new join code; the old one is refused from now on. Phones that are in stay in.

    Raises:
        ValidationError: when closed.
    """
    fresh = not_closed(room.meeting)
    for name, value in _code(fresh).items():
        setattr(room, name, value)
    room.save(update_fields=["code", "code_made_at", "code_expires_at"])
    tell_present(fresh)
    audit.record(
        puskesmas=fresh.puskesmas, by=by, action="ruang.kode", about=fresh,
        sentence=f"{by} mengganti kode gabung {fresh.title}; kode lama tidak berlaku.",
    )  # fmt: skip
    return room


def _code(meeting: Meeting) -> dict[str, object]:
    now = clock.now()
    while Room.objects.filter(code=(code := "".join(secrets.choice(SIGNS) for _n in range(LENGTH)))).exists():
        continue
    local = now.astimezone(_zone(meeting)).date()
    return {"code": code, "code_made_at": now, "code_expires_at": _end_of_day(meeting, max(local, meeting.date))}


def _usual(meeting: Meeting) -> dict[str, object]:
    """The Wi-Fi and address of the office's last meeting: the hall seldom changes."""
    last = Room.objects.filter(meeting__puskesmas=meeting.puskesmas).order_by("-pk").first()
    return {name: getattr(last, name) for name in FIELDS} if last else {}


def _zone(meeting: Meeting) -> dt.tzinfo:
    return clock.zone(meeting.puskesmas.settings.get("zone", ""))


def _end_of_day(meeting: Meeting, day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=_zone(meeting))
