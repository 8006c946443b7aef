"""Pages of the optimiser: limits and runs, a proposal with what it moves and why, taking or leaving it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.language import spoken
from lokmin.core.numbers import whole
from lokmin.core.periods import MONTH_NAMES
from lokmin.core.planning.rpk import MONTHS
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.planning.models import Plan, ScheduleRun
from lokmin.cycle.planning.optimise import operations, queries
from lokmin.cycle.planning.optimise.forms import LimitsForm
from lokmin.cycle.planning.optimise.problem import Chosen
from lokmin.cycle.planning.plans import queries as plans
from lokmin.cycle.planning.plans.operations import FIRST_YEAR, LAST_YEAR
from lokmin.documents.figures.yearload import year_load


def _page(request: Request, template: str, context: dict[str, Any], *, refused: bool = False) -> HttpResponse:
    shown = {"short_months": tuple(name[:3] for name in MONTH_NAMES), "MONTHS": MONTHS, **context}
    return render(request, f"planning/optimise/{template}", shown, status=422 if refused else 200, using="jinja2")


def _address(request: Request, name: str, **arguments: Any) -> str:
    return reverse(f"planning:{name}", kwargs={"pkm": request.puskesmas.code, **arguments})


@requires("lihat_rencana")
@require_GET
def now(request: Request) -> HttpResponseRedirect:
    """The optimiser of this year."""
    return redirect(_address(request, "optimise", year=clock.today().year))


@requires("lihat_rencana")
def home(request: Request, year: int) -> HttpResponse:
    """Limits filled in beforehand, and the runs there were; a post spreads the year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(str(year))
    plan = plans.plan(request.puskesmas, Plan.RPK, year)
    before = queries.runs(plan) if plan else ()
    start = Chosen.of(before[0].body["chosen"]) if before else Chosen.usual(year)
    context = {"plan": plan, "runs": before, "year": year, "form": LimitsForm(chosen=start, rows=_rows(plan))}
    return _page(request, "home.html", context)


@requires("susun_rencana")
@require_POST
def compute(request: Request, year: int) -> HttpResponse:
    """Spread the year within the chosen limits."""
    plan = plans.plan(request.puskesmas, Plan.RPK, year)
    if plan is None:
        raise Http404(str(year))
    before = queries.runs(plan)
    start = Chosen.of(before[0].body["chosen"]) if before else Chosen.usual(year)
    form = LimitsForm(request.POST, chosen=start, rows=_rows(plan))
    if form.is_valid():
        try:
            made = operations.run(plan=plan, by=request.user, chosen=form.chosen())
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            return redirect(_address(request, "optimise_run", run=made.pk))
    context = {"plan": plan, "runs": before, "year": year, "form": form}
    return _page(request, "home.html", context, refused=True)


def _rows(plan: Plan | None) -> list[tuple[int, str]]:
    """The activities an order may be about."""
    return list(plan.rpk_items.filter(removed_at=None).values_list("pk", "activity")) if plan else []


def _run_or_404(request: Request, run: int) -> ScheduleRun:
    found: ScheduleRun = get_object_or_404(
        ScheduleRun.objects.of(request.puskesmas).select_related("plan__puskesmas", "made_by"), pk=run
    )
    return found


@requires("lihat_rencana")
@require_GET
def run(request: Request, run: int) -> HttpResponse:
    """A proposal: the load before and after, what moves and why, what has no place."""
    with spoken(_):
        found = queries.run_page(_run_or_404(request, run))
        figures = [year_load(found.strips, narrow=narrow, ident=f"b{int(narrow)}") for narrow in (False, True)]
    return _page(request, "run.html", {"page": found, "figures": figures, "year": found.run.plan.year})


@requires("setujui_rencana")
@require_POST
def take(request: Request, run: int) -> HttpResponse:
    """All rows, or those that are ticked, into the RPK."""
    found = _run_or_404(request, run)
    shown = queries.run_page(found)
    ticked = {whole(pk) for pk in request.POST.getlist("baris")}
    rows = [row.pk for row in shown.rows if request.POST.get("apa") == "semua" or row.pk in ticked]
    try:
        changed = operations.take(run=found, by=request.user, rows=rows, reason=request.POST.get("reason", ""))
    except ValidationError as error:
        return _refused(request, found, error)
    text = _("Bulan %(n)s kegiatan ditulis ke RPK sebagai versi baru.") % {"n": changed}
    messages.success(request, text, extra_tags="good")
    return redirect(_address(request, "rpk", year=found.plan.year))


@requires("setujui_rencana")
@require_POST
def leave(request: Request, run: int) -> HttpResponse:
    """The proposal is not used."""
    found = _run_or_404(request, run)
    try:
        operations.leave(run=found, by=request.user, reason=request.POST.get("reason", ""))
    except ValidationError as error:
        return _refused(request, found, error)
    return redirect(_address(request, "optimise", year=found.plan.year))


def _refused(request: Request, run: ScheduleRun, error: ValidationError) -> HttpResponse:
    for sentence in error.messages:
        messages.error(request, sentence, extra_tags="bad")
    return redirect(_address(request, "optimise_run", run=run.pk))
