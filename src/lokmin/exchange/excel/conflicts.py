"""The same number told twice: repeated blocks, two rows of one village, recaps beside details."""

from __future__ import annotations

from collections import defaultdict

from lokmin.core.findings import Severity
from lokmin.core.places import name_key
from lokmin.exchange.excel.kapan import read_time
from lokmin.exchange.excel.records import ASK, REPEAT, Ignored, Reading
from lokmin.exchange.excel.tables import Context, Table
from lokmin.exchange.excel.words import squash

Key = tuple[str, str | None, str, str]


def settle(ctx: Context, found: list[Table], spans: list[tuple[int, int]]) -> None:
    """Keep the first of equal numbers; ask where they differ. Rewrites the readings of the ledger in place."""
    out = ctx.ledger.result
    if len(found) == 1 and _rows_differ(ctx, found[0]):
        return
    owner: dict[Key, int] = {}
    clashes: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    table_of: list[int] = []
    for number, (start, stop) in enumerate(spans):
        table_of += [number] * (stop - start)
        subject = _subject(found[number])
        for position in range(start, stop):
            reading = out.readings[position]
            key = _key(reading, subject)
            first = owner.setdefault(key, position)
            if first != position:
                clashes[table_of[first], number].append((first, position))
    drop: dict[int, str] = {}
    asked: dict[int, str] = {}
    same: dict[int, str] = {}
    for (first_table, second_table), pairs in clashes.items():
        unequal = [(a, b) for a, b in pairs if out.readings[a].micro != out.readings[b].micro]
        whole = sum(_monthly(out.readings[i]) for i in range(*spans[second_table]))
        common = sum(_monthly(out.readings[b]) for _, b in pairs)
        if first_table == second_table:
            _twice_in_a_table(ctx, found[first_table], pairs, same, asked)
        elif unequal and whole and common * 2 >= whole and _same_layout(found[first_table], found[second_table]):
            question = _repeated_block(ctx, found, first_table, second_table, differs=True)
            for number in (first_table, second_table):
                asked.update(dict.fromkeys(range(*spans[number]), question))
        else:
            if not unequal and whole and common == whole and _same_layout(found[first_table], found[second_table]):
                _repeated_block(ctx, found, first_table, second_table, differs=False)
                drop.update({b: f"mengulang {out.readings[a].sheet}!{out.readings[a].cell}" for a, b in pairs})
                continue
            for a, b in pairs:
                left, right = out.readings[a], out.readings[b]
                if left.micro == right.micro:
                    same[b] = (
                        f"mengulang {left.sheet}!{left.cell}"
                        if left.sheet != right.sheet
                        else f"mengulang sel {left.cell}"
                    )
                else:
                    asked[a] = asked[b] = _differ(ctx, left, right)
    if not drop and not asked and not same:
        return
    kept: list[Reading] = []
    shift: list[int] = [0]
    for position, reading in enumerate(out.readings):
        if position in drop:
            out.ignored.append(Ignored(reading.sheet, reading.cell, drop[position]))
        elif position in asked and not reading.question:
            kept.append(reading._replace(state_hint=ASK, question=asked[position]))
        elif position in same and not reading.question:
            kept.append(reading._replace(state_hint=REPEAT, note=same[position]))
        else:
            kept.append(reading)
        shift.append(len(kept))
    spans[:] = [(shift[a], shift[b]) for a, b in spans]
    out.readings[:] = kept


def _monthly(reading: Reading) -> bool:
    """Sasaran are told again in every block; only figures of months make a block a repetition."""
    return reading.period is None or len(reading.period) > 4


def _rows_differ(ctx: Context, table: Table) -> bool:
    """No two rows of a table are about the same place, time and item, and no two columns about the same thing."""
    meant = {item: ctx.vocabulary.find((item,)).element or item for item in {r.item for r in table.rows} if item}
    rows = {(r.place, r.within, r.group, meant.get(r.item, ""), r.when) for r in table.rows if r.kind == "isi"}
    find = ctx.vocabulary.find
    heads = [(find(c.header).element or c.header, c.month, c.year, c.part) for c in table.measures if not c.skip]
    return len(rows) == sum(r.kind == "isi" for r in table.rows) and len(set(heads)) == len(heads)


def _subject(table: Table) -> str:
    """Tables about different things may use the same unknown header; their titles keep them apart."""
    texts = [" ".join(t) for _, t in table.region.titles if not read_time(" ".join(t)).kind]
    return squash(texts[-1]) if texts else ""


def _key(reading: Reading, subject: str) -> Key:
    place = reading.place_code or f"{name_key(reading.place_text)}/{name_key(reading.within)}"
    what = reading.element or f"{subject}|{reading.header}"
    return place, reading.period or f"?{reading.sheet}:{reading.question}", what, reading.part


def _same_layout(a: Table, b: Table) -> bool:
    return [c.header for c in a.measures if c.header] == [c.header for c in b.measures if c.header]


def _twice_in_a_table(
    ctx: Context, table: Table, pairs: list[tuple[int, int]], same: dict[int, str], asked: dict[int, str]
) -> None:
    out = ctx.ledger.result
    told: set[str] = set()
    # Two columns that differ in one row are about different things; where they agree they agree by accident.
    told_apart = ((out.readings[a], out.readings[b]) for a, b in pairs)
    apart = {_columns(x, y) for x, y in told_apart if x.micro != y.micro}
    for a, b in pairs:
        left, right = out.readings[a], out.readings[b]
        if left.question.startswith("number:") != right.question.startswith("number:"):
            continue  # one of the columns waits already: whether it counts anything is asked
        repeats_year = left.period is not None and len(left.period) == 4 and left.micro == right.micro
        repeats_year = repeats_year and (_columns(left, right) not in apart or not _columns(left, right)[0])
        if repeats_year:
            same[b] = f"mengulang sel {left.cell}"
            continue
        question = ctx.ledger.ask(
            "place", f"{table.sheet.name}:{right.place_text}:ganda:{table.rows[0].at + 1}",
            f"“{right.place_text}” muncul lebih dari sekali di lembar “{table.sheet.name}” untuk periode yang "
            f"sama. Angka mana yang dipakai?",
            table.sheet.name, right.cell,
        )  # fmt: skip
        asked[a] = asked[b] = question
        if right.place_text not in told:
            told.add(right.place_text)
            ctx.ledger.find(
                Severity.WARNING, "tempat-ganda",
                f"“{right.place_text}” muncul lebih dari sekali di lembar “{table.sheet.name}” untuk periode "
                f"yang sama. Periksa nama barisnya.",
                table.sheet.name, place=right.place_text, period=right.period or "",
            )  # fmt: skip


def _columns(left: Reading, right: Reading) -> tuple[str, str]:
    """The letters of two cells, empty when they stand in one column."""
    a, b = left.cell.rstrip("0123456789"), right.cell.rstrip("0123456789")
    return (a, b) if a != b else ("", "")


def _repeated_block(ctx: Context, found: list[Table], first: int, second: int, *, differs: bool) -> str:
    a, b = found[first], found[second]
    month = read_time(" ".join(b.region.titles[-1][1])).month if b.region.titles else None
    where = f"baris {a.rows[0].at + 1} dan baris {b.rows[0].at + 1} lembar “{b.sheet.name}”"
    if a.sheet.name != b.sheet.name:
        where = f"lembar “{a.sheet.name}” dan lembar “{b.sheet.name}”"
    ctx.ledger.find(
        Severity.WARNING, "blok-berulang",
        f"Tabel untuk bulan yang sama ada dua kali: {where}, "
        + ("dengan angka berbeda." if differs else "dengan angka yang sama; yang kedua diabaikan."),
        b.sheet.name, period=str(month or ""),
    )  # fmt: skip
    if not differs:
        return ""
    return ctx.ledger.ask(
        "period",
        f"{b.sheet.name}:{b.rows[0].at + 1}:berulang",
        f"Dua tabel untuk bulan yang sama: {where}. Bulan mana yang benar?",
        b.sheet.name,
        "",
    )


def _differ(ctx: Context, left: Reading, right: Reading) -> str:
    return ctx.ledger.ask(
        "total", f"{left.sheet}|{right.sheet}|{' > '.join(right.header)}",
        f"“{' › '.join(right.header)}” ditulis berbeda di lembar “{left.sheet}” dan lembar “{right.sheet}”. Yang "
        f"mana yang dipakai?",
        right.sheet, right.cell, (f"{left.sheet}!{left.cell}", f"{right.sheet}!{right.cell}"),
    )  # fmt: skip
