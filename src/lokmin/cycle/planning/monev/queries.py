"""Reads of the M&E plan and of the LP/LS matrix of a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lokmin.core.planning.integration import LS, Matrix, Support, matrix
from lokmin.core.planning.monev import Check, State, sentence, state
from lokmin.core.problems.alike import likeness, words
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.followup.commitments.queries import CommitmentLine, commitments
from lokmin.cycle.planning.models import Integration, MonevLine, Plan, RpkItem
from lokmin.cycle.planning.plans import bodies
from lokmin.cycle.planning.plans import queries as plans
from lokmin.documents.forms.parts import programme_name

#: So much of all words two activities must share to be about the same work.
_ALIKE = Fraction(1, 3)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the plan with its key and where it stands today."""

    pk: int
    item: int
    check: Check
    state: State


@dataclass(frozen=True, slots=True)
class MonevPage:
    """The plan of a year: ``without`` is the number of activities nobody plans to look at."""

    plan: Plan | None
    year: int
    lines: tuple[CheckLine, ...]
    without: int
    message: str


def items(puskesmas: Puskesmas, year: int) -> Sequence[RpkItem]:
    """The rows of the RPK of a year with what M&E and integration ask of them."""
    plan = plans.plan(puskesmas, Plan.RPK, year)
    return list(bodies.rpk_items(plan)) if plan else []


def lines(puskesmas: Puskesmas, year: int) -> tuple[MonevLine, ...]:
    """The lines of a year, those that come first on top; undated ones last."""
    found = MonevLine.objects.filter(
        item__plan__puskesmas=puskesmas, item__plan__kind=Plan.RPK, item__plan__year=year, item__removed_at=None
    ).select_related("item", "owner")
    return tuple(sorted(found, key=lambda line: (line.due or dt.date.max, line.item.order, line.pk)))


def check(line: MonevLine) -> Check:
    """A stored line as core and papers take it."""
    return Check(
        key=str(line.pk), activity=str(line.item_id), name=line.item.activity, indicator=line.indicator,
        target=line.item.target, method=line.method, on=line.due,
        who=line.owner.name if line.owner else line.owner_text, done_on=line.done_on, result=line.result,
    )  # fmt: skip


def page(puskesmas: Puskesmas, year: int) -> MonevPage:
    """Everything the page of the plan shows."""
    today = clock.today()
    held = tuple(CheckLine(x.pk, x.item_id, check(x), state(check(x), today)) for x in lines(puskesmas, year))
    looked = {line.item for line in held}
    without = sum(item.pk not in looked for item in items(puskesmas, year))
    message = sentence((line.check for line in held), today)
    return MonevPage(plans.plan(puskesmas, Plan.RPK, year), year, held, without, message)


def supports(puskesmas: Puskesmas, year: int) -> tuple[Support, ...]:
    """What programmes and sectors give to the activities of a year."""
    found = Integration.objects.filter(
        item__plan__puskesmas=puskesmas, item__plan__kind=Plan.RPK, item__plan__year=year, item__removed_at=None
    ).select_related("partner")
    return tuple(
        Support(
            str(one.item_id), one.kind, one.partner.name if one.partner else programme_name(one.programme),
            one.support, one.time_text,
        )
        for one in found
    )  # fmt: skip


def integration(puskesmas: Puskesmas, year: int) -> Matrix:
    """The matrix of a year."""
    rows = [(str(item.pk), item.activity, bodies.owner(item)) for item in items(puskesmas, year)]
    return matrix(rows, supports(puskesmas, year))


def promised(puskesmas: Puskesmas, year: int) -> list[tuple[RpkItem, CommitmentLine]]:
    """Promises of partners made in a year with the activity they support and that are not in the matrix yet.

    A promise belongs to the activity with the same indicator (and, where both name villages, the same village), else to
    the one whose words are most alike.
    """
    rows = items(puskesmas, year)
    known = set(
        Integration.objects.filter(item__in=[row.pk for row in rows], kind=LS).values_list(
            "item_id", "partner_id", "support"
        )
    )
    found = []
    for promise in commitments(puskesmas, clock.today(), year=year):
        item = _supported(promise, rows)
        if item is not None and (item.pk, promise.partner_id, promise.support) not in known:
            found.append((item, promise))
    return found


def _supported(promise: CommitmentLine, rows: Sequence[RpkItem]) -> RpkItem | None:
    for item in rows:
        places = {village.code for village in item.villages.all()}
        here = not places or not promise.village or promise.village in places
        if promise.indicator and promise.indicator == item.indicator and here:
            return item
    said = words(promise.activity or promise.support)
    best = max(rows, key=lambda item: likeness(said, words(item.activity)), default=None)
    return best if best is not None and likeness(said, words(best.activity)) >= _ALIKE else None


def state_line(puskesmas: Puskesmas, year: int) -> str:
    """One line for the home of the stage."""
    found = page(puskesmas, year)
    late = sum(line.state is State.LATE for line in found.lines)
    if not found.lines:
        return "belum ada rencana monev"
    return f"{len(found.lines)} rencana monev" + (f", {late} terlambat" if late else "")
