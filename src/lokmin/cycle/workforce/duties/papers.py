"""Uraian tugas as files: one sheet, all of them, the list of who acknowledged."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from lokmin.core.workload.duties import PARTS
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.monitoring.register import papers
from lokmin.cycle.workforce.duties import queries
from lokmin.cycle.workforce.models import DutySheet, Staff
from lokmin.cycle.workforce.staff import queries as register
from lokmin.cycle.workforce.staff.queries import StaffRow
from lokmin.documents.forms.duties import DutyPaper, acknowledgements, duty_sheet


def paper(row: StaffRow, sheet: DutySheet) -> DutyPaper:
    """A sheet as it is printed."""
    agreed = timezone.localtime(sheet.acknowledged_at) if sheet.acknowledged_at else None
    signed = agreed.date() if agreed and queries.on_paper(sheet, row.person_pk) else None
    return DutyPaper(
        row.name, row.nip, row.rank, row.job or row.profession_name, row.unit, row.klaster, sheet.year, sheet.version,
        sheet.summary, tuple(tuple(getattr(sheet, name)) for name, _title in PARTS), sheet.decree,
        None if signed else agreed, signed,
    )  # fmt: skip


@requires("unduh_berkas")
def one(request: Request, staff: int, ending: str) -> HttpResponse:
    """One person's sheet as PDF or Word."""
    record = get_object_or_404(Staff.objects.of(request.puskesmas), pk=staff)
    sheet, row = queries.newest(record, clock.today().year + 1), register.one(request.puskesmas, record.pk)
    if sheet is None or row is None:
        raise Http404(staff)
    return papers.written(duty_sheet([paper(row, sheet)], papers.office(request.puskesmas)), ending)


@requires("unduh_berkas")
def everybody(request: Request, ending: str) -> HttpResponse:
    """All sheets of this year as one file; ``?apa=persetujuan``: only the list of who acknowledged."""
    lines = queries.lines(request.puskesmas, clock.today().year)
    sheets = [paper(line.staff, line.sheet) for line in lines if line.sheet is not None]
    office = papers.office(request.puskesmas)
    if request.GET.get("apa") == "persetujuan":
        missing = [line.staff.short_name for line in lines if line.sheet is None]
        return papers.written(acknowledgements(sheets, missing, office), ending)
    return papers.written(duty_sheet(sheets, office), ending)
