"""Reads of the ABK: the year's working time, tasks with what the system knows of them, the whole result."""

from __future__ import annotations

import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from lokmin.catalog.loading import rules
from lokmin.core.language import said
from lokmin.core.meetings.annex import Annex
from lokmin.core.needs.proposals import StaffNeed
from lokmin.core.periods import MAX_YEAR
from lokmin.core.workload.abk import Kind, Task
from lokmin.core.workload.exact import to_micro_half_up, written
from lokmin.core.workload.persons import Worker
from lokmin.core.workload.professions import OwnStandard, Standard, standard
from lokmin.core.workload.result import Group, Inputs, Result, compute, of_body
from lokmin.core.workload.starting import ELEMENT, Held, Reported, filled
from lokmin.core.workload.wkt import WorkTime, load_rule, off_days, starting
from lokmin.cycle.centre import calendar
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.reporting.queries import current_facts
from lokmin.cycle.workforce.models import AbkVersion, MeetingMinutes, StaffStandard, WorkItem, WorkShare, WorkYear
from lokmin.cycle.workforce.staff import queries as register

#: Choices of the office that say which standard holds.
INPATIENT, URBAN = "rawat_inap", "perkotaan"


@functools.cache
def first_year() -> int:
    """The first year all rules of the analysis hold in; of one before nothing can be computed."""
    parts = (rules("wkt")["wkt"], rules("wkt")["load"], rules("staffing")["standard"])
    return max(min(int(rule["valid_from"]) for rule in part) for part in parts)


def known_year(year: int) -> bool:
    """Can this year be shown."""
    return first_year() <= year <= MAX_YEAR


def work_time(puskesmas: Puskesmas, year: int) -> tuple[WorkTime, bool]:
    """Table A to G of a year, and whether the office wrote it; else as its calendar and the rule have it."""
    row = WorkYear.objects.of(puskesmas).filter(year=year).first()
    if row is None:
        return usual_time(puskesmas, year), False
    regulated = starting(rules("wkt"), year, row.week).regulated
    return (
        WorkTime(
            week=row.week, leave=row.leave, holidays=row.holidays, training=row.training, absence=row.absence,
            week_minutes=row.week_minutes, effective_bp=row.effective_bp, regulation=row.regulation,
            regulated=regulated, source=row.source,
        ),
        True,
    )  # fmt: skip


def usual_time(puskesmas: Puskesmas, year: int) -> WorkTime:
    """The table to begin with: the office's working days, days off counted from the calendar where it is known."""
    week = working_days(puskesmas)
    return starting(rules("wkt"), year, week, days_off(puskesmas, year, week))


def working_days(puskesmas: Puskesmas) -> int:
    """Working days a week as the schedule of meetings has them; six where nobody chose."""
    return 5 if calendar.chosen(puskesmas).get("week") == 5 else 6


def days_off(puskesmas: Puskesmas, year: int, week: int) -> int | None:
    """Holidays, cuti bersama and the office's own closed days of a year that fall on a working day.

    A holiday on which the office works is not counted. None for a year nobody knows yet.
    """
    if not calendar.national(year):
        return None
    return off_days(calendar.closed_days(year, calendar.own_days(calendar.chosen(puskesmas))), year, week)


def tasks(puskesmas: Puskesmas, year: int) -> dict[str, tuple[Task, ...]]:
    """Profession -> its tasks in their order; keys are ids of the rows."""
    found: dict[str, list[Task]] = {}
    for item in WorkItem.objects.of(puskesmas).filter(year=year, removed_at__isnull=True):
        found.setdefault(item.profession, []).append(as_task(item))
    order = {Kind.MAIN: 0, Kind.SUPPORT: 1}
    return {code: tuple(sorted(rows, key=lambda t: order[t.kind])) for code, rows in found.items()}


def as_task(item: WorkItem) -> Task:
    """A row of the table as the domain knows it."""
    return Task(
        str(item.pk), Kind(item.kind), item.activity, item.unit, item.norm_micro, item.volume_micro, item.source,
        item.auto, item.overwritten,
    )  # fmt: skip


def offered(puskesmas: Puskesmas, year: int, rows: Iterable[Task]) -> dict[str, Task]:
    """Key -> the row as the system would fill it, of rows somebody wrote their own figures in."""
    own = tuple(replace(task, own=False) for task in rows if task.own and task.auto)
    if not own:
        return {}
    told = held(puskesmas, year), reported(puskesmas, year, elements_of({"": own}))
    time, _written = work_time(puskesmas, year)
    return {task.key: filled(task, time, *told) for task in own}


def behind(puskesmas: Puskesmas, year: int, rows: Mapping[str, tuple[Task, ...]]) -> int:
    """How many rows that fill themselves no longer say what reports and real meetings say."""
    told = held(puskesmas, year), reported(puskesmas, year, elements_of(rows))
    time, _written = work_time(puskesmas, year)
    every = [task for found in rows.values() for task in found if task.auto]
    now = (filled(task, time, *told) for task in every)
    return sum((new.norm, new.volume) != (task.norm, task.volume) for task, new in zip(every, now, strict=True))


def own_standard(puskesmas: Puskesmas) -> tuple[OwnStandard, ...]:
    """What the office changed of the standard."""
    return tuple(
        OwnStandard(s.profession, s.valid_from, s.needed, s.source) for s in StaffStandard.objects.of(puskesmas)
    )


def standard_of(puskesmas: Puskesmas, year: int, chosen: Mapping[str, object] | None = None) -> Standard:
    """The standard that holds here in a year; ``chosen`` instead of the office's own choices."""
    chosen = puskesmas.settings if chosen is None else chosen
    return standard(
        rules("staffing"), year, inpatient=bool(chosen.get(INPATIENT)), urban=bool(chosen.get(URBAN)),
        own=own_standard(puskesmas),
    )  # fmt: skip


def inputs(puskesmas: Puskesmas, year: int, on: dt.date | None = None) -> Inputs:
    """Everything the analysis is computed from; five queries and those of the register."""
    by_profession = tasks(puskesmas, year)
    people: dict[str, list[register.StaffRow]] = defaultdict(list)
    for row in register.staff(puskesmas, on):
        people[row.profession].append(row)
    shares: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    told = WorkShare.objects.filter(item__puskesmas=puskesmas, item__year=year, item__removed_at__isnull=True)
    for item, profession, staff, permille in told.values_list("item", "item__profession", "staff", "permille"):
        shares[profession][str(item), str(staff)] = permille
    known = register.known_professions()
    codes = [c for c in (*known, *sorted(people.keys() - known.keys())) if c in people or c in by_profession]
    groups = tuple(
        Group(
            code, register.profession_name(code), by_profession.get(code, ()),
            tuple(Worker(str(p.pk), p.short_name, p.share) for p in people[code]),
            tuple(p.status for p in people[code]), shares[code],
        )
        for code in codes
    )  # fmt: skip
    return Inputs(year, work_time(puskesmas, year)[0], load_rule(rules("wkt"), year), groups,
                  standard_of(puskesmas, year))  # fmt: skip


def result(puskesmas: Puskesmas, year: int) -> Result:
    """The whole analysis of a year as it stands now."""
    return compute(inputs(puskesmas, year), register.known_professions())


def staff_needs(puskesmas: Puskesmas, year: int) -> tuple[StaffNeed, ...]:
    """Whom the office needs, for the table of proposals: the lines of the staffing table, those who lack most first."""
    found = result(puskesmas, year)
    exact = {o.code: o.abk.need for o in found.outcomes if o.abk.need is not None}
    members = {line.code: line.professions for line in found.inputs.standard.lines}
    needs = []
    for line in sorted(found.staffing.lines, key=lambda one: -one.lacking):
        known = [exact[code] for code in members.get(line.code, (line.code,)) if code in exact]
        micro = to_micro_half_up(sum(known, Fraction(0))) if known else None
        needs.append(StaffNeed(line.code, line.name, line.have, line.need, micro, line.standard))
    return tuple(needs)


def held(puskesmas: Puskesmas, year: int) -> dict[str, Held | None]:
    """Meetings really held, of the year before where it is known, else of the year itself."""
    found: dict[str, Held | None] = {}
    for row in MeetingMinutes.objects.of(puskesmas).filter(year__in=(year - 1, year), held__gt=0).order_by("-year"):
        found[row.kind] = Held(row.year, row.held, row.minutes)
    return found


def reported(puskesmas: Puskesmas, year: int, wanted: set[str]) -> dict[str, Reported | None]:
    """Element -> what was reported: of the year before where all of it is there, else of the year with more months."""
    if not wanted:
        return {}
    both = [_sums(puskesmas, y, wanted) for y in (year - 1, year)]
    found: dict[str, Reported | None] = {}
    for element in wanted:
        there = [sums[element] for sums in both if element in sums]
        found[element] = max(there, key=lambda r: r.months) if there else None
    return found


def _sums(puskesmas: Puskesmas, year: int, wanted: set[str]) -> dict[str, Reported]:
    """Sums of a year over its months: the figure of the Puskesmas where it was reported so, else of its villages."""
    codes = {v.code for v in villages(puskesmas)}
    months: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for (place, period, element), micro in current_facts(puskesmas, year).items():
        if element in wanted and len(period) == len("2026-01") and (place in codes or place == puskesmas.code):
            months[element, period][place] = micro
    found: dict[str, Reported] = {}
    for (element, _period), by_place in months.items():
        own = by_place.get(puskesmas.code)
        before = found.get(element, Reported(year, 0, 0))
        total = before.total + (own if own is not None else sum(by_place.values()))
        found[element] = Reported(year, total, before.months + 1)
    return found


def elements_of(rows: Mapping[str, tuple[Task, ...]]) -> set[str]:
    """The elements that volumes are filled from."""
    return {
        t.auto.removeprefix(ELEMENT) for found in rows.values() for t in found if t.auto.startswith(ELEMENT)
    }  # fmt: skip


def versions(puskesmas: Puskesmas, year: int) -> tuple[AbkVersion, ...]:
    """Versions of a year, the newest first, without their bodies."""
    return tuple(AbkVersion.objects.of(puskesmas).filter(year=year).defer("body").select_related("made_by"))


def version(puskesmas: Puskesmas, year: int, pk: int) -> tuple[AbkVersion, Result] | None:
    """A version as it was agreed.

    Raises:
        ValueError: it no longer comes to what was agreed.
    """
    found = AbkVersion.objects.of(puskesmas).filter(year=year, pk=pk).select_related("made_by").first()
    return (found, of_body(found.body, register.known_professions())) if found else None


def years(puskesmas: Puskesmas, today: dt.date) -> tuple[int, ...]:
    """The years to choose from: those with rows, this one and the next."""
    kept = set(WorkItem.objects.of(puskesmas).values_list("year", flat=True).distinct())
    return tuple(sorted(kept | {today.year, today.year + 1}, reverse=True))


def latest_year(puskesmas: Puskesmas, today: dt.date) -> int:
    """The year to show: this one, or the newest that has rows."""
    kept = sorted(set(WorkItem.objects.of(puskesmas).values_list("year", flat=True).distinct()))
    return today.year if not kept or today.year in kept else kept[-1]


def for_meeting(puskesmas: Puskesmas, year: int, month: int) -> Annex | None:  # noqa: ARG001 - every part takes the month
    """The analysis of the year for the first lokmin: per profession, and the fullest people."""
    found = result(puskesmas, year)
    if not found.counted:
        return None
    lines = {line: s for s in found.staffing.lines for line in (s.code,)}
    known = register.known_professions()
    rows = []
    for o in found.counted:
        line = lines.get(known[o.code].line or o.code) if o.code in known else lines.get(o.code)
        average = o.loads.average
        rows.append(
            (
                o.name, written(o.abk.jkt), f"{written(o.abk.ftp, 2)} %", written(o.abk.need), str(o.abk.rounded),
                str(o.abk.have), str(o.abk.gap).replace("-", "−"),
                f"{written(average, 0)} %" if average is not None else "–", line.verdict.value if line else "–",
            )
        )  # fmt: skip
    notes = [f"Waktu kerja tersedia {found.inputs.time.basis}.", *(f"{w}" for w in found.refusals)]
    if not found.inputs.standard.confirmed:
        notes.append(f"Standar: {found.inputs.standard.source}.")
    return Annex(
        code="abk",
        title=f"Analisis beban kerja {year}",
        sentence=found.sentence,
        columns=(
            "Jenis SDMK", "JKT", "FTP", "Kebutuhan", "Dibulatkan", "Ada", "Kurang", "Beban rata-rata", "Penilaian",
        ),
        rows=tuple(rows),
        right=(1, 2, 3, 4, 5, 6, 7),
        total=("Jumlah", "", "", "", str(found.need), str(sum(o.abk.have for o in found.counted)), str(found.lacking),
               "", found.staffing.verdict.value),
        notes=tuple(notes),
        link=f"workforce:abk?year={year}",
    )  # fmt: skip


def state_line(puskesmas: Puskesmas, year: int) -> str:
    """How far the analysis of a year is, for the home page of the stage; two light queries."""
    kept = AbkVersion.objects.of(puskesmas).filter(year=year).order_by("-number")
    number = kept.values_list("number", flat=True).first()
    if number:
        return said("versi %(n)s disepakati") % {"n": number}
    begun = WorkItem.objects.of(puskesmas).filter(year=year).exists()
    return said("sedang diisi") if begun else said("belum dimulai")
