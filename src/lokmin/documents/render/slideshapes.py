"""A drawing of boxes and lines as native shapes of a slide: text can be edited, boxes moved, one group each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from xml.sax.saxutils import quoteattr

from lokmin.documents.figures.picture import BARE, Bar, Link, Picture
from lokmin.documents.figures.picture import Box as Drawn
from lokmin.documents.render.plain import clean
from lokmin.documents.render.slidedeck import Deck
from lokmin.documents.render.slidexml import INK, NS, QUIET, Box, emu, paragraph, run

_WHITE, _GREY = "FFFFFF", "5D686E"
#: Kind of box -> its ground, its edge in points (0 none) and the colour of the edge.
_DRESS = {
    "box": (_WHITE, 0.75, _GREY),
    "root": (_WHITE, 3.0, INK),
    "head": (INK, 0.0, INK),
    "label": (_WHITE, 1.5, INK),
}
_LINES = {"spine": (4.5, INK), "bone": (2.25, INK), "twig": (1.5, _GREY)}


def draw(deck: Deck, picture: Picture, left: float, top: float, scale: float, points: float) -> None:
    """Put a picture on the present slide.

    ``left`` and ``top`` in inches, ``scale`` inches for a unit of the drawing, ``points`` the size of its letters.
    """
    ident = deck.next_id()
    at = Box(left, top, picture.width * scale, picture.height * scale)
    inside = "".join(_shapes(deck, picture, left, top, scale, points))
    child = at.xml.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    words = f"name={quoteattr(clean(picture.title))} descr={quoteattr(clean(picture.description))}"
    deck.add(
        f'<p:grpSp {NS}><p:nvGrpSpPr><p:cNvPr id="{ident}" {words}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr><a:xfrm>{at.xml}{child}</a:xfrm></p:grpSpPr>{inside}</p:grpSp>"
    )


def _shapes(deck: Deck, picture: Picture, left: float, top: float, scale: float, points: float) -> Iterator[str]:
    def moved(x: float, y: float) -> tuple[float, float]:
        return left + x * scale, top + y * scale

    for bar in picture.bars:
        yield _bar(deck.next_id(), bar, Box(*moved(bar.x, bar.y), bar.w * scale, bar.h * scale))
    for link in picture.links:
        yield from _lines(deck, link, [moved(x, y) for x, y in link.points])
    for box in picture.boxes:
        place = Box(*moved(box.x, box.y), box.w * scale, box.h * scale)
        yield _box(deck.next_id(), box, place, box.pad * scale, points)


def _box(ident: int, box: Drawn, place: Box, pad: float, points: float) -> str:
    ground, edge, colour = _DRESS.get(box.kind, ("", 0.0, INK))
    ink = _WHITE if box.kind == "head" else QUIET if box.kind == "quiet" else INK
    strong = box.kind in ("head", "label", "bold")
    texts = [(box.lead, True), (box.text, strong)]
    body = "".join(paragraph(run(text, points, bold=bold, colour=ink)) for text, bold in texts if text)
    fill = f'<a:solidFill><a:srgbClr val="{ground}"/></a:solidFill>' if ground else "<a:noFill/>"
    pads = (0.0, 0.0) if box.kind in BARE else (pad, pad * 0.8)
    inset = "".join(f' {side}Ins="{emu(size)}"' for side, size in zip("ltrb", (*pads, *pads), strict=True))
    return (
        f'<p:sp {NS}><p:nvSpPr><p:cNvPr id="{ident}" name={quoteattr(clean(box.text or box.lead)[:60] or "Kotak")}/>'
        f'<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>{place.xml}</a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom>{fill}{_edge(edge, colour)}</p:spPr>"
        f'<p:txBody><a:bodyPr wrap="square"{inset} anchor="t"><a:normAutofit/></a:bodyPr><a:lstStyle/>'
        f"{body or paragraph('')}</p:txBody></p:sp>"
    )


def _bar(ident: int, bar: Bar, place: Box) -> str:
    fill = {
        "full": f'<a:solidFill><a:srgbClr val="{_GREY}"/></a:solidFill>',
        "rest": f'<a:solidFill><a:srgbClr val="{_WHITE}"/></a:solidFill>',
        "hatched": f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{_GREY}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{_WHITE}"/></a:bgClr></a:pattFill>',
    }[bar.fill]
    return (
        f'<p:sp {NS}><p:nvSpPr><p:cNvPr id="{ident}" name="Tingkat"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'<a:xfrm>{place.xml}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}{_edge(0.75, _GREY)}'
        f"</p:spPr></p:sp>"
    )


def _lines(deck: Deck, link: Link, points: list[tuple[float, float]]) -> Iterator[str]:
    """One connector for each stretch; the last one carries the arrow."""
    width, colour = _LINES[link.kind]
    last = len(points) - 2
    for at, (start, end) in enumerate(pairwise(points)):
        head = '<a:tailEnd type="triangle"/>' if link.arrow and at == last else ""
        turned = ' flipH="1"' if end[0] < start[0] else ""
        turned += ' flipV="1"' if end[1] < start[1] else ""
        place = Box(min(start[0], end[0]), min(start[1], end[1]), abs(end[0] - start[0]), abs(end[1] - start[1]))
        yield (
            f'<p:cxnSp {NS}><p:nvCxnSpPr><p:cNvPr id="{deck.next_id()}" name="Garis"/><p:cNvCxnSpPr/><p:nvPr/>'
            f"</p:nvCxnSpPr><p:spPr><a:xfrm{turned}>{place.xml}</a:xfrm>"
            f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{_edge(width, colour, head)}</p:spPr></p:cxnSp>'
        )


def _edge(points: float, colour: str, head: str = "") -> str:
    if not points:
        return "<a:ln><a:noFill/></a:ln>"
    return f'<a:ln w="{round(points * 12700)}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>{head}</a:ln>'
