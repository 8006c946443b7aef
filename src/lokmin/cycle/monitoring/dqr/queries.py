"""Reads of data quality for other parts: the score beside a number, the page of the meeting, notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from django.utils import timezone

from lokmin.core.facts import Source
from lokmin.core.findings import Severity
from lokmin.core.periods import Month
from lokmin.core.quality.dqr import Score
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.dqr.desk import Desk, desk
from lokmin.cycle.monitoring.dqr.flags import Flag, Flags, State, cells_of, flags
from lokmin.cycle.monitoring.dqr.notes import FlagKey, Note, beside, notes, notes_of_year
from lokmin.cycle.monitoring.models import Snapshot
from lokmin.cycle.monitoring.queries import sources
from lokmin.cycle.monitoring.queries.table import MonthTable
from lokmin.cycle.reporting.queries import Correction

__all__ = [
    "Correction",
    "Desk",
    "Flag",
    "Flags",
    "MeetingQuality",
    "Note",
    "State",
    "beside",
    "desk",
    "each_programme",
    "flags",
    "for_meeting",
    "has_reports",
    "notes",
    "notes_of_year",
    "score",
    "score_of_indicator",
    "told",
]

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
#: So many workbooks are named; more are counted.
NAMED = 3


def score(puskesmas: Puskesmas, month: Month, programme: str = "", place: str = "") -> Score:
    """The data-quality score of a programme, a village, or both; of everything without either."""
    return desk(puskesmas, month).score(programme, place)


def score_of_indicator(puskesmas: Puskesmas, month: Month, code: str) -> Score:
    """The score of the numbers an indicator is made of; KeyError for an unknown one."""
    found = desk(puskesmas, month)
    indicator = found.table.defined(code)
    about = {element.code for element in found.table.inputs.rate(indicator).elements}
    return found.score(indicator.programme, about=about)


def told(puskesmas: Puskesmas, month: Month, *, place: str = "", indicator: str = "") -> tuple[tuple[str, Note], ...]:
    """What was said about this year's numbers of a village or an indicator: (which number, the note), newest first."""
    table = desk(puskesmas, month).table
    defined = table.indicator(indicator)
    elements = {e.code for e in table.inputs.rate(defined).elements} if defined else set()
    found = []
    for note in notes_of_year(puskesmas, month).values():
        where, period, element, _flag = note.key
        if (place and where != place) or (indicator and element not in elements):
            continue
        known = table.catalogue.elements.get(element)
        parts = [known.short if known else "", "" if place else table.names.get(where, where), words.period(period)]
        found.append((", ".join(part for part in parts if part), note))
    return tuple(found)


@dataclass(frozen=True)
class MeetingQuality:
    """What the one-minute page says of a programme (domain.md 8.5).

    Attributes:
        programme: its code, empty for all of them.
        filled, expected: numbers of the month's reports that are there. ``in_time``: villages whose report came by
            ``due``; ``reported``: villages that sent one.
        flags: open ones first, the worst first.
        corrections: numbers that changed since ``since``, the last time a meeting froze figures (None: never).
        denominators: which sets of sasaran are used, in words; ``workbooks``: where the month's numbers stand.
        cutoff: when the newest number came in.
        cells: where the flagged numbers stand.
    """

    table: MonthTable
    month: Month
    programme: str
    programmes: tuple[str, ...]
    score: Score
    villages: int
    reported: int
    in_time: int
    filled: int
    expected: int
    due: dt.date
    flags: tuple[Flag, ...]
    closed: int
    corrections: tuple[Correction, ...]
    since: dt.datetime | None
    denominators: str
    workbooks: tuple[str, ...]
    more_workbooks: int
    cutoff: dt.datetime | None
    cells: dict[FlagKey, Source]

    @property
    def open(self) -> tuple[Flag, ...]:
        return tuple(flag for flag in self.flags if flag.open)

    @property
    def checking(self) -> int:
        return sum(flag.state is State.CHECKING for flag in self.flags)

    @property
    def name(self) -> str:
        """The programme's name in the language of the reader; empty for all."""
        return words.programme(self.programme) if self.programme else ""


@dataclass(frozen=True)
class _MonthQuality:
    """What every programme of a month shares, read once."""

    found: Desk
    flags: Flags
    month: Month
    first_numbers: Mapping[tuple[str, str, str], dt.datetime]
    books: Mapping[tuple[str, str], str]
    since: dt.datetime | None
    corrections: tuple[Correction, ...]
    cutoff: dt.datetime | None
    cells: dict[FlagKey, Source]

    @classmethod
    def read(cls, puskesmas: Puskesmas, month: Month) -> Self:
        of_all = flags(puskesmas, month)
        since = Snapshot.objects.of(puskesmas).order_by("-taken_at").values_list("taken_at", flat=True).first()
        return cls(
            found=desk(puskesmas, month),
            flags=of_all,
            month=month,
            first_numbers=sources.first_numbers(puskesmas, month.year),
            books=sources.sources_of_month(puskesmas, month.code),
            since=since,
            corrections=tuple(sources.corrections(puskesmas, month.year, since)) if since else (),
            cutoff=sources.newest(puskesmas, month.year),
            cells=cells_of(puskesmas, month, of_all.items),
        )

    def of(self, programme: str) -> MeetingQuality:
        """Of one programme, or of all without one."""
        found, month = self.found, self.month
        own = self.flags.of(programme)
        codes = _codes(found, programme)
        values, villages = found.table.inputs.values, found.table.villages
        here = {v.code: sum((v.code, month.code, code) in values for code in codes) for v in villages}
        due = self.flags.quality.due
        received = self._received(codes)
        books: dict[str, int] = {}
        for (_place, element), name in self.books.items():
            if element in codes:
                books[name] = books.get(name, 0) + 1
        named = sorted(books, key=lambda name: -books[name])
        elements = set(codes) | {e for e in found.table.catalogue.elements if e.startswith("sasaran.")}
        shown = sorted(own.items, key=lambda f: (not f.open, f.state is not State.CHECKING, _RANK[f.finding.severity]))
        indicators = [i for i in found.table.indicators if not programme or i.programme == programme]
        return MeetingQuality(
            table=found.table,
            month=month,
            programme=programme,
            programmes=found.programmes,
            score=found.score(programme),
            villages=len(villages),
            reported=sum(n > 0 for n in here.values()),
            in_time=sum(n > 0 and received.get(code, due) <= due for code, n in here.items()),
            filled=sum(here.values()),
            expected=len(codes) * len(villages),
            due=due,
            flags=tuple(shown),
            closed=own.closed,
            corrections=tuple(c for c in self.corrections if c.element in elements),
            since=self.since,
            denominators=words.sasaran_sets(found.table, indicators),
            workbooks=tuple(named[:NAMED]),
            more_workbooks=max(0, len(named) - NAMED),
            cutoff=self.cutoff,
            cells={flag.key: self.cells[flag.key] for flag in shown if flag.key in self.cells},
        )

    def _received(self, codes: Iterable[str]) -> dict[str, dt.date]:
        """Village -> day the first of some numbers of the month came in."""
        wanted = set(codes)
        found: dict[str, dt.date] = {}
        for (place, period, code), at in self.first_numbers.items():
            if period == self.month.code and code in wanted:
                day = timezone.localtime(at).date()
                found[place] = min(day, found.get(place, day))
        return found


def for_meeting(puskesmas: Puskesmas, month: Month, programme: str = "") -> MeetingQuality:
    """The data quality of a month for its lokmin; of all programmes when none (or an unknown one) is named."""
    read = _MonthQuality.read(puskesmas, month)
    return read.of(programme if programme in read.found.programmes else "")


def each_programme(puskesmas: Puskesmas, month: Month) -> tuple[MeetingQuality, tuple[MeetingQuality, ...]]:
    """The data quality of a month of all programmes together, and of each."""
    read = _MonthQuality.read(puskesmas, month)
    return read.of(""), tuple(read.of(code) for code in read.found.programmes)


def has_reports(puskesmas: Puskesmas, month: Month) -> bool:
    """Whether any number was expected up to a month: there is something to say of its quality."""
    return bool(_codes(desk(puskesmas, month), ""))


def _codes(found: Desk, programme: str) -> tuple[str, ...]:
    """The monthly elements of a programme that some village reported this year."""
    year = f"{found.table.month.year}-"
    used = {element for _place, period, element in found.table.inputs.values if period.startswith(year)}
    elements = found.table.catalogue.elements
    return tuple(
        code for code, e in elements.items() if code in used and not e.yearly and programme in ("", e.programme)
    )

