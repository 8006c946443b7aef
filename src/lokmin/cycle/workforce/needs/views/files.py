"""Workbooks of the part, with sums that live."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.register import papers
from lokmin.documents.forms.planparts import PlanTable


def workbook(puskesmas: Puskesmas, tables: Sequence[PlanTable], name: str) -> HttpResponse:
    """Tables as sheets of one workbook."""
    from lokmin.documents.render.planbook import plan_workbook  # the writer of workbooks, only where one is made

    return papers.sent(plan_workbook(tables, made=clock.now(), office=puskesmas.name), name, "xlsx")
