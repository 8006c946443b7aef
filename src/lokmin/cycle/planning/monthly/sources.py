"""The four sources of an RPK bulanan, as the core's records: the year, last month, decided RTL, open promises."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from lokmin.catalog.loading import rules
from lokmin.core.periods import Month
from lokmin.core.planning.monthly import draft
from lokmin.core.planning.monthrecords import Draft, Gap, Sources, Todo
from lokmin.core.planning.rpkrules import RpkRule
from lokmin.core.pws.rows import Status
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.followup import queries as followup
from lokmin.cycle.followup.commitments import queries as promises
from lokmin.cycle.monitoring.queries.problems import few, issues
from lokmin.cycle.monitoring.queries.table import month_table, months_with_data
from lokmin.cycle.planning.models import MonthRow, Plan
from lokmin.cycle.planning.monthly.rows import core_row, fetched, is_gap, names
from lokmin.cycle.planning.plans import queries as plans
from lokmin.cycle.planning.plans.funds import book, plan_rule
from lokmin.cycle.planning.rpk.queries import items
from lokmin.cycle.workforce.darbin.queries import pj_names
from lokmin.documents.forms.parts import programme_name

#: States of last month's rows that come back at once; those nobody said anything of do when the month is over.
_BACK = (MonthRow.PART, MonthRow.MOVED)


@functools.cache
def rule(year: int) -> RpkRule:
    """The limits in force in a year."""
    return RpkRule.load(rules("rpk"), year)


def drawn(puskesmas: Puskesmas, month: Month) -> Draft:
    """The month as it follows from its sources today, without looking at what is already in it."""
    return draft(month, sources(puskesmas, month))


def sources(puskesmas: Puskesmas, month: Month) -> Sources:
    """Everything the month may hold, and what the office took out of it before.

    A month that is planned before the one before it is over waits for that one's figures and silent rows. A gap nobody
    said anything of does not come back as undone: the newer figures say whether it is still there.
    """
    before = list(fetched(plans.plan(puskesmas, Plan.MONTHLY, month.previous.year, month.previous.month)))
    present = plans.plan(puskesmas, Plan.MONTHLY, month.year, month.month)
    over = clock.today() > month.previous.last_day
    drawn = list(present.month_rows.all()) if present else []
    todo = {"action": actions(puskesmas), "promise": open_promises(puskesmas)}
    back = [
        row for row in before
        if row.state in _BACK or (over and row.state == MonthRow.PLANNED and not is_gap(row))
    ]  # fmt: skip
    ended = {row.pk: words for row in back if (words := _ended(row, todo))}
    return Sources(
        year=items(puskesmas, month.year), undone=[core_row(row) for row in back if row.pk not in ended],
        settled=[(row.activity, ended[row.pk]) for row in back if row.pk in ended],
        cancelled=[(row.activity, row.state_reason) for row in before if row.state == MonthRow.CANCELLED],
        gaps=gaps(puskesmas, month.previous) if over else (),
        actions=todo["action"], promises=todo["promise"],
        held={name for row in drawn if row.removed_at is None for name in names(row)},
        dropped={
            name: row.removed_reason or "dihapus" for row in drawn if row.removed_at is not None for name in names(row)
        },
        most_gaps=rule(month.year).most_gaps, most_of_indicator=rule(month.year).most_of_indicator,
    )  # fmt: skip


def _ended(row: MonthRow, todo: Mapping[str, Sequence[Todo]]) -> str:
    """Why a row that only an RTL or a promise asked for need not come back: that was closed; empty while it is open."""
    if row.rpk_item_id or not (row.action_id or row.commitment_id):
        return ""
    if row.action_id:
        still = any(one.key == str(row.action_id) for one in todo["action"])
        return "" if still else "RTL-nya sudah ditutup"
    still = any(one.key == str(row.commitment_id) for one in todo["promise"])
    return "" if still else "komitmennya sudah ditutup"


def gaps(puskesmas: Puskesmas, until: Month) -> tuple[Gap, ...]:
    """Red indicators of villages with people missing in the last month with figures: those meetings speak of first.

    Figures older than three months say nothing about the coming one.
    """
    known = [month for month in months_with_data(puskesmas) if until.plus(-2) <= month <= until]
    if not known:
        return ()
    month = known[-1]
    table = month_table(puskesmas, month)
    owners = pj_names(puskesmas, clock.today())
    found = []
    spoken = {(issue.place.code, issue.indicator.code) for issue in few(table)[0]}
    ranked = sorted(issues(table), key=lambda issue: (issue.place.code, issue.indicator.code) not in spoken)
    for issue in ranked:
        row, indicator = issue.row, issue.indicator
        if row.status not in (Status.JELEK, Status.CUKUP) or not row.gap_people or not row.higher_is_better:
            continue
        found.append(Gap(
            indicator.code, indicator.short, issue.place.code, issue.place.name, row.gap_people, indicator.people,
            month, programme_name(indicator.programme), indicator.programme, indicator.klaster,
            owners.get(issue.place.code, ""),
        ))  # fmt: skip
    return tuple(found)


def actions(puskesmas: Puskesmas) -> tuple[Todo, ...]:
    """The decided RTL that are open."""
    return tuple(
        Todo(
            str(a.pk), f"RTL {a.label}", a.activity, effort=_effort(a.programme), programme=a.programme,
            klaster=a.klaster, purpose=f"Mengatasi: {a.problem}"[:300], target_group=a.target_group, target=a.target,
            owner=a.owner, start=a.start, due=a.due, place=a.place, villages=(a.village,) if a.village else (),
            workers=a.partners or a.owner, cost=a.cost, fund=_fund(a.fund), indicator=a.indicator,
        )
        for a in followup.open_actions(puskesmas)
    )  # fmt: skip


def open_promises(puskesmas: Puskesmas) -> tuple[Todo, ...]:
    """The promises of partners that are open."""
    return tuple(
        Todo(
            str(c.pk), f"Komitmen {c.label}, {c.partner}", c.activity or c.support, effort="Lintas sektor",
            purpose=f"Mengatasi: {c.problem}"[:300], target_group=c.target_group, owner=c.owner or c.partner,
            start=c.start, due=c.due, place=c.village_name, villages=(c.village,) if c.village else (),
            partner=c.partner, support=c.support, indicator=c.indicator,
        )
        for c in promises.commitments(puskesmas, clock.today())
        if c.open
    )  # fmt: skip


def upaya(programme: str, year: int) -> str:
    """The group of upaya a programme is printed under; empty where nothing says it."""
    effort = plan_rule(year).effort_of(programme)
    return effort.name if effort else ""


def _effort(programme: str) -> str:
    return programme_name(programme) if programme else ""


def _fund(text: str) -> str:
    """The code of a source somebody wrote by hand; the text where it is none of them."""
    found = book(clock.today().year).match(text)
    return found.code if found else text
