"""Money beside coverage: each programme a numbered mark in one of four named corners, readable in grey."""

from __future__ import annotations

from collections.abc import Sequence

from lokmin.core.language import said
from lokmin.core.planning.quadrant import Corner, Placed
from lokmin.core.planning.shares import percent
from lokmin.documents.figures.canvas import Canvas, Dress, num

_CORNERS = {Corner.THRIFTY: (0, 0), Corner.ON_COURSE: (1, 0), Corner.STUCK: (0, 1), Corner.NO_EFFECT: (1, 1)}
#: The borders stand in the middle, so that the corners are alike in size; each half has its own scale.
_MOST_ABSORBED = 15_000
_LEAST_COVERED = 5_000


def quadrant(
    placed: Sequence[Placed], *, absorption_line: int, coverage_line: int, dress: Dress = "screen",
    narrow: bool = False, ident: str = "kuadran",
) -> str:  # fmt: skip
    """Absorption to the right, coverage upward; marks are numbered in the order given (the table beside names them).

    What stands in no corner is left out of the drawing; the table says why. Lines are in basis points.
    """
    width, height, left, bottom, top = (328.0, 330.0, 8.0, 286.0, 22.0) if narrow else (640.0, 420.0, 40.0, 372.0, 26.0)
    right = width - 8
    css = ("only-narrow" if narrow else "only-wide") if dress == "screen" else ""
    words = "; ".join(_sentence(number, one) for number, one in enumerate(placed, start=1))
    title = said("Serapan dana dan cakupan tiap program")
    canvas = Canvas(width, height, title, words, dress, ident, css)
    x_mid, y_mid = (left + right) / 2, (top + bottom) / 2
    canvas.path(f"M{left} {top}H{right}V{bottom}H{left}z", "bone")
    canvas.line(x_mid, top, x_mid, bottom, "goal")
    canvas.line(left, y_mid, right, y_mid, "goal")
    for corner, (across, down) in _CORNERS.items():
        x = left + 8 if across == 0 else right - 8
        y = top + 18 if down == 0 else bottom - 9
        canvas.text(x, y, said(corner.value), "b", anchor="" if across == 0 else "end", size=12 if narrow else 14)
    _axes(canvas, (left, right, bottom, x_mid, y_mid), absorption_line, coverage_line, narrow=narrow)
    taken: list[tuple[float, float]] = []
    for number, one in enumerate(placed, start=1):
        if one.corner is None:
            continue
        x = _half(one.point.absorption_bp or 0, 0, absorption_line, _MOST_ABSORBED, left + 14, x_mid, right - 14)
        y = _half(one.point.coverage_bp or 0, _LEAST_COVERED, coverage_line, 10_000, bottom - 30, y_mid, top + 40)
        x, y = _free(x, y, taken)
        taken.append((x, y))
        canvas.path(f"M{num(x - 11)} {num(y)}a11 11 0 1 0 22 0a11 11 0 1 0-22 0z", "headnode")
        canvas.text(x, y + 4.5, str(number), "onhead", anchor="middle", size=12)
    return canvas.svg()


def _axes(
    canvas: Canvas, frame: tuple[float, float, float, float, float], absorption: int, coverage: int, *, narrow: bool
) -> None:  # fmt: skip
    left, right, bottom, x_mid, y_mid = frame
    canvas.text(x_mid, bottom + 17, said("serapan %(part)s dari rencana") % {"part": percent(absorption)}, "small",
                anchor="middle")  # fmt: skip
    canvas.text(left, bottom + 34, said("serapan rendah"), "small")
    canvas.text(right, bottom + 34, said("serapan tinggi →"), "small", anchor="end")
    canvas.text(left + 4 if narrow else left + 8, y_mid - 6, said("cakupan %(part)s dari target") % {
        "part": percent(coverage)}, "small halo")  # fmt: skip
    canvas.text(left, 14, said("↑ cakupan tinggi"), "small")


def _half(value: int, low: int, middle: int, high: int, start: float, mid: float, end: float) -> float:
    """Where a value stands: the lower half from ``low`` to ``middle``, the upper one from ``middle`` to ``high``."""
    inside = min(max(value, low), max(high, middle))
    if inside < middle:
        return start + (inside - low) * (mid - 13 * (1 if end > mid else -1) - start) / max(middle - low, 1)
    shift = 13 if end > mid else -13
    return mid + shift + (inside - middle) * (end - mid - shift) / max(high - middle, 1)


def _free(x: float, y: float, taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """A place beside marks that are already there."""
    for step in range(8):
        if all(abs(x + 24 * step - a) > 22 or abs(y - b) > 22 for a, b in taken):
            return x + 24 * step, y
    return x, y


def _sentence(number: int, one: Placed) -> str:
    if one.corner is None:
        return f"{number} {one.point.name}: {one.lacking}"
    where = said("serapan %(money)s, cakupan %(coverage)s") % {
        "money": percent(one.point.absorption_bp), "coverage": percent(one.point.coverage_bp)
    }  # fmt: skip
    return f"{number} {one.point.name}: {where}, {said(one.corner.value)}"
