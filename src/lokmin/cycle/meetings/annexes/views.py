"""Pages of the annexes of a meeting: the list, one of them, drawn again, approved."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.roles import may
from lokmin.cycle.meetings.annexes import operations, queries
from lokmin.cycle.meetings.views.common import meeting_or_404, page, refused, to


@requires("lihat_lokmin")
def annexes(request: Request, pk: int) -> HttpResponse:
    """All that lies before the meeting."""
    meeting = meeting_or_404(request, pk)
    laid = queries.of(meeting) if may(request.user, "lihat_rencana", request.puskesmas) else ()
    return page(request, "annexes/list.html", {"meeting": meeting, "laid": laid})


@requires("lihat_rencana")
def annex(request: Request, pk: int, code: str) -> HttpResponse:
    """One annex with its whole table."""
    meeting = meeting_or_404(request, pk)
    laid = queries.one(meeting, code)
    if laid is None:
        raise Http404(code)
    link = laid.link(request.puskesmas.code)
    return page(request, "annexes/one.html", {"meeting": meeting, "laid": laid, "source": link})


@requires("tulis_notulen")
@require_POST
def refresh(request: Request, pk: int, code: str) -> HttpResponse:
    """Draw it again from its part."""
    meeting = meeting_or_404(request, pk)
    try:
        operations.refresh(meeting=meeting, code=code, by=request.user)
    except ValidationError as error:
        refused(request, error)
    return to(request, "annexes", pk, code)


@requires("setujui_rencana")
@require_POST
def approve(request: Request, pk: int, code: str) -> HttpResponse:
    """The meeting approves the plan on the table."""
    meeting = meeting_or_404(request, pk)
    try:
        operations.approve(meeting=meeting, code=code, by=request.user, words=request.POST.get("keputusan", ""))
    except ValidationError as error:
        refused(request, error)
    if request.POST.get("dari") == "meja":
        return to(request, "desk", pk, "lampiran")
    return to(request, "annexes", pk, code)

