"""Ways to solve a problem, ranked by Reinke (M x I x V / C) or CARL; exact fractions, ties broken with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import zip_longest
from typing import Any

from lokmin.core.indicators.words import number
from lokmin.core.language import said
from lokmin.core.meetings.scoring.methods import Method
from lokmin.core.meetings.scoring.papers import checked, score
from lokmin.core.meetings.scoring.spread import spread


@dataclass(frozen=True, slots=True)
class SolutionRule:
    """``catalog/rules/solutions.toml`` for a year: which methods choose solutions, and the order of equals.

    Attributes:
        ties: method code -> pairs of criterion letter and whether the larger mean stands first.
    """

    version: str
    ties: Mapping[str, tuple[tuple[str, bool], ...]]

    @classmethod
    def load(cls, data: Mapping[str, Any], year: int, methods: Mapping[str, Method]) -> SolutionRule:
        """The rule in force in a year; ``methods`` are those of ``rules/scoring.toml``.

        Raises:
            ValueError: there is none, or it names a method or a criterion that is not there.
        """
        known = [rule for rule in data.get("rule", ()) if rule["valid_from"] <= year]
        if not known:
            raise ValueError(f"Tidak ada aturan cara pemecahan yang berlaku pada tahun {year}.")
        rule = max(known, key=lambda r: int(r["valid_from"]))
        ties = {}
        for entry in rule["method"]:
            method = methods.get(entry["code"])
            letters = {criterion.letter for criterion in method.criteria} if method else set()
            order = tuple((text[1:], text[:1] == "+") for text in entry["ties"])
            strange = [letter for letter, _ in order if letter not in letters]
            if strange:
                raise ValueError(f"Cara pemilihan {entry['code']} menyebut {', '.join(strange)}, yang tidak dikenal.")
            ties[entry["code"]] = order
        return cls(str(rule["version"]), ties)


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to solve it. ``papers`` are the scores of each rater in the order of the method's criteria."""

    key: str
    text: str
    cause: str = ""
    papers: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an alternative stands.

    Attributes:
        place: 1 for the best; None when nobody scored it.
        score: exact mean over the raters' scores; ``criteria`` the exact means of each criterion.
        tie: why it stands before the next one although both have the same score.
    """

    alternative: Alternative
    place: int | None
    score: Fraction | None
    criteria: tuple[Fraction, ...] = ()
    tie: str = ""

    @property
    def written(self) -> str:
        """The score for people, two decimals: ``26,67``; ``–`` when nobody scored it."""
        return "–" if self.score is None else number(self.score, 2)


@dataclass(frozen=True, slots=True)
class Chosen:
    """All alternatives in order, and how they were ranked (``reinke/p/1``, rule version 1)."""

    method: str
    formula: str
    stamp: str
    placed: tuple[Placed, ...]

    @property
    def best(self) -> Placed | None:
        """The one that stands first; None where nothing was scored."""
        return self.placed[0] if self.placed and self.placed[0].place else None


def rank_alternatives(method: Method, alternatives: Sequence[Alternative], rule: SolutionRule) -> Chosen:
    """Order alternatives by the mean of their raters' scores, largest first; the order they came in never matters.

    Raises:
        ValueError: two share a key, the method does not choose solutions, or a score is off its scale.
    """
    if method.code not in rule.ties:
        raise ValueError(f"{method.name} tidak dipakai untuk memilih cara pemecahan.")
    if len({one.key for one in alternatives}) != len(alternatives):
        raise ValueError("Dua cara pemecahan memakai kunci yang sama.")
    letters = [criterion.letter for criterion in method.criteria]
    order = [(letters.index(letter), larger) for letter, larger in rule.ties[method.code]]
    placed = [_placed(method, one) for one in alternatives]

    def sort_key(one: Placed) -> tuple[object, ...]:
        means = tuple((-1 if larger else 1) * one.criteria[at] for at, larger in order) if one.criteria else ()
        return (one.score is None, -(one.score or 0), means, one.alternative.text, one.alternative.key)

    ranked = sorted(placed, key=sort_key)
    found = [
        replace(one, place=place if one.score is not None else None, tie=_tie(method, one, after, order))
        for place, (one, after) in enumerate(zip_longest(ranked, ranked[1:]), start=1)
    ]
    return Chosen(method.name, method.written, f"{method.stamp}; solusi/{rule.version}", tuple(found))


def paper_of(method: Method, scores: Mapping[str, int]) -> tuple[int, ...] | None:
    """Scores kept by criterion letter (``{"M": 4, "I": 3, ...}``) as a paper; None where nothing was scored.

    Raises:
        ValueError: some criteria are scored and others not, or one is off its scale; the sentence names it.
    """
    if not scores:
        return None
    missing = [criterion.name for criterion in method.criteria if criterion.letter not in scores]
    if missing:
        raise ValueError(f"Belum dinilai: {', '.join(missing)}.")
    return checked(method, [scores[criterion.letter] for criterion in method.criteria])


def _placed(method: Method, one: Alternative) -> Placed:
    if not one.papers:
        return Placed(one, None, None)
    total = spread(score(method, paper) for paper in one.papers)
    return Placed(one, None, total.mean, tuple(spread(column).mean for column in zip(*one.papers, strict=True)))


def _tie(method: Method, first: Placed, second: Placed | None, order: Sequence[tuple[int, bool]]) -> str:
    if second is None or first.score is None or first.score != second.score:
        return ""
    for at, larger in order:
        mine, other = first.criteria[at], second.criteria[at]
        if mine != other:
            text = said(
                "Nilainya sama dengan “%(other)s”; didahulukan karena %(name)s lebih %(way)s (%(a)s banding %(b)s)."
            )
            way = said("besar") if larger else said("kecil")
            numbers = {"a": number(mine, 1), "b": number(other, 1)}
            return text % {"other": second.alternative.text, "name": method.criteria[at].name, "way": way, **numbers}
    return said("Semua nilainya sama dengan “%(other)s”; menurut abjad.") % {"other": second.alternative.text}
