"""What the stage asks of one person: their uraian tugas to be read, their licences to be renewed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lokmin.core.workload.licences import Standing
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.workforce.duties import queries as duties
from lokmin.cycle.workforce.models import DutySheet
from lokmin.cycle.workforce.staff import queries as staff


@dataclass(frozen=True, slots=True)
class OwnWork:
    """``waiting``: the sheet to be acknowledged, or None; ``licences``: STR and SIP that ended, end soon or lack."""

    staff: int
    waiting: DutySheet | None
    licences: tuple[Standing, ...]


def own(puskesmas: Puskesmas, person: Person, today: dt.date) -> OwnWork | None:
    """None for somebody who is not in the staff register, or of whom nothing is asked; two queries."""
    row = staff.of_person(puskesmas, person)
    if row is None:
        return None
    waiting = duties.waiting_for(puskesmas, row.pk, today.year)
    licences = tuple(held for held in row.licences(today) if held.state.needs_work)
    return OwnWork(row.pk, waiting, licences) if waiting or licences else None
