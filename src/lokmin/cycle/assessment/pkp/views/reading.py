"""Reading a year: the running score with the cheapest points, the net of programmes and of villages."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from lokmin.core.assessment.definitions import Groups
from lokmin.core.assessment.pkp import NodeScore
from lokmin.core.periods import MONTH_NAMES
from lokmin.cycle.assessment.pkp import queries
from lokmin.cycle.assessment.pkp.queries import VillageNet, Year
from lokmin.cycle.assessment.pkp.views.common import asked_month, page, pkp_or_404
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.monitoring.register.papers import office, sent, written
from lokmin.documents.figures.radar import LEAST_AXES, Net, net_of, radar
from lokmin.documents.forms.pkp import programme_net, rings_of
from lokmin.documents.forms.pkpnet import NetPaper, net_document


@requires("lihat_pkp")
@require_GET
def running(request: Request, year: int) -> HttpResponse:
    """The year so far, judged three ways, and what would still win the most."""
    pkp = pkp_or_404(request, year)
    month = asked_month(request, queries.this_month(pkp))
    found = queries.running_page(pkp, month)
    return page(request, "running.html", {"found": found, "year": found.year, "pkp": pkp, "month": month})


@dataclass(frozen=True, slots=True)
class Shown:
    """What a net page and its papers show; ``net`` is None where there is nothing to draw."""

    year: Year
    programmes: list[NodeScore]
    asked: NodeScore | None
    village: VillageNet | None
    net: Net | None
    title: str


def _shown(request: Request, year: int) -> Shown:
    found = queries.present(pkp_or_404(request, year))
    programmes = queries.service_programmes(found.result)
    asked = next((p for p in programmes if p.node.code == request.GET.get("program", "")), None)
    if asked is None:
        drawn, title = programme_net(found.result, found.before), _("Jaring laba-laba kinerja program")
        return Shown(found, programmes, None, None, drawn, title)
    village = queries.village_net(found, asked)
    title = _("Jaring laba-laba %(name)s menurut desa") % {"name": asked.node.name}
    return Shown(found, programmes, asked, village, village_lines(village, found.bundle.service), title)


def village_lines(village: VillageNet | None, groups: Groups) -> Net | None:
    """The net of the villages; None with fewer than three."""
    if village is None or len(village.villages) < LEAST_AXES:
        return None
    drawn = net_of(village.villages, village.values, names=(_("Capaian"), _("Target (100)"), ""))
    return replace(drawn, rings=rings_of(groups))


@requires("lihat_pkp")
@require_GET
def net(request: Request, year: int) -> HttpResponse:
    """The net of the programmes, or of the villages for one programme."""
    shown = _shown(request, year)
    figures = ""
    if shown.net is not None:
        figures = radar(shown.net, shown.title) + radar(shown.net, shown.title, narrow=True, ident="jaring-sempit")
    context = {
        "year": shown.year, "pkp": shown.year.pkp, "net": shown.net, "figure": figures,
        "programmes": shown.programmes, "asked": shown.asked, "village": shown.village, "title": shown.title,
    }  # fmt: skip
    return page(request, "net.html", context)


@requires("lihat_pkp")
@require_GET
def net_paper(request: Request, year: int, ending: str) -> HttpResponse:
    """The net as PDF, Word, PowerPoint or Excel, with its table."""
    if ending not in ("pdf", "docx", "pptx", "xlsx"):
        raise Http404(ending)
    with override("id"):  # papers are Indonesian, whoever makes them
        shown = _shown(request, year)
        if shown.net is None:
            raise Http404(year)
        month = f" sampai {MONTH_NAMES[shown.year.until - 1]}" if shown.year.running else ""
        notes = [f"Indikator: {'; '.join(shown.village.indicators)}."] if shown.village is not None else []
        made = NetPaper(
            office(request.puskesmas), shown.title, f"PKP {year}{month}", shown.net,
            "Program" if shown.asked is None else "Desa", notes,
        )  # fmt: skip
        name = f"jaring-pkp-{year}{'-desa' if shown.asked else ''}"
        # The writers are heavy; only who downloads pays for them.
        if ending == "pptx":
            from lokmin.documents.render.netslides import net_slides

            return sent(net_slides(made), name, ending)
        if ending == "xlsx":
            from lokmin.documents.render.netbook import net_workbook

            return sent(net_workbook(made, timezone.localtime(clock.now())), name, ending)
        return written(net_document(made), ending)
