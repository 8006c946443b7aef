"""The one document model: what stands on a paper, free of how Word, typst or a phone writes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

_LONG_CELL = 900

Align = Literal["left", "center", "right", "justify"]


class Paper(StrEnum):
    """Paper in use in Indonesian offices; F4 (folio) is 21.5 x 33 cm."""

    A4 = "A4"
    F4 = "F4"
    A5 = "A5"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in millimetres, upright."""
        return {Paper.A4: (210.0, 297.0), Paper.F4: (215.0, 330.0), Paper.A5: (148.0, 210.0)}[self]


@dataclass(frozen=True, slots=True)
class Margins:
    """Margins in millimetres; the left one is wider because papers are filed in a binder."""

    top: float = 16.0
    right: float = 18.0
    bottom: float = 18.0
    left: float = 22.0


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one dress.

    Attributes:
        note: a footnote set behind the text (the workbook and cell a figure comes from).
        status: a PWS status word; the renderer sets its shape and colour before the text.
        ink: a drawn signature as SVG text, set in the line; such a run has no text.
    """

    text: str
    bold: bool = False
    italic: bool = False
    note: str = ""
    status: str = ""
    ink: str = ""


Text = str | tuple[Run, ...]


def runs(text: Text) -> tuple[Run, ...]:
    """Any text as a tuple of runs."""
    return (Run(text),) if isinstance(text, str) else text


def plain(text: Text) -> str:
    """Any text without its dress and notes."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the paper, centred, with the number line under it."""

    text: str
    under: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (chapter), 2 (section) or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``indent`` is the left indent and ``first`` the one of the first line, in millimetres."""

    text: Text
    align: Align = "left"
    indent: float = 0.0
    first: float = 0.0
    small: bool = False
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value pairs: ``Hari, tanggal : Selasa, 5 Mei 2026``."""

    rows: tuple[tuple[str, Text], ...]
    label_width: float = 38.0
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Items:
    """A list; numbered when ``ordered``."""

    items: tuple[Text, ...]
    ordered: bool = False
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence tied to a frozen figure, with its source."""

    text: Text
    source: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: fixed ``width`` in millimetres, or a ``share`` of what the fixed ones leave.

    A column whose ``title`` is None shares the heading of the one before it.
    """

    title: str | None
    width: float = 0.0
    share: float = 1.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A table row. ``group`` rows have one cell across all columns, ``total`` rows are bold."""

    cells: tuple[Text, ...]
    kind: Literal["body", "group", "total"] = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table whose heading repeats on every page and whose rows do not break unless they must.

    Attributes:
        size: type size in points.
        row_height: least height of a body row in millimetres (signature lists).
        breakable: may a long row run over a page end (minutes); short rows never do.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    size: float = 9.0
    caption: str = ""
    row_height: float = 0.0
    breakable: bool = False

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, start=1):
            wanted = 1 if row.kind == "group" else len(self.columns)
            if len(row.cells) != wanted:
                raise ValueError(f"baris {number} punya {len(row.cells)} sel, tabelnya {len(self.columns)} kolom")

    def may_break(self, row: Row) -> bool:
        """A row that could be higher than half a page may break; others stay whole."""
        return self.breakable and row.kind == "body" and any(len(plain(cell)) > _LONG_CELL for cell in row.cells)

    def widths(self, total: float) -> tuple[float, ...]:
        """Column widths in millimetres that fill ``total``."""
        fixed = sum(column.width for column in self.columns)
        shares = sum(column.share for column in self.columns if not column.width)
        scale = 1.0 if shares else total / fixed
        left = max(total - fixed, 0.0)
        return tuple(column.width * scale if column.width else left * column.share / shares for column in self.columns)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: self-contained SVG text, or PNG/JPEG bytes; ``alt`` says in words what it shows."""

    alt: str
    svg: str = ""
    image: bytes = b""
    width: float = 0.0
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Gallery:
    """Pictures side by side (photos of the meeting)."""

    figures: tuple[Figure, ...]
    columns: int = 2


@dataclass(frozen=True, slots=True)
class Signature:
    """One who signs: lines above (place and date, function), then name, rank and NIP as they are printed.

    Attributes:
        ink: a drawn signature as SVG text, set where the pen would be.
        mark: what stands there when it was signed otherwise (``ditandatangani dengan PIN 09.12``).
    """

    above: tuple[str, ...]
    name: str
    below: tuple[str, ...] = ()
    ink: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signatures side by side; ``right`` puts a single one on the right half, as letters do."""

    people: tuple[Signature, ...]
    right: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height in millimetres."""

    height: float = 4.0


@dataclass(frozen=True, slots=True)
class Small:
    """Closing small print under a thin rule: sasaran, status rule, snapshot."""

    lines: tuple[Text, ...]


Block = (
    Title
    | Heading
    | Paragraph
    | Facts
    | Items
    | Quote
    | Table
    | Figure
    | Gallery
    | Signatures
    | PageBreak
    | Space
    | Small
)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Kop surat (domain.md 9.4): government, service, unit, then address lines; crests as SVG text or image bytes."""

    government: str
    service: str
    unit: str
    lines: tuple[str, ...] = ()
    crest_left: str | bytes = ""
    crest_right: str | bytes = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One paper.

    Attributes:
        code: stable short name, the base of its file name (``notulen``).
        title: what the index and the document properties call it.
        footer: what stands at the foot of every page, beside the page number.
        base: size of running text in points.
    """

    code: str
    title: str
    blocks: tuple[Block, ...]
    letterhead: Letterhead | None = None
    paper: Paper = Paper.A4
    landscape: bool = False
    margins: Margins = field(default_factory=Margins)
    footer: str = ""
    base: float = 10.5
    author: str = ""

    @property
    def page_size(self) -> tuple[float, float]:
        """Width and height in millimetres as the page lies."""
        width, height = self.paper.size
        return (height, width) if self.landscape else (width, height)

    @property
    def text_width(self) -> float:
        """Width between the margins in millimetres."""
        return self.page_size[0] - self.margins.left - self.margins.right

    def texts(self) -> tuple[str, ...]:
        """Every text on the paper in reading order, for checks and for search."""
        found: list[str] = []
        for block in self.blocks:
            found += _texts(block)
        return tuple(found)


def _texts(block: Block) -> list[str]:
    match block:
        case Title():
            return [block.text, block.under]
        case Heading():
            return [block.text]
        case Paragraph() | Quote():
            return [plain(block.text)]
        case Facts():
            return [f"{label}: {plain(value)}" for label, value in block.rows]
        case Items():
            return [plain(item) for item in block.items]
        case Table():
            head = [column.title or "" for column in block.columns]
            return [block.caption, *head, *(plain(cell) for row in block.rows for cell in row.cells)]
        case Figure():
            return [block.alt, block.caption]
        case Gallery():
            return [figure.caption for figure in block.figures]
        case Signatures():
            return [line for p in block.people for line in (*p.above, p.mark, p.name, *p.below)]
        case Small():
            return [plain(line) for line in block.lines]
        case PageBreak() | Space():
            return []
