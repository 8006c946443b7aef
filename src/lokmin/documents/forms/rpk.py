"""RPK bulanan in the pack of a meeting: the months it plans, as the plan of the office has them."""

from __future__ import annotations

from lokmin.core.planning.monthly import months_planned
from lokmin.documents.forms.problemparts import office
from lokmin.documents.forms.records import PackInput
from lokmin.documents.forms.rpkmonth import MonthPaper, rpk_month
from lokmin.documents.model import Document


def planned(pack: PackInput) -> tuple[MonthPaper, ...]:
    """The months of the plan; without one the months the meeting plans, still empty."""
    return pack.months or tuple(MonthPaper(month, ()) for month in months_planned(pack.meeting.date))


def rpk_bulanan(pack: PackInput) -> Document:
    """The rows of each planned month and its calendar of days, landscape."""
    return rpk_month(planned(pack), office(pack))
