"""The denominator stress test: which judgements turn when another sasaran is used, by the real coverage computation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from lokmin.core.indicators.definitions import Element
from lokmin.core.numbers import indonesian
from lokmin.core.pws.coverage import Inputs
from lokmin.core.pws.rows import CoverageRow
from lokmin.core.pws.status import JUDGED


@dataclass(frozen=True, slots=True)
class Scenario:
    """Another sasaran: a set of its own (``proyeksi``, ``sk``, ``riil``), or the one in use times ``percent``."""

    code: str
    name: str
    percent: int = 100
    set: str = ""


@dataclass(frozen=True, slots=True)
class Turned:
    """A judgement that is another one with the other sasaran; the rows hold both figures."""

    before: CoverageRow
    after: CoverageRow

    @property
    def better(self) -> bool:
        """Whether it looks better with the other sasaran."""
        return not self.before.reached and self.after.reached


@dataclass(frozen=True, slots=True)
class Stress:
    """One scenario's outcome.

    Attributes:
        judged: how many figures were judged with the sasaran in use.
        replaced: how many sasaran of villages the scenario could change; 0: there is no such set.
        missing: sasaran in use for which the set has no number, so that theirs stayed.
    """

    scenario: Scenario
    judged: int
    replaced: int
    missing: int
    turned: tuple[Turned, ...]

    @property
    def sentence(self) -> str:
        """``14 dari 264 angka berganti status bila memakai pendataan riil``."""
        if not self.replaced:
            return f"Belum ada sasaran {self.scenario.name}, jadi belum dapat diuji"
        if not self.turned:
            return f"Tidak satu pun dari {indonesian(self.judged)} angka berganti status bila {_if(self.scenario)}"
        told = f"{indonesian(len(self.turned))} dari {indonesian(self.judged)} angka"
        return f"{told} berganti status bila {_if(self.scenario)}"


def _if(scenario: Scenario) -> str:
    return f"memakai sasaran {scenario.name}" if scenario.set else f"sasaran {scenario.name}"


def with_sasaran(
    inputs: Inputs, year: int, scenario: Scenario, values: Mapping[tuple[str, str], int] | None = None
) -> tuple[Inputs, int, int]:
    """The same inputs with other sasaran; how many were replaced, and how many stayed for want of a number.

    ``values`` is the other set, (place, element) -> micro. Only yearly numbers of the sasaran programme change: what
    was reported month by month stays. Percentages round half to even to whole millionths.
    """
    period = str(year)
    changed, replaced, missing = dict(inputs.values), 0, 0
    for key, micro in inputs.values.items():
        place, when, code = key
        if when != period or not _sasaran(inputs.elements.get(code)):
            continue
        if scenario.set:
            other = (values or {}).get((place, code))
            if other is None:
                missing += 1
                continue
            changed[key] = other
        else:
            changed[key] = round(Fraction(micro * scenario.percent, 100))
        replaced += 1
    return replace(inputs, values=changed), replaced, missing


def _sasaran(element: Element | None) -> bool:
    return element is not None and element.yearly and element.programme == "sasaran"


def turned(before: Iterable[CoverageRow], after: Sequence[CoverageRow]) -> tuple[Turned, ...]:
    """Judged rows whose status is another one; a row that is not judged any more counts too."""
    by = {(row.place, row.indicator): row for row in after}
    return tuple(
        Turned(row, other)
        for row in before
        if row.status in JUDGED and (other := by[row.place, row.indicator]).status is not row.status
    )


def stress(
    before: Sequence[CoverageRow], after: Sequence[CoverageRow], scenario: Scenario, *, replaced: int, missing: int
) -> Stress:
    """Compare two tables of the same places and indicators."""
    return Stress(
        scenario=scenario,
        judged=sum(row.status in JUDGED for row in before),
        replaced=replaced,
        missing=missing,
        turned=turned(before, after) if replaced else (),
    )


def by_indicator(found: Stress) -> dict[str, tuple[Turned, ...]]:
    """Changed judgements by indicator, those with most changes first."""
    groups: dict[str, list[Turned]] = {}
    for item in found.turned:
        groups.setdefault(item.before.indicator, []).append(item)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return {code: tuple(items) for code, items in ordered}
