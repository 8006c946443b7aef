"""The RPK bulanan of a pack as a workbook."""

from __future__ import annotations

from lokmin.documents.forms.records import PackInput
from lokmin.documents.forms.rpk import planned
from lokmin.documents.render.rpkbooks import plan_workbook
from lokmin.documents.render.rpkpages import month_pages


def rpk_workbook(pack: PackInput) -> bytes:
    """The rows as .xlsx bytes, equal for equal input. Costs are numbers with a live sum; the grid is editable."""
    return plan_workbook(month_pages(planned(pack), pack.puskesmas), made=pack.made_at, office=pack.puskesmas)
