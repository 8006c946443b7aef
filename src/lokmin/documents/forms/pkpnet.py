"""A jaring laba-laba on paper: the drawing, and beside it every number, so that a grey copy says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lokmin.core.assessment.figures import figure
from lokmin.documents.figures.radar import Net, radar
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.problemparts import Office
from lokmin.documents.model import Block, Column, Document, Figure, Heading, Row, Small, Table, Title


@dataclass(frozen=True, slots=True)
class NetPaper:
    """One net.

    Attributes:
        title: ``Jaring laba-laba KIA dan KB menurut desa``. period: ``PKP 2026 sampai April``.
        axis: what the axes are: ``Program`` or ``Desa``.
        notes: printed small below: the indicators that stand behind it.
    """

    office: Office
    title: str
    period: str
    net: Net
    axis: str = "Program"
    notes: Sequence[str] = ()


def net_rows(net: Net) -> list[tuple[str, float | None, float | None, float | None]]:
    """Name, reached, target and last year of each axis."""

    def of(index: int, line: object) -> float | None:
        values = getattr(line, "values", None)
        return values[index] if values is not None else None

    return [(name, of(n, net.reached), of(n, net.target), of(n, net.before)) for n, name in enumerate(net.axes)]


def net_blocks(net: Net, title: str, axis: str = "Program") -> list[Block]:
    """The drawing and its table under a heading."""
    columns = [
        Column("No", width=10), Column(axis), Column("Capaian", width=26, align="right"),
        Column("Target", width=22, align="right"), Column("Kurang", width=22, align="right"),
    ]  # fmt: skip
    if net.before is not None:
        columns.append(Column("Tahun lalu", width=26, align="right"))
    rows = []
    for number, (name, reached, target, before) in enumerate(net_rows(net), start=1):
        gap = None if reached is None or target is None else target - reached
        cells = (str(number), name, one(reached), one(target), one(gap), one(before))
        rows.append(Row(cells[: len(columns)]))
    return [
        Heading(title),
        Figure(alt=net.words, svg=radar(net, title, dress="paper"), width=140),
        Table(tuple(columns), tuple(rows), size=8.5),
    ]


def net_document(paper: NetPaper) -> Document:
    """One page with the net, F4 or A4 as the office prints."""
    title = f"{paper.title}, {paper.period}"
    return Document(
        code="jaring-laba-laba",
        title=title,
        blocks=(
            Title(paper.title.upper(), f"{paper.period}, {paper.office.puskesmas}"),
            *net_blocks(paper.net, paper.title, paper.axis)[1:],
            *((Small(tuple(paper.notes)),) if paper.notes else ()),
        ),
        letterhead=paper.office.letterhead,
        paper=paper.office.paper,
        footer=f"{title}, {paper.office.puskesmas}",
        author=paper.office.head.name,
    )


def one(value: float | None) -> str:
    """``97,7``; nothing is a dash."""
    return NOTHING if value is None else figure(Fraction(value).limit_denominator(10**6), 1)
