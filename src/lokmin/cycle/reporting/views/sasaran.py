"""Sasaran: the sets side by side, which is in force, edit, projection."""

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
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.reporting import operations, queries, store
from lokmin.cycle.reporting.models import SasaranChoice
from lokmin.cycle.reporting.operations.answers import parse_number
from lokmin.cycle.reporting.queries.facts import VARIANTS, pick
from lokmin.cycle.reporting.refusals import Refused

#: Shown when an office has no sasaran yet.
USUAL = ("sasaran.penduduk", "sasaran.bumil", "sasaran.bulin", "sasaran.lahir_hidup", "sasaran.bayi", "sasaran.balita")


def _year(request: Request) -> int:
    text = request.GET.get("tahun", "") or request.POST.get("tahun", "")
    return whole(text) if 1990 <= whole(text) <= 2100 else clock.today().year


def _page(request: Request, *, element: str = "", edit: str = "", **more: Any) -> dict[str, Any]:
    pkm, year = request.puskesmas, _year(request)
    held = store.current(pkm, [str(year)])
    catalogue = queries.catalogue_for(pkm, year)
    yearly = [e for e in catalogue.elements.values() if e.yearly]
    present = {key[2] for key in held}
    chosen = {c.element: c for c in SasaranChoice.objects.of(pkm).filter(year=year)}
    element = element or request.GET.get("unsur", "")
    edit = edit or request.GET.get("ubah", "")
    if element not in catalogue.elements:
        element = next((code for code in ("sasaran.bumil", *USUAL) if code in present), "sasaran.bumil")
    rows = []
    totals: dict[str, int | None] = dict.fromkeys(VARIANTS)
    for place in villages(pkm):
        values = {v: held.get((place.code, str(year), element, v)) for v in VARIANTS}
        for v, row in values.items():
            if row is not None:
                totals[v] = (totals[v] or 0) + row.micro
        shown = {v: row.micro if row else None for v, row in values.items()}
        sk, real = shown["sk"], shown["riil"]
        rows.append(
            {"place": place, "values": shown, "difference": real - sk if sk is not None and real is not None else None}
        )
    there = [v for v in VARIANTS if totals[v] is not None]
    elements = [e for e in yearly if e.code in present or e.code in USUAL or e.code == element]
    return {
        "year": year,
        "elements": elements,
        "others": [e for e in yearly if e not in elements],
        "element": catalogue.elements[element],
        "rows": rows,
        "totals": totals,
        "used": pick(there, {k: c.variant for k, c in chosen.items()}, element) if there else "",
        "choice": chosen.get(element) or chosen.get(""),
        "variants": [(v, _(operations.VARIANT_NAMES[v])) for v in VARIANTS],
        "edit": edit if edit in VARIANTS else "",
        "problems": (),
        "typed": {},
        **more,
    }


@requires("lihat_sumber")
@require_GET
def sasaran(request: Request) -> HttpResponse:
    """One sasaran, villages down, the sets across."""
    return render(request, "reporting/sasaran.html", _page(request))


def _back(request: Request) -> str:
    address = reverse("reporting:sasaran", kwargs={"pkm": request.puskesmas.code})
    return f"{address}?tahun={_year(request)}&unsur={request.POST.get('unsur', '')}"


@requires("atur_sasaran")
@require_POST
def save(request: Request) -> HttpResponse:
    """Numbers of one set for one sasaran."""
    element, variant = request.POST.get("unsur", ""), request.POST.get("jenis", "")
    values: dict[tuple[str, str], int | None] = {}
    problems, typed = [], {}
    for place in villages(request.puskesmas):
        text = request.POST.get(f"angka:{place.code}", "").strip()
        typed[place.code] = text
        try:
            values[place.code, element] = parse_number(text) if text else None
        except ValueError as error:
            problems.append((f"angka-{place.code}", f"{place.name}: {error}"))
    if problems:
        return _again(request, element, variant, problems=tuple(problems), typed=typed)
    try:
        n = operations.set_sasaran(
            puskesmas=request.puskesmas, by=request.user, year=_year(request), variant=variant, values=values
        )
    except Refused as refusal:
        return _again(request, element, variant, problems=refusal.problems or (("", refusal.message),), typed=typed)
    messages.success(request, _("%(n)d sasaran tersimpan.") % {"n": n} if n else _("Tidak ada yang berubah."))
    return redirect(_back(request))


def _again(request: Request, element: str, variant: str, **more: Any) -> HttpResponse:
    """The page with the fields open and what was typed kept."""
    page = _page(request, element=element, edit=variant, **more)
    return render(request, "reporting/sasaran.html", page, status=422)


@requires("atur_sasaran")
@require_POST
def choose(request: Request) -> HttpResponse:
    """Which set is in force."""
    element = request.POST.get("unsur", "") if request.POST.get("untuk") == "ini" else ""
    try:
        operations.choose_sasaran(
            puskesmas=request.puskesmas,
            by=request.user,
            year=_year(request),
            variant=request.POST.get("jenis", ""),
            element=element,
            basis=request.POST.get("dasar", "").strip(),
        )
        messages.success(request, _("Sasaran yang dipakai tersimpan. Cakupan dihitung ulang dengan sasaran itu."))
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(_back(request))


@requires("atur_sasaran")
@require_POST
def project(request: Request) -> HttpResponse:
    """The set "proyeksi" from population and birth rate."""
    text = request.POST.get("cbr", "").strip().replace(",", ".")
    try:
        rate = Decimal(text)
    except InvalidOperation:
        messages.error(request, _("Tulis CBR per 1.000 penduduk sebagai angka, misalnya 15,6."))
        return redirect(_back(request))
    try:
        n = operations.project_sasaran(
            puskesmas=request.puskesmas, by=request.user, year=_year(request), birth_rate=rate
        )
        messages.success(request, _("%(n)d sasaran proyeksi dihitung dari jumlah penduduk.") % {"n": n})
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect(_back(request))
