"""Starter templates: papers whose texts are placeholders, for an office to download, edit in Word and upload."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lokmin.documents.model import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Letterhead,
    Margins,
    Paragraph,
    Row,
    Run,
    Signature,
    Signatures,
    Space,
    Table,
    Title,
)  # fmt: skip

_HEAD = Letterhead("{{ kop.pemerintah }}", "{{ kop.dinas }}", "{{ kop.unit }}", ("{{ kop.alamat }}",))
_FACTS = Facts((
    ("Hari, tanggal", "{{ hari_tanggal }}"), ("Waktu", "{{ waktu }}"), ("Tempat", "{{ tempat }}"),
))  # fmt: skip


def _sign(who: str, *above: str) -> Signature:
    return Signature(
        (*above, f"{{{{ {who}.jabatan }}}}"),
        f"{{{{ {who}.nama }}}}",
        (f"{{{{ {who}.pangkat }}}}", f"NIP {{{{ {who}.nip }}}}"),
    )


def _list(name: str) -> tuple[Block, ...]:
    """A paragraph per text of a list; the lines with ``{%p`` vanish when the template is filled."""
    return (
        Paragraph(f"{{%p for teks in {name} %}}"),
        Paragraph("– {{ teks }}"),
        Paragraph("{%p endfor %}"),
    )


def _loop(columns: Sequence[Column], name: str, fields: Sequence[str], size: float = 9) -> Table:
    """A table with a row per record; the rows with ``{%tr`` vanish when the template is filled."""
    blank = [""] * (len(columns) - 1)
    rows = (
        Row((f"{{%tr for baris in {name} %}}", *blank)),
        Row(tuple(f"{{{{ baris.{field} }}}}" if field else "" for field in fields)),
        Row(("{%tr endfor %}", *blank)),
    )
    return Table(tuple(columns), rows, size=size)


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
            *_list("yth"),
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
            *_list("catatan"),
            Paragraph("Atas perhatian dan kehadirannya kami ucapkan terima kasih.", first=10),
            Signatures((_sign("kepala"),), right=True),
            Paragraph("Tembusan:"),
            *_list("tembusan"),
        ),
        letterhead=_HEAD,
        base=11,
    )


def _minutes() -> Document:
    discussion = _loop(
        (
            Column("No", width=11),
            Column("Pokok bahasan", width=30),
            Column("Pembahasan"),
            Column("Keputusan", width=45),
        ),
        "pembahasan",
        ("no", "pokok", "kutipan }} {{ baris.isi", "keputusan"),
    )
    plans = _loop(
        (Column("No", width=11), Column("Masalah"), Column("Penyebab"), Column("Kegiatan"), Column("Waktu"),
         Column("Penanggung jawab"), Column("Tanda berhasil")),
        "rtl", ("no", "masalah", "penyebab", "kegiatan", "waktu", "pj", "indikator"), 8.5,
    )  # fmt: skip
    return Document("notulen", "Templat notulen", (
        Title("NOTULEN {{ judul|upper }}", "Nomor {{ nomor_notulen }}"), _FACTS,
        Facts((("Bulan yang dibahas", "{{ pembekuan }}"), ("Pemimpin", "{{ pemimpin.nama }}"),
               ("Notulis", "{{ notulis.nama }}"), ("Undangan", "{{ undangan_hadir }}"))),
        Heading("A. Pembahasan dan keputusan"), discussion, Heading("B. Rencana tindak lanjut"), plans,
        Heading("C. Kesimpulan"), Paragraph("{{ kesimpulan }}"),
        Signatures((_sign("kepala", "Mengetahui,"), _sign("notulis", "{{ kota }}, {{ tanggal }}"))),
        Paragraph("Potret {{ potret }}", small=True),
    ), letterhead=_HEAD)  # fmt: skip


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
        Title("DAFTAR HADIR", "{{ judul }}"), _FACTS,
        _loop(columns, "peserta", ("no", "nama", "nip", "jabatan", "jk", "")),
        Signatures((_sign("kepala", "Mengetahui,"),), right=True),
    ), letterhead=_HEAD)  # fmt: skip


def _report() -> Document:
    problems = _loop(
        (Column("No", width=11), Column("Masalah"), Column("Tempat", width=28), Column("Kekurangan", width=30),
         Column("Status", width=22)),
        "masalah", ("no", "masalah", "tempat", "kekurangan", "status"),
    )  # fmt: skip
    plans = _loop(
        (Column("No", width=11), Column("Kegiatan"), Column("Waktu", width=34), Column("Penanggung jawab", width=45)),
        "rtl", ("no", "kegiatan", "waktu", "pj"),
    )  # fmt: skip
    return Document("laporan", "Templat laporan", (
        Title("LAPORAN {{ judul|upper }}", "{{ puskesmas }}, {{ bulan }}"),
        Heading("BAB I PENDAHULUAN", 1), Heading("A. Tujuan"), *_list("tujuan"), Heading("B. Dasar hukum"),
        *_list("dasar_hukum"), Heading("BAB II PELAKSANAAN", 1), _FACTS, Paragraph("Peserta: {{ undangan_hadir }}"),
        Heading("BAB III HASIL", 1), *_list("ringkasan"), problems, Heading("BAB IV RENCANA TINDAK LANJUT", 1), plans,
        Heading("BAB V PENUTUP", 1), Paragraph("{{ kesimpulan }}"),
        Signatures((_sign("kepala", "{{ kota }}, {{ tanggal }}"),), right=True),
    ), letterhead=_HEAD)  # fmt: skip


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
    table = _loop(tuple(Column(head, width=8 if head == "No" else 0) for head in heads), "rtl", fields, 7)
    return Document("matriks-rtl", "Templat matriks RTL", (
        Title("MATRIKS RENCANA TINDAK LANJUT {{ judul|upper }}", "{{ puskesmas }}, {{ tanggal }}"), table,
        Signatures((_sign("kepala", "Mengetahui,"), _sign("notulis", "{{ kota }}, {{ tanggal }}"))),
    ), landscape=True, margins=Margins(14, 10, 14, 14))  # fmt: skip


#: Forms that an office may replace.
STARTERS: dict[str, Callable[[], Document]] = {
    "undangan": _invitation,
    "notulen": _minutes,
    "daftar-hadir": _attendance,
    "laporan": _report,
    "matriks-rtl": _matrix,
}
