"""What a figure counts: the header path of its column (and the item of its row) and the data element it names."""

from __future__ import annotations

from typing import NamedTuple

from lokmin.exchange.excel import words
from lokmin.exchange.excel.bodyrows import Row
from lokmin.exchange.excel.columns import Column
from lokmin.exchange.excel.headers import Named, signature_of
from lokmin.exchange.excel.records import IGNORE_COLUMN, column_letters
from lokmin.exchange.excel.tables import Context, Table


class Head(NamedTuple):
    """Header path, element, whether it is a number of the year, why it is no fact, the open question, the sex."""

    header: tuple[str, ...]
    element: str | None
    yearly: bool = False
    skip: str = ""
    question: str = ""
    part: str = ""


def head_of(ctx: Context, table: Table, column: Column, row: Row, cell: str) -> Head:
    """What a column (and the item of its row) is called and counts."""
    # A row that is only "L" or "P" names no element: it is a part of the one its column names.
    part = column.part or words.sex_of(row.item)
    parts, item = column.header, "" if words.sex_of(row.item) else row.item
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
        return Head(header, None, skip=column.skip or "yang diabaikan kantor ini")
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
    if element is None and not column.skip and not skip and not table.derived:
        shown = " › ".join(header) or f"{column_letters(column.index)} (tanpa judul)"
        key = signature_of(header) or f"{table.sheet.name}:{column_letters(column.index)}"
        options = named.options or ctx.vocabulary.candidates(header)
        text = f"Kolom “{shown}” berisi data apa?"
        question = ctx.ledger.ask("header", key, text, table.sheet.name, cell, options)
    nameless = not column.path and not table.region.header and not item
    return Head(header, element, yearly, column.skip or skip, question if nameless or unclear else "", part)


def _is_yearly(ctx: Context, element: str | None) -> bool:
    known = ctx.vocabulary.elements.get(element) if element else None
    return known is not None and known.yearly


def _is_monthly(table: Table, column: Column, row: Row) -> bool:
    return bool(column.month or (row.when.month if row.when is not None else table.when.month))
