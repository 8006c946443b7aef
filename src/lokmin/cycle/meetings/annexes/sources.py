"""Where each annex comes from: a query of the part it belongs to, with the year and month this meeting means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.translation import override

from lokmin.core.meetings.annex import Annex
from lokmin.core.periods import Month
from lokmin.core.planning.monthly import months_planned
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.community import queries as community
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.planning.calendar import queries as calendar
from lokmin.cycle.planning.money import queries as money
from lokmin.cycle.planning.monthly import queries as monthly
from lokmin.cycle.planning.renstra import queries as renstra
from lokmin.cycle.planning.rpk import queries as rpk
from lokmin.cycle.planning.ruk import queries as ruk
from lokmin.cycle.workforce.abk import queries as abk
from lokmin.cycle.workforce.darbin import meeting as darbin
from lokmin.cycle.workforce.division import meeting as division
from lokmin.cycle.workforce.needs import queries as needs
from lokmin.cycle.workforce.staff import queries as staff
from lokmin.cycle.workforce.training import queries as training

Query = Callable[[Puskesmas, int, int], Annex | None]


@dataclass(frozen=True, slots=True)
class Source:
    """``ask(puskesmas, year, month)``, with the month that is planned; ``back``: with the month that is discussed.

    Parts that plan ahead (RUK, needs) take the year after by themselves.
    """

    ask: Query
    back: bool = False


#: Code -> source. What is not here is pushed by a stage above (the PKP).
SOURCES: dict[str, Source] = {
    "sdm": Source(partial(needs.for_meeting, kind="sdm")),
    "alkes": Source(partial(needs.for_meeting, kind="alkes")),
    "logistik": Source(partial(needs.for_meeting, kind="logistik")),
    "pelatihan": Source(training.for_meeting),
    "str_sip": Source(staff.for_meeting),
    "abk": Source(abk.for_meeting),
    "darbin": Source(darbin.for_meeting),
    "pembagian": Source(division.for_meeting),
    "laporan_darbin": Source(darbin.reports_for_meeting, back=True),
    "rpk": Source(rpk.for_meeting),
    "ruk": Source(ruk.for_meeting),
    "renstra": Source(renstra.for_meeting),
    "rpk_bulanan": Source(monthly.for_meeting),
    "kalender": Source(calendar.for_meeting),
    "dana": Source(money.for_meeting, back=True),
    "smd": Source(community.for_meeting),
}


def planned(meeting: Meeting) -> Month:
    """The month whose plan is on the table: that of the meeting, late in it the next."""
    return months_planned(meeting.date)[0]


def draw(meeting: Meeting, code: str) -> Annex | None:
    """The annex as its part has it now; None when it has nothing, or is pushed from above. Papers are Indonesian."""
    source = SOURCES.get(code)
    if source is None:
        return None
    month = meeting.month if source.back else planned(meeting)
    with override("id"):
        return source.ask(meeting.puskesmas, month.year, month.month)
