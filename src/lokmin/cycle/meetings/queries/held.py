"""Which lokmin were really held in a year: what stages above count as proof."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.meetings.models.meeting import SECTOR_KINDS

_MONTHLY = {"bulanan_pertama", "bulanan_rutin"}


@dataclass(frozen=True, slots=True)
class Held:
    """One closed meeting."""

    pk: int
    kind: str
    title: str
    date: dt.date

    @property
    def monthly(self) -> bool:
        return self.kind in _MONTHLY

    @property
    def with_sectors(self) -> bool:
        return self.kind in SECTOR_KINDS


def held(puskesmas: Puskesmas, year: int, until: dt.date | None = None) -> tuple[Held, ...]:
    """The closed meetings that took place in a year (up to a day), the oldest first."""
    found = Meeting.objects.of(puskesmas).filter(state=Meeting.CLOSED, date__year=year)
    if until is not None:
        found = found.filter(date__lte=until)
    return tuple(Held(m.pk, m.kind, m.title, m.date) for m in found.order_by("date", "start", "pk"))
