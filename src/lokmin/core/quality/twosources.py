"""The same number from two sources side by side: where they differ, by how much, who is asked. Nothing is merged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lokmin.core.findings import Finding, Severity
from lokmin.core.numbers import MICRO, indonesian
from lokmin.core.quality.dqr import Key
from lokmin.core.quality.reviewed import times_text
from lokmin.core.quality.series import Reports, number


@dataclass(frozen=True, slots=True)
class Beside:
    """One number in both sources, micro; None where a source has none. ``used``: the fact coverage is made of."""

    source: str
    place: str
    period: str
    element: str
    used: int | None
    other: int | None

    @property
    def key(self) -> Key:
        return self.place, self.period, self.element

    @property
    def difference(self) -> int | None:
        """The other source minus the one in use; None where one of them has no number."""
        return None if self.used is None or self.other is None else self.other - self.used

    @property
    def ratio(self) -> Fraction | None:
        """The other source over the one in use; None without both or over zero."""
        return Fraction(self.other, self.used) if self.used and self.other is not None else None

    @property
    def agrees(self) -> bool:
        return self.used == self.other

    def size(self) -> tuple[int, int]:
        """For sorting: a number one source lacks comes after the differences, by its own size."""
        if self.difference is not None:
            return 1, abs(self.difference)
        return 0, abs(self.used or self.other or 0)


@dataclass(frozen=True, slots=True)
class Compared:
    """All numbers of one source that can be held against those in use.

    Attributes:
        differing: in both, not equal, largest difference first. ``lacking``: only the other source has one.
        agreeing: how many are equal.
    """

    source: str
    differing: tuple[Beside, ...]
    lacking: tuple[Beside, ...]
    agreeing: int

    @property
    def count(self) -> int:
        return len(self.differing) + len(self.lacking) + self.agreeing

    @property
    def sums(self) -> Mapping[str, tuple[int, int]]:
        """Element -> sum in use, sum of the other source, over the numbers both have (differing ones only differ)."""
        found: dict[str, tuple[int, int]] = {}
        for item in self.differing:
            used, other = found.get(item.element, (0, 0))
            found[item.element] = (used + (item.used or 0), other + (item.other or 0))
        return found


def compare(source: str, figures: Mapping[Key, int], used: Mapping[Key, int]) -> Compared:
    """Hold the figures of a source against the facts in use; facts it does not speak of are left alone."""
    items = [Beside(source, *key, used.get(key), other) for key, other in figures.items()]
    differing = [item for item in items if item.difference]
    lacking = [item for item in items if item.used is None]
    return Compared(
        source=source,
        differing=tuple(sorted(differing, key=lambda i: (-i.size()[1], i.period, i.place, i.element))),
        lacking=tuple(sorted(lacking, key=lambda i: (-i.size()[1], i.period, i.place, i.element))),
        agreeing=sum(item.agrees for item in items),
    )


def findings(compared: Iterable[Compared], reports: Reports, *, percent: int, people: int) -> list[Finding]:
    """Differences of this year up to the month that are worth a question, worst first.

    A difference of at least ``people`` and of ``percent`` of the larger number; smaller ones stand on the page only.
    """
    periods = {month.code for month in reports.months}
    found = []
    for one in compared:
        for item in one.differing:
            difference = abs(item.difference or 0)
            larger = max(abs(item.used or 0), abs(item.other or 0))
            known = item.place in reports.names and item.element in reports.catalogue.elements
            if item.period not in periods or not known:
                continue
            if difference < people * MICRO or difference * 100 < percent * larger:
                continue
            found.append(_finding(item, reports))
    return found


def _finding(item: Beside, reports: Reports) -> Finding:
    element, month = reports.element(item.element), next(m for m in reports.months if m.code == item.period)
    used, other = number(item.used or 0), number(item.other or 0)
    return reports.finding(
        Severity.WARNING,
        f"beda-sumber-{re.sub('[^a-z0-9]+', '-', item.source.lower()).strip('-')}",
        f"{element.short} {reports.label(item.place, month)} dipakai {used}, menurut {item.source} {other}. "
        "Cocokkan dengan register, lalu perbaiki sumber yang salah.",
        place=item.place,
        element=item.element,
        month=month,
        ask=f"{element.short} {reports.names[item.place]} {month.name}: laporan {used}, {item.source} {other}. "
        "Mana yang sama dengan register?",
    )


def ratio_words(item: Beside) -> str:
    """``0,80 kali``; ``–`` where there is none."""
    return "–" if item.ratio is None else times_text(item.ratio)


def sentence(compared: Sequence[Compared]) -> str:
    """The title of the page: how many of the numbers that two sources have differ."""
    both = sum(len(c.differing) + c.agreeing for c in compared)
    differing = sum(len(c.differing) for c in compared)
    if not compared:
        return "Belum ada sumber pembanding"
    names = ", ".join(c.source for c in compared)
    if not differing:
        return f"Semua {indonesian(both)} angka sama dengan {names}"
    return f"{indonesian(differing)} dari {indonesian(both)} angka berbeda dengan {names}"
