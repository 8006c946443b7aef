"""The empty workbook to hand out, made from the catalogue."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.queries import village_refs
from lokmin.cycle.reporting.views.entry import PROGRAMMES, monthly


@requires("lihat_sumber")
@require_GET
def template(request: Request) -> HttpResponse:
    """Choose programme and months, or (with ``program``) download the workbook."""
    today = clock.today()
    programmes = monthly(request, today.year)
    programme = request.GET.get("program", "")
    if programme in programmes:
        return _download(request, programme)
    now = Month(today.year, today.month)
    months = [now.previous, now]
    choices = [(p, _(PROGRAMMES.get(p, p)), len(elements)) for p, elements in programmes.items()]
    return render(request, "reporting/template.html", {"programmes": choices, "months": months, "year": today.year})


def _download(request: Request, programme: str) -> HttpResponse:
    from lokmin.exchange.blank import blank_workbook  # heavy: XlsxWriter

    today = clock.today()
    text = request.GET.get("bulan", "")
    months: tuple[Month, ...]
    try:
        months = (Month.parse(text),)
    except ValueError:
        months = Month(today.year, 1).until(Month(today.year, 12))
    year = months[0].year
    name = PROGRAMMES.get(programme, programme)
    data = blank_workbook(
        title=f"LAPORAN BULANAN {name.upper()} {year}",
        puskesmas=request.puskesmas.place.name.upper(),
        months=months,
        places=village_refs(request.puskesmas),
        elements=monthly(request, year)[programme],
    )
    suffix = months[0].code if len(months) == 1 else str(year)
    response = HttpResponse(data, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = f'attachment; filename="formulir-{programme}-{suffix}.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
