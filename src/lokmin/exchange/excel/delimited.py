"""CSV as offices write it: separator, encoding and quotes found out, plain whole numbers turned into numbers."""

from __future__ import annotations

import csv
import io
from typing import Any

from lokmin.exchange.excel.refusal import FileRefused

MAX_ROWS = 1_000_000
_SEPARATORS = (";", "\t", ",", "|")


def read_delimited(data: bytes, filename: str) -> list[list[Any]]:
    """Rows of a CSV file; text stays text except plain whole numbers without a leading zero.

    Raises:
        FileRefused: when there is no table in it at all.
    """
    text = _decode(data)
    separator = _separator(text)
    csv.field_size_limit(1_000_000)
    rows: list[list[Any]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append([_cell(value) for value in record])
            if len(rows) > MAX_ROWS:
                raise FileRefused("terlalu-banyak-sel", f"Berkas “{filename}” lebih dari {MAX_ROWS} baris.")
    except csv.Error as error:
        raise FileRefused("berkas-rusak", f"Berkas “{filename}” tidak dapat dibaca sebagai CSV.") from error
    if not any(value != "" for row in rows for value in row):
        raise FileRefused("berkas-kosong", f"Berkas “{filename}” tidak berisi angka maupun teks.")
    return rows


def _cell(value: str) -> Any:
    if value.isascii() and value.isdigit() and (value[0] != "0" or value == "0") and len(value) < 16:
        return int(value)
    return value.strip()


def _decode(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _separator(text: str) -> str:
    """The sign that cuts most lines into the same number (above one) of fields; ``sep=`` lines are obeyed."""
    lines = [line for line in text[:200_000].splitlines()[:200] if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]
    best, best_score = ",", 0.0
    for sign in _SEPARATORS:
        widths = [len(row) for row in csv.reader(lines, delimiter=sign)]
        if not widths:
            continue
        common = max(set(widths), key=widths.count)
        if common < 2:
            continue
        score = widths.count(common) / len(widths) * (1 + min(common, 30) / 100)
        if score > best_score:
            best, best_score = sign, score
    return best
