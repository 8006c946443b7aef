"""The staff register and the list of STR and SIP as files."""

from __future__ import annotations

from django.http import HttpResponse

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.access import Request, requires
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.register import papers
from lokmin.cycle.workforce.staff import queries
from lokmin.cycle.workforce.staff.queries import StaffRow
from lokmin.documents.forms.staff import StaffLine, cells, heads, licence_list, staff_register

_WIDTHS = (5, 32, 22, 20, 28, 24, 16, 22, 8, 22, 16, 20, 18, 20, 18, 16)


def line(row: StaffRow) -> StaffLine:
    """A row of the register as the papers print it."""
    return StaffLine(
        row.name, row.nip, row.rank, row.job, row.profession_name, row.status_name, row.education, row.klaster,
        row.unit, row.village, row.licences(clock.today()), row.joined_on,
    )  # fmt: skip


def lines(puskesmas: Puskesmas) -> list[StaffLine]:
    """Everybody in service."""
    return [line(row) for row in queries.staff(puskesmas)]


@requires("unduh_berkas")
def register(request: Request, ending: str) -> HttpResponse:
    """The list as PDF, Word or Excel."""
    found = lines(request.puskesmas)
    if ending != "xlsx":
        return papers.written(staff_register(found, papers.office(request.puskesmas)), ending)
    rows = [cells(number, one) for number, one in enumerate(found, start=1)]
    return papers.book(request.puskesmas, "daftar-staf", "Daftar staf", heads(), _WIDTHS, rows)


@requires("unduh_berkas")
def licences(request: Request, ending: str) -> HttpResponse:
    """What is to be renewed, as PDF, Word or Excel."""
    today = clock.today()
    found = [(line(e.staff), e.standing) for e in queries.expiring(request.puskesmas, today)]
    if ending != "xlsx":
        paper = licence_list(found, queries.licence_rule(today), papers.office(request.puskesmas))
        return papers.written(paper, ending)
    names = ("Nama", "Jenis SDMK", "Izin", "Nomor", "Berlaku sampai", "Sisa hari", "Yang dilakukan")
    rows = [
        (who.name, who.profession, held.licence.kind, held.licence.number, held.licence.until, held.days, held.sentence)
        for who, held in found
    ]
    return papers.book(request.puskesmas, "str-sip", "STR dan SIP", names, (32, 24, 8, 22, 16, 10, 80), rows)
