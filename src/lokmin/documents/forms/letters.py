"""Letters: the invitation (surat dinas) and the cover letter that goes with the pack to the Dinkes."""

from __future__ import annotations

from collections.abc import Sequence

from lokmin.core.periods import long_date, short_date
from lokmin.documents.forms.parts import foot, number_or_later, signed_by_head
from lokmin.documents.forms.records import MeetingPaper, PackInput
from lokmin.documents.forms.words import clock_range
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Items,
    Paragraph,
    Row,
    Run,
    Signatures,
    Space,
    Table,
)  # fmt: skip


def undangan(pack: PackInput) -> Document:
    """The invitation: nomor, sifat, lampiran, hal, Yth., isi, catatan, tanda tangan, tembusan (domain.md 9.3)."""
    meeting = pack.meeting
    title = f"Undangan {meeting.title}"
    blocks: list[Block] = [
        *_head(meeting, meeting.letter_number, f"Undangan {meeting.title}"),
        *_recipients(meeting.recipients or ("(terlampir)",), meeting.recipients_place),
        Paragraph("Dengan hormat,"),
        Paragraph(_basis(meeting), align="justify", first=10),
        Facts(
            (
                ("hari, tanggal", long_date(meeting.date)),
                ("pukul", clock_range(meeting.start, None, meeting.zone)),
                ("tempat", meeting.place),
                ("acara", _agenda_line(meeting)),
            ),
            label_width=30,
            indent=10,
        ),
    ]
    if meeting.remarks:
        blocks += [Paragraph("Catatan:", keep_next=True), Items(meeting.remarks, ordered=True, indent=4)]
    blocks += [
        Paragraph(
            "Mengingat pentingnya pertemuan ini, kami mengharapkan kehadiran Saudara tepat waktu. "
            "Atas perhatian dan kehadirannya kami ucapkan terima kasih.",
            align="justify",
            first=10,
        ),
        Signatures((signed_by_head(meeting),), right=True),
        *_copies(meeting.copies),
    ]
    return Document(
        code="undangan",
        title=f"{title}, {short_date(meeting.date)}",
        blocks=tuple(blocks),
        letterhead=pack.letterhead,
        paper=pack.paper,
        footer=foot(pack, title),
        base=11,
        author=meeting.head.name,
    )


def surat_pengantar(pack: PackInput, contents: Sequence[tuple[str, str]]) -> Document:
    """The cover letter with the list of what is handed over: (file, what it is)."""
    meeting = pack.meeting
    title = f"Surat Pengantar Berkas {meeting.title}"
    rows = tuple(Row((str(number), what, name, "1 berkas")) for number, (name, what) in enumerate(contents, start=1))
    table = Table(
        (Column("No", width=9), Column("Isi"), Column("Nama berkas", width=62), Column("Jumlah", width=20)),
        rows,
        size=9.5,
    )
    blocks: list[Block] = [
        *_head(meeting, meeting.cover_number, f"Pengantar berkas {meeting.title}"),
        *_recipients(meeting.copies[:1] or ("Kepala Dinas Kesehatan",), meeting.recipients_place),
        Paragraph("Dengan hormat,"),
        Paragraph(
            f"Bersama ini kami sampaikan berkas {meeting.title} {pack.puskesmas} yang dilaksanakan pada "
            f"{long_date(meeting.date)}, dengan isi sebagai berikut.",
            align="justify",
            first=10,
        ),
        table,
        Space(2),
        Paragraph("Demikian kami sampaikan. Atas perhatiannya kami ucapkan terima kasih.", first=10),
        Signatures((signed_by_head(meeting),), right=True),
    ]
    return Document(
        code="surat-pengantar",
        title=title,
        blocks=tuple(blocks),
        letterhead=pack.letterhead,
        paper=pack.paper,
        footer=foot(pack, title),
        base=11,
        author=meeting.head.name,
    )


def _head(meeting: MeetingPaper, number: str, subject: str) -> tuple[Block, ...]:
    day = meeting.letter_date or meeting.date
    return (
        Paragraph(f"{meeting.town}, {short_date(day)}", align="right"),
        Facts(
            (
                ("Nomor", number_or_later(number)),
                ("Sifat", meeting.urgency),
                ("Lampiran", meeting.enclosure),
                ("Hal", (Run(subject, bold=True),)),
            ),
            label_width=22,
        ),
        Space(3),
    )


def _recipients(names: Sequence[str], place: str) -> tuple[Block, ...]:
    if len(names) == 1:
        return (Paragraph(f"Yth. {names[0]}\ndi {place}"), Space(2))
    return (
        Paragraph("Yth.", keep_next=True),
        Items(tuple(names), ordered=True, indent=4),
        Paragraph(f"di {place}"),
        Space(2),
    )


def _basis(meeting: MeetingPaper) -> str:
    base = f"Berdasarkan {meeting.legal_base[0]}, kami" if meeting.legal_base else "Kami"
    month = f" yang membahas {meeting.achieved}" if meeting.period else ""
    return f"{base} mengundang Saudara menghadiri {meeting.title}{month}, yang akan diselenggarakan pada:"


def _agenda_line(meeting: MeetingPaper) -> str:
    return "; ".join(item.title for item in meeting.agenda) or meeting.title


def _copies(copies: Sequence[str]) -> tuple[Block, ...]:
    if not copies:
        return ()
    return (Space(4), Paragraph("Tembusan:", keep_next=True), Items(tuple(copies), ordered=True))
