"""How far a sheet stretches, told from its XML: calamine lays sheets out densely, a far cell could take all memory."""

from __future__ import annotations

import re
import zipfile

from lokmin.exchange.excel.refusal import FileRefused

#: More cells than this (blank ones between the first and the last counted) are no report.
MAX_CELLS = 6_000_000

_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br=[\"'](\d+)[\"']")
_CELL = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_ODS = re.compile(
    rb"<table:table\s|<table:table-row\b([^>]*)>|<table:(?:covered-)?table-cell\b([^>]*?)(/?)>|</table:table-row>",
)
_COLUMNS = re.compile(rb"number-columns-repeated=[\"'](\d+)[\"']")
_ROWS = re.compile(rb"number-rows-repeated=[\"'](\d+)[\"']")


def refuse_stretched(archive: zipfile.ZipFile, kind: str, filename: str) -> None:
    """Refuse a workbook whose sheets would take more than ``MAX_CELLS`` cells.

    Raises:
        FileRefused: with the code ``terlalu-banyak-sel``.
    """
    total = 0
    for entry in archive.infolist():
        if kind == "xlsx" and entry.filename.startswith("xl/") and entry.filename.endswith(".xml"):
            xml = archive.read(entry)
            if b"sheetData" in xml:
                total += _dense(xml)
        elif kind == "ods" and entry.filename == "content.xml":
            total += _dense_ods(archive.read(entry))
        if total > MAX_CELLS:
            raise FileRefused(
                "terlalu-banyak-sel",
                f"Lembar di berkas “{filename}” membentang terlalu jauh untuk dibaca. Hapus baris dan kolom "
                f"kosong yang "
                "ikut terformat, lalu unggah lagi.",
            )


def _dense(xml: bytes) -> int:
    """Rows times columns; the columns are only looked at closely when there may be too many."""
    rows = max((int(n) for n in _ROW.findall(xml)), default=0)
    limit = MAX_CELLS // max(rows, 1)
    far_rows = re.search(rb"r=[\"'][A-Z]{1,3}\d{%d}" % (len(str(max(rows, 1))) + 1), xml)
    if not far_rows and not re.search(_beyond(limit), xml):
        return rows * min(limit, 100)
    width = height = 0
    for letters, row in _CELL.findall(xml):
        height = max(height, int(row))
        width = max(width, _number(letters))
    return max(height, rows) * width


def _beyond(column: int) -> bytes:
    """A pattern of cell references right of a column (1-based): three letters, or two from some letter on."""
    if column >= 702:
        return rb"r=[\"'][A-Z]{3}\d"
    first = max((column - 1) // 26, 0)
    letter = bytes([65 + min(first, 25)])
    return rb"r=[\"'](?:[A-Z]{3}|[" + letter + rb"-Z][A-Z])\d"


def _dense_ods(xml: bytes) -> int:
    total = rows = width = col = 0
    repeat, filled = 1, False
    height = 0
    for token in _ODS.finditer(xml):
        text = token[0]
        if text.startswith(b"<table:table-row"):
            found = _ROWS.search(token[1])
            repeat, filled, col = (int(found[1]) if found else 1), False, 0
        elif text.startswith(b"</"):
            rows += repeat
            height = rows if filled else height
        elif text.startswith(b"<table:table") and token[2] is None:
            total += height * width
            rows = width = height = 0
        else:
            found = _COLUMNS.search(token[2])
            col += int(found[1]) if found else 1
            if not token[3] or b"value" in token[2]:
                width, filled = max(width, col), True
    return total + height * width


def _number(letters: bytes) -> int:
    number = 0
    for byte in letters:
        number = number * 26 + byte - 64
    return number
