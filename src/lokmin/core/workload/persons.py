"""ABK of each person: the minutes of their tasks over the working time they have (domain.md 5.1, S3-20)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from lokmin.core.language import said
from lokmin.core.numbers import BASIS
from lokmin.core.workload.abk import Kind, Task
from lokmin.core.workload.exact import written
from lokmin.core.workload.wkt import LoadRule

_WHOLE = 1000


class Load(StrEnum):
    """How full a person's year is."""

    LIGHT = "longgar"
    FITTING = "sesuai"
    HEAVY = "berlebih"
    UNKNOWN = "belum dihitung"


@dataclass(frozen=True, slots=True)
class Worker:
    """One of the profession; ``permille``: the part of a full working time spent here."""

    key: str
    name: str
    permille: int = _WHOLE

    def __post_init__(self) -> None:
        if not 1 <= self.permille <= _WHOLE:
            raise ValueError(said("%(name)s: bagian waktu kerja harus 1 sampai 1.000 permil.") % {"name": self.name})


@dataclass(frozen=True, slots=True)
class PersonTask:
    """What one person does of an activity in a year. ``told``: somebody divided it, else it is an equal part."""

    task: Task
    permille: Fraction
    minutes: Fraction
    told: bool = False


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """A person's year: minutes of tugas pokok and penunjang against the minutes available."""

    worker: Worker
    tasks: tuple[PersonTask, ...]
    available: Fraction
    load: Load

    @property
    def main(self) -> Fraction:
        return sum((t.minutes for t in self.tasks if t.task.kind is Kind.MAIN), Fraction(0))

    @property
    def support(self) -> Fraction:
        return sum((t.minutes for t in self.tasks if t.task.kind is Kind.SUPPORT), Fraction(0))

    @property
    def minutes(self) -> Fraction:
        return self.main + self.support

    @property
    def percent(self) -> Fraction:
        """Load in percent of the working time; 100 is a full year."""
        return self.minutes / self.available * 100

    @property
    def sentence(self) -> str:
        """``Bidan Ratna: 63.420 dari 72.000 menit, 88,1 % (sesuai).``"""
        if self.load is Load.UNKNOWN:
            return said("%(name)s: belum ada tugas dengan norma dan capaian.") % {"name": self.worker.name}
        told = {"name": self.worker.name, "minutes": written(self.minutes, 0), "all": written(self.available, 0),
                "percent": written(self.percent, 1), "load": said(self.load.value)}  # fmt: skip
        return said("%(name)s: %(minutes)s dari %(all)s menit, %(percent)s persen (%(load)s).") % told


@dataclass(frozen=True, slots=True)
class Loads:
    """Everybody of a profession, and the part of tugas pokok nobody has."""

    people: tuple[PersonLoad, ...]
    undivided: tuple[PersonTask, ...]

    @property
    def undivided_minutes(self) -> Fraction:
        return sum((t.minutes for t in self.undivided), Fraction(0))

    @property
    def average(self) -> Fraction | None:
        """Mean load in percent, weighted by the time people have; None without people."""
        there = sum((p.available for p in self.people), Fraction(0))
        return sum((p.minutes for p in self.people), Fraction(0)) / there * 100 if there else None


def loads(
    tasks: Iterable[Task], workers: Sequence[Worker], shares: Mapping[tuple[str, str], int], wkt: Fraction,
    rule: LoadRule,
) -> Loads:  # fmt: skip
    """Divide the tasks of a profession over its people.

    ``shares`` is (task key, worker key) -> permille of the yearly volume. A tugas pokok nobody divided is shared by
    working time; what is told leaves the rest undivided. A tugas penunjang is done by each whole, in proportion to the
    working time, unless told otherwise. ``wkt`` is the minutes a year of full time.

    Raises:
        ValueError: shares of a tugas pokok above the whole.
    """
    found: dict[str, list[PersonTask]] = {worker.key: [] for worker in workers}
    left: list[PersonTask] = []
    there = sum(worker.permille for worker in workers)
    for task in tasks:
        own = {w.key: shares[task.key, w.key] for w in workers if (task.key, w.key) in shares}
        if task.kind is Kind.MAIN:
            _whole(task, sum(own.values()))
        minutes = task.minutes
        if minutes is None:
            continue
        for worker in workers:
            part = _part(task, worker, own, there)
            if part:
                taken = PersonTask(task, part, minutes * part / _WHOLE, worker.key in own)
                found[worker.key].append(taken)
        rest = _WHOLE - sum(own.values()) if own else (0 if workers else _WHOLE)
        if task.kind is Kind.MAIN and rest > 0:
            left.append(PersonTask(task, Fraction(rest), minutes * rest / _WHOLE))
    people = tuple(_person(worker, found[worker.key], wkt, rule) for worker in workers)
    return Loads(people, tuple(left))


def _whole(task: Task, permille: int) -> None:
    if permille > _WHOLE:
        told = {"activity": task.activity, "percent": written(Fraction(permille, 10), 1)}
        words = said("%(activity)s: pembagiannya %(percent)s persen, lebih dari seluruhnya. Kurangi bagian seseorang.")
        raise ValueError(words % told)


def _part(task: Task, worker: Worker, own: Mapping[str, int], there: int) -> Fraction:
    if task.kind is Kind.SUPPORT:
        return Fraction(own.get(worker.key, worker.permille))
    if own:
        return Fraction(own.get(worker.key, 0))
    return Fraction(worker.permille * _WHOLE, there)


def _person(worker: Worker, tasks: Sequence[PersonTask], wkt: Fraction, rule: LoadRule) -> PersonLoad:
    available = wkt * worker.permille / _WHOLE
    minutes = sum((t.minutes for t in tasks), Fraction(0))
    share = minutes / available * BASIS
    load = Load.FITTING
    if not tasks:
        load = Load.UNKNOWN
    elif share < rule.light_bp:
        load = Load.LIGHT
    elif share > rule.heavy_bp:
        load = Load.HEAVY
    return PersonLoad(worker, tuple(tasks), available, load)
