"""What the office adds: its own indicators and data elements, another denominator for an official indicator."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.numbers import whole
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.reporting import operations, queries
from lokmin.cycle.reporting.models import Definition
from lokmin.cycle.reporting.refusals import Refused


def _page(request: Request, **more: Any) -> dict[str, Any]:
    year = clock.today().year
    catalogue = queries.catalogue_for(request.puskesmas)
    rows = list(Definition.objects.of(request.puskesmas).select_related("by").order_by("kind", "code", "-valid_from"))
    return {
        "year": year,
        "own": [r for r in rows if r.kind == "lokal"],
        "denominators": [r for r in rows if r.kind == "pembagi"],
        "own_elements": [r for r in rows if r.kind == "unsur"],
        "catalogue": catalogue,
        "indicators": sorted(catalogue.for_year(year).values(), key=lambda i: (i.klaster, i.order)),
        "elements": catalogue.elements.values(),
        "typed": {},
        "problems": (),
        "which": "",
        **more,
    }


@requires("lihat_sumber")
@require_GET
def indicators(request: Request) -> HttpResponse:
    """Everything the office defined itself."""
    return render(request, "reporting/indicators.html", _page(request))


@requires("atur_indikator")
@require_POST
def save(request: Request) -> HttpResponse:
    """An indicator, a denominator or a data element; what is wrong is told with the texts kept."""
    which = request.POST.get("yang", "")
    try:
        if which == "lokal":
            said = _save_indicator(request)
        elif which == "pembagi":
            said = _save_denominator(request)
        else:
            said = _save_element(request)
    except Refused as refusal:
        page = _page(request, problems=((f"form-{which}", refusal.message),), typed=request.POST, which=which)
        return render(request, "reporting/indicators.html", page, status=422)
    messages.success(request, said)
    return redirect(reverse("reporting:indicators", kwargs={"pkm": request.puskesmas.code}))


def _since(request: Request) -> int:
    text = request.POST.get("sejak", "").strip()
    if not 1990 <= whole(text) <= 2100:
        raise Refused(_("Tahun mulai berlaku harus empat angka, misalnya 2026."))
    return int(text)


def _save_indicator(request: Request) -> str:
    post = {key: str(value).strip() for key, value in request.POST.items()}
    entry: dict[str, Any] = {
        "code": post.get("kode", "").upper(),
        "name": post.get("nama", ""),
        "short": post.get("nama", "")[:24],
        "numerator": post.get("pembilang", ""),
        "denominator": post.get("penyebut", ""),
        "people": post.get("satuan", ""),
        "definition": post.get("definisi", "") or post.get("nama", ""),
        "why": post.get("mengapa", ""),
        "source": post.get("sumber", "") or "ditetapkan Puskesmas",
        "direction": "turun" if post.get("arah") == "turun" else "naik",
        "klaster": whole(post.get("klaster")) or 2,
        "programme": "lokal",
    }
    if text := post.get("target", "").replace(",", ".").replace("%", ""):
        try:
            entry["targets"] = [{"year": _since(request), "value": str(Decimal(text)), "source": entry["source"]}]
        except InvalidOperation as error:
            raise Refused(_("Target “%(text)s” bukan angka.") % {"text": post["target"]}) from error
    made = operations.save_indicator(
        puskesmas=request.puskesmas, by=request.user, entry=entry, valid_from=_since(request)
    )
    return _("Indikator %(name)s tersimpan dan ikut dihitung.") % {"name": made.name}


def _save_denominator(request: Request) -> str:
    code = request.POST.get("indikator", "")
    operations.save_denominator(
        puskesmas=request.puskesmas,
        by=request.user,
        indicator=code,
        denominator=request.POST.get("penyebut", "").strip(),
        valid_from=_since(request),
    )
    return _("Penyebut %(code)s diganti. Setiap halaman menyebut penyebut yang dipakai.") % {"code": code}


def _save_element(request: Request) -> str:
    name = request.POST.get("nama", "").strip()
    operations.save_element(
        puskesmas=request.puskesmas,
        by=request.user,
        code=request.POST.get("kode", "").strip(),
        name=name,
        unit=request.POST.get("satuan", "").strip(),
        valid_from=_since(request),
        position=request.POST.get("posisi") == "1",
    )
    return _("Unsur data %(name)s tersimpan; sekarang dapat diisi dan dipakai di rumus.") % {"name": name}


@requires("atur_indikator")
@require_POST
def drop(request: Request, number: int) -> HttpResponse:
    """Take an own definition back."""
    definition = get_object_or_404(Definition.objects.of(request.puskesmas), pk=number)
    try:
        operations.drop(puskesmas=request.puskesmas, by=request.user, definition=definition)
        messages.success(request, _("%(code)s dihapus. Angka yang sudah dilaporkan tetap.") % {"code": definition.code})
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(reverse("reporting:indicators", kwargs={"pkm": request.puskesmas.code}))
