"""One table -> readings: every numeric cell becomes a reading, a finding or an ignored cell with its reason."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any

from lokmin.core.findings import Severity
from lokmin.core.numbers import MAX_MICRO, MICRO, to_micro
from lokmin.exchange.excel import bilangan, bodyrows, formulas, words
from lokmin.exchange.excel.bodyrows import Labels, Row
from lokmin.exchange.excel.columns import Column, describe_columns
from lokmin.exchange.excel.headers import Vocabulary, signature_of
from lokmin.exchange.excel.intake import Sheet
from lokmin.exchange.excel.kapan import When
from lokmin.exchange.excel.layout import DATE, FAULT, NUMBER, Region, cell_kind
from lokmin.exchange.excel.ledger import Ledger
from lokmin.exchange.excel.names import NEAR, SURE, Gazetteer
from lokmin.exchange.excel.records import ASK, IGNORE_COLUMN, Ignored, Reading, address, column_letters


@dataclass(slots=True)
class Context:
    """What the whole file knows while its tables are read."""

    ledger: Ledger
    vocabulary: Vocabulary
    gazetteer: Gazetteer
    sheet_names: Container[str]
    year: int | None
    puskesmas: str = ""
    source_sheets: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Table:
    """A region with its columns and rows described."""

    sheet: Sheet
    region: Region
    columns: list[Column]
    labels: Labels
    rows: list[Row]
    when: When
    when_row: int
    place: str = ""
    title: str = ""
    derived: bool = False
    provenance: formulas.Provenance = field(default_factory=lambda: formulas.Provenance({}, (), ()))

    @property
    def measures(self) -> list[Column]:
        return [c for c in self.columns if c.role == words.MEASURE]


def describe(sheet: Sheet, region: Region, when: When, when_row: int) -> Table:
    columns = describe_columns(sheet, region)
    labels = bodyrows.label_columns(columns)
    measures = [c for c in columns if c.role == words.MEASURE]
    rows = bodyrows.classify_rows(sheet, region, labels, measures)
    return Table(sheet, region, columns, labels, rows, when, when_row)


def period_code(when: When, column: Column, row: When | None, default_year: int | None) -> tuple[str | None, str]:
    """Period code and why there is none (``kumulatif``, ``rentang``, ``tahun``, ``bulan``)."""
    source = row if row is not None and (row.kind or row.year) else when
    month = column.month if column.month is not None else source.month
    kind = "bulan" if column.month is not None else source.kind
    year = column.year or (row.year if row is not None and row.year else None) or when.year or default_year
    if column.month is None and column.year is not None and kind != "bulan":
        return str(column.year), ""
    if kind == "bulan" and row is not None and row.kind == "tahun" and column.month is None:
        kind = "tahun"
    if kind in ("kumulatif", "rentang"):
        return None, kind
    if kind == "bulan" and month is not None:
        return (f"{year}-{month:02d}", "") if year else (None, "tahun")
    if kind == "tahun" and year:
        return str(year), ""
    return None, "bulan"


def emit(ctx: Context, table: Table) -> int:
    """Write a table into the ledger; returns how many readings it gave."""
    out = ctx.ledger.result
    sheet, region, name = table.sheet, table.region, table.sheet.name
    data = sheet.rows
    before = len(out.readings)
    for r in region.header:
        if not region.inherited:
            _ignore_row(out.ignored, sheet, r, region.left, region.right, "bagian dari kepala tabel")
    formulas_here = sheet.extras.formulas
    if formulas_here:
        table.provenance = formulas.Provenance(formulas_here, ctx.sheet_names, ctx.source_sheets)
        table.derived = _mostly_derived(table)
    by_row = {row.at: row for row in table.rows}
    measures = table.measures
    unreported = _unreported(table)
    label_indexes = [(c.index, c.role) for c in table.columns if c.role != words.MEASURE]
    for row in table.rows:
        values = data[row.at]
        for index, role in label_indexes:
            if index < len(values) and values[index] != "" and cell_kind(values[index]) == NUMBER:
                out.ignored.append(Ignored(name, address(row.at, index), _label_reason(role, row)))
        if row.kind in (bodyrows.FACTS, bodyrows.NAMELESS):
            continue
        reason = {
            bodyrows.TOTAL: "baris jumlah",
            bodyrows.AGGREGATE: "baris rekap, bukan laporan",
            bodyrows.PADDING: "baris cadangan tanpa nama",
            bodyrows.HEADING: "baris judul kelompok",
        }[row.kind]
        for column in measures:
            if column.index < len(values) and values[column.index] != "" and cell_kind(values[column.index]) == NUMBER:
                out.ignored.append(Ignored(name, address(row.at, column.index), reason))
    for column in measures:
        _emit_column(ctx, table, column, by_row, formulas_here, unreported)
    return len(out.readings) - before


def _label_reason(role: str, row: Row) -> str:
    return "nomor urut" if role == words.NUMBERING else "bagian dari label baris" if role != words.REMARK else "keterangan"


def _ignore_row(ignored: list[Ignored], sheet: Sheet, r: int, left: int, right: int, reason: str) -> None:
    row = sheet.rows[r]
    for c in range(left, min(right + 1, len(row))):
        if row[c] != "" and cell_kind(row[c]) == NUMBER:
            ignored.append(Ignored(sheet.name, address(r, c), reason))


def _unreported(table: Table) -> set[int]:
    """Rows whose typed cells are all blank while formulas fill zeros in: the month is not reported, not zero."""
    cells = table.sheet.extras.formulas
    if not cells:
        return set()
    counted = [c.index for c in table.measures if not c.skip and not c.sasaran]
    found = set()
    for row in table.rows:
        if row.kind != bodyrows.FACTS:
            continue
        values = table.sheet.rows[row.at]
        typed = any(i < len(values) and values[i] != "" and (row.at, i) not in cells for i in counted)
        if not typed and any((row.at, i) in cells for i in counted):
            found.add(row.at)
    return found


def _mostly_derived(table: Table) -> bool:
    """No cell that could be a fact was typed in, and some repeat other cells: a sheet of results."""
    derived = 0
    for row in table.rows:
        if row.kind != bodyrows.FACTS:
            continue
        values = table.sheet.rows[row.at]
        for c in table.measures:
            if c.skip or c.sasaran or c.index >= len(values) or values[c.index] == "":
                continue
            if (row.at, c.index) not in table.sheet.extras.formulas:
                return False
            derived += bool(table.provenance.derived((row.at, c.index)))
    return derived > 0


def _alive(table: Table) -> set[int]:
    """Columns of which at least one cell of this block is not zero: their zeros were reported."""
    found = set()
    for row in table.rows:
        if row.kind == bodyrows.FACTS:
            values = table.sheet.rows[row.at]
            found |= {c.index for c in table.measures if c.index < len(values) and values[c.index] not in ("", 0)}
    return found


def _convention(table: Table, column: Column) -> str:
    """The decimal sign the texts of a column prove; mixed or no proof leaves it open."""
    proofs = set()
    data = table.sheet.rows
    for r in table.region.body:
        if column.index < len(data[r]) and isinstance(data[r][column.index], str):
            proof = bilangan.convention_of(data[r][column.index])
            if proof:
                proofs.add(proof)
    return proofs.pop() if len(proofs) == 1 else bilangan.UNKNOWN


def _emit_column(
    ctx: Context, table: Table, column: Column, by_row: dict[int, Row], cells: dict[tuple[int, int], str], unreported: set[int]
) -> None:
    out = ctx.ledger.result
    name, data, index = table.sheet.name, table.sheet.rows, column.index
    letters = column_letters(index)
    if not column.path and not any(r.kind == bodyrows.FACTS for r in table.rows):
        return
    ignore, readings = out.ignored.append, out.readings.append
    header = column.header
    named = ctx.vocabulary.find(header) if header else None
    element = named.element if named else None
    if element == IGNORE_COLUMN:
        column.skip = column.skip or "kolom yang diabaikan kantor ini"
        element = None
    known = ctx.vocabulary.elements.get(element) if element else None
    yearly = column.sasaran or (known is not None and known.yearly)
    convention = _convention(table, column) if any(k == "n" for k in column.kinds) and _has_text(table, column) else ""
    alive = _alive(table) if cells else set()
    lost_cells: list[str] = []
    for row in table.rows:
        if row.kind not in (bodyrows.FACTS, bodyrows.NAMELESS):
            continue
        values = data[row.at]
        if index >= len(values):
            continue
        value = values[index]
        at = (row.at, index)
        if value == "":
            if at in table.sheet.extras.errors and not column.skip:
                ctx.ledger.find(
                    Severity.ERROR, "sel-galat",
                    f"Sel {letters}{row.at + 1} berisi galat {table.sheet.extras.errors[at]}; angkanya tidak dapat dibaca. "
                    "Perbaiki rumusnya atau ketik angkanya.", name, f"{letters}{row.at + 1}",
                )  # fmt: skip
            continue
        note = raw = ""
        kind, micro = bilangan.VALUE, 0
        cell = f"{letters}{row.at + 1}"
        if isinstance(value, (float, int)) and not isinstance(value, bool):
            if abs(value) * MICRO > MAX_MICRO:
                ctx.ledger.find(Severity.ERROR, "angka-terlalu-besar", f"Angka di {cell} terlalu besar untuk laporan.", name, cell)
                continue
            micro = int(value) * MICRO if value == int(value) else to_micro(value)
        elif isinstance(value, str):
            raw = value
            kind, micro, note = bilangan.read_number(value, convention)
            if kind in (bilangan.TEXT, bilangan.EMPTY):
                continue
        else:
            if cell_kind(value) == DATE and not column.skip:
                ctx.ledger.find(Severity.ERROR, "tanggal-di-kolom-angka", f"Sel {cell} berisi tanggal, bukan angka.", name, cell)
            continue
        if kind == bilangan.ERROR:
            if not column.skip:
                ctx.ledger.find(Severity.ERROR, "sel-galat", f"Sel {cell} berisi galat {raw}; angkanya tidak dapat dibaca.", name, cell)
            continue
        if column.skip:
            ignore(Ignored(name, cell, f"kolom {column.skip}"))
            continue
        if kind == bilangan.PERCENT or at in table.sheet.extras.percents:
            ignore(Ignored(name, cell, "persentase, dihitung ulang dari pembilang dan penyebut"))
            continue
        if not column.path and table.region.header:
            ignore(Ignored(name, cell, "di luar kolom yang berjudul"))
            continue
        if cells and (formula := cells.get(at)) is not None:
            if reason := table.provenance.derived(at):
                ignore(Ignored(name, cell, reason))
                continue
            lost = table.provenance.missing(at)
            if micro == 0 and not yearly and (row.at in unreported if not lost else index not in alive):
                ignore(Ignored(name, cell, "belum dilaporkan: nol hanya dari rumus"))
                continue
            note = f"rumus ={formula[:60]}"
            if lost:
                lost_cells.append(cell)
        if micro < 0:
            ctx.ledger.find(Severity.ERROR, "bilangan-negatif", f"Sel {cell} bernilai negatif.", name, cell)
            continue
        place_text = row.place or table.place
        match = ctx.gazetteer.find(place_text) if ctx.gazetteer else None
        code = match.code if match else None
        hint = question = ""
        if yearly:
            year = column.year or (row.when.year if row.when else None) or table.when.year or ctx.year
            period, why = (str(year), "") if year else (None, "tahun")
        else:
            period, why = period_code(table.when, column, row.when, ctx.year)
        if match is not None and match.how != SURE:
            hint = ASK
            question = ctx.ledger.ask(
                "place", place_text,
                f"“{place_text}” tidak ada di daftar tempat." + (" Maksudnya yang mana?" if match.how == NEAR else " Tempat mana ini?"),
                name, cell, match.options,
            )  # fmt: skip
        if lost_cells and lost_cells[-1] == cell and table.derived:
            hint = ASK
            question = ctx.ledger.ask(
                "number", f"{name}:{signature_of(header)}",
                f"Kolom “{' › '.join(header)}” di lembar “{name}” merujuk lembar {table.provenance.missing(at)} yang tidak ada di "
                "berkas ini. Pakai nilai yang tersimpan terakhir?", name, cell,
            )  # fmt: skip
        elif not place_text:
            hint = ASK
            question = ctx.ledger.ask("place", f"{name}", f"Angka di lembar “{name}” milik tempat mana?", name, cell)
        if period is None:
            hint = ASK
            question = ctx.ledger.ask("period", f"{name}:{table.region.body[0]}", _period_question(name, why), name, cell)
        if kind in (bilangan.AMBIGUOUS, bilangan.ASK_WORD):
            hint = ASK
            question = ctx.ledger.ask("number", f"{name}:{letters}", f"Angka “{raw}” di kolom {letters} lembar “{name}” dapat dibaca dua cara.", name, cell)
        if element is None and header:
            ctx.ledger.ask(
                "header", signature_of(header), f"Kolom “{' › '.join(header)}” berisi data apa?", name, cell, named.options if named else (),
            )  # fmt: skip
        readings(Reading(name, cell, place_text, code, period, header, element, micro, raw, hint, note, row.within, column.part, question))
    if lost_cells:
        lost_sheet = table.provenance.missing((int(lost_cells[0].removeprefix(letters)) - 1, index))
        ctx.ledger.find(
            Severity.WARNING, "rujukan-lembar-hilang",
            f"Kolom “{' › '.join(header) or letters}” di lembar “{name}” merujuk lembar {lost_sheet} yang tidak ada "
            f"di berkas ini ({len(lost_cells)} sel); nilai tersimpan terakhir yang dibaca.", name, lost_cells[0],
        )  # fmt: skip


def _period_question(name: str, why: str) -> str:
    if why == "kumulatif":
        return f"Tabel di lembar “{name}” berisi angka kumulatif, bukan angka satu bulan. Untuk bulan mana?"
    if why == "rentang":
        return f"Tabel di lembar “{name}” mencakup beberapa bulan. Untuk bulan mana?"
    return f"{'Tahun' if why == 'tahun' else 'Bulan'} tabel di lembar “{name}” tidak tertulis. Laporan {'tahun' if why == 'tahun' else 'bulan'} berapa?"


def _has_text(table: Table, column: Column) -> bool:
    data = table.sheet.rows
    return any(column.index < len(data[r]) and isinstance(data[r][column.index], str) and data[r][column.index] for r in table.region.body)
