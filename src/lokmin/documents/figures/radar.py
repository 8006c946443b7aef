"""Jaring laba-laba of programmes, or of villages for one; lines told apart by marker and dash (domain.md 3.6)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lokmin.core.language import said
from lokmin.core.numbers import indonesian
from lokmin.documents.figures.canvas import GREY, INK, PAPER, Canvas, Dress, num
from lokmin.documents.figures.letters import text_width, wrap

#: A figure with fewer axes is no net.
LEAST_AXES = 3
_FULL = 100.0


@dataclass(frozen=True, slots=True)
class Line:
    """One ring of values in the order of the axes, 0 to 100 (more is drawn at the rim); None breaks the line."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Net:
    """What is drawn.

    Attributes:
        axes: names of the programmes or villages, in their fixed order.
        reached: the thick line with filled circles. target: dashed with open squares. before: dotted with triangles.
        rings: values of the named rings with their words: ``(81, "cukup")``.
    """

    axes: tuple[str, ...]
    reached: Line
    target: Line | None = None
    before: Line | None = None
    rings: tuple[tuple[float, str], ...] = ((81.0, "81"), (91.0, "91"))

    def __post_init__(self) -> None:
        if len(self.axes) < LEAST_AXES:
            raise ValueError(f"Jaring laba-laba memerlukan sedikitnya {LEAST_AXES} sumbu, ada {len(self.axes)}.")
        for line in self.lines:
            if len(line.values) != len(self.axes):
                raise ValueError(f"Garis {line.name} punya {len(line.values)} nilai untuk {len(self.axes)} sumbu.")

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for line in (self.target, self.before, self.reached) if line is not None)

    @property
    def words(self) -> str:
        """All that is drawn, for those who do not see it."""
        found = []
        for index, axis in enumerate(self.axes):
            parts = [f"{line.name} {_said(line.values[index])}" for line in reversed(self.lines)]
            found.append(f"{axis}: {', '.join(parts)}")
        return "; ".join(found)


@dataclass(frozen=True, slots=True)
class _Frame:
    width: float
    height: float
    x: float
    y: float
    radius: float
    label: float
    size: float
    numbered: bool = False


_WIDE = _Frame(760, 560, 380, 228, 165, 170, 14)
#: A phone has no room for names: the axes have the numbers of the table below.
_NARROW = _Frame(328, 440, 164, 166, 118, 60, 13, numbered=True)


def radar(net: Net, title: str, *, dress: Dress = "screen", narrow: bool = False, ident: str = "jaring") -> str:
    """The net as SVG: rings every 20, the named rings drawn stronger, a legend of the lines below.

    Args:
        net: axes and lines.
        title: what the figure is called.
        dress: on screen or on paper.
        narrow: the drawing for phones.
        ident: makes ids unique on a page.
    """
    frame = _NARROW if narrow else _roomy(_WIDE, net)
    css = ("only-narrow" if narrow else "only-wide") if dress == "screen" else ""
    canvas = Canvas(frame.width, frame.height, title, net.words, dress, ident, css)
    _rings(canvas, frame, net)
    _names(canvas, frame, net)
    for line, style in _styles(net):
        _draw(canvas, frame, line, style)
    _legend(canvas, frame, net)
    return canvas.svg()


@dataclass(frozen=True, slots=True)
class _Style:
    stroke: str
    width: float
    dashes: str
    marker: str


_REACHED, _TARGET, _BEFORE = (
    _Style(INK, 3, "", "circle"), _Style(GREY, 1.75, "9 5", "square"), _Style(INK, 1.5, "2 4", "triangle"),
)  # fmt: skip


def _styles(net: Net) -> list[tuple[Line, _Style]]:
    pairs = ((net.target, _TARGET), (net.before, _BEFORE), (net.reached, _REACHED))
    return [(line, style) for line, style in pairs if line is not None]


def _angle(index: int, count: int) -> float:
    return 2 * math.pi * index / count - math.pi / 2


def _point(frame: _Frame, index: int, count: int, value: float) -> tuple[float, float]:
    reach = frame.radius * min(max(value, 0.0), _FULL) / _FULL
    angle = _angle(index, count)
    return frame.x + reach * math.cos(angle), frame.y + reach * math.sin(angle)


def _around(frame: _Frame, count: int, value: float) -> str:
    corners = [_point(frame, index, count, value) for index in range(count)]
    return "M" + "L".join(f"{num(x)} {num(y)}" for x, y in corners) + "z"


def _rings(canvas: Canvas, frame: _Frame, net: Net) -> None:
    count = len(net.axes)
    for value in (20, 40, 60, 80, 100):
        canvas.marks.append(f'<path d="{_around(frame, count, value)}" fill="none" stroke="#c5cdd1"/>')
    for index in range(count):
        x, y = _point(frame, index, count, _FULL)
        canvas.line(frame.x, frame.y, x, y, "grid")
    for level, words in net.rings:
        edge = f'fill="none" stroke="{GREY}" stroke-width="1.5"'
        canvas.marks.append(f'<path d="{_around(frame, count, level)}" {edge}/>')
        here, there = _point(frame, 0, count, level), _point(frame, 1, count, level)
        x, y = (here[0] + there[0]) / 2, (here[1] + there[1]) / 2
        canvas.text(x, y + 4, words, "halo", anchor="middle", size=11)


@dataclass(frozen=True, slots=True)
class _Label:
    """A name at the rim: its lines, the place of the first, and how far it reaches."""

    lines: tuple[str, ...]
    x: float
    top: float
    anchor: str
    wide: float
    lead: float

    @property
    def left(self) -> float:
        return self.x - {"middle": self.wide / 2, "end": self.wide}.get(self.anchor, 0.0)

    def touches(self, other: _Label) -> bool:
        across = self.left < other.left + other.wide and other.left < self.left + self.wide
        ends = [label.top + (len(label.lines) - 1) * label.lead for label in (self, other)]
        return across and self.top - self.lead < ends[1] and other.top - other.lead < ends[0]


def _labels(frame: _Frame, net: Net) -> list[_Label]:
    found = []
    count = len(net.axes)
    for index, name in enumerate(net.axes):
        angle = _angle(index, count)
        across, down = math.cos(angle), math.sin(angle)
        x, y = frame.x + (frame.radius + 12) * across, frame.y + (frame.radius + 12) * down
        anchor = "middle" if abs(across) < 0.2 else "end" if across < 0 else ""
        room = frame.label if anchor != "middle" else frame.label * 1.4
        value = _said(net.reached.values[index])
        lines = (str(index + 1),) if frame.numbered else (*wrap(name, room, frame.size), value)
        lead = frame.size * 1.25
        # Labels grow away from the net: upwards above it, downwards below, both ways beside it.
        top = y + frame.size * 0.8 - len(lines) * lead * (1 - down) / 2
        wide = max(text_width(line, frame.size) for line in lines)
        found.append(_Label(lines, x, top, anchor, wide, lead))
    return found


def _roomy(frame: _Frame, net: Net) -> _Frame:
    """The frame itself where all names have room, else with the numbers of the table instead of names."""
    labels = _labels(frame, net)
    crowded = any(one.touches(other) for n, one in enumerate(labels) for other in labels[n + 1 :])
    return replace(frame, numbered=True) if crowded else frame


def _names(canvas: Canvas, frame: _Frame, net: Net) -> None:
    for label in _labels(frame, net):
        for number, line in enumerate(label.lines):
            names = "b" if number == len(label.lines) - 1 else ""
            y = label.top + number * label.lead
            canvas.text(label.x, y, line, names, anchor=label.anchor, size=frame.size)


def _draw(canvas: Canvas, frame: _Frame, line: Line, style: _Style) -> None:
    """The line from known value to known value; what is not known leaves a gap."""
    count = len(line.values)
    points = [None if v is None else _point(frame, i, count, v) for i, v in enumerate(line.values)]
    parts = []
    for index in range(count):
        here, there = points[index], points[(index + 1) % count]
        if here is not None and there is not None:
            parts.append(f"M{num(here[0])} {num(here[1])}L{num(there[0])} {num(there[1])}")
    dashes = f' stroke-dasharray="{style.dashes}"' if style.dashes else ""
    if parts:
        pen = f'stroke="{style.stroke}" stroke-width="{num(style.width)}"{dashes}'
        canvas.marks.append(f'<path d="{"".join(parts)}" fill="none" {pen}/>')
    for point in points:
        if point is not None:
            _mark(canvas, point[0], point[1], style)


def _mark(canvas: Canvas, x: float, y: float, style: _Style) -> None:
    if style.marker == "circle":
        canvas.marks.append(f'<circle cx="{num(x)}" cy="{num(y)}" r="4.5" fill="{style.stroke}"/>')
    elif style.marker == "square":
        box = f'x="{num(x - 3.5)}" y="{num(y - 3.5)}" width="7" height="7"'
        canvas.marks.append(f'<rect {box} fill="{PAPER}" stroke="{style.stroke}" stroke-width="1.5"/>')
    else:
        d = f"M{num(x - 5)} {num(y + 4)}h10l-5 -9z"
        canvas.marks.append(f'<path d="{d}" fill="{PAPER}" stroke="{style.stroke}" stroke-width="1.5"/>')


def _legend(canvas: Canvas, frame: _Frame, net: Net) -> None:
    """One line each, with its dash and marker, and what the named rings are."""
    lead = frame.size * 1.6
    styles = list(reversed(_styles(net)))
    top = frame.height - lead * (len(styles) + 1 + frame.numbered) + frame.size * 0.6
    left = 12.0 if frame is _NARROW else frame.x - 150
    for number, (line, style) in enumerate(styles):
        y = top + number * lead
        dashes = f' stroke-dasharray="{style.dashes}"' if style.dashes else ""
        canvas.marks.append(
            f'<path d="M{num(left)} {num(y - 4)}h44" fill="none" stroke="{style.stroke}" '
            f'stroke-width="{num(style.width)}"{dashes}/>'
        )
        _mark(canvas, left + 22, y - 4, style)
        canvas.text(left + 54, y, line.name, size=frame.size)
    words = said("Lingkar tebal: %(rings)s; tepi luar 100") % {
        "rings": said(" dan ").join(name for _, name in net.rings)
    }
    canvas.text(left, top + len(styles) * lead, words, "q")
    if frame.numbered:
        canvas.text(left, top + (len(styles) + 1) * lead, said("Nomor sumbu: lihat tabel"), "q")


def _said(value: float | None) -> str:
    return said("belum dinilai") if value is None else indonesian(round(value, 6), 1)


def net_of(
    axes: Sequence[str], reached: Sequence[float | None], *, before: Sequence[float | None] = (), target: float = _FULL,
    names: tuple[str, str, str] = ("Capaian", "Target", "Periode lalu"),
) -> Net:  # fmt: skip
    """A net with one target all around; without values of the last period their line is left out."""
    return Net(
        tuple(axes),
        Line(names[0], tuple(reached)),
        Line(names[1], (target,) * len(axes)),
        Line(names[2], tuple(before)) if any(value is not None for value in before) else None,
    )
