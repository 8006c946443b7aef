"""The reports of an office as they stand on a day: what is late, what is due, and a whole month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from lokmin.core.language import spoken
from lokmin.core.periods import Month
from lokmin.core.reports import sentences
from lokmin.core.reports.kinds import Book, Report
from lokmin.core.reports.periods import Frequency
from lokmin.core.reports.states import AHEAD, Sent, Standing, State, standings, tasks
from lokmin.core.reports.summary import Tally, tally
from lokmin.cycle.centre import calendar, clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.reporting.models import ReportSent
from lokmin.cycle.reporting.tracker.book import Keeper, Owners, begun, book_of
from lokmin.cycle.reporting.tracker.queries.arrived import Arrived, arrived

#: A report may be due so long after its period ended (``core.reports.kinds.LATEST`` months).
_BACK = dt.timedelta(days=400)
#: Class that gives shape and colour to a state (lokmin.css).
SHAPES = {
    State.SENT: "baik", State.SENT_LATE: "kurang", State.MISSING: "jelek", State.OPEN: "cukup", State.WAITING: "tanpa",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One report about one period, as pages and papers show it.

    Attributes:
        words: its state in words. ``shape``: class for the state. ``closed``: why the due day is no working day.
        arrived: when its numbers came in through Lokmin, while it is not sent.
    """

    standing: Standing
    row: ReportSent | None
    owner: Keeper | None
    category: str
    words: str
    shape: str
    closed: str
    arrived: Arrived | None = None

    @property
    def report(self) -> Report:
        return self.standing.report

    @property
    def key(self) -> str:
        return self.standing.key

    @property
    def state(self) -> State:
        return self.standing.state

    @property
    def open(self) -> bool:
        """Still to be sent, its day come or near."""
        return self.state in (State.MISSING, State.OPEN)


@dataclass(frozen=True, slots=True)
class Tracked:
    """All that is needed to judge reports on a day, read once: list, owners, what was sent, since when."""

    puskesmas: Puskesmas
    today: dt.date
    book: Book
    owners: Owners
    rows: Mapping[tuple[str, str], ReportSent]
    begun: dt.date
    _closed: dict[int, dict[dt.date, str]] = field(default_factory=dict)

    def standings(self, since: dt.date, until: dt.date) -> list[Standing]:
        """Reports whose period ends between two days."""
        sent = [Sent(r.report, r.period, r.sent_on, r.nothing) for r in self.rows.values()]
        return standings(self.book, sent, since=since, until=until, today=self.today, begun=self.begun)

    def lines(self, found: Iterable[Standing], came: Mapping[str, Arrived] | None = None) -> list[Line]:
        """With owner, words and proof."""
        workdays = int(calendar.chosen(self.puskesmas).get("week", 5))
        with spoken(_):
            return [
                Line(
                    s, self.rows.get((s.report.code, s.period.code)), self.owners.of(s.report),
                    self.book.categories.get(s.report.category, s.report.category), sentences.state_words(s),
                    SHAPES[s.state], "" if s.done else self._closed_words(s.due, workdays), (came or {}).get(s.key),
                )
                for s in found
            ]  # fmt: skip

    def due_now(self, within: int = AHEAD) -> list[Standing]:
        """What is late or due within so many days, whatever month it is about."""
        return tasks(self.standings(max(self.begun, self.today - _BACK) - _BACK, self.today + _BACK), within)

    def _closed_words(self, due: dt.date, workdays: int) -> str:
        if due.year not in self._closed:
            self._closed[due.year] = calendar.closed_days(due.year, ())
        return sentences.closed_words(due, self._closed[due.year], workdays)


def load(puskesmas: Puskesmas, today: dt.date | None = None) -> Tracked:
    """Four queries, however many reports."""
    day = today or clock.today()
    rows = (
        ReportSent.objects.of(puskesmas).filter(withdrawn_at=None, period__gte=str(day.year - 2)).select_related("by")
    )
    return Tracked(
        puskesmas, day, book_of(puskesmas), Owners(puskesmas), {(r.report, r.period): r for r in rows},
        begun(puskesmas),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Board:
    """The page of a month.

    Attributes:
        tasks: late or due soon, whatever month. ``groups``: (key, title, counts, lines) per category of the month.
        events: reports asked only when something happens, with how many events this month.
        total: counts of the month; ``before``: of the month before.
    """

    month: Month
    tasks: tuple[Line, ...]
    groups: tuple[tuple[str, str, Tally, tuple[Line, ...]], ...]
    events: tuple[tuple[Report, int], ...]
    total: Tally
    before: Tally
    begun: dt.date


def board(tracked: Tracked, month: Month) -> Board:
    """What is due now, and all reports about a month by category."""
    # A plan of the year is due in the middle of its period.
    near = tracked.standings(month.previous.first_day, month.plus(12).last_day)
    here = [s for s in near if s.month == month]
    due = tracked.due_now()
    came = arrived(tracked.puskesmas, [*here, *due])
    lines = tracked.lines(here, came)
    order = tracked.book.categories
    groups = []
    for key, title in order.items():
        own = tuple(line for line in lines if line.report.category == key)
        if own:
            groups.append((key, title, tally(line.standing for line in own), own))
    events = tuple(
        (report, sum(s.report.code == report.code for s in here))
        for report in tracked.book.on(month.last_day)
        if report.frequency is Frequency.EVENT and report.active
    )
    return Board(
        month, tuple(tracked.lines(due, came)), tuple(groups), events, tally(here),
        tally(s for s in near if s.month == month.previous), tracked.begun,
    )  # fmt: skip
