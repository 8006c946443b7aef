"""Numbers that Excel remembers of sheets no longer in the file: those of unreported months are asked on their own."""

from __future__ import annotations

from collections import defaultdict

from lokmin.core.places import name_key
from lokmin.exchange.excel.records import Reading
from lokmin.exchange.excel.sheetxml import position
from lokmin.exchange.excel.tables import Context, Table


def settle(ctx: Context, found: list[Table]) -> None:
    """Split the question about a column of remembered numbers: one answer must not fill months nobody reported.

    A table of results over a sheet that was removed still holds what Excel computed last. Where the same village
    reports other numbers of that month in this file, they are of the same report. Where it does not, the remembered
    number may be of another month (a formula copied from January), so it gets a question of its own.
    """
    sheets = {t.sheet.name: t.provenance for t in found if t.derived}
    readings = ctx.ledger.result.readings
    waiting = [
        at
        for at, r in enumerate(readings)
        if r.question.startswith("number:") and r.sheet in sheets and sheets[r.sheet].missing(position(r.cell))
    ]
    if not waiting:
        return
    lost = set(waiting)
    reported = {_when(r) for at, r in enumerate(readings) if at not in lost and not r.question}
    sure = {readings[at].question for at in waiting if _when(readings[at]) in reported}
    moved: dict[str, list[str]] = defaultdict(list)
    for at in waiting:
        r = readings[at]
        if r.question not in sure or _when(r) in reported:
            continue
        key = f"{r.question.partition(':')[2]}:belum lapor"
        question = ctx.ledger.ask(
            "number", key,
            f"Kolom “{' › '.join(r.header)}” di lembar “{r.sheet}” juga menyimpan nilai untuk bulan yang tidak "
            "dilaporkan di berkas ini; mungkin milik bulan lain. Pakai nilai itu?",
            r.sheet, r.cell,
        )  # fmt: skip
        readings[at] = r._replace(question=question)
        moved[r.question].append(f"{r.sheet}!{r.cell}")
    for question, cells in moved.items():
        ctx.ledger.release(question, cells)


def _when(r: Reading) -> tuple[str, str | None]:
    return r.place_code or name_key(r.place_text), r.period
