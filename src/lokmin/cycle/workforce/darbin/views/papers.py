"""Downloads of darbin: the matrix, the recap of a month, one report; PDF, Word and Excel."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from lokmin.core.periods import short_date
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.workforce.darbin import paper, queries, reports
from lokmin.cycle.workforce.darbin.views import common
from lokmin.cycle.workforce.division import queries as division
from lokmin.documents.forms.darbinsheets import division_sheets, report_sheet
from lokmin.documents.forms.planparts import PlanTable
from lokmin.documents.model import Document

_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}


@requires("lihat_tenaga")
@require_GET
def matrix(request: Request, ending: str) -> HttpResponse:
    """Both matrices; as a workbook two sheets and the loads with live sums."""
    today = clock.today()
    if ending == "xlsx":
        board = queries.board(request.puskesmas, today)
        under = f"{request.puskesmas.name}, keadaan {short_date(today)}"
        tasks = division.task_rows(request.puskesmas, today)
        sheets = division_sheets(tasks, paper.village_lines(board), board.loads, under)
        return answer(book(request, sheets), "pembagian-tugas-darbin", ending)
    return answer(written(paper.matrix(request.puskesmas, today), ending), "pembagian-tugas-darbin", ending)


@requires("lihat_tenaga")
@require_GET
def recap(request: Request, ending: str) -> HttpResponse:
    """All reports of a month."""
    month = common.asked_month(request)
    name = f"rekap-darbin-{month.code}"
    if ending == "xlsx":
        lines = [paper.told(line) for line in reports.reports(request.puskesmas, month.code)]
        sheet = report_sheet(lines, f"Laporan darbin {month.label}", request.puskesmas.name)
        return answer(book(request, (sheet,)), name, ending)
    return answer(written(paper.recap(request.puskesmas, month), ending), name, ending)


@requires("lihat_tenaga")
@require_GET
def report(request: Request, period: str, village: int, ending: str) -> HttpResponse:
    """One report as a page to sign."""
    month, place = common.month(period), common.found(request, village)
    line = next(x for x in reports.reports(request.puskesmas, month.code) if x.pk == place.pk)
    data = written(paper.report(request.puskesmas, line, month), ending)
    return answer(data, f"laporan-darbin-{place.name.lower().replace(' ', '-')}-{month.code}", ending)


def written(document: Document, ending: str) -> bytes:
    """A paper as PDF or Word; 404 for another ending."""
    if ending not in ("pdf", "docx"):
        raise Http404(ending)
    # Writers of papers are heavy; only who downloads pays for them.
    from lokmin.documents.render.pdf import pdf
    from lokmin.documents.render.word import word

    at = timezone.localtime(clock.now())
    return pdf(document, at) if ending == "pdf" else word(document, at)


def book(request: Request, sheets: tuple[PlanTable, ...]) -> bytes:
    """Sheets as a workbook."""
    # As above.
    from lokmin.documents.render.planbook import plan_workbook

    return plan_workbook(sheets, made=clock.now(), office=request.puskesmas.name)


def answer(data: bytes, name: str, ending: str) -> HttpResponse:
    """A download."""
    found = HttpResponse(data, content_type=KINDS[ending])
    found["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return found
