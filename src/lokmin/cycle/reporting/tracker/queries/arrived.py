"""Whether the numbers of a report came in through Lokmin already: a hint to whoever sends it, never a mark."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Min
from django.utils import timezone

from lokmin.core.periods import Month
from lokmin.core.reports.periods import Frequency
from lokmin.core.reports.states import Standing
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.reporting.models import Fact
from lokmin.cycle.reporting.store import CURRENT


@dataclass(frozen=True, slots=True)
class Arrived:
    """On which day the last of its months began to come in, and from how many places."""

    on: dt.date
    places: int


def arrived(puskesmas: Puskesmas, found: Iterable[Standing]) -> dict[str, Arrived]:
    """Key of a standing -> when the numbers of all its months had begun to come in; one query.

    A number counts for a report whose ``data`` is the beginning of the number's element (``kia``).
    """
    wanted = {
        s.key: (s.report.data, [m.code for m in _months(s)])
        for s in found
        if s.report.data and not s.done and s.period.frequency not in (Frequency.WEEK, Frequency.EVENT)
    }
    months = {m for _data, codes in wanted.values() for m in codes}
    if not months:
        return {}
    rows = (
        Fact.objects.of(puskesmas)
        .filter(CURRENT, variant="", period__in=months)
        .values_list("element", "period", "place_id")
        .annotate(at=Min("at"))
    )
    first: dict[tuple[str, str], dt.datetime] = {}
    places: dict[tuple[str, str], set[int]] = {}
    for element, period, place, at in rows:
        what = (element.partition(".")[0], period)
        first[what] = min(first.get(what, at), at)
        places.setdefault(what, set()).add(place)
    result: dict[str, Arrived] = {}
    for key, (data, codes) in wanted.items():
        if all((data, code) in first for code in codes):
            last = max(first[data, code] for code in codes)
            result[key] = Arrived(timezone.localtime(last).date(), min(len(places[data, code]) for code in codes))
    return result


def _months(stands: Standing) -> tuple[Month, ...]:
    period = stands.period
    return Month(period.first.year, period.first.month).until(period.month)
