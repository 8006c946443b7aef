"""A table described: its columns, rows, figures as integers, and where place, period and element come from."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any

from lokmin.core.numbers import MAX_MICRO, MICRO, to_micro
from lokmin.exchange.excel import bilangan, bodyrows, formulas, words
from lokmin.exchange.excel.bodyrows import Labels, Row
from lokmin.exchange.excel.columns import Column, describe_columns
from lokmin.exchange.excel.crossing import places_across
from lokmin.exchange.excel.headers import Vocabulary
from lokmin.exchange.excel.intake import Sheet
from lokmin.exchange.excel.kapan import When, read_time
from lokmin.exchange.excel.layout import DATE, Region, cell_kind
from lokmin.exchange.excel.ledger import Ledger
from lokmin.exchange.excel.names import SURE, Gazetteer
from lokmin.exchange.excel.records import address
from lokmin.exchange.excel.titles import sheet_place

FAULTY = "galat sel"
TOO_BIG = "terlalu besar"
DATED = "tanggal"


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
    doubtful_names: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Figures:
    """The figures of one column, in the order of the rows. ``odd`` holds what was not a plain number."""

    micros: list[int | None]
    odd: dict[int, bilangan.Number] = field(default_factory=dict)


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
    figures: dict[int, Figures] = field(default_factory=dict)
    place: str = ""
    place_level: str = ""
    name: str = ""
    derived: bool = False
    sasaran: bool = False
    #: Rows that may be a sum rather than a place: row number -> the open question.
    asked_rows: dict[int, str] = field(default_factory=dict)
    doubt: str = ""
    provenance: formulas.Provenance = field(default_factory=lambda: formulas.Provenance({}, (), ()))
    #: place text of a column whose header is a place (villages across).
    across: dict[int, str] = field(default_factory=dict)

    @property
    def measures(self) -> list[Column]:
        return [c for c in self.columns if c.role == words.MEASURE]


def describe(ctx: Context, sheet: Sheet, region: Region, when: When, when_row: int) -> Table:
    """Columns, rows, figures and the names that stand outside the rows."""
    columns = describe_columns(sheet, region)
    guess = _items_by_content(ctx, columns, sheet, region)
    labels = bodyrows.label_columns(columns)
    crossed = places_across(ctx.gazetteer, ctx.vocabulary, columns, labels, sheet, region)
    across = crossed.places
    if across:
        labels = bodyrows.label_columns(columns)
    rows = bodyrows.classify_rows(sheet, region, labels)
    if across and labels.item is None:
        # A heading over months, villages across: it names what is counted.
        rows = [r._replace(item=r.within, within="") if r.within and not r.item else r for r in rows]
    table = Table(sheet, region, columns, labels, rows, when, when_row, across=across)
    for column in table.measures:
        table.figures[column.index] = _figures(table, column)
    if sheet.extras.formulas:
        table.provenance = formulas.Provenance(sheet.extras.formulas, ctx.sheet_names, ctx.source_sheets)
    table.name = _subject(ctx, table)
    if crossed.doubt:
        table.doubt = ctx.ledger.ask(
            "place", f"{sheet.name}!{region.header[0] + 1}", f"{crossed.doubt} (lembar “{sheet.name}”)", sheet.name,
            address(region.header[0], region.left),
        )  # fmt: skip
    elif guess is not None and guess is labels.place and not ctx.gazetteer:
        head = " › ".join(guess.path)
        table.doubt = ctx.ledger.ask(
            "place", f"{sheet.name}!{head}",
            f"Kolom “{head}” di lembar “{sheet.name}” berisi nama tempat atau nama data?", sheet.name,
            address(region.body[0], guess.index),
        )  # fmt: skip
    table.sasaran = _about_sasaran(table)
    for column in table.measures if table.sasaran else ():
        column.sasaran = not column.skip
    if labels.place is None and not across:
        table.place, table.place_level = _place_outside(ctx, table)
    elif labels.place is not None and labels.place.rank > 5 and not labels.within:
        _stand_within(table)
    return table


def _items_by_content(ctx: Context, columns: list[Column], sheet: Sheet, region: Region) -> Column | None:
    """A column taken for the places without a place word over it, whose texts are data elements, names those.

    Returns the column when nothing proves that its texts are places.
    """
    column = next((c for c in columns if c.role == words.PLACE), None)
    if column is None or not column.path or any(words.place_rank(part) is not None for part in column.path):
        return None
    sample = {str(sheet.rows[r][column.index]).strip() for r in region.body[:200] if column.index < len(sheet.rows[r])}
    texts = [t for t in sample if t and not words.is_total_row(t)]
    places = sum(ctx.gazetteer.find(t).how == SURE for t in texts) if ctx.gazetteer else 0
    known = sum(ctx.vocabulary.find((t,)).element is not None for t in texts)
    if known * 3 >= len(texts) and known > places and known >= 2:
        column.role, column.rank = words.INDICATOR, -1
        return None
    return None if places else column


def _stand_within(table: Table) -> None:
    """Posyandu rows of a sheet about one village stand in that village."""
    titled = (sheet_place(texts) for _, texts in reversed(table.region.titles))
    village = next((name for name in titled if name), "")
    if village:
        table.rows = [row if row.within or not row.place else row._replace(within=village) for row in table.rows]


def _figures(table: Table, column: Column) -> Figures:
    """Read a column once: plain numbers fast, texts by the decimal sign the column proves."""
    data, index = table.sheet.rows, column.index
    micros: list[int | None] = []
    odd: dict[int, bilangan.Number] = {}
    texts: list[tuple[int, str]] = []
    for i, row in enumerate(table.rows):
        values = data[row.at]
        value: Any = values[index] if index < len(values) else ""
        kind = type(value)
        if kind is float or kind is int:
            whole = int(value)
            if abs(value) * MICRO > MAX_MICRO:
                odd[i] = bilangan.Number(TOO_BIG)
                micros.append(None)
            else:
                micros.append(whole * MICRO if whole == value else to_micro(value))
            continue
        micros.append(None)
        if kind is str:
            if value:
                texts.append((i, value))
            elif (row.at, index) in table.sheet.extras.errors:
                odd[i] = bilangan.Number(FAULTY, 0, table.sheet.extras.errors[row.at, index])
        elif value is not None and cell_kind(value) == DATE:
            odd[i] = bilangan.Number(DATED)
    if texts:
        proofs = {proof for _, text in texts if (proof := bilangan.convention_of(text))}
        convention = next(iter(proofs)) if len(proofs) == 1 else bilangan.UNKNOWN
        for i, text in texts:
            number = bilangan.read_number(text, convention)
            if number.kind not in (bilangan.TEXT, bilangan.EMPTY):
                odd[i] = number
                micros[i] = (
                    number.micro
                    if number.kind in (bilangan.VALUE, bilangan.AMBIGUOUS, bilangan.ASK_WORD, bilangan.PERCENT)
                    else None
                )
            elif number.kind == bilangan.TEXT and any(c.isdigit() for c in text):
                odd[i] = number
    return Figures(micros, odd)


def settle_conventions(tables: list[Table]) -> None:
    """Ambiguous texts (``1.234``) are decided by what the other columns of the sheet prove, if they agree."""
    proofs: dict[str, set[str]] = {}
    for table in tables:
        for column in table.measures:
            for i in table.figures[column.index].odd:
                value = table.sheet.rows[table.rows[i].at][column.index]
                if isinstance(value, str) and (proof := bilangan.convention_of(value)):
                    proofs.setdefault(table.sheet.name, set()).add(proof)
    for table in tables:
        proved = proofs.get(table.sheet.name, set())
        if len(proved) != 1:
            continue
        convention = next(iter(proved))
        for column in table.measures:
            figures = table.figures[column.index]
            for i, number in list(figures.odd.items()):
                if number.kind == bilangan.AMBIGUOUS:
                    again = bilangan.read_number(str(table.sheet.rows[table.rows[i].at][column.index]), convention)
                    # Another column may vouch for thousands; three decimals it cannot vouch for.
                    if again.micro == number.micro:
                        figures.odd[i] = again


_NOISE = re.compile(
    r"\b(?:laporan|lap|data|rekapitulasi|rekap|tabel|daftar|hasil|kegiatan|bulanan|tahunan|bulan|bln|tahun|thn|per|menurut|desa|kelurahan|"
    r"di|wilayah|kerja|puskesmas|pkm|kecamatan|kabupaten|kab|program|form(?:ulir)?|format|cakupan|capaian|jumlah|periode|posyandu|masing)\b",
)


def _subject(ctx: Context, table: Table) -> str:
    """What the whole table is about, from its titles and sheet name: used where the columns name only months."""
    texts = [" ".join(t) for _, t in reversed(table.region.titles)] + [table.sheet.name]
    fallback = ""
    for text in texts:
        if words.is_meta(text.split(":")[0] + ":") and ":" in text and not words.is_indicator(text.split(":")[0]):
            continue
        plain = text.split(":", 1)[1] if ":" in text and words.is_indicator(text.split(":")[0]) else text
        for tried in (plain, _strip_subject(ctx, plain)):
            tried_clean = " ".join(tried.split()).strip(" -–:.,()")
            if tried_clean and ctx.vocabulary.find((tried_clean,)).element:
                return tried_clean
        stripped = " ".join(_strip_subject(ctx, plain).split()).strip(" -–:.,()")
        if stripped and not fallback and not read_time(stripped).exact:
            fallback = stripped
    return fallback


def _strip_subject(ctx: Context, text: str) -> str:
    plain = re.sub(r"\b(?:19|20)\d\d\b", " ", text)
    plain = re.sub(
        r"(?i)\b(?:puskesmas|kecamatan|kabupaten|desa|posyandu)\s+" + re.escape(ctx.puskesmas or "\0"), " ", plain
    )
    lowered = _NOISE.sub(" ", plain.lower())
    keep = set(re.findall(r"\S+", lowered))
    return " ".join(w for w in plain.split() if w.lower() in keep and not read_time(w).exact)


_SASARAN_TITLE = re.compile(r"\b(?:sasaran|proyeksi|estimasi)\b(?! kerja)", re.IGNORECASE)


def _about_sasaran(table: Table) -> bool:
    """A yearly table whose title speaks of sasaran: its columns are sasaran, whatever they are called."""
    if (
        table.when.month
        or table.labels.period
        or any(c.month for c in table.columns)
        or any(c.skip for c in table.measures)
    ):
        return False
    texts = [" ".join(t) for _, t in table.region.titles]
    return any(
        _SASARAN_TITLE.search(t) and not re.search(r"(?i)capaian|cakupan|hasil", t)
        for t in (*texts, table.sheet.name.replace("_", " "))
    )


def _place_outside(ctx: Context, table: Table) -> tuple[str, str]:
    """The place of a table without a place column: a title line (``DESA : X``), the sheet name, the Puskesmas."""
    for _, texts in reversed(table.region.titles):
        if found := sheet_place(texts):
            return found, "desa"
    name = re.sub(r"(?i)^(?:desa|kel(?:urahan)?|posyandu)\s+", "", table.sheet.name.strip())
    if ctx.gazetteer and ctx.gazetteer.find(name).how == SURE:
        return name, ""
    if not ctx.gazetteer and table.sheet.name.lower().startswith(("desa ", "kelurahan ", "posyandu ")):
        return name, "desa"
    for _, texts in reversed(table.region.titles):
        for text in texts:
            if ctx.gazetteer and not words.is_higher_row(text) and ctx.gazetteer.find(text).how == SURE:
                return text, ""
    return (ctx.puskesmas, "puskesmas") if ctx.puskesmas else ("", "")
