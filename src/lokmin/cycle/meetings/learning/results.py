"""What papers need of knowledge points and team building: counts, means, certificate lines."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.core.numbers import indonesian
from lokmin.cycle.meetings.learning.queries import Gain, for_desk
from lokmin.cycle.meetings.models import Attendance, Knowledge, Meeting
from lokmin.documents.forms import roomrecords


@dataclass(frozen=True, slots=True)
class Certificate:
    """The line of one participant: ``jpl`` as printed (``0,5``; empty without), ``score`` only where asked for."""

    name: str
    job: str
    nip: str
    topic: str
    jpl: str
    score: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A knowledge point as the papers need it; ``minutes`` are those it took, or of the plan."""

    topic: str
    speaker: str
    minutes: int
    material: str
    file_name: str
    jpl: str
    gain: Gain
    certificates: tuple[Certificate, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """A dinamika kelompok: what was done and what each group brought (name, members, task and result)."""

    activity: str
    aim: str
    lesson: str
    groups: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """All of a meeting."""

    lessons: tuple[Lesson, ...]
    together: tuple[Together, ...]


def results(meeting: Meeting, *, scores: bool = False) -> Results:
    """Knowledge points and team buildings in the order of the agenda; ``scores``: the own score on each line."""
    found = for_desk(meeting)
    lessons = tuple(
        Lesson(
            topic=t.knowledge.topic, speaker=t.knowledge.speaker or t.item.speaker, minutes=_minutes(t.knowledge),
            material=t.knowledge.material, file_name=t.knowledge.file_name, jpl=jpl(t.knowledge.jpl_tenths),
            gain=t.gain, certificates=_certificates(t.knowledge, scores=scores),
        )
        for t in sorted(found.taught, key=lambda t: t.item.order)
    )  # fmt: skip
    together = tuple(
        Together(
            t.team.activity, t.team.aim, t.team.lesson,
            tuple(
                (g.name or f"Kelompok {g.number}", len(names), "; ".join(filter(None, (g.task, g.result))))
                for g, names in t.groups
            ),
        )
        for t in sorted(found.teams, key=lambda t: t.item.order)
    )  # fmt: skip
    return Results(lessons, together)


def jpl(tenths: int) -> str:
    """``0,5``, ``2``; empty for none."""
    return indonesian(tenths / 10, 1).removesuffix(",0") if tenths else ""


def _minutes(knowledge: Knowledge) -> int:
    item = knowledge.item
    if item.started_at and item.ended_at:
        return max(1, round((item.ended_at - item.started_at).total_seconds() / 60))
    return item.minutes


def _certificates(knowledge: Knowledge, *, scores: bool) -> tuple[Certificate, ...]:
    """Those who were present: the test is no condition, so that nobody is left out for an empty battery."""
    right = {a.attendance_id: a for a in knowledge.answers.filter(phase="post")}
    of = knowledge.questions.count()
    here = Attendance.objects.filter(meeting_id=knowledge.item.meeting_id, status="hadir").select_related("person")
    return tuple(
        Certificate(
            a.shown_name, a.shown_job, a.person.nip if a.person else "", knowledge.topic, jpl(knowledge.jpl_tenths),
            f"{right[a.pk].right}/{of}" if scores and a.pk in right else "",
        )
        for a in here
    )  # fmt: skip


def knowledge_papers(meeting: Meeting) -> tuple[roomrecords.Knowledge, ...]:
    """The records the forms print; means in percent of right answers."""
    return tuple(
        roomrecords.Knowledge(
            topic=x.topic, speaker=x.speaker, minutes=x.minutes, summary=_hours(x.jpl), questions=x.gain.of,
            paired=x.gain.paired, before=_percent(x.gain, "before"), after=_percent(x.gain, "after"),
            attended=tuple((c.name, c.job, c.nip) for c in x.certificates),
        )
        for x in results(meeting).lessons
    )  # fmt: skip


def team_papers(meeting: Meeting) -> tuple[roomrecords.TeamBuilding, ...]:
    """The records the forms print."""
    return tuple(
        roomrecords.TeamBuilding(t.activity, tuple(roomrecords.Group(n, m, r) for n, m, r in t.groups), t.lesson)
        for t in results(meeting).together
    )


def _hours(said: str) -> str:
    return f"Dihitung {said} JPL." if said else ""


def _percent(gain: Gain, which: str) -> float | None:
    mean = gain.before if which == "before" else gain.after
    return None if mean is None or not gain.of else float(mean * 100 / gain.of)
