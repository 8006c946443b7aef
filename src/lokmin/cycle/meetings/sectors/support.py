"""The support wanted of each sector: red figures of the quarter beside what sectors are usually asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lokmin.catalog.loading import rules
from lokmin.core.meetings import partners as rule
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.cycle.centre import clock, partners
from lokmin.cycle.centre.models import Partner, Puskesmas
from lokmin.cycle.followup.commitments import queries as promises
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.kept import Kept
from lokmin.cycle.monitoring.queries import frozen_rows, month_table
from lokmin.cycle.monitoring.queries.problems import Issue, issues
from lokmin.cycle.monitoring.queries.table import MonthTable
from lokmin.cycle.reporting.queries.catalogue import catalogue_for

#: Where an office keeps its own rules among its choices.
SETTING = "dukungan_sektor"
#: Problems a quarterly meeting can speak about, and villages named with each.
MOST, NAMED = 6, 4
#: Problems a phone offers to choose from.
CHOICES = 8
RED = (Status.JELEK, Status.CUKUP)


@dataclass(frozen=True, slots=True)
class Gap:
    """One village of a problem: ``gap`` in people ("kurang 15 ibu"), and the status."""

    code: str
    name: str
    gap: str
    status: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Support asked of a sector for a problem; ``partners`` are those who could give it, villages' own first."""

    sector: str
    sector_name: str
    support: str
    activity: str
    partners: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A problem of the quarter: the indicator, where it is red, what is wanted, what was already promised for it."""

    indicator: str
    short: str
    name: str
    programme: str
    villages: tuple[Gap, ...]
    more: int
    problem: str
    wanted: tuple[Wanted, ...]
    promised: tuple[str, ...]


def support_rules(puskesmas: Puskesmas) -> list[rule.SupportRule]:
    """The office's own rules, then the shipped ones."""
    own = puskesmas.settings.get(SETTING) or []
    shipped = rules("partners")
    return [*rule.load({"support": own}).supports, *rule.load(shipped).supports]


Red = Mapping[str, list[Issue]]
#: The red figures of so many issues are kept: forty phones ask for the same ones.
_red: Kept[Red] = Kept(20_000, lambda red: sum(map(len, red.values())) + 1)


def red_of(meeting: Meeting) -> Red:
    """The red figures of a meeting's month by indicator: as frozen where it was opened."""
    table = month_table(meeting.puskesmas, meeting.month)
    name = (meeting.puskesmas_id, meeting.month.code, meeting.snapshot_id, table.stamp)
    found = _red.get(name)
    if found is None:
        found = red_by_indicator(_frozen(meeting, table))
        _red.put(name, found)
    return found


def _frozen(meeting: Meeting, table: MonthTable) -> MonthTable:
    if meeting.snapshot is None:
        return table
    rows: Mapping[tuple[str, str], CoverageRow] = {
        (f.row.place, f.row.indicator): f.row for f in frozen_rows(meeting.snapshot)
    }
    return replace(table, by={**table.by, **{key: row for key, row in rows.items() if key in table.by}})


def red_by_indicator(table: MonthTable) -> dict[str, list[Issue]]:
    """The red figures of the villages by indicator, the most pressing problem first."""
    found: dict[str, list[Issue]] = {}
    for issue in issues(table):
        if issue.row.status in RED:
            found.setdefault(issue.indicator.code, []).append(issue)
    return found


def candidates(meeting: Meeting) -> list[Candidate]:
    """The problems to ask support for; the same figures give the same list."""
    known = partners.active(meeting.puskesmas)
    asked = support_rules(meeting.puskesmas)
    made = promises.of_origin(meeting.puskesmas, Meeting.ORIGIN, meeting.pk)
    sectors = dict(Partner.SECTORS)
    found = []
    for code, group in list(red_of(meeting).items())[:MOST]:
        indicator = group[0].indicator
        red = {issue.place.code for issue in group}
        found.append(
            Candidate(
                indicator=code,
                short=indicator.short,
                name=indicator.name,
                programme=indicator.programme,
                villages=tuple(_gap(issue) for issue in group[:NAMED]),
                more=max(0, len(group) - NAMED),
                problem=problem(group),
                wanted=tuple(
                    Wanted(w.sector, str(sectors[w.sector]), w.support, w.activity, _able(known, w.sector, red))
                    for w in rule.wanted(asked, code, indicator.programme)
                    if w.sector in sectors
                ),
                promised=tuple(line.label for line in made if line.indicator == code and line.status != "dibatalkan"),
            )
        )
    return found


def for_partner(meeting: Meeting, partner: Partner) -> tuple[tuple[str, str], ...]:
    """The problems a partner may choose from on its phone: (indicator, sentence). A village sees only its own; a count
    small enough to point to a family is left out where the office hides them from guests.
    """
    hides = bool(meeting.puskesmas.settings.get("sembunyikan_kecil", True))
    found = []
    for code, group in red_of(meeting).items():
        mine = [i for i in group if partner.village is None or i.place.code == partner.village.code]
        if mine:
            few = hides and any(0 < (i.row.gap_people or 0) <= words.SMALL for i in mine[:2])
            found.append((code, f"{mine[0].indicator.short} {mine[0].place.name}" if few else problem(mine)))
    return tuple(found[:CHOICES])


def problem(group: list[Issue]) -> str:
    """``K1 Watubelah, kurang 15 ibu; Tlogomulyo, kurang 9 ibu``."""
    first, *rest = group[:2]
    text = f"{first.indicator.short} {first.place.name}, {words.gap(first.row, first.indicator)}"
    return "; ".join([text, *(f"{i.place.name}, {words.gap(i.row, i.indicator)}" for i in rest)])


def _gap(issue: Issue) -> Gap:
    return Gap(issue.place.code, issue.place.name, words.gap(issue.row, issue.indicator), issue.row.status.value)


def _able(known: list[Partner], sector: str, red: set[str]) -> tuple[tuple[int, str], ...]:
    """Partners of a sector: a village's own only where that village is red."""
    fit = [p for p in known if p.sector == sector and (p.village is None or p.village.code in red)]
    return tuple((p.pk, p.name) for p in fit)


def read_own(puskesmas: Puskesmas) -> list[dict[str, Any]]:
    """The office's own rules as they are kept: ``{indicators, programmes, wanted: [{sector, support, activity}]}``."""
    kept = puskesmas.settings.get(SETTING) or []
    return [dict(entry) for entry in kept]


def for_indicator(puskesmas: Puskesmas, code: str) -> tuple[rule.Support, ...]:
    """What is asked now when an indicator is behind; empty for an unknown one."""
    found = catalogue_for(puskesmas, clock.today().year).indicators.get(code)
    return rule.wanted(support_rules(puskesmas), code, found.programme) if found else ()
