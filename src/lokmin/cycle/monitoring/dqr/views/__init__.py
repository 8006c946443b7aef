"""Pages of data quality: the review, the meeting's page, one number with its reasons, the stress test."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.core.numbers import from_micro, indonesian
from lokmin.core.periods import Month
from lokmin.core.quality.dqr import Dimension, chosen
from lokmin.core.quality.stress import by_indicator
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.roles import may, villages_of
from lokmin.cycle.monitoring.dqr import operations, queries, titles
from lokmin.cycle.monitoring.dqr.failing import failed_lines
from lokmin.cycle.monitoring.dqr.forms import BenchmarkForm, ReasonForm
from lokmin.cycle.monitoring.dqr.notes import FlagKey
from lokmin.cycle.monitoring.dqr.paper import quality_page
from lokmin.cycle.monitoring.dqr.stressing import stress_page
from lokmin.cycle.monitoring.dqr.views.common import month_of, nothing_yet, sentences, show
from lokmin.cycle.monitoring.models import Benchmark
from lokmin.cycle.monitoring.queries import sources
from lokmin.cycle.monitoring.queries.table import month_table
from lokmin.documents.forms.quality import mutu_data

#: Failed checks on one page; more are counted.
SHOWN = 40
#: Stands in an address for "the whole report" and for "no flag".
NONE = "-"


@requires("lihat_sumber")
def review(request: Request) -> HttpResponse:
    """WHO's review by programme and village, with its score and what failed."""
    month = month_of(request)
    if month is None:
        return nothing_yet(request)
    return review_page(request, month, BenchmarkForm(table=month_table(request.puskesmas, month)))


def review_page(request: Request, month: Month, form: BenchmarkForm, status: int = 200) -> HttpResponse:
    """The page with the form for a survey's value, whatever was typed into it."""
    found = queries.desk(request.puskesmas, month)
    programme, place = request.GET.get("program", ""), request.GET.get("desa", "")
    programme = programme if programme in found.programmes else ""
    place = place if found.table.place(place) else ""
    own = failed_lines(chosen(found.checks, programme=programme, place=place), found)
    shown = own[:SHOWN]
    context = {
        "title": titles.desk(found),
        "desk": found,
        "whole": found.score(programme, place),
        "scores": [(p, found.score(p)) for p in found.programmes],
        "villages": [(v, found.score(place=v.code), [found.score(p, v.code) for p in found.programmes])
                     for v in found.table.villages],
        "programme": programme,
        "place": place,
        "dims": list(Dimension),
        "failed": shown,
        "count": sum(len(line.places) + len(line.others) for line in own),
        "more": max(0, len(own) - SHOWN),
        "cells": sources.cells(request.puskesmas, month.year, {f[2] for line in shown for f in line.check.facts}),
        "surveys": Benchmark.objects.of(request.puskesmas).order_by("indicator", "year"),
        "form": form,
        "may_answer": may(request.user, "jawab_mutu", request.puskesmas),
    }  # fmt: skip
    return show(request, "review.html", month, context, status)


@requires("lihat_sumber")
def meeting(request: Request) -> HttpResponse:
    """The one-minute page: how complete and timely, what was asked and answered, what was corrected, which sasaran."""
    month = month_of(request)
    return nothing_yet(request) if month is None else _meeting(request, month)


def _meeting(request: Request, month: Month, problem: tuple[str, str] = ("", "")) -> HttpResponse:
    """``problem``: the flag whose answer was refused, and why; what was typed stays."""
    found = queries.for_meeting(request.puskesmas, month, request.GET.get("program", ""))
    context = {
        "title": titles.meeting(found),
        "page": found,
        "wall": request.GET.get("muka") == "layar",
        "until": clock.today() + dt.timedelta(days=operations.LOOK_DAYS),
        "may_answer": may(request.user, "jawab_mutu", request.puskesmas),
        "limit": villages_of(request.user, request.puskesmas),
        "problem": problem,
        "typed": request.POST.get("text", ""),
    }
    return show(request, "meeting.html", month, context, 422 if problem[0] else 200)


@requires("lihat_sumber")
def paper(request: Request) -> HttpResponse:
    """The same on one page of paper, all programmes together."""
    from lokmin.documents.render.pdf import pdf  # typst takes longer to load than a page to make

    month = month_of(request)
    if month is None:
        raise Http404(_("Belum ada angka yang dilaporkan"))
    made = pdf(mutu_data(quality_page(request.puskesmas, month)), clock.now())
    name = f"mutu-data-{month.code}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@requires("jawab_mutu")
@require_POST
def answer(request: Request) -> HttpResponse:
    """One tap on the meeting's page, with words or without."""
    month = month_of(request)
    if month is None:
        return nothing_yet(request)
    place, period, element, flag = (request.POST.get(name, "") for name in ("desa", "masa", "unsur", "tanda"))
    anchor = f"tanya-{place}-{period}-{element}-{flag}"
    try:
        operations.say(
            puskesmas=request.puskesmas,
            by=request.user,
            about=(place, period, element, flag),
            reason=request.POST.get("reason", ""),
            text=request.POST.get("text", ""),
            until=clock.today() + dt.timedelta(days=operations.LOOK_DAYS),
            month=month,
            origin=("mutu", month.code),
        )
    except ValidationError as error:
        return _meeting(request, month, (anchor, " ".join(text for _field, text in sentences(error))))
    kept = {"bulan": month.code, "program": request.GET.get("program", ""), "muka": request.GET.get("muka", "")}
    here = reverse("monitoring:dqr_meeting", kwargs={"pkm": request.puskesmas.code})
    return redirect(f"{here}?{urlencode({k: v for k, v in kept.items() if v})}#{anchor}")


@requires("lihat_sumber")
def number(request: Request, place: str, period: str, element: str, flag: str) -> HttpResponse:
    """One number (or a village's whole report): what is odd about it, where it stands, what was said, and the form."""
    return _number(request, _about(place, period, element, flag), ReasonForm())


@requires("jawab_mutu")
@require_POST
def say(request: Request, place: str, period: str, element: str, flag: str) -> HttpResponse:
    """Give a number its reason, or answer its flag."""
    about, form = _about(place, period, element, flag), ReasonForm(request.POST)
    if form.is_valid():
        try:
            operations.say(
                puskesmas=request.puskesmas,
                by=request.user,
                about=about,
                month=month_of(request),
                **form.cleaned_data,
            )
        except ValidationError as error:
            for name, text in sentences(error):
                form.add_error(name or None, text)
        else:
            messages.success(request, _("Alasan tersimpan dan tampil di samping angkanya."))
            parts = {"place": place, "period": period, "element": element, "flag": flag}
            here = reverse("monitoring:dqr_number", kwargs={"pkm": request.puskesmas.code, **parts})
            return redirect(_back(request) or here)
    return _number(request, about, form, 422)


def _about(place: str, period: str, element: str, flag: str) -> FlagKey:
    return place, period, "" if element == NONE else element, "" if flag == NONE else flag


def _number(request: Request, about: FlagKey, form: ReasonForm, status: int = 200) -> HttpResponse:
    place, period, code, flag = about
    try:
        own = Month.parse(period) if "-" in period else Month(int(period), 12)
    except ValueError as error:
        raise Http404(str(error)) from None
    month = month_of(request) or own
    table = month_table(request.puskesmas, own)
    where = table.place(place)
    if where is None or (code and code not in table.catalogue.elements):
        raise Http404(place)
    limit = villages_of(request.user, request.puskesmas)
    history = sources.history(request.puskesmas, place, period, code) if code else ()
    now = sources.facts(request.puskesmas, own.year).get((place, period, code)) if code else None
    value = _("belum dilaporkan") if now is None else indonesian(from_micro(now))
    name = table.catalogue.elements[code].short if code else _("Laporan")
    said = queries.notes(request.puskesmas, places=[place], periods=[period], elements=[code])
    context = {
        "title": titles.number(name, where.name, period, value if code else ""),
        "flag": queries.flags(request.puskesmas, month).find(about) if flag else None,
        "about": about,
        "place": where,
        "history": history,
        "said_before": said,
        "form": form,
        "back": _back(request),
        "may_answer": may(request.user, "jawab_mutu", request.puskesmas) and (limit is None or place in limit),
    }
    return show(request, "number.html", month, context, status)


def _back(request: Request) -> str:
    """Where the person came from, if it is a page of ours."""
    to = request.GET.get("kembali", "")
    return to if url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure()) else ""


@requires("lihat_sumber")
def stress(request: Request) -> HttpResponse:
    """Which judgements turn with another sasaran."""
    month = month_of(request)
    if month is None:
        return nothing_yet(request)
    found = stress_page(request.puskesmas, month)
    outcome = found.outcome(request.GET.get("bila", ""))
    context = {
        "title": titles.stress(outcome),
        "page": found,
        "outcome": outcome,
        "groups": by_indicator(outcome),
    }
    return show(request, "stress.html", month, context)
