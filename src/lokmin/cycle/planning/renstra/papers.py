"""A five-year plan of the store as the records that sums, checks and papers are made from."""

from __future__ import annotations

from django.utils.translation import override

from lokmin.core.planning.renstra import RenstraLine as Record
from lokmin.cycle.monitoring.register.papers import office
from lokmin.cycle.planning.models import Plan, RenstraLine
from lokmin.cycle.planning.plans import queries
from lokmin.cycle.planning.plans.funds import book, plan_rule
from lokmin.documents.forms.parts import programme_name
from lokmin.documents.forms.renstra import RenstraPaper


def records(plan: Plan) -> tuple[Record, ...]:
    """The lines that are not removed, in their order."""
    return tuple(map(record, plan.renstra_lines.filter(removed_at=None)))


def record(line: RenstraLine) -> Record:
    """One line."""
    effort = plan_rule(line.plan.year).effort(line.upaya)
    return Record(
        key=str(line.pk), effort=effort.code if effort else line.upaya, indicator=line.indicator_text,
        unit=programme_name(line.programme) if line.programme else "", purpose=line.goal, formula=line.formula,
        baseline=line.baseline, targets=tuple(line.targets),
        activities=tuple(text for text in line.activities.splitlines() if text.strip()), budgets=tuple(line.budgets),
        funds=(line.fund,) if line.fund else (), programme=line.programme, indicator_code=line.indicator,
    )  # fmt: skip


def paper(plan: Plan) -> RenstraPaper:
    """The plan as papers take it."""
    with override("id"):
        last = plan.versions.first()
        return RenstraPaper(
            plan.year, records(plan), plan_rule(plan.year), book(plan.year), office(plan.puskesmas),
            last.number if last else 1, last.reason if last else "", queries.standing(plan),
        )  # fmt: skip
