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
FACTS, TOTAL, AGGREGATE, PADDING, HEADING, NAMELESS = (
    "isi",
    "jumlah",
    "bukan jumlah",
    "cadangan",
    "kelompok",
    "tanpa nama",
)


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
    group: str = ""


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

    def periods_filled(self) -> list[Column]:
        """Period columns that hold words, not only a number here and there."""
        return [c for c in self.period if c.kinds.get(WORD)]


def label_columns(columns: list[Column]) -> Labels:
    """Pick the label columns by role."""
    places = sorted(
        (c for c in columns if c.role == words.PLACE), key=lambda c: (-c.rank, not c.kinds.get(WORD), c.index)
    )
    filled = [c for c in places if c.kinds.get(WORD)]
    places = filled or places
    by = {
        role: [c for c in columns if c.role == role]
        for role in (words.INDICATOR, words.PERIOD, words.YEAR, words.NUMBERING, words.CODE)
    }
    place = places[0] if places else None
    codes = [c for c in by[words.CODE] if not by[words.INDICATOR] or words.is_place_code(c.path[-1] if c.path else "")]
    if place is None and codes:
        place = codes[-1]
    return Labels(
        place,
        [c for c in places[1:] if place is not None and c.rank < place.rank],
        by[words.INDICATOR][0] if by[words.INDICATOR] else None,
        by[words.PERIOD],
        by[words.YEAR][0] if by[words.YEAR] else None,
        by[words.NUMBERING][0] if by[words.NUMBERING] else None,
        by[words.CODE][0] if by[words.CODE] else None,
        [c for c in columns if c.role != words.MEASURE],
    )


_GROUP_WORD = re.compile(
    r"^(?:desa|kel(?:urahan)?|dusun|wilayah|wil|kecamatan|kec|posyandu|bidan|kelompok|[IVX]+|[A-Z])[\s.:]",
    re.IGNORECASE,
)
_PLACE_HEADING = re.compile(r"^(?:desa|ds|kel(?:urahan)?|posyandu|dusun)\b[\s.:]+(?=\S)", re.IGNORECASE)
#: "3. Wonolelo", "12) Rejosari": the running number is not part of the name.
_NAME_NUMBER = re.compile(r"^\d{1,3}\s*[.)]\s*(?=[^\W\d])")


def _clean(value: Any) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value == "" else str(value)


def classify_rows(sheet: Sheet, region: Region, labels: Labels) -> list[Row]:
    """All body rows in order; a value is filled down where cells are merged or left out in a long table."""
    reader = _RowReader(sheet, labels, region.body[:60])
    rows: list[Row] = []
    for at in region.body:
        if at in region.marks:
            text = " ".join(region.marks[at])
            kind = TOTAL if words.is_total_row(text) else HEADING
            if kind == HEADING and reader.is_silent_place(at, text):
                rows.append(Row(at, FACTS, text, reader.heading, label=text))
                continue
            if kind == HEADING and not _is_note(text):
                reader.heading = text
            rows.append(Row(at, kind, label=text))
        else:
            rows.append(reader.read(at))
    return rows


class _RowReader:
    """Reads the label cells of one row after the other; what repeats in long tables is worked out once."""

    def __init__(self, sheet: Sheet, labels: Labels, sample: list[int]) -> None:
        self.data, self.labels, self.heading = sheet.rows, labels, ""
        self.long = labels.item is not None or bool(labels.period) or labels.year is not None
        self.place_at = labels.place.index if labels.place else -1
        self.item_at = labels.item.index if labels.item else -1
        # "Jumlah" above "Persen" is the figure itself, not a sum of rows.
        self.shares = self.item_at >= 0 and any(
            words.not_a_fact(_clean(sheet.rows[r][self.item_at])) == words.PERCENT
            for r in sample
            if self.item_at < len(sheet.rows[r])
        )
        self.within_at = [c.index for c in labels.within]
        inner = [c.index for c in (labels.place, *labels.periods_filled()) if c is not None]
        self.inner_at = max(inner, default=-1)
        self.time_at = [c.index for c in (*labels.period, *([labels.year] if labels.year else []))]
        self.named = labels.place is not None and labels.place.role == words.PLACE
        self.text_at = [
            c.index
            for c in labels.columns
            if c.role not in (words.YEAR, words.UNIT) and not (c.role == words.REMARK and c.right)
        ]
        self.merged_down = {
            (r, left)
            for top, left, bottom, right in sheet.merged
            if bottom > top and left == right
            for r in range(top + 1, bottom + 1)
        }
        self.last: dict[int, Any] = {}
        self._kinds: dict[str, str] = {}
        self._names: dict[Any, tuple[str, str]] = {}
        self._times: dict[tuple[Any, ...], When] = {}

    def read(self, at: int) -> Row:
        row = self.data[at]
        width = len(row)
        for index in self.text_at:
            value = row[index] if index < width else ""
            if type(value) is str and value and self._kind(value) != FACTS and not self._is_item(row, value):
                within = next((_clean(row[i]) for i in self.within_at if i < width and row[i] not in (value, "")), "")
                return Row(at, self._kind(value), label=" ".join(value.split()), within=within)
        raw = self._filled(at, row, self.place_at, down=self.long) if self.place_at >= 0 else ""
        known = self._names.get(raw)
        if known is None:
            known = self._names[raw] = self._name(raw)
        place, kind = known
        within = self.heading
        if self.place_at < 0 and within and (name := _PLACE_HEADING.match(within)):
            # "DESA X" over rows that are months or data elements says whose they are.
            place, kind, within = within[name.end() :].strip(" :.-"), FACTS, ""
        for index in self.within_at:
            if text := _clean(self._filled(at, row, index, down=True)):
                within = text
                break
        item = _clean(row[self.item_at]) if 0 <= self.item_at < width else ""
        if 0 <= self.item_at < self.inner_at:
            # K1 once, and its villages (or months) under one another beside it.
            item = _clean(self._filled(at, row, self.item_at, down=True))
        group = ""
        if item and self.heading and not (self.place_at < 0 and place):
            group, within = self.heading, within if within != self.heading else ""
        if kind == PADDING and not place and item:
            kind = FACTS
        return Row(
            at, kind, place, within, item, self._time(at, row) if self.time_at else None, place, self.place_at, group
        )

    def is_silent_place(self, at: int, text: str) -> bool:
        """A name alone in the village column is a village that reported nothing; ``DESA X`` heads a group."""
        first = next((c for c, v in enumerate(self.data[at]) if v != ""), -1)
        place = self.labels.place
        if place is None or not self.named or first != self.place_at or place.rank > 5 or self.item_at >= 0:
            return False
        return not _GROUP_WORD.match(text) and not words.is_higher_row(text)

    def _kind(self, text: str) -> str:
        kind = self._kinds.get(text)
        if kind is None:
            kind = TOTAL if words.is_total_row(text) else AGGREGATE if words.is_aggregate_row(text) else FACTS
            self._kinds[text] = kind
        return kind

    def _is_item(self, row: list[Any], text: str) -> bool:
        """``Target`` or ``Cakupan K1`` as the name of a data element is no recap row; a bare ``JUMLAH`` is."""
        return 0 <= self.item_at < len(row) and row[self.item_at] == text and (self.shares or not words.is_total(text))

    def _name(self, raw: Any) -> tuple[str, str]:
        place = _NAME_NUMBER.sub("", _clean(raw))
        kind = FACTS
        if self.named and cell_kind(place) in (BLANK, DASH, NUMBER, ORDINAL):
            kind = PADDING if place in ("", "0", "-") else NAMELESS
        return place, kind

    def _filled(self, at: int, row: list[Any], index: int, *, down: bool) -> Any:
        value = row[index] if index < len(row) else ""
        if value == "" and (down or (at, index) in self.merged_down):
            return self.last.get(index, "")
        self.last[index] = value
        return value

    def _time(self, at: int, row: list[Any]) -> When:
        values = tuple(self._filled(at, row, index, down=True) for index in self.time_at)
        when = self._times.get(values)
        if when is None:
            when = self._times[values] = _time_of(
                values, years_last=self.labels.year is not None, only_year=not self.labels.period
            )
        return when


def _is_note(text: str) -> bool:
    return len(text) > 60 or text.lower().startswith(("ket", "catatan", "sumber", "mengetahui", "nb", "*"))


def _time_of(values: tuple[Any, ...], *, years_last: bool, only_year: bool) -> When:
    """Month and year from the period cells of a row; a plain 1..12 in a month column is that month."""
    month = year = None
    kind = ""
    for position, value in enumerate(values):
        number = (
            float(value) if isinstance(value, (int, float)) or (isinstance(value, str) and value.isdigit()) else None
        )
        if number is not None and year_of(number) is not None:
            year = year_of(number)
        elif years_last and position == len(values) - 1:
            year = year_of(value) or read_time(value).year or year
        elif number is not None and 1 <= number <= 12 and number == int(number):
            month, kind = int(number), "bulan"
        elif number is not None and 199001 <= number <= 210012 and 1 <= int(number) % 100 <= 12:
            year, month, kind = int(number) // 100, int(number) % 100, "bulan"
        else:
            when = read_time(value)
            month, year, kind = when.month or month, when.year or year, when.kind or kind
    return When("tahun" if only_year or (year and not kind) else kind, month, year, exact=True)
