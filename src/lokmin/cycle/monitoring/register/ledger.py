"""What every write of the register shares: the number of the year, the lock, the event with its audit line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.monitoring.models import Problem, ProblemEvent, Risk


def next_number(model: type[Problem | Risk], puskesmas: Puskesmas, year: int) -> int:
    """The next number of a year; the lock makes two people who add at once get two."""
    hold(puskesmas)
    last = model.objects.of(puskesmas).filter(year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def hold(puskesmas: Puskesmas) -> None:
    """One writer of the register at a time, so that the same problem cannot be opened twice."""
    Puskesmas.objects.select_for_update(no_key=True).get(pk=puskesmas.pk)


def locked(problem: Problem) -> Problem:
    """The newest state of a problem, held until the transaction ends."""
    found: Problem = Problem.objects.of(problem.puskesmas).select_for_update().get(pk=problem.pk)
    return found


def family_ids(problem: Problem) -> tuple[int, ...]:
    """The problem and everything ever merged into it, however deep: what its page shows."""
    known, waiting = {problem.pk}, {problem.pk}
    while waiting:
        found = Problem.objects.of(problem.puskesmas).filter(merged_into__in=waiting).values_list("pk", flat=True)
        waiting = set(found) - known
        known |= waiting
    return tuple(sorted(known))


def survivor(problem: Problem) -> Problem:
    """What became of a merged problem: the one at the end of the chain."""
    seen = {problem.pk}
    while problem.merged_into is not None and problem.merged_into.pk not in seen:
        problem = problem.merged_into
        seen.add(problem.pk)
    return problem


def log(
    problem: Problem,
    by: Person | None,
    note: str,
    *,
    kind: str,
    sentence: str = "",
    changes: dict[str, Any] | None = None,
) -> None:
    """One step in the life of a problem, and the same in the audit trail."""
    ProblemEvent.objects.create(
        problem=problem, at=clock.now(), by=by, status=problem.status, note=note, changes=changes or {}
    )
    who = str(by) if by else "Lokmin"
    audit.record(
        puskesmas=problem.puskesmas, by=by, action=f"masalah.{kind}", about=problem,
        sentence=f"{who} {sentence or note}",
    )  # fmt: skip


def must_be_open(problem: Problem) -> None:
    """Refuse a step on what is solved, merged or given up.

    Raises:
        ValidationError: with its state and what to do.
    """
    if problem.status != Problem.OPEN:
        raise ValidationError(
            _("%(problem)s sudah %(status)s. Buka lagi dulu bila masih perlu dikerjakan.")
            % {"problem": problem, "status": _(problem.status)}
        )


def needs(text: str, message: str, field: str = "reason") -> str:
    """A text that may not be empty, on one line.

    Raises:
        ValidationError: ``message`` beside the field.
    """
    clean = " ".join(text.split())
    if not clean:
        raise ValidationError({field: message})
    return clean


def numbered(problems: Iterable[Problem]) -> str:
    """``3/2026, 4/2026``."""
    return ", ".join(f"{p.number}/{p.year}" for p in problems)
