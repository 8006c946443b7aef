"""Where each annex comes from: a query of the part it belongs to, with the year and month this meeting means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lokmin.core.meetings.annex import Annex
from lokmin.core.periods import Month
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.meetings.models import Meeting

#: A meeting later in its month than this plans the month after its own.
LATE_IN_MONTH = 20
Query = Callable[[Puskesmas, int, int], Annex | None]


@dataclass(frozen=True, slots=True)
class Source:
    """``ask(puskesmas, year, month)``; ``ahead``: years after that of the meeting; ``back``: of the month discussed."""

    ask: Query
    ahead: int = 0
    back: bool = False


#: Code -> source. What is not here is pushed by a stage above (the PKP).
SOURCES: dict[str, Source] = {}


def planned(meeting: Meeting) -> Month:
    """The month whose plan is on the table: that of the meeting, late in it the next."""
    held = Month(meeting.date.year, meeting.date.month)
    return held.next if meeting.date.day > LATE_IN_MONTH else held


def draw(meeting: Meeting, code: str) -> Annex | None:
    """The annex as its part has it now; None when it has nothing, or is pushed from above."""
    source = SOURCES.get(code)
    if source is None:
        return None
    month = meeting.month if source.back else planned(meeting)
    year = month.year if source.back else meeting.date.year + source.ahead
    return source.ask(meeting.puskesmas, year, month.month)
