"""Laporan lokmin in five chapters (domain.md 9.3), with the tables of the month as its appendix."""

from __future__ import annotations

from lokmin.core.periods import long_date, short_date
from lokmin.documents.forms.effects import effect_table
from lokmin.documents.forms.followup import rtl_short
from lokmin.documents.forms.minutes import agreements, attendance_sentence, guest_sentence, quoted
from lokmin.documents.forms.parts import (
    STATUS_RULE,
    closing_lines,
    foot,
    gallery,
    indicator_name,
    signed_by_head,
    when_and_where,
)
from lokmin.documents.forms.recap import rekap_table
from lokmin.documents.forms.records import Note, PackInput
from lokmin.documents.forms.roomsections import agreed, discussed, guidance
from lokmin.documents.forms.sentences import headline, puskesmas_sentence
from lokmin.documents.forms.words import joined
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Paragraph,
    Row,
    Run,
    Signatures,
    Small,
    Space,
    Table,
    Text,
    Title,
)  # fmt: skip

#: So many indicators get a sentence; so many are named in the closing.
_SENTENCES, _NAMED = 10, 6


def laporan(pack: PackInput) -> Document:
    """Pendahuluan, pelaksanaan, hasil, rencana tindak lanjut, penutup, and the photos."""
    meeting = pack.meeting
    title = f"Laporan {meeting.title}"
    blocks: list[Block] = [
        Title(title.upper(), f"{pack.puskesmas}, {meeting.about or pack.month.label}"),
        *_introduction(pack),
        *_execution(pack),
        *_results(pack),
        Heading("BAB IV RENCANA TINDAK LANJUT", level=1),
        rtl_short(meeting.rtl),
        *(block for heading, more in agreed(pack) for block in (Heading(heading, level=2), *more)),
        Heading("BAB V PENUTUP", level=1),
        Paragraph(_closing(pack), align="justify"),
        Signatures((signed_by_head(meeting, f"{meeting.town}, {short_date(meeting.date)}"),), right=True),
    ]
    if meeting.photos:
        blocks += [Heading("LAMPIRAN: FOTO KEGIATAN", level=1), *gallery(meeting.photos)]
    blocks.append(Small((*([STATUS_RULE] if pack.sheets else []), *closing_lines(pack))))
    return Document(
        code="laporan",
        title=f"{title}, {short_date(meeting.date)}",
        blocks=tuple(blocks),
        letterhead=pack.letterhead,
        paper=pack.paper,
        footer=foot(pack, title),
        author=meeting.head.name,
    )


def _introduction(pack: PackInput) -> list[Block]:
    meeting = pack.meeting
    purposes: tuple[Text, ...] = meeting.purposes or (
        f"Menilai {meeting.achieved} terhadap target berjalan.",
        "Menemukan masalah dan hambatan beserta penyebabnya.",
        "Menyusun rencana tindak lanjut dan rencana bulan berikutnya.",
    )
    blocks: list[Block] = [
        Heading("BAB I PENDAHULUAN", level=1),
        Heading("A. Latar belakang", level=2),
        Paragraph(
            "Lokakarya mini adalah bagian penggerakan dan pelaksanaan dalam manajemen Puskesmas. Dalam pertemuan ini "
            "hasil kegiatan dibandingkan dengan rencana, hambatan dicari penyebabnya, dan kegiatan berikutnya "
            f"disepakati. Pertemuan ini membahas {meeting.achieved} di wilayah {pack.puskesmas}.",
            align="justify",
        ),
        Heading("B. Tujuan", level=2),
        Items(purposes, ordered=True),
    ]
    if meeting.legal_base:
        blocks += [Heading("C. Dasar hukum", level=2), Items(meeting.legal_base, ordered=True)]
    return blocks


def _execution(pack: PackInput) -> list[Block]:
    meeting = pack.meeting
    facts: list[tuple[str, Text]] = [
        *([("Pertemuan", meeting.counted)] if meeting.counted else []),
        *when_and_where(meeting),
        *([("Fokus utama", "; ".join(f.sentence for f in meeting.focuses))] if meeting.focuses else []),
        *(("Dibuka oleh", opening.speaker) for opening in meeting.openings),
        ("Pemimpin", meeting.leader.name),
        *([("Moderator", meeting.moderator)] if meeting.moderator else []),
        ("Notulis", meeting.notulis.name),
        ("Peserta", attendance_sentence(meeting)),
        *([("Tamu", guests)] if (guests := guest_sentence(pack)) else []),
    ]
    blocks: list[Block] = [Heading("BAB II PELAKSANAAN", level=1), Facts(tuple(facts))]
    if meeting.agenda:
        blocks += [Heading("Susunan acara", level=2), Items(tuple(item.title for item in meeting.agenda), ordered=True)]
    return blocks


def _results(pack: PackInput) -> list[Block]:
    blocks: list[Block] = [
        Heading("BAB III HASIL", level=1),
        Heading("A. Capaian", level=2),
        *_findings(pack),
        Space(2),
        rekap_table(pack.sheets),
        Heading("B. Masalah", level=2),
        _problems(pack),
    ]
    if pack.hidden_problems:
        blocks.append(Paragraph(f"{pack.hidden_problems} masalah lain ada di rekap.", small=True))
    parts = _discussion(pack) or [("Pembahasan", _notes(()))]
    if pack.looked_back.effects:
        parts.insert(0, ("Dampak rencana tindak lanjut sebelumnya", [effect_table(pack.looked_back.effects)]))
    if pack.quality:
        parts.append(("Mutu data", [Items(pack.quality)]))
    letters = iter("CDEFGHIJKLMNOPQRSTUVWXYZ")
    for heading, body in parts:
        letter = next(letters, "")  # many ballots: the last ones have no letter left
        blocks += [Heading(f"{letter}. {heading}" if letter else heading, level=2), *body]
    return blocks


def _discussion(pack: PackInput) -> list[tuple[str, list[Block]]]:
    """All that was said and agreed, as the minutes have it; only what there is."""
    meeting = pack.meeting
    parts: list[tuple[str, list[Block]]] = list(guidance(pack))
    if meeting.notes:
        parts.append(("Pembahasan", _notes(meeting.notes)))
    parts += discussed(pack)
    if meeting.decisions:
        parts.append(("Kesepakatan", [Items(agreements(meeting), ordered=True)]))
    return parts


def _findings(pack: PackInput) -> list[Block]:
    """A sentence for each indicator with villages below its target, those with most people missing first."""
    red = sorted((s for s in pack.sheets if s.below), key=lambda s: -sum(r.gap_people or 0 for r in s.below))
    found: list[Block] = [
        Paragraph((Run(f"{headline(sheet, pack.names)}. ", bold=True), Run(f"{puskesmas_sentence(sheet)}.")))
        for sheet in red[:_SENTENCES]
    ]
    if len(red) > _SENTENCES:
        found.append(
            Paragraph(f"{len(red) - _SENTENCES} indikator lain dengan desa di bawah target ada di tabel berikut.")
        )
    return found


def _problems(pack: PackInput) -> Table:
    rows = tuple(
        Row((
            str(number), p.title, p.place, indicator_name(pack, p.indicator), p.people or "–",
            (Run(p.status, status=p.status),) if p.status else "–", p.cause or "–",
        ))
        for number, p in enumerate(pack.problems, start=1)
    )  # fmt: skip
    columns = (
        Column("No", width=8),
        Column("Masalah", share=1.4),
        Column("Tempat", width=24),
        Column("Indikator", width=18),
        Column("Kekurangan", width=26),
        Column("Status", width=20),
        Column("Penyebab"),
    )
    none = "Tidak ada masalah yang ditemukan." if pack.sheets else "Belum ada angka untuk mencari masalah."
    return Table(columns, rows or (Row((none,), kind="group"),), size=8.5)


def _notes(notes: tuple[Note, ...]) -> list[Block]:
    if not notes:
        return [Paragraph("Belum ada catatan pembahasan.")]
    blocks: list[Block] = []
    for number, note in enumerate(notes, start=1):
        body: list[Run] = [Run(f"{number}. {note.topic}. ", bold=True)]
        for quote in note.quotes:
            body += [*quoted(quote), Run(" ")]
        body.append(Run(note.discussion))
        if note.decision:
            body.append(Run(f" Keputusan: {note.decision}", italic=True))
        blocks.append(Paragraph(tuple(body), align="left"))
    return blocks


def _closing(pack: PackInput) -> str:
    meeting = pack.meeting
    below = sorted({sheet.short for sheet in pack.sheets if sheet.below})
    if len(below) > _NAMED:
        below = [*below[:_NAMED], f"{len(below) - _NAMED} indikator lain"]
    lead = (
        f"Indikator yang masih punya desa di bawah target berjalan: {joined(below)}."
        if below
        else "Semua desa yang melapor mencapai target berjalan."
        if pack.sheets
        else "Belum ada angka yang dilaporkan untuk periode ini."
    )
    end = (
        meeting.conclusion
        or f"Disepakati {len(meeting.rtl)} rencana tindak lanjut yang dinilai pada pertemuan berikutnya."
    )
    return (
        f"{lead} {end} Demikian laporan pertemuan {long_date(meeting.date)} ini dibuat untuk dipergunakan seperlunya."
    )
