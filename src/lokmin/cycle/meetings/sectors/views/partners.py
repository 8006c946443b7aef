"""Pages of the partners: who answers for what, the support usually asked, the card with and without account."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lokmin.core.meetings.partners import Support
from lokmin.cycle.centre import clock
from lokmin.cycle.centre import partners as register
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.models import Partner
from lokmin.cycle.centre.roles import may
from lokmin.cycle.followup.queries import indicator_names
from lokmin.cycle.meetings.sectors import operations as op
from lokmin.cycle.meetings.sectors import support
from lokmin.cycle.meetings.sectors.cards import card
from lokmin.cycle.meetings.sectors.roles import division

#: Lines of the form about one indicator.
LINES = 4


@requires("lihat_mitra")
def roles(request: Request) -> HttpResponse:
    """Sector by sector, village by village, problem by problem, and what nobody has taken."""
    context = {"division": division(request.puskesmas)}
    return render(request, "meetings/sectors/roles.html", context, using="jinja2")


@requires("lihat_mitra")
def partner_card(request: Request, partner: int) -> HttpResponse:
    """The card, with the link that opens it without an account for those who may give it out."""
    found: Partner = get_object_or_404(
        Partner.objects.of(request.puskesmas).select_related("puskesmas__place", "village"), pk=partner
    )
    address = ""
    if found.active and may(request.user, "atur_mitra", request.puskesmas):
        address = request.build_absolute_uri(reverse("partner_card", kwargs={"token": register.card_token(found)}))
    context = {"card": card(found), "address": address, "today": clock.today(), "public": False}
    return render(request, "meetings/sectors/card.html", context, using="jinja2")


@require_GET
def public_card(request: HttpRequest, token: str) -> HttpResponse:
    """The card of one partner behind its link: no account, no menu, nothing of anybody else."""
    found = register.partner_of(token)
    if found is None:
        raise Http404(token)
    with timezone.override(clock.zone(found.puskesmas.settings.get("zone", ""))):
        context = {"card": card(found), "address": "", "today": clock.today(), "public": True}
        answer = render(request, "meetings/sectors/card.html", context, using="jinja2")
    # The address is the key: it must not travel to other sites nor into a search engine.
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


public_card.door = "tautan"  # type: ignore[attr-defined]


@requires("atur_mitra")
def supports(request: Request) -> HttpResponse:
    """What is asked of sectors when an indicator is behind: the shipped rules and the office's own."""
    names = indicator_names(request.puskesmas)
    chosen = request.POST.get("indikator") or request.GET.get("indikator") or ""
    if chosen and chosen not in names:
        raise Http404(chosen)
    problems: list[str] = []
    if request.method == "POST":
        try:
            if request.POST.get("apa") == "bawaan":
                op.drop_support(puskesmas=request.puskesmas, by=request.user, indicator=chosen)
            else:
                op.set_support(puskesmas=request.puskesmas, by=request.user, indicator=chosen, wanted=_typed(request))
        except ValidationError as error:
            problems = error.messages
        else:
            messages.success(request, _("Tersimpan."))
            return redirect(f"{request.path}?indikator={chosen}")
    return _supports(request, names, chosen, problems)


def _supports(request: Request, names: dict[str, str], chosen: str, problems: list[str]) -> HttpResponse:
    own = {code for entry in support.read_own(request.puskesmas) for code in entry.get("indicators", ())}
    lines = _typed(request) if problems else list(support.for_indicator(request.puskesmas, chosen)) if chosen else []
    lines += [Support("", "", "")] * max(1, LINES - len(lines))
    context = {
        "names": names,
        "own": {code: names.get(code, code) for code in sorted(own)},
        "chosen": chosen,
        "lines": lines,
        "sectors": Partner.SECTORS,
        "problems": problems,
    }
    return render(request, "meetings/sectors/supports.html", context, status=422 if problems else 200, using="jinja2")


def _typed(request: Request) -> list[Support]:
    columns = (request.POST.getlist(name) for name in ("sektor", "dukungan", "kegiatan"))
    return [Support(*texts) for texts in zip(*columns, strict=False) if any(t.strip() for t in texts)]
