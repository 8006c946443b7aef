"""After the meeting: the pack to look at and download, the office's own forms, letter numbers."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.core.periods import long_date
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.roles import PERMISSIONS
from lokmin.cycle.meetings import operations as op
from lokmin.cycle.meetings import pack as packing
from lokmin.cycle.meetings import packer
from lokmin.cycle.meetings.after import prints
from lokmin.cycle.meetings.models import LetterNumber, Meeting, OfficeTemplate
from lokmin.cycle.meetings.operations.letters import CLASSIFICATION, PATTERN
from lokmin.cycle.meetings.papers import office
from lokmin.cycle.meetings.papers.office import MAX_BYTES
from lokmin.cycle.meetings.views.common import meeting_or_404, page, refused, to
from lokmin.documents.writers import PackFile

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Where a missing part is mended: its code -> route of the meeting.
MENDING = {
    "kehadiran": "meetings:attendance", "tanda-tangan": "meetings:attendance", "tutup": "meetings:close",
    "catatan": "meetings:desk", "foto": "meetings:photos", "keterangan-foto": "meetings:photos",
    "hambatan": "meetings:desk", "rekomendasi": "meetings:desk", "rtl": "meetings:desk",
}  # fmt: skip
#: Papers that may get a number after the meeting: the book it comes from, and what for.
PAPERS = {"notulen": ("notulen", "notulen"), "pengantar": ("surat keluar", "surat pengantar berkas")}


def _mending(request: Request, meeting: Meeting, code: str) -> str:
    """The route that mends a missing part, for those who may open it."""
    route = MENDING.get(code, "")
    if not route:
        return ""
    view = resolve(reverse(route, kwargs={"pkm": request.puskesmas.code, "pk": meeting.pk})).func
    return route if PERMISSIONS[view.action] & request.roles else ""  # type: ignore[attr-defined]


@requires("unduh_berkas")
def pack(request: Request, pk: int) -> HttpResponse:
    """The files of the pack as last made, each with its size, and what is not yet in them."""
    meeting = meeting_or_404(request, pk)
    state = packing.state(meeting)
    letters = list(meeting.letters.filter(void_reason=""))
    given = {letter.paper for letter in letters}
    offers = {"notulen": _("Ambil nomor notulen"), "pengantar": _("Ambil nomor surat pengantar")}
    context = {
        "meeting": meeting,
        "made": state.made,
        "groups": _grouped(state.made),
        "outdated": state.outdated,
        "missing": [(gap, _mending(request, meeting, gap.code)) for gap in state.missing],
        "single": prints.offered(meeting),
        "sheets": prints.SHEETS,
        "busy": packer.being_made(meeting),
        "far": packer.progress(meeting),
        "wrong": packer.failure(meeting),
        "letters": letters,
        "numberless": [(code, text) for code, text in offers.items() if code not in given],
    }
    return page(request, "pack.html", context)


def _grouped(made: packing.Kept | None) -> list[tuple[str, list[PackFile]]]:
    """The files under what they are for, in the order of the pack; groups without a file are left out."""
    titles = {
        "akreditasi": _("Akreditasi kriteria 1.6.2"), "pokok": _("Berkas lokmin"), "sesudah": _("Sesudah pertemuan"),
    }  # fmt: skip
    files = made.files if made else ()
    found = [(title, [f for f in files if f.group == group]) for group, title in titles.items()]
    return [(title, own) for title, own in found if own]


@requires("unduh_berkas")
@require_POST
def make(request: Request, pk: int) -> HttpResponse:
    """Have the pack made, anew when it is there; the page then says how far it is."""
    meeting = meeting_or_404(request, pk)
    packer.begin(meeting)
    return to(request, "pack", pk)


@requires("unduh_berkas")
def download(request: Request, pk: int, name: str) -> HttpResponse:
    """One file of the pack."""
    meeting = meeting_or_404(request, pk)
    made = packing.kept(meeting)
    found = next((f for f in made.files if f.name == name), None) if made else None
    if made is None or found is None:
        raise Http404(name)
    return FileResponse(Path(made.folder, name).open("rb"), as_attachment=True, filename=Path(name).name)  # type: ignore[return-value]


@requires("siapkan_lokmin")
@require_POST
def number(request: Request, pk: int) -> HttpResponse:
    """Give the minutes or the covering letter its number."""
    meeting = meeting_or_404(request, pk)
    paper = request.POST.get("surat", "")
    if paper not in PAPERS:
        raise Http404(paper)
    register, purpose = PAPERS[paper]
    try:
        op.give_number(
            puskesmas=request.puskesmas, by=request.user, meeting=meeting, paper=paper, register=register,
            purpose=f"{purpose} {meeting.title} {long_date(meeting.date)}",
        )  # fmt: skip
    except ValidationError as error:
        refused(request, error)
    return to(request, "pack", pk)


@requires("siapkan_lokmin")
def forms(request: Request) -> HttpResponse:
    """The office's own forms, the pattern of letter numbers, and the book of numbers given."""
    return _forms(request, [])


def _forms(request: Request, problems: list[str], typed: dict[str, str] | None = None) -> HttpResponse:
    own = {t.form: t for t in OfficeTemplate.objects.of(request.puskesmas).filter(active=True).defer("content")}
    chosen = request.puskesmas.settings.get("nomor_surat") or {}
    context = {
        "rows": [(code, title, own.get(code)) for code, title in packing.office_forms().items()],
        "registers": [
            (register, typed if typed and typed["register"] == register else chosen.get(register, {}))
            for register, _label in LetterNumber.REGISTERS
        ],
        "placeholders": packing.placeholders(),
        "pattern": PATTERN,
        "classification": CLASSIFICATION,
        "letters": LetterNumber.objects.of(request.puskesmas).order_by("-year", "-at")[:50],
        "problems": problems,
    }
    return page(request, "forms.html", context, refused=bool(problems))


@requires("siapkan_lokmin")
@require_POST
def pattern(request: Request) -> HttpResponse:
    """Set how letters of one register are numbered."""
    typed = {name: request.POST.get(name, "") for name in ("register", "pola", "klasifikasi", "unit")}
    try:
        office.set_pattern(puskesmas=request.puskesmas, by=request.user, register=typed["register"], choices=typed)
    except ValidationError as error:
        return _forms(request, error.messages, typed)
    messages.success(request, _("Pola nomor tersimpan."), extra_tags="good")
    return redirect("meetings:forms", pkm=request.puskesmas.code)


@requires("siapkan_lokmin")
@require_POST
def template(request: Request, form: str) -> HttpResponse:
    """Put the office's own form in place, or go back to the built-in one."""
    if form not in packing.office_forms():
        raise Http404(form)
    if request.POST.get("apa") == "lepas":
        office.drop_template(puskesmas=request.puskesmas, by=request.user, form=form)
        return redirect("meetings:forms", pkm=request.puskesmas.code)
    upload = request.FILES.get("berkas")
    if upload is None:
        return _forms(request, [_("Pilih berkas .docx dulu.")])
    if (upload.size or 0) > MAX_BYTES:
        return _forms(request, [_("Berkas terlalu besar; paling besar 5 MB.")])
    try:
        office.save_template(
            puskesmas=request.puskesmas,
            by=request.user,
            form=form,
            name=upload.name or "formulir.docx",
            content=upload.read(),
        )
    except ValidationError as error:
        return _forms(request, error.messages)
    messages.success(request, _("Formulir kantor dipakai mulai sekarang."), extra_tags="good")
    return redirect("meetings:forms", pkm=request.puskesmas.code)


@requires("siapkan_lokmin")
def default_template(request: Request, form: str) -> HttpResponse:
    """The form in use, or the built-in one with its fields, as a start for the office's own."""
    if form not in packing.office_forms():
        raise Http404(form)
    own = OfficeTemplate.objects.of(request.puskesmas).filter(form=form, active=True).first()
    content = packing.default_form(form) if own is None or request.GET.get("bawaan") == "1" else bytes(own.content)
    return HttpResponse(
        content, content_type=DOCX, headers={"Content-Disposition": f'attachment; filename="{form}.docx"'}
    )
