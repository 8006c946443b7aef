"""Reads of the optimiser: the runs of a plan, one run as its page shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from lokmin.core.planning.scheduleload import WeekLoad
from lokmin.cycle.planning.models import Plan, ScheduleRun
from lokmin.cycle.planning.optimise.problem import Chosen
from lokmin.documents.figures.yearload import Strip


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One row of the plan that would change: months as they are and as proposed, each move with its reason.

    ``stale``: its months were changed since; it can no longer be taken.
    """

    pk: int
    name: str
    before: tuple[int, ...]
    after: tuple[int, ...]
    whys: tuple[tuple[int, int, str], ...]
    stale: bool


@dataclass(frozen=True)
class RunPage:
    """All that the page of a run shows."""

    run: ScheduleRun
    chosen: Chosen
    rows: tuple[MovedRow, ...]
    unplaced: tuple[str, ...]
    without: tuple[str, ...]
    words: str
    strips: tuple[Strip, Strip]
    counted: int

    @property
    def open(self) -> bool:
        return self.run.state == ScheduleRun.WAITING

    @property
    def full_before(self) -> int:
        return self.strips[0].full_weeks

    @property
    def full_after(self) -> int:
        return self.strips[1].full_weeks


def runs(plan: Plan) -> tuple[ScheduleRun, ...]:
    """The last runs of a plan, the newest first."""
    return tuple(plan.runs.select_related("made_by")[:10])


def run_page(run: ScheduleRun) -> RunPage:
    """A run with what the plan has become since."""
    body = run.body
    items = run.plan.rpk_items.filter(removed_at=None).prefetch_related("months")
    now = {item.pk: sorted(m.month for m in item.months.all()) for item in items}
    whys: dict[int, list[tuple[int, int, str]]] = {}
    names: dict[int, str] = {}
    for move in body["moves"]:
        names[move["row"]] = move["name"]
        whys.setdefault(move["row"], []).append((move["from"], move["to"], move["why"]))
    rows = tuple(
        MovedRow(
            pk, name, tuple(body["before"][str(pk)]), tuple(body["after"][str(pk)]), tuple(whys[pk]),
            now.get(pk) != body["before"][str(pk)] or len(body["after"][str(pk)]) != len(body["before"][str(pk)]),
        )
        for pk, name in names.items()
    )  # fmt: skip
    weeks = body["weeks"]
    strips = (Strip(_("RPK sekarang"), _weeks(weeks["before"])), Strip(_("Usulan"), _weeks(weeks["after"])))
    return RunPage(
        run, Chosen.of(body["chosen"]), rows, tuple(u["sentence"] for u in body["unplaced"]), tuple(body["without"]),
        body["words"], strips, len(body["before"]),
    )  # fmt: skip


def _weeks(rows: Sequence[Sequence[Any]]) -> tuple[WeekLoad, ...]:
    return tuple(
        WeekLoad(dt.date.fromisoformat(first), dt.date.fromisoformat(last), load, workdays, fasting)
        for first, last, load, workdays, fasting in rows
    )


def state_line(plan: Plan | None) -> str:
    """One line for the home of the stage."""
    last = plan.runs.first() if plan else None
    if last is None:
        return ""
    if last.state == ScheduleRun.WAITING:
        return _("usulan menunggu: %(n)s perubahan bulan") % {"n": len(last.body.get("moves", ()))}
    return _("usulan terakhir %(state)s") % {"state": _(last.state)}
