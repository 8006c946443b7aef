"""Sheets copied from the month before of which only the title was changed: their figures wait for a word."""

from __future__ import annotations

from lokmin.core.findings import Severity
from lokmin.core.periods import MONTH_NAMES
from lokmin.exchange.excel.records import ASK, Reading
from lokmin.exchange.excel.tables import Context, Table
from lokmin.exchange.excel.words import squash

#: Figures that are not zero, and different numbers among them, for sameness to be no accident.
FEWEST, DISTINCT = 12, 6


def settle(ctx: Context, found: list[Table], spans: list[tuple[int, int]]) -> None:
    """Ask about each table that tells the same figures as the table of an earlier month."""
    if len(found) < 2:
        return
    out = ctx.ledger.result
    alike: dict[tuple[object, ...], list[tuple[str, int]]] = {}
    for number, (start, stop) in enumerate(spans):
        told = [r for r in out.readings[start:stop] if r.period and len(r.period) == 7]
        periods = {r.period for r in told}
        counted = [r.micro for r in told if r.micro]
        if len(periods) != 1 or len(counted) < FEWEST or len(set(counted)) < DISTINCT:
            continue
        heads = tuple(squash(c.header[-1]) for c in found[number].measures if c.header and not c.skip)
        figures = tuple((r.place_text.lower(), r.part, r.micro) for r in told)
        alike.setdefault((heads, figures), []).append((told[0].period or "", number))
    for group in alike.values():
        group.sort()
        first = group[0]
        for period, number in group[1:]:
            if period != first[0]:
                question = _ask(ctx, found[first[1]], first[0], found[number], period)
                start, stop = spans[number]
                out.readings[start:stop] = [_waiting(r, question) for r in out.readings[start:stop]]


def _waiting(r: Reading, question: str) -> Reading:
    monthly = r.period is not None and len(r.period) == 7 and not r.question
    return r._replace(state_hint=ASK, question=question) if monthly else r


def _ask(ctx: Context, old: Table, before: str, new: Table, period: str) -> str:
    names = [MONTH_NAMES[int(p[5:]) - 1] for p in (before, period)]
    where = f"lembar “{new.sheet.name}” (baris {new.rows[0].at + 1})"
    said = f"Semua angka {names[1]} di {where} sama persis dengan angka {names[0]} di lembar “{old.sheet.name}”."
    ctx.ledger.find(
        Severity.WARNING, "bulan-disalin", f"{said} Mungkin tabelnya disalin dan baru judulnya diganti.",
        new.sheet.name, period=period,
    )  # fmt: skip
    key = f"{new.sheet.name}:{new.rows[0].at + 1}:disalin"
    return ctx.ledger.ask("period", key, f"{said} Angka bulan apa ini?", new.sheet.name, "", (names[1], names[0]))
