"""Pages of the five-year plan: the matrix, one line, lines begun from the catalogue, papers."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.language import spoken
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.planning.models import Plan, RenstraLine
from lokmin.cycle.planning.plans import operations as plans
from lokmin.cycle.planning.plans import queries as known
from lokmin.cycle.planning.plans.pages import beside, book, shown, written, year_or_404
from lokmin.cycle.planning.renstra import operations, papers, queries
from lokmin.cycle.planning.renstra.forms import LineForm, initial
from lokmin.documents.forms.renstra import renstra as matrix
from lokmin.documents.forms.renstra import renstra_table


@requires("lihat_rencana")
@require_GET
def present(request: Request) -> HttpResponse:
    """The plan that covers this year."""
    return redirect("planning:renstra", pkm=request.puskesmas.code, year=clock.today().year)


@requires("lihat_rencana")
def renstra(request: Request, year: int) -> HttpResponse:
    """The matrix by upaya with targets and money of each year."""
    year_or_404(year)
    with spoken(_):
        page = queries.page(request.puskesmas, year)
        changed = known.changed_since(page.plan) if page.plan else None
    context = {
        "page": page, "year": page.years[0], "changed": changed,
        "state": known.state_of(page.plan) if page.plan else None,
        "errors": [f for f in page.findings if f.severity == "galat"],
        "others": [f for f in page.findings if f.severity != "galat"],
    }  # fmt: skip
    return shown(request, "renstra/renstra.html", context)


@requires("susun_rencana")
def begin(request: Request, year: int) -> HttpResponse:
    """The main indicators with where they stand and targets that rise evenly; what is ticked becomes lines."""
    year_or_404(year)
    found = known.plan(request.puskesmas, Plan.RENSTRA, year)
    last = year + 4
    plan = found or Plan(puskesmas=request.puskesmas, kind=Plan.RENSTRA, year=year, until_year=last)
    with spoken(_):
        lines = queries.beginnings(request.puskesmas, plan)
    if request.method == "POST":
        ticked = set(request.POST.getlist("ambil"))
        plan = plans.plan_of(puskesmas=request.puskesmas, by=request.user, kind=Plan.RENSTRA, year=plan.year)
        n = operations.begin(plan=plan, by=request.user, lines=[x for x in lines if x["indicator"] in ticked])
        if n:
            messages.success(request, _("%(n)d indikator masuk. Lengkapi kegiatan dan anggarannya.") % {"n": n})
        return redirect("planning:renstra", pkm=request.puskesmas.code, year=plan.year)
    return shown(request, "renstra/begin.html", {"lines": lines, "year": plan.year, "last": plan.until_year})


@requires("susun_rencana")
def add(request: Request, year: int) -> HttpResponse:
    """One new line."""
    year_or_404(year)
    page = queries.page(request.puskesmas, year)
    form = LineForm(request.POST or None, puskesmas=request.puskesmas, years=page.years)
    if request.method == "POST" and form.is_valid():
        try:
            plan = plans.plan_of(puskesmas=request.puskesmas, by=request.user, kind=Plan.RENSTRA, year=page.years[0])
            operations.add(plan=plan, by=request.user, **form.columns())
        except ValidationError as error:
            beside(form, error)
        else:
            messages.success(request, _("Indikator ditambahkan."))
            return redirect("planning:renstra", pkm=request.puskesmas.code, year=page.years[0])
    context = {"form": form, "years": page.years, "year": page.years[0], "line": None}
    return shown(request, "renstra/edit.html", context, refused=request.method == "POST")


@requires("susun_rencana")
def edit(request: Request, line: int) -> HttpResponse:
    """Change one line."""
    row = _line(request, line)
    years = tuple(range(row.plan.year, row.plan.until_year + 1))
    form = LineForm(request.POST or None, puskesmas=request.puskesmas, years=years, initial=initial(row, years))
    if request.method == "POST" and form.is_valid():
        try:
            operations.write(line=row, by=request.user, **form.columns())
        except ValidationError as error:
            beside(form, error)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("planning:renstra", pkm=request.puskesmas.code, year=row.plan.year)
    context = {"form": form, "years": years, "year": row.plan.year, "line": row}
    return shown(request, "renstra/edit.html", context, refused=request.method == "POST")


@requires("susun_rencana")
@require_POST
def remove(request: Request, line: int) -> HttpResponse:
    """Take a line out."""
    row = _line(request, line)
    operations.remove(line=row, by=request.user)
    messages.success(request, _("Indikator dihapus. Masih ada di versi lama."))
    return redirect("planning:renstra", pkm=request.puskesmas.code, year=row.plan.year)


@requires("unduh_berkas")
@require_GET
def file(request: Request, year: int, ending: str) -> HttpResponse:
    """The matrix as PDF, Word or Excel."""
    plan = known.plan(request.puskesmas, Plan.RENSTRA, year_or_404(year))
    if plan is None or ending not in ("pdf", "docx", "xlsx"):
        raise Http404(ending)
    paper = papers.paper(plan)
    if ending == "xlsx":
        return book(request, f"renstra-{plan.year}-{plan.until_year}", [renstra_table(paper)])
    return written(matrix(paper), ending)


def _line(request: Request, pk: int) -> RenstraLine:
    found = RenstraLine.objects.filter(plan__puskesmas=request.puskesmas, removed_at=None)
    row: RenstraLine = get_object_or_404(found.select_related("plan__puskesmas"), pk=pk)
    return row
