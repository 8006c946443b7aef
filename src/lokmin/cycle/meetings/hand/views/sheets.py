"""Paper: the attendance list to be printed with numbered rows, and the box into which it is typed back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.meetings.hand import operations as op
from lokmin.cycle.meetings.views.common import meeting_or_404, page, to


@requires("tulis_notulen")
@require_GET
def sheet(request: Request, pk: int) -> HttpResponse:
    """The list with numbered rows, empty rows for guests, and its code."""
    meeting = meeting_or_404(request, pk)
    rows = op.rows_of(meeting)
    context = {"meeting": meeting, "rows": rows, "code": op.sheet_code(rows), "spare": range(8)}
    return page(request, "hand/sheet.html", context)


@requires("tulis_notulen")
def typed(request: Request, pk: int) -> HttpResponse:
    """Type a sheet back: one box, everything at once."""
    meeting = meeting_or_404(request, pk)
    text, code = request.POST.get("text", ""), request.POST.get("code", "")
    wrong: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            done = op.type_back(meeting=meeting, by=request.user, code=code, text=text)
        except ValidationError as error:
            wrong = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        else:
            counts = {"n": done.present, "away": done.away, "rep": done.represented, "same": done.same}
            said = _("Tercatat %(n)s hadir, %(away)s tidak hadir, %(rep)s diwakili; %(same)s sudah sama.") % counts
            messages.success(request, said, extra_tags="good")
            return to(request, "attendance", pk)
    context = {
        "meeting": meeting,
        "text": text,
        "code": code,
        "wrong": wrong,
        "now": op.sheet_code(op.rows_of(meeting)),
    }
    return page(request, "hand/typed.html", context, refused=bool(wrong))
