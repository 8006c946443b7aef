"""The RPK bulanan: the months of a year, one month, what came up since, a new row, versions, papers."""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.numbers import whole
from lokmin.core.periods import Month
from lokmin.core.planning.monthrecords import ORDER_RULE, day_words
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.planning.models import MonthRow
from lokmin.cycle.planning.monthly import operations, paper, queries
from lokmin.cycle.planning.monthly.forms import NewRowForm, TickForm, VersionForm
from lokmin.cycle.planning.monthly.queries import UNDATED, Asked
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


def asked_of(request: Request) -> Asked:
    """Which rows of the month are looked at, also while one of them is ticked off."""
    given = request.GET
    return Asked(
        given.get("cari", "").replace("\0", "").strip()[:100], given.get("pj", "")[:200], given.get("keadaan", "")[:20]
    )


def query(asked: Asked) -> str:
    """The same question once more, as the end of an address; empty without any."""
    named = {name: value for name, value in asdict(asked).items() if value}
    return f"?{urlencode(named)}" if named else ""


def to_month(request: Request, month: Month, anchor: str = "") -> HttpResponseRedirect:
    """Back to the page of a month, to the rows that were looked at."""
    page = address(request, "month", year=month.year, month=month.month) + query(asked_of(request))
    return redirect(page + (f"#{anchor}" if anchor else ""))


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
    asked = asked_of(request)
    context = {
        "page": found, "month": found.month, "funds": fund_names(year), "shapes": SHAPES, "day_words": day_words,
        "version": VersionForm(), "rule": ORDER_RULE, "today": clock.today(), "asked": asked, "query": query(asked),
        "lines": [line for line in found.lines if asked.finds(line)], "states": [*dict(MonthRow.STATES), UNDATED],
        "year_plan": queries.has_year(request.puskesmas, year),
        "silent_before": queries.silent(request.puskesmas, found.month.previous),
    }  # fmt: skip
    return page(request, "monthly/month.html", context)


@requires("isi_realisasi")
def tick(request: Request, year: int, month: int) -> HttpResponse:
    """Say of many rows at once what became of them, after the month or in the meeting."""
    wanted = month_or_404(year, month)
    found = queries.page(request.puskesmas, wanted)
    asked = asked_of(request)
    lines = [line for line in found.silent if asked.finds(line)]
    form = TickForm(request.POST or None, started=wanted.first_day <= clock.today())
    if request.method == "POST" and form.is_valid():
        ticked = {whole(pk) for pk in request.POST.getlist("baris")}
        pks = [line.pk for line in lines if request.POST.get("apa") == "semua" or line.pk in ticked]
        try:
            told_of = operations.tell_many(
                puskesmas=request.puskesmas, by=request.user, month=wanted, pks=pks, **form.cleaned_data
            )
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("%(n)s kegiatan ditandai %(state)s.") % {
                "n": told_of, "state": _(form.cleaned_data["state"])}, extra_tags="good")  # fmt: skip
            return to_month(request, wanted)
    context = {
        "month": wanted, "page": found, "lines": lines, "asked": asked, "query": query(asked), "form": form,
        "day_words": day_words, "finished": (finished := queries.finished(request.puskesmas, lines)),
        "ticked": {whole(pk) for pk in request.POST.getlist("baris")} if request.method == "POST" else finished,
    }  # fmt: skip
    return page(request, "monthly/tick.html", context, refused=request.method == "POST")


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
