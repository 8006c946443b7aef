"""Reads about places and people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext

from lokmin.core.periods import Month
from lokmin.core.places import Level, PlaceRef
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import AuditLine, Membership, Person, Place, Puskesmas
from lokmin.cycle.centre.roles import ROLE_NAMES, Role, in_force, memberships


def villages(puskesmas: Puskesmas) -> list[Place]:
    """The desa of the working area, in the office's order."""
    return list(Place.objects.filter(served_by=puskesmas.place, level=Level.DESA))


def village_refs(puskesmas: Puskesmas) -> list[PlaceRef]:
    return [place.ref for place in villages(puskesmas)]


def village_names(puskesmas: Puskesmas) -> tuple[tuple[str, str, bool], ...]:
    """(code, name, has a boundary) of the villages in order: what a kept page must be compared with."""
    found = Place.objects.filter(served_by=puskesmas.place_id, level=Level.DESA)
    return tuple(found.annotate(bounded=Q(boundary__isnull=False)).values_list("code", "name", "bounded"))


def posyandu(village: Place) -> list[Place]:
    return list(Place.objects.filter(parent=village, level=Level.POSYANDU))


def district(puskesmas: Puskesmas) -> str:
    """Name of the kabupaten or kota; empty when the place hangs nowhere."""
    place: Place | None = puskesmas.place
    while place is not None and place.level != Level.DISTRICT:
        place = place.parent
    return place.name if place else ""


def midwives(puskesmas: Puskesmas) -> dict[str, tuple[str, ...]]:
    """Village code -> names of its bidan desa today."""
    today = clock.today()
    held = Membership.objects.filter(puskesmas=puskesmas, role=Role.BIDAN, person__is_active=True)
    found: dict[str, set[str]] = {}
    for membership in held.select_related("person").prefetch_related("villages"):
        for village in membership.villages.all() if in_force(membership, today) else ():
            found.setdefault(village.code, set()).add(membership.person.full_name)
    return {code: tuple(sorted(names)) for code, names in found.items()}


@dataclass(frozen=True, slots=True)
class VillageRow:
    """A village as the list shows it."""

    id: int
    order: int
    code: str
    name: str
    aliases: tuple[str, ...]
    posyandu: int
    has_boundary: bool


def village_rows(puskesmas: Puskesmas) -> list[VillageRow]:
    """The villages with how many posyandu each has."""
    found = (
        Place.objects.filter(served_by=puskesmas.place, level=Level.DESA)
        .annotate(
            posts=Count("children", filter=Q(children__level=Level.POSYANDU)),
            bounded=Count("pk", filter=Q(boundary__isnull=False)),
        )
        .order_by("order", "name", "code")
        .defer("boundary")
    )
    return [VillageRow(v.pk, v.order, v.code, v.name, tuple(v.aliases), v.posts, bool(v.bounded)) for v in found]


def puskesmas_of(person: Person) -> list[Puskesmas]:
    """Every Puskesmas a person may open, by name; two queries however many there are."""
    today = clock.today()
    held = [m for m in person.memberships.all() if in_force(m, today)] if person.is_active else []
    reach = Q(pk__in=[m.puskesmas_id for m in held if m.puskesmas_id])
    districts = [m.district_id for m in held if m.district_id and not m.puskesmas_id]
    for levels in range(5):
        reach |= Q(**{"place" + "__parent" * levels + "__in": districts})
    found = Puskesmas.objects.filter(active=True).select_related("place").order_by("place__name")
    everywhere = any(m.role == Role.ADMIN and not m.puskesmas_id for m in held)
    return list(found if everywhere else found.filter(reach))


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
    """Everybody who has or had a role in this Puskesmas, those in force first, by role and name."""
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


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role somebody has or had here."""

    id: int
    words: str
    villages: str
    since: dt.date | None
    until: dt.date | None
    present: bool


def roles_held(person: Person, puskesmas: Puskesmas) -> list[RoleRow]:
    """All roles of a person in this Puskesmas, those in force first."""
    today = clock.today()
    held = person.memberships.filter(puskesmas=puskesmas).prefetch_related("villages").order_by("pk")
    rows = [
        RoleRow(
            m.pk,
            membership_in_words(m),
            ", ".join(v.name for v in m.villages.all()),
            m.since,
            m.until,
            in_force(m, today),
        )
        for m in held
    ]
    return sorted(rows, key=lambda row: not row.present)


@dataclass(frozen=True, slots=True)
class Trail:
    """One page of the audit trail and what it can be narrowed to."""

    lines: tuple[AuditLine, ...]
    count: int
    first: int
    previous: int | None
    next: int | None
    months: tuple[Month, ...]
    people: tuple[tuple[int, str], ...]

    @property
    def last(self) -> int:
        return self.first + len(self.lines) - 1


def trail(puskesmas: Puskesmas, *, month: Month | None, person: int | None, page: int, size: int) -> Trail:
    """The lines of one Puskesmas, newest first; ``page`` counts from 1."""
    everything = AuditLine.objects.filter(puskesmas=puskesmas)
    people = everything.exclude(by=None).order_by("by__full_name").values_list("by", "by__full_name").distinct()
    months = tuple(Month(d.year, d.month) for d in everything.datetimes("at", "month", order="DESC"))
    found = everything
    if month is not None:
        start = timezone.make_aware(dt.datetime.combine(month.first_day, dt.time.min))
        end = timezone.make_aware(dt.datetime.combine(month.next.first_day, dt.time.min))
        found = found.filter(at__gte=start, at__lt=end)
    if person is not None:
        found = found.filter(by=person)
    count = found.count()
    start_at = (page - 1) * size
    lines = tuple(found.select_related("by")[start_at : start_at + size])
    return Trail(
        lines, count, start_at + 1, page - 1 if page > 1 else None, page + 1 if start_at + size < count else None,
        months, tuple(people),
    )  # fmt: skip
