"""A drawing of boxes and lines, laid out once; written as SVG here and as native shapes on slides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from lokmin.documents.figures.canvas import Canvas, Dress, num
from lokmin.documents.figures.letters import text_width, wrap

#: What a box says by its looks: ``root`` has a thick edge and its word, ``head`` is the problem, white on ink.
Kind = Literal["box", "root", "head", "label", "text", "bold", "quiet"]
#: Air at the edges of a drawing: half of the thickest line must fit.
EDGE = 2.0
#: Texts without an edge.
BARE = frozenset({"text", "bold", "quiet"})
Line = Literal["spine", "bone", "twig"]
Fill = Literal["full", "rest", "hatched"]

_CLASS = {"box": "node", "root": "rootnode", "head": "headnode", "label": "labelnode"}
_LETTERS = {"head": "onhead", "label": "b", "bold": "b", "quiet": "q"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What a drawing is made for: its width and the size of its letters, in units of the drawing."""

    width: float
    size: float = 14.0
    narrow: bool = False

    @property
    def lead(self) -> float:
        """From one line to the next."""
        return self.size * 1.3

    @property
    def tight(self) -> bool:
        """Is there little room beside the letters, as on a slide?"""
        return self.width < 60 * self.size

    @property
    def pad(self) -> float:
        return self.size * 0.5


#: For a page of 1280, for a landscape paper, and for a phone; a slide is smaller in units, so its letters are larger.
WIDE, NARROW, SLIDE = Frame(1180), Frame(328, 16, narrow=True), Frame(679)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with its lines of text; the first ``strong`` lines are bold.

    ``text`` and ``lead`` are the same words unbroken, for a slide on which they can be edited.
    """

    x: float
    y: float
    w: float
    h: float
    lines: tuple[str, ...]
    kind: Kind = "box"
    size: float = 14.0
    strong: int = 0
    text: str = ""
    lead: str = ""

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def middle(self) -> float:
        return self.x + self.w / 2

    @property
    def pad(self) -> float:
        """Between edge and letters; bare texts need none."""
        return 0.0 if self.kind in BARE else self.size * 0.5


@dataclass(frozen=True, slots=True)
class Link:
    """A line through some points; ``arrow`` puts a head at its last point."""

    points: tuple[tuple[float, float], ...]
    kind: Line = "twig"
    arrow: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A level: ``full`` what is reached, ``rest`` the frame of all, ``hatched`` where no number is known."""

    x: float
    y: float
    w: float
    h: float
    fill: Fill


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished drawing. ``description`` says in words all that it shows."""

    width: float
    height: float
    title: str
    description: str
    boxes: tuple[Box, ...]
    links: tuple[Link, ...] = ()
    bars: tuple[Bar, ...] = ()

    def svg(self, *, dress: Dress = "screen", ident: str = "gambar", css: str = "") -> str:
        """The drawing as one SVG, in the classes of the page or the inline colours of paper."""
        names = css if dress == "screen" else ""
        canvas = Canvas(self.width, self.height, self.title, self.description, dress, ident, names)
        for bar in self.bars:
            _draw_bar(canvas, bar)
        for link in self.links:
            _draw_link(canvas, link)
        for box in self.boxes:
            _draw_box(canvas, box)
        return canvas.svg()


@dataclass
class Sheet:
    """Collects the marks of a drawing while it is laid out."""

    frame: Frame
    boxes: list[Box] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)

    def box(self, text: str, x: float, y: float, w: float, kind: Kind = "box", lead: str = "") -> Box:
        """A box just high enough for its words; ``lead`` stands bold above them."""
        made = fitted(self.frame, text, x, y, w, kind, lead)
        self.boxes.append(made)
        return made

    def link(self, *points: tuple[float, float], kind: Line = "twig", arrow: bool = False) -> None:
        self.links.append(Link(points, kind, arrow))

    @property
    def room(self) -> float:
        """Width inside the edges."""
        return self.frame.width - 2 * EDGE

    def finished(self, title: str, description: str, *, height: float = 0) -> Picture:
        """The picture, with air around everything drawn."""
        bottoms = [box.bottom for box in self.boxes] + [bar.y + bar.h for bar in self.bars]
        high = max([height, *bottoms], default=0.0) + EDGE
        wide = max([self.frame.width, *(box.right + EDGE for box in self.boxes)])
        return Picture(wide, high, title, description, tuple(self.boxes), tuple(self.links), tuple(self.bars))


def fitted(frame: Frame, text: str, x: float, y: float, w: float, kind: Kind = "box", lead: str = "") -> Box:
    """A box of a given width, as high as its words need."""
    empty = Box(x, y, w, 0, (), kind, frame.size, text=text, lead=lead)
    room = w - 2 * empty.pad
    strong = wrap(lead, room, frame.size)
    lines = (*strong, *wrap(text, room, frame.size)) or ("",)
    inside = 0.0 if kind in BARE else frame.size * 0.8
    return replace(empty, h=len(lines) * frame.lead + inside, lines=lines, strong=len(strong))


def natural(frame: Frame, text: str, kind: Kind, most: float) -> float:
    """The width a text wants in one line, at most ``most``."""
    return min(text_width(text, frame.size) + 2 * Box(0, 0, 0, 0, (), kind, frame.size).pad + 1, most)


def flipped(boxes: Iterable[Box], links: Iterable[Link], height: float) -> tuple[list[Box], list[Link]]:
    """The same marks upside down within a height: what hangs below a box now stands on it."""
    turned = [replace(box, y=height - box.bottom) for box in boxes]
    return turned, [replace(link, points=tuple((x, height - y) for x, y in link.points)) for link in links]


def moved(boxes: Iterable[Box], links: Iterable[Link], down: float) -> tuple[list[Box], list[Link]]:
    """The same marks further down."""
    lower = [replace(box, y=box.y + down) for box in boxes]
    return lower, [replace(link, points=tuple((x, y + down) for x, y in link.points)) for link in links]


def _rect(x: float, y: float, w: float, h: float) -> str:
    return f"M{num(x)} {num(y)}h{num(w)}v{num(h)}h-{num(w)}z"


def _draw_box(canvas: Canvas, box: Box) -> None:
    if box.kind not in BARE:
        canvas.path(_rect(box.x, box.y, box.w, box.h), _CLASS[box.kind])
    top = box.y + (0.0 if box.kind in BARE else box.size * 0.4)
    plain = _LETTERS.get(box.kind, "")
    for number, line in enumerate(box.lines):
        names = "b" if number < box.strong and not plain else plain
        canvas.text(box.x + box.pad, top + number * box.size * 1.3 + box.size, line, names, size=_own(canvas, box))


def _own(canvas: Canvas, box: Box) -> float:
    """The letters' size where it is not what the class or the figure says; the page's stylesheet enlarges phones'."""
    return box.size if canvas.dress == "paper" and box.size != 14 else 0.0


def _draw_link(canvas: Canvas, link: Link) -> None:
    (x, y), *rest = link.points
    canvas.path(f"M{num(x)} {num(y)}" + "".join(f"L{num(a)} {num(b)}" for a, b in rest), link.kind)
    if not link.arrow:
        return
    (x1, y1), (x2, y2) = link.points[-2:]
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5 or 1.0
    dx, dy = (x2 - x1) / length * 7, (y2 - y1) / length * 7
    left, right = (x2 - dx - dy / 2, y2 - dy + dx / 2), (x2 - dx + dy / 2, y2 - dy - dx / 2)
    canvas.path(f"M{num(x2)} {num(y2)}L{num(left[0])} {num(left[1])}L{num(right[0])} {num(right[1])}z", "ink")


def _draw_bar(canvas: Canvas, bar: Bar) -> None:
    if bar.fill == "hatched":
        canvas.hatched(bar.x, bar.y, bar.w, bar.h)
    else:
        canvas.path(_rect(bar.x, bar.y, bar.w, bar.h), "mass" if bar.fill == "full" else "node")
