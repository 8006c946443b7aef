"""Ratios that keep their numerator and denominator and are rounded once, at the edge."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from lokmin.core.numbers import from_micro, indonesian


@dataclass(frozen=True, slots=True)
class Ratio:
    """Numerator and denominator in micro units, and the factor the rate is quoted in (100, 1000, 100000).

    The sum of ratios of a group is the ratio of the sums, never the mean of percentages.
    """

    numerator: int
    denominator: int
    factor: int = 100
    #: Rounded micro units to print where the exact integers are in a finer unit.
    shown: tuple[int, int] | None = None

    @property
    def exact(self) -> Fraction | None:
        """The rate as an exact fraction, or None without a denominator ("tidak ada sasaran")."""
        return Fraction(self.numerator * self.factor, self.denominator) if self.denominator > 0 else None

    @property
    def value(self) -> float | None:
        """The rate as the nearest float, for charts and JSON."""
        exact = self.exact
        return None if exact is None else float(exact)

    def text(self, places: int = 1) -> str:
        """``48,6`` (no sign of the unit), or ``–`` without a denominator."""
        exact = self.exact
        if exact is None:
            return "–"
        return indonesian(Decimal(exact.numerator) / Decimal(exact.denominator), places)

    def sum_text(self) -> str:
        """``54 dari 111,1``."""
        top, bottom = self.shown or (self.numerator, self.denominator)
        return f"{indonesian(from_micro(top))} dari {indonesian(from_micro(bottom))}"
