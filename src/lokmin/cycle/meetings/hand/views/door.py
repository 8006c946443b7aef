"""The door: type the code, find your name, confirm with your PIN; guests sign in with institution and job."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from lokmin.cycle.meetings.forms import told
from lokmin.cycle.meetings.hand import operations as op
from lokmin.cycle.meetings.hand import queries
from lokmin.cycle.meetings.hand.door import (
    DoorRequest,
    at_door,
    count_wrong_pin,
    guests_full,
    tidy,
    too_many_pins,
)
from lokmin.cycle.meetings.hand.forms import ComeForm, GuestDoorForm
from lokmin.cycle.meetings.models import Attendance, Participant, PinGuard
from lokmin.cycle.meetings.room import keys
from lokmin.cycle.meetings.room.doors import RefusedError, present
from lokmin.cycle.meetings.room.writer import write


def ask(request: HttpRequest) -> HttpResponseBase:
    """Type the code that stands on the screen."""
    code = tidy(request.GET.get("kode", ""))
    if code:
        return redirect("door:names", code=code)
    return render(request, "meetings/hand/door.html", {"code": "", "why": ""}, using="jinja2")


ask.door = "terbuka"  # type: ignore[attr-defined]


@at_door
def names(request: DoorRequest) -> HttpResponseBase:
    """The list of names by initial letter."""
    search = request.GET.get("cari", "")[:60]
    context = {
        "meeting": request.meeting, "room": request.room, "groups": queries.names(request.meeting, search),
        "search": search, "inside": _inside(request),
    }  # fmt: skip
    return _page(request, "names.html", context)


@at_door
def person(request: DoorRequest, who: int) -> HttpResponseBase:
    """One name: present, standing for somebody, or excused; confirmed by PIN."""
    line = get_object_or_404(request.meeting.attendance.select_related("person"), pk=who)
    own = request.user.is_authenticated and line.person_id == request.user.pk
    guest = line.person_id is None
    has_pin = queries.has_pin(line.person)
    asks = not own and not guest
    waits = request.method == "POST" and request.POST.get("apa") == "tunggu"
    form = ComeForm(
        None if waits else request.POST or None, meeting=request.meeting, line=line, asks_pin=asks and has_pin
    )
    context = {
        "meeting": request.meeting, "room": request.room, "line": line, "form": form, "own": own, "guest": guest,
        "has_pin": has_pin, "asks": asks, "shut": PinGuard.objects.filter(attendance=line, locked_at__isnull=False),
        "closed": guest and not request.room.guests,
    }  # fmt: skip
    if waits or (request.method == "POST" and form.is_valid()):
        try:
            answer = _came(request, line, form, own=own, waits=waits or (asks and not has_pin))
        except ValidationError as error:
            if waits:
                context["problems"] = error.messages
            else:
                told(form, error)
        else:
            if answer is not None:
                return answer
    return _page(request, "person.html", context, refused=request.method == "POST")


def _came(request: DoorRequest, line: Attendance, form: ComeForm, *, own: bool, waits: bool) -> HttpResponseBase | None:
    """Do what the form says; None when the PIN was wrong and the form says so."""
    data = {} if not form.is_bound else form.cleaned_data
    if data.get("pin") and too_many_pins(request):
        raise ValidationError(_("Terlalu banyak PIN salah dari telepon ini. Tunggu satu menit."))
    if waits and _waits_already(request, line):
        return redirect("hand:home", meeting=request.meeting.pk)
    represents = None
    if data.get("how") == "wakil":
        represents = request.meeting.attendance.filter(pk=int(data["represents"])).first()
    pin = data.get("pin", "")
    job: Callable[[], op.Came]
    if data.get("how") == "pergi":
        if line.person_id is None and (not request.room.guests or guests_full(request.room)):
            raise ValidationError(_("Sampaikan kepada sekretaris bahwa tamu ini tidak dapat hadir."))
        return _excused(request, line, form, own=own)
    if waits or (line.person_id is None and not request.room.guests):
        job = lambda: op.wait_at_door(attendance=line)  # noqa: E731
    elif own:
        job = lambda: op.come_with_account(attendance=line, by=request.user, represents=represents)  # type: ignore[arg-type] # noqa: E731
    elif line.person_id is None:
        if guests_full(request.room):
            raise ValidationError(_("Banyak tamu mengisi bersamaan. Tunggu satu menit, lalu coba lagi."))
        job = lambda: op.come_as_listed_guest(attendance=line, represents=represents)  # noqa: E731
    else:
        job = lambda: op.come(attendance=line, pin=pin, represents=represents)  # noqa: E731
    came = write(job)
    if came.tried is not None and not came.tried.right:
        _say_wrong(request, form, came.tried)
        return None
    return _in(request, came)


def _excused(request: DoorRequest, line: Attendance, form: ComeForm, *, own: bool) -> HttpResponseBase | None:
    data = form.cleaned_data

    def job() -> op.Tried | None:
        if line.person_id is not None and not own:
            tried = op.tried(attendance=line, pin=data.get("pin", ""))
            if not tried.right:
                return tried
        op.excuse(attendance=line, status=data["status"] or "izin", reason=data["reason"])
        return None

    wrong = write(job)
    if wrong is not None:
        _say_wrong(request, form, wrong)
        return None
    line.refresh_from_db()
    return _page(request, "excused.html", {"meeting": request.meeting, "room": request.room, "line": line})


def _waits_already(request: DoorRequest, line: Attendance) -> bool:
    """Whether this very phone waits for this name: pressing again makes no second one."""
    phone = keys.phone(request, request.meeting.pk)
    return phone is not None and line.participants.filter(
        pk=phone.participant, key_digest=keys.digest(phone.key), state=Participant.WAITING
    ).exists()  # fmt: skip


def _say_wrong(request: DoorRequest, form: ComeForm, tried: op.Tried) -> None:
    count_wrong_pin(request)
    if tried.result == "salah":
        form.add_error("pin", _("PIN tidak cocok. Sisa %(n)s kali mencoba.") % {"n": tried.left})
    elif tried.result == "tertutup":
        form.add_error("pin", _("nama ini ditutup setelah 5 PIN salah. Minta sekretaris membukanya."))
    else:
        form.add_error("pin" if "pin" in form.fields else None, _("Nama ini belum punya PIN. Pilih “Belum punya PIN”."))


@at_door
def guest(request: DoorRequest) -> HttpResponseBase:
    """Sign in as somebody who is not on the list."""
    fresh = {"token": uuid.uuid4().hex, "name": request.GET.get("nama", "")[:80]}
    form = GuestDoorForm(request.POST or None, meeting=request.meeting, initial=fresh)
    context = {"meeting": request.meeting, "room": request.room, "form": form, "closed": not request.room.guests}
    if request.method == "POST" and request.room.guests and form.is_valid():
        data = form.cleaned_data
        once = f"tamu-sekali-{request.room.pk}-{data['token']}"  # pressing twice makes one guest
        before = cache.get(once)
        if before is not None:
            return _in(request, op.Came(keys.Phone(*before)))
        if guests_full(request.room):
            form.add_error(None, _("Banyak tamu mengisi bersamaan. Tunggu satu menit, lalu coba lagi."))
        else:
            represents = None
            if data["represents"]:
                represents = request.meeting.attendance.filter(pk=int(data["represents"])).first()
            try:
                came = write(
                    lambda: op.sign_in_guest(
                        meeting=request.meeting, name=data["name"], institution=data["institution"],
                        partner=data["partner"], job=data["job"], phone=data["phone"], represents=represents,
                    )
                )  # fmt: skip
            except ValidationError as error:
                told(form, error)
            else:
                if came.phone is not None:
                    p = came.phone
                    cache.set(once, (p.meeting, p.participant, p.key, p.papers), 120)
                return _in(request, came)
    return _page(request, "guest.html", context, refused=request.method == "POST")


def _in(request: DoorRequest, came: op.Came) -> HttpResponseBase:
    """The cookie, and on to the phone's page (which waits as long as the secretary has not said yes)."""
    assert came.phone is not None  # noqa: S101 - a wrong PIN was told before
    answer = redirect("hand:home", meeting=request.meeting.pk)
    keys.give(answer, came.phone, secure=request.is_secure())
    return answer


def _inside(request: DoorRequest) -> str:
    """The name of the person this phone is in for; empty when it is not in."""
    phone = keys.phone(request, request.meeting.pk)
    try:
        return present(phone).name if phone else ""
    except RefusedError:
        return ""


def _page(request: HttpRequest, template: str, context: dict[str, object], *, refused: bool = False) -> HttpResponse:
    answer = render(
        request, f"meetings/hand/{template}", {"problems": [], **context}, status=422 if refused else 200,
        using="jinja2",
    )  # fmt: skip
    answer.headers["Cache-Control"] = "no-store"
    return answer
