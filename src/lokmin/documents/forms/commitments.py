"""Lintas sektor: the signed kesepakatan (domain.md 9.3), one card per partner, and the proposals for Musrenbang."""

from __future__ import annotations

from lokmin.core.periods import long_date, short_date
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.parts import foot, signature, signed_by_head, when_and_where
from lokmin.documents.forms.records import PackInput
from lokmin.documents.forms.roomrecords import Partner, Promise, Signatory
from lokmin.documents.forms.signing import signed
from lokmin.documents.forms.words import day_range, rupiah
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Margins,
    PageBreak,
    Paper,
    Paragraph,
    Row,
    Run,
    Signature,
    Signatures,
    Small,
    Space,
    Table,
    Text,
    Title,
)  # fmt: skip

_NO = Column("No", width=8)
#: The columns of the kesepakatan in their order (domain.md 9.3).
COLUMNS = (
    _NO,
    Column("Masalah prioritas", share=1.15),
    Column("Bentuk dukungan", share=1.1),
    Column("Sektor/instansi", share=0.9),
    Column("Kegiatan", share=1.2),
    Column("Sasaran/lokasi", share=1.05),
    Column("Waktu", share=0.95),
    Column("Sumber daya", share=0.9),
    Column("Penanggung jawab", share=1.0),
)

#: In a meeting of the house the RTL of the staff are what is promised: nobody there is a sector.
OWN_COLUMNS = (
    _NO,
    Column("Masalah prioritas", share=1.2),
    Column("Kegiatan", share=1.3),
    Column("Sasaran/lokasi", share=1.05),
    Column("Waktu", share=0.95),
    Column("Hasil yang diharapkan", share=1.2),
    Column("Pelaksana dan mitra", share=1.0),
    Column("Penanggung jawab", share=1.1),
)


def kesepakatan(pack: PackInput) -> Document:
    """The joint commitment, landscape. Who signed in the room stands with that signature, the others get a line."""
    meeting, room = pack.meeting, pack.room
    across = meeting.kind.startswith("tribulanan")
    title = "Kesepakatan Bersama Lintas Sektor" if across else "Komitmen Bersama"
    columns, word, what = (
        (COLUMNS, "Kesepakatan", "menyepakati dukungan")
        if across
        else (OWN_COLUMNS, "Komitmen", "berkomitmen melaksanakan hal")
    )
    foundation: tuple[Text, ...] = room.foundation or meeting.legal_base
    blocks: list[Block] = [
        Title(title.upper(), f"{meeting.title} {pack.puskesmas}"),
        Paragraph(
            f"Pada hari {long_date(meeting.date).replace(',', ', tanggal', 1)}, bertempat di {meeting.place}, kami "
            f"yang bertanda tangan di bawah ini {what} berikut, masing-masing menurut tugasnya.",
            align="justify",
        ),
    ]
    if foundation:
        blocks += [Paragraph("Dasar:", keep_next=True), Items(foundation, ordered=True)]
    blocks += [
        Table(columns, _rows(room.clauses or room.promises, across), size=8.5, breakable=True),
        Paragraph(
            f"{word} ini dilaksanakan dengan penuh tanggung jawab, dan hasilnya dilaporkan pada pertemuan berikutnya.",
            align="justify",
        ),
        Paragraph(f"{meeting.town}, {short_date(meeting.date)}", align="right", keep_next=True),
        Signatures(_signatories(pack)),
    ]
    return Document(
        code="kesepakatan",
        title=f"{title}, {short_date(meeting.date)}",
        blocks=tuple(blocks),
        letterhead=pack.letterhead,
        paper=pack.paper,
        landscape=True,
        margins=Margins(top=14, right=14, bottom=14, left=18),
        footer=foot(pack, title),
        base=10,
    )


def _rows(promises: tuple[Promise, ...], across: bool) -> tuple[Row, ...]:
    rows = tuple(
        Row((
            str(number), p.problem or NOTHING, p.activity or NOTHING, p.target or NOTHING, promised_when(p),
            p.support or NOTHING, p.resources or NOTHING,
            ", ".join(dict.fromkeys(filter(None, (p.sector, p.owner)))) or NOTHING,
        ))
        if not across
        else Row((
            str(number), p.problem or NOTHING, p.support or NOTHING, p.sector or NOTHING, p.activity or NOTHING,
            p.target or NOTHING, promised_when(p), p.resources or NOTHING, p.owner or NOTHING,
        ))
        for number, p in enumerate(promises, start=1)
    )  # fmt: skip
    return rows or (Row(("Belum ada yang disepakati.",), kind="group"),)


def promised_when(promise: Promise) -> str:
    """Its words where it has no exact day, else its days."""
    return promise.when or day_range(promise.start, promise.due)


def _signatories(pack: PackInput) -> tuple[Signature, ...]:
    """Those of the room in their order. Nobody named: the head, the camat across sectors, and a line per sector."""
    room, meeting = pack.room, pack.meeting
    if room.signatories:
        return tuple(_signatory(one) for one in room.signatories)
    across = meeting.kind.startswith("tribulanan")
    sectors = list(dict.fromkeys(p.sector for p in room.promises if p.sector))
    camat = [Signature(("Camat,",), _LINE)] if across and not any("camat" in s.lower() for s in sectors) else []
    return (*camat, signature(meeting.head), *(Signature((f"{sector},",), _LINE) for sector in sectors))


_LINE = "(..............................)"


def _signatory(one: Signatory) -> Signature:
    above = (one.sector, f"{one.jabatan},") if one.jabatan and one.jabatan != one.sector else (f"{one.sector},",)
    below = ("ditandatangani sebelum naskah diubah",) if one.stale else ()
    return signed(Signature(above, one.name or _LINE, below), one.sign)


def kartu_mitra(pack: PackInput) -> Document:
    """One page of half a sheet for each partner: what it promised today and what became of what it promised before.

    A partner's card names no other partner, and no figure of persons.
    """
    blocks: list[Block] = []
    for partner in pack.room.partners:
        if blocks:
            blocks.append(PageBreak())
        blocks += _card(pack, partner)
    return Document(
        code="kartu-mitra",
        title=f"Kartu mitra, {short_date(pack.meeting.date)}",
        blocks=tuple(blocks) or (Paragraph("Belum ada mitra dengan kesepakatan."),),
        paper=Paper.A5,
        margins=Margins(top=12, right=12, bottom=14, left=12),
        footer=foot(pack, "Kartu mitra"),
        base=11,
    )


def _card(pack: PackInput, partner: Partner) -> list[Block]:
    meeting = pack.meeting
    person = ", ".join(text for text in (partner.name, partner.jabatan) if text)
    blocks: list[Block] = [
        Title(partner.sector, f"{meeting.title}, {short_date(meeting.date)}"),
        *([Paragraph(person, align="center")] if person else []),
        Heading("Yang Anda sepakati"),
        *(_promise(p) for p in partner.promises),
    ]
    if not partner.promises:
        blocks.append(Paragraph("Tidak ada kesepakatan baru pada pertemuan ini."))
    if partner.earlier:
        rows = tuple(Row((p.activity or p.support, promised_when(p), _outcome(p))) for p in partner.earlier)
        columns = (Column("Kegiatan"), Column("Waktu", width=30), Column("Hasil", width=38))
        blocks += [Heading("Hasil kesepakatan sebelumnya"), Table(columns, rows, size=9.5)]
    blocks.append(
        Small((f"Terima kasih atas dukungannya. {pack.puskesmas}, {meeting.town}, {short_date(meeting.date)}.",))
    )
    return blocks


def _promise(p: Promise) -> Paragraph:
    more = [f"{label} {words}" for label, words in (
        ("Untuk:", p.problem), ("Sasaran:", p.target), ("Waktu:", promised_when(p)), ("Sumber daya:", p.resources),
        ("Penanggung jawab:", p.owner),
    ) if words and words != NOTHING]  # fmt: skip
    return Paragraph((Run(p.activity or p.support, bold=True), Run("".join(f"\n{line}" for line in more))))


def _outcome(p: Promise) -> str:
    return ": ".join(text for text in (p.status, p.result) if text)


def usulan(pack: PackInput) -> Document:
    """The health proposals agreed for Musrenbang kecamatan, landscape."""
    meeting = pack.meeting
    title = "Usulan Bidang Kesehatan untuk Musrenbang"
    rows = tuple(
        Row((
            str(number), p.title, p.reason or NOTHING, p.place or NOTHING, p.volume or NOTHING, rupiah(p.cost),
            p.fund or NOTHING, p.level or NOTHING, p.proposer or NOTHING, p.score or NOTHING, p.status or NOTHING,
        ))
        for number, p in enumerate(pack.room.proposals, start=1)
    )  # fmt: skip
    columns = (
        _NO,
        Column("Usulan", share=1.4),
        Column("Alasan dan data", share=1.5),
        Column("Lokasi"),
        Column("Volume", share=0.8),
        Column("Perkiraan biaya", width=24, align="right"),
        Column("Sumber dana", share=0.8),
        Column("Tingkat", share=0.7),
        Column("Pengusul", share=0.9),
        Column("Nilai", width=14),
        Column("Status", share=0.7),
    )
    known = [p.cost for p in pack.room.proposals if p.cost is not None]
    counted = f"Jumlah {rupiah(sum(known))} dari {len(known)} usulan yang sudah dihitung biayanya." if known else ""
    blocks: list[Block] = [
        Title(title.upper(), f"{pack.puskesmas}, tahun {meeting.date.year + 1}"),
        Facts(when_and_where(meeting)),
        Table(columns, rows or (Row(("Belum ada usulan.",), kind="group"),), size=8.5, breakable=True),
        *([Paragraph(counted)] if counted else []),
        Space(2),
        Signatures((signed_by_head(meeting, f"{meeting.town}, {short_date(meeting.date)}"),), right=True),
    ]
    return Document(
        code="usulan-musrenbang",
        title=title,
        blocks=tuple(blocks),
        letterhead=pack.letterhead,
        paper=pack.paper,
        landscape=True,
        margins=Margins(top=14, right=14, bottom=14, left=18),
        footer=foot(pack, title),
        base=10,
    )
