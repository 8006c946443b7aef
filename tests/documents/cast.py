"""The small cast of Puskesmas Banyuwening: the figures of the mock pages, as records for the papers."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from math import ceil

from lokmin.core.numbers import MICRO, to_micro
from lokmin.core.periods import Month
from lokmin.core.pws.rows import CoverageRow, Pace, Status, Trend
from lokmin.documents.forms.records import (
    AgendaItem,
    Attendance,
    IndicatorSheet,
    Letterhead,
    MeetingPaper,
    Note,
    Opening,
    PackInput,
    Person,
    Photo,
    Problem,
    QuotedFigure,
    RtlRow,
    ScheduledMeeting,
    Signer,
    UsgScore,
)  # fmt: skip

APRIL = Month(2026, 4)
DESA = {
    f"00.00.01.20{number:02d}": name
    for number, name in enumerate(
        [
            "Watubelah",
            "Tlogomulyo",
            "Wonolelo",
            "Pringgodani",
            "Ngadisana",
            "Gondangrejo",
            "Lebakharjo",
            "Karangtuwi",
            "Banyuwening",
            "Rejosari",
            "Kalisari",
            "Sendangayu",
        ],
        start=1,
    )
}
CODE = {name: code for code, name in DESA.items()}
PKM = "P0000000101"
NAMES = {**DESA, PKM: "Puskesmas"}

#: K1 of the mock: months January to April and the year's sasaran.
K1 = {
    "Watubelah": ((6, 5, 4, 1), "92.4"),
    "Tlogomulyo": ((4, 3, 5, 3), "63.8"),
    "Wonolelo": ((3, 4, 2, 6), "60.5"),
    "Pringgodani": ((7, 6, 5, 4), "79.2"),
    "Ngadisana": ((3, 2, 2, 3), "41.8"),
    "Gondangrejo": ((5, 6, 4, 7), "74.8"),
    "Lebakharjo": ((3, 3, 2, None), "34.1"),
    "Karangtuwi": ((4, 4, 5, 4), "48.4"),
    "Banyuwening": ((9, 10, 8, 12), "105.6"),
    "Rejosari": ((5, 5, 4, 6), "53.9"),
    "Kalisari": ((8, 7, 6, 5), "69.3"),
    "Sendangayu": ((23, 6, 6, 19), "111.1"),
}


def row(place, indicator, months, sasaran, target_bp=10_000, rank=None, pro_rata=True, up=True):
    """A coverage row by the rule of domain.md 4, written here a second time so that the papers are checked."""
    denominator = to_micro(float(sasaran))
    known = [m for m in months if m is not None]
    numerator = sum(known) * MICRO if known else None
    month, last = months[-1], months[-2] if len(months) > 1 else None
    running = (target_bp * len(months), 100 * 12) if pro_rata else (target_bp, 100)
    goal = Fraction(*running) * denominator / 100
    reached = numerator is not None and (numerator >= goal if up else numerator <= goal)
    if month is None:
        trend, status = Trend.UNKNOWN, Status.NONE
    else:
        before = last if last is not None else month
        trend = Trend.UP if month > before else Trend.DOWN if month < before else Trend.SAME
        better = (Trend.UP, Trend.SAME) if up else (Trend.DOWN, Trend.SAME)
        worse_ok = Trend.UP if up else Trend.DOWN
        status = (
            (Status.BAIK if trend in better else Status.KURANG)
            if reached
            else (Status.CUKUP if trend is worse_ok else Status.JELEK)
        )
    gap = None if month is None else 0 if reached else ceil(abs(goal - numerator) / MICRO)
    return CoverageRow(
        place=place, indicator=indicator, period=APRIL.code, month=None if month is None else month * MICRO,
        last_month=None if last is None else last * MICRO, numerator=numerator, denominator=denominator, factor=100,
        months=tuple(None if m is None else m * MICRO for m in months), target_bp=target_bp, running_target=running,
        gap_people=gap, surplus_people=None, trend=trend, rank=rank, status=status, red_months=0, pace_needed=None,
        pace_reached=None, pace=Pace.UNKNOWN, higher_is_better=up,
    )  # fmt: skip


def sheet(code="K1", data=None, name="Kunjungan pertama ibu hamil (K1)", people="ibu", klaster=2, programme="KIA",
          target_bp=10_000, **more):  # fmt: skip
    """All villages of one indicator, ranked, with the Puskesmas row."""
    data = data or K1
    plain = [row(CODE[v], code, months, sasaran, target_bp) for v, (months, sasaran) in data.items()]
    ranked = sorted((r for r in plain if r.month is not None), key=lambda r: -Fraction(r.numerator, r.denominator))
    place_rank = {r.place: number for number, r in enumerate(ranked, start=1)}
    rows = tuple(
        row(CODE[v], code, months, sasaran, target_bp, place_rank.get(CODE[v]))
        for v, (months, sasaran) in data.items()
    )  # fmt: skip
    width = len(next(iter(data.values()))[0])
    sums = tuple(sum(m[0][i] or 0 for m in data.values()) for i in range(width))
    total = row(PKM, code, sums, str(sum(to_micro(float(s)) for _, s in data.values()) / MICRO), target_bp)
    sources = {CODE[v]: f"BANYUWENING_Laporan_Ibu_2026-04.xlsx, lembar 1.DATA KIA, sel D{31 + i}"
               for i, v in enumerate(data)}  # fmt: skip
    return IndicatorSheet(
        code=code, name=name, short=code, people=people, programme=programme, klaster=klaster, rows=rows, total=total,
        counted="ibu hamil yang diperiksa pertama kali", over="sasaran ibu hamil setahun", sources=sources,
        definition="Ibu hamil yang mendapat pemeriksaan pertama.", source="Pedoman PWS-KIA", **more,
    )  # fmt: skip


def scaled(factor: float):
    """The same villages with other figures, so that sheets differ."""
    return {
        v: (tuple(None if m is None else max(int(m * factor), 0) for m in months), sasaran)
        for v, (months, sasaran) in K1.items()
    }


HEAD = Signer("dr. Anindya Prameswari", "Kepala Puskesmas Banyuwening", "Pembina, IV/a", "000000000000002001")
NOTULIS = Signer("Yusuf Hidayat, S.K.M.", "Kepala Tata Usaha", "Penata Muda, III/a", "000000000000001002")
LETTERHEAD = Letterhead(
    government="PEMERINTAH KABUPATEN ARGAMULYA",
    service="DINAS KESEHATAN",
    unit="UPTD PUSKESMAS BANYUWENING",
    lines=(
        "Jalan Raya Banyuwening 12, Kecamatan Banyuwening 59000. Telepon (0290) 555 012",
        "Kode Puskesmas P.0000000101. Pos-el puskesmas@banyuwening.example",
    ),
)
BOOK = "BANYUWENING_Laporan_Ibu_2026-04.xlsx"

NOTES = (
    Note(
        "Tindak lanjut April",
        "Yang terlambat dibahas satu demi satu.",
        (QuotedFigure("18 rencana: 11 selesai, 2 berjalan, 5 terlambat."),),
        decision="Lima rencana terlambat diberi tanggal baru; tidak ada yang dibatalkan.",
    ),
    Note(
        "K1 Watubelah",
        "Kader berganti pada Januari, pendataan dari rumah ke rumah berhenti.",
        (
            QuotedFigure(
                "Kurang 15 ibu; 16 dari 92,4, 17,3 % terhadap target berjalan 33,3 %, status jelek.",
                f"{BOOK}, lembar 1.DATA KIA, sel D31, D61, D91, D121: 6 + 5 + 4 + 1.",
                "jelek",
            ),
        ),
        speaker="Endah Puspita",
        decision="Pendataan ulang di empat dusun sampai 23 Mei, dibantu dua bidan desa tetangga.",
        owner="Endah Puspita",
        due=dt.date(2026, 5, 23),
    ),
    Note(
        "Persalinan di faskes, Watubelah",
        "Dua persalinan di rumah pada April karena tidak ada kendaraan malam.",
        (
            QuotedFigure(
                "Kurang 14 ibu; 16 dari 88,2, 18,1 %, status jelek.",
                f"{BOOK}, lembar 1.DATA KIA, sel K31, K61, K91, K121.",
                "jelek",
            ),
        ),
        decision="Mobil siaga desa dengan jadwal jaga malam mulai 15 Mei.",
    ),
    Note(
        "D/S Pringgodani",
        "Sasaran memuat 12 anak yang sudah pindah.",
        (
            QuotedFigure(
                "Kurang 29 balita; datang 242 dari 338, 71,6 % terhadap 80,0 %, status jelek.",
                "BANYUWENING_Gizi_2026-04.xlsx, lembar SKDN, sel F14 dan C14.",
                "jelek",
                now="kurang 21 balita; datang 250 dari 338, 74,0 %",
            ),
        ),
        decision="Sasaran dicocokkan dulu dengan data desa sampai 29 Mei, lalu dinilai kembali.",
    ),
    Note(
        "K1 Lebakharjo",
        "Tidak dinilai.",
        (
            QuotedFigure(
                "April belum dilaporkan; sampai Maret 8 dari 34,1.", f"{BOOK}, lembar 1.DATA KIA, sel D130 kosong."
            ),
        ),
        decision="Laporan dilengkapi paling lambat 8 Mei.",
    ),
)

RTL = (
    RtlRow(
        problem="K1 Watubelah kurang 15 ibu",
        cause="Kader baru belum dilatih mendata",
        action="Pendataan dari rumah ke rumah, 4 dusun",
        target_group="Ibu hamil baru",
        target="8 ibu",
        place="Desa Watubelah",
        start=dt.date(2026, 5, 11),
        due=dt.date(2026, 5, 23),
        owner="Endah Puspita, A.Md.Keb.",
        partners="Kader, bidan desa Tlogomulyo",
        cost=1_500_000,
        fund="BOK Puskesmas",
        indicator="K1 Mei sedikitnya 8 ibu",
        klaster=2,
        programme="KIA",
    ),
    RtlRow(
        problem="Persalinan di faskes kurang 14 ibu",
        cause="Tidak ada kendaraan malam",
        action="Mobil siaga, jadwal jaga",
        target_group="Desa Watubelah",
        target="1 jadwal",
        place="Balai desa",
        due=dt.date(2026, 5, 15),
        owner="Bambang Setiadi, S.K.M.; Kepala Desa",
        partners="Pemerintah desa",
        fund="Dana Desa",
        indicator="Tidak ada persalinan di rumah",
        klaster=2,
        programme="KIA",
    ),
    RtlRow(
        problem="D/S Pringgodani kurang 29 balita",
        cause="Sasaran memuat anak pindah",
        action="Cocokkan daftar balita",
        target_group="338 balita",
        target="338 balita",
        place="Pringgodani",
        due=dt.date(2026, 5, 29),
        owner="Sri Lestari, S.Gz.",
        partners="Kader posyandu",
        indicator="Daftar disahkan Kades",
        klaster=2,
        programme="Gizi",
    ),
    RtlRow(
        problem="K1 Lebakharjo belum dilaporkan",
        cause="Buku kerja tertinggal di posyandu",
        action="Lengkapi laporan April",
        target_group="1 angka",
        target="1 laporan",
        place="Lebakharjo",
        due=dt.date(2026, 5, 8),
        owner="",
        indicator="April terisi",
        klaster=2,
        lacking_reason="bidan desa pengganti belum ditunjuk",
    ),
)
PREVIOUS = (
    RtlRow(
        problem="K1 Tlogomulyo kurang 7 ibu",
        cause="Ibu periksa di klinik luar wilayah",
        action="Minta laporan klinik",
        target_group="Klinik",
        target="1 laporan",
        place="Klinik Sehat Bersama",
        due=dt.date(2026, 4, 26),
        owner="Ratna Wulandari",
        indicator="Laporan diterima",
        status="terlambat",
        age_months=1,
        klaster=2,
        result="Surat sudah dikirim",
        evaluation="Diberi tanggal baru",
    ),
)

PEOPLE = tuple(
    Person(name, jabatan, "Puskesmas Banyuwening", nip, sex, "0800-0000-0000", present=True)
    for name, jabatan, nip, sex in (
        ("dr. Anindya Prameswari", "Kepala Puskesmas", "000000000000002001", "P"),
        ("Yusuf Hidayat, S.K.M.", "Kepala Tata Usaha", "000000000000001002", "L"),
        ("Ratna Wulandari, S.Tr.Keb.", "PJ klaster 2, bidan koordinator", "", "P"),
        ("Hendra Kusuma, S.Kep.", "PJ klaster 3", "", "L"),
        ("Lukman Arifin, A.Md.Kes.", "PJ klaster 4", "", "L"),
        ("Sri Lestari, S.Gz.", "Nutrisionis", "", "P"),
        ("Endah Puspita, A.Md.Keb.", "Bidan desa Watubelah", "", "P"),
        ("Bambang Setiadi, S.K.M.", "Promosi kesehatan", "", "L"),
    )
)

AGENDA = (
    AgendaItem("Pembukaan dan arahan Kepala Puskesmas", 10, dt.time(9, 0), "dr. Anindya Prameswari"),
    AgendaItem("Tindak lanjut bulan lalu", 20, dt.time(9, 10), "Yusuf Hidayat", "18 rencana, 5 terlambat"),
    AgendaItem("Capaian dan PWS April per klaster", 40, dt.time(9, 30), "PJ klaster 2, 3, 4"),
    AgendaItem("Pembahasan masalah dan penyebab", 30, dt.time(10, 10), "Ratna Wulandari"),
    AgendaItem("Rencana tindak lanjut dan RPK Mei", 20, dt.time(10, 40), "Yusuf Hidayat"),
    AgendaItem("Penutup", 8, dt.time(11, 0), "dr. Anindya Prameswari"),
)


def meeting(**changes) -> MeetingPaper:
    """The lokmin of 5 May 2026."""
    fields = {
        "kind": "bulanan rutin", "date": dt.date(2026, 5, 5), "start": dt.time(9), "end": dt.time(11, 8),
        "place": "aula Puskesmas Banyuwening", "town": "Banyuwening", "leader": HEAD, "notulis": NOTULIS, "head": HEAD,
        "period": APRIL, "frozen_at": dt.datetime(2026, 5, 5, 9, 0, tzinfo=dt.UTC), "ordinal": 5,
        "number": "400.7.2/087/PKM-BNY/V/2026", "letter_number": "400.7.2/081/PKM-BNY/IV/2026",
        "letter_date": dt.date(2026, 4, 30), "recipients": ("Seluruh pegawai UPTD Puskesmas Banyuwening",
        "Bidan desa se-Kecamatan Banyuwening", "Pimpinan klinik dan praktik mandiri di wilayah kerja"),
        "remarks": ("Membawa data capaian dan PWS sampai April 2026.",
                    "Yang berhalangan menunjuk seorang wakil dari unitnya."),
        "copies": ("Kepala Dinas Kesehatan Kabupaten Argamulya", "Camat Banyuwening"),
        "openings": (Opening("dr. Anindya Prameswari", "Dahulukan desa yang paling banyak kekurangan orangnya."),),
        "participants": PEOPLE, "attendance": Attendance(44, 38, (("izin", 3), ("sakit", 1), ("dinas luar", 2))),
        "agenda": AGENDA, "notes": NOTES, "rtl": RTL, "previous_rtl": PREVIOUS, "usg_raters": 36,
        "purposes": ("Menilai capaian sampai April 2026 terhadap target berjalan.", "Membahas masalah dan penyebabnya.",
                     "Menyusun rencana tindak lanjut dan RPK Mei 2026."),
        "legal_base": ("Peraturan Menteri Kesehatan Nomor 44 Tahun 2016 tentang Pedoman Manajemen Puskesmas",
                       "Keputusan Menteri Kesehatan Nomor HK.01.07/MENKES/2015/2023 tentang Petunjuk Teknis ILP"),
        "usg": (UsgScore("Ibu hamil baru di Watubelah tidak terdata", 4.6, 4.3, 4.2),
                UsgScore("Persalinan di rumah di Watubelah", 4.4, 4.5, 3.6),
                UsgScore("Balita Pringgodani tidak datang ke posyandu", 3.1, 3.3, 3.2)),
        "conclusion": "Watubelah didahulukan; laporan Lebakharjo dilengkapi sebelum RPK Mei ditetapkan.",
    }  # fmt: skip
    return MeetingPaper(**{**fields, **changes})


PROBLEMS = (
    Problem("Ibu hamil baru di Watubelah tidak terdata", "Watubelah", "K1", "kurang 15 ibu", "17,3 %", "jelek",
            "Kader berganti pada Januari", 4, 2, "KIA"),
    Problem("Tlogomulyo di bawah target K1", "Tlogomulyo", "K1", "kurang 7 ibu", "23,5 %", "jelek", "", 2, 2, "KIA"),
)  # fmt: skip


def pack(sheets=None, **changes) -> PackInput:
    """Everything for the pack of April."""
    fields = {
        "meeting": meeting(),
        "letterhead": LETTERHEAD,
        "month": APRIL,
        "names": NAMES,
        "puskesmas": "Puskesmas Banyuwening",
        "sheets": sheets
        or (
            sheet(),
            sheet("K4", scaled(0.9), "Kunjungan keempat ibu hamil (K4)"),
            sheet("K6", scaled(0.8), "Kunjungan keenam ibu hamil (K6)"),
        ),
        "made_at": dt.datetime(2026, 5, 5, 12, 0, tzinfo=dt.UTC),
        "problems": PROBLEMS,
        "hidden_problems": 11,
        "quality": ("K1 oleh dokter lebih besar daripada K1 di Kalisari, Maret.",),
        "schedule": (
            ScheduledMeeting("bulanan rutin", dt.date(2026, 5, 5), dt.time(9), "aula Puskesmas", "seluruh pegawai"),
            ScheduledMeeting("tribulanan rutin", dt.date(2026, 5, 19), dt.time(9), "aula kecamatan", "lintas sektor"),
            ScheduledMeeting("bulanan rutin", dt.date(2026, 6, 3), dt.time(9), "aula Puskesmas", "seluruh pegawai"),
        ),
        "sasaran_source": "SK Dinas Kesehatan, 12 Januari 2026",
        "snapshot": "2026-04/1, sidik 7f3a 91c2 5e08",
    }
    return PackInput(**{**fields, **changes})


__all__ = ["APRIL", "CODE", "DESA", "K1", "NAMES", "Photo", "meeting", "pack", "row", "scaled", "sheet"]
