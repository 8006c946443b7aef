"""The first page of the stage."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from lokmin.cycle.centre.access import Request, requires


@requires("lihat_pkp")
def home(request: Request) -> HttpResponse:
    """What the stage holds, each part with its present state."""
    return render(request, "assessment/home.html", using="jinja2")
