"""KAK (kerangka acuan kegiatan) of a meeting and its lembar pengesahan, for the kinds of meetings that ask for them."""

from __future__ import annotations

from lokmin.core.periods import long_date, short_date
from lokmin.documents.forms.parts import foot, number_or_later, signed_by_head, when_and_where
from lokmin.documents.forms.records import PackInput
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Paragraph,
    Row,
    Signatures,
    Table,
    Text,
    Title,
)  # fmt: skip


def kak(pack: PackInput) -> Document:
    """Nine parts (domain.md 9.2): background to cost; what the office has not said is a line to write on."""
    meeting = pack.meeting
    title = f"Kerangka Acuan Kegiatan {meeting.title}"
    blocks: list[Block] = [Title("KERANGKA ACUAN KEGIATAN (KAK)", meeting.title)]
    parts: tuple[tuple[str, list[Block]], ...] = (
        ("Latar belakang", _background(pack)),
        ("Tujuan umum", _words(meeting.aim)),
        ("Tujuan khusus", _list(meeting.purposes)),
        ("Kegiatan", _list(tuple(item.title for item in meeting.agenda))),
        ("Cara melaksanakan kegiatan", _list(meeting.steps)),
        ("Sasaran", _list(meeting.sought or meeting.recipients)),
        ("Jadwal", [Facts(when_and_where(meeting))]),
        ("Luaran", _list(meeting.outputs)),
        ("Evaluasi pelaksanaan dan pelaporan", [Paragraph(
            "Pelaksanaan dinilai dari ketepatan waktu, kehadiran, dan jumlah keputusan yang punya penanggung jawab dan "
            "batas waktu. Rencana tindak lanjut dinilai pada pertemuan berikutnya.", align="justify")]),
        ("Pencatatan dan pelaporan", [Paragraph(
            "Daftar hadir, notulen dengan foto, matriks rencana tindak lanjut, dan laporan dibuat pada hari pertemuan "
            "dan disimpan di Puskesmas; berkasnya disampaikan ke Dinas Kesehatan.", align="justify")]),
        ("Biaya", [Paragraph("................................................................")]),
    )  # fmt: skip
    for number, (heading, body) in enumerate(parts, start=1):
        blocks += [Heading(f"{number}. {heading}"), *body]
    blocks.append(Signatures((signed_by_head(meeting, f"{meeting.town}, {short_date(meeting.date)}"),), right=True))
    return Document(
        code="kak",
        title=title,
        blocks=tuple(blocks),
        letterhead=pack.letterhead,
        paper=pack.paper,
        footer=foot(pack, title),
    )


def _background(pack: PackInput) -> list[Block]:
    meeting = pack.meeting
    found: list[Block] = [
        Paragraph(
            f"{meeting.title} adalah bagian penggerakan dan pelaksanaan dalam manajemen {pack.puskesmas}: hasil "
            f"kegiatan {_looked_back(pack)} dibandingkan dengan rencana, hambatan dicari sebabnya, dan kegiatan "
            "berikutnya disepakati.",
            align="justify",
        )
    ]
    if meeting.inputs:
        found += [Paragraph("Bahan yang dibawa:", keep_next=True), Items(meeting.inputs)]
    if meeting.legal_base:
        found += [Paragraph("Dasar hukum:", keep_next=True), Items(meeting.legal_base, ordered=True)]
    return found


def _looked_back(pack: PackInput) -> str:
    """``sampai April 2026``, ``Juli–September 2025``."""
    return pack.meeting.achieved.removeprefix("capaian ") if pack.meeting.period else f"sampai {pack.month.label}"


def _words(text: str) -> list[Block]:
    return [Paragraph(text or "................................................................", align="justify")]


def _list(items: tuple[Text, ...]) -> list[Block]:
    return [Items(items, ordered=True)] if items else _words("")


def pengesahan(pack: PackInput) -> Document:
    """The sheet on which the head declares minutes, matrix and report to be the office's own."""
    meeting = pack.meeting
    title = f"Lembar Pengesahan {meeting.title}"
    rows = tuple(
        Row((str(number), what, mark))
        for number, (what, mark) in enumerate(
            (
                (f"Notulen {meeting.title}", number_or_later(meeting.number)),
                ("Matriks rencana tindak lanjut", f"{len(meeting.rtl)} rencana"),
                (f"Laporan {meeting.title}", meeting.achieved),
            ),
            start=1,
        )
    )
    blocks: tuple[Block, ...] = (
        Title("LEMBAR PENGESAHAN", f"{pack.puskesmas}, {long_date(meeting.date)}"),
        Paragraph(
            f"Setelah diperiksa, berkas {meeting.title} yang diselenggarakan pada {long_date(meeting.date)} di "
            f"{meeting.place} dinyatakan benar dan disahkan, terdiri atas:",
            align="justify",
        ),
        Table((Column("No", width=9), Column("Berkas"), Column("Nomor atau keterangan", width=62)), rows, size=10),
        Signatures((signed_by_head(meeting, f"{meeting.town}, {short_date(meeting.date)}", "Disahkan oleh,"),),
                   right=True),
    )  # fmt: skip
    return Document(
        code="pengesahan",
        title=title,
        blocks=blocks,
        letterhead=pack.letterhead,
        paper=pack.paper,
        footer=foot(pack, title),
        base=11,
    )
