"""Where the tables of a sheet are: title lines, header bands and bodies, stacked or side by side."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

from lokmin.core.periods import MAX_YEAR, MIN_YEAR
from lokmin.exchange.excel.bilangan import EMPTY, ERROR, TEXT, read_number
from lokmin.exchange.excel.intake import Sheet
from lokmin.exchange.excel.kapan import month_of, read_time
from lokmin.exchange.excel.words import is_aggregate_row, is_indicator, is_meta, is_numbering, is_total_row, place_rank

# Kinds of cells.
BLANK, NUMBER, WORD, DASH, DATE, FAULT, ORDINAL = "", "n", "w", "-", "d", "!", "o"
# Kinds of rows.
R_BLANK, R_TITLE, R_HEAD, R_DATA, R_COUNT = "kosong", "judul", "kepala", "isi", "nomor kolom"

Cells = list[tuple[int, Any, str]]
# "1." and "(2)" number things, they count nothing.
_LIST_MARK = re.compile(r"^(?:\(\d{1,3}\)|\d{1,3}[.)])$")


@lru_cache(maxsize=50_000)
def _text_kind(text: str) -> str:
    if not text.strip():
        return BLANK
    if _LIST_MARK.match(text.strip()):
        return ORDINAL
    number = read_number(text)
    if number.kind == EMPTY:
        return DASH
    if number.kind == ERROR:
        return FAULT
    return WORD if number.kind == TEXT or month_of(text) is not None else NUMBER


def cell_kind(value: Any) -> str:
    """Blank, number (also as text), word, dash (a sign for "no value"), date or error text."""
    if isinstance(value, str):
        return _text_kind(value) if value else BLANK
    if isinstance(value, bool):
        return WORD
    if isinstance(value, (int, float)):
        return NUMBER
    if isinstance(value, (dt.date, dt.datetime)):
        return DATE
    return WORD if value is not None else BLANK


@dataclass(slots=True)
class Region:
    """A table found: header rows, body rows and columns; ``titles`` are the lines above it, nearest last."""

    header: list[int]
    body: list[int]
    left: int
    right: int
    titles: list[tuple[int, list[str]]] = field(default_factory=list)
    marks: dict[int, list[str]] = field(default_factory=dict)
    inherited: bool = False
    owns_header: bool = True


def cells_of(row: Sequence[Any], left: int, right: int) -> Cells:
    """The non-blank cells of a row as (column, value, kind)."""
    found = []
    for col in range(left, min(right + 1, len(row))):
        value = row[col]
        if value != "" and value is not None and (kind := cell_kind(value)):
            found.append((col, value, kind))
    return found


def row_kind(cells: Cells) -> str:
    """What a row looks like by itself."""
    if not cells:
        return R_BLANK
    kinds = [kind for _, _, kind in cells]
    words = kinds.count(WORD)
    numbers = kinds.count(NUMBER)
    if ORDINAL in kinds and not numbers:
        if not words:
            return R_COUNT if len(cells) >= 3 else R_BLANK
        if kinds[0] == ORDINAL and words <= 3:
            return R_DATA
    if words and _is_keyed(cells):
        return R_TITLE
    if numbers or FAULT in kinds:
        if len(cells) >= 3 and words <= 1 and kinds[-1] != WORD and _counts_up(cells):
            return R_COUNT
        first = cells[0]
        if words and first[2] == WORD and len(cells) <= 3 and is_meta(str(first[1])) and _meta_value(cells):
            return R_TITLE
        years = [
            v
            for _, v, k in cells
            if k == NUMBER and isinstance(v, (int, float)) and MIN_YEAR <= v <= MAX_YEAR and v == int(v)
        ]
        if len(years) == len(cells) >= 3 and all(b - a == 1 for a, b in pairwise(map(int, years))):
            return R_HEAD
        if len(years) == numbers >= 2 and len(set(years)) == numbers and words and years == sorted(years):
            return R_HEAD
        return R_DATA
    if DATE in kinds:
        return R_HEAD if kinds.count(DATE) >= 2 or words else R_TITLE
    dashes = kinds.count(DASH)
    if dashes and words and dashes >= words:
        return R_DATA
    if words == 0:
        return R_BLANK if dashes < 2 else R_DATA
    if words == 1:
        return R_TITLE
    if words <= 3 and is_meta(str(cells[0][1])) and _meta_value(cells):
        return R_TITLE
    return R_HEAD


_KEYED = re.compile(r"^[^:]{2,40}:\s*\S|^:")


def _is_keyed(cells: Cells) -> bool:
    """``PUSKESMAS | : | X | BULAN | : | MEI`` or ``Puskesmas: X | Bulan: Mei``: keys, colons and values on one line."""
    first = str(cells[0][1])
    if len(cells) > 14 or not (is_meta(first) or is_meta(first.split(":", maxsplit=1)[0] + ":")):
        return False
    texts = [str(v).strip() for _, v, k in cells if k == WORD]
    return any(
        t.endswith(":")
        or (":" in t and is_meta(t.split(":")[0] + ":"))
        or (_KEYED.match(t) is not None and t.startswith(":"))
        for t in texts
    )


def show(value: Any) -> str:
    """A cell of a title line as text: ``2026``, not ``2026.0``."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _meta_value(cells: Cells) -> bool:
    """``PUSKESMAS : | X`` is a title line; ``DESA | K1 | K4`` is a header."""
    first = str(cells[0][1]).strip()
    if first.endswith(":") or str(cells[1][1]).strip().startswith(":"):
        return True
    if len(cells) == 2:
        second = cells[1][1]
        if cells[1][2] == NUMBER:
            return read_time(first).kind == "" and first.lower().startswith(
                ("tahun", "thn", "bulan", "kode", "periode")
            )
        return (
            cells[1][0] - cells[0][0] >= 1
            and place_rank(str(second)) is None
            and not is_indicator(str(second))
            and (
                read_time(second).exact
                or (place_rank(first) is not None and str(second).isupper() and len(str(second)) > 4)
            )
        )
    return False


def _counts_up(cells: Cells) -> bool:
    """1 2 3 4 ... or (1) (2) (3): the official column numbers printed under a header."""
    values = []
    for _, value, kind in cells:
        if kind == NUMBER and isinstance(value, (int, float)):
            values.append(float(value))
        elif isinstance(value, str) and value.strip("() .").isdigit():
            values.append(float(value.strip("() .")))
        elif isinstance(value, str) and kind == NUMBER:
            return False
    steps = [b - a for a, b in pairwise(values)]
    worded = any(kind == WORD for _, _, kind in cells)  # "1 | Watubelah | 2 | 2 | 3" is a village
    slack = 0 if worded else 1
    return (
        len(values) >= 3
        and values[0] in (1, 2)
        and all(0 <= s <= 1 for s in steps)
        and sum(steps) >= len(steps) - slack
    )


def find_regions(sheet: Sheet) -> list[Region]:
    """All tables of a sheet, in reading order."""
    width = max((len(row) for row in sheet.rows), default=0)
    if not width:
        return []
    regions: list[Region] = []
    for left, right in _columns_apart(sheet, width):
        regions += _scan(sheet, left, right)
    pieces: list[Region] = []
    headed = any(r.header for r in regions)
    for region in regions:
        # A line or two of figures without any heads beside real tables is a note ("Jumlah posyandu 48").
        if region.header or len(region.body) > 3 or not headed:
            pieces += _beside(sheet, region)
    pieces.sort(key=lambda r: ((r.header or r.body)[0], r.left))
    return pieces


def _columns_apart(sheet: Sheet, width: int) -> list[tuple[int, int]]:
    """Split a sheet at columns that are blank all the way down, when each side is a table of its own."""
    rows = sheet.rows
    used = [False] * width
    for row in rows if len(rows) <= 3000 else rows[:400]:
        for col, value in enumerate(row):
            if value != "" and not used[col]:
                used[col] = True
        if all(used):
            return [(0, width - 1)]
    spans, start = [], None
    for col in range(width + 1):
        if col < width and used[col]:
            start = col if start is None else start
        elif start is not None:
            spans.append((start, col - 1))
            start = None
    joined: list[tuple[int, int]] = []
    for left, right in spans:
        if (joined and not _stands_alone(sheet, left, right)) or (joined and not _stands_alone(sheet, *joined[-1])):
            joined[-1] = (joined[-1][0], right)
        else:
            joined.append((left, right))
    if not joined:
        return []
    joined[0], joined[-1] = (0, joined[0][1]), (joined[-1][0], width - 1)
    return [(left, (joined[i + 1][0] - 1 if i + 1 < len(joined) else right)) for i, (left, right) in enumerate(joined)]


def _stands_alone(sheet: Sheet, left: int, right: int) -> bool:
    """At least two rows hold a label and numbers to the right of it, under a header with a place or number word."""
    rows = 0
    headed = False
    for row in sheet.rows[:400]:
        cells = cells_of(row, left, right)
        kind = row_kind(cells)
        if kind == R_HEAD and any(
            is_numbering(str(v)) or place_rank(str(v)) is not None or is_indicator(str(v)) for _, v, _ in cells
        ):
            headed = True
        if kind == R_DATA and any(k == WORD for _, _, k in cells):
            rows += 1
    return rows >= 2 and headed


def _scan(sheet: Sheet, left: int, right: int) -> list[Region]:
    """Walk down the rows and cut them into regions."""
    regions: list[Region] = []
    titles: list[tuple[int, list[str]]] = []
    header: list[int] = []
    body: list[int] = []
    marks: dict[int, list[str]] = {}
    header_inherited = False
    last_header: list[int] = []
    gap = 0
    seen_shape: tuple[type, ...] | None = None

    def close() -> None:
        nonlocal header, body, titles, marks, last_header, header_inherited
        if body:
            regions.append(Region(header, body, left, right, titles, marks, header_inherited))
            last_header = header
            titles = []
        elif header:
            titles = titles + [(r, [show(v) for _, v, _ in cells_of(sheet.rows[r], left, right)]) for r in header]
        header, body, marks, header_inherited = [], [], {}, False

    rows = sheet.rows
    count = len(rows)
    index = 0
    while index < count:
        row = rows[index]
        if body and not gap and seen_shape is not None and len(body) > 20 and tuple(map(type, row)) == seen_shape:
            body.append(index)
            index += 1
            continue
        cells = cells_of(row, left, right)
        kind = row_kind(cells)
        if kind == R_BLANK:
            gap += 1
            if header and not body and gap > 1:
                close()
        elif kind == R_DATA or (kind == R_COUNT and body):
            if body and gap and not _continues(rows, body, cells, left, right):
                close()
                if gap > 1 or len(cells) < 2:
                    titles.append((index, [show(v) for _, v, _ in cells]))
                    gap, index = 0, index + 1
                    continue
            if header and not body:
                _unhead(sheet, header, body, marks, left, right)
            body.append(index)
            shape = tuple(map(type, row))
            seen_shape = shape if any(t in (int, float) for t in shape) else None
            gap = 0
        elif kind == R_COUNT:
            header.append(index)
            gap = 0
        elif kind == R_HEAD:
            if body and (not gap) and _label_row(sheet, cells, body, left, right):
                body.append(index)
            else:
                if body or (header and gap):
                    close()
                header.append(index)
            gap = 0
        else:  # a title line
            texts = [show(v) for _, v, _ in cells]
            if body:
                step = _after(sheet, index, left, right)
                inside = step == R_DATA and not (is_meta(texts[0]) and gap)
                time = next((t for t in map(read_time, texts) if t.kind), None)
                if inside and time is not None and time.exact and not _is_month_row(rows, body, cells):
                    inherited = header or last_header
                    close()
                    titles.append((index, texts))
                    header, header_inherited = list(inherited), True
                elif inside or (not gap and _label_row(sheet, cells, body, left, right)):
                    marks[index] = texts
                    body.append(index)
                else:
                    close()
                    titles.append((index, texts))
            elif header and (
                _is_group_header(sheet, index, cells, left) or (not gap and _is_sub_header(sheet, header, cells))
            ):
                header.append(index)
            elif header and not gap and _after(sheet, index, left, right) == R_DATA:
                if is_meta(texts[0]) or any(read_time(t).kind for t in texts):
                    titles.append((index, texts))
                else:
                    marks[index] = texts
                    body.append(index)
            else:
                if header:
                    close()
                if not header and _is_group_header(sheet, index, cells, left):
                    header.append(index)
                else:
                    titles.append((index, texts))
            gap = 0
        index += 1
    close()
    return regions


def _unhead(
    sheet: Sheet, header: list[int], body: list[int], marks: dict[int, list[str]], left: int, right: int
) -> None:
    """``I | KESEHATAN IBU`` right under the heads is the first group of rows, not one more row of heads."""
    while len(header) > 1:
        cells = cells_of(sheet.rows[header[-1]], left, right)
        above = {c for r in header[:-1] for c, _, _ in cells_of(sheet.rows[r], left, right)}
        spanned = {
            c
            for top, a, bottom, b in sheet.merged
            for c in range(a, b + 1)
            if top <= header[-1] <= bottom and top < header[-1]
        }
        columns = [c for c, _, _ in cells]
        heads = any(
            place_rank(str(v)) is not None or is_numbering(str(v)) or month_of(v) is not None for _, v, _ in cells
        )
        if (
            heads
            or row_kind(cells) == R_COUNT
            or not set(columns) <= above
            or len(above) < 4
            or max(columns) > sorted(above)[1]
            or spanned
        ):
            return
        at = header.pop()
        body.insert(0, at)
        marks[at] = [show(v) for _, v, _ in cells if len(str(v)) > 4] or [show(v) for _, v, _ in cells]


def _is_month_row(rows: list[list[Any]], body: list[int], cells: Cells) -> bool:
    """A month without numbers in the label column of a table whose rows are months is a row, not a new block."""
    col = cells[0][0]
    values = [rows[r][col] for r in body[-3:] if col < len(rows[r])]
    return any(month_of(v) is not None for v in values)


def _continues(rows: list[list[Any]], body: list[int], cells: Cells, left: int, right: int) -> bool:
    """Whether a row after a blank line still belongs to the table: a total, or a row filled like those before."""
    words = [str(v) for _, v, k in cells if k == WORD]
    before = {c for c, _, _ in cells_of(rows[body[-1]], left, right)}
    here = {c for c, _, _ in cells}
    if words and (is_total_row(words[0]) or is_aggregate_row(words[0])):
        return len(here) * 2 >= len(before)
    return bool(words) and len(before & here) >= max(2, len(before) * 0.6)


def _after(sheet: Sheet, index: int, left: int, right: int) -> str:
    """Kind of the next row that is not blank and not a lone text."""
    blanks = 0
    for row in sheet.rows[index + 1 : index + 12]:
        cells = cells_of(row, left, right)
        kind = row_kind(cells)
        if kind == R_BLANK:
            blanks += 1
            if blanks > 1:
                return R_BLANK
            continue
        if kind == R_TITLE:
            continue
        return kind
    return R_BLANK


def _label_row(sheet: Sheet, cells: Cells, body: list[int], left: int, right: int) -> bool:
    """A row of texts inside a body: labels stand in the label columns and nothing where the numbers are."""
    columns = {c for c, _, _ in cells}
    labels: set[int] = set()
    numbers: set[int] = set()
    for r in body[-5:]:
        for c, _, k in cells_of(sheet.rows[r], left, right):
            (labels if k == WORD else numbers).add(c)
    first_number = min((c for c in numbers if c > min(columns, default=0)), default=0)
    if (not columns <= labels and max(columns) >= first_number) or columns & numbers - {left}:
        return False
    text = str(cells[0][1])
    return (
        len(text) < 60 and not is_meta(text) and place_rank(text) is None and ":" not in text and not is_numbering(text)
    )


def _is_group_header(sheet: Sheet, index: int, cells: Cells, left: int) -> bool:
    """A lone text that heads a group of columns: it stands right of the labels, directly above a header row."""
    col, value, _ = cells[0]
    if col == left or is_meta(str(value)) or len(str(value)) > 60:
        return False
    following = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else []
    under = cells_of(following, left, max(len(following) - 1, 0))
    if row_kind(under) not in (R_HEAD, R_COUNT, R_DATA):
        return False
    for top, first, _, last in sheet.merged:
        if top == index and first == col:
            return first > left and last < max((c for c, _, _ in under), default=0) + 30 and row_kind(under) == R_HEAD
    return row_kind(under) == R_HEAD and under[0][0] < col and not read_time(value).exact


def _is_sub_header(sheet: Sheet, header: list[int], cells: Cells) -> bool:
    """A lone text right under a head that names figures, not places: the second header row of one column."""
    col, value, _ = cells[0]
    if row_kind(cells_of(sheet.rows[header[-1]], 0, len(sheet.rows[header[-1]]))) == R_COUNT:
        return False
    above = next(
        (str(sheet.rows[r][col]) for r in reversed(header) if col < len(sheet.rows[r]) and sheet.rows[r][col] != ""), ""
    )
    return (
        bool(above)
        and len(str(value)) < 40
        and place_rank(above) is None
        and not is_numbering(above)
        and any(value != "" for value in sheet.rows[header[0]][:col])
    )


def _beside(sheet: Sheet, region: Region) -> list[Region]:
    """Cut a region where a second NO / DESA header starts after columns of numbers."""
    if not region.header:
        return [region]
    heads: dict[int, str] = {}
    for r in region.header:
        for c, v, k in cells_of(sheet.rows[r], region.left, region.right):
            if k == WORD:
                heads.setdefault(c, str(v))
    cuts: list[int] = []
    measures = 0
    seen: set[object] = set()
    for c in sorted(heads):
        label: object = "no" if is_numbering(heads[c]) else place_rank(heads[c])
        kinds = [cell_kind(sheet.rows[r][c]) for r in region.body[:40] if c < len(sheet.rows[r])]
        if label is None:
            measures += NUMBER in kinds
        elif label in seen and measures:
            if (WORD in kinds or NUMBER in kinds) and any(
                place_rank(heads.get(c + d, "")) is not None for d in (0, 1, 2)
            ):
                cuts.append(c)
                measures, seen = 0, {label}
        else:
            seen.add(label)
    if not cuts:
        return [region]
    edges = [region.left, *cuts, region.right + 1]
    pieces = []
    for left, stop in pairwise(edges):
        body = [r for r in region.body if cells_of(sheet.rows[r], left, stop - 1)]
        titles = [
            t for t in region.titles if _title_column(sheet, t[0], region.left) in range(left, stop)
        ] or region.titles
        pieces.append(Region(list(region.header), body, left, stop - 1, titles, region.marks, region.inherited))
    return pieces


def _title_column(sheet: Sheet, row: int, left: int) -> int:
    return next((c for c, v in enumerate(sheet.rows[row]) if c >= left and v != ""), left)
