"""One problem with all its page shows of this stage: months, causes, ways, events, and what may be the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lokmin.catalog.loading import rules
from lokmin.core.periods import Month
from lokmin.core.problems.causecheck import Remark, check
from lokmin.core.problems.causes import CauseRules, CauseTree
from lokmin.core.problems.register import Entry as Compared
from lokmin.core.problems.register import RegisterRule, merges
from lokmin.core.pws.rows import CoverageRow
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.models import Problem, ProblemEvent, ProblemMonth
from lokmin.cycle.monitoring.queries.table import default_month, month_table
from lokmin.cycle.monitoring.register.ledger import family_ids, survivor
from lokmin.cycle.monitoring.register.queries.entries import Entry, MonthLine, entries, month_line
from lokmin.cycle.monitoring.register.queries.levels import levels
from lokmin.cycle.monitoring.register.queries.trees import cause_rules, causes_of
from lokmin.cycle.monitoring.register.queries.ways import Ways, ways_of


@dataclass(frozen=True, slots=True)
class Event:
    """One step in the life of a problem; ``of`` is the number of the merged problem it happened to, else empty."""

    at: dt.datetime
    by: str
    note: str
    status: str
    of: str
    changes: Mapping[str, Any]


@dataclass(frozen=True)
class ProblemPage:
    """A problem and all that was merged into it.

    Attributes:
        family: ids of the problem and everything merged into it; what else belongs to it hangs on these.
        months: oldest first; of several problems in one month that of this one.
        row: the figure of the newest month with data; None for raised ones.
        into: (id, number) of the problem it was merged into; ``origin``: of the one it was split from.
    """

    entry: Entry
    record: Problem
    family: tuple[int, ...]
    months: tuple[MonthLine, ...]
    tree: CauseTree
    rules: CauseRules
    remarks: tuple[Remark, ...]
    ways: Ways
    events: tuple[Event, ...]
    merged: tuple[Entry, ...]
    parts: tuple[Entry, ...]
    into: Entry | None
    origin: Entry | None
    row: CoverageRow | None
    month: Month | None


def problem(puskesmas: Puskesmas, pk: int, *, method: str = "") -> ProblemPage | None:
    """Everything about one problem of this Puskesmas; None when there is none."""
    rows = Problem.objects.of(puskesmas)
    record = rows.select_related("village", "merged_into", "split_from", "made_by").filter(pk=pk).first()
    if record is None:
        return None
    family = family_ids(record)
    year = clock.today().year
    month = default_month(puskesmas) if record.key else None
    tree, limits = causes_of(pk), cause_rules(year)
    if month is not None:
        tree = replace(tree, levels=levels(month_table(puskesmas, month), *record.key.split("@", 1)))
    end = survivor(record) if record.merged_into else None
    shown = {e.pk: e for e in entries(puskesmas, rows.filter(pk__in=_near(record, family, end)))}
    return ProblemPage(
        entry=shown[pk],
        record=record,
        family=family,
        months=_months(pk, family),
        tree=tree,
        rules=limits,
        remarks=check(tree, limits) if tree.nodes else (),
        ways=ways_of(record, year, method),
        events=_events(pk, family),
        merged=tuple(shown[one] for one in family if one != pk),
        parts=tuple(e for e in shown.values() if e.pk in set(record.parts.values_list("pk", flat=True))),
        into=shown.get(end.pk) if end else None,
        origin=shown.get(record.split_from_id) if record.split_from_id else None,
        row=_row(puskesmas, record, month),
        month=month,
    )


def _near(record: Problem, family: tuple[int, ...], end: Problem | None) -> set[int]:
    near = set(family) | set(record.parts.values_list("pk", flat=True))
    if end is not None:
        near.add(end.pk)
    if record.split_from_id:
        near.add(record.split_from_id)
    return near


def _months(pk: int, family: tuple[int, ...]) -> tuple[MonthLine, ...]:
    by_period: dict[str, ProblemMonth] = {}
    for row in ProblemMonth.objects.filter(problem__in=family).order_by("period", "-problem_id"):
        if row.period not in by_period or row.problem_id == pk:
            by_period[row.period] = row
    return tuple(month_line(by_period[period]) for period in sorted(by_period))


def _events(pk: int, family: tuple[int, ...]) -> tuple[Event, ...]:
    rows = ProblemEvent.objects.filter(problem__in=family).select_related("by", "problem").order_by("-at", "-id")
    return tuple(
        Event(
            row.at, str(row.by) if row.by else "", row.note, row.status,
            "" if row.problem_id == pk else f"{row.problem.number}/{row.problem.year}", row.changes,
        )
        for row in rows
    )  # fmt: skip


def _row(puskesmas: Puskesmas, record: Problem, month: Month | None) -> CoverageRow | None:
    if month is None:
        return None
    indicator, place = record.key.split("@", 1)
    return month_table(puskesmas, month).by.get((place, indicator))


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another open problem that may be the same one, and why."""

    entry: Entry
    why: str


def proposals(puskesmas: Puskesmas, pk: int) -> tuple[Proposal, ...]:
    """Open problems that may be the same as one, the likeliest first; nothing is ever merged by itself."""
    known = {e.pk: e for e in entries(puskesmas, Problem.objects.of(puskesmas).filter(status=Problem.OPEN))}
    if pk not in known:
        return ()
    rule = RegisterRule.load(rules("register"), clock.today().year)
    compared = [
        Compared(e.pk, e.statement, e.village_code, f"{e.indicator}@{e.village_code}" if e.found else "", e.programme)
        for e in known.values()
    ]
    found = [m for m in merges(compared, rule) if pk in (m.first, m.second)]
    return tuple(Proposal(known[m.second if m.first == pk else m.first], m.why) for m in found)
