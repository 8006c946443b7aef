"""The ways to solve a problem, ranked by the method they were scored with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lokmin.catalog.loading import rules
from lokmin.core.meetings.scoring.methods import Method
from lokmin.core.meetings.scoring.methods import load as load_methods
from lokmin.core.problems.alternatives import Alternative as Candidate
from lokmin.core.problems.alternatives import SolutionRule, rank_alternatives
from lokmin.cycle.monitoring.models import Alternative, Problem
from lokmin.cycle.monitoring.register.ledger import family_ids


def methods(year: int) -> dict[str, Method]:
    """The methods that choose solutions, by code, in the order of the rule."""
    every = load_methods(rules("scoring"), year)
    return {code: every[code] for code in SolutionRule.load(rules("solutions"), year, every).ties}


@dataclass(frozen=True, slots=True)
class Way:
    """One way of a problem as its page and its paper show it.

    Attributes:
        scores: criterion letter -> number of the method shown; empty when not scored by it.
        place, score, tie: as ``rank_alternatives`` says; None and ``–`` when not scored.
    """

    pk: int
    text: str
    note: str
    cause: str
    cause_pk: int | None
    chosen: bool
    scores: Mapping[str, int]
    place: int | None
    score: str
    tie: str


@dataclass(frozen=True, slots=True)
class Ways:
    """All ways of a problem in the order of a method; ``formula`` and ``version`` are printed under the table."""

    method: Method
    formula: str
    version: str
    lines: tuple[Way, ...]

    @property
    def chosen(self) -> tuple[Way, ...]:
        return tuple(line for line in self.lines if line.chosen)


def ways_of(problem: Problem, year: int, method: str = "") -> Ways:
    """The ways of a problem and of what was merged into it; ``method`` empty: the one most of them were scored by."""
    known = methods(year)
    rows = list(Alternative.objects.filter(problem__in=family_ids(problem), removed_at=None).select_related("cause"))
    code = method if method in known else _usual(rows, known)
    shown = known[code]
    candidates = [Candidate(str(row.pk), row.text, papers=_papers(row, shown)) for row in rows]
    rule = SolutionRule.load(rules("solutions"), year, load_methods(rules("scoring"), year))
    ranked = rank_alternatives(shown, candidates, rule)
    by_pk = {str(row.pk): row for row in rows}
    lines = tuple(
        Way(
            pk=row.pk, text=row.text, note=row.note, cause=row.cause.text if row.cause else "", cause_pk=row.cause_id,
            chosen=row.chosen, scores=row.scores.get(code, {}), place=one.place, score=one.written, tie=one.tie,
        )
        for one in ranked.placed
        if (row := by_pk[one.alternative.key])
    )  # fmt: skip
    return Ways(shown, ranked.formula, ranked.stamp, lines)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A chosen way with the cause it answers, ready to become an action."""

    problem: int
    text: str
    cause: str
    cause_pk: int | None


def chosen(pks: Iterable[int]) -> tuple[Chosen, ...]:
    """The chosen ways of some problems (with what was merged into them left out), in the order they were written."""
    rows = Alternative.objects.filter(problem__in=list(pks), chosen=True, removed_at=None).select_related("cause")
    return tuple(Chosen(row.problem_id, row.text, row.cause.text if row.cause else "", row.cause_id) for row in rows)


def _papers(row: Alternative, method: Method) -> tuple[tuple[int, ...], ...]:
    """The scores as one paper; scores given under another scale are none."""
    given = row.scores.get(method.code, {})
    paper = tuple(given.get(c.letter) for c in method.criteria)
    fits = all(isinstance(v, int) and c.low <= v <= c.high for v, c in zip(paper, method.criteria, strict=True))
    return (paper,) if fits else ()


def _usual(rows: Sequence[Alternative], known: Mapping[str, Method]) -> str:
    return max(known, key=lambda code: sum(code in row.scores for row in rows))
