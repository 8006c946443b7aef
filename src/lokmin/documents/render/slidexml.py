"""The pieces of PresentationML a slide is made of, written as text: text boxes, tables, lines.

Lengths are EMU (1 inch = 914,400), type sizes hundredths of a point. See ECMA-376 part 1, chapters 19 to 21.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from lokmin.documents.render.plain import clean
from lokmin.documents.render.wordxml import SHAPES

NS = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
EMU = 914_400
SANS, SERIF = "Arial", "Cambria"
INK, QUIET, RULE = "12171A", "3A4449", "C5CDD1"


def emu(inches: float) -> int:
    """Inches as English Metric Units."""
    return round(inches * EMU)


@dataclass(frozen=True)
class Box:
    """A rectangle on the slide in inches."""

    x: float
    y: float
    w: float
    h: float

    @property
    def xml(self) -> str:
        return f'<a:off x="{emu(self.x)}" y="{emu(self.y)}"/><a:ext cx="{emu(self.w)}" cy="{emu(self.h)}"/>'


def run(text: str, size: float, *, bold: bool = False, colour: str = INK, font: str = SANS) -> str:
    """One run of text; ``size`` in points."""
    return (
        f'<a:r><a:rPr lang="id-ID" sz="{round(size * 100)}" b="{int(bold)}" dirty="0">'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:latin typeface="{font}"/><a:cs typeface="{font}"/>'
        f"</a:rPr><a:t>{escape(clean(text))}</a:t></a:r>"
    )


def status_runs(status: str, size: float, word: str = "") -> str:
    """The shape and the word of a status in their colours."""
    if status not in SHAPES:
        return run(word or status or "–", size)
    shape, fill, ink = SHAPES[status]
    return run(f"{shape}\u00a0", size, colour=fill) + run(word or status, size, bold=True, colour=ink)


def paragraph(body: str, *, align: str = "l", after: float = 0) -> str:
    """A paragraph of ready runs; ``after`` in points."""
    return (
        f'<a:p><a:pPr algn="{align}"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft>'
        f'<a:spcPts val="{round(after * 100)}"/></a:spcAft><a:buNone/></a:pPr>{body}</a:p>'
    )


def text_box(ident: int, name: str, box: Box, paragraphs: str, *, anchor: str = "t", title: bool = False) -> str:
    """A text box without frame; ``title`` makes it the title of the slide (outline, screen readers)."""
    locks = '<p:ph type="title"/>' if title else ""
    kind = "" if title else ' txBox="1"'
    return (
        f'<p:sp {NS}><p:nvSpPr><p:cNvPr id="{ident}" name={quoteattr(name)}/><p:cNvSpPr{kind}/><p:nvPr>{locks}</p:nvPr>'
        f'</p:nvSpPr><p:spPr><a:xfrm>{box.xml}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        f'</p:spPr><p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        "<a:normAutofit/></a:bodyPr>"
        f"<a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def line(
    ident: int, name: str, x1: float, y1: float, x2: float, y2: float, *, points: float = 1, colour: str = INK
) -> str:
    """A straight line in inches."""
    box = Box(x1, y1, x2 - x1, y2 - y1)
    return (
        f'<p:cxnSp {NS}><p:nvCxnSpPr><p:cNvPr id="{ident}" name={quoteattr(name)}/><p:cNvCxnSpPr/><p:nvPr/>'
        "</p:nvCxnSpPr>"
        f'<p:spPr><a:xfrm>{box.xml}</a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{round(points * 12700)}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln></p:spPr>'
        "</p:cxnSp>"
    )


@dataclass(frozen=True)
class SlideColumn:
    """A column of a slide table: title, width in inches, ``l`` or ``r``."""

    title: str
    width: float
    align: str = "l"


def _edge(tag: str, points: float, colour: str) -> str:
    if not points:
        return f'<a:{tag} w="0"><a:noFill/></a:{tag}>'
    return f'<a:{tag} w="{round(points * 12700)}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:{tag}>'


def _cell(body: str, align: str, *, top: float, bottom: float, colour: str, pad: float) -> str:
    edges = "".join((_edge("lnL", 0, ""), _edge("lnR", 0, ""), _edge("lnT", top, INK), _edge("lnB", bottom, colour)))
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph(body, align=align)}</a:txBody>"
        f'<a:tcPr marL="0" marR="{emu(pad)}" marT="0" marB="0" anchor="ctr">{edges}<a:noFill/></a:tcPr></a:tc>'
    )


def table(
    ident: int, name: str, at: Box, columns: Sequence[SlideColumn], rows: Sequence[Sequence[str]], *, size: float,
    row_height: float, head: float, ruled: bool = True,
) -> str:  # fmt: skip
    """A table with rules instead of boxes; cells are ready runs, heights in inches (``head`` 0: no heading)."""
    grid = "".join(f'<a:gridCol w="{emu(column.width)}"/>' for column in columns)
    body = []
    if head:
        cells = "".join(
            _cell(run(c.title, size, bold=True), c.align, top=0, bottom=1.5, colour=INK, pad=0.12) for c in columns
        )
        body.append(f'<a:tr h="{emu(head)}">{cells}</a:tr>')
    for row in rows:
        cells = "".join(
            _cell(cell, c.align, top=0, bottom=0.75 if ruled else 0, colour=RULE, pad=0.12)
            for cell, c in zip(row, columns, strict=True)
        )
        body.append(f'<a:tr h="{emu(row_height)}">{cells}</a:tr>')
    return (
        f'<p:graphicFrame {NS}><p:nvGraphicFramePr><p:cNvPr id="{ident}" name={quoteattr(name)}/><p:cNvGraphicFramePr>'
        f'<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'<p:xfrm>{at.xml}</p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="{int(bool(head))}"/><a:tblGrid>{grid}</a:tblGrid>{"".join(body)}</a:tbl>'
        f"</a:graphicData></a:graphic></p:graphicFrame>"
    )
