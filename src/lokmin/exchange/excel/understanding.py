"""From the bytes of a file to everything understood of it: tables, places, periods, elements, questions, findings."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Sequence

from lokmin.core.findings import Severity
from lokmin.core.indicators.definitions import Catalogue
from lokmin.core.periods import MONTH_NAMES
from lokmin.core.places import PlaceRef
from lokmin.exchange.excel import (
    claims,
    computed,
    conflicts,
    copies,
    emission,
    finer,
    lost,
    proposals,
    sums,
    tables,
    titles,
    totals,
    words,
)
from lokmin.exchange.excel.headers import Vocabulary
from lokmin.exchange.excel.intake import Sheet, Workbook, open_workbook
from lokmin.exchange.excel.kapan import When, month_of, read_time
from lokmin.exchange.excel.layout import NUMBER, Region, cell_kind, find_regions
from lokmin.exchange.excel.ledger import Ledger
from lokmin.exchange.excel.names import Gazetteer
from lokmin.exchange.excel.records import Block, Ignored, Memory, Understanding, address
from lokmin.exchange.excel.tables import Context, Table


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

    ``progress`` is called with (tables done, tables in all).

    Raises:
        FileRefused: when the file may not or cannot be opened.
    """
    # Hundreds of thousands of small tuples and no cycles: the collector would only walk them again and again.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _understand(data, filename, catalogue, places, memory or Memory(), default_year, progress)
    finally:
        if collecting:
            gc.enable()


def _understand(
    data: bytes,
    filename: str,
    catalogue: Catalogue,
    places: Sequence[PlaceRef],
    memory: Memory,
    default_year: int | None,
    progress: Callable[[int, int], None] | None,
) -> Understanding:
    book = open_workbook(data, filename)
    ledger = Ledger()
    ledger.result.findings += book.findings
    regions = {sheet.name: _regions(ledger, sheet) for sheet in book.sheets}
    heading = titles.read_heading(book, regions, default_year)
    result = ledger.result
    result.proposed_puskesmas, result.proposed_district, result.year = heading.puskesmas, heading.district, heading.year
    context = Context(
        ledger, Vocabulary(catalogue, memory.headers), Gazetteer(places, memory.places),
        {s.name for s in book.sheets}, heading.year,
        heading.puskesmas,
    )  # fmt: skip
    found = _describe(context, book, regions, heading)
    if not context.gazetteer:
        context.doubtful_names = proposals.doubtful_names(found)
    spans = []
    for done, table in enumerate(found):
        if progress:
            progress(done, len(found))
        spans.append(emission.emit(context, table))
    conflicts.settle(context, found, spans)
    copies.settle(context, found, spans)
    lost.settle(context, found)
    _blocks(result, found, spans, heading.year)
    for sheet in book.sheets:
        _sweep(result.ignored, sheet.rows, regions[sheet.name], sheet.name)
    if not context.gazetteer:
        result.proposed_places = proposals.places_of(found)
    claims.learn(context, found, catalogue, heading.year)
    result.signature = _signature(book, regions)
    if progress:
        progress(len(found), len(found))
    return ledger.close()


def _regions(ledger: Ledger, sheet: Sheet) -> list[Region]:
    """The tables of a sheet; a sheet whose shape defeats the reader is named, the others are read all the same."""
    try:
        return find_regions(sheet)
    except (IndexError, KeyError, ValueError, TypeError):
        ledger.find(
            Severity.ERROR,
            "lembar-tidak-terbaca",
            f"Bentuk lembar “{sheet.name}” tidak dapat dipahami. Salin tabelnya ke buku kerja baru, lalu unggah lagi.",
            sheet.name,
        )
        return []


def _describe(ctx: Context, book: Workbook, regions: dict[str, list[Region]], heading: titles.Heading) -> list[Table]:
    """Describe all tables before any is read: which sheets hold typed figures decides what repeats them."""
    found: list[Table] = []
    file_time = titles.file_time(book.filename)
    for sheet in book.sheets:
        inherited = When()
        for region in regions[sheet.name]:
            when, row = titles.region_time(region)
            named = read_time(sheet.name)
            if inherited.kind == "bulan" and not when.month and titles.is_sum(region):
                when = When("kumulatif", None, when.year or inherited.year)
            elif not when.month and when.kind in ("", "tahun") and not (when.kind == "tahun" and when.exact):
                other = named if named.kind and named.kind != "tahun" else inherited
                if other.kind:
                    when = When(other.kind, other.month, when.year or other.year, other.exact)
            if not when.kind and named.kind:
                when = named
            inherited = when if when.kind else inherited
            table = tables.describe(ctx, sheet, region, when, row)
            if named.exact and named.kind == when.kind == "bulan" and named.month != when.month:
                table.doubt = _other_month(ctx, table, named)
            found.append(table)
    timed = any(t.when.month or t.labels.period or any(c.month for c in t.columns) for t in found)
    for table in found:
        if not timed and file_time.kind == "bulan" and table.when.kind in ("", "tahun"):
            table.when = When("bulan", file_time.month, table.when.year or file_time.year)
            ctx.ledger.find(
                Severity.INFO, "bulan-dari-nama-berkas",
                f"Bulan tabel di lembar “{table.sheet.name}” tidak tertulis; dipakai bulan dari nama berkas.",
                table.sheet.name,
            )  # fmt: skip
        elif not table.when.kind and not timed and file_time.kind == "tahun":
            table.when = file_time
        if not table.derived and _typed(table):
            ctx.source_sheets.add(table.sheet.name)
    _recaps(found)
    tables.settle_conventions(found)
    for table in found:
        totals.settle_rows(ctx, table)
        totals.settle_columns(table)
        sums.settle(ctx, table)
        computed.settle(table)
        finer.settle(ctx, table)
        table.derived = bool(table.sheet.extras.formulas) and emission.mostly_derived(table)
    _years(ctx, found, heading)
    return found


def _other_month(ctx: Context, table: Table, named: When) -> str:
    """The sheet is called MEI, its title says APRIL: copied and not changed, nobody but the writer knows which."""
    sheet, cell = table.sheet.name, address(table.when_row, 0) if table.when_row >= 0 else ""
    title, name = MONTH_NAMES[(table.when.month or 1) - 1], MONTH_NAMES[(named.month or 1) - 1]
    ctx.ledger.find(
        Severity.WARNING,
        "bulan-judul-berbeda",
        f"Lembar “{sheet}” berjudul bulan {title}, padahal nama lembarnya {name}. Jawab dulu bulan yang benar.",
        sheet,
    )
    return ctx.ledger.ask(
        "period",
        f"{sheet}:{table.rows[0].at + 1 if table.rows else 0}:bulan",
        f"Lembar “{sheet}” berjudul bulan {title}. Bulan mana yang benar?",
        sheet,
        cell,
        (title, name),
    )


def _recaps(found: list[Table]) -> None:
    """A running or yearly table whose months stand in the same workbook, under the same heads, adds nothing."""
    monthly = {head for t in found if t.when.kind == "bulan" for head in _heads(t)}
    for table in found:
        if (
            table.when.kind not in ("kumulatif", "setahun")
            or table.labels.period
            or any(c.month for c in table.columns)
        ):
            continue
        heads = _heads(table)
        if heads and sum(h in monthly for h in heads) * 10 >= len(heads) * 8:
            for column in table.measures:
                if not column.sasaran:
                    column.skip = column.skip or words.CUMULATIVE


def _heads(table: Table) -> list[tuple[str, ...]]:
    return [
        tuple(words.squash(part) for part in c.header)
        for c in table.measures
        if c.header and not c.skip and not c.sasaran
    ]


def _typed(table: Table) -> bool:
    formulas = table.sheet.extras.formulas
    return any(
        micro is not None and (table.rows[i].at, c.index) not in formulas
        for c in table.measures
        if not c.skip
        for i, micro in enumerate(table.figures[c.index].micros)
    )


def _years(ctx: Context, found: list[Table], heading: titles.Heading) -> None:
    """A title whose year contradicts the rest of the workbook is reported; figures under it wait for an answer."""
    if heading.year is None:
        return
    years = {t.when.year for t in found if t.when.year}
    for table in found:
        year = table.when.year
        if not year or year == heading.year or table.when_row < 0:
            continue
        same = sum(t.when.year == year for t in found if not t.derived)
        others = sum(t.when.year in (None, heading.year) for t in found if not t.derived)
        if len(years) > 2 or (same >= others and not table.derived):
            continue
        cell = next(
            (address(table.when_row, c) for c, v in enumerate(table.sheet.rows[table.when_row]) if str(year) in str(v)),
            "",
        )
        ctx.ledger.find(
            Severity.WARNING, "tahun-judul-berbeda",
            f"Judul di {cell or 'atas tabel'} lembar “{table.sheet.name}” menyebut tahun {year}, sedangkan "
            f"berkas ini tentang tahun {heading.year}."
            + (" Tabel itu hanya menjumlah bulan, tidak dibaca." if table.derived else " Jawab dulu tahun yang benar."),
            table.sheet.name, cell,
        )  # fmt: skip
        if not table.derived:
            table.doubt = ctx.ledger.ask(
                "period", f"{table.sheet.name}:{table.when_row + 1}:tahun",
                f"Judul tabel di lembar “{table.sheet.name}” menyebut {year}, berkas ini tentang {heading.year}. "
                f"Tahun mana yang benar?",
                table.sheet.name, cell, (str(heading.year), str(year)),
            )  # fmt: skip


def _blocks(result: Understanding, found: list[Table], spans: list[tuple[int, int]], year: int | None) -> None:
    for table, (start, stop) in zip(found, spans, strict=True):
        region, when = table.region, table.when
        period = str(when.year or "") if when.kind == "tahun" else ""
        if when.kind == "bulan" and when.month and (when.year or year):
            period = f"{when.year or year}-{when.month:02d}"
        title = " · ".join(" ".join(texts) for _, texts in region.titles[-4:])[:200]
        what = "laporan" if stop > start else "hasil hitungan" if table.derived else "tanpa laporan"
        first = min(region.header + region.body)
        result.blocks.append(
            Block(
                table.sheet.name, title, first, region.body[-1], region.left, region.right, what, period, stop - start
            )
        )


def _sweep(ignored: list[Ignored], rows: list[list[object]], covered: list[Region], sheet: str) -> None:
    """Numbers outside all tables (titles, notes, scraps) are ignored with that reason."""
    width = max(map(len, rows), default=0)
    whole: set[int] = set()
    spans: dict[int, list[tuple[int, int]]] = {}
    for region in covered:
        inside_rows = region.body if region.inherited else region.header + region.body
        if region.left == 0 and region.right >= width - 1:
            whole.update(inside_rows)
            continue
        for r in inside_rows:
            spans.setdefault(r, []).append((region.left, region.right))
    for r, row in enumerate(rows):
        if r in whole:
            continue
        inside = spans.get(r, ())
        for c, value in enumerate(row):
            if value != "" and cell_kind(value) == NUMBER and not any(a <= c <= b for a, b in inside):
                ignored.append(Ignored(sheet, address(r, c), "di luar tabel"))


def _signature(book: Workbook, regions: dict[str, list[Region]]) -> str:
    """The shape of a workbook without its months and figures, to recognise the next one of the same kind."""
    shapes = set()
    for sheet in book.sheets:
        for region in regions[sheet.name]:
            texts = [
                v
                for r in region.header
                for v in sheet.rows[r]
                if isinstance(v, str) and month_of(v) is None and not read_time(v).exact
            ]
            shapes.add(">".join(key for t in texts if (key := words.squash(t))))
    return hashlib.sha256("\n".join(sorted(shapes)).encode()).hexdigest()[:16]
