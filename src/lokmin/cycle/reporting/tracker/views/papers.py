"""The tracker as PDF, Word and Excel."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from lokmin.core.periods import short_date
from lokmin.core.reports.states import Standing
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.letterhead import letterhead
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.roles import Role
from lokmin.cycle.reporting.tracker import queries
from lokmin.cycle.reporting.tracker.queries import Line
from lokmin.cycle.reporting.tracker.views import common
from lokmin.documents.forms import reports as form
from lokmin.documents.forms.records import Signer
from lokmin.documents.model import Document, Paper

_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}
_UNKNOWN = "........................"


@requires("lihat_laporan")
@require_GET
def month(request: Request, ending: str) -> HttpResponse:
    """The reports about a month, narrowed as the page was."""
    asked, chosen = common.asked_month(request), common.Filter.of(request)
    tracked = queries.load(request.puskesmas)
    board = queries.board(tracked, asked)
    lines = [_line(line) for _k, _t, _c, rows in board.groups for line in rows if chosen.keeps(line)]
    name = f"laporan-{asked.code}"
    if ending == "xlsx":
        rows = form.sheet_rows(lines)
        return _answer(_book(request.puskesmas, f"Laporan {asked.label}", form.HEADS, form.WIDTHS, rows), name, ending)
    return _answer(_written(form.month_tracker(_paper(request.puskesmas), asked, lines), ending), name, ending)


def _line(line: Line) -> form.ReportLine:
    row = line.row
    proof = "; ".join(filter(None, (row.proof, row.file_name))) if row else ""
    return form.ReportLine(line.standing, line.category, line.owner.name if line.owner else "", proof, line.closed)


@requires("lihat_laporan")
@require_GET
def year(request: Request, ending: str) -> HttpResponse:
    """Every report of a year by month."""
    asked = common.asked_year(request)
    tracked = queries.load(request.puskesmas)
    lines = _year_lines(tracked, asked)
    name = f"laporan-{asked}"
    if ending == "xlsx":
        rows = form.year_sheet_rows(lines)
        book = _book(request.puskesmas, f"Laporan {asked}", form.YEAR_HEADS, form.YEAR_WIDTHS, rows)
        return _answer(book, name, ending)
    counted = queries.year_table(tracked, asked).months
    return _answer(_written(form.year_tracker(_paper(request.puskesmas), asked, lines, counted), ending), name, ending)


def _year_lines(tracked: queries.Tracked, year: int) -> list[form.YearLine]:
    months: dict[str, list[list[Standing]]] = {}
    for one in tracked.standings(dt.date(year, 1, 1), dt.date(year, 12, 31)):
        months.setdefault(one.report.code, [[] for _ in range(12)])[one.month.month - 1].append(one)
    return [
        form.YearLine(
            r.name, tracked.book.categories.get(r.category, r.category), tuple(tuple(m) for m in months[r.code])
        )
        for r in tracked.book.on(dt.date(year, 12, 31)) if r.code in months
    ]  # fmt: skip


def _answer(data: bytes, name: str, ending: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=KINDS[ending])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer


def _book(
    puskesmas: Puskesmas, title: str, heads: tuple[str, ...], widths: tuple[int, ...], rows: list[tuple[form.Cell, ...]]
) -> bytes:
    # The writer of workbooks is heavy; only who downloads pays for it.
    from lokmin.documents.render.listbook import list_workbook

    under = f"{puskesmas.name}, menurut catatan per {short_date(clock.today())}"
    return list_workbook(title, under, heads, widths, rows, made=clock.now(), office=puskesmas.name)


def _written(document: Document, ending: str) -> bytes:
    if ending not in ("pdf", "docx"):
        raise Http404(ending)
    # As above.
    from lokmin.documents.render.pdf import pdf
    from lokmin.documents.render.word import word

    at = timezone.localtime(clock.now())
    return pdf(document, at) if ending == "pdf" else word(document, at)


def _paper(puskesmas: Puskesmas) -> form.TrackerPaper:
    return form.TrackerPaper(
        puskesmas=puskesmas.name, letterhead=letterhead(puskesmas),
        head=_signer(puskesmas, Role.KEPALA, "Kepala Puskesmas"),
        keeper=_signer(puskesmas, Role.KTU, "Kepala Tata Usaha"),
        town=str(puskesmas.letterhead.get("town") or puskesmas.place.name), day=clock.today(),
        paper=Paper(puskesmas.settings.get("paper", "A4")),
    )  # fmt: skip


def _signer(puskesmas: Puskesmas, role: Role, job: str) -> Signer:
    """Who signs; a line to write on where nobody holds the role."""
    found = Person.objects.filter(
        memberships__puskesmas=puskesmas, memberships__role=role.value, is_active=True
    ).order_by("pk").first()  # fmt: skip
    return Signer(found.full_name, found.job or job, found.rank, found.nip) if found else Signer(_UNKNOWN, job)
