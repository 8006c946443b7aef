"""Puts the cast into the database; doing it again changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from lokmin.cli.demo.cast import HOME, NEIGHBOUR, NEIGHBOUR_VILLAGES, PASSWORD, PLACES, PLAYERS, VILLAGES, Player
from lokmin.core.places import Level
from lokmin.cycle.centre.models import Membership, Person, Place, Puskesmas

LETTERHEAD = {
    "lines": ["PEMERINTAH KABUPATEN ARGAMULYA", "DINAS KESEHATAN", "UPTD PUSKESMAS BANYUWENING"],
    "address": "Jalan Mata Air Nomor 1, Banyuwening, Kabupaten Argamulya",
    "contact": "Telepon (0999) 000001, pos-el puskesmas@banyuwening.example",
    "code": "KODE PUSKESMAS P.9901010201",
    "town": "Banyuwening",
}


@dataclass(frozen=True, slots=True)
class Cast:
    """The two Puskesmas and everybody by user name."""

    puskesmas: Puskesmas
    neighbour: Puskesmas
    people: dict[str, Person]
    villages: list[Place]


def create_cast() -> Cast:
    """Create what is missing of places, Puskesmas, people and memberships."""
    by_code: dict[str, Place] = {}
    for code, name, level, parent in PLACES:
        by_code[code], _ = Place.objects.get_or_create(
            code=code, defaults={"name": name, "level": level, "parent": by_code.get(parent)}
        )
    homes = {HOME: _puskesmas(by_code[HOME]), NEIGHBOUR: _puskesmas(by_code[NEIGHBOUR])}
    villages = _villages(VILLAGES, by_code["99.01.01"], by_code[HOME])
    _villages(NEIGHBOUR_VILLAGES, by_code["99.01.02"], by_code[NEIGHBOUR])
    people = enrol(homes[HOME], by_code["99.01"], [p for p in PLAYERS if p.puskesmas == HOME])
    people |= enrol(homes[NEIGHBOUR], by_code["99.01"], [p for p in PLAYERS if p.puskesmas == NEIGHBOUR])
    return Cast(homes[HOME], homes[NEIGHBOUR], people, villages)


def enrol(puskesmas: Puskesmas, district: Place, players: Iterable[Player]) -> dict[str, Person]:
    """Create people that are missing and give them their role here; by user name."""
    password = ""
    people: dict[str, Person] = {}
    for player in players:
        person = Person.objects.filter(username=player.username).first()
        if person is None:
            password = password or make_password(PASSWORD)
            person = Person.objects.create(
                username=player.username, full_name=player.full_name, job=player.job, nip=player.nip, rank=player.rank,
                password=password, is_staff=player.role == "admin", is_superuser=player.role == "admin",
            )  # fmt: skip
        people[player.username] = person
        membership, made = Membership.objects.get_or_create(
            person=person,
            role=player.role,
            puskesmas=None if player.role in {"dinkes", "admin"} else puskesmas,
            district=district if player.role == "dinkes" else None,
            defaults={"klaster": player.klaster, "programme": player.programme},
        )
        if made:
            membership.villages.set(Place.objects.filter(code__in=player.villages))
    return people


def _puskesmas(place: Place) -> Puskesmas:
    letterhead = LETTERHEAD if place.code == HOME else {}
    return Puskesmas.objects.get_or_create(
        place=place, defaults={"letterhead": letterhead, "settings": {"paper": "F4", "zone": "WIB"}}
    )[0]


def _villages(rows: tuple[tuple[str, str], ...], kecamatan: Place, served_by: Place) -> list[Place]:
    return [
        Place.objects.get_or_create(
            code=code,
            defaults={"name": name, "level": Level.DESA, "parent": kecamatan, "served_by": served_by, "order": order},
        )[0]
        for order, (code, name) in enumerate(rows, 1)
    ]
