"""The secretary's side of the hall: code and Wi-Fi, the printed join sheet, PINs, who waits, the queue."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.models import Person
from lokmin.cycle.centre.roles import PERMISSIONS
from lokmin.cycle.meetings.forms import told
from lokmin.cycle.meetings.hand import operations as op
from lokmin.cycle.meetings.hand import queries
from lokmin.cycle.meetings.hand.door import closed_why
from lokmin.cycle.meetings.hand.forms import OwnPinForm, RoomForm
from lokmin.cycle.meetings.hand.qr import qr_svg, wifi_text
from lokmin.cycle.meetings.models import Meeting, Room
from lokmin.cycle.meetings.queries.people import staff
from lokmin.cycle.meetings.views.common import meeting_or_404, page, pressed, refused, to

#: Where a button of the hall goes back to: the word in the form -> the page.
BACK = {"meja": "desk", "kursi": "chair", "ruang": "room", "hadir": "attendance"}


@requires("tulis_notulen")
def room(request: Request, pk: int) -> HttpResponse:
    """Settings of the hall, who waits, which phones are in, PINs."""
    meeting = meeting_or_404(request, pk)
    found = _room(request, meeting)
    form = None
    if found is not None and _may_set(request) and not meeting.is_closed:
        initial = {name: getattr(found, name) for name in RoomForm.base_fields}
        form = RoomForm(request.POST or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            try:
                op.change_room(room=found, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                told(form, error)
            else:
                messages.success(request, _("Tersimpan."), extra_tags="good")
                return to(request, "room", pk)
    people = staff(request.puskesmas, guests=True)
    without = queries.without_pin(request.puskesmas)
    context = {
        "meeting": meeting, "room": found, "form": form, "queue": queries.for_desk(meeting),
        "phones": queries.phones(meeting), "people": people, "without": without,
        "join": queries.join_url(found, request) if found else "", "why": closed_why(found) if found else "",
    }  # fmt: skip
    return page(request, "hand/room.html", context, refused=request.method == "POST")


@requires("tulis_notulen")
@require_GET
def poster(request: Request, pk: int) -> HttpResponse:
    """The join sheet to be printed and hung at the door: Wi-Fi and address as QR and in words."""
    meeting = meeting_or_404(request, pk)
    found = _room(request, meeting)
    if found is None:
        return to(request, "room", pk)
    url = queries.join_url(found, request)
    context = {
        "meeting": meeting, "room": found, "join": url, "join_qr": qr_svg(url, _("Kode QR alamat gabung")),
        "wifi_qr": qr_svg(wifi_text(found.wifi_name, found.wifi_password), _("Kode QR Wi-Fi"))
        if found.wifi_name else "",
    }  # fmt: skip
    return page(request, "hand/poster.html", context)


@requires("siapkan_lokmin")
@require_POST
def code(request: Request, pk: int) -> HttpResponse:
    """A new join code; the old one is refused."""
    meeting = meeting_or_404(request, pk)
    try:
        made = op.new_code(room=op.room_of(meeting, by=request.user), by=request.user)
    except ValidationError as error:
        refused(request, error)
    else:
        messages.success(request, _("Kode baru: %(code)s. Kode lama ditolak.") % {"code": made.code}, extra_tags="good")
    return to(request, "room", pk)


@requires("siapkan_lokmin")
@require_POST
def pins(request: Request, pk: int) -> HttpResponse:
    """New PINs as slips to be cut: shown this once, then nobody can read them any more."""
    meeting = meeting_or_404(request, pk)
    chosen: list[Person] | None = None
    if request.POST.get("apa") == "semua":
        chosen = staff(request.puskesmas, guests=True)
    elif request.POST.get("apa") == "pilih":
        wanted = set(request.POST.getlist("orang"))
        chosen = [p for p in staff(request.puskesmas, guests=True) if str(p.pk) in wanted]
        if not chosen:
            messages.error(request, _("Pilih orangnya dahulu."), extra_tags="bad")
            return to(request, "room", pk, "pin")
    slips = op.make_pins(puskesmas=request.puskesmas, by=request.user, people=chosen)
    answer = page(request, "hand/slips.html", {"meeting": meeting, "slips": slips})
    answer.headers["Cache-Control"] = "no-store"
    return answer


@requires("tulis_notulen")
@require_POST
def phone(request: Request, pk: int, phone: int) -> HttpResponse:
    """Let a waiting phone in, or send a phone out."""
    meeting = meeting_or_404(request, pk)
    found = get_object_or_404(meeting.participants.select_related("meeting__puskesmas"), pk=phone)
    pressed(request, {
        "masuk": lambda: op.approve(participant=found, by=request.user),
        "keluar": lambda: op.send_out(participant=found, by=request.user),
    })  # fmt: skip
    return _back(request, pk)


@requires("tulis_notulen")
@require_POST
def name(request: Request, pk: int, line: int) -> HttpResponse:
    """Open a shut name, take a signature off, put somebody without a phone into the queue."""
    meeting = meeting_or_404(request, pk)
    found = get_object_or_404(meeting.attendance.select_related("person", "meeting__puskesmas"), pk=line)
    pressed(request, {
        "buka": lambda: op.unlock(attendance=found, by=request.user),
        "hapus-tanda-tangan": lambda: op.clear_signature(attendance=found, by=request.user),
        "bicara": lambda: op.call_to_speak(attendance=found, by=request.user),
    })  # fmt: skip
    return _back(request, pk)


@requires("tulis_notulen")
@require_POST
def turn(request: Request, pk: int, turn: int) -> HttpResponse:
    """Let somebody speak, or say they have finished."""
    meeting = meeting_or_404(request, pk)
    found = get_object_or_404(meeting.turns.select_related("meeting__puskesmas"), pk=turn)
    pressed(request, {
        "bicara": lambda: op.let_speak(turn=found, by=request.user),
        "selesai": lambda: op.end_turn(turn=found, by=request.user),
    })  # fmt: skip
    return _back(request, pk)


@login_required
def own_pin(request: HttpRequest) -> HttpResponse:
    """One's own PIN, chosen by somebody signed in."""
    assert isinstance(request.user, Person)  # noqa: S101 - login_required
    form = OwnPinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            op.set_pin(person=request.user, pin=form.cleaned_data["pin"], by=request.user)
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("PIN tersimpan."), extra_tags="good")
            return redirect("account")
    context = {"form": form, "has_pin": queries.has_pin(request.user)}
    status = 422 if request.method == "POST" else 200
    return render(request, "meetings/hand/account_pin.html", context, status=status, using="jinja2")


def _room(request: Request, meeting: Meeting) -> Room | None:
    """The hall, made when somebody who prepares or writes first looks; none once the meeting is closed without one."""
    if meeting.is_closed:
        return Room.objects.filter(meeting=meeting).first()
    return op.room_of(meeting, by=request.user)


def _may_set(request: Request) -> bool:
    return bool(PERMISSIONS["siapkan_lokmin"] & request.roles)


def _back(request: Request, pk: int) -> HttpResponse:
    return to(request, BACK.get(request.POST.get("kembali", ""), "room"), pk, request.POST.get("ke", "")[:30])
