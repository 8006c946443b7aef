"""The years of an office, one year's verdict, and what is done with it: sending, taking back, register, lokmin."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lokmin.cycle.assessment.pkp import operations, queries
from lokmin.cycle.assessment.pkp.bundles import choices
from lokmin.cycle.assessment.pkp.forms import BeginForm
from lokmin.cycle.assessment.pkp.views.common import page, pkp_or_404, to, told
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.meetings.annexes import operations as annexes


def _begin_form(request: Request, data: object = None) -> BeginForm:
    today = clock.today()
    # Also what begins next year: a year is often begun with the list that was published for it.
    known = {c.code: c for year in (today.year, today.year + 1) for c in choices(request.puskesmas, year)}
    options = [
        (c.code, f"{c.name}. {c.source}" + (f" ({_('mulai')} {c.valid_from})" if c.valid_from > today.year else ""))
        for c in known.values()
    ]
    begun = {pkp.year for pkp in queries.every(request.puskesmas)}
    # Until the second month the last year is the one being judged.
    year = next(y for y in (today.year - (today.month <= 2), *range(today.year, 2200)) if y not in begun)
    last = queries.every(request.puskesmas)
    initial = {"year": year, "bundle": last[0].bundle if last else (options[0][0] if options else "")}
    return BeginForm(data, options=options, initial=initial)


@requires("lihat_pkp")
@require_GET
def years(request: Request) -> HttpResponse:
    """All years with their scores."""
    found = [queries.present(pkp) for pkp in queries.every(request.puskesmas)]
    return page(request, "years.html", {"years": found, "form": _begin_form(request)})


@requires("isi_pkp")
@require_POST
def begin(request: Request) -> HttpResponse:
    """Begin a year."""
    form = _begin_form(request, request.POST)
    if form.is_valid():
        try:
            pkp = operations.begin(puskesmas=request.puskesmas, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            return to(request, "pkp_year", year=pkp.year)
    found = [queries.present(pkp) for pkp in queries.every(request.puskesmas)]
    return page(request, "years.html", {"years": found, "form": form}, refused=True)


@requires("lihat_pkp")
@require_GET
def year(request: Request, year: int) -> HttpResponse:
    """The verdict of a year, programme by programme."""
    found = queries.present(pkp_or_404(request, year))
    context = {
        "year": found, "pkp": found.pkp, "sent": queries.sent(found.pkp), "meeting": annexes.coming(request.puskesmas),
    }  # fmt: skip
    return page(request, "year.html", context)


@requires("kirim_pkp")
@require_http_methods(["GET", "POST"])
def send(request: Request, year: int) -> HttpResponse:
    """Look it over once more, then freeze and send."""
    pkp = pkp_or_404(request, year)
    error = ""
    if request.method == "POST":
        try:
            operations.send(pkp=pkp, by=request.user, reason=request.POST.get("reason", ""))
        except ValidationError as refused:
            error = " ".join(refused.messages)
        else:
            messages.success(request, _("PKP %(year)s dikirim dan dibekukan.") % {"year": year}, extra_tags="good")
            return to(request, "pkp_year", year=year)
    context = {"year": queries.of(pkp), "pkp": pkp, "error": error, "reason": request.POST.get("reason", "")}
    return page(request, "send.html", context, refused=bool(error))


@requires("kirim_pkp")
@require_POST
def take_back(request: Request, year: int) -> HttpResponse:
    """Open a sent year again."""
    try:
        operations.take_back(pkp=pkp_or_404(request, year), by=request.user, reason=request.POST.get("reason", ""))
    except ValidationError as error:
        told(request, error)
    else:
        messages.success(request, _("PKP %(year)s dapat diisi lagi.") % {"year": year}, extra_tags="good")
    return to(request, "pkp_year", year=year)


@requires("isi_pkp")
@require_POST
def push(request: Request, year: int) -> HttpResponse:
    """Lay the score before the coming lokmin."""
    try:
        kept = operations.push(pkp=pkp_or_404(request, year), by=request.user)
    except ValidationError as error:
        told(request, error)
    else:
        title = kept.meeting.title
        messages.success(request, _("PKP menjadi lampiran %(title)s.") % {"title": title}, extra_tags="good")
    return to(request, "pkp_year", year=year)


@requires("kelola_masalah")
@require_http_methods(["GET", "POST"])
def problems(request: Request, year: int) -> HttpResponse:
    """Choose which shortfalls enter the problem register."""
    pkp = pkp_or_404(request, year)
    if request.method == "POST":
        made = operations.to_register(pkp=pkp, by=request.user, codes=request.POST.getlist("baris"))
        if not made:
            messages.error(request, _("Pilih sedikitnya satu indikator."), extra_tags="bad")
            return to(request, "pkp_problems", year=year)
        sentence = ngettext("%(n)s masalah ada di register.", "%(n)s masalah ada di register.", len(made))
        messages.success(request, sentence % {"n": len(made)}, extra_tags="good")
        return to(request, "pkp_year", year=year)
    return page(request, "problems.html", {"year": queries.present(pkp), "pkp": pkp, "before": queries.standing(pkp)})
