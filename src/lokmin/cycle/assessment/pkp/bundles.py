"""Which lists of the PKP an office may choose from, and the one its year was begun with."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from lokmin.catalog.pkp import plain
from lokmin.core.assessment.definitions import Bundle
from lokmin.core.assessment.reading import bundle_from
from lokmin.cycle.assessment.models import Pkp, PkpBundle
from lokmin.cycle.centre.models import Place, Puskesmas

#: Whose a list is.
SHIPPED, DISTRICT, OWN = "bawaan", "dinas", "sendiri"


@dataclass(frozen=True, slots=True)
class Choice:
    """One list: shipped, of the district, or the office's own, and from which year on."""

    code: str
    name: str
    source: str
    body: dict[str, Any]
    confirmed: bool = False
    owner: str = SHIPPED
    valid_from: int = 0

    @property
    def mark(self) -> str:
        """Two lists with the same mark are the same."""
        return fingerprint(self.body)


def fingerprint(body: dict[str, Any]) -> str:
    """A short name of a list as it is, to see whether somebody changed it meanwhile."""
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def choices(puskesmas: Puskesmas, year: int, *, own: bool = True) -> tuple[Choice, ...]:
    """The lists in force in a year; one changed here takes the place of the shipped one of its code.

    Without ``own`` as the district sees them: what one office changed for itself is no business of the others.
    """
    found = {
        code: Choice(
            code, str(body["name"]), str(body["source"]), body, bool(body.get("confirmed")),
            valid_from=int(body["valid_from"]),
        )
        for code, body in plain().items()
        if int(body["valid_from"]) <= year
    }  # fmt: skip
    above = [place.pk for place in districts(puskesmas)]
    whose = Q(district_id__in=above) | Q(puskesmas=puskesmas) if own else Q(district_id__in=above)
    rows = PkpBundle.objects.filter(whose, valid_from__lte=year)
    # The younger goes before the older, the nearer before the farther, an office's own before all: the last one stays.
    far = {pk: distance for distance, pk in enumerate(above, start=1)}
    for row in sorted(rows, key=lambda row: (row.valid_from, -far.get(row.district_id or 0, 0), row.pk)):
        owner = OWN if row.puskesmas_id else DISTRICT
        confirmed = bool(row.body.get("confirmed"))
        found[row.code] = Choice(row.code, row.name, row.source, row.body, confirmed, owner, row.valid_from)
    return tuple(found.values())


def choice(puskesmas: Puskesmas, year: int, code: str, *, own: bool = True) -> Choice | None:
    """One list in force in a year."""
    return next((found for found in choices(puskesmas, year, own=own) if found.code == code), None)


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
