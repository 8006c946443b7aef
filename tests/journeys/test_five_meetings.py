"""Five real meetings, with other people: each is entered through the pages, held, closed and its papers read again."""

from __future__ import annotations

import pytest
from five import (
    CONSTRAINTS,
    DINKES,
    EIGHT,
    ENDAH,
    HAJJ,
    HEAD,
    HENDRA,
    KTU,
    LUKMAN,
    NINE,
    PMK_43,
    PMK_44,
    RATNA,
    SEKCAM,
    SIX,
    counted,
    eight_purposes,
    first_of_the_year,
    quarter_with_hajj,
    six_programmes,
    with_the_dinkes,
)  # fmt: skip
from held import prepare
from secretary import Secretary


@pytest.fixture
def yusuf(cast, enter, settings, tmp_path) -> Secretary:
    """The secretary of Puskesmas Banyuwening."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return Secretary(enter("yusuf"), settings)


def test_a_day_name_that_contradicts_its_date_is_refused(yusuf: Secretary) -> None:
    yusuf.at("2023-01-17T08:00").goto("lokmin/siapkan/")
    yusuf.send("Susun lokmin", date="Kamis, 20 Januari 2023")
    assert yusuf.status == 422
    yusuf.shows("20 Januari 2023 adalah hari Jumat, bukan Kamis")
    yusuf.send("Susun lokmin", date="Kamis (20/1/2023)")
    assert yusuf.status == 422
    yusuf.shows("20 Januari 2023 adalah hari Jumat, bukan Kamis")
    yusuf.press("Susun lokmin", date="Jumat, 20 Januari 2023").shows("Jumat, 20 Januari 2023")
    yusuf.goto(f"lokmin/{yusuf.number()}/ubah/").send("Simpan", date="Kamis, 20 Januari 2023")
    assert yusuf.status == 422
    yusuf.shows("bukan Kamis")


def test_the_first_of_the_year_with_nine_topics(yusuf: Secretary) -> None:
    held = first_of_the_year(yusuf)
    held.prints_in_order("notulen", "NOTULEN LOKAKARYA MINI BULANAN PERTAMA", *NINE)
    held.prints(
        "notulen", "Minlok ke-1 tahun 2025", "Sabtu, 4 Januari 2025", "08.30–11.20 WIB, aula Puskesmas Banyuwening",
        f"Dibuka oleh | : | {KTU}", f"Pemimpin, notulis | : | {HEAD}; {KTU}", "tahun 2024", "8 orang; hadir 8",
        "Apakah laporan kader boleh dikirim lewat pesan? (Endah Puspita, A.Md.Keb.)", f"tiap akhir bulan. ({RATNA})",
        "RPK 2025 dan RUK 2026 disetujui. (7 setuju, 1 tidak setuju) Catatan: Biaya transpor kader dihitung ulang",
        f"s.d. 18 Januari 2025 | {KTU} | SK ditandatangani; 12 desa punya penanggung jawab",
        "Petugas administrasi ikut mendata saat hari Posyandu.", "Banyuwening, 4 Januari 2025",
    )  # fmt: skip
    assert "Belum dibahas" not in held.paper("notulen")
    held.prints_in_order(
        "laporan",
        "Minlok ke-1 tahun 2025",
        f"Dibuka oleh | : | {KTU}",
        f"Pemimpin | : | {HEAD}",
        f"Notulis | : | {KTU}",
    )
    held.prints("laporan", "Terbangunnya kerja sama lintas program", "Nomor 44 Tahun 2016")
    held.prints("daftar-hadir", "Sabtu, 4 Januari 2025", HEAD, KTU, ENDAH, "8 orang diundang; hadir 8")
    yusuf.at("2025-02-01T08:00")
    second = prepare(yusuf, "bulanan_rutin", date="Selasa, 4 Februari 2025", period="Januari 2025")
    second.prints("notulen", "Minlok ke-2 tahun 2025")


def test_attended_by_the_head_of_the_dinkes_and_the_kecamatan(yusuf: Secretary) -> None:
    held = with_the_dinkes(yusuf)
    held.prints(
        "notulen", "Jumat, 20 Januari 2023", "08.00–10.30 WIB", "Desember 2022",
        f"{DINKES}: Lukman: skrining kontak serumah TB",
        f"Tamu | : | {DINKES} (Kepala Dinas Kesehatan, Dinas Kesehatan Kabupaten Argamulya); "
        f"{SEKCAM} (Sekretaris Kecamatan, Kecamatan Banyuwening)",
        "Arahan tamu", f"{DINKES}: Program lintas sektor dipadukan lewat lokmin bulanan",
        f"Kapan kader dilatih ulang? ({SEKCAM})", "kontak serumah TB di Wonolelo", "28 Februari 2023", LUKMAN,
        "Kontak serumah diperiksa", "10 orang; hadir 10",
    )  # fmt: skip
    held.prints(
        "daftar-hadir", DINKES, "Kepala Dinas Kesehatan", SEKCAM, "Kecamatan Banyuwening", "Jumat, 20 Januari 2023"
    )
    held.prints_in_order("laporan", "Memantau rencana yang akan datang", "Dasar hukum", PMK_43, PMK_44)
    assert "Nomor 19 Tahun 2024" not in held.paper("laporan")
    held.prints("laporan", "Arahan tamu", f"Kapan kader dilatih ulang? ({SEKCAM})", "RPK Februari disusun ulang")
    held.prints("laporan", "Belum ada angka yang dilaporkan")
    assert "Belum ada catatan" not in held.paper("laporan")
    assert "mencapai target" not in held.paper("laporan")
    held.prints("matriks-rtl", LUKMAN, "28 Februari 2023")


def test_the_eight_purposes_of_a_monthly_one(yusuf: Secretary) -> None:
    held = eight_purposes(yusuf)
    held.prints_in_order("laporan", "B. Tujuan", *EIGHT)
    held.prints(
        "notulen", "Minlok ke-11 tahun 2023", "Selasa, 7 November 2023", "Oktober 2023",
        f"Penyegaran “Tatalaksana demam berdarah di layanan primer” oleh {HEAD}",
        "4 orang menjawab sebelum dan sesudah: rata-rata jawaban benar 25 % menjadi 100 %, naik 75 poin.",
        "satu loket tambahan dibuka pukul 07.30", LUKMAN, "25 November 2023", "ABJ Kalisari sedikitnya 95 %",
    )  # fmt: skip
    held.prints("keterangan-penyegaran", RATNA, "Tatalaksana demam berdarah")
    shared = held.page("ringkasan/").text
    assert "Kalisari" in shared
    assert not any(name in shared for name in (LUKMAN, RATNA, ENDAH))


@pytest.fixture
def figures(cast):
    """K1 of every village, January to October 2025; Watubelah falls behind."""
    counted(cast.puskesmas, cast.villages, cast.people["ratna"], 2025, 10)


def test_six_priority_programmes_with_constraints_and_a_joint_commitment(yusuf: Secretary, figures: None) -> None:
    held = six_programmes(yusuf)
    held.prints_in_order("notulen", "Rabu, 5 November 2025", *SIX, "Kendala di lapangan", "Komitmen bersama")
    held.prints(
        "notulen", *CONSTRAINTS, "Oktober 2025; angka dibekukan 5 November 2025 09.00",
        "Moderator | : | Bambang Setiadi",
        "K1 Watubelah", "Satu pesan edukasi yang sama", "Pendataan ulang ibu hamil Watubelah", ENDAH,
        "22 November 2025",
        "K1 naik 6 ibu",
    )  # fmt: skip
    held.prints_in_order(
        "kesepakatan", "KOMITMEN BERSAMA", "Pada hari Rabu, tanggal 5 November 2025, bertempat di",
        "Pendataan ulang ibu hamil Watubelah", "Kunjungan bulanan ke klinik", HEAD, KTU, RATNA, ENDAH,
    )  # fmt: skip
    held.prints("matriks-rtl", "Rp450.000", "DAK nonfisik (BOK)", "Kader berganti", "kader, Desa Watubelah")


@pytest.fixture
def nine_months(cast):
    counted(cast.puskesmas, cast.villages, cast.people["ratna"], 2025, 9)


def test_a_quarter_of_ukp_and_ukm_with_the_hajj_and_the_needs_of_next_year(yusuf: Secretary, nine_months: None) -> None:
    held = quarter_with_hajj(yusuf)
    held.prints(
        "notulen", "Minlok ke-4 tahun 2025", "Selasa, 14 Oktober 2025",
        "Periode yang dibahas | : | Juli–September 2025; angka dibekukan 14 Oktober 2025 08.30",
        f"Fokus utama | : | {HAJJ} (1 Oktober 2025–31 Mei 2026, PJ {HENDRA})",
        "Evaluasi upaya kesehatan perorangan (UKP)",
        "Evaluasi upaya kesehatan masyarakat (UKM)", "Kebutuhan tenaga dan logistik tahun 2026", "Logistik 2026:",
        "SDM 2026:", f"20–31 Oktober 2025 | {HENDRA} | Calon jemaah diperiksa; 42 dari 42 diperiksa",
        f"Mengapa kunjungan K1 turun? ({HEAD})", f"belum terdata. ({ENDAH})",
    )  # fmt: skip
    held.prints("laporan", "capaian Juli–September 2025", f"Fokus utama | : | {HAJJ}")
    yusuf.goto("lokmin/jadwal/?tahun=2025").shows("Selasa, 14 Oktober 2025")
    assert HAJJ in held.page("siaran-pers/").text
