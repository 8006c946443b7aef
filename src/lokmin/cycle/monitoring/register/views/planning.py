"""Gap table, SWOT and risk register: pages, posts and papers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lokmin.core.indicators.words import rate
from lokmin.core.language import spoken
from lokmin.core.numbers import whole
from lokmin.core.problems.gaps import GapRow
from lokmin.core.problems.risks import Risk as Line
from lokmin.core.problems.swot import CROSS_NAMES, QUADRANT_NAMES
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.models import Risk, SwotLine
from lokmin.cycle.monitoring.register import operations, papers, queries
from lokmin.cycle.monitoring.register.forms import RiskForm, risk_initial
from lokmin.cycle.monitoring.register.queries.gaps import GapPage
from lokmin.cycle.monitoring.register.queries.planning import risk_rule, risk_units, risk_years
from lokmin.cycle.monitoring.register.views.common import page, told
from lokmin.documents.forms.problems import gap_table_paper
from lokmin.documents.forms.risks import risk_register
from lokmin.documents.forms.swot import swot_paper

FIRST_YEAR, LAST_YEAR = 2015, 2099


def _year(request: Request, usual: int) -> int:
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else usual
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404(asked)
    return year


def _gap_page(request: Request) -> GapPage:
    year = _year(request, clock.today().year + 1)
    return queries.gap_table(
        request.puskesmas, year, request.GET.get("desa", ""), main=request.GET.get("pilih", "") == "utama"
    )


@requires("lihat_masalah")
def gaps(request: Request) -> HttpResponse:
    """Three years beside their target: where the gap is, and how it went."""
    with spoken(_):
        shown = _gap_page(request)
    context = {
        "page": shown, "main": request.GET.get("pilih", "") == "utama", "rate": _rate, "words": words,
        "years": range(clock.today().year + 1, FIRST_YEAR + 3, -1), "query": request.GET.urlencode(),
    }  # fmt: skip
    return page(request, "gaps.html", context)


def _rate(value: Any, row: GapRow) -> str:
    """As on paper: without a decimal where it is whole."""
    return "" if value is None else rate(value, row.given.factor, 0 if value.denominator == 1 else 1)


@requires("unduh_berkas")
def gaps_file(request: Request, ending: str) -> HttpResponse:
    """The same table as PDF, Word or Excel."""
    shown = _gap_page(request)
    if ending != "xlsx":
        return papers.written(gap_table_paper(shown.rows, shown.years, papers.office(request.puskesmas)), ending)
    heads = (
        "Jenis pelayanan",
        "Indikator",
        "Target",
        *(f"Cakupan {y}" for y in shown.years),
        "Kesenjangan",
        "Trend",
        "Masalah",
    )
    rows = [
        (
            row.given.service, row.given.indicator, _rate(row.given.target, row),
            *(_rate(value, row) or "belum ada data" for value in row.given.coverages),
            "tercapai" if row.gap == 0 else _rate(row.gap, row), row.trend.value, row.problem,
        )
        for row in shown.rows
    ]  # fmt: skip
    title = f"Tabel kesenjangan {shown.years[0]}–{shown.years[-1]}, {shown.place.name}"
    return papers.book(request.puskesmas, "tabel-kesenjangan", title, heads, (18, 24, 11, 14, 14, 14, 13, 12, 60), rows)


@requires("lihat_masalah")
def swot(request: Request) -> HttpResponse:
    """Strengths, weaknesses, opportunities, threats, and the strategies that cross them."""
    year, programme = _year(request, clock.today().year), request.GET.get("program", "")[:40]
    with spoken(_):
        shown = queries.swot(request.puskesmas, year, programme)
    context = {
        "page": shown, "quadrants": QUADRANT_NAMES, "crosses": CROSS_NAMES, "words": words,
        "query": request.GET.urlencode(),
        "programmes": sorted({*words.PROGRAMMES, *shown.programmes}),
    }  # fmt: skip
    return page(request, "swot.html", context)


@requires("kelola_masalah")
@require_POST
def swot_write(request: Request) -> HttpResponse:
    """One line more, or one taken away."""
    year, programme = _year(request, clock.today().year), request.GET.get("program", "")[:40]
    cell, going = request.POST.get("sel", ""), request.POST.get("hapus", "")
    try:
        if going:
            line = get_object_or_404(SwotLine.objects.of(request.puskesmas), pk=whole(going), removed_at=None)
            cell = line.cell
            operations.remove_swot(line=line, by=request.user)
        else:
            operations.add_swot(
                puskesmas=request.puskesmas, by=request.user, year=year, programme=programme, cell=cell,
                text=request.POST.get("teks", ""),
            )  # fmt: skip
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence, extra_tags="bad")
    address = reverse("monitoring:swot", kwargs={"pkm": request.puskesmas.code})
    query = request.GET.urlencode()
    return redirect(f"{address}{'?' + query if query else ''}#sel-{cell}")


@requires("unduh_berkas")
def swot_file(request: Request, ending: str) -> HttpResponse:
    """The form with its four quadrants, as PDF or Word."""
    year, programme = _year(request, clock.today().year), request.GET.get("program", "")[:40]
    shown = queries.swot(request.puskesmas, year, programme)
    return papers.written(swot_paper((shown.swot,), papers.office(request.puskesmas)), ending)


def _risk_lines(request: Request, year: int) -> tuple[queries.RiskLine, ...]:
    given = {name: request.GET.get(name, "") for name in ("unit", "grade")}
    state = "" if request.GET.get("keadaan") == "semua" else Risk.OPEN
    return queries.risks(request.puskesmas, year, unit=given["unit"], grade_code=given["grade"], state=state)


@requires("lihat_masalah")
def risks(request: Request) -> HttpResponse:
    """The risk register, the gravest first, with the matrix it is graded by."""
    year = _year(request, clock.today().year)
    lines, rule = _risk_lines(request, year), risk_rule(year)
    context = {
        "lines": lines, "rule": rule, "year": year, "years": risk_years(request.puskesmas),
        "units": risk_units(request.puskesmas), "grades": {g.code: g for g in rule.grades},
        "chosen": {name: request.GET.get(name, "") for name in ("unit", "grade", "keadaan")},
        "query": request.GET.urlencode(), "late": sum(line.late for line in lines),
        "red": sum(line.grade.rank == len(rule.grades) - 1 and line.open for line in lines),
    }  # fmt: skip
    return page(request, "risks.html", context)


@requires("unduh_berkas")
def risks_file(request: Request, ending: str) -> HttpResponse:
    """The risk register as PDF, Word or Excel."""
    year = _year(request, clock.today().year)
    lines, rule = _risk_lines(request, year), risk_rule(year)
    if ending != "xlsx":
        given = [
            Line(r.unit, r.risk, r.occurrence, r.severity, r.cause, r.effect, r.prevention, r.handling, r.owner)
            for r in lines
        ]
        return papers.written(risk_register(given, rule, papers.office(request.puskesmas)), ending)
    heads = ("Unit", "Risiko", "O", "S", "Tingkat", "Grade", "Penyebab", "Akibat", "Pencegahan", "Penanganan", "PJ")
    rows = [
        (
            r.unit, r.risk, r.occurrence, r.severity, r.level, r.grade.name, r.cause, r.effect, r.prevention,
            r.handling, r.owner,
        )
        for r in lines
    ]  # fmt: skip
    widths = (16, 30, 5, 5, 9, 18, 26, 26, 26, 26, 20)
    return papers.book(request.puskesmas, "register-risiko", f"Register risiko {year}", heads, widths, rows)


@requires("kelola_masalah")
def risk(request: Request, risk: int | None = None) -> HttpResponse:
    """One risk: its columns, its grade, closing it."""
    record = get_object_or_404(Risk.objects.of(request.puskesmas), pk=risk) if risk is not None else None
    year = record.year if record else _year(request, clock.today().year)
    rule = risk_rule(year)
    if request.method == "POST" and record and request.POST.get("apa") in ("tutup", "buka"):
        operations.close_risk(risk=record, by=request.user, reopen=request.POST["apa"] == "buka")
        return _to_risks(request, year)
    form = RiskForm(
        request.POST or None, puskesmas=request.puskesmas, words=(rule.likelihood, rule.impact),
        initial=risk_initial(record) if record else {},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            if record is None:
                record = operations.add_risk(puskesmas=request.puskesmas, by=request.user, year=year, **form.columns())
            else:
                record = operations.change_risk(risk=record, by=request.user, **form.columns())
        except ValidationError as error:
            told(form, error)
        else:
            messages.success(request, _("Tersimpan: %(risk)s.") % {"risk": record}, extra_tags="good")
            return _to_risks(request, year)
    context = {"form": form, "risk": record, "rule": rule, "year": year, "units": risk_units(request.puskesmas)}
    return page(request, "risk.html", context, refused=request.method == "POST")


def _to_risks(request: Request, year: int) -> HttpResponse:
    address = reverse("monitoring:risks", kwargs={"pkm": request.puskesmas.code})
    return redirect(f"{address}?tahun={year}")
