"""The RPK of a year: its table, the grid of months, one row with its money, and the papers."""

from __future__ import annotations

from typing import Any

from django import forms
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
from lokmin.core.planning.money import rupiah
from lokmin.core.planning.rpk import MONTHS
from lokmin.core.planning.shares import percent
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.planning.models import Plan, RpkItem
from lokmin.cycle.planning.plans import queries as plans
from lokmin.cycle.planning.plans.operations import FIRST_YEAR, LAST_YEAR
from lokmin.cycle.planning.plans.pages import beside as told
from lokmin.cycle.planning.plans.pages import year_or_404
from lokmin.cycle.planning.rpk import operations, paper, queries
from lokmin.cycle.planning.rpk.forms import ItemForm, MoneyForm, NewForm, initial

__all__ = ["address", "page", "said", "told", "year_or_404"]

SHORT = tuple(name[:3] for name in MONTH_NAMES)


def page(request: Request, template: str, context: dict[str, Any], *, refused: bool = False) -> HttpResponse:
    """A page of the plans of a year; 422 when the form on it was refused."""
    shown = {
        "FIRST_YEAR": FIRST_YEAR,
        "LAST_YEAR": LAST_YEAR,
        "rupiah": rupiah,
        "percent_bp": percent,
        "short_months": SHORT,
        "MONTHS": MONTHS,
        **context,
    }
    return render(request, f"planning/{template}", shown, status=422 if refused else 200, using="jinja2")


def said(request: Request, error: ValidationError) -> None:
    """Why a button did nothing, on the next page."""
    for sentence in error.messages:
        messages.error(request, sentence, extra_tags="bad")


def address(request: Request, name: str, **arguments: Any) -> str:
    """The address of a page of this Puskesmas."""
    return reverse(f"planning:{name}", kwargs={"pkm": request.puskesmas.code, **arguments})


@requires("lihat_rencana")
@require_GET
def now(request: Request) -> HttpResponseRedirect:
    """The RPK of this year."""
    return redirect(address(request, "rpk", year=clock.today().year))


@requires("lihat_rencana")
@require_GET
def home(request: Request, year: int) -> HttpResponse:
    """The plan by upaya with its months, money and what rows lack."""
    found = queries.page(request.puskesmas, year_or_404(year))
    state = plans.state_of(found.plan) if found.plan else None
    with spoken(_):
        changed = plans.changed_since(found.plan) if found.plan else None
    context = {"page": found, "state": state, "changed": changed, "year": year, "funds": paper.fund_names(year)}
    return page(request, "rpk/home.html", context)


@requires("setujui_rencana")
@require_POST
def from_ruk(request: Request, year: int) -> HttpResponse:
    """Take the funded rows of the RUK over."""
    try:
        made = operations.from_ruk(puskesmas=request.puskesmas, by=request.user, year=year_or_404(year))
    except ValidationError as error:
        said(request, error)
    else:
        messages.success(request, _("%(n)s kegiatan yang didanai masuk ke RPK.") % {"n": len(made)})
    return redirect(address(request, "rpk", year=year))


@requires("susun_rencana")
def add(request: Request, year: int) -> HttpResponse:
    """An activity that stands in no RUK, with its reason."""
    given = request.POST or None
    form = NewForm(given, puskesmas=request.puskesmas, year=year_or_404(year))
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.add(puskesmas=request.puskesmas, by=request.user, year=year, **form.columns())
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Kegiatan masuk ke RPK %(year)s.") % {"year": year})
            return redirect(address(request, "rpk_item", pk=made.pk))
    return page(request, "rpk/add.html", {"form": form, "year": year}, refused=request.method == "POST")


def item_or_404(request: Request, pk: int) -> RpkItem:
    """A row of an RPK of the Puskesmas on screen."""
    rows = RpkItem.objects.filter(plan__puskesmas=request.puskesmas, removed_at=None)
    found: RpkItem = get_object_or_404(rows.select_related("plan__puskesmas", "owner", "ruk_item"), pk=pk)
    return found


def _item_page(request: Request, item: RpkItem, *, refused: bool = False, **forms_given: forms.Form) -> HttpResponse:
    row = queries.year_row(item)
    context: dict[str, Any] = {
        "item": item, "row": row, "year": item.plan.year, "funds": paper.fund_names(item.plan.year),
        "form": ItemForm(puskesmas=request.puskesmas, year=item.plan.year, item=item, initial=initial(item)),
        "money": MoneyForm(item=item), "lines": queries.months_of(item), **forms_given,
    }  # fmt: skip
    return page(request, "rpk/item.html", context, refused=refused)


@requires("lihat_rencana")
@require_GET
def item(request: Request, pk: int) -> HttpResponse:
    """One activity: its columns, its money by source and month, what its months brought."""
    return _item_page(request, item_or_404(request, pk))


@requires("susun_rencana")
@require_POST
def change(request: Request, pk: int) -> HttpResponse:
    """Other columns of one activity."""
    found = item_or_404(request, pk)
    form = ItemForm(request.POST, puskesmas=request.puskesmas, year=found.plan.year, item=found)
    if form.is_valid():
        try:
            operations.change(item=found, by=request.user, **form.columns())
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect(address(request, "rpk_item", pk=pk))
    return _item_page(request, found, refused=True, form=form)


@requires("susun_rencana")
@require_POST
def money(request: Request, pk: int) -> HttpResponse:
    """How often and how much in each month."""
    found = item_or_404(request, pk)
    form = MoneyForm(request.POST, item=found)
    if form.is_valid():
        cells, times = form.given()
        try:
            operations.set_money(item=found, by=request.user, cells=cells, times=times)
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Jadwal dan dana tersimpan."))
            return redirect(address(request, "rpk_item", pk=pk) + "#dana")
    return _item_page(request, found, refused=True, money=form)


@requires("susun_rencana")
@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """Take a row out of the plan."""
    found = item_or_404(request, pk)
    try:
        operations.remove(item=found, by=request.user)
    except ValidationError as error:
        said(request, error)
        return redirect(address(request, "rpk_item", pk=pk))
    messages.success(request, _("“%(activity)s” dikeluarkan dari RPK.") % {"activity": found.activity})
    return redirect(address(request, "rpk", year=found.plan.year))


@requires("susun_rencana")
def grid(request: Request, year: int) -> HttpResponse:
    """Months of all rows on one sheet of boxes."""
    found = queries.page(request.puskesmas, year_or_404(year))
    if found.plan is None or not found.lines:
        return redirect(address(request, "rpk", year=year))
    if request.method == "POST":
        changed = operations.set_months(plan=found.plan, by=request.user, wanted=_ticked(request, found))
        messages.success(request, _("Jadwal %(n)s kegiatan berubah; dananya mengikuti.") % {"n": changed})
        return redirect(address(request, "rpk", year=year))
    return page(request, "rpk/grid.html", {"page": found, "year": year})


def _ticked(request: Request, found: queries.YearPage) -> dict[int, set[int]]:
    """The boxes of the sheet; a row that was not on the sheet stays as it is."""
    shown = {whole(pk) for pk in request.POST.getlist("baris")}
    wanted: dict[int, set[int]] = {line.pk: set() for line in found.lines if line.pk in shown}
    for box in request.POST.getlist("bulan"):
        pk, _dash, month = box.partition("-")
        if whole(pk) in wanted and whole(month) in MONTHS:
            wanted[whole(pk)].add(whole(month))
    return wanted


@requires("lihat_rencana")
@require_GET
def file(request: Request, year: int, ending: str) -> HttpResponse:
    """The plan as PDF, Word or Excel."""
    if ending not in ("pdf", "docx", "xlsx") or plans.plan(request.puskesmas, Plan.RPK, year_or_404(year)) is None:
        raise Http404(ending)
    return paper.file(request.puskesmas, year, ending)
