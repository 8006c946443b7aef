"""The few pages that belong to no stage."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from lokmin.cycle.centre.queries import puskesmas_of


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """To the coverage table of the person's own Puskesmas; to the choice among several."""
    own = puskesmas_of(request.user)  # type: ignore[arg-type]
    if len(own) == 1:
        return redirect("monitoring:home", pkm=own[0].code)
    return redirect("account_login") if not own else redirect("monitoring:home", pkm=own[0].code)
