"""Rows of a plan that are a lokmin: their day is that of the meeting in the calendar and is given only once."""

from __future__ import annotations

from lokmin.core.planning.clashes import named

_LOKMIN = ("lokakarya mini", "lokmin", "minilokakarya", "mini lokakarya")
_SECTORS = ("lintas sektor", "linsek", "tribulanan", "triwulan", "triwulanan")
_MONTHLY = ("bulanan",)


def is_lokmin(activity: str) -> bool:
    """Whether a row of a plan is a lokmin at all."""
    return named(_LOKMIN, activity)


def same_lokmin(activity: str, title: str) -> bool:
    """Whether a meeting of the calendar (``Tribulanan rutin (rencana)``) is the lokmin a row of a plan speaks of."""
    return is_lokmin(activity) and bool(_kinds(activity, usual=True) & _kinds(title, usual=False))


def _kinds(text: str, *, usual: bool) -> set[str]:
    """Monthly, with the sectors, or both; a row that says neither is the monthly one."""
    sectors, monthly = named(_SECTORS, text), named(_MONTHLY, text)
    return {k for k, there in (("linsek", sectors), ("bulanan", monthly or (usual and not sectors))) if there}
