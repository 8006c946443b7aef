"""A workbook with a list of the PKP (susunan) -> its lines, by the heads of ``core.assessment.outline``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from lokmin.core.assessment.outline import HEADS, LEAF, MOST_LINES, Line
from lokmin.core.numbers import indonesian
from lokmin.exchange.excel.intake import Sheet, open_workbook
from lokmin.exchange.excel.refusal import FileRefused

_KEY_OF = {head.lower(): key for key, head in HEADS.items()}
#: A sheet without these is no list.
_NEEDED = {"level", "code", "name"}
#: The heads stand within so many rows.
_DEEPEST = 20
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class ListRow:
    """A line and the row of the sheet it is from, counted from 1."""

    row: int
    line: Line


def read_list(data: bytes, filename: str) -> tuple[ListRow, ...]:
    """The lines of the first sheet that has the heads of a list.

    Raises:
        FileRefused: the file cannot be opened, has no such sheet, or holds more lines than any list.
    """
    for sheet in open_workbook(data, filename).sheets:
        found = _heads(sheet)
        if found is None:
            continue
        lines = _lines(sheet, *found)
        if len(lines) > MOST_LINES:
            break
        if lines:
            return lines
    raise FileRefused(
        "bukan-susunan",
        f"Di “{filename}” tidak ada lembar susunan PKP (paling banyak {MOST_LINES} baris). Judul kolomnya harus ada: "
        "Tingkat, Kode, Nama. Unduh susunan dari Lokmin sebagai contoh.",
    )


def _heads(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for number, row in enumerate(sheet.rows[:_DEEPEST]):
        columns = {
            _KEY_OF[text]: place for place, value in enumerate(row) if (text := str(value).strip().lower()) in _KEY_OF
        }
        if set(columns) >= _NEEDED:
            return number, columns
    return None


def _lines(sheet: Sheet, head: int, columns: dict[str, int]) -> tuple[ListRow, ...]:
    found = []
    for number, row in enumerate(sheet.rows[head + 1 :], start=head + 1):
        cells = {
            key: _text(row[place] if place < len(row) else "", key, percent=(number, place) in sheet.extras.percents)
            for key, place in columns.items()
        }
        if cells["code"] or cells["name"]:
            cells["level"] = cells["level"].lower() or LEAF
            found.append(ListRow(number + 1, Line(**cells)))
        if len(found) > MOST_LINES:
            break
    return tuple(found)


def _text(value: Any, key: str, *, percent: bool) -> str:
    """A cell as it would be typed: numbers the Indonesian way, a code with its dots."""
    if value in (None, "") or isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        number = Decimal(str(value)) * (100 if percent else 1)
        if key == "code":
            return format(number.normalize(), "f")
        return indonesian(number) if number.is_finite() and abs(number) < 10**12 else str(value)[:40]
    text = str(value).strip()
    return (text if key == "detail" else " ".join(text.split()))[:_LONGEST]
