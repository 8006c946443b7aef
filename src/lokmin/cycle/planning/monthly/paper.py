"""The RPK bulanan on paper and as a workbook, also for the pack of a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import override

from lokmin.core.periods import Month, short_date
from lokmin.core.planning.monthly import months_planned
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.register.papers import written
from lokmin.cycle.planning.models import MonthRow
from lokmin.cycle.planning.monthly import queries
from lokmin.cycle.planning.monthly.queries import MonthLine
from lokmin.cycle.planning.rpk.paper import f4, fund_names, version_words, workbook
from lokmin.documents.forms.rpkmonth import MonthPaper, rpk_month
from lokmin.documents.model import Document


def paper_of(puskesmas: Puskesmas, month: Month, *, left_out: bool = True) -> MonthPaper:
    """What the papers of a month are made of; ``left_out``: also what was not taken in, which asks all sources."""
    found = queries.page(puskesmas, month)
    last = found.plan.versions.first() if found.plan else None
    with override("id"):
        return MonthPaper(
            month, [line.row for line in found.lines], fund_names(month.year),
            {line.row.key: words for line in found.lines if (words := state_words(line))}, version_words(found.plan),
            tuple(last.changes) if last else (), queries.news(puskesmas, month).left_out if left_out else (),
        )  # fmt: skip


def state_words(line: MonthLine) -> str:
    """``terlaksana 3 November 2026``; empty while it is only planned."""
    if line.state == MonthRow.PLANNED:
        return ""
    parts = [line.state if line.done_on is None else f"{line.state} {short_date(line.done_on)}"]
    return ": ".join(filter(None, (*parts, line.reason or line.result)))


def for_pack(puskesmas: Puskesmas, held: dt.date) -> tuple[MonthPaper, ...]:
    """The months a lokmin held on a day plans, as far as they were drawn up."""
    papers = (paper_of(puskesmas, month, left_out=False) for month in months_planned(held))
    return tuple(paper for paper in papers if paper.rows)


def document(puskesmas: Puskesmas, month: Month) -> Document:
    """The month as a paper."""
    with override("id"):
        return rpk_month([paper_of(puskesmas, month)], f4(puskesmas))


def file(puskesmas: Puskesmas, month: Month, ending: str) -> HttpResponse:
    """The month as PDF, Word or Excel."""
    if ending != "xlsx":
        return written(document(puskesmas, month), ending)
    return book(puskesmas, [paper_of(puskesmas, month, left_out=False)], f"rpk-bulanan-{month}")


def book(puskesmas: Puskesmas, papers: Sequence[MonthPaper], code: str) -> HttpResponse:
    """Months as a workbook."""
    from lokmin.documents.render.rpkpages import month_pages  # the sheets, only where a workbook is made

    return workbook(puskesmas, month_pages(papers, puskesmas.name), code)
