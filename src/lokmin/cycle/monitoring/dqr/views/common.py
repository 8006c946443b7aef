"""What the data-quality pages share: the month on screen, a page with forms, an answer out of a post."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lokmin.core.language import spoken
from lokmin.core.periods import Month
from lokmin.cycle.centre.access import Request
from lokmin.cycle.monitoring import queries, words
from lokmin.cycle.monitoring.dqr import titles


def month_of(request: Request) -> Month | None:
    """The month asked for, else the last one with data; None before the first report.

    Raises:
        Http404: for what is no month.
    """
    asked = request.GET.get("bulan", "") or request.POST.get("bulan", "")
    if not asked:
        return queries.default_month(request.puskesmas)
    try:
        return Month.parse(asked)
    except ValueError as error:
        raise Http404(str(error)) from None


def show(
    request: Request, template: str, month: Month | None, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page with forms: made each time, with the words of the stage."""
    frame = {
        "words": words,
        "said": titles,
        "guest": False,
        "month": month,
        "months": queries.months_with_data(request.puskesmas),
    }
    with spoken(_):
        return render(request, f"monitoring/dqr/{template}", {**frame, **context}, status=status, using="jinja2")


def nothing_yet(request: Request) -> HttpResponse:
    """Before the first number."""
    return show(request, "nothing.html", None, {"title": _("Belum ada angka yang dilaporkan")})


def sentences(error: ValidationError) -> list[tuple[str, str]]:
    """(field, sentence) pairs of a refusal; the field is empty for the whole form."""
    if hasattr(error, "error_dict"):
        return [
            (name if name != "__all__" else "", text) for name, texts in error.message_dict.items() for text in texts
        ]
    return [("", text) for text in error.messages]
