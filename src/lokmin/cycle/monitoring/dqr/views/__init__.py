"""Pages of data quality: the review, the meeting's page, one number with its reasons, the stress test."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from lokmin.core.numbers import from_micro, indonesian
from lokmin.core.periods import Month
from lokmin.core.quality.dqr import Dimension, Outcome, chosen
from lokmin.core.quality.stress import by_indicator
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.roles import may, villages_of
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.dqr import operations, queries, titles
from lokmin.cycle.monitoring.dqr.forms import BenchmarkForm, ReasonForm
from lokmin.cycle.monitoring.dqr.notes import REASONS, FlagKey
from lokmin.cycle.monitoring.dqr.stressing import stress_page
from lokmin.cycle.monitoring.dqr.views.common import month_of, nothing_yet, sentences, show
from lokmin.cycle.monitoring.models import Benchmark
from lokmin.cycle.monitoring.queries import sources
from lokmin.cycle.monitoring.queries.table import month_table

#: Failed checks on one page; more are counted.
SHOWN = 40
#: Days after which "akan dicek" is due when nobody says otherwise.
LOOK_DAYS = 7
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
    own = [c for c in chosen(found.checks, programme=programme, place=place) if c.outcome is Outcome.FAIL]
    # The worst share first inside a dimension; ratios by how far they are from one.
    own.sort(
        key=lambda c: (list(Dimension).index(c.dimension), -abs(c.value - 1) if c.high and c.value else c.value or 0)
    )
    context = {
        "title": titles.desk(found),
        "desk": found,
        "whole": found.score(programme, place),
        "scores": [(p, found.score(p)) for p in found.programmes],
        "villages": [(v, found.score(place=v.code), [found.score(p, v.code) for p in found.programmes])
                     for v in found.table.villages],
        "programme": programme,
        "place": place,
        "failed": own[:SHOWN],
        "more": max(0, len(own) - SHOWN),
        "cells": sources.cells(request.puskesmas, month.year, {f[2] for c in own[:SHOWN] for f in c.facts}),
        "surveys": Benchmark.objects.of(request.puskesmas).order_by("indicator", "year"),
        "form": form,
        "may_answer": may(request.user, "jawab_mutu", request.puskesmas),
    }  # fmt: skip
    return show(request, "review.html", month, context, status)


@requires("lihat_sumber")
def meeting(request: Request) -> HttpResponse:
    """The one-minute page: how complete and timely, what was asked and answered, what was corrected, which sasaran."""
    month = month_of(request)
    if month is None:
        return nothing_yet(request)
    problem: tuple[str, str] = ("", "")
    if request.method == "POST":
        if not may(request.user, "jawab_mutu", request.puskesmas):
            raise PermissionDenied("jawab_mutu")
        about = (*(request.POST.get(n, "") for n in ("desa", "masa", "unsur", "tanda")),)
        anchor = "tanya-" + "-".join(about)
        try:
            operations.say(
                puskesmas=request.puskesmas,
                by=request.user,
                about=about,  # type: ignore[arg-type]
                reason=request.POST.get("reason", ""),
                text=request.POST.get("text", ""),
                until=clock.today() + dt.timedelta(days=LOOK_DAYS),
                month=month,
                origin=("mutu", month.code),
            )
        except ValidationError as error:
            problem = (anchor, " ".join(text for _field, text in sentences(error)))
        else:
            kept = {"bulan": month.code, "program": request.GET.get("program", ""), "muka": request.GET.get("muka", "")}
            here = reverse("monitoring:dqr_meeting", kwargs={"pkm": request.puskesmas.code})
            return redirect(f"{here}?{urlencode({k: v for k, v in kept.items() if v})}#{anchor}")
    found = queries.for_meeting(request.puskesmas, month, request.GET.get("program", ""))
    context = {
        "title": titles.meeting(found),
        "page": found,
        "wall": request.GET.get("muka") == "layar",
        "until": clock.today() + dt.timedelta(days=LOOK_DAYS),
        "may_answer": may(request.user, "jawab_mutu", request.puskesmas),
        "own": villages_of(request.user, request.puskesmas),
        "problem": problem,
        "typed": request.POST.get("text", "") if problem[0] else "",
    }
    return show(request, "meeting.html", month, context, 422 if problem[0] else 200)


@requires("lihat_sumber")
def number(request: Request, place: str, period: str, element: str, flag: str) -> HttpResponse:
    """One number (or a village's whole report): what is odd about it, where it stands, what was said, and the form."""
    about: FlagKey = (place, period, "" if element == NONE else element, "" if flag == NONE else flag)
    try:
        own = Month.parse(period) if "-" in period else Month(int(period), 12)
    except ValueError as error:
        raise Http404(str(error)) from None
    month = month_of(request) or own
    table = month_table(request.puskesmas, own)
    where = table.place(place)
    if where is None or (about[2] and about[2] not in table.catalogue.elements):
        raise Http404(place)
    limit = villages_of(request.user, request.puskesmas)
    may_answer = may(request.user, "jawab_mutu", request.puskesmas) and (limit is None or place in limit)
    form = ReasonForm(request.POST or None)
    if request.method == "POST":
        if not may_answer:
            raise PermissionDenied("jawab_mutu")
        if form.is_valid():
            try:
                operations.say(puskesmas=request.puskesmas, by=request.user, about=about, month=month,
                               **form.cleaned_data)  # fmt: skip
            except ValidationError as error:
                for name, text in sentences(error):
                    form.add_error(name or None, text)
            else:
                messages.success(request, _("Alasan tersimpan dan tampil di samping angkanya."))
                return redirect(_back(request) or request.get_full_path())
    code = about[2]
    history = sources.history(request.puskesmas, place, period, code) if code else ()
    now = sources.facts(request.puskesmas, own.year).get((place, period, code)) if code else None
    value = "" if not code else _("belum dilaporkan") if now is None else indonesian(from_micro(now))
    name = table.catalogue.elements[code].short if code else _("Laporan")
    context = {
        "title": titles.number(name, where.name, period, value)
        if code
        else f"{name} {where.name} {words.period(period)}",
        "flag": queries.flags(request.puskesmas, month).find(about) if about[3] else None,
        "place": where,
        "period": period,
        "element": table.catalogue.elements.get(code),
        "history": history,
        "said_before": [n for n in queries.notes(request.puskesmas, places=[place], periods=[period],
                                                 elements=[code]) if n.key[2] in ("", code)],
        "form": form,
        "back": _back(request),
        "may_answer": may_answer,
        "reasons": REASONS,
    }  # fmt: skip
    return show(request, "number.html", month, context, 422 if request.method == "POST" else 200)


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
