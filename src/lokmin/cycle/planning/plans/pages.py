"""What the pages of plans share: how they are shown, how a refusal stands beside its field, files as answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lokmin.core.planning.money import rupiah
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request
from lokmin.cycle.monitoring.register.papers import KINDS, office, sent, written
from lokmin.cycle.planning.plans.funds import book as funds_of
from lokmin.cycle.planning.plans.operations import FIRST_YEAR, LAST_YEAR
from lokmin.documents.forms.planparts import PlanTable, figure

__all__ = ["KINDS", "beside", "book", "office", "sent", "shown", "written", "year_or_404"]


def year_or_404(year: int) -> int:
    """A year an office can plan for."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(str(year))
    return year


def shown(request: Request, template: str, context: dict[str, Any], *, refused: bool = False) -> HttpResponse:
    """A page of the plans; 422 when the form on it was refused."""
    funds = funds_of(clock.today().year)
    given = {"rupiah": rupiah, "figure": figure, "short": funds.short, **context}
    return render(request, f"planning/{template}", given, status=422 if refused else 200, using="jinja2")


def beside(form: forms.Form, error: ValidationError) -> None:
    """A refusal of an operation beside the field it is about; above the form where there is none."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, ValidationError(error.messages))
        return
    for name, sentences in error.message_dict.items():
        form.add_error(name if name in form.fields else None, sentences)


def book(request: Request, name: str, tables: list[PlanTable]) -> HttpResponse:
    """Tables of plans as a workbook with live sums."""
    # xlsxwriter is heavy; only who downloads pays for it.
    from lokmin.documents.render.planbook import plan_workbook

    data = plan_workbook(tables, made=timezone.localtime(clock.now()), office=request.puskesmas.name)
    return sent(data, name, "xlsx")
