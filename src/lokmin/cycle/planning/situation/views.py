"""The page of the situation analysis: every part with its table or what to do, pasted tables, papers."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.language import spoken
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.planning.models import Plan
from lokmin.cycle.planning.plans import operations as plans
from lokmin.cycle.planning.plans.funds import plan_rule
from lokmin.cycle.planning.plans.pages import shown, written, year_or_404
from lokmin.cycle.planning.situation import papers, queries


@requires("lihat_rencana")
@require_GET
def newest(request: Request) -> HttpResponse:
    """The analysis for next year's plan."""
    return redirect("planning:situation", pkm=request.puskesmas.code, year=clock.today().year + 1)


@requires("lihat_rencana")
def situation(request: Request, year: int) -> HttpResponse:
    """Every part of the analysis for planning a year."""
    year_or_404(year)
    with spoken(_):
        page = queries.situation(request.puskesmas, year)
    return shown(request, "situation/situation.html", {"page": page, "year": year})


@requires("susun_rencana")
@require_POST
def paste(request: Request, year: int) -> HttpResponse:
    """Keep a pasted table of one part."""
    year_or_404(year)
    code = request.POST.get("bagian", "")
    here = redirect("planning:situation", pkm=request.puskesmas.code, year=year)
    if code not in {part.code for part in plan_rule(year).situation}:
        messages.error(request, _("Bagian itu tidak ada di analisis situasi."), extra_tags="bad")
        return here
    revision = request.POST.get("revisi", "0")
    plan = plans.plan_of(puskesmas=request.puskesmas, by=request.user, kind=Plan.RUK, year=year)
    try:
        plans.write_chapter(
            plan=plan, by=request.user, code=f"{queries.PASTED}{code}", text=request.POST.get("isi", ""),
            revision=int(revision) if revision.isdecimal() and len(revision) < 9 else 0,
        )  # fmt: skip
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence, extra_tags="bad")
    else:
        messages.success(request, _("Tersimpan."))
    return here


@requires("unduh_berkas")
@require_GET
def file(request: Request, year: int, ending: str) -> HttpResponse:
    """The pack as PDF or Word; ``?isi=masalah`` only the problem statements."""
    year_or_404(year)
    if request.GET.get("isi") == "masalah":
        return written(papers.statements(request.puskesmas, year), ending)
    return written(papers.pack(request.puskesmas, year), ending)
