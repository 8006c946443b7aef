"""The smallest workbook Excel opens: one sheet of words and numbers, for the data behind a chart."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from lokmin.documents.render.archive import make_zip
from lokmin.documents.render.plain import clean

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>'
)
_SHEETS = '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
_BOOK = f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{_SHEETS}</sheets></workbook>'


def _relation(kind: str, target: str) -> str:
    one = f'<Relationship Id="rId1" Type="{_REL}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{one}</Relationships>'


_FIXED = (
    ("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types">{_TYPES}</Types>'),
    ("_rels/.rels", _relation("officeDocument", "xl/workbook.xml")),
    ("xl/workbook.xml", _BOOK),
    ("xl/_rels/workbook.xml.rels", _relation("worksheet", "worksheets/sheet1.xml")),
)


def small_workbook(heads: Sequence[str], rows: Sequence[Sequence[str | float | None]]) -> bytes:
    """One sheet named ``Sheet1`` (the name chart references use). Words are inline text, so nothing is ever run."""
    lines = [_line(1, heads), *(_line(number, row) for number, row in enumerate(rows, start=2))]
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
    parts = [*_FIXED, ("xl/worksheets/sheet1.xml", sheet)]
    return make_zip(((name, (_HEAD + text).encode()) for name, text in parts), level=1)


def _line(number: int, cells: Sequence[str | float | None]) -> str:
    found = []
    for index, value in enumerate(cells):
        place = f"{chr(ord('A') + index)}{number}"
        if isinstance(value, str):
            words = escape(clean(value))
            found.append(f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>')
        elif value is not None:
            found.append(f'<c r="{place}"><v>{value!r}</v></c>')
    return f'<row r="{number}">{"".join(found)}</row>'
