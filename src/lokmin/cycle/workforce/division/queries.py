"""Reads of the division of tasks: a programme's one PJ and helpers, a person's tasks, what is missing."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from lokmin.catalog.loading import rules
from lokmin.core.findings import Finding
from lokmin.core.language import said
from lokmin.core.workload.darbin import checks
from lokmin.core.workload.darbin.checks import Held
from lokmin.core.workload.darbin.records import Limits
from lokmin.core.workload.darbin.tasks import Task, tasks
from lokmin.cycle.centre.models import Person, Puskesmas
from lokmin.cycle.workforce.darbin import basis
from lokmin.cycle.workforce.models import TaskAssignment, VillageAssignment
from lokmin.cycle.workforce.staff import queries as register
from lokmin.cycle.workforce.staff.queries import StaffRow
from lokmin.documents.forms.darbin import TaskRow

#: So many villages are named, more are counted.
_FEW = 3


@functools.cache
def known_tasks() -> dict[str, Task]:
    """Programmes and tasks every office shares out, by code."""
    return tasks(rules("darbin"))


@dataclass(frozen=True, slots=True)
class Given:
    """One has a task from a day on; ``text`` the wording of the office, where it has one."""

    staff: StaffRow
    role: str
    since: dt.date
    until: dt.date | None
    decree: str
    text: str
    reason: str
    by: str

    @property
    def pj(self) -> bool:
        return self.role == TaskAssignment.PJ


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One programme or task on a day."""

    code: str
    name: str
    klaster: int | None
    must: bool
    kind: str
    pj: StaffRow | None
    members: tuple[StaffRow, ...]
    since: dt.date | None
    decree: str


def _given(puskesmas: Puskesmas, rows: QuerySet[TaskAssignment]) -> list[tuple[TaskAssignment, Given]]:
    people = {s.pk: s for s in register.staff(puskesmas, left=True)}
    found = [
        (r, Given(people[r.staff_id], r.role, r.since, basis.ends(r.until, people[r.staff_id]), r.decree, r.text,
                  r.reason, r.made_by.full_name if r.made_by else ""))
        for r in rows.select_related("made_by") if r.staff_id in people
    ]  # fmt: skip
    return [(row, given) for row, given in found if given.until is None or given.until >= given.since]


def _on(puskesmas: Puskesmas, on: dt.date, last: dt.date | None = None) -> list[tuple[TaskAssignment, Given]]:
    """What holds on a day, or on some day up to ``last``."""
    rows = TaskAssignment.objects.of(puskesmas).filter(since__lte=last or on)
    held = _given(puskesmas, rows.filter(Q(until__isnull=True) | Q(until__gte=on)).order_by("staff__order", "pk"))
    return [(row, given) for row, given in held if given.until is None or given.until >= on]


def own_names(puskesmas: Puskesmas) -> dict[str, str]:
    """Tasks the office added itself: key -> name, as it was worded last."""
    rows = TaskAssignment.objects.of(puskesmas).exclude(programme__in=known_tasks()).order_by("pk")
    return {programme: text for programme, text in rows.values_list("programme", "text") if text}


def task_name(puskesmas: Puskesmas, code: str) -> str | None:
    """What a task is called; None for one nobody knows."""
    task = known_tasks().get(code)
    return task.name if task else own_names(puskesmas).get(code)


def matrix(puskesmas: Puskesmas, on: dt.date) -> tuple[TaskLine, ...]:
    """Every task that must have a PJ and every other one that has somebody, by klaster."""
    held: dict[str, list[tuple[TaskAssignment, Given]]] = {}
    for row, given in _on(puskesmas, on):
        held.setdefault(row.programme, []).append((row, given))
    names = own_names(puskesmas)
    lines = []
    for code in [*known_tasks(), *(c for c in held if c not in known_tasks())]:
        task, rows = known_tasks().get(code), held.get(code, [])
        if not rows and (task is None or not task.must):
            continue
        lead = next(((r, g) for r, g in rows if g.pj), None)
        klaster = next((r.klaster for r, _g in rows if r.klaster), None)
        lines.append(TaskLine(
            code, task.name if task else names.get(code, code), klaster or (task.klaster if task else None),
            task.must if task else False, rows[0][0].kind if rows else "pokok", lead[1].staff if lead else None,
            tuple(g.staff for _r, g in rows if not g.pj), lead[1].since if lead else None,
            lead[1].decree if lead else "",
        ))  # fmt: skip
    return tuple(sorted(lines, key=lambda line: line.klaster or 9))


def coming(puskesmas: Puskesmas, on: dt.date) -> dict[str, Given]:
    """Task -> the next PJ who is already chosen for a day to come."""
    rows = TaskAssignment.objects.of(puskesmas).filter(since__gt=on, role=TaskAssignment.PJ).order_by("-since")
    return {row.programme: given for row, given in _given(puskesmas, rows)}


def spare(puskesmas: Puskesmas, on: dt.date) -> list[tuple[str, str]]:
    """Tasks that are not in the matrix yet, to choose from."""
    there = {line.code for line in matrix(puskesmas, on)}
    return [(t.code, t.name) for t in known_tasks().values() if t.code not in there]


def pj_of(puskesmas: Puskesmas, programme: str, on: dt.date) -> StaffRow | None:
    """Who answers for a programme on a day: by the code of the task, or of a programme of the catalogue."""
    code = next((t.code for t in known_tasks().values() if programme in t.programmes), programme)
    return next((g.staff for r, g in _on(puskesmas, on) if r.programme == code and g.pj), None)


def history(puskesmas: Puskesmas, code: str) -> list[Given]:
    """Everybody who ever had a task, the newest first."""
    rows = TaskAssignment.objects.of(puskesmas).filter(programme=code).order_by("-since", "role", "-pk")
    return [given for _row, given in _given(puskesmas, rows)]


def findings(puskesmas: Puskesmas, on: dt.date) -> tuple[Finding, ...]:
    """Programmes without PJ (or with two) from a day to the end of its year, PJ on long leave, staff without task."""
    lines = matrix(puskesmas, on)
    things = {line.code: line.name for line in lines if line.must}
    present, year_end = _on(puskesmas, on), dt.date(on.year, 12, 31)
    held = [
        Held(r.programme, str(g.staff.pk), g.staff.name, g.since, g.until, _backup(r.programme, present))
        for r, g in _on(puskesmas, on, year_end) if g.pj
    ]  # fmt: skip
    people = register.staff(puskesmas, on)
    busy = {str(g.staff.pk) for _r, g in present}
    busy |= {str(a.staff.pk) for a in basis.assigned(puskesmas, on) if a.staff}
    limits = Limits(on, year_end, None, None, basis.rule(on.year).long_leave)
    away = basis.absences(people, on, year_end)
    names = {line.code: line.name for line in lines}
    idle = checks.without_task({str(s.pk): s.name for s in people}, busy)
    return (
        *checks.one_holder(things, held, on, year_end), *checks.absences(held, away, limits, names),
        *((idle,) if idle else ()),
    )  # fmt: skip


def _backup(programme: str, present: list[tuple[TaskAssignment, Given]]) -> str:
    """A helper stands in for a PJ who is away."""
    return next((g.staff.name for r, g in present if r.programme == programme and not g.pj), "")


def task_rows(puskesmas: Puskesmas, on: dt.date) -> list[TaskRow]:
    """Matrix 1: everybody in service with their tasks and villages, as papers take it."""
    own: dict[int, list[tuple[TaskAssignment, Given]]] = {}
    for row, given in _on(puskesmas, on):
        own.setdefault(given.staff.pk, []).append((row, given))
    villages: dict[int, list[str]] = {}
    others: dict[int, dict[str, list[str]]] = {}
    for one in basis.assigned(puskesmas, on):
        if one.staff and one.role == VillageAssignment.PJ:
            villages.setdefault(one.staff.pk, []).append(one.village.name)
        elif one.staff:
            others.setdefault(one.staff.pk, {}).setdefault(one.role, []).append(one.village.name)
    names = own_names(puskesmas)
    found = []
    for person in register.staff(puskesmas, on):
        rows = own.get(person.pk, [])
        texts = [(r, _words(r, names)) for r, _g in rows]
        decrees = dict.fromkeys(r.decree for r, _g in rows if r.decree)
        found.append(TaskRow(
            person.name, person.nip, person.job or person.profession_name,
            tuple(text for r, text in texts if r.kind == "pokok"),
            (*(text for r, text in texts if r.kind != "pokok"), *_beside(others.get(person.pk, {}))),
            tuple(villages.get(person.pk, ())),
            person.klaster or 0, ", ".join(decrees),
        ))  # fmt: skip
    return found


def _beside(roles: dict[str, list[str]]) -> list[str]:
    """``Bidan desa Watubelah``, ``Pembina 12 desa``: what somebody is to villages besides PJ."""
    names = dict(VillageAssignment.ROLES)
    return [
        f"{names[role].capitalize()} {', '.join(found) if len(found) <= _FEW else f'{len(found)} desa'}"
        for role, found in roles.items()
    ]  # fmt: skip


def _words(row: TaskAssignment, names: dict[str, str]) -> str:
    """``PJ Gizi``, ``Pelaksana Imunisasi``."""
    task = known_tasks().get(row.programme)
    name = task.name if task else names.get(row.programme, row.programme)
    return f"{'PJ' if row.role == TaskAssignment.PJ else 'Pelaksana'} {name}"


def decree(puskesmas: Puskesmas, on: dt.date) -> str:
    """The decree most tasks of a day name; empty when none does."""
    numbers = [r.decree for r, _g in _on(puskesmas, on) if r.decree]
    return max(sorted(set(numbers)), key=numbers.count) if numbers else ""


@dataclass(frozen=True, slots=True)
class Mine:
    """What one person answers for: tasks, helpers' tasks, villages, programmes of the catalogue."""

    leads: tuple[str, ...]
    helps: tuple[str, ...]
    villages: tuple[str, ...]
    programmes: tuple[str, ...]


def mine(puskesmas: Puskesmas, person: Person, on: dt.date) -> Mine | None:
    """The tasks of an account (S0-20: everybody contributes to the indicators); None outside the register."""
    row = register.of_person(puskesmas, person)
    return of_staff(puskesmas, row.pk, on) if row else None


def of_staff(puskesmas: Puskesmas, staff: int, on: dt.date) -> Mine:
    """The tasks and villages of one of the register on a day."""
    names = own_names(puskesmas)
    own = [(r, g) for r, g in _on(puskesmas, on) if g.staff.pk == staff]

    def called(assignment: TaskAssignment) -> str:
        task = known_tasks().get(assignment.programme)
        return task.name if task else names.get(assignment.programme, assignment.programme)

    codes = [known_tasks()[r.programme] for r, g in own if g.pj and r.programme in known_tasks()]
    return Mine(
        tuple(called(r) for r, g in own if g.pj), tuple(called(r) for r, g in own if not g.pj),
        tuple(
            a.village.name for a in basis.assigned(puskesmas, on)
            if a.staff and a.staff.pk == staff and a.role == VillageAssignment.PJ
        ),
        tuple(p for task in codes for p in task.programmes),
    )  # fmt: skip


def state_line(puskesmas: Puskesmas, on: dt.date) -> str:
    """For the first page of the stage."""
    lines = [line for line in matrix(puskesmas, on) if line.must]
    without = sum(line.pj is None for line in lines)
    if without:
        return said("%(n)d dari %(all)d program belum punya PJ") % {"n": without, "all": len(lines)}
    return said("%(all)d program, semua punya PJ") % {"all": len(lines)}
