"""A light pass over the XML of .xlsx sheets for what calamine does not tell: formulas, errors, percent formats."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from html import unescape

from lokmin.exchange.excel.records import column_letters

_UNREADABLE = (KeyError, OSError, ValueError, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error)
_SHEET = re.compile(rb"<sheet\b[^>]*>")
_ATTR = re.compile(rb"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
# One cell with a formula, an error type or (added per workbook) a percent style.
_CELL = re.compile(rb"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_FORMULA = re.compile(rb"<f\b([^>]*?)(?:/>|>(.*?)</f>)", re.DOTALL)
_VALUE = re.compile(rb"<v[^>]*>(.*?)</v>", re.DOTALL)
_REF = re.compile(rb"\br=\"([A-Z]{1,3})(\d{1,7})\"")
_STYLE = re.compile(rb"\bs=\"(\d+)\"")
_XF = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_XF_ITEM = re.compile(rb"<xf\b[^>]*?numFmtId=\"(\d+)\"")
_NUMFMT = re.compile(rb"<numFmt\b[^>]*?>")


@dataclass(slots=True)
class SheetExtras:
    """By (row, col), 0-based: formula text, error text, and cells shown as a percentage."""

    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)
    has_formulas: bool = False


def read_extras(archive: zipfile.ZipFile) -> dict[str, SheetExtras]:
    """Extras by sheet name; a part that cannot be read simply tells nothing."""
    try:
        workbook = archive.read("xl/workbook.xml")
        relations = _relations(archive.read("xl/_rels/workbook.xml.rels"))
    except _UNREADABLE:
        return {}
    percent_styles = _percent_styles(archive)
    found = {}
    for tag in _SHEET.findall(workbook):
        attributes = _attributes(tag)
        name, target = attributes.get("name"), relations.get(attributes.get("r:id", ""))
        if name is None or target is None:
            continue
        try:
            xml = archive.read(target)
        except _UNREADABLE:
            continue
        found[name] = _scan(xml, percent_styles)
    return found


def _attributes(tag: bytes) -> dict[str, str]:
    return {k.decode(): unescape((a or b).decode("utf-8", "replace")) for k, a, b in _ATTR.findall(tag)}


def _relations(xml: bytes) -> dict[str, str]:
    targets = {}
    for tag in _RELATION.findall(xml):
        a = _attributes(tag)
        target = a.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        targets[a.get("Id", "")] = path
    return targets


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    try:
        xml = archive.read("xl/styles.xml")
    except _UNREADABLE:
        return frozenset()
    formats = {9, 10}
    for tag in _NUMFMT.findall(xml):
        a = _attributes(tag)
        if "%" in a.get("formatCode", "") and a.get("numFmtId", "").isdigit():
            formats.add(int(a["numFmtId"]))
    block = _XF.search(xml)
    if not block:
        return frozenset()
    return frozenset(i for i, fmt in enumerate(_XF_ITEM.findall(block[0])) if int(fmt) in formats)


def _scan(xml: bytes, percent_styles: frozenset[int]) -> SheetExtras:
    if b"<x:c" in xml:
        xml = xml.replace(b"<x:", b"<").replace(b"</x:", b"</")
    extras = SheetExtras()
    has_formulas = b"<f" in xml
    has_errors = b't="e"' in xml
    has_percents = any(b's="%d"' % style in xml for style in percent_styles)
    if not (has_formulas or has_errors or has_percents):
        return extras
    extras.has_formulas = has_formulas
    shared: dict[bytes, tuple[str, int, int]] = {}
    for match in _CELL.finditer(xml):
        attributes, body = match[1], match[2]
        style = _STYLE.search(attributes) if has_percents else None
        percent = style is not None and int(style[1]) in percent_styles
        error = b't="e"' in attributes
        formula = body is not None and b"<f" in body
        if not (percent or error or formula):
            continue
        ref = _REF.search(attributes)
        if not ref:
            continue
        at = (int(ref[2]) - 1, _column(ref[1]))
        if percent:
            extras.percents.add(at)
        if error:
            value = _VALUE.search(body or b"")
            extras.errors[at] = unescape(value[1].decode("utf-8", "replace")) if value else "#N/A"
        if formula and body is not None:
            extras.formulas[at] = _formula_text(body, at, shared)
    return extras


def _formula_text(body: bytes, at: tuple[int, int], shared: dict[bytes, tuple[str, int, int]]) -> str:
    found = _FORMULA.search(body)
    if not found:
        return ""
    attributes, content = found[1], found[2]
    text = unescape(content.decode("utf-8", "replace")) if content else ""
    index = re.search(rb"\bsi=\"(\d+)\"", attributes)
    if index and b'"shared"' in attributes:
        if text:
            shared[index[1]] = (text, *at)
        elif index[1] in shared:
            master, row, col = shared[index[1]]
            text = shift(master, at[0] - row, at[1] - col)
    return text


_CELLREF = re.compile(
    r"(?<![A-Za-z0-9_.'])((?:'[^']*'|[A-Za-z0-9_.\[\]]+)!)?(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![\d(A-Za-z_!])"
)


def shift(formula: str, rows: int, cols: int) -> str:
    """Move the relative references of a shared formula (``F9`` one row down is ``F10``)."""

    def moved(match: re.Match[str]) -> str:
        letters = match[3] if match[2] else column_letters(max(_column(match[3].encode()) + cols, 0))
        row = match[5] if match[4] else str(int(match[5]) + rows)
        return f"{match[1] or ''}{match[2]}{letters}{match[4]}{row}"

    return _CELLREF.sub(moved, formula)


def position(cell: str) -> tuple[int, int]:
    """``F10`` as 0-based row and column."""
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :]) - 1, _column(letters.encode())


def _column(letters: bytes) -> int:
    number = 0
    for byte in letters:
        number = number * 26 + byte - 64
    return number - 1
