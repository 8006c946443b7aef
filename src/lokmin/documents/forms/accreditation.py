"""Evidence for accreditation criterion 1.6.2 (lokmin): what there is in each folder, and what is missing, in words.

Asked for (KMK HK.01.07/MENKES/165/2023, restated in domain.md 1.8): (a) jadwal of monthly and quarterly lokmin,
undangan, daftar hadir, notulen with photos; (b) notulen holding problems, obstacles and recommendations; (c) proof that
the recommendations were followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lokmin.core.periods import long_date, short_date
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.parts import foot, signed_by_head, when_and_where
from lokmin.documents.forms.records import PackInput, RtlRow
from lokmin.documents.forms.words import day_range
from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Margins,
    Paragraph,
    Row,
    Run,
    Signatures,
    Table,
    Title,
)  # fmt: skip

SCHEDULE, LETTER, PRESENCE, MINUTES, PLANS, PROOF = (
    "1-jadwal", "2-undangan", "3-daftar-hadir", "4-notulen-dan-foto", "5-rencana-tindak-lanjut",
    "6-bukti-tindak-lanjut",
)  # fmt: skip
#: Folder -> what the surveyor asks for.
FOLDERS = {
    SCHEDULE: "Jadwal lokmin bulanan dan triwulanan",
    LETTER: "Undangan",
    PRESENCE: "Daftar hadir",
    MINUTES: "Notulen dengan foto",
    PLANS: "Rencana tindak lanjut",
    PROOF: "Bukti tindak lanjut rekomendasi",
}
#: Where a missing part is put right, unless the caller names another place.
_PLACES = {
    "jadwal": "Lokmin › Jadwal setahun", "nomor-undangan": "Berkas › Nomor surat", "kehadiran": "Kehadiran",
    "tanda-tangan": "Kehadiran", "tutup": "Meja › Tutup notulen", "nomor-notulen": "Berkas › Nomor surat",
    "catatan": "Meja", "foto": "Meja › Foto", "keterangan-foto": "Meja › Foto", "hambatan": "Meja › RTL",
    "rekomendasi": "Meja › Keputusan", "rtl": "Meja › RTL", "bukti": "Tindak lanjut",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Missing:
    """One missing part: its folder, a stable code, the sentence, and where it is put right."""

    folder: str
    code: str
    sentence: str
    where: str

    @property
    def said(self) -> str:
        """``Foto: belum ada. Unggah di Meja › Foto.``"""
        return f"{self.sentence} {_VERBS.get(self.code, 'Lengkapi')} di {self.where}."


_VERBS = {
    "foto": "Unggah", "nomor-undangan": "Ambil nomor", "nomor-notulen": "Ambil nomor", "tutup": "Tutup",
    "bukti": "Tulis", "kehadiran": "Catat", "jadwal": "Susun",
}  # fmt: skip


def missing(pack: PackInput) -> tuple[Missing, ...]:
    """Every part that is not there or not whole, in the order of the folders."""
    found = (*_schedule(pack), *_letter(pack), *_presence(pack), *_minutes(pack), *_plans(pack), *_proof(pack))
    at = {**_PLACES, **pack.room.upload_at}
    return tuple(Missing(folder, code, sentence, at[code]) for folder, code, sentence in found)


_Found = Iterator[tuple[str, str, str]]


def _schedule(pack: PackInput) -> _Found:
    kinds = [planned.kind.lower() for planned in pack.schedule]
    if not any("bulanan" in kind.replace("tribulanan", "") for kind in kinds):
        yield SCHEDULE, "jadwal", "Jadwal lokmin bulanan: belum ada."
    if not any("tribulanan" in kind for kind in kinds):
        yield SCHEDULE, "jadwal", "Jadwal lokmin triwulanan (lintas sektor): belum ada."


def _letter(pack: PackInput) -> _Found:
    if not pack.meeting.letter_number:
        yield LETTER, "nomor-undangan", "Nomor undangan: belum ada."


def _presence(pack: PackInput) -> _Found:
    if pack.meeting.attendance is None:
        yield PRESENCE, "kehadiran", "Kehadiran: belum dicatat."
        return
    there = [a for a in pack.room.attendees if a.present]
    unsigned = sum(a.sign is None for a in there)
    if unsigned:
        yield PRESENCE, "tanda-tangan", f"Tanda tangan: {unsigned} dari {len(there)} yang hadir belum ada."
    elif not there:
        yield PRESENCE, "tanda-tangan", "Tanda tangan: belum ada di program; pindai lembar yang ditandatangani."


def _minutes(pack: PackInput) -> _Found:
    meeting = pack.meeting
    if not pack.room.closed:
        yield MINUTES, "tutup", "Notulen: belum ditutup."
    if not meeting.number:
        yield MINUTES, "nomor-notulen", "Nomor notulen: belum ada."
    if not meeting.notes:
        yield MINUTES, "catatan", "Pembahasan masalah: belum ada catatan."
    if meeting.rtl and not any(row.cause for row in meeting.rtl):
        yield MINUTES, "hambatan", "Hambatan dan penyebab: belum ada."
    if not (meeting.rtl or meeting.decisions or any(note.decision for note in meeting.notes)):
        yield MINUTES, "rekomendasi", "Rekomendasi: belum ada keputusan."
    if not meeting.photos:
        yield MINUTES, "foto", "Foto: belum ada."
    bare = sum(not photo.caption.strip() for photo in meeting.photos)
    if bare:
        yield MINUTES, "keterangan-foto", f"Keterangan foto: {bare} dari {len(meeting.photos)} belum ada."


def _plans(pack: PackInput) -> _Found:
    meeting = pack.meeting
    if not meeting.rtl:
        reason = f" Alasan: {meeting.close_reason}" if meeting.close_reason else ""
        yield PLANS, "rtl", f"Rencana tindak lanjut: belum ada.{reason}"
    for row in meeting.rtl:
        lacks = [word for word, there in (("penanggung jawab", row.owner), ("batas waktu", row.due),
                                          ("indikator", row.indicator)) if not there]  # fmt: skip
        if lacks:
            yield PLANS, "rtl", f"RTL “{row.action or row.problem}”: {', '.join(lacks)} belum ada."


def _proof(pack: PackInput) -> _Found:
    earlier = pack.meeting.previous_rtl
    for row in earlier:
        if not _has_proof(pack, row):
            state = row.status.split(":", maxsplit=1)[0]
            owner = f" ({row.owner})" if row.owner else ""
            yield PROOF, "bukti", f"Bukti “{row.action or row.problem}”{owner}, {state}: belum ada."


def _has_proof(pack: PackInput, row: RtlRow) -> bool:
    return bool(row.evidence) or any(proof.action == (row.action or row.problem) for proof in pack.room.proofs)


def bukti(pack: PackInput) -> Document:
    """Each recommendation of the meetings before with what was done, its result and its proof, landscape."""
    rows = tuple(
        Row((
            str(number), row.problem, row.action or NOTHING, row.owner or NOTHING, day_range(row.start, row.due),
            row.status, row.result or NOTHING, row.evidence or "belum ada", row.evaluation or NOTHING,
        ))
        for number, row in enumerate(pack.meeting.previous_rtl, start=1)
    )  # fmt: skip
    columns = (
        Column("No", width=8),
        Column("Masalah", share=1.1),
        Column("Rekomendasi (kegiatan)", share=1.3),
        Column("Penanggung jawab"),
        Column("Waktu", width=26),
        Column("Status", width=22),
        Column("Hasil"),
        Column("Bukti"),
        Column("Evaluasi"),
    )
    empty = (Row(("Tidak ada rekomendasi dari pertemuan sebelumnya.",), kind="group"),)
    title = "Bukti Tindak Lanjut Rekomendasi"
    return Document(
        code="bukti-tindak-lanjut",
        title=f"{title}, {short_date(pack.meeting.date)}",
        blocks=(
            Title(title.upper(), f"{pack.puskesmas}, sampai {short_date(pack.meeting.date)}"),
            Table(columns, rows or empty, size=8.5, breakable=True),
            Signatures((signed_by_head(pack.meeting, f"{pack.meeting.town}, {short_date(pack.meeting.date)}"),),
                       right=True),
        ),
        letterhead=pack.letterhead,
        paper=pack.paper,
        landscape=True,
        margins=Margins(top=14, right=12, bottom=14, left=16),
        footer=foot(pack, title),
        base=10,
    )  # fmt: skip


def daftar_bukti(pack: PackInput, files: dict[str, tuple[str, ...]]) -> Document:
    """The index of the bundle: each part with its files and state, then everything that is missing, in words."""
    lacking = missing(pack)
    rows = []
    for number, (folder, what) in enumerate(FOLDERS.items(), start=1):
        gaps = [gap for gap in lacking if gap.folder == folder]
        names = files.get(folder, ())
        state = "belum ada" if not names else f"ada, {len(gaps)} hal belum lengkap" if gaps else "ada dan lengkap"
        rows.append(Row((str(number), what, folder, "\n".join(names) or NOTHING, (Run(state, bold=bool(gaps)),))))
    columns = (
        Column("No", width=8),
        Column("Bukti"),
        Column("Folder", width=42),
        Column("Berkas", share=1.2),
        Column("Keadaan", width=32),
    )
    blocks: list[Block] = [
        Title("DAFTAR BUKTI AKREDITASI", "Kriteria 1.6.2, lokakarya mini"),
        Facts((("Pertemuan", f"{pack.meeting.title}, {long_date(pack.meeting.date)}"), *when_and_where(pack.meeting))),
        Table(columns, tuple(rows), size=9),
        Heading("Yang belum ada"),
    ]
    if lacking:
        blocks.append(Items(tuple(gap.said for gap in lacking), ordered=True))
    else:
        blocks.append(Paragraph("Semua bukti yang diminta sudah ada."))
    if pack.meeting.photos:
        blocks += [Heading("Foto"), Items(tuple(p.caption or "(tanpa keterangan)" for p in pack.meeting.photos),
                                          ordered=True)]  # fmt: skip
    return Document(
        code="daftar-bukti",
        title=f"Daftar bukti akreditasi 1.6.2, {short_date(pack.meeting.date)}",
        blocks=tuple(blocks),
        letterhead=pack.letterhead,
        paper=pack.paper,
        footer=foot(pack, "Daftar bukti akreditasi 1.6.2"),
    )
