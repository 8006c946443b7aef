"""What the papers of plans share: one table that paper and workbook are both made from, approval and signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from lokmin.core.numbers import indonesian
from lokmin.core.periods import long_date, short_date
from lokmin.core.planning.money import Sum
from lokmin.documents.forms.parts import signature
from lokmin.documents.forms.problemparts import Office
from lokmin.documents.forms.records import Signer
from lokmin.documents.forms.words import rupiah
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Margins,
    Paper,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Space,
    Table,
    Text,
    Title,
)

#: Wide tables of plans: F4 on its side, 310 mm between the margins.
WIDE = Margins(top=12, right=10, bottom=12, left=10)
NOTHING = "–"
Cell = str | int | None


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column: ``width`` in millimetres on paper; ``chars`` wide in the workbook.

    ``money`` columns are summed; ``right`` ones hold figures that are not.
    """

    title: str
    width: float
    chars: int
    money: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True)
class PlanGroup:
    """Rows under one heading. A money cell holds rupiah as int, or None where nothing was costed."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A table of a plan, before it is paper or workbook.

    Attributes:
        sheet: name of the sheet; ``label`` index of the column that "Jumlah ..." stands in.
        pending: rows without a cost, told under the total.
    """

    sheet: str
    title: str
    under: str
    columns: tuple[PlanColumn, ...]
    groups: tuple[PlanGroup, ...]
    label: int = 2
    empty: str = "Belum ada kegiatan."
    pending: int = 0

    @property
    def money(self) -> tuple[int, ...]:
        """Indexes of the columns that are summed."""
        return tuple(index for index, column in enumerate(self.columns) if column.money)

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        return tuple(row for group in self.groups for row in group.rows)

    def sums(self, rows: Sequence[tuple[Cell, ...]]) -> dict[int, Sum]:
        """Column -> what its rows cost together."""
        return {index: Sum.of(_amount(row[index]) for row in rows) for index in self.money}


def _amount(cell: Cell) -> int | None:
    return cell if isinstance(cell, int) else None


def figure(amount: int | None) -> str:
    """Rupiah in a column whose head says Rp: ``12.000.000``; ``–`` when not costed."""
    return NOTHING if amount is None else indonesian(amount)


def paper_table(table: PlanTable, *, size: float = 8.0) -> Table:
    """The table with group rows, a subtotal under each group and a grand total, all repeated heads."""
    columns = tuple(
        Column(column.title, width=column.width, align="right" if column.money or column.right else "left")
        for column in table.columns
    )
    rows: list[Row] = []
    for group in table.groups:
        if group.title:
            rows.append(Row((group.title,), kind="group"))
        rows += [Row(tuple(_printed(cell) for cell in row)) for row in group.rows]
        if group.title and table.money:
            rows.append(_total(table, f"Jumlah {group.title}", group.rows))
    if not table.rows:
        rows = [Row((table.empty,), kind="group")]
    elif table.money:
        rows.append(_total(table, "JUMLAH SELURUHNYA", table.rows))
    return Table(columns, tuple(rows), size=size, breakable=True)


def _printed(cell: Cell) -> str:
    if isinstance(cell, int) or cell is None:
        return figure(cell)
    return cell or NOTHING


def _total(table: PlanTable, label: str, rows: Sequence[tuple[Cell, ...]]) -> Row:
    sums = table.sums(rows)
    cells = ["" for _ in table.columns]
    cells[table.label] = label
    for index, amount in sums.items():
        cells[index] = figure(amount.amount)
    return Row(tuple(cells), kind="total")


def wide_paper(code: str, table: PlanTable, by: Office, *, notes: Sequence[str] = (), size: float = 8.0) -> Document:
    """A table on F4 on its side with its notes, signed by the head."""
    pending = f"{table.pending} baris belum dihitung biayanya dan tidak termasuk jumlah." if table.pending else ""
    lines = [line for line in (pending, *notes) if line]
    blocks: list[Block] = [
        Title(table.title.upper(), table.under),
        paper_table(table, size=size),
        *(Paragraph(line, small=True) for line in lines),
        Signatures((signature(by.head, f"{by.town}, {short_date(by.day)}"),), right=True),
    ]
    return Document(
        code=code, title=table.title, blocks=tuple(blocks), letterhead=by.letterhead, paper=Paper.F4, landscape=True,
        margins=WIDE, footer=f"{table.title}, {by.puskesmas}", base=9.5, author=by.head.name,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """One plan on an approval sheet.

    Attributes:
        name: ``Rencana Usulan Kegiatan (RUK) Tahun 2028``; ``version`` with its ``reason``, ``changes`` in words.
        efforts, parts: (name, rows, sum) in their order; ``parts_by`` says what the parts are. A row paid from two
            sources counts in both.
        unit: of the rows (``kegiatan``).
    """

    name: str
    version: int
    rows: int
    total: Sum
    efforts: tuple[tuple[str, int, Sum], ...] = ()
    parts: tuple[tuple[str, int, Sum], ...] = ()
    reason: str = ""
    changes: str = ""
    unit: str = "kegiatan"
    parts_by: str = "Sumber pembiayaan"


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approves: ``where`` and when (``Lokakarya Mini Bulanan Pertama``); ``above`` signs beside the head."""

    occasion: str
    number: str = ""
    above: Signer | None = None


def approval_sheet(plans: Sequence[PlanSummary], approval: Approval, by: Office) -> Document:
    """Lembar persetujuan of one or more plans: what is approved, how much, by upaya and by source."""
    names = " dan ".join(plan.name for plan in plans)
    blocks: list[Block] = [
        Title("LEMBAR PERSETUJUAN", approval.number and f"Nomor: {approval.number}"),
        Paragraph(
            f"Pada {long_date(by.day)} di {by.town}, dalam {approval.occasion}, {by.puskesmas} menyetujui {names} "
            "dengan rincian di bawah ini.",
            align="justify",
        ),
    ]
    for plan in plans:
        blocks += _summary(plan)
    head = signature(by.head, f"{by.town}, {short_date(by.day)}", "Menyetujui,")
    other = (
        signature(approval.above, "", "Mengetahui,")
        if approval.above
        else Signature(
            ("", "Mengetahui,", "Kepala Dinas Kesehatan"), "(.....................................)", ("NIP",)
        )
    )
    return Document(
        code="lembar-persetujuan", title="Lembar Persetujuan", blocks=(*blocks, Signatures((other, head))),
        letterhead=by.letterhead, paper=Paper.F4, footer=f"Lembar persetujuan, {by.puskesmas}", author=by.head.name,
    )  # fmt: skip


def _summary(plan: PlanSummary) -> list[Block]:
    facts: list[tuple[str, Text]] = [
        ("Versi", f"{plan.version}" + (f": {plan.reason}" if plan.reason else "")),
        ("Banyaknya", f"{plan.rows} {plan.unit}"),
        ("Jumlah anggaran", rupiah(plan.total.amount)),
    ]
    if plan.total.open:
        facts.append(("Belum dihitung", f"{plan.total.open} anggaran, tidak termasuk jumlah"))
    if plan.changes:
        facts.append(("Perubahan", plan.changes))
    blocks: list[Block] = [Heading(plan.name, level=3), Facts(tuple(facts))]
    for title, sums in (("Upaya kesehatan", plan.efforts), (plan.parts_by, plan.parts)):
        if sums:
            blocks += [_sums(title, sums, plan.total), Space(2)]
    return blocks


def _sums(title: str, sums: Sequence[tuple[str, int, Sum]], total: Sum) -> Table:
    columns = (
        Column(title), Column("Banyaknya", width=30, align="right"), Column("Jumlah (Rp)", width=45, align="right"),
    )  # fmt: skip
    body = [Row((name, str(rows), figure(one.amount))) for name, rows, one in sums]
    return Table(columns, (*body, Row(("Jumlah", "", figure(total.amount)), kind="total")), size=9)


def signature_sheet(title: str, about: str, people: Sequence[Signer], by: Office) -> Document:
    """Who took part and agrees: odd numbers sign left, even ones right, so that there is room for a pen."""
    columns = (
        Column("No", width=10), Column("Nama"), Column("Jabatan", share=0.9),
        Column("Tanda tangan", width=32), Column(None, width=32),
    )  # fmt: skip
    rows = tuple(
        Row((str(n), person.name, person.jabatan, f"{n}." if n % 2 else "", "" if n % 2 else f"{n}."))
        for n, person in enumerate(people, start=1)
    )
    blocks: list[Block] = [
        Title(title.upper(), by.puskesmas),
        Paragraph(about),
        Table(columns, rows or (Row(("Belum ada nama.",), kind="group"),), row_height=10),
        Signatures((signature(by.head, f"{by.town}, {short_date(by.day)}"),), right=True),
    ]
    return Document(
        code="lembar-tanda-tangan", title=title, blocks=tuple(blocks), letterhead=by.letterhead, paper=Paper.F4,
        footer=f"{title}, {by.puskesmas}", author=by.head.name,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section of a chapter as people wrote it; empty prints that it is not written yet."""

    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ChapterText:
    """A chapter: its own words and its sections; ``fills`` names the blocks the system puts behind them."""

    code: str
    title: str
    text: str = ""
    sections: tuple[SectionText, ...] = ()
    fills: str = ""


UNWRITTEN: Literal["(Belum ditulis.)"] = "(Belum ditulis.)"


def chapters_paper(
    code: str, title: str, chapters: Sequence[ChapterText], filled: Mapping[str, Sequence[Block]], by: Office
) -> Document:
    """A document of chapters, upright on F4, signed by the head at its end."""
    blocks: list[Block] = [Title(title.upper(), by.puskesmas)]
    for chapter in chapters:
        blocks.append(Heading(f"BAB {chapter.code}. {chapter.title}".upper(), level=1))
        own = filled.get(chapter.fills, ())
        if chapter.text or not (chapter.sections or own):
            blocks += _written(chapter.text)
        for letter, section in zip("ABCDEFGHIJ", chapter.sections, strict=False):
            blocks += [Heading(f"{letter}. {section.title}"), *_written(section.text)]
        blocks += own
    blocks.append(Signatures((signature(by.head, f"{by.town}, {short_date(by.day)}"),), right=True))
    return Document(
        code=code, title=title, blocks=tuple(blocks), letterhead=by.letterhead, paper=Paper.F4,
        footer=f"{title}, {by.puskesmas}", author=by.head.name,
    )  # fmt: skip


def _written(text: str) -> list[Block]:
    pieces = [piece.strip() for piece in text.split("\n") if piece.strip()]
    return [Paragraph(piece, align="justify") for piece in pieces] or [Paragraph(UNWRITTEN)]
