"""SWOT of a year and programme; the risk register, gravest first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lokmin.catalog.loading import rules
from lokmin.core.problems.risks import Grade, RiskRule, grade
from lokmin.core.problems.swot import Cross, Swot, open_questions
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.models import Risk, SwotLine


@dataclass(frozen=True, slots=True)
class SwotItem:
    """One line of a SWOT."""

    pk: int
    text: str


@dataclass(frozen=True, slots=True)
class SwotPage:
    """The SWOT of a year and programme.

    Attributes:
        cells: code (S, W, O, T, SO, WO, ST, WT) -> its lines.
        asked: what is still missing, as sentences.
        years, programmes: what there is to choose from.
    """

    year: int
    programme: str
    cells: dict[str, tuple[SwotItem, ...]]
    swot: Swot
    asked: tuple[str, ...]
    years: tuple[int, ...]
    programmes: tuple[str, ...]

    @property
    def empty(self) -> bool:
        return not any(self.cells.values())


def swot(puskesmas: Puskesmas, year: int, programme: str = "") -> SwotPage:
    """The lines in force; ``programme`` empty is the whole Puskesmas."""
    every = SwotLine.objects.of(puskesmas).filter(removed_at=None)
    lines = list(every.filter(year=year, programme=programme))
    cells = {
        code: tuple(SwotItem(line.pk, line.text) for line in lines if line.cell == code) for code, _ in SwotLine.CELLS
    }
    texts = {code: tuple(item.text for item in items) for code, items in cells.items()}
    crossed = tuple((cross, text) for cross in Cross for text in texts[cross.value])
    made = Swot(programme or puskesmas.name, texts["S"], texts["W"], texts["O"], texts["T"], crossed)
    years = set(every.values_list("year", flat=True)) | {year, clock.today().year}
    named = every.filter(year=year).exclude(programme="").values_list("programme", flat=True)
    return SwotPage(
        year, programme, cells, made, open_questions(made), tuple(sorted(years, reverse=True)),
        tuple(sorted({*named, *([programme] if programme else [])})),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One risk as the list and the paper show it; ``late``: its day of review is over."""

    pk: int
    label: str
    unit: str
    risk: str
    occurrence: int
    severity: int
    level: int
    grade: Grade
    cause: str
    effect: str
    prevention: str
    handling: str
    owner: str
    review_on: dt.date | None
    late: bool
    status: str
    problem_pk: int | None
    problem_label: str

    @property
    def open(self) -> bool:
        return self.status == Risk.OPEN


def risk_rule(year: int) -> RiskRule:
    """Matrix, grades and words of both scales in a year."""
    return RiskRule.load(rules("risks"), year)


def risks(
    puskesmas: Puskesmas, year: int, *, unit: str = "", grade_code: str = "", state: str = Risk.OPEN
) -> tuple[RiskLine, ...]:
    """The risks of a year that fit, gravest first; an empty text narrows nothing."""
    rows = Risk.objects.of(puskesmas).filter(year=year).select_related("owner", "problem")
    if state:
        rows = rows.filter(status=state)
    if unit:
        rows = rows.filter(unit=unit)
    rule, today = risk_rule(year), clock.today()
    lines = [_risk(row, rule, today) for row in rows]
    if grade_code:
        lines = [line for line in lines if line.grade.code == grade_code]
    return tuple(sorted(lines, key=lambda r: (-r.grade.rank, -r.level, -r.severity, r.unit, r.pk)))


def _risk(row: Risk, rule: RiskRule, today: dt.date) -> RiskLine:
    return RiskLine(
        pk=row.pk, label=f"{row.number}/{row.year}", unit=row.unit, risk=row.risk, occurrence=row.occurrence,
        severity=row.severity, level=row.occurrence * row.severity, grade=grade(row.occurrence, row.severity, rule),
        cause=row.cause, effect=row.effect, prevention=row.prevention, handling=row.handling,
        owner=", ".join(filter(None, (row.owner.full_name if row.owner else "", row.owner_text))),
        review_on=row.review_on, late=row.status == Risk.OPEN and row.review_on is not None and row.review_on < today,
        status=row.status, problem_pk=row.problem_id,
        problem_label=f"{row.problem.number}/{row.problem.year}" if row.problem else "",
    )  # fmt: skip


def risk_units(puskesmas: Puskesmas) -> tuple[str, ...]:
    """The units that have or had a risk, for choosing and for typing less."""
    return tuple(sorted(set(Risk.objects.of(puskesmas).values_list("unit", flat=True))))


def risk_years(puskesmas: Puskesmas) -> tuple[int, ...]:
    """The years with a register, and this one; newest first."""
    years = set(Risk.objects.of(puskesmas).values_list("year", flat=True)) | {clock.today().year}
    return tuple(sorted(years, reverse=True))
