"""The RPK bulanan: the months of a year, one month, what came up since, a new row, versions, papers."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.periods import Month
from lokmin.core.planning.monthrecords import ORDER_RULE, day_words
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.planning.models import MonthRow
from lokmin.cycle.planning.monthly import operations, paper, queries
from lokmin.cycle.planning.monthly.forms import NewRowForm, VersionForm
from lokmin.cycle.planning.plans import operations as plans
from lokmin.cycle.planning.rpk.paper import fund_names
from lokmin.cycle.planning.rpk.views import address, page, said, told, year_or_404

#: How each state is shown: the word stays the carrier of the meaning.
SHAPES = {MonthRow.DONE: "baik", MonthRow.PART: "cukup", MonthRow.MOVED: "kurang", MonthRow.CANCELLED: "jelek"}


def month_or_404(year: int, month: int) -> Month:
    """A month an office can plan for."""
    if not 1 <= month <= 12:
        raise Http404(str(month))
    return Month(year_or_404(year), month)


def to_month(request: Request, month: Month, anchor: str = "") -> HttpResponseRedirect:
    """Back to the page of a month."""
    return redirect(address(request, "month", year=month.year, month=month.month) + (f"#{anchor}" if anchor else ""))


@requires("lihat_rencana")
@require_GET
def now(request: Request) -> HttpResponseRedirect:
    """The month of today."""
    today = clock.today()
    return to_month(request, Month(today.year, today.month))


@requires("lihat_rencana")
@require_GET
def home(request: Request, year: int) -> HttpResponse:
    """The months of a year with how far each is."""
    context = {"year": year_or_404(year), "months": queries.months(request.puskesmas, year)}
    return page(request, "monthly/home.html", context)


@requires("lihat_rencana")
@require_GET
def month(request: Request, year: int, month: int) -> HttpResponse:
    """One month: rows to tick off, dates, money, where each row comes from."""
    found = queries.page(request.puskesmas, month_or_404(year, month))
    context = {
        "page": found, "month": found.month, "funds": fund_names(year), "shapes": SHAPES, "day_words": day_words,
        "version": VersionForm(), "rule": ORDER_RULE, "today": clock.today(),
    }  # fmt: skip
    return page(request, "monthly/month.html", context)


@requires("susun_rencana")
@require_POST
def draw(request: Request, year: int, month: int) -> HttpResponse:
    """Let the month write itself, or add what came up since."""
    wanted = month_or_404(year, month)
    before = len(queries.month_rows(request.puskesmas, wanted))
    operations.draw_up(puskesmas=request.puskesmas, by=request.user, month=wanted)
    added = len(queries.month_rows(request.puskesmas, wanted)) - before
    if added:
        messages.success(request, _("%(n)s kegiatan disusun untuk %(month)s.") % {"n": added, "month": wanted.label})
    else:
        messages.info(request, _("Tidak ada yang baru untuk %(month)s.") % {"month": wanted.label})
    return to_month(request, wanted)


@requires("lihat_rencana")
@require_GET
def news(request: Request, year: int, month: int) -> HttpResponse:
    """What the sources hold that the month does not, and what stays out with its reason."""
    wanted = month_or_404(year, month)
    context = {"month": wanted, "news": queries.news(request.puskesmas, wanted), "rule": ORDER_RULE}
    return page(request, "monthly/news.html", context)


@requires("setujui_rencana")
@require_POST
def version(request: Request, year: int, month: int) -> HttpResponse:
    """Keep the month as it is now, with the reason; or approve it outside a meeting."""
    found = queries.page(request.puskesmas, month_or_404(year, month))
    form = VersionForm(request.POST)
    if found.plan is None:
        raise Http404("rencana")
    if not form.is_valid():
        messages.error(request, _("Tulis alasan versi ini."), extra_tags="bad")
        return to_month(request, found.month, "versi")
    make = plans.approve if request.POST.get("setujui") else plans.new_version
    try:
        made = make(plan=found.plan, by=request.user, reason=form.cleaned_data["reason"])
    except ValidationError as error:
        said(request, error)
    else:
        messages.success(request, _("Versi %(n)s tersimpan.") % {"n": made.number})
    return to_month(request, found.month)


@requires("susun_rencana")
def add(request: Request, year: int, month: int) -> HttpResponse:
    """A row somebody writes."""
    wanted = month_or_404(year, month)
    form = NewRowForm(request.POST or None, puskesmas=request.puskesmas, month=wanted)
    if request.method == "POST" and form.is_valid():
        try:
            operations.add(puskesmas=request.puskesmas, by=request.user, month=wanted, **form.columns())
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Kegiatan ditambah."))
            return to_month(request, wanted)
    return page(request, "monthly/add.html", {"form": form, "month": wanted}, refused=request.method == "POST")


@requires("lihat_rencana")
@require_GET
def file(request: Request, year: int, month: int, ending: str) -> HttpResponse:
    """The month as PDF, Word or Excel."""
    wanted = month_or_404(year, month)
    if ending not in ("pdf", "docx", "xlsx"):
        raise Http404(ending)
    return paper.file(request.puskesmas, wanted, ending)
