"""Numbers typed by hand, one village and one programme at a time; made for a phone."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from lokmin.core.indicators.definitions import Element
from lokmin.core.numbers import from_micro, indonesian
from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.models import Place
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.centre.roles import memberships, villages_of
from lokmin.cycle.reporting import operations, queries
from lokmin.cycle.reporting.operations.answers import parse_number
from lokmin.cycle.reporting.operations.entry import Conflict
from lokmin.cycle.reporting.refusals import Refused

#: The number a page held when it was opened, as its hidden field sends it back.
_SEEN = re.compile(r"-?[0-9]{1,18}")
#: What people call the programmes of the catalogue.
PROGRAMMES = {
    "kia": "Kesehatan ibu dan anak",
    "gizi": "Gizi",
    "imunisasi": "Imunisasi",
    "p2": "Penyakit menular",
    "ptm": "Penyakit tidak menular",
    "kesling": "Kesehatan lingkungan",
    "promkes": "Promosi kesehatan",
    "ukp": "Pelayanan perseorangan",
    "admen": "Administrasi dan manajemen",
    "lokal": "Tambahan Puskesmas",
}


def monthly(request: Request, year: int) -> dict[str, list[Element]]:
    """Programme -> its monthly data elements, in the order people name the programmes."""
    found: dict[str, list[Element]] = {name: [] for name in PROGRAMMES}
    for element in queries.catalogue_for(request.puskesmas, year).elements.values():
        if not element.yearly:
            found.setdefault(element.programme, []).append(element)
    return {name: elements for name, elements in found.items() if elements}


def own_villages(request: Request) -> list[Place]:
    """The villages this person may write about."""
    limit = villages_of(request.user, request.puskesmas)
    return [v for v in villages(request.puskesmas) if limit is None or v.code in limit]


def _month(request: HttpRequest) -> Month:
    """The chosen month, else the one that is reported now: until the 10th the month before."""
    today = clock.today()
    now = Month(today.year, today.month)
    try:
        chosen = Month.parse(request.GET.get("bulan", ""))
    except ValueError:
        return now.previous if today.day <= 10 else now
    return min(chosen, now)


def _page(request: Request) -> dict[str, Any]:
    month = _month(request)
    places = own_villages(request)
    programmes = monthly(request, month.year)
    held = {m.programme for m in memberships(request.user, request.puskesmas)}
    programme = request.GET.get("program", "")
    if programme not in programmes:
        programme = next((p for p in programmes if p in held), next(iter(programmes), ""))
    place = next((p for p in places if p.code == request.GET.get("desa", "")), places[0] if places else None)
    elements = programmes.get(programme, [])
    facts = queries.current_facts(request.puskesmas, month.year)
    before = month.previous
    earlier = facts if before.year == month.year else queries.current_facts(request.puskesmas, before.year)
    today = clock.today()
    code = place.code if place else ""
    fields = [
        {
            "element": e,
            "now": facts.get((code, month.code, e.code)),
            "before": earlier.get((code, before.code, e.code)),
        }
        for e in elements
    ]
    return {
        "month": month,
        "months": [
            m.code for m in reversed(Month(today.year, today.month).plus(-11).until(Month(today.year, today.month)))
        ],
        "place": place,
        "places": places,
        "programme": programme,
        "programmes": [(p, PROGRAMMES.get(p, p)) for p in programmes],
        "fields": fields,
        "filled": sum(f["now"] is not None for f in fields),
        "note": queries.period_notes(request.puskesmas).get(month.code, ""),
        "typed": {},
        "wrong": {},
        "conflicts": {},
        "limited": villages_of(request.user, request.puskesmas) is not None,
    }


@requires("isi_angka")
@require_http_methods(["GET", "POST"])
def entry(request: Request) -> HttpResponse:
    """The grid of one village, programme and month. A wrong or overtaken field is told; the others are saved."""
    page = _page(request)
    if request.method == "GET" or page["place"] is None:
        return render(request, "reporting/entry.html", page)
    place: Place = page["place"]
    typed, wrong, values = {}, {}, {}
    for field in page["fields"]:
        code = field["element"].code
        if f"angka:{code}" not in request.POST:
            continue
        text = request.POST[f"angka:{code}"].strip()
        seen = request.POST.get(f"lama:{code}", "")
        try:
            new = parse_number(text) if text else None
        except ValueError as error:
            typed[code], wrong[code] = text, str(error)
            continue
        old = int(seen) if _SEEN.fullmatch(seen) else None
        if new != old:
            typed[code] = text
            values[place.code, code] = operations.Entered(old, new)
    try:
        saved = operations.enter(puskesmas=request.puskesmas, by=request.user, month=page["month"], values=values)
    except Refused as refusal:
        for address, sentence in refusal.problems:
            wrong[address.partition(":")[2]] = sentence
        page |= {"typed": typed, "wrong": wrong, "refused": refusal.message}
        return render(request, "reporting/entry.html", page, status=422)
    if saved.stored or saved.cleared:
        messages.success(request, _saved(saved))
    if wrong or saved.conflicts:
        fresh = _page(request)
        fresh |= {"typed": typed, "wrong": wrong, "conflicts": {c.element: _overtaken(c) for c in saved.conflicts}}
        return render(request, "reporting/entry.html", fresh, status=409 if saved.conflicts else 422)
    if not (saved.stored or saved.cleared):
        messages.info(request, _("Tidak ada yang berubah."))
    query = f"?bulan={page['month'].code}&desa={place.code}&program={page['programme']}"
    return redirect(reverse("reporting:entry", kwargs={"pkm": request.puskesmas.code}) + query)


def _saved(saved: operations.Saved) -> str:
    at = timezone.localtime(clock.now()).strftime("%H.%M")
    text = ngettext("Tersimpan %(at)s: %(n)d angka.", "Tersimpan %(at)s: %(n)d angka.", saved.stored) % {
        "at": at,
        "n": saved.stored,
    }
    if saved.cleared:
        text += " " + _("%(n)d dikosongkan (belum dilaporkan).") % {"n": saved.cleared}
    return text


def _overtaken(conflict: Conflict) -> str:
    now = _("dikosongkan") if conflict.now is None else indonesian(from_micro(conflict.now))
    typed = _("dikosongkan") if conflict.typed is None else indonesian(from_micro(conflict.typed))
    return _(
        "Sementara Anda mengisi, orang lain mengubahnya menjadi %(now)s. Isian Anda (%(typed)s) belum disimpan: "
        "simpan lagi bila isian Anda yang benar."
    ) % {"now": now, "typed": typed}
