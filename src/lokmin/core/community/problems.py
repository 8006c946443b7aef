"""What the households' answers show: problems above their threshold, said with their number; order by the villagers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from lokmin.core.community.instrument import Question
from lokmin.core.community.tabulation import SmdRule, Tabulation, Tally
from lokmin.core.indicators.words import rate
from lokmin.core.language import said
from lokmin.core.meetings.scoring.methods import FarApart, Method
from lokmin.core.meetings.scoring.papers import Paper
from lokmin.core.meetings.scoring.ranking import Option, Ranking, rank


@dataclass(frozen=True, slots=True)
class VillageProblem:
    """A problem of a village.

    Attributes:
        code: of the question that shows it; empty for one that people named in the meeting.
        bad, answered: households with the problem, of those that answered; 0 of 0 for one without figures.
        threshold: permille from which it is a problem.
        where: the RT/RW or dusun where it is largest, with its number; empty where no unit has answers enough.
        place: in the order of the village, 1 for the first; None while nobody has put them in order.
    """

    code: str
    words: str
    bad: int = 0
    answered: int = 0
    threshold: int = 0
    where: str = ""
    place: int | None = None
    votes: int | None = None

    @property
    def share(self) -> Fraction | None:
        """The part of the households that answered; None without figures."""
        return Fraction(self.bad, self.answered) if self.answered else None

    @property
    def figure(self) -> str:
        """``27 dari 60 rumah tangga (45,0 %)``; empty without figures."""
        if self.share is None:
            return ""
        text = said("%(bad)d dari %(answered)d rumah tangga (%(share)s)")
        return text % {"bad": self.bad, "answered": self.answered, "share": rate(self.share * 100, 100)}

    @property
    def sentence(self) -> str:
        """``27 dari 60 rumah tangga (45,0 %) tidak mempunyai jamban sehat; batas 20 %.``"""
        if not self.figure:
            text = said("%(problem)s (disampaikan warga, tanpa angka).")
            return text % {"problem": f"{self.words[:1].upper()}{self.words[1:]}"}
        limit = rate(Fraction(self.threshold, 10), 100, 0 if self.threshold % 10 == 0 else 1)
        text = said("%(figure)s %(problem)s; batas %(limit)s.")
        words = text % {"figure": self.figure, "problem": self.words, "limit": limit}
        return f"{words} {said('Terbanyak di %(where)s.') % {'where': self.where}}" if self.where else words


def found(tabulation: Tabulation, rule: SmdRule) -> tuple[VillageProblem, ...]:
    """The problems of a tabulation, furthest above their threshold first, then more households, then the code.

    A share counts from ``rule.least`` answers on; below that the question is among ``unsure``.
    """
    problems = []
    for table in tabulation.questions:
        tally = table.whole
        if table.question.tells and tally.answered >= rule.least and _above(tally, table.question):
            worst = table.worst(rule)
            problems.append(_problem(table.question, tally, worst))
    return tuple(sorted(problems, key=_far))


def unsure(tabulation: Tabulation, rule: SmdRule) -> tuple[VillageProblem, ...]:
    """What would be a problem were there answers enough: too few households answered."""
    return tuple(
        _problem(table.question, table.whole, None)
        for table in tabulation.questions
        if table.question.tells and 0 < table.whole.answered < rule.least and _above(table.whole, table.question)
    )


def _above(tally: Tally, question: Question) -> bool:
    return tally.share is not None and tally.share * 1000 >= question.threshold


def _problem(question: Question, tally: Tally, worst: tuple[str, Tally] | None) -> VillageProblem:
    where = ""
    # Named only where it stands out: a unit like the whole village tells nobody where to go.
    if worst is not None and (worst[1].share or 0) > (tally.share or 0):
        text = said("%(unit)s (%(bad)d dari %(answered)d)")
        where = text % {"unit": worst[0], "bad": worst[1].bad, "answered": worst[1].answered}
    return VillageProblem(question.code, question.problem, tally.bad, tally.answered, question.threshold, where)


def _far(problem: VillageProblem) -> tuple[Fraction, int, str]:
    above = (problem.share or Fraction(0)) - Fraction(problem.threshold, 1000)
    return (-above, -problem.bad, problem.code)


def by_votes(problems: Iterable[VillageProblem], votes: Mapping[str, int]) -> tuple[VillageProblem, ...]:
    """Put in order by the villagers' votes; equals as they stood. One nobody voted for keeps no place.

    ``votes`` are by ``key_of``.

    Raises:
        ValueError: a negative count of votes.
    """
    if any(n < 0 for n in votes.values()):
        raise ValueError("Jumlah suara tidak boleh kurang dari 0.")
    listed = [replace(p, votes=votes.get(key_of(p))) for p in problems]
    ordered = sorted(listed, key=lambda p: -(p.votes or 0))
    return tuple(replace(p, place=n if p.votes else None) for n, p in enumerate(ordered, start=1))


def by_scores(
    problems: Sequence[VillageProblem], method: Method, papers: Iterable[Paper], apart: FarApart
) -> tuple[tuple[VillageProblem, ...], Ranking]:
    """Put in order by USG (or another method of the house): mean of the papers, ties by gap, then by households."""
    options = [Option(key_of(p), p.words, _gap(p), p.bad if p.answered else None) for p in problems]
    ranking = rank(method, options, papers, apart)
    known = {key_of(p): p for p in problems}
    return tuple(replace(known[s.option.key], place=s.place) for s in ranking.standings), ranking


def key_of(problem: VillageProblem) -> str:
    """What a problem is called in votes and papers: the code of its question, else its words."""
    return problem.code or problem.words


def _gap(problem: VillageProblem) -> int | None:
    """Basis points above the threshold."""
    if problem.share is None:
        return None
    return int((problem.share - Fraction(problem.threshold, 1000)) * 10_000)
