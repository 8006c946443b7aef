"""Where and when a figure belongs: place and period of rows and columns, or the question that is open."""

from __future__ import annotations

from typing import NamedTuple

from lokmin.exchange.excel import words
from lokmin.exchange.excel.bodyrows import FACTS, NAMELESS, Row
from lokmin.exchange.excel.columns import Column
from lokmin.exchange.excel.kapan import When, read_time
from lokmin.exchange.excel.names import NEAR, SURE
from lokmin.exchange.excel.records import address
from lokmin.exchange.excel.tables import Context, Table


class Asked(NamedTuple):
    """Place or period of a row or cell: what it is, and the open question when it is unsure."""

    value: str | None
    question: str = ""


def places_of_rows(ctx: Context, table: Table) -> list[Asked]:
    nowhere = Asked(None)
    known: dict[str, Asked] = {}
    found = []
    for row in table.rows:
        if row.kind == FACTS and row.place:
            place = known.get(row.place)
            if place is None:
                place = known[row.place] = place_of(ctx, table, row, row.place)
            found.append(place)
        else:
            found.append(place_of(ctx, table, row, row.place) if row.kind in (FACTS, NAMELESS) else nowhere)
    for i, row in enumerate(table.rows) if table.asked_rows else ():
        if (question := table.asked_rows.get(row.at)) and row.kind == FACTS:
            found[i] = Asked(found[i].value, question)
    return found


def place_of(ctx: Context, table: Table, row: Row, text: str) -> Asked:
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
        if not words.is_nowhere(text):
            return Asked(None)
        question = f"“{text}” bukan nama tempat. Angkanya milik tempat mana?"
        return Asked(None, ctx.ledger.ask("place", text, question, table.sheet.name, ""))
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


def period_of(ctx: Context, table: Table, column: Column, row: Row, *, yearly: bool) -> Asked:
    if yearly:
        year = column.year or (row.when.year if row.when else None) or table.when.year or ctx.year
        period, why = (str(year), "") if year else (None, "tahun")
    else:
        period, why = period_code(table.when, column, row.when, ctx.year)
    name = table.sheet.name
    if period is not None:
        # A year is only believed where nothing speaks of months.
        if (len(period) > 4 and not _beside_months(table, column)) or yearly or not _mentions_month(table, column):
            return Asked(period)
        period, why = None, "bulan"
    where = f"tabel di lembar “{name}” (baris {table.rows[0].at + 1})"
    texts = {
        "kumulatif": f"Isi {where} adalah angka kumulatif, bukan angka satu bulan. Untuk bulan mana?",
        "rentang": f"Isi {where} mencakup beberapa bulan. Untuk bulan mana?",
        "tahun": f"Tahun {where} tidak tertulis. Laporan tahun berapa?",
        "bulan": f"Bulan {where} tidak tertulis. Laporan bulan apa?",
    }
    return Asked(
        None,
        ctx.ledger.ask(
            "period", f"{name}:{table.rows[0].at + 1}:{why}", texts[why], name, address(table.rows[0].at, column.index)
        ),
    )


def _beside_months(table: Table, column: Column) -> bool:
    """A column of no month among columns of several: a sum, a difference or a goal, whatever the title says."""
    return (
        column.month is None and column.year is None and len({(c.year, c.month) for c in table.measures if c.month}) > 1
    )


def _mentions_month(table: Table, column: Column) -> bool:
    if column.month is None and column.year is None and any(c.month for c in table.columns):
        return True  # beside months, a number of no month may be a sum or a goal
    texts = [*column.path, *(" ".join(t) for _, t in table.region.titles)]
    return any(read_time(text).kind in ("bulan", "kumulatif", "rentang") for text in texts)
