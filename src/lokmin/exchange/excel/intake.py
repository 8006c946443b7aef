"""Open the bytes of a dropped file safely and lay its sheets out as plain grids."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from lokmin.core.findings import Finding, Severity
from lokmin.exchange.excel.delimited import read_delimited
from lokmin.exchange.excel.extents import MAX_CELLS, refuse_stretched
from lokmin.exchange.excel.guards import check_file
from lokmin.exchange.excel.refusal import FileRefused
from lokmin.exchange.excel.sheetxml import SheetExtras, read_extras

MAX_SHEETS = 300


@dataclass(slots=True)
class Sheet:
    """One sheet as a rectangle of values.

    Attributes:
        rows: ``rows[r][c]``: ``""`` blank, float/int, str, bool, date, datetime. Rows may be of unequal length.
        merged: ``(top, left, bottom, right)``, 0-based and inclusive.
        extras: formulas, error cells and percent-formatted cells (only .xlsx tells them).
    """

    name: str
    rows: list[list[Any]]
    hidden: bool = False
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    extras: SheetExtras = field(default_factory=SheetExtras)


@dataclass(slots=True)
class Workbook:
    """A file that could be opened: its sheets and what must be said about the file itself."""

    filename: str
    kind: str
    sheets: list[Sheet] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def open_workbook(data: bytes, filename: str) -> Workbook:
    """Open a workbook or a CSV file; nothing in it is run, followed or expanded.

    Raises:
        FileRefused: for wrong types, bombs, locked or broken files, with an Indonesian sentence.
    """
    checked = check_file(data, filename)
    book = Workbook(filename, checked.kind, findings=list(checked.findings))
    if checked.kind == "csv":
        stem = filename.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        book.sheets.append(Sheet(stem or "csv", read_delimited(data, filename)))
        return book
    if checked.archive is not None:
        try:
            refuse_stretched(checked.archive, checked.kind, filename)
        except (OSError, ValueError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            if isinstance(error, FileRefused):
                raise
            raise _broken(filename) from error
    # calamine is a compiled library of some megabytes: loaded when the first workbook is read.
    import python_calamine as calamine

    try:
        opened = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        metadata = opened.sheets_metadata
    except calamine.PasswordError as error:
        raise _locked(filename) from error
    except Exception as error:  # calamine raises many kinds; all mean "cannot be opened"
        raise _broken(filename) from error
    if len(metadata) > MAX_SHEETS:
        raise FileRefused(
            "terlalu-banyak-lembar", f"Berkas “{filename}” berisi {len(metadata)} lembar; batasnya {MAX_SHEETS}."
        )
    extras = read_extras(checked.archive) if checked.archive is not None and checked.kind == "xlsx" else {}
    cells = 0
    for meta in metadata:
        if meta.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        with _parsing(filename):
            sheet = opened.get_sheet_by_name(meta.name)
        cells += sheet.total_height * sheet.total_width
        if cells > MAX_CELLS:
            raise _stretched(meta.name, sheet.total_height, sheet.total_width)
        with _parsing(filename):
            rows = sheet.to_python(skip_empty_area=False)
            merged = [(a[0], a[1], b[0], b[1]) for a, b in (sheet.merged_cell_ranges or ())]
        hidden = meta.visible != calamine.SheetVisibleEnum.Visible
        book.sheets.append(Sheet(meta.name, rows, hidden, merged, extras.get(meta.name, SheetExtras())))
        if hidden and rows:
            book.findings.append(
                Finding(
                    Severity.INFO,
                    "lembar-tersembunyi",
                    f"Lembar “{meta.name}” tersembunyi di Excel; isinya tetap dibaca.",
                    sheet=meta.name,
                ),
            )
    return book


@contextmanager
def _parsing(filename: str) -> Iterator[None]:
    """Whatever the compiled parser throws, even a panic that is no ``Exception``, means a broken file."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        raise _broken(filename) from error


def neutralise(text: str) -> str:
    """Make a text harmless as a cell of a workbook that is written again: it can no longer start a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _stretched(sheet: str, height: int, width: int) -> FileRefused:
    return FileRefused(
        "terlalu-banyak-sel",
        f"Lembar “{sheet}” membentang {height} baris × {width} kolom; terlalu besar untuk dibaca. "
        "Hapus baris dan kolom kosong yang ikut terformat, lalu unggah lagi.",
    )


def _locked(filename: str) -> FileRefused:
    return FileRefused(
        "berkas-terkunci",
        f"Berkas “{filename}” dikunci dengan kata sandi. Buka di Excel, hapus kata sandinya, simpan, lalu unggah lagi.",
    )


def _broken(filename: str) -> FileRefused:
    return FileRefused(
        "berkas-rusak",
        f"Berkas “{filename}” rusak atau terpotong. Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi.",
    )
