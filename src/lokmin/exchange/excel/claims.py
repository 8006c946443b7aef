"""Percent columns as claims: which denominator an office's own percentages prove, and which cells break their rule."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from lokmin.core.findings import Severity
from lokmin.core.indicators.definitions import Catalogue, Element, Indicator
from lokmin.core.indicators.expr import ExpressionError, Rate
from lokmin.core.indicators.parse import rate
from lokmin.core.numbers import MICRO, indonesian
from lokmin.core.periods import Month
from lokmin.core.places import name_key
from lokmin.exchange.excel import words
from lokmin.exchange.excel.bodyrows import FACTS, TOTAL
from lokmin.exchange.excel.columns import Column
from lokmin.exchange.excel.kapan import read_time
from lokmin.exchange.excel.records import Claim, Understanding, address
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


def learn(ctx: Context, found: list[Table], catalogue: Catalogue, year: int | None) -> None:
    """Add to the understanding what its percentages prove, and report those that break the rule of their own column."""
    result = ctx.ledger.result
    by_element = _indicators(catalogue, year)
    sasaran = _sasaran(result, catalogue)
    groups: dict[str, list[Share]] = defaultdict(list)
    for table in found:
        for share in _shares(ctx, table, by_element, year):
            _try_rules(ctx, share, sasaran, catalogue)
            if share.trials:
                groups[share.indicator.code].append(share)
    reported = {(r.element, r.period) for r in result.readings}
    known = len(result.findings)
    for shares in groups.values():
        _settle(ctx, shares, reported, catalogue)
    told = {(f.sheet, f.cell) for f in result.findings[known:]}
    if told:
        # A cell that is told of as a finding is not in the list of the ignored ones as well.
        result.ignored[:] = [i for i in result.ignored if (i.sheet, i.cell) not in told]


def _indicators(catalogue: Catalogue, year: int | None) -> dict[str, list[Indicator]]:
    """Percentages with one element above the line and a yearly denominator below, by that element."""
    found: dict[str, list[Indicator]] = defaultdict(list)
    known = catalogue.for_year(year) if year else catalogue.indicators
    for indicator in sorted(known.values(), key=lambda i: (i.order, i.code)):
        element = indicator.numerator.strip()
        if element in catalogue.elements and indicator.factor == 100 and not catalogue.elements[element].yearly:
            found[element].append(indicator)
    return found


def _sasaran(result: Understanding, catalogue: Catalogue) -> dict[tuple[str, str], float]:
    """(place, yearly element) -> number told anywhere in the file; left out where the file tells two."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for r in result.readings:
        if r.element and catalogue.elements[r.element].yearly:
            found[name_key(r.place_text), r.element].add(r.micro)
    return {key: next(iter(values)) / MICRO for key, values in found.items() if len(values) == 1}


def _shares(ctx: Context, table: Table, by_element: dict[str, list[Indicator]], year: int | None) -> Iterator[Share]:
    """The percent columns of a table that are about an indicator."""
    if table.labels.item is not None or table.across or len(table.rows) < FEWEST:
        return
    measures = [c for c in table.measures if any(m is not None for m in table.figures[c.index].micros)]
    columns = [c for c in measures if _is_share(table, c)]
    if not columns:
        return
    shares = {c.index for c in columns}
    counts = [(c, _about(ctx, c.path)) for c in measures if c.index not in shares and not _is_side(c)]
    for column in columns:
        element = _about(ctx, column.path)
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


def _is_side(column: Column) -> bool:
    """Ranks, targets and gaps are nobody's numerator."""
    return any(words.not_a_fact(part) in (words.RANK, words.TARGET, words.GAP) for part in column.path)


def _subject(path: Iterable[str]) -> tuple[str, ...]:
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


def _about(ctx: Context, path: tuple[str, ...]) -> str | None:
    subject = _subject(path)
    return ctx.vocabulary.find(subject).element if subject else None


def _value(table: Table, column: Column, position: int) -> float | None:
    """The number of a cell as Excel holds it (not rounded to millionths), or as its text was read."""
    row = table.sheet.rows[table.rows[position].at]
    raw = row[column.index] if column.index < len(row) else ""
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        return float(raw)
    micro = table.figures[column.index].micros[position]
    return None if micro is None else micro / MICRO


def _tolerance(table: Table, column: Column) -> float:
    """Half of the last decimal when all values of the column are rounded, otherwise 0: equal but for floating point."""
    values = [v for i in range(min(len(table.rows), MOST_ROWS)) if (v := _value(table, column, i))]
    return _half(values) if values else 0.0


def _half(values: list[float]) -> float:
    """Half of the last decimal of rounded numbers, 0 when they have more than four."""
    for places, half in enumerate(_HALVES):
        if all(abs(v - round(v, places)) < 1e-11 * max(1.0, abs(v)) for v in values):
            return half
    return 0.0


def _slack(share: Share, shown: float) -> float:
    """The rounding of one cell: a total is often rounded more than its rows."""
    own = _half([shown])
    return max(share.tolerance, own if share.tolerance or own <= _HALVES[1] else 0.0)


def _try_rules(ctx: Context, share: Share, sasaran: dict[tuple[str, str], float], catalogue: Catalogue) -> None:
    """Try every numerator over every sasaran, whole and in part; keep the best trial of each rule."""
    table = share.table
    positions = [i for i, row in enumerate(table.rows[:MOST_ROWS]) if row.kind == FACTS]
    tops = {c.index: {i: _value(table, c, i) for i in positions} for c in share.numerators}
    shown = {i: v for i in positions if (v := _value(table, share.column, i)) is not None}
    share.rows = [i for i, v in shown.items() if v or any(tops[c.index][i] for c in share.numerators)]
    share.rows = [i for i in share.rows if any(tops[c.index][i] is not None for c in share.numerators)]
    if len(share.rows) < FEWEST:
        return
    for element, bottoms in _denominators(ctx, share, sasaran, catalogue).items():
        for factor in FACTORS:
            rule = Rule(element, factor)
            if not _means_something(share.indicator, rule, catalogue):
                continue
            for column in share.numerators:
                for scale in (100, 1):
                    if scale == 1 and share.tolerance > _HALVES[2]:
                        continue  # "1" in a column of fractions says nothing
                    agree = frozenset(
                        i
                        for i in share.rows
                        if (top := tops[column.index][i]) and (bottom := bottoms.get(i))
                        and _equal(shown[i], scale * top / (float(factor) * bottom), _slack(share, shown[i]))
                    )  # fmt: skip
                    best = share.trials.get(rule)
                    if agree and (best is None or len(agree) > len(best.agree)):
                        share.trials[rule] = Trial(column, scale, agree)


def _denominators(
    ctx: Context, share: Share, sasaran: dict[tuple[str, str], float], catalogue: Catalogue
) -> dict[str, dict[int, float]]:
    """Yearly element -> number by row: the table's own columns, else what the file tells of the same villages."""
    table = share.table
    found: dict[str, dict[int, float]] = {}
    for column in table.measures:
        element = ctx.vocabulary.find(column.header).element or _about(ctx, column.path)
        if element in catalogue.elements and catalogue.elements[element].yearly and element not in found:
            found[element] = {i: v for i in share.rows if (v := _value(table, column, i))}
    places = {i: name_key(table.rows[i].place) for i in share.rows}
    for element in {e for _, e in sasaran} - set(found):
        found[element] = {i: v for i in share.rows if (v := sasaran.get((places[i], element)))}
    return found


def _means_something(indicator: Indicator, rule: Rule, catalogue: Catalogue) -> bool:
    try:
        rate(indicator, catalogue.elements, rule.expression)
    except ExpressionError:
        return False
    return True


def _equal(shown: float, exact: float, tolerance: float) -> bool:
    # Numbers typed as text and sasaran of other sheets are kept in millionths: hence a little slack on rounded columns.
    return abs(shown - exact) <= (tolerance * 1.000001 if tolerance else 0.0) + EXACT * max(1.0, abs(exact))


def _defined(indicator: Indicator, catalogue: Catalogue) -> Rule | None:
    """The rule of the definition, when it divides by one yearly element."""
    try:
        known: Rate = rate(indicator, catalogue.elements)
    except ExpressionError:
        return None
    if len(known.denominator.terms) != 1 or not known.denominator.yearly:
        return None
    element, coefficient = known.denominator.terms[0]
    return Rule(element.code, Fraction(coefficient, known.denominator.divisor))


def _settle(
    ctx: Context, shares: list[Share], reported: set[tuple[str | None, str | None]], catalogue: Catalogue
) -> None:
    """One rule for an indicator in a workbook: a claim when it is not the definition's, findings where it is broken."""
    indicator = shares[0].indicator
    element = indicator.numerator.strip()
    live = [s for s in shares if not s.period or (element, s.period) in reported] or shares
    total = sum(len(s.rows) for s in live)
    scores: dict[Rule, int] = defaultdict(int)
    for share in live:
        for rule, trial in share.trials.items():
            scores[rule] += len(trial.agree)
    # Rounded percentages may agree by accident, so there all rows must.
    enough = total if any(s.tolerance for s in live) else -(-total * 8 // 10)
    good = [rule for rule, score in scores.items() if score >= max(FEWEST, enough)]
    if not good:
        return
    defined = _defined(indicator, catalogue)
    best = max(scores[rule] for rule in good)
    top = [rule for rule in good if scores[rule] == best]
    if defined in top:
        winner = defined
    elif len(top) == 1 and defined is not None:
        winner = top[0]
        _claim(ctx, live, winner, defined)
    else:
        return
    for share in shares:
        _exceptions(ctx, share, winner, catalogue)


def _claim(ctx: Context, live: list[Share], rule: Rule, defined: Rule) -> None:
    indicator = live[0].indicator
    share = next(s for s in live if rule in s.trials)
    cells, odd, rows = [], [], 0
    for other in live:
        trial = other.trials.get(rule)
        agree = trial.agree if trial else frozenset()
        sheet = "" if other.table.sheet is share.table.sheet else f"{other.table.sheet.name}!"
        odd += [sheet + other.cell(i) for i in other.rows if i not in agree]
        if agree:
            cells.append(sheet + _range(other, sorted(agree)))
            rows += len(agree)
    trial = share.trials[rule]
    position = max(trial.agree, key=lambda i: (_value(share.table, trial.numerator, i) or 0, -i))
    at = (share.table.rows[position].at, share.column.index)
    formula = share.table.sheet.extras.formulas.get(at, "")
    ctx.ledger.result.claims.append(
        Claim(
            indicator.code,
            indicator.numerator.strip(),
            rule.expression,
            defined.expression,
            share.table.sheet.name,
            tuple(cells),
            rows,
            _arithmetic(share, rule, trial, position),
            share.cell(position),
            f"={formula}"[:120] if formula else "",
            tuple(odd[:50]),
        )
    )


def _range(share: Share, positions: list[int]) -> str:
    first, last = share.cell(positions[0]), share.cell(positions[-1])
    return first if first == last else f"{first}:{last}"


def _arithmetic(share: Share, rule: Rule, trial: Trial, position: int) -> str:
    """``Rejosari: 9 ÷ 106,05 × 100 = 8,4866`` with the numbers of the row."""
    top = _value(share.table, trial.numerator, position) or 0.0
    shown = _value(share.table, share.column, position) or 0.0
    bottom = trial.scale * top / shown / float(rule.factor) if shown else 0.0
    part = "" if rule.factor == 1 else f"({int(rule.factor * 100)} % × "
    text = f"{indonesian(round(top, 6))} ÷ {part}{indonesian(round(bottom, 4))}{')' if part else ''} × 100"
    return f"{share.table.rows[position].place}: {text} = {indonesian(round(shown * 100 / trial.scale, 4))}"


def _exceptions(ctx: Context, share: Share, rule: Rule, catalogue: Catalogue) -> None:
    """Report a table that divides otherwise than the rest of the workbook, single rows and totals that do."""
    trial = share.trials.get(rule)
    agree = trial.agree if trial else frozenset()
    odd = [i for i in share.rows if i not in agree]
    if odd and len(odd) == len(share.rows) and share.own is not None:
        _tell(ctx, share, odd, rule, share.own, catalogue)
        trial = share.trials[share.own]
    else:
        for i in odd:
            other = next((r for r, t in share.trials.items() if i in t.agree), None)
            _tell(ctx, share, [i], rule, other, catalogue)
    if trial is not None:
        for i, row in enumerate(share.table.rows):
            if row.kind == TOTAL:
                _total(ctx, share, i, rule, trial, catalogue)


def _total(ctx: Context, share: Share, position: int, rule: Rule, trial: Trial, catalogue: Catalogue) -> None:
    """A total row whose percentage is not its own count over its own sasaran."""
    table = share.table
    shown, top = _value(table, share.column, position), _value(table, trial.numerator, position)
    if not shown or not top:
        return
    bottoms: dict[str, float] = {}
    for column in table.measures:
        element = ctx.vocabulary.find(column.header).element or _about(ctx, column.path)
        if element in catalogue.elements and catalogue.elements[element].yearly:
            bottoms.setdefault(element, _value(table, column, position) or 0.0)
    if not bottoms.get(rule.element):
        return
    exact = trial.scale * top / (float(rule.factor) * bottoms[rule.element])
    slack = _slack(share, shown)
    if _equal(shown, exact, slack):
        return
    other = None
    for element, bottom in bottoms.items():
        for factor in FACTORS:
            if bottom and _equal(shown, trial.scale * top / (float(factor) * bottom), slack):
                other = other or Rule(element, factor)
    _tell(ctx, share, [position], rule, other, catalogue, exact * 100 / trial.scale)


def _tell(
    ctx: Context,
    share: Share,
    positions: list[int],
    rule: Rule,
    other: Rule | None,
    catalogue: Catalogue,
    exact: float | None = None,
) -> None:
    table, elements = share.table, catalogue.elements
    cell = share.cell(positions[0])
    row = table.rows[positions[0]]
    span = _range(share, positions)
    month = f" {Month.parse(share.period).label}" if share.period else ""
    who = row.place or row.label or "jumlah"
    what = f"{share.indicator.short}{month}" + ("" if len(positions) > 1 else f", {who}")
    how = f"membagi dengan {other.words(elements)}" if other else "tidak mengikuti pembagi kolomnya"
    text = f"Persen di {span} lembar “{table.sheet.name}” ({what}) {how}, padahal "
    text += f"sel lain indikator ini membagi dengan {rule.words(elements)}."
    if exact is not None and (shown := _value(table, share.column, positions[0])) is not None:
        text += f" Tertulis {indonesian(round(shown, 2))}, menurut kolomnya {indonesian(round(exact, 2))}."
    text += " Lokmin menghitung sendiri persennya; perbaiki rumus itu di buku kerja."
    ctx.ledger.find(
        Severity.WARNING, "persen-beda-rumus", text, table.sheet.name, cell, place=row.place, period=share.period
    )
