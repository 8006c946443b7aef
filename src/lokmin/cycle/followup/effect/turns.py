"""Turns of plan-do-study-act side by side, and the months of the indicator under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from lokmin.core.effects.pdsa import Stage, Turn, may_follow
from lokmin.core.periods import Month
from lokmin.core.pws.rows import CoverageRow
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.followup.models import Pdsa
from lokmin.cycle.monitoring.queries import default_month, month_table


@dataclass(frozen=True, slots=True)
class TurnLine:
    """One turn with its texts. ``stage``: the part that is to be written next."""

    pk: int
    turn: Turn
    aim: str
    stage: Stage


@dataclass(frozen=True)
class Course:
    """All turns about one thing.

    Attributes:
        key: how the thing is named in an address: ``rtl-12``, ``masalah-3``, ``K1``.
        title, about: what it is, in words. ``indicator`` and ``place``: whose months stand under the turns.
        refusal: why no further turn may begin now; empty when it may.
        months: (month, whole month's figure as a row or None, numbers of the turns running in it).
    """

    key: str
    title: str
    indicator: str
    place: str
    turns: tuple[TurnLine, ...]
    refusal: str
    months: tuple[tuple[Month, CoverageRow | None, tuple[int, ...]], ...]

    @property
    def running(self) -> TurnLine | None:
        return next((line for line in self.turns if line.stage is not Stage.ENDED), None)


def turn_of(row: Pdsa) -> Turn:
    """A row as the rules see it."""
    return Turn(
        row.number, row.plan, row.done, row.study, row.act, row.decision, start=row.start, end=row.end
    )  # fmt: skip


def turns_with(turn: Pdsa) -> QuerySet[Pdsa]:
    """The saved turns about the same thing, in their order."""
    rows: QuerySet[Pdsa] = Pdsa.objects.of(turn.puskesmas)
    if turn.problem_id is not None:
        rows = rows.filter(problem_id=turn.problem_id)
    elif turn.action_id is not None:
        rows = rows.filter(problem=None, action_id=turn.action_id)
    else:
        rows = rows.filter(problem=None, action=None, indicator=turn.indicator)
    return rows.exclude(pk=turn.pk).order_by("number", "id")


def key_of(row: Pdsa) -> str:
    """How the thing a turn is about is named in an address."""
    if row.problem_id is not None:
        return f"masalah-{row.problem_id}"
    return f"rtl-{row.action_id}" if row.action_id is not None else row.indicator


def courses(puskesmas: Puskesmas) -> tuple[Course, ...]:
    """Every thing somebody has turned on, those still running first."""
    rows = Pdsa.objects.of(puskesmas).select_related("problem", "action", "action__village", "problem__village")
    groups: dict[str, list[Pdsa]] = {}
    for row in rows.order_by("number", "id"):
        groups.setdefault(key_of(row), []).append(row)
    found = [_course(puskesmas, key, group) for key, group in groups.items()]
    return tuple(sorted(found, key=lambda course: (course.running is None, course.turns[-1].turn.start, course.key)))


def course(puskesmas: Puskesmas, turn: Pdsa) -> Course:
    """The turns about what one of them is about."""
    rows = [*turns_with(turn), turn]
    return _course(puskesmas, key_of(turn), sorted(rows, key=lambda row: (row.number, row.pk)))


def _course(puskesmas: Puskesmas, key: str, rows: Sequence[Pdsa]) -> Course:
    first = rows[0]
    about = first.problem or first.action
    village = about.village if about is not None else None
    indicator = first.indicator or (about.indicator if about is not None else "")
    turns = tuple(TurnLine(row.pk, turn := turn_of(row), row.aim, turn.stage) for row in rows)
    place = village.code if village is not None else puskesmas.code
    title = first.action.activity if first.action and not first.problem else rows[0].aim
    if first.problem is not None:
        title = str(first.problem)
    return Course(
        key=key,
        title=title,
        indicator=indicator,
        place=village.name if village is not None else "",
        turns=turns,
        refusal=may_follow([line.turn for line in turns]),
        months=_months(puskesmas, indicator, place, [line.turn for line in turns]),
    )


def _months(
    puskesmas: Puskesmas, indicator: str, place: str, turns: Sequence[Turn]
) -> tuple[tuple[Month, CoverageRow | None, tuple[int, ...]], ...]:
    """From two months before the first turn to the last month with figures (or the end of the last turn)."""
    start = Month.parse(min(turn.start for turn in turns)).plus(-2)
    last = default_month(puskesmas)
    ends = [Month.parse(turn.end or turn.start) for turn in turns]
    until = max([*ends, *([last] if last else [])])
    found = []
    for month in start.until(until)[-18:]:
        row = None
        if indicator and last is not None and month <= last:
            row = month_table(puskesmas, month).by.get((place, indicator))
        running = tuple(t.number for t in turns if t.start <= month.code <= (t.end or until.code))
        found.append((month, row, running))
    return tuple(found)
