"""A described table -> readings: every numeric cell becomes a reading, a finding or an ignored cell with its reason."""

from __future__ import annotations

from typing import NamedTuple

from lokmin.core.findings import Severity
from lokmin.core.numbers import from_micro, indonesian
from lokmin.exchange.excel import bilangan, bodyrows, totals, words
from lokmin.exchange.excel.bodyrows import FACTS, NAMELESS, TOTAL, Row
from lokmin.exchange.excel.columns import Column
from lokmin.exchange.excel.headers import Named, signature_of
from lokmin.exchange.excel.intake import Sheet
from lokmin.exchange.excel.kapan import When, read_time
from lokmin.exchange.excel.layout import NUMBER, cell_kind
from lokmin.exchange.excel.names import NEAR, SURE
from lokmin.exchange.excel.records import ASK, IGNORE_COLUMN, Ignored, Reading, address, column_letters
from lokmin.exchange.excel.tables import DATED, FAULTY, TOO_BIG, Context, Table

_ROW_REASONS = {
    bodyrows.TOTAL: "baris jumlah",
    bodyrows.AGGREGATE: "baris rekap, bukan laporan",
    bodyrows.PADDING: "baris cadangan tanpa nama",
    bodyrows.HEADING: "baris judul kelompok",
}
_LABEL_REASONS = {
    words.NUMBERING: "nomor urut",
    words.CODE: "kode wilayah",
    words.PERIOD: "bagian dari periode",
    words.YEAR: "bagian dari periode",
    words.REMARK: "kolom keterangan",
}


class Head(NamedTuple):
    """Header path, element, whether it is a number of the year, why it is no fact, and the question when unsure."""

    header: tuple[str, ...]
    element: str | None
    yearly: bool = False
    skip: str = ""
    question: str = ""


class Asked(NamedTuple):
    """Place or period of a row or cell: what it is, and the open question when it is unsure."""

    value: str | None
    question: str = ""


def emit(ctx: Context, table: Table) -> tuple[int, int]:
    """Write a table into the ledger; returns the span of its readings there."""
    out = ctx.ledger.result
    start = len(out.readings)
    _labels(ctx, table)
    reported = totals.compare_totals(ctx, table)
    places = _places(ctx, table)
    lone_rows = _unreported(table)
    alive = _alive(table) if table.sheet.extras.formulas else set()
    times: dict[When | None, int] = {}
    time_of = [times.setdefault(row.when, len(times)) for row in table.rows]
    for column in table.measures:
        _emit_column(ctx, table, column, places, time_of, reported, lone_rows, alive)
    return start, len(out.readings)


def _places(ctx: Context, table: Table) -> list[Asked]:
    nowhere = Asked(None)
    known: dict[str, Asked] = {}
    found = []
    for row in table.rows:
        if row.kind == FACTS and row.place:
            place = known.get(row.place)
            if place is None:
                place = known[row.place] = _place_of(ctx, table, row, row.place)
            found.append(place)
        else:
            found.append(_place_of(ctx, table, row, row.place) if row.kind in (FACTS, NAMELESS) else nowhere)
    return found


def _labels(ctx: Context, table: Table) -> None:
    """Numbers in headers and label columns are no figures."""
    out, sheet, region = ctx.ledger.result, table.sheet, table.region
    if not region.inherited and region.owns_header:
        for r in region.header:
            _ignore_row(out.ignored, sheet, r, region.left, region.right, "bagian dari kepala tabel")
    columns = [c for c in table.columns if c.role != words.MEASURE and (c.kinds.get(NUMBER) or len(table.rows) > 100)]
    mistakes = _numbering_mistake(ctx, table)
    for column in columns:
        index, reason = column.index, _LABEL_REASONS.get(column.role, "bagian dari label baris")
        letters = column_letters(index)
        for row in table.rows:
            values = sheet.rows[row.at]
            if index < len(values) and (value := values[index]) != "":
                kind = type(value)
                if kind is float or kind is int or (kind is str and cell_kind(value) == NUMBER):
                    if (row.at, index) not in mistakes:
                        out.ignored.append(Ignored(sheet.name, f"{letters}{row.at + 1}", reason))


def _ignore_row(ignored: list[Ignored], sheet: Sheet, r: int, left: int, right: int, reason: str) -> None:
    row = sheet.rows[r]
    for c in range(left, min(right + 1, len(row))):
        if row[c] != "" and cell_kind(row[c]) == NUMBER:
            ignored.append(Ignored(sheet.name, address(r, c), reason))


def _numbering_mistake(ctx: Context, table: Table) -> set[tuple[int, int]]:
    """The first running number that does not follow the one before it, once a table."""
    column = table.labels.numbering
    if column is None or len(table.rows) > 300 or words.squash(column.path[-1] if column.path else "no") == "id":
        return set()
    before = 0
    for row in table.rows:
        values = table.sheet.rows[row.at]
        value = values[column.index] if column.index < len(values) else ""
        if row.kind != FACTS or not isinstance(value, (int, float)) or isinstance(value, bool):
            before = 0 if row.kind == TOTAL else before
            continue
        if before and value not in (before + 1, 1):
            cell = address(row.at, column.index)
            ctx.ledger.find(
                Severity.INFO, "nomor-urut-salah",
                f"Nomor urut “{row.place}” di {cell} tertulis {indonesian(value)}, seharusnya {before + 1}. Baris dikenali dari "
                "namanya, jadi angkanya tetap benar.", table.sheet.name, cell, place=row.place,
            )  # fmt: skip
            return {(row.at, column.index)}
        before = int(value)
    return set()


def _place_of(ctx: Context, table: Table, row: Row, text: str) -> Asked:
    level = ""
    if not text:
        if row.kind == NAMELESS and table.labels.place is not None:
            cell = address(row.at, table.labels.place.index)
            key = f"{table.sheet.name}!{cell}"
            return Asked(
                None,
                ctx.ledger.ask(
                    "place",
                    key,
                    f"Baris {row.at + 1} di lembar “{table.sheet.name}” tidak bernama. Milik tempat mana?",
                    table.sheet.name,
                    cell,
                ),
            )
        text, level = table.place, table.place_level
        if not text:
            return Asked(
                None,
                ctx.ledger.ask(
                    "place",
                    table.sheet.name,
                    f"Angka di lembar “{table.sheet.name}” milik tempat mana?",
                    table.sheet.name,
                    "",
                    (table.sheet.name,),
                ),
            )
    if text in ctx.doubtful_names:
        other = ctx.doubtful_names[text]
        return Asked(
            None,
            ctx.ledger.ask(
                "place",
                text,
                f"“{text}” mirip dengan “{other}”. Apakah keduanya tempat yang sama?",
                table.sheet.name,
                "",
                (other, text),
            ),
        )
    if not ctx.gazetteer:
        return Asked(None)
    match = ctx.gazetteer.find(text, level)
    if match.how == SURE:
        return Asked(match.code)
    hint = " Maksudnya yang mana?" if match.how == NEAR else " Tempat mana ini?"
    question = ctx.ledger.ask(
        "place", text, f"“{text}” tidak ada di daftar tempat.{hint}", table.sheet.name, "", match.options
    )
    return Asked(match.code, question)


def period_code(when: When, column: Column, row: When | None, default_year: int | None) -> tuple[str | None, str]:
    """Period code, and why there is none (``kumulatif``, ``rentang``, ``tahun``, ``bulan``)."""
    told = row is not None and bool(row.kind or row.year)
    source = row if told and row is not None and row.kind else when
    year = column.year or (row.year if row is not None else None) or when.year or default_year
    if column.month is not None:
        return (f"{year}-{column.month:02d}", "") if year else (None, "tahun")
    if source.kind in ("kumulatif", "rentang"):
        return None, source.kind
    if source.kind == "bulan" and source.month is not None:
        return (f"{year}-{source.month:02d}", "") if year else (None, "tahun")
    if (source.kind in ("tahun", "setahun") or column.year is not None) and year:
        return str(year), ""
    return None, "bulan"


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
    across_place = _place_of(ctx, table, Row(0, FACTS), across) if across is not None else None
    fractions = _doubtful_fractions(ctx, table, column)
    headers: dict[tuple[str, str], Head] = {}
    periods: dict[int, Asked] = {}
    lost: dict[str, str] = {}
    for i, row in enumerate(table.rows):
        micro = figures.micros[i]
        odd = figures.odd.get(i) if figures.odd else None
        if micro is None and odd is None:
            continue
        at = (row.at, index)
        cell = f"{letters}{row.at + 1}"
        if row.kind not in (FACTS, NAMELESS):
            if at not in reported and (
                odd is None or odd.kind in (bilangan.VALUE, bilangan.PERCENT, bilangan.AMBIGUOUS, bilangan.ASK_WORD)
            ):
                ignored(Ignored(name, cell, _ROW_REASONS[row.kind]))
            continue
        if not column.path and loose and not column.month:
            ignored(Ignored(name, cell, "tanpa judul kolom"))
            continue
        head = headers.get((row.item, row.group))
        if head is None:
            head = headers[row.item, row.group] = _header_of(ctx, table, column, row, cell)
        header, element, yearly, skip, unsure = head
        if column.skip or skip:
            if column.skip == words.TOTAL and column.adds and _row_disagrees(ctx, table, column, i, micro, cell):
                continue
            if odd is None or odd.kind not in (FAULTY, bilangan.ERROR, bilangan.TEXT, DATED):
                ignored(Ignored(name, cell, f"kolom {column.skip or skip}"))
            continue
        raw = note = ""
        question = fractions or unsure
        if odd is not None:
            value = table.sheet.rows[row.at][index]
            raw, note = (value if isinstance(value, str) else ""), odd.note
            if _faulty(ctx, table, odd, cell, raw, header):
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
                    _both(raw, odd.micro or 0),
                )
        if percents and at in percents:
            ignored(Ignored(name, cell, "persentase, dihitung ulang dari pembilang dan penyebut"))
            continue
        if micro is None:
            continue
        if formulas_here and (formula := formulas_here.get(at)) is not None:
            if reason := table.provenance.derived(at):
                ignored(Ignored(name, cell, reason))
                continue
            missing = table.provenance.missing(at)
            if micro == 0 and not yearly and (index not in alive if missing else row.at in lone_rows):
                ignored(Ignored(name, cell, "belum dilaporkan: nol hanya dari rumus"))
                continue
            note = note or f"rumus ={formula[:60]}"
            if missing:
                lost[cell] = missing
                if table.derived:
                    question = ledger.ask(
                        "number", f"{name}:{signature_of(header)}",
                        f"Kolom “{' › '.join(header)}” di lembar “{name}” merujuk lembar {missing} yang tidak ada di berkas ini. "
                        "Pakai nilai yang tersimpan terakhir?", name, cell,
                    )  # fmt: skip
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
            asked = periods[key] = _period_of(ctx, table, column, row, yearly=yearly)
        place = across_place or places[i]
        question = question or asked.question or place.question or table.doubt
        readings(
            Reading(
                name, cell, across or row.place or table.place, place.value, asked.value, header, element, micro, raw,
                ASK if question else "", note, row.within, column.part, question,
            ),
        )  # fmt: skip
    if lost:
        _report_lost(ctx, table, column, lost)


def _both(raw: str, micro: int) -> tuple[str, ...]:
    thousands = indonesian(from_micro(micro))
    return (thousands, raw.replace(".", ",")) if "." in raw else (thousands, raw) if "," in raw else (thousands,)


def _loose_header(table: Table, column: Column) -> bool:
    """Whether the table has headers at all, so that a column without one is a scrap beside it."""
    return bool(table.region.header) and column.index not in table.across


def _header_of(ctx: Context, table: Table, column: Column, row: Row, cell: str) -> Head:
    """What a column (and the item of its row) is called and counts."""
    parts, item = column.header, row.item
    generic = not parts or (len(parts) == 1 and (words.is_value(parts[0]) or words.is_total(parts[0])))
    if item:
        header = ((row.group,) if row.group else ()) + ((item,) if generic else (item, *parts))
        skip = words.not_a_fact(item)
    else:
        header = (table.name, *parts) if generic and table.name else parts
        skip = ""
    if generic and not item and table.name and not parts:
        header = (table.name,)
    subject = parts[-2] if len(parts) > 1 else item or table.name
    if parts and words.is_bare_sasaran(parts[-1]):
        header = (parts[-1], subject) if subject else parts
    elif table.sasaran and parts and not words.is_sasaran(parts[0]):
        header = ("Sasaran", *parts)
    named = ctx.vocabulary.find(header) if header else Named(None)
    element = named.element
    of_sasaran = bool(header) and words.is_sasaran(header[0])
    if element is not None and of_sasaran and not _is_yearly(ctx, element):
        element, named = None, Named(None)
    if element is None and generic and not item and table.name:
        element = ctx.vocabulary.find((table.name,)).element
    if element is None and of_sasaran and (likely := ctx.vocabulary.sasaran_of(subject)):
        named = Named(None, (likely, *named.options))
    if element == IGNORE_COLUMN:
        return Head(header, None, skip="yang diabaikan kantor ini")
    yearly = column.sasaran or (bool(item) and words.is_sasaran(item)) or _is_yearly(ctx, element)
    # "Bumil" in a monthly table may be the sasaran of the year or the mothers of the month.
    unclear = (
        yearly
        and not (column.sasaran or of_sasaran or signature_of(header) in ctx.vocabulary.remembered)
        and _is_monthly(table, column, row)
    )
    if unclear and element is not None:
        named = Named(None, (element,))
        element, yearly = None, False
    question = ""
    if element is None and not column.skip and not skip:
        shown = " › ".join(header) or f"{column_letters(column.index)} (tanpa judul)"
        key = signature_of(header) or f"{table.sheet.name}:{column_letters(column.index)}"
        options = named.options or ctx.vocabulary.candidates(header)
        text = f"Kolom “{shown}” berisi data apa?"
        question = ctx.ledger.ask("header", key, text, table.sheet.name, cell, options)
    nameless = not column.path and not table.region.header and not item
    return Head(header, element, yearly, skip, question if nameless or unclear else "")


def _is_monthly(table: Table, column: Column, row: Row) -> bool:
    return bool(column.month or (row.when.month if row.when is not None else table.when.month))


def _is_yearly(ctx: Context, element: str | None) -> bool:
    known = ctx.vocabulary.elements.get(element) if element else None
    return known is not None and known.yearly


def _period_of(ctx: Context, table: Table, column: Column, row: Row, *, yearly: bool) -> Asked:
    if yearly:
        year = column.year or (row.when.year if row.when else None) or table.when.year or ctx.year
        period, why = (str(year), "") if year else (None, "tahun")
    else:
        period, why = period_code(table.when, column, row.when, ctx.year)
    name = table.sheet.name
    if period is not None:
        # A year is only believed where nothing speaks of months.
        if len(period) > 4 or yearly or not _mentions_month(table, column):
            return Asked(period)
        period, why = None, "bulan"
    texts = {
        "kumulatif": f"Tabel di lembar “{name}” (baris {table.rows[0].at + 1}) berisi angka kumulatif, bukan angka satu bulan. Untuk bulan mana?",
        "rentang": f"Tabel di lembar “{name}” (baris {table.rows[0].at + 1}) mencakup beberapa bulan. Untuk bulan mana?",
        "tahun": f"Tahun tabel di lembar “{name}” (baris {table.rows[0].at + 1}) tidak tertulis. Laporan tahun berapa?",
        "bulan": f"Bulan tabel di lembar “{name}” (baris {table.rows[0].at + 1}) tidak tertulis. Laporan bulan apa?",
    }
    return Asked(
        None,
        ctx.ledger.ask(
            "period", f"{name}:{table.rows[0].at + 1}:{why}", texts[why], name, address(table.rows[0].at, column.index)
        ),
    )


def _mentions_month(table: Table, column: Column) -> bool:
    texts = [*column.path, *(" ".join(t) for _, t in table.region.titles)]
    return any(read_time(text).kind in ("bulan", "kumulatif", "rentang") for text in texts)


def _doubtful_fractions(ctx: Context, table: Table, column: Column) -> str:
    """People are whole: a column of fractions that is no sasaran may be percentages."""
    if column.skip or column.sasaran:
        return ""
    figures = table.figures[column.index]
    values = [m for m, row in zip(figures.micros, table.rows, strict=True) if m and row.kind == FACTS]
    if len(values) < 2 or sum(m % 1_000_000 != 0 for m in values) * 10 < len(values) * 3:
        return ""
    element = ctx.vocabulary.find(column.header).element if column.header else None
    known = ctx.vocabulary.elements.get(element) if element else None
    if known is not None and (known.yearly or not known.whole):
        return ""
    header = " › ".join(column.header) or column_letters(column.index)
    return ctx.ledger.ask(
        "number", f"{table.sheet.name}:{signature_of(column.header) or column_letters(column.index)}:pecahan",
        f"Kolom “{header}” di lembar “{table.sheet.name}” berisi pecahan. Apakah ini persentase (diabaikan) atau jumlah?",
        table.sheet.name, address(table.rows[0].at, column.index), ("persentase", "jumlah"),
    )  # fmt: skip


def _row_disagrees(ctx: Context, table: Table, column: Column, i: int, micro: int | None, cell: str) -> bool:
    """JML that is not L + P: reported with its cell."""
    parts = [table.figures[a].micros[i] for a in column.adds]
    if micro is None or not parts or any(p is None for p in parts):
        return False
    wanted = sum(p for p in parts if p is not None)
    if abs(wanted - micro) <= totals.SLACK:
        return False
    header = " › ".join(column.path) or column_letters(column.index)
    ctx.ledger.find(
        Severity.WARNING, "jumlah-tidak-cocok",
        f"“{table.rows[i].place}”, kolom “{header}” ({cell}) tertulis {indonesian(from_micro(micro))}, padahal bagian-bagiannya berjumlah "
        f"{indonesian(from_micro(wanted))}. Yang dipakai angka bagiannya; periksa mana yang benar.",
        table.sheet.name, cell, place=table.rows[i].place,
    )  # fmt: skip
    return True


def _faulty(ctx: Context, table: Table, odd: bilangan.Number, cell: str, raw: str, header: tuple[str, ...]) -> bool:
    """Errors, dates and texts that stand where a number should; True when the cell is done with."""
    name, shown = table.sheet.name, " › ".join(header) or "tanpa judul"
    if odd.kind in (FAULTY, bilangan.ERROR):
        ctx.ledger.find(
            Severity.ERROR,
            "sel-galat",
            f"Sel {cell} kolom “{shown}” berisi galat {raw or odd.note}; angkanya tidak dapat dibaca. Perbaiki rumusnya atau ketik angkanya.",
            name,
            cell,
        )
    elif odd.kind == DATED:
        ctx.ledger.find(
            Severity.ERROR,
            "tanggal-di-kolom-angka",
            f"Sel {cell} kolom “{shown}” berisi tanggal, bukan angka. Ketik ulang angkanya.",
            name,
            cell,
        )
    elif odd.kind == TOO_BIG:
        ctx.ledger.find(
            Severity.ERROR,
            "angka-terlalu-besar",
            f"Angka di {cell} kolom “{shown}” terlalu besar untuk sebuah laporan. Periksa.",
            name,
            cell,
        )
    elif odd.kind == bilangan.TEXT:
        ctx.ledger.find(
            Severity.WARNING,
            "bukan-angka",
            f"Sel {cell} kolom “{shown}” berisi “{raw}”, tidak dapat dibaca sebagai angka.",
            name,
            cell,
        )
    else:
        return False
    return True


def _report_lost(ctx: Context, table: Table, column: Column, lost: dict[str, str]) -> None:
    head = address(table.region.header[0], column.index) if table.region.header else ""
    first = next(iter(lost))
    ctx.ledger.find(
        Severity.WARNING, "rujukan-lembar-hilang",
        f"Kolom “{' › '.join(column.header) or column_letters(column.index)}” di lembar “{table.sheet.name}” merujuk lembar {lost[first]} yang tidak ada "
        f"di berkas ini ({len(lost)} sel mulai {first}); nilai yang tersimpan terakhir yang dibaca.", table.sheet.name, head,
    )  # fmt: skip
