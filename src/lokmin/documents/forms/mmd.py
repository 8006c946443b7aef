"""MMD on paper: invitation, attendance sheet, notulen, the activities by means, the proposal to Musrenbang desa."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from lokmin.core.community.mmd import MEANS, Agreement, plan_year, shares
from lokmin.core.community.problems import VillageProblem
from lokmin.core.periods import long_date, short_date
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.parts import gallery
from lokmin.documents.forms.problemparts import MARGINS
from lokmin.documents.forms.records import Photo
from lokmin.documents.forms.smdparts import NO, VillagePaper, dots, tight, upright
from lokmin.documents.forms.words import rupiah
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Table,
    Text,
    Title,
)  # fmt: skip

_SIGN_ROWS = 25
#: So many problems an invitation names.
_TOLD = 5


@dataclass(frozen=True, slots=True)
class MmdPaper:
    """One musyawarah as its papers need it; None where the day or a count is not known."""

    about: VillagePaper
    date: dt.date | None = None
    place: str = ""
    leader: str = ""
    notulis: str = ""
    men: int | None = None
    women: int | None = None
    notes: str = ""
    problems: tuple[VillageProblem, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    photos: tuple[Photo, ...] = field(default=())

    @property
    def attended(self) -> str:
        """``48 orang (20 laki-laki, 28 perempuan)``; a dash where nobody counted."""
        if self.men is None and self.women is None:
            return NOTHING
        parts = [f"{n} {word}" for n, word in ((self.men, "laki-laki"), (self.women, "perempuan")) if n is not None]
        return f"{(self.men or 0) + (self.women or 0)} orang ({', '.join(parts)})"


def invitation(paper: MmdPaper) -> Document:
    """The letter of the head of the village that calls the villagers together, with what the survey found."""
    village = paper.about.village
    told = tuple(f"{p.words[:1].upper()}{p.words[1:]}" for p in paper.problems[:_TOLD])
    survey: list[Block] = [Paragraph("Yang ditemukan survei:"), Items(told, indent=4)] if told else []
    blocks: list[Block] = [
        Title(f"PEMERINTAH {village.upper()}", paper.about.kecamatan),
        Paragraph(f"{village.removeprefix('Desa ')}, {dots(24)}", align="right"),
        Facts((
            ("Nomor", dots(30)), ("Lampiran", "–"), ("Hal", "Undangan Musyawarah Masyarakat Desa"),
            ("Yth.", f"{dots(40)} di tempat"),
        )),
        Paragraph("Dengan hormat,"),
        Paragraph(
            f"Survei Mawas Diri {village} sudah selesai. Kami mengundang Saudara untuk membahas hasilnya dan "
            "menyepakati apa yang dikerjakan bersama, pada:", align="justify",
        ),
        Facts((
            ("hari, tanggal", long_date(paper.date) if paper.date else dots(40)), ("pukul", dots(20)),
            ("tempat", paper.place or dots(40)),
        ), label_width=30, indent=10),
        Paragraph("Acara:"),
        Items((
            "Penyampaian hasil Survei Mawas Diri", "Menyepakati urutan masalah dan penyebabnya",
            "Menyusun kegiatan: siapa, kapan, dengan apa", "Menentukan yang dibawa ke Musrenbang desa",
        ), ordered=True, indent=4),
        *survey,
        Paragraph("Atas kehadiran Saudara kami ucapkan terima kasih."),
        Signatures((Signature(("Kepala Desa,",), dots(28)),), right=True),
    ]  # fmt: skip
    return upright("mmd-undangan", "Undangan MMD", blocks, paper.about, signed=False, head=False, base=11)


def proposal(paper: MmdPaper) -> Document:
    """What a village asks of Musrenbang desa, landscape: only what needs a budget, with its sum."""
    asked = [a for a in paper.agreements if a.needs_budget]
    year = plan_year(paper.date) if paper.date else paper.about.year + 1
    columns = (
        NO, Column("Masalah", share=1.2), Column("Usulan kegiatan", share=1.4), Column("Volume", width=30),
        Column("Pelaksana", share=0.9), Column("Perkiraan biaya (rupiah)", width=36, align="right"),
        Column("Sumber dana yang diusulkan", width=40), Column("Keputusan Musrenbang", width=36),
    )  # fmt: skip
    rows = [
        Row((str(n), a.problem or NOTHING, a.activity, a.volume or NOTHING, a.who or NOTHING, _cost(a),
             a.fund or NOTHING, ""))
        for n, a in enumerate(asked, start=1)
    ]  # fmt: skip
    counted = shares(asked)
    rows.append(
        Row(("", "Jumlah", "", "", "", rupiah(counted.total), _open(counted.uncosted), ""), kind="total")
        if asked else Row(("Tidak ada kegiatan yang perlu anggaran.",), kind="group")
    )  # fmt: skip
    village = paper.about.village
    day = f" tanggal {short_date(paper.date)}" if paper.date else ""
    blocks: list[Block] = [
        Title(f"USULAN KEGIATAN KESEHATAN {village.upper()}", f"untuk Musrenbang desa, rencana tahun {year}"),
        Paragraph(f"Disepakati dalam Musyawarah Masyarakat Desa{day}. Hadir: {paper.attended}."),
        Table(columns, tuple(rows), size=9),
        Signatures((
            Signature(("Mengetahui,", "Kepala Desa"), dots(28)),
            Signature(("Wakil warga,",), paper.leader or dots(28)),
        )),
    ]  # fmt: skip
    by = paper.about.office
    return Document(
        code="mmd-usulan", title=f"Usulan {village} untuk Musrenbang {year}", blocks=tuple(blocks), paper=by.paper,
        landscape=True, margins=MARGINS, footer=f"Usulan {village} untuk Musrenbang desa, tahun {year}", base=10,
    )  # fmt: skip


def attendance_sheet(paper: MmdPaper) -> Document:
    """The sheet people sign: name, address by RT, signature. It stays with the village; nothing of it is typed."""
    rows = tuple(
        Row((str(n), "", "", "", *((f"{n}.", "") if n % 2 else ("", f"{n}.")))) for n in range(1, _SIGN_ROWS + 1)
    )
    columns = (
        NO, Column("Nama", share=1.5), Column("RT/RW atau lembaga"), Column("L/P", width=11, align="center"),
        Column("Tanda tangan", width=27), Column(None, width=27),
    )  # fmt: skip
    blocks: list[Block] = [
        Title("DAFTAR HADIR MUSYAWARAH MASYARAKAT DESA", paper.about.under),
        Facts(_facts(paper)[:2]),
        Table(columns, rows, size=10, row_height=8.2),
        Paragraph(f"Jumlah: laki-laki {dots(8)} perempuan {dots(8)}"),
    ]
    return upright("mmd-daftar-hadir", "Daftar hadir MMD", blocks, paper.about, signed=False)


def mmd_minutes(paper: MmdPaper) -> Document:
    """Notulen of the musyawarah: who, what was said, the problems in order, what was agreed; signed by its leader."""
    told = tuple(
        f"{p.words[:1].upper()}{p.words[1:]}" + (f" ({tight(p.figure)})" if p.figure else "") for p in paper.problems
    )
    blocks: list[Block] = [
        Title("NOTULEN MUSYAWARAH MASYARAKAT DESA", paper.about.under),
        Facts(_facts(paper)),
        Heading("Masalah yang dibahas, menurut urutan"),
        Items(told, ordered=True) if told else Paragraph("Belum ditulis."),
        Heading("Pembahasan"),
        *(Paragraph(line) for line in (paper.notes or "Belum ditulis.").splitlines() if line.strip()),
        Heading("Kegiatan yang disepakati"),
        _agreed(paper.agreements),
        Paragraph(shares(paper.agreements).sentence),
        *([Heading("Foto"), *gallery(paper.photos)] if paper.photos else []),
        Signatures((
            Signature(("Notulis,",), paper.notulis or dots(28)),
            Signature(("Pemimpin musyawarah,",), paper.leader or dots(28)),
        )),
    ]  # fmt: skip
    return upright("mmd-notulen", "Notulen MMD", blocks, paper.about, signed=False)


def _facts(paper: MmdPaper) -> tuple[tuple[str, Text], ...]:
    return (
        ("Hari, tanggal", long_date(paper.date) if paper.date else dots(40)),
        ("Tempat", paper.place or dots(40)),
        ("Pemimpin", paper.leader or dots(40)),
        ("Hadir", paper.attended),
    )


def _agreed(agreements: Sequence[Agreement]) -> Table:
    columns = (
        NO, Column("Kegiatan", share=1.5), Column("Siapa"), Column("Kapan", width=27), Column("Cara", width=27),
        Column("Biaya", width=27, align="right"),
    )  # fmt: skip
    rows = tuple(
        Row((str(n), a.activity, a.who or NOTHING, _when(a), MEANS[a.means], _cost(a)))
        for n, a in enumerate(agreements, start=1)
    )
    return Table(columns, rows or (Row(("Belum ada kegiatan yang disepakati.",), kind="group"),), size=9.5)


def activities_paper(paper: MmdPaper) -> Document:
    """The agreed activities, landscape: own means first, then what needs a budget and goes to Musrenbang desa."""
    columns = (
        NO, Column("Masalah", share=1.2), Column("Kegiatan", share=1.4), Column("Volume", width=28),
        Column("Siapa", share=0.9), Column("Kapan", width=30), Column("Biaya (rupiah)", width=32, align="right"),
        Column("Sumber dana", width=32),
    )  # fmt: skip
    rows: list[Row] = []
    for means, name in (
        ("swadaya", "Dikerjakan sendiri (swadaya)"),
        ("anggaran", "Perlu anggaran: ke Musrenbang desa"),
    ):
        group = [a for a in paper.agreements if a.means == means]
        rows.append(Row((f"{name}: {len(group)} kegiatan",), kind="group"))
        rows += [
            Row((str(n), a.problem or NOTHING, a.activity, a.volume or NOTHING, a.who or NOTHING, _when(a), _cost(a),
                 a.fund or NOTHING))
            for n, a in enumerate(group, start=1)
        ]  # fmt: skip
    counted = shares(paper.agreements)
    rows.append(Row(("", "Jumlah yang perlu anggaran", "", "", "", "", rupiah(counted.total), _open(counted.uncosted)),
                    kind="total"))  # fmt: skip
    blocks: list[Block] = [
        Title("KESEPAKATAN KEGIATAN HASIL MMD", paper.about.under), Facts(_facts(paper)[:1]),
        Table(columns, tuple(rows), size=9),
        Signatures((
            Signature(("Mengetahui,", "Kepala Desa"), dots(28)),
            Signature(("Pemimpin musyawarah,",), paper.leader or dots(28)),
        )),
    ]  # fmt: skip
    by = paper.about.office
    return Document(
        code="mmd-kegiatan", title=f"Kesepakatan MMD {paper.about.village}", blocks=tuple(blocks), paper=by.paper,
        landscape=True, margins=MARGINS, footer=f"Kesepakatan MMD, {paper.about.under}", base=10,
    )  # fmt: skip


def _when(one: Agreement) -> str:
    return one.when or (f"s.d. {short_date(one.due)}" if one.due else NOTHING)


def _cost(one: Agreement) -> str:
    if one.cost is None:
        return "belum dihitung" if one.needs_budget else NOTHING
    return rupiah(one.cost)


def _open(count: int) -> str:
    return f"{count} belum dihitung" if count else ""
