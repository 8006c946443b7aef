"""The papers of a RUK, of the working rows."""

from __future__ import annotations

from django.utils.translation import override

from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.register.papers import office
from lokmin.cycle.planning.models import Plan
from lokmin.cycle.planning.plans import queries as plans
from lokmin.cycle.planning.plans.funds import book, plan_rule
from lokmin.cycle.planning.ruk.records import records
from lokmin.documents.forms.planparts import PlanSummary
from lokmin.documents.forms.ruk import RukPaper, ruk_summary


def paper(puskesmas: Puskesmas, year: int) -> RukPaper:
    """The RUK of a year as papers take it; empty where nobody began it."""
    with override("id"):
        plan = plans.plan(puskesmas, Plan.RUK, year)
        last = plan.versions.first() if plan else None
        rows = records(plan) if plan else ()
        return RukPaper(
            year, rows, plan_rule(year), book(year), office(puskesmas), last.number if last else 1,
            last.reason if last else "",
        )  # fmt: skip


def summary(plan: Plan) -> PlanSummary:
    """The RUK on an approval sheet."""
    changed = plans.versions(plan)
    return ruk_summary(paper(plan.puskesmas, plan.year), changed[0].summary if changed else "")
