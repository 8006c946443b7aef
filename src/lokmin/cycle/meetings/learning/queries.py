"""What was learned, as counts: for the desk, the wall, one phone, and the papers. Scores are nobody else's business."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from lokmin.core.numbers import indonesian
from lokmin.cycle.meetings.models import (
    AgendaItem,
    Attendance,
    Knowledge,
    Meeting,
    QuizAnswer,
    QuizQuestion,
    TeamBuilding,
    TeamGroup,
)
from lokmin.cycle.meetings.room.counts import present

#: With fewer answers a mean would say what one person knew.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with how many had it right before and after, among those who answered both."""

    text: str
    answer: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Gain:
    """What a test before and after shows of all together.

    Attributes:
        pre, post: how many answered each. ``paired``: both; the means are of these, in right answers of ``of``,
            None with fewer than ``FEWEST``.
    """

    pre: int
    post: int
    paired: int
    of: int
    before: Fraction | None
    after: Fraction | None
    asked: tuple[Asked, ...]

    @property
    def shown(self) -> bool:
        return self.before is not None

    @property
    def sentence(self) -> str:
        """``Jawaban benar naik dari 1,2 menjadi 2,6 dari 3 soal (31 orang menjawab keduanya)``."""
        if self.before is None or self.after is None:
            return _("%(pre)s menjawab tes awal, %(post)s menjawab tes akhir") % {"pre": self.pre, "post": self.post}
        told = {
            "before": indonesian(float(self.before), 1), "after": indonesian(float(self.after), 1), "of": self.of,
            "n": self.paired,
        }  # fmt: skip
        if self.after > self.before:
            return _("Jawaban benar naik dari %(before)s menjadi %(after)s dari %(of)s soal (%(n)s orang)") % told
        if self.after < self.before:
            return _("Jawaban benar turun dari %(before)s menjadi %(after)s dari %(of)s soal (%(n)s orang)") % told
        return _("Jawaban benar tetap %(after)s dari %(of)s soal (%(n)s orang)") % told


@dataclass(frozen=True, slots=True)
class Taught:
    """A knowledge point with its test; ``done`` of ``of`` present people have answered the open phase."""

    item: AgendaItem
    knowledge: Knowledge
    gain: Gain
    done: int
    of: int

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(filter(None, (line.strip() for line in self.knowledge.material.splitlines())))


@dataclass(frozen=True, slots=True)
class Team:
    """A dinamika kelompok with its groups in order; each with its members' names."""

    item: AgendaItem
    team: TeamBuilding
    groups: tuple[tuple[TeamGroup, tuple[str, ...]], ...]

    @property
    def steps(self) -> tuple[str, ...]:
        return tuple(filter(None, (line.strip() for line in self.team.steps.splitlines())))


@dataclass(frozen=True, slots=True)
class Learned:
    """All knowledge points and team buildings of a meeting; ``blank``: points of these kinds nobody has prepared."""

    meeting: Meeting
    taught: tuple[Taught, ...]
    teams: tuple[Team, ...]
    blank: tuple[AgendaItem, ...] = ()


def for_desk(meeting: Meeting) -> Learned:
    """Desk and wall: the point that runs first."""
    items = sorted(
        meeting.agenda.filter(kind__in=("pengetahuan", "dinamika")) | meeting.agenda.filter(knowledge__isnull=False)
        | meeting.agenda.filter(team__isnull=False),
        key=lambda i: (not (i.started_at and not i.ended_at), i.order),
    )  # fmt: skip
    items = list(dict.fromkeys(items))
    came, _listed = present(meeting)
    knowledge = {k.item_id: k for k in Knowledge.objects.filter(item__meeting=meeting).select_related("item")}
    teams = {t.item_id: t for t in TeamBuilding.objects.filter(item__meeting=meeting).select_related("item")}
    taught = tuple(_taught(i, knowledge[i.pk], came) for i in items if i.pk in knowledge)
    return Learned(
        meeting,
        taught,
        tuple(_team(i, teams[i.pk]) for i in items if i.pk in teams),
        tuple(i for i in items if i.pk not in knowledge and i.pk not in teams),
    )


def _taught(item: AgendaItem, knowledge: Knowledge, came: int) -> Taught:
    return Taught(
        item, knowledge, gain(knowledge),
        knowledge.answers.filter(phase=knowledge.phase).count() if knowledge.phase else 0, came,
    )  # fmt: skip


def gain(knowledge: Knowledge) -> Gain:
    """What the answers to a test say of all together."""
    questions = list(knowledge.questions.all())
    given: dict[str, dict[int, QuizAnswer]] = defaultdict(dict)
    for a in knowledge.answers.all():
        given[a.phase][a.attendance_id] = a
    both = sorted(given["pre"].keys() & given["post"].keys())
    enough = len(both) >= FEWEST
    return Gain(
        pre=len(given["pre"]), post=len(given["post"]), paired=len(both), of=len(questions),
        before=_mean([given["pre"][who] for who in both]) if enough else None,
        after=_mean([given["post"][who] for who in both]) if enough else None,
        asked=tuple(
            Asked(
                q.text, q.options[q.right],
                _right(q, n, [given["pre"][who] for who in both]), _right(q, n, [given["post"][who] for who in both]),
            )
            for n, q in enumerate(questions)
        ) if enough else (),
    )  # fmt: skip


def _mean(answers: Sequence[QuizAnswer]) -> Fraction:
    return Fraction(sum(a.right for a in answers), len(answers))


def _right(question: QuizQuestion, at: int, answers: Sequence[QuizAnswer]) -> int:
    return sum(a.answers[at : at + 1] == [question.right] for a in answers)


def _team(item: AgendaItem, team: TeamBuilding) -> Team:
    groups = team.groups.prefetch_related("members__person")
    return Team(item, team, tuple((g, tuple(a.shown_name for a in g.members.all())) for g in groups))


def team_of(team: TeamBuilding) -> Team:
    """One dinamika kelompok."""
    return _team(team.item, team)


def taught_of(knowledge: Knowledge) -> Taught:
    """One knowledge point."""
    came, _listed = present(knowledge.item.meeting)
    return _taught(knowledge.item, knowledge, came)


@dataclass(frozen=True, slots=True)
class Result:
    """Somebody's own answers, on their own phone after the test that closes it: right before (None: not taken)."""

    before: int | None
    after: int
    of: int
    answers: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Hand:
    """For a phone: the open test (``done`` when it has been answered from here), or what it brought.

    Without an attendance: what is the same for all, pushed when a test opens or closes.
    """

    meeting: int
    knowledge: Knowledge | None
    phase: str = ""
    questions: tuple[QuizQuestion, ...] = ()
    done: bool = False
    own: bool = False
    result: Result | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        material = self.knowledge.material if self.knowledge else ""
        return tuple(filter(None, (line.strip() for line in material.splitlines())))


def for_hand(meeting: Meeting, attendance: Attendance | None) -> Hand:
    """The open test; else the material of the point that runs or ran last."""
    known = Knowledge.objects.filter(item__meeting=meeting).select_related("item")
    found = known.exclude(phase="").first()
    if found is None:
        found = known.filter(item__started_at__isnull=False).order_by("-item__started_at").first()
    if found is None:
        return Hand(meeting.pk, None)
    questions = tuple(found.questions.all())
    mine = {} if attendance is None else {a.phase: a for a in found.answers.filter(attendance=attendance)}
    return Hand(
        meeting.pk, found, found.phase, questions, found.phase in mine, attendance is not None,
        _own(questions, mine) if "post" in mine else None,
    )  # fmt: skip


def _own(questions: Sequence[QuizQuestion], mine: dict[str, QuizAnswer]) -> Result:
    before, after = mine.get("pre"), mine["post"]
    return Result(
        before.right if before else None, after.right, len(questions),
        tuple(
            (q.text, q.options[q.right], given == q.right) for q, given in zip(questions, after.answers, strict=False)
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """Somebody's group in the dinamika kelompok that runs; ``seen`` marks the result as it is shown."""

    meeting: int
    team: TeamBuilding
    group: TeamGroup
    members: tuple[str, ...]
    seen: str


def own_group(meeting: Meeting, attendance: Attendance) -> OwnGroup | None:
    """The newest group somebody is in; None when the room was not divided."""
    from lokmin.cycle.meetings.learning.teams import digest

    group = (
        TeamGroup.objects.filter(team__item__meeting=meeting, members=attendance)
        .select_related("team__item")
        .order_by("-team__item__order")
        .first()
    )
    if group is None:
        return None
    names = tuple(a.shown_name for a in group.members.select_related("person"))
    return OwnGroup(meeting.pk, group.team, group, names, digest(group.result))
