"""Money: absorption by source and month, the quadrant, pagu, payments."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.numbers import whole
from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.planning.models import Spending
from lokmin.cycle.planning.money import operations, paper, queries
from lokmin.cycle.planning.money.forms import CeilingForm, SpendForm
from lokmin.cycle.planning.rpk import queries as rpk
from lokmin.cycle.planning.rpk.paper import fund_names
from lokmin.cycle.planning.rpk.views import address, page, said, told, year_or_404
from lokmin.documents.figures.quadrant import quadrant
from lokmin.documents.figures.shares import share_bars

#: Payments on the page, and on the page of all.
_FEW, _ALL = 12, 60


def month_shown(request: Request, year: int) -> Month:
    """The month asked for, else the last one that is over (of this year), December of a year gone by."""
    asked = whole(request.GET.get("bulan"))
    if 1 <= asked <= 12:
        return Month(year, asked)
    today = clock.today()
    if year != today.year:
        return Month(year, 12 if year < today.year else 1)
    return Month(year, max(today.month - 1, 1))


@requires("lihat_rencana")
@require_GET
def now(request: Request) -> HttpResponseRedirect:
    """Money of this year."""
    return redirect(address(request, "money", year=clock.today().year))


@requires("lihat_rencana")
@require_GET
def home(request: Request, year: int) -> HttpResponse:
    """Absorption up to a month, what parts from the plan, money beside coverage, kinds of service."""
    found = queries.page(request.puskesmas, month_shown(request, year_or_404(year)))
    every = request.GET.get("semua") == "1"
    shown = rpk.page(request.puskesmas, year)
    context = {
        "page": found, "year": year, "month": found.month, "funds": fund_names(year), "shown": shown,
        "figure": _figure(found) + _figure(found, narrow=True),
        "bars": share_bars(shown.shares) + share_bars(shown.shares, narrow=True, ident="sifat-hp"),
        "spending": queries.spending(request.puskesmas, year, most=_ALL if every else _FEW), "every": every,
    }  # fmt: skip
    return page(request, "money/home.html", context)


def _figure(found: queries.MoneyPage, *, narrow: bool = False) -> str:
    ident = "kuadran-hp" if narrow else "kuadran"
    return quadrant(
        found.placed, absorption_line=found.rule.absorption_bp, coverage_line=found.rule.coverage_bp, narrow=narrow,
        ident=ident,
    )  # fmt: skip


@requires("setujui_rencana")
def ceiling(request: Request, year: int) -> HttpResponse:
    """The pagu of a source."""
    form = CeilingForm(request.POST or None, year=year_or_404(year), initial={"since": f"{year}-01-01"})
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_ceiling(puskesmas=request.puskesmas, by=request.user, year=year, **form.cleaned_data)
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Pagu tersimpan."))
            return redirect(address(request, "money", year=year))
    context = {"form": form, "year": year, "title": _("Pagu %(year)s") % {"year": year}, "button": _("Simpan pagu")}
    return page(request, "money/form.html", context, refused=request.method == "POST")


@requires("isi_realisasi")
def spend(request: Request, year: int) -> HttpResponse:
    """A payment of an activity."""
    given = {"date": clock.today(), "item": request.GET.get("kegiatan", "")}
    form = SpendForm(request.POST or None, puskesmas=request.puskesmas, year=year_or_404(year), initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            operations.spend(puskesmas=request.puskesmas, by=request.user, **form.columns())
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Realisasi tersimpan."))
            return redirect(address(request, "money", year=year) + "#realisasi")
    context = {"form": form, "year": year, "title": _("Realisasi dana"), "button": _("Simpan realisasi")}
    return page(request, "money/form.html", context, refused=request.method == "POST")


@requires("setujui_rencana")
@require_POST
def void(request: Request, pk: int) -> HttpResponse:
    """A wrong payment counts no more."""
    one = get_object_or_404(Spending.objects.of(request.puskesmas), pk=pk)
    try:
        operations.void(spending=one, by=request.user, reason=request.POST.get("reason", ""))
    except ValidationError as error:
        said(request, error)
    return redirect(address(request, "money", year=one.year) + "#realisasi")


@requires("lihat_rencana")
@require_GET
def file(request: Request, year: int, ending: str) -> HttpResponse:
    """Money as PDF, Word or Excel."""
    if ending not in ("pdf", "docx", "xlsx"):
        raise Http404(ending)
    return paper.file(request.puskesmas, month_shown(request, year_or_404(year)), ending)
