"""The control chart of one series: its months, the band of what is usual, and the months that are a sign."""

from __future__ import annotations

import math

from lokmin.core.language import said
from lokmin.core.periods import Month
from lokmin.core.signals.records import SeriesSignal, SignKind
from lokmin.core.signals.sentences import amount, headline, month_words, usual
from lokmin.documents.figures.canvas import GREY, INK, PAPER, Canvas, Dress, num
from lokmin.documents.figures.frame import Frame
from lokmin.documents.figures.reading import axis, line_path, month_short, stretches

#: Light enough for ink on it, dark enough to be seen on a grey printer.
BAND = "#e3e8ea"


def control_chart(
    signal: SeriesSignal, *, dress: Dress = "screen", narrow: bool = False, ident: str = "kendali"
) -> str:
    """All months of a series as SVG. ``narrow`` is the drawing for phones.

    The grey band is what is usual; a triangle is a month of a sign (pointing up or down), a hollow ring an odd month
    that was kept out of the band, hatching a month without a report.
    """
    low, top, step = _bounds(signal)
    width = 328.0 if narrow else 760.0
    frame = Frame(
        width, 298.0 if narrow else 348.0, 44.0 if narrow else 56.0, width - (8.0 if narrow else 92.0),
        222.0 if narrow else 258.0, len(signal.months), low + top, low, top=26.0,
    )  # fmt: skip
    css = ("only-narrow" if narrow else "only-wide") if dress == "screen" else ""
    canvas = Canvas(frame.width, frame.height, headline(signal), _words(signal), dress, ident, css)
    _band(canvas, frame, signal)
    _scale(canvas, frame, signal, step)
    _months(canvas, frame, signal, narrow=narrow)
    _line(canvas, frame, signal, radius=2.5 if narrow or len(signal.months) > 24 else 3.5)
    _labels(canvas, frame, signal, narrow=narrow)
    return canvas.svg()


def control_small(signal: SeriesSignal, *, dress: Dress = "screen", ident: str = "kecil") -> str:
    """The same without words, for a line of a list: band, line, and the months of signs."""
    low, top, _step = _bounds(signal)
    frame = Frame(180.0, 48.0, 2.0, 178.0, 44.0, len(signal.months), low + top, low, top=6.0)
    canvas = Canvas(frame.width, frame.height, headline(signal), _words(signal), dress, ident)
    _band(canvas, frame, signal)
    _line(canvas, frame, signal, radius=0)
    return canvas.svg()


def _bounds(signal: SeriesSignal) -> tuple[float, float, float]:
    """Lower end, height and step of the axis. It begins at zero only where the figures come near it.

    A control chart asks how far months are from each other; figures between 75 and 79 would be one flat line.
    """
    known = [v for line in (signal.values, signal.upper, signal.lower) for v in line if v is not None] or [0.0]
    low, high = min(known), max(known)
    if low < 0 or low > 0.5 * high > 0:
        _, step = axis([max(high - low, high * 0.02, 0.01)], 4)
        low = step * math.floor(low / step)
        return low, max(step * math.ceil((high - low) / step), step), step
    top, step = axis([high])
    return 0.0, top, step


def _band(canvas: Canvas, frame: Frame, signal: SeriesSignal) -> None:
    """What is usual, month by month: stepped where season or denominators move it."""
    for part in stretches(signal.lower):
        edges = []
        for values in (signal.upper, signal.lower):
            corners: list[tuple[float, float]] = []
            for index in part:
                y = frame.y(values[index] or 0.0)
                corners += [(frame.x(index - 0.5), y), (frame.x(index + 0.5), y)]
            edges.append(corners)
        shape = line_path([*edges[0], *reversed(edges[1])])
        canvas.marks.append(f'<path d="{shape}z" fill="{BAND}"/>')
        for corners in edges:
            canvas.path(line_path(corners), "aim") if canvas.height > 100 else None
        middle: list[tuple[float, float]] = []
        for index in part:
            y = frame.y(signal.centre[index] or 0.0)
            middle += [(frame.x(index - 0.5), y), (frame.x(index + 0.5), y)]
        canvas.marks.append(f'<path d="{line_path(middle)}" fill="none" stroke="{GREY}"/>')


def _scale(canvas: Canvas, frame: Frame, signal: SeriesSignal, step: float) -> None:
    tick = frame.low
    while tick <= frame.high + 1e-9:
        y = frame.y(tick)
        canvas.line(frame.left, y, frame.right, y, "axis" if tick == 0 else "grid")
        canvas.text(frame.left - 8, y + 5, amount(signal, tick, bare=True), "q", anchor="end")
        tick += step
    unit = "" if signal.rate else said("%(people)s sebulan") % {"people": said(signal.people)} if signal.people else ""
    canvas.text(0, 14, unit, "q")


def _months(canvas: Canvas, frame: Frame, signal: SeriesSignal, *, narrow: bool) -> None:
    every = 1 if frame.slot >= 26 else 3 if frame.slot >= 9 else 6
    for index, code in enumerate(signal.months):
        month, x = Month.parse(code), frame.x(index)
        if signal.values[index] is None:
            canvas.hatched(x - frame.slot * 0.4, frame.base - 30, frame.slot * 0.8, 30)
        if (month.month - 1) % every == 0 or (index == len(signal.months) - 1 and every == 1):
            canvas.text(x, frame.base + 20, month_short(month.month - 1)[: 1 if narrow else 3], "q", anchor="middle")
        if month.month == 1 or index == 0:
            room = sum(1 for c in signal.months if c[:4] == code[:4]) * frame.slot
            if room > 28:
                canvas.line(x - frame.slot / 2, frame.base + 26, x - frame.slot / 2, frame.base + 44, "grid")
                canvas.text(x - frame.slot / 2 + 4, frame.base + 40, str(month.year), "q")
    if signal.history and signal.to_month in signal.months and signal.mean is not None:
        at = frame.x(signal.months.index(signal.to_month) + 0.5)
        canvas.line(at, frame.top - 8, at, frame.base, "axis")


def _line(canvas: Canvas, frame: Frame, signal: SeriesSignal, *, radius: float) -> None:
    signed = _signed(signal)
    for part in stretches(signal.values):
        points = [(frame.x(i), frame.y(signal.values[i] or 0.0)) for i in part]
        if len(points) > 1:
            canvas.path(line_path(points), "path")
    for index, value in enumerate(signal.values):
        if value is None:
            continue
        x, y = frame.x(index), frame.y(value)
        if index in signed:
            _triangle(canvas, x, y, 5.5 if radius else 4.0, signed[index])
        elif signal.months[index] in signal.left_out:
            canvas.marks.append(
                f'<circle cx="{num(x)}" cy="{num(y)}" r="4" fill="{PAPER}" stroke="{INK}" stroke-width="1.5"/>'
            )
        elif radius:
            canvas.marks.append(f'<circle cx="{num(x)}" cy="{num(y)}" r="{radius}" fill="{INK}"/>')


def _signed(signal: SeriesSignal) -> dict[int, int]:
    """Position of a month -> direction of the strong or standing sign it belongs to."""
    found: dict[int, int] = {}
    for sign in signal.signs:
        if not sign.strong and not sign.current:
            continue
        first = signal.months.index(sign.until if sign.kind is SignKind.POINT else sign.since)
        for index in range(first, signal.months.index(sign.until) + 1):
            centre, value = signal.centre[index], signal.values[index]
            if centre is not None and value is not None and (value - centre) * sign.direction > 0:
                found[index] = sign.direction
    return found


def _triangle(canvas: Canvas, x: float, y: float, r: float, direction: int) -> None:
    tip = -1 if direction > 0 else 1
    d = f"M{num(x - r)} {num(y - tip * r * 0.8)}h{num(2 * r)}l{num(-r)} {num(tip * 1.8 * r)}z"
    canvas.marks.append(f'<path d="{d}" fill="{INK}" stroke="{PAPER}"/>')


def _labels(canvas: Canvas, frame: Frame, signal: SeriesSignal, *, narrow: bool) -> None:
    """The last reported value, and at the right edge what the band means."""
    known = [i for i, v in enumerate(signal.values) if v is not None]
    if known:
        value = signal.values[known[-1]] or 0.0
        before = signal.values[known[-2]] if len(known) > 1 else None
        x, y = frame.x(known[-1]), frame.y(value)
        words = amount(signal, value, bare=True)
        # On the side the line does not come from.
        if before is None or before <= value:
            canvas.text(x, y - 11, words, "b halo", anchor="middle")
        elif y + 22 < frame.base:
            canvas.text(x, y + 21, words, "b halo", anchor="middle")
        else:
            canvas.text(x - 10, y + 6, words, "b halo", anchor="end")
    last = next((i for i in range(len(signal.months) - 1, -1, -1) if signal.upper[i] is not None), None)
    if last is not None and not narrow:
        edge = frame.right + 6
        top, middle, low = (frame.y(line[last] or 0.0) for line in (signal.upper, signal.centre, signal.lower))
        canvas.text(edge, top + 5, said("batas atas"), "q")
        if min(middle - top, low - middle) > 15:
            canvas.text(edge, middle + 5, said("rata-rata"), "q")
        if low - top > 15:
            canvas.text(edge, low + 5, said("batas bawah"), "q")
    if signal.mean is None:
        return
    if narrow:
        canvas.text(0, frame.height - 8, said("Abu-abu: yang biasa. Segitiga: tanda."), "q")
        return
    canvas.text(0, frame.height - 26, said("Abu-abu: yang biasa, dihitung dari bulan di kiri garis tegak."), "q")
    words = said("Segitiga: bulan yang memberi tanda. Arsir: belum lapor.")
    if frame.low > 0:
        words += " " + said("Sumbunya tidak mulai dari nol.")
    canvas.text(0, frame.height - 8, words, "q")


def _words(signal: SeriesSignal) -> str:
    """All months with their figures, for those who do not see the figure."""
    months = "; ".join(
        f"{month_words(code)} {said('kosong') if value is None else amount(signal, value, bare=True)}"
        for code, value in zip(signal.months, signal.values, strict=True)
    )
    return f"{usual(signal)} {months}".strip()
