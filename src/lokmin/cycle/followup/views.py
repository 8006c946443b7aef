"""Pages of the RTL: the list, one action with its work, its columns, its progress."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lokmin.core.actions.age import life
from lokmin.core.numbers import whole
from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.models import Person
from lokmin.cycle.centre.proofs import ACCEPT
from lokmin.cycle.centre.roles import may
from lokmin.cycle.followup import listing, operations, queries
from lokmin.cycle.followup.effect import queries as effects
from lokmin.cycle.followup.effect import words as effect_words
from lokmin.cycle.followup.forms import GIVEN, ActionForm
from lokmin.cycle.followup.models import Action
from lokmin.cycle.followup.work import proofs, words
from lokmin.cycle.followup.work import queries as work
from lokmin.cycle.followup.work.forms import EscalationForm, OwnerForm, TaskForm, WorkForm
from lokmin.cycle.followup.work.proofs import Kept

#: A note may be about one of the last so many months.
MONTHS_BACK = 6


def _action(request: Request, pk: int) -> Action:
    found: Action = get_object_or_404(
        Action.objects.of(request.puskesmas).select_related("owner", "village", "made_by", "register", "root"), pk=pk
    )
    return found


@requires("lihat_rtl")
def home(request: Request) -> HttpResponse:
    """The list: what is open, late, mine, of a cluster, an owner, a village, a problem, carried upward."""
    today = clock.today()
    every = queries.actions(request.puskesmas, today)
    chosen = listing.Chosen.of(request.GET, request.user)
    lines = chosen.lines(every)
    shown = listing.page(lines, whole(request.GET.get("hal")))
    context = {
        "lines": shown.lines, "shown": shown, "chosen": chosen, "any": bool(every), "tabs": listing.tabs(every, chosen),
        "choices": listing.choices(request.puskesmas, every, chosen), "summary": listing.summary(lines),
        "outcomes": effects.last_outcomes(request.puskesmas), "effects": effect_words,
    }  # fmt: skip
    return render(request, "followup/home.html", context, using="jinja2")


@requires("lihat_rtl")
def detail(request: Request, pk: int) -> HttpResponse:
    """One action: all its columns, its work month by month, and the form for progress."""
    return page_of(request, _action(request, pk))


def page_of(
    request: Request, action: Action, form: WorkForm | None = None, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The page of an action; ``forms`` are those of its work that were refused (``task_form`` ...)."""
    today = clock.today()
    course = work.course(action, today)
    may_update = queries.may_update(request.user, action)
    context = {
        "action": action,
        "line": queries.line(action, today),
        "course": course,
        "form": form or WorkForm(months=_months(action, today)),
        "back": back(request),
        "may_update": may_update,
        "labels": {name: str(field.label) for name, field in ActionForm.base_fields.items()},
        "indicator_name": queries.indicator_names(request.puskesmas).get(action.indicator, ""),
        "parts_of": [(task, queries.may_tick(request.user, task)) for task in work.parts(action)],
        "people": work.people(action),
        "turns": work.turns(action, today),
        "proofs": work.proofs(action),
        "escalations": work.escalations_of(action),
        "verdict": effects.verdict_now(action),
        "effects": effect_words,
        "accept": ACCEPT,
        "today": today,
        "words": words,
        **_forms(request, action, may_update=may_update),
        **forms,
    }
    return render(request, "followup/detail.html", context, status=status, using="jinja2")


def _forms(request: Request, action: Action, *, may_update: bool) -> dict[str, Any]:
    """The small forms, only where somebody may use them: each one reads the list of people."""
    if action.status not in Action.OPEN or not may_update:
        return {}
    found: dict[str, Any] = {"escalation_form": EscalationForm()}
    if may(request.user, "kelola_rtl", request.puskesmas):
        found["task_form"] = TaskForm(puskesmas=request.puskesmas)
        found["owner_form"] = OwnerForm(puskesmas=request.puskesmas)
    return found


def _months(action: Action, today: dt.date) -> tuple[Month, ...]:
    """The months a note may be about: this one, then back to the beginning, at most half a year."""
    lived = life(action.made_on, today) or (Month(today.year, today.month),)
    return tuple(reversed(lived[-MONTHS_BACK:]))


@requires("perbarui_rtl")
def progress(request: Request, pk: int) -> HttpResponse:
    """Post of the progress form: still at it, done, handed over or given up; with photos and files."""
    action = _action(request, pk)
    if not queries.may_update(request.user, action):
        raise PermissionDenied("perbarui_rtl")
    if request.method != "POST":
        return redirect("followup:detail", pkm=request.puskesmas.code, pk=pk)
    form = WorkForm(request.POST, months=_months(action, clock.today()))
    if not form.is_valid():
        return page_of(request, action, form, status=422)
    data = form.cleaned_data
    kept, wrong = proofs.take(request.puskesmas, request.FILES.getlist("files"), data["caption"])
    try:
        _step(request.user, action, data, kept)
    except ValidationError as error:
        refuse(form, error)
        for sentence in wrong:
            form.add_error(None, sentence)
        return page_of(request, action, form, status=422)
    messages.success(request, _("Tersimpan: %(action)s.") % {"action": action})
    for sentence in wrong:
        messages.error(request, _("Belum terkirim: %(why)s") % {"why": sentence}, extra_tags="bad")
    return redirect(back(request) or action_address(request, action))


def _step(by: Person, action: Action, data: dict[str, Any], kept: list[Kept]) -> None:
    """What was chosen in the form, as the operation it means."""
    step, note, proof = data["step"], data["note"], data["proof"]
    if action.status not in Action.OPEN:
        operations.resume(action=action, by=by, note=note)
    elif step == "selesai":
        operations.finish(action=action, by=by, result=note, proof=proof, proofs=kept)
    elif step == "kemajuan":
        operations.progress(action=action, by=by, note=note, proof=proof, period=data["period"], proofs=kept)
    else:
        operations.cancel(action=action, by=by, reason=note, moved=step == "dialihkan")


def refuse(form: forms.Form, error: ValidationError) -> None:
    """Each sentence beside the field it is about, else above the form."""
    for name, sentences in (error.message_dict if hasattr(error, "error_dict") else {None: error.messages}).items():
        form.add_error(name if name in form.fields else None, sentences)


@requires("kelola_rtl")
def edit(request: Request, pk: int | None = None) -> HttpResponse:
    """All columns of the matrix, for a new or a present action."""
    action = _action(request, pk) if pk is not None else None
    form = ActionForm(request.POST or None, puskesmas=request.puskesmas, action=action, initial=_given(request))
    if request.method == "POST" and form.is_valid():
        try:
            if action is None:
                action = operations.add(puskesmas=request.puskesmas, by=request.user, **form.columns())
            else:
                action = operations.change(action=action, by=request.user, **form.columns())
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Tersimpan: %(action)s.") % {"action": action})
            return redirect(back(request) or action_address(request, action))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "action": action, "back": back(request)}
    return render(request, "followup/edit.html", context, status=status, using="jinja2")


def action_address(request: Request, action: Action) -> str:
    """Where an action is shown."""
    return reverse("followup:detail", kwargs={"pkm": request.puskesmas.code, "pk": action.pk})


def _given(request: HttpRequest) -> dict[str, str]:
    """What another page already knows of a new action: ``?indicator=K1&village=…&problem=…``."""
    return {name: request.GET[name] for name in GIVEN if name in request.GET}


def back(request: Request) -> str:
    """The page of this Puskesmas that sent the reader here, so that they return to it; empty when none."""
    wanted = request.POST.get("kembali") or request.GET.get("kembali") or ""
    return wanted if wanted.startswith(f"/p/{request.puskesmas.code}/") and "//" not in wanted else ""
