"""What is owed by whom: for the person signed in, for the chat group, for pages and calendars of other stages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lokmin.core.language import spoken
from lokmin.core.reports import sentences
from lokmin.core.reports.states import AHEAD, State
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.reporting.tracker.queries.board import Line, Tracked, load


@dataclass(frozen=True, slots=True)
class Owed:
    """One report that is late or due within three days.

    Attributes:
        late: days late, 0 when not. ``sentence``: whole, with its day.
        report, period: codes, for its address (``reporting:report_period``).
    """

    report: str
    period: str
    name: str
    label: str
    due: dt.date
    late: int
    owner_id: int | None
    owner: str
    sentence: str


def reminders(
    puskesmas: Puskesmas, today: dt.date, person: Person | None = None, *, within: int = AHEAD
) -> tuple[Owed, ...]:
    """What is late or due within so many days, the longest late first; with a person only what is asked of them.

    Beyond three days a calendar asks: only what can be sent already (its period is over) is told.
    """
    tracked = load(puskesmas, today)
    found = tracked.lines(tracked.due_now(within))
    with spoken(_):
        return tuple(
            _owed(line) for line in found if person is None or (line.owner is not None and line.owner.pk == person.pk)
        )


def _owed(line: Line) -> Owed:
    stands = line.standing
    return Owed(
        stands.report.code, stands.period.code, stands.report.name, stands.period.label, stands.due,
        stands.days if stands.state is State.MISSING else 0, line.owner.pk if line.owner else None,
        line.owner.name if line.owner else "", sentences.line(stands),
    )  # fmt: skip


def by_owner(tracked: Tracked) -> list[tuple[str, list[Line]]]:
    """(owner, what is late or due soon); owners with the most late first."""
    groups: dict[str, list[Line]] = {}
    for line in tracked.lines(tracked.due_now()):
        groups.setdefault(line.owner.name if line.owner else _("Belum ada penanggung jawab"), []).append(line)
    return sorted(groups.items(), key=lambda g: (-sum(line.state is State.MISSING for line in g[1]), g[0]))


def chat(tracked: Tracked) -> str:
    """The reminder as a text for the staff's chat group; papers and chats are Indonesian."""
    groups = [(owner, [line.standing for line in lines]) for owner, lines in by_owner(tracked)]
    return sentences.chat(groups, tracked.puskesmas.name, tracked.today)


def home_line(puskesmas: Puskesmas, today: dt.date, person: Person) -> tuple[int, int]:
    """(late, due within three days) of what is asked of a person: one line on the home page of Data."""
    own = reminders(puskesmas, today, person)
    late = sum(o.late > 0 for o in own)
    return late, len(own) - late
