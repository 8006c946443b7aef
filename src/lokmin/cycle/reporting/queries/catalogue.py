"""The catalogue as one Puskesmas uses it: the shipped one, its own elements and indicators, its own denominators."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from lokmin.catalog.loading import load, parse_indicator
from lokmin.core.indicators.definitions import Aggregation, Catalogue, Element
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.reporting.models import Definition

LOCAL, DENOMINATOR, ELEMENT = "lokal", "pembagi", "unsur"


def catalogue_for(puskesmas: Puskesmas, year: int | None = None) -> Catalogue:
    """Shipped and local definitions with the office's own denominators; with a year, those in force then."""
    shipped = load()
    rows = list(Definition.objects.of(puskesmas).order_by("valid_from"))
    if year is not None:
        rows = [row for row in rows if row.valid_from <= year]
    if not rows:
        return shipped
    elements = dict(shipped.elements) | {r.code: _element(r.body) for r in rows if r.kind == ELEMENT}
    indicators = dict(shipped.indicators)
    for row in rows:
        if row.kind == LOCAL:
            indicators[row.code] = parse_indicator(row.body, elements)
        elif row.kind == DENOMINATOR and row.code in indicators:
            indicators[row.code] = replace(indicators[row.code], denominator=row.body["denominator"])
    return replace(shipped, elements=elements, indicators=indicators)


def denominators(puskesmas: Puskesmas, year: int) -> dict[str, str]:
    """Indicator code -> the office's own denominator in force that year."""
    rows = Definition.objects.of(puskesmas).filter(kind=DENOMINATOR, valid_from__lte=year).order_by("valid_from")
    return {row.code: row.body["denominator"] for row in rows}


def _element(body: dict[str, Any]) -> Element:
    known = {field.name for field in fields(Element)}
    values = {name: value for name, value in body.items() if name in known}
    values["aliases"] = tuple(values.get("aliases", ()))
    values["aggregation"] = Aggregation(values.get("aggregation", Aggregation.FLOW))
    return Element(**values)
