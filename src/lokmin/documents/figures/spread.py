"""How far opinions lie apart: how many gave each score, the middle half as a line, the median as a mark on it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from lokmin.documents.figures.canvas import Canvas, Dress, num

_W, _H, _SIDE, _FLOOR, _RISE, _LINE = 120.0, 40.0, 9.0, 26.0, 22.0, 33.0


def spread_strip(
    counts: Mapping[int, int],
    ends: tuple[int, int],
    quartiles: tuple[Fraction, Fraction, Fraction],
    *,
    title: str,
    description: str,
    dress: Dress = "screen",
    ident: str = "sebar",
) -> str:
    """One question's answers as a strip; the numbers stand beside it as text.

    ``counts`` are raters by score (scores nobody gave may be left out), ``ends`` the smallest and largest score of the
    scale, ``quartiles`` the lower quartile, the median and the upper quartile; ``ident`` makes ids unique on a page.
    """
    low, high = ends
    most = max(counts.values(), default=0) or 1
    step = (_W - 2 * _SIDE) / max(high - low, 1)
    width = min(step * 0.7, 14.0)
    canvas = Canvas(_W, _H, title, description, dress, ident, css="strip")
    for score, n in sorted(counts.items()):
        if n:
            x, height = _SIDE + (score - low) * step, max(_RISE * n / most, 2.0)
            canvas.path(_box(x - width / 2, _FLOOR - height, width, height), "mass")
    canvas.line(2, _FLOOR, _W - 2, _FLOOR, "axis")
    lower, median, upper = (_SIDE + float(q - low) * step for q in quartiles)
    if upper > lower:
        canvas.path(_box(lower, _LINE - 1, upper - lower, 2), "ink")
    canvas.path(f"M{num(median)} {num(_LINE - 6)}l5 6-5 6-5-6z", "ink")
    return canvas.svg()


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"M{num(x)} {num(y)}h{num(width)}v{num(height)}h-{num(width)}z"
