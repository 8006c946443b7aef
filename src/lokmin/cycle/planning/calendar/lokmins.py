"""The lokmin of a month in the calendar, for rows of plans that are one of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from lokmin.core.periods import Month
from lokmin.core.planning.lokminrows import is_lokmin, same_lokmin
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.planning.models import Event, MonthRow

#: Who puts meetings into the calendar: the meeting itself, or the year's schedule before it is prepared.
_MEETINGS = ("lokmin", "jadwal")


def lokmin_days(puskesmas: Puskesmas, month: Month, rows: Iterable[MonthRow]) -> dict[int, tuple[dt.date, ...]]:
    """Key of each row that is a lokmin -> its days; no query where no row is one."""
    wanted = [row for row in rows if is_lokmin(row.activity)]
    if not wanted:
        return {}
    held = list(
        Event.objects.of(puskesmas)
        .filter(removed_at=None, origin_kind__in=_MEETINGS, date__range=(month.first_day, month.last_day))
        .values_list("title", "date")
    )
    found = {row.pk: tuple(sorted(day for title, day in held if same_lokmin(row.activity, title))) for row in wanted}
    return {pk: days for pk, days in found.items() if days}
