"""The first page of the stage."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.community import queries
from lokmin.cycle.community.common import chosen_year, own_villages, page
from lokmin.cycle.community.models import MusrenbangRecord


@requires("lihat_masyarakat")
@require_GET
def home(request: Request) -> HttpResponse:
    """Every village with how far it is and what comes next; Musrenbang below."""
    year = chosen_year(request, queries.present_year(request.puskesmas))
    rounds = queries.rounds(request.puskesmas, year)
    records = MusrenbangRecord.objects.of(request.puskesmas).filter(year=year + 1)
    context = {
        "year": year, "years": sorted({*queries.years(request.puskesmas), year}, reverse=True), "rounds": rounds,
        "begun": [r for r in rounds if r.smd or r.mmd], "waiting": [r for r in rounds if not (r.smd or r.mmd)],
        "wishes": queries.for_plan(request.puskesmas, year + 1), "records": records.count(),
        "own": {v.pk for v in own_villages(request)},
    }  # fmt: skip
    return page(request, "home.html", context)
