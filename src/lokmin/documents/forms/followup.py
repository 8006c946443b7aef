"""The RTL matrix in full (landscape, seventeen official columns) and in the short form of the minutes."""

from __future__ import annotations

import datetime as dt

from lokmin.core.periods import short_date
from lokmin.documents.forms.parts import foot, signature, signed_by_head
from lokmin.documents.forms.records import PackInput, RtlRow
from lokmin.documents.forms.words import day_range, rupiah
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Heading,
    Margins,
    Paper,
    Paragraph,
    Row,
    Signatures,
    Table,
    Text,
    Title,
)  # fmt: skip

#: Printed where the office has not said anything: an empty cell would look forgotten.
NOTHING = "–"

SHORT_COLUMNS = (
    Column("No", width=9),
    Column("Masalah"),
    Column("Penyebab"),
    Column("Kegiatan", share=1.1),
    Column("Sasaran", share=0.8),
    Column("Waktu", share=0.85),
    Column("Penanggung jawab", share=1.05),
    Column("Tanda berhasil", share=1.05),
)

#: The official matrix (domain.md 9.3) in its order.
FULL_COLUMNS = (
    Column("No", width=7),
    Column("Masalah", share=1.25),
    Column("Penyebab", share=1.2),
    Column("Rencana tindak lanjut (kegiatan)", share=1.35),
    Column("Sasaran", share=0.95),
    Column("Target", share=0.9),
    Column("Tempat", share=1.05),
    Column("Waktu (mulai–selesai)", share=0.95),
    Column("Penanggung jawab", share=1.15),
    Column("Pelaksana/ mitra", share=1.05),
    Column("Biaya", width=17.5, align="right"),
    Column("Sumber dana", share=0.95),
    Column("Indikator keberhasilan", share=1.15),
    Column("Hasil", share=0.9),
    Column("Status", width=14.5),
    Column("Bukti", share=0.85),
    Column("Evaluasi", share=0.9),
)


def rtl_short(rows: tuple[RtlRow, ...]) -> Table:
    """Eight columns that fit an upright page."""
    body = tuple(
        Row((
            str(number), row.problem, row.cause or NOTHING, row.action or NOTHING, row.target_group or NOTHING,
            day_range(row.start, row.due), row.owner or NOTHING, row.indicator or NOTHING,
        ))
        for number, row in enumerate(rows, start=1)
    )  # fmt: skip
    return Table(SHORT_COLUMNS, body or (Row(("Belum ada rencana tindak lanjut.",), kind="group"),), breakable=True)


def rtl_full(rows: tuple[RtlRow, ...], empty: str = "Tidak ada rencana tindak lanjut.") -> Table:
    """All seventeen official columns, grouped by klaster where rows name one."""
    body: list[Row] = []
    shown: int | None = None
    for number, row in enumerate(sorted(rows, key=lambda r: r.klaster or 0), start=1):
        if row.klaster and row.klaster != shown:
            shown = row.klaster
            body.append(Row((f"Klaster {row.klaster}",), kind="group"))
        body.append(Row((str(number), *_full_cells(row))))
    return Table(FULL_COLUMNS, tuple(body) or (Row((empty,), kind="group"),), size=7.0, breakable=True)


def _full_cells(row: RtlRow) -> tuple[Text, ...]:
    cells = full_texts(row)
    return tuple(cell or NOTHING for cell in cells)


def full_texts(row: RtlRow) -> tuple[str, ...]:
    """The sixteen columns after the number, empty where nothing is said; what an action has more stands within them."""
    age = f" (umur {row.age_months} bulan)" if row.age_months else ""
    when = "; ".join(filter(None, (day_range(row.start, row.due).removesuffix(NOTHING), row.rhythm)))
    action = "\n".join((row.action, *(f"– {part}" for part in row.parts)))
    status = "; ".join(filter(None, (row.status + age, row.carried)))
    return (
        row.problem, row.cause or row.root, action, row.target_group, row.target, row.place, when, row.owner,
        row.partners, rupiah(row.cost), row.fund, row.indicator, row.result, status, row.evidence, row.evaluation,
    )  # fmt: skip


def daftar_rtl(rows: tuple[RtlRow, ...], puskesmas: str, day: dt.date, about: str, paper: Paper) -> Document:
    """The matrix of any actions on any day, outside a meeting. ``about``: which ones they are (``terlambat``)."""
    title = "Matriks Rencana Tindak Lanjut"
    return Document(
        code="daftar-rtl", title=title, paper=paper, landscape=True, base=9.5,
        blocks=(
            Title(title.upper(), f"{puskesmas}, {short_date(day)}"), Paragraph(about),
            rtl_full(rows, "Tidak ada rencana tindak lanjut."),
        ),
        margins=Margins(top=14, right=10, bottom=14, left=14), footer=f"{title}, {puskesmas}, {short_date(day)}",
    )  # fmt: skip


def matriks_rtl(pack: PackInput) -> Document:
    """The RTL matrix of this meeting, and how last month's plans went, landscape."""
    meeting = pack.meeting
    title = f"Matriks Rencana Tindak Lanjut {meeting.title}"
    blocks: list[Block] = [
        Title(title.upper(), f"{pack.puskesmas}, {short_date(meeting.date)}"),
        Heading("A. Rencana tindak lanjut dari pertemuan ini"),
        rtl_full(meeting.rtl),
        *(
            Paragraph(f"Nomor {number} belum lengkap. Alasan: {row.lacking_reason}", small=True)
            for number, row in enumerate(sorted(meeting.rtl, key=lambda r: r.klaster or 0), start=1)
            if row.lacking_reason
        ),
        Heading("B. Evaluasi rencana tindak lanjut sebelumnya"),
        rtl_full(meeting.previous_rtl, "Tidak ada rencana tindak lanjut dari pertemuan sebelumnya."),
        Signatures(
            (
                signed_by_head(meeting, "Mengetahui,"),
                signature(meeting.notulis, f"{meeting.town}, {short_date(meeting.date)}", "Notulis,", jabatan=False),
            )
        ),
    ]
    return Document(
        code="matriks-rtl",
        title=title,
        blocks=tuple(blocks),
        paper=pack.paper,
        landscape=True,
        margins=Margins(top=14, right=10, bottom=14, left=14),
        footer=foot(pack, f"{title}, {short_date(meeting.date)}"),
        base=9.5,
        author=meeting.notulis.name,
    )
