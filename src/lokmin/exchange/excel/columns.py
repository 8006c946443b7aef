"""What each column of a table is: its header path, its month, and whether it holds facts at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lokmin.exchange.excel import words
from lokmin.exchange.excel.intake import Sheet
from lokmin.exchange.excel.kapan import MONTH_OF, month_of, read_time, year_of
from lokmin.exchange.excel.layout import (
    BLANK,
    DATE,
    NUMBER,
    ORDINAL,
    R_COUNT,
    WORD,
    Region,
    cell_kind,
    cells_of,
    row_kind,
)


@dataclass(slots=True)
class Column:
    """One column of a table.

    Attributes:
        path: header texts top down, as written.
        header: the path without time, sex and words such as "BLN INI": what names the data element.
        role: see ``words`` (``angka``, ``tempat``, ``nomor`` ...).
        skip: why a measure column holds no facts (``persentase`` ...), or empty.
        month, year: when the header says so. ``sasaran``: a yearly number of people.
        part: ``L`` or ``P``; rank: of a place column. adds: the columns a total column adds up.
        right: stands behind the first column of figures.
    """

    index: int
    path: tuple[str, ...]
    role: str = words.MEASURE
    header: tuple[str, ...] = ()
    skip: str = ""
    month: int | None = None
    year: int | None = None
    sasaran: bool = False
    part: str = ""
    rank: int = -1
    total: bool = False
    right: bool = False
    adds: tuple[int, ...] = ()
    #: Why it may be no report of the month; it is asked. Set by words here, by arithmetic in ``sums``.
    doubt: str = ""
    kinds: dict[str, int] = field(default_factory=dict)


def header_paths(sheet: Sheet, region: Region) -> dict[int, tuple[str, ...]]:
    """The header texts over each column, merged cells spread out and repeated texts dropped."""
    counts = [r for r in region.header if row_kind(cells_of(sheet.rows[r], region.left, region.right)) == R_COUNT]
    months = [r for r in counts if _counted(sheet, region, r) == "bulan"]
    weeks = [r for r in counts if _counted(sheet, region, r) == "minggu"]
    band = [r for r in region.header if r not in counts or r in months or r in weeks]
    if not band:
        return {}
    grid: dict[tuple[int, int], str] = {}
    spread: set[tuple[int, int]] = set()
    for r in band:
        for c, v, k in cells_of(sheet.rows[r], region.left, region.right):
            if k != BLANK:
                grid[r, c] = f"Bulan {_text(v)}" if r in months else f"Minggu {_text(v)}" if r in weeks else _text(v)
    merged_any = False
    for top, left, bottom, right in sheet.merged:
        if top in band and (top, left) in grid:
            merged_any = True
            for r in band:
                if top <= r <= bottom:
                    for c in range(max(left, region.left), min(right, region.right) + 1):
                        grid[r, c] = grid[top, left]
                        spread.add((r, c))
    for i, r in enumerate(band[:-1]):
        below = band[i + 1 :]
        current: str | None = None
        for c in range(region.left, region.right + 1):
            if (r, c) in grid:
                closed = merged_any and (r, c) in spread
                has_below = any((b, c) in grid and grid[b, c] != grid[r, c] for b in below)
                current = grid[r, c] if has_below and not closed else None
            elif current is not None and any((b, c) in grid for b in below):
                if any((a, c) in grid for a in band[:i]) and not _same_group(grid, band[:i], c):
                    current = None
                    continue
                grid[r, c] = current
            elif not any((b, c) in grid for b in below):
                current = None
    paths = {}
    for c in range(region.left, region.right + 1):
        parts: list[str] = []
        for r in band:
            text = grid.get((r, c))
            if text and (not parts or parts[-1] != text):
                parts.append(text)
        paths[c] = tuple(parts)
    return paths


def _counted(sheet: Sheet, region: Region, row: int) -> str:
    """1 2 3 ... under the head BULAN are months, under MINGGU weeks, and otherwise column numbers."""
    cells = cells_of(sheet.rows[row], region.left, region.right)
    first = cells[0][0]
    if first <= region.left:
        return ""
    above = [str(sheet.rows[r][first]) for r in region.header if r < row and first < len(sheet.rows[r])]
    if any(words.is_week(text) for text in above):
        return "minggu"
    return "bulan" if len(cells) <= 12 and any(words.is_period(text) for text in above) else ""


def _same_group(grid: dict[tuple[int, int], str], above: list[int], col: int) -> bool:
    return all(grid.get((r, col)) == grid.get((r, col - 1)) for r in above)


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split()) if isinstance(value, str) else str(value)


def describe_columns(sheet: Sheet, region: Region) -> list[Column]:
    """Roles by header words first, then by what stands in the column."""
    paths = header_paths(sheet, region)
    sample = region.body if len(region.body) <= 120 else region.body[:60] + region.body[-60:]
    columns = []
    for c in range(region.left, region.right + 1):
        values = [sheet.rows[r][c] for r in sample if c < len(sheet.rows[r])]
        kinds: dict[str, int] = {}
        for v in values:
            k = cell_kind(v)
            kinds[k] = kinds.get(k, 0) + 1
        column = Column(c, paths.get(c, ()), kinds=kinds)
        _name_role(column, values)
        columns.append(column)
    _settle_labels(sheet, region, columns, sample)
    for column in columns:
        if column.role == words.MEASURE:
            _read_header(column)
    _months_in_words(columns)
    _mark_totals(columns)
    if any(c.role == words.INDICATOR for c in columns) or sum(c.role == words.MEASURE for c in columns) == 1:
        for column in columns:
            column.doubt = ""  # "Nilai" beside names of data elements is their value
    return columns


def _name_role(column: Column, values: list[Any]) -> None:
    leaf = column.path[-1] if column.path else ""
    worded = column.kinds.get(WORD, 0)
    numbers = column.kinds.get(NUMBER, 0)
    filled = sum(n for k, n in column.kinds.items() if k != BLANK)
    mostly_words = worded * 2 > max(filled, 1)
    rank = words.place_rank(leaf) if leaf else None
    if leaf and words.is_numbering(leaf) and not mostly_words:
        column.role = words.NUMBERING
    elif leaf and words.is_code(leaf):
        column.role = words.CODE
    elif leaf and words.is_year(leaf) and filled and sum(year_of(v) is not None for v in values) * 2 > filled:
        column.role = words.YEAR
    elif leaf and words.is_period(leaf) and filled:
        column.role = words.PERIOD
    elif rank is not None and (mostly_words or not filled or worded >= 2):
        column.role, column.rank = words.PLACE, rank
    elif leaf and words.is_unit(leaf):
        column.role = words.UNIT
    elif leaf and words.is_remark(leaf) and (mostly_words or not filled):
        column.role = words.REMARK
    elif leaf and words.is_indicator(leaf) and mostly_words:
        column.role = words.INDICATOR
    elif mostly_words and filled:
        months = sum(
            month_of(v) is not None or read_time(v).kind in ("rentang", "kumulatif", "setahun")
            for v in values
            if cell_kind(v) == WORD
        )
        column.role = words.PERIOD if months * 2 > worded else words.REMARK
        if months * 2 <= worded:
            column.rank = -2  # a text column nobody named: perhaps the places
    elif column.kinds.get(DATE, 0) * 2 > max(filled, 1):
        column.role = words.PERIOD
    elif (not leaf and numbers and _is_running(values)) or column.kinds.get(ORDINAL, 0) * 2 > max(filled, 1):
        column.role = words.NUMBERING
    if column.role == words.PLACE and filled:
        months = sum(
            month_of(v) is not None or read_time(v).kind in ("rentang", "kumulatif", "setahun")
            for v in values
            if cell_kind(v) == WORD
        )
        if months * 2 > worded:
            column.role = words.PERIOD


def _is_running(values: list[Any]) -> bool:
    numbers = [v for v in values if isinstance(v, (int, float)) and not isinstance(v, bool)]
    return len(numbers) >= 3 and numbers[:3] == [numbers[0], numbers[0] + 1, numbers[0] + 2] and numbers[0] in (0, 1)


def _settle_labels(sheet: Sheet, region: Region, columns: list[Column], sample: list[int]) -> None:
    """Name text columns without a known header: the first is the place (or the indicator beside a place)."""
    unnamed = [c for c in columns if c.rank == -2]
    has_place = any(c.role == words.PLACE for c in columns)
    first_measure = next(
        (c.index for c in columns if c.role == words.MEASURE and c.kinds.get(NUMBER, 0)), region.right + 1
    )
    for column in columns:
        column.right = column.index > first_measure
    for column in unnamed:
        column.rank = -1
        if column.index > first_measure and has_place:
            continue
        if not has_place and column.index < first_measure:
            column.role, column.rank, has_place = words.PLACE, 5, True
        elif column.index < first_measure and column.path and not any(c.role == words.INDICATOR for c in columns):
            distinct = {sheet.rows[r][column.index] for r in sample if column.index < len(sheet.rows[r])}
            if len(distinct) > 1:
                column.role = words.INDICATOR
    if not any(c.role == words.INDICATOR for c in columns):
        for column in columns:
            texts = [str(sheet.rows[r][column.index]).strip() for r in sample if column.index < len(sheet.rows[r])]
            told = {t for t in texts if t}
            # "Abs" and "%" under one another: what each row of a village holds.
            few = column.role == words.REMARK and 2 <= len(told) <= 6 and len(told) * 2 <= len(texts)
            if few and any(words.not_a_fact(t) == words.PERCENT for t in told):
                column.role, column.right = words.INDICATOR, False
                break


_ROMAN = {text: i for i, text in enumerate(
    ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), 1
)}  # fmt: skip


def _roman_month(path: tuple[str, ...]) -> tuple[str, ...]:
    """``BULAN › IV`` is the fourth month."""
    if len(path) > 1 and (month := _ROMAN.get(path[-1].strip(" .").upper())) and words.is_period(path[-2]):
        return (*path[:-1], f"Bulan {month}")
    return path


def _read_header(column: Column) -> None:
    """Split a measure's path into time, sex, roles and what is left: the name of the data element."""
    rest: list[str] = []
    path = _roman_month(column.path)
    for part in path:
        when = read_time(part)
        if when.kind == "bulan" and when.exact:
            column.month, column.year = when.month, when.year or column.year
            continue
        if (year := year_of(part)) is not None or (when.kind == "tahun" and when.exact):
            column.year = year or when.year or column.year
            if column.year is not None:
                continue
        if when.kind in ("rentang", "kumulatif", "setahun") and when.exact:
            # SEMESTER I over Januari is where the month stands, not what its figures are.
            if when.kind == "kumulatif" or not any(month_of(p) for p in path):
                column.skip = column.skip or words.CUMULATIVE
            column.year = when.year or column.year
            continue
        if words.is_people_unit(part) and part is not path[0]:
            continue
        if (
            words.is_this_month(part)
            or words.is_absolute(part)
            or ((words.is_period(part) or words.is_year(part)) and len(path) > 1)
        ):
            continue
        why = words.not_a_fact(part)
        if (why and not (why == words.TARGET and words.is_sasaran(part)) and part is path[-1]) or why in (
            words.CUMULATIVE,
            words.LAST,
            words.RANK,
            words.WEEK,
        ):
            column.skip = column.skip or why
        if words.is_doubtful(part) and part is path[-1]:
            column.doubt = "mungkin bukan angka laporan bulan ini"
        rest.append(part)
    if (rest and len(column.path) > 1 and (sex := words.sex_of(rest[-1]))) or (
        rest and (sex := words.sex_of(rest[-1])) and len(rest) == 1
    ):
        column.part = sex
        rest.pop()
    for part in [p for p in rest if words.is_total(p)]:
        column.total = True
        if len(rest) > 1:
            rest.remove(part)
    column.header = tuple(rest)
    column.sasaran = any(words.is_sasaran(part) for part in rest)


_MONTH_WORDS = re.compile(
    r"[\s\-–(]*\b(?:bulan|bln)?\s*(?:"
    + "|".join(sorted(MONTH_OF, key=len, reverse=True))
    + r")\b\.?(?:\s*(?:19|20)\d\d)?[\s\-–)]*",
    re.IGNORECASE,
)


def _months_in_words(columns: list[Column]) -> None:
    """``K1 Januari | K1 Februari``: when several heads name a month beside other words, they are months across."""
    told: list[tuple[Column, int, int, int | None]] = []
    for column in columns:
        if column.role == words.MEASURE and column.month is None:
            for position, part in enumerate(column.header):
                when = read_time(part)
                if when.kind == "bulan" and not when.exact and when.month:
                    told.append((column, position, when.month, when.year))
                    break
    if len({month for _, _, month, _ in told}) < 2:
        return
    for column, position, month, year in told:
        rest = " ".join(_MONTH_WORDS.sub(" ", column.header[position]).split())
        column.month, column.year = month, year or column.year
        column.header = (*column.header[:position], *([rest] if rest else []), *column.header[position + 1 :])


def _mark_totals(columns: list[Column]) -> None:
    """JUMLAH beside L and P, or behind months, is their total; ABS beside BLN INI is the running sum."""
    measures = [c for c in columns if c.role == words.MEASURE]
    groups: dict[tuple[tuple[str, ...], int | None], list[Column]] = {}
    for column in measures:
        groups.setdefault((column.header, column.month), []).append(column)
    for group in groups.values():
        sexes = {c.part for c in group if not c.skip}
        for column in group:
            if column.total and not column.part and {"L", "P"} <= sexes:
                column.skip = words.TOTAL
                column.adds = tuple(c.index for c in group if c.part and not c.skip)
    months_of: dict[tuple[str, ...], list[Column]] = {}
    for column in measures:
        if column.month is not None and column.skip in ("", words.CUMULATIVE):
            months_of.setdefault(column.header, []).append(column)
    for column in measures:
        if column.total and column.month is None and not column.skip:
            bare = column.header[:-1] if column.header and words.is_total(column.header[-1]) else column.header
            if len(months_of.get(bare, ())) >= 2 or (not bare and months_of):
                column.skip = words.TOTAL
                column.adds = tuple(c.index for c in months_of.get(bare, ()))
    parents: dict[tuple[str, ...], list[Column]] = {}
    for column in measures:
        parents.setdefault(column.path[:-1], []).append(column)
    for siblings in parents.values():
        if {"L", "P"} <= {c.part for c in siblings if c.path and len(c.path) > 1}:
            for column in siblings:
                if column.total and not column.part and not column.skip:
                    column.skip = words.TOTAL
                    column.adds = tuple(c.index for c in siblings if c.part)
        leaves = {words.squash(c.path[-1]) for c in siblings if c.path}
        _mark_times(siblings)
        for column in siblings:
            if column.path and (words.is_share(column.path[-1]) or _is_quotient(column.path[-1], leaves)):
                column.skip = column.skip or words.PERCENT
        this = [c for c in siblings if c.path and words.is_this_month(c.path[-1])]
        if this:
            for column in siblings:
                if column.path and words.is_absolute(column.path[-1]):
                    column.skip = words.CUMULATIVE


def _mark_times(siblings: list[Column]) -> None:
    """``BL | BI | KUM`` under one subject: what was, the month's own figure and the running sum."""
    said = {c.index: words.share_of_time(c.path[-1]) for c in siblings if c.path}
    kinds = set(said.values())
    if "ini" not in kinds or not kinds & {"lalu", "sd"}:
        return
    for column in siblings:
        match said.get(column.index):
            case "lalu":
                column.skip = column.skip or words.LAST
            case "sd":
                column.skip = words.CUMULATIVE
            case "ini" if len(column.header) > 1 and words.share_of_time(column.header[-1]):
                column.header = column.header[:-1]


def _is_quotient(text: str, leaves: set[str]) -> bool:
    """``N/D`` beside columns N and D."""
    top, slash, bottom = text.partition("/")
    return bool(slash) and words.squash(top) in leaves and words.squash(bottom) in leaves
