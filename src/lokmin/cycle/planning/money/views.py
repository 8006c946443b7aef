"""Money: absorption by source and month, the quadrant, pagu, payments."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.numbers import whole
from lokmin.core.periods import Month
from lokmin.core.planning.money import rupiah
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

#: Payments on the page of money, and on a page of payments.
_FEW, _PAGE = 12, 40


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
    shown = rpk.page(request.puskesmas, year)
    context = {
        "page": found, "year": year, "month": found.month, "funds": fund_names(year), "shown": shown,
        "figure": _figure(found) + _figure(found, narrow=True),
        "bars": share_bars(shown.shares) + share_bars(shown.shares, narrow=True, ident="sifat-hp"),
        "spending": queries.payments(request.puskesmas, year, most=_FEW),
    }  # fmt: skip
    return page(request, "money/home.html", context)


@requires("lihat_rencana")
@require_GET
def payments(request: Request, year: int) -> HttpResponse:
    """All payments of a year, page by page, of a source, a month or an activity."""
    funds, asked = fund_names(year_or_404(year)), request.GET
    chosen = {
        "sumber": asked.get("sumber", "") if asked.get("sumber", "") in funds else "",
        "bulan": month if 1 <= (month := whole(asked.get("bulan"))) <= 12 else "",
        "cari": " ".join(asked.get("cari", "").split())[:80],
    }
    found = queries.payments(
        request.puskesmas, year, most=_PAGE, page=whole(asked.get("halaman")), fund=str(chosen["sumber"]),
        month=int(chosen["bulan"] or 0), text=str(chosen["cari"]),
    )  # fmt: skip
    context = {"found": found, "year": year, "funds": funds, "chosen": chosen, "query": urlencode(chosen)}
    return page(request, "money/payments.html", context)


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
    context["lacking"] = False
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
    context["lacking"] = not form.known
    return page(request, "money/form.html", context, refused=request.method == "POST")


@requires("setujui_rencana")
@require_POST
def void(request: Request, pk: int) -> HttpResponse:
    """A wrong payment counts no more."""
    one = get_object_or_404(Spending.objects.of(request.puskesmas), pk=pk)
    back = "payments" if request.POST.get("dari") == "pembayaran" else "money"
    try:
        operations.void(spending=one, by=request.user, reason=request.POST.get("reason", ""))
    except ValidationError as error:
        said(request, error)
    else:
        messages.success(request, _("Realisasi %(sum)s dibatalkan.") % {"sum": rupiah(one.rupiah)})
    return redirect(address(request, back, year=one.year) + "#realisasi")


@requires("lihat_rencana")
@require_GET
def file(request: Request, year: int, ending: str) -> HttpResponse:
    """Money as PDF, Word or Excel."""
    if ending not in ("pdf", "docx", "xlsx"):
        raise Http404(ending)
    return paper.file(request.puskesmas, month_shown(request, year_or_404(year)), ending)
