"""What each row of a table is: a place, a month, a total, padding, a group heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lokmin.exchange.excel import words
from lokmin.exchange.excel.columns import Column
from lokmin.exchange.excel.intake import Sheet
from lokmin.exchange.excel.kapan import When, read_time, year_of
from lokmin.exchange.excel.layout import BLANK, DASH, NUMBER, ORDINAL, WORD, Region, cell_kind

# Kinds of body rows.
FACTS, TOTAL, AGGREGATE, PADDING, HEADING, NAMELESS = "isi", "jumlah", "bukan jumlah", "cadangan", "kelompok", "tanpa nama"


class Row(NamedTuple):
    """One body row: its kind and what its label columns say."""

    at: int
    kind: str
    place: str = ""
    within: str = ""
    item: str = ""
    when: When | None = None
    label: str = ""
    place_col: int = -1


@dataclass(slots=True)
class Labels:
    """The label columns of a table. ``place`` is the column whose rank is nearest to the people."""

    place: Column | None
    within: list[Column]
    item: Column | None
    period: list[Column]
    year: Column | None
    numbering: Column | None
    code: Column | None
    columns: list[Column] = field(default_factory=list)


def label_columns(columns: list[Column]) -> Labels:
    """Pick the label columns by role."""
    places = sorted((c for c in columns if c.role == words.PLACE), key=lambda c: (-c.rank, not c.kinds.get(WORD), c.index))
    filled = [c for c in places if c.kinds.get(WORD)]
    places = filled or places
    by = {role: [c for c in columns if c.role == role] for role in (words.INDICATOR, words.PERIOD, words.YEAR, words.NUMBERING, words.CODE)}
    place = places[0] if places else None
    if place is None and by[words.CODE]:
        place = by[words.CODE][-1]
    return Labels(
        place,
        [c for c in places[1:] if place is not None and c.rank < place.rank],
        by[words.INDICATOR][0] if by[words.INDICATOR] else None,
        by[words.PERIOD],
        by[words.YEAR][0] if by[words.YEAR] else None,
        by[words.NUMBERING][0] if by[words.NUMBERING] else None,
        by[words.CODE][0] if by[words.CODE] else None,
        [c for c in columns if c.role not in (words.MEASURE,)],
    )


#: "3. Wonolelo", "12) Rejosari": the running number is not part of the name.
_NAME_NUMBER = re.compile(r"^\d{1,3}\s*[.)]\s*(?=[^\W\d])")


def _clean(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value == "" else str(value)


def classify_rows(sheet: Sheet, region: Region, labels: Labels) -> list[Row]:
    """All body rows in order. A value is filled down where cells of its column are merged or left out in a long table."""
    long_table = labels.item is not None or bool(labels.period) or labels.year is not None
    place_at = labels.place.index if labels.place else -1
    item_at = labels.item.index if labels.item else -1
    label_at = [c.index for c in labels.columns if c.role != words.YEAR]
    merged_down = {
        (r, left) for top, left, bottom, right in sheet.merged if bottom > top and left == right for r in range(top + 1, bottom + 1)
    }
    rows: list[Row] = []
    last: dict[int, str] = {}
    kinds_cache: dict[str, str] = {}
    heading = ""
    data = sheet.rows
    for at in region.body:
        row = data[at]
        width = len(row)
        if at in region.marks:
            text = " ".join(region.marks[at])
            kind = TOTAL if words.is_total_row(text) else HEADING
            heading = text if kind == HEADING and not _is_note(text) else heading
            rows.append(Row(at, kind, label=text))
            continue

        def filled(index: int, *, down: bool) -> str:
            value = _clean(row[index]) if 0 <= index < width else ""
            if value == "" and (down or (at, index) in merged_down):
                return last.get(index, "")
            last[index] = value
            return value

        label = ""
        for index in label_at:
            value = row[index] if index < width else ""
            if isinstance(value, str) and value:
                kind = kinds_cache.get(value)
                if kind is None:
                    kind = kinds_cache[value] = (
                        TOTAL if words.is_total_row(value) else AGGREGATE if words.is_aggregate_row(value) else FACTS
                    )
                if kind != FACTS:
                    label = value
                    break
        else:
            kind = FACTS
        if label and (item_at < 0 or _clean(row[item_at] if item_at < width else "") != label.strip()):
            within = next((_clean(row[c.index]) for c in labels.within if c.index < width and row[c.index] != label and row[c.index] != ""), "")
            rows.append(Row(at, kind, label=" ".join(label.split()), within=within))
            continue
        place = _NAME_NUMBER.sub("", filled(place_at, down=long_table))
        within = next((t for c in labels.within if (t := filled(c.index, down=True))), "") or heading
        item = filled(item_at, down=False) if item_at >= 0 else ""
        when = _row_time(row, labels, filled) if labels.period or labels.year else None
        kind = FACTS
        if labels.place is not None and labels.place.role == words.PLACE and cell_kind(place) in (BLANK, DASH, NUMBER, ORDINAL):
            kind = PADDING if place in ("", "0", "-") else NAMELESS
            if place == "" and item:
                kind = FACTS
        rows.append(Row(at, kind, place, within, item, when, place, place_at))
    return rows


def _is_note(text: str) -> bool:
    return len(text) > 60 or text.lower().startswith(("ket", "catatan", "sumber", "mengetahui", "nb", "*"))


def _row_time(row: list[Any], labels: Labels, filled: Any) -> When:
    """Month and year from the period columns of a row; a plain 1..12 in a month column is that month."""
    month = year = None
    kind = ""
    for column in labels.period:
        value = row[column.index] if column.index < len(row) else ""
        if value == "":
            value = filled(column.index, down=True)
        else:
            filled(column.index, down=True)
        number = float(value) if isinstance(value, (int, float)) else float(value) if isinstance(value, str) and value.isdigit() else None
        if number is not None and 1 <= number <= 12 and number == int(number):
            month, kind = int(number), "bulan"
            continue
        if number is not None and year_of(number) is not None:
            year = year_of(number)
            continue
        if number is not None and 199001 <= number <= 210012 and 1 <= int(number) % 100 <= 12:
            year, month, kind = int(number) // 100, int(number) % 100, "bulan"
            continue
        when = read_time(value)
        month, year, kind = when.month or month, when.year or year, when.kind or kind
    if labels.year is not None:
        value = row[labels.year.index] if labels.year.index < len(row) else ""
        if value == "":
            value = filled(labels.year.index, down=True)
        else:
            filled(labels.year.index, down=True)
        text_year = year_of(value) or (year_of(float(value)) if isinstance(value, str) and value.isdigit() else None)
        year = text_year or year
        if not labels.period:
            kind = "tahun"
    return When(kind, month, year, exact=True)
