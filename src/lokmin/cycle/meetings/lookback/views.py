"""Answers to questions about figures: from the desk, and from the presenter's phone."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.meetings.lookback import flags
from lokmin.cycle.meetings.room import keys
from lokmin.cycle.meetings.room.doors import HandRequest, in_room
from lokmin.cycle.meetings.views.common import meeting_or_404, refused, to


@requires("tulis_notulen")
@require_POST
def answer(request: Request, pk: int) -> HttpResponse:
    """What the presenter said, written by the secretary."""
    meeting = meeting_or_404(request, pk)
    try:
        flags.answer(meeting=meeting, by=request.user, data=request.POST)
    except ValidationError as error:
        refused(request, error)
    return to(request, "desk", pk, "mutu-data")


@in_room
@require_POST
def from_phone(request: HandRequest) -> HttpResponse:
    """The presenter answers from the phone in the hand."""
    present = request.present
    here = redirect("hand:home", meeting=present.meeting.pk)
    if present.person is None or flags.for_hand(present) is None or not flags.of_point(present, request.POST):
        raise PermissionDenied
    try:
        flags.answer(meeting=present.meeting, by=present.person, data=request.POST)
    except ValidationError as error:
        keys.tell_next(here, " ".join(error.messages), "bad")
    else:
        keys.tell_next(here, _("Jawaban tersimpan di samping angkanya."), "good")
    return here
