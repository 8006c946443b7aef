"""The box without an account: the page behind the printed address, its sheet for the wall, and the desk's switch."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.meetings.forms import told
from lokmin.cycle.meetings.hand.door import tidy
from lokmin.cycle.meetings.hand.qr import qr_svg
from lokmin.cycle.meetings.hand.queries import address
from lokmin.cycle.meetings.preparing.forms import PublicNoteForm
from lokmin.cycle.meetings.preparing.operations import public as op
from lokmin.cycle.meetings.preparing.operations.box import put_note
from lokmin.cycle.meetings.views.common import page

#: Lines from one address, and into one box, in ten minutes; wrong codes from one address.
OF_ONE, OF_ALL, WRONG, STRETCH = 5, 60, 30, 600


@never_cache
def box(request: HttpRequest, code: str) -> HttpResponse:
    """Write a line, with a name or without. Nobody reads here what others wrote."""
    where = request.META.get("REMOTE_ADDR", "")
    if _count("salah", where, 0) >= WRONG:
        return _shut(request, _("Terlalu banyak alamat keliru. Tunggu beberapa menit."), 429)
    puskesmas = op.owner_of(tidy(code))
    if puskesmas is None:
        _count("salah", where)
        return _shut(request, _("Alamat ini tidak berlaku lagi. Minta lembar yang baru di Puskesmas."), 404)
    with timezone.override(clock.zone(puskesmas.settings.get("zone", ""))):
        return _box(request, puskesmas, code, where)


box.door = "tautan"  # type: ignore[attr-defined]


def _box(request: HttpRequest, puskesmas: Puskesmas, code: str, where: str) -> HttpResponse:
    form = PublicNoteForm(request.POST or None)
    token = request.POST.get("token", "") or secrets.token_urlsafe(24)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if _count("alamat", where) > OF_ONE or _count("kotak", str(puskesmas.pk)) > OF_ALL:
            form.add_error(None, _("Banyak masukan datang bersamaan. Tunggu beberapa menit, lalu kirim lagi."))
        else:
            try:
                put_note(
                    puskesmas=puskesmas, text=data["text"], anonymous=data["nama"] == "tidak", token=token,
                    name=data["name"], institution=data["institution"],
                )  # fmt: skip
            except ValidationError as error:
                told(form, error)
            else:
                return redirect(reverse("public_box", kwargs={"code": code}) + "?terkirim=ya")
    context = {"office": puskesmas, "form": form, "token": token, "sent": request.GET.get("terkirim") == "ya"}
    status = 422 if request.method == "POST" else 200
    return render(request, "meetings/preparing/public_box.html", context, status=status, using="jinja2")


def _shut(request: HttpRequest, why: str, status: int) -> HttpResponse:
    return render(request, "meetings/preparing/public_shut.html", {"why": why}, status=status, using="jinja2")


def _count(kind: str, key: str, more: int = 1) -> int:
    """How many of a kind in these ten minutes, with ``more`` added."""
    name = f"kotak-umum-{kind}-{key}-{int(clock.now().timestamp() // STRETCH)}"
    cache.add(name, 0, 2 * STRETCH)
    return int(cache.incr(name, more) if more else cache.get(name, 0))


@requires("siapkan_lokmin")
@require_POST
def switch(request: Request) -> HttpResponse:
    """Open the box to the public, give it a new address, or shut it."""
    if request.POST.get("apa") == "tutup":
        op.shut_box(puskesmas=request.puskesmas, by=request.user)
        said = _("Kotak untuk umum ditutup; lembar yang sudah ditempel tidak berlaku lagi.")
    else:
        op.open_box(puskesmas=request.puskesmas, by=request.user)
        said = _("Kotak untuk umum dibuka dengan alamat baru. Cetak lembarnya.")
    messages.success(request, said, extra_tags="good")
    return redirect(reverse("meetings:box", kwargs={"pkm": request.puskesmas.code}) + "#umum")


@requires("siapkan_lokmin")
@require_GET
def poster(request: Request) -> HttpResponse:
    """The sheet for the waiting room, the village hall, the posyandu."""
    link = public_link(request)
    if not link:
        return redirect("meetings:box", pkm=request.puskesmas.code)
    context = {"link": link, "qr": qr_svg(link, _("Kode QR kotak masukan"))}
    return page(request, "preparing/public_poster.html", context)


def public_link(request: Request) -> str:
    """The whole address of the office's public box; empty while it is shut."""
    code = request.puskesmas.settings.get(op.SETTING, "")
    return f"{address(None, request)}{reverse('public_box', kwargs={'code': code})}" if code else ""
