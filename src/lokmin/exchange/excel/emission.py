"""A described table -> readings: every numeric cell becomes a reading, a finding or an ignored cell with its reason."""

from __future__ import annotations

from lokmin.core.findings import Severity
from lokmin.core.numbers import from_micro, indonesian
from lokmin.exchange.excel import bilangan, bodyrows, totals, words
from lokmin.exchange.excel.asking import Asked, period_of, place_of, places_of_rows
from lokmin.exchange.excel.bodyrows import FACTS, NAMELESS, Row
from lokmin.exchange.excel.columns import Column
from lokmin.exchange.excel.doubts import (
    ask_fractions,
    both_readings,
    lone_fractions,
    report_faulty,
    report_lost,
    report_numbering,
    report_unequal_parts,
)
from lokmin.exchange.excel.headers import signature_of
from lokmin.exchange.excel.intake import Sheet
from lokmin.exchange.excel.kapan import When
from lokmin.exchange.excel.layout import NUMBER, cell_kind
from lokmin.exchange.excel.naming import Head, head_of
from lokmin.exchange.excel.records import ASK, Ignored, Reading, address, column_letters
from lokmin.exchange.excel.tables import DATED, FAULTY, TOO_BIG, Context, Table

_ROW_REASONS = {
    bodyrows.TOTAL: "baris jumlah",
    bodyrows.AGGREGATE: "baris rekap, bukan laporan",
    bodyrows.PADDING: "baris cadangan tanpa nama",
    bodyrows.HEADING: "baris judul kelompok",
}
_READ = (FACTS, NAMELESS)
#: Kinds of odd figures that are numbers all the same.
_NUMERIC = (bilangan.VALUE, bilangan.PERCENT, bilangan.AMBIGUOUS, bilangan.ASK_WORD, TOO_BIG)
_LABEL_REASONS = {
    words.NUMBERING: "nomor urut",
    words.CODE: "kode wilayah",
    words.PERIOD: "bagian dari periode",
    words.YEAR: "bagian dari periode",
    words.REMARK: "kolom keterangan",
}


def emit(ctx: Context, table: Table) -> tuple[int, int]:
    """Write a table into the ledger; returns the span of its readings there."""
    out = ctx.ledger.result
    start = len(out.readings)
    _labels(ctx, table)
    reported = totals.compare_totals(ctx, table)
    places = places_of_rows(ctx, table)
    lone_rows = _unreported(table)
    alive = _alive(table) if table.sheet.extras.formulas else set()
    times: dict[When | None, int] = {}
    time_of = [times.setdefault(row.when, len(times)) for row in table.rows]
    for column in table.measures:
        _emit_column(ctx, table, column, places, time_of, reported, lone_rows, alive)
    return start, len(out.readings)


def _labels(ctx: Context, table: Table) -> None:
    """Numbers in headers and label columns are no figures."""
    out, sheet, region = ctx.ledger.result, table.sheet, table.region
    if not region.inherited and region.owns_header:
        for r in region.header:
            _ignore_row(out.ignored, sheet, r, region.left, region.right, "bagian dari kepala tabel")
    columns = [c for c in table.columns if c.role != words.MEASURE and (c.kinds.get(NUMBER) or len(table.rows) > 100)]
    mistakes = report_numbering(ctx, table)
    name, data, append = sheet.name, sheet.rows, out.ignored.append
    numeric: dict[object, bool] = {}
    for column in columns:
        index, reason = column.index, _LABEL_REASONS.get(column.role, "bagian dari label baris")
        letters = column_letters(index)
        for at in (row.at for row in table.rows):
            values = data[at]
            if index >= len(values) or (value := values[index]) == "":
                continue
            kind = type(value)
            if kind is not float and kind is not int:
                known = numeric.get(value)
                if known is None:
                    known = numeric[value] = kind is str and cell_kind(value) == NUMBER
                if not known:
                    continue
            if not mistakes or (at, index) not in mistakes:
                append(Ignored(name, f"{letters}{at + 1}", reason))


def _ignore_row(ignored: list[Ignored], sheet: Sheet, r: int, left: int, right: int, reason: str) -> None:
    row = sheet.rows[r]
    ignored.extend(
        Ignored(sheet.name, address(r, c), reason)
        for c in range(left, min(right + 1, len(row)))
        if row[c] != "" and cell_kind(row[c]) == NUMBER
    )


def _unreported(table: Table) -> set[int]:
    """Rows whose typed cells are all blank while formulas fill zeros in: the month is not reported, not zero."""
    cells = table.sheet.extras.formulas
    if not cells:
        return set()
    counted = [c.index for c in table.measures if not c.skip and not c.sasaran]
    found = set()
    for row in table.rows:
        if row.kind != FACTS:
            continue
        values = table.sheet.rows[row.at]
        typed = any(i < len(values) and values[i] != "" and (row.at, i) not in cells for i in counted)
        if not typed and any((row.at, i) in cells for i in counted):
            found.add(row.at)
    return found


def _alive(table: Table) -> set[int]:
    """Columns of which at least one cell of this block is not zero: their zeros were reported."""
    return {
        c.index
        for c in table.measures
        if any(m for m, row in zip(table.figures[c.index].micros, table.rows, strict=True) if row.kind == FACTS)
    }


def mostly_derived(table: Table) -> bool:
    """No cell that could be a fact was typed in, and some repeat other cells: a table of results."""
    derived = 0
    for row in table.rows:
        if row.kind != FACTS:
            continue
        values = table.sheet.rows[row.at]
        for c in table.measures:
            if c.skip or c.sasaran or c.index >= len(values) or values[c.index] == "":
                continue
            if (row.at, c.index) not in table.sheet.extras.formulas:
                return False
            derived += bool(table.provenance.derived((row.at, c.index)))
    return derived > 0


def _emit_column(
    ctx: Context,
    table: Table,
    column: Column,
    places: list[Asked],
    time_of: list[int],
    reported: set[tuple[int, int]],
    lone_rows: set[int],
    alive: set[int],
) -> None:
    out, ledger, name, index = ctx.ledger.result, ctx.ledger, table.sheet.name, column.index
    letters = column_letters(index)
    figures = table.figures[index]
    if not figures.odd and not any(m is not None for m in figures.micros):
        return
    formulas_here, percents = table.sheet.extras.formulas, table.sheet.extras.percents
    ignored, readings = out.ignored.append, out.readings.append
    loose = _loose_header(table, column)
    across = table.across.get(index)
    across_place = place_of(ctx, table, Row(0, FACTS), across) if across is not None else None
    fractions = ask_fractions(ctx, table, column)
    alone = lone_fractions(ctx, table, column) if not fractions else frozenset()
    headers: dict[tuple[str, str], Head] = {}
    periods: dict[int, Asked] = {}
    lost: dict[str, str] = {}
    odds, checked, scrap = figures.odd, bool(formulas_here or percents), not column.path and loose and not column.month
    doubt, elsewhere = table.doubt, table.place
    # The loop below runs for every cell of a file: what can be looked up once is looked up above.
    for i, (row, micro) in enumerate(zip(table.rows, figures.micros, strict=True)):
        odd = odds.get(i) if odds else None
        if micro is None and odd is None:
            continue
        at_row, kind, place_text, within, item, _, _, _, group = row
        cell = f"{letters}{at_row + 1}"
        if kind not in _READ:
            if (at_row, index) not in reported and (odd is None or odd.kind in _NUMERIC):
                ignored(Ignored(name, cell, _ROW_REASONS[kind]))
            continue
        if scrap:
            ignored(Ignored(name, cell, "tanpa judul kolom"))
            continue
        head = headers.get((item, group))
        if head is None:
            head = headers[item, group] = head_of(ctx, table, column, row, cell)
        header, element, yearly, skip, unsure, part = head
        if skip:
            if column.skip == words.TOTAL and column.adds and report_unequal_parts(ctx, table, column, i, micro, cell):
                continue
            if odd is None or odd.kind not in (FAULTY, bilangan.ERROR, bilangan.TEXT, DATED):
                ignored(Ignored(name, cell, f"kolom {skip}"))
            continue
        raw = note = ""
        question = fractions or unsure
        if odd is not None:
            value = table.sheet.rows[at_row][index]
            raw, note = (value if isinstance(value, str) else ""), odd.note
            if report_faulty(ctx, table, odd, cell, raw, header):
                continue
            if odd.kind == bilangan.PERCENT:
                ignored(Ignored(name, cell, "persentase, dihitung ulang dari pembilang dan penyebut"))
                continue
            if odd.kind in (bilangan.AMBIGUOUS, bilangan.ASK_WORD):
                question = ledger.ask(
                    "number",
                    f"{name}:{letters}:{raw}",
                    f"“{raw}” di kolom “{' › '.join(header) or letters}” dapat dibaca dua cara. Berapa maksudnya?",
                    name,
                    cell,
                    both_readings(raw, odd.micro or 0),
                )
        if checked and (at_row, index) in percents:
            ignored(Ignored(name, cell, "persentase, dihitung ulang dari pembilang dan penyebut"))
            continue
        if micro is None:
            continue
        if checked and (formula := formulas_here.get((at_row, index))) is not None:
            at = (at_row, index)
            if reason := table.provenance.derived(at):
                ignored(Ignored(name, cell, reason))
                continue
            missing = table.provenance.missing(at)
            if micro == 0 and not yearly and (index not in alive if missing else at_row in lone_rows):
                ignored(Ignored(name, cell, "belum dilaporkan: nol hanya dari rumus"))
                continue
            note = note or f"rumus ={formula[:60]}"
            if missing:
                lost[cell] = missing
                if table.derived:
                    question = ledger.ask(
                        "number", f"{name}:{signature_of(header)}",
                        f"Kolom “{' › '.join(header)}” di lembar “{name}” merujuk lembar {missing} yang tidak "
                        f"ada di berkas ini. "
                        "Pakai nilai yang tersimpan terakhir?", name, cell,
                    )  # fmt: skip
        if alone and i in alone:
            question = question or ledger.ask(
                "number",
                f"{name}!{cell}",
                f"Sel {cell} kolom “{' › '.join(header) or letters}” berisi pecahan di antara bilangan bulat. Berapa?",
                name,
                cell,
                (indonesian(from_micro(micro)),),
            )
        if micro < 0:
            ledger.find(
                Severity.ERROR,
                "bilangan-negatif",
                f"Sel {cell} di lembar “{name}” bernilai negatif ({indonesian(from_micro(micro))}). Perbaiki angkanya.",
                name,
                cell,
                place=row.place,
            )
            continue
        key = time_of[i] * 2 + yearly
        asked = periods.get(key)
        if asked is None:
            asked = periods[key] = period_of(ctx, table, column, row, yearly=yearly)
        place = across_place or places[i]
        question = question or asked.question or place.question or doubt
        readings(
            Reading(
                name, cell, across or place_text or elsewhere, place.value, asked.value, header, element, micro, raw,
                ASK if question else "", note, within, part, question,
            ),
        )  # fmt: skip
    if lost:
        report_lost(ctx, table, column, lost)


def _loose_header(table: Table, column: Column) -> bool:
    """Whether the table has headers at all, so that a column without one is a scrap beside it."""
    return bool(table.region.header) and column.index not in table.across
