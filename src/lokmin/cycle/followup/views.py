"""Pages of the RTL: the list, one action with its history, its columns, its progress."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.followup import operations, queries
from lokmin.cycle.followup.forms import ActionForm, ProgressForm
from lokmin.cycle.followup.models import Action

KLASTER = (1, 2, 3, 4, 5)


def _action(request: Request, pk: int) -> Action:
    found: Action = get_object_or_404(
        Action.objects.of(request.puskesmas).select_related("owner", "village", "made_by"), pk=pk
    )
    return found


@requires("lihat_rtl")
def home(request: Request) -> HttpResponse:
    """The list: what is open, what is late, what is mine, what a cluster has promised."""
    chosen = request.GET.get("saring", "")
    today = clock.today()
    where = {
        "": Q(status__in=Action.OPEN),
        "terlambat": Q(status__in=Action.OPEN, due__lt=today),
        "saya": Q(owner=request.user),
        "selesai": Q(status=Action.DONE),
        "berhenti": Q(status__in=[Action.MOVED, Action.CANCELLED]),
        "semua": Q(),
        **{f"klaster-{n}": Q(klaster=n) for n in KLASTER},
    }
    chosen = chosen if chosen in where else ""
    every = queries.actions(request.puskesmas, today)
    tabs = [
        ("", _("Belum selesai"), sum(a.open for a in every)),
        ("terlambat", _("Terlambat"), sum(a.late for a in every)),
        ("saya", _("Milik saya"), sum(a.owner_id == request.user.pk for a in every)),
        *(
            (f"klaster-{n}", _("Klaster %(n)s") % {"n": n}, count)
            for n in KLASTER
            if (count := sum(a.klaster == n for a in every))
        ),
        ("selesai", _("Selesai"), sum(a.status == Action.DONE for a in every)),
        ("semua", _("Semua"), len(every)),
    ]
    lines = queries.actions(request.puskesmas, today, where[chosen])
    return render(
        request,
        "followup/home.html",
        {"lines": lines, "tabs": tabs, "chosen": chosen, "any": bool(every)},
        using="jinja2",
    )


@requires("lihat_rtl")
def detail(request: Request, pk: int) -> HttpResponse:
    """One action: all its columns, what happened so far, and the form for progress."""
    action = _action(request, pk)
    return _detail(request, action, ProgressForm())


def _detail(request: Request, action: Action, form: ProgressForm, status: int = 200) -> HttpResponse:
    context = {
        "action": action,
        "line": queries.line(action, clock.today()),
        "events": action.events.select_related("by"),
        "form": form,
        "back": back(request),
        "may_update": queries.may_update(request.user, action),
        "labels": {name: str(field.label) for name, field in ActionForm.base_fields.items()},
        "indicator_name": queries.indicator_names(request.puskesmas).get(action.indicator, ""),
    }
    return render(request, "followup/detail.html", context, status=status, using="jinja2")


@requires("perbarui_rtl")
def progress(request: Request, pk: int) -> HttpResponse:
    """Post of the progress form: still at it, done, handed over or given up."""
    action = _action(request, pk)
    if not queries.may_update(request.user, action):
        raise PermissionDenied("perbarui_rtl")
    form = ProgressForm(request.POST or None)
    if request.method != "POST":
        return redirect("followup:detail", pkm=request.puskesmas.code, pk=pk)
    if not form.is_valid():
        return _detail(request, action, form, 422)
    step, note, proof = (form.cleaned_data[k] for k in ("step", "note", "proof"))
    try:
        if action.status not in Action.OPEN:
            operations.resume(action=action, by=request.user, note=note)
        elif step == "selesai":
            operations.finish(action=action, by=request.user, result=note, proof=proof)
        elif step == "kemajuan":
            operations.progress(action=action, by=request.user, note=note, proof=proof)
        else:
            operations.cancel(action=action, by=request.user, reason=note, moved=step == "dialihkan")
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return _detail(request, action, form, 422)
    messages.success(request, _("Tersimpan: %(action)s.") % {"action": action})
    return redirect(back(request) or action_address(request, action))


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
            form.add_error(None, ValidationError(error.messages))
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
    return {name: request.GET[name] for name in ("problem", "indicator", "village", "cause") if name in request.GET}


def back(request: Request) -> str:
    """The page of this Puskesmas that sent the reader here, so that they return to it; empty when none."""
    wanted = request.POST.get("kembali") or request.GET.get("kembali") or ""
    return wanted if wanted.startswith(f"/p/{request.puskesmas.code}/") and "//" not in wanted else ""
