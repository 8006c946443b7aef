"""Columns that arithmetic gives away: sums, running sums and rounded shares of their neighbours under unknown heads."""

from __future__ import annotations

import re
from itertools import accumulate

from lokmin.core.places import Level
from lokmin.exchange.excel import words
from lokmin.exchange.excel.bodyrows import FACTS
from lokmin.exchange.excel.columns import Column
from lokmin.exchange.excel.kapan import NOTHING, read_time
from lokmin.exchange.excel.names import SURE
from lokmin.exchange.excel.tables import Context, Table
from lokmin.exchange.excel.totals import SLACK

#: Rows compared at most, and rows that must tell something for arithmetic to be no accident.
MOST, FEWEST = 40, 4
#: A table wider than this is an export; its columns are not tried against one another.
WIDEST = 120
_ADDED = "berjumlah sama dengan kolom-kolom lain"
_RUNNING = "menjumlah terus kolom di sebelahnya"
_SHARED = "sama dengan persentase dua kolom lain"
_TRIPLE = "bersama kolom di sebelahnya tampak sebagai bulan lalu, bulan ini dan jumlahnya"

_JOINED = re.compile(r"\s*[-–/+:]\s*")

Values = list[int | None]


def settle(ctx: Context, table: Table) -> None:
    """Skip what is surely worked out, mark as doubtful what may be."""
    if ctx.gazetteer and not table.across:
        _places_in_heads(ctx, table)
    rows = [i for i, r in enumerate(table.rows) if r.kind == FACTS][:MOST]
    measures = [c for c in table.measures if not c.skip and not c.sasaran and c.path]
    if len(rows) < FEWEST or len(measures) > WIDEST or table.labels.item is not None:
        return
    values: dict[int, Values] = {}
    for column in table.measures:
        micros = table.figures[column.index].micros
        values[column.index] = [micros[i] for i in rows]
    _bare_results(measures)
    _other_times(ctx, table, measures)
    _triples(ctx, measures, values)
    for at, column in enumerate(measures):
        if column.skip or column.doubt:
            continue
        own = values[column.index]
        if len({v for v in own if v}) < 3:
            continue
        if not _anonymous(ctx, column, measures):
            continue
        if _adds_others(measures, at, values):
            column.skip, column.doubt = (words.TOTAL, "") if _says_total(column) else ("", _ADDED)
        elif any(_runs(own, values[c.index]) for c in measures[max(0, at - 3) : at]):
            column.doubt = _RUNNING
        elif _shares_others(table, column, values):
            column.doubt = _SHARED
    for column in measures:
        bare = column.total and not column.skip and not column.part and len(column.header) <= 1
        if bare and _is_summary(column, measures):
            column.doubt = column.doubt or "bernama jumlah, tetapi tidak sama dengan jumlah kolom lain"


_RESULTS = frozenset(("cakupan", "capaian", "pencapaian", "realisasi", "hasil", "hasilcakupan", "hasilcapaian"))


def _bare_results(measures: list[Column]) -> None:
    """CAKUPAN beside the counts it comes from says no more than that it is a result, perhaps a share."""
    counts = [c for c in measures if words.squash(c.path[-1]) not in _RESULTS]
    for column in measures if counts else ():
        beside = any(c.path[:-1] == column.path[:-1] for c in counts)
        if beside and words.squash(column.path[-1]) in _RESULTS:
            column.doubt = column.doubt or "hanya bernama hasil, di samping kolom hitungannya"


def _places_in_heads(ctx: Context, table: Table) -> None:
    """Heads that are villages, though the table was not understood as one of villages across."""
    for column in table.measures:
        if not column.skip and len(column.header) < 4 and any(_is_village(ctx, part) for part in column.header):
            column.doubt = column.doubt or "bernama sebuah desa, padahal barisnya tentang hal lain"


def _is_village(ctx: Context, text: str) -> bool:
    match = ctx.gazetteer.find(text)
    return match.how == SURE and match.code in ctx.gazetteer.refs and ctx.gazetteer.refs[match.code].level == Level.DESA


def _other_times(ctx: Context, table: Table, measures: list[Column]) -> None:
    """``K1 2024`` in a table of 2026, ``K1 s/d Maret``: a head that speaks of another time than its table."""
    year = table.when.year or ctx.year
    if table.labels.period or table.labels.year is not None:
        return
    for column in measures:
        when = read_time(column.path[-1]) if column.month is None and not column.doubt else NOTHING
        other = when.year not in (None, year, column.year) or when.kind in ("rentang", "kumulatif")
        whole = when.kind == "tahun" and table.when.kind == "bulan"
        if (other or whole) and not when.exact:
            column.doubt = "menyebut waktu lain daripada tabelnya"
        elif not column.doubt and _two_elements(ctx, column.path[-1]):
            column.doubt = "menyebut dua unsur data"


def _two_elements(ctx: Context, text: str) -> bool:
    """``K1-K4``: a difference, a rate or a sum of two, and no element by itself."""
    parts = [p for p in _JOINED.split(text) if p.strip()]
    return (
        len(parts) == 2
        and all(ctx.vocabulary.find((p,)).element for p in parts)
        and ctx.vocabulary.find((text,)).element is None
    )


def _element(ctx: Context, column: Column) -> str | None:
    return ctx.vocabulary.find(column.header).element if column.header else None


def _anonymous(ctx: Context, column: Column, measures: list[Column]) -> bool:
    """No element of its own: none at all, or one that another column of the same month and sex names too."""
    element = _element(ctx, column)
    if element is None:
        return column.month is None
    return any(
        c is not column and not c.skip and (c.month, c.year, c.part) == (column.month, column.year, column.part)
        and _element(ctx, c) == element
        for c in measures
    )  # fmt: skip


def _says_total(column: Column) -> bool:
    return any(words.is_total_row(part) for part in column.path[-1:])


def _is_summary(column: Column, measures: list[Column]) -> bool:
    """JUMLAH behind two or more counts of the same group."""
    group = [c for c in measures if not c.skip and not c.total and c.path[:-1] == column.path[:-1]]
    return len(group) >= 2 and all(c.month is None for c in group) and column.index > group[-1].index


def _told(whole: Values, parts: list[Values]) -> bool:
    """``whole`` is the sum of ``parts`` in every row that tells something."""
    told = agree = 0
    for k, total in enumerate(whole):
        summed = [p[k] for p in parts]
        if total is None or None in summed or not (total or any(summed)):
            continue
        told += 1
        agree += abs(total - sum(v or 0 for v in summed)) <= SLACK
        if agree < told - 1:
            return False
    return told >= FEWEST and agree * 10 >= told * 9 and all(any(p) for p in parts)


def _adds_others(measures: list[Column], at: int, values: dict[int, Values]) -> bool:
    """The sum of the two to six columns right before or behind it, or of all the others."""
    own = values[measures[at].index]
    before = [values[c.index] for c in measures[max(0, at - 6) : at] if not c.skip]
    behind = [values[c.index] for c in measures[at + 1 : at + 7] if not c.skip]
    tries = [before[-n:] for n in range(2, len(before) + 1)] + [behind[:n] for n in range(2, len(behind) + 1)]
    others = [values[c.index] for c in measures if c is not measures[at] and not c.skip]
    tries += [others] if len(others) > 1 else []
    tries += [[a, b] for i, a in enumerate(before) for b in before[i + 1 :]]
    return any(_told(own, parts) for parts in tries)


def _runs(own: Values, other: Values) -> bool:
    """Each value is the sum of all of the other column so far."""
    return None not in own and list(accumulate(v or 0 for v in other)) == own


def _shares_others(table: Table, column: Column, values: dict[int, Values]) -> bool:
    """Whole numbers that are 100 (or 1,000) times one column over another, rounded."""
    own = values[column.index]
    others = [c for c in table.measures if c is not column and c.path and c.skip != words.PERCENT][:60]
    tops = [c for c in others if c.index < column.index and not c.sasaran][-3:]
    for top in tops:
        above = values[top.index]
        for bottom in others:
            if bottom is not top and _rounded(own, above, values[bottom.index]):
                return True
    return False


def _rounded(own: Values, above: Values, below: Values) -> bool:
    told = agree = 0
    for factor in (100, 1000):
        told = agree = 0
        for v, a, b in zip(own, above, below, strict=True):
            if not v or not a or not b:
                continue
            told += 1
            agree += abs(a * factor * 1_000_000 // b - v) <= 510_000
            if told >= 2 and agree < told - 1:
                break
        else:
            if told >= FEWEST and agree >= told - 1:
                return True
    return False


def _triples(ctx: Context, measures: list[Column], values: dict[int, Values]) -> None:
    """Three columns under one subject of which the last is the sum of the first two: told by words, or asked."""
    for a, b, c in zip(measures, measures[1:], measures[2:], strict=False):
        if len({a.path[:-1], b.path[:-1], c.path[:-1]}) > 1 or a.skip or b.skip or {a.part, b.part} == {"L", "P"}:
            continue
        if len({v for v in values[c.index] if v}) < 3 or not _told(values[c.index], [values[a.index], values[b.index]]):
            continue
        said = [words.share_of_time(x.path[-1]) for x in (a, b, c)]
        if said[0] == "lalu" or (said[1] == "ini" and said[2] == "sd"):
            a.skip, c.skip = words.LAST, words.CUMULATIVE
            continue
        names = [_element(ctx, x) for x in (a, b, c)]
        tips = [words.squash(x.path[-1]) for x in (a, b, c)]
        # "N | T | D" of the weighing sessions add up too; other single letters name nothing by themselves.
        named = any(ctx.vocabulary.find((tip,)).element for tip in tips if len(tip) > 1) or {"n", "d"} & set(tips)
        if named or len(a.path) == 1:
            continue
        short = all(len(tip) <= 3 for tip in tips)
        if short or (names[0] is not None and names[0] == names[1]):
            for column in (a, b, c):
                column.doubt, column.part = _TRIPLE, ""
