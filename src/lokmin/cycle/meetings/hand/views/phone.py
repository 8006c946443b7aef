"""The phone in the hall: what runs, what can be done now, one's own tasks; afterwards thanks and the tasks alone."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.cycle.centre import clock
from lokmin.cycle.meetings.forms import told
from lokmin.cycle.meetings.hand import operations as op
from lokmin.cycle.meetings.hand import queries
from lokmin.cycle.meetings.hand.faces import ALONE, TOGETHER, face
from lokmin.cycle.meetings.hand.forms import OwnPinForm, PinField
from lokmin.cycle.meetings.hand.parts import running_now
from lokmin.cycle.meetings.models import Participant
from lokmin.cycle.meetings.room import keys
from lokmin.cycle.meetings.room.doors import HandRequest, Present, in_room
from lokmin.cycle.meetings.room.events import listening
from lokmin.cycle.meetings.room.writer import write

#: Part of the page -> its template; parts of other packages are in ``faces``.
PARTS = {"acara": "now.html", "antre": "queue.html", "hadir": "sign.html", "tugas": "tasks.html"}


def waiting_too(view: Any) -> Any:
    """The phone's page; a phone that waits to be let in gets the page that waits."""
    inside = in_room(view)

    @wraps(view)
    def guarded(request: HttpRequest, meeting: int) -> HttpResponseBase:
        phone = keys.phone(request, meeting)
        if phone is not None:
            row = (
                Participant.objects.select_related("attendance__person", "meeting__puskesmas__place")
                .filter(pk=phone.participant, meeting_id=meeting, key_digest=keys.digest(phone.key))
                .first()
            )
            if row is not None and row.state == Participant.WAITING and not row.meeting.is_closed:
                context = {"meeting": row.meeting, "attendance": row.attendance}
                return _kept_out_of_caches(render(request, "meetings/hand/wait.html", context, using="jinja2"))
        return inside(request, meeting=meeting)

    guarded.door = "telepon"  # type: ignore[attr-defined]
    return guarded


@waiting_too
def home(request: HandRequest) -> HttpResponseBase:
    """The page; ``?bagian=`` one part of it."""
    present = request.present
    live = listening(present.meeting.pk, "tangan")
    part = request.GET.get("bagian", "")
    if part:
        return _kept_out_of_caches(_part(request, present, part))
    needed: dict[str, Any] = {}
    if not present.meeting.is_closed:
        for one in (*TOGETHER, *ALONE):
            needed |= one.needs(present)
    context = {
        **_shared(present), **needed, **_now(present),
        **_queue(present), **_signature(present),
        **_tasks(present), **live, "news": keys.news(request),
        "may_choose_pin": _may_choose_pin(present),
        "together": TOGETHER,
        "alone": ALONE,
    }  # fmt: skip
    answer = render(request, "meetings/hand/home.html", context, using="jinja2")
    if context["news"]:
        answer.delete_cookie(keys.NEWS, samesite="Lax")
    return _kept_out_of_caches(answer)


def _part(request: HandRequest, present: Present, part: str) -> HttpResponse:
    if part in PARTS:
        needed = {"acara": _now, "antre": _queue, "hadir": _signature, "tugas": _tasks}[part](present)
        return render(request, f"meetings/hand/{PARTS[part]}", {**_shared(present), **needed}, using="jinja2")
    found = face(part)
    if found is None or present.meeting.is_closed:
        raise Http404(part)
    return render(request, found.template, {**_shared(present), **found.needs(present)}, using="jinja2")


def _shared(present: Present) -> dict[str, Any]:
    return {
        "meeting": present.meeting, "attendance": present.attendance, "name": present.name.split(",")[0],
        "kunci": present.kunci, "member": present.person,
    }  # fmt: skip


def _now(present: Present) -> dict[str, Any]:
    return {"now": running_now(present.meeting)}


def _queue(present: Present) -> dict[str, Any]:
    return {"own": queries.own_turn(present.meeting, present.attendance)}


def _tasks(present: Present) -> dict[str, Any]:
    return {"tasks": queries.tasks(present.meeting, present.person)}


def _signature(present: Present) -> dict[str, Any]:
    return {
        "signature": queries.signature_of(present.attendance),
        "who": present.name,
        "came_at": present.attendance.at,
        "has_pin": queries.has_pin(present.person),
        "stands_for": _stands_for(present),
        "absent": queries.absent(present.meeting, present.attendance.pk),
    }


def _stands_for(present: Present) -> list[str]:
    lines = present.meeting.attendance.filter(status="diwakili", represented_by__iexact=present.name)
    return [a.shown_name for a in lines.select_related("person")]


def _may_choose_pin(present: Present) -> bool:
    """Somebody of the staff whom the secretary let in without a PIN chooses one now."""
    return (
        present.participant.way == "disetujui"
        and present.person is not None
        and not present.meeting.is_closed
        and not queries.has_pin(present.person)
    )


@in_room
def pin(request: HandRequest) -> HttpResponseBase:
    """Choose a PIN: after having been let in without one; it signs the list as well."""
    present = request.present
    person = present.person
    if person is None or not _may_choose_pin(present):
        return redirect("hand:home", meeting=present.meeting.pk)
    form = OwnPinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["pin"]

        def job() -> None:
            op.set_pin(person=person, pin=chosen, by=person, puskesmas=present.meeting.puskesmas)
            op.sign_by_pin(attendance=present.attendance, pin=chosen)

        try:
            write(job)
        except ValidationError as error:
            told(form, error)
        else:
            return _back(present, _("PIN Anda tersimpan dan daftar hadir ditandatangani."))
    context = {**_shared(present), "form": form}
    answer = render(
        request, "meetings/hand/own_pin.html", context, status=422 if request.method == "POST" else 200, using="jinja2"
    )
    return _kept_out_of_caches(answer)


@require_POST
@in_room
def sign(request: HandRequest) -> HttpResponseBase:
    """Sign the attendance list with the PIN. Never kept on the phone for sending later, as live posts are."""
    present = request.present
    try:
        typed = PinField().clean(request.POST.get("pin", ""))
        tried = write(lambda: op.sign_by_pin(attendance=present.attendance, pin=typed))
    except ValidationError as error:
        return _back(present, " ".join(error.messages), "bad")
    if tried.right:
        return _back(present, _("Daftar hadir ditandatangani %(at)s") % {"at": _clock()})
    wrong = {
        "salah": _("PIN tidak cocok. Sisa %(n)s kali mencoba.") % {"n": tried.left},
        "tertutup": _("Nama Anda ditutup setelah 5 PIN salah. Minta sekretaris membukanya."),
    }
    return _back(present, wrong.get(tried.result, _("Anda belum punya PIN.")), "bad")


@require_POST
@in_room
def leave(request: HandRequest) -> HttpResponseBase:
    """Go out with this phone."""
    op.leave(participant=request.present.participant)
    answer = render(request, "meetings/hand/left.html", {"meeting": request.present.meeting}, using="jinja2")
    answer.delete_cookie(keys.COOKIE, samesite="Lax")
    return answer


@in_room
def photo(request: HandRequest) -> HttpResponseBase:
    """Send photos with a caption; the phone's own camera takes them."""
    present = request.present
    wrong: list[str] = []
    caption = request.POST.get("caption", "")[:200]
    if request.method == "POST":
        kept, wrong = op.take_photos(
            meeting=present.meeting, files=request.FILES.getlist("foto"), caption=caption, by=None,
            voice=present.attendance,
        )  # fmt: skip
        if kept and not wrong:
            return _back(present, _("%(n)s foto terkirim %(at)s") % {"n": kept, "at": _clock()})
        if kept:
            wrong.insert(0, _("%(n)s foto terkirim, yang lain belum:") % {"n": kept})
    sent = present.meeting.photos.filter(voice=present.attendance)
    context = {**_shared(present), "problems": wrong, "caption": caption, "sent": sent}
    answer = render(request, "meetings/hand/photo.html", context, status=422 if wrong else 200, using="jinja2")
    return _kept_out_of_caches(answer)


def _clock() -> str:
    return f"{timezone.localtime(clock.now()):%H.%M}"


def _back(present: Present, sentence: str, kind: str = "good") -> HttpResponse:
    answer = redirect("hand:home", meeting=present.meeting.pk)
    keys.tell_next(answer, sentence, kind)
    return answer


def _kept_out_of_caches(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    return answer
