"""The two faces: *ruang* on the wall (read-only) and *kursi* in the chair's hand."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.roles import PERMISSIONS
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.ballots import queries as ballots
from lokmin.cycle.meetings.hall import operations, queries
from lokmin.cycle.meetings.hall.records import Joining
from lokmin.cycle.meetings.hand import operations as hand_operations
from lokmin.cycle.meetings.hand import queries as hand
from lokmin.cycle.meetings.hand.qr import qr_svg, wifi_text
from lokmin.cycle.meetings.learning import queries as learning
from lokmin.cycle.meetings.models import Meeting, Room
from lokmin.cycle.meetings.proposals import queries as proposals
from lokmin.cycle.meetings.room.counts import present
from lokmin.cycle.meetings.room.events import listening
from lokmin.cycle.meetings.views.common import meeting_or_404, page, pressed, refused, to

#: Seconds after which a wall without scripts is read again.
REFRESH = 15


@requires("lihat_lokmin")
@require_GET
def wall(request: Request, pk: int) -> HttpResponse:
    """The projector: follows the meeting, or shows the screen the address names."""
    meeting = meeting_or_404(request, pk)
    context: dict[str, Any] = {"meeting": meeting, **listening(meeting.pk, "ruang")}
    asked = request.GET.get("layar", "")[:40]
    context["wall"] = queries.wall(meeting, _joining(request, meeting), asked)
    context["refresh"] = REFRESH
    if request.GET.get("bagian") == "layar":
        return page(request, "hall/screen.html", context)
    return page(request, "hall/wall.html", context)


PARTS = {"kini": "seat_now", "tampil": "seat_wall", "susunan": "seat_agenda", "hadir": "seat_present",
         "antre": "seat_queue", "kotak": "seat_votes", "usul": "seat_proposals", "tes": "seat_tests"}  # fmt: skip


@requires("pimpin_lokmin")
@require_GET
def chair(request: Request, pk: int) -> HttpResponse:
    """The chair's phone."""
    meeting = meeting_or_404(request, pk)
    context: dict[str, Any] = {"meeting": meeting, **listening(meeting.pk, "kursi")}
    part = request.GET.get("bagian", "")
    if part and part not in PARTS:
        raise Http404(part)
    if part not in {"antre", "kotak", "usul", "tes"}:
        context["seat"] = queries.seat(meeting, _joining(request, meeting))
    if part in {"", "antre"}:
        context["queue"] = hand.for_desk(meeting)
    if part in {"", "kotak"}:
        context["votes"] = votes = ballots.for_desk(meeting)
        context["tap"] = queries.tap(meeting) if votes.open is None else None
    if part in {"", "usul"}:
        context["proposed"] = proposals.waiting(meeting)
    if part in {"", "tes"}:
        context["learned"] = learning.for_desk(meeting)
    return page(request, f"hall/{PARTS[part]}.html" if part else "hall/chair.html", context)


@requires("pimpin_lokmin")
@require_POST
def lead(request: Request, pk: int, item: int) -> HttpResponse:
    """A button of the chair: on to the next point, five minutes more, this point now."""
    meeting = meeting_or_404(request, pk)
    found = get_object_or_404(meeting.agenda.all(), pk=item)
    what = request.POST.get("apa", "")
    pressed(request, {
        "lanjut": lambda: op.finish_item(item=found, by=request.user),
        "tambah5": lambda: op.extend_item(item=found, by=request.user),
        "mulai": lambda: op.start_item(item=found, by=request.user),
        "nilai": lambda: operations.ask_for_scores(item=found, by=request.user),
    })  # fmt: skip
    return to(request, "chair", pk, "suara" if what == "nilai" else "")


@requires("tulis_notulen")
@require_POST
def show(request: Request, pk: int) -> HttpResponse:
    """What the wall shows from now on; empty: it follows the meeting."""
    meeting = meeting_or_404(request, pk)
    wanted = request.POST.get("layar", "")[:40]
    try:
        hand_operations.room_of(meeting, by=request.user)
        operations.show_screen(meeting=meeting, by=request.user, screen=wanted)
    except ValidationError as error:
        refused(request, error)
    if request.POST.get("kembali") == "kursi" and PERMISSIONS["pimpin_lokmin"] & request.roles:
        return to(request, "chair", pk, "tampil")
    return redirect(reverse("meetings:desk", kwargs={"pkm": request.puskesmas.code, "pk": pk}))


def _joining(request: Request, meeting: Meeting) -> Joining | None:
    """How phones come in; the hall is made by whoever may write the minutes, when they first open the wall."""
    room = Room.objects.filter(meeting=meeting).first()
    if room is None:
        if meeting.is_closed or not PERMISSIONS["tulis_notulen"] & request.roles:
            return None
        room = hand_operations.room_of(meeting, by=request.user)
    url = hand.join_url(room, request)
    came, listed = present(meeting)
    return Joining(
        wifi=room.wifi_name,
        password=room.wifi_password,
        wifi_text=wifi_text(room.wifi_name, room.wifi_password),
        address=url.removeprefix("http://").rsplit("/", 2)[0],
        code=room.code,
        url=url,
        draw=qr_svg,
        present=came,
        listed=listed,
    )
