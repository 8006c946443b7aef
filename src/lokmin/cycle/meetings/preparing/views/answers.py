"""Answering a letter: by its link without an account, or signed in on the page of the meeting."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.meetings.forms import told
from lokmin.cycle.meetings.models import Invitation
from lokmin.cycle.meetings.preparing import operations as prep
from lokmin.cycle.meetings.preparing import queries
from lokmin.cycle.meetings.preparing.forms import AnswerForm
from lokmin.cycle.meetings.preparing.views.letters import answer_of
from lokmin.cycle.meetings.queries.desk import timeline
from lokmin.cycle.meetings.views.common import meeting_or_404, page, to


@never_cache
def by_letter(request: HttpRequest, token: str) -> HttpResponse:
    """The page a letter leads to: the meeting, and the answer, to be changed until it opens."""
    rows = Invitation.objects.select_related(
        "meeting__puskesmas__place", "meeting__leader", "attendance__person", "delegate"
    )
    one: Invitation = get_object_or_404(rows, token=token)
    with timezone.override(clock.zone(one.meeting.puskesmas.settings.get("zone", ""))):
        form = AnswerForm(request.POST or None, initial=answer_of(one))
        done = False
        if request.method == "POST" and form.is_valid():
            try:
                prep.answer(invitation=one, by=None, **form.columns())
            except ValidationError as error:
                told(form, error)
            else:
                done = True
        if done:
            messages.success(request, _("Jawaban Anda sudah tercatat. Terima kasih."), extra_tags="good")
            return redirect("invitation", token=token)
        context = {
            "one": one, "meeting": one.meeting, "form": form, "points": timeline(one.meeting),
            "shut": one.meeting.opened_at is not None,
        }  # fmt: skip
        answer = render(
            request, "meetings/preparing/invitation.html", context, status=422 if form.errors else 200, using="jinja2"
        )
    answer.headers["X-Robots-Tag"] = "noindex"
    # The address itself opens the page: it must not travel to other sites.
    answer.headers["Referrer-Policy"] = "same-origin"
    return answer


by_letter.door = "surat"  # type: ignore[attr-defined]


@requires("jawab_undangan")
def mine(request: Request, pk: int) -> HttpResponse:
    """One's own answer, signed in."""
    meeting = meeting_or_404(request, pk)
    one = queries.of_person(meeting, request.user)
    form = AnswerForm(request.POST or None, puskesmas=request.puskesmas, initial=answer_of(one) if one else None)
    if request.method == "POST" and one is not None and form.is_valid():
        try:
            prep.answer(invitation=one, by=request.user, **form.columns())
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Jawaban Anda sudah tercatat."), extra_tags="good")
            return to(request, "before", pk)
    context = {"meeting": meeting, "one": one, "form": form, "shut": meeting.opened_at is not None}
    return page(request, "preparing/answer.html", context, refused=request.method == "POST" and one is not None)
