"""Before and after an action: the village's months, the other villages' beside them, and the line of the start."""

from __future__ import annotations

import math
from collections.abc import Sequence

from lokmin.core.effects.sentences import headline, level, size
from lokmin.core.effects.verdicts import Method, Verdict
from lokmin.core.language import said
from lokmin.core.numbers import indonesian
from lokmin.core.periods import Month
from lokmin.documents.figures.canvas import GREY, INK, PAPER, Canvas, Dress, num
from lokmin.documents.figures.control import BAND
from lokmin.documents.figures.frame import Frame
from lokmin.documents.figures.reading import axis, line_path, month_short, stretches

#: Labels at the right edge keep at least this distance.
_APART = 17.0
#: Room above the values for the word at the start.
_TOP = 34.0


def before_after(verdict: Verdict, *, dress: Dress = "screen", narrow: bool = False, ident: str = "dampak") -> str:
    """The picture of a verdict as SVG; empty when there are no figures to draw.

    Bold line: the villages acted on. Dashed: the other villages together, in the grey band of their lowest and highest.
    The upright line is the start, short bars the means on both sides, a ring what was expected, hatching a month
    without a report. Readable in grey.
    """
    lines = (verdict.own, verdict.rest, verdict.rest_high, verdict.rest_low)
    known = [v / 100 for line in lines for v in line if v is not None]
    if not known or not verdict.start:
        return ""
    goal = verdict.expected_level_bp
    # A drop-out of a month can be negative: then the axis begins below zero.
    low = min([0.0, *known])
    top, step = axis([v - low for v in [*known, *([goal / 100] if goal else [])]])
    low = -step * math.ceil(-low / step)
    count = len(verdict.months)
    frame = (
        Frame(328, 290, 44, 322, 208, count, low + top, low, _TOP)
        if narrow
        else Frame(760, 340, 56, 600, 262, count, low + top, low, _TOP)
    )
    css = ("only-narrow" if narrow else "only-wide") if dress == "screen" else ""
    canvas = Canvas(frame.width, frame.height, headline(verdict), _words(verdict), dress, ident, css)
    _band(canvas, frame, verdict)
    _scale(canvas, frame, verdict, step)
    _months(canvas, frame, verdict, narrow=narrow)
    _start(canvas, frame, verdict)
    _line(canvas, frame, verdict.rest, f'stroke="{GREY}" stroke-width="1.5" stroke-dasharray="6 4"', radius=0)
    _means(canvas, frame, verdict)
    _line(canvas, frame, verdict.own, f'stroke="{INK}" stroke-width="2.5"', radius=3 if count <= 24 else 2)
    _labels(canvas, frame, verdict, narrow=narrow)
    return canvas.svg()


def _first_after(verdict: Verdict) -> int:
    """Position of the first month that counts as after (one past the last when it is still to come)."""
    return next((i for i, code in enumerate(verdict.months) if code >= verdict.start), len(verdict.months))


def _band(canvas: Canvas, frame: Frame, verdict: Verdict) -> None:
    for part in stretches(verdict.rest_low):
        if len(part) < 2:
            continue
        upper = [(frame.x(i), frame.y((verdict.rest_high[i] or 0) / 100)) for i in part]
        lower = [(frame.x(i), frame.y((verdict.rest_low[i] or 0) / 100)) for i in reversed(part)]
        canvas.marks.append(f'<path d="{line_path([*upper, *lower])}z" fill="{BAND}"/>')


def _scale(canvas: Canvas, frame: Frame, verdict: Verdict, step: float) -> None:
    tick = frame.low
    while tick <= frame.high + 1e-9:
        y = frame.y(tick)
        canvas.line(frame.left, y, frame.right, y, "grid" if abs(tick) > 1e-9 else "axis")
        words = (
            level(verdict, 0).replace("0,0", "0") if abs(tick) < 1e-9 and verdict.factor == 100 else indonesian(tick)
        )
        canvas.text(frame.left - 8, y + 5, words, "q", anchor="end")
        tick = round(tick + step, 9)
    unit = said("per bulan") if verdict.factor == 100 else f"{size(verdict, 0).replace('0,0 ', '')} {said('per bulan')}"
    canvas.text(0, 14, unit, "q")


def _months(canvas: Canvas, frame: Frame, verdict: Verdict, *, narrow: bool) -> None:
    every = 1 if frame.slot >= 26 or (narrow and frame.count <= 16) else 3 if frame.slot >= 8 else 6
    for index, code in enumerate(verdict.months):
        month, x = Month.parse(code), frame.x(index)
        if verdict.own[index] is None:
            canvas.hatched(x - frame.slot * 0.35, frame.base - 26, frame.slot * 0.7, 26)
        if every == 1 or (month.month - 1) % every == 0:
            canvas.text(x, frame.base + 20, month_short(month.month - 1)[: 1 if narrow else 3], "q", anchor="middle")
        if month.month == 1 or index == 0:
            room = sum(1 for c in verdict.months if c[:4] == code[:4]) * frame.slot
            if room > 34:
                canvas.text(frame.x(index) - frame.slot / 2, frame.base + 40, str(month.year), "q")


def _start(canvas: Canvas, frame: Frame, verdict: Verdict) -> None:
    at = frame.x(_first_after(verdict) - 0.5)
    canvas.line(at, frame.top - 12, at, frame.base, "goal")
    late = at > (frame.left + frame.right) / 2
    canvas.text(at + (-6 if late else 6), frame.top - 8, said("RTL mulai"), "b halo", anchor="end" if late else "")


def _line(canvas: Canvas, frame: Frame, values: Sequence[int | None], pen: str, *, radius: float) -> None:
    for part in stretches(values):
        points = [(frame.x(i), frame.y((values[i] or 0) / 100)) for i in part]
        if len(points) > 1:
            canvas.marks.append(f'<path d="{line_path(points)}" fill="none" {pen}/>')
        for x, y in points if radius else ():
            canvas.marks.append(f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(radius)}" fill="{INK}"/>')


def _means(canvas: Canvas, frame: Frame, verdict: Verdict) -> None:
    """Mean before and after as bars with their figure, and the expected level as a ring."""
    cut, last = _first_after(verdict), len(verdict.months) - 1
    before, after = verdict.own_levels
    for value, first, until in ((before, 0, cut - 1), (after, cut, last)):
        if value is None or first > until:
            continue
        y = frame.y(value / 100)
        a, b = frame.x(first - 0.4), frame.x(until + 0.4)
        canvas.marks.append(f'<path d="M{num(a)} {num(y)}H{num(b)}" stroke="{GREY}" stroke-width="5" opacity="0.55"/>')
    if verdict.expected_level_bp is not None and cut <= last:
        y, x = frame.y(verdict.expected_level_bp / 100), frame.x(last + 0.35)
        canvas.marks.append(
            f'<circle cx="{num(x)}" cy="{num(y)}" r="5" fill="{PAPER}" stroke="{INK}" stroke-width="2"/>'
        )


def _labels(canvas: Canvas, frame: Frame, verdict: Verdict, *, narrow: bool) -> None:
    own_name = ", ".join(verdict.acted) or "Puskesmas"
    others = said("%(n)s desa lain") % {"n": verdict.others} if verdict.others else said("desa lain")
    if narrow:
        words = said("Tebal: %(own)s. Putus-putus: desa lain.") if _has(verdict.rest) else said("Tebal: %(own)s.")
        canvas.text(0, frame.height - 26, words % {"own": own_name}, "q")
        canvas.text(0, frame.height - 6, said("Abu-abu: terendah–tertinggi. Arsir: kosong."), "q")
        return
    wanted: list[tuple[float, str, str]] = []
    for values, words, names in (
        (verdict.own, f"{own_name} {level(verdict, _last(verdict.own))}", "b"),
        (verdict.rest, f"{others} {level(verdict, _last(verdict.rest))}", "q"),
        (
            (verdict.expected_level_bp,),
            said("diharapkan %(n)s") % {"n": level(verdict, verdict.expected_level_bp)},
            "q",
        ),
    ):
        end = _last(values)
        if end is not None:
            wanted.append((frame.y(end / 100) + 5, words, names))
    edge = 0.0
    for y, words, names in sorted(wanted):
        edge = max(y, edge + _APART)
        canvas.text(frame.right + 10, edge, words, names)
    canvas.text(0, frame.height - 24, said(
        "Garis tebal: %(own)s. Garis putus-putus: desa lain bersama; abu-abu dari yang terendah sampai tertinggi."
    ) % {"own": own_name} if verdict.method is not Method.SERIES and _has(verdict.rest) else "", "q")  # fmt: skip
    means = said("Garis mendatar abu-abu: rata-rata sebelum dan sesudah.") if None not in verdict.own_levels else ""
    canvas.text(0, frame.height - 6, " ".join(filter(None, (means, said("Arsir: belum lapor.")))), "q")


def _has(values: Sequence[int | None]) -> bool:
    return any(v is not None for v in values)


def _last(values: Sequence[int | None]) -> int | None:
    return next((v for v in reversed(values) if v is not None), None)


def _words(verdict: Verdict) -> str:
    """All months with their figures, for those who do not see the picture."""
    own_name = ", ".join(verdict.acted) or "Puskesmas"
    parts = []
    for index, code in enumerate(verdict.months):
        month = Month.parse(code)
        own, rest = verdict.own[index], verdict.rest[index] if index < len(verdict.rest) else None
        text = f"{month_short(month.month - 1)} {month.year} " + (
            said("kosong") if own is None else level(verdict, own)
        )
        parts.append(text if rest is None else f"{text} ({said('desa lain')} {level(verdict, rest)})")
    start = Month.parse(verdict.start)
    return said("%(name)s tiap bulan: %(months)s. RTL mulai %(start)s.") % {
        "name": own_name, "months": "; ".join(parts), "start": f"{said(start.name)} {start.year}",
    }  # fmt: skip
