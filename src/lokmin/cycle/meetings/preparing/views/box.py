"""The input box in the app: write a line, read the answers; the desk moderates."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.roles import PERMISSIONS
from lokmin.cycle.meetings.forms import told
from lokmin.cycle.meetings.models import InputNote, Meeting
from lokmin.cycle.meetings.preparing import operations as prep
from lokmin.cycle.meetings.preparing import queries
from lokmin.cycle.meetings.preparing.forms import AnswerNoteForm, NoteForm
from lokmin.cycle.meetings.preparing.views.public import public_link
from lokmin.cycle.meetings.queries.desk import current_item
from lokmin.cycle.meetings.views.common import page, refused
from lokmin.cycle.monitoring.register.queries import of_origin


@requires("beri_masukan")
def box(request: Request) -> HttpResponse:
    """A line for the next meeting, with a name or without; below it what became of earlier ones."""
    form = NoteForm(request.POST or None)
    token = request.POST.get("token", "") or secrets.token_urlsafe(24)
    if request.method == "POST" and form.is_valid():
        anonymous = form.cleaned_data["nama"] == "tidak"
        try:
            prep.put_note(
                puskesmas=request.puskesmas, text=form.cleaned_data["text"], anonymous=anonymous, token=token,
                by=None if anonymous else request.user,
            )  # fmt: skip
        except ValidationError as error:
            told(form, error)
        else:
            sent = _("Masukan terkirim tanpa nama.") if anonymous else _("Masukan terkirim.")
            messages.success(request, sent, extra_tags="good")
            return redirect("meetings:box", pkm=request.puskesmas.code)
    moderates = bool(PERMISSIONS["tulis_notulen"] & request.roles)
    context = {
        "form": form, "token": token, "moderates": moderates,
        "public": public_link(request) if PERMISSIONS["siapkan_lokmin"] & request.roles else "",
        "lines": queries.box_of(request.puskesmas, request.user, all_lines=moderates),
    }  # fmt: skip
    return page(request, "preparing/box.html", context, refused=request.method == "POST")


@requires("tulis_notulen")
def note(request: Request, note: int) -> HttpResponse:
    """Answer a line, put it on the agenda, or into the minutes of the meeting that runs."""
    found = get_object_or_404(InputNote.objects.of(request.puskesmas).select_related("by", "meeting"), pk=note)
    meetings = Meeting.objects.of(request.puskesmas)
    running = meetings.filter(state=Meeting.RUNNING).first()
    coming = meetings.exclude(state=Meeting.CLOSED).order_by("date", "start").first()
    what = request.POST.get("apa", "")
    form = AnswerNoteForm(
        request.POST if what == "jawab" else None, initial={"state": found.state, "answer": found.answer}
    )
    if request.method == "POST":
        try:
            if what == "acara" and coming is not None:
                prep.note_to_agenda(note=found, by=request.user, meeting=coming)
            elif what == "notulen" and running is not None:
                prep.note_to_minutes(note=found, by=request.user, meeting=running, item=current_item(running))
            elif what == "jawab" and form.is_valid():
                prep.answer_note(note=found, by=request.user, **form.cleaned_data)
            elif what == "jawab":
                return _note(request, found, form, coming, running, bad=True)
            return redirect("meetings:box", pkm=request.puskesmas.code)
        except ValidationError as error:
            if form.is_bound:
                told(form, error)
                return _note(request, found, form, coming, running, bad=True)
            refused(request, error)
    return _note(request, found, form, coming, running)


def _note(
    request: Request, found: InputNote, form: AnswerNoteForm, coming: Meeting | None, running: Meeting | None,
    *, bad: bool = False,
) -> HttpResponse:  # fmt: skip
    context = {
        "line": queries.line(found), "form": form, "coming": coming, "running": running,
        "problems": of_origin(request.puskesmas, "masukan", found.pk),
    }  # fmt: skip
    return page(request, "preparing/note.html", context, refused=bad)
