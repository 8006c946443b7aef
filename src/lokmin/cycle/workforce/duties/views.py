"""Pages of uraian tugas: everybody's state, one sheet, writing it, the tick."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from lokmin.core.numbers import whole
from lokmin.core.workload.duties import PARTS, Duties, sentences
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.fields import DayField
from lokmin.cycle.centre.forms import put_errors
from lokmin.cycle.centre.roles import may
from lokmin.cycle.workforce.duties import operations, queries
from lokmin.cycle.workforce.models import DutySheet, Staff
from lokmin.cycle.workforce.staff import queries as register

_HELP = gettext_lazy("Satu kalimat satu baris")


class DutyForm(forms.Form):
    """One sheet; every list as lines of text."""

    summary = forms.CharField(
        label=gettext_lazy("Ikhtisar jabatan"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )
    reason = forms.CharField(
        label=gettext_lazy("Mengapa diubah"), required=False, max_length=200,
        help_text=gettext_lazy("Wajib bila yang lama sudah disetujui"),
    )  # fmt: skip
    decree = forms.CharField(label=gettext_lazy("Nomor SK"), required=False, max_length=80)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, title in PARTS:
            self.fields[name] = forms.CharField(
                label=_(title), required=name == "duties", max_length=8000, help_text=_HELP,
                widget=forms.Textarea({"rows": 6 if name == "duties" else 4}),
            )  # fmt: skip
        self.order_fields(["summary", *(name for name, _title in PARTS), "decree", "reason"])


class DayForm(forms.Form):
    """The day a printed sheet was signed."""

    on = DayField(label=gettext_lazy("Ditandatangani tanggal"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].initial = clock.today()


def _initial(source: DutySheet | Duties | None) -> dict[str, str]:
    if source is None:
        return {}
    found = {name: "\n".join(getattr(source, name)) for name, _title in PARTS}
    return found | {"summary": source.summary, "decree": getattr(source, "decree", "")}


def _year(request: Request) -> int:
    asked = whole(request.GET.get("tahun", ""))
    return asked if 2000 <= asked <= 2100 else clock.today().year


def _staff(request: Request, pk: int) -> Staff:
    found: Staff = get_object_or_404(Staff.objects.of(request.puskesmas).select_related("person"), pk=pk)
    return found


@requires("lihat_tenaga")
def home(request: Request) -> HttpResponse:
    """Everybody with the state of their sheet; one's own first."""
    year = _year(request)
    lines = queries.lines(request.puskesmas, year)
    mine = next((line for line in lines if line.staff.person_pk == request.user.pk), None)
    counts = {state: sum(line.state == state for line in lines) for state in
              ("disetujui", "menunggu persetujuan", "belum disusun")}  # fmt: skip
    context = {
        "lines": lines, "year": year, "mine": mine, "counts": counts,
        "years": sorted({clock.today().year + 1, clock.today().year, clock.today().year - 1, year}, reverse=True),
        "offers": sum(line.sheet is None for line in lines),
    }  # fmt: skip
    return render(request, "workforce/duties/home.html", context, using="jinja2")


@requires("atur_tenaga")
@require_POST
def begin(request: Request) -> HttpResponse:
    """Lay out a sheet for everybody who has none."""
    year = _year(request)
    n = operations.lay_out(puskesmas=request.puskesmas, by=request.user, year=year)
    done = ngettext("%(n)s uraian tugas disiapkan.", "%(n)s uraian tugas disiapkan.", n) % {"n": n}
    messages.success(request, done, extra_tags="good")
    address = redirect("workforce:duties", pkm=request.puskesmas.code)
    address["Location"] += f"?tahun={year}"
    return address


@requires("lihat_tenaga")
def one(request: Request, staff: int) -> HttpResponse:
    """One person's sheet with its versions."""
    record = _staff(request, staff)
    sheet = queries.newest(record, clock.today().year + 1)
    context = {
        "staff": record, "row": register.one(request.puskesmas, record.pk), "sheet": sheet, "parts": PARTS,
        "versions": queries.versions(record), "own": record.person_id == request.user.pk,
        "source": queries.sheets().source, "mark": queries.fingerprint(sheet) if sheet else "",
        "on_paper": bool(sheet and queries.on_paper(sheet, record.person_id)), "day": DayForm(),
    }  # fmt: skip
    return render(request, "workforce/duties/one.html", context, using="jinja2")


@requires("atur_tenaga")
def edit(request: Request, staff: int) -> HttpResponse:
    """Write a sheet, from what is there or from the library."""
    record = _staff(request, staff)
    row = register.one(request.puskesmas, record.pk)
    year = _year(request)
    sheet = queries.newest(record, year)
    chosen = queries.sheets().sheets.get(request.GET.get("dari", ""))
    offer = chosen or sheet or (queries.offered(row) if row else None)
    form = DutyForm(request.POST or None, initial=_initial(offer))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            operations.write(
                staff=record, by=request.user, year=year, summary=data["summary"], decree=data["decree"],
                reason=data["reason"], parts={name: sentences(data[name]) for name, _title in PARTS},
            )  # fmt: skip
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Tersimpan."), extra_tags="good")
            return redirect("workforce:duty", pkm=request.puskesmas.code, staff=record.pk)
    context = {
        "form": form, "row": row, "year": year, "sheet": sheet, "library": queries.sheets().sheets,
        "offer": chosen, "agreed": bool(sheet and sheet.year == year and sheet.acknowledged_at),
    }  # fmt: skip
    refused = request.method == "POST"
    return render(request, "workforce/duties/edit.html", context, status=422 if refused else 200, using="jinja2")


def _on_paper(request: Request, sheet: DutySheet) -> None:
    form = DayForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tulis tanggal tanda tangannya, misalnya 04/05/2026."), extra_tags="bad")
        return
    try:
        operations.signed_on_paper(sheet=sheet, by=request.user, on=form.cleaned_data["on"])
    except ValidationError as error:
        messages.error(request, " ".join(error.messages), extra_tags="bad")
    else:
        messages.success(request, _("Tanda tangan di kertas tercatat."), extra_tags="good")


@requires("setujui_tugas")
@require_POST
def acknowledge(request: Request, sheet: int) -> HttpResponse:
    """The tick of the person the sheet is about; or the office writes down that the paper was signed."""
    found: DutySheet = get_object_or_404(
        DutySheet.objects.of(request.puskesmas).select_related("staff", "puskesmas__place"), pk=sheet
    )
    if "on" in request.POST and may(request.user, "atur_tenaga", request.puskesmas):
        _on_paper(request, found)
    elif request.POST.get("setuju") != "1":
        messages.error(request, _("Centang dahulu bahwa Anda sudah membacanya."), extra_tags="bad")
    else:
        try:
            operations.acknowledge(sheet=found, by=request.user, read=request.POST.get("sidik", ""))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages), extra_tags="bad")
        else:
            messages.success(request, _("Terima kasih, persetujuan Anda tercatat."), extra_tags="good")
    return redirect("workforce:duty", pkm=request.puskesmas.code, staff=found.staff_id)
