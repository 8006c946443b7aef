"""The year to come as a fan: the line to now, the target, and the space the year's end may fall into."""

from __future__ import annotations

from lokmin.core.forecasts.records import Forecast
from lokmin.core.forecasts.words import bare, course, figure, share_words, target, whole
from lokmin.core.indicators.words import unit
from lokmin.core.language import said
from lokmin.documents.figures.canvas import GREY, INK, PAPER, Canvas, Dress, num
from lokmin.documents.figures.frame import Frame
from lokmin.documents.figures.reading import axis, line_path, month_short

Point = tuple[float, float]


_WIDE = Frame(760, 330, 56, 640, 284)
_NARROW = Frame(328, 300, 44, 282, 250)


def fan_chart(
    forecast: Forecast,
    name: str,
    *,
    indicator: str,
    changed: Forecast | None = None,
    dress: Dress = "screen",
    narrow: bool = False,
    ident: str = "kipas",
) -> str:
    """One series through its year as SVG: known months solid, months to come as a lined fan with its middle dashed.

    Args:
        forecast: what is drawn, in its own unit.
        name: of the place.
        indicator: its short name.
        changed: the forecast of a what-if; its middle is drawn as a second line.
        dress: on screen or on paper.
        narrow: the drawing for phones.
        ident: makes ids unique on a page.
    """
    frame = _NARROW if narrow else _WIDE
    css = ("only-narrow" if narrow else "only-wide") if dress == "screen" else ""
    title = said("Perkiraan %(indicator)s %(name)s sampai Desember") % {"indicator": indicator, "name": name}
    canvas = Canvas(frame.width, frame.height, title, course(forecast, name), dress, ident, css)
    goal = forecast.target
    tops = [value for _, _, value in (*forecast.path, *(changed.path if changed else ()))]
    top, step = axis([*forecast.course, *tops, goal])
    scale = (frame.base - frame.top) / top
    _axes(canvas, frame, forecast, top, step, scale, narrow=narrow)
    _to_come(canvas, frame, forecast, scale)
    if changed is not None:
        _middle(canvas, frame, changed, scale, "7 3", said("andai"))
    _known(canvas, frame, forecast, scale)
    if goal is not None and goal * scale <= frame.base - 4:
        y = frame.base - goal * scale
        canvas.line(frame.left, y, frame.right, y, "goal")
        words = said("target %(target)s") if forecast.higher_is_better else said("batas %(target)s")
        line = words % {"target": target(forecast)}
        canvas.text(frame.left + 4, y - 6, line, "b halo")
    _end(canvas, frame, forecast, scale, narrow=narrow)
    return canvas.svg()


def _axes(
    canvas: Canvas, frame: Frame, forecast: Forecast, top: float, step: float, scale: float, *, narrow: bool
) -> None:
    tick = 0.0
    while tick <= top:
        y = frame.base - tick * scale
        canvas.line(frame.left, y, frame.right, y, "grid" if tick else "axis")
        words = whole(tick) if step >= 1 else figure(tick, "", 1)
        if not forecast.people and not tick:
            words += unit(forecast.factor)
        canvas.text(frame.left - 8, y + 5, words, "q", anchor="end")
        tick += step
    for index in range(12):
        label = month_short(index)[: 1 if narrow else 3]
        canvas.text(frame.x(index), frame.base + 20, label, "q", anchor="middle")


def _start(forecast: Forecast, frame: Frame, scale: float) -> list[Point]:
    """Where the fan begins: the last known month, or the axis before the first report."""
    known = [(i, value) for i, value in enumerate(forecast.course) if value is not None]
    if not known:
        return []
    return [(frame.x(known[-1][0]), frame.base - known[-1][1] * scale)]


def _to_come(canvas: Canvas, frame: Frame, forecast: Forecast, scale: float) -> None:
    """The fan: lines standing upright between low and high, so that grey paper shows it too."""
    if not forecast.path:
        return
    first = 12 - len(forecast.path)
    upper = [(frame.x(first + h), frame.base - high * scale) for h, (_, _, high) in enumerate(forecast.path)]
    lower = [(frame.x(first + h), frame.base - max(low, 0) * scale) for h, (_, low, _) in enumerate(forecast.path)]
    start = _start(forecast, frame, scale)
    outline = line_path([*start, *upper, *reversed(lower)]) + "z"
    fill = f"url(#{canvas.hatching})"
    canvas.marks.append(f'<path d="{outline}" fill="{fill}" stroke="{GREY}"/>')
    _middle(canvas, frame, forecast, scale, "2 4", "")


def _middle(canvas: Canvas, frame: Frame, forecast: Forecast, scale: float, dashes: str, word: str) -> None:
    first = 12 - len(forecast.path)
    points = [
        *_start(forecast, frame, scale),
        *((frame.x(first + h), frame.base - value * scale) for h, (value, _, _) in enumerate(forecast.path)),
    ]
    if len(points) > 1:
        d = line_path(points)
        canvas.marks.append(f'<path d="{d}" fill="none" stroke="{PAPER}" stroke-width="5"/>')
        canvas.marks.append(f'<path d="{d}" fill="none" stroke="{INK}" stroke-width="2" stroke-dasharray="{dashes}"/>')
    if word and points:
        x, y = points[len(points) // 2]
        canvas.text(x - 6, y - 10, word, "b halo", anchor="end")


def _known(canvas: Canvas, frame: Frame, forecast: Forecast, scale: float) -> None:
    points = [(frame.x(i), frame.base - v * scale) for i, v in enumerate(forecast.course) if v is not None]
    if len(points) > 1:
        canvas.path(line_path(points), "path")
    for x, y in points:
        canvas.marks.append(f'<circle cx="{num(x)}" cy="{num(y)}" r="3.5" fill="{INK}"/>')
    for index, value in enumerate(forecast.course):
        if value is None:
            canvas.hatched(frame.x(index) - 8, frame.base - 30, 16, 30)


def _end(canvas: Canvas, frame: Frame, forecast: Forecast, scale: float, *, narrow: bool) -> None:
    """The figures at December: high, forecast, low, kept apart where they would lie on each other."""
    if not forecast.path or forecast.low == forecast.high:
        return
    x = frame.x(11) + (10 if not narrow else 8)
    gap = 17.0 if not narrow else 19.0
    middle = frame.base - forecast.mean * scale
    above = min(frame.base - forecast.high * scale, middle - gap)
    below = max(frame.base - max(forecast.low, 0) * scale, middle + gap)
    canvas.text(x, above + 5, bare(forecast, forecast.high), "q halo")
    canvas.text(x, middle + 5, bare(forecast, forecast.mean), "b halo")
    canvas.text(x, below + 5, bare(forecast, forecast.low), "q halo")
    if not narrow:
        note = said("%(level)s kemungkinan") % {"level": share_words(forecast.level)}
        canvas.text(frame.width, min(below + 26, frame.base + 20), note, "q", anchor="end")
