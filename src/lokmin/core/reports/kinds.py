"""One kind of report: its name, whose it is, where it goes, how often and until when; dated, so that it may change."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from lokmin.core.reports.periods import SUNDAY, Frequency, Period, ending

CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,29}")
#: So many months before or after the last month of its period a report may be due (a plan is due before its year).
EARLIEST, LATEST = -12, 12
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """Until when: one of three rules, by the frequency.

    Attributes:
        day, months: day of the month so many months after the last month of the period; a day the month does not
            have is its last one.
        weekday: for weeks: the first such day (Monday is 0) after the week.
        hours: for events: so many hours after it, in whole days.
    """

    day: int = 5
    months: int = 1
    weekday: int = 1
    hours: int = 24

    def __post_init__(self) -> None:
        if not 1 <= self.day <= 31:
            raise ValueError(f"tanggal jatuh tempo harus 1 sampai 31, bukan {self.day}")
        if not EARLIEST <= self.months <= LATEST:
            raise ValueError(f"jarak bulan harus {EARLIEST} sampai {LATEST}, bukan {self.months}")
        if not 0 <= self.weekday <= 6:
            raise ValueError(f"hari harus 0 sampai 6, bukan {self.weekday}")
        if not 1 <= self.hours <= 24 * 31:
            raise ValueError(f"batas jam harus 1 sampai {24 * 31}, bukan {self.hours}")

    def of(self, period: Period) -> dt.date:
        """The last day on which a report about a period is in time."""
        if period.frequency is Frequency.EVENT:
            return period.last + dt.timedelta(days=-(-self.hours // 24))
        if period.frequency is Frequency.WEEK:
            after = period.last + _DAY
            return after + dt.timedelta(days=(self.weekday - after.weekday()) % 7)
        month = period.month.plus(self.months)
        return min(month.first_day + dt.timedelta(days=self.day - 1), month.last_day)


@dataclass(frozen=True, slots=True)
class Report:
    """A kind of report as it is in force from a day on.

    Attributes:
        category: key of ``Book.categories``. ``section``: the section of the Dinkes it goes to.
        programme: programme code of the catalogue; empty when none fits. ``klaster``: 1 to 5.
        channel: the system it is typed into, or ``kertas``.
        months: the months a monthly report is owed in; empty means all.
        data: prefix of the data elements that carry its numbers in Lokmin (``kia``); empty when none do.
        owner: id of the person the office named; None: follows from programme and klaster.
        active: False: the office does not owe it.
        source, confirmed: where it is known from, and whether somebody checked it against the rule.
    """

    code: str
    name: str
    category: str
    frequency: Frequency
    due: Due
    valid_from: dt.date
    section: str = ""
    programme: str = ""
    klaster: int = 1
    channel: str = "kertas"
    months: tuple[int, ...] = ()
    data: str = ""
    owner: int | None = None
    active: bool = True
    source: str = ""
    confirmed: bool = False
    local: bool = False

    def __post_init__(self) -> None:
        if not CODE.fullmatch(self.code):
            raise ValueError(f"kode laporan “{self.code}”: 2 sampai 30 huruf besar, angka atau tanda hubung")
        if not self.name.strip():
            raise ValueError(f"laporan {self.code} belum bernama")
        if not 1 <= self.klaster <= 5:
            raise ValueError(f"laporan {self.code}: klaster harus 1 sampai 5, bukan {self.klaster}")
        if any(not 1 <= m <= 12 for m in self.months):
            raise ValueError(f"laporan {self.code}: bulan harus 1 sampai 12")

    def periods(self, since: dt.date, until: dt.date, starts: int = SUNDAY) -> tuple[Period, ...]:
        """The periods it is owed for whose last day lies between two days."""
        return _periods(self.frequency, since, until, self.months, starts)


@lru_cache(maxsize=256)
def _periods(
    frequency: Frequency, since: dt.date, until: dt.date, months: tuple[int, ...], starts: int
) -> tuple[Period, ...]:
    """The same for the hundred reports of one frequency."""
    return tuple(ending(frequency, since, until, months=months, starts=starts))


@dataclass(frozen=True, slots=True)
class Book:
    """All kinds of reports of one office: every dated version of each, the office's own changes among them.

    Attributes:
        versions: code -> versions, the oldest first. ``categories``: key -> title, in order.
        starts: weekday weeks start with.
    """

    versions: Mapping[str, tuple[Report, ...]]
    categories: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    starts: int = SUNDAY

    def at(self, code: str, day: dt.date) -> Report | None:
        """The version in force on a day; before the first one, None."""
        found = [r for r in self.versions.get(code, ()) if r.valid_from <= day]
        return found[-1] if found else None

    def present(self, code: str, day: dt.date) -> Report | None:
        """The version in force on a day, else the first one to come."""
        versions = self.versions.get(code, ())
        return self.at(code, day) or (versions[0] if versions else None)

    def on(self, day: dt.date) -> list[Report]:
        """What is known on a day, switched off ones too, in the order of categories and of the list."""
        found = [r for r in (self.at(code, day) for code in self.versions) if r is not None]
        order = list(self.categories)
        return sorted(found, key=lambda r: order.index(r.category) if r.category in order else len(order))

    def owed(self, since: dt.date, until: dt.date) -> Iterator[tuple[Report, Period]]:
        """Every report with every period that ends between two days, under the version in force at its end."""
        for versions in self.versions.values():
            for index, report in enumerate(versions):
                if not report.active:
                    continue
                end = versions[index + 1].valid_from - _DAY if index + 1 < len(versions) else until
                for period in report.periods(max(since, report.valid_from), min(until, end), self.starts):
                    yield report, period

    def with_versions(self, own: Iterable[Report]) -> Book:
        """The same with the office's versions laid over: of two from one day the office's stands."""
        merged = {code: list(versions) for code, versions in self.versions.items()}
        for report in own:
            kept = [r for r in merged.get(report.code, []) if r.valid_from != report.valid_from]
            merged[report.code] = sorted([*kept, report], key=lambda r: r.valid_from)
        return Book({code: tuple(v) for code, v in merged.items()}, self.categories, self.starts)
