"""Partners: the register of the other sectors, with their heads, phones and what they do for health."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.cycle.centre import operations, partners
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.forms import PartnerForm, partner_start, put_errors
from lokmin.cycle.centre.models import Partner
from lokmin.cycle.centre.roles import may
from lokmin.cycle.centre.views.people import REFUSED


@requires("lihat_mitra")
def home(request: Request) -> HttpResponse:
    """Every partner by sector; those put aside below."""
    manages = may(request.user, "atur_mitra", request.puskesmas)
    rows = partners.rows(request.puskesmas, with_phones=manages)
    context = {
        "rows": [r for r in rows if r.active],
        "past": [r for r in rows if not r.active],
        "proposed": len(partners.proposed(request.puskesmas)) if manages else 0,
    }
    return render(request, "centre/partners.html", context)


@requires("atur_mitra")
def add(request: Request) -> HttpResponse:
    """Somebody new."""
    form = PartnerForm(request.POST or None, puskesmas=request.puskesmas)
    if request.method == "POST" and form.is_valid():
        try:
            made = operations.add_partner(puskesmas=request.puskesmas, by=request.user, **form.values())
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("%(name)s masuk daftar mitra.") % {"name": made.name})
            return redirect("centre:partners", pkm=request.puskesmas.code)
    return render(request, "centre/partner.html", {"form": form, "who": None}, status=REFUSED if form.errors else 200)


@requires("atur_mitra")
def partner(request: Request, partner: int) -> HttpResponse:
    """One partner: what is known, in use or not, the link to its card."""
    found = _partner(request, partner)
    form = PartnerForm(request.POST or None, puskesmas=request.puskesmas, initial=partner_start(found))
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_partner(partner=found, by=request.user, **form.values())
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("centre:partners", pkm=request.puskesmas.code)
    return render(request, "centre/partner.html", {"form": form, "who": found}, status=REFUSED if form.errors else 200)


@requires("atur_mitra")
def proposals(request: Request) -> HttpResponse:
    """The partners the rule and practice name for this working area, to be ticked."""
    if request.method == "POST":
        try:
            made = operations.take_proposed(
                puskesmas=request.puskesmas, by=request.user, keys=request.POST.getlist("mitra")
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages), extra_tags="bad")
            return redirect("centre:partner_proposals", pkm=request.puskesmas.code)
        messages.success(request, _("%(n)s mitra masuk daftar. Lengkapi nama pimpinannya.") % {"n": len(made)})
        return redirect("centre:partners", pkm=request.puskesmas.code)
    rows = partners.proposed(request.puskesmas)
    sectors = dict(Partner.SECTORS)
    return render(request, "centre/partner_proposals.html", {"rows": [(p, sectors[p.sector]) for p in rows]})


@requires("atur_mitra")
@require_POST
def activity(request: Request, partner: int) -> HttpResponse:
    """Put aside, or take back into use."""
    found = operations.set_partner_active(
        partner=_partner(request, partner), by=request.user, active=request.POST.get("aktif") == "1"
    )
    said = _("%(name)s dipakai lagi.") if found.active else _("%(name)s dinonaktifkan; janjinya tetap tersimpan.")
    messages.success(request, said % {"name": found.name})
    return redirect("centre:partners", pkm=request.puskesmas.code)


@requires("atur_mitra")
@require_POST
def revoke(request: Request, partner: int) -> HttpResponse:
    """Take back the links to the card that were given out."""
    found = operations.revoke_card(partner=_partner(request, partner), by=request.user)
    messages.success(request, _("Tautan lama kartu %(name)s tidak berlaku lagi.") % {"name": found.name})
    return redirect("centre:partner", pkm=request.puskesmas.code, partner=found.pk)


def _partner(request: Request, pk: int) -> Partner:
    found: Partner = get_object_or_404(
        Partner.objects.of(request.puskesmas).select_related("puskesmas__place", "village"), pk=pk
    )
    return found
