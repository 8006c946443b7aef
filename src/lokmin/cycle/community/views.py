"""The first page of the stage."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import override
from django.views.decorators.http import require_GET

from lokmin.core.community.mmd import plan_year
from lokmin.core.community.stages import VillageRound, steps
from lokmin.core.periods import short_date
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.community import queries
from lokmin.cycle.community.common import chosen_year, own_villages, page
from lokmin.cycle.community.models import MusrenbangRecord
from lokmin.cycle.monitoring.register.papers import book


@requires("lihat_masyarakat")
@require_GET
def home_file(request: Request, year: int) -> HttpResponse:
    """The villages with their steps as a workbook."""
    with override("id"):  # papers are Indonesian, whoever makes them
        rows: list[tuple[str | int, ...]] = [
            (
                n, r.village.name, *(s.detail or ("selesai" if s.done else "belum") for s in r.steps),
                short_date(r.mmd.date) if r.mmd else "", r.next.todo if r.next else "selesai",
            )
            for n, r in enumerate(queries.rounds(request.puskesmas, year), start=1)
        ]  # fmt: skip
        names = [step.name for step in steps(VillageRound())]
        heads = ("No", "Desa", *names, "Tanggal MMD", "Langkah berikut")
        widths = (5, 20, *(24 for _name in names), 18, 50)
        title = f"SMD dan MMD {year}"
        return book(request.puskesmas, f"smd-mmd-{year}", title, heads, widths, rows)


@requires("lihat_masyarakat")
@require_GET
def home(request: Request) -> HttpResponse:
    """Every village with how far it is and what comes next; Musrenbang below."""
    year = chosen_year(request, queries.present_year(request.puskesmas))
    rounds = queries.rounds(request.puskesmas, year)
    # What was agreed late in a year goes to the Musrenbang of the next January, which plans the year after.
    plan = max((plan_year(r.mmd.date) for r in rounds if r.mmd), default=year + 1)
    records = MusrenbangRecord.objects.of(request.puskesmas).filter(year=plan)
    context = {
        "year": year, "years": sorted({*queries.years(request.puskesmas), year}, reverse=True), "rounds": rounds,
        "begun": [r for r in rounds if r.smd or r.mmd], "waiting": [r for r in rounds if not (r.smd or r.mmd)],
        "wishes": [w for w in queries.for_plan(request.puskesmas, plan) if w.year == year], "plan": plan,
        "records": records.count(),
        "own": {v.pk for v in own_villages(request)},
    }  # fmt: skip
    return page(request, "home.html", context)
