"""Which files a pack has: their names, what they are, when a meeting needs them, and which go to the Dinkes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lokmin.documents.forms.annexes import lampiran
from lokmin.documents.forms.attendance import daftar_hadir, lembar_kosong
from lokmin.documents.forms.causes import lembar_penyebab
from lokmin.documents.forms.commitments import kartu_mitra, kesepakatan, usulan
from lokmin.documents.forms.effects import dampak_rtl
from lokmin.documents.forms.followup import matriks_rtl
from lokmin.documents.forms.framework import kak, pengesahan
from lokmin.documents.forms.knowledge import keterangan_penyegaran
from lokmin.documents.forms.letters import undangan
from lokmin.documents.forms.minutes import notulen
from lokmin.documents.forms.owners import daftar_tugas
from lokmin.documents.forms.prereading import prabaca
from lokmin.documents.forms.press import siaran_pers
from lokmin.documents.forms.problems import tabel_kesenjangan
from lokmin.documents.forms.quality import mutu_data
from lokmin.documents.forms.recap import rekap_pws
from lokmin.documents.forms.records import PackInput
from lokmin.documents.forms.report import laporan
from lokmin.documents.forms.rpk import rpk_bulanan
from lokmin.documents.forms.schedule import jadwal
from lokmin.documents.forms.solutions import cara_pemecahan
from lokmin.documents.model import Document

#: The groups a pack can have. The ordinary pack before closing makes the first alone.
BASIC, AFTER, ACCREDITATION = "pokok", "sesudah", "akreditasi"


def _always(pack: PackInput) -> bool:
    del pack
    return True


def across_sectors(pack: PackInput) -> bool:
    """A quarterly meeting with the sectors, or one in which somebody promised support."""
    return pack.meeting.kind.startswith("tribulanan") or bool(pack.room.clauses or pack.room.promises)


def halaman_mutu(pack: PackInput) -> Document:
    """The data-quality page of the month.

    Raises:
        ValueError: the meeting has not opened, so that there is none.
    """
    if pack.looked_back.quality is None:
        raise ValueError("halaman mutu data ada sesudah pertemuan dibuka")
    return mutu_data(pack.looked_back.quality)


def kesepakatan_staf(pack: PackInput) -> Document:
    """The agreement on tasks of all staff, at the year's first lokmin.

    Raises:
        ValueError: any other meeting.
    """
    if pack.agreement is None:
        raise ValueError("kesepakatan tugas dibuat di lokmin pertama, sesudah daftar staf diisi")
    return pack.agreement


@dataclass(frozen=True, slots=True)
class Entry:
    """One file.

    Attributes:
        code: of the paper it prints; empty for decks, workbooks, texts and pictures.
        sent: stands in the ZIP and the merged PDF for the Dinkes.
        needed: does this meeting have it? Nothing is made that it does not need.
    """

    name: str
    title: str
    code: str = ""
    group: str = BASIC
    sent: bool = True
    needed: Callable[[PackInput], bool] = _always

    @property
    def kind(self) -> str:
        return self.name.rsplit(".", 1)[-1]


DECK, BOOK, CHAT = "04-materi.pptx", "05-rekap-dan-pws.xlsx", "10-ringkasan-grup.txt"
RPK_BOOK, TASKS = "12-rpk-bulanan.xlsx", "sesudah/daftar-tugas.txt"
SHARED_PNG, SHARED_PDF, SHARED_TXT = "sesudah/ringkasan.png", "sesudah/ringkasan.pdf", "sesudah/ringkasan.txt"
COVER = Entry("00-surat-pengantar.docx", "Surat pengantar", "surat-pengantar")

ENTRIES = (
    COVER,
    Entry("01-undangan.docx", "Undangan", "undangan"),
    Entry("01-kak.docx", "Kerangka acuan kegiatan (KAK)", "kak", needed=lambda pack: "kak" in pack.wanted),
    Entry("02-susunan-acara-dan-jadwal.docx", "Susunan acara dan jadwal", "jadwal"),
    Entry("03-daftar-hadir.docx", "Daftar hadir", "daftar-hadir"),
    Entry("03-daftar-hadir-kosong.docx", "Daftar hadir, lembar kosong", "daftar-hadir-kosong"),
    Entry(DECK, "Materi paparan per klaster dan program"),
    Entry(BOOK, "Rekap capaian dan tabel PWS, rumus hidup"),
    Entry("05-rekap-dan-pws.pdf", "Rekap capaian dan PWS", "rekap-pws"),
    Entry("06-notulen.docx", "Notulen", "notulen"),
    Entry("06-notulen.pdf", "Notulen", "notulen"),
    Entry("07-matriks-rtl.docx", "Matriks rencana tindak lanjut", "matriks-rtl"),
    Entry("07-matriks-rtl.pdf", "Matriks rencana tindak lanjut", "matriks-rtl"),
    Entry("08-bahan-bacaan.pdf", "Bahan bacaan dua halaman", "bahan-bacaan"),
    Entry("09-laporan.docx", "Laporan lokakarya mini", "laporan"),
    Entry("09-lembar-pengesahan.docx", "Lembar pengesahan Kepala Puskesmas", "pengesahan",
          needed=lambda pack: "pengesahan" in pack.wanted),
    Entry(CHAT, "Ringkasan untuk grup percakapan"),
    Entry("11-kesepakatan.docx", "Kesepakatan bersama", "kesepakatan", AFTER, needed=across_sectors),
    Entry("11-kesepakatan.pdf", "Kesepakatan bersama", "kesepakatan", AFTER, needed=across_sectors),
    Entry("11-kesepakatan-staf.docx", "Kesepakatan tugas seluruh staf", "kesepakatan-staf", AFTER,
          needed=lambda pack: pack.agreement is not None),
    Entry("11-kesepakatan-staf.pdf", "Kesepakatan tugas seluruh staf", "kesepakatan-staf", AFTER,
          needed=lambda pack: pack.agreement is not None),
    Entry("12-rpk-bulanan.docx", "RPK bulanan", "rpk-bulanan", AFTER),
    Entry(RPK_BOOK, "RPK bulanan, tabel kerja", "", AFTER),
    Entry("13-usulan-musrenbang.docx", "Usulan untuk Musrenbang", "usulan-musrenbang", AFTER,
          needed=lambda pack: bool(pack.room.proposals)),
    Entry("14-keterangan-penyegaran.docx", "Keterangan penyegaran ilmu", "keterangan-penyegaran", AFTER,
          needed=lambda pack: bool(pack.room.knowledge)),
    Entry("07-dampak-rtl.docx", "Dampak rencana tindak lanjut", "dampak-rtl", AFTER,
          needed=lambda pack: bool(pack.looked_back.effects)),
    Entry("07-dampak-rtl.pdf", "Dampak rencana tindak lanjut", "dampak-rtl", AFTER,
          needed=lambda pack: bool(pack.looked_back.effects)),
    Entry("18-mutu-data.pdf", "Mutu data bulan ini", "mutu-data", AFTER,
          needed=lambda pack: pack.looked_back.quality is not None),
    Entry("19-lampiran.docx", "Lampiran notulen", "lampiran", AFTER, needed=lambda pack: bool(pack.annexes)),
    Entry("19-lampiran.pdf", "Lampiran notulen", "lampiran", AFTER, needed=lambda pack: bool(pack.annexes)),
    Entry("15-lembar-penyebab.docx", "Lembar penyebab masalah", "lembar-penyebab", AFTER,
          needed=lambda pack: bool(pack.register.sheets)),
    Entry("15-lembar-penyebab.pdf", "Lembar penyebab masalah", "lembar-penyebab", AFTER,
          needed=lambda pack: bool(pack.register.sheets)),
    Entry("16-cara-pemecahan.docx", "Tabel cara pemecahan masalah", "cara-pemecahan", AFTER,
          needed=lambda pack: bool(pack.register.solutions)),
    Entry("17-tabel-kesenjangan.docx", "Tabel kesenjangan tiga tahun", "tabel-kesenjangan", AFTER,
          needed=lambda pack: bool(pack.register.gaps)),
    Entry("sesudah/daftar-tugas.pdf", "Daftar tugas tiap penanggung jawab", "daftar-tugas", AFTER, sent=False,
          needed=lambda pack: bool(pack.meeting.rtl)),
    Entry(TASKS, "Daftar tugas sebagai pesan", "", AFTER, sent=False, needed=lambda pack: bool(pack.meeting.rtl)),
    Entry("sesudah/kartu-mitra.pdf", "Kartu tiap mitra", "kartu-mitra", AFTER, sent=False,
          needed=lambda pack: bool(pack.room.partners)),
    Entry("sesudah/siaran-pers.docx", "Siaran pers", "siaran-pers", AFTER, sent=False),
    Entry(SHARED_PNG, "Ringkasan untuk dibagikan, gambar", "", AFTER, sent=False),
    Entry(SHARED_PDF, "Ringkasan untuk dibagikan, PDF", "", AFTER, sent=False),
    Entry(SHARED_TXT, "Ringkasan untuk dibagikan, teks", "", AFTER, sent=False),
)  # fmt: skip

#: Code of a paper -> how it is made, in the order of the merged PDF; the cover letter needs the list of all others.
FORMS: dict[str, Callable[[PackInput], Document]] = {
    "undangan": undangan, "jadwal": jadwal, "daftar-hadir": daftar_hadir, "bahan-bacaan": prabaca,
    "rekap-pws": rekap_pws, "notulen": notulen, "matriks-rtl": matriks_rtl, "dampak-rtl": dampak_rtl,
    "mutu-data": halaman_mutu, "rpk-bulanan": rpk_bulanan,
    "kesepakatan": kesepakatan, "kesepakatan-staf": kesepakatan_staf,
    "usulan-musrenbang": usulan, "keterangan-penyegaran": keterangan_penyegaran,
    "lembar-penyebab": lembar_penyebab, "cara-pemecahan": cara_pemecahan, "tabel-kesenjangan": tabel_kesenjangan,
    "lampiran": lampiran, "laporan": laporan, "daftar-hadir-kosong": lembar_kosong, "daftar-tugas": daftar_tugas,
    "kartu-mitra": kartu_mitra, "siaran-pers": siaran_pers, "kak": kak, "pengesahan": pengesahan,
}  # fmt: skip
#: Handed out as Word files or apart: they do not stand in the merged PDF.
UNPRINTED = frozenset({"daftar-hadir-kosong", "daftar-tugas", "kartu-mitra", "siaran-pers", "kak", "pengesahan"})


def entries(pack: PackInput, groups: frozenset[str]) -> tuple[Entry, ...]:
    """The files this meeting gets."""
    return tuple(entry for entry in ENTRIES if entry.group in groups and entry.needed(pack))
