"""Who of the sectors answers for which area and which problem, and what nobody has taken ("dibagi habis")."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.core.meetings import partners as rule
from lokmin.cycle.centre import clock, partners
from lokmin.cycle.centre.models import Partner, Puskesmas
from lokmin.cycle.centre.queries import villages
from lokmin.cycle.followup.commitments import queries as promises
from lokmin.cycle.meetings.sectors.support import red_by_indicator, support_rules
from lokmin.cycle.monitoring.queries import default_month, month_table

#: Problems of the month that are looked through for a sector.
MOST = 10


@dataclass(frozen=True, slots=True)
class Area:
    """A village: its own partner or partners, how many open promises are for it."""

    code: str
    name: str
    own: tuple[tuple[int, str], ...]
    promises: int

    @property
    def empty(self) -> bool:
        return not self.own


@dataclass(frozen=True, slots=True)
class Taken:
    """A problem of the month: sectors usually asked, partners with an open promise, villages where it is red."""

    indicator: str
    short: str
    villages: tuple[str, ...]
    asked: tuple[str, ...]
    missing: tuple[str, ...]
    promised: tuple[tuple[int, str], ...]

    @property
    def empty(self) -> bool:
        return not self.promised


@dataclass(frozen=True, slots=True)
class SectorRow:
    """A sector: its partners with their role; whether it has none."""

    code: str
    name: str
    partners: tuple[tuple[int, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Division:
    """The whole work and the whole area over the sectors, and the gaps."""

    sectors: tuple[SectorRow, ...]
    absent: tuple[str, ...]
    areas: tuple[Area, ...]
    problems: tuple[Taken, ...]

    @property
    def empty_areas(self) -> tuple[Area, ...]:
        return tuple(a for a in self.areas if a.empty)

    @property
    def empty_problems(self) -> tuple[Taken, ...]:
        return tuple(p for p in self.problems if p.empty)


def division(puskesmas: Puskesmas) -> Division:
    """Sector by sector, village by village, problem by problem."""
    known = partners.active(puskesmas)
    names = {code: str(label) for code, label in Partner.SECTORS}
    opened = [a for a in promises.commitments(puskesmas, clock.today()) if a.open]
    areas = tuple(
        Area(
            v.code, v.name, tuple((p.pk, p.name) for p in known if p.village_id == v.pk),
            sum(a.village == v.code for a in opened),
        )
        for v in villages(puskesmas)
    )  # fmt: skip
    have = {p.sector for p in known}
    rows = tuple(
        SectorRow(
            code,
            name,
            tuple((p.pk, p.name, p.role, p.village.name if p.village else "") for p in known if p.sector == code),
        )
        for code, name in names.items()
        if code in have
    )
    usual = dict.fromkeys(p.sector for p in partners.rule_partners())
    problems = _problems(puskesmas, have, names, opened)
    return Division(rows, tuple(names[code] for code in usual if code not in have), areas, problems)


def _problems(
    puskesmas: Puskesmas, have: set[str], names: dict[str, str], opened: list[promises.CommitmentLine]
) -> tuple[Taken, ...]:
    month = default_month(puskesmas)
    if month is None:
        return ()
    asked_by = support_rules(puskesmas)
    found = []
    for code, group in list(red_by_indicator(month_table(puskesmas, month)).items())[:MOST]:
        asked = [w.sector for w in rule.wanted(asked_by, code, group[0].indicator.programme) if w.sector in names]
        found.append(
            Taken(
                indicator=code,
                short=group[0].indicator.short,
                villages=tuple(i.place.name for i in group),
                asked=tuple(names[s] for s in asked),
                missing=tuple(names[s] for s in asked if s not in have),
                promised=tuple(dict.fromkeys((a.partner_id, a.partner) for a in opened if a.indicator == code)),
            )
        )
    return tuple(found)
