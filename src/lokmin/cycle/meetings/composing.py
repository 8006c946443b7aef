"""Composes the agenda of a meeting from its kind, what the month shows and what was promised before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from lokmin.core.meetings.kinds import FixedPoint, Kind
from lokmin.core.meetings.kinds import words as placeholders
from lokmin.core.meetings.timebox import Slot, fit
from lokmin.core.periods import Month
from lokmin.core.pws.rows import Status
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.followup import queries as followup
from lokmin.cycle.meetings.models import Meeting
from lokmin.cycle.meetings.queries.people import pj_of
from lokmin.cycle.meetings.schedule import rules
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.queries import month_table
from lokmin.cycle.monitoring.queries.home import home
from lokmin.cycle.monitoring.queries.problems import Issue, issues
from lokmin.cycle.monitoring.queries.table import MonthTable

#: Clusters that report in every monthly meeting (ILP); 1 and 5 speak when they have a problem.
ALWAYS = (2, 3, 4)
#: Problems named under a cluster's point; the rest are in the material.
NAMED = 3
_RED = (Status.JELEK, Status.CUKUP)


@dataclass(frozen=True, slots=True)
class Block:
    """One composed point; ``presenter`` is the id of a person or None, ``speaker`` the name."""

    title: str
    minutes: int
    kind: str
    presenter: int | None = None
    speaker: str = ""
    klaster: int | None = None
    detail: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A point before it has its minutes."""

    block: Block
    slot: Slot


def kind(code: str, year: int, puskesmas: Puskesmas) -> Kind | None:
    """A kind of meeting as an office has it in a year: the rule, with what the office changed."""
    return rules.kind_of(puskesmas, code, year)


def compose(meeting: Meeting) -> list[Block]:
    """The points with minutes that fit ``meeting.planned_minutes``; the same month gives the same agenda.

    Clusters with more people missed and more months red get more time; late promises lengthen the review. A point that
    finds no room is left out, the one with the least to say first.

    Raises:
        ValidationError: when the time is too short even for the fixed points.
    """
    rule = kind(meeting.kind, meeting.year, meeting.puskesmas)
    if rule is None:
        return []
    red = _red(month_table(meeting.puskesmas, meeting.month))
    with override("id"):  # an agenda is stored and printed: Indonesian, whoever prepares it
        drafts = [d for point in rule.points(meeting.date.month, meeting.months) for d in _drafts(meeting, point, red)]
    try:
        minutes = fit([d.slot for d in drafts], meeting.planned_minutes)
    except ValueError as error:
        least = sum(d.slot.least for d in drafts if d.slot.fixed)
        text = _("Acara tetap saja perlu %(least)s menit. Perpanjang waktunya.") % {"least": least}
        raise ValidationError({"planned_minutes": text}) from error
    return [_timed(d.block, n) for d, n in zip(drafts, minutes, strict=True) if n]


def _red(table: MonthTable) -> list[Issue]:
    """What is below its target: the problems of the home page first, so that page, agenda and papers name the same."""
    chosen = list(home(table).shown)
    named = {(i.row.place, i.row.indicator) for i in chosen}
    others = [i for i in issues(table) if (i.row.place, i.row.indicator) not in named]
    return [i for i in (*chosen, *others) if i.row.status in _RED]


def weight(problems: list[Issue]) -> int:
    """How much a cluster has to say: people missed times months red, over all its problems (never its people)."""
    return sum((i.row.gap_people or 1) * max(i.row.red_months, 1) for i in problems)


def _drafts(meeting: Meeting, point: FixedPoint, red: list[Issue]) -> list[_Draft]:
    if point.kind == "klaster":
        return _klaster(meeting, point, red)
    person = {"pembuka": meeting.opener, "pemimpin": meeting.leader}.get(point.who)
    held = Month(meeting.date.year, meeting.date.month)
    title = point.title.format(**placeholders(held, meeting.month, meeting.months))
    detail, reference, wanted = "", "", point.wanted
    if point.kind == "evaluasi_rtl":
        detail, wanted = _promises(meeting, point.wanted)
        reference = "rtl"
    elif point.kind in {"prioritas", "masalah"} and red:
        detail = f"{len(red)} masalah di bawah target; paling jauh: {_named(red)}"
    block = Block(
        title, 0, point.kind, person.pk if person else None, person.full_name if person else "", None, detail, reference
    )
    return [_Draft(block, Slot(min(point.least, wanted), wanted, fixed=not point.optional))]


def _klaster(meeting: Meeting, point: FixedPoint, red: list[Issue]) -> list[_Draft]:
    drafts = []
    for number in sorted(words.KLASTER):
        mine = [i for i in red if i.indicator.klaster == number]
        if number not in ALWAYS and not mine:
            continue
        pj = pj_of(meeting.puskesmas, number)
        block = Block(
            words.klaster(number), 0, "klaster", pj.pk if pj else None, pj.full_name if pj else "", number, _named(mine)
        )
        drafts.append(_Draft(block, Slot(point.least, point.wanted, weight(mine), fixed=False)))
    return drafts


def _promises(meeting: Meeting, wanted: int) -> tuple[str, int]:
    """What the review has before it, and its minutes: five for each late promise, ten at least with any open."""
    waiting = followup.open_actions(meeting.puskesmas, meeting.date)
    late = sum(a.late for a in waiting)
    if not waiting:
        return "Tidak ada RTL yang masih terbuka", 5
    return f"{len(waiting)} RTL terbuka, {late} terlambat", max(10, min(wanted + 10, 10 + 5 * late))


def _named(problems: list[Issue]) -> str:
    """``K1 Watubelah kurang 15 ibu; ...``: the first problems of the month's own order."""
    return "; ".join(f"{i.indicator.short} {i.place.name} {words.gap(i.row, i.indicator)}" for i in problems[:NAMED])


def _timed(block: Block, minutes: int) -> Block:
    return replace(block, minutes=minutes)
