"""A deck of wide slides: title as a sentence, footer with a page number, nothing smaller than a hall can read."""

from __future__ import annotations

import datetime as dt
import functools
import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Emu

from lokmin.documents.render.archive import fixed_zip
from lokmin.documents.render.slidexml import (
    QUIET,
    SERIF,
    Box,
    SlideColumn,
    emu,
    line,
    paragraph,
    run,
    table,
    text_box,
)  # fmt: skip

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.6
INNER = WIDTH - 2 * MARGIN
#: Nothing on a slide is smaller than this, in points.
SMALLEST = 18.0
TOP, FOOT = 1.75, 6.95


@functools.cache
def _blank() -> bytes:
    """python-pptx's empty deck made wide, once."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(emu(WIDTH)), Emu(emu(HEIGHT))
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


class Deck:
    """Slides are added one after another; ``foot`` stands on every one."""

    def __init__(self, foot: str) -> None:
        self.foot = foot
        self.file = Presentation(io.BytesIO(_blank()))
        self.layout = self.file.slide_layouts[5]
        self.shapes: Any = None
        self.ident = 100
        self.number = 0

    def finished(self, title: str, made_at: dt.datetime) -> bytes:
        """The deck as .pptx bytes, equal for equal input."""
        props = self.file.core_properties
        when = made_at.astimezone(dt.UTC) if made_at.tzinfo else made_at
        props.created = props.modified = when.replace(tzinfo=None, microsecond=0)
        props.title, props.author, props.last_modified_by = title, "Lokmin", "Lokmin"
        props.language, props.revision = "id-ID", 1
        out = io.BytesIO()
        self.file.save(out)
        return fixed_zip(out.getvalue())

    def add(self, xml: str) -> None:
        self.shapes._spTree.append(parse_xml(xml))  # noqa: SLF001 - shapes are written whole, 10 times faster

    def next_id(self) -> int:
        self.ident += 1
        return self.ident

    def slide(self, title: str, under: str = "", *, size: float = 0) -> None:
        """A new slide with its sentence as title and the footer."""
        made = self.file.slides.add_slide(self.layout)
        tree = made.shapes._spTree  # noqa: SLF001 - the empty placeholder gives way to our own title
        for shape in list(made.placeholders):
            tree.remove(shape._element)  # noqa: SLF001
        self.shapes = made.shapes
        self.number += 1
        self.ident = 100
        # One line where a second would touch what stands under it: about 0.55 em a letter.
        one_line = INNER * 72 / (0.55 * max(len(title), 1))
        size = size or (
            min(max(one_line, 24), 32) if under else 32 if len(title) <= 60 else 28 if len(title) <= 110 else 24
        )
        self.add(
            text_box(
                self.next_id(), "Judul", Box(MARGIN, 0.38, INNER, 0.85 if under else 1.05),
                paragraph(run(title, size, bold=True, font=SERIF)), anchor="t" if under else "ctr", title=True,
            )
        )  # fmt: skip
        if under:
            self.text("Keterangan", Box(MARGIN, 1.28, INNER, 0.36), run(under, SMALLEST, colour=QUIET))
        self.add(line(self.next_id(), "Garis", MARGIN, FOOT, WIDTH - MARGIN, FOOT, points=1.5))
        self.text("Kaki", Box(MARGIN, FOOT + 0.08, INNER - 1.5, 0.32), run(self.foot, SMALLEST))
        number = paragraph(run(str(self.number), SMALLEST), align="r")
        self.add(text_box(self.next_id(), "Nomor", Box(WIDTH - MARGIN - 1.4, FOOT + 0.08, 1.4, 0.32), number))

    def text(self, name: str, box: Box, runs: str, *, anchor: str = "t", align: str = "l") -> None:
        self.add(text_box(self.next_id(), name, box, paragraph(runs, align=align), anchor=anchor))

    def table(
        self, name: str, columns: Sequence[SlideColumn], rows: Sequence[Sequence[str]], *, size: float = SMALLEST,
        top: float = TOP, height: float | None = None, left: float = MARGIN,
    ) -> None:  # fmt: skip
        room = FOOT - 0.1 - top
        head = 0.44
        row_height = min(height or 0.62, (room - head) / max(len(rows), 1))
        box = Box(left, top, sum(c.width for c in columns), head + row_height * len(rows))
        self.add(table(self.next_id(), name, box, columns, rows, size=size, row_height=row_height, head=head))
