"""Reads of the part: who lacks what, the plan and the log of a year, lesson hours of everybody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lokmin.catalog.loading import rules
from lokmin.core.language import said
from lokmin.core.meetings.annex import Annex
from lokmin.core.needs.training import (
    Attended,
    Cause,
    Hours,
    Member,
    Suggestion,
    TrainingRules,
    from_causes,
    from_licences,
    from_workload,
    hours,
    jpl_words,
    reached,
)
from lokmin.core.numbers import indonesian
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.register import queries as register
from lokmin.cycle.workforce.models import Training, TrainingNeed, TrainingPart
from lokmin.cycle.workforce.needs import computing
from lokmin.cycle.workforce.needs.rules import funds
from lokmin.cycle.workforce.staff import queries as staff
from lokmin.documents.forms.training import TrainingLine

HELD, PLANNED, DROPPED = "terlaksana", "rencana", "batal"


def rule_of(year: int) -> TrainingRules:
    """Minimum hours and what needs are read from."""
    return TrainingRules.load(rules("training"), year)


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need as it is kept; ``who`` a name, a profession or nobody named; ``planned`` the training that meets it."""

    pk: int
    topic: str
    who: str
    why: str
    priority: int | None
    origin_kind: str
    planned: int | None
    met: bool


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A training of the year: its record for paper, its row, how many come and how many certificates lack."""

    pk: int
    line: TrainingLine
    state: str
    reason: str
    people: int
    unproved: int


@dataclass(frozen=True, slots=True)
class JplLine:
    """Somebody's lesson hours in a year with the trainings they come from."""

    staff_pk: int
    hours: Hours
    profession_name: str
    taken: tuple[Attended, ...]


def members(puskesmas: Puskesmas) -> tuple[Member, ...]:
    """Everybody in service; licences only where the profession asks for them."""
    found = []
    for row in staff.staff(puskesmas):
        held = []
        if row.licensed:
            if row.str_until and not row.str_for_life:
                held.append(("STR", row.str_until))
            if row.sip_until:
                held.append(("SIP", row.sip_until))
        found.append(Member(str(row.pk), row.name, row.profession, row.status, tuple(held)))
    return tuple(found)


def attended(puskesmas: Puskesmas, year: int) -> tuple[Attended, ...]:
    """What people took part in, of trainings that ended in a year; their own hours, else those of the training."""
    parts = TrainingPart.objects.filter(
        training__puskesmas=puskesmas, training__state=HELD, training__start__isnull=False, attended=True
    ).select_related("training").order_by("training__start", "pk")  # fmt: skip
    found = (
        Attended(
            str(p.staff_id), p.training.title, p.training.start, p.training.end,
            p.jpl_tenths if p.jpl_tenths is not None else p.training.jpl_tenths, p.certificate, p.training.provider,
        )
        for p in parts
        if p.training.start
    )  # fmt: skip
    return tuple(one for one in found if (one.end or one.start).year == year)


def jpl(puskesmas: Puskesmas, year: int) -> tuple[JplLine, ...]:
    """Lesson hours of everybody in service, in the order of the register."""
    people = members(puskesmas)
    taken: dict[str, list[Attended]] = {}
    every = attended(puskesmas, year)
    for one in every:
        taken.setdefault(one.member, []).append(one)
    rows = hours(people, every, year, rule_of(year))
    return tuple(
        JplLine(int(row.member.key), row, staff.profession_name(row.member.profession),
                tuple(taken.get(row.member.key, ())))
        for row in rows
    )  # fmt: skip


def plan(puskesmas: Puskesmas, year: int) -> tuple[PlanLine, ...]:
    """The trainings of a year: planned first by month, then held by day, then dropped."""
    rows = Training.objects.of(puskesmas).filter(year=year).prefetch_related("parts__staff")
    order = (PLANNED, HELD, DROPPED)
    lines = [_plan_line(row) for row in rows]

    def place(one: PlanLine) -> tuple[int, int, dt.date, int]:
        month = one.line.start.month if one.line.start else one.line.month or 13
        return order.index(one.state), month, one.line.start or dt.date.max, one.pk

    return tuple(sorted(lines, key=place))


def _plan_line(row: Training) -> PlanLine:
    parts = list(row.parts.all())
    line = TrainingLine(
        row.title, row.kind, row.provider, row.start, row.end, row.month, row.jpl_tenths,
        tuple(p.staff.short_name for p in parts if p.attended is not False), row.cost, row.fund, row.state,
    )  # fmt: skip
    unproved = sum(p.attended is True and not p.certificate for p in parts) if row.state == HELD else 0
    return PlanLine(row.pk, line, row.state, row.state_reason, len(line.people), unproved)


def years(puskesmas: Puskesmas) -> list[int]:
    """Years with trainings or needs, the newest first, always with this one and the next."""
    found = set(Training.objects.of(puskesmas).values_list("year", flat=True))
    found |= set(TrainingNeed.objects.of(puskesmas).filter(removed_at__isnull=True).values_list("year", flat=True))
    here = clock.today().year
    return sorted(found | {here, here + 1}, reverse=True)


def needs(puskesmas: Puskesmas, year: int) -> tuple[NeedLine, ...]:
    """What is wanted in a year, the open ones first."""
    rows = TrainingNeed.objects.of(puskesmas).filter(year=year, removed_at__isnull=True)
    found = []
    for row in rows.select_related("staff").prefetch_related("met_by__training"):
        parts = [p for p in row.met_by.all() if p.training.state != DROPPED]
        met = any(p.attended and p.training.state == HELD for p in parts)
        who = row.staff.short_name if row.staff else staff.profession_name(row.profession) if row.profession else ""
        found.append(NeedLine(row.pk, row.topic, who, row.why, row.priority, row.origin_kind,
                              parts[0].training_id if parts else None, met))  # fmt: skip
    return tuple(sorted(found, key=lambda x: (x.met, x.planned is not None, x.priority or 9, x.pk)))


def suggestions(puskesmas: Puskesmas, year: int) -> tuple[Suggestion, ...]:
    """What the system sees itself and nobody has taken over or put aside yet."""
    rule = rule_of(year)
    known = set(TrainingNeed.objects.of(puskesmas).filter(year=year).values_list("origin_kind", "origin_id"))
    causes = [
        Cause(str(one.pk), one.statement, one.text, one.rib, one.determinant)
        for one in register.named_causes(puskesmas, roots_of_open=True)
    ]
    gaps = [(n.profession, n.name, (n.needed or 0) - n.there) for n in computing.staff(puskesmas)]
    found = (
        *from_licences(members(puskesmas), clock.today(), rule), *from_causes(causes, rule), *from_workload(gaps),
    )  # fmt: skip
    return tuple(one for one in found if one.origin not in known)


@dataclass(frozen=True, slots=True)
class Summary:
    """The state of the part in a year."""

    planned: int
    held: int
    wanted: int
    reached: int
    judged: int


def summary(puskesmas: Puskesmas, year: int) -> Summary:
    """Counts for the heads of pages and the home of the stage."""
    states = list(Training.objects.of(puskesmas).filter(year=year).values_list("state", flat=True))
    met, judged = reached(line.hours for line in jpl(puskesmas, year))
    wanted = sum(not line.met and line.planned is None for line in needs(puskesmas, year))
    return Summary(states.count(PLANNED), states.count(HELD), wanted, met, judged)


def for_meeting(puskesmas: Puskesmas, year: int, month: int) -> Annex | None:
    """The plan of the year with what was held up to the month, and who still lacks hours; None without trainings."""
    lines = [line for line in plan(puskesmas, year) if line.state != DROPPED]
    if not lines:
        return None
    names = funds(year)
    held = sum(line.state == HELD for line in lines)
    met, judged = reached(line.hours for line in jpl(puskesmas, year))
    cost = sum(line.line.cost or 0 for line in lines)
    sentence = f"{held} dari {len(lines)} pelatihan {year} sudah terlaksana"
    if judged:
        sentence += f"; {met} dari {judged} orang sudah mencapai JPL setahun"
    due = sum(line.state == PLANNED and (line.line.month or 13) <= month for line in lines)
    return Annex(
        code="pelatihan",
        title=f"Rencana dan pelaksanaan pelatihan tahun {year}",
        sentence=f"{sentence}.",
        columns=("Pelatihan", "Waktu", "JPL", "Peserta", "Biaya (Rp)", "Sumber", "Keadaan"),
        rows=tuple(
            (
                x.line.title, x.line.when or "–", jpl_words(x.line.jpl), ", ".join(x.line.people) or "–",
                "–" if x.line.cost is None else indonesian(x.line.cost), names.get(x.line.fund, x.line.fund) or "–",
                x.state,
            )
            for x in lines
        ),
        right=(2, 4),
        total=("Jumlah", "", "", "", indonesian(cost), "", ""),
        notes=(f"{due} pelatihan yang direncanakan sampai bulan ini belum terlaksana.",) if due else (),
        link=f"workforce:training?tahun={year}",
    )  # fmt: skip


def state_line(puskesmas: Puskesmas, year: int) -> str:
    """For the home of the stage: how many of the year's trainings were held."""
    states = list(Training.objects.of(puskesmas).filter(year=year).values_list("state", flat=True))
    wanted = [state for state in states if state != DROPPED]
    told = {"held": states.count(HELD), "n": len(wanted)}
    return said("%(held)s dari %(n)s terlaksana") % told if wanted else ""
