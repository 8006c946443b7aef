"""Which rows of a plan a subtotal row adds up, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lokmin.core.planning.rules import PlanRule
from lokmin.exchange.excel.planbookheads import words_of
from lokmin.exchange.excel.planbookrecords import PlanLine

TOTAL = re.compile(r"^\s*(sub\s*total|subtotal|grand\s*total|total|jumlah|jml|jumlah seluruhnya)\b", re.IGNORECASE)
_GRAND = re.compile(r"seluruh|grand|total\s*$|keseluruhan|semua", re.IGNORECASE)


def summed(
    lines: Sequence[PlanLine], since: Sequence[int], group: str, text: str, claimed: int, rule: PlanRule
) -> tuple[int, tuple[int, int]]:
    """What the rows of a subtotal add up to in rupiah, and the first and last of them.

    It sums the upaya or the unit it names (``Jumlah UKM esensial`` over KIA and Gizi); one that names neither sums
    what came since the last heading or subtotal (``since``: places in ``lines``), its upaya (``group``), or all.
    """
    name = TOTAL.sub("", text)
    effort = rule.effort(name)
    held: Sequence[PlanLine] = [line for line in lines if effort is not None and line.group == effort.name]
    held = held or [x for x in lines if words_of(name) and words_of(x.unit_of_work) == words_of(name)]
    held = held or _unnamed(lines, [lines[at] for at in since], group, text, claimed)
    rows = [line.row for line in held]
    return _whole(held), (rows[0], rows[-1]) if rows else (0, 0)


def _unnamed(
    lines: Sequence[PlanLine], last: Sequence[PlanLine], group: str, text: str, claimed: int
) -> Sequence[PlanLine]:
    part = _whole(last)
    of_group = [line for line in lines if line.group == group]
    if claimed not in (part, _whole(lines)) and claimed == _whole(of_group):
        return of_group
    grand = bool(_GRAND.search(text)) or not last
    return lines if (grand and claimed != part) or claimed == _whole(lines) else last


def _whole(lines: Sequence[PlanLine]) -> int:
    return sum(map(_cost, lines))


def _cost(line: PlanLine) -> int:
    if line.cost is not None:
        return line.cost
    return sum(rp for _text, rp in line.parts if rp is not None)
