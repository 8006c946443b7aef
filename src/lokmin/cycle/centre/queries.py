"""Reads about places and people."""

from __future__ import annotations

from lokmin.core.places import Level, PlaceRef
from lokmin.cycle.centre.models import Person, Place, Puskesmas
from lokmin.cycle.centre.roles import memberships


def villages(puskesmas: Puskesmas) -> list[Place]:
    """The desa of the working area, in the office's order."""
    return list(Place.objects.filter(served_by=puskesmas.place, level=Level.DESA))


def village_refs(puskesmas: Puskesmas) -> list[PlaceRef]:
    return [place.ref for place in villages(puskesmas)]


def puskesmas_of(person: Person) -> list[Puskesmas]:
    """Every Puskesmas a person may open, by name."""
    candidates = Puskesmas.objects.filter(active=True).select_related("place__parent__parent__parent__parent")
    return [p for p in candidates.order_by("place__name") if memberships(person, p)]
