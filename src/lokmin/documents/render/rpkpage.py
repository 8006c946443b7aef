"""One sheet of a plan workbook as plain data, so that who fills it does not load the writer of workbooks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | int | dt.date | None


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet.

    Attributes:
        name: of the sheet; ``title`` and ``under`` stand above the table.
        groups: (title, rows); a title that is empty has no head and no subtotal of its own.
        sums: columns (0 ...) that are added up; ``across``: a column that adds up others of its row, and which.
        centred: columns of marks; ``frozen``: so many columns stay when the sheet is moved.
    """

    name: str
    title: str
    under: str
    heads: Sequence[str]
    widths: Sequence[float]
    groups: Sequence[tuple[str, Sequence[Sequence[Cell]]]]
    sums: Sequence[int] = ()
    across: tuple[int, range] | None = None
    centred: Sequence[int] = ()
    frozen: int = 0
    notes: Sequence[str] = ()
