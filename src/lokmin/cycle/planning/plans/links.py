"""Where a plan's own page is."""

from __future__ import annotations

from django.urls import reverse

from lokmin.cycle.centre.access import Request
from lokmin.cycle.planning.models import Plan


def address(request: Request, kind: str, year: int, month: int = 0) -> str:
    """The page the rows of a plan are written on."""
    given: dict[str, object] = {"pkm": request.puskesmas.code}
    if kind == Plan.RUK:
        return reverse("planning:ruk", kwargs={**given, "year": year})
    if kind == Plan.RENSTRA:
        return reverse("planning:renstra", kwargs={**given, "year": year})
    if kind == Plan.RPK:
        return reverse("planning:rpk", kwargs={**given, "year": year})
    return reverse("planning:month", kwargs={**given, "year": year, "month": month})
