"""The M&E plan and the LP/LS matrix on paper and as workbooks."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import override

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.register.papers import written
from lokmin.cycle.planning.monev import queries
from lokmin.cycle.planning.rpk.paper import f4, workbook
from lokmin.documents.forms.integration import integration_paper
from lokmin.documents.forms.monev import monev_paper


def monev_file(puskesmas: Puskesmas, year: int, ending: str) -> HttpResponse:
    """The M&E plan of a year."""
    with override("id"):
        checks = [queries.check(line) for line in queries.lines(puskesmas, year)]
        if ending != "xlsx":
            return written(monev_paper(checks, year, f4(puskesmas), clock.today()), ending)
        from lokmin.documents.render.rpkpages import monev_pages  # the sheets, only where a workbook is made

        pages = monev_pages(checks, year, puskesmas.name, clock.today())
        return workbook(puskesmas, pages, f"rencana-monev-{year}")


def integration_file(puskesmas: Puskesmas, year: int, ending: str) -> HttpResponse:
    """The matrix of a year."""
    with override("id"):
        found = queries.integration(puskesmas, year)
        if ending != "xlsx":
            return written(integration_paper(found, year, f4(puskesmas)), ending)
        from lokmin.documents.render.rpkpages import integration_pages  # as above

        return workbook(puskesmas, integration_pages(found, year, puskesmas.name), f"integrasi-lp-ls-{year}")
