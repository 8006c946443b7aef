"""What was read of a file, as the cells of tables that are checked for mistakes of their own."""

from __future__ import annotations

from collections.abc import Iterable

from lokmin.core.numbers import MICRO
from lokmin.core.quality.tables import TableCell
from lokmin.exchange.excel.records import Reading

#: A column of fractions above this is no column of percentages, whatever is asked about it.
MOST_PERCENT = 200 * MICRO


def table_cells(readings: Iterable[Reading], *, place: str = "") -> list[TableCell]:
    """The readings as cells; ``place`` stands in where the file does not name any (its own name does).

    Columns that hold fractions (the reader asks whether they are percentages) are taken for percentages where none is
    above 200.
    """
    found = list(readings)
    highest: dict[tuple[str, tuple[str, ...]], int] = {}
    fractions = set()
    for reading in found:
        column = (reading.sheet, reading.header)
        highest[column] = max(reading.micro, highest.get(column, 0))
        if reading.question.startswith("number:") and reading.question.endswith(":pecahan"):
            fractions.add(column)
    percent = {column for column in fractions if highest[column] <= MOST_PERCENT}
    return [
        TableCell(
            r.sheet,
            r.cell,
            r.place_text or place,
            r.period or "",
            " › ".join(r.header),
            r.micro,
            r.element or "",
            (r.sheet, r.header) in percent,
        )
        for r in found
        if not r.part
    ]
