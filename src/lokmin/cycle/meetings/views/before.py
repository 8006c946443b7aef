"""Before the meeting: its page, day and letter, agenda, invitation, attendance."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.core.numbers import whole
from lokmin.core.periods import Month
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.meetings import composing
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.forms import ItemForm, LetterForm, told
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.meetings.preparing import queries as preparing
from lokmin.cycle.meetings.preparing.operations.letters import LATER, ONE, send_letters
from lokmin.cycle.meetings.queries.desk import timeline
from lokmin.cycle.meetings.queries.gate import lacks
from lokmin.cycle.meetings.schedule import about
from lokmin.cycle.meetings.views.common import meeting_or_404, page, refused, to


@requires("lihat_lokmin")
def before(request: Request, pk: int) -> HttpResponse:
    """The meeting before it opens: agenda, invitation, who is invited, what is ready."""
    meeting = meeting_or_404(request, pk)
    if meeting.opened_at is not None:
        return to(request, "desk", pk)
    points = timeline(meeting)
    context = {
        "meeting": meeting,
        "points": points,
        "minutes": sum(p.minutes for p in points),
        "ends": points[-1].clock if points else "",
        "invited": list(meeting.attendance.select_related("person")),
        "letters": list(meeting.letters.filter(void_reason="")),
        "lacks": [lack for lack in lacks(meeting) if lack.code in {"pemimpin", "notulis"}],
        "answers": preparing.answers(meeting),
        "lead": preparing.lead(meeting),
        "mine": preparing.of_person(meeting, request.user),
        "ready": preparing.readiness(meeting),
        "waiting": len(preparing.waiting_notes(meeting)),
    }
    return page(request, "before.html", context)


@requires("siapkan_lokmin")
def change(request: Request, pk: int) -> HttpResponse:
    """Day, people and the texts of the invitation."""
    meeting = meeting_or_404(request, pk)
    here = Month(meeting.date.year, meeting.date.month)
    mine = (meeting.month, meeting.months)
    abouts = about.choices({here.plus(-n) for n in range(13)}, [mine]) if meeting.opened_at is None else None
    form = LetterForm(request.POST or None, puskesmas=request.puskesmas, abouts=abouts, initial=LetterForm.of(meeting))
    if request.method == "POST" and form.is_valid():
        try:
            op.change_meeting(meeting=meeting, by=request.user, **form.columns())
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Tersimpan."), extra_tags="good")
            return to(request, "before", pk)
    return page(request, "change.html", {"meeting": meeting, "form": form}, refused=request.method == "POST")


@requires("siapkan_lokmin")
@require_POST
def invite(request: Request, pk: int) -> HttpResponse:
    """Give the invitation its number, or send it with "nomor menyusul"."""
    meeting = meeting_or_404(request, pk)
    try:
        way = LATER if request.POST.get("nomor") == "menyusul" else ONE
        send_letters(meeting=meeting, by=request.user, numbering=way)
    except ValidationError as error:
        refused(request, error)
    return to(request, "before", pk, "undangan")


@requires("buka_lokmin")
@require_POST
def start(request: Request, pk: int) -> HttpResponse:
    """Open the meeting: its month is frozen."""
    try:
        op.open_meeting(meeting=meeting_or_404(request, pk), by=request.user)
    except ValidationError as error:
        refused(request, error)
        return to(request, "before", pk)
    return to(request, "desk", pk)


@requires("siapkan_lokmin")
def agenda(request: Request, pk: int) -> HttpResponse:
    """The agenda as an editor: one line each, moved, changed, added, taken off."""
    meeting = meeting_or_404(request, pk)
    typed = request.POST if request.POST.get("apa") == "tambah" else None
    form = ItemForm(typed, puskesmas=request.puskesmas, new_in=meeting)
    bad = False
    if request.method == "POST":
        try:
            if request.POST.get("apa") != "tambah":
                _edit(request, meeting)
                return to(request, "agenda", pk)
            if form.is_valid():
                op.add_item(meeting=meeting, by=request.user, **form.columns())
                return to(request, "agenda", pk)
            bad = True
        except ValidationError as error:
            if form.is_bound:
                told(form, error)
                bad = True
            else:
                refused(request, error)
                return to(request, "agenda", pk)
    points = timeline(meeting)
    total = sum(p.minutes for p in points)
    context = {
        "meeting": meeting,
        "points": points,
        "minutes": total,
        "form": form,
        "over": total - meeting.planned_minutes,
        "left_out": _left_out(meeting),
    }
    return page(request, "agenda.html", context, refused=bad)


def _left_out(meeting: Meeting) -> list[composing.Left]:
    """What the composed agenda has no room for and nobody has put in by hand."""
    if meeting.opened_at is not None:
        return []
    try:
        left = composing.plan(meeting).left_out
    except ValidationError:
        return []
    titles = set(meeting.agenda.values_list("title", flat=True))
    return [one for one in left if one.problems or one.title not in titles]


def _edit(request: Request, meeting: Meeting) -> None:
    """One button of the agenda: up, down, fewer or more minutes, off, compose again."""
    what = request.POST.get("apa", "")
    if what == "susun":
        op.compose_again(meeting=meeting, by=request.user, blocks=composing.compose(meeting))
        return
    item = get_object_or_404(meeting.agenda.all(), pk=whole(request.POST.get("acara")))
    if what in {"naik", "turun"}:
        op.move_item(item=item, by=request.user, up=what == "naik")
    elif what == "hapus":
        op.remove_item(item=item, by=request.user)
    elif what in {"tambah5", "kurang5"}:
        op.extend_item(item=item, by=request.user, minutes=5 if what == "tambah5" else -5)
    else:
        raise Http404(what)


@requires("siapkan_lokmin")
def item(request: Request, pk: int, item: int) -> HttpResponse:
    """One point of the agenda with all its fields."""
    meeting = meeting_or_404(request, pk)
    found = get_object_or_404(meeting.agenda.select_related("presenter"), pk=item)
    now = {
        **{n: getattr(found, n) for n in ("title", "kind", "minutes", "presenter_text", "detail")},
        "presenter": found.presenter_id or "",
    }
    form = ItemForm(request.POST or None, puskesmas=request.puskesmas, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            op.change_item(item=found, by=request.user, **form.columns())
        except ValidationError as error:
            told(form, error)
        else:
            return to(request, "agenda", pk)
    return page(
        request, "item.html", {"meeting": meeting, "form": form, "item": found}, refused=request.method == "POST"
    )
