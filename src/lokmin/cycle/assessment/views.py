"""The first page of the stage."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from lokmin.core.assessment.figures import figure
from lokmin.cycle.assessment.feedback import queries as feedback
from lokmin.cycle.assessment.pkp import queries as pkp
from lokmin.cycle.centre.access import Request, requires


@requires("lihat_pkp")
def home(request: Request) -> HttpResponse:
    """What the stage holds, each part with its present state."""
    years = pkp.every(request.puskesmas)
    context = {
        "pkp": pkp.present(years[0]) if years else None, "years": len(years), "fig": figure,
        "letters": len(feedback.letters(request.puskesmas)), "open_points": feedback.open_points(request.puskesmas),
    }  # fmt: skip
    return render(request, "assessment/home.html", context, using="jinja2")
