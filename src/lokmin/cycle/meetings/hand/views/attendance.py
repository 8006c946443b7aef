"""The attendance list of the secretary: figures by profession and unit, everybody on one page, guests added below."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _

from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.forms import GuestForm
from lokmin.cycle.meetings.hand.attendance import summary, unit_of
from lokmin.cycle.meetings.hand.queries import for_desk
from lokmin.cycle.meetings.models import Attendance
from lokmin.cycle.meetings.views.common import meeting_or_404, page, to


@requires("tulis_notulen")
def attendance(request: Request, pk: int) -> HttpResponse:
    """Who came; everybody on one page by unit, guests added below."""
    meeting = meeting_or_404(request, pk)
    guest = GuestForm(request.POST if request.POST.get("apa") == "tamu" else None)
    rows = list(meeting.attendance.select_related("person", "partner", "signature"))
    errors: list[str] = []
    if request.method == "POST":
        try:
            if not guest.is_bound:
                op.record_attendance(meeting=meeting, by=request.user, rows=_typed(request, rows))
                messages.success(request, _("Kehadiran tersimpan."), extra_tags="good")
                return to(request, "attendance", pk)
            if guest.is_valid():
                op.add_guest(meeting=meeting, by=request.user, **guest.cleaned_data)
                return to(request, "attendance", pk, "tamu")
        except ValidationError as error:
            errors = error.messages
            typed = _typed(request, rows)
            for row in rows:
                for name, value in typed.get(row.pk, {}).items():
                    setattr(row, name, value)
    ordered = sorted(rows, key=lambda a: (unit_of(a) == "", a.person_id is None, unit_of(a), a.pk))
    context = {
        "meeting": meeting, "groups": [(unit, list(lines)) for unit, lines in groupby(ordered, key=unit_of)],
        "states": Attendance.STATES, "guest": guest, "problems": errors, "summary": summary(rows),
        "queue": for_desk(meeting),
    }  # fmt: skip
    return page(request, "attendance.html", context, refused=request.method == "POST")


def _typed(request: Request, rows: list[Attendance]) -> dict[int, dict[str, str]]:
    every = request.POST.get("apa") == "semua-hadir"
    return {
        row.pk: {
            "status": "hadir" if every and not row.status else request.POST.get(f"status-{row.pk}", row.status),
            "represented_by": request.POST.get(f"wakil-{row.pk}", row.represented_by),
            "reason": request.POST.get(f"sebab-{row.pk}", row.reason),
        }
        for row in rows
    }
