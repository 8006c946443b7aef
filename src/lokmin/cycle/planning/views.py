"""The first page of the stage."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.planning.calendar.home import calendar_lines
from lokmin.cycle.planning.optimise.home import optimise_lines
from lokmin.cycle.planning.plans.home import year_lines
from lokmin.cycle.planning.rpk.home import running_lines

#: Each part gives its lines of the first page; a new part adds its function (Puskesmas -> list of ``HomeLine``).
PARTS = (year_lines, running_lines, calendar_lines, optimise_lines)
#: What is opened most stands first: heading -> routes of its lines; the rest stands under the last.
GROUPS = (
    (gettext_lazy("Bulan ini"), ("planning:month", "planning:calendar")),
    (gettext_lazy("Tahun ini"), (
        "planning:rpk", "planning:ruk_threads", "planning:money", "planning:integration", "planning:monev",
        "planning:optimise",
    )),
    (gettext_lazy("Tahun depan"), ("planning:situation", "planning:ruk")),
    (gettext_lazy("Lima tahun dan semua versi"), ()),
)  # fmt: skip


@requires("lihat_rencana")
def home(request: Request) -> HttpResponse:
    """What the stage holds, by when it is worked on, each part with its present state."""
    lines = [line for part in PARTS for line in part(request.puskesmas)]
    named = {route for _heading, routes in GROUPS for route in routes}
    groups = [
        (heading, [line for line in lines if (line.route in routes if routes else line.route not in named)])
        for heading, routes in GROUPS
    ]
    return render(request, "planning/home.html", {"groups": groups}, using="jinja2")
