"""Targets: what the catalogue says, what the office set, for the year, a month or a village."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.numbers import whole
from lokmin.core.periods import MONTH_NAMES
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.reporting import operations, queries
from lokmin.cycle.reporting.models import Target
from lokmin.cycle.reporting.refusals import Refused


def _year(request: Request) -> int:
    text = request.GET.get("tahun", "") or request.POST.get("tahun", "")
    return whole(text) if 1990 <= whole(text) <= 2100 else clock.today().year


def _page(request: Request, **more: Any) -> dict[str, Any]:
    year = _year(request)
    own: dict[str, list[Target]] = {}
    for target in (
        Target.objects.of(request.puskesmas).filter(year=year).select_related("place", "by").order_by("month")
    ):
        own.setdefault(target.indicator, []).append(target)
    indicators = sorted(
        queries.catalogue_for(request.puskesmas, year).for_year(year).values(),
        key=lambda i: (not i.on_home, i.order, i.code),
    )
    rows = [
        {
            "indicator": i,
            "shipped": i.target_for(year),
            "own": next((t for t in own.get(i.code, []) if t.place_id is None and t.month == 0), None),
            "special": [t for t in own.get(i.code, []) if t.place_id is not None or t.month],
        }
        for i in indicators
    ]
    return {
        "year": year,
        "rows": rows,
        "villages": villages(request.puskesmas),
        "months": list(enumerate(map(_, MONTH_NAMES), 1)),
        "typed": {},
        "problems": (),
        **more,
    }


@requires("lihat_sumber")
@require_GET
def targets(request: Request) -> HttpResponse:
    """All indicators of the year with their targets."""
    return render(request, "reporting/targets.html", _page(request))


@requires("atur_target")
@require_POST
def save(request: Request) -> HttpResponse:
    """One target; an empty number takes the office's own back."""
    post = request.POST
    text = post.get("target", "").strip().replace(" ", "").replace("%", "").replace(",", ".")
    # A village, or the Puskesmas as a whole (a target of that level only); neither: every level.
    levels = [*villages(request.puskesmas), request.puskesmas.place]
    place = next((p for p in levels if p.code == post.get("desa", "")), None)
    month = post.get("bulan", "0")
    try:
        try:
            points = int((Decimal(text) * 100).to_integral_exact()) if text else None
        except (InvalidOperation, ValueError) as error:
            raise Refused(
                _("“%(text)s” bukan angka. Tulis misalnya 95 atau 87,5.") % {"text": post["target"]}
            ) from error
        operations.set_target(
            puskesmas=request.puskesmas,
            by=request.user,
            indicator=post.get("indikator", ""),
            year=_year(request),
            basis_points=points,
            place=place,
            month=whole(month),
            source=post.get("dasar", "").strip(),
        )
    except Refused as refusal:
        page = _page(request, problems=(("target", refusal.message),), typed=post)
        return render(request, "reporting/targets.html", page, status=422)
    messages.success(request, _("Target tersimpan. Cakupan dinilai ulang dengan target itu."))
    address = reverse("reporting:targets", kwargs={"pkm": request.puskesmas.code})
    return redirect(f"{address}?tahun={_year(request)}#{post.get('indikator', '')}")
