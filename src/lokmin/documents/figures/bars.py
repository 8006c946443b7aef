"""The PWS chart: villages as bars, solid until last month, outlined this month, hatched where not reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from lokmin.core.language import said
from lokmin.core.periods import Month
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.documents.figures.canvas import Canvas, Dress
from lokmin.documents.figures.reading import (
    TIGHT,
    TOTAL_NAME,
    axis,
    common_target,
    counted,
    gap_words,
    last_reported,
    month_words,
    rate_text,
    share,
    sign,
    span_label,
    status_word,
    target_of,
)  # fmt: skip

_PITCH, _BAR, _TOP = 31, 20, 51


def chart_order(rows: Sequence[CoverageRow]) -> list[CoverageRow]:
    """Best village first, the unranked and the silent at the end."""
    return sorted(
        rows, key=lambda r: (r.status is Status.NONE, r.rank is None, r.rank or 0, -(r.percent or 0), r.place)
    )


@dataclass(frozen=True)
class _Frame:
    """Where the columns of a wide drawing stand. ``months_at`` is empty where the months have no room."""

    width: float
    bars_end: float
    sum_at: float
    gap_at: float
    status_at: float
    months_at: tuple[float, ...] = ()


_FRAMES: dict[str, _Frame] = {
    "wide": _Frame(1180, 740, 806, 962, 992, (1102, 1166)),
    "page": _Frame(880, 512, 544, 742, 766),
}


@dataclass(frozen=True)
class _Chart:
    """What is drawn, whatever the frame."""

    rows: list[CoverageRow]
    names: Mapping[str, str]
    month: Month
    people: str
    total: CoverageRow | None
    target: float | None
    flow: bool
    words: tuple[str, str]
    dress: Dress
    ident: str

    def name(self, row: CoverageRow) -> str:
        return TOTAL_NAME if row is self.total else self.names.get(row.place, row.place)

    def canvas(self, width: float, height: float, css: str) -> Canvas:
        return Canvas(width, height, *self.words, self.dress, self.ident, css if self.dress == "screen" else "")


def pws_chart(
    rows: Sequence[CoverageRow],
    names: Mapping[str, str],
    month: Month,
    *,
    indicator: str,
    people: str,
    total: CoverageRow | None = None,
    flow: bool = True,
    dress: Dress = "screen",
    narrow: bool = False,
    frame: Literal["wide", "page"] = "wide",
    ident: str = "pws",
) -> str:
    """One indicator of all villages as SVG.

    ``rows`` holds one row per village, ``total`` that of the Puskesmas, drawn last under a rule. ``names`` maps place
    codes to names; ``indicator`` and ``people`` are the short name (``K1``) and the unit of the gap (``ibu``). Where
    ``flow`` is false the bar is not divided into until-last-month and this month. ``narrow`` is the drawing for phones
    (328 units wide); ``frame`` the wide one with its table (1180) or the one for an upright page (880).
    """
    ordered = [*chart_order(rows), *([total] if total else [])]
    target = common_target(ordered)
    title = said("%(indicator)s kumulatif %(span)s menurut desa") % {"indicator": indicator, "span": span_label(month)}
    if target is not None:
        due = rate_text(target, ordered[0].factor).replace(TIGHT, " ")
        title += said(", dengan target berjalan %(target)s") % {"target": due}
    description = "; ".join(_sentence(row, names, people, month, flow=flow) for row in ordered)
    chart = _Chart(ordered, names, month, people, total, target, flow, (title, description), dress, ident)
    return _narrow(chart) if narrow else _wide(chart, _FRAMES[frame])


def _sentence(row: CoverageRow, names: Mapping[str, str], people: str, month: Month, *, flow: bool) -> str:
    name = names.get(row.place, row.place)
    if row.status is Status.NONE:
        known = last_reported(row, flow=flow)
        rest = ""
        if known:
            rest = said(", sampai %(month)s %(rate)s") % {"month": known[0], "rate": rate_text(known[1], row.factor)}
        return f"{name}: {_silent(month)}{rest}"
    value = f"{counted(row)}, {rate_text(row.percent, row.factor)}" if row.percent is not None else counted(row)
    return f"{name}: {value}, {gap_words(row, people)}, {row.status.value}"


def _silent(month: Month) -> str:
    return said("%(month)s belum dilaporkan") % {"month": said(month.name)}


def _values(rows: Sequence[CoverageRow], *, flow: bool) -> list[float | None]:
    found: list[float | None] = [target_of(row) for row in rows]
    for row in rows:
        known = last_reported(row, flow=flow)
        found.append(row.percent if row.status is not Status.NONE else known[1] if known else None)
    return found


def _bar(canvas: Canvas, row: CoverageRow, box: tuple[float, float, float], scale: float, *, flow: bool) -> float:
    """Draw the bar of one row in ``box`` (left, top, height) and return where it ends."""
    left, y, height = box
    known = last_reported(row, flow=flow)
    if row.status is Status.NONE:
        if known is None or known[1] <= 0:
            return left
        width = known[1] * scale
        canvas.hatched(left, y, width, height)
        return left + width
    whole = max(row.percent or 0.0, 0.0) * scale
    this = max(share(row, row.month) or 0.0, 0.0) * scale if flow else 0.0
    this = min(this, whole)
    if whole - this > 0:
        canvas.solid(left, y, whole - this, height, row.status)
    if this > 0:
        canvas.outlined(left + whole - this, y, this, height, row.status)
    return left + whole


def _axes(chart: _Chart, canvas: Canvas, frame: _Frame, left: float, base: float, top: float, step: float) -> None:
    scale = (frame.bars_end - 74 - left) / top
    tick = step
    while tick <= top:
        canvas.line(left + tick * scale, 40, left + tick * scale, base, "grid")
        canvas.text(left + tick * scale, base + 18, month_words(round(tick * 1_000_000)), "q", anchor="middle")
        tick += step
    factor = chart.rows[0].factor if chart.rows else 100
    canvas.text(left, base + 18, f"0{sign(factor)}", "q", anchor="middle")
    lack = said("Kurang") if all(r.higher_is_better for r in chart.rows) else said("Lebih")
    heads = [
        (frame.sum_at, said("Kumulatif") if chart.flow else said("Keadaan"), "start"),
        (frame.gap_at, lack, "end"),
        (frame.status_at, said("Status"), "start"),
    ]
    if frame.months_at:
        now, before = said(chart.month.name), said(chart.month.previous.name)
        heads += [(frame.months_at[0], now, "end"), (frame.months_at[1], before, "end")]
    for x, words, anchor in heads:
        canvas.text(x, 32, words, "q", anchor=anchor)


def _wide(chart: _Chart, frame: _Frame) -> str:
    rows = chart.rows
    frame = _fitted(chart, frame)
    left = min(max([128.0, *(len(chart.name(r)) * 8.2 + 14 for r in rows)]), 230.0)
    top, step = axis(_values(rows, flow=chart.flow))
    scale = (frame.bars_end - 74 - left) / top
    height = _TOP + _PITCH * len(rows) + (10 if chart.total else 0) + 25
    base = height - 28
    canvas = chart.canvas(frame.width, height, "only-wide")
    _axes(chart, canvas, frame, left, base, top, step)
    line = left + chart.target * scale if chart.target is not None else None
    for index, row in enumerate(rows):
        y = _TOP + _PITCH * index + (10 if row is chart.total else 0)
        if row is chart.total:
            canvas.line(0, y - 9, frame.width, y - 9, "axis")
        _wide_row(chart, canvas, frame, row, (left, y, scale), line)
    if line is not None and chart.target is not None:
        canvas.line(line, 38, line, base, "goal")
        words = _due(chart)
        middle = line + 88 < frame.sum_at - 6
        canvas.text(line if middle else frame.sum_at - 10, 32, words, "b", anchor="middle" if middle else "end")
    elif any(target_of(row) is not None for row in rows):
        for index, row in enumerate(rows):
            own = target_of(row)
            if own is not None:
                y = _TOP + _PITCH * index + (10 if row is chart.total else 0)
                canvas.line(left + own * scale, y - 5, left + own * scale, y + _BAR + 5, "goal")
        canvas.text(left, 32, said("Garis tegak: target berjalan tiap desa"), "b")
    return canvas.svg()


def _fitted(chart: _Chart, frame: _Frame) -> _Frame:
    """The frame with room between the counts and the gap: large counts move the bars' end to the left."""
    # A digit or letter is about 0.55 em of 14 wide, 0.6 where it is bold; then the space between the two.
    needed = max(len(counted(r)) * 7.7 + len(gap_words(r, chart.people, bare=True)) * 8.4 + 16 for r in chart.rows)
    short = max(0.0, needed - (frame.gap_at - frame.sum_at))
    return replace(frame, bars_end=frame.bars_end - short, sum_at=frame.sum_at - short)


def _due(chart: _Chart) -> str:
    return said("Target berjalan %(target)s") % {"target": rate_text(chart.target or 0.0, chart.rows[0].factor)}


def _wide_row(
    chart: _Chart, canvas: Canvas, frame: _Frame, row: CoverageRow, at: tuple[float, float, float], line: float | None
) -> None:
    left, y, scale = at
    text_y = y + 15
    canvas.text(0, text_y, chart.name(row), "b")
    end = _bar(canvas, row, (left, y, _BAR), scale, flow=chart.flow)
    known = last_reported(row, flow=chart.flow)
    if row.status is Status.NONE:
        label = f"{known[0]} {rate_text(known[1], row.factor)}" if known else said("belum pernah dilaporkan")
        dress = "halo"
    else:
        label, dress = rate_text(row.percent, row.factor) if row.percent is not None else "–", "b halo"
    x = end + 9
    if line is not None and x - 4 < line < x + 8 * len(label):
        x = line + 8
    canvas.text(x, text_y, label, dress)
    canvas.text(frame.sum_at, text_y, counted(row))
    lack = gap_words(row, chart.people, bare=True)
    canvas.text(frame.gap_at, text_y, lack, "b" if row.gap_people else "q", anchor="end")
    canvas.shape(frame.status_at + 5, y + 10, row.status)
    canvas.text(frame.status_at + 16, text_y, status_word(row), f"t-{row.status.value} b")
    if frame.months_at:
        canvas.text(frame.months_at[0], text_y, month_words(row.month), anchor="end")
        canvas.text(frame.months_at[1], text_y, month_words(row.last_month), "q", anchor="end")


def _narrow(chart: _Chart) -> str:
    pitch, width = 52, 328.0
    rows = chart.rows
    top, _ = axis(_values(rows, flow=chart.flow))
    scale = (width - 2) / top
    canvas = chart.canvas(width, 40 + pitch * len(rows), "only-narrow")
    for index, row in enumerate(rows):
        y = 47 + pitch * index
        canvas.text(0, y, chart.name(row), "b")
        _bar(canvas, row, (0, y + 7, 15), scale, flow=chart.flow)
        canvas.text(width, y, _narrow_words(row, chart.people, chart.month), anchor="end")
        own = target_of(row)
        if own is not None:
            canvas.line(own * scale, y + 4, own * scale, y + 25, "goal")
    if chart.target is not None:
        x = chart.target * scale
        anchor, at = ("middle", x) if 90 < x < width - 90 else ("start", 0.0) if x <= 90 else ("end", width)
        canvas.text(at, 14, _due(chart), "b", anchor=anchor)
    return canvas.svg()


def _narrow_words(row: CoverageRow, people: str, month: Month) -> str:
    if row.status is Status.NONE:
        return _silent(month)
    value = rate_text(row.percent, row.factor) if row.percent is not None else "–"
    gap = gap_words(row, people)
    return value if gap == "–" else f"{gap}, {value}"
