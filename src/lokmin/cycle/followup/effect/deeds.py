"""What of an action matters for its effect: what it works on, where, and since when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Min, Q
from django.utils import timezone

from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.followup.models import Action


@dataclass(frozen=True, slots=True)
class Deed:
    """What of an action matters for its effect. ``village``: code and name; empty is the whole Puskesmas."""

    pk: int
    label: str
    status: str
    indicator: str
    village: str
    village_name: str
    began: dt.date | None
    expected_micro: int | None
    expected_bp: int | None

    @property
    def worked(self) -> bool:
        return self.status in ("berjalan", "selesai") and self.began is not None


def deeds(puskesmas: Puskesmas) -> dict[int, Deed]:
    """Every action of a Puskesmas by its id."""
    rows = (
        Action.objects.of(puskesmas)
        .select_related("village")
        .annotate(worked_at=Min("events__at", filter=Q(events__status__in=[Action.RUNNING, Action.DONE])))
        .order_by("year", "number", "pk")
    )
    return {
        a.pk: Deed(
            pk=a.pk,
            label=f"{a.number}/{a.year}",
            status=a.status,
            indicator=a.indicator,
            village=a.village.code if a.village else "",
            village_name=a.village.name if a.village else "",
            began=_began(a.start, a.finished_on, a.worked_at),
            expected_micro=a.expected_micro,
            expected_bp=a.expected_bp,
        )
        for a in rows
    }


def _began(start: dt.date | None, finished: dt.date | None, worked_at: dt.datetime | None) -> dt.date | None:
    """The day the work began: as planned, or when somebody first wrote that it was going on; not after its end."""
    worked = timezone.localtime(worked_at).date() if worked_at else None
    days = [day for day in (start or worked or finished, finished) if day is not None]
    return min(days, default=None)
