"""Columns that arithmetic unmasks whatever they are called: L + P beside L and P, running sums over the months."""

from __future__ import annotations

from itertools import pairwise

from lokmin.exchange.excel import words
from lokmin.exchange.excel.bodyrows import FACTS
from lokmin.exchange.excel.columns import Column
from lokmin.exchange.excel.tables import Table

#: Rounding left behind by Excel in sums of fractions: a thousandth.
SLACK = 1_000
#: Rows tried; a column is one thing in all of them.
MAX_ROWS = 200


def settle(table: Table) -> None:
    """Mark sums of the sexes and running sums as no facts."""
    rows = [i for i, r in enumerate(table.rows) if r.kind == FACTS][:MAX_ROWS]
    measures = [c for c in table.measures if not c.skip]
    if len(rows) < 2 or len(measures) < 2:
        return
    _sexes(table, measures, rows)
    _running(table, [c for c in measures if not c.skip], rows)
    _over_months(table, [c for c in measures if not c.skip], rows)


def _sexes(table: Table, measures: list[Column], rows: list[int]) -> None:
    """The third of L, P and something is their sum when it is so in every row."""
    for left, right, column in zip(measures, measures[1:], measures[2:], strict=False):
        if {left.part, right.part} != {"L", "P"} or column.part or column.skip or column.index - left.index > 3:
            continue
        head = left.path[:-1]
        if head == right.path[:-1] and column.path in ((), head, (*head, *column.path[-1:])):
            parts = [table.figures[c.index].micros for c in (left, right)]
            if _equal(table.figures[column.index].micros, parts, rows):
                column.skip, column.adds = words.TOTAL, (left.index, right.index)


def _running(table: Table, measures: list[Column], rows: list[int]) -> None:
    """Of two columns under each month, one may be the sum of the other up to that month."""
    by_head: dict[tuple[tuple[str, ...], str, int | None], dict[int, Column]] = {}
    for column in measures:
        if column.month is not None:
            by_head.setdefault((column.header, column.part, column.year), {}).setdefault(column.month, column)
    heads = [months for months in by_head.values() if len(months) >= 2]
    for sums in heads:
        for facts in heads:
            if facts is not sums and set(facts) == set(sums) and _is_running(table, sums, facts, rows):
                for column in sums.values():
                    column.skip = words.CUMULATIVE
                break


def _over_months(table: Table, measures: list[Column], rows: list[int]) -> None:
    """A column without a month beside months of which it is the sum."""
    by_head: dict[tuple[tuple[str, ...], str], list[Column]] = {}
    for column in measures:
        if column.month is not None:
            by_head.setdefault((column.header, column.part), []).append(column)
    for column in measures:
        if column.month is None and not column.sasaran:
            for parts in by_head.values():
                wholes = [_micros(table, c) for c in parts]
                if len(parts) >= 2 and _equal(_micros(table, column), wholes, rows, all_parts=False):
                    column.skip, column.adds = words.TOTAL, tuple(c.index for c in parts)
                    break


def _is_running(table: Table, sums: dict[int, Column], facts: dict[int, Column], rows: list[int]) -> bool:
    steps = [
        _equal(_micros(table, sums[now]), [_micros(table, sums[before]), _micros(table, facts[now])], rows)
        for before, now in pairwise(sorted(sums))
        if any(_micros(table, facts[now])[i] for i in rows)
    ]
    return bool(steps) and all(steps)


def _micros(table: Table, column: Column) -> list[int | None]:
    return table.figures[column.index].micros


def _equal(whole: list[int | None], parts: list[list[int | None]], rows: list[int], *, all_parts: bool = True) -> bool:
    """In nine rows of ten, and in at least two different ones that are not zero."""
    told = agree = 0
    seen: set[int] = set()
    for i in rows:
        value, values = whole[i], [p[i] for p in parts]
        if value is None or all(v is None for v in values):
            continue
        told += 1
        if abs(value - sum(v or 0 for v in values)) <= SLACK:
            agree += 1
            if value and (all(values) if all_parts else sum(map(bool, values)) > 1):
                seen.add(value)
    return len(seen) >= 2 and agree * 10 >= told * 9
