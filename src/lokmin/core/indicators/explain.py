"""How a figure was made: formula, sum, division, target, sasaran, status and the cells, in Indonesian words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from lokmin.core.facts import Source
from lokmin.core.indicators import words
from lokmin.core.indicators.definitions import Aggregation, Catalogue, Direction, Element, Indicator
from lokmin.core.indicators.expr import Linear, Rate
from lokmin.core.language import said
from lokmin.core.numbers import MICRO
from lokmin.core.periods import MONTH_NAMES, Month
from lokmin.core.pws.coverage import Inputs, grows_with_year
from lokmin.core.pws.rows import CoverageRow, Pace, Trend
from lokmin.core.pws.status import JUDGED

Sources = Mapping[tuple[str, str, str], Source]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the explanation: ``Rumus`` and what stands beside it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One reported number that went in, and where it stands (None: the store does not know)."""

    place: str
    period: str
    element: str
    name: str
    value: int
    source: Source | None

    @property
    def text(self) -> str:
        """``April: 19, BANYUWENING.xlsx, lembar 1.DATA KIA, sel D127``."""
        when = Month.parse(self.period).name if "-" in self.period else self.period
        where = str(self.source) if self.source else "asal sel tidak tercatat"
        return f"{when}: {words.count(self.value)}, {where}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Steps in reading order and every cell used, villages in their order and months within them."""

    title: str
    steps: tuple[Step, ...]
    cells: tuple[Cell, ...]
    names: Mapping[str, str]

    def step(self, label: str) -> str:
        """The text of a step, empty when there is none."""
        return next((step.text for step in self.steps if step.label == label), "")

    def text(self) -> str:
        """Plain text for ``lokmin coverage --jelaskan``: aligned labels, then the cells by place and element."""
        width = max(len(step.label) for step in self.steps) + 2
        lines = [self.title, ""]
        lines += [f"{step.label:<{width}}{step.text}" for step in self.steps]
        heading = None
        for cell in self.cells:
            place = self.names.get(cell.place, cell.place)
            if (cell.place, cell.element) != heading:
                heading = (cell.place, cell.element)
                lines += ["", f"{cell.name}, {place}"]
            lines.append(f"  {cell.text}")
        return "\n".join(lines)


def explain(
    row: CoverageRow,
    indicator: Indicator,
    catalogue: Catalogue,
    inputs: Inputs,
    sources: Sources,
    *,
    names: Mapping[str, str] | None = None,
) -> Explanation:
    """Say how a row of the coverage table was made; ``names`` are the places' names by code."""
    names = names or {}
    rate, month = inputs.rate(indicator), Month.parse(row.period)
    cells = _cells(row, indicator, rate, inputs, sources)
    steps = [
        Step("Rumus", f"{_side(rate.numerator)} ÷ {_side(rate.denominator)}"),
        Step("Jumlah", _sum(row, rate)),
        Step("Hitung", _division(row)),
        Step("Target", _target(row, indicator, inputs, rate, month)),
        Step(
            "Sasaran" if rate.denominator.yearly else "Penyebut", _denominator(row, indicator, inputs, rate, catalogue)
        ),
        Step("Status", status_sentence(row, indicator, inputs)),
        Step("Laju kejar", pace_sentence(row, indicator)),
        Step("Laporan", _reports(row, month)),
        Step("Aturan", f"{said(inputs.rule.name)}. {said(inputs.rule.source)}." if row.status in JUDGED else ""),
        Step("Ketentuan", _definition(indicator)),
    ]
    span = f"{_name(month)} {month.year}"
    if month.month > 1:
        span = f"{_name(Month(month.year, 1))}–{span}"
    title = f"{indicator.name}, {names.get(row.place, row.place)}, {span}"
    return Explanation(title, tuple(step for step in steps if step.text), cells, names)


def _name(month: Month) -> str:
    return said(month.name)


def _side(expression: Linear) -> str:
    """One side of the division, in brackets where it is more than one plain element."""
    text = words.formula(expression)
    if expression.yearly and "setahun" not in text:
        text = said("%(sasaran)s setahun") % {"sasaran": text}
    plain = len(expression.terms) <= 1 and (not expression.terms or expression.terms[0][1] == expression.divisor)
    return text if plain else f"({text})"


def _sum(row: CoverageRow, rate: Rate) -> str:
    """``23 + 6 + 6 + 19 = 54``; a month without a report is a dash, not a zero."""
    if row.numerator is None:
        return said("belum ada laporan tahun ini")
    total, parts = words.count(row.numerator), [words.count(month) for month in row.months]
    if rate.way is Aggregation.STOCK:
        when = _name(Month.parse(row.last_reported)) if row.last_reported else ""
        if not (when and rate.numerator.monthly):
            return total
        return said("posisi terakhir, %(month)s: %(total)s") % {"month": when, "total": total}
    reported = sum(month is not None for month in row.months)
    if rate.way is Aggregation.MEAN:
        return f"({' + '.join(parts)}) ÷ {reported} = {total}"
    return f"{' + '.join(parts)} = {total}" if len(parts) > 1 else total


def _division(row: CoverageRow) -> str:
    ratio = row.ratio_so_far
    if row.numerator is None:
        return ""
    if ratio is None or ratio.exact is None:
        return said("tidak ada sasaran, jadi tidak ada persen")
    if row.factor == 1 and row.denominator == MICRO:
        return words.count(row.numerator)
    text = f"{words.count(row.numerator)} ÷ {words.count(row.denominator)} = {words.rate(ratio.exact, row.factor)}"
    if row.month is None and row.last_reported:
        last = _name(Month.parse(row.last_reported))
        text += " " + said("(sampai %(month)s; bulan ini belum lapor)") % {"month": last}
    if _over(row, ratio.exact):
        text += " " + said("(di atas 100 %%: periksa sasaran atau pencatatan)") % ()
    return text


def _over(row: CoverageRow, exact: Fraction) -> bool:
    return row.factor == 100 and row.higher_is_better and exact > 100


def _target(row: CoverageRow, indicator: Indicator, inputs: Inputs, rate: Rate, month: Month) -> str:
    if row.running_target is None:
        return said("belum ditetapkan; kantor menetapkannya di halaman Target")
    due = words.rate(Fraction(*row.running_target), row.factor)
    if row.target_bp is None or _set_for_month(indicator, inputs, row.place, month):
        told = {"target": due, "month": _name(month)}
        return said("%(target)s sampai %(month)s, ditetapkan kantor untuk bulan ini") % told
    yearly = words.rate(Fraction(row.target_bp, 100), row.factor, None)
    office = any((indicator.code, place, 0) in inputs.targets for place in (row.place, ""))
    dated = None if office else indicator.target_for(month.year)
    origin = f" ({dated.source})" if dated and dated.source else ""
    if office:
        origin = " " + said("(ditetapkan kantor)")
    if not grows_with_year(indicator, rate):
        return said("%(target)s setiap bulan") % {"target": yearly} + origin
    return f"{yearly} × {month.month} ÷ 12 = {due}{origin}"


def _set_for_month(indicator: Indicator, inputs: Inputs, place: str, month: Month) -> bool:
    """Whether the running target is one the office gave for this month (see the order in ``Inputs``)."""
    keys = ((place, month.month), (place, 0), ("", month.month), ("", 0))
    found = next(((where, when) for where, when in keys if (indicator.code, where, when) in inputs.targets), None)
    return found is not None and found[1] != 0


def _denominator(row: CoverageRow, indicator: Indicator, inputs: Inputs, rate: Rate, catalogue: Catalogue) -> str:
    """Which denominator was used, its number, and whether the office chose it itself."""
    if not rate.denominator.terms:
        return ""
    used = words.formula(rate.denominator)
    value = words.count(row.denominator) if row.has_denominator else said("tidak ada sasaran")
    text = f"{used}: {value}"
    worked = _worked(row, inputs, rate.denominator)
    if worked and row.has_denominator:
        text = f"{used}: {worked} = {words.count(row.denominator)}"
    own = inputs.denominators.get(indicator.code)
    if own and own != indicator.denominator:
        usual = Inputs(inputs.places, inputs.total, {}, inputs.rule, catalogue.elements).rate(indicator)
        defined = words.formula(usual.denominator)
        return f"{text}. " + said("Penyebut ini pilihan kantor; definisi memakai %(defined)s.") % {"defined": defined}
    return f"{text}. " + said("Penyebut menurut definisi.")


def _worked(row: CoverageRow, inputs: Inputs, expression: Linear) -> str:
    """``20 % × 111,1`` for a yearly expression of one place with more than a plain element; else empty."""
    plain = len(expression.terms) == 1 and expression.terms[0][1] == expression.divisor
    if not expression.yearly or plain:
        return ""
    places = inputs.places if row.place == inputs.total else (row.place,)
    totals: dict[str, int] = {}
    for element, _ in expression.terms:
        found = [v for p in places if (v := inputs.values.get((p, row.period[:4], element.code))) is not None]
        if not found:
            return ""
        totals[element.code] = sum(found)
    value = sum(Fraction(c, expression.divisor) * totals[e.code] for e, c in expression.terms)
    return words.worked(expression, totals) if round(value) == row.denominator else ""


def status_sentence(row: CoverageRow, indicator: Indicator, inputs: Inputs) -> str:
    """``48,6 % sudah mencapai target berjalan 33,3 %; April 19, Maret 6, naik: baik, …``."""
    month = Month.parse(row.period)
    meaning = inputs.rule.meaning(row.status, indicator.direction)
    ratio = row.ratio
    if row.status not in JUDGED or ratio is None or ratio.exact is None or row.running_target is None:
        return f"{said(row.status.value)}: {said(meaning)}"
    percent, due = words.apart(ratio.exact, Fraction(*row.running_target), row.factor)
    reach = (
        said("%(rate)s sudah mencapai target %(target)s")
        if row.reached
        else said("%(rate)s belum mencapai target %(target)s")
    )
    if indicator.direction is Direction.DOWN:
        reach = (
            said("%(rate)s tidak melewati target %(target)s")
            if row.reached
            else said("%(rate)s melewati target %(target)s")
        )
    now, previous, trend = _name(month), _name(month.previous), said(row.trend.value)
    if row.trend is Trend.UNKNOWN:
        course = said("angka %(month)s tidak ada, jadi arahnya tidak dikenal") % {"month": previous}
    elif row.month_denominator is not None:
        told = {"month": now, "trend": trend, "previous": previous}
        course = said("%(month)s %(trend)s dibanding %(previous)s") % told
    else:
        course = f"{now} {words.count(row.month)}, {previous} {words.count(row.last_month)}, {trend}"
    gap = ""
    if row.gap_people:
        phrase = said("kurang %(n)s %(people)s") if row.higher_is_better else said("kelebihan %(n)s %(people)s")
        gap = "; " + phrase % {"n": row.gap_people, "people": said(indicator.people)}
    reached = reach % {"rate": percent, "target": due}
    return f"{reached}{gap}; {course}: {row.status.value} ({said(meaning)})"


def pace_sentence(row: CoverageRow, indicator: Indicator) -> str:
    """``perlu 11 ibu sebulan sampai Desember, sejauh ini 6: perlu dorongan``; people needed are rounded up."""
    if row.pace is Pace.DONE:
        return said("target setahun sudah tercapai")
    if row.pace_needed is None or row.pace_reached is None:
        return ""
    needed, so_far = math.ceil(Fraction(row.pace_needed, MICRO)), words.number(Fraction(row.pace_reached, MICRO), 1)
    if indicator.people:
        sentence = said("perlu %(needed)s %(people)s sebulan sampai Desember, sejauh ini %(reached)s")
    else:
        sentence = said("perlu %(needed)s sebulan sampai Desember, sejauh ini %(reached)s")
    told = {"needed": needed, "people": said(indicator.people), "reached": so_far.removesuffix(",0")}
    return f"{sentence % told}: {said(row.pace.value)}"


def _reports(row: CoverageRow, month: Month) -> str:
    """Who and which months are missing; empty when complete."""
    parts = []
    if row.villages_expected and row.villages_reported < row.villages_expected:
        told = {"n": row.villages_reported, "all": row.villages_expected, "month": _name(month)}
        parts.append(said("%(n)s dari %(all)s desa melapor %(month)s") % told)
    absent = [said(MONTH_NAMES[i]) for i, value in enumerate(row.months) if value is None]
    if absent:
        parts.append(said("belum lapor: %(months)s") % {"months": ", ".join(absent)})
    return "; ".join(parts)


def _definition(indicator: Indicator) -> str:
    since = ""
    if indicator.valid_from > 2000:
        since = said("berlaku sejak %(year)s") % {"year": indicator.valid_from}
    return "; ".join(part for part in (indicator.definition.rstrip("."), since, indicator.source) if part)


def _cells(row: CoverageRow, indicator: Indicator, rate: Rate, inputs: Inputs, sources: Sources) -> tuple[Cell, ...]:
    """All facts that went in: numerator by month, then the denominator; for the Puskesmas those of its villages."""
    month = Month.parse(row.period)

    def of(place: str, element: Element) -> list[Cell]:
        return [
            Cell(place, period, element.code, element.name, value, sources.get((place, period, element.code)))
            for period in _periods(element, month)
            if (value := inputs.values.get((place, period, element.code))) is not None
        ]

    if row.place != inputs.total:
        return tuple(cell for element in rate.elements for cell in of(row.place, element))
    found: list[Cell] = []
    for element in rate.elements:
        villages = [cell for place in inputs.places for cell in of(place, element)]
        own = of(inputs.total, element)
        found += villages if villages and ("desa" in indicator.levels or not own) else own
    return tuple(found)


def _periods(element: Element, month: Month) -> tuple[str, ...]:
    return (f"{month.year:04d}",) if element.yearly else tuple(m.code for m in month.year_to_date)
