"""Pages of the partners' promises: the list, one promise with its history, its columns, its progress."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lokmin.cycle.centre import clock, partners
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.models import Partner
from lokmin.cycle.followup.commitments import operations, queries
from lokmin.cycle.followup.commitments.forms import CommitmentForm
from lokmin.cycle.followup.commitments.queries import CommitmentLine
from lokmin.cycle.followup.forms import ProgressForm
from lokmin.cycle.followup.models import Commitment
from lokmin.cycle.followup.queries import indicator_names
from lokmin.cycle.followup.views import back


def _commitment(request: Request, pk: int) -> Commitment:
    found = queries.find(request.puskesmas, pk)
    if found is None:
        raise Http404(pk)
    return found


@requires("lihat_mitra")
def home(request: Request) -> HttpResponse:
    """The list: what partners still owe, what is late, what was kept; of one sector when chosen."""
    every = queries.commitments(request.puskesmas, clock.today())
    sector = request.GET.get("sektor", "")
    shown = [a for a in every if sector in ("", a.sector)]
    tests: dict[str, Callable[[CommitmentLine], bool]] = {
        "": lambda a: a.open,
        "terlambat": lambda a: a.late,
        "selesai": lambda a: a.status == Commitment.DONE,
        "berhenti": lambda a: a.status in (Commitment.MOVED, Commitment.CANCELLED),
        "semua": lambda _a: True,
    }
    words = {
        "": _("Belum selesai"), "terlambat": _("Terlambat"), "selesai": _("Ditepati"), "berhenti": _("Berhenti"),
        "semua": _("Semua"),
    }  # fmt: skip
    chosen = request.GET.get("saring", "")
    chosen = chosen if chosen in tests else ""
    context = {
        "lines": [a for a in shown if tests[chosen](a)],
        "tabs": [(key, words[key], sum(map(test, shown))) for key, test in tests.items()],
        "chosen": chosen,
        "sector": sector,
        "sectors": [(code, name) for code, name in Partner.SECTORS if any(a.sector == code for a in every)],
        "any": bool(every),
        "any_partner": bool(partners.active(request.puskesmas)),
    }
    return render(request, "followup/commitments.html", context, using="jinja2")


@requires("lihat_mitra")
def detail(request: Request, commitment: int) -> HttpResponse:
    """One promise: all its columns, what happened so far, and the form for progress."""
    return _detail(request, _commitment(request, commitment), ProgressForm())


def _detail(request: Request, made: Commitment, form: ProgressForm, status: int = 200) -> HttpResponse:
    context = {
        "line": queries.line(made, clock.today()),
        "events": made.events.select_related("by"),
        "form": form,
        "back": back(request),
        "labels": {name: str(field.label) for name, field in CommitmentForm.base_fields.items()},
        "indicator_name": indicator_names(request.puskesmas).get(made.indicator, ""),
    }
    return render(request, "followup/commitment.html", context, status=status, using="jinja2")


@requires("atur_mitra")
def progress(request: Request, commitment: int) -> HttpResponse:
    """Post of the progress form: still at it, kept, handed over or given up."""
    made = _commitment(request, commitment)
    if request.method != "POST":
        return redirect(_address(request, made))
    form = ProgressForm(request.POST)
    if not form.is_valid():
        return _detail(request, made, form, 422)
    step, note, proof = (form.cleaned_data[k] for k in ("step", "note", "proof"))
    try:
        if made.status not in Commitment.OPEN:
            operations.resume(commitment=made, by=request.user, note=note)
        elif step == "selesai":
            operations.finish(commitment=made, by=request.user, result=note, proof=proof)
        elif step == "kemajuan":
            operations.progress(commitment=made, by=request.user, note=note, proof=proof)
        else:
            operations.cancel(commitment=made, by=request.user, reason=note, moved=step == "dialihkan")
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return _detail(request, made, form, 422)
    messages.success(request, _("Tersimpan: %(commitment)s.") % {"commitment": made})
    return redirect(back(request) or _address(request, made))


@requires("atur_mitra")
def edit(request: Request, commitment: int | None = None) -> HttpResponse:
    """All columns of a new or a present promise."""
    made = _commitment(request, commitment) if commitment is not None else None
    given = {n: request.GET[n] for n in ("partner", "problem", "indicator", "village") if n in request.GET}
    form = CommitmentForm(request.POST or None, puskesmas=request.puskesmas, commitment=made, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            if made is None:
                made = operations.add(puskesmas=request.puskesmas, by=request.user, **form.columns())
            else:
                made = operations.change(commitment=made, by=request.user, **form.columns())
        except ValidationError as error:
            _refuse(form, error)
        else:
            messages.success(request, _("Tersimpan: %(commitment)s.") % {"commitment": made})
            return redirect(back(request) or _address(request, made))
    context = {"form": form, "commitment": made, "back": back(request)}
    status = 422 if request.method == "POST" else 200
    return render(request, "followup/commitment_edit.html", context, status=status, using="jinja2")


def _refuse(form: CommitmentForm, error: ValidationError) -> None:
    """Beside the field it is about."""
    for name, sentences in (error.message_dict if hasattr(error, "error_dict") else {None: error.messages}).items():
        form.add_error(name if name in form.fields else None, sentences)


def _address(request: Request, made: Commitment) -> str:
    return reverse("followup:commitment", kwargs={"pkm": request.puskesmas.code, "commitment": made.pk})
