"""Totals: rows and columns that add up others, known by word and by arithmetic, and compared with their parts."""

from __future__ import annotations

import re

from lokmin.core.findings import Severity
from lokmin.core.numbers import from_micro, indonesian
from lokmin.core.places import name_key
from lokmin.exchange.excel import words
from lokmin.exchange.excel.bodyrows import AGGREGATE, FACTS, HEADING, NAMELESS, PADDING, TOTAL, Row
from lokmin.exchange.excel.columns import Column
from lokmin.exchange.excel.names import SURE
from lokmin.exchange.excel.records import address
from lokmin.exchange.excel.tables import Context, Table

#: Above this many rows a table is a register or an export; its rows are not tried as unnamed totals.
MAX_ROWS_TRIED = 600
#: Rounding left behind by Excel in sums of fractions: a thousandth.
SLACK = 1_000

_GROUP = re.compile(r"^(?:sub\s*)?(?:jumlah|jml|jlh|total|tot|jum)\b\s*[:.\-–]?\s*(.*)$", re.IGNORECASE)


def settle_rows(ctx: Context, table: Table) -> None:
    """Find total rows nobody named, give subtotal names to the rows above them, and settle nameless rows."""
    rows = table.rows
    _higher_rows(ctx, table)
    adding = _adding_columns(table)
    if any(r.when is not None and r.when.kind == "bulan" for r in rows if r.kind == FACTS):
        for i, row in enumerate(rows):
            if row.kind == FACTS and row.when is not None and row.when.kind in ("rentang", "kumulatif", "setahun"):
                rows[i] = row._replace(kind=AGGREGATE, label=row.place)
    _other_rows_of_months(ctx, table)
    for i, row in enumerate(rows):
        if row.kind in (PADDING, NAMELESS) and row.kind == PADDING:
            blank = all(not table.figures[c.index].micros[i] for c in table.measures if not c.skip)
            if not blank:
                rows[i] = row._replace(kind=NAMELESS)
    long_table = table.labels.item is not None or table.labels.period or table.labels.year is not None
    if len(rows) <= MAX_ROWS_TRIED and adding and not long_table:
        _unnamed_totals(ctx, table, adding)
        _last_row(ctx, table)
    _name_groups(ctx, table)


def _other_rows_of_months(ctx: Context, table: Table) -> None:
    """Among rows that are months, one that names no month may be a sum, a mean or a share: it is asked."""
    labels = table.labels
    if not labels.period or labels.item is not None or labels.year is not None:
        return
    facts = [r for r in table.rows if r.kind == FACTS]
    if sum(r.when is not None and r.when.kind == "bulan" for r in facts) * 2 <= len(facts):
        return
    for row in facts:
        if row.when is None or row.when.kind in ("", "tahun"):
            _ask_row(ctx, table, row, "tidak menyebut bulan seperti baris-baris lain")


def _higher_rows(ctx: Context, table: Table) -> None:
    """``PUSKESMAS X`` or ``Kabupaten`` among villages is their total; among its like it is a place."""
    rows = table.rows
    if table.labels.place is None:
        return
    higher = [i for i, r in enumerate(rows) if r.kind == FACTS and words.is_higher_row(r.place)]
    higher = [i for i in higher if not (ctx.gazetteer and ctx.gazetteer.is_village(rows[i].place))]
    others = sum(r.kind in (FACTS, HEADING) for r in rows) - len(higher)
    if not higher or len(higher) > max(1, others // 3) or others < 2:
        return
    for i in higher:
        row = rows[i]
        bare = re.sub(
            r"(?i)^(uptd?\.?\s+)?(puskesmas|pkm|pusk|kecamatan|kec|kabupaten|kab|kota|provinsi)\b\.?", "", row.place
        ).strip()
        own = not bare or name_key(bare) == name_key(ctx.puskesmas)
        last = all(r.kind != FACTS for r in rows[i + 1 :]) or i == 0
        if own or last:
            rows[i] = row._replace(kind=TOTAL, label=row.place)


def _adding_columns(table: Table) -> list[Column]:
    return [c for c in table.measures if not c.skip and any(table.figures[c.index].micros)]


def _unnamed_totals(ctx: Context, table: Table, adding: list[Column]) -> None:
    rows, figures = table.rows, table.figures
    since: dict[int, int] = dict.fromkeys((c.index for c in adding), 0)
    overall = dict(since)
    details = overall_details = 0
    strangers = bool(ctx.gazetteer) and sum(
        ctx.gazetteer.find(r.place).how != SURE for r in rows if r.kind == FACTS
    ) * 2 > len(rows)
    last_fact = max((i for i, r in enumerate(rows) if r.kind in (FACTS, NAMELESS)), default=-1)
    for i, row in enumerate(rows):
        if row.kind in (FACTS, NAMELESS):
            here = {c.index: m for c in adding if (m := figures[c.index].micros[i]) is not None}
            known = ctx.gazetteer.find(row.place).how == SURE if ctx.gazetteer and row.place else False
            # A village among posyandu is of another kind than its neighbours.
            known = known and not strangers
            suspicious = (
                row.kind == NAMELESS or i == last_fact or not known or name_key(row.place) == name_key(ctx.puskesmas)
            )
            if (
                suspicious
                and details >= 2
                and _sums(here, since, details, last=i == last_fact)
                and (not known or _strong(here, details))
            ):
                rows[i] = row._replace(kind=TOTAL, label=row.place)
                since, details = dict.fromkeys(since, 0), 0
                continue
            if (
                suspicious
                and overall_details >= 2
                and overall_details != details
                and _sums(here, overall, overall_details, last=i == last_fact)
            ):
                rows[i] = row._replace(kind=TOTAL, label=row.place)
                continue
            if suspicious and details >= 2 and row.kind == FACTS and not strangers and _weakly(here, since):
                _ask_row(ctx, table, row, "sama dengan jumlah baris-baris di atasnya")
                since, details = dict.fromkeys(since, 0), 0
                continue
            for index, micro in here.items():
                since[index] += micro
                overall[index] += micro
            details += 1
            overall_details += 1
        elif row.kind == TOTAL:
            since, details = dict.fromkeys(since, 0), 0


def _sums(here: dict[int, int], sums: dict[int, int], details: int, *, last: bool) -> bool:
    """Enough telling columns add up to be no accident; in the middle of a table all must, and more of them."""
    telling = [i for i, v in here.items() if v or sums[i]]
    agree = [i for i in telling if abs(here[i] - sums[i]) <= SLACK]
    if not telling or details < 2 or len(agree) * 10 < len(telling) * (8 if last else 10):
        return False
    distinct = {here[i] for i in agree}
    weight = sum(min(here[i], 10**9) for i in agree) // 1_000_000
    if len(telling) == 1:
        return last and details >= 4 and weight >= 20
    if last:
        return (len(distinct) >= 2 and weight >= 10) or (details >= 4 and weight >= 20)
    return len(distinct) >= 3 and weight >= 20


def _weakly(here: dict[int, int], sums: dict[int, int]) -> bool:
    """All columns add up, though too few to be sure."""
    telling = [i for i, v in here.items() if v or sums[i]]
    return len(telling) >= 2 and all(here[i] and abs(here[i] - sums[i]) <= SLACK for i in telling)


def _ask_row(ctx: Context, table: Table, row: Row, why: str) -> None:
    name, cell = table.sheet.name, address(row.at, max(row.place_col, 0))
    table.asked_rows[row.at] = ctx.ledger.ask(
        "place", f"{name}!{cell}",
        f"Baris “{row.place}” ({cell}) di lembar “{name}” {why}. Ini tempat yang mana, atau sebuah jumlah (diabaikan)?",
        name, cell,
    )  # fmt: skip


def _last_row(ctx: Context, table: Table) -> None:
    """The last row bears the Puskesmas's own name and the largest figures, or alone has no running number."""
    facts = [i for i, r in enumerate(table.rows) if r.kind == FACTS]
    if len(facts) < 5 or len(facts) > MAX_ROWS_TRIED or table.labels.place is None:
        return
    number = table.labels.numbering
    for i in (facts[0], facts[-1]):
        row, others = table.rows[i], [k for k in facts if k != i]
        if row.at in table.asked_rows:
            continue
        own = bool(ctx.puskesmas) and name_key(row.place) == name_key(ctx.puskesmas)
        told = [c for c in _adding_columns(table) if table.figures[c.index].micros[i]]
        most = [
            (table.figures[c.index].micros[i] or 0) > max(table.figures[c.index].micros[k] or 0 for k in others)
            for c in told
        ]
        if own and most and all(most):
            _ask_row(ctx, table, row, "bernama sama dengan Puskesmas dan angkanya paling besar")
        elif number is not None and (own or not ctx.gazetteer or ctx.gazetteer.find(row.place).how != SURE):
            numbered = [table.sheet.rows[table.rows[k].at][number.index] != "" for k in others]
            if all(numbered) and table.sheet.rows[row.at][number.index] == "":
                _ask_row(ctx, table, row, "tidak bernomor seperti baris-baris lain")


def _strong(here: dict[int, int], details: int) -> bool:
    return details >= 3 and len({v for v in here.values() if v}) >= 3


def _name_groups(ctx: Context, table: Table) -> None:
    """A subtotal that names its group (``Jumlah Watubelah``) names it for the rows above it."""
    rows = table.rows
    totals = [i for i, r in enumerate(rows) if r.kind == TOTAL]
    if not totals or (len(totals) < 2 and not any(r.kind == FACTS for r in rows[totals[-1] + 1 :])):
        return
    start = 0
    for i in totals:
        found = _GROUP.match(rows[i].label)
        name = (found[1] if found else rows[i].label).strip(" :.-–") or rows[i].within
        if name and words.is_higher_row(name) and name_key(name) == name_key(ctx.puskesmas):
            name = ""
        if name and name.lower() not in ("total", "seluruhnya", "semua", "keseluruhan", "umum", "akhir"):
            for j in range(start, i):
                if rows[j].kind == FACTS and not rows[j].within:
                    rows[j] = rows[j]._replace(within=name)
        start = i + 1


def compare_totals(ctx: Context, table: Table) -> set[tuple[int, int]]:
    """Report every total cell that disagrees with its rows; returns the (row, col) of those cells."""
    reported: set[tuple[int, int]] = set()
    rows = table.rows
    if not any(r.kind == TOTAL for r in rows):
        return reported
    for column in table.measures:
        if column.skip and column.skip != words.TOTAL:
            continue
        micros = table.figures[column.index].micros
        since = overall = 0
        details = blanks = overall_details = 0
        for i, row in enumerate(rows):
            micro = micros[i]
            if row.kind in (FACTS, NAMELESS):
                since += micro or 0
                overall += micro or 0
                details += 1
                overall_details += 1
                blanks += micro is None
            elif row.kind == TOTAL and micro is not None:
                wanted = {since, overall} if details else {overall}
                doubtful = any(k.kind != "nilai" for k in table.figures[column.index].odd.values())
                if overall_details and all(abs(micro - w) > SLACK for w in wanted) and not (blanks and doubtful):
                    _disagree(ctx, table, column, i, micro, since if details else overall)
                    reported.add((row.at, column.index))
                since = details = 0
            elif row.kind == TOTAL:
                since = details = 0
    return reported


def _disagree(ctx: Context, table: Table, column: Column, i: int, micro: int, wanted: int) -> None:
    row: Row = table.rows[i]
    cell = address(row.at, column.index)
    header = " › ".join(column.header or column.path) or cell
    ctx.ledger.find(
        Severity.WARNING,
        "jumlah-tidak-cocok",
        f"Baris “{row.label or 'jumlah'}”, kolom “{header}” ({cell}) tertulis {indonesian(from_micro(micro))}, "
        f"padahal baris-barisnya "
        f"berjumlah {indonesian(from_micro(wanted))}. Yang dipakai angka tiap baris; periksa mana yang benar.",
        table.sheet.name,
        cell,
        question=f"Jumlah “{header}” tertulis {indonesian(from_micro(micro))}, tetapi angka per desa berjumlah "
        f"{indonesian(from_micro(wanted))}. Mana yang benar?",
    )


def settle_columns(table: Table) -> None:
    """Columns that compute others without saying so: sums of their neighbours, ratios of two columns."""
    measures = [c for c in table.measures if not c.skip]
    _sum_columns(table, measures)
    _ratio_columns(table, [c for c in table.measures if not c.skip])


def _sum_columns(table: Table, measures: list[Column]) -> None:
    """A column headed JUMLAH whose figures are the sums of the columns beside it is their total."""
    rows = [i for i, r in enumerate(table.rows) if r.kind == FACTS][:400]
    for at, column in enumerate(measures):
        if not column.total or column.skip:
            continue
        micros = table.figures[column.index].micros
        before = [c for c in measures[:at] if not c.total and not c.skip]
        if column.part:
            before = [c for c in before if c.part == column.part]
        siblings = [c for c in before if c.path[:-1] == column.path[:-1]] if len(column.path) > 1 else before
        after = [c for c in measures[at + 1 :] if c.path[:-1] == column.path[:-1] and len(column.path) > 1]
        for parts in (siblings, siblings + after, after, siblings[-2:], siblings[-3:], before if column.part else []):
            if len(parts) >= 2 and _adds_up(table, micros, parts, rows):
                column.skip, column.adds = words.TOTAL, tuple(c.index for c in parts)
                break


def _adds_up(table: Table, micros: list[int | None], parts: list[Column], rows: list[int]) -> bool:
    told = agree = 0
    for i in rows:
        whole = micros[i]
        values = [table.figures[c.index].micros[i] for c in parts]
        if whole is None or all(v is None for v in values) or not (whole or any(values)):
            continue
        told += 1
        agree += abs(whole - sum(v or 0 for v in values)) <= SLACK
    return told >= 2 and agree * 10 >= told * 7


def _ratio_columns(table: Table, measures: list[Column]) -> None:
    """Fractions that are one column over another (times 1, 100, 1000 ...) are percentages, whatever the header says."""
    rows = [i for i, r in enumerate(table.rows) if r.kind == FACTS][:200]
    for column in measures:
        if column.sasaran or not _ratio_like(table, column, rows):
            continue
        micros = table.figures[column.index].micros
        others = [c for c in table.measures if c is not column and c.skip != words.PERCENT][:60]
        told = [i for i in rows if micros[i]]
        if len(told) < 2:
            continue
        loose = not _fractional(micros, rows)
        beside = [c for c in table.measures if len(c.path) > 1 and c.path[:-1] == column.path[:-1]]
        if loose and any(c.skip == words.PERCENT for c in beside):
            continue  # "Realisasi | % Realisasi": the share stands beside it
        if any(
            _is_ratio(table, micros, top, bottom, told, loose=loose)
            for top in others
            for bottom in others
            if top is not bottom
        ):
            column.skip = words.PERCENT


def _ratio_like(table: Table, column: Column, rows: list[int]) -> bool:
    named = any(w in words.tidy(" ".join(column.path)) for w in ("cakupan", "capaian", "pencapaian", "realisasi"))
    return named or _fractional(table.figures[column.index].micros, rows)


def _fractional(micros: list[int | None], rows: list[int]) -> bool:
    values = [m for i in rows if (m := micros[i])]
    return len(values) >= 2 and sum(m % 1_000_000 != 0 for m in values) * 10 >= len(values) * 3


def _is_ratio(
    table: Table, micros: list[int | None], top: Column, bottom: Column, rows: list[int], *, loose: bool
) -> bool:
    above, below = table.figures[top.index].micros, table.figures[bottom.index].micros
    factor = 0
    agree = told = 0
    for i in rows:
        value, a, b = micros[i], above[i], below[i]
        if value is None or a is None or not b:
            continue
        told += 1
        for f in (factor,) if factor else (100, 1, 1000, 100_000):
            exact = a * f * 1_000_000 / b
            slack = 510_000 if loose else 51_000 if value > 1_000_000 else 6_000
            if abs(exact - value) <= slack and (f != 1 or not loose):
                factor = f
                agree += 1
                break
        if told >= 3 and agree * 2 < told:
            return False
    return told >= 2 and agree * 10 >= told * 8 and agree >= (4 if loose else 2)
