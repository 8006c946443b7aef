"""The door of the hall: a join code that is valid opens it; nothing is shown to anybody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from lokmin.cycle.centre import clock
from lokmin.cycle.meetings.models import Meeting, Room

#: Wrong codes from one address in a minute; guests who sign in by themselves with one code in a minute.
WRONG_CODES, GUESTS = 30, 30
#: Wrong PINs from one address in a minute: nobody shuts the names of a whole office.
WRONG_PINS = 12


class DoorRequest(HttpRequest):
    """What a view behind a join code gets."""

    room: Room
    meeting: Meeting


def tidy(code: str) -> str:
    """A code as typed (small letters, spaces, dashes) in the spelling of the table."""
    return "".join(c for c in code.upper() if c.isalnum())[:8]


def closed_why(room: Room) -> str:
    """Why a known code does not open; empty when it does."""
    meeting = room.meeting
    if meeting.is_closed:
        return _("Pertemuan ini sudah ditutup.")
    now = clock.now()
    if now >= room.code_expires_at:
        return _("Kode ini sudah tidak berlaku. Minta kode baru kepada sekretaris.")
    day = now.astimezone(clock.zone(meeting.puskesmas.settings.get("zone", ""))).date()
    if day < meeting.date and not meeting.is_running:
        return _("Pintu dibuka pada hari pertemuan.")
    return ""


def at_door(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view behind ``/hadir/<code>/``: the code known and valid, else the page that asks for one, with 403."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponseBase:
        if too_many(request):
            return refused(request, code, _("Terlalu banyak kode keliru. Tunggu satu menit."), status=429)
        room = (
            Room.objects.select_related("meeting__puskesmas__place", "meeting__leader").filter(code=tidy(code)).first()
        )
        if room is None:
            count_wrong(request)
            return refused(request, code, _("Kode ini tidak dikenal. Periksa lagi kode di layar ruang."))
        if why := closed_why(room):
            return refused(request, code, why)
        request.room, request.meeting = room, room.meeting  # type: ignore[attr-defined]
        with timezone.override(clock.zone(room.meeting.puskesmas.settings.get("zone", ""))):
            return view(request, **kwargs)

    guarded.door = "kode"  # type: ignore[attr-defined]
    return guarded


def refused(request: HttpRequest, code: str, why: str, status: int = 403) -> HttpResponseBase:
    """The page that asks for the code, saying what was wrong with the last one."""
    context = {"code": tidy(code), "why": why}
    return render(request, "meetings/hand/door.html", context, status=status, using="jinja2")


def _minute(kind: str, key: str) -> str:
    return f"pintu-{kind}-{key}-{int(clock.now().timestamp() // 60)}"


def _counted(key: str) -> int:
    cache.add(key, 0, 120)
    return int(cache.incr(key))


def count_wrong(request: HttpRequest) -> None:
    _counted(_minute("kode", request.META.get("REMOTE_ADDR", "")))


def too_many(request: HttpRequest) -> bool:
    """Whether this address has tried too many codes in this minute."""
    return int(cache.get(_minute("kode", request.META.get("REMOTE_ADDR", "")), 0)) >= WRONG_CODES


def count_wrong_pin(request: HttpRequest) -> None:
    _counted(_minute("pin", request.META.get("REMOTE_ADDR", "")))


def too_many_pins(request: HttpRequest) -> bool:
    """Whether this address has typed too many wrong PINs in this minute."""
    return int(cache.get(_minute("pin", request.META.get("REMOTE_ADDR", "")), 0)) >= WRONG_PINS


def guests_full(room: Room) -> bool:
    """Count one more guest; whether the door has let in enough of them for this minute."""
    return _counted(_minute("tamu", room.code)) > GUESTS
