"""What all pages of a meeting share: finding it, going back to it, telling what was refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from lokmin.cycle.centre.access import Request
from lokmin.cycle.meetings.models import Meeting


def meeting_or_404(request: Request, pk: int) -> Meeting:
    """A meeting of the Puskesmas on screen."""
    found: Meeting = get_object_or_404(
        Meeting.objects.of(request.puskesmas).select_related(
            "puskesmas__place", "leader", "notulis", "opener", "moderator", "snapshot"
        ),
        pk=pk,
    )
    return found


def page(request: Request, template: str, context: dict[str, Any], *, refused: bool = False) -> HttpResponse:
    """A page of this stage; 422 when the form on it was refused."""
    return render(request, f"meetings/{template}", context, status=422 if refused else 200, using="jinja2")


def to(request: Request, route: str, pk: int, anchor: str = "", **kwargs: Any) -> HttpResponseRedirect:
    """After a post: to a page of the same meeting."""
    address = reverse(f"meetings:{route}", kwargs={"pkm": request.puskesmas.code, "pk": pk, **kwargs})
    return redirect(f"{address}#{anchor}" if anchor else address)


def refused(request: Request, error: ValidationError) -> None:
    """Say on the next page why a button did nothing."""
    for sentence in error.messages:
        messages.error(request, sentence, extra_tags="bad")


def pressed(request: Request, buttons: Mapping[str, Callable[[], object]]) -> None:
    """Do what the pressed button says (``apa``); why it was refused stands on the next page.

    Raises:
        Http404: for a button that is not there.
    """
    do = buttons.get(request.POST.get("apa", ""))
    if do is None:
        raise Http404(request.POST.get("apa", ""))
    try:
        do()
    except ValidationError as error:
        refused(request, error)
