"""How staff write on a phone: the short forms of words, and what follows a name or stands before a date."""

from __future__ import annotations

from lokmin.core.periods import DAY_NAMES, MONTH_NAMES


def some(words: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(words.split())


_SHORT = {
    "sebelum": "sblm seblm sebelm sbelum sblum sbl seblum sebelom",
    "tanggal": "tgl tggl tngl tanggl tgal",
    "dengan": "dg dgn dngn dngan",
    "untuk": "utk untk utuk",
    "bulan": "bln blan bulannya",
    "depan": "dpn dpan",
    "minggu": "mgg mggu mgu mnggu minggo pekan minggunya",
    "besok": "bsk bsok besuk",
    "dalam": "dlm dlam",
    "tahun": "th thn tahunnya",
    "hari": "hr harinya",
    "sekarang": "skrg skrng skarang skg",
    "yang": "yg",
    "belum": "blm blum",
    "sudah": "sdh udh",
    "tidak": "tdk gak ga nggak",
    "karena": "krn karna",
    "desa": "ds",
    "dusun": "dsn dsun",
    "kelurahan": "kel",
    "kecamatan": "kec",
    "kabupaten": "kab",
    "puskesmas": "pkm",
    "posyandu": "posy pyd",
    "ibu hamil": "bumil",
    "ibu nifas": "bufas",
    "ibu menyusui": "busui",
    "ibu bersalin": "bulin",
    "rumah": "rmh rmah",
    "imunisasi": "imun imunisai imunsasi",
    "sweeping": "swiping sweping sweaping swipping",
    "sama": "sm sma",
    "bersama": "bareng brg bersma",
    "dan": "& n dn",
    "pak": "bpk bp pk bapak",
    "bidan": "bd bdn bidn",
    "mbak": "mb mbk mba",
    "tolong": "tlg tlong",
    "laporan": "lap lprn",
    "risti": "resti",
    "vitamin": "vit",
    "sampai": "smpai sampe smp hingga",
    "mulai": "mli mulae",
    "paling lambat": "pl selambatnya",
    "ribu": "rb",
    "juta": "jt",
    "setiap": "tiap tiap2 saban",
    "kader": "kdr",
    "tentang": "ttg",
    "kunjungan": "kunj",
    "penyuluhan": "penyul",
    "jumat": "jumaat jumt",
    "lagi": "lg lgi",
    "paling": "plg",
    "kepada": "kpd",
    "jangan": "jgn",
    "hadir": "hdr",
    "datang": "dtg dtang",
    "harus": "hrs",
    "dapat": "dpt",
    "bisa": "bs",
    "orang": "org",
    "anak": "ank",
    "pada": "pd",
    "kirim": "krm krim",
    "mohon": "mhn mohn",
    "lambat": "lmbt",
    "periksa": "priksa",
    "lokmin": "minlok",
    "triwulan": "tw",
}  # fmt: skip
#: Written form -> the words it stands for. "smp" is a school as often as "sampai": it is read by what follows.
SHORT = {short: full for full, shorts in _SHORT.items() for short in shorts.split() if short != "smp"}

_MONTHS = (
    "januari jan", "februari pebruari feb peb", "maret mar mrt", "april apr", "mei", "juni jun", "juli jul",
    "agustus agust agu ags agt agst", "september sept sep", "oktober okt", "november nopember nov nop",
    "desember des",
)  # fmt: skip
#: Every written form of a month -> 1..12.
MONTHS = {form: number for number, forms in enumerate(_MONTHS, 1) for form in forms.split()}
#: Forms long enough to be a month without a number before them.
LONG_MONTHS = {form: n for form, n in MONTHS.items() if len(form) > 4 or form in ("mei", "juni", "juli")}
DAYS = {name.lower(): number for number, name in enumerate(DAY_NAMES)} | {"ahad": 6}

NUMBERS = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
    "sepuluh": 10, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4,
    "kelima": 5,
}  # fmt: skip

#: Before a name: how people address one another. Those that say a profession must fit the person's job.
POLITE = frozenset(
    ["pak", "bu", "ibu", "mbak", "mas", "kak", "sdr", "sdri", "saudara", "saudari", "om", "hj", "h", "drs", "dra"]
)
PROFESSIONS = {
    "dr": ("dr", "dokter"), "dokter": ("dr", "dokter"), "drg": ("drg",), "bidan": ("bidan", "keb"),
    "perawat": ("perawat", "kep"), "ns": ("perawat", "kep"), "mantri": ("perawat", "kep"),
    "suster": ("perawat", "kep"), "apoteker": ("apoteker", "farm"),
}  # fmt: skip
#: Names that are ordinary words too: without a title or a capital they are not taken for a person.
ORDINARY = some(
    "titik bunga indah mawar melati cahaya surya bulan wahyu dewi budi puji setia rahayu sari mulia fitri hari kasih"
    " utami puspita cinta bintang sinar fajar intan permata mega kepala notulis perawat bidan apoteker"
)

#: What stands after "bu", "pak" or "@" without being anybody's name.
NO_NAMES = some(
    "hamil nifas menyusui bersalin balita bayi desa dusun koordinator lurah kades camat kader dan yang baru ketua"
    " semua para seluruh tanggal hari bulan minggu sebelum sampai untuk dengan kepada posyandu puskesmas dinas"
    " kepala sekolah guru rumah kunjungan data laporan sweeping imunisasi"
)
#: Several people under one word: they own a task together, or help with it. The second kind only with "semua".
GROUPS = (
    "bidan desa|kader posyandu|kader kesehatan|kader|pegawai|staf|nakes|ketua rt|ketua rw|kepala dusun|kadus"
    "|perangkat desa|(?:bidan|perawat|dokter) pembina(?: wilayah| desa)?|tgc|bendahara(?: bok| jkn| puskesmas)?"
    "|tim (?:gerak cepat|mutu|audit|akreditasi|pembina wilayah|survei|skrining|posyandu|pelaksana|kerja|siaga)"
    "|karang taruna|dasawisma|tokoh (?:masyarakat|agama)|sopir(?: ambulans)?|dokter kecil|guru(?: kelas| uks)?"
    "|petugas (?:loket|kebersihan|pendaftaran|laboratorium|lab|pustu)|penjaga pustu"
)
MANY = "bidan|kades|kepala desa|lurah|pj klaster|pj program|pj|perawat|petugas|klaster|sektor|anggota"

#: The word before a name that says what the person has to do with it.
WITH = some(
    "bersama dengan sama dibantu didampingi ditemani ajak mengajak libatkan melibatkan gandeng menggandeng"
    " koordinasi berkoordinasi kolaborasi"
)
TO = some(
    "ke kepada untuk dari tentang soal rumah surat milik via lewat melalui lapor laporan tembusan keluarga undang"
    " mengundang panggil temui hubungi izin persetujuan bagi arahan usul usulan pengganti menurut kata para"
    " sk ttd disposisi mengetahui di pada surati ny nyonya tn an pasien almarhumah menggantikan diwakili"
)
BY = some(
    "oleh pj petugas pelaksana pic tugaskan ditugaskan menugaskan minta mohon tolong dimohon diminta agar dipimpin"
    " dikerjakan dilaksanakan dilakukan dilaporkan dipandu dikoordinir dikoordinasi disiapkan dibuat"
    " koordinator"
)
#: Who is named after these is asked by somebody: where that one is named too, the two are told apart by a question.
ASK = some(
    "minta meminta mohon memohon tolong agar suruh menyuruh ingatkan mengingatkan dorong mendorong himbau imbau"
    " menghimbau mengimbau dampingi mendampingi bahwa supaya"
)
#: Announces who is responsible, whoever else is named.
RESPONSIBLE = some("pj jawab pic pelaksana menugaskan tugaskan")
#: Said of somebody who is given the task; other passive words say what is done to them.
TOLD = some("diminta dimohon ditugaskan diharapkan diwajibkan ditunjuk diharap disuruh diberi")


def month_name(number: int) -> str:
    """``Juni``."""
    return MONTH_NAMES[number - 1]
