"""The RPK 2026 of the demo: sixty activities with money, four months carried out, May drawn up from its sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from lokmin.cli.demo.people import Cast
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.cycle.planning.models import MonthRow, Plan
from lokmin.cycle.planning.monev import operations as monev
from lokmin.cycle.planning.money import operations as money
from lokmin.cycle.planning.monthly import operations as monthly
from lokmin.cycle.planning.monthly.rows import fetched
from lokmin.cycle.planning.plans import operations as plans
from lokmin.cycle.planning.plans.funds import plan_rule
from lokmin.cycle.planning.plans.queries import plan as plan_of
from lokmin.cycle.planning.rpk import operations
from lokmin.cycle.workforce.staff.queries import staff

At = Callable[[str], AbstractContextManager[None]]

YEAR = 2026
REASON = "Sudah di DPA 2026; RUK 2026 disusun sebelum memakai Lokmin"
_EVERY, _QUARTERS, _HALVES = tuple(range(1, 13)), (2, 5, 8, 11), (6, 12)
#: Source -> pagu of the year, its document.
CEILINGS = {
    "bok": (478_000_000, "DPA Dinas Kesehatan 2026, alokasi BOK Puskesmas"),
    "kapitasi": (248_000_000, "RBA BLUD 2026, bagian kapitasi"), "apbd": (38_000_000, "DPA 2026"),
    "dana-desa": (34_000_000, "APB Desa 12 desa"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One activity; ``rupiah`` of the whole year; ``kind`` is its nature; ``owner`` the start of a name."""

    programme: str
    activity: str
    group: str
    target: str
    owner: str
    times: int
    months: tuple[int, ...]
    fund: str
    rupiah: int | None
    kind: str
    indicator: str = ""
    villages: tuple[str, ...] = ()
    unit: str = "kali"


_L = Line
LINES: tuple[Line, ...] = (
    _L("kia", "Kelas ibu hamil", "Ibu hamil", "480 ibu", "Ratna", 36, _EVERY, "bok", 43_200_000, "promotif", "K6"),
    _L("kia", "Kunjungan rumah ibu hamil risiko tinggi", "Ibu hamil risiko tinggi", "96 ibu", "Ratna", 96, _EVERY, "bok", 19_200_000, "preventif", "K4"),
    _L("kia", "Pemeriksaan ibu hamil dengan USG oleh dokter", "Ibu hamil", "700 ibu", "dr. Galih", 48, _EVERY, "kapitasi", 9_600_000, "preventif", "K1-USG"),
    _L("kia", "Kunjungan nifas dan neonatal", "Ibu nifas dan bayi baru lahir", "640 ibu", "Ratna", 144, _EVERY, "bok", 28_800_000, "preventif", "KF-LENGKAP"),
    _L("kia", "Orientasi Program Perencanaan Persalinan dan Pencegahan Komplikasi", "Kader dan kepala dusun", "60 orang", "Endah", 1, (3,), "bok", 4_800_000, "promotif"),
    _L("kia", "Kemitraan bidan dan dukun", "Dukun bayi", "14 orang", "Ratna", 2, _HALVES, "bok", 3_600_000, "promotif"),
    _L("kia", "Audit maternal perinatal", "Kasus kematian", "semua kasus", "dr. Galih", 4, _QUARTERS, "", 0, "kuratif"),
    _L("kia", "Pelayanan KB pascapersalinan", "Ibu bersalin", "500 ibu", "Ratna", 12, _EVERY, "kapitasi", 6_000_000, "preventif", "KBPP"),
    _L("kia", "Kelas ibu balita", "Ibu balita", "360 ibu", "Endah", 24, (2, 4, 6, 8, 10, 12), "bok", 14_400_000, "promotif"),
    _L("kia", "Pelacakan kematian bayi", "Keluarga", "semua kasus", "Ratna", 4, _QUARTERS, "bok", 1_200_000, "preventif"),
    _L("gizi", "Pemantauan pertumbuhan balita di Posyandu", "Balita", "4.100 balita", "Sri", 72, _EVERY, "bok", 36_000_000, "preventif", "DS"),
    _L("gizi", "Pemberian makanan tambahan lokal balita gizi kurang", "Balita gizi kurang", "86 balita", "Sri", 4, (3, 5, 7, 9), "bok", 51_600_000, "kuratif", "GIKUR-PMT"),
    _L("gizi", "PMT ibu hamil KEK", "Ibu hamil KEK", "42 ibu", "Sri", 2, (4, 8), "bok", 15_120_000, "kuratif", "KEK-PMT"),
    _L("gizi", "Pemberian vitamin A", "Bayi dan balita", "3.900 anak", "Sri", 2, (2, 8), "bok", 3_000_000, "preventif", "VITA"),
    _L("gizi", "Aksi bergizi dan tablet tambah darah remaja putri", "Remaja putri", "850 siswi", "Sri", 12, _EVERY, "bok", 6_000_000, "preventif", "REMATRI-TTD"),
    _L("gizi", "Konseling menyusui dan kelompok pendukung ASI", "Ibu menyusui", "240 ibu", "Sri", 12, _EVERY, "dana-desa", 6_000_000, "promotif", "ASI"),
    _L("gizi", "Penimbangan serentak dan validasi stunting", "Balita", "4.100 balita", "Sri", 1, (6,), "bok", 12_000_000, "preventif", "STUNTING"),
    _L("gizi", "Tindak lanjut balita gizi buruk", "Balita gizi buruk", "semua kasus", "Sri", 12, _EVERY, "kapitasi", 4_800_000, "rehabilitatif", "GIBUR"),
    _L("imunisasi", "Imunisasi rutin di Posyandu", "Bayi dan baduta", "780 bayi", "Nur", 72, _EVERY, "bok", 21_600_000, "preventif", "IDL"),
    _L("imunisasi", "Sweeping bayi yang imunisasinya belum lengkap", "Bayi", "120 bayi", "Nur", 12, _EVERY, "bok", 4_800_000, "preventif", "IDL"),
    _L("imunisasi", "Pengambilan vaksin dan pemeliharaan rantai dingin", "Vaksin", "12 kali", "Nur", 12, _EVERY, "apbd", 3_600_000, "manajemen"),
    _L("imunisasi", "Bulan Imunisasi Anak Sekolah", "Siswa SD kelas 1, 2, 5", "1.120 siswa", "Maya", 2, (8, 11), "bok", 13_440_000, "preventif", "BIAS-MR"),
    _L("imunisasi", "Pelacakan kasus diduga PD3I", "Kasus", "semua kasus", "Lukman", 4, _QUARTERS, "bok", 2_400_000, "preventif"),
    _L("promkes", "Survei mawas diri dan musyawarah masyarakat desa", "Desa", "12 desa", "Bambang", 12, (9, 10), "bok", 18_000_000, "promotif"),
    _L("promkes", "Pengkajian PHBS rumah tangga", "Rumah tangga", "2.520 rumah", "Bambang", 12, (3, 9), "bok", 7_560_000, "promotif", "PHBS-DIKAJI"),
    _L("promkes", "Penyuluhan kelompok di desa", "Warga", "72 kelompok", "Bambang", 72, _EVERY, "bok", 14_400_000, "promotif"),
    _L("promkes", "Pembinaan kader Posyandu siklus hidup", "Kader", "360 kader", "Bambang", 12, _EVERY, "dana-desa", 18_000_000, "promotif", "POSYANDU-PURI"),
    _L("promkes", "Kampanye kesehatan di media sosial dan radio desa", "Warga", "24 tayangan", "Bambang", 24, _EVERY, "", 0, "promotif"),
    _L("promkes", "Lomba desa siaga", "Desa", "12 desa", "Bambang", 1, (7,), "apbd", 9_000_000, "promotif", "DESA-SIAGA"),
    _L("kesling", "Inspeksi kesehatan lingkungan tempat umum", "Tempat umum", "96 tempat", "Arif", 12, _EVERY, "bok", 4_800_000, "preventif", "TFU"),
    _L("kesling", "Pengawasan tempat pengolahan pangan", "Tempat pengolahan pangan", "72 tempat", "Arif", 12, _EVERY, "bok", 3_600_000, "preventif", "TPP"),
    _L("kesling", "Pemicuan STBM", "Dusun", "8 dusun", "Arif", 8, (2, 3, 5, 8), "bok", 9_600_000, "promotif", "SBS"),
    _L("kesling", "Pengambilan sampel air minum", "Sarana air minum", "60 sarana", "Arif", 4, _QUARTERS, "apbd", 6_000_000, "preventif", "SAM"),
    _L("kesling", "Klinik sanitasi dan kunjungan rumah", "Pasien penyakit berbasis lingkungan", "120 pasien", "Arif", 24, _EVERY, "kapitasi", 2_400_000, "rehabilitatif"),
    _L("p2", "Penemuan aktif TB dan investigasi kontak", "Kontak serumah", "400 orang", "Rudi", 24, _EVERY, "bok", 19_200_000, "preventif", "TB-TERDUGA"),
    _L("p2", "Kunjungan pendampingan pasien TB", "Pasien TB", "38 pasien", "Rudi", 72, _EVERY, "bok", 7_200_000, "kuratif", "TB-SR"),
    _L("p2", "Pemantauan jentik oleh Jumantik", "Rumah", "1.200 rumah", "Lukman", 48, _EVERY, "dana-desa", 9_600_000, "preventif", "ABJ"),
    _L("p2", "Penyelidikan epidemiologi dan fogging fokus", "Kasus DBD", "semua kasus", "Lukman", 6, (1, 2, 3, 4, 11, 12), "apbd", 18_000_000, "preventif", "IR-DBD"),
    _L("p2", "Skrining HIV ibu hamil dan kelompok berisiko", "Ibu hamil", "700 ibu", "Lukman", 12, _EVERY, "bok", 3_600_000, "preventif", "HIV"),
    _L("p2", "Surveilans dan laporan SKDR mingguan", "Laporan", "52 minggu", "Lukman", 52, _EVERY, "", 0, "preventif", "SKDR"),
    _L("p2", "Kunjungan ISPA dan pneumonia balita", "Balita", "60 balita", "Lukman", 12, _EVERY, "bok", 2_400_000, "kuratif", "PNEUMONIA"),
    _L("ptm", "Posbindu PTM", "Usia 15 tahun ke atas", "6.000 orang", "Hendra", 48, _EVERY, "bok", 24_000_000, "preventif", "PRODUKTIF"),
    _L("ptm", "Skrining PTM di tempat kerja", "Pekerja", "12 tempat", "Hendra", 6, (2, 4, 6, 8, 10, 12), "bok", 4_800_000, "preventif", "PRODUKTIF"),
    _L("ptm", "Kelas hipertensi dan diabetes", "Penderita", "240 orang", "Hendra", 12, _EVERY, "kapitasi", 7_200_000, "kuratif", "HT"),
    _L("ptm", "Posyandu lansia", "Lansia", "1.900 orang", "Intan", 48, _EVERY, "bok", 24_000_000, "preventif", "LANSIA"),
    _L("ptm", "Kunjungan rumah pasien jiwa berat", "Pasien ODGJ", "31 pasien", "Laras", 62, _EVERY, "bok", 6_200_000, "rehabilitatif", "ODGJ"),
    _L("ptm", "Perawatan lansia di rumah", "Lansia dengan ketergantungan", "48 lansia", "Intan", 48, _EVERY, "kapitasi", 4_800_000, "rehabilitatif"),
    _L("ptm", "Penjaringan kesehatan anak sekolah", "Siswa baru", "2.300 siswa", "Maya", 24, (7, 8, 9), "bok", 9_600_000, "preventif", "DIKDAS"),
    _L("ukp", "Pelayanan rawat jalan dan obat", "Pengunjung", "18.000 kunjungan", "Wening", 12, _EVERY, "kapitasi", 96_000_000, "kuratif", "ANGKA-KONTAK", (), "bulan"),
    _L("ukp", "Prolanis: senam dan edukasi", "Peserta Prolanis", "160 peserta", "Wening", 24, _EVERY, "kapitasi", 14_400_000, "rehabilitatif", "PROLANIS"),
    _L("ukp", "Puskesmas keliling", "Warga dusun jauh", "48 kali", "Slamet", 48, _EVERY, "bok", 14_400_000, "kuratif"),
    _L("ukp", "Pemeriksaan laboratorium", "Pasien", "6.000 pemeriksaan", "Bayu", 12, _EVERY, "kapitasi", 42_000_000, "kuratif", "", (), "bulan"),
    _L("ukp", "Pelayanan gigi sekolah", "Siswa SD", "900 siswa", "drg. Nimas", 12, (2, 3, 4, 8, 9, 10), "kapitasi", 3_600_000, "preventif"),
    _L("admen", "Lokakarya mini bulanan", "Staf", "38 orang", "Yusuf", 12, _EVERY, "bok", 9_120_000, "manajemen", "LOKMIN-BULANAN"),
    _L("admen", "Lokakarya mini lintas sektor", "Mitra", "40 orang", "Yusuf", 4, _QUARTERS, "bok", 9_600_000, "manajemen", "LOKMIN-TRIBULANAN"),
    _L("admen", "Survei kepuasan masyarakat", "Pengunjung", "300 responden", "Yusuf", 2, _HALVES, "kapitasi", 1_800_000, "manajemen", "IKM"),
    _L("admen", "Pemeliharaan alat dan kalibrasi", "Alat kesehatan", "64 alat", "Lina", 2, (5, 10), "kapitasi", 24_000_000, "manajemen"),
    _L("admen", "Rapat tinjauan manajemen dan audit internal", "Tim mutu", "2 kali", "Yusuf", 2, (6, 12), "", 0, "manajemen"),
    _L("admen", "Pelatihan dan kalakarya staf", "Staf", "38 orang", "Yusuf", 6, (2, 4, 6, 8, 10, 12), "kapitasi", 18_000_000, "manajemen"),
    _L("admen", "Pembinaan jejaring dan jaringan", "Pustu, klinik, praktik mandiri", "18 tempat", "Yusuf", 4, _QUARTERS, "bok", 2_400_000, "manajemen"),
)  # fmt: skip

#: Activities that went otherwise: (month, start of the name) -> (state, reason).
OTHERWISE = {
    (2, "Pemicuan STBM"): (MonthRow.MOVED, "jalan ke dusun terputus banjir"),
    (3, "Pengkajian PHBS"): (MonthRow.PART, "baru 7 dari 12 desa"),
    (3, "Orientasi Program"): (MonthRow.CANCELLED, "digabung dengan pembinaan kader"),
    (4, "Skrining PTM di tempat kerja"): (MonthRow.MOVED, "pabrik sedang libur bersama"),
    (4, "PMT ibu hamil KEK"): (MonthRow.PART, "bahan lokal baru datang minggu ketiga"),
    (4, "Pelatihan dan kalakarya"): (MonthRow.MOVED, "narasumber berhalangan"),
}  # fmt: skip
#: Programme -> what its activities are for.
PURPOSES = {
    "kia": "Ibu dan bayi sehat, komplikasi ditemukan dini", "gizi": "Balita tumbuh baik, stunting turun",
    "imunisasi": "Anak terlindung dari PD3I", "promkes": "Keluarga berperilaku hidup bersih dan sehat",
    "kesling": "Lingkungan dan pangan aman", "p2": "Penularan terputus, kasus diobati sampai sembuh",
    "ptm": "Faktor risiko ditemukan dan dikendalikan", "ukp": "Pengunjung terlayani sesuai standar",
    "admen": "Pelayanan terencana, terpantau, dan bermutu",
}  # fmt: skip
#: Start of an activity -> programme that supports it, with what, when.
SUPPORT = (
    ("Kelas ibu hamil", "gizi", "konseling gizi ibu hamil dan menyusui", "pertemuan kedua"),
    ("Kelas ibu hamil", "imunisasi", "skrining status T dan imunisasi Td", "pertemuan pertama"),
    ("Pemantauan pertumbuhan", "promkes", "penyuluhan di meja lima", "tiap Posyandu"),
    ("Pemantauan pertumbuhan", "imunisasi", "imunisasi bersamaan", "tiap Posyandu"),
    ("Penemuan aktif TB", "promkes", "kader menyebar undangan skrining", "triwulan I dan III"),
    ("Aksi bergizi", "ptm", "skrining anemia dan tekanan darah siswi", "sekali semester"),
    ("Penyelidikan epidemiologi", "kesling", "pemeriksaan jentik dan sanitasi rumah", "tiap kasus"),
    ("Posyandu lansia", "ptm", "pemeriksaan gula darah dan kolesterol", "tiga bulan sekali"),
    ("Prolanis", "gizi", "edukasi diet", "tiap bulan"),
)
#: Programme -> percent of the plan that was really paid.
PAID = {"gizi": 62, "kesling": 71, "p2": 96, "ptm": 84, "kia": 93, "admen": 78}


def fill_rpk(cast: Cast, at: At) -> None:
    """Write the year and its first months once; playing it again changes nothing."""
    puskesmas, by = cast.puskesmas, cast.people["yusuf"]
    if plan_of(puskesmas, Plan.RPK, YEAR) is not None:
        return
    with at("2026-01-06T09:40"):
        _write_year(cast)
        for fund, (rupiah, document) in CEILINGS.items():
            money.set_ceiling(
                puskesmas=puskesmas, by=by, year=YEAR, fund=fund, rupiah=rupiah, document=document,
                since=dt.date(YEAR, 1, 2),
            )  # fmt: skip
        plan = plans.plan_of(puskesmas=puskesmas, by=by, kind=Plan.RPK, year=YEAR)
        plans.approve(plan=plan, by=by, reason="RPK 2026 disetujui di lokmin bulanan pertama")
        monev.propose(puskesmas=puskesmas, by=by, year=YEAR)
        rows = {item.activity: item for item in plan.rpk_items.all()}
        for start, programme, what, when in SUPPORT:
            item = next(row for name, row in rows.items() if name.startswith(start))
            monev.support(item=item, by=by, support=what, time_text=when, programme=programme)
    for number in range(1, 5):
        month = Month(YEAR, number)
        with at(f"{month.first_day.replace(day=5)}T10:30"):
            drawn = monthly.draw_up(puskesmas=puskesmas, by=by, month=month)
        with at(f"{month.last_day}T15:10"):
            _carry_out(cast, list(fetched(drawn)), month)


def draw_may(cast: Cast, at: At) -> None:
    """May writes itself once April's figures are there; a few days are set, and promises join the matrix."""
    puskesmas, by = cast.puskesmas, cast.people["yusuf"]
    may = Month(YEAR, 5)
    if plan_of(puskesmas, Plan.MONTHLY, may.year, may.month) is not None:
        return
    with at("2026-05-04T13:30"):
        drawn = monthly.draw_up(puskesmas=puskesmas, by=by, month=may)
        monev.take_promises(puskesmas=puskesmas, by=by, year=YEAR)
        for number, row in enumerate(row for row in fetched(drawn) if row.rpk_item_id and row.owner_id):
            if number % 3 == 0:
                monthly.move(row=row, by=by, on=dt.date(YEAR, 5, 6 + number % 20))


def _write_year(cast: Cast) -> None:
    people = {row.name: row.pk for row in staff(cast.puskesmas)}
    villages = {village.name: village for village in cast.villages}
    rule = plan_rule(YEAR)
    klaster = {"kia": 2, "gizi": 2, "imunisasi": 2, "ptm": 3, "p2": 4, "kesling": 4, "promkes": 2, "ukp": 5, "admen": 1}
    for line in LINES:
        effort = rule.effort_of(line.programme)
        owner = next((pk for name, pk in people.items() if name.startswith(line.owner)), None)
        operations.add(
            puskesmas=cast.puskesmas, by=cast.people["yusuf"], year=YEAR, new_reason=REASON, months=line.months,
            amounts=[] if line.rupiah is None else [(line.fund, line.rupiah)], activity=line.activity,
            upaya=effort.name if effort else "", programme=line.programme, klaster=klaster[line.programme],
            goal=PURPOSES[line.programme], nature=line.kind, target_group=line.group, target=line.target, owner_id=owner,
            owner_text="" if owner else line.owner, volume_micro=line.times * MICRO, unit=line.unit,
            indicator=line.indicator, success=f"{line.activity} terlaksana {line.times} {line.unit}",
            villages=[villages[name] for name in line.villages],
            location="Puskesmas" if line.programme in ("ukp", "admen") else "12 desa",
        )  # fmt: skip


def _carry_out(cast: Cast, rows: Iterable[MonthRow], month: Month) -> None:
    for number, row in enumerate(rows):
        if row.rpk_item is None:
            continue
        state, reason = next(
            (told for (m, start), told in OTHERWISE.items() if m == month.month and row.activity.startswith(start)),
            (MonthRow.DONE, ""),
        )
        if state == MonthRow.DONE and number % 17 == month.month:
            continue  # nobody has said anything about it yet
        done = state in (MonthRow.DONE, MonthRow.PART)
        day = month.first_day.replace(day=6 + number % 21)
        proof = f"Daftar hadir dan SPJ {number + 1}/{month.month:02d}/{YEAR}" if done else ""
        fund, planned = next(iter(row.money.items()), ("", 0))
        part = PAID.get(row.programme, 90) if state == MonthRow.DONE else 50
        monthly.report(
            row=row, by=cast.people["yusuf"], state=state, reason=reason, done_on=day if done else None,
            done_micro=row.volume_micro if state == MonthRow.DONE else None, proof=proof,
            payment=(fund, planned * part // 100_000 * 1000) if done and planned else None,
        )  # fmt: skip
