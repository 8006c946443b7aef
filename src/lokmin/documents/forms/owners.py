"""Each owner's own list: one sheet to print and a text for the chat, with nobody else's tasks on it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lokmin.core.periods import long_date, short_date
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.parts import foot
from lokmin.documents.forms.records import PackInput, RtlRow
from lokmin.documents.forms.words import day_range
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Small,
    Table,
    Title,
)  # fmt: skip

NOBODY = "Penanggung jawab belum ditetapkan"
_SPLIT = re.compile(r"\s*;\s*")


def owners(rows: Iterable[RtlRow]) -> dict[str, tuple[RtlRow, ...]]:
    """Owner -> rows in the order of the matrix. A row of two owners (``Bambang; Kepala Desa``) is on both lists."""
    found: dict[str, list[RtlRow]] = {}
    for row in rows:
        for name in filter(None, _SPLIT.split(row.owner.strip())) if row.owner.strip() else (NOBODY,):
            found.setdefault(name, []).append(row)
    return {name: tuple(own) for name, own in found.items()}


def task_lists(pack: PackInput) -> dict[str, tuple[RtlRow, ...]]:
    """The lists of a meeting: by person where the room knows them, else by the names in the rows."""
    rows = pack.meeting.rtl
    if not pack.room.owners:
        return owners(rows)
    return {name: tuple(rows[place] for place in places) for name, places in pack.room.owners}


def owner_text(pack: PackInput, name: str, rows: tuple[RtlRow, ...]) -> str:
    """The list as a message to paste into a chat: what, where, until when, and how success shows."""
    meeting = pack.meeting
    lines = [
        f"*Tugas dari {meeting.title}*",
        f"{pack.puskesmas}, {long_date(meeting.date)}",
        f"Untuk: {name}",
        "",
    ]
    for number, row in enumerate(sorted(rows, key=_order), start=1):
        lines.append(f"{number}. {row.action or row.problem}")
        about = [f"   Tempat: {row.place}"] if row.place else []
        when = day_range(row.start, row.due)
        about.append(f"   Waktu: {when}" if when != NOTHING else "   Waktu: belum ditetapkan")
        about += [f"   Giliran: {row.rhythm}"] if row.rhythm else []
        about += [f"   - {part}" for part in row.parts]
        about += [f"   Bersama: {row.partners}"] if row.partners else []
        about += [f"   Tanda berhasil: {row.indicator}"] if row.indicator else []
        lines += about
    lines += ["", "Hasil dan buktinya dicatat di menu Tindak lanjut sebelum lokmin berikutnya."]
    return "\n".join(lines) + "\n"


def _order(row: RtlRow) -> tuple[bool, str]:
    return (row.due is None, row.due.isoformat() if row.due else "")


def daftar_tugas(pack: PackInput, only: str = "") -> Document:
    """One half sheet for each owner, or for one; to be handed out at the door."""
    lists = task_lists(pack)
    chosen = {name: rows for name, rows in lists.items() if name == only or (not only and name != NOBODY)}
    blocks: list[Block] = []
    for name, rows in chosen.items():
        if blocks:
            blocks.append(PageBreak())
        blocks += _sheet(pack, name, rows)
    return Document(
        code="daftar-tugas",
        title=f"Daftar tugas {only or 'per penanggung jawab'}, {short_date(pack.meeting.date)}",
        blocks=tuple(blocks) or (Paragraph("Tidak ada rencana tindak lanjut dengan penanggung jawab."),),
        paper=Paper.A5,
        footer=foot(pack, "Daftar tugas"),
        base=10,
    )


def _sheet(pack: PackInput, name: str, rows: tuple[RtlRow, ...]) -> list[Block]:
    meeting = pack.meeting
    body = tuple(
        Row((
            str(number), "\n".join(filter(None, (row.action or row.problem, row.place, *row.parts))),
            "\n".join(filter(None, (day_range(row.start, row.due), row.rhythm))), row.indicator or NOTHING, "",
        ))
        for number, row in enumerate(sorted(rows, key=_order), start=1)
    )  # fmt: skip
    columns = (
        Column("No", width=7),
        Column("Kegiatan dan tempat", share=1.4),
        Column("Waktu", width=24),
        Column("Tanda berhasil"),
        Column("Hasil", width=20),
    )
    return [
        Title("DAFTAR TUGAS", name),
        Paragraph(f"Dari {meeting.title} {pack.puskesmas}, {long_date(meeting.date)}.", align="center"),
        Table(columns, body, size=8.5, row_height=12),
        Small(("Hasil dan bukti dicatat di menu Tindak lanjut sebelum lokmin berikutnya.",)),
    ]
