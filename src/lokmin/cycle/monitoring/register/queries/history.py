"""Every cause this Puskesmas ever named, with the problem it was named for: what suggestions are made of."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.models import Cause, Problem
from lokmin.cycle.monitoring.register.queries.entries import ends


@dataclass(frozen=True, slots=True)
class Named:
    """A cause that was named; codes of indicator, programme and village may be empty."""

    pk: int
    problem: int
    text: str
    indicator: str
    programme: str
    village_code: str
    village: str
    statement: str
    period: str
    rib: str
    determinant: str
    root: bool


def named_causes(
    puskesmas: Puskesmas, without: tuple[int, ...] = (), *, roots_of_open: bool = False
) -> tuple[Named, ...]:
    """The causes of all problems but some, newest first; only those on the side of causes.

    ``roots_of_open``: only agreed roots of problems that are still open.
    """
    rows = Cause.objects.filter(problem__puskesmas=puskesmas, side="sebab", removed_at=None)
    if roots_of_open:
        rows = rows.filter(root=True, problem__status=Problem.OPEN)
    rows = rows.exclude(problem__in=without).select_related("problem__village").order_by("-at", "-pk")
    return tuple(
        Named(
            row.pk, row.problem_id, row.text, row.problem.indicator, row.problem.programme,
            row.problem.village.code if row.problem.village else "",
            row.problem.village.name if row.problem.village else "", row.problem.statement,
            f"{row.at.year:04d}-{row.at.month:02d}", row.rib, row.determinant, row.root,
        )
        for row in rows
    )  # fmt: skip


def root_texts(puskesmas: Puskesmas) -> dict[int, tuple[str, ...]]:
    """The agreed root causes of each problem, with those of what was merged into it."""
    end = ends(puskesmas)
    found: dict[int, tuple[str, ...]] = {}
    rows = Cause.objects.filter(problem__puskesmas=puskesmas, root=True, removed_at=None).order_by("order", "pk")
    for problem, text in rows.values_list("problem", "text"):
        found[end[problem]] = (*found.get(end[problem], ()), text)
    return found
