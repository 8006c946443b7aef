"""Pages of the stage: each reads one record from ``queries`` and gives it to its template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from lokmin.core.language import spoken
from lokmin.core.periods import Month
from lokmin.core.quality.dqr import Score
from lokmin.cycle.centre import clock
from lokmin.cycle.centre import queries as centre
from lokmin.cycle.centre.access import requires
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring import cells, queries, titles, words
from lokmin.cycle.monitoring.charts import charts
from lokmin.cycle.monitoring.dqr import queries as dqr
from lokmin.cycle.monitoring.dqr import titles as dqr_titles
from lokmin.cycle.monitoring.forecasts import queries as ahead
from lokmin.cycle.monitoring.models import Snapshot
from lokmin.cycle.monitoring.pages import Reader, fresh, page
from lokmin.cycle.monitoring.queries.home import home as home_page
from lokmin.cycle.monitoring.register import queries as register
from lokmin.cycle.monitoring.signals.beside import Beside

Built = tuple[str, str, Mapping[str, Any]]


def _puskesmas(request: HttpRequest) -> Puskesmas:
    found: Puskesmas = request.puskesmas  # type: ignore[attr-defined]
    return found


def _month(reader: Reader, asked: str) -> Month | None:
    """The month asked for; the last one with data when none is asked for, None before the first report.

    Raises:
        Http404: for what is no month.
    """
    if not asked:
        return queries.default_month(reader.puskesmas)
    try:
        return Month.parse(asked)
    except ValueError as error:
        raise Http404(str(error)) from None


def of_month(request: HttpRequest, build: Callable[[Reader, Month], Built], *key: object) -> HttpResponse:
    """A page of the month in the address, kept until the numbers change."""
    asked = request.GET.get("bulan", "")

    def built(reader: Reader) -> Built:
        month = _month(reader, asked)
        if month is None:
            return _("Cakupan"), "empty.html", {}
        with spoken(_):
            title, template, context = build(reader, month)
        months = queries.months_with_data(reader.puskesmas)
        frame = {"title": title, "month": month, "months": months, "said": dqr_titles}
        held = register.links(reader.puskesmas) if reader.can("lihat_masalah") else None
        return title, template, {**frame, "register": held, **context}

    # With the day: a promise to look at a number grows old without any number changing.
    return page(request, built, build.__qualname__, asked, clock.today(), register.stamp(_puskesmas(request)), *key)


@requires("lihat_cakupan")
def home(request: HttpRequest) -> HttpResponse:
    """The coverage table with its month; what must be talked about on top."""
    programme, sort, focus = (request.GET.get(name, "") for name in ("program", "urut", "indikator"))
    silent = request.GET.get("kosong") == "1"

    def build(reader: Reader, month: Month) -> Built:
        shown = home_page(queries.month_table(reader.puskesmas, month), programme, sort, silent=silent)
        table = shown.table
        chosen = table.indicator(focus) or table.indicator(shown.sort) or next(iter(table.indicators), None)
        body, foot = cells.coverage(shown, reader)
        context = {
            "page": shown,
            "body": body,
            "foot": foot,
            "focus": chosen,
            "quality": queries.quality(reader.puskesmas, month),
            "doubtful": dqr.flags(reader.puskesmas, month).doubtful,
            "scores": _scores(reader.puskesmas, month, shown.programme),
        }
        return _("Cakupan sampai %(month)s") % {"month": words.month_year(month)}, "home.html", context

    return of_month(request, build, programme, sort, focus, silent)


def _scores(puskesmas: Puskesmas, month: Month, programme: str) -> list[tuple[str, Score]]:
    """The data-quality score of the programme on screen, or of each that somebody reports."""
    found = dqr.desk(puskesmas, month)
    return [
        (code, found.score(code)) for code in found.programmes if programme not in found.programmes or code == programme
    ]


@requires("lihat_cakupan")
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator in all villages, with the PWS chart and how its figures are made."""

    def build(reader: Reader, month: Month) -> Built:
        shown = queries.indicator_page(reader.puskesmas, code, month)
        if shown is None:
            told = {"code": code, "year": month.year}
            raise Http404(_("Indikator “%(code)s” tidak ada di katalog tahun %(year)d.") % told)
        title = titles.indicator(shown)
        return title, "indicator.html", {
            "page": shown,
            "lead": titles.lead(shown),
            "charts": charts(shown, guest=reader.guest),
            "score": dqr.score_of_indicator(reader.puskesmas, month, code),
            "open": len(dqr.flags(reader.puskesmas, month).about(shown.table.inputs.rate(shown.indicator).elements)),
            "told": dqr.told(reader.puskesmas, month, indicator=code),
            "beside": Beside.of(reader, month),
            "ahead": "" if reader.guest and words.reveals(shown.total)
            else ahead.line(reader.puskesmas, month, code, shown.total.place),
        }  # fmt: skip

    return of_month(request, build, code)


@requires("lihat_cakupan")
def village(request: HttpRequest, code: str) -> HttpResponse:
    """All indicators of one village, made to be printed for its meeting."""

    def build(reader: Reader, month: Month) -> Built:
        shown = queries.village_page(reader.puskesmas, code, month)
        if shown is None:
            raise Http404(_("Desa ini bukan wilayah kerja %(name)s.") % {"name": reader.puskesmas.name})
        whole = code == shown.table.total.code
        return titles.village(shown), "village.html", {
            "page": shown,
            "ahead": ahead.line_of_place(reader.puskesmas, month, code),
            "beside": Beside.of(reader, month),
            "score": dqr.score(reader.puskesmas, month, place="" if whole else code),
            "flags": dqr.flags(reader.puskesmas, month).of(place="" if whole else code),
            "told": dqr.told(reader.puskesmas, month, place="" if whole else code),
        }  # fmt: skip

    return of_month(request, build, code, *centre.midwives(_puskesmas(request)).get(code, ()))


@requires("lihat_sumber")
def made(request: HttpRequest, code: str, place: str) -> HttpResponse:
    """How one figure was made: formula, sum, cells, and what they were before."""

    def build(reader: Reader, month: Month) -> Built:
        try:
            figure = queries.made(reader.puskesmas, place, code, month)
        except KeyError as missing:
            raise Http404(str(missing)) from None
        title = titles.made(figure)
        return title, "made.html", {
            "made": figure,
            "whole": place == reader.puskesmas.code,
            "notes": dqr.beside(dqr.notes_of_year(reader.puskesmas, month).values()),
        }  # fmt: skip

    return of_month(request, build, code, place)


@requires("lihat_cakupan")
def problems(request: HttpRequest) -> HttpResponse:
    """All problems of the month, narrowed by klaster, programme, status and village."""
    chosen = {n: request.GET[n] for n in ("klaster", "program", "status", "desa") if request.GET.get(n)}
    asked = request.GET.get("lembar", "")
    leaf = int(asked) if asked.isdecimal() and len(asked) < 5 else 1

    def build(reader: Reader, month: Month) -> Built:
        shown = queries.problems_page(
            queries.month_table(reader.puskesmas, month),
            klaster=chosen.get("klaster", ""),
            programme=chosen.get("program", ""),
            status=chosen.get("status", ""),
            village=chosen.get("desa", ""),
            leaf=leaf,
        )
        title = titles.problems(shown, month)
        return title, "problems.html", {
            "page": shown,
            "chosen": chosen,
            "klaster": [("", _("Semua klaster")), *((n, words.klaster(n)) for n in shown.klaster)],
            "programmes": [("", _("Semua program")), *((p, words.programme(p)) for p in shown.programmes)],
            "statuses": [("", _("Semua status")), *((s.value, words.status_word(s)) for s in shown.statuses)],
            "villages": [("", _("Semua desa")), *((v.code, v.name) for v in shown.villages)],
            "beside": Beside.of(reader, month),
        }  # fmt: skip

    return of_month(request, build, leaf, *sorted(chosen.items()))


@requires("lihat_sumber")
def quality(request: HttpRequest) -> HttpResponse:
    """Who reported what, in time or late, and what should be asked back."""

    def build(reader: Reader, month: Month) -> Built:
        found = dqr.flags(reader.puskesmas, month)
        return titles.quality(found.quality, len(found.open)), "quality.html", {
            "page": found.quality,
            "flags": found,
            "scores": _scores(reader.puskesmas, month, ""),
        }  # fmt: skip

    return of_month(request, build)


@requires("lihat_cakupan")
def snapshots(request: HttpRequest) -> HttpResponse:
    """The frozen months."""

    def build(reader: Reader) -> Built:
        found = queries.snapshots(reader.puskesmas)
        title = _("Bulan yang dibekukan")
        return title, "snapshots.html", {"snapshots": found, "title": title}

    return fresh(request, build)


@requires("lihat_cakupan")
def snapshot(request: HttpRequest, pk: int) -> HttpResponse:
    """One frozen month: is it whole, and what would be different today."""
    found = get_object_or_404(Snapshot.objects.of(_puskesmas(request)).select_related("by", "puskesmas__place"), pk=pk)

    def build(reader: Reader) -> Built:
        shown = queries.snapshot_page(found, request.GET.get("indikator", ""))
        title = titles.snapshot(shown)
        return title, "snapshot.html", {"page": shown, "title": title, "reader": reader}

    return fresh(request, build)
