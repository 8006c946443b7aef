"""Middle and spread of scores as exact fractions: median, quartiles (median of each half), mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Spread:
    """What many raters said of one thing.

    Attributes:
        n: how many; the rest is only known when n > 0, so a spread of nothing is never built.
        lower, upper: quartiles: the median of the lower and of the upper half (the middle one of an odd number is left
            out of both; with one rater both are the median).
        least, most: the ends.
    """

    n: int
    total: Fraction
    median: Fraction
    lower: Fraction
    upper: Fraction
    least: Fraction
    most: Fraction

    @property
    def mean(self) -> Fraction:
        """The exact mean."""
        return self.total / self.n

    @property
    def quartile_distance(self) -> Fraction:
        """How far apart the middle half of the raters is."""
        return self.upper - self.lower

    @property
    def range(self) -> Fraction:
        """How far apart the outermost raters are."""
        return self.most - self.least


def spread(values: Iterable[Fraction | int]) -> Spread:
    """Middle and spread of at least one value, whatever their order.

    Raises:
        ValueError: for no value at all: nobody rated is not a score of zero.
    """
    ordered = sorted(Fraction(value) for value in values)
    if not ordered:
        raise ValueError("Belum ada nilai.")
    half = len(ordered) // 2
    middle = _middle(ordered)
    lower, upper = (_middle(ordered[:half]), _middle(ordered[-half:])) if half else (middle, middle)
    return Spread(len(ordered), sum(ordered, Fraction(0)), middle, lower, upper, ordered[0], ordered[-1])


def _middle(ordered: list[Fraction]) -> Fraction:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
