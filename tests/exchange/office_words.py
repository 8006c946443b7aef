"""What offices write: names of totals and shares, titles, numbers, places, heads near K1; used by ``meanings``."""

from __future__ import annotations

from typing import Any

TOTAL_WORDS = (
    "JUMLAH", "TOTAL", "JML", "Jml.", "PKM", "PKM BANYUWENING", "KECAMATAN", "Kec. Banyuwening",
    "Puskesmas Banyuwening",
    "UPTD PUSKESMAS BANYUWENING", "BANYUWENING", "Kab. Argamulya", "TOTAL PUSKESMAS", "Jumlah Seluruhnya",
    "SE-KECAMATAN", "Se Puskesmas", "Seluruh Desa", "GRAND TOTAL", "Σ", "Keseluruhan", "Semua Desa", "Gabungan", "Tot.",
    "", "Wilayah Kerja", "PUSKESMAS (TOTAL)", "Hasil Puskesmas", "JUMLAH / TOTAL", "T O T A L", "Jumlah Kec.",
    "Sub Total", "Akhir", "PUSK. BANYUWENING", "Pusk Banyuwening", "P K M", "UPT. BANYUWENING", "JUMLAH PKM",
)  # fmt: skip

RATIO_HEADS = (
    "%", "Persen", "(%)", "Cak", "Cakupan", "Capaian", "CAK.", "Pencapaian", "Prosen", "Persentase", "Prosentase",
    "Rate",
    "K4/K1", "Kinerja", "Tingkat capaian", "% thd sasaran", "Proporsi", "Cak (%)", "PROSENTASE (%)", "Persentasi",
    "prsn",
    "Realisasi", "Indeks", "Hasil",
)  # fmt: skip

#: Title line -> period in terms of the month, or None where it must be asked.
TITLES: tuple[tuple[str, str | None], ...] = (
    ("BULAN PEBRUARI {y}", "{y}-02"), ("Peb {y}", "{y}-02"), ("Bln: 02 Tahun {y}", "{y}-02"),
    ("Bulan : II Tahun : {y}", "?{y}-02"), ("BULAN IV {y}", "?{y}-04"), ("Periode 04/{y}", "{y}-04"),
    ("Periode: 1 - 30 April {y}", "{y}-04"), ("April '26", "2026-04"), ("APR 26", "2026-04"),
    ("per 31 Maret {y}", "?{y}-03"), ("Keadaan s/d akhir Maret {y}", None), ("TRIWULAN I {y}", None),
    ("TW-1 {y}", None), ("TW I TAHUN {y}", None), ("Semester I {y}", None), ("Smt 1 {y}", None), ("Q1 {y}", None),
    ("Tahun 2025 dan 2026", None), ("Jan-Mar {y}", None), ("Januari s/d Maret {y}", None), ("MINGGU KE 14 {y}", None),
    ("M14 {y}", None), ("KUMULATIF S/D APRIL {y}", None), ("s.d. April {y}", None),
    ("total sampai dengan April {y}", None), ("Data sampai bulan April {y}", None), ("JANUARI – APRIL {y}", None),
    ("Bulan Maret dan April {y}", None), ("BULAN: 4 TAHUN: {y}", "{y}-04"), ("Bulan ke-4 tahun {y}", "{y}-04"),
    ("Akumulasi April {y}", None), ("Komulatif April {y}", None), ("MARET/APRIL {y}", None),
    ("Trimester I {y}", None), ("Triwulan ke-2 {y}", None), ("tribulan II {y}", None), ("Kuartal 2 {y}", None),
    ("Hingga April {y}", None), ("Total Januari-April {y}", None), ("1 Januari {y} s.d. 30 April {y}", None),
    ("01-01-{y} s/d 30-04-{y}", None), ("Bulan Nop. {y}", "{y}-11"), ("bulan agt {y}", "{y}-08"),
    ("SD APRIL {y}", None), ("Minggu I April {y}", None), ("26 Maret - 25 April {y}", "?{y}-04"),
    ("Pekan 2 bulan April {y}", None), ("01/04/{y} - 30/04/{y}", "?{y}-04"), ("2026-04", "2026-04"),
    ("TW.II {y}", None),
    ("Caturwulan I {y}", None), ("Triwulan Pertama {y}", None), ("Semester Satu {y}", None),
    ("6 bulan pertama {y}", None),
)  # fmt: skip

#: Heads of columns that are times, with the month each is, or None.
TIMES: tuple[tuple[str, tuple[tuple[str, int | None], ...]], ...] = (
    ("calendar upside down", (("Mar", 3), ("Jan", 1), ("Peb", 2))),
    ("quarters", (("TW I", None), ("TW II", None), ("TW III", None), ("TW IV", None))),
    ("weeks", (("M1", None), ("M2", None), ("M3", None), ("M4", None))),
    ("weeks in words", (("Minggu 1", None), ("Minggu 2", None), ("Minggu 3", None), ("Minggu 4", None))),
    ("weeks roman", (("Mg I", None), ("Mg II", None), ("Mg III", None), ("Mg IV", None))),
    ("epidemiological weeks", tuple((f"{n}", None) for n in range(10, 16))),
    ("quarters short", (("Q1", None), ("Q2", None), ("Q3", None))),
    ("quarters plain", (("Tri I", None), ("Tri II", None))),
    ("semesters", (("Semester 1", None), ("Semester 2", None))),
    ("months with sum", (("Jan", 1), ("Feb", 2), ("Mar", 3), ("TW 1", None), ("Apr", 4), ("Mei", 5),
        ("Jun", 6), ("TW 2", None), ("SMT 1", None))),
    ("months with plain sum", (("Jan", 1), ("Feb", 2), ("Mar", 3), ("Jml", None))),
    ("running", (("Jan", 1), ("s/d Feb", None), ("s/d Mar", None))),
    ("running 2", (("Jan", 1), ("Jan-Feb", None), ("Jan-Mar", None))),
    ("months and a mean", (("Jan", 1), ("Feb", 2), ("Mar", 3), ("Rata-rata", None))),
    ("months and percent", (("Jan", 1), ("Feb", 2), ("Mar", 3), ("%", None))),
    ("months and target", (("Target", None), ("Jan", 1), ("Feb", 2), ("Mar", 3), ("Capaian", None))),
    ("months and total word", (("Januari", 1), ("Pebruari", 2), ("Maret", 3), ("Setahun", None))),
    ("days", (("Senin", None), ("Selasa", None), ("Rabu", None))),
)  # fmt: skip

#: Text in a cell -> its value; ``?`` it must be asked or found, None there is no number.
NUMBERS: tuple[tuple[Any, float | str | None], ...] = (
    ("1.234", "?"), ("1,234", "?"), (1.234, "?"), ("12,5", "?"), ("1 234", 1234), ("±12", "?"), ("12*", "?"),
    ("12 (L)", "?"),
    ("3+2", "?"), ("<5", "?"), (">5", "?"), ("nihil", 0), ("NIHIL", 0), ("tdk ada", "?0"), ("0", 0), ("-", None),
    ("–", None),
    ("x", None), ("v", None), ("V", None), ("#N/A", "?"), (-4, "?"), ("-4", "?"), ("'12", 12), ("12.", 12),
    ("12 .", 12),
    ("dua belas", "?"), ("lima", "?"), ("12 orang", 12), ("12 org", 12), ("L", None), ("O", None), ("l2", "?"),
    ("1O", "?"),
    ("12/15", "?"), ("12-15", "?"), ("12 dari 15", "?"), ("5 (33%)", "?"), ("12;", "?"), ("= 12", "?"), ("12 ibu", 12),
    ("7 bayi", 7), ("12 bl", "?"), ("50%", None), ("1.234.567", "?1234567"), ("belum", None), ("ada", None),
    ("ya", None),
    ("1e3", "?"), ("1,5 rb", "?"), ("12,0", 12), ("12.0", 12), ("0,0", 0), ("٣", "?3"), ("１２", "?12"), ("(12)", "?"),
    ("12 )", "?"),
    ("L:5 P:7", "?"), ("5 L, 7 P", "?"), ("5L/7P", "?"), ("III", "?"), ("12 rb", "?"), ("3 rb", "?"), ("2 kel", "?2"),
    ("Rp 12", "?"),
    ("12 sr", "?12"), ("IIII", "?"), ("12 kk", "?12"), ("- 4", "?"), ("+4", "?4"), ("±", None), ("12 hr", "?"),
    ("5 th", "?"),
)  # fmt: skip

#: How a village may be written -> whether it must be read (True), may be asked (False); None: it is another place.
PLACES: tuple[tuple[str, bool | None], ...] = (
    ("Ds. {}", True), ("Desa {}", True), ("DESA {}", True), ("Kel. {}", True), ("Kelurahan {}", True), ("{} ", True),
    ("2001 {}", False), ("2001 - {}", False), ("{} (Pustu)", False), ("{} (2001)", False), ("{}*", False), ("{} *)",
    False),
    ("Pustu {}", None), ("Polindes {}", None), ("PKD {}", None), ("Posyandu {}", None), ("RW 1 {}", None),
    ("Dusun {}", None),
    ("Puskesmas {}", None), ("Kec. {}", None), ("SD {}", None), ("SDN 1 {}", None), ("{} 1", None), ("{} I", None),
    ("{} Kulon", None), ("{} Lor", None), ("Luar {}", None), ("Non {}", None), ("TK {}", None), ("{} + Rejosari", None),
    ("{}/Rejosari", None), ("Bidan {}", None), ("RT 02 {}", None), ("Pos {}", None), ("{} (luar wilayah)", None),
    ("Luar Wilayah", None), ("Dalam Wilayah", None), ("Lain-lain", None), ("MTs {}", None), ("PAUD {}", None),
    ("Klinik {}", None),
    ("BPM {}", None), ("RS {}", None), ("Poskesdes {}", None), ("Jumlah {}", None), ("Rata-rata", None),
    ("{} dkk", None),
    ("Lansia {}", None), ("Wil. {}", None), ("Pos UKK {}", None),
)  # fmt: skip

NOT_K1 = (
    "K1 target", "Sasaran K1", "K1 tahun lalu", "% K1", "K1 luar wilayah", "Kematian ibu K1", "K1 bulan lalu", "K1 (%)",
    "K1 tidak tercapai", "Belum K1", "Bukan K1", "Non K1", "Tanpa K1", "K1 gagal", "K1 dirujuk",
    "Bumil KEK K1", "K1 < 12 mg", "K1 Risti", "DO K1", "K1-K4", "K1 kumulatif", "Kum K1", "K1 s/d", "K1 lama",
    "Jumlah K1 meninggal",
    "K1 RS", "K1 BPM", "K1 swasta", "K1 target bulanan", "K1 per bulan", "rata2 K1", "K1 ideal", "K1 Anemia",
    "Selisih K1", "Sisa K1",
    "K1 belum", "Gap K1", "K1 pindahan", "K1 2024", "K1 th 2025", "Capaian K1 tahun lalu", "Rencana K1",
    "Estimasi K1", "Proyeksi K1",
    "Cakupan K1", "Capaian K1", "K1 cak", "Pencapaian K1",
)  # fmt: skip

#: Heads among these that may be nothing but a number of the month, whatever it is called.
COUNTED = (
    "luar", "Kematian", "tidak", "Belum", "Bukan", "Non", "Tanpa", "gagal", "dirujuk", "KEK", "12 mg",
    "Risti", "meninggal", "RS", "BPM", "swasta", "ideal", "Anemia", "belum", "pindahan", "lama", "Cakupan K1",
    "Capaian K1",
    "Sasaran K1", "Pencapaian K1",
)  # fmt: skip
