"""The PWS chart: villages as bars, solid until last month, outlined this month, hatched where not reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lokmin.core.periods import Month
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.documents.figures.canvas import Canvas, Dress
from lokmin.documents.figures.reading import (
    axis, common_target, counted, gap_words, last_reported, month_words, rate_text, share, sign, span_label, status_word,
    target_of,
)  # fmt: skip

_PITCH, _BAR, _TOP = 31, 20, 51
_RIGHT = 740.0


def chart_order(rows: Sequence[CoverageRow]) -> list[CoverageRow]:
    """Best village first, the unranked and the silent at the end."""
    return sorted(rows, key=lambda r: (r.status is Status.NONE, r.rank is None, r.rank or 0, -(r.percent or 0), r.place))


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
    ident: str = "pws",
) -> str:
    """One indicator of all villages as SVG.

    Args:
        rows: one row per village; ``total`` the row of the Puskesmas, drawn last under a rule.
        names: place code -> name.
        indicator, people: short name (``K1``) and unit of the gap (``ibu``).
        flow: months add up; otherwise the bar is not divided into until-last-month and this month.
        narrow: the drawing for phones (328 units wide), else the wide one with its table (1180 units).
    """
    ordered = [*chart_order(rows), *([total] if total else [])]
    target = common_target(ordered)
    title = f"{indicator} kumulatif {span_label(month)} menurut desa"
    factor = ordered[0].factor if ordered else 100
    if target is not None:
        title += f", dengan target berjalan {rate_text(target, factor).replace(chr(160), ' ')}"
    description = "; ".join(_sentence(row, names, people, month, flow=flow) for row in ordered)
    draw = _narrow if narrow else _wide
    return draw(ordered, names, month, title, description, people, total, target, dress, ident, flow)


def _sentence(row: CoverageRow, names: Mapping[str, str], people: str, month: Month, *, flow: bool) -> str:
    name = names.get(row.place, row.place)
    if row.status is Status.NONE:
        known = last_reported(row, flow=flow)
        rest = f", sampai {known[0]} {rate_text(known[1], row.factor)}" if known else ""
        return f"{name}: {month.name} belum dilaporkan{rest}"
    value = f"{counted(row)}, {rate_text(row.percent, row.factor)}" if row.percent is not None else counted(row)
    return f"{name}: {value}, {gap_words(row, people)}, {row.status.value}"


def _values(rows: Sequence[CoverageRow], *, flow: bool) -> list[float | None]:
    found: list[float | None] = [target_of(row) for row in rows]
    for row in rows:
        known = last_reported(row, flow=flow)
        found.append(row.percent if row.status is not Status.NONE else known[1] if known else None)
    return found


def _bar(
    canvas: Canvas, row: CoverageRow, left: float, y: float, height: float, scale: float, *, flow: bool
) -> float:
    """Draw the bar of one row and return where it ends."""
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


def _wide(
    rows: list[CoverageRow], names: Mapping[str, str], month: Month, title: str, description: str, people: str,
    total: CoverageRow | None, target: float | None, dress: Dress, ident: str, flow: bool,
) -> str:  # fmt: skip
    left = min(max([128.0, *(len(names.get(r.place, r.place)) * 8.2 + 14 for r in rows)]), 230.0)
    top, step = axis(_values(rows, flow=flow))
    scale = (_RIGHT - 74 - left) / top
    height = _TOP + _PITCH * len(rows) + (10 if total else 0) + 25
    base = height - 28
    factor = rows[0].factor if rows else 100
    canvas = Canvas(1180, height, title, description, dress, ident, "only-wide" if dress == "screen" else "")
    tick = step
    while tick <= top:
        canvas.line(left + tick * scale, 40, left + tick * scale, base, "grid")
        canvas.text(left + tick * scale, base + 18, month_words(round(tick * 1_000_000)), "q", anchor="middle")
        tick += step
    canvas.text(left, base + 18, f"0{sign(factor)}", "q", anchor="middle")
    lack = "Kurang" if all(r.higher_is_better for r in rows) else "Lebih"
    for x, words, anchor in (
        (806, "Kumulatif" if flow else "Keadaan", "start"), (962, lack, "end"), (992, "Status", "start"),
        (1102, month.name, "end"), (1166, month.previous.name, "end"),
    ):  # fmt: skip
        canvas.text(x, 32, words, "q", anchor=anchor)
    line = left + target * scale if target is not None else None
    for index, row in enumerate(rows):
        y = _TOP + _PITCH * index + (10 if row is total else 0)
        if row is total:
            canvas.line(0, y - 9, 1180, y - 9, "axis")
        _wide_row(canvas, row, names, people, left, y, scale, line, flow=flow)
    if line is not None and target is not None:
        canvas.line(line, 38, line, base, "goal")
        words = f"Target berjalan {rate_text(target, factor)}"
        middle = line + 88 < 800
        canvas.text(line if middle else 796, 32, words, "b", anchor="middle" if middle else "end")
    elif any(target_of(row) is not None for row in rows):
        for index, row in enumerate(rows):
            own = target_of(row)
            if own is not None:
                y = _TOP + _PITCH * index + (10 if row is total else 0)
                canvas.line(left + own * scale, y - 5, left + own * scale, y + _BAR + 5, "goal")
        canvas.text(left, 32, "Garis tegak: target berjalan tiap desa", "b")
    return canvas.svg()


def _wide_row(
    canvas: Canvas, row: CoverageRow, names: Mapping[str, str], people: str, left: float, y: float, scale: float,
    line: float | None, *, flow: bool,
) -> None:  # fmt: skip
    text_y = y + 15
    canvas.text(0, text_y, names.get(row.place, row.place), "b")
    end = _bar(canvas, row, left, y, _BAR, scale, flow=flow)
    known = last_reported(row, flow=flow)
    if row.status is Status.NONE:
        label = f"{known[0]} {rate_text(known[1], row.factor)}" if known else "belum pernah dilaporkan"
        dress = "halo"
    else:
        label, dress = rate_text(row.percent, row.factor) if row.percent is not None else "–", "b halo"
    x = end + 9
    if line is not None and x - 4 < line < x + 8 * len(label):
        x = line + 8
    canvas.text(x, text_y, label, dress)
    canvas.text(806, text_y, counted(row))
    lack = gap_words(row, people, bare=True)
    canvas.text(962, text_y, lack, "b" if row.gap_people else "q", anchor="end")
    canvas.shape(997, y + 10, row.status)
    canvas.text(1008, text_y, status_word(row), f"t-{row.status.value} b")
    canvas.text(1102, text_y, month_words(row.month), anchor="end")
    canvas.text(1166, text_y, month_words(row.last_month), "q", anchor="end")


def _narrow(
    rows: list[CoverageRow], names: Mapping[str, str], month: Month, title: str, description: str, people: str,
    total: CoverageRow | None, target: float | None, dress: Dress, ident: str, flow: bool,
) -> str:  # fmt: skip
    del total
    pitch, width = 52, 328.0
    top, _ = axis(_values(rows, flow=flow))
    scale = (width - 2) / top
    height = 40 + pitch * len(rows)
    factor = rows[0].factor if rows else 100
    canvas = Canvas(width, height, title, description, dress, ident, "only-narrow" if dress == "screen" else "")
    for index, row in enumerate(rows):
        y = 47 + pitch * index
        canvas.text(0, y, names.get(row.place, row.place), "b")
        _bar(canvas, row, 0, y + 7, 15, scale, flow=flow)
        canvas.text(width, y, _narrow_words(row, people, month), anchor="end")
        own = target_of(row)
        if own is not None:
            canvas.line(own * scale, y + 4, own * scale, y + 25, "goal")
    if target is not None:
        x = target * scale
        anchor, at = ("middle", x) if 90 < x < width - 90 else ("start", 0.0) if x <= 90 else ("end", width)
        canvas.text(at, 14, f"Target berjalan {rate_text(target, factor)}", "b", anchor=anchor)
    return canvas.svg()


def _narrow_words(row: CoverageRow, people: str, month: Month) -> str:
    if row.status is Status.NONE:
        return f"{month.name} belum dilaporkan"
    value = rate_text(row.percent, row.factor) if row.percent is not None else "–"
    gap = gap_words(row, people)
    return value if gap == "–" else f"{gap}, {value}"
