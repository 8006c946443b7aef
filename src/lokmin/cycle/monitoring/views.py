"""Pages of the stage: each reads one record from ``queries`` and gives it to its template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from lokmin.core.periods import Month
from lokmin.cycle.centre.access import requires
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring import cells, queries, words
from lokmin.cycle.monitoring.pages import Reader, fresh, page
from lokmin.cycle.monitoring.queries.home import home as home_page

Built = tuple[str, str, Mapping[str, Any]]


def _month(request: HttpRequest) -> Month | None:
    """The month asked for; the last one with data when none is asked for.

    Raises:
        Http404: for what is no month.
    """
    asked = request.GET.get("bulan", "")
    puskesmas: Puskesmas = request.puskesmas  # type: ignore[attr-defined]
    if not asked:
        return queries.default_month(puskesmas)
    try:
        return Month.parse(asked)
    except ValueError as error:
        raise Http404(str(error)) from None


def _nothing(reader: Reader) -> Built:
    return _("Cakupan"), "empty.html", {}


@requires("lihat_cakupan")
def home(request: HttpRequest) -> HttpResponse:
    """The coverage table with its month; what must be talked about on top."""
    month = _month(request)
    if month is None:
        return fresh(request, _nothing)
    programme, sort, focus = (request.GET.get(name, "") for name in ("program", "urut", "indikator"))

    def build(reader: Reader) -> Built:
        shown = home_page(queries.month_table(reader.puskesmas, month), programme, sort)
        table = shown.table
        chosen = table.indicator(focus) or table.indicator(shown.sort) or next(iter(table.indicators), None)
        body, foot = cells.coverage(shown, reader)
        months = queries.months_with_data(reader.puskesmas)
        context = {"page": shown, "month": month, "months": months, "body": body, "foot": foot, "focus": chosen}
        return _("Cakupan sampai %(month)s") % {"month": words.month_year(month)}, "home.html", context

    return page(request, build, month, programme, sort, focus)


@requires("lihat_cakupan")
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    raise Http404(code)


@requires("lihat_cakupan")
def village(request: HttpRequest, code: str) -> HttpResponse:
    raise Http404(code)


@requires("lihat_sumber")
def made(request: HttpRequest, code: str, place: str) -> HttpResponse:
    raise Http404(code)


@requires("lihat_cakupan")
def problems(request: HttpRequest) -> HttpResponse:
    raise Http404


@requires("lihat_sumber")
def quality(request: HttpRequest) -> HttpResponse:
    raise Http404


@requires("lihat_cakupan")
def snapshots(request: HttpRequest) -> HttpResponse:
    raise Http404


@requires("lihat_cakupan")
def snapshot(request: HttpRequest, pk: int) -> HttpResponse:
    raise Http404
