"""Raising, rewording, merging, splitting and closing a problem; bringing the register up to the newest month."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.core.problems.register import split_reason
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.centre.roles import PERMISSIONS
from lokmin.cycle.monitoring.models import Problem
from lokmin.cycle.monitoring.queries.table import default_month
from lokmin.cycle.monitoring.register import operations, queries
from lokmin.cycle.monitoring.register.forms import (
    CloseForm,
    FoundForm,
    MergeForm,
    PartForm,
    ProblemForm,
    ReopenForm,
    initial,
)
from lokmin.cycle.monitoring.register.operations.life import Part
from lokmin.cycle.monitoring.register.views.common import page, problem_or_404, to_problem, told

#: What another page may already know of a problem that is raised: ``?what=…&village=…&origin_kind=masukan``.
GIVEN = (
    "what",
    "who",
    "where",
    "when",
    "how_big",
    "village",
    "source",
    "raised_by",
    "indicator",
    "category",
    "evidence",
)
ORIGIN = ("origin_kind", "origin_id")
PARTS = 3


@requires("usul_masalah")
def raise_one(request: Request) -> HttpResponse:
    """A problem somebody raises, in five answers; leaders decide later what becomes of it."""
    given = {name: request.GET[name] for name in GIVEN if name in request.GET}
    form = ProblemForm(request.POST or None, puskesmas=request.puskesmas, initial={"source": "staf", **given})
    origin = {name: (request.POST.get(name) or request.GET.get(name) or "")[:20] for name in ORIGIN}
    if request.method == "POST" and form.is_valid():
        try:
            problem = operations.record_problem(
                puskesmas=request.puskesmas, by=request.user, **{**form.columns(), **origin}
            )
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Tersimpan: %(problem)s.") % {"problem": problem}, extra_tags="good")
            if PERMISSIONS["lihat_masalah"] & request.roles:
                return to_problem(request, problem.pk)
            return redirect(reverse("monitoring:home", kwargs={"pkm": request.puskesmas.code}))
    return page(request, "raise.html", {"form": form, "origin": origin}, refused=request.method == "POST")


@requires("kelola_masalah")
@require_POST
def refresh(request: Request) -> HttpResponse:
    """Bring the register up to the newest month with figures."""
    month = default_month(request.puskesmas)
    if month is None:
        messages.error(request, _("Belum ada angka yang dilaporkan."), extra_tags="bad")
    else:
        open_ones = operations.refresh(puskesmas=request.puskesmas, month=month, by=request.user)
        said = _("Daftar diperbarui sampai %(month)s: %(n)d masalah dari angka terbuka.")
        messages.success(request, said % {"month": month.label, "n": len(open_ones)}, extra_tags="good")
    return redirect(reverse("followup:register", kwargs={"pkm": request.puskesmas.code}))


@requires("kelola_masalah")
def edit(request: Request, problem: int) -> HttpResponse:
    """Word a raised problem anew; of one of the figures only category and evidence."""
    record = problem_or_404(request, problem)
    given, kind = request.POST or None, record.kind
    form: ProblemForm | FoundForm
    if kind == Problem.FOUND:
        form = FoundForm(given, initial={"category": record.category, "evidence": record.evidence})
    else:
        form = ProblemForm(given, puskesmas=request.puskesmas, initial=initial(record))
    if request.method == "POST" and form.is_valid():
        columns = {name: value for name, value in form.columns().items() if name != "source"}
        try:
            operations.change(problem=record, by=request.user, **columns)
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Tersimpan: %(problem)s.") % {"problem": record}, extra_tags="good")
            return to_problem(request, problem)
    return page(request, "edit.html", {"form": form, "problem": record}, refused=request.method == "POST")


@requires("kelola_masalah")
def merge(request: Request, problem: int) -> HttpResponse:
    """Two problems are one: proposals first, then all open ones to choose from."""
    record = problem_or_404(request, problem)
    others = [e for e in queries.register(request.puskesmas) if e.pk != record.pk]
    proposed = queries.proposals(request.puskesmas, problem)
    wanted = request.GET.get("ke", "") or (str(proposed[0].entry.pk) if proposed else "")
    form = MergeForm(request.POST or None, others=others, initial={"into": wanted})
    if request.method == "POST" and form.is_valid():
        into = problem_or_404(request, int(form.cleaned_data["into"]))
        try:
            target = operations.merge(problem=record, into=into, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            told(form, error)
        else:
            said = _("%(problem)s digabung. Semua penyebab, RTL dan riwayatnya ada di sini.")
            messages.success(request, said % {"problem": record}, extra_tags="good")
            return to_problem(request, target.pk)
    context = {"form": form, "problem": record, "proposed": proposed, "others": others}
    return page(request, "merge.html", context, refused=request.method == "POST")


@requires("kelola_masalah")
def split(request: Request, problem: int) -> HttpResponse:
    """One problem is several: each part in its own words, with the causes it takes along."""
    record = problem_or_404(request, problem)
    shown = queries.problem(request.puskesmas, problem)
    tops = [(node.id, node.text) for node in shown.tree.children("")] if shown else []
    places = villages(request.puskesmas)
    forms = [
        PartForm(request.POST or None, prefix=f"b{n}", places=places, causes=tops, auto_id="id_%s")
        for n in range(1, PARTS + 1)
    ]
    if request.method == "POST" and all([form.is_valid() for form in forms]):  # noqa: C419 - every form tells
        parts = [
            Part(form.raised(record.when), form.place(), tuple(int(pk) for pk in form.cleaned_data["causes"]))
            for form in forms
            if form.filled
        ]
        try:
            made = operations.split(problem=record, by=request.user, parts=parts)
        except ValidationError as error:
            forms[0].add_error(None, ValidationError(error.messages))
        else:
            said = _("Dibagi menjadi %(n)d masalah.") % {"n": len(made)}
            messages.success(request, said, extra_tags="good")
            return to_problem(request, made[0].pk)
    context = {"forms": forms, "problem": record, "why": _why_split(record, places)}
    return page(request, "split.html", context, refused=request.method == "POST")


def _why_split(problem: Problem, places: list[Any]) -> str:
    """Why it should be two, as far as its words say: it speaks of several villages."""
    named = [place.name for place in places if place.name.casefold() in problem.statement.casefold()]
    return split_reason(named, {})


@requires("kelola_masalah")
def close(request: Request, problem: int) -> HttpResponse:
    """End a problem with the reason, or open it again with one."""
    record = problem_or_404(request, problem)
    is_open = record.status == Problem.OPEN
    form: CloseForm | ReopenForm = (CloseForm if is_open else ReopenForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            if is_open:
                solved = form.cleaned_data["how"] == Problem.SOLVED
                operations.close(problem=record, by=request.user, reason=reason, solved=solved)
            else:
                operations.reopen(problem=record, by=request.user, reason=reason)
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Tersimpan: %(problem)s.") % {"problem": record}, extra_tags="good")
            return to_problem(request, problem)
    return page(
        request, "close.html", {"form": form, "problem": record, "open": is_open}, refused=request.method == "POST"
    )
