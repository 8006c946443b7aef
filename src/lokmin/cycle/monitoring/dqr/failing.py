"""The checks that failed, as lines somebody can read through: what many villages share is one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from lokmin.core.quality.dqr import Check, Dimension, Outcome
from lokmin.cycle.monitoring.dqr.desk import Desk

#: What says most about single numbers comes first; late reports, which everybody knows of, last.
ORDER = (
    Dimension.RELATED, Dimension.OUTLIERS, Dimension.DENOMINATORS, Dimension.EXTERNAL, Dimension.REPORTING,
    Dimension.INDICATOR, Dimension.OVER_TIME, Dimension.TIMELINESS,
)  # fmt: skip
#: From so many villages on one line stands for all of them.
MANY = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One failed check, or the worst of several alike.

    Attributes:
        places: names of the villages it stands for, in the office's order.
        others: short names of the other numbers of that village with the same gap.
    """

    check: Check
    places: tuple[str, ...]
    others: tuple[str, ...] = ()


def failed_lines(checks: Iterable[Check], desk: Desk) -> list[Line]:
    """The failed checks by dimension, worst first; the same thing in many villages is gathered into one line."""
    groups: dict[tuple[Dimension, tuple[str, ...], str], list[Check]] = {}
    gaps: dict[tuple[str, tuple[str, ...]], list[Check]] = {}
    for check in checks:
        if check.outcome is not Outcome.FAIL:
            continue
        if check.dimension is Dimension.INDICATOR:
            gaps.setdefault((check.place, tuple(f[1] for f in check.facts)), []).append(check)
        else:
            groups.setdefault((check.dimension, check.programmes, check.about), []).append(check)
    elements = desk.table.catalogue.elements
    lines = [
        Line(
            same[0],
            (desk.table.names.get(place, place),),
            tuple(elements[c.about].short for c in same[1:] if c.about in elements),
        )
        for (place, _months), same in gaps.items()
    ]
    for (dimension, _programmes, _about), same in groups.items():
        reports = dimension in (Dimension.REPORTING, Dimension.TIMELINESS)
        if reports and len(same) >= MANY:
            worst = min(same, key=lambda c: c.value or Fraction(0))
            lines.append(Line(worst, tuple(desk.table.names.get(c.place, c.place) for c in same)))
        else:
            lines += [Line(c, (desk.table.names.get(c.place, c.place),)) for c in same]
    return sorted(lines, key=lambda line: (ORDER.index(line.check.dimension), _closeness(line.check)))


def _closeness(check: Check) -> Fraction:
    """Small for the worst: shares by themselves, ratios by how far they are from one."""
    if check.value is None:
        return Fraction(0)
    return -abs(check.value - 1) if check.high is not None and check.low is not None else check.value
