"""The year's schedule as a problem: activities with their rounds, what limits them, and a schedule as an answer.

An activity is done in rounds, at most one a month (the months of its RPK row). A round is one visit or several (one in
each village), each of so many half days of certain people on working days of that month. Loads are half days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from lokmin.core.periods import Month
from lokmin.core.planning.calendar import WorkDays
from lokmin.core.planning.clashes import in_force
from lokmin.core.planning.rpk import MONTHS

_EVERY = frozenset(MONTHS)


class Limit(StrEnum):
    """A hard limit; its value is its short name in records and tests."""

    CLOSED = "hari kerja"
    WINDOW = "bulan yang boleh"
    SPACING = "jarak"
    ORDER = "urutan"
    FIXED = "tanggal tetap"
    STAFF_DAY = "orang per hari"
    STAFF_MONTH = "orang per bulan"
    RESOURCE = "sarana"
    VILLAGE = "desa per minggu"


@dataclass(frozen=True, slots=True)
class Visit:
    """One part of a round: who goes where for how many half days; several days are consecutive working days."""

    half_days: int = 2
    people: tuple[str, ...] = ()
    village: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.half_days <= 40:
            raise ValueError(f"Lama satu kunjungan 1 sampai 40 setengah hari, bukan {self.half_days}.")

    @property
    def load(self) -> int:
        """Half days of work it takes of everybody together; somebody unnamed counts as one."""
        return self.half_days * max(len(self.people), 1)


@dataclass(frozen=True, slots=True)
class Activity:
    """What is to be spread over the year.

    Attributes:
        times: rounds in the year, 1 to 12. ``wanted``: months of the plan given, one for each round, or empty.
        allowed: months it may be done in; ``earliest``, ``latest``: days it may not begin before or end after.
        spacing: least months from one round to the next (1: every month is possible, 3: quarterly).
        season: months it is better done in, empty when all are equal.
        after: codes of activities before it: its round k waits for the first ``ceil(k A / B)`` of the A rounds of
            the other (B its own), so that one training goes before everything and equal rounds go in step.
        fixed: days on which a round begins and nowhere else; only for rounds of a single visit.
        resources: vehicles and rooms each visit takes. ``cost``: rupiah of a round, paid from ``fund``.
    """

    code: str
    name: str
    times: int
    visits: tuple[Visit, ...] = (Visit(),)
    wanted: tuple[int, ...] = ()
    allowed: frozenset[int] = _EVERY
    spacing: int = 1
    season: frozenset[int] = frozenset()
    after: tuple[str, ...] = ()
    fixed: tuple[dt.date, ...] = ()
    earliest: dt.date | None = None
    latest: dt.date | None = None
    resources: tuple[str, ...] = ()
    avoids_fasting: bool = False
    cost: int | None = None
    fund: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.times <= 12:
            raise ValueError(f"{self.name}: kegiatan setahun 1 sampai 12 putaran, paling banyak satu tiap bulan.")
        if self.wanted and (len(self.wanted) != self.times or len(set(self.wanted)) != self.times):
            raise ValueError(f"{self.name}: bulan yang diminta harus {self.times} bulan berlainan.")
        if not self.visits:
            raise ValueError(f"{self.name}: belum ada kunjungan dalam satu putaran.")
        if self.fixed and len(self.visits) > 1:
            raise ValueError(f"{self.name}: tanggal tetap hanya untuk putaran dengan satu kunjungan.")
        if len({day.month for day in self.fixed}) < len(self.fixed) or len(self.fixed) > self.times:
            raise ValueError(f"{self.name}: tanggal tetap harus di bulan berlainan, paling banyak {self.times}.")
        if not set(self.wanted) | self.allowed <= _EVERY or not 1 <= self.spacing <= 12:
            raise ValueError(f"{self.name}: bulan 1 sampai 12 dan jarak 1 sampai 12 bulan.")

    @property
    def load(self) -> int:
        """Half days of work of one round."""
        return sum(visit.load for visit in self.visits)

    @property
    def fixed_in(self) -> Mapping[int, dt.date]:
        """Month -> the day its round is fixed to."""
        return {day.month: day for day in self.fixed}

    def load_of(self, person: str) -> int:
        """Half days one round takes of a person."""
        return sum(visit.half_days for visit in self.visits if person in visit.people)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is too much, in half days and visits; ``staff``: own limits of persons."""

    half_days_a_day: int = 2
    staff_month: int = 30
    resource_day: int = 2
    village_week: int = 2
    staff: Mapping[str, int] = field(default_factory=dict)

    def month_of(self, person: str) -> int:
        return self.staff.get(person, self.staff_month)


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit of each wish costs; ``unplaced``: a round without a day, above all wishes together."""

    even: int = 3
    person: int = 1
    fasting: int = 6
    moved: int = 4
    season: int = 5
    budget: int = 3
    unplaced: int = 100_000


@dataclass(frozen=True, slots=True)
class Problem:
    """All that is asked of a year.

    Attributes:
        taken: person, vehicle or room -> days on which it is not to be had (meetings, leave, service).
        money: fund -> rupiah there by the end of each month, twelve sums that never fall; absent funds are not limited.

    Raises:
        ValueError: a code twice, an order that names an unknown activity or goes in a circle, broken sums of money.
    """

    year: int
    activities: tuple[Activity, ...]
    days: WorkDays = field(default_factory=WorkDays)
    limits: Limits = field(default_factory=Limits)
    weights: Weights = field(default_factory=Weights)
    taken: Mapping[str, frozenset[dt.date]] = field(default_factory=dict)
    money: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.by_code) < len(self.activities):
            raise ValueError("Dua kegiatan memakai kode yang sama.")
        for fund, sums in self.money.items():
            if len(sums) != 12 or list(sums) != sorted(sums):
                raise ValueError(f"Uang {fund} harus dua belas jumlah sampai tiap akhir bulan, tidak pernah turun.")
        in_order(self.activities)

    @property
    def by_code(self) -> dict[str, Activity]:
        return {activity.code: activity for activity in self.activities}

    @property
    def people(self) -> tuple[str, ...]:
        return tuple(sorted({p for a in self.activities for v in a.visits for p in v.people}))

    def month(self, number: int) -> tuple[dt.date, ...]:
        """The working days of a month."""
        return self.days.of_month(Month(self.year, number))


@dataclass(frozen=True, slots=True)
class Placed:
    """One visit on its days; ``month`` is its round."""

    code: str
    month: int
    visit: int
    days: tuple[dt.date, ...]


@dataclass(frozen=True, slots=True)
class Schedule:
    """An answer: visits on days. A round that found no place is simply not in it."""

    placed: tuple[Placed, ...]

    def months(self, code: str) -> tuple[int, ...]:
        return tuple(sorted({p.month for p in self.placed if p.code == code}))

    @property
    def by_code(self) -> dict[str, tuple[int, ...]]:
        """Activity -> its months in order."""
        found: dict[str, set[int]] = {}
        for p in self.placed:
            found.setdefault(p.code, set()).add(p.month)
        return {code: tuple(sorted(months)) for code, months in found.items()}


def needed_round(number: int, mine: int, theirs: int) -> int:
    """How many rounds of the other (``theirs`` in all) must be over before my round ``number`` of ``mine``."""
    return -(-number * theirs // mine)


def usual_spacing(times: int) -> int:
    """Months between rounds so that a year of them keeps some play: 12 -> 1, 4 -> 2, 3 -> 3, 2 -> 5, 1 -> 1."""
    return 1 if times == 1 else max(1, 12 // times - 1)


def in_order(activities: Iterable[Activity]) -> tuple[Activity, ...]:
    """Activities so that each stands behind those it waits for, else as they came.

    Raises:
        ValueError: an order that names an unknown activity or goes in a circle; the sentence names it.
    """
    held = {a.code: a for a in activities}
    done: dict[str, Activity] = {}
    open_: list[str] = []

    def put(activity: Activity) -> None:
        if activity.code in done:
            return
        if activity.code in open_:
            circle = " → ".join(held[code].name for code in (*open_[open_.index(activity.code) :], activity.code))
            raise ValueError(f"Urutan kegiatan berputar: {circle}. Hapus salah satu syarat “sesudah”.")
        open_.append(activity.code)
        for code in activity.after:
            if code not in held:
                raise ValueError(f"{activity.name} menunggu kegiatan “{code}” yang tidak ada. Hapus syarat itu.")
            put(held[code])
        open_.pop()
        done[activity.code] = activity

    for activity in held.values():
        put(activity)
    return tuple(done.values())


def weeks_of(days: Iterable[dt.date]) -> int:
    """How many calendar weeks (Monday to Sunday) some days touch."""
    return len({day - dt.timedelta(days=day.weekday()) for day in days})


def usual(data: Mapping[str, Any], year: int) -> tuple[Limits, Weights]:
    """Limits and weights to begin with, from the parsed ``rules/schedule.toml``."""
    entry = in_force(data, year)
    limits = entry["limits"]
    a_day = int(limits["half_days_a_day"])
    return (
        Limits(
            a_day,
            int(limits["staff_days_a_month"]) * a_day,
            int(limits["resource_uses_a_day"]),
            int(limits["village_visits_a_week"]),
        ),
        Weights(**{name: int(value) for name, value in entry["weights"].items()}),
    )
