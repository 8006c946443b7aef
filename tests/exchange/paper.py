"""Paper to build ugly workbooks on: cells, formulas with cached values, merges; written as xlsx, ods or csv."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from html import escape
from typing import Any

from lokmin.exchange.excel.records import address

ERROR_TEXTS = ("#DIV/0!", "#REF!", "#N/A", "#VALUE!")


@dataclass
class Paper:
    """One sheet: ``cells[(row, col)]`` values; ``formulas`` have their value in ``cells`` too."""

    name: str
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)
    dates: set[tuple[int, int]] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False

    def put(self, row: int, col: int, value: Any) -> tuple[int, int]:
        if value is not None and value != "":
            self.cells[row, col] = value
        return row, col

    def formula(self, row: int, col: int, text: str, cached: Any) -> None:
        self.cells[row, col] = cached
        self.formulas[row, col] = text

    def merge(self, top: int, left: int, bottom: int, right: int, value: Any) -> None:
        self.put(top, left, value)
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))

    @property
    def size(self) -> tuple[int, int]:
        return (max((r for r, _ in self.cells), default=-1) + 1, max((c for _, c in self.cells), default=-1) + 1)


def to_xlsx(papers: list[Paper]) -> bytes:
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    percent = book.add_format({"num_format": "0.0%"})
    month = book.add_format({"num_format": "mmm-yy"})
    for paper in papers:
        sheet = book.add_worksheet(paper.name)
        for top, left, bottom, right in paper.merges:
            sheet.merge_range(top, left, bottom, right, "")
        for (row, col), value in paper.cells.items():
            style = percent if (row, col) in paper.percents else month if (row, col) in paper.dates else None
            if (row, col) in paper.formulas:
                sheet.write_formula(row, col, paper.formulas[row, col], style, value)
            elif value in ERROR_TEXTS:
                sheet.write_formula(row, col, "=1/0", style, value)
            elif (row, col) in paper.dates:
                sheet.write_datetime(row, col, value, style)
            elif isinstance(value, str):
                sheet.write_string(row, col, value, style)
            else:
                sheet.write_number(row, col, value, style)
        if paper.hidden:
            sheet.hide()
    book.close()
    return stream.getvalue()


def to_ods(papers: list[Paper]) -> bytes:
    """The smallest OpenDocument spreadsheet calamine reads: values and texts, no formulas, no styles."""
    tables = []
    for paper in papers:
        height, width = paper.size
        rows = []
        for r in range(height):
            cells = []
            for c in range(width):
                value = paper.cells.get((r, c))
                if value is None:
                    cells.append("<table:table-cell/>")
                elif isinstance(value, (int, float)):
                    kind = f'office:value-type="float" office:value="{value}"'
                    cells.append(f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>")
                else:
                    kind = 'office:value-type="string"'
                    cells.append(f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>")
            rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
        tables.append(f'<table:table table:name="{escape(paper.name)}">{"".join(rows)}</table:table>')
    spaces = " ".join(
        f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"'
        for k, v in {"office": "office", "table": "table", "text": "text"}.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f"{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    name = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", f'<?xml version="1.0"?><m:manifest xmlns:m="{name}"/>')
    return stream.getvalue()


def to_csv(paper: Paper, separator: str = ";", encoding: str = "utf-8", decimal: str = ",") -> bytes:
    height, width = paper.size
    lines = []
    for r in range(height):
        texts = []
        for c in range(width):
            value = paper.cells.get((r, c), "")
            if isinstance(value, float):
                value = str(int(value)) if value.is_integer() else str(value).replace(".", decimal)
            text = str(value)
            texts.append(f'"{text}"' if separator in text or '"' in text or "\n" in text else text)
        lines.append(separator.join(texts))
    return "\r\n".join(lines).encode(encoding, "replace")


def cell_name(at: tuple[int, int]) -> str:
    return address(*at)
