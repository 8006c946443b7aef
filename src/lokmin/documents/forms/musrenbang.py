"""The health part of a berita acara of Musrenbang desa or kecamatan: proposals with what became of them, signed."""

from __future__ import annotations

from dataclasses import dataclass

from lokmin.core.community.musrenbang import DESA, STATE_NAMES, BeritaAcara, outcome
from lokmin.core.periods import long_date, short_date
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.parts import number_or_later, signature
from lokmin.documents.forms.problemparts import MARGINS, Office
from lokmin.documents.forms.words import rupiah
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Table,
    Title,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MusrenbangPaper:
    """A berita acara with the office that keeps it; ``where`` is the hall, ``attended`` who went there."""

    record: BeritaAcara
    office: Office
    where: str = ""
    attended: str = ""
    result: str = ""


def berita_acara(paper: MusrenbangPaper) -> Document:
    """The berita acara of the health proposals, landscape, with room for both signatures."""
    record, by = paper.record, paper.office
    place = f"Desa {record.place}" if record.level == DESA else f"Kecamatan {record.place}"
    columns = (
        Column("No", width=9), Column("Usulan kegiatan", share=1.6), Column("Masalah", share=1.2),
        Column("Desa", width=30), Column("Volume", width=26), Column("Biaya (rupiah)", width=31, align="right"),
        Column("Asal", width=36), Column("Keputusan", width=28), Column("Keterangan", share=1.0),
    )  # fmt: skip
    rows = [
        Row((
            str(n), p.activity, p.problem or NOTHING, p.village or NOTHING, p.volume or NOTHING, rupiah(p.cost),
            p.origin or NOTHING, STATE_NAMES[p.state], p.reason or NOTHING,
        ))
        for n, p in enumerate(record.proposals, start=1)
    ]  # fmt: skip
    counted = outcome(record.proposals)
    rows.append(Row(("", "Jumlah yang diterima", "", "", "", rupiah(counted.total), "", f"{counted.taken} usulan",
                     f"{counted.uncosted} belum dihitung" if counted.uncosted else ""), kind="total"))  # fmt: skip
    reported = short_date(record.reported_on) if record.reported_on else "belum"
    blocks: list[Block] = [
        Title(f"BERITA ACARA {record.title.upper()}", f"Nomor {number_or_later(record.number)}"),
        Facts((
            ("Hari, tanggal", long_date(record.held_on) if record.held_on else NOTHING),
            ("Tempat", paper.where or NOTHING),
            ("Dari Puskesmas", paper.attended or NOTHING),
            ("Dilaporkan ke Kepala", reported),
        )),
        Heading("Usulan bidang kesehatan"),
        Table(columns, tuple(rows), size=9),
        Paragraph(counted.sentence),
    ]  # fmt: skip
    if paper.result:
        blocks += [Heading("Hasil"), Paragraph(paper.result)]
    host = Signature((f"Kepala {place}" if record.level == DESA else "Camat",), "." * 28)
    blocks.append(Signatures((host, signature(by.head, f"{by.town}, {short_date(by.day)}"))))
    return Document(
        code=f"ba-musrenbang-{record.level}", title=f"Berita acara {record.title}", blocks=tuple(blocks),
        letterhead=by.letterhead, paper=by.paper, landscape=True, margins=MARGINS,
        footer=f"Berita acara {record.title}, {by.puskesmas}", base=10, author=by.head.name,
    )  # fmt: skip
