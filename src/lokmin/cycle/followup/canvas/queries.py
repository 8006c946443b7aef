"""What was done about problems: the actions of each, and what the last judgement of them was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lokmin.cycle.centre import clock
from lokmin.cycle.centre.models import Puskesmas
from lokmin.cycle.followup.commitments.queries import CommitmentLine, commitments
from lokmin.cycle.followup.models import Verdict
from lokmin.cycle.followup.queries import ActionLine, actions
from lokmin.cycle.monitoring.register import queries as register
from lokmin.cycle.monitoring.register.queries import Entry, ProblemPage


@dataclass(frozen=True, slots=True)
class Judged:
    """The newest judgement of an action; ``outcome`` one of *berhasil*, *belum*, *belum bisa dinilai*."""

    outcome: str
    sentence: str
    period: str
    before: int
    after: int
    others: int


@dataclass(frozen=True, slots=True)
class Tried:
    """An action on a problem with its newest judgement; None where nobody judged it yet."""

    line: ActionLine
    judged: Judged | None


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A problem of the register with its actions, the most urgent first."""

    entry: Entry
    tried: tuple[Tried, ...]

    @property
    def open_actions(self) -> tuple[ActionLine, ...]:
        return tuple(t.line for t in self.tried if t.line.open)

    @property
    def last_judged(self) -> Judged | None:
        """The newest judgement of any of its actions."""
        known = [t.judged for t in self.tried if t.judged is not None]
        return max(known, key=lambda j: j.period, default=None)


def register_lines(puskesmas: Puskesmas, entries: Iterable[Entry]) -> tuple[RegisterLine, ...]:
    """Entries of the register with what was done about each; the same few queries however many there are."""
    end = register.ends(puskesmas)
    of_problem: dict[int, list[Tried]] = {}
    for problem, tried in _tried(puskesmas, end):
        of_problem.setdefault(problem, []).append(tried)
    return tuple(RegisterLine(entry, tuple(of_problem.get(entry.pk, ()))) for entry in entries)


def tried(puskesmas: Puskesmas, family: Sequence[int]) -> tuple[Tried, ...]:
    """The actions of one problem and of everything merged into it, open ones first, then the newest."""
    found = [one for _, one in _tried(puskesmas, {pk: pk for pk in family})]
    return tuple(sorted(found, key=lambda t: (not t.line.open, -t.line.pk)))


def _tried(puskesmas: Puskesmas, end: Mapping[int, int]) -> list[tuple[int, Tried]]:
    lines = actions(puskesmas, clock.today(), register__in=list(end))
    known = judged(line.pk for line in lines)
    return [(end[line.register], Tried(line, known.get(line.pk))) for line in lines if line.register is not None]


def judged(pks: Iterable[int]) -> dict[int, Judged]:
    """The newest judgement of each action that has one."""
    found: dict[int, Judged] = {}
    for v in Verdict.objects.filter(action__in=list(pks)).order_by("period", "at", "pk"):
        found[v.action_id] = Judged(v.outcome, v.sentence, v.period, v.before, v.after, v.others)
    return found


def promises(puskesmas: Puskesmas, page: ProblemPage) -> list[CommitmentLine]:
    """What partners promised about the indicator of a problem, in its village or everywhere; none for raised ones."""
    if not page.entry.indicator:
        return []
    found = commitments(puskesmas, clock.today(), indicator=page.entry.indicator)
    return [line for line in found if line.village in ("", page.entry.village_code)]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the title of the register counts."""

    open: int
    due: int
    late: int


def numbers(lines: Iterable[RegisterLine]) -> Numbers:
    """Open problems, those whose causes must be sought, those with an action that is late."""
    shown = [line for line in lines if line.entry.open]
    return Numbers(
        len(shown),
        sum(line.entry.due and not line.entry.roots for line in shown),
        sum(any(a.late for a in line.open_actions) for line in shown),
    )
