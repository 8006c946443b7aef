"""Pages of the division of tasks: the matrix, all PJ in one table, one task with its history, the agreement."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.language import spoken
from lokmin.core.numbers import whole
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.forms import put_errors
from lokmin.cycle.workforce.darbin import paper
from lokmin.cycle.workforce.darbin.views.common import to
from lokmin.cycle.workforce.darbin.views.papers import answer, written
from lokmin.cycle.workforce.division import operations, queries
from lokmin.cycle.workforce.division.forms import LeadsForm, MembersForm, TaskForm
from lokmin.cycle.workforce.models import Staff
from lokmin.cycle.workforce.staff import queries as register


def _page(request: Request, template: str, context: dict[str, Any], *, refused: bool = False) -> HttpResponse:
    with spoken(_):
        return render(
            request, f"workforce/division/{template}", context, status=422 if refused else 200, using="jinja2"
        )  # fmt: skip


@requires("lihat_tenaga")
@require_GET
def home(request: Request) -> HttpResponse:
    """Every programme with its one PJ, everybody's tasks, what is missing."""
    day = clock.today()
    with spoken(_):
        findings = queries.findings(request.puskesmas, day)
    context = {
        "day": day, "lines": queries.matrix(request.puskesmas, day), "findings": findings,
        "rows": queries.task_rows(request.puskesmas, day), "coming": queries.coming(request.puskesmas, day),
        "mine": queries.mine(request.puskesmas, request.user, day),
    }  # fmt: skip
    return _page(request, "home.html", context)


@requires("atur_tenaga")
def edit(request: Request) -> HttpResponse:
    """The PJ of all tasks in one table, from a day on; a task of one's own below."""
    day = clock.today()
    lines = queries.matrix(request.puskesmas, day)
    spare = queries.spare(request.puskesmas, day)
    codes = [*(line.code for line in lines), *(code for code, _name in spare)]
    people = register.choices(request.puskesmas)
    posted = request.method == "POST"
    own = posted and request.POST.get("tugas") == "baru"
    form = LeadsForm(
        request.POST if posted and not own else None, puskesmas=request.puskesmas, codes=codes, initial={"since": day}
    )
    task = TaskForm(request.POST if own else None, people=people, initial={"since": day})
    if posted and not own and form.is_valid():
        try:
            count = operations.set_leads(
                puskesmas=request.puskesmas, by=request.user, leads=form.leads(), since=form.cleaned_data["since"],
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Tersimpan: %(n)d perubahan.") % {"n": count})
            return to(request, "division")
    if own and task.is_valid():
        data = task.cleaned_data
        try:
            operations.add_task(
                puskesmas=request.puskesmas, by=request.user, name=data["name"], since=data["since"],
                staff=Staff.objects.of(request.puskesmas).get(pk=data["staff"]), decree=data["decree"],
            )  # fmt: skip
        except ValidationError as error:
            put_errors(task, error)
        else:
            messages.success(request, _("Tersimpan: %(name)s.") % {"name": data["name"]})
            return to(request, "division")
    short = [(s.pk, s.short_name) for s in register.staff(request.puskesmas)]
    known = {pk for pk, _name in short}
    gone = {line.pj.pk: line.pj.name for line in lines if line.pj and line.pj.pk not in known}
    context = {
        "form": form, "task": task, "lines": lines, "spare": spare, "people": [*short, *gone.items()],
        "typed": request.POST if posted and not own else {},
    }  # fmt: skip
    return _page(request, "edit.html", context, refused=posted)


@requires("lihat_tenaga")
@require_GET
def one(request: Request, task: str) -> HttpResponse:
    """One task: its PJ, helpers, everybody who ever had it; leaders choose the helpers here."""
    return _one(request, task, _members(request, task))


def _line(request: Request, task: str) -> queries.TaskLine | None:
    if queries.task_name(request.puskesmas, task) is None:
        raise Http404(task)
    return next((line for line in queries.matrix(request.puskesmas, clock.today()) if line.code == task), None)


def _members(request: Request, task: str) -> MembersForm:
    line = _line(request, task)
    people = [p for p in register.choices(request.puskesmas) if line is None or line.pj is None or p[0] != line.pj.pk]
    helping = [str(s.pk) for s in line.members] if line else []
    initial = {"since": clock.today(), "staff": helping}
    return MembersForm(request.POST if request.method == "POST" else None, people=people, initial=initial)


@requires("atur_tenaga")
@require_POST
def members(request: Request, task: str) -> HttpResponse:
    """Who helps with a task from a day on."""
    form = _members(request, task)
    if form.is_valid():
        chosen = Staff.objects.of(request.puskesmas).filter(pk__in=[int(pk) for pk in form.cleaned_data["staff"]])
        try:
            count = operations.set_members(
                puskesmas=request.puskesmas, by=request.user, code=task, staff=chosen, since=form.cleaned_data["since"]
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Tersimpan: %(n)d perubahan.") % {"n": count})
            return to(request, "division_task", task=task)
    return _one(request, task, form)


def _one(request: Request, task: str, form: MembersForm) -> HttpResponse:
    context = {
        "code": task, "name": queries.task_name(request.puskesmas, task), "line": _line(request, task),
        "history": queries.history(request.puskesmas, task), "form": form, "day": clock.today(),
    }  # fmt: skip
    return _page(request, "task.html", context, refused=form.is_bound)


@requires("lihat_tenaga")
@require_GET
def agreement(request: Request, ending: str) -> HttpResponse:
    """The agreement of all staff as a sheet to sign."""
    year = whole(request.GET.get("tahun", "")) or clock.today().year
    if not 2000 <= year <= 2100:
        raise Http404(year)
    return answer(written(paper.agreement(request.puskesmas, year), ending), f"kesepakatan-tugas-{year}", ending)
