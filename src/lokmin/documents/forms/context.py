"""What the office's own .docx templates may name: every placeholder with its meaning, and its value for a meeting."""

from __future__ import annotations

from typing import Any

from lokmin.core.periods import DAY_NAMES, long_date, short_date
from lokmin.documents.forms.followup import NOTHING
from lokmin.documents.forms.minutes import attendance_sentence, guest_sentence
from lokmin.documents.forms.parts import frozen_sentence, number_or_later
from lokmin.documents.forms.records import PackInput, RtlRow, Signer
from lokmin.documents.forms.roomcontext import attendance_rows, room_context
from lokmin.documents.forms.schedule import timed
from lokmin.documents.forms.words import clock, clock_range, day_range, nip, rupiah

#: Placeholder -> meaning, in the order the guide shows them. Lists name the fields of their rows after a dot.
PLACEHOLDERS: dict[str, str] = {
    "kop.pemerintah": "baris pertama kop, misalnya PEMERINTAH KABUPATEN ...",
    "kop.dinas": "baris kedua kop",
    "kop.unit": "nama UPTD Puskesmas",
    "kop.alamat": "baris alamat kop, digabung",
    "puskesmas": "nama Puskesmas",
    "judul": "jenis pertemuan, misalnya Lokakarya Mini Bulanan Rutin",
    "nomor_surat": "nomor undangan",
    "nomor_notulen": "nomor notulen",
    "sifat": "sifat surat",
    "lampiran": "lampiran surat",
    "tanggal_surat": "tanggal surat, misalnya 30 April 2026",
    "hari": "nama hari pertemuan",
    "tanggal": "tanggal pertemuan, misalnya 5 Mei 2026",
    "hari_tanggal": "hari dan tanggal, misalnya Selasa, 5 Mei 2026",
    "waktu": "jam mulai dan selesai dengan zona waktu",
    "mulai": "jam mulai",
    "tempat": "tempat pertemuan",
    "kota": "nama tempat di depan tanggal tanda tangan",
    "bulan": "bulan yang dibahas, misalnya April 2026",
    "pembekuan": "bulan yang dibahas dan kapan angkanya dibekukan",
    "yth": "daftar penerima undangan (satu teks tiap baris)",
    "catatan": "daftar catatan undangan (satu teks tiap baris)",
    "tembusan": "daftar tembusan (satu teks tiap baris)",
    "dasar_hukum": "daftar dasar hukum (satu teks tiap baris)",
    "tujuan": "daftar tujuan (satu teks tiap baris)",
    "pertemuan_ke": "urutan dalam setahun, misalnya Minlok ke-1 tahun 2025",
    "tamu": "tamu yang hadir, dengan jabatan dan instansinya",
    "undangan_hadir": "jumlah undangan, hadir, dan alasan yang tidak hadir",
    "pemimpin": "pemimpin rapat: .nama .jabatan .pangkat .nip",
    "notulis": "notulis: .nama .jabatan .pangkat .nip",
    "kepala": "Kepala Puskesmas: .nama .jabatan .pangkat .nip",
    "acara": "daftar acara: .no .pukul .acara .menit .penyaji",
    "peserta": "daftar peserta: .no .nama .nip .jabatan .jk .hp .jam .kehadiran .tanda",
    "pembahasan": "daftar pokok bahasan: .no .pokok .kutipan .sumber .isi .pembicara .keputusan .pj .batas",
    "keputusan": "daftar kesepakatan (satu teks tiap baris)",
    "kesimpulan": "kesimpulan",
    "rtl": "daftar RTL: .no .masalah .penyebab .kegiatan .sasaran .target .tempat .waktu .pj .mitra .biaya .dana "
    ".indikator .hasil .status .bukti .evaluasi",
    "masalah": "daftar masalah: .no .masalah .tempat .indikator .kekurangan .capaian .status",
    "ringkasan": "capaian tiap indikator dalam satu kalimat (satu teks tiap baris)",
    "potret": "nomor dan sidik potret angka",
    "komitmen": "daftar kesepakatan: .no .masalah .dukungan .sektor .kegiatan .sasaran .waktu .sumber .pj",
    "penandatangan": "daftar penandatangan kesepakatan: .no .sektor .nama .jabatan .tanda",
    "usulan": "daftar usulan Musrenbang: .no .usulan .alasan .lokasi .volume .biaya .dana .tingkat .pengusul .status",
    "penyegaran": "daftar keterangan penyegaran ilmu: .no .materi .nama .jabatan .nip .keterangan",
    "rpk": "daftar RPK bulanan: .no .bulan .upaya .kegiatan .tujuan .sasaran .target .pj .volume .tanggal .tempat "
    ".pelaksana .dukungan .rincian .biaya .dana .realisasi .keterangan",
    "siaran_judul": "judul siaran pers",
    "siaran": "alinea siaran pers (satu teks tiap baris)",
}


def template_context(pack: PackInput) -> dict[str, Any]:
    """The value of every placeholder for one meeting; all texts, nothing to be computed in a template."""
    from lokmin.documents.forms.sentences import headline, puskesmas_sentence

    meeting, head = pack.meeting, pack.letterhead
    return {
        "kop": {
            "pemerintah": head.government,
            "dinas": head.service,
            "unit": head.unit,
            "alamat": "\n".join(head.lines),
        },
        "puskesmas": pack.puskesmas,
        "judul": meeting.title,
        "nomor_surat": number_or_later(meeting.letter_number),
        "nomor_notulen": number_or_later(meeting.number),
        "sifat": meeting.urgency,
        "lampiran": meeting.enclosure,
        "tanggal_surat": short_date(meeting.letter_date or meeting.date),
        "hari": DAY_NAMES[meeting.date.weekday()],
        "tanggal": short_date(meeting.date),
        "hari_tanggal": long_date(meeting.date),
        "waktu": clock_range(meeting.start, meeting.end, meeting.zone),
        "mulai": f"{clock(meeting.start)} {meeting.zone}",
        "tempat": meeting.place,
        "kota": meeting.town,
        "bulan": pack.month.label,
        "pembekuan": frozen_sentence(meeting),
        "yth": list(meeting.recipients),
        "catatan": list(meeting.remarks),
        "tembusan": list(meeting.copies),
        "dasar_hukum": list(meeting.legal_base),
        "tujuan": list(meeting.purposes),
        "pertemuan_ke": meeting.counted or NOTHING,
        "tamu": guest_sentence(pack) or NOTHING,
        "undangan_hadir": attendance_sentence(meeting),
        "pemimpin": _signer(meeting.leader),
        "notulis": _signer(meeting.notulis),
        "kepala": _signer(meeting.head),
        "acara": [
            {
                "no": n,
                "pukul": time,
                "acara": item.title,
                "menit": item.minutes or NOTHING,
                "penyaji": item.speaker or NOTHING,
            }
            for n, (time, item) in enumerate(timed(meeting), start=1)
        ],
        "peserta": attendance_rows(pack),
        "pembahasan": [
            {
                "no": n,
                "pokok": note.topic,
                "kutipan": " ".join(q.text for q in note.quotes),
                "sumber": "; ".join(q.source for q in note.quotes if q.source),
                "isi": note.discussion,
                "pembicara": note.speaker,
                "keputusan": note.decision or NOTHING,
                "pj": note.owner,
                "batas": short_date(note.due) if note.due else "",
            }
            for n, note in enumerate(meeting.notes, start=1)
        ],
        "keputusan": list(meeting.decisions),
        "kesimpulan": meeting.conclusion,
        "rtl": [_rtl(n, row) for n, row in enumerate(meeting.rtl, start=1)],
        "masalah": [
            {
                "no": n,
                "masalah": p.title,
                "tempat": p.place,
                "indikator": p.indicator,
                "kekurangan": p.people or NOTHING,
                "capaian": p.percent or NOTHING,
                "status": p.status or NOTHING,
            }
            for n, p in enumerate(pack.problems, start=1)
        ],
        "ringkasan": [f"{headline(s, pack.names)}. {puskesmas_sentence(s)}." for s in pack.sheets],
        "potret": pack.snapshot or NOTHING,
        **room_context(pack),
    }


def _signer(signer: Signer) -> dict[str, str]:
    return {"nama": signer.name, "jabatan": signer.jabatan, "pangkat": signer.pangkat, "nip": nip(signer.nip)}


def _rtl(number: int, row: RtlRow) -> dict[str, Any]:
    return {
        "no": number, "masalah": row.problem, "penyebab": row.cause or NOTHING, "kegiatan": row.action or NOTHING,
        "sasaran": row.target_group or NOTHING, "target": row.target or NOTHING, "tempat": row.place or NOTHING,
        "waktu": day_range(row.start, row.due), "pj": row.owner or NOTHING, "mitra": row.partners or NOTHING,
        "biaya": rupiah(row.cost), "dana": row.fund or NOTHING, "indikator": row.indicator or NOTHING,
        "hasil": row.result or NOTHING, "status": row.status or NOTHING, "bukti": row.evidence or NOTHING,
        "evaluasi": row.evaluation or NOTHING,
    }  # fmt: skip
