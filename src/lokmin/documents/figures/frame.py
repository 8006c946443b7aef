"""Where the months and values of a chart stand, in its wide and in its narrow drawing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Frame:
    """``count`` months between ``left`` and ``right``; values from ``low`` (at ``base``) to ``high`` (at ``top``)."""

    width: float
    height: float
    left: float
    right: float
    base: float
    count: int = 12
    high: float = 1.0
    low: float = 0.0
    top: float = 24.0

    @property
    def slot(self) -> float:
        return (self.right - self.left) / max(self.count, 1)

    def x(self, index: float) -> float:
        """The middle of a month, the first one 0."""
        return self.left + self.slot * (index + 0.5)

    def y(self, value: float) -> float:
        """The height of a value; what lies outside stands at the edge."""
        inside = min(max(value, self.low), self.high)
        return self.base - (inside - self.low) * (self.base - self.top) / (self.high - self.low)
