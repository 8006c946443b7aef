"""How the year went in every village: small multiples of coverage against the dashed running target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lokmin.core.language import said
from lokmin.core.pws.rows import CoverageRow, Status
from lokmin.documents.figures.canvas import GREY, PAPER, Canvas, Dress, num
from lokmin.documents.figures.reading import aims, line_path, month_short, path_of, rate_text, year_words

_W, _H, _LEFT, _RIGHT, _ZERO = 168.0, 66.0, 4.0, 118.0, 60.0


def _top(rows: Sequence[CoverageRow], *, flow: bool, pro_rata: bool) -> float:
    values = [v for row in rows for v in path_of(row, flow=flow) if v is not None]
    values += [aim for row in rows for aim in aims(row, pro_rata=pro_rata)]
    return max(values, default=0.0) or 1.0


def _one(canvas: Canvas, row: CoverageRow, x0: float, y0: float, top: float, *, flow: bool, pro_rata: bool) -> None:
    """Draw one small multiple with its corner at (x0, y0)."""
    count = len(row.months)
    scale = (_ZERO - 6.5) / top
    step = (_RIGHT - _LEFT) / max(count - 1, 1)
    at = [x0 + _LEFT + step * i for i in range(count)] if count > 1 else [x0 + (_LEFT + _RIGHT) / 2]
    goal = aims(row, pro_rata=pro_rata)
    if count > 1 and goal:
        canvas.path(line_path([(at[i], y0 + _ZERO - aim * scale) for i, aim in enumerate(goal)]), "aim")
    path = path_of(row, flow=flow)
    points = [(at[i], y0 + _ZERO - value * scale) for i, value in enumerate(path) if value is not None]
    if len(points) > 1:
        canvas.path(line_path(points), "path")
    if points:
        x, y = points[-1]
        y = min(max(y, y0 + 6), y0 + _ZERO)
        last = next(i for i in range(count - 1, -1, -1) if path[i] is not None)
        words = rate_text(path[last] or 0.0, 1)
        if row.status is Status.NONE:
            canvas.marks.append(
                f'<circle cx="{num(x)}" cy="{num(y)}" r="3.5" fill="{PAPER}" stroke="{GREY}" stroke-width="2"/>'
            )
            canvas.text(x + 7, y + 5, f"{month_short(last)} {words}", "q")
        else:
            canvas.shape(x, y, row.status, 4)
            canvas.text(x + 7, y + 5, words, f"b t-{row.status.value}")
    else:
        canvas.text(x0 + _LEFT, y0 + 40, said("belum lapor"), "q")
    canvas.line(x0, y0 + 62, x0 + _W, y0 + 62, "grid")


def small_multiple(
    row: CoverageRow,
    name: str,
    *,
    people: str,
    top: float,
    flow: bool = True,
    pro_rata: bool = True,
    dress: Dress = "screen",
    ident: str = "jalan",
) -> str:
    """One village's year so far: coverage, and the running target as a dashed line. ``top`` from :func:`shared_top`."""
    canvas = Canvas(_W, _H, name, year_words(row, name, people), dress, ident)
    _one(canvas, row, 0, 0, top, flow=flow, pro_rata=pro_rata)
    return canvas.svg()


def shared_top(rows: Sequence[CoverageRow], *, flow: bool = True, pro_rata: bool = True) -> float:
    """The value at the upper edge of all small multiples of one indicator, so that they can be compared."""
    return _top(rows, flow=flow, pro_rata=pro_rata)


def multiples_sheet(
    rows: Sequence[CoverageRow],
    names: Mapping[str, str],
    *,
    people: str,
    flow: bool = True,
    pro_rata: bool = True,
    columns: int = 6,
    dress: Dress = "paper",
    ident: str = "jalan",
) -> str:
    """All villages in one figure, for paper."""
    cell_w, cell_h = _W + 24, _H + 34
    lines = -(-len(rows) // columns)
    title = "Jalannya dari Januari menurut desa; garis putus-putus adalah target berjalan"
    description = "; ".join(year_words(row, names.get(row.place, row.place), people) for row in rows)
    canvas = Canvas(cell_w * columns - 24, cell_h * lines, title, description, dress, ident)
    top = _top(rows, flow=flow, pro_rata=pro_rata)
    for index, row in enumerate(rows):
        x, y = cell_w * (index % columns), cell_h * (index // columns)
        canvas.line(x, y + 1, x + _W, y + 1, "axis")
        canvas.text(x, y + 18, names.get(row.place, row.place), "b")
        _one(canvas, row, x, y + 24, top, flow=flow, pro_rata=pro_rata)
    return canvas.svg()
