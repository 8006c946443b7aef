"""The five-year plan: lines in the official columns (domain.md 2.1), targets and money of each year, subtotals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise

from lokmin.core.language import said
from lokmin.core.planning.money import Cell, Sum, whole
from lokmin.core.planning.rules import PlanRule

_NUMBER = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?")


def number_in(text: str) -> Decimal | None:
    """The first number of a target text (``85 %``, ``12 kali``, ``1.250 orang``), read the Indonesian way."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    return Decimal(found[1].replace(".", "") + (f".{found[2]}" if found[2] else ""))


@dataclass(frozen=True, slots=True)
class RenstraLine:
    """One indicator of the plan with what is done for it.

    Attributes:
        key: stable among versions; ``effort`` a code of the efforts.
        formula: cara perhitungan; ``baseline`` where it stands when the plan begins, as text.
        targets: as written, one per year of the plan; empty: not set.
        activities: rincian kegiatan.
        budgets: whole rupiah per year; None is not costed.
        funds: codes of the sources.
        indicator_code: of the catalogue; targets and coverages then meet in the thread.
        lower_is_better: the targets should fall over the years, not rise.
    """

    key: str
    effort: str
    indicator: str
    unit: str = ""
    purpose: str = ""
    formula: str = ""
    baseline: str = ""
    targets: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()
    budgets: tuple[int | None, ...] = ()
    funds: tuple[str, ...] = ()
    programme: str = ""
    indicator_code: str = ""
    lower_is_better: bool = False

    @property
    def total(self) -> Sum:
        """What the line costs over all its years."""
        return Sum.of(self.budgets)

    def target(self, at: int) -> str:
        return self.targets[at] if at < len(self.targets) else ""

    def budget(self, at: int) -> int | None:
        return self.budgets[at] if at < len(self.budgets) else None


@dataclass(frozen=True, slots=True)
class RenstraGroup:
    """The lines of one effort; ``totals`` one per year, ``total`` over all."""

    effort: str
    name: str
    lines: tuple[RenstraLine, ...]
    totals: tuple[Sum, ...]
    total: Sum


def years_of(first: int, count: int) -> tuple[int, ...]:
    """The years of a plan that begins in ``first``."""
    return tuple(range(first, first + count))


def year_sums(lines: Iterable[RenstraLine], count: int) -> tuple[Sum, ...]:
    """What the lines cost in each year."""
    known = tuple(lines)
    return tuple(Sum.of(line.budget(at) for line in known) for at in range(count))


def grouped(lines: Iterable[RenstraLine], rule: PlanRule, count: int) -> tuple[RenstraGroup, ...]:
    """The lines by effort in the printed order, with subtotals per year."""
    ordered = sorted(lines, key=lambda line: (rule.rank(line.effort), line.effort))
    found = []
    for code, rows in groupby(ordered, key=lambda line: line.effort):
        inside = tuple(rows)
        sums = year_sums(inside, count)
        name = rule.effort_name(code) or "Belum dikelompokkan"
        found.append(RenstraGroup(code, name, inside, sums, sum(sums, Sum())))
    return tuple(found)


def cells(lines: Iterable[RenstraLine], years: Sequence[int]) -> tuple[Cell, ...]:
    """The money as cells; the fund is the one source of a line, or its sources joined where there are several."""
    return tuple(
        Cell(f"{line.key}@{year}", "+".join(line.funds), line.budget(at), None, line.programme, line.effort)
        for line in lines
        for at, year in enumerate(years)
    )


def grand_total(lines: Iterable[RenstraLine], years: Sequence[int]) -> Sum:
    return whole(cells(lines, years))


def course(line: RenstraLine) -> str:
    """What is odd in the targets over the years, as a sentence; empty where they go the right way.

    Targets in other words than numbers are not judged.
    """
    numbers = [number_in(target) for target in line.targets]
    known = [(at, number) for at, number in enumerate(numbers) if number is not None]
    for (before, old), (after, new) in pairwise(known):
        wrong = new > old if line.lower_is_better else new < old
        if wrong:
            text = said("Target tahun ke-%(after)d (%(new)s) mundur dari tahun ke-%(before)d (%(old)s).")
            return text % {
                "after": after + 1, "new": line.targets[after], "before": before + 1, "old": line.targets[before],
            }  # fmt: skip
    return ""
