"""The prepared page of a presenter: indicators of the month, promises kept and open, figures to be asked about."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.core.indicators.definitions import Indicator
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.cycle.followup.queries import ActionLine
from lokmin.cycle.meetings.composing import red
from lokmin.cycle.meetings.models import AgendaItem
from lokmin.cycle.meetings.queries.rtl import previous_rtl
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.dqr.queries import flags
from lokmin.cycle.monitoring.queries import month_table
from lokmin.cycle.monitoring.queries.table import MonthTable

#: At most so many problems and questions stand on the page; all are in the table of the month.
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator of the Puskesmas: texts as the pages say them, and how many villages are below."""

    code: str
    short: str
    name: str
    status: str
    percent: str
    target: str
    gap: str
    trend: str
    month: str
    below: int
    villages: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One red figure: where, how far, for how long."""

    title: str
    gap: str
    status: str
    red_months: int
    indicator: str
    place: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is known before the presenter writes: plan against done, indicators, problems, questions."""

    figures: tuple[Figure, ...]
    problems: tuple[Problem, ...]
    more_problems: int
    done: tuple[ActionLine, ...]
    open: tuple[ActionLine, ...]
    questions: tuple[str, ...]

    @property
    def promised(self) -> int:
        return len(self.done) + len(self.open)


def prepared(item: AgendaItem) -> Prepared:
    """The page of one point: of its cluster, of UKP or UKM, of the indicator of its focus, else of everything red."""
    meeting = item.meeting
    table = month_table(meeting.puskesmas, meeting.month)
    chosen = [i for i in table.indicators if about(item, i)]
    codes = {i.code for i in chosen}
    problems = [i for i in red(table) if i.indicator.code in codes]
    elements = {code for i in chosen for code in _elements(table, i)}
    actions = [a for a in previous_rtl(meeting) if _promise_about(item, a, codes)]
    asked = [
        f.finding.question
        for f in flags(meeting.puskesmas, meeting.month).items
        if f.doubtful and f.finding.element in elements
    ]
    return Prepared(
        figures=tuple(_figure(table, i) for i in chosen if table.row(table.total.code, i.code).numerator is not None),
        problems=tuple(
            Problem(
                f"{i.indicator.short} {i.place.name}", words.gap(i.row, i.indicator), i.row.status.value,
                i.row.red_months, i.indicator.code, i.place.code,
            )
            for i in problems[:SHOWN]
        ),
        more_problems=max(0, len(problems) - SHOWN),
        done=tuple(a for a in actions if not a.open),
        open=tuple(a for a in actions if a.open),
        questions=tuple(dict.fromkeys(asked))[:SHOWN],
    )  # fmt: skip


def _elements(table: MonthTable, indicator: Indicator) -> set[str]:
    """The codes a rate is made of: a doubtful figure is one of these."""
    rate = table.inputs.rate(indicator)
    return {element.code for element, _factor in (*rate.numerator.terms, *rate.denominator.terms)}


def about(item: AgendaItem, indicator: Indicator) -> bool:
    """Whether a point is about an indicator: by its cluster, by UKP and UKM, by its focus."""
    if item.klaster is not None:
        return indicator.klaster == item.klaster
    if item.kind in ("ukp", "ukm"):
        return indicator.upaya.lower() == item.kind
    if item.reference and not item.reference.startswith(("surat:", "rtl")):
        return indicator.code == item.reference.split("@")[0]
    return item.kind in ("masalah", "lintas_sektor") and indicator.on_home


def _promise_about(item: AgendaItem, action: ActionLine, codes: set[str]) -> bool:
    if item.klaster is not None and action.klaster is not None:
        return action.klaster == item.klaster
    return bool(action.indicator) and action.indicator in codes


def _figure(table: MonthTable, indicator: Indicator) -> Figure:
    row: CoverageRow = table.row(table.total.code, indicator.code)
    villages = table.of_indicator(indicator.code) if "desa" in indicator.levels else ()
    return Figure(
        code=indicator.code,
        short=indicator.short,
        name=indicator.name,
        status=row.status.value,
        percent=words.percent_so_far(row),
        target=words.target(row),
        gap=words.gap(row, indicator),
        trend=row.trend.value,
        month=words.count(row.month),
        below=sum(v.status in (Status.CUKUP, Status.JELEK) for v in villages),
        villages=len(villages),
    )
