"""What the pages of the register share: finding a problem, going to its page, telling what was refused."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from lokmin.cycle.centre.access import Request
from lokmin.cycle.monitoring.models import Problem

#: Where a text that was refused waits for the page that shows it again.
KEPT = "kanvas"


def problem_or_404(request: Request, pk: int) -> Problem:
    """A problem of the Puskesmas on screen."""
    found: Problem = get_object_or_404(
        Problem.objects.of(request.puskesmas).select_related("puskesmas__place", "village"), pk=pk
    )
    return found


def page(request: Request, template: str, context: dict[str, Any], *, refused: bool = False) -> HttpResponse:
    """A page of the register; 422 when the form on it was refused."""
    return render(request, f"monitoring/register/{template}", context, status=422 if refused else 200, using="jinja2")


def to_problem(request: Request, pk: int, anchor: str = "", query: str = "") -> HttpResponseRedirect:
    """After a post: to the page of a problem."""
    address = reverse("followup:problem", kwargs={"pkm": request.puskesmas.code, "problem": pk})
    return redirect(f"{address}{'?' + query if query else ''}{'#' + anchor if anchor else ''}")


def told(form: forms.Form, error: ValidationError) -> None:
    """Put a refusal of an operation beside the field it is about; above the form where there is none."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, ValidationError(error.messages))
        return
    for name, errors in error.message_dict.items():
        form.add_error(name if name in form.fields else None, ValidationError(errors))


def refused(request: Request, error: ValidationError, **kept: str) -> None:
    """Say on the next page why a button did nothing, and keep what was written for it."""
    for sentence in error.messages:
        messages.error(request, sentence, extra_tags="bad")
    request.session[KEPT] = kept
