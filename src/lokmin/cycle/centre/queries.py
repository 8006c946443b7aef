"""Reads about places and people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext

from lokmin.core.places import Level, PlaceRef
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Membership, Person, Place, Puskesmas
from lokmin.cycle.centre.roles import ROLE_NAMES, Role, in_force, memberships


def villages(puskesmas: Puskesmas) -> list[Place]:
    """The desa of the working area, in the office's order."""
    return list(Place.objects.filter(served_by=puskesmas.place, level=Level.DESA))


def village_refs(puskesmas: Puskesmas) -> list[PlaceRef]:
    return [place.ref for place in villages(puskesmas)]


def puskesmas_of(person: Person) -> list[Puskesmas]:
    """Every Puskesmas a person may open, by name."""
    candidates = Puskesmas.objects.filter(active=True).select_related("place__parent__parent__parent__parent")
    return [p for p in candidates.order_by("place__name") if memberships(person, p)]


def roles_in_words(person: Person, puskesmas: Puskesmas) -> str:
    """``Penanggung jawab klaster atau program, klaster 2; Bidan desa``; empty without a role today."""
    return "; ".join(dict.fromkeys(membership_in_words(m) for m in memberships(person, puskesmas)))


def membership_in_words(membership: Membership) -> str:
    """Role, klaster and programme of one membership."""
    words = [gettext(ROLE_NAMES[Role(membership.role)])]
    if membership.klaster:
        words.append(gettext("klaster %(n)s") % {"n": membership.klaster})
    if membership.programme:
        words.append(membership.programme.upper() if len(membership.programme) <= 3 else membership.programme)
    return ", ".join(words)


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One person of a Puskesmas as the list shows them."""

    id: int
    name: str
    username: str
    job: str
    nip: str
    roles: str
    villages: str
    active: bool
    last_login: dt.datetime | None


def staff(puskesmas: Puskesmas) -> list[StaffRow]:
    """Everybody who has or had a role in this Puskesmas, those in force first, by the rank of the role, then by name."""
    today = clock.today()
    held = (
        Membership.objects.filter(puskesmas=puskesmas)
        .select_related("person")
        .prefetch_related("villages")
        .order_by("person__full_name", "pk")
    )
    people: dict[int, list[Membership]] = {}
    for membership in held:
        people.setdefault(membership.person_id, []).append(membership)
    order = list(Role)
    rows: list[tuple[tuple[bool, int, str], StaffRow]] = []
    for memberships_ in people.values():
        person = memberships_[0].person
        present = [m for m in memberships_ if in_force(m, today)]
        active = person.is_active and bool(present)
        row = StaffRow(
            id=person.pk,
            name=person.full_name or person.username,
            username=person.username,
            job=person.job,
            nip=person.nip,
            roles="; ".join(dict.fromkeys(membership_in_words(m) for m in present)),
            villages=", ".join(v.name for m in present for v in m.villages.all()),
            active=active,
            last_login=person.last_login,
        )
        rank = min((order.index(Role(m.role)) for m in present), default=len(order))
        rows.append(((not active, rank, row.name), row))
    return [row for _, row in sorted(rows, key=lambda pair: pair[0])]
