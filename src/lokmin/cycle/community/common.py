"""What all pages of the stage share: finding things, going back, telling what was refused, files, papers' heads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lokmin.core.numbers import whole
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.models import Place, Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.community import files
from lokmin.cycle.community.limits import may_write
from lokmin.cycle.community.models import CommunityFile
from lokmin.cycle.monitoring.register.papers import office
from lokmin.cycle.reporting import serving
from lokmin.documents.forms.smdparts import VillagePaper


def page(request: Request, template: str, context: dict[str, Any], *, refused: bool = False) -> HttpResponse:
    """A page of the stage; 422 when the form on it was refused."""
    return render(request, f"community/{template}", context, status=422 if refused else 200, using="jinja2")


def to(request: Request, route: str, anchor: str = "", query: str = "", **kwargs: Any) -> HttpResponseRedirect:
    """After a post: to a page of the stage."""
    address = reverse(f"community:{route}", kwargs={"pkm": request.puskesmas.code, **kwargs})
    return redirect(address + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else ""))


def refuse(request: Request, error: ValidationError) -> None:
    """Say on the next page why a button did nothing."""
    for sentence in error.messages:
        messages.error(request, sentence, extra_tags="bad")


def pressed(request: Request, buttons: Mapping[str, Callable[[], object]]) -> None:
    """Do what the pressed button says (``apa``); why it was refused, or not known, stands on the next page."""
    do = buttons.get(request.POST.get("apa", ""))
    if do is None:
        messages.error(request, _("Tombol itu tidak dikenal. Muat ulang halaman ini."), extra_tags="bad")
        return
    try:
        do()
    except ValidationError as error:
        refuse(request, error)


def writable(request: Request, village: Place | None) -> bool:
    """May this person write about the village? (The action itself is asked by the route.)"""
    return may_write(request.user, request.puskesmas, village)


def own_villages(request: Request) -> list[Place]:
    """The villages this person may write about."""
    return [v for v in villages(request.puskesmas) if may_write(request.user, request.puskesmas, v)]


def chosen_year(request: Request, default: int | None = None) -> int:
    """``?tahun=``, else this year."""
    year = whole(request.GET.get("tahun"))
    return year if 2000 <= year <= 2100 else (default or clock.today().year)


def kecamatan(puskesmas: Puskesmas) -> str:
    """``Kecamatan Banyuwening``; empty where the place hangs nowhere."""
    above = puskesmas.place.parent
    if above is None or above.level != "kecamatan":
        return ""
    return above.name if above.name.lower().startswith("kecamatan") else f"Kecamatan {above.name}"


def about(puskesmas: Puskesmas, village: Place, year: int) -> VillagePaper:
    """The head of a paper about a village."""
    return VillagePaper(f"Desa {village.name}", kecamatan(puskesmas), year, office(puskesmas))


@requires("lihat_masyarakat")
@require_GET
def file(request: Request, file: int) -> HttpResponse:
    """A photo (``?kecil=1``: a small one) or a file; never shown as a page."""
    one: CommunityFile = get_object_or_404(CommunityFile.objects.of(request.puskesmas), pk=file, removed_at=None)
    return serving.kept(request, one)


@requires("kelola_smd")
@require_POST
def drop_file(request: Request, file: int) -> HttpResponse:
    """Take a file out, with the reason."""
    one: CommunityFile = get_object_or_404(CommunityFile.objects.of(request.puskesmas), pk=file)
    try:
        files.drop(file=one, by=request.user, reason=request.POST.get("reason", ""))
    except ValidationError as error:
        refuse(request, error)
    if one.smd_id:
        return to(request, "smd", "berkas", smd=one.smd_id)
    if one.mmd_id:
        return to(request, "mmd", "berkas", mmd=one.mmd_id)
    return to(request, "musrenbang_record", "berkas", record=one.record_id)


def attach(request: Request, to_what: files.About) -> None:
    """Take the files of a form; what was not taken is said."""
    wrong = files.attach(
        about=to_what, by=request.user, files=request.FILES.getlist("files"), caption=request.POST.get("caption", "")
    )
    for sentence in wrong:
        messages.error(request, _("Belum terkirim: %(why)s") % {"why": sentence}, extra_tags="bad")


def only(request: Request, village: Place | None) -> None:
    """A form is shown only to who may send it.

    Raises:
        PermissionDenied: not a village of this person.
    """
    if not writable(request, village):
        raise PermissionDenied("masyarakat")
