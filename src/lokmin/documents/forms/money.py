"""Absorption by source and month, what parts from the plan, and money beside coverage (domain.md 2.9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lokmin.core.periods import MONTH_NAMES, Month
from lokmin.core.planning.quadrant import Placed
from lokmin.core.planning.realisation import Absorption, Deviation
from lokmin.core.planning.rpk import Sums
from lokmin.core.planning.shares import percent
from lokmin.documents.figures.quadrant import quadrant
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.problemparts import Office, landscape
from lokmin.documents.forms.rpkyear import SHORT, SIZE
from lokmin.documents.forms.words import rupiah
from lokmin.documents.model import Block, Column, Document, Figure, Heading, Paragraph, Row, Table, Title


@dataclass(frozen=True, slots=True)
class MoneyPaper:
    """Money up to and with one month.

    Attributes:
        lines: one a source, ``together`` all of them; ``courses`` source -> January..month.
        funds: code -> short name; ``documents`` code -> where the pagu stands (``DPA 2026``).
        sentence: the message; ``lines_at``: the borders of the quadrant in basis points (absorption, coverage).
    """

    month: Month
    lines: Sequence[Absorption]
    together: Absorption
    courses: Mapping[str, Sequence[Absorption]]
    plan: Sums
    funds: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
    sentence: str = ""
    deviations: Sequence[Deviation] = ()
    placed: Sequence[Placed] = ()
    lines_at: tuple[int, int] = (8000, 10_000)

    def fund(self, code: str) -> str:
        return self.funds.get(code, code) or "Sumber belum disebut"


HEADS = ("Sumber dana", "Dasar pagu", "Pagu", "Rencana setahun", "Rencana s.d. bulan ini", "Realisasi bulan ini",
         "Realisasi s.d. bulan ini", "Serapan dari pagu", "Serapan dari rencana", "Selisih dari rencana", "Sisa pagu",
         "Belum diisi")  # fmt: skip


def money_paper(paper: MoneyPaper, by: Office) -> Document:
    """The absorption tables, the activities that part from their plan, and the quadrant."""
    title = f"Realisasi dan Serapan Dana s.d. {paper.month.label}"
    blocks: list[Block] = [Title(title.upper(), by.puskesmas)]
    if paper.sentence:
        blocks.append(Paragraph(paper.sentence))
    blocks += [_sources(paper), Paragraph("Kosong (–) berarti belum diisi, bukan nol.", small=True)]
    blocks += [Heading("Rencana dan realisasi tiap bulan"), _months(paper)]
    if paper.deviations:
        blocks += [Heading("Kegiatan yang berbeda dari rencana"), _deviations(paper)]
    if paper.placed:
        blocks += [Heading("Dana dan cakupan tiap program"), _figure(paper), _quadrant(paper)]
    return landscape("serapan-dana", title, blocks, by)


def absorption_cells(line: Absorption, paper: MoneyPaper) -> tuple[str, ...]:
    """One source as texts, in the order of ``HEADS``."""
    blank = ", ".join(MONTH_NAMES[number - 1][:3] for number in line.blank)
    money = (line.pagu, line.whole, line.planned, line.spent_month, line.spent)
    name = paper.fund(line.fund) if line.fund or line is not paper.together else "Jumlah"
    return (
        name, paper.documents.get(line.fund, NOTHING) or NOTHING, *(rupiah(value) for value in money),
        percent(line.of_pagu_bp, 1), percent(line.of_plan_bp, 1), rupiah(line.deviation), rupiah(line.left),
        blank or NOTHING,
    )  # fmt: skip


def _sources(paper: MoneyPaper) -> Table:
    columns = (
        Column(HEADS[0], share=1.2),
        Column(HEADS[1], share=1.4),
        *(Column(name, share=1, align="right") for name in HEADS[2:-1]),
        Column(HEADS[-1], share=0.9),
    )
    body = [Row(absorption_cells(line, paper)) for line in paper.lines]
    if body:
        body.append(Row(absorption_cells(paper.together, paper), kind="total"))
    return Table(columns, tuple(body) or (Row(("Belum ada dana.",), kind="group"),), size=SIZE)


def _months(paper: MoneyPaper) -> Table:
    columns = (
        Column("Sumber dana", share=1.5),
        Column("", width=17),
        *(Column(SHORT[number], align="right") for number in range(paper.month.month)),
        Column("Jumlah", width=26, align="right"),
    )
    body: list[Row] = []
    for code, course in paper.courses.items():
        name = paper.fund(code) if code else "Jumlah"
        kind = "body" if code else "total"
        last = course[-1]
        body.append(
            _line(name, "rencana", [step.planned_month for step in course], last.planned, total=kind == "total")
        )
        body.append(_line("", "realisasi", [step.spent_month for step in course], last.spent, total=kind == "total"))
    return Table(columns, tuple(body) or (Row(("Belum ada dana.",), kind="group"),), size=SIZE)


def _line(name: str, what: str, amounts: Sequence[int | None], whole: int | None, *, total: bool) -> Row:
    cells = (name, what, *(_bare(value) for value in amounts), _bare(whole))
    return Row(cells, kind="total" if total else "body")


def _deviations(paper: MoneyPaper) -> Table:
    columns = (
        Column("Kegiatan", share=2),
        Column("Keadaan", width=35),
        Column("Keterangan", share=2),
        Column("Rupiah", width=30, align="right"),
    )
    return Table(columns, tuple(Row((d.activity, d.kind, d.words, rupiah(d.rupiah))) for d in paper.deviations), size=9)


def _figure(paper: MoneyPaper) -> Figure:
    absorption, coverage = paper.lines_at
    svg = quadrant(paper.placed, absorption_line=absorption, coverage_line=coverage, dress="paper")
    return Figure(alt="Serapan dan cakupan tiap program dalam empat sudut", svg=svg, width=170)


def _quadrant(paper: MoneyPaper) -> Table:
    columns = (
        Column("No", width=9),
        Column("Program", share=1),
        Column("Rencana s.d. bulan ini", width=32, align="right"),
        Column("Realisasi", width=32, align="right"),
        Column("Serapan", width=18, align="right"),
        Column("Cakupan terhadap target", width=24, align="right"),
        Column("Sudut", width=38),
        Column("Yang dilakukan", share=3),
    )
    body = tuple(
        Row((
            str(number), one.point.name, rupiah(one.point.planned), rupiah(one.point.spent),
            percent(one.point.absorption_bp), percent(one.point.coverage_bp),
            one.corner.value if one.corner else NOTHING, one.advice,
        ))
        for number, one in enumerate(paper.placed, start=1)
    )  # fmt: skip
    return Table(columns, body, size=9)


def _bare(value: int | None) -> str:
    return NOTHING if value is None else rupiah(value).removeprefix("Rp")
