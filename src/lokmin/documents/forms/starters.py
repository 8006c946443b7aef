"""Starter templates: papers whose texts are placeholders, for an office to download, edit in Word and upload."""

from __future__ import annotations

from collections.abc import Callable

from lokmin.documents.forms.roomstarters import ROOM_STARTERS
from lokmin.documents.forms.starterparts import FACTS, HEAD, listed, looped, signer
from lokmin.documents.model import (
    Column,
    Document,
    Facts,
    Heading,
    Margins,
    Paragraph,
    Run,
    Signatures,
    Space,
    Title,
)  # fmt: skip


def _invitation() -> Document:
    return Document(
        "undangan",
        "Templat undangan",
        (
            Paragraph("{{ kota }}, {{ tanggal_surat }}", align="right"),
            Facts(
                (
                    ("Nomor", "{{ nomor_surat }}"),
                    ("Sifat", "{{ sifat }}"),
                    ("Lampiran", "{{ lampiran }}"),
                    ("Hal", (Run("Undangan {{ judul }}", bold=True),)),
                ),
                label_width=22,
            ),
            Space(3),
            Paragraph("Yth."),
            *listed("yth"),
            Paragraph("di Tempat"),
            Space(2),
            Paragraph("Dengan hormat,"),
            Paragraph(
                "Kami mengundang Saudara menghadiri {{ judul }} yang membahas capaian sampai {{ bulan }}, pada:",
                first=10,
            ),
            Facts(
                (
                    ("hari, tanggal", "{{ hari_tanggal }}"),
                    ("pukul", "{{ mulai }} s.d. selesai"),
                    ("tempat", "{{ tempat }}"),
                ),
                label_width=30,
                indent=10,
            ),
            Paragraph("Catatan:"),
            *listed("catatan"),
            Paragraph("Atas perhatian dan kehadirannya kami ucapkan terima kasih.", first=10),
            Signatures((signer("kepala"),), right=True),
            Paragraph("Tembusan:"),
            *listed("tembusan"),
        ),
        letterhead=HEAD,
        base=11,
    )


def _minutes() -> Document:
    discussion = looped(
        (
            Column("No", width=11),
            Column("Pokok bahasan", width=30),
            Column("Pembahasan"),
            Column("Keputusan", width=45),
        ),
        "pembahasan",
        ("no", "pokok", "kutipan }} {{ baris.isi", "keputusan"),
    )
    plans = looped(
        (Column("No", width=11), Column("Masalah"), Column("Penyebab"), Column("Kegiatan"), Column("Waktu"),
         Column("Penanggung jawab"), Column("Tanda berhasil")),
        "rtl", ("no", "masalah", "penyebab", "kegiatan", "waktu", "pj", "indikator"), 8.5,
    )  # fmt: skip
    return Document("notulen", "Templat notulen", (
        Title("NOTULEN {{ judul|upper }}", "Nomor {{ nomor_notulen }}"), FACTS,
        Facts((("Pertemuan", "{{ pertemuan_ke }}"), ("Yang dibahas", "{{ pembekuan }}"),
               ("Pemimpin", "{{ pemimpin.nama }}"), ("Notulis", "{{ notulis.nama }}"),
               ("Peserta", "{{ undangan_hadir }}"), ("Tamu", "{{ tamu }}"))),
        Heading("A. Pembahasan dan keputusan"), discussion, Heading("B. Rencana tindak lanjut"), plans,
        Heading("C. Kesimpulan"), Paragraph("{{ kesimpulan }}"),
        Signatures((signer("kepala", "Mengetahui,"), signer("notulis", "{{ kota }}, {{ tanggal }}"))),
        Paragraph("Potret {{ potret }}", small=True),
    ), letterhead=HEAD)  # fmt: skip


def _attendance() -> Document:
    columns = (
        Column("No", width=11),
        Column("Nama"),
        Column("NIP", width=36),
        Column("Jabatan/instansi"),
        Column("L/P", width=9),
        Column("Tanda tangan", width=38),
    )
    return Document("daftar-hadir", "Templat daftar hadir", (
        Title("DAFTAR HADIR", "{{ judul }}"), FACTS,
        looped(columns, "peserta", ("no", "nama", "nip", "jabatan", "jk", "tanda")),
        Signatures((signer("kepala", "Mengetahui,"),), right=True),
    ), letterhead=HEAD)  # fmt: skip


def _report() -> Document:
    problems = looped(
        (Column("No", width=11), Column("Masalah"), Column("Tempat", width=28), Column("Kekurangan", width=30),
         Column("Status", width=22)),
        "masalah", ("no", "masalah", "tempat", "kekurangan", "status"),
    )  # fmt: skip
    plans = looped(
        (Column("No", width=11), Column("Kegiatan"), Column("Waktu", width=34), Column("Penanggung jawab", width=45)),
        "rtl", ("no", "kegiatan", "waktu", "pj"),
    )  # fmt: skip
    return Document("laporan", "Templat laporan", (
        Title("LAPORAN {{ judul|upper }}", "{{ puskesmas }}, {{ bulan }}"),
        Heading("BAB I PENDAHULUAN", 1), Heading("A. Tujuan"), *listed("tujuan"), Heading("B. Dasar hukum"),
        *listed("dasar_hukum"), Heading("BAB II PELAKSANAAN", 1), FACTS, Paragraph("Peserta: {{ undangan_hadir }}"),
        Heading("BAB III HASIL", 1), *listed("ringkasan"), problems, Heading("BAB IV RENCANA TINDAK LANJUT", 1), plans,
        Heading("BAB V PENUTUP", 1), Paragraph("{{ kesimpulan }}"),
        Signatures((signer("kepala", "{{ kota }}, {{ tanggal }}"),), right=True),
    ), letterhead=HEAD)  # fmt: skip


def _matrix() -> Document:
    fields = (
        "no",
        "masalah",
        "penyebab",
        "kegiatan",
        "sasaran",
        "target",
        "tempat",
        "waktu",
        "pj",
        "mitra",
        "biaya",
        "dana",
        "indikator",
        "hasil",
        "status",
        "bukti",
        "evaluasi",
    )
    heads = (
        "No",
        "Masalah",
        "Penyebab",
        "Kegiatan",
        "Sasaran",
        "Target",
        "Tempat",
        "Waktu",
        "Penanggung jawab",
        "Mitra",
        "Biaya",
        "Sumber dana",
        "Indikator keberhasilan",
        "Hasil",
        "Status",
        "Bukti",
        "Evaluasi",
    )
    table = looped(tuple(Column(head, width=8 if head == "No" else 0) for head in heads), "rtl", fields, 7)
    return Document("matriks-rtl", "Templat matriks RTL", (
        Title("MATRIKS RENCANA TINDAK LANJUT {{ judul|upper }}", "{{ puskesmas }}, {{ tanggal }}"), table,
        Signatures((signer("kepala", "Mengetahui,"), signer("notulis", "{{ kota }}, {{ tanggal }}"))),
    ), landscape=True, margins=Margins(14, 10, 14, 14))  # fmt: skip


#: Forms that an office may replace; those of the papers after closing are in ``roomstarters``.
STARTERS: dict[str, Callable[[], Document]] = {
    "undangan": _invitation,
    "notulen": _minutes,
    "daftar-hadir": _attendance,
    "laporan": _report,
    "matriks-rtl": _matrix,
    **ROOM_STARTERS,
}
