"""Focus topics and incoming letters: what the next agendas must hold."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.followup import queries as followup
from lokmin.cycle.meetings.forms import told
from lokmin.cycle.meetings.models import Focus, IncomingLetter
from lokmin.cycle.meetings.preparing import operations as prep
from lokmin.cycle.meetings.preparing.forms import EffectForm, FocusForm, IncomingForm
from lokmin.cycle.meetings.views.common import page


@requires("siapkan_lokmin")
def topics(request: Request) -> HttpResponse:
    """Both lists, each with a form to add to it."""
    today = clock.today()
    what = request.POST.get("apa", "")
    start = {"since": today, "until": today + dt.timedelta(days=60), "minutes": 10}
    focus = FocusForm(request.POST if what == "fokus" else None, puskesmas=request.puskesmas, initial=start)
    letter = IncomingForm(request.POST if what == "surat" else None, initial=IncomingForm.proposal(today))
    form = {"fokus": focus, "surat": letter}.get(what)
    if form is not None and form.is_valid():
        try:
            if what == "fokus":
                prep.add_focus(puskesmas=request.puskesmas, by=request.user, **focus.columns())
            else:
                prep.add_incoming(puskesmas=request.puskesmas, by=request.user, **letter.cleaned_data)
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Tersimpan."), extra_tags="good")
            return redirect("meetings:topics", pkm=request.puskesmas.code)
    context = {
        "focus": focus, "letter": letter, "today": today,
        "pinned": list(Focus.objects.of(request.puskesmas).select_related("owner").order_by("-until", "pk")[:50]),
        "letters": list(
            IncomingLetter.objects.of(request.puskesmas).select_related("meeting").order_by("-date", "-pk")[:50]
        ),
        "indicators": followup.indicator_names(request.puskesmas),
    }  # fmt: skip
    return page(request, "preparing/topics.html", context, refused=form is not None and bool(form.errors))


@requires("siapkan_lokmin")
@require_POST
def end(request: Request, focus: int) -> HttpResponse:
    """The topic is no focus any more."""
    prep.end_focus(focus=get_object_or_404(Focus.objects.of(request.puskesmas), pk=focus), by=request.user)
    return redirect("meetings:topics", pkm=request.puskesmas.code)


@requires("siapkan_lokmin")
def incoming(request: Request, incoming: int) -> HttpResponse:
    """One letter and what it means for the plan."""
    found = get_object_or_404(IncomingLetter.objects.of(request.puskesmas).select_related("meeting"), pk=incoming)
    form = EffectForm(request.POST or None, initial={"effect": found.effect})
    if request.method == "POST" and form.is_valid():
        prep.change_incoming(letter=found, by=request.user, **form.cleaned_data)
        return redirect("meetings:topics", pkm=request.puskesmas.code)
    return page(request, "preparing/incoming.html", {"form": form, "letter": found})
