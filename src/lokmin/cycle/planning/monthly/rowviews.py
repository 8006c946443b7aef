"""One row of an RPK bulanan, made for a phone: tick it off, move its day, say what was paid, correct it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.planning.monthrecords import day_words
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.followup.work import proofs
from lokmin.cycle.planning.models import MonthRow
from lokmin.cycle.planning.monthly import operations
from lokmin.cycle.planning.monthly.forms import MoveForm, RemoveForm, RowForm, StateForm, initial, state_initial
from lokmin.cycle.planning.monthly.queries import month_line
from lokmin.cycle.planning.monthly.rows import month_of, with_lokmins
from lokmin.cycle.planning.monthly.views import SHAPES, to_month
from lokmin.cycle.planning.rpk.paper import fund_names
from lokmin.cycle.planning.rpk.views import address, page, said, told
from lokmin.cycle.reporting import serving


def row_or_404(request: Request, pk: int) -> MonthRow:
    """A row of a month of the Puskesmas on screen."""
    rows = MonthRow.objects.filter(plan__puskesmas=request.puskesmas, removed_at=None)
    found: MonthRow = get_object_or_404(rows.select_related("plan__puskesmas__place", "owner", "rpk_item"), pk=pk)
    return found


def _page(request: Request, row: MonthRow, *, refused: bool = False, **given: forms.Form) -> HttpResponse:
    month = month_of(row)
    with_lokmins(row.plan, [row])
    context: dict[str, Any] = {
        "row": row, "line": month_line(row), "month": month, "funds": fund_names(month.year), "shapes": SHAPES,
        "day_words": day_words, "spending": row.spending.filter(voided_at=None),
        "state_form": StateForm(row=row, initial=state_initial(row)),
        "move_form": MoveForm(auto_id="geser_%s"),
        "form": RowForm(auto_id="ubah_%s", puskesmas=request.puskesmas, month=month, row=row, initial=initial(row)),
        "remove_form": RemoveForm(auto_id="hapus_%s"), **given,
    }  # fmt: skip
    return page(request, "monthly/row.html", context, refused=refused)


@requires("lihat_rencana")
@require_GET
def row(request: Request, pk: int) -> HttpResponse:
    """One activity of a month."""
    return _page(request, row_or_404(request, pk))


@requires("susun_rencana")
@require_POST
def change(request: Request, pk: int) -> HttpResponse:
    """Other columns of the row."""
    found = row_or_404(request, pk)
    form = RowForm(request.POST, auto_id="ubah_%s", puskesmas=request.puskesmas, month=month_of(found), row=found)
    if form.is_valid():
        try:
            operations.change(row=found, by=request.user, **form.columns())
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect(address(request, "month_row", pk=pk))
    return _page(request, found, refused=True, form=form)


@requires("isi_realisasi")
@require_POST
def state(request: Request, pk: int) -> HttpResponse:
    """What became of the row, what was paid, the proof."""
    found = row_or_404(request, pk)
    form = StateForm(request.POST, row=found)
    if not form.is_valid():
        return _page(request, found, refused=True, state_form=form)
    data = form.cleaned_data
    kept, wrong = proofs.take(request.puskesmas, request.FILES.getlist("files"), data["result"])
    columns = {name: data[name] for name in ("state", "reason", "done_on", "done_micro", "result", "proof")}
    try:
        payment = None if data["rupiah"] is None else (data["fund"], data["rupiah"])
        operations.report(row=found, by=request.user, payment=payment, kept=kept, **columns)
    except ValidationError as error:
        told(form, error)
        return _page(request, found, refused=True, state_form=form)
    for sentence in wrong:
        messages.error(request, sentence, extra_tags="bad")
    messages.success(request, _("Tersimpan: %(activity)s, %(state)s.") % {
        "activity": found.activity, "state": _(data["state"])})  # fmt: skip
    return to_month(request, month_of(found), f"b{pk}")


@requires("isi_realisasi")
@require_POST
def done(request: Request, pk: int) -> HttpResponse:
    """One tap: done today (a month that is over: on its last day)."""
    found = row_or_404(request, pk)
    day = min(clock.today(), month_of(found).last_day)
    try:
        operations.tell_state(row=found, by=request.user, state=MonthRow.DONE, done_on=day)
    except ValidationError as error:
        said(request, error)
    return to_month(request, month_of(found), f"b{pk}")


@requires("isi_realisasi")
@require_POST
def move(request: Request, pk: int) -> HttpResponse:
    """Another day."""
    found = row_or_404(request, pk)
    form = MoveForm(request.POST, auto_id="geser_%s")
    if form.is_valid():
        try:
            operations.move(row=found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Tanggal dipindah."))
            return to_month(request, month_of(found), f"b{pk}")
    return _page(request, found, refused=True, move_form=form)


@requires("susun_rencana")
@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """Take the row out of the month, with the reason."""
    found = row_or_404(request, pk)
    form = RemoveForm(request.POST, auto_id="hapus_%s")
    if form.is_valid():
        try:
            operations.remove(row=found, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("“%(activity)s” dikeluarkan.") % {"activity": found.activity})
            return to_month(request, month_of(found))
    return _page(request, found, refused=True, remove_form=form)


@requires("lihat_rencana")
@require_GET
def proof(request: Request, pk: int, proof: int) -> HttpResponse:
    """A photo (``?kecil=1``: a small one) or a file; only for readers of this Puskesmas, never as a page."""
    one = get_object_or_404(row_or_404(request, pk).files.all(), pk=proof, removed_at=None)
    return serving.kept(request, one)
