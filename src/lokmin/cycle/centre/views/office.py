"""The office: kop surat, crest and choices; the audit trail."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.periods import Month
from lokmin.cycle.centre import operations, queries
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.forms import ChoicesForm, LetterheadForm, put_errors
from lokmin.cycle.centre.operations.office import LOGO_BYTES, logo_path
from lokmin.cycle.centre.views.people import REFUSED

PAGE = 100


@requires("atur_tempat")
def office(request: Request) -> HttpResponse:
    """The kop surat; the choices and the crest have forms of their own below it."""
    form = LetterheadForm(request.POST or None, initial=LetterheadForm.start(request.puskesmas))
    if request.method == "POST" and form.is_valid():
        try:
            operations.set_letterhead(puskesmas=request.puskesmas, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Kop surat tersimpan."))
            return redirect("centre:office", pkm=request.puskesmas.code)
    return _page(request, form)


@requires("atur_tempat")
@require_POST
def choices(request: Request) -> HttpResponse:
    """Paper, zone, letter numbers, judging."""
    form = ChoicesForm(request.POST)
    if form.is_valid():
        try:
            changed = operations.set_choices(puskesmas=request.puskesmas, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Pilihan tersimpan.") if changed else _("Tidak ada yang berubah."))
            return redirect("centre:office", pkm=request.puskesmas.code)
    return _page(request, choices=form)


@requires("lihat_orang")
@require_GET
def logo(request: Request) -> HttpResponseBase:
    """The crest itself."""
    path = logo_path(request.puskesmas)
    if path is None:
        raise Http404(_("Belum ada lambang."))
    return FileResponse(path.open("rb"))


@requires("atur_tempat")
@require_POST
def logo_set(request: Request) -> HttpResponse:
    """A new crest."""
    file = request.FILES.get("logo")
    if file is None:
        messages.error(request, _("Pilih dahulu berkas gambar."))
        return redirect("centre:office", pkm=request.puskesmas.code)
    try:
        operations.set_logo(puskesmas=request.puskesmas, by=request.user, data=file.read(LOGO_BYTES + 1))
        messages.success(request, _("Lambang tersimpan."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("centre:office", pkm=request.puskesmas.code)


@requires("atur_tempat")
@require_POST
def logo_remove(request: Request) -> HttpResponse:
    """Print without a crest."""
    operations.remove_logo(puskesmas=request.puskesmas, by=request.user)
    messages.success(request, _("Lambang dilepas."))
    return redirect("centre:office", pkm=request.puskesmas.code)


@requires("lihat_jejak")
@require_GET
def trail(request: Request) -> HttpResponse:
    """What was done here, newest first; by month and by person."""
    try:
        month = Month.parse(request.GET["bulan"]) if request.GET.get("bulan") else None
        person = int(request.GET["orang"]) if request.GET.get("orang") else None
        page = max(1, int(request.GET.get("halaman") or 1))
    except ValueError as error:
        raise Http404(str(error)) from error
    found = queries.trail(request.puskesmas, month=month, person=person, page=page, size=PAGE)
    return render(request, "centre/trail.html", {"trail": found, "month": month, "who": person})


def _page(request: Request, form: LetterheadForm | None = None, choices: ChoicesForm | None = None) -> HttpResponse:
    context = {
        "form": form or LetterheadForm(initial=LetterheadForm.start(request.puskesmas)),
        "choices": choices or ChoicesForm(initial=ChoicesForm.start(request.puskesmas)),
        "has_logo": logo_path(request.puskesmas) is not None,
    }
    wrong = context["form"].errors or context["choices"].errors  # type: ignore[attr-defined]
    return render(request, "centre/office_page.html", context, status=REFUSED if wrong else 200)
