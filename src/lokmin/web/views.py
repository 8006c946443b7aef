"""The few pages that belong to no stage: the door, the guide, the component gallery."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lokmin.cycle.centre.models import Person
from lokmin.cycle.centre.queries import puskesmas_of
from lokmin.cycle.followup.work.queries import waiting
from lokmin.web import guide


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """To the coverage table of the person's own Puskesmas; a choice among several; a clear page when there is none."""
    person = request.user
    assert isinstance(person, Person)  # noqa: S101 - login_required
    own = puskesmas_of(person)
    if len(own) == 1:
        return redirect("monitoring:home", pkm=own[0].code)
    return render(request, "web/start.html", {"own": own, "waiting": waiting(own)})


def help_index(request: HttpRequest) -> HttpResponse:
    """The guide's table of contents; open to everybody, also before signing in."""
    return render(request, "web/help_index.html", {"topics": guide.topics()})


def help_topic(request: HttpRequest, topic: str) -> HttpResponse:
    """One page of the guide."""
    page = guide.topic(topic)
    if page is None:
        raise Http404(topic)
    return render(request, "web/help_topic.html", {"page": page, "topics": guide.topics()})


def components(request: HttpRequest) -> HttpResponse:
    """Each component once, in all its states."""
    return render(request, "web/components.html")
