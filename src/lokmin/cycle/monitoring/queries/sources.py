"""The only door to the stage before: facts, sasaran, targets and definitions of an office, as the core wants them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from lokmin.catalog.loading import load, rules
from lokmin.core.facts import Source
from lokmin.core.indicators.definitions import Catalogue
from lokmin.core.periods import Month
from lokmin.core.pws.coverage import Inputs
from lokmin.core.pws.status import Change, StatusRule
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import village_names
from lokmin.cycle.reporting import queries as reporting

Key = tuple[str, str, str]
Sources = Mapping[Key, Source]
Past = reporting.Past
#: The office's own choice: how a month equal to the one before is judged.
SAME = {"naik": Change.BETTER, "turun": Change.WORSE}


def rule(puskesmas: Puskesmas, year: int) -> StatusRule:
    """The status rule of the year, with the office's choice for "tetap"."""
    found = StatusRule.load(rules("pws"), year)
    change = SAME.get(puskesmas.settings.get("tetap_dinilai", ""))
    return found.with_same_as(change) if change else found


Stamp = tuple[object, ...]


def stamp(puskesmas: Puskesmas) -> Stamp:
    """Changes whenever a number, sasaran, target, definition, village or choice of the office changes."""
    chosen = puskesmas.settings.get("tetap_dinilai", "")
    return (puskesmas.name, reporting.data_stamp(puskesmas), chosen, village_names(puskesmas))


def catalogue(puskesmas: Puskesmas, year: int) -> Catalogue:
    """The definitions in use, each with the denominator it was defined with (the office's own are in ``Inputs``)."""
    found, shipped = reporting.catalogue_for(puskesmas, year), load()
    own = reporting.denominators(puskesmas, year)
    indicators = {
        code: replace(i, denominator=shipped.indicators[code].denominator)
        if code in own and code in shipped.indicators
        else i
        for code, i in found.indicators.items()
    }
    return replace(found, indicators=indicators)


def months(puskesmas: Puskesmas) -> tuple[Month, ...]:
    """Months with at least one number, oldest first."""
    return tuple(reversed(reporting.reported_months(puskesmas)))


def inputs(puskesmas: Puskesmas, month: Month, elements: Catalogue) -> Inputs:
    """Everything the coverage table of the month's year is made of."""
    year = month.year
    december = Month(year - 1, 12).code
    before = {key: v for key, v in facts(puskesmas, year - 1).items() if key[1] == december}
    return Inputs(
        places=tuple(code for code, *_ in village_names(puskesmas)),
        total=puskesmas.code,
        values=before | reporting.current_facts(puskesmas, year),
        rule=rule(puskesmas, year),
        elements=elements.elements,
        targets=reporting.targets(puskesmas, year),
        denominators=reporting.denominators(puskesmas, year),
    )


def sasaran_sets(puskesmas: Puskesmas, year: int) -> Mapping[str, str]:
    """Element -> the set its sasaran is of."""
    return reporting.sasaran_named(puskesmas, year)


def facts(puskesmas: Puskesmas, year: int) -> Mapping[Key, int]:
    """Every number in force in a year."""
    return reporting.current_facts(puskesmas, year)


def cells(puskesmas: Puskesmas, year: int, elements: set[str], places: set[str] | None = None) -> Sources:
    """Where the numbers stand, for the elements (and places) of one figure."""
    return reporting.fact_sources(puskesmas, year, elements=elements, places=places)


def history(puskesmas: Puskesmas, place: str, period: str, element: str) -> tuple[Past, ...]:
    """Every layer of a number, newest first."""
    return reporting.history(puskesmas, place=place, period=period, element=element)


def first_reports(puskesmas: Puskesmas, year: int) -> Mapping[tuple[str, str], dt.datetime]:
    """(place, month) -> when its first number came in."""
    return reporting.first_reports(puskesmas, year)


def first_numbers(puskesmas: Puskesmas, year: int) -> Mapping[Key, dt.datetime]:
    """(place, month, element) -> when its first number came in."""
    return reporting.first_numbers(puskesmas, year)


def began(puskesmas: Puskesmas) -> dt.datetime | None:
    """When the first number of all came in."""
    return reporting.began(puskesmas)


def sasaran_by_set(puskesmas: Puskesmas, year: int) -> Mapping[str, Mapping[tuple[str, str], int]]:
    """Every set of sasaran, whichever is in use."""
    return reporting.sasaran_by_set(puskesmas, year)


def second_figures(puskesmas: Puskesmas, year: int) -> Mapping[str, Mapping[Key, int]]:
    """Source -> its numbers, which are never among the facts."""
    return reporting.second_figures(puskesmas, year)


def report_changed(puskesmas: Puskesmas, place: str, period: str, since: dt.datetime) -> bool:
    """Whether any number of a village's month came in or was corrected since a moment."""
    return reporting.report_changed(puskesmas, place=place, period=period, since=since)


def newest(puskesmas: Puskesmas, year: int) -> dt.datetime | None:
    """When the newest number of a year came in."""
    return reporting.newest(puskesmas, year)


def corrections(puskesmas: Puskesmas, year: int, since: dt.datetime) -> tuple[reporting.Correction, ...]:
    """Numbers of a year that were given another value since a moment, newest first."""
    return reporting.corrections(puskesmas, year, since)


def sources_of_month(puskesmas: Puskesmas, period: str) -> Mapping[tuple[str, str], str]:
    """(place, element) -> the workbook its number of a month stands in."""
    return reporting.sources_of_month(puskesmas, period)
