"""Whom and what a sentence here may name: people with their jobs, villages, partners, indicators, funds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lokmin.catalog.loading import rules
from lokmin.core.meetings.sentences import Known
from lokmin.cycle.centre.models import Membership, Partner, Person, Place, Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.followup.queries import owners
from lokmin.cycle.reporting.queries.catalogue import catalogue_for

#: How the keys of owners begin: an account, a partner, the head of a village nobody entered as partner.
PERSON, PARTNER, HEAD = "p", "m", "k"


@dataclass(frozen=True, slots=True)
class Directory:
    """All that can be named, as the reader of sentences takes it."""

    people: tuple[Known, ...]
    places: tuple[Known, ...]
    indicators: tuple[Known, ...]
    partners: tuple[Known, ...]
    funds: tuple[Known, ...]


def directory(puskesmas: Puskesmas, year: int) -> Directory:
    """The directory of a Puskesmas for a meeting of a year."""
    here = villages(puskesmas)
    staff = owners(puskesmas)
    people = tuple(_person(p, roles) for p, roles in _with_roles(puskesmas, staff))
    taken = {alias.lower() for known in people for alias in known.aliases}
    return Directory(
        people=people,
        places=tuple(Known(place.code, place.name) for place in here),
        indicators=_indicators(puskesmas, year),
        partners=_partners(puskesmas, here, taken, {p.full_name for p in staff}),
        funds=tuple(Known(name, name, tuple(words)) for name, words in rules("sentences")["funds"].items()),
    )


def _with_roles(puskesmas: Puskesmas, people: list[Person]) -> list[tuple[Person, list[Membership]]]:
    rows = Membership.objects.filter(puskesmas=puskesmas, person__in=people).prefetch_related("villages")
    by_person: dict[int, list[Membership]] = {}
    for row in rows:
        by_person.setdefault(row.person_id, []).append(row)
    return [(p, by_person.get(p.pk, [])) for p in people]


def _person(person: Person, roles: Iterable[Membership]) -> Known:
    words = rules("sentences")
    patterns, jobs = words["roles"], words["jobs"]
    names = [person.job] if person.job else []
    names += [short for job, shorts in jobs.items() if job in person.job.lower() for short in shorts]
    if person.job.lower().startswith("camat"):
        names.append("camat")
    for role in roles:
        if role.role in ("kepala", "ktu"):
            names += patterns[role.role]
        if role.klaster and role.role in ("pj", "ktu"):
            names += [p.format(klaster=role.klaster) for p in patterns["pj_klaster"]]
        if role.programme and role.role in ("pj", "ktu", "staf"):
            names += [p.format(program=role.programme) for p in patterns["pj_program"]]
        if role.role == "bidan_desa":
            names += [p.format(desa=v.name) for v in role.villages.all() for p in patterns["bidan_desa"]]
    return Known(f"{PERSON}{person.pk}", person.full_name, tuple(dict.fromkeys(names)))


def _indicators(puskesmas: Puskesmas, year: int) -> tuple[Known, ...]:
    words = rules("sentences")
    found = catalogue_for(puskesmas, year).for_year(year).values()
    ordered = sorted(found, key=lambda i: (i.order, i.programme, i.code))
    known = [Known(i.code, i.name, tuple(words["indicators"].get(i.code, (i.short, i.name)))) for i in ordered]
    return (*known, Known("", "", tuple(words["not_indicators"]["words"])))


def _partners(puskesmas: Puskesmas, here: list[Place], taken: set[str], accounts: set[str]) -> tuple[Known, ...]:
    """Partners without an account of their own; and the head of every village that is nobody's partner yet."""
    words = rules("sentences")
    heads, sectors = words["roles"]["kepala_desa"], words["sectors"]
    found, led = [], set()
    for partner in Partner.objects.of(puskesmas).filter(active=True).select_related("village"):
        if partner.head and partner.head in accounts:
            continue
        names = [*sectors.get(partner.sector, ()), *filter(None, (partner.job, partner.head))]
        if partner.village is not None and partner.sector == "desa":
            led.add(partner.village.code)
            names += [p.format(desa=partner.village.name) for p in heads]
        names = [n for n in dict.fromkeys(names) if n.lower() not in taken]
        found.append(Known(f"{PARTNER}{partner.pk}", partner.name, tuple(names)))
    found += [
        Known(f"{HEAD}{v.code}", f"Kepala Desa {v.name}", tuple(p.format(desa=v.name) for p in heads))
        for v in here
        if v.code not in led
    ]
    return tuple(found)
