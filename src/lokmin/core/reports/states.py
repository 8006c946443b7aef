"""How a report stands on a day: sent in time or late, missing, due soon, or not owed yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from lokmin.core.periods import Month
from lokmin.core.reports.kinds import Book, Report
from lokmin.core.reports.periods import Frequency, Period, is_event, parse

#: So many days before it is due a report is told of.
AHEAD = 3


class State(StrEnum):
    """The states, the most urgent first."""

    MISSING = "terlambat"
    OPEN = "belum"
    WAITING = "menunggu"
    SENT_LATE = "dikirim terlambat"
    SENT = "tepat waktu"


@dataclass(frozen=True, slots=True)
class Sent:
    """That a report went out.

    Attributes:
        on: the day; None: an event that is known of and not yet reported.
        nothing: it told that there was nothing.
    """

    report: str
    period: str
    on: dt.date | None
    nothing: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """One report about one period, as it stands on a day.

    Attributes:
        days: for ``SENT_LATE`` and ``MISSING`` how many days late; for ``OPEN`` how many are left (0: today);
            for ``WAITING`` how many until its period is over; else 0.
        settled: its due day is over, so that it counts for completeness and timeliness.
    """

    report: Report
    period: Period
    due: dt.date
    state: State
    days: int = 0
    sent_on: dt.date | None = None
    nothing: bool = False
    settled: bool = True

    @property
    def done(self) -> bool:
        return self.sent_on is not None

    @property
    def soon(self) -> bool:
        """Late, or due within ``AHEAD`` days: what a reminder tells."""
        return self.state is State.MISSING or (self.state is State.OPEN and self.days <= AHEAD)

    @property
    def month(self) -> Month:
        """The month it is shown under: of its last day; of its due day where a plan is due before its year ends."""
        if self.due >= self.period.last:
            return self.period.month
        return max(Month(self.due.year, self.due.month), Month(self.period.first.year, self.period.first.month))

    @property
    def key(self) -> str:
        """``LB1@2026-04``."""
        return f"{self.report.code}@{self.period.code}"


def standing(report: Report, period: Period, sent: Sent | None, today: dt.date) -> Standing:
    """How a report stands. The due day itself is in time; a report sent before its period ended is in time too."""
    due = report.due.of(period)
    if sent is not None and sent.on is not None:
        late = (sent.on - due).days
        state = State.SENT_LATE if late > 0 else State.SENT
        return Standing(report, period, due, state, max(late, 0), sent.on, sent.nothing, settled=due < today)
    left = (due - today).days
    if left < 0:
        return Standing(report, period, due, State.MISSING, -left)
    # What is due before its period is over (a plan, an estimate of sasaran) is open from the start.
    begins = min(period.last + dt.timedelta(days=1), due)
    if today < begins:
        return Standing(report, period, due, State.WAITING, (begins - today).days, settled=False)
    return Standing(report, period, due, State.OPEN, left, settled=False)


def standings(
    book: Book,
    sent: Iterable[Sent],
    *,
    since: dt.date,
    until: dt.date,
    today: dt.date,
    begun: dt.date | None = None,
) -> list[Standing]:
    """Every report with every period that ends between two days, events that are known of among them; by due day.

    ``begun``: the day the office began to keep this list; what was due before it and was never noted is left out
    instead of being called late.
    """
    known = {(s.report, s.period): s for s in sent}
    found = []
    for report, period in book.owed(since, until):
        row = known.get((report.code, period.code))
        stands = standing(report, period, row, today)
        if row is None and begun is not None and stands.due < begun:
            continue
        found.append(stands)
    for row in known.values():
        if not is_event(row.period):
            continue
        period = parse(row.period, book.starts)
        kind = book.at(row.report, period.last)
        if kind is not None and kind.frequency is Frequency.EVENT and since <= period.last <= until:
            found.append(standing(kind, period, row, today))
    return sorted(found, key=lambda s: (s.due, s.report.code, s.period.code))


def tasks(found: Iterable[Standing], within: int = AHEAD) -> list[Standing]:
    """What is late or due within so many days, the longest late first."""
    wanted = [s for s in found if s.state is State.MISSING or (s.state is State.OPEN and s.days <= within)]
    return sorted(wanted, key=lambda s: (s.due, s.report.code, s.period.code))
