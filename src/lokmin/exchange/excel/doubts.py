"""Cells that cannot be taken as they stand: errors, wrong numbering, fractions, sums that do not fit, lost sheets."""

from __future__ import annotations

from lokmin.core.findings import Severity
from lokmin.core.numbers import from_micro, indonesian
from lokmin.exchange.excel import bilangan, totals, words
from lokmin.exchange.excel.bodyrows import FACTS, TOTAL
from lokmin.exchange.excel.columns import Column
from lokmin.exchange.excel.headers import signature_of
from lokmin.exchange.excel.records import address, column_letters
from lokmin.exchange.excel.tables import DATED, FAULTY, TOO_BIG, Context, Table


def both_readings(raw: str, micro: int) -> tuple[str, ...]:
    thousands = indonesian(from_micro(micro))
    return (thousands, raw.replace(".", ",")) if "." in raw else (thousands, raw) if "," in raw else (thousands,)


def report_faulty(
    ctx: Context, table: Table, odd: bilangan.Number, cell: str, raw: str, header: tuple[str, ...]
) -> bool:
    """Errors, dates and texts that stand where a number should; True when the cell is done with."""
    name, shown = table.sheet.name, " › ".join(header) or "tanpa judul"
    if odd.kind in (FAULTY, bilangan.ERROR):
        ctx.ledger.find(
            Severity.ERROR,
            "sel-galat",
            f"Sel {cell} kolom “{shown}” berisi galat {raw or odd.note}; angkanya tidak dapat dibaca. Perbaiki "
            f"rumusnya atau ketik angkanya.",
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


def report_unequal_parts(ctx: Context, table: Table, column: Column, i: int, micro: int | None, cell: str) -> bool:
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
        f"“{table.rows[i].place}”, kolom “{header}” ({cell}) tertulis {indonesian(from_micro(micro))}, padahal "
        f"bagian-bagiannya berjumlah "
        f"{indonesian(from_micro(wanted))}. Yang dipakai angka bagiannya; periksa mana yang benar.",
        table.sheet.name, cell, place=table.rows[i].place,
    )  # fmt: skip
    return True


def ask_fractions(ctx: Context, table: Table, column: Column) -> str:
    """People are whole: a column of fractions that is no sasaran may be percentages."""
    if column.doubt and not column.skip and signature_of(column.header) not in ctx.vocabulary.remembered:
        shown = " › ".join(column.path) or column_letters(column.index)
        return ctx.ledger.ask(
            "number", f"{table.sheet.name}:{signature_of(column.path) or column_letters(column.index)}:hitungan",
            f"Kolom “{shown}” di lembar “{table.sheet.name}” {column.doubt}. Apakah ini hasil hitungan (diabaikan) "
            f"atau angka laporan?",
            table.sheet.name, address(table.rows[0].at, column.index), ("abaikan", "jumlah"),
        )  # fmt: skip
    if column.skip or column.sasaran:
        return ""
    figures = table.figures[column.index]
    values = [
        m
        for m, row in zip(figures.micros, table.rows, strict=True)
        if m and row.kind == FACTS and not (row.item and words.not_a_fact(row.item))
    ]
    if len(values) < 2 or sum(m % 1_000_000 != 0 for m in values) * 10 < len(values) * 3:
        return ""
    element = ctx.vocabulary.find(column.header).element if column.header else None
    known = ctx.vocabulary.elements.get(element) if element else None
    if known is not None and (known.yearly or not known.whole):
        return ""
    header = " › ".join(column.header) or column_letters(column.index)
    return ctx.ledger.ask(
        "number", f"{table.sheet.name}:{signature_of(column.header) or column_letters(column.index)}:pecahan",
        f"Kolom “{header}” di lembar “{table.sheet.name}” berisi pecahan. Apakah ini persentase (diabaikan) atau "
        f"jumlah?",
        table.sheet.name, address(table.rows[0].at, column.index), ("persentase", "jumlah"),
    )  # fmt: skip


def lone_fractions(ctx: Context, table: Table, column: Column) -> frozenset[int]:
    """Positions of fractions in a column that otherwise counts whole people (``1,234`` may be 1.234)."""
    if column.skip or column.sasaran or table.labels.item is not None:
        return frozenset()
    micros = table.figures[column.index].micros
    odd = [i for i, m in enumerate(micros) if m and m % 1_000_000 and table.rows[i].kind == FACTS]
    if not odd:
        return frozenset()
    known = ctx.vocabulary.elements.get(ctx.vocabulary.find(column.header).element or "") if column.header else None
    if known is not None and (known.yearly or not known.whole):
        return frozenset()
    whole = sum(bool(m) and m % 1_000_000 == 0 for m in micros if m)
    return frozenset(odd) if whole >= 3 * len(odd) or known is not None else frozenset()


def report_lost(ctx: Context, table: Table, column: Column, lost: dict[str, str]) -> None:
    head = address(table.region.header[0], column.index) if table.region.header else ""
    first = next(iter(lost))
    ctx.ledger.find(
        Severity.WARNING, "rujukan-lembar-hilang",
        f"Kolom “{' › '.join(column.header) or column_letters(column.index)}” di lembar “{table.sheet.name}” "
        f"merujuk lembar {lost[first]} yang tidak ada "
        f"di berkas ini ({len(lost)} sel mulai {first}); nilai yang tersimpan terakhir yang dibaca.",
        table.sheet.name, head,
    )  # fmt: skip


def report_numbering(ctx: Context, table: Table) -> set[tuple[int, int]]:
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
                f"Nomor urut “{row.place}” di {cell} tertulis {indonesian(value)}, seharusnya {before + 1}. "
                f"Baris dikenali dari "
                "namanya, jadi angkanya tetap benar.", table.sheet.name, cell, place=row.place,
            )  # fmt: skip
            return {(row.at, column.index)}
        before = int(value)
    return set()
