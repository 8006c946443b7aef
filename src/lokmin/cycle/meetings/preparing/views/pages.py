"""Presenters' pages: who is ready, one page with its figures and texts, and the pre-reading."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lokmin.core.periods import short_date
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.meetings.models import AgendaItem, PresenterPage
from lokmin.cycle.meetings.preparing import operations as prep
from lokmin.cycle.meetings.preparing import papers, queries
from lokmin.cycle.meetings.preparing.operations.pages import FIELDS, mark
from lokmin.cycle.meetings.views.common import meeting_or_404, page, to

LABELS = {
    "obstacles": gettext_lazy("Hambatan"),
    "analysis": gettext_lazy("Analisis sebab"),
    "proposals": gettext_lazy("Usulan pemecahan"),
    "plan": gettext_lazy("Rencana bulan berikut"),
}


@requires("isi_bahan")
def materials(request: Request, pk: int) -> HttpResponse:
    """Every point with a presenter, and who has not prepared yet."""
    meeting = meeting_or_404(request, pk)
    rows = queries.readiness(meeting)
    context = {
        "meeting": meeting, "rows": rows, "ready": sum(r.state == "siap" for r in rows), "lead": queries.lead(meeting),
    }  # fmt: skip
    return page(request, "preparing/materials.html", context)


@requires("isi_bahan")
def material(request: Request, pk: int, item: int) -> HttpResponse:
    """One presenter's page: what the figures say, and what the presenter adds."""
    meeting = meeting_or_404(request, pk)
    found = get_object_or_404(meeting.agenda.select_related("presenter", "meeting__puskesmas__place"), pk=item)
    writes = queries.may_write(request.user, found)
    problems: list[str] = []
    kept = PresenterPage.objects.filter(item=found).select_related("saved_by").first()
    if request.method == "POST":
        if not writes:
            messages.error(request, _("Bahan ini diisi oleh penyajinya."), extra_tags="bad")
            return to(request, "material", pk, item=item)
        try:
            saved = _save(request, found)
        except ValidationError as error:
            problems = error.messages
        else:
            if "application/json" in request.headers.get("Accept", ""):
                return _as_json(saved)
            if saved.both:
                words = ", ".join(str(LABELS[name]).lower() for name in saved.both)
                told = _("Orang lain mengubah %(what)s pada saat yang sama. Kedua naskah disimpan berurutan; rapikan.")
                messages.warning(request, told % {"what": words}, extra_tags="ask")
            else:
                messages.success(request, _("Bahan tersimpan."), extra_tags="good")
            return to(request, "material", pk, item=item)
    stored = {name: getattr(kept, name, "") for name in FIELDS}
    context = {
        "meeting": meeting, "item": found, "kept": kept, "writes": writes, "problems": problems,
        "made": queries.prepared(found),
        "fields": [
            (name, LABELS[name], request.POST.get(name, "") if problems else stored[name], mark(stored[name]))
            for name in FIELDS
        ],
    }  # fmt: skip
    return page(request, "preparing/material.html", context, refused=bool(problems))


def _save(request: Request, item: AgendaItem) -> prep.SavedPage:
    return prep.save_page(
        item=item,
        by=request.user,
        texts={name: request.POST.get(name, "") for name in FIELDS},
        seen={name: request.POST.get(f"dasar-{name}", "") for name in FIELDS},
        ready=request.POST.get("siap") == "1",
    )


def _as_json(saved: prep.SavedPage) -> JsonResponse:
    texts = {name: getattr(saved.page, name) for name in FIELDS}
    at = f"{timezone.localtime(clock.now()):%H.%M}"
    return JsonResponse(
        {
            "tersimpan": _("Tersimpan %(at)s") % {"at": at}, "bersama": list(saved.both),
            "dasar": {name: mark(text) for name, text in texts.items()},
            "naskah": {name: texts[name] for name in saved.both},
        }
    )  # fmt: skip


@requires("unduh_berkas")
def prereading(request: Request, pk: int) -> HttpResponse:
    """The two pages everybody reads before."""
    meeting = meeting_or_404(request, pk)
    name = f"bahan-bacaan-{short_date(meeting.date).replace(' ', '-').lower()}.pdf"
    return HttpResponse(
        papers.prereading(meeting), content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )  # fmt: skip
