"""Frozen months: their rows as canonical JSON, the hash over them, and what later corrections would make of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from typing import Any

from lokmin.core.facts import Source
from lokmin.core.indicators.definitions import Indicator
from lokmin.core.periods import Month
from lokmin.core.pws.rows import CoverageRow, Pace, Status, Trend
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.models import Snapshot, SnapshotRow
from lokmin.cycle.monitoring.queries import sources
from lokmin.cycle.monitoring.queries.table import MonthTable, month_table

Body = dict[str, Any]
#: A rank or a count of villages moves when another village is corrected: that is no correction of this row.
_FOLLOWS_OTHERS = {"rank", "villages_reported", "villages_expected"}


@dataclass(frozen=True)
class Frozen:
    """One row of a snapshot as it was.

    Attributes:
        number: "baris 98".
        people, short: unit and short name of the indicator as they were.
        cells: (period, element, micro, where it stood) of the numbers that went in; empty for sums over villages.
    """

    pk: int
    number: int
    row: CoverageRow
    name: str
    short: str
    people: str
    cells: tuple[tuple[str, str, int, Source], ...]

    @property
    def source(self) -> Source | None:
        """Where the newest number of the row stood: what a footnote names."""
        monthly = [cell for cell in self.cells if "-" in cell[0]]
        return max(monthly, key=lambda cell: cell[0])[3] if monthly else None


@dataclass(frozen=True)
class Difference:
    """A row that would look different today; ``now`` is None when the indicator or the village is gone."""

    then: Frozen
    now: CoverageRow | None


def bodies(puskesmas: Puskesmas, month: Month) -> list[Body]:
    """The rows of a month ready to be frozen, in the order of the table.

    An indicator nobody has reported this year is left out.
    """
    table = month_table(puskesmas, month)
    reported = {row.indicator for row in table.rows if row.numerator is not None}
    indicators = [i for i in table.indicators if i.code in reported]
    elements = {e.code for i in indicators for e in table.inputs.rate(i).elements}
    where = sources.cells(puskesmas, month.year, elements)
    return [
        _body(table.row(place.code, i.code), i, place.name, table, where) for i in indicators for place in table.places
    ]


def _body(row: CoverageRow, indicator: Indicator, name: str, table: MonthTable, where: sources.Sources) -> Body:
    periods = [str(table.month.year), *(m.code for m in table.month.year_to_date)]
    cells = [
        [period, element.code, value, source.file, source.sheet, source.cell]
        for element in table.inputs.rate(indicator).elements
        for period in periods
        if (value := table.inputs.values.get((row.place, period, element.code))) is not None
        and (source := where.get((row.place, period, element.code), Source(""))) is not None
    ]
    return {
        "place": row.place,
        "name": name,
        "indicator": indicator.code,
        "short": indicator.short,
        "people": indicator.people,
        "numerator": indicator.numerator,
        "denominator": table.inputs.denominators.get(indicator.code, indicator.denominator),
        "row": _plain(row),
        "cells": cells,
    }


def _plain(row: CoverageRow) -> Body:
    """A row as JSON knows it: lists for tuples, words for enums."""
    return json.loads(json.dumps(asdict(row)))  # type: ignore[no-any-return]


def row_of(body: Body) -> CoverageRow:
    """The opposite of freezing; fields a later version added keep their defaults."""
    known = {field.name for field in fields(CoverageRow)}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in body["row"].items() if name in known
    }
    values |= {"trend": Trend(values["trend"]), "status": Status(values["status"]), "pace": Pace(values["pace"])}
    return CoverageRow(**values)


def fingerprint(period: str, rows: Iterable[Body]) -> str:
    """sha256 over the period and the rows, each as canonical JSON (sorted keys, no spaces, UTF-8)."""
    digest = sha256(period.encode())
    for number, body in enumerate(rows, 1):
        digest.update(f"\n{number} ".encode())
        digest.update(json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())
    return digest.hexdigest()


def verify(snapshot: Snapshot) -> bool:
    """Whether the rows are still those that were frozen, in the same order, about the same places."""
    rows = list(snapshot.rows.select_related("place").order_by("number"))
    in_order = all(
        row.number == number and row.place.code == row.body.get("place") and row.indicator == row.body.get("indicator")
        for number, row in enumerate(rows, 1)
    )
    return in_order and fingerprint(snapshot.period, (row.body for row in rows)) == snapshot.sha256


def frozen(rows: Iterable[SnapshotRow]) -> list[Frozen]:
    """Rows of a snapshot as records."""
    return [
        Frozen(
            pk=row.pk,
            number=row.number,
            row=row_of(row.body),
            name=row.body["name"],
            short=row.body["short"],
            people=row.body["people"],
            cells=tuple((p, e, v, Source(file, sheet, cell)) for p, e, v, file, sheet, cell in row.body["cells"]),
        )
        for row in rows
    ]


def frozen_rows(snapshot: Snapshot, numbers: Sequence[int] | None = None) -> list[Frozen]:
    """The rows of a snapshot, all or those with the given numbers, in order."""
    rows = snapshot.rows.all() if numbers is None else snapshot.rows.filter(number__in=list(numbers))
    return frozen(rows)


def then_and_now(snapshot: Snapshot, numbers: Sequence[int] | None = None) -> list[Difference]:
    """The frozen rows whose figures are different today."""
    table = month_table(snapshot.puskesmas, Month.parse(snapshot.period))
    differences = []
    for row in frozen_rows(snapshot, numbers):
        now = table.by.get((row.row.place, row.row.indicator))
        if now is None or _figures(now) != _figures(row.row):
            differences.append(Difference(row, now))
    return differences


def _figures(row: CoverageRow) -> dict[str, Any]:
    return {name: value for name, value in asdict(row).items() if name not in _FOLLOWS_OTHERS}


@dataclass(frozen=True)
class SnapshotPage:
    """A snapshot as its page shows it: whether it is whole, what differs today, the rows of one indicator.

    ``indicators``: (code, short name) of all that were frozen, to choose from.
    """

    snapshot: Snapshot
    count: int
    whole: bool
    differences: tuple[Difference, ...]
    indicators: tuple[tuple[str, str], ...]
    chosen: str
    rows: tuple[Frozen, ...]


def snapshot_page(snapshot: Snapshot, indicator: str = "") -> SnapshotPage:
    """Read a snapshot for its page; an unknown indicator falls back to the first one."""
    rows = list(snapshot.rows.select_related("place"))
    shorts = {row.indicator: row.body["short"] for row in rows}
    chosen = indicator if indicator in shorts else next(iter(shorts), "")
    return SnapshotPage(
        snapshot=snapshot,
        count=len(rows),
        whole=verify(snapshot),
        differences=tuple(then_and_now(snapshot)),
        indicators=tuple(shorts.items()),
        chosen=chosen,
        rows=tuple(frozen(row for row in rows if row.indicator == chosen)),
    )


def snapshots(puskesmas: Puskesmas) -> list[Snapshot]:
    """The frozen months, newest first."""
    return list(Snapshot.objects.of(puskesmas).select_related("by"))
