"""The papers of a RUK, of the working rows."""

from __future__ import annotations

from django.utils.translation import override

from lokmin.core.planning.thread import FUNDED_WORDS
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.register.papers import office
from lokmin.cycle.planning.models import Plan
from lokmin.cycle.planning.plans import queries as plans
from lokmin.cycle.planning.plans.funds import book, plan_rule
from lokmin.cycle.planning.ruk.records import records
from lokmin.cycle.planning.ruk.threads import YearThreads
from lokmin.documents.forms.planparts import PlanColumn, PlanGroup, PlanSummary, PlanTable
from lokmin.documents.forms.ruk import RukPaper, ruk_summary


def paper(puskesmas: Puskesmas, year: int) -> RukPaper:
    """The RUK of a year as papers take it; empty where nobody began it."""
    with override("id"):
        plan = plans.plan(puskesmas, Plan.RUK, year)
        last = plan.versions.first() if plan else None
        rows = records(plan) if plan else ()
        return RukPaper(
            year, rows, plan_rule(year), book(year), office(puskesmas), last.number if last else 1,
            last.reason if last else "", plans.standing(plan) if plan else "",
        )  # fmt: skip


def threads_table(found: YearThreads, office_name: str) -> PlanTable:
    """Every activity of a year with its sum at each joint, for a workbook with live sums."""
    with override("id"):
        groups: dict[str, list[tuple[str | int | None, ...]]] = {}
        for number, line in enumerate(found.lines, start=1):
            t = line.thread
            granted = t.decision.granted if t.decision else None
            word = FUNDED_WORDS[t.decision.funded] if t.decision else ""
            done = f"{t.done} dari {len(t.months)} bulan" if t.months else ""
            groups.setdefault(line.upaya or "Belum dikelompokkan", []).append((
                str(number), t.activity, f"{t.renstra}, target {t.renstra_target}" if t.renstra_target else t.renstra,
                t.asked, granted, word, t.planned, done, t.paid, t.coverage.sentence if t.coverage else "",
                f"{line.broken.name}: {line.broken.next or line.broken.sentence}" if line.broken else "utuh",
            ))  # fmt: skip
        columns = (
            PlanColumn("No", 8, 5), PlanColumn("Kegiatan", 40, 40), PlanColumn("Rencana lima tahunan", 40, 34),
            PlanColumn("Diusulkan (Rp)", 22, 16, money=True), PlanColumn("Didanai (Rp)", 22, 16, money=True),
            PlanColumn("Pendanaan", 22, 18), PlanColumn("RPK (Rp)", 22, 16, money=True),
            PlanColumn("Terlaksana", 22, 18), PlanColumn("Dibayar (Rp)", 22, 16, money=True),
            PlanColumn("Capaian", 30, 26), PlanColumn("Putus di", 40, 44),
        )  # fmt: skip
        return PlanTable(
            f"Benang merah {found.year}", f"Benang merah {found.year}: dari usulan sampai capaian", office_name,
            columns, tuple(PlanGroup(name, tuple(rows)) for name, rows in groups.items()), label=1,
        )  # fmt: skip


def summary(plan: Plan) -> PlanSummary:
    """The RUK on an approval sheet."""
    changed = plans.versions(plan)
    return ruk_summary(paper(plan.puskesmas, plan.year), changed[0].summary if changed else "")
