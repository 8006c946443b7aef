"""What the pages of the PKP share."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lokmin.core.assessment.definitions import UNITS, Aspect, Rule
from lokmin.core.assessment.figures import figure, units
from lokmin.core.assessment.pkp import NodeScore, Result
from lokmin.core.assessment.scores import State
from lokmin.core.language import spoken
from lokmin.core.numbers import whole
from lokmin.core.periods import MONTH_NAMES
from lokmin.cycle.assessment.models import Pkp
from lokmin.cycle.assessment.pkp import queries
from lokmin.cycle.centre.access import Request
from lokmin.documents.forms.pkprecords import target_words


def page(request: Request, template: str, context: dict[str, Any], *, refused: bool = False) -> HttpResponse:
    """A page of the part; 422 when what was typed was refused."""
    common = {
        "fig": figure, "units": units, "target_words": target_words, "MONTHS": MONTH_NAMES, "UNITS": UNITS,
        "SCALE": Rule.SCALE, "SERVICE": Aspect.SERVICE, "State": State, "other": same_node,
    }  # fmt: skip
    with spoken(_):
        return render(
            request, f"assessment/pkp/{template}", {**common, **context}, status=422 if refused else 200, using="jinja2"
        )


def same_node(result: Result, node: NodeScore) -> NodeScore | None:
    """The node of the same code in another result (verified, last year's); None where that list has none."""
    return next((found for found in result.nodes(node.node.level) if found.node.code == node.node.code), None)


def to(request: Request, route: str, query: str = "", **kwargs: object) -> HttpResponseRedirect:
    """After a post: to a page of the same Puskesmas."""
    address = reverse(f"assessment:{route}", kwargs={"pkm": request.puskesmas.code, **kwargs})
    return redirect(f"{address}{query}")


def pkp_or_404(request: Request, year: int) -> Pkp:
    found = queries.find(request.puskesmas, year)
    if found is None:
        raise Http404(year)
    return found


def asked_month(request: Request, default: int) -> int:
    """``?bulan=4``."""
    asked = whole(request.GET.get("bulan"))
    return asked if 1 <= asked <= 12 else default


def told(request: Request, error: ValidationError) -> None:
    """What was refused, as messages on the next page."""
    for sentence in error.messages:
        messages.error(request, sentence, extra_tags="bad")
