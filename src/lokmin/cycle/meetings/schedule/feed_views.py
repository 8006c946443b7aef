"""Calendar files and the private feed addresses."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.models import FeedToken, Person, Puskesmas
from lokmin.cycle.meetings.schedule import calendars
from lokmin.cycle.meetings.views.common import meeting_or_404, page
from lokmin.exchange.icalendar import MIME

KEPT_SECONDS = 900


@requires("lihat_lokmin")
@require_GET
def ics(request: Request, pk: int) -> HttpResponse:
    """One meeting for a calendar; ``?undangan=1`` as an invitation with everybody named."""
    meeting = meeting_or_404(request, pk)
    url = request.build_absolute_uri(calendars.page_of(meeting))
    asked = bool(request.GET.get("undangan")) and not meeting.is_cancelled and meeting.attendance.exists()
    data = calendars.request_file(meeting, url) if asked else calendars.meeting_file(meeting, url)
    return _file(data, f"lokmin-{meeting.date}.ics")


@requires("lihat_lokmin")
def feed_page(request: Request) -> HttpResponse:
    """The address of one's own calendar, how to use it, how to take it back."""
    token = FeedToken.objects.filter(person=request.user, revoked_at=None).order_by("-pk").first()
    address = request.build_absolute_uri(reverse("feed", kwargs={"token": token.token})) if token else ""
    return page(request, "schedule/feed.html", {"token": token, "address": address})


@requires("lihat_lokmin")
@require_POST
def feed_change(request: Request) -> HttpResponse:
    """A new address (the old one stops), or none."""
    make = request.POST.get("apa") != "cabut"
    renew_feed(person=request.user, puskesmas=request.puskesmas, make=make)
    return redirect("meetings:feed_page", pkm=request.puskesmas.code)


@transaction.atomic
def renew_feed(*, person: Person, puskesmas: Puskesmas, make: bool) -> FeedToken | None:
    """Take back the address somebody has, and give a new one if wanted."""
    now = clock.now()
    FeedToken.objects.filter(person=person, revoked_at=None).update(revoked_at=now)
    token = FeedToken.objects.create(person=person, token=secrets.token_urlsafe(32), made_at=now) if make else None
    words = "membuat alamat kalender baru" if make else "mencabut alamat kalendernya"
    audit.record(puskesmas=puskesmas, by=person, action="kalender.alamat", about=token, sentence=f"{person} {words}.")
    return token


@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whoever was given this address; without an account, unknown and revoked ones do not exist."""
    person = calendars.holder_of(token)
    if person is None:
        raise Http404
    data = calendars.feed(person, request.build_absolute_uri("/").rstrip("/"))
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    same = request.headers.get("If-None-Match") == tag
    answer = HttpResponse(status=304) if same else _file(data, "lokmin.ics")
    answer["ETag"] = tag
    answer["Cache-Control"] = f"private, max-age={KEPT_SECONDS}"
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _file(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=MIME)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
