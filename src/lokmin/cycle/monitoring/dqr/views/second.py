"""Pages of the second source: differences side by side, and a pasted table."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.core.numbers import indonesian
from lokmin.core.periods import Month
from lokmin.core.quality.twosources import ratio_words
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.roles import may
from lokmin.cycle.monitoring.dqr import pasted, titles
from lokmin.cycle.monitoring.dqr.forms import PasteForm
from lokmin.cycle.monitoring.dqr.second import two_sources
from lokmin.cycle.monitoring.dqr.views.common import month_of, nothing_yet, show
from lokmin.cycle.monitoring.queries.table import MonthTable, month_table
from lokmin.cycle.reporting import operations as reporting


@requires("lihat_sumber")
def sources(request: Request) -> HttpResponse:
    """The differences between a second source and the numbers in use."""
    month = month_of(request)
    return nothing_yet(request) if month is None else _page(request, month)


def _page(
    request: Request, month: Month, form: PasteForm | None = None, problems: tuple[str, ...] = (), status: int = 200
) -> HttpResponse:
    name = request.GET.get("sumber", "")
    found = two_sources(request.puskesmas, month, name)
    first = {"source": found.compared.source if found.compared else "", "month": month.code}
    context = {
        "title": titles.two_sources(found.compared),
        "page": found,
        "form": form or PasteForm(table=found.table, initial=first),
        "problems": problems,
        "ratio_words": ratio_words,
        "may_write": may(request.user, "isi_angka", request.puskesmas),
    }
    return show(request, "sources.html", month, context, status)


@requires("isi_angka")
@require_POST
def paste(request: Request) -> HttpResponse:
    """A pasted or typed table becomes a second source when all of it is clear."""
    month = month_of(request)
    if month is None:
        return nothing_yet(request)
    table = month_table(request.puskesmas, month)
    form = PasteForm(request.POST, table=table)
    problems = _keep(request, form, table) if form.is_valid() else ()
    if problems or form.errors:
        return _page(request, month, form, problems, 422)
    kept = {"bulan": month.code, "sumber": " ".join(form.cleaned_data["source"].split())}
    return redirect(f"{_address(request)}?{urlencode(kept)}")


def _keep(request: Request, form: PasteForm, table: MonthTable) -> tuple[str, ...]:
    """Store a pasted table when all of it is clear; else what must be mended, and nothing is stored."""
    data = form.cleaned_data
    found = pasted.read(
        data["table"],
        places=table.villages,
        catalogue=table.catalogue,
        month=Month.parse(data["month"]),
        element=data["element"],
    )
    if found.problems:
        return found.problems
    try:
        kept = reporting.keep_figures(
            puskesmas=request.puskesmas, by=request.user, source=data["source"], figures=found.figures
        )
    except reporting.Refused as refusal:
        return (refusal.message,)
    text = _("%(new)s angka %(source)s tersimpan sebagai pembanding, %(changed)s diganti, %(same)s sama.") % {
        "new": indonesian(kept.new),
        "changed": indonesian(kept.changed),
        "same": indonesian(kept.same),
        "source": data["source"],
    }
    if found.ignored:
        text += " " + _("Tidak dipakai: %(list)s.") % {"list": ", ".join(found.ignored[:5])}
    messages.success(request, text)
    return ()


@requires("batalkan_unggahan")
@require_POST
def drop(request: Request) -> HttpResponse:
    """Take a second source away."""
    name = request.POST.get("sumber", "")
    try:
        count = reporting.drop_source(puskesmas=request.puskesmas, by=request.user, source=name)
    except reporting.Refused as refusal:
        messages.error(request, refusal.message)
    else:
        told = {"n": indonesian(count), "source": name}
        messages.success(request, _("%(n)s angka %(source)s tidak lagi menjadi pembanding.") % told)
    return redirect(_address(request))


def _address(request: Request) -> str:
    return reverse("monitoring:dqr_sources", kwargs={"pkm": request.puskesmas.code})
