"""Percent columns as claims: which denominator an office's own percentages prove, and which cells break their rule."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from lokmin.core.findings import Severity
from lokmin.core.indicators.definitions import Catalogue, Indicator
from lokmin.core.indicators.expr import ExpressionError, Rate
from lokmin.core.indicators.parse import rate
from lokmin.core.numbers import MICRO, indonesian
from lokmin.core.periods import Month
from lokmin.core.places import name_key
from lokmin.exchange.excel.bodyrows import TOTAL
from lokmin.exchange.excel.records import Claim, Understanding
from lokmin.exchange.excel.shares import (
    FACTORS,
    FEWEST,
    Rule,
    Share,
    Trial,
    about,
    equal,
    shares_of,
    slack_of,
    try_rules,
    value,
)
from lokmin.exchange.excel.tables import Context, Table


def learn(ctx: Context, found: list[Table], catalogue: Catalogue, year: int | None) -> None:
    """Add to the understanding what its percentages prove, and report those that break the rule of their own column."""
    result = ctx.ledger.result
    by_element = _indicators(catalogue, year)
    shares = [share for table in found for share in shares_of(ctx, table, by_element, year)]
    if not shares:
        return
    sasaran = _sasaran(result, catalogue)
    groups: dict[str, list[Share]] = defaultdict(list)
    for share in shares:
        try_rules(ctx, share, sasaran, catalogue)
        if share.trials:
            groups[share.indicator.code].append(share)
    reported = {(r.element, r.period) for r in result.readings}
    known = len(result.findings)
    for group in groups.values():
        _settle(ctx, group, reported, catalogue)
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
        element = catalogue.elements.get(r.element or "")  # a remembered element may be gone since
        if r.element and element and element.yearly:
            found[name_key(r.place_text), r.element].add(r.micro)
    return {key: next(iter(values)) / MICRO for key, values in found.items() if len(values) == 1}


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
    position = max(trial.agree, key=lambda i: (value(share.table, trial.numerator, i) or 0, -i))
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
    top = value(share.table, trial.numerator, position) or 0.0
    shown = value(share.table, share.column, position) or 0.0
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
    shown, top = value(table, share.column, position), value(table, trial.numerator, position)
    if not shown or not top:
        return
    bottoms: dict[str, float] = {}
    for column in table.measures:
        element = ctx.vocabulary.find(column.header).element or about(ctx, column.path)
        if element in catalogue.elements and catalogue.elements[element].yearly:
            bottoms.setdefault(element, value(table, column, position) or 0.0)
    if not bottoms.get(rule.element):
        return
    exact = trial.scale * top / (float(rule.factor) * bottoms[rule.element])
    slack = slack_of(share, shown)
    if equal(shown, exact, slack):
        return
    other = None
    for element, bottom in bottoms.items():
        for factor in FACTORS:
            if bottom and equal(shown, trial.scale * top / (float(factor) * bottom), slack):
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
    if exact is not None and (shown := value(table, share.column, positions[0])) is not None:
        text += f" Tertulis {indonesian(round(shown, 2))}, menurut kolomnya {indonesian(round(exact, 2))}."
    text += " Lokmin menghitung sendiri persennya; perbaiki rumus itu di buku kerja."
    ctx.ledger.find(
        Severity.WARNING, "persen-beda-rumus", text, table.sheet.name, cell, place=row.place, period=share.period
    )
