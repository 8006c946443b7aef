"""Which lists of the PKP an office may choose from, and the one its year was begun with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from lokmin.catalog.pkp import plain
from lokmin.core.assessment.definitions import Bundle
from lokmin.core.assessment.reading import bundle_from
from lokmin.cycle.assessment.models import Pkp, PkpBundle
from lokmin.cycle.centre.models import Place, Puskesmas


@dataclass(frozen=True, slots=True)
class Choice:
    """One list: shipped, of the district, or the office's own."""

    code: str
    name: str
    source: str
    body: dict[str, Any]
    confirmed: bool = False


def choices(puskesmas: Puskesmas, year: int) -> tuple[Choice, ...]:
    """The lists in force in a year; one changed here takes the place of the shipped one of its code."""
    found = {
        code: Choice(code, str(body["name"]), str(body["source"]), body, bool(body.get("confirmed")))
        for code, body in plain().items()
        if int(body["valid_from"]) <= year
    }
    above = [place.pk for place in districts(puskesmas)]
    own = PkpBundle.objects.filter(Q(puskesmas=puskesmas) | Q(district_id__in=above), valid_from__lte=year)
    # The younger goes before the older, an office's own before its district's: the last one stays.
    for row in own.order_by("valid_from", "district_id", "pk"):
        found[row.code] = Choice(row.code, row.name, row.source, row.body, bool(row.body.get("confirmed")))
    return tuple(found.values())


def bundle_of(pkp: Pkp) -> Bundle:
    """The list as it was when the year was begun."""
    return bundle_from(pkp.body)


def districts(puskesmas: Puskesmas) -> list[Place]:
    """The places above an office, the nearest first."""
    found, here = [], puskesmas.place.parent
    while here is not None:
        found.append(here)
        here = here.parent
    return found
