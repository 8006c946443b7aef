"""Percent columns and the denominators that explain their numbers, tried one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from lokmin.core.indicators.definitions import Catalogue, Element, Indicator
from lokmin.core.indicators.expr import ExpressionError
from lokmin.core.indicators.parse import rate
from lokmin.core.numbers import MICRO
from lokmin.core.places import name_key
from lokmin.exchange.excel import words
from lokmin.exchange.excel.bodyrows import FACTS
from lokmin.exchange.excel.columns import Column
from lokmin.exchange.excel.kapan import read_time
from lokmin.exchange.excel.records import address
from lokmin.exchange.excel.tables import Context, Table

#: Parts of a sasaran that offices expect to need care (komplikasi 20 % of bumil, 15 % of bayi); 1 is the whole.
FACTORS = (Fraction(1), Fraction(1, 5), Fraction(3, 20), Fraction(1, 10))
#: Fewer rows prove nothing: two percentages may agree by accident.
FEWEST = 3
#: Relative difference that Excel's floating point may leave behind.
EXACT = 1e-9
#: Half of the last decimal a column may be rounded to, whole percents first.
_HALVES = (0.5, 0.05, 0.005, 0.0005, 0.00005)
#: Above this many rows a table is a register; its first rows tell the rule.
MOST_ROWS = 400

_PERCENT_WORDS = re.compile(
    r"\(\s*%\s*\)|%|\b(?:persen|persentase|prosentase|presentase|percentage|percent)\b", re.IGNORECASE
)


class Rule(NamedTuple):
    """Divide by a part of a yearly sasaran."""

    element: str
    factor: Fraction

    @property
    def expression(self) -> str:
        """As an indicator's denominator is written: ``20% * sasaran.bumil``."""
        return self.element if self.factor == 1 else f"{int(self.factor * 100)}% * {self.element}"

    def words(self, elements: dict[str, Element]) -> str:
        """``20 % × sasaran ibu hamil``."""
        name = elements[self.element].name
        name = name[:1].lower() + name[1:]
        return name if self.factor == 1 else f"{int(self.factor * 100)} % × {name}"


class Trial(NamedTuple):
    """One numerator and scale tried under a rule: the rows (by position) it explains."""

    numerator: Column
    scale: int
    agree: frozenset[int]


@dataclass(slots=True)
class Share:
    """One percent column: what it is about and how far each rule explains it. ``rows`` are those that tell anything."""

    table: Table
    column: Column
    indicator: Indicator
    period: str
    tolerance: float
    numerators: list[Column]
    rows: list[int] = field(default_factory=list)
    trials: dict[Rule, Trial] = field(default_factory=dict)

    @property
    def own(self) -> Rule | None:
        """The only rule that explains nearly all rows of this table."""
        good = [rule for rule, trial in self.trials.items() if len(trial.agree) * 10 >= len(self.rows) * 8]
        return good[0] if len(good) == 1 and len(self.trials[good[0]].agree) >= FEWEST else None

    def cell(self, position: int) -> str:
        return address(self.table.rows[position].at, self.column.index)


def shares_of(ctx: Context, table: Table, by_element: dict[str, list[Indicator]], year: int | None) -> Iterator[Share]:
    """The percent columns of a table that are about an indicator."""
    if table.labels.item is not None or table.across or len(table.rows) < FEWEST:
        return
    measures = [c for c in table.measures if any(m is not None for m in table.figures[c.index].micros)]
    columns = [c for c in measures if _is_share(table, c)]
    if not columns:
        return
    shares = {c.index for c in columns}
    counts = [(c, about(ctx, c.path)) for c in measures if c.index not in shares and not _is_side(c.path)]
    for column in columns:
        element = about(ctx, column.path)
        if element is None and not _subject(column.path):
            beside = [(c, e) for c, e in counts if c.index == column.index - 1]
            element = beside[0][1] if beside else None
        indicators = by_element.get(element or "")
        if not indicators:
            continue
        tops = [c for c, e in counts if e == element and not c.sasaran and c.month == column.month]
        when = table.when
        month, told = column.month or when.month, column.year or when.year or year
        period = f"{told}-{month:02d}" if month and told and (column.month or when.kind == "bulan") else ""
        if tops:
            yield Share(table, column, indicators[0], period, _tolerance(table, column), tops)


def _is_share(table: Table, column: Column) -> bool:
    leaf = column.path[-1] if column.path else ""
    if column.skip == words.PERCENT or words.not_a_fact(leaf) == words.PERCENT:
        return True
    percents = table.sheet.extras.percents
    return bool(percents) and any((row.at, column.index) in percents for row in table.rows[:MOST_ROWS])


@lru_cache(maxsize=10_000)
def _is_side(path: tuple[str, ...]) -> bool:
    """Ranks, targets and gaps are nobody's numerator."""
    return any(words.not_a_fact(part) in (words.RANK, words.TARGET, words.GAP) for part in path)


@lru_cache(maxsize=10_000)
def _subject(path: tuple[str, ...]) -> tuple[str, ...]:
    """What a head path is about: without months, "BLN INI", "KUM", "ABS", "%"."""
    kept = []
    for part in path:
        plain = " ".join(_PERCENT_WORDS.sub(" ", part).split()).strip(" -–:()")
        when = read_time(part)
        if not plain or words.is_this_month(part) or words.is_absolute(part) or (when.kind and when.exact):
            continue
        if words.is_total(plain) or words.not_a_fact(plain):
            continue
        kept.append(plain if plain != part.strip() and "%" in part else part)
    return tuple(kept)


def about(ctx: Context, path: tuple[str, ...]) -> str | None:
    """The data element a head path is about, whatever else (percent, running sum) it says of the number."""
    subject = _subject(path)
    return ctx.vocabulary.find(subject).element if subject else None


def value(table: Table, column: Column, position: int) -> float | None:
    """The number of a cell as Excel holds it (not rounded to millionths), or as its text was read."""
    row = table.sheet.rows[table.rows[position].at]
    raw = row[column.index] if column.index < len(row) else ""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return float(raw)
    micro = table.figures[column.index].micros[position]
    return None if micro is None else micro / MICRO


def _tolerance(table: Table, column: Column) -> float:
    """Half of the last decimal when all values of the column are rounded, otherwise 0: equal but for floating point."""
    values = [v for i in range(min(len(table.rows), MOST_ROWS)) if (v := value(table, column, i))]
    return _half(values) if values else 0.0


def _half(values: list[float]) -> float:
    """Half of the last decimal of rounded numbers, 0 when they have more than four."""
    for places, half in enumerate(_HALVES):
        if all(abs(v - round(v, places)) < 1e-11 * max(1.0, abs(v)) for v in values):
            return half
    return 0.0


def slack_of(share: Share, shown: float) -> float:
    """The rounding of one cell: a total is often rounded more than its rows."""
    own = _half([shown])
    return max(share.tolerance, own if share.tolerance or own <= _HALVES[1] else 0.0)


def try_rules(ctx: Context, share: Share, sasaran: dict[tuple[str, str], float], catalogue: Catalogue) -> None:
    """Try every numerator over every sasaran, whole and in part; keep the best trial of each rule."""
    table = share.table
    positions = [i for i, row in enumerate(table.rows[:MOST_ROWS]) if row.kind == FACTS]
    tops = {c.index: {i: value(table, c, i) for i in positions} for c in share.numerators}
    shown = {i: v for i in positions if (v := value(table, share.column, i)) is not None}
    share.rows = [i for i, v in shown.items() if v or any(tops[c.index][i] for c in share.numerators)]
    share.rows = [i for i in share.rows if any(tops[c.index][i] is not None for c in share.numerators)]
    if len(share.rows) < FEWEST:
        return
    slack = {i: slack_of(share, shown[i]) * 1.000001 for i in share.rows}
    scales = (100,) if share.tolerance > _HALVES[2] else (100, 1)  # "1" in a column of fractions says nothing
    for element, bottoms in _denominators(ctx, share, sasaran, catalogue).items():
        for column in share.numerators:
            counts = tops[column.index]
            rows = [
                (i, shown[i], top / bottom, slack[i])
                for i in share.rows
                if (top := counts[i]) and (bottom := bottoms.get(i))
            ]
            for factor, scale in product(FACTORS, scales):
                by = scale / float(factor)
                agree = [
                    i for i, v, q, s in rows if -s <= v - by * q <= s or abs(v - by * q) <= EXACT * max(1.0, by * q)
                ]
                if agree:
                    _keep(share, Rule(element, factor), Trial(column, scale, frozenset(agree)), catalogue)


def _keep(share: Share, rule: Rule, trial: Trial, catalogue: Catalogue) -> None:
    """The best trial of a rule that means something (no percentage of mothers in infants)."""
    best = share.trials.get(rule)
    if best is not None and len(trial.agree) <= len(best.agree):
        return
    try:
        rate(share.indicator, catalogue.elements, rule.expression)
    except ExpressionError:
        return
    share.trials[rule] = trial


def _denominators(
    ctx: Context, share: Share, sasaran: dict[tuple[str, str], float], catalogue: Catalogue
) -> dict[str, dict[int, float]]:
    """Yearly element -> number by row: the table's own columns, else what the file tells of the same villages."""
    table = share.table
    found: dict[str, dict[int, float]] = {}
    for column in table.measures:
        element = ctx.vocabulary.find(column.header).element or about(ctx, column.path)
        if element in catalogue.elements and catalogue.elements[element].yearly and element not in found:
            found[element] = {i: v for i in share.rows if (v := value(table, column, i))}
    places = {i: name_key(table.rows[i].place) for i in share.rows}
    for element in {e for _, e in sasaran} - set(found):
        found[element] = {i: v for i in share.rows if (v := sasaran.get((places[i], element)))}
    return found


def equal(shown: float, exact: float, tolerance: float) -> bool:
    """Equal but for floating point, or but for rounding where ``tolerance`` says so."""
    # Numbers typed as text and sasaran of other sheets are kept in millionths: hence a little slack on rounded columns.
    return abs(shown - exact) <= (tolerance * 1.000001 if tolerance else 0.0) + EXACT * max(1.0, abs(exact))
