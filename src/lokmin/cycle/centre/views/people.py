"""People: who is here, in which role, and how they sign in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.queries import staff


@requires("lihat_orang")
def people(request: Request) -> HttpResponse:
    """Everybody with a role in this Puskesmas."""
    return render(request, "centre/people.html", {"people": staff(request.puskesmas)})
