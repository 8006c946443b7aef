"""Keterangan penyegaran ilmu: the certificate lines of those who took part in a knowledge item."""

from __future__ import annotations

from lokmin.core.periods import long_date, short_date
from lokmin.documents.forms.parts import foot, signed_by_head, when_and_where
from lokmin.documents.forms.records import PackInput
from lokmin.documents.forms.roomrecords import Knowledge
from lokmin.documents.forms.roomsections import gain_sentence
from lokmin.documents.forms.words import nip
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Row,
    Signatures,
    Table,
    Title,
)  # fmt: skip


def certificate_line(pack: PackInput, item: Knowledge, name: str) -> str:
    """One sentence for a person's own file; without a score, because scores are nobody else's."""
    long = f" selama {item.minutes} menit" if item.minutes else ""
    return (
        f"{name} mengikuti penyegaran “{item.topic}”{long} pada {pack.meeting.title} {pack.puskesmas}, "
        f"{long_date(pack.meeting.date)}."
    )


def keterangan_penyegaran(pack: PackInput) -> Document:
    """Each item with what was gained by all together, and a line for each participant, by name."""
    meeting = pack.meeting
    title = "Keterangan Penyegaran Ilmu"
    blocks: list[Block] = [Title(title.upper(), meeting.title), Facts(when_and_where(meeting))]
    for item in pack.room.knowledge:
        blocks += _item(pack, item)
    if not pack.room.knowledge:
        blocks.append(Paragraph("Tidak ada penyegaran ilmu pada pertemuan ini."))
    blocks.append(Signatures((signed_by_head(meeting, f"{meeting.town}, {short_date(meeting.date)}"),), right=True))
    return Document(
        code="keterangan-penyegaran",
        title=f"{title}, {short_date(meeting.date)}",
        blocks=tuple(blocks),
        letterhead=pack.letterhead,
        paper=pack.paper,
        footer=foot(pack, title),
    )


def _item(pack: PackInput, item: Knowledge) -> list[Block]:
    facts = [("Materi", item.topic)]
    facts += [("Pemateri", item.speaker)] if item.speaker else []
    facts += [("Lama", f"{item.minutes} menit")] if item.minutes else []
    facts.append(("Hasil", gain_sentence(item)))
    rows = tuple(
        Row((str(number), name, jabatan, nip(number_of), certificate_line(pack, item, name)))
        for number, (name, jabatan, number_of) in enumerate(sorted(item.attended), start=1)
    )
    columns = (
        Column("No", width=8),
        Column("Nama", share=1.1),
        Column("Jabatan", share=0.9),
        Column("NIP", width=37),
        Column("Keterangan", share=2.2),
    )
    empty = (Row(("Peserta belum dicatat.",), kind="group"),)
    return [Heading(item.topic), Facts(tuple(facts)), Table(columns, rows or empty, size=8.5)]
