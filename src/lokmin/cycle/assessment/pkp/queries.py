"""Reads of the PKP: the year with its scores, running scores, nets, the cheapest points, what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from lokmin.catalog.loading import rules
from lokmin.core.assessment.cheapest import Effort, StepUp, Win, enough_for, steps_up, wins
from lokmin.core.assessment.definitions import Aspect, Bundle, Group, Rule
from lokmin.core.assessment.pkp import NodeScore, Result, assess
from lokmin.core.assessment.running import Running, running
from lokmin.core.assessment.scores import Entry, State, SubScore
from lokmin.cycle.assessment.models import Pkp, PkpScore
from lokmin.cycle.assessment.pkp.bundles import bundle_of
from lokmin.cycle.assessment.pkp.filled import Filled, coverage, filled
from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.monitoring.register.queries import still_open

if TYPE_CHECKING:  # a table of another stage is named for the checker only
    from lokmin.cycle.monitoring.models import Problem


@dataclass(frozen=True)
class Year:
    """One year's PKP up to a month, everything a page of it shows."""

    pkp: Pkp
    bundle: Bundle
    until: int
    cells: Mapping[str, Filled]
    result: Result
    #: The part of the year that is due: less than the whole only while it runs.
    share: Fraction = Fraction(1)

    @property
    def running(self) -> bool:
        """Is the year judged by its share, because it is not over?"""
        return self.share < 1

    @cached_property
    def verified(self) -> Result | None:
        """As the Dinkes verified it: its values where it gave any, else the office's own; None before it began."""
        rows = {code: cell.row for code, cell in self.cells.items() if cell.row is not None}
        given = any(row.verified_achieved_micro is not None or row.verified_level is not None for row in rows.values())
        if not given and self.pkp.verified_at is None:
            return None
        return assess(self.bundle, {code: verified_entry(cell) for code, cell in self.cells.items()})

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Rows the Dinkes gave another value or a note, in the order of the form."""
        if self.verified is None:
            return ()
        found = []
        for own, checked in zip(self.result.subs(), self.verified.subs(), strict=True):
            row = self.cells[own.sub.code].row
            note = row.verified_note if row is not None else ""
            if note or own.entry != checked.entry:
                found.append(Difference(own, checked, note))
        return tuple(found)

    @property
    def verdict(self) -> Result:
        """What counts in the end: the verified result once it is closed, else the office's own."""
        return self.verified if self.pkp.verified_at is not None and self.verified is not None else self.result

    @cached_property
    def before(self) -> Result | None:
        """Last year's result by its own list, as it was verified if it was; None without one."""
        last = Pkp.objects.of(self.pkp.puskesmas).filter(year=self.pkp.year - 1).first()
        return of(last).verdict if last is not None else None

    @property
    def lacking(self) -> list[SubScore]:
        """Rows that are still waited for, in the order of the form."""
        return [row for row in self.result.subs() if row.state in (State.EMPTY, State.NO_TARGET)]

    @property
    def editable(self) -> bool:
        return bool(self.pkp.state == Pkp.FILLING)

    def node(self, code: str) -> NodeScore | None:
        """An upaya, program or variabel by its code."""
        for level in ("upaya", "program", "variabel"):
            for node in self.result.nodes(level):
                if node.node.code == code:
                    return node
        return None

    @property
    def below(self) -> list[SubScore]:
        """Scored rows that did not reach their target, the weakest first; as verified once that is closed."""
        rows = [row for row in self.verdict.subs() if row.score is not None and row.score < 100]
        return sorted(rows, key=lambda row: (row.score, row.sub.code))


def verified_entry(cell: Filled) -> Entry:
    """A row as the Dinkes sees it."""
    row, entry = cell.row, cell.entry
    if row is None:
        return entry
    achieved = entry.achieved if row.verified_achieved_micro is None else row.verified_achieved_micro
    level = entry.level if row.verified_level is None else row.verified_level
    # Whoever gives a value says that it does apply.
    given = row.verified_achieved_micro is not None or row.verified_level is not None
    return Entry(entry.target, entry.sasaran, achieved, level, "" if given else entry.not_applicable)


@dataclass(frozen=True, slots=True)
class Difference:
    """One row the Dinkes sees otherwise, or says something of."""

    own: SubScore
    checked: SubScore
    note: str

    @property
    def changed(self) -> bool:
        return self.own.entry != self.checked.entry


def find(puskesmas: Puskesmas, year: int) -> Pkp | None:
    """The PKP of a year, or None when nobody began it."""
    found: Pkp | None = Pkp.objects.of(puskesmas).filter(year=year).first()
    return found


def every(puskesmas: Puskesmas) -> list[Pkp]:
    """All years, the newest first."""
    return list(Pkp.objects.of(puskesmas))


def of(pkp: Pkp, until: int = 12, share: Fraction = Fraction(1)) -> Year:
    """The year with its scores, as they are sent; with a ``share`` as they stand within the year."""
    bundle = bundle_of(pkp)
    cells = filled(pkp, bundle, until)
    entries = {code: cell.entry for code, cell in cells.items()}
    return Year(pkp, bundle, until, cells, assess(bundle, entries, share), share)


def present(pkp: Pkp) -> Year:
    """As pages show it: a year that runs and is being filled in is judged by its share so far, any other as a whole."""
    if pkp.state != Pkp.FILLING or pkp.year != clock.today().year:
        return of(pkp)
    month = this_month(pkp)
    return of(pkp, month, Fraction(month, 12))


def score(puskesmas: Puskesmas, year: int, until: int = 12) -> Result | None:
    """The score of a year as it stands; None when no PKP of that year was begun."""
    pkp = find(puskesmas, year)
    return None if pkp is None else of(pkp, until).result


@dataclass(frozen=True, slots=True)
class OpenStep:
    """The next step of a management row; ``lacking``: so many times more, where the system counts them."""

    up: StepUp
    lacking: int | None = None


@dataclass(frozen=True)
class RunningPage:
    """The year so far: three readings, month by month, and what would still win the most."""

    year: Year
    running: Running
    wins: tuple[Win, ...]
    steps: tuple[OpenStep, ...]
    months: tuple[int, ...]
    effort: Effort

    @property
    def over(self) -> bool:
        """Is the year over, so that only reports that are still to come can change it?"""
        return self.running.month == 12

    @cached_property
    def by_itself(self) -> int:
        """Rows below their target now that the present pace brings there."""
        ends = {row.sub.code: row.score for row in self.running.ahead.subs()}
        below = [row for row in self.running.now.subs() if row.score is not None and row.score < 100]
        return sum(ends[row.sub.code] == 100 for row in below)

    @property
    def next_group(self) -> Group | None:
        """The kelompok above the one the year ends in at this pace; None in the best or before anything is scored."""
        here = self.running.ahead.service_group
        return {Group.POOR: Group.FAIR, Group.FAIR: Group.GOOD}.get(here) if here is not None else None

    @cached_property
    def enough(self) -> tuple[tuple[Win, int], ...] | None:
        """The rows and people that are enough for the next kelompok with the least work; within reach if possible."""
        group = self.next_group
        if group is None:
            return None
        groups = self.year.bundle.service
        threshold = groups.good if group is Group.GOOD else groups.fair
        near = [win for win in self.wins if win.reachable]
        return enough_for(self.running.ahead, near, threshold) or enough_for(
            self.running.ahead, self.wins, threshold
        )  # fmt: skip

    @property
    def enough_hours(self) -> Fraction:
        """Hours of work of ``enough``."""
        return sum((Fraction(people * win.minutes, 60) for win, people in self.enough or ()), Fraction(0))


def running_page(pkp: Pkp, month: int) -> RunningPage:
    """The page of a month of the year."""
    year = of(pkp, month)
    read = running(year.bundle, {code: cell.progress for code, cell in year.cells.items()}, month)
    effort = Effort.load(rules("effort"), pkp.year)
    return RunningPage(year, read, wins(read, effort), _open_steps(year, read), tuple(range(1, 13)), effort)


#: Facts that are counted in parts of the year, and how many months a part has.
_PERIODS = {"lokmin-bulanan": 1, "lokmin-tribulanan": 3}


def _open_steps(year: Year, read: Running) -> tuple[OpenStep, ...]:
    """Management steps that can still be made: of meetings only as many as there are months left to hold them in."""
    found = []
    for up in steps_up(read.now):
        known = year.cells[up.row.sub.code].known
        lacking = None
        if known is not None and up.step.least is not None and up.row.sub.known_by in _PERIODS:
            lacking = up.step.least - known.count
            if lacking > _parts_left(year.pkp.year, _PERIODS[up.row.sub.known_by]):
                continue
        found.append(OpenStep(up, lacking))
    return tuple(found)


def _parts_left(year: int, months: int) -> int:
    """Months or quarters of a year that are not over, the present one included."""
    today = clock.today()
    if today.year != year:
        return 12 // months if today.year < year else 0
    return (12 - today.month) // months + 1


def this_month(pkp: Pkp) -> int:
    """The last finished month of the year: 12 for a past one, at least 1."""
    today = clock.today()
    if today.year != pkp.year:
        return 12 if today.year > pkp.year else 1
    table = coverage(pkp.puskesmas, pkp.year, 12)
    return table.month.month if table is not None else max(today.month - 1, 1)


@dataclass(frozen=True, slots=True)
class VillageNet:
    """One programme in the villages: the mean of what each reached of its targets, each capped at 100."""

    programme: NodeScore
    villages: tuple[str, ...]
    values: tuple[float | None, ...]
    indicators: tuple[str, ...]
    month: str


def village_net(year: Year, programme: NodeScore) -> VillageNet | None:
    """The villages' share of their target for the indicators of a programme that villages report; None without any."""
    table = coverage(year.pkp.puskesmas, year.pkp.year, year.until)
    if table is None:
        return None
    known = {i.code: i for i in table.indicators}
    subs = [
        row for row in programme.subs()
        if row.sub.rule is Rule.TARGET and row.target and row.sub.indicator in known
        and "desa" in known[row.sub.indicator].levels
    ]  # fmt: skip
    if not subs:
        return None
    values: list[float | None] = []
    for village in table.villages:
        reached = []
        for row in subs:
            cover = table.row(village.code, row.sub.indicator)
            exact = cover.ratio_so_far.exact if cover.ratio_so_far is not None else None
            if exact is not None and row.target:
                # Of a yearly target only the share of the year that has gone is due.
                due = Fraction(row.target * (year.until if row.sub.yearly else 12), 12)
                reached.append(min(100.0, max(0.0, float(exact * 100_000_000 / due))))
        values.append(sum(reached) / len(reached) if reached else None)
    if all(value is None for value in values):
        return None
    return VillageNet(
        programme, tuple(v.name for v in table.villages), tuple(values), tuple(row.sub.name for row in subs),
        table.month.label,
    )  # fmt: skip


def standing(pkp: Pkp) -> dict[str, Problem]:
    """Problems that an earlier year's row of the same code brought up and that are still open, by that code."""
    found = still_open(pkp.puskesmas, "pkp")
    return {
        origin.split(":", 1)[-1]: problem for origin, problem in found.items() if not origin.startswith(f"{pkp.pk}:")
    }


def sent(pkp: Pkp) -> list[PkpScore]:
    """What was sent and verified, the newest first."""
    return list(pkp.scores.select_related("by").defer("body"))


def menu_line(puskesmas: Puskesmas) -> str:
    """How far the newest year is: ``PKP 2026 diisi``."""
    last = Pkp.objects.of(puskesmas).only("year", "state").first()
    return _("PKP %(year)s %(state)s") % {"year": last.year, "state": _(last.state)} if last is not None else ""


def service_programmes(result: Result) -> list[NodeScore]:
    """The programmes of the net, in the order of the form."""
    return [p for u in result.upaya if u.node.aspect is Aspect.SERVICE for p in u.nodes("program")]
