"""RPK bulanan in the official columns (domain.md 2.3): the rows, their days 1-31, what became of them, what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lokmin.core.numbers import from_micro, indonesian
from lokmin.core.periods import Month
from lokmin.core.planning.monthrecords import ORDER_RULE, LeftOut, MonthRow, day_words
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.problemparts import Office, landscape
from lokmin.documents.forms.words import rupiah
from lokmin.documents.model import Block, Column, Document, Heading, Items, Paragraph, Row, Small, Table, Title

SIZE = 8.0
MARK = "●"


@dataclass(frozen=True, slots=True)
class MonthPaper:
    """One month as it is printed.

    Attributes:
        funds: code -> short name; ``states`` key of a row -> its state in words (``terlaksana 3 November``).
        version: ``Versi 2, disetujui 4 November 2026``; ``changes`` against the version before, as sentences.
    """

    month: Month
    rows: Sequence[MonthRow]
    funds: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    version: str = ""
    changes: Sequence[str] = ()
    left_out: Sequence[LeftOut] = ()

    def fund(self, code: str) -> str:
        return self.funds.get(code, code) or "belum disebut"


HEADS = ("No", "Upaya kesehatan", "Kegiatan", "Tujuan", "Sasaran bulan ini", "Target bulan ini", "Penanggung jawab",
         "Volume", "Tanggal", "Tempat", "Pelaksana", "Dukungan LP/LS", "Biaya", "Sumber dana")  # fmt: skip
COST = HEADS.index("Biaya")
_WIDTHS = (7, 0, 0, 0, 0, 0, 0, 15, 18, 0, 0, 0, 20, 17)
_SHARES = (1, 0.85, 1.5, 1.1, 0.85, 0.85, 1.1, 1, 1, 0.9, 1, 1, 1, 1)


def rpk_month(papers: Sequence[MonthPaper], by: Office, *, signed: bool = True) -> Document:
    """The months a lokmin plans, each with its rows, its calendar of days, and what was changed and left out."""
    label = " dan ".join(paper.month.label for paper in papers)
    title = f"RPK Bulanan {label}"
    versions = "; ".join(dict.fromkeys(paper.version for paper in papers if paper.version))
    blocks: list[Block] = [
        Title("RENCANA PELAKSANAAN KEGIATAN (RPK) BULANAN", ", ".join(filter(None, (by.puskesmas, label, versions))))
    ]
    for paper in papers:
        blocks += _month(paper)
    return landscape("rpk-bulanan", title, blocks, by, signed=signed)


def _month(paper: MonthPaper) -> list[Block]:
    columns = tuple(
        Column(name, width=w, share=s, align="right" if name == "Biaya" else "left")
        for name, w, s in zip(HEADS, _WIDTHS, _SHARES, strict=True)
    )
    body = [Row(month_cells(number, row, paper)) for number, row in enumerate(paper.rows, start=1)]
    if body:
        body.append(
            Row(("", "", *_total_words(paper.rows), *("",) * (COST - 3), rupiah(_cost(paper.rows)), ""), "total")
        )
    empty = (Row((f"Belum ada kegiatan untuk {paper.month.label}.",), kind="group"),)
    blocks: list[Block] = [Heading(f"Kegiatan {paper.month.label}")]
    blocks.append(Table(columns, tuple(body) or empty, size=SIZE, breakable=True))
    if paper.rows:
        blocks += [Heading(f"Pelaksanaan {paper.month.label}"), _calendar(paper)]
        blocks.append(
            Paragraph("Kepala kolom bertanda M adalah hari Minggu. Tanpa tanda: belum bertanggal.", small=True)
        )
    if paper.changes:
        blocks += [Heading("Perubahan dari versi sebelumnya"), Items(tuple(paper.changes))]
    if paper.left_out:
        blocks.append(Heading("Tidak dimasukkan, dan sebabnya"))
        blocks.append(Items(tuple(f"{one.what}: {one.reason}" for one in paper.left_out)))
    return [*blocks, Small((ORDER_RULE,))]


def month_cells(number: int, row: MonthRow, paper: MonthPaper) -> tuple[str, ...]:
    """A row as texts, in the order of ``HEADS``."""
    funds = "\n".join(paper.fund(fund) for fund in row.funds)
    found = (
        str(number), row.effort, row.activity, row.purpose, row.target_group, row.target, row.owner, volume_words(row),
        day_words(row.days), row.place, row.workers, row.support, rupiah(row.cost), funds if row.cost else "",
    )  # fmt: skip
    return tuple(cell or NOTHING for cell in found)


def volume_words(row: MonthRow) -> str:
    """``12 kali``; empty when no volume was said."""
    return "" if row.volume is None else f"{indonesian(from_micro(row.volume))} {row.unit}".strip()


def realised_words(row: MonthRow, paper: MonthPaper) -> str:
    """What became of a row: state, volume, money paid; a dash while nothing was said."""
    parts = [paper.states.get(row.key, "")]
    if row.done_volume is not None:
        parts.append(f"{indonesian(from_micro(row.done_volume))} {row.unit}".strip())
    if row.paid_sum is not None:
        parts.append(rupiah(row.paid_sum))
    return "; ".join(filter(None, parts)) or NOTHING


def note_words(row: MonthRow) -> str:
    """Where the row comes from, its proof and its note."""
    return "; ".join(filter(None, (row.why, f"bukti: {row.proof}" if row.proof else "", row.note)))


def _calendar(paper: MonthPaper) -> Table:
    last = paper.month.last_day.day
    columns = (
        Column("No", width=7),
        Column("Kegiatan", share=1.5),
        *(Column(_day_head(paper.month, day), width=5.7, align="center") for day in range(1, last + 1)),
        Column("Realisasi", share=1),
        Column("Keterangan dan asal", share=1.6),
    )
    body = tuple(
        Row((
            str(number), row.activity, *(MARK if day in row.days else "" for day in range(1, last + 1)),
            realised_words(row, paper), note_words(row),
        ))
        for number, row in enumerate(paper.rows, start=1)
    )  # fmt: skip
    return Table(columns, body, size=SIZE, breakable=True)


def _day_head(month: Month, day: int) -> str:
    return f"{day}\nM" if dt.date(month.year, month.month, day).weekday() == 6 else str(day)


def _cost(rows: Sequence[MonthRow]) -> int | None:
    known = [row.cost for row in rows if row.cost is not None]
    return sum(known) if known else None


def _total_words(rows: Sequence[MonthRow]) -> tuple[str]:
    open_rows = sum(row.cost is None for row in rows)
    text = f"Jumlah ({len(rows)} kegiatan)"
    return (f"{text}; {open_rows} belum dihitung biayanya" if open_rows else text,)
