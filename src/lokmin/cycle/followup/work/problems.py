"""The problems of the register and their root causes that an action may name.

Their tables belong to monitoring; here they are only reached through the action's own two relations to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lokmin.cycle.centre.audit import short
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.followup.models import Action

OPEN = "terbuka"


@dataclass(frozen=True, slots=True)
class Choice:
    """A problem or a root as a list offers it."""

    pk: int
    text: str


def _table(name: str) -> Any:
    return Action._meta.get_field(name).related_model.objects  # type: ignore[union-attr] # noqa: SLF001 - public API


def problem(pk: int) -> Any:
    """The row of the register, None when there is none."""
    return _table("register").filter(pk=pk).first()


def root(pk: int) -> Any:
    """The cause with its problem, None when there is none."""
    return _table("root").select_related("problem__merged_into").filter(pk=pk, removed_at=None).first()


def open_problems(puskesmas: Puskesmas, kept: int | None = None) -> list[Choice]:
    """What is open, the newest first; ``kept`` is offered although it is not open any more."""
    rows = _table("register").of(puskesmas)
    found = rows.filter(status=OPEN) | (rows.filter(pk=kept) if kept else rows.none())
    return [Choice(p.pk, f"{p.number}/{p.year} {short(p.statement, 100)}") for p in found.order_by("-year", "-number")]


def roots(puskesmas: Puskesmas, kept: int | None = None) -> list[Choice]:
    """The root causes of the open problems, each with the number of its problem."""
    rows = _table("root").filter(problem__puskesmas=puskesmas, removed_at=None).select_related("problem__merged_into")
    open_ones = rows.filter(root=True, problem__status=OPEN) | rows.filter(root=True, problem__merged_into__status=OPEN)
    found = open_ones | (rows.filter(pk=kept) if kept else rows.none())
    chosen = []
    for cause in found.distinct().order_by("-problem__year", "-problem__number", "order", "pk"):
        about = cause.problem.merged_into or cause.problem
        chosen.append(Choice(cause.pk, f"{about.number}/{about.year}: {short(cause.text, 100)}"))
    return chosen
