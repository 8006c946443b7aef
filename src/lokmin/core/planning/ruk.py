"""RUK of year n+1: one row in the official columns, its money by fund, and its grouping by upaya with subtotals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from lokmin.core.planning.money import Cell, CostLine, Sum, by, lines_sum, whole
from lokmin.core.planning.rules import PlanRule


class Origin(StrEnum):
    """Where a row came from; the value is what is stored, ``ORIGIN_WORDS`` what is said."""

    PROBLEM = "masalah"
    EFFECT = "rtl"
    NEEDS = "kebutuhan"
    MMD = "mmd"
    LAST_RPK = "rpk"
    RENSTRA = "renstra"
    PKP = "pkp"
    IMPORT = "impor"
    HAND = ""

    @classmethod
    def of(cls, code: str) -> Origin:
        """The origin of a stored code; one that is not known counts as written by hand."""
        return cls(code) if code in cls._value2member_map_ else cls.HAND


ORIGIN_WORDS = {
    Origin.PROBLEM: "masalah dan cara pemecahan yang dipilih",
    Origin.EFFECT: "RTL yang terbukti berhasil",
    Origin.NEEDS: "usulan kebutuhan",
    Origin.MMD: "MMD desa",
    Origin.LAST_RPK: "RPK tahun lalu",
    Origin.RENSTRA: "rencana lima tahunan",
    Origin.PKP: "penilaian kinerja",
    Origin.IMPORT: "berkas Excel",
    Origin.HAND: "diketik",
}


@dataclass(frozen=True, slots=True)
class RukItem:
    """One activity of a RUK (domain.md 2.2); texts may be empty.

    Attributes:
        key: stable among versions; ``effort`` a code of the efforts, ``unit`` the programme as printed.
        target: target sasaran in words with its number (``480 balita``).
        money, tools, staff: the three parts of kebutuhan sumber daya in words.
        amounts: pairs of fund code and rupiah (None: not costed yet); the sum is the kebutuhan anggaran.
        lines: lines of costs behind the amounts.
        detail: rincian kegiatan, for the variant that has the column.
        origin, origin_text: where the row came from, and that in words (``MMD Desa Watubelah, 12 September 2026``).
        renstra: key of the line of the five-year plan it serves.
        indicator_code: of the catalogue, for the thread down to coverage.
    """

    key: str
    effort: str
    activity: str
    unit: str = ""
    purpose: str = ""
    target_group: str = ""
    target: str = ""
    owner: str = ""
    money: str = ""
    tools: str = ""
    staff: str = ""
    partners: str = ""
    when: str = ""
    indicator: str = ""
    amounts: tuple[tuple[str, int | None], ...] = ()
    lines: tuple[CostLine, ...] = ()
    detail: str = ""
    programme: str = ""
    origin: Origin = Origin.HAND
    origin_text: str = ""
    renstra: str = ""
    indicator_code: str = ""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The amounts as cells of money; a row without any is one cell that is not costed."""
        amounts = self.amounts or (("", None),)
        return tuple(Cell(self.key, fund, rp, None, self.programme, self.effort) for fund, rp in amounts)

    @property
    def cost(self) -> int | None:
        """Kebutuhan anggaran: what is costed, together; None while nothing is."""
        return Sum.of(rp for _, rp in self.amounts).amount

    @property
    def lines_cost(self) -> Sum:
        return lines_sum(self.lines)

    @property
    def funds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fund for fund, _ in self.amounts if fund))


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one effort with their subtotal."""

    effort: str
    name: str
    items: tuple[RukItem, ...]
    total: Sum


def grouped(items: Iterable[RukItem], rule: PlanRule) -> tuple[Group, ...]:
    """The rows by effort in the printed order; within one in the order they came. No row is lost or counted twice."""
    ordered = sorted(items, key=lambda item: (rule.rank(item.effort), item.effort))
    return tuple(
        Group(code, rule.effort_name(code) or "Belum dikelompokkan", rows, whole(c for row in rows for c in row.cells))
        for code, found in groupby(ordered, key=lambda item: item.effort)
        for rows in (tuple(found),)
    )


def total(items: Iterable[RukItem]) -> Sum:
    """The grand total: the same in whichever order rows, groups or funds are added."""
    return whole(cell for item in items for cell in item.cells)


def by_fund(items: Iterable[RukItem]) -> dict[str, Sum]:
    """What is asked from each fund."""
    return by((cell for item in items for cell in item.cells), lambda cell: cell.fund)


def by_programme(items: Iterable[RukItem]) -> dict[str, Sum]:
    """What is asked for each programme."""
    return by((cell for item in items for cell in item.cells), lambda cell: cell.programme)


def from_sources(items: Sequence[RukItem], *origins: Origin) -> tuple[RukItem, ...]:
    """The rows of some origins: what comes from SMD/MMD must be marked (domain.md 2.8)."""
    return tuple(item for item in items if item.origin in origins)
