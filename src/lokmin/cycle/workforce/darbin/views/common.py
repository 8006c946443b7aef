"""What the pages of darbin share."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lokmin.core.language import spoken
from lokmin.core.periods import Month
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request
from lokmin.cycle.centre.models import Place
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.workforce.darbin.reports import last_month


def page(request: Request, template: str, context: dict[str, Any], *, refused: bool = False) -> HttpResponse:
    """A page of darbin; 422 when the form on it was refused."""
    with spoken(_):
        return render(request, f"workforce/darbin/{template}", context, status=422 if refused else 200, using="jinja2")


def to(request: Request, route: str, query: str = "", **kwargs: object) -> HttpResponseRedirect:
    """After a post: to a page of the same Puskesmas."""
    address = reverse(f"workforce:{route}", kwargs={"pkm": request.puskesmas.code, **kwargs})
    return redirect(f"{address}?{query}" if query else address)


def found(request: Request, pk: int) -> Place:
    """A village of this Puskesmas, else 404."""
    village = next((v for v in villages(request.puskesmas) if v.pk == pk), None)
    if village is None:
        raise Http404(pk)
    return village


def month(text: str) -> Month:
    """A month of the address, else 404."""
    try:
        return Month.parse(text)
    except ValueError:
        raise Http404(text) from None


def asked_month(request: Request) -> Month:
    """``?bulan=2026-04``; without, last month: its reports are due now."""
    try:
        return Month.parse(request.GET.get("bulan", ""))
    except ValueError:
        return last_month(clock.today())
