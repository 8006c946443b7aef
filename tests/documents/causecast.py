"""Why K6 of Desa Watubelah stays behind: the tree of causes the papers and figures of the tests are drawn from."""

from __future__ import annotations

from lokmin.catalog.loading import rules
from lokmin.core.problems.causes import CauseNode, CauseRules, CauseTree, Level, Side

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
