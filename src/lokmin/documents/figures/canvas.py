"""A tiny SVG canvas with two dresses: CSS classes of the web stylesheet on screen, inline colours on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from lokmin.core.pws.rows import Status

Dress = Literal["screen", "paper"]

INK, QUIET, GREY, PAPER = "#12171a", "#4b555b", "#5d686e", "#fff"
FILL = {
    Status.BAIK: "#0f6b6b",
    Status.KURANG: "#e8a317",
    Status.CUKUP: "#e8a317",
    Status.JELEK: "#b3261e",
    Status.NO_TARGET: "#8a959b",
    Status.NONE: "#5d686e",
}
WORD = {
    Status.BAIK: "#0b5858",
    Status.KURANG: "#774b00",
    Status.CUKUP: "#774b00",
    Status.JELEK: "#a01d16",
    Status.NO_TARGET: QUIET,
    Status.NONE: INK,
}
EDGE = {**FILL, Status.KURANG: "#a86f00", Status.CUKUP: "#a86f00"}
#: The family list of the stylesheet, for figures that stand alone.
FONT = "Segoe UI, Roboto, Noto Sans, Liberation Sans, Arial, DejaVu Sans, sans-serif"

_INLINE = {
    "b": 'font-weight="700"',
    "q": f'fill="{QUIET}" font-size="13"',
    "small": 'font-size="12"',
    "axis": f'stroke="{INK}"',
    "grid": 'stroke="#c5cdd1"',
    "goal": f'stroke="{INK}" stroke-width="2" fill="none"',
    "path": f'fill="none" stroke="{INK}" stroke-width="2"',
    "aim": f'fill="none" stroke="{GREY}" stroke-dasharray="3 3"',
    "mass": f'fill="{GREY}"',
    "ink": f'fill="{INK}"',
    "node": f'fill="{PAPER}" stroke="{GREY}"',
    "rootnode": f'fill="{PAPER}" stroke="{INK}" stroke-width="3"',
    "headnode": f'fill="{INK}"',
    "labelnode": f'fill="{PAPER}" stroke="{INK}" stroke-width="1.5"',
    "onhead": f'fill="{PAPER}" font-weight="700"',
    "spine": f'fill="none" stroke="{INK}" stroke-width="4"',
    "bone": f'fill="none" stroke="{INK}" stroke-width="2"',
    "twig": f'fill="none" stroke="{GREY}" stroke-width="1.5"',
    **{f"f-{status.value}": f'fill="{FILL[status]}"' for status in FILL},
    **{f"t-{status.value}": f'fill="{WORD[status]}"' for status in WORD},
    **{f"o-{status.value}": f'stroke="{EDGE[status]}"' for status in EDGE},
}
_IN_CSS = {Status.BAIK, Status.KURANG, Status.CUKUP, Status.JELEK}


def num(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


@dataclass
class Canvas:
    """Collects marks and writes one SVG.

    Args:
        ident: makes ids unique where several figures share a page.
    """

    width: float
    height: float
    title: str
    description: str
    dress: Dress
    ident: str
    css: str = ""
    marks: list[str] = field(default_factory=list)

    def _dress(self, names: str) -> str:
        """The attributes of some classes: the classes themselves, or what they look like."""
        if not names:
            return ""
        if self.dress == "screen":
            return f' class="{names}"'
        return "".join(" " + _INLINE[name] for name in names.split() if name in _INLINE)

    def text(self, x: float, y: float, words: str, names: str = "", *, anchor: str = "", size: float = 0) -> None:
        """A line of text; ``anchor`` is ``end`` or ``middle``. A class ``halo`` keeps it legible over lines."""
        where = f'x="{num(x)}" y="{num(y)}"' + (f' text-anchor="{anchor}"' if anchor else "")
        where += f' font-size="{num(size)}"' if size and self.dress == "paper" else ""
        where += f' style="font-size:{num(size)}px"' if size and self.dress == "screen" else ""
        if "halo" in names and self.dress == "paper":
            plain = self._dress(names.replace("halo", "").strip())
            self.marks.append(
                f'<text {where}{plain} stroke="{PAPER}" stroke-width="5" stroke-linejoin="round">{escape(words)}</text>'
            )
            self.marks.append(f"<text {where}{plain}>{escape(words)}</text>")
            return
        self.marks.append(f"<text {where}{self._dress(names)}>{escape(words)}</text>")

    def path(self, d: str, names: str) -> None:
        self.marks.append(f'<path d="{d}"{self._dress(names)}/>')

    def line(self, x1: float, y1: float, x2: float, y2: float, names: str) -> None:
        self.path(f"M{num(x1)} {num(y1)}L{num(x2)} {num(y2)}", names)

    def solid(self, x: float, y: float, width: float, height: float, status: Status) -> None:
        """A filled bar in the colour of a status (amber always with its edge)."""
        box = f'x="{num(x)}" y="{num(y)}" width="{num(width)}" height="{num(height)}"'
        if status in _IN_CSS and self.dress == "screen":
            self.marks.append(f'<rect class="f-{status.value}" {box}/>')
            return
        edge = f' stroke="{EDGE[status]}"' if status in (Status.KURANG, Status.CUKUP) else ""
        self.marks.append(f'<rect {box} fill="{FILL[status]}"{edge}/>')

    def outlined(self, x: float, y: float, width: float, height: float, status: Status) -> None:
        """An open bar whose edge has the colour of a status."""
        inner = f'x="{num(x + 1)}" y="{num(y + 1)}" width="{num(max(width - 1, 0))}" height="{num(height - 2)}"'
        edge = (
            f'class="o-{status.value}"' if status in _IN_CSS and self.dress == "screen" else f'stroke="{EDGE[status]}"'
        )
        self.marks.append(f'<rect {inner} fill="{PAPER}" stroke-width="2" {edge}/>')

    def hatched(self, x: float, y: float, width: float, height: float) -> None:
        """No data, or incomplete: hatching, never a colour."""
        box = f'x="{num(x)}" y="{num(y)}" width="{num(width)}" height="{num(height)}"'
        self.marks.append(f'<rect {box} fill="url(#{self.hatching})" stroke="{GREY}"/>')

    @property
    def hatching(self) -> str:
        return f"{self.ident}-arsir"

    def shape(self, x: float, y: float, status: Status, radius: float = 5) -> None:
        """The shape of a status, centred: circle, diamond, triangle up, triangle down, hatched or empty square."""
        r = radius
        fill = self._dress(f"f-{status.value}") if status in _IN_CSS else ""
        match status:
            case Status.BAIK:
                self.marks.append(f'<circle{fill} cx="{num(x)}" cy="{num(y)}" r="{num(r)}"/>')
            case Status.KURANG:
                q = num(r * 1.2)
                self.marks.append(f'<path{fill} d="M{num(x)} {num(y - r * 1.2)}l{q} {q}-{q} {q}-{q}-{q}z"/>')
            case Status.CUKUP:
                d = f"M{num(x - r)} {num(y + r)}h{num(2 * r)}l-{num(r)}-{num(2 * r)}z"
                self.marks.append(f'<path{fill} d="{d}"/>')
            case Status.JELEK:
                d = f"M{num(x - r)} {num(y - r)}h{num(2 * r)}l-{num(r)} {num(2 * r)}z"
                self.marks.append(f'<path{fill} d="{d}"/>')
            case Status.NONE:
                self.hatched(x - r, y - r, 2 * r, 2 * r)
            case Status.NO_TARGET:
                box = f'x="{num(x - r)}" y="{num(y - r)}" width="{num(2 * r)}" height="{num(2 * r)}"'
                self.marks.append(f'<rect {box} fill="none" stroke="{GREY}"/>')

    def svg(self) -> str:
        """The finished figure with its title and description for those who do not see it."""
        title, description = f"{self.ident}-judul", f"{self.ident}-uraian"
        size = f'viewBox="0 0 {num(self.width)} {num(self.height)}"'
        if self.dress == "screen":
            names = " ".join(name for name in ("fig", self.css) if name)
            opening = f'<svg class="{names}" {size} role="img" aria-labelledby="{title} {description}">'
        else:
            opening = (
                f'<svg xmlns="http://www.w3.org/2000/svg" {size} width="{num(self.width)}" height="{num(self.height)}" '
                f'role="img" font-family={quoteattr(FONT)} font-size="14" fill="{INK}">'
            )
        hatching = (
            f'<defs><pattern id="{self.hatching}" width="5" height="5" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><path d="M0 0v5" stroke="{GREY}" stroke-width="1.5"/></pattern></defs>'
        )
        body = "".join(self.marks)
        used = hatching if f"url(#{self.hatching})" in body else ""
        words = f'<title id="{title}">{escape(self.title)}</title>'
        words += f'<desc id="{description}">{escape(self.description)}</desc>'
        return f"{opening}{words}{used}{body}</svg>"
