"""The M&E plan of a year, and who supports its activities."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.planning.integration import summary
from lokmin.core.planning.monev import State
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.planning.models import Integration, MonevLine
from lokmin.cycle.planning.monev import operations, paper, queries
from lokmin.cycle.planning.monev.forms import LineForm, SupportForm, initial
from lokmin.cycle.planning.rpk.views import address, item_or_404, page, said, told, year_or_404

SHAPES = {State.DONE: "baik", State.LATE: "jelek", State.DUE: "cukup", State.AHEAD: "tanpa", State.UNDATED: "tanpa"}


@requires("lihat_rencana")
@require_GET
def now(request: Request) -> HttpResponseRedirect:
    """The plan of this year."""
    return redirect(address(request, "monev", year=clock.today().year))


@requires("lihat_rencana")
@require_GET
def home(request: Request, year: int) -> HttpResponse:
    """The plan: indicator, method, date, who, result."""
    found = queries.page(request.puskesmas, year_or_404(year))
    return page(request, "monev/home.html", {"page": found, "year": year, "shapes": SHAPES})


@requires("susun_rencana")
@require_POST
def propose(request: Request, year: int) -> HttpResponse:
    """Lines for the activities that have none."""
    made = operations.propose(puskesmas=request.puskesmas, by=request.user, year=year_or_404(year))
    messages.success(request, _("%(n)s baris disusun.") % {"n": made})
    return redirect(address(request, "monev", year=year))


def _line(request: Request, pk: int) -> MonevLine:
    rows = MonevLine.objects.filter(item__plan__puskesmas=request.puskesmas, item__removed_at=None)
    found: MonevLine = get_object_or_404(rows.select_related("item__plan__puskesmas", "owner"), pk=pk)
    return found


@requires("isi_realisasi")
def line(request: Request, pk: int) -> HttpResponse:
    """One line: change it, or write what was found."""
    found = _line(request, pk)
    form = LineForm(request.POST or None, puskesmas=request.puskesmas, initial=initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            operations.change(line=found, by=request.user, **form.columns())
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect(address(request, "monev", year=found.item.plan.year) + f"#m{pk}")
    context = {"form": form, "line": found, "item": found.item, "year": found.item.plan.year}
    return page(request, "monev/line.html", context, refused=request.method == "POST")


@requires("susun_rencana")
def add(request: Request, pk: int) -> HttpResponse:
    """One more line for an activity."""
    item = item_or_404(request, pk)
    form = LineForm(request.POST or None, puskesmas=request.puskesmas, initial={"indicator": item.success})
    if request.method == "POST" and form.is_valid():
        made = operations.add(item=item, by=request.user, **form.columns())
        return redirect(address(request, "monev", year=item.plan.year) + f"#m{made.pk}")
    context = {"form": form, "line": None, "item": item, "year": item.plan.year}
    return page(request, "monev/line.html", context, refused=request.method == "POST")


@requires("susun_rencana")
@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """Take a line out."""
    found = _line(request, pk)
    year = found.item.plan.year
    try:
        operations.remove(line=found, by=request.user)
    except ValidationError as error:
        said(request, error)
    return redirect(address(request, "monev", year=year))


@requires("lihat_rencana")
@require_GET
def integration(request: Request, year: int) -> HttpResponse:
    """Activity x programme or sector."""
    found = queries.integration(request.puskesmas, year_or_404(year))
    waiting = queries.promised(request.puskesmas, year)
    context = {"matrix": found, "year": year, "message": summary(found), "waiting": waiting}
    return page(request, "monev/integration.html", context)


@requires("susun_rencana")
@require_POST
def promises(request: Request, year: int) -> HttpResponse:
    """The promises of partners beside the activities they support."""
    taken = operations.take_promises(puskesmas=request.puskesmas, by=request.user, year=year_or_404(year))
    messages.success(request, _("%(n)s komitmen mitra masuk ke matriks.") % {"n": taken})
    return redirect(address(request, "integration", year=year))


@requires("susun_rencana")
def support(request: Request, pk: int) -> HttpResponse:
    """Who supports one activity."""
    item = item_or_404(request, pk)
    year = item.plan.year
    form = SupportForm(request.POST or None, puskesmas=request.puskesmas, year=year)
    if request.method == "POST" and form.is_valid():
        try:
            operations.support(item=item, by=request.user, **form.columns())
        except ValidationError as error:
            told(form, error)
        else:
            return redirect(address(request, "support", pk=pk))
    rows = item.integrations.select_related("partner")
    context = {"form": form, "item": item, "rows": rows, "year": year}
    return page(request, "monev/support.html", context, refused=request.method == "POST")


@requires("susun_rencana")
@require_POST
def unsupport(request: Request, pk: int) -> HttpResponse:
    """Take a support out."""
    rows = Integration.objects.filter(item__plan__puskesmas=request.puskesmas)
    one = get_object_or_404(rows.select_related("item__plan__puskesmas"), pk=pk)
    item = one.item_id
    operations.unsupport(one=one, by=request.user)
    return redirect(address(request, "support", pk=item))


@requires("lihat_rencana")
@require_GET
def file(request: Request, year: int, ending: str) -> HttpResponse:
    """The plan as PDF, Word or Excel."""
    if ending not in ("pdf", "docx", "xlsx"):
        raise Http404(ending)
    return paper.monev_file(request.puskesmas, year_or_404(year), ending)


@requires("lihat_rencana")
@require_GET
def integration_file(request: Request, year: int, ending: str) -> HttpResponse:
    """The matrix as PDF, Word or Excel."""
    if ending not in ("pdf", "docx", "xlsx"):
        raise Http404(ending)
    return paper.integration_file(request.puskesmas, year_or_404(year), ending)
