"""From the bytes of a file to everything understood of it: tables, places, periods, elements, questions, findings."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from lokmin.core.indicators.definitions import Catalogue
from lokmin.core.places import PlaceRef
from lokmin.exchange.excel import tables, titles, words
from lokmin.exchange.excel.headers import Vocabulary
from lokmin.exchange.excel.intake import Workbook, open_workbook
from lokmin.exchange.excel.kapan import When, read_time
from lokmin.exchange.excel.layout import NUMBER, Region, cell_kind, find_regions
from lokmin.exchange.excel.ledger import Ledger
from lokmin.exchange.excel.names import Gazetteer
from lokmin.exchange.excel.records import Block, Ignored, Memory, Understanding, address


def understand(
    data: bytes,
    filename: str,
    *,
    catalogue: Catalogue,
    places: Sequence[PlaceRef] = (),
    memory: Memory | None = None,
    default_year: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Understanding:
    """Read a workbook or CSV file by general rules.

    ``progress`` is called with (sheets done, sheets in all).

    Raises:
        FileRefused: when the file may not or cannot be opened.
    """
    memory = memory or Memory()
    book = open_workbook(data, filename)
    ledger = Ledger()
    ledger.result.findings += book.findings
    regions = {sheet.name: find_regions(sheet) for sheet in book.sheets}
    heading = titles.read_heading(book, regions, default_year)
    result = ledger.result
    result.proposed_puskesmas, result.proposed_district, result.year = heading.puskesmas, heading.district, heading.year
    context = tables.Context(
        ledger, Vocabulary(catalogue, memory.headers), Gazetteer(places, memory.places), {s.name for s in book.sheets}, heading.year,
        heading.puskesmas,
    )  # fmt: skip
    for done, sheet in enumerate(book.sheets):
        if progress:
            progress(done, len(book.sheets))
        inherited = When()
        covered: list[Region] = []
        for region in regions[sheet.name]:
            when, row = titles.region_time(region)
            if not when.kind or (when.kind == "tahun" and not when.exact):
                named = read_time(sheet.name)
                other = named if named.kind else inherited
                if other.kind:
                    when = When(other.kind, other.month, when.year or other.year, other.exact)
            inherited = when
            table = tables.describe(sheet, region, when, row)
            count = tables.emit(context, table)
            covered.append(region)
            result.blocks.append(
                Block(sheet.name, _title(region), min(region.header + region.body), region.body[-1], region.left, region.right,
                      "tabel" if count else "tanpa laporan", _period_text(when, heading.year), count),
            )  # fmt: skip
        _sweep(result.ignored, sheet.rows, covered, sheet.name)
    if progress:
        progress(len(book.sheets), len(book.sheets))
    result.signature = _signature(book, regions)
    return ledger.close()


def _title(region: Region) -> str:
    return " · ".join(" ".join(texts) for _, texts in region.titles[-4:])[:200]


def _period_text(when: When, year: int | None) -> str:
    if when.kind == "bulan" and when.month and (when.year or year):
        return f"{when.year or year}-{when.month:02d}"
    return str(when.year or "") if when.kind == "tahun" else ""


def _sweep(ignored: list[Ignored], rows: list[list[object]], covered: list[Region], sheet: str) -> None:
    """Numbers outside all tables (titles, notes, scraps) are ignored with that reason."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for region in covered:
        for r in region.body if region.inherited else region.header + region.body:
            spans.setdefault(r, []).append((region.left, region.right))
    for r, row in enumerate(rows):
        inside = spans.get(r)
        if inside and len(inside) == 1 and inside[0][0] == 0 and inside[0][1] >= len(row) - 1:
            continue
        for c, value in enumerate(row):
            if value != "" and cell_kind(value) == NUMBER and not (inside and any(a <= c <= b for a, b in inside)):
                ignored.append(Ignored(sheet, address(r, c), "di luar tabel"))


def _signature(book: Workbook, regions: dict[str, list[Region]]) -> str:
    """The shape of a workbook without its months and figures, to recognise the next one of the same kind."""
    digest = hashlib.sha256()
    shapes = set()
    for sheet in book.sheets:
        for region in regions[sheet.name]:
            texts = [words.squash(str(v)) for r in region.header for v in sheet.rows[r] if isinstance(v, str) and not read_time(v).exact]
            shapes.add(">".join(t for t in texts if t))
    for shape in sorted(shapes):
        digest.update(shape.encode() + b"\n")
    return digest.hexdigest()[:16]
