"""Reading a year: the running score with the cheapest points, the net of programmes and of villages."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lokmin.cycle.assessment.pkp import queries
from lokmin.cycle.assessment.pkp.views.common import asked_month, page, pkp_or_404
from lokmin.cycle.centre.access import Request, requires
from lokmin.documents.figures.radar import Net, net_of, radar
from lokmin.documents.forms.pkp import programme_net


@requires("lihat_pkp")
@require_GET
def running(request: Request, year: int) -> HttpResponse:
    """The year so far, judged three ways, and what would still win the most."""
    pkp = pkp_or_404(request, year)
    month = asked_month(request, queries.this_month(pkp))
    found = queries.running_page(pkp, month)
    return page(request, "running.html", {"found": found, "year": found.year, "pkp": pkp, "month": month})


@requires("lihat_pkp")
@require_GET
def net(request: Request, year: int) -> HttpResponse:
    """The net of the programmes, or of the villages for one programme."""
    pkp = pkp_or_404(request, year)
    found = queries.present(pkp)
    programmes = queries.service_programmes(found.result)
    asked = next((p for p in programmes if p.node.code == request.GET.get("program", "")), None)
    village = queries.village_net(found, asked) if asked is not None else None
    drawn: Net | None = programme_net(found.result, found.before)
    title = _("Jaring laba-laba kinerja program")
    if asked is not None:
        title = _("Jaring laba-laba %(name)s menurut desa") % {"name": asked.node.name}
        drawn = None
        if village is not None and len(village.villages) >= 3:
            drawn = net_of(village.villages, village.values, names=(_("Capaian"), _("Target (100)"), ""))
    figures = ""
    if drawn is not None:
        figures = radar(drawn, title) + radar(drawn, title, narrow=True, ident="jaring-sempit")
    context = {
        "year": found, "pkp": pkp, "net": drawn, "figure": figures, "programmes": programmes, "asked": asked,
        "village": village, "title": title,
    }  # fmt: skip
    return page(request, "net.html", context)
