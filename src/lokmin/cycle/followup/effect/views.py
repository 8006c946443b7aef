"""Pages of effects: all verdicts, one action's picture, promises kept, turns of plan-do-study-act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.catalog.loading import rules
from lokmin.core.effects import Verdict
from lokmin.core.effects.rules import PromiseRule
from lokmin.core.language import spoken
from lokmin.core.numbers import whole
from lokmin.core.periods import Month
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.followup.effect import operations, queries, turns, words
from lokmin.cycle.followup.effect.forms import BeginForm, TurnForm
from lokmin.cycle.followup.models import Action, Pdsa
from lokmin.cycle.followup.queries import indicator_names
from lokmin.cycle.followup.work.problems import problem as problem_of
from lokmin.cycle.monitoring import words as figures
from lokmin.cycle.monitoring.queries import months_with_data


def _months(request: Request) -> tuple[tuple[Month, ...], Month | None]:
    """The months with figures, and the one asked for (the last when none or an unknown one is)."""
    known = months_with_data(request.puskesmas)
    asked = request.GET.get("bulan", "") or request.POST.get("bulan", "")
    return known, next((m for m in known if m.code == asked), known[-1] if known else None)


def _shown(request: Request, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    given = {"effects": words, "figures": figures, **context}
    return render(request, f"followup/effect/{template}", given, status=status, using="jinja2")


@requires("lihat_rtl")
def home(request: Request) -> HttpResponse:
    """Every action with its verdict, grouped."""
    known, month = _months(request)
    groups = queries.by_outcome(queries.verdicts(request.puskesmas, month)) if month else []
    context = {
        "months": known,
        "month": month,
        "groups": groups,
        "count": sum(len(lines) for _outcome, lines in groups),
        "effective": queries.effective(request.puskesmas, month.year) if month else (),
    }
    return _shown(request, "home.html", context)


@requires("lihat_rtl")
def effect(request: Request, pk: int) -> HttpResponse:
    """One action's effect: the picture, the sentence, n, the method, and what was told before."""
    action = _action(request, pk)
    known, month = _months(request)
    context = {
        "action": action,
        "label": f"{action.number}/{action.year}",
        "months": known,
        "month": month,
        "verdict": queries.verdict(action, month) if month else None,
        "indicator_name": indicator_names(request.puskesmas).get(action.indicator, ""),
        "before": [(row, Verdict.of(row.body)) for row in queries.frozen(action)],
    }
    return _shown(request, "one.html", context)


@requires("kelola_rtl")
@require_POST
def freeze(request: Request, pk: int) -> HttpResponse:
    """Keep the verdict of one action as it is now."""
    action = _action(request, pk)
    _known, month = _months(request)
    if month is None:
        raise Http404(pk)
    stored = operations.freeze_one(action=action, month=month, by=request.user)
    said = {"action": action, "outcome": words.outcome(stored.outcome)}
    messages.success(request, _("Dampak %(action)s dicatat: %(outcome)s.") % said)
    return redirect("followup:effect", pkm=request.puskesmas.code, pk=pk)


@requires("lihat_rtl")
def promises(request: Request) -> HttpResponse:
    """The promise-keeping index by klaster; nobody's name stands here."""
    known, month = _months(request)
    context = {
        "months": known,
        "month": month,
        "lines": queries.promise_index(request.puskesmas, month) if month else (),
        "rule": PromiseRule.load(rules("effect"), month.year) if month else None,
    }
    return _shown(request, "promises.html", context)


@requires("lihat_rtl")
def pdsa(request: Request) -> HttpResponse:
    """Everything somebody turns on."""
    with spoken(_):
        found = turns.courses(request.puskesmas)
    return _shown(request, "pdsa.html", {"courses": found})


@requires("kelola_rtl")
def pdsa_add(request: Request) -> HttpResponse:
    """Begin a turn; ``?tentang=rtl-12`` (or ``masalah-3``, ``K1``) says on what."""
    subject = request.GET.get("tentang", "") or request.POST.get("tentang", "")
    about = _subject(request, subject) if subject else None
    form = BeginForm(request.POST or None, puskesmas=request.puskesmas, subject=subject)
    if request.method == "POST" and form.is_valid():
        columns = dict(form.cleaned_data)
        about = about or _subject(request, columns.pop("subject"))
        try:
            with spoken(_):
                turn = operations.begin_turn(puskesmas=request.puskesmas, by=request.user, **about, **columns)
        except ValidationError as error:
            _refused(form, error)
        else:
            messages.success(request, _("Putaran %(n)s dimulai.") % {"n": turn.number})
            return redirect("followup:pdsa_turn", pkm=request.puskesmas.code, turn=turn.pk)
    status = 422 if request.method == "POST" else 200
    return _shown(request, "turn.html", {"form": form, "subject": subject, "course": None, "turn": None}, status)


@requires("lihat_rtl")
def pdsa_turn(request: Request, turn: int) -> HttpResponse:
    """The turns of one thing side by side, the months under them, and the form of one of them."""
    row = _turn(request, turn)
    return _turns(request, row, TurnForm(turn=row))


@requires("kelola_rtl")
def pdsa_write(request: Request, turn: int) -> HttpResponse:
    """Post of the form of a turn."""
    row = _turn(request, turn)
    if request.method != "POST":
        return redirect("followup:pdsa_turn", pkm=request.puskesmas.code, turn=turn)
    form = TurnForm(request.POST, turn=row)
    if form.is_valid():
        try:
            with spoken(_):
                operations.write_turn(turn=row, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            _refused(form, error)
        else:
            messages.success(request, _("Putaran %(n)s tersimpan.") % {"n": row.number})
            return redirect("followup:pdsa_turn", pkm=request.puskesmas.code, turn=turn)
    return _turns(request, row, form, 422)


def _turn(request: Request, pk: int) -> Pdsa:
    found: Pdsa = get_object_or_404(
        Pdsa.objects.of(request.puskesmas).select_related("action__village", "problem__village"), pk=pk
    )
    return found


def _turns(request: Request, row: Pdsa, form: TurnForm, status: int = 200) -> HttpResponse:
    with spoken(_):
        course = turns.course(request.puskesmas, row)
    return _shown(request, "turn.html", {"form": form, "subject": course.key, "course": course, "turn": row}, status)


def _action(request: Request, pk: int) -> Action:
    found: Action = get_object_or_404(
        Action.objects.of(request.puskesmas).select_related("village", "puskesmas"), pk=pk
    )
    return found


def _subject(request: Request, key: str) -> dict[str, Any]:
    """What a turn is about, from its name in an address.

    Raises:
        Http404: an action, a problem or an indicator this Puskesmas does not have.
    """
    kind, _dash, number = key.partition("-")
    if kind == "rtl" and number.isdecimal():
        return {"action": _action(request, whole(number))}
    if kind == "masalah" and number.isdecimal():
        found = problem_of(whole(number))
        if found is None or found.puskesmas_id != request.puskesmas.pk:
            raise Http404(key)
        return {"problem": found}
    if key not in indicator_names(request.puskesmas):
        raise Http404(key)
    return {"indicator": key}


def _refused(form: TurnForm, error: ValidationError) -> None:
    """Put each sentence beside its field, or above the form."""
    fields = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
    for name, texts in fields.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)
