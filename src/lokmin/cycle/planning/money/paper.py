"""Absorption and money beside coverage on paper and as a workbook."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import override

from lokmin.core.periods import Month
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.register.papers import written
from lokmin.cycle.planning.money import queries
from lokmin.cycle.planning.rpk.paper import f4, fund_names, workbook
from lokmin.documents.forms.money import MoneyPaper, money_paper


def paper_of(puskesmas: Puskesmas, month: Month) -> MoneyPaper:
    """What the papers of money are made of."""
    found = queries.page(puskesmas, month)
    return MoneyPaper(
        month, found.lines, found.together, found.courses, found.plan, fund_names(month.year),
        {fund: one.document for fund, one in found.ceilings.items()}, found.message, found.deviations, found.placed,
        (found.rule.absorption_bp, found.rule.coverage_bp),
    )  # fmt: skip


def file(puskesmas: Puskesmas, month: Month, ending: str) -> HttpResponse:
    """Money up to a month as PDF, Word or Excel."""
    with override("id"):
        paper = paper_of(puskesmas, month)
        if ending != "xlsx":
            return written(money_paper(paper, f4(puskesmas)), ending)
        from lokmin.documents.render.rpkpages import money_pages  # the sheets, only where a workbook is made

        return workbook(puskesmas, money_pages(paper, puskesmas.name), f"serapan-dana-{month}")
