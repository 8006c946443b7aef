"""Reads of SMD: a survey with its counted answers, its households, its findings."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.catalog.loading import rules
from lokmin.core.community import instrument as core
from lokmin.core.community.problems import VillageProblem, found, unsure
from lokmin.core.community.tabulation import SmdRule, Tabulation, tabulate
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.community.models import Instrument, Smd, VillageFinding
from lokmin.cycle.community.smd.findings import POTENTIAL, PROBLEM, record_of, standing
from lokmin.cycle.community.smd.instruments import read
from lokmin.cycle.community.smd.operations import living


@dataclass(frozen=True, slots=True)
class Found:
    """A problem of the list with what the tabulation says of it today."""

    row: VillageFinding
    problem: VillageProblem


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """One household in the list: how many questions it left blank."""

    pk: int
    number: int
    area: str
    blank: int
    by: str


@dataclass(frozen=True, slots=True)
class SurveyResult:
    """A survey counted: its questionnaire, the tabulation, problems it shows and those too few answered."""

    instrument: core.Instrument
    rule: SmdRule
    table: Tabulation
    problems: tuple[VillageProblem, ...]
    unsure: tuple[VillageProblem, ...]


def rule(year: int = 0) -> SmdRule:
    """How answers are read; of this year when none is named."""
    return SmdRule.load(rules("smd"), year or clock.today().year)


def potential_kinds() -> tuple[tuple[str, str], ...]:
    """Kinds of potentials: (code, name)."""
    return tuple((entry["code"], entry["name"]) for entry in rules("smd").get("potential", ()))


def households_of(smd: Smd) -> tuple[core.Household, ...]:
    """The households as the domain counts them."""
    rows = living(smd).order_by("number").values_list("number", "area", "values")
    return tuple(core.Household(number, area, values) for number, area, values in rows)


def result(smd: Smd) -> SurveyResult:
    """The survey counted, whenever it is asked for: a corrected answer is in it at once."""
    instrument, how = read(smd.instrument), rule(smd.year)
    table = tabulate(instrument, households_of(smd))
    return SurveyResult(instrument, how, table, found(table, how), unsure(table, how))


def household_rows(smd: Smd) -> tuple[HouseholdRow, ...]:
    """The list of households for correcting."""
    codes = [q.code for q in read(smd.instrument).questions]
    rows = living(smd).order_by("number").select_related("by")
    return tuple(
        HouseholdRow(r.pk, r.number, r.area, sum(c not in r.values for c in codes), str(r.by or "")) for r in rows
    )


def problems_of(smd: Smd, counted: SurveyResult | None = None) -> tuple[Found, ...]:
    """The village's problems in its order; those without a place last, as the tabulation orders them."""
    known = {p.code: p for p in (*counted.problems, *counted.unsure)} if counted else {}
    rows = standing(smd).filter(kind=PROBLEM).select_related("problem")
    lines = []
    for row in rows:
        seen = known.get(row.question)
        lines.append(Found(row, record_of(row, seen.threshold if seen else 0, seen.where if seen else "")))
    return tuple(sorted(lines, key=lambda f: (f.row.rank is None, f.row.rank or 0, -(f.problem.share or 0), f.row.pk)))


def problems_for_plan(puskesmas: Puskesmas, year: int) -> tuple[tuple[str, str, int], ...]:
    """(village, problem, year of the survey) for the plan of ``year``: of the two years before it, by village."""
    surveys = Smd.objects.of(puskesmas).filter(year__in=(year - 1, year - 2)).select_related("village", "instrument")
    return tuple(
        (smd.village.name, one.row.text, smd.year)
        for smd in surveys.order_by("village__order", "-year")
        for one in problems_of(smd)
    )


def potentials_of(smd: Smd) -> tuple[tuple[VillageFinding, str], ...]:
    """The village's potentials with the name of their kind."""
    names = {code: name.partition(":")[0] for code, name in potential_kinds()}
    rows = standing(smd).filter(kind=POTENTIAL).order_by("pk")
    return tuple((row, names.get(str(row.scores.get("golongan", "")), "")) for row in rows)


def instruments(puskesmas: Puskesmas) -> list[Instrument]:
    """Questionnaires in use, by name."""
    return list(Instrument.objects.of(puskesmas).filter(active=True))


def last_area(smd: Smd, person_pk: int) -> str:
    """The RT/RW this person wrote last: the next household most likely lies there, too."""
    rows = living(smd).filter(by_id=person_pk).order_by("-at", "-pk")
    return str(rows.values_list("area", flat=True).first() or "")
