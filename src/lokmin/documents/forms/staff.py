"""Daftar staf and the list of STR and SIP on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from lokmin.core.periods import short_date
from lokmin.core.workload.licences import LicenceRule, Standing
from lokmin.documents.forms.problemparts import Office, landscape
from lokmin.documents.forms.words import nip
from lokmin.documents.model import Block, Column, Document, Paragraph, Row, Table, Title

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One who works here, as the list prints them."""

    name: str
    nip: str
    rank: str
    job: str
    profession: str
    status: str
    education: str
    klaster: int | None
    unit: str
    village: str
    licences: tuple[Standing, ...]
    joined_on: dt.date | None = None


COLUMNS = (
    Column("No", width=9, align="right"),
    Column("Nama dan NIP", share=1.7),
    Column("Pangkat/gol.", share=0.9),
    Column("Jabatan", share=1.3),
    Column("Jenis SDMK", share=1.1),
    Column("Status", width=18),
    Column("Pendidikan", share=1.0),
    Column("Klaster", width=14, align="center"),
    Column("Tempat tugas", share=1.1),
    Column("STR", share=1.0),
    Column("SIP", share=1.0),
)


def heads() -> tuple[str, ...]:
    """Titles of the list as a workbook: name and NIP apart, the end of the SIP as a day."""
    return (
        "No", "Nama", "NIP", "Pangkat/golongan", "Jabatan", "Jenis SDMK", "Status", "Pendidikan", "Klaster", "Unit",
        "Desa", "Nomor STR", "STR berlaku sampai", "Nomor SIP", "SIP berlaku sampai", "Mulai bertugas",
    )  # fmt: skip


def cells(number: int, line: StaffLine) -> tuple[str | int | dt.date | None, ...]:
    """A line as the workbook has it; what is pasted back is read again."""
    one, other = line.licences
    return (
        number, line.name, nip(line.nip) if line.nip else "", line.rank, line.job, line.profession, line.status,
        line.education, line.klaster, line.unit, line.village, one.licence.number,
        "seumur hidup" if one.licence.for_life else one.licence.until, other.licence.number, other.licence.until,
        line.joined_on,
    )  # fmt: skip


def staff_register(lines: Sequence[StaffLine], by: Office) -> Document:
    """The list of everybody in service, landscape, signed by the head."""
    title = f"Daftar Staf per {short_date(by.day)}"
    rows = tuple(
        Row(
            (
                str(number), f"{line.name}\nNIP {nip(line.nip)}" if line.nip else line.name, line.rank or NOTHING,
                line.job or NOTHING, line.profession, line.status, line.education or NOTHING,
                str(line.klaster or NOTHING), ", ".join(filter(None, (line.unit, line.village))) or NOTHING,
                *(_licence(standing) for standing in line.licences),
            )
        )
        for number, line in enumerate(lines, start=1)
    )  # fmt: skip
    body = rows or (Row(("Belum ada staf yang dicatat.",), kind="group"),)
    under = Paragraph(f"{len(lines)} orang bertugas per {short_date(by.day)}.", small=True)
    blocks: list[Block] = [Title(title.upper(), by.puskesmas), Table(COLUMNS, body, size=8), under]
    return landscape("daftar-staf", title, blocks, by)


def licence_list(lines: Sequence[tuple[StaffLine, Standing]], rule: LicenceRule, by: Office) -> Document:
    """STR and SIP that ended or end soon, with what is to be done."""
    title = f"STR dan SIP yang Perlu Diurus per {short_date(by.day)}"
    columns = (
        Column("No", width=9, align="right"), Column("Nama", share=1.4), Column("Jenis SDMK", share=1.0),
        Column("Izin", width=14), Column("Nomor", share=1.0), Column("Berlaku sampai", width=30),
        Column("Sisa hari", width=18, align="right"), Column("Yang dilakukan", share=2.2),
    )  # fmt: skip
    rows = tuple(
        Row(
            (
                str(number), line.name, line.profession, held.licence.kind, held.licence.number or NOTHING,
                short_date(held.licence.until) if held.licence.until else NOTHING,
                NOTHING if held.days is None else str(held.days).replace("-", "−"), held.sentence,
            )
        )
        for number, (line, held) in enumerate(lines, start=1)
    )  # fmt: skip
    body = rows or (Row((f"Tidak ada yang habis dalam {rule.soon} hari.",), kind="group"),)
    note = Paragraph(f"{rule.source}." + ("" if rule.confirmed else " Periksa naskahnya."), small=True)
    return landscape("str-sip", title, [Title(title.upper(), by.puskesmas), Table(columns, body, size=8.5), note], by)


def _licence(held: Standing) -> str:
    if held.licence.for_life:
        return f"{held.licence.number or NOTHING}\nseumur hidup"
    until = short_date(held.licence.until) if held.licence.until else ""
    return "\n".join(filter(None, (held.licence.number, f"s.d. {until}" if until else ""))) or NOTHING
