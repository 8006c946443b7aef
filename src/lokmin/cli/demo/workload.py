"""The demo's ABK of 2026: volumes as Banyuwening counted them in 2025, who does which part; uraian tugas and ticks."""

from __future__ import annotations

from lokmin.cli.demo.people import Cast
from lokmin.core.numbers import MICRO
from lokmin.core.workload.abk import Kind
from lokmin.cycle.workforce.abk import operations as abk
from lokmin.cycle.workforce.duties import operations as duties
from lokmin.cycle.workforce.duties import queries as duty
from lokmin.cycle.workforce.models import DutySheet, Staff, WorkItem

YEAR = 2026
#: Profession -> activity of the starter rows -> how many in a year. What is left out is still being counted.
VOLUMES: dict[str, dict[str, int]] = {
    "dokter": {
        "Pemeriksaan dan pengobatan pasien umum": 7200, "Pemeriksaan pasien PTM dan Prolanis": 1400,
        "Tindakan medis dan gawat darurat": 620, "ANC terpadu oleh dokter": 690, "Rujukan dan rujuk balik": 900,
        "Pembinaan Pustu dan Pusling": 48, "Visum, surat keterangan sehat dan kematian": 500,
    },
    "dokter_gigi": {
        "Pemeriksaan dan pengobatan gigi": 900, "Pencabutan gigi": 260, "Penambalan dan perawatan gigi": 160,
        "Pembinaan UKGS dan UKGMD": 12,
    },
    "perawat": {
        "Anamnesis dan pengukuran pasien rawat jalan": 12400, "Tindakan keperawatan dan gawat darurat": 3100,
        "Kunjungan rumah Perkesmas": 640, "Pelayanan pasien TB: periksa, obat, pemantauan": 1150,
        "Skrining PTM usia produktif": 8600, "Skrining kesehatan lansia": 2300, "Pelayanan dan kunjungan ODGJ": 560,
        "Pelayanan luar gedung: Pustu dan Posbindu": 290,
    },
    "terapis_gigi": {
        "Asuhan kesehatan gigi pasien rawat jalan": 2100, "Pembersihan karang gigi": 240,
        "UKGS: pemeriksaan dan sikat gigi bersama": 62,
    },
    "bidan": {
        "ANC kontak pertama (K1)": 720, "ANC ulang": 4300, "Pertolongan persalinan": 215, "Kunjungan nifas (KF)": 2600,
        "Kunjungan neonatal (KN)": 1980, "Pelayanan KB": 4800, "MTBM dan MTBS": 5200, "Imunisasi bayi dan baduta": 9400,
        "Kelas ibu hamil dan balita": 288, "Posyandu: pelayanan dan pendampingan kader": 576,
    },
    "promkes": {
        "Penyuluhan kelompok di dalam dan luar gedung": 180, "Pengkajian PHBS rumah tangga": 1260,
        "Pengkajian PHBS institusi dan pesantren": 74, "Pendampingan SMD dan MMD": 24,
        "Pembinaan posyandu dan desa siaga": 96, "Pembuatan media dan konten kesehatan": 60,
    },
    "kesmas": {
        "Pengelolaan program dan analisis PWS": 96, "Penyusunan RUK, RPK, dan PKP": 4,
        "Pembinaan lintas sektor dan desa": 60, "Supervisi program ke jaringan": 36,
    },
    "sanitarian": {
        "Inspeksi tempat dan fasilitas umum": 142, "Inspeksi tempat pengelolaan pangan": 118,
        "Pengawasan sarana air minum": 96, "Pemicuan dan verifikasi STBM": 12, "Pemeriksaan jentik berkala": 2400,
        "Konseling sanitasi": 260, "Pengelolaan limbah medis dan air limbah": 52,
    },
    "gizi": {
        "Konseling gizi": 420, "Pemantauan pertumbuhan di posyandu": 192,
        "Tata laksana balita gizi buruk dan kurang": 160, "Pemantauan PMT ibu hamil KEK": 110,
        "Pemberian dan pemantauan TTD remaja putri": 96, "Pengolahan data e-PPGBM": 12,
    },
    "apoteker": {
        "Pengkajian resep dan pemberian informasi obat": 9800, "Konseling dan pemantauan terapi obat": 480,
        "Perencanaan dan pengadaan obat (RKO)": 2, "LPLPO dan pengendalian persediaan": 12,
    },
    "ttk": {
        "Penyiapan dan penyerahan obat": 7800, "Penerimaan, penyimpanan, dan pencatatan obat": 12,
        "Distribusi ke Pustu dan posyandu": 60,
    },
    "atlm": {
        "Pemeriksaan hematologi dan kimia klinik": 3400, "Pemeriksaan BTA dan TCM": 520,
        "Pemeriksaan triple eliminasi ibu hamil": 690, "Pemantapan mutu dan pemeliharaan alat": 52,
    },
    "rekam_medis": {
        "Pendaftaran pasien": 7200, "Pengolahan dan penyimpanan rekam medis": 7200,
        "Pengodean diagnosis dan laporan morbiditas": 12,
    },
    "sik": {
        "Pengelolaan data program dan sistem informasi": 12, "Validasi dan pengiriman laporan": 420,
        "Perawatan perangkat dan jaringan": 12,
    },
    "keuangan": {"SPJ kegiatan": 780, "Laporan keuangan bulanan": 24, "Penyusunan RKA dan DPA": 2},
    "tata_usaha": {
        "Surat masuk dan keluar": 2900, "Administrasi kepegawaian": 460, "Pengelolaan barang dan persediaan": 12,
        "Penyiapan pertemuan: undangan, daftar hadir, berkas": 84,
    },
    "pekarya": {"Mengantar pasien dan petugas": 620, "Pemeliharaan kendaraan dan sarana": 52},
}  # fmt: skip
#: Persons who have more or less than an equal part: start of the name, activity, permille.
PARTS = (
    ("dr. Anindya", "Pemeriksaan dan pengobatan pasien umum", 200),
    ("dr. Galih", "Pemeriksaan dan pengobatan pasien umum", 800),
    ("Dian Anggraini", "Pertolongan persalinan", 600),
    ("Ratna Wulandari", "Pertolongan persalinan", 250),
)
#: Who ticked their sheet before the first lokmin.
AGREED = ("anindya", "yusuf", "ratna", "hendra", "lukman", "sri")


def fill_workload(cast: Cast) -> None:
    """Lay out, count, divide, agree; playing it again changes nothing."""
    puskesmas, by = cast.puskesmas, cast.people["yusuf"]
    if WorkItem.objects.of(puskesmas).exists():
        return
    abk.begin(puskesmas=puskesmas, by=by, year=YEAR)
    for profession, volumes in VOLUMES.items():
        rows = WorkItem.objects.of(puskesmas).filter(year=YEAR, profession=profession, activity__in=volumes)
        lines = [
            abk.Line(r.pk, Kind(r.kind), r.activity, r.unit, r.norm_micro, volumes[r.activity] * MICRO,
                     "catatan kegiatan 2025")
            for r in rows
        ]  # fmt: skip
        abk.write_tasks(puskesmas=puskesmas, by=by, year=YEAR, profession=profession, lines=lines)
    for name, activity, permille in PARTS:
        person = Staff.objects.of(puskesmas).get(name__startswith=name)
        item = WorkItem.objects.of(puskesmas).get(year=YEAR, profession=person.profession, activity=activity)
        abk.share(staff=person, by=by, year=YEAR, parts={item.pk: permille})
    reason = "Disepakati di lokmin pertama, Januari 2026"
    abk.freeze(puskesmas=puskesmas, by=cast.people["anindya"], year=YEAR, reason=reason)


def fill_duties(cast: Cast) -> None:
    """Everybody gets a sheet from the library; six have ticked theirs."""
    puskesmas, by = cast.puskesmas, cast.people["yusuf"]
    if DutySheet.objects.of(puskesmas).exists():
        return
    duties.lay_out(puskesmas=puskesmas, by=by, year=YEAR)
    for user in AGREED:
        row = Staff.objects.of(puskesmas).get(person=cast.people[user])
        sheet = duty.newest(row, YEAR)
        if sheet is not None:
            duties.acknowledge(sheet=sheet, by=cast.people[user], read=duty.fingerprint(sheet))
