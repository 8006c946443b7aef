"""RPK of the year: its rows in the official columns (domain.md 2.3) and its money by plan, source and month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from lokmin.core.numbers import from_micro, indonesian
from lokmin.core.periods import MONTH_NAMES
from lokmin.core.planning.money import known, split

#: The months of a year by number.
MONTHS = tuple(range(1, 13))


class Nature(StrEnum):
    """What an activity is for (domain.md S0-21)."""

    PROMOTIVE = "promotif"
    PREVENTIVE = "preventif"
    CURATIVE = "kuratif"
    REHABILITATIVE = "rehabilitatif"
    MANAGEMENT = "manajemen"


@dataclass(frozen=True, slots=True)
class Cost:
    """Whole rupiah of one row in one month (1..12) from one source (a code of ``rules/funds.toml``)."""

    month: int
    fund: str
    rupiah: int


@dataclass(frozen=True, slots=True)
class YearRow:
    """One activity of the RPK.

    Attributes:
        key: stays the same in all versions of the plan.
        group: UKM esensial, UKM pengembangan, UKP ..., under which subtotals stand; ``effort`` upaya kesehatan.
        volume: millionths of ``unit`` (``12 kali``); None not said.
        months: 1..12 in which it is done; ``times`` how often in each (month, times), where that was said.
        costs: by month and source; empty is "not costed", a cost of 0 is "costs nothing".
        detail: rincian pelaksanaan; ``place`` lokasi; ``villages`` codes of the villages it is done in.
        item: key of the RUK item it comes from, empty for a new activity; ``link`` what became of that item
            (didanai penuh, sebagian, kegiatan baru ...) with ``reason``.
    """

    key: str
    activity: str
    group: str = ""
    effort: str = ""
    programme: str = ""
    klaster: int | None = None
    purpose: str = ""
    target_group: str = ""
    target: str = ""
    owner: str = ""
    volume: int | None = None
    unit: str = ""
    months: frozenset[int] = frozenset()
    times: tuple[tuple[int, int], ...] = ()
    costs: tuple[Cost, ...] = ()
    detail: str = ""
    place: str = ""
    villages: tuple[str, ...] = ()
    partners: str = ""
    success: str = ""
    indicator: str = ""
    nature: str = ""
    item: str = ""
    link: str = ""
    reason: str = ""

    @property
    def cost(self) -> int | None:
        """Whole rupiah of the year; None when nobody costed it."""
        return known(cost.rupiah for cost in self.costs)

    @property
    def funds(self) -> tuple[str, ...]:
        """The sources that pay something, in the order they were entered."""
        return tuple(dict.fromkeys(cost.fund for cost in self.costs))

    def cost_in(self, month: int, fund: str | None = None) -> int | None:
        """Rupiah of a month, of all sources or of one; None when nothing was written there."""
        return known(c.rupiah for c in self.costs if c.month == month and fund in (None, c.fund))

    def volume_in(self, month: int) -> int | None:
        """The part of the volume that falls into a month, by how often it is done; None where it does not divide."""
        often = dict(self.times) or dict.fromkeys(self.months, 1)
        whole = sum(often.values())
        if self.volume is None or not whole or month not in often:
            return None
        part, rest = divmod(self.volume * often[month], whole)
        return None if rest else part

    @property
    def volume_words(self) -> str:
        """``12 kali``; empty when no volume was said."""
        return "" if self.volume is None else f"{indonesian(from_micro(self.volume))} {self.unit}".strip()


def spread(amounts: Sequence[tuple[str, int]], months: Collection[int]) -> tuple[Cost, ...]:
    """Yearly amounts by source put into the months of a row in equal parts; without months into all twelve.

    The parts of each source add up to its amount exactly; the first months carry the rupiah that do not divide.
    """
    due = sorted(months) or list(MONTHS)
    return tuple(
        Cost(month, fund, part)
        for fund, amount in amounts
        for month, part in zip(due, split(amount, [1] * len(due)), strict=True)
    )


def moved(row: YearRow, months: Collection[int]) -> YearRow:
    """The row done in other months; its money follows in equal parts by source, and is none the less."""
    sums: dict[str, int] = {}
    for cost in row.costs:
        sums[cost.fund] = sums.get(cost.fund, 0) + cost.rupiah
    return replace(row, months=frozenset(months), costs=spread(tuple(sums.items()), months))


@dataclass(frozen=True, slots=True)
class Sums:
    """Money of some rows. ``uncosted`` rows are not in it: they are unknown, not free.

    Attributes:
        cells: (source, month) -> rupiah.
    """

    rows: int
    uncosted: int
    cells: dict[tuple[str, int], int]

    @property
    def whole(self) -> int | None:
        return known(self.cells.values())

    @property
    def funds(self) -> tuple[str, ...]:
        """The sources, in alphabetical order; what costs nothing needs none."""
        return tuple(sorted({fund for (fund, _), amount in self.cells.items() if fund or amount}))

    def by_fund(self, fund: str) -> int | None:
        return known(amount for (name, _), amount in self.cells.items() if name == fund)

    def by_month(self, month: int) -> int | None:
        return known(amount for (_, number), amount in self.cells.items() if number == month)

    def cell(self, fund: str, month: int) -> int | None:
        return self.cells.get((fund, month))

    def until(self, fund: str, month: int) -> int | None:
        """January up to and with a month."""
        return known(amount for (name, number), amount in self.cells.items() if name == fund and number <= month)

    def __add__(self, other: Sums) -> Sums:
        return Sums(self.rows + other.rows, self.uncosted + other.uncosted, _added((self.cells, other.cells)))


def sums(rows: Iterable[YearRow]) -> Sums:
    """The money of rows by source and month; the same in every order of rows and of their costs."""
    held = tuple(rows)
    cells: dict[tuple[str, int], int] = defaultdict(int)
    for row in held:
        for cost in row.costs:
            cells[cost.fund, cost.month] += cost.rupiah
    return Sums(len(held), sum(not row.costs for row in held), dict(cells))


def grouped(rows: Iterable[YearRow]) -> tuple[tuple[str, tuple[YearRow, ...], Sums], ...]:
    """Rows by group in the order the groups first appear, each with its subtotal; the subtotals add up to the whole."""
    found: dict[str, list[YearRow]] = {}
    for row in rows:
        found.setdefault(row.group, []).append(row)
    return tuple((group, tuple(held), sums(held)) for group, held in found.items())


def lacking(row: YearRow) -> tuple[str, ...]:
    """What a row still needs to be structured and measurable (domain.md S3-05), in words."""
    wanted = (
        (row.volume is not None, "volume"),
        (bool(row.target), "target sasaran"),
        (bool(row.success or row.indicator), "indikator"),
        (bool(row.months), "bulan pelaksanaan"),
        (bool(row.owner), "penanggung jawab"),
        (bool(row.costs), "biaya (0 bila tanpa biaya)"),
    )
    return tuple(name for there, name in wanted if not there)


def outside(row: YearRow) -> str:
    """A sentence where money stands in months that are not ticked, else empty."""
    odd = sorted({c.month for c in row.costs if c.rupiah and c.month not in row.months})
    if not odd:
        return ""
    if not row.months:
        return f"{row.activity}: bulan pelaksanaan belum dicentang, biayanya dibagi rata dua belas bulan."
    names = ", ".join(MONTH_NAMES[number - 1] for number in odd)
    return f"{row.activity}: ada biaya di {names} yang tidak dicentang. Centang bulannya atau pindahkan biayanya."


def _added(parts: Iterable[dict[tuple[str, int], int]]) -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], int] = defaultdict(int)
    for part in parts:
        for key, amount in part.items():
            found[key] += amount
    return dict(found)
