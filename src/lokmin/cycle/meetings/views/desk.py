"""The desk: writing, quoting, deciding, commissioning, while the meeting runs; read-only once it is closed."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.core.language import spoken
from lokmin.core.numbers import whole
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.followup.forms import GIVEN, ActionForm
from lokmin.cycle.followup.models import Action
from lokmin.cycle.meetings import figures
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings.forms import CloseForm, DecisionForm, ReopenForm, told
from lokmin.cycle.meetings.models import Meeting, Note
from lokmin.cycle.meetings.operations import Said, Saved
from lokmin.cycle.meetings.proposals.operations import from_note
from lokmin.cycle.meetings.proposals.queries import waiting
from lokmin.cycle.meetings.queries import desk as read
from lokmin.cycle.meetings.queries.gate import lacks
from lokmin.cycle.meetings.room.events import listening
from lokmin.cycle.meetings.sectors import queries as sectors
from lokmin.cycle.meetings.sectors.statement import is_sectoral
from lokmin.cycle.meetings.views import deskparts as parts
from lokmin.cycle.meetings.views.common import meeting_or_404, page, pressed, refused, to
from lokmin.cycle.reporting.queries.catalogue import catalogue_for


@requires("lihat_lokmin")
def desk(request: Request, pk: int) -> HttpResponse:
    """Agenda left, minutes in the middle, decisions and RTL right; ``?bagian=`` one part of it alone."""
    meeting = meeting_or_404(request, pk)
    if meeting.opened_at is None:
        return to(request, "before", pk)
    part = request.GET.get("bagian", "")
    return _part(request, meeting, part) if part else _desk(request, meeting)


def _part(request: Request, meeting: Meeting, part: str) -> HttpResponse:
    shared = parts.shared(request, meeting)
    if part in parts.PARTS:
        shared["desk"] = read.desk(meeting, request.user, shared["asked_for"])
        return page(request, f"desk/{parts.PARTS[part]}.html", shared)
    if part == "usul":
        return page(request, "proposals/desk.html", {**shared, "proposed": waiting(meeting)})
    side = next((s for s in parts.SIDES if s.part == part), None)
    if side is None:
        raise Http404(part)
    data = side.load(meeting)
    return HttpResponse() if data is None else page(request, side.template.removeprefix("meetings/"), {
        **shared, side.name: data
    })  # fmt: skip


def _desk(
    request: Request, meeting: Meeting, text: str = "", token: str = "", errors: list[str] | None = None
) -> HttpResponse:
    live = {"live": True, **listening(meeting.pk, "meja")}
    sides = [(side, side.load(meeting)) for side in parts.SIDES if side.after or not meeting.is_closed]
    context = {
        **parts.shared(request, meeting),
        **(live if meeting.is_running else {"live": False}),
        **parts.who_may_speak(meeting),
        "desk": read.desk(meeting, request.user, request.GET.get("acara", "")),
        "said": (parts.said(request, meeting) or Said()) if errors else parts.asked(request, meeting),
        "text": text,
        "token": token or uuid.uuid4().hex,
        "problems": errors or [],
        "reopenings": meeting.reopenings.select_related("by"),
        "proposed": waiting(meeting),
        "sides": [side for side, data in sides if data is not None],
        **{side.name: data for side, data in sides},
    }
    return page(request, "desk.html", context, refused=bool(errors))


@requires("tulis_notulen")
@require_POST
def write(request: Request, pk: int) -> HttpResponse:
    """Save a note, new or changed. A script gets JSON, a form goes back to the desk."""
    meeting = meeting_or_404(request, pk)
    note = meeting.notes.filter(pk=whole(request.POST.get("catatan"))).first()
    item = meeting.agenda.filter(pk=whole(request.POST.get("acara"))).first() or read.current_item(meeting)
    by_script = request.headers.get("Accept") == "application/json"
    draft = by_script and not request.POST.get("selesai")
    token = request.POST.get("token", "")[:40]
    try:
        saved = op.save_note(
            meeting=meeting, by=request.user, text=request.POST.get("text", ""), token=token or uuid.uuid4().hex,
            note=note, base_revision=whole(request.POST.get("base_revision")), item=item,
            said=parts.said(request, meeting), draft=draft,
        )  # fmt: skip
        if not draft and not saved.lost_race:
            from_note(note=saved.note, by=request.user, whole=request.POST.get("lanjut") == "usul")
    except ValidationError as error:
        if by_script:
            return JsonResponse({"salah": error.messages}, status=422)
        if note is not None:
            return _note(request, meeting, note, request.POST.get("text", ""), error.messages)
        return _desk(request, meeting, request.POST.get("text", ""), token, error.messages)
    if by_script:
        after = "" if draft else _after(request, meeting, saved)["Location"]
        return JsonResponse({**_answer(request, saved), "ke": after})
    return _after(request, meeting, saved)


def _answer(request: Request, saved: Saved) -> dict[str, object]:
    both = reverse(
        "meetings:texts", kwargs={"pkm": request.puskesmas.code, "pk": saved.note.meeting_id, "note": saved.note.pk}
    )
    return {
        "catatan": saved.note.pk,
        "naskah": saved.revision.number,
        "tersimpan": _("Tersimpan %(at)s") % {"at": f"{timezone.localtime(saved.revision.at):%H.%M}"},
        "dua_naskah": both if saved.lost_race else "",
    }


def _after(request: Request, meeting: Meeting, saved: Saved) -> HttpResponse:
    if saved.lost_race:
        return to(request, "texts", meeting.pk, note=saved.note.pk)
    next_step = request.POST.get("lanjut", "")
    home = reverse(
        f"meetings:{'quote' if next_step == 'kutip' else 'decide'}",
        kwargs={"pkm": request.puskesmas.code, "pk": meeting.pk},
    )
    if next_step in {"kutip", "putuskan"}:
        return redirect(f"{home}?catatan={saved.note.pk}")
    return to(request, "desk", meeting.pk, "usul" if next_step == "usul" else f"catatan-{saved.note.pk}")


@requires("tulis_notulen")
def note(request: Request, pk: int, note: int) -> HttpResponse:
    """One note to be changed; the post goes to ``write``."""
    meeting = meeting_or_404(request, pk)
    found = get_object_or_404(meeting.notes.all(), pk=note)
    return _note(request, meeting, found)


def _note(
    request: Request, meeting: Meeting, note: Note, text: str | None = None, errors: list[str] | None = None
) -> HttpResponse:
    current, waiting, history = read.texts(note)
    context = {
        "meeting": meeting, "note": note, "current": current, "waiting": waiting, "history": history,
        "text": current.text if text is None else text, "problems": errors or [], **parts.who_may_speak(meeting),
        "said": parts.said(request, meeting) or Said(note.kind, note.speaker, note.voice, note.reply_to),
        "quotes": figures.quotes(meeting).get(note.pk, ()),
    }  # fmt: skip
    return page(request, "note.html", context, refused=bool(errors))


@requires("tulis_notulen")
def texts(request: Request, pk: int, note: int) -> HttpResponse:
    """Two texts of one note side by side, and the one that is made of them."""
    meeting = meeting_or_404(request, pk)
    found = get_object_or_404(meeting.notes.all(), pk=note)
    errors: list[str] = []
    text = None
    if request.method == "POST":
        text = request.POST.get("text", "")
        try:
            saved = op.merge_note(
                note=found, by=request.user, text=text, base_revision=whole(request.POST.get("base_revision"))
            )
        except ValidationError as error:
            errors = error.messages
        else:
            if saved.lost_race:
                return to(request, "texts", pk, note=note)
            return to(request, "desk", pk, f"catatan-{note}")
    current, waiting, history = read.texts(found)
    merged = "\n\n".join([current.text, *(r.text for r in waiting)]) if text is None else text
    context = {
        "meeting": meeting, "note": found, "current": current, "waiting": waiting, "history": history, "text": merged,
        "problems": errors,
    }  # fmt: skip
    return page(request, "texts.html", context, refused=bool(errors))


@requires("tulis_notulen")
def quote(request: Request, pk: int) -> HttpResponse:
    """Look for a row of the frozen month and put its sentence into a note."""
    meeting = meeting_or_404(request, pk)
    wanted = request.POST.get("catatan") or request.GET.get("catatan")
    found = get_object_or_404(meeting.notes.all(), pk=whole(wanted))
    if request.method == "POST":
        try:
            if request.POST.get("hapus"):
                gone = get_object_or_404(found.quotes.all(), pk=whole(request.POST["hapus"]))
                op.unquote(quote=gone, by=request.user)
            else:
                op.quote(note=found, row=whole(request.POST.get("baris")), by=request.user)
        except ValidationError as error:
            refused(request, error)
            return redirect(f"{request.path}?catatan={found.pk}")
        return to(request, "desk", pk, f"catatan-{found.pk}")
    search = request.GET.get("cari", "")
    rows, total = figures.search(meeting, search)
    current, _waiting, _history = read.texts(found)
    context = {"meeting": meeting, "note": found, "text": current.text, "rows": rows, "total": total, "search": search}
    return page(request, "quote.html", context)


@requires("lihat_lokmin")
def row(request: Request, pk: int, row: int) -> HttpResponse:
    """One row of the frozen month: as signed, with its cells, and as it is now."""
    meeting = meeting_or_404(request, pk)
    with spoken(_):
        found = figures.row(meeting, row)
    if found is None:
        raise Http404(str(row))
    elements = catalogue_for(request.puskesmas, meeting.month.year).elements
    names = {code: elements[code].name for _period, code, _value, _source in found.cells if code in elements}
    return page(request, "row.html", {"meeting": meeting, "row": found, "names": names})


@requires("tulis_notulen")
def decide(request: Request, pk: int, decision: int | None = None) -> HttpResponse:
    """A decision, new or corrected."""
    meeting = meeting_or_404(request, pk)
    made = get_object_or_404(meeting.decisions.all(), pk=decision) if decision else None
    source = meeting.notes.filter(pk=whole(request.POST.get("catatan") or request.GET.get("catatan"))).first()
    proposal: dict[str, object] = {}
    if made is not None:
        proposal = {n: getattr(made, n) for n in DecisionForm.base_fields}
    elif source is not None:
        proposal = {"text": read.texts(source)[0].text}
    form = DecisionForm(request.POST or None, initial=proposal)
    if request.method == "POST" and form.is_valid():
        try:
            if made is None:
                item = source.item if source else read.current_item(meeting)
                op.decide(meeting=meeting, by=request.user, item=item, note=source, **form.cleaned_data)
            else:
                op.redecide(decision=made, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            told(form, error)
        else:
            return to(request, "desk", pk, "keputusan")
    context = {"meeting": meeting, "form": form, "source": source, "decision": made}
    return page(request, "decide.html", context, refused=request.method == "POST")


@requires("tulis_notulen")
def rtl(request: Request, pk: int, action: int | None = None) -> HttpResponse:
    """An RTL of this meeting with all its columns, new or completed."""
    meeting = meeting_or_404(request, pk)
    ours = Action.objects.of(request.puskesmas).filter(origin_kind=Meeting.ORIGIN, origin_id=str(meeting.pk))
    made = get_object_or_404(ours, pk=action) if action else None
    given = {name: request.GET[name] for name in GIVEN if name in request.GET}
    form = ActionForm(request.POST or None, puskesmas=request.puskesmas, action=made, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            if made is None:
                op.add_rtl(meeting=meeting, by=request.user, **form.columns())
            else:
                op.change_rtl(meeting=meeting, action=made, by=request.user, **form.columns())
        except ValidationError as error:
            told(form, error)
        else:
            return to(request, "desk", pk, "keputusan")
    return page(
        request, "rtl.html", {"meeting": meeting, "form": form, "action": made}, refused=request.method == "POST"
    )


@requires("tulis_notulen")
@require_POST
def point(request: Request, pk: int, item: int) -> HttpResponse:
    """A button of the running agenda: begin, end, five minutes more."""
    meeting = meeting_or_404(request, pk)
    found = get_object_or_404(meeting.agenda.all(), pk=item)
    pressed(request, {
        "mulai": lambda: op.start_item(item=found, by=request.user),
        "selesai": lambda: op.finish_item(item=found, by=request.user),
        "tambah5": lambda: op.extend_item(item=found, by=request.user),
    })  # fmt: skip
    return to(request, "desk", pk)


@requires("tutup_lokmin")
def close(request: Request, pk: int) -> HttpResponse:
    """What is still missing, the conclusion, and the button that closes."""
    meeting = meeting_or_404(request, pk)
    if meeting.is_closed:
        return to(request, "desk", pk)
    start = {"conclusion": meeting.conclusion, "close_reason": meeting.close_reason}
    form = CloseForm(request.POST or None, initial=start)
    if is_sectoral(meeting):
        form.fields["close_reason"].label = _("Mengapa tidak ada janji mitra atau RTL")
    if request.method == "POST" and form.is_valid():
        try:
            op.conclude(meeting=meeting, by=request.user, text=form.cleaned_data["conclusion"])
            if request.POST.get("apa") == "simpan":
                return to(request, "close", pk)
            op.close(meeting=meeting, by=request.user, close_reason=form.cleaned_data["close_reason"])
        except ValidationError as error:
            told(form, error)
        else:
            return to(request, "desk", pk)
    context = {
        "meeting": meeting,
        "form": form,
        "lacks": lacks(meeting),
        "proposed": waiting(meeting),
        "desk": read.desk(meeting, request.user, "semua"),
        "sectors": sectors.for_desk(meeting),
    }
    return page(request, "close.html", context, refused=request.method == "POST")


@requires("tutup_lokmin")
def reopen(request: Request, pk: int) -> HttpResponse:
    """Open closed minutes again, with the reason everybody will see."""
    meeting = meeting_or_404(request, pk)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            op.reopen(meeting=meeting, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            told(form, error)
        else:
            return to(request, "desk", pk)
    return page(request, "reopen.html", {"meeting": meeting, "form": form}, refused=request.method == "POST")
