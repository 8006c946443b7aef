"""The attendance list as figures: who came by profession and by unit, who is away and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import override

from lokmin.core.meetings.professions import OTHER, profession
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.centre.roles import Role, in_force
from lokmin.cycle.meetings.models import Attendance, Meeting
from lokmin.cycle.meetings.queries.people import staff
from lokmin.cycle.meetings.room.counts import CAME
from lokmin.cycle.monitoring import words

GUESTS = "Lintas sektor"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a group came (in person or represented); ``percent`` rounded half up."""

    name: str
    came: int
    represented: int
    listed: int

    @property
    def percent(self) -> int | None:
        return (self.came * 200 + self.listed) // (2 * self.listed) if self.listed else None


@dataclass(frozen=True, slots=True)
class Summary:
    """The list in figures; ``away``: status -> how many, ``unknown``: nothing written down yet."""

    total: Share
    professions: list[Share]
    units: list[Share]
    away: list[tuple[str, int]]
    unknown: int
    signed: int


def profession_and_unit(person: Person, puskesmas: Puskesmas) -> tuple[str, str]:
    """What is written beside a member of the staff on a new list, in Indonesian as papers are."""
    unit = ""
    today = clock.today()
    held = [m for m in person.memberships.all() if m.puskesmas_id == puskesmas.pk and in_force(m, today)]
    roles = {m.role for m in held}
    klaster = next((m.klaster for m in held if m.klaster), 1 if roles & {Role.KEPALA, Role.KTU} else None)
    if klaster:
        with override("id"):
            unit = words.klaster(klaster)
    elif Role.TAMU in roles:
        unit = GUESTS
    found = profession(person.job, person.full_name)
    return ("" if Role.TAMU in roles and found == OTHER else found)[:60], unit[:60]


def fill(meeting: Meeting) -> None:
    """Write profession and unit where a list has none yet. The caller holds the transaction."""
    people = {p.pk: p for p in _with_roles(meeting.puskesmas)}
    empty = [
        a for a in meeting.attendance.filter(person__isnull=False, profession="", unit="") if a.person_id in people
    ]
    for line in empty:
        line.profession, line.unit = profession_and_unit(people[line.person_id or 0], meeting.puskesmas)
    Attendance.objects.bulk_update(empty, ["profession", "unit"])


def _with_roles(puskesmas: Puskesmas) -> list[Person]:
    pks = [p.pk for p in staff(puskesmas, guests=True)]
    return list(Person.objects.filter(pk__in=pks).prefetch_related("memberships"))


def unit_of(line: Attendance) -> str:
    """The unit of a line; a guest stands under lintas sektor."""
    return line.unit or (GUESTS if line.person_id is None else "")


def summary(rows: Iterable[Attendance]) -> Summary:
    """The list in figures."""
    lines = list(rows)
    states = Counter(a.status for a in lines)
    staff_lines = [a for a in lines if unit_of(a) != GUESTS]
    return Summary(
        total=_share("", lines),
        professions=_shares(staff_lines, lambda a: a.profession or OTHER),
        units=_shares(lines, lambda a: unit_of(a) or OTHER),
        away=[(str(label), states[s]) for s, label in Attendance.STATES if s and s not in CAME and states[s]],
        unknown=states[""],
        signed=sum(hasattr(a, "signature") for a in lines),
    )


def _shares(lines: list[Attendance], key: Callable[[Attendance], str]) -> list[Share]:
    names = sorted({key(a) for a in lines}, key=lambda n: (n == OTHER, n == GUESTS, n))
    return [_share(name, [a for a in lines if key(a) == name]) for name in names]


def _share(name: str, lines: list[Attendance]) -> Share:
    states = Counter(a.status for a in lines)
    return Share(name, states["hadir"] + states["diwakili"], states["diwakili"], len(lines))
