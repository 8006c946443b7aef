"""What the secretary types, minute by minute, in five meetings that were really held elsewhere, with other people."""

from __future__ import annotations

import re

from held import Held, agenda, prepare
from secretary import Clerk

from lokmin.core.numbers import MICRO
from lokmin.cycle.centre import clock
from lokmin.cycle.reporting import store
from lokmin.cycle.reporting.models import Fact, Upload

HEAD, KTU = "dr. Anindya Prameswari", "Yusuf Hidayat, S.KM."
RATNA, ENDAH = "Ratna Wulandari, S.Tr.Keb.", "Endah Puspita, A.Md.Keb."
HENDRA, LUKMAN, SRI = "Hendra Kusuma, S.Kep.", "Lukman Arifin, S.KM.", "Sri Lestari, A.Md.Gz."
PMK_43 = "Peraturan Menteri Kesehatan Nomor 43 Tahun 2019 tentang Pusat Kesehatan Masyarakat"
PMK_44 = "Peraturan Menteri Kesehatan Nomor 44 Tahun 2016 tentang Pedoman Manajemen Puskesmas"
KLASTER = (
    "Klaster 2, Ibu dan Anak", "Klaster 3, Usia Dewasa dan Lansia", "Klaster 4, Penanggulangan Penyakit Menular",
)  # fmt: skip


# --- Sabtu, 4 Januari 2025: the first of the year, nine topics ---

NINE = (
    "Kebijakan program", "Laporan kinerja program tahun lalu", "Upaya peningkatan kinerja", "Usulan kebutuhan SDM",
    "Usulan kebutuhan alat kesehatan", "Analisis beban kerja tiap petugas", "Pembagian daerah binaan",
    "Persetujuan RPK 2025 dan RUK 2026", "Penyusunan Renstra",
)  # fmt: skip


def first_of_the_year(yusuf: Clerk) -> Held:
    """Opened by the head of administration, led by the head of the Puskesmas; all staff; a six-day week."""
    yusuf.at("2025-01-02T10:00").goto("lokmin/jadwal/irama/").press("Simpan", week="6", weekday="Sabtu")
    yusuf.goto("lokmin/jadwal/?tahun=2025").press("Susun").shows("Sabtu, 4 Januari 2025")
    held = prepare(
        yusuf, "bulanan_pertama", date="Sabtu, 4 Januari 2025", start="08:30", period="tahun 2024",
        planned_minutes="180", place="aula Puskesmas Banyuwening",
    )  # fmt: skip
    agenda(held, without=KLASTER, points={})
    held.page().shows("Sabtu, 4 Januari 2025", *NINE).press("Ambil nomor dan tandai diundang")
    yusuf.at("2025-01-04T08:30")
    held.page().press("Buka dan bekukan angka")
    held.everybody_came()
    held.point("Penggalangan tim")
    yusuf.follow("Siapkan kegiatan kelompok").press(
        "Simpan kegiatan", activity="Satu hari satu petugas", lesson="Beban satu unit terasa di unit lain."
    )
    yusuf.press("Bagi dengan undian", besar="4").press(
        "Simpan hasil", hasil="Petugas administrasi ikut mendata saat hari Posyandu."
    )
    yusuf.at("2025-01-04T08:55")
    held.point(NINE[0]).note("Pelayanan menurut klaster diterapkan di semua jaringan tahun ini.", by=HEAD)
    held.point(NINE[1]).note("Capaian tahun 2024 dipaparkan tiap penanggung jawab.")
    held.asked(
        "Apakah laporan kader boleh dikirim lewat pesan?", ENDAH,
        "Boleh, lembar aslinya tetap diserahkan tiap akhir bulan.", RATNA,
    )  # fmt: skip
    held.point(NINE[2]).decided("Kunjungan rumah dijadwalkan bersama antarprogram")
    yusuf.at("2025-01-04T09:30")
    held.point(NINE[3]).decided("Mengusulkan satu sanitarian dan satu tenaga promosi kesehatan")
    held.point(NINE[4]).decided("Mengusulkan dua doppler dan satu lemari vaksin")
    held.point(NINE[5]).note("Beban kerja bidan desa paling tinggi pada minggu Posyandu.")
    yusuf.at("2025-01-04T10:00")
    held.point(NINE[6]).decided("Tiap desa mendapat satu penanggung jawab daerah binaan")
    held.point(NINE[7]).decided("RPK 2025 dan RUK 2026 disetujui", manner="suara", votes_for="7", votes_against="1",
                                reservations="Biaya transpor kader dihitung ulang")  # fmt: skip
    held.point(NINE[8]).decided("Tim Renstra dibentuk, diketuai Kepala Tata Usaha")
    held.point("Komitmen bersama")
    held.rtl(
        problem="Daerah binaan belum punya penanggung jawab tetap", activity="Menyusun SK pembagian daerah binaan",
        owner=KTU, due="18/1/2025", success="SK ditandatangani", expected="12 desa punya penanggung jawab",
    )  # fmt: skip
    held.point("Penutup")
    yusuf.at("2025-01-04T11:20")
    return held.close("Seluruh staf sepakat menjalankan RPK 2025 menurut pembagian tugas.")


# --- Jumat, 20 Januari 2023: the head of the Dinkes and the kecamatan came ---

DINKES, SEKCAM = "dr. Retno Palupi, M.Kes.", "Wahyu Nugroho, S.STP."


def with_the_dinkes(yusuf: Clerk) -> Held:
    yusuf.at("2023-01-16T09:00")
    held = prepare(yusuf, "bulanan_rutin", date="Jumat, 20 Januari 2023", start="08:00", period="Desember 2022")
    held.page("ubah/").press(
        "Simpan", legal_base=f"{PMK_43}\n{PMK_44}", place="aula Puskesmas Banyuwening", leader=HEAD, opener=HEAD,
        purposes="Menilai capaian dan hambatan bulan atau periode lalu\nMemantau rencana yang akan datang\n"
        "Menyusun perencanaan ulang yang lebih baik", copies="Kepala Dinas Kesehatan Kabupaten Argamulya",
    )  # fmt: skip
    unused = ("Perubahan kebijakan dan program", "Prioritas masalah", "Peningkatan pengetahuan")
    agenda(held, without=(*KLASTER, *unused), after="Pembukaan", points={
        "Sambutan dan arahan Kepala Dinas Kesehatan": ("arahan", "15"),
        "Capaian UKM dan UKP Desember 2022": ("masalah", "30"),
    })  # fmt: skip
    held.page().press("Ambil nomor dan tandai diundang")
    yusuf.at("2023-01-20T08:05")
    held.page().press("Buka dan bekukan angka")
    held.guest(DINKES, "Dinas Kesehatan Kabupaten Argamulya", "Kepala Dinas Kesehatan")
    held.guest(SEKCAM, "Kecamatan Banyuwening", "Sekretaris Kecamatan")
    held.everybody_came()
    held.point("Tindak lanjut bulan lalu").point("Sambutan dan arahan Kepala Dinas")
    held.note("Program lintas sektor dipadukan lewat lokmin bulanan; hasilnya dilaporkan ke Dinas tiap bulan.",
              kind="arahan", by=DINKES)  # fmt: skip
    held.note("@Lukman: skrining kontak serumah TB di Wonolelo sebelum 28/2", kind="arahan", by=DINKES,
              then="Usulkan jadi RTL")  # fmt: skip
    chair = yusuf.other("anindya").goto(f"lokmin/{held.pk}/meja/")
    chair.press("Tetapkan").press("Tetapkan")
    yusuf.at("2023-01-20T09:00")
    held.point("Capaian UKM dan UKP")
    held.asked("Kapan kader dilatih ulang?", SEKCAM, "Pekan kedua Februari, bersama kecamatan.", RATNA)
    held.point("Rencana").decided("RPK Februari disusun ulang menurut hambatan Desember")
    held.page("meja/").follow("Lengkapi").press(
        "Simpan RTL", owner=HEAD, due="28/2/2023", success="Laporan bulanan", expected="laporan Februari diterima Dinas"
    )
    held.page("meja/").follow("Lengkapi").press(
        "Simpan RTL", success="Kontak serumah diperiksa", expected="semua kontak serumah 3 penderita diperiksa"
    )
    yusuf.at("2023-01-20T10:30")
    return held.close("Perencanaan ulang disepakati; arahan Dinas menjadi tindak lanjut.")


# --- November 2023: the eight purposes ---

EIGHT = (
    "Meningkatkan pengetahuan tentang perkembangan, pencegahan, dan cara pengobatan terbaru",
    "Mengevaluasi capaian target, penanganan kasus, dan keefektifan program bulan lalu",
    "Mengoordinasikan masalah kesehatan terkini dan tindak lanjutnya dengan seluruh tim",
    "Merencanakan program bulan berikut menurut hasil evaluasi dan kebutuhan setempat",
    "Melatih dan mengembangkan sumber daya manusia",
    "Membina hubungan dan komunikasi dengan masyarakat",
    "Mengenali masalah kesehatan setempat dan cara menanganinya",
    "Menyusun pemantauan dan evaluasi program yang dijalankan",
)


def eight_purposes(yusuf: Clerk) -> Held:
    yusuf.at("2023-11-02T09:00").goto("lokmin/masukan/").press(
        "Kirim", text="Antrean loket terlalu lama pada hari Senin.", nama="tidak"
    )
    held = prepare(
        yusuf,
        "bulanan_rutin",
        date="Selasa, 7 November 2023",
        start="09:00",
        period="Oktober 2023",
        planned_minutes="180",
    )
    held.page("ubah/").press("Simpan", purposes="\n".join(EIGHT), number="11")
    yusuf.at("2023-11-07T09:00")
    held.page().press("Buka dan bekukan angka")
    phones = hall(held, RATNA, ENDAH, SRI, LUKMAN)
    held.everybody_came()
    held.point("Peningkatan pengetahuan")
    yusuf.follow("Siapkan materi dan tes").press(
        "Simpan materi dan soal", topic="Tatalaksana demam berdarah di layanan primer", speaker=HEAD, jpl="1",
        **quiz("Kapan fase kritis demam berdarah?", "Hari ke-3 sampai ke-7", "Hari pertama"),
    )  # fmt: skip
    point = yusuf.url
    yusuf.press("Buka tes awal")
    for phone, answer in zip(phones, "1101", strict=True):
        phone.goto(phone.url).press("Kirim jawaban", j1=answer)
    yusuf.goto(point).press("Tutup tes awal").press("Buka tes akhir")
    for phone in phones:
        phone.goto(phone.url).press("Kirim jawaban", j1="0")
    yusuf.goto(point).press("Tutup tes akhir")
    held.point("Masukan dan umpan balik").note("Antrean loket Senin: satu loket tambahan dibuka pukul 07.30.", by=KTU)
    held.point("Rencana").decided("Pemantauan tiap kegiatan ditulis di RPK Desember: indikator, cara, tanggal, petugas")
    held.rtl(
        problem="Tiga penderita demam berdarah di Kalisari", cause="Tempat penampungan air tidak diperiksa",
        activity="Pemeriksaan jentik berkala oleh kader di Kalisari", village="Kalisari", owner=LUKMAN,
        due="25/11/2023",
        success="Angka bebas jentik", expected="ABJ Kalisari sedikitnya 95 %",
    )  # fmt: skip
    yusuf.at("2023-11-07T11:40")
    return held.close("Delapan tujuan pertemuan tercapai.")


def hall(held: Held, *names: str) -> list[Clerk]:
    """Phones of the staff, through the door with the PIN of their slip."""
    held.page("ruang/atur/").press("Simpan")
    code = re.search(r"/hadir/(\w{6})/", held.who.text)
    assert code, held.who.text
    held.who.press("Buat dan cetak PIN")
    slip = ".//ul[@class='slips']/li/p"
    pins = dict(zip(held.who.texts(f"{slip}/b"), held.who.texts(f"{slip}[@class='code']"), strict=True))
    found = []
    for name in names:
        phone = held.who.other().goto(f"/hadir/{code[1]}/").follow(name)
        found.append(phone.press("Simpan kehadiran", pin=pins[name]))
    return found


def quiz(question: str, right: str, wrong: str) -> dict[str, str]:
    return {"soal1": question, "soal1-0": right, "soal1-1": wrong, "benar1": "0"}


# --- a monthly one with six priority programmes, field constraints, and a joint commitment ---

SIX = (
    "KIA dan KB", "Percepatan penurunan stunting", "Imunisasi", "Penyakit menular TB dan DBD",
    "Gizi dan promosi kesehatan",
    "Sanitasi, kesehatan lingkungan dan PHBS",
)  # fmt: skip
CONSTRAINTS = (
    "Kunjungan sasaran naik turun menurut musim panen.", "Koordinasi dengan jejaring perlu lebih kuat.",
    "Pencatatan dan pelaporan belum ajek.",
)  # fmt: skip


def six_programmes(yusuf: Clerk) -> Held:
    yusuf.at("2025-11-03T09:00")
    held = prepare(yusuf, "bulanan_rutin", date="Rabu, 5 November 2025", start="09:00", period="Oktober 2025",
                   planned_minutes="180", moderator="Bambang Setiadi")  # fmt: skip
    agenda(held, without=(*KLASTER, "Perubahan kebijakan dan program", "Peningkatan pengetahuan"),
           after="Tindak lanjut", points=dict.fromkeys((*SIX, "Kendala di lapangan"), ("masalah", "12")))  # fmt: skip
    agenda(held, after="Rencana Desember", points={"Komitmen bersama": ("komitmen", "10")})
    yusuf.at("2025-11-05T09:00")
    held.page().press("Buka dan bekukan angka")
    held.everybody_came()
    held.point("Tindak lanjut bulan lalu").note("Semua tindak lanjut September sudah dilaporkan.", by=HEAD)
    speakers = (RATNA, SRI, ENDAH, LUKMAN, "Bambang Setiadi, S.KM.", LUKMAN)
    for title, speaker in zip(SIX, speakers, strict=True):
        held.point(title).note(f"Kemajuan {title} Oktober dipaparkan terhadap target.", by=speaker)
    held.point(SIX[0]).note("K1 Watubelah tertinggal sejak kader berganti.", by=RATNA, then="Kutip angka")
    yusuf.shows("Watubelah").press("Kutip")
    held.point("Prioritas masalah").point("Kendala di lapangan")
    for constraint in CONSTRAINTS:
        held.note(constraint)
    held.decided("Satu pesan edukasi yang sama dipakai semua program tiap bulan")
    held.point("Rencana").decided("Sasaran prioritas dipetakan tiap desa sebelum 15 November")
    held.point("Komitmen bersama")
    held.rtl(
        problem="K1 Watubelah, di bawah target", cause="Kader berganti", village="Watubelah", owner=ENDAH,
        activity="Pendataan ulang ibu hamil Watubelah", due="22/11/2025", indicator="K1", expected="K1 naik 6 ibu",
        target_group="ibu hamil baru", partners="kader, Desa Watubelah", fund="DAK nonfisik (BOK)", cost="450.000",
    )  # fmt: skip
    held.rtl(
        problem="Laporan jejaring terlambat", activity="Kunjungan bulanan ke klinik dan bidan praktik", owner=LUKMAN,
        due="28/11/2025", success="Laporan jejaring masuk tanggal 5", expected="semua jejaring melapor",
    )  # fmt: skip
    held.page("sektor/")
    for name in (HEAD, KTU, RATNA, ENDAH):
        yusuf.press("Simpan tanda tangan", who=name, name=name)
    yusuf.at("2025-11-05T11:30")
    return held.close("Enam program prioritas ditindaklanjuti bersama.")


# --- Selasa, 14 Oktober 2025: a quarter of UKP and UKM, the hajj, the needs of 2026 ---

HAJJ = "Persiapan pemeriksaan kesehatan calon jemaah haji 2026"


def quarter_with_hajj(yusuf: Clerk) -> Held:
    yusuf.at("2025-10-01T09:00").goto("lokmin/jadwal/irama/").press("Simpan", rhythm="triwulan")
    yusuf.goto("lokmin/jadwal/?tahun=2025").press("Susun")
    yusuf.goto("lokmin/topik/").press(
        "Tambah fokus", title=HAJJ, since="1/10/2025", until="31/5/2026", owner=HENDRA, minutes="20",
        detail="Dua tahap pemeriksaan, vaksinasi, pembinaan kebugaran",
    )  # fmt: skip
    held = prepare(yusuf, "bulanan_rutin", date="Selasa, 14 Oktober 2025", start="08:30", planned_minutes="180",
                   period="Juli–September 2025")  # fmt: skip
    yusuf.shows("Evaluasi upaya kesehatan perorangan (UKP)", "Evaluasi upaya kesehatan masyarakat (UKM)", HAJJ,
                "Kebutuhan tenaga dan logistik tahun 2026")  # fmt: skip
    held.page("ubah/").press("Simpan", number="4")
    yusuf.at("2025-10-14T08:30")
    held.page().press("Buka dan bekukan angka")
    held.everybody_came()
    held.point(HAJJ).note("42 calon jemaah; 30 sudah diperiksa tahap pertama.", by=HENDRA)
    held.decided("Pemeriksaan tahap kedua dijadwalkan tiap Kamis mulai November")
    held.point("Evaluasi upaya kesehatan perorangan").note(
        "Waktu tunggu pendaftaran turun menjadi 25 menit.", by=HENDRA
    )
    held.point("Evaluasi upaya kesehatan masyarakat").note("K1 tiga bulan terakhir.", by=RATNA, then="Kutip angka")
    yusuf.press("Kutip")
    held.asked("Mengapa kunjungan K1 turun?", HEAD, "Kader Watubelah berganti, dua dusun belum terdata.", ENDAH)
    held.point("Kebutuhan tenaga dan logistik")
    held.decided("Logistik 2026: 60 paket pemeriksaan haji dan 400 strip tes darah diusulkan ke RUK 2026")
    held.decided("SDM 2026: satu dokter dan satu perawat haji diusulkan ke Dinas Kesehatan")
    held.point("Rencana")
    held.rtl(
        problem="12 calon jemaah belum diperiksa", activity="Pemeriksaan tahap pertama susulan", owner=HENDRA,
        start="20/10/2025", due="31/10/2025", success="Calon jemaah diperiksa", expected="42 dari 42 diperiksa",
        partners="Kemenag kabupaten",
    )  # fmt: skip
    yusuf.at("2025-10-14T11:15")
    return held.close("Persiapan haji didahulukan; kebutuhan 2026 masuk rancangan RUK.")


def counted(puskesmas, villages, by, year: int, months: int) -> None:
    upload = Upload.objects.create(
        puskesmas=puskesmas, name="laporan-ibu.xlsx", sha256="b" * 64, size=1, by=by, at=clock.now(), state="masuk"
    )
    common = {"puskesmas": puskesmas, "by": by, "at": clock.now(), "upload": upload}
    rows = []
    for line, village in enumerate(villages):
        rows.append(Fact(place=village, period=str(year), element="sasaran.bumil", variant="proyeksi",
                         micro=96 * MICRO, **common))  # fmt: skip
        rows += [
            Fact(place=village, period=f"{year}-{month:02d}", element="kia.k1", sheet="KIA",
                 cell=f"D{10 * month + line}",
                 micro=(max(1, 8 - month) if village.name == "Watubelah" else 9) * MICRO, **common)
            for month in range(1, months + 1)
        ]  # fmt: skip
    Fact.objects.bulk_create(rows)
    store.lock(puskesmas)
