"""What the pages share: the year asked for, the way back, refusals said once."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from lokmin.core.numbers import whole
from lokmin.core.periods import MAX_YEAR
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request
from lokmin.cycle.centre.roles import PERMISSIONS
from lokmin.cycle.workforce.needs import queries

#: Of years before, not all rules of tools, goods and training are known.
EARLIEST = 2019


def asked_year(request: Request) -> int:
    """The year in the address or the form; else the coming one, for which is asked."""
    year = whole(request.POST.get("tahun") or request.GET.get("tahun"))
    return year if EARLIEST <= year < MAX_YEAR else clock.today().year + 1


def page(request: Request, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of the part with its years."""
    more = {"year": asked_year(request), "years": queries.good_years(request.puskesmas)}
    return render(request, f"workforce/needs/{name}.html", more | context, using="jinja2", status=status)


def back(request: Request, route: str, **query: object) -> HttpResponseRedirect:
    """To a page of the part."""
    address = reverse(f"workforce:{route}", kwargs={"pkm": request.puskesmas.code})
    asked = {k: v for k, v in query.items() if v not in ("", None)}
    return redirect(f"{address}?{urlencode(asked)}" if asked else address)


def allowed(request: Request, action: str) -> bool:
    """May the person on screen do it."""
    return bool(PERMISSIONS[action] & request.roles)


def refused(request: Request, error: ValidationError) -> None:
    """A refusal without a field of its own."""
    for text in error.messages:
        messages.error(request, text)
