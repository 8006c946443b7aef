"""What is shared out (villages), among whom (staff), and within which limits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Measure(StrEnum):
    """What the load of a village is counted in."""

    PEOPLE = "jiwa"
    HOUSEHOLDS = "kk"
    MINUTES = "menit"


@dataclass(frozen=True, slots=True)
class Away:
    """Days somebody is not there, both ends counted; ``end`` None: for good (moved, retired)."""

    start: dt.date
    end: dt.date | None
    reason: str = "cuti"


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who may become PJ of villages.

    Attributes:
        own: villages of a bidan desa; she stays with them and gets no others.
        wishes, avoids: villages asked for, and villages asked not to get. ``keen``: those of the wishes that count
            double. ``never``: villages this person cannot take.
        capacity: how much of a full share this person can bear, in permille (a head of klaster perhaps 500).
        carried: minutes a month of other tasks; they count where the load is counted in minutes.
        most, metres: own limits of villages and of distance; None where the office's limit holds.
    """

    key: str
    name: str
    job: str = ""
    own: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    keen: tuple[str, ...] = ()
    avoids: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    away: tuple[Away, ...] = ()
    capacity: int = 1000
    carried: int = 0
    most: int | None = None
    metres: int | None = None

    @property
    def short(self) -> str:
        """The name without degrees, as sentences say it."""
        return self.name.split(",", maxsplit=1)[0]

    def __post_init__(self) -> None:
        if self.capacity <= 0 or self.carried < 0:
            raise ValueError(f"{self.name}: kemampuan harus lebih dari 0 dan beban lain tidak negatif.")


@dataclass(frozen=True, slots=True)
class Village:
    """One desa (or dusun, posyandu, school) to be looked after; None is "not known", never zero.

    Attributes:
        minutes: minutes a month, where the office counted them; otherwise they are estimated by the rule.
        metres: distance from the Puskesmas.
        now: key of the present PJ. ``pinned``: stays with that PJ whatever else is better.
    """

    code: str
    name: str
    people: int | None = None
    households: int | None = None
    minutes: int | None = None
    metres: int | None = None
    now: str = ""
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What a division may not break, for the days ``start`` to ``end``.

    Attributes:
        metres: nobody gets a village farther away; unknown distances do not count as far.
        most: villages a person. ``long_leave``: absent so many days of the period is too long for a PJ.
    """

    start: dt.date
    end: dt.date
    metres: int | None
    most: int | None
    long_leave: int
    measure: Measure = Measure.PEOPLE

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("Masa berlaku berakhir sebelum dimulai. Perbaiki tanggalnya.")


@dataclass(frozen=True, slots=True)
class Weights:
    """Points of the second aim, once the largest load is as small as it can be.

    Attributes:
        km: a kilometre between PJ and village. ``wish``: a wish not met. ``avoid``: a village given against a wish.
        moved: a village that changes hands. ``uneven``: one percent of a fair share that somebody carries above it.
    """

    km: int
    wish: int
    avoid: int
    moved: int
    uneven: int


@dataclass(frozen=True, slots=True)
class Minutes:
    """How minutes of a village are estimated: visits and the way there, and home visits.

    Attributes:
        visits, visit: visits a month and minutes each. ``speed``: km an hour on village roads.
        home_permille, home: of 1,000 households so many are visited a month, and minutes each.
    """

    visits: int
    visit: int
    speed: int
    home_permille: int
    home: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a proposal needs. ``distances``: metres by (staff, village) where they differ from the village's."""

    staff: tuple[Staff, ...]
    villages: tuple[Village, ...]
    limits: Limits
    weights: Weights
    minutes: Minutes
    distances: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for what, keys in (("petugas", [s.key for s in self.staff]), ("desa", [v.code for v in self.villages])):
            if len(set(keys)) < len(keys):
                raise ValueError(f"Ada {what} yang tertulis dua kali.")

    def metres(self, staff: Staff, village: Village) -> int | None:
        """Distance between the two; None where nobody measured it."""
        return 0 if village.code in staff.own else self.distances.get((staff.key, village.code), village.metres)


#: A complete division: village code -> key of its one PJ.
Division = Mapping[str, str]
