"""One rater's paper: checked against the method's scales, and its score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from lokmin.core.meetings.scoring.methods import Method

#: What one rater gave: for each thing rated its scores in the order of the method's criteria. A thing may be left out.
Paper = Mapping[str, Sequence[int]]


def checked(method: Method, scores: Sequence[int]) -> tuple[int, ...]:
    """The scores of one thing, if each is on its scale.

    Raises:
        ValueError: one is missing or off its scale; the sentence names the question.
    """
    if len(scores) != len(method.criteria):
        raise ValueError(f"{method.name} perlu {len(method.criteria)} nilai, yang dikirim {len(scores)}.")
    for criterion, value in zip(method.criteria, scores, strict=True):
        if type(value) is not int or not criterion.low <= value <= criterion.high:
            raise ValueError(f"“{criterion.question}” dijawab dengan {criterion.low} sampai {criterion.high}.")
    return tuple(scores)


def score(method: Method, scores: Sequence[int]) -> Fraction:
    """The score of one thing on one paper, by the method's formula (domain.md 2.7), exactly.

    Raises:
        ValueError: see ``checked``.
    """
    given = checked(method, scores)
    return method.formula({c.letter: value for c, value in zip(method.criteria, given, strict=True)})
