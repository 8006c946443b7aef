"""The records of an RPK bulanan: its rows and their sources, what may come into a month, what stays out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from lokmin.core.periods import Month
from lokmin.core.planning.money import known
from lokmin.core.planning.rpk import Cost, YearRow

#: How the rows stand on the page, for those who ask.
ORDER_RULE = (
    "Urutan: klaster, upaya kesehatan, tanggal pertama (yang belum bertanggal di akhir), lalu asal: belum terlaksana, "
    "RTL, RPK tahunan, komitmen mitra, kesenjangan, tambahan."
)
#: So many gaps a row names; of more only the number is said.
_GAPS_SAID = 2


class Source(StrEnum):
    """Where a row comes from, the most pressing first."""

    UNDONE = "belum terlaksana bulan lalu"
    ACTION = "RTL"
    YEAR = "RPK tahunan"
    PROMISE = "komitmen mitra"
    GAP = "kesenjangan bulan lalu"
    OWN = "ditambah sendiri"


_RANK = {source: rank for rank, source in enumerate(Source)}


@dataclass(frozen=True, slots=True)
class Origin:
    """One reason why a row stands in the month: ``key`` of what it comes from, and the reason in ``words``.

    Without words: what a row of last month came from, by which it is known again.
    """

    source: Source
    key: str
    words: str

    @property
    def name(self) -> str:
        """The same in all versions, as it is stored."""
        return f"{self.source.name.lower()}:{self.key}"


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One line of the RPK of a month (domain.md 2.3).

    Attributes:
        key: stays the same in all versions of the month.
        year_row: key of the row of the yearly plan, empty for what the year did not know.
        days: of the month, on which it is done; ``workers`` pelaksana; ``support`` dukungan LP/LS.
        costs: whole rupiah by source; empty is "not costed".
        done: None not said yet, True done, False not done; ``done_volume`` millionths, ``paid`` whole rupiah by source
            (a source that is not named there: not filled in yet, never zero); ``proof`` evidence in words.
    """

    key: str
    activity: str
    effort: str = ""
    programme: str = ""
    klaster: int | None = None
    purpose: str = ""
    target_group: str = ""
    target: str = ""
    owner: str = ""
    volume: int | None = None
    unit: str = ""
    days: tuple[int, ...] = ()
    place: str = ""
    villages: tuple[str, ...] = ()
    workers: str = ""
    support: str = ""
    detail: str = ""
    costs: tuple[Cost, ...] = ()
    nature: str = ""
    indicator: str = ""
    note: str = ""
    year_row: str = ""
    origins: tuple[Origin, ...] = ()
    done: bool | None = None
    done_volume: int | None = None
    paid: tuple[Cost, ...] = ()
    proof: str = ""

    @property
    def cost(self) -> int | None:
        return known(cost.rupiah for cost in self.costs)

    @property
    def paid_sum(self) -> int | None:
        return known(cost.rupiah for cost in self.paid)

    @property
    def funds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(cost.fund for cost in self.costs if cost.fund))

    @property
    def source(self) -> Source:
        """The most pressing of its sources."""
        return min((origin.source for origin in self.origins), key=_RANK.__getitem__, default=Source.OWN)

    @property
    def todos(self) -> set[str]:
        """Names of the RTL and promises it carries out."""
        return {origin.name for origin in self.origins if origin.source in (Source.ACTION, Source.PROMISE)}

    @property
    def why(self) -> str:
        """All sources in words; of many gaps the first two and how many more."""
        told = [origin for origin in self.origins if origin.words]
        gaps = [origin.words for origin in told if origin.source is Source.GAP]
        others = [origin.words for origin in told if origin.source is not Source.GAP]
        more = [f"dan {len(gaps) - _GAPS_SAID} kesenjangan lain"] if len(gaps) > _GAPS_SAID else []
        return "; ".join((*others, *gaps[:_GAPS_SAID], *more)) or "Ditambah di lokmin"


@dataclass(frozen=True, slots=True)
class Todo:
    """A decided RTL, or a promise of a partner, that is still open.

    Attributes:
        key: of the RTL or the promise; ``called`` its name (``RTL 4/2026``, ``Komitmen 2/2026, Desa Rejosari``).
        partner: who promised; empty for an RTL.
        year_row: key of the row of the yearly plan it was made from, if any.
    """

    key: str
    called: str
    activity: str
    effort: str = ""
    programme: str = ""
    klaster: int | None = None
    purpose: str = ""
    target_group: str = ""
    target: str = ""
    owner: str = ""
    start: dt.date | None = None
    due: dt.date | None = None
    place: str = ""
    villages: tuple[str, ...] = ()
    workers: str = ""
    partner: str = ""
    support: str = ""
    cost: int | None = None
    fund: str = ""
    indicator: str = ""
    year_row: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A red indicator of one village: ``people`` are whole people missing, ``unit`` what they are (``ibu``)."""

    indicator: str
    name: str
    village: str
    village_name: str
    people: int
    unit: str
    month: Month
    effort: str = ""
    programme: str = ""
    klaster: int | None = None
    owner: str = ""

    @property
    def origin_name(self) -> str:
        """The name of the origin it gives."""
        return Origin(Source.GAP, f"{self.indicator}@{self.village}", "").name


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was not taken into the month, and why."""

    source: Source
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The rows of a month in the order of ``ORDER_RULE``, and what was left out.

    ``carried`` are last month's rows that were not done, each by itself, as they were before they joined others.
    """

    month: Month
    rows: tuple[MonthRow, ...]
    left_out: tuple[LeftOut, ...] = ()
    carried: tuple[MonthRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The four sources, and what the office said about them.

    Attributes:
        undone: rows of last month that were not done (or not said to be done).
        gaps: the most pressing first.
        cancelled: (activity, reason) of rows of last month that are not to come back.
        settled: the same, of rows whose RTL or promise was closed meanwhile.
        held: names of what the month was drawn from before; gaps among them keep their rows.
        dropped: names of origins the office took out of this month, with the reason.
        most_gaps: so many gaps become rows of their own, ``most_of_indicator`` of them of one indicator.
    """

    year: Sequence[YearRow] = ()
    undone: Sequence[MonthRow] = ()
    gaps: Sequence[Gap] = ()
    actions: Sequence[Todo] = ()
    promises: Sequence[Todo] = ()
    cancelled: Sequence[tuple[str, str]] = ()
    settled: Sequence[tuple[str, str]] = ()
    held: Collection[str] = ()
    dropped: Mapping[str, str] = field(default_factory=dict)
    most_gaps: int = 8
    most_of_indicator: int = 3


def ordered(rows: Iterable[MonthRow]) -> tuple[MonthRow, ...]:
    """Rows in the order of ``ORDER_RULE``."""
    return tuple(sorted(rows, key=lambda row: (
        row.klaster is None, row.klaster or 0, row.effort.casefold(), row.days[:1] or (99,), _RANK[row.source],
        row.activity.casefold(), row.key,
    )))  # fmt: skip


def day_words(days: Iterable[int]) -> str:
    """Days of a month as people write them: ``3, 5–9, 21``."""
    found: list[list[int]] = []
    for day in sorted(set(days)):
        if found and day == found[-1][1] + 1:
            found[-1][1] = day
        else:
            found.append([day, day])
    return ", ".join(str(a) if a == b else f"{a}, {b}" if b == a + 1 else f"{a}–{b}" for a, b in found)
