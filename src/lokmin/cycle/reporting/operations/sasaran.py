"""How many people there are to be reached: sets side by side, one of them in force."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from lokmin.core.periods import MAX_YEAR, MIN_YEAR
from lokmin.cycle.centre import audit, clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.reporting import store
from lokmin.cycle.reporting.models import SasaranChoice
from lokmin.cycle.reporting.queries.catalogue import catalogue_for
from lokmin.cycle.reporting.queries.facts import VARIANTS
from lokmin.cycle.reporting.refusals import Refused

POPULATION = "sasaran.penduduk"
#: What people call the sets.
VARIANT_NAMES = {"sk": "SK Dinas Kesehatan", "riil": "pendataan riil", "proyeksi": "proyeksi"}


def set_sasaran(
    *,
    puskesmas: Puskesmas,
    by: Person,
    year: int,
    variant: str,
    values: Mapping[tuple[str, str], int | None],
    note: str = "",
) -> int:
    """Store numbers of one set, by (place code, element); None takes a number back. Returns how many changed.

    Raises:
        Refused: an unknown set, place or element, or a negative number.
    """
    _check(year, variant)
    elements = catalogue_for(puskesmas, year).elements
    places = {place.code: place.name for place in store.places_of(puskesmas)}
    problems = [
        (f"{place}:{element}", _("Tempat atau sasaran ini tidak dikenal."))
        for place, element in values
        if place not in places or element not in elements or not elements[element].yearly
    ]
    problems += [
        (f"{place}:{element}", _("%(place)s: sasaran tidak boleh negatif.") % {"place": places.get(place, place)})
        for (place, element), micro in values.items()
        if micro is not None and micro < 0
    ]
    if problems:
        raise Refused(_("Ada sasaran yang perlu diperbaiki."), tuple(problems))
    with transaction.atomic():
        store.lock(puskesmas)
        held = store.current(puskesmas, [str(year)])
        writes, cleared = [], []
        for (place, element), micro in values.items():
            key = (place, str(year), element, variant)
            now = held.get(key)
            if micro is None and now:
                cleared.append(now.pk)
            elif micro is not None and (now is None or now.micro != micro):
                writes.append(store.Write(key, micro, now.pk if now else None, note=note))
        at = clock.now()
        store.clear(puskesmas=puskesmas, at=at, ids=cleared)
        store.write(puskesmas=puskesmas, by=by, at=at, writes=writes)
        if writes or cleared:
            did = f"menetapkan {len(writes)} dan mengosongkan {len(cleared)} sasaran {year}"
            sentence = f"{by} {did} ({VARIANT_NAMES[variant]})."
            audit.record(puskesmas=puskesmas, by=by, action="atur_sasaran", sentence=sentence)
    return len(writes) + len(cleared)


def populations(puskesmas: Puskesmas, year: int) -> dict[str, int]:
    """Village code -> people in millionths, of whichever set has them (SK first)."""
    held = store.current(puskesmas, [str(year)])
    found: dict[str, int] = {}
    for place in villages(puskesmas):
        for variant in VARIANTS:
            if row := held.get((place.code, str(year), POPULATION, variant)):
                found[place.code] = row.micro
                break
    return found


def choose_sasaran(
    *, puskesmas: Puskesmas, by: Person, year: int, variant: str, element: str = "", basis: str = ""
) -> None:
    """Say which set is in force for a year: for one element, or (empty) for all.

    Raises:
        Refused: an unknown set.
    """
    _check(year, variant)
    with transaction.atomic():
        store.lock(puskesmas)
        SasaranChoice.objects.update_or_create(
            puskesmas=puskesmas,
            year=year,
            element=element,
            defaults={"variant": variant, "basis": basis[:200], "by": by, "at": clock.now()},
        )
        what = f"sasaran {element}" if element else "semua sasaran"
        because = f", dasar {basis}" if basis else ""
        sentence = f"{by} memilih {VARIANT_NAMES[variant]} untuk {what} {year}{because}."
        audit.record(puskesmas=puskesmas, by=by, action="pilih_sasaran", sentence=sentence)


def _check(year: int, variant: str) -> None:
    if variant not in VARIANTS:
        raise Refused(_("Sasaran hanya dapat berupa SK Dinas, pendataan riil atau proyeksi."))
    if not MIN_YEAR <= year <= MAX_YEAR:
        raise Refused(_("Tahun %(year)d tidak wajar.") % {"year": year})
