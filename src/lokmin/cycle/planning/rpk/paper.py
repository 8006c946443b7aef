"""The RPK of a year on paper and as a workbook; what the papers of the plans of a year share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpResponse
from django.utils.translation import override

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.register.papers import office, sent, written
from lokmin.cycle.planning.models import Plan
from lokmin.cycle.planning.plans import queries as plans
from lokmin.cycle.planning.plans.funds import book
from lokmin.cycle.planning.rpk import queries
from lokmin.documents.forms.problemparts import Office
from lokmin.documents.forms.rpkyear import YearPaper, rpk_year
from lokmin.documents.model import Document, Paper
from lokmin.documents.render.rpkpage import Page


def f4(puskesmas: Puskesmas) -> Office:
    """Who prints, on the paper the official forms of plans have."""
    return replace(office(puskesmas), paper=Paper.F4)


def fund_names(year: int) -> dict[str, str]:
    """Code -> short name of the sources of a year."""
    return {fund.code: fund.short for fund in book(year).funds}


def version_words(plan: Plan | None) -> str:
    """``Versi 2, disetujui 6 Januari 2026``, ``Rancangan``."""
    return plans.standing(plan)


def workbook(puskesmas: Puskesmas, pages: Sequence[Page], code: str) -> HttpResponse:
    """Sheets as a file to be kept."""
    from lokmin.documents.render.rpkbooks import plan_workbook  # the writer of workbooks, only where one is made

    return sent(plan_workbook(pages, made=clock.now(), office=puskesmas.name), code, "xlsx")


def paper_of(puskesmas: Puskesmas, year: int) -> YearPaper:
    """What the papers of a year are made of."""
    page = queries.page(puskesmas, year)
    doubts = tuple(line.doubt for line in page.lines if line.doubt)
    return YearPaper(
        year, [line.row for line in page.lines], fund_names(year), version_words(page.plan), page.shares, page.message,
        doubts,
    )  # fmt: skip


def document(puskesmas: Puskesmas, year: int) -> Document:
    """The RPK of a year as a paper."""
    with override("id"):
        return rpk_year(paper_of(puskesmas, year), f4(puskesmas))


def file(puskesmas: Puskesmas, year: int, ending: str) -> HttpResponse:
    """The RPK of a year as PDF, Word or Excel."""
    if ending != "xlsx":
        return written(document(puskesmas, year), ending)
    from lokmin.documents.render.rpkpages import year_pages  # as above

    with override("id"):
        pages = year_pages(paper_of(puskesmas, year), puskesmas.name)
    return workbook(puskesmas, pages, f"rpk-{year}")
