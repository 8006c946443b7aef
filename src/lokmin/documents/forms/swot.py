"""The SWOT form: four quadrants and the strategies that cross them."""

from __future__ import annotations

from collections.abc import Sequence

from lokmin.core.problems.swot import CROSS_NAMES, QUADRANT_NAMES, Cross, Quadrant, Swot
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.problemparts import Office, landscape
from lokmin.documents.model import Block, Column, Document, Facts, Heading, PageBreak, Row, Table, Text, Title


def swot_paper(swots: Sequence[Swot], by: Office) -> Document:
    """One page for each analysis, landscape. Empty quadrants stay open for the pen."""
    blocks: list[Block] = []
    for number, swot in enumerate(swots or (Swot(""),)):
        blocks += [PageBreak()] if number else []
        blocks += _page(swot, by)
    return landscape("swot", "Analisis SWOT", blocks, by, signed=False)


def _page(swot: Swot, by: Office) -> list[Block]:
    facts: tuple[tuple[str, Text], ...] = (("Yang dianalisis", swot.subject or NOTHING),)
    strategies = tuple(
        Row((cross.value, CROSS_NAMES[cross], _listed(swot.crossing(cross)) or NOTHING)) for cross in Cross
    )
    return [
        Title("ANALISIS SWOT", by.puskesmas),
        Facts(facts),
        _pair(swot, Quadrant.STRENGTH, Quadrant.WEAKNESS, "dari dalam"),
        _pair(swot, Quadrant.OPPORTUNITY, Quadrant.THREAT, "dari luar"),
        Heading("Strategi"),
        Table((Column("", width=12), Column("Cara", width=80), Column("Strategi")), strategies, size=9.5),
    ]


def _pair(swot: Swot, left: Quadrant, right: Quadrant, origin: str) -> Table:
    columns = tuple(Column(f"{QUADRANT_NAMES[one]} ({one.value}), {origin}") for one in (left, right))
    cells = tuple(_listed(swot.of(one)) for one in (left, right))
    return Table(columns, (Row(cells),), size=9.5, row_height=22, breakable=True)


def _listed(texts: Sequence[str]) -> str:
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))
