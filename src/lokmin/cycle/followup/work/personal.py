"""The page of whoever is signed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lokmin.core.language import spoken
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.proofs import ACCEPT
from lokmin.cycle.followup.work.mine import mine
from lokmin.cycle.followup.work.rules import rules_of
from lokmin.cycle.followup.work.words import TO
from lokmin.cycle.monitoring import words as figures


@requires("buka_saya")
@require_GET
def home(request: Request) -> HttpResponse:
    """Indikator saya, RTL saya: what is late first, each with the shortest way to write what was done."""
    today = clock.today()
    with spoken(_):
        found = mine(request.user, request.puskesmas, today)
    context = {
        "mine": found, "today": today, "accept": ACCEPT, "figures": figures, "to_words": dict(TO),
        "ahead": max(rules_of(request.puskesmas).remind, default=0),
    }  # fmt: skip
    return render(request, "followup/work/mine.html", context, using="jinja2")
