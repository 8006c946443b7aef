"""Why K6 of Desa Watubelah stays behind: the tree of causes the papers and figures of the tests are drawn from."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from lokmin.catalog.loading import rules
from lokmin.core.problems.causes import CauseNode, CauseRules, CauseTree, Level, Side
from lokmin.core.problems.gaps import GapInput, gap_table
from lokmin.core.problems.risks import Risk, RiskRule
from lokmin.core.problems.swot import Cross, Swot
from lokmin.documents.forms.problemparts import Office
from lokmin.documents.forms.problemrecords import OldAction, ProblemSheet, RegisterRow, SolutionRow, Way

from . import cast

RULES = CauseRules.load(rules("causes"), 2026)
PROBLEM = "Cakupan K6 Desa Watubelah s.d. April 2026 15,2 %, target berjalan 33,3 %, kurang 17 ibu."

NODES = (
    CauseNode("1", "", "Ibu hamil baru datang setelah trimester pertama", rib="manusia", determinant="pertama"),
    CauseNode("2", "1", "Kehamilan baru diketahui kader setelah terlihat"),
    CauseNode("3", "2", "Kader hanya dua orang untuk lima dusun dan tidak punya daftar pasangan usia subur", root=True,
              evidence="Wawancara kader 12 April; SK kader 2024"),
    CauseNode("4", "", "Bidan desa cuti melahirkan sejak Maret", rib="manusia"),
    CauseNode("5", "4", "Belum ada pengganti", root=True, evidence="Surat cuti 28 Februari"),
    CauseNode("6", "", "Uang transport kelas ibu hamil belum cair", rib="dana"),
    CauseNode("7", "", "Buku KIA habis sejak Februari", rib="bahan"),
    CauseNode("8", "7", "Permintaan buku KIA dikirim sesudah stok habis", root=True, evidence="Kartu stok"),
    CauseNode("9", "", "Jadwal posyandu bersamaan dengan hari pasar", rib="metode", determinant="akses"),
    CauseNode("10", "", "USG hanya di Puskesmas, antre dua minggu", rib="alat", determinant="berlanjut"),
    CauseNode("11", "10", "Jadwal USG hanya Selasa"),
    CauseNode("12", "10", "Dokter yang dilatih USG satu orang", determinant="tenaga"),
    CauseNode("13", "", "Jembatan ke Dusun Krajan rusak, ibu memutar 9 km", rib="lingkungan"),
    CauseNode("20", "", "Risiko tinggi terlambat diketahui", side=Side.EFFECT),
    CauseNode("21", "20", "Rujukan terlambat, bayi lahir dengan berat rendah", side=Side.EFFECT),
    CauseNode("22", "", "Target tahunan K6 tidak tercapai", side=Side.EFFECT),
)  # fmt: skip

LEVELS = (
    Level("komoditas", 9, 12, "bulan stok buku KIA"),
    Level("pertama", 54, 92, "K1"),
    Level("berlanjut", 14, 92, "K6"),
)


def tree(**more):
    """The tree of the story."""
    return CauseTree(PROBLEM, NODES, levels=more.pop("levels", LEVELS), **more)


OFFICE = Office("Puskesmas Banyuwening", cast.LETTERHEAD, "Banyuwening", dt.date(2026, 5, 5), cast.HEAD)
OLD = (
    OldAction(
        "Kunjungan rumah ibu hamil trimester tiga",
        "Endah Puspita",
        "9–20 Februari 2026",
        "selesai",
        "14 dari 18 ibu dikunjungi",
        "belum: K6 naik 1 ibu dari 16; desa lain naik 2 (n = 3 bulan)",
    ),
    OldAction("Meminta 100 buku KIA ke Dinkes", "Ratna Wulandari", "s.d. 20 Maret 2026", "terlambat"),
)
SHEET = ProblemSheet(
    tree(),
    "Masalah 3/2026",
    "Desa Watubelah",
    "Cakupan pelayanan",
    "angka cakupan",
    "PWS KIA April 2026",
    "juga merah pada Februari, Maret 2026 dan 5 bulan pada 2025",
    "",
    OLD,
)
SOLUTIONS = (
    SolutionRow(
        PROBLEM,
        "Kader hanya dua orang untuk lima dusun",
        (
            Way("Menambah satu kader tiap dusun bersama Kades", "40,00", chosen=True),
            Way("Bidan mendata pasangan usia subur sendiri", "6,67"),
        ),
        "Dana Desa 2026",
    ),
    SolutionRow(
        PROBLEM, "Bidan desa cuti, belum ada pengganti", (Way("Bidan koordinator datang tiap Rabu", chosen=True),)
    ),
    SolutionRow("Imunisasi dasar lengkap Desa Kalisari 61 %, target 80 %", "Jadwal bersamaan dengan panen"),
)
YEARS = (2023, 2024, 2025)
GAPS = gap_table(
    (
        GapInput(
            "KIA",
            "K6",
            Fraction(90),
            (Fraction(78), Fraction(74), Fraction(71)),
            "Desa Watubelah",
            missed=18,
            people="ibu",
        ),
        GapInput("Gizi", "Stunting", Fraction(14), (Fraction(21), None, Fraction(35, 2)), higher_is_better=False),
        GapInput("Imunisasi", "IDL", Fraction(80), (Fraction(85), Fraction(79), Fraction(88)), "Desa Kalisari"),
        GapInput("P2", "Terduga TB", None, (None, None, None)),
    ),
    YEARS,
    100,
)
REGISTER = (
    RegisterRow(
        "3/2026",
        PROBLEM,
        "Cakupan pelayanan",
        "angka cakupan",
        "Februari 2026",
        "juga merah 5 bulan pada 2025",
        "terbuka",
        "Kader hanya dua orang; belum ada pengganti bidan",
        "2 RTL, 1 selesai",
    ),
    RegisterRow(
        "1/2026",
        "Posyandu Dusun Krajan tidak buka, Maret 2026: 2 dari 3 kali.",
        "Masyarakat dan perilaku",
        "kotak masukan",
        "Maret 2026",
        state="teratasi",
        closed="buka lagi sejak April",
    ),
)
SWOT = Swot(
    "Kegiatan KIA 2026",
    ("Bidan di 11 dari 12 desa", "USG berfungsi"),
    ("Buku KIA sering habis",),
    ("Dana Desa untuk kader",),
    ("Jembatan Krajan rusak", "Musim panen April"),
    (
        (Cross.SO, "Kelas ibu hamil dengan USG keliling dibiayai Dana Desa"),
        (Cross.WT, "Stok cadangan buku KIA 2 bulan"),
    ),
)
RISK_RULE = RiskRule.load(rules("risks"), 2026)
RISKS = (
    Risk(
        "Ruang imunisasi",
        "Vaksin rusak karena suhu",
        3,
        4,
        "Listrik padam lebih dari 4 jam",
        "Vaksin terbuang, jadwal mundur",
        "Genset dicek tiap Senin",
        "Pindahkan ke cold box, lapor farmasi",
        "Sri Lestari",
    ),
    Risk(
        "Pendaftaran",
        "Salah identitas pasien",
        4,
        2,
        "Nama sama",
        "Rekam medis tertukar",
        "Dua identitas",
        "Telusur, betulkan",
        "Yusuf Hidayat",
    ),
    Risk("Laboratorium", "Tertusuk jarum", 2, 5, owner="Lukman Arifin"),
)
