"""The ABK and the table of staff as files, of now or of a version that was agreed."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from lokmin.core.numbers import whole
from lokmin.core.periods import short_date
from lokmin.core.workload.result import Result
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.monitoring.register import papers
from lokmin.cycle.workforce.abk import queries
from lokmin.cycle.workforce.staff.queries import STATUS_NAMES
from lokmin.documents.forms.abk import abk_paper
from lokmin.documents.forms.staffing import staffing_paper


def _asked(request: Request, year: int) -> tuple[Result, str]:
    """The analysis of now, or of ``?versi=``, with the words that say which."""
    if not queries.known_year(year):
        raise Http404(str(year))
    number = whole(request.GET.get("versi"))
    if not number:
        return queries.result(request.puskesmas, year), f"Keadaan {short_date(clock.today())}, belum disepakati"
    try:
        found = queries.version(request.puskesmas, year, number)
    except ValueError as error:
        # It no longer comes to what was agreed; the page of the version says so.
        raise Http404(str(error)) from None
    if found is None:
        raise Http404(str(number))
    kept, agreed = found
    return agreed, f"Versi {kept.number}, {short_date(kept.made_at.date())}: {kept.reason}"


@requires("unduh_berkas")
def analysis(request: Request, year: int, ending: str) -> HttpResponse:
    """All tables of the six steps as PDF, Word or Excel with live formulas."""
    found, words = _asked(request, year)
    if ending != "xlsx":
        return papers.written(abk_paper(found, papers.office(request.puskesmas), version=words), ending)
    # XlsxWriter is heavy; only who downloads pays for it.
    from lokmin.documents.render.abkbook import abk_workbook

    data = abk_workbook(found, STATUS_NAMES, made=clock.now(), office=request.puskesmas.name)
    return papers.sent(data, f"abk-{year}", "xlsx")


@requires("unduh_berkas")
def staffing(request: Request, year: int, ending: str) -> HttpResponse:
    """Need, standard and who is there, as PDF or Word."""
    found, _words = _asked(request, year)
    return papers.written(staffing_paper(found, STATUS_NAMES, papers.office(request.puskesmas)), ending)
