"""The pieces of WordprocessingML that the Word renderer is made of, written as text because that is 8 times faster.

Lengths: ``twip`` is 1/20 point (1 mm = 56.7), type sizes are half points. See ECMA-376 part 1, chapter 17.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from xml.sax.saxutils import escape

from lokmin.documents.model import Align, Signature, Signatures, Table, Text, runs
from lokmin.documents.render.plain import clean

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
#: Shapes every Windows and Android font or its fallback has.
SHAPES = {
    "baik": ("●", "0F6B6B", "0B5858"),
    "kurang": ("◆", "E8A317", "774B00"),
    "cukup": ("▲", "E8A317", "774B00"),
    "jelek": ("▼", "B3261E", "A01D16"),
    "belum lapor": ("▨", "4B555B", "4B555B"),
    "tanpa target": ("□", "4B555B", "4B555B"),
}
_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "both"}


class Parts(Protocol):
    """What a text may need from the file it stands in."""

    def note(self, text: str) -> int:
        """Register a footnote; its number."""

    def ink(self, svg: str, height: float) -> str:
        """A drawn signature of so many millimetres as a run."""


#: Height of a signature in a table cell and under a paper, in millimetres.
INK, INK_LARGE = 6.5, 14.0


def twips(millimetres: float) -> int:
    """Millimetres as twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def run_xml(text: str, *, bold: bool = False, italic: bool = False, size: float = 0, colour: str = "") -> str:
    """One run; line ends in the text become line breaks."""
    marks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    marks += f'<w:color w:val="{colour}"/>' if colour else ""
    marks += f'<w:sz w:val="{round(size * 2)}"/>' if size else ""
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    lines = clean(text).split("\n")
    body = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    return f"<w:r>{properties}{body}</w:r>"


def text_xml(text: Text, parts: Parts, *, bold: bool = False, size: float = 0) -> str:
    """Runs with their status shapes and footnote marks."""
    found = []
    for run in runs(text):
        if run.ink:
            found.append(parts.ink(run.ink, INK))
        elif run.status:
            shape, fill, ink = SHAPES.get(run.status, SHAPES["tanpa target"])
            found.append(run_xml(f"{shape}\u00a0", size=size, colour=fill))
            found.append(run_xml(run.text, bold=True, size=size, colour=ink))
        else:
            found.append(run_xml(run.text, bold=bold or run.bold, italic=run.italic, size=size))
        if run.note:
            number = parts.note(run.note)
            found.append(
                f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
            )
    return "".join(found)


def paragraph_xml(
    body: str,
    *,
    style: str = "",
    align: Align = "left",
    indent: float = 0,
    first: float = 0,
    after: float | None = None,
    before: float | None = None,
    keep: bool = False,
    numbering: str = "",
) -> str:
    """One paragraph; lengths in millimetres, space before and after in points."""
    props = f'<w:pStyle w:val="{style}"/>' if style else ""
    props += "<w:keepNext/>" if keep else ""
    props += numbering
    if before is not None or after is not None:
        props += "<w:spacing" + (f' w:before="{round(before * 20)}"' if before is not None else "")
        props += (f' w:after="{round(after * 20)}"' if after is not None else "") + "/>"
    if indent or first:
        props += f'<w:ind w:left="{twips(indent)}"' + (f' w:firstLine="{twips(first)}"' if first else "") + "/>"
    props += f'<w:jc w:val="{_ALIGN[align]}"/>' if align != "left" else ""
    return f"<w:p><w:pPr>{props}</w:pPr>{body}</w:p>"


def cell_xml(body: str, width: float, *, span: int = 1, fill: str = "", borders: str = "", bottom: bool = False) -> str:
    """One table cell around ready paragraphs; ``width`` in millimetres."""
    props = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>'
    props += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    props += borders
    props += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    props += '<w:vAlign w:val="bottom"/>' if bottom else ""
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{body}</w:tc>"


#: Word wants a paragraph between two tables and after the last; this one takes no room.
SPACER = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="40" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)


def _opening(widths: Sequence[float], style: str, look: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def table_xml(table: Table, total: float, file: Parts) -> str:
    """A ruled table whose first row repeats on every page."""
    widths = table.widths(total)
    parts = [_opening(widths, "TabelLokmin", "0020")]
    parts.append("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
    position = 0
    columns = table.columns
    while position < len(columns):
        span = 1
        while position + span < len(columns) and columns[position + span].title is None:
            span += 1
        head = run_xml(columns[position].title or "", bold=True, size=table.size)
        align: Align = "center" if span > 1 else columns[position].align
        body = paragraph_xml(head, style="IsiTabel", align=align, keep=True)
        parts.append(cell_xml(body, sum(widths[position : position + span]), span=span, bottom=True))
        position += span
    parts.append("</w:tr>")
    for row in table.rows:
        props = "" if table.may_break(row) else "<w:cantSplit/>"
        if table.row_height and row.kind != "group":
            props += f'<w:trHeight w:val="{twips(table.row_height)}" w:hRule="atLeast"/>'
        parts.append(f"<w:tr><w:trPr>{props}</w:trPr>" if props else "<w:tr>")
        if row.kind == "group":
            body = text_xml(row.cells[0], file, bold=True, size=table.size)
            paragraph = paragraph_xml(body, style="IsiTabel", keep=True)
            parts.append(cell_xml(paragraph, total, span=len(columns), fill="F2F5F6"))
        else:
            for cell, column, width in zip(row.cells, columns, widths, strict=True):
                body = text_xml(cell, file, bold=row.kind == "total", size=table.size)
                parts.append(cell_xml(paragraph_xml(body, style="IsiTabel", align=column.align), width))
        parts.append("</w:tr>")
    parts.append("</w:tbl>")
    return "".join(parts)


def plain_table_xml(rows: Sequence[Sequence[str]], widths: Sequence[float], *, keep: bool = False) -> str:
    """A table without rules that only sets things side by side; cells are ready paragraphs."""
    parts = [_opening(widths, "TanpaGaris", "0000")]
    for row in rows:
        parts.append("<w:tr><w:trPr><w:cantSplit/></w:trPr>" if keep else "<w:tr>")
        parts += [cell_xml(body, width) for body, width in zip(row, widths, strict=True)]
        parts.append("</w:tr>")
    parts.append("</w:tbl>")
    return "".join(parts)


def signatures_xml(block: Signatures, total: float, file: Parts) -> str:
    """Signatures side by side: the lines above, room for the pen, names on one line."""
    people = list(block.people)
    number = 2 if block.right and len(people) == 1 else min(len(people), 3)
    width = total / number
    parts = []
    for start in range(0, len(people), number):
        group = people[start : start + number]
        tops, names, pens = [], [], []
        for person in group:
            lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(clean(line))}</w:t>' for line in person.above)
            tops.append(paragraph_xml(f"<w:r>{lines}</w:r>", after=0, keep=True))
            below = "".join(f'<w:br/><w:t xml:space="preserve">{escape(clean(line))}</w:t>' for line in person.below)
            names.append(paragraph_xml(run_xml(person.name, bold=True) + f"<w:r>{below}</w:r>", after=0))
            pens.append(_pen(person, file))
        empty = paragraph_xml("", after=0, keep=True)
        lead = [empty] if block.right and len(people) == 1 else []
        fill = [empty] * (number - len(group) - len(lead))
        gap = [paragraph_xml("", before=42, after=0, keep=True)] * (number - len(group))
        rows = ([*lead, *tops, *fill], [*gap[: len(lead)], *pens, *gap[len(lead) :]], [*lead, *names, *fill])
        parts.append(plain_table_xml(rows, [width] * number, keep=True))
    return paragraph_xml("", after=6, keep=True) + "".join(parts)


def _pen(person: Signature, file: Parts) -> str:
    """Where the pen goes: room for it, or what was signed in the room."""
    if person.ink:
        return paragraph_xml(file.ink(person.ink, INK_LARGE), after=2, keep=True)
    if person.mark:
        return paragraph_xml(run_xml(person.mark, size=8.5), before=14, after=14, keep=True)
    return paragraph_xml("", before=42, after=0, keep=True)
