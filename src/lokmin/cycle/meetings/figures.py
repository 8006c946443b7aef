"""The frozen figures of a meeting: the snapshot, its rows as sentences, and what became of them since."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.cycle.centre.models import Person
from lokmin.cycle.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the snapshot. ``now`` is the sentence of today where the source was corrected since, else empty."""

    pk: int
    number: int
    place: str
    indicator: str
    sentence: str
    status: str
    source: str = ""
    now: str = ""


def freeze(meeting: Meeting, by: Person) -> int | None:
    """Freeze the meeting's month; the id of its snapshot."""
    from lokmin.cycle.monitoring import operations

    return int(operations.freeze(puskesmas=meeting.puskesmas, month=meeting.month, by=by).pk)


def row(meeting: Meeting, number: int) -> Figure | None:
    return None
