"""The page of one village: all its indicators by programme, what is behind, who its midwife is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from lokmin.core.indicators.definitions import Indicator
from lokmin.core.periods import Month
from lokmin.core.places import PlaceRef
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.core.pws.status import JUDGED
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import midwives
from lokmin.cycle.monitoring.queries.problems import Issue, issues
from lokmin.cycle.monitoring.queries.table import MonthTable, month_table

Line = tuple[Indicator, CoverageRow]


@dataclass(frozen=True)
class Programme:
    """The indicators of a programme that were reported this year."""

    code: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class VillagePage:
    """What the page shows.

    Attributes:
        programmes: reported indicators by programme, in the order of the catalogue.
        never: indicators nobody has reported for this village this year.
        issues: this village's problems, in the order of the month's list.
        previous, next: the neighbours in the office's order.
    """

    table: MonthTable
    place: PlaceRef
    programmes: tuple[Programme, ...]
    never: tuple[Indicator, ...]
    issues: tuple[Issue, ...]
    midwives: tuple[str, ...]
    previous: PlaceRef | None
    next: PlaceRef | None

    @property
    def month(self) -> Month:
        return self.table.month

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for programme in self.programmes for line in programme.lines)

    @property
    def behind(self) -> tuple[Line, ...]:
        return tuple((i, row) for i, row in self.lines if row.status in JUDGED and not row.reached)

    @property
    def silent(self) -> tuple[Line, ...]:
        return tuple((i, row) for i, row in self.lines if row.status is Status.NONE)

    @property
    def worst(self) -> Line | None:
        """The indicator furthest behind its running target, with people to name; those of the home page first."""
        named = [(i, row) for i, row in self.behind if row.gap_people and row.running_target and row.higher_is_better]
        named = [(i, row) for i, row in named if i.on_home] or named
        return min(named, key=lambda line: (line[1].percent or 0) / (line[1].running_target_percent or 1), default=None)


def village_page(puskesmas: Puskesmas, code: str, month: Month) -> VillagePage | None:
    """The page of a village of the working area (or of the Puskesmas as a whole), None for any other place."""
    table = month_table(puskesmas, month)
    place = table.place(code)
    if place is None:
        return None
    whole = place.code == table.total.code
    lines = [(i, table.row(code, i.code)) for i in table.indicators if whole or "desa" in i.levels]
    reported = [(i, row) for i, row in lines if row.numerator is not None]
    reported.sort(key=_programme)
    order = list(dict.fromkeys(i.programme for i in table.indicators))
    programmes = [Programme(code, tuple(group)) for code, group in groupby(reported, key=_programme)]
    villages = table.villages
    at = next((n for n, v in enumerate(villages) if v.code == code), None)
    return VillagePage(
        table=table,
        place=place,
        programmes=tuple(sorted(programmes, key=lambda p: order.index(p.code))),
        never=tuple(i for i, row in lines if row.numerator is None),
        issues=tuple(issue for issue in issues(table) if issue.place.code == code),
        midwives=midwives(puskesmas).get(code, ()),
        previous=villages[at - 1] if at else None,
        next=villages[at + 1] if at is not None and at + 1 < len(villages) else None,
    )


def _programme(line: Line) -> str:
    return line[0].programme
