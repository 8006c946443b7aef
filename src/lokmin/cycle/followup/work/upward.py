"""What was carried upward and what came back; when to remind and when to carry."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.core.language import spoken
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.roles import Role
from lokmin.cycle.followup.models import Escalation
from lokmin.cycle.followup.views import back, page_of, refuse
from lokmin.cycle.followup.work import escalation as op
from lokmin.cycle.followup.work import queries
from lokmin.cycle.followup.work.forms import AnswerForm, EscalationForm, RulesForm
from lokmin.cycle.followup.work.rules import change_rules, rules_of
from lokmin.cycle.followup.work.views import done, updatable
from lokmin.cycle.followup.work.words import TO


@requires("perbarui_rtl")
@require_POST
def escalate(request: Request, pk: int) -> HttpResponse:
    """Carry an action to the next lokmin, lintas sektor or the Dinkes."""
    action = updatable(request, pk)
    form = EscalationForm(request.POST)
    if form.is_valid():
        try:
            op.escalate(action=action, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            return done(request, action, "dibawa")
    return page_of(request, action, status=422, escalation_form=form)


@requires("lihat_rtl")
def home(request: Request) -> HttpResponse:
    """What waits for an answer, by addressee, and what was answered."""
    return _home(request)


def _may_answer(request: Request, to: str) -> bool:
    """The Dinkes answers what was carried to it; what waits for a lokmin is answered in the house."""
    return request.roles != {Role.DINKES} or to == Escalation.DINKES


def _home(request: Request, form: AnswerForm | None = None, refused: int = 0) -> HttpResponse:
    wanted = request.GET.get("kepada", "")
    to = wanted if wanted in dict(TO) else ""
    with spoken(_):
        open_ones = queries.escalated(request.puskesmas)
        answered = queries.escalated(request.puskesmas, to, answered=True)
    context = {
        "to": to, "words": dict(TO), "open": [c for c in open_ones if not to or c.to == to], "answered": answered[:50],
        "tabs": [("", _("Semua"), len(open_ones)), *((k, w, sum(c.to == k for c in open_ones)) for k, w in TO)],
        "form": form or AnswerForm(), "refused": refused, "may_answer": lambda to: _may_answer(request, to),
    }  # fmt: skip
    return render(
        request, "followup/work/escalations.html", context, status=422 if form is not None else 200, using="jinja2"
    )


@requires("jawab_eskalasi")
@require_POST
def answer(request: Request, escalation: int) -> HttpResponse:
    """The answer of whoever it was carried to."""
    asked = get_object_or_404(
        Escalation.objects.of(request.puskesmas).select_related("action__puskesmas"), pk=escalation
    )
    if not _may_answer(request, asked.to):
        raise PermissionDenied("jawab_eskalasi")
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            op.answer_escalation(escalation=asked, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Jawaban untuk %(action)s tersimpan.") % {"action": asked.action})
            here = reverse("followup:escalations", kwargs={"pkm": request.puskesmas.code})
            return redirect(back(request) or here)
    return _home(request, form, asked.pk)


@requires("atur_rtl")
def rules(request: Request) -> HttpResponse:
    """The office's own reminder days and rungs."""
    held = rules_of(request.puskesmas)
    start = {"remind": held.remind, **{step.to: step.months for step in held.ladder}}
    form = RulesForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        change_rules(puskesmas=request.puskesmas, by=request.user, **form.cleaned_data)
        messages.success(request, _("Aturan tindak lanjut tersimpan."))
        return redirect("followup:home", pkm=request.puskesmas.code)
    status = 422 if request.method == "POST" else 200
    return render(
        request, "followup/work/rules.html", {"form": form, "source": held.source}, status=status, using="jinja2"
    )
