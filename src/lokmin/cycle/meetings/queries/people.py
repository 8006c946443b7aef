"""Who of a Puskesmas leads, writes and is invited."""

from __future__ import annotations

from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.roles import Role

#: In the order of an attendance list.
ORDER = (Role.KEPALA, Role.KTU, Role.PJ, Role.STAF, Role.BIDAN, Role.TAMU)


def staff(puskesmas: Puskesmas, *, guests: bool = False) -> list[Person]:
    """The active people of a Puskesmas, the head first; with ``guests`` those of other sectors too."""
    roles = [r.value for r in ORDER if guests or r is not Role.TAMU]
    found = Person.objects.filter(memberships__puskesmas=puskesmas, memberships__role__in=roles, is_active=True)
    rows = found.values_list("pk", "memberships__role").order_by("pk")
    rank: dict[int, int] = {}
    for pk, role in rows:
        rank[pk] = min(rank.get(pk, len(roles)), roles.index(role))
    people = Person.objects.filter(pk__in=rank)
    return sorted(people, key=lambda p: (rank[p.pk], p.pk))


def holder(puskesmas: Puskesmas, role: Role) -> Person | None:
    """The first active person with a role in a Puskesmas."""
    return (
        Person.objects.filter(memberships__puskesmas=puskesmas, memberships__role=role.value, is_active=True)
        .order_by("pk")
        .first()
    )


def kepala(puskesmas: Puskesmas) -> Person | None:
    return holder(puskesmas, Role.KEPALA)


def notulis_of(puskesmas: Puskesmas) -> Person | None:
    """By habit the head of administration writes (domain.md 1.3)."""
    return holder(puskesmas, Role.KTU)


def pj_of(puskesmas: Puskesmas, klaster: int) -> Person | None:
    """The one who answers for a cluster: a PJ of it, the first when there are several."""
    members = Person.objects.filter(
        memberships__puskesmas=puskesmas,
        memberships__klaster=klaster,
        memberships__role__in=["pj", "ktu"],
        is_active=True,
    )
    return members.order_by("pk").first()


def by_function(puskesmas: Puskesmas, function: str, klaster: int | None = None) -> Person | None:
    """Who holds a function a kind of meeting names (``core.meetings.kinds.FUNCTIONS``); None when nobody is known."""
    if function == "ktu":
        return holder(puskesmas, Role.KTU)
    if function == "pj_klaster":
        return pj_of(puskesmas, klaster) if klaster else None
    if function == "pj_mutu":
        found = Person.objects.filter(memberships__puskesmas=puskesmas, is_active=True)
        return found.filter(memberships__programme__iexact="mutu").order_by("pk").first()
    if function == "camat":
        guests = Person.objects.filter(memberships__puskesmas=puskesmas, memberships__role=Role.TAMU.value)
        return guests.filter(job__istartswith="camat", is_active=True).order_by("pk").first()
    return kepala(puskesmas)


def of_klaster(puskesmas: Puskesmas, klaster: int) -> list[Person]:
    """The members of a cluster; everybody where the office has not said who belongs to it."""
    everybody = staff(puskesmas)
    members = Person.objects.filter(memberships__puskesmas=puskesmas, memberships__klaster=klaster)
    mine = set(members.values_list("pk", flat=True))
    return [p for p in everybody if p.pk in mine] or everybody
