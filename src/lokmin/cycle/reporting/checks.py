"""Numbers about to come in, held against one another and against what is there: what a careful reader would ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lokmin.catalog.loading import rules
from lokmin.core.findings import Finding
from lokmin.core.indicators.definitions import Catalogue
from lokmin.core.periods import Month
from lokmin.core.quality import consistency, outliers
from lokmin.core.quality.rules import QualityRules
from lokmin.core.quality.series import Reports
from lokmin.cycle.reporting.store import Held, Key

#: Up to so many numbers at once a month is also held against its neighbours (a Puskesmas-year has about 15,000). Years
#: of history at once are only searched for contradictions; jumps and repeats stand on the data-quality page anyway.
MOST_COMPARED = 20_000
#: (place code, period, element).
About = tuple[str, str, str]


def doubts(
    new: Mapping[About, int], current: Mapping[Key, Held], catalogue: Catalogue, names: Mapping[str, str]
) -> dict[About, tuple[Finding, ...]]:
    """What is odd about the new numbers (millionths), by what they are about; those already in are not judged again.

    Broken people, parts above their whole, later steps above earlier ones, sums that do not fit, the same numbers
    month after month, tenfold jumps. Rules: ``catalog/rules/quality.toml`` and ``consistency.toml``.
    """
    years: dict[int, str] = {}
    for _place, period, _element in new:
        if len(period) == 7:
            years[int(period[:4])] = max(period, years.get(int(period[:4]), ""))
    if not years:
        return {}
    facts = {(place, period, element): held.micro for (place, period, element, _variant), held in current.items()}
    facts |= new
    touched = {place for place, _period, _element in new}
    reporting = {code: name for code, name in names.items() if code in touched}
    by_year: dict[int, dict[About, int]] = {year: {} for year in years}
    for about, micro in facts.items():
        if (of_year := by_year.get(int(about[1][:4]))) is not None:
            of_year[about] = micro
    met = _only(catalogue, {element for _place, _period, element in facts})
    found: dict[About, list[Finding]] = {}
    for year, last in sorted(years.items()):
        limits = QualityRules.load(rules("quality"), rules("consistency"), year)
        reports = Reports(by_year[year], met, reporting, Month.parse(last))
        for finding in (
            *consistency.impossible(reports),
            *consistency.parts(reports),
            *consistency.orders(reports, limits),
            *consistency.sums(reports, limits),
            *(outliers.repeats(reports, limits) if len(new) <= MOST_COMPARED else ()),
            *(outliers.jumps(reports, limits) if len(new) <= MOST_COMPARED else ()),
        ):
            about = (finding.place, finding.period, finding.element)
            if about in new:
                found.setdefault(about, []).append(finding)
    return {about: tuple(findings) for about, findings in found.items()}


def _only(catalogue: Catalogue, present: set[str]) -> Catalogue:
    """The catalogue cut down to the elements that have numbers: the checks walk over all elements and places."""
    elements = {code: catalogue.elements[code] for code in catalogue.elements if code in present}
    whole = {code: e if e.part_of in elements else replace(e, part_of="") for code, e in elements.items()}
    return replace(catalogue, elements=whole)
