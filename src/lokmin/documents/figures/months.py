"""The twelve months of one place: coverage as a line, the running target dashed, each month's count below."""

from __future__ import annotations

from lokmin.core.language import said
from lokmin.core.periods import MONTH_NAMES
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.documents.figures.canvas import INK, Canvas, Dress, num
from lokmin.documents.figures.frame import Frame
from lokmin.documents.figures.reading import (
    aims,
    axis,
    line_path,
    month_short,
    month_words,
    path_of,
    rate_text,
    sign,
    target_of,
    year_words,
)  # fmt: skip

_WIDE = Frame(760, 330, 56, 680, 252)
_NARROW = Frame(328, 300, 44, 328, 226)


def trend_chart(
    row: CoverageRow,
    name: str,
    *,
    indicator: str,
    people: str,
    flow: bool = True,
    pro_rata: bool = True,
    dress: Dress = "screen",
    narrow: bool = False,
    ident: str = "tren",
) -> str:
    """One indicator of one place through its year as SVG.

    Months that are not reported are hatched; months to come are left empty. ``narrow`` is the drawing for phones.
    """
    frame = _NARROW if narrow else _WIDE
    css = ("only-narrow" if narrow else "only-wide") if dress == "screen" else ""
    title = said("%(indicator)s %(name)s menurut bulan") % {"indicator": indicator, "name": name}
    canvas = Canvas(frame.width, frame.height, title, year_words(row, name, people), dress, ident, css)
    path = path_of(row, flow=flow)
    goal = aims(row, pro_rata=pro_rata)
    year = [goal[0] * (i + 1) if pro_rata else goal[0] for i in range(12)] if goal else []
    top, step = axis([*path, *year])
    scale = (frame.base - frame.top) / top
    _axes(canvas, frame, row, top, step, scale, narrow=narrow)
    if year:
        canvas.path(line_path([(frame.x(i), frame.base - aim * scale) for i, aim in enumerate(year)]), "aim")
        at = frame.base - year[11] * scale
        if narrow:
            canvas.text(frame.right, at - 7, said("target"), "q", anchor="end")
        else:
            canvas.text(frame.x(11) + 10, at + 5, said("target"), "q")
    _coverage(canvas, frame, row, path, scale)
    canvas.text(0, frame.base + 44, people if not narrow else "", "q")
    below = said("Di bawah bulan: jumlah %(people)s bulan itu, sampai %(month)s.")
    if narrow:
        below = said("Di bawah bulan: jumlah %(people)s.")
    words = below % {"people": people, "month": said(MONTH_NAMES[len(row.months) - 1])}
    canvas.text(frame.left if not narrow else 0, frame.base + 68, words, "q")
    return canvas.svg()


def _axes(
    canvas: Canvas, frame: Frame, row: CoverageRow, top: float, step: float, scale: float, *, narrow: bool
) -> None:
    tick = 0.0
    while tick <= top:
        y = frame.base - tick * scale
        canvas.line(frame.left, y, frame.right, y, "grid" if tick else "axis")
        words = month_words(round(tick * 1_000_000)) + ("" if tick else sign(row.factor))
        canvas.text(frame.left - 8, y + 5, words, "q", anchor="end")
        tick += step
    for index in range(12):
        x = frame.x(index)
        canvas.text(x, frame.base + 20, month_short(index)[: 1 if narrow else 3], "q", anchor="middle")
        if index >= len(row.months):
            continue
        canvas.text(x, frame.base + 44, month_words(row.months[index]), "b", anchor="middle")
        if row.months[index] is None:
            inset = frame.slot * 0.12
            canvas.hatched(x - frame.slot / 2 + inset, frame.base - 40, frame.slot - 2 * inset, 40)


def _coverage(canvas: Canvas, frame: Frame, row: CoverageRow, path: tuple[float | None, ...], scale: float) -> None:
    points = [(frame.x(i), frame.base - value * scale) for i, value in enumerate(path) if value is not None]
    if len(points) > 1:
        canvas.path(line_path(points), "path")
    for index, value in enumerate(path):
        if value is None:
            continue
        x, y = frame.x(index), frame.base - value * scale
        if index < len(path) - 1 or row.status is Status.NONE:
            canvas.marks.append(f'<circle cx="{num(x)}" cy="{num(y)}" r="3" fill="{INK}"/>')
            continue
        canvas.shape(x, y, row.status, 6)
        goal = target_of(row)
        below = goal is not None and value < goal
        canvas.text(x + 12, y + (18 if below else -8), rate_text(value, row.factor), f"b halo t-{row.status.value}")
