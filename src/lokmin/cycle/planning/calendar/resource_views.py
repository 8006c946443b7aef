"""Vehicles, rooms and tools that only one activity can have at a time."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.planning.calendar import operations, queries
from lokmin.cycle.planning.calendar.forms import ResourceForm
from lokmin.cycle.planning.calendar.views import address, page, told
from lokmin.cycle.planning.models import Resource


@requires("susun_rencana")
def resources(request: Request) -> HttpResponse:
    """The register, and a new entry."""
    return _kept(request, None)


@requires("susun_rencana")
def resource(request: Request, resource: int) -> HttpResponse:
    """One entry to be changed."""
    return _kept(request, get_object_or_404(Resource.objects.of(request.puskesmas), pk=resource))


def _kept(request: Request, found: Resource | None) -> HttpResponse:
    start = {"kind": found.kind, "name": found.name, "note": found.note, "active": found.active} if found else {}
    form = ResourceForm(request.POST or None, initial=start or {"active": True})
    if request.method == "POST" and form.is_valid():
        try:
            kept = operations.keep_resource(
                puskesmas=request.puskesmas, by=request.user, resource=found, **form.cleaned_data
            )
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("%(name)s tersimpan.") % {"name": kept.name}, extra_tags="good")
            return redirect(address(request, "calendar_resources"))
    context = {"form": form, "resource": found, "every": queries.resources(request.puskesmas, active=False)}
    return page(request, "resources.html", context, refused=request.method == "POST")
