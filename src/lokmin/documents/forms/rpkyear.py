"""RPK of the year in the official columns with its months January to December (domain.md 2.3), landscape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lokmin.core.periods import MONTH_NAMES
from lokmin.core.planning.rpk import MONTHS, Sums, YearRow, grouped, sums
from lokmin.core.planning.shares import Share, percent
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.planparts import WIDE
from lokmin.documents.forms.problemparts import Office, landscape
from lokmin.documents.forms.words import rupiah
from lokmin.documents.model import Block, Column, Document, Heading, PageBreak, Paragraph, Row, Small, Table, Title

SIZE = 8.0
SHORT = tuple(name[:3] for name in MONTH_NAMES)
MARK = "●"


@dataclass(frozen=True, slots=True)
class YearPaper:
    """What the papers of a yearly RPK are made of.

    Attributes:
        funds: code -> short name. ``version`` (``Versi 2, disetujui 6 Januari 2026``) stands under the title.
        shares: kinds of service with their ``message``; ``notes`` stand under the table.
    """

    year: int
    rows: Sequence[YearRow]
    funds: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    shares: tuple[Share, ...] = ()
    message: str = ""
    notes: tuple[str, ...] = ()

    def fund(self, code: str) -> str:
        return self.funds.get(code, code) or "sumber belum disebut"


#: Heads of the text columns before and behind the months.
BEFORE = ("No", "Upaya kesehatan", "Kegiatan", "Tujuan", "Sasaran", "Target sasaran", "Penanggung jawab",
          "Volume kegiatan")  # fmt: skip
AFTER = ("Rincian pelaksanaan", "Lokasi pelaksanaan", "Biaya")


def rpk_year(paper: YearPaper, by: Office) -> Document:
    """The plan by groups with subtotals and a grand total, its money by source and month, its kinds of service."""
    title = f"RPK Tahun {paper.year}"
    under = ", ".join(part for part in (by.puskesmas, paper.version) if part)
    blocks: list[Block] = [Title(f"RENCANA PELAKSANAAN KEGIATAN (RPK) TAHUN {paper.year}", under), _table(paper)]
    if paper.notes:
        blocks.append(Small(paper.notes))
    blocks += [PageBreak(), Heading("Dana menurut sumber dan bulan"), money_table(sums(paper.rows), paper.funds)]
    if paper.shares:
        blocks += [Heading("Sifat kegiatan"), shares_table(paper.shares), Paragraph(paper.message, small=True)]
    return replace(landscape(f"rpk-{paper.year}", title, blocks, by), margins=WIDE)


def _table(paper: YearPaper) -> Table:
    widths = (8, 0, 0, 0, 0, 0, 0, 15)
    shares = (1, 1.1, 1.5, 1.15, 1.05, 1.05, 1.2, 1)
    columns = (
        *(Column(name, width=w, share=s) for name, w, s in zip(BEFORE, widths, shares, strict=True)),
        *(Column(name, width=8.4, align="center") for name in SHORT),
        Column(AFTER[0], share=1.15),
        Column(AFTER[1], share=1.25),
        Column(AFTER[2], width=22, align="right"),
    )
    body: list[Row] = []
    number = 0
    for name, rows, part in grouped(paper.rows):
        body.append(Row((name or "Belum dikelompokkan",), kind="group"))
        for row in rows:
            number += 1
            body.append(Row((str(number), *cells(row), *months(row), *last_cells(row, paper))))
        body.append(_total(f"Jumlah {name}".strip(), part))
    if body:
        body.append(_total("JUMLAH SELURUHNYA", sums(paper.rows)))
    return Table(columns, tuple(body) or (Row(("Belum ada kegiatan.",), kind="group"),), size=SIZE, breakable=True)


def cells(row: YearRow) -> tuple[str, ...]:
    """The texts between the number and the months."""
    found = (
        row.effort, row.activity, row.purpose, row.target_group, row.target, row.owner, row.volume_words,
    )  # fmt: skip
    return tuple(cell or NOTHING for cell in found)


def months(row: YearRow) -> tuple[str, ...]:
    """A mark for each month it is done in; how often, where it is more than once."""
    often = dict(row.times)
    return tuple(
        (str(often[month]) if often.get(month, 1) > 1 else MARK) if month in row.months else "" for month in MONTHS
    )


def last_cells(row: YearRow, paper: YearPaper) -> tuple[str, str, str]:
    """Rincian, lokasi, and the cost with its sources."""
    cost = rupiah(row.cost)
    paid = [paper.fund(fund) for fund in row.funds] if row.cost else []
    return row.detail or NOTHING, row.place or NOTHING, "\n".join((cost, *paid))


def _total(name: str, part: Sums) -> Row:
    open_rows = f"{part.uncosted} belum dihitung biayanya" if part.uncosted else ""
    blank = ("",) * (len(BEFORE) - 4 + 12 + 2)
    return Row(("", "", name, f"{part.rows} kegiatan", *blank[:-1], open_rows, rupiah(part.whole)), kind="total")


def money_table(money: Sums, funds: Mapping[str, str]) -> Table:
    """Rows are sources, columns months; both margins add up to the same total."""
    columns = (
        Column("Sumber dana", share=1.6),
        *(Column(name, share=1, align="right") for name in SHORT),
        Column("Jumlah", width=28, align="right"),
    )
    body = [
        Row((
            funds.get(fund, fund) or "belum disebut", *(_amount(money.cell(fund, month)) for month in MONTHS),
            _amount(money.by_fund(fund)),
        ))
        for fund in money.funds
    ]  # fmt: skip
    if body:
        sums_of = (_amount(money.by_month(month)) for month in MONTHS)
        body.append(Row(("Jumlah", *sums_of, _amount(money.whole)), kind="total"))
    return Table(columns, tuple(body) or (Row(("Belum ada biaya.",), kind="group"),), size=SIZE)


def shares_table(found: Sequence[Share]) -> Table:
    """Kinds of service: activities and money with their parts."""
    columns = (
        Column("Sifat kegiatan", share=2),
        Column("Kegiatan", align="right"),
        Column("Bagian kegiatan", align="right"),
        Column("Dana", align="right"),
        Column("Bagian dana", align="right"),
    )
    body = tuple(
        Row(
            (
                s.kind.capitalize(),
                str(s.activities),
                percent(s.activity_bp, 1),
                rupiah(s.rupiah),
                percent(s.money_bp, 1),
            )
        )
        for s in found
    )
    return Table(columns, body, size=9)


def _amount(value: int | None) -> str:
    return NOTHING if value is None else rupiah(value).removeprefix("Rp")
