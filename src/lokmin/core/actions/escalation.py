"""When an action is carried to somebody who can do more: too long late, or its turns missed in a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lokmin.core.actions.age import age_months
from lokmin.core.language import said


@dataclass(frozen=True, slots=True)
class Step:
    """One rung: to whom (``lokmin``, ``linsek``, ``dinkes``), after how many months late or turns missed in a row.

    Either may be None: then it does not lead there.
    """

    to: str
    months: int | None = None
    missed: int | None = None
    partners: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is known of one open action.

    Attributes:
        due: the day it should have been done. ``missed``: turns missed in a row.
        partners: whether somebody of another sector takes part in it.
        told: to whom it was already carried (answered or not).
    """

    due: dt.date | None
    missed: int = 0
    partners: bool = False
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Carried:
    """To whom, and why in one sentence."""

    to: str
    reason: str


def rung(waiting: Waiting, ladder: Sequence[Step], today: dt.date) -> Carried | None:
    """The highest rung that is reached and not yet used; None when there is none.

    A rung for partners (lintas sektor) is left out where no other sector takes part: they could do nothing about it.
    A lower rung that was never used is not made up for once a higher one is reached.
    """
    months = age_months(waiting.due, today) if waiting.due is not None and waiting.due < today else 0
    for step in reversed(ladder):
        if step.partners and not waiting.partners:
            continue
        if step.months is not None and months >= step.months:
            reason = said("Terlambat %s bulan tanpa selesai.") % months
        elif step.missed is not None and waiting.missed >= step.missed:
            reason = said("%s giliran berturut-turut terlewat.") % waiting.missed
        else:
            continue
        return None if step.to in waiting.told else Carried(step.to, reason)
    return None
