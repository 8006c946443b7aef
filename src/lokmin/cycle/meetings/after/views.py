"""Pages after a meeting: owners' lists, the summary, the press text, single papers, health."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.meetings import pack as packing
from lokmin.cycle.meetings.after import operations as op
from lokmin.cycle.meetings.after import prints, queries
from lokmin.cycle.meetings.after.forms import PressForm
from lokmin.cycle.meetings.after.health import report
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.meetings.schedule import calendars
from lokmin.cycle.meetings.views.common import meeting_or_404, page, to
from lokmin.documents.forms.owners import owner_text
from lokmin.documents.forms.press import press_draft, siaran_pers, unfinished
from lokmin.documents.forms.records import PackInput
from lokmin.documents.forms.roomrecords import PressText
from lokmin.documents.forms.sharing import alt_text, shared_text
from lokmin.documents.model import Document
from lokmin.exchange.icalendar import MIME

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires("unduh_berkas")
def summary(request: Request, pk: int) -> HttpResponse:
    """The text to copy and the picture to send on: without any person."""
    meeting = meeting_or_404(request, pk)
    given = packing.pack_input(meeting)
    context = {"meeting": meeting, "text": shared_text(given), "alt": alt_text(given)}
    return page(request, "after/summary.html", context)


@requires("unduh_berkas")
def summary_file(request: Request, pk: int, ending: str) -> HttpResponse:
    """The picture (``png``), the PDF or the text of the summary."""
    from lokmin.documents.render.summary import summary_pdf, summary_png  # typst, only where a picture is made

    given = packing.pack_input(meeting_or_404(request, pk))
    match ending:
        case "png":
            return _file(summary_png(given), "image/png", "ringkasan.png", inline=True)
        case "pdf":
            return _file(summary_pdf(given), "application/pdf", "ringkasan.pdf")
        case "txt":
            return _file(shared_text(given).encode(), "text/plain; charset=utf-8", "ringkasan.txt")
        case _:
            raise Http404(ending)


@requires("lihat_rtl")
def tasks(request: Request, pk: int) -> HttpResponse:
    """Everybody who owes something, each with a list of their own."""
    meeting = meeting_or_404(request, pk)
    lists = [one for one in queries.task_lists(meeting) if not one.nobody]
    ownerless = next((one for one in queries.task_lists(meeting) if one.nobody), None)
    return page(request, "after/tasks.html", {"meeting": meeting, "lists": lists, "ownerless": ownerless})


@requires("lihat_rtl")
def task(request: Request, pk: int, key: str) -> HttpResponse:
    """One owner's list: to read, print, put into a calendar, or paste into a chat."""
    meeting = meeting_or_404(request, pk)
    one = _task_list(meeting, key)
    given = packing.pack_input(meeting)
    rows = tuple(given.meeting.rtl[place] for place in one.places)
    context = {"meeting": meeting, "one": one, "text": owner_text(given, one.name, rows)}
    return page(request, "after/task.html", context)


@requires("lihat_rtl")
def task_file(request: Request, pk: int, key: str, ending: str) -> HttpResponse:
    """The list as a sheet (``pdf``), a Word file, or calendar entries (``ics``)."""
    meeting = meeting_or_404(request, pk)
    one = _task_list(meeting, key)
    name = f"tugas-{one.key}"
    if ending == "ics":
        root = request.build_absolute_uri("/").rstrip("/")
        data = calendars.actions_file(meeting.puskesmas, one.actions, root)
        return _file(data, MIME, f"{name}.ics")
    return _printed(*prints.tasks(meeting, one), ending, name)


def _task_list(meeting: Meeting, key: str) -> queries.TaskList:
    found = queries.task_list(meeting, key)
    if found is None:
        raise Http404(key)
    return found


@requires("unduh_berkas")
def press(request: Request, pk: int) -> HttpResponse:
    """The press text: the draft from the minutes, or the newest version; older ones can be read and taken up again."""
    return _press(request, meeting_or_404(request, pk))


@requires("siapkan_lokmin")
@require_POST
def press_save(request: Request, pk: int) -> HttpResponse:
    """Keep what was typed as a new version."""
    meeting = meeting_or_404(request, pk)
    form = PressForm(request.POST)
    if form.is_valid() and _saved(request, meeting, form):
        return to(request, "press", pk)
    return _press(request, meeting, form)


def _press(request: Request, meeting: Meeting, refused: PressForm | None = None) -> HttpResponse:
    versions = queries.press_versions(meeting)
    wanted = request.GET.get("versi", "")
    chosen = next((v for v in versions if str(v.number) == wanted), None)
    if chosen is None and versions and wanted != "awal":
        chosen = versions[0]
    draft = press_draft(replace_press(packing.pack_input(meeting)))
    shown = PressText(chosen.title, chosen.text, chosen.number) if chosen else draft
    newest = versions[0].number if versions else 0
    form = refused or PressForm(initial={"title": shown.title, "text": shown.body, "base": newest})
    context: dict[str, Any] = {
        "meeting": meeting, "form": form, "versions": versions, "shown": shown,
        "waiting": unfinished(f"{form['title'].value()}\n{form['text'].value()}"),
        "saved_at": chosen.at if chosen else None, "author": chosen.by.full_name if chosen else "",
    }  # fmt: skip
    return page(request, "after/press.html", context, refused=refused is not None)


def replace_press(given: PackInput) -> PackInput:
    """The input without an edited text: what the draft of today would be."""
    return replace(given, room=replace(given.room, press=None))


def _saved(request: Request, meeting: Meeting, form: PressForm) -> bool:
    data = form.cleaned_data
    try:
        kept = op.save_press(
            meeting=meeting, by=request.user, title=data["title"], text=data["text"], base=data["base"]
        )
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            form.add_error(name, sentences)
        return False
    messages.success(request, _("Naskah %(n)s tersimpan.") % {"n": kept.version.number}, extra_tags="good")
    if kept.beside is not None:
        told = _("%(who)s menyimpan naskah %(n)s saat Anda menulis. Keduanya ada di daftar naskah; bandingkan dulu.")
        messages.warning(request, told % {"who": kept.beside.by, "n": kept.beside.number}, extra_tags="ask")
    return True


@requires("unduh_berkas")
def press_file(request: Request, pk: int) -> HttpResponse:
    """The newest text on the office's letterhead, or in the office's own form, as Word."""
    given = packing.pack_input(meeting_or_404(request, pk))
    return _printed(siaran_pers(given), given, "docx", "siaran-pers")


@requires("unduh_berkas")
def paper(request: Request, pk: int, what: str, ending: str) -> HttpResponse:
    """One paper by itself, made now."""
    found = prints.document(meeting_or_404(request, pk), what)
    if found is None:
        raise Http404(what)
    return _printed(*found, ending, what)


@requires("lihat_lokmin")
def health(request: Request, pk: int) -> HttpResponse:
    """How the meeting went, beside the meetings before it; never by person."""
    meeting = meeting_or_404(request, pk)
    return page(request, "after/health.html", {"meeting": meeting, "report": report(meeting)})


def _printed(document: Document, given: PackInput, ending: str, name: str) -> HttpResponse:
    from lokmin.documents.pack import letter  # the renderers, only where a paper is made
    from lokmin.documents.render.pdf import pdf

    if ending == "pdf":
        return _file(pdf(document, given.made_at), "application/pdf", f"{name}.pdf", inline=True)
    if ending == "docx":
        return _file(letter(given, document), DOCX, f"{name}.docx")
    raise Http404(ending)


def _file(data: bytes, mime: str, name: str, *, inline: bool = False) -> HttpResponse:
    answer = HttpResponse(data, content_type=mime)
    answer["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    # Made from what stands in the tables now; nobody may be shown yesterday's.
    answer["Cache-Control"] = "private, no-store"
    return answer
