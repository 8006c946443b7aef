"""Photos of the meeting on the secretary's side: put in, captioned, taken out, looked at."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.numbers import whole
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.meetings.hand import operations as op
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.meetings.views.common import meeting_or_404, page, refused, to


@requires("lihat_lokmin")
@require_GET
def photos(request: Request, pk: int) -> HttpResponse:
    """All photos with their captions; those who write the minutes put new ones in."""
    return _page(request, meeting_or_404(request, pk))


@requires("tulis_notulen")
@require_POST
def add(request: Request, pk: int) -> HttpResponse:
    """Put photos in, several with one caption."""
    meeting = meeting_or_404(request, pk)
    caption = request.POST.get("caption", "")[:200]
    kept, wrong = op.take_photos(
        meeting=meeting, files=request.FILES.getlist("foto"), caption=caption, by=request.user
    )  # fmt: skip
    if wrong:
        return _page(request, meeting, caption, wrong)
    messages.success(request, _("%(n)s foto masuk.") % {"n": kept}, extra_tags="good")
    return to(request, "photos", pk)


def _page(request: Request, meeting: Meeting, caption: str = "", wrong: Sequence[str] = ()) -> HttpResponse:
    context = {
        "meeting": meeting, "problems": wrong, "caption": caption, "points": list(meeting.agenda.all()),
        "photos": list(meeting.photos.select_related("by", "voice__person", "item")),
    }  # fmt: skip
    return page(request, "hand/photos.html", context, refused=bool(wrong))


@requires("tulis_notulen")
@require_POST
def photo(request: Request, pk: int, photo: int) -> HttpResponse:
    """Change a caption, or take a photo out."""
    meeting = meeting_or_404(request, pk)
    found = get_object_or_404(meeting.photos.select_related("item", "meeting__puskesmas"), pk=photo)
    what = request.POST.get("apa", "")
    try:
        if what == "hapus":
            op.remove_photo(photo=found, by=request.user)
        elif what == "simpan":
            item = meeting.agenda.filter(pk=whole(request.POST.get("acara"))).first()
            op.caption_photo(photo=found, by=request.user, caption=request.POST.get("caption", ""), item=item)
        else:
            raise Http404(what)
    except ValidationError as error:
        refused(request, error)
    return to(request, "photos", pk, "" if what == "hapus" else f"foto-{found.pk}")


@requires("lihat_lokmin")
@require_GET
def picture(request: Request, pk: int, photo: int) -> HttpResponse:
    """The photo itself."""
    found = get_object_or_404(meeting_or_404(request, pk).photos.all(), pk=photo)
    data = op.photo_bytes(found)
    if not data:
        raise Http404(found.name)
    answer = HttpResponse(data, content_type="image/jpeg")
    answer.headers["Cache-Control"] = "private, max-age=86400"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
