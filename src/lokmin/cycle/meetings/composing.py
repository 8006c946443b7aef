"""Composes the agenda of a meeting from its kind, the month, what was promised and what waits to be heard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from lokmin.catalog.loading import rules as rules_file
from lokmin.core.meetings.agenda import AgendaRule, Candidate, Tier
from lokmin.core.meetings.agenda import compose as fit_agenda
from lokmin.core.meetings.kinds import FixedPoint, Kind
from lokmin.core.meetings.kinds import words as placeholders
from lokmin.core.periods import Month
from lokmin.core.problems.found import found
from lokmin.core.pws.rows import Status
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.followup import queries as followup
from lokmin.cycle.meetings.annexes import naming as annexes
from lokmin.cycle.meetings.lookback import ahead
from lokmin.cycle.meetings.models import Focus, IncomingLetter, InputNote, Meeting
from lokmin.cycle.meetings.preparing import carrying
from lokmin.cycle.meetings.preparing.carrying import Carried, Same, same
from lokmin.cycle.meetings.queries.people import pj_of
from lokmin.cycle.meetings.schedule import rules
from lokmin.cycle.monitoring import words
from lokmin.cycle.monitoring.queries import month_table
from lokmin.cycle.monitoring.queries.home import home
from lokmin.cycle.monitoring.queries.problems import Issue, issues, rule
from lokmin.cycle.monitoring.queries.table import MonthTable

#: Clusters that report in every monthly meeting (ILP); 1 and 5 speak when they have a problem.
ALWAYS = (2, 3, 4)
_RED = (Status.JELEK, Status.CUKUP)
#: Before the first of these stand the focus topics, before the first of those what walked over and the input box.
_WORK = ("klaster", "ukp", "ukm", "masalah", "lintas_sektor", "prioritas", "rencana", "penutup")
_END = ("prioritas", "rencana", "komitmen", "penutup")
#: So many letters fit into the reference of their point.
_LETTERS = 10


@dataclass(frozen=True, slots=True)
class Block:
    """One composed point; ``presenter`` is the id of a person or None, ``speaker`` the name.

    ``carried`` is the point of an earlier meeting it walked over from, ``focus`` the pinned topic it is about.
    """

    title: str
    minutes: int
    kind: str
    presenter: int | None = None
    speaker: str = ""
    klaster: int | None = None
    detail: str = ""
    reference: str = ""
    carried: int | None = None
    focus: int | None = None
    presenter_text: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """What did not get in: a point that found no room, or problems its point has no time to name.

    ``needs`` and ``left`` are minutes; ``problems`` how many are not named, ``named`` how many are.
    """

    title: str
    needs: int = 0
    left: int = 0
    problems: int = 0
    named: int = 0
    first: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A composed agenda and what it leaves out."""

    blocks: tuple[Block, ...]
    left_out: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A point before it has its minutes; ``problems`` are named in its detail as far as the minutes go.

    ``pattern`` is its title as the rule writes it.
    """

    block: Block
    candidate: Candidate
    problems: tuple[Issue, ...] = ()
    pattern: str = ""


def kind(code: str, year: int, puskesmas: Puskesmas) -> Kind | None:
    """A kind of meeting as an office has it in a year: the rule, with what the office changed."""
    return rules.kind_of(puskesmas, code, year)


def compose(meeting: Meeting) -> list[Block]:
    """The points of ``plan``."""
    return list(plan(meeting).blocks)


def plan(meeting: Meeting) -> Plan:
    """The points with minutes that fit ``meeting.planned_minutes``; the same tables give the same agenda.

    Clusters with more people missed and more months red get more time; late promises lengthen the review; focus topics
    and what an earlier meeting did not discuss come first among what need not be in. What finds no room is told.

    Raises:
        ValidationError: when the time is too short even for the fixed points.
    """
    of_kind = kind(meeting.kind, meeting.year, meeting.puskesmas)
    if of_kind is None:
        return Plan((), ())
    weights = agenda_rule(meeting.year)
    with override("id"):  # an agenda is stored and printed: Indonesian, whoever prepares it
        drafts = _drafts(meeting, of_kind, weights)
    by_key = {d.candidate.key: d for d in drafts}
    try:
        made = fit_agenda([d.candidate for d in drafts], meeting.planned_minutes)
    except ValueError as error:
        least = sum(d.candidate.least for d in drafts if d.candidate.tier is Tier.FIXED)
        text = _("Acara tetap saja perlu %(least)s menit. Perpanjang waktunya.") % {"least": least}
        raise ValidationError({"planned_minutes": text}) from error
    with override("id"):
        blocks = tuple(_timed(by_key[p.key], p.minutes, weights) for p in made.points)
        left = [Left(by_key[o.key].block.title, o.needs, o.left) for o in made.left_out]
        left += [_unnamed(by_key[p.key], p.minutes, weights) for p in made.points]
    return Plan(blocks, tuple(one for one in left if one.needs or one.problems))


def agenda_rule(year: int) -> AgendaRule:
    """The weights in force."""
    return AgendaRule.load(rules_file("agenda"), year)


def red(table: MonthTable) -> list[Issue]:
    """What is below its target: the problems of the home page first, so that page, agenda and papers name the same.

    Last what is judged in the Puskesmas as a whole only (most of UKP).
    """
    chosen = list(home(table).shown)
    named = {(i.row.place, i.row.indicator) for i in chosen}
    others = [i for i in issues(table) if (i.row.place, i.row.indicator) not in named]
    whole = [table.row(table.total.code, i.code) for i in table.indicators if "desa" not in i.levels]
    others += [Issue(p.row, table.defined(p.row.indicator), table.total) for p in found(whole, rule(table.month.year))]
    return [i for i in (*chosen, *others) if i.row.status in _RED]


def _drafts(meeting: Meeting, of_kind: Kind, weights: AgendaRule) -> list[_Draft]:
    problems = red(month_table(meeting.puskesmas, meeting.month))
    points = of_kind.points(meeting.date.month, meeting.months)
    drafts = [d for n, p in enumerate(points) for d in _of_point(meeting, n, p, problems, weights)]
    kinds = [p.kind for p in points]
    drafts += _focus(meeting, (_before(kinds, _WORK), -1))
    drafts = _letters(meeting, drafts, weights, (_before(kinds, _WORK), -2))
    drafts = _inputs(meeting, drafts, weights, (_before(kinds, _END), -1))
    drafts = _walked(meeting, drafts, weights, (_before(kinds, _END), -2))
    ready = _ready(meeting)
    return [replace(d, candidate=replace(d.candidate, ready=True)) if _same(d.block) in ready else d for d in drafts]


def _before(kinds: Sequence[str], wanted: Sequence[str]) -> int:
    return next((n for n, k in enumerate(kinds) if k in wanted), len(kinds))


def _of_point(meeting: Meeting, n: int, point: FixedPoint, problems: list[Issue], weights: AgendaRule) -> list[_Draft]:
    if point.kind == "klaster":
        return _klaster(meeting, n, point, problems, weights)
    person = {"pembuka": meeting.opener, "pemimpin": meeting.leader}.get(point.who)
    held = Month(meeting.date.year, meeting.date.month)
    title = point.title.format(**placeholders(held, meeting.month, meeting.months))
    mine: tuple[Issue, ...] = ()
    detail, reference, wanted, heavy = "", annexes.reference(point.annexes), point.wanted, 0
    if point.kind == "evaluasi_rtl":
        detail, wanted, heavy = _promises(meeting, point.wanted, weights)
        reference = "rtl"
    elif point.kind in {"prioritas", "masalah"} and problems:
        detail = f"{len(problems)} masalah di bawah target; paling jauh: {_names(problems[:3])}"
        detail = "; ".join(filter(None, (detail, ahead.waiting(meeting).causes_text)))
    elif point.kind in {"ukp", "ukm"}:
        mine = tuple(i for i in problems if i.indicator.upaya.lower() == point.kind)
        heavy = _weight(mine, weights)
    block = Block(
        title, 0, point.kind, person.pk if person else None, person.full_name if person else "", None, detail, reference
    )
    tier = Tier.OPEN if point.optional else Tier.FIXED
    asked = Candidate(f"{n:02d}:{point.kind}", (n, 0), min(point.least, wanted), wanted, heavy, tier=tier)
    return [_Draft(block, asked, mine, point.title)]


def _klaster(meeting: Meeting, n: int, point: FixedPoint, problems: list[Issue], weights: AgendaRule) -> list[_Draft]:
    drafts = []
    for number in sorted(words.KLASTER):
        mine = tuple(i for i in problems if i.indicator.klaster == number)
        if number not in ALWAYS and not mine:
            continue
        pj = pj_of(meeting.puskesmas, number)
        block = Block(words.klaster(number), 0, "klaster", pj.pk if pj else None, pj.full_name if pj else "", number)
        longest = max((i.row.red_months for i in mine), default=0) * 30
        # A cluster without problems is brief; one with many wants the time to name them.
        wanted = min(point.wanted * 3 // 2, max(point.wanted // 2, weights.problem_minutes * len(mine)))
        asked = Candidate(
            f"{n:02d}:klaster:{number}", (n, number), min(point.least, wanted), wanted, _weight(mine, weights), longest
        )
        drafts.append(_Draft(block, asked, mine))
    return drafts


def _weight(problems: Sequence[Issue], weights: AgendaRule) -> int:
    """How much there is to say: red times people missed times months red, over all problems (never by person)."""
    return sum(weights.problem(i.row.gap_people, i.row.red_months) for i in problems)


def _promises(meeting: Meeting, wanted: int, weights: AgendaRule) -> tuple[str, int, int]:
    """What the review has before it, its minutes and its weight: more for each late promise, ten at least with any."""
    running = followup.open_actions(meeting.puskesmas, meeting.date)
    late = [a for a in running if a.late]
    if not running:
        return "Tidak ada RTL yang masih terbuka", 5, 0
    detail = f"{len(running)} RTL terbuka, {len(late)} terlambat"
    if late:
        oldest = max(late, key=lambda a: (a.days_late, -a.pk))
        detail += f"; paling lama: {oldest.activity} ({oldest.days_late} hari)"
    brought = ahead.waiting(meeting)
    detail = "; ".join(filter(None, (detail, brought.carried_text)))
    minutes = max(10, min(wanted + 10, 10 + weights.rtl_minutes * (len(late) + len(brought.carried))))
    return detail, minutes, sum(weights.promise(a.days_late) for a in late)


def _focus(meeting: Meeting, place: tuple[int, int]) -> list[_Draft]:
    """The topics pinned for a time that holds on the day of the meeting."""
    pinned = Focus.objects.of(meeting.puskesmas).filter(since__lte=meeting.date, until__gte=meeting.date)
    drafts = []
    for one in pinned.select_related("owner"):
        owner = one.owner.full_name if one.owner else ""
        block = Block(one.title, 0, "fokus", one.owner_id, owner, None, one.detail, one.indicator, focus=one.pk)
        waits = (meeting.date - one.since).days
        asked = Candidate(
            f"fokus:{one.pk}", (*place, one.pk), min(10, one.minutes), one.minutes, 0, waits, tier=Tier.PINNED
        )
        drafts.append(_Draft(block, asked))
    return drafts


def _letters(meeting: Meeting, drafts: list[_Draft], weights: AgendaRule, place: tuple[int, int]) -> list[_Draft]:
    """Letters nobody has heard yet: in the point for news where the kind has one, else in one of their own."""
    waiting = list(IncomingLetter.objects.of(meeting.puskesmas).filter(meeting=None, date__lte=meeting.date)[:_LETTERS])
    if not waiting:
        return drafts
    waits = [(meeting.date - one.date).days for one in waiting]
    reference = carrying.LETTERS + ",".join(str(one.pk) for one in waiting)
    detail = "; ".join(f"{one.sender}: {one.subject}" for one in waiting)
    minutes = weights.letter_minutes * len(waiting)
    at = next((n for n, d in enumerate(drafts) if d.block.kind == "materi"), None)
    if at is None:
        leader = meeting.leader
        block = Block(
            "Surat dan kebijakan yang masuk", 0, "materi", leader.pk if leader else None,
            leader.full_name if leader else "", None, detail, reference,
        )  # fmt: skip
        asked = Candidate("surat", (*place, 0), min(5, minutes), max(5, minutes), weights.letters(waits), max(waits))
        return [*drafts, _Draft(block, asked)]
    found_one = drafts[at]
    asked = replace(
        found_one.candidate, wanted=max(found_one.candidate.wanted, minutes), weight=weights.letters(waits),
        waiting=max(waits),
    )  # fmt: skip
    block = replace(found_one.block, detail=detail, reference=reference)
    return [*drafts[:at], replace(found_one, block=block, candidate=asked), *drafts[at + 1 :]]


def _inputs(meeting: Meeting, drafts: list[_Draft], weights: AgendaRule, place: tuple[int, int]) -> list[_Draft]:
    """Lines of the input box that nobody has answered."""
    waiting = [
        (meeting.date - one.day).days
        for one in InputNote.objects.of(meeting.puskesmas).filter(state="baru", day__lte=meeting.date)
        if one.meeting_id in (None, meeting.pk)
    ]
    if not waiting:
        return drafts
    detail = f"{len(waiting)} masukan belum dibahas"
    minutes = weights.note_minutes * len(waiting)
    at = next((n for n, d in enumerate(drafts) if d.block.kind == "masukan"), None)
    if at is None:
        block = Block("Masukan dan umpan balik", 0, "masukan", detail=detail)
        asked = Candidate(
            "masukan", (*place, 0), min(3, minutes), max(5, min(15, minutes)), weights.notes(waiting), max(waiting)
        )
        return [*drafts, _Draft(block, asked)]
    one = drafts[at]
    asked = replace(one.candidate, weight=weights.notes(waiting), waiting=max(waiting))
    return [*drafts[:at], replace(one, block=replace(one.block, detail=detail), candidate=asked), *drafts[at + 1 :]]


def _walked(meeting: Meeting, drafts: list[_Draft], weights: AgendaRule, place: tuple[int, int]) -> list[_Draft]:
    """What earlier meetings did not discuss: tied to the same point where this one has it, else a point of its own."""
    found_ones = carrying.undiscussed(meeting, weights.carry_months)
    for one in found_ones:
        free = [n for n, d in enumerate(drafts) if d.block.carried is None]
        points = [_same(drafts[n].block, drafts[n].pattern) for n in free]
        at = carrying.match(one, points)
        if at is not None and not one.on_the_clock:
            continue
        drafts = (
            [*drafts, _alone(meeting, one, weights, place)] if at is None else _tied(meeting, drafts, free[at], one)
        )
    return drafts


def _alone(meeting: Meeting, one: Carried, weights: AgendaRule, place: tuple[int, int]) -> _Draft:
    block = Block(
        one.title, 0, one.kind, one.presenter, one.speaker, one.klaster, one.detail, one.reference, one.item, one.focus,
        one.presenter_text,
    )  # fmt: skip
    asked = Candidate(
        f"terbawa:{one.item}", (*place, one.item), min(weights.carried_minutes, one.minutes), one.minutes, 0,
        _waits(meeting, one.since), tier=Tier.PINNED,
    )  # fmt: skip
    return _Draft(block, asked)


def _tied(meeting: Meeting, drafts: list[_Draft], at: int, one: Carried) -> list[_Draft]:
    same = drafts[at]
    tier = min(same.candidate.tier, Tier.PINNED)
    asked = replace(same.candidate, tier=tier, waiting=max(same.candidate.waiting, _waits(meeting, one.since)))
    tied = replace(same, block=replace(same.block, carried=one.item), candidate=asked)
    return [*drafts[:at], tied, *drafts[at + 1 :]]


def _waits(meeting: Meeting, since: dt.date) -> int:
    return max(0, (meeting.date - since).days)


def _ready(meeting: Meeting) -> set[Same]:
    """The points whose presenter has said to be ready, by what makes them the same point."""
    if not meeting.pk:
        return set()
    items = meeting.agenda.filter(page__ready_at__isnull=False)
    return {same(i.kind, i.klaster, i.focus_id, i.title) for i in items}


def _same(block: Block, pattern: str = "") -> Same:
    return same(block.kind, block.klaster, block.focus, pattern or block.title)


def _names(problems: Sequence[Issue]) -> str:
    """``K1 Watubelah kurang 15 ibu; ...``: in the month's own order."""
    return "; ".join(f"{i.indicator.short} {i.place.name} {words.gap(i.row, i.indicator)}" for i in problems)


def _timed(draft: _Draft, minutes: int, weights: AgendaRule) -> Block:
    block = replace(draft.block, minutes=minutes)
    if not draft.problems:
        return block
    return replace(block, detail=_names(draft.problems[: weights.named(minutes, len(draft.problems))]))


def _unnamed(draft: _Draft, minutes: int, weights: AgendaRule) -> Left:
    named = weights.named(minutes, len(draft.problems))
    rest = draft.problems[named:]
    return Left(draft.block.title, problems=len(rest), named=named, first=_names(rest[:2]))
