"""The first page of the stage."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.planning.calendar.home import calendar_lines
from lokmin.cycle.planning.optimise.home import optimise_lines
from lokmin.cycle.planning.plans.home import year_lines
from lokmin.cycle.planning.rpk.home import running_lines

#: Each part gives its lines of the first page; a new part adds its function (Puskesmas -> list of ``HomeLine``).
PARTS = (year_lines, running_lines, calendar_lines, optimise_lines)


@requires("lihat_rencana")
def home(request: Request) -> HttpResponse:
    """What the stage holds, each part with its present state."""
    lines = [line for part in PARTS for line in part(request.puskesmas)]
    return render(request, "planning/home.html", {"lines": lines}, using="jinja2")
