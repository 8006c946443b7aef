"""Pages and buttons of proposals: the list, the form to complete one, confirm with one tap, refuse with a reason."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.roles import may
from lokmin.cycle.followup.forms import ActionForm
from lokmin.cycle.meetings.forms import told
from lokmin.cycle.meetings.models import Meeting, Proposal
from lokmin.cycle.meetings.proposals import operations as op
from lokmin.cycle.meetings.proposals import problems, queries
from lokmin.cycle.meetings.proposals.understanding import for_action, understood
from lokmin.cycle.meetings.queries.desk import current_item
from lokmin.cycle.meetings.views.common import meeting_or_404, page, refused, to

#: Where a button leads back to, by the face that shows it.
FACES = {"meja": "desk", "kursi": "chair", "usul": "proposals", "tutup": "close"}


def _back(request: Request, pk: int) -> HttpResponse:
    return to(request, FACES.get(request.POST.get("muka", ""), "proposals"), pk, "usul")


def _one(meeting: Meeting, proposal: int) -> Proposal:
    found: Proposal = get_object_or_404(meeting.proposals.select_related("item", "note", "voice"), pk=proposal)
    found.meeting = meeting
    return found


@requires("tulis_notulen")
def proposals(request: Request, pk: int) -> HttpResponse:
    """All proposals of a meeting, and the box for another."""
    meeting = meeting_or_404(request, pk)
    errors: list[str] = []
    text, token = "", uuid.uuid4().hex
    if request.method == "POST":
        text, token = request.POST.get("usul", ""), request.POST.get("token", "") or token
        try:
            op.propose(meeting=meeting, by=request.user, text=text, token=token, item=current_item(meeting))
        except ValidationError as error:
            errors = error.messages
        else:
            return _back(request, pk)
    context = {
        "meeting": meeting, "proposed": queries.waiting(meeting), "problems": errors, "text": text, "token": token,
    }  # fmt: skip
    return page(request, "proposals/home.html", context, refused=bool(errors))


@requires("pimpin_lokmin")
@require_POST
def confirm(request: Request, pk: int, proposal: int) -> HttpResponse:
    """The chair's one tap. A doubt is answered by the radio of its field."""
    meeting = meeting_or_404(request, pk)
    found = _one(meeting, proposal)
    given = {field: request.POST[field] for field in op.FIELDS if field in request.POST}
    try:
        action = op.confirm(proposal=found, by=request.user, choices=given)
    except ValidationError as error:
        refused(request, error)
    else:
        messages.success(request, _("%(action)s ditetapkan.") % {"action": action}, extra_tags="good")
    return _back(request, pk)


@requires("pimpin_lokmin")
def refuse(request: Request, pk: int, proposal: int) -> HttpResponse:
    """The reason, then the button."""
    meeting = meeting_or_404(request, pk)
    found = _one(meeting, proposal)
    errors: list[str] = []
    reason = request.POST.get("reason", "")
    if request.method == "POST":
        try:
            op.refuse(proposal=found, by=request.user, reason=reason)
        except ValidationError as error:
            errors = error.messages
        else:
            return _back(request, pk)
    face = request.POST.get("muka") or request.GET.get("muka", "")
    context = {
        "meeting": meeting, "line": queries.one(meeting, found), "problems": errors, "reason": reason, "face": face,
    }  # fmt: skip
    return page(request, "proposals/refuse.html", context, refused=bool(errors))


@requires("tulis_notulen")
def change(request: Request, pk: int, proposal: int) -> HttpResponse:
    """All columns as a form: kept as corrected, or confirmed at once by who may."""
    meeting = meeting_or_404(request, pk)
    found = _one(meeting, proposal)
    if found.state != Proposal.WAITING:
        return to(request, "proposals", pk)
    form = ActionForm(request.POST or None, puskesmas=request.puskesmas, initial=_initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            changed = op.correct(proposal=found, by=request.user, columns=form.columns())
            if request.POST.get("apa") == "tetapkan" and may(request.user, "pimpin_lokmin", request.puskesmas):
                action = op.confirm(proposal=changed, by=request.user)
                messages.success(request, _("%(action)s ditetapkan.") % {"action": action}, extra_tags="good")
        except ValidationError as error:
            told(form, error)
        else:
            return _back(request, pk)
    face = request.POST.get("muka") or request.GET.get("muka", "")
    context = {"meeting": meeting, "form": form, "line": queries.one(meeting, found), "face": face}
    return page(request, "proposals/change.html", context, refused=request.method == "POST")


def _initial(proposal: Proposal) -> dict[str, Any]:
    columns, _doubts = understood(proposal)
    ready = for_action(columns, proposal.meeting.puskesmas)
    ready["problem"] = ready.get("problem") or problems.of(proposal, columns)
    owner, village = ready.pop("owner", None), ready.pop("village", None)
    return {**ready, "owner": str(owner.pk) if owner else "", "village": village.code if village else ""}
