"""The tabulation on screen, and the papers and workbooks of a survey."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from lokmin.core.community.tabulation import base_words, number_words
from lokmin.core.periods import short_date
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.community.common import about, page
from lokmin.cycle.community.models import Smd
from lokmin.cycle.community.smd import queries
from lokmin.cycle.community.smd.instruments import read
from lokmin.cycle.community.smd.views.survey import survey_or_404
from lokmin.cycle.monitoring.register.papers import sent, written
from lokmin.documents.figures.answers import answers_chart
from lokmin.documents.forms import smd as forms
from lokmin.documents.forms.smdparts import VillagePaper


@requires("lihat_masyarakat")
@require_GET
def table(request: Request, smd: int) -> HttpResponse:
    """Every question with its answers counted, and the chart of problems."""
    found = survey_or_404(request, smd)
    counted = queries.result(found)
    charts = []
    if counted.table.households:
        title = _("Rumah tangga yang menunjukkan masalah")
        charts = [
            mark_safe(answers_chart(counted.table, counted.rule, title=title, narrow=narrow, ident=ident))  # noqa: S308 - drawn here, texts escaped
            for narrow, ident in ((False, "smd"), (True, "smd-kecil"))
        ]
    context = {
        "smd": found, "counted": counted, "charts": charts, "base": base_words, "numbers": number_words,
        "tables": {t.question.code: t for t in counted.table.questions},
    }  # fmt: skip
    return page(request, "smd/table.html", context)


@requires("lihat_masyarakat")
@require_GET
def paper(request: Request, smd: int, paper: str, ending: str) -> HttpResponse:
    """``kuesioner``, ``tabulasi`` and ``masalah`` as PDF or Word; ``jawaban`` and ``lembar-kosong`` as Excel."""
    found = survey_or_404(request, smd)
    if ending == "xlsx" and paper in ("jawaban", "lembar-kosong"):
        # XlsxWriter is heavy; only who downloads pays for it.
        from lokmin.exchange.excel.smdbook import smd_workbook

        homes = queries.households_of(found) if paper == "jawaban" else ()
        rows = max(found.wanted or 100, 20) if paper == "lembar-kosong" else 0
        data = smd_workbook(read(found.instrument), f"SMD {found.village.name} {found.year}", homes, rows=rows)
        return sent(data, f"smd-{paper}-{found.village.name.lower()}-{found.year}", "xlsx")
    makers = {"kuesioner": _questionnaire, "tabulasi": _tabulation, "masalah": _findings}
    if paper not in makers:
        raise Http404(paper)
    with override("id"):  # papers are Indonesian, whoever makes them
        return makers[paper](found, ending)


def _questionnaire(found: Smd, ending: str) -> HttpResponse:
    return written(forms.questionnaire(read(found.instrument), _about(found)), ending)


def _tabulation(found: Smd, ending: str) -> HttpResponse:
    counted = queries.result(found)
    days = " – ".join(short_date(day) for day in (found.started, found.finished) if day)
    return written(
        forms.tabulation_paper(counted.table, counted.instrument, counted.rule, _about(found), when=days), ending
    )


def _findings(found: Smd, ending: str) -> HttpResponse:
    listed = [f.problem for f in queries.problems_of(found, queries.result(found))]
    potentials = [(kind, row.text) for row, kind in queries.potentials_of(found)]
    told = f"{short_date(found.feedback_on)}: {found.feedback_how}" if found.feedback_on else ""
    return written(forms.findings_paper(listed, potentials, _about(found), feedback=told), ending)


def _about(found: Smd) -> VillagePaper:
    return about(found.puskesmas, found.village, found.year)
