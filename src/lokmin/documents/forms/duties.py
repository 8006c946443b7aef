"""Uraian tugas of one person, signed by both sides, and the list of who acknowledged theirs (domain.md 5.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lokmin.core.periods import short_date
from lokmin.core.workload.duties import PARTS
from lokmin.documents.forms.parts import signature
from lokmin.documents.forms.problemparts import Office
from lokmin.documents.forms.records import Signer
from lokmin.documents.forms.words import clock, nip
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Table,
    Title,
)


@dataclass(frozen=True, slots=True)
class DutyPaper:
    """One sheet as it is printed; ``agreed`` the moment of the person's own tick, None: to be signed by hand.

    ``on_paper``: the day it was signed by hand, as the office wrote it down.
    """

    name: str
    nip: str
    rank: str
    job: str
    unit: str
    klaster: int | None
    year: int
    version: int
    summary: str
    parts: tuple[tuple[str, ...], ...]
    decree: str = ""
    agreed: dt.datetime | None = None
    on_paper: dt.date | None = None


def duty_sheet(sheets: Sequence[DutyPaper], by: Office) -> Document:
    """The sheets one after another, each on its own page."""
    title = f"Uraian Tugas {sheets[0].name}" if len(sheets) == 1 else "Uraian Tugas Staf"
    blocks: list[Block] = []
    for number, sheet in enumerate(sheets):
        blocks += [*([PageBreak()] if number else []), *_sheet(sheet, by)]
    if not sheets:
        blocks = [Title(title.upper(), by.puskesmas), Paragraph("Belum ada uraian tugas yang disusun.")]
    return Document(
        code="uraian-tugas", title=title, blocks=tuple(blocks), letterhead=by.letterhead, paper=by.paper,
        footer=f"{title}, {by.puskesmas}", author=by.head.name,
    )  # fmt: skip


def _sheet(sheet: DutyPaper, by: Office) -> list[Block]:
    blocks: list[Block] = [
        Title("URAIAN TUGAS", f"Nomor {sheet.decree}" if sheet.decree else f"Tahun {sheet.year}"),
        Facts(
            (
                ("Nama", sheet.name), ("NIP", nip(sheet.nip)), ("Pangkat/golongan", sheet.rank or "–"),
                ("Jabatan", sheet.job or "–"), ("Unit, klaster", _where(sheet)),
            )
        ),
    ]  # fmt: skip
    if sheet.summary:
        blocks += [Heading("Ikhtisar jabatan", 3), Paragraph(sheet.summary, align="justify")]
    for (_name, title), lines in zip(PARTS, sheet.parts, strict=True):
        if lines:
            blocks += [Heading(title, 3), Items(lines, ordered=True)]
    mark = ""
    if sheet.agreed:
        mark = f"disetujui {short_date(sheet.agreed.date())} {clock(sheet.agreed.time())}"
    own = signature(Signer(sheet.name, sheet.job, sheet.rank, sheet.nip), "Yang bertugas,", jabatan=False)
    blocks.append(
        Signatures(
            (
                Signature(own.above, own.name, own.below, mark=mark),
                signature(by.head, f"{by.town}, {short_date(by.day)}"),
            )
        )
    )
    return blocks


def _where(sheet: DutyPaper) -> str:
    klaster = f"klaster {sheet.klaster}" if sheet.klaster else ""
    return ", ".join(filter(None, (sheet.unit, klaster))) or "–"


def acknowledgements(sheets: Sequence[DutyPaper], missing: Sequence[str], by: Office) -> Document:
    """The list of everybody with a sheet: who ticked it themselves, and room to sign for the others."""
    title = "Daftar Persetujuan Uraian Tugas"
    columns = (
        Column("No", width=10, align="right"), Column("Nama dan NIP", share=1.6), Column("Jabatan", share=1.3),
        Column("Uraian tugas", width=30), Column("Persetujuan", share=1.3),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                str(number), f"{s.name}\nNIP {nip(s.nip)}" if s.nip else s.name, s.job or "–",
                f"{s.year}, versi {s.version}",
                _agreed(s, number),
            )
        )
        for number, s in enumerate(sheets, start=1)
    )  # fmt: skip
    body = rows or (Row(("Belum ada uraian tugas yang disusun.",), kind="group"),)
    blocks: list[Block] = [Title(title.upper(), by.puskesmas), Table(columns, body, size=9, row_height=9)]
    if missing:
        blocks.append(Paragraph(f"Belum disusun: {', '.join(missing)}.", small=True))
    blocks.append(Signatures((signature(by.head, f"{by.town}, {short_date(by.day)}"),), right=True))
    return Document(
        code="persetujuan-tugas", title=title, blocks=tuple(blocks), letterhead=by.letterhead, paper=by.paper,
        footer=f"{title}, {by.puskesmas}", author=by.head.name,
    )  # fmt: skip


def _agreed(sheet: DutyPaper, number: int) -> str:
    if sheet.on_paper is not None:
        return f"ditandatangani di kertas {short_date(sheet.on_paper)}"
    if sheet.agreed is None:
        return f"{number}. ................"
    return f"disetujui {short_date(sheet.agreed.date())} {clock(sheet.agreed.time())}"
