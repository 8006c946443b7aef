"""Rows an ABK begins with, and volumes the system knows itself: meetings really held, what was reported in a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from lokmin.core.language import said
from lokmin.core.numbers import to_micro
from lokmin.core.workload.abk import Kind, Task
from lokmin.core.workload.exact import of_micro, to_micro_half_up, written
from lokmin.core.workload.wkt import WorkTime

#: What a volume may be filled from: a kind of meeting, an element of the catalogue, or the year's days.
MEETINGS = ("lokmin_bulanan", "lokmin_tribulanan", "pra_lokmin")
ELEMENT = "element:"
WORKDAYS = "hari_kerja"
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Held:
    """Meetings of a kind really held in a year: how many, and their minutes together."""

    year: int
    held: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Reported:
    """What was reported of an element in a year: its sum in millionths, over so many months."""

    year: int
    total: int
    months: int


def starter(data: Mapping[str, Any], profession: str) -> tuple[Task, ...]:
    """The rows a profession begins with: its own, then the tugas penunjang of everybody."""
    own = [entry for entry in data.get("task", ()) if entry["profession"] == profession]
    rows = [*own, *data.get("shared", ())]
    return tuple(
        Task(
            key=f"{profession}-{number}", kind=Kind(entry.get("kind", Kind.MAIN)), activity=entry["activity"],
            unit=entry.get("unit", ""), norm=_micro(entry.get("norm")), volume=_micro(entry.get("volume")),
            source=entry.get("source", data["source"]), auto=entry.get("auto", ""),
        )
        for number, entry in enumerate(rows, start=1)
    )  # fmt: skip


def _micro(value: float | None) -> int | None:
    return None if value is None else to_micro(value)


def fills(auto: str) -> frozenset[str]:
    """Which figures of a row the system writes: of meetings both, else only how many (the norm is the office's)."""
    if not auto:
        return frozenset()
    return frozenset(("norm", "volume")) if auto in MEETINGS else frozenset(("volume",))


def filled(
    task: Task, time: WorkTime, held: Mapping[str, Held | None], reported: Mapping[str, Reported | None]
) -> Task:
    """A row with the figures the system has; unchanged where it has none or somebody wrote their own."""
    if task.own:
        return task
    if task.auto == WORKDAYS:
        return replace(task, volume=to_micro(time.days), source=said("hari kerja tersedia menurut tabel WKT"))
    if task.auto in MEETINGS:
        return _met(task, held.get(task.auto))
    if task.auto.startswith(ELEMENT):
        return _counted(task, reported.get(task.auto.removeprefix(ELEMENT)))
    return task


def _met(task: Task, found: Held | None) -> Task:
    """The mean minutes of real meetings; how often a year stays as planned until more were held."""
    if found is None or not found.held:
        return task
    mean = Fraction(found.minutes, found.held)
    planned = of_micro(task.volume) or Fraction(0)
    times = max(planned, Fraction(found.held))
    told = {"n": found.held, "year": found.year, "mean": written(mean, 1), "times": written(times, 1)}
    words = said("%(n)s pertemuan nyata %(year)s, rata-rata %(mean)s menit; %(times)s kali setahun") % told
    return replace(task, norm=to_micro_half_up(mean), volume=to_micro_half_up(times), source=words)


def _counted(task: Task, found: Reported | None) -> Task:
    """What was reported in the year; of part of a year, twelve months at the same pace, and the row says so."""
    if found is None or not found.months:
        return task
    told = {"year": found.year, "months": found.months}
    if found.months >= _YEAR:
        return replace(task, volume=found.total, source=said("dilaporkan tahun %(year)s") % told)
    whole = Fraction(found.total * _YEAR, found.months)
    words = said("dilaporkan %(months)s bulan tahun %(year)s, dihitung setahun (kali 12 bagi %(months)s)") % told
    return replace(task, volume=int(whole + Fraction(1, 2)), source=words)
