"""The words of workbooks: what header cells, row labels and title lines say about the role of what they name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Roles of a column.
NUMBERING, PLACE, CODE, PERIOD, YEAR, INDICATOR, UNIT, REMARK, MEASURE = (
    "nomor", "tempat", "kode", "periode", "tahun", "indikator", "satuan", "keterangan", "angka",
)  # fmt: skip
# Roles of a measure column that is no fact.
PERCENT, CUMULATIVE, LAST, RANK, TARGET, GAP, TOTAL, WEEK = (
    "persentase", "kumulatif", "bulan lalu", "peringkat", "target", "selisih", "jumlah", "mingguan",
)  # fmt: skip

#: Place words with how near they are to where people live: the largest in a table is what its rows are about.
PLACE_WORDS = {
    "negara": 0, "provinsi": 1, "propinsi": 1, "prov": 1,
    "kabupaten": 2, "kab": 2, "kota": 2, "kabupatenkota": 2, "kabkota": 2, "kotakabupaten": 2, "kotakab": 2,
    "kecamatan": 3, "kec": 3, "distrik": 3, "wilayah": 3, "namawilayah": 3, "unitkerja": 4, "faskes": 4,
    "fasyankes": 4, "rumahsakit": 4,
    "puskesmas": 4, "pkm": 4, "upt": 4, "uptd": 4, "uptdpuskesmas": 4, "uptpuskesmas": 4, "puskesmaspembantu": 4,
    "desa": 5, "kelurahan": 5, "kel": 5, "desakelurahan": 5, "kelurahandesa": 5, "desakel": 5, "keldesa": 5, "ds": 5,
    "dskel": 5,
    "nagari": 5, "gampong": 5, "pekon": 5, "kampung": 5, "lokasi": 5, "tempat": 5, "kampungdesa": 5, "desadusun": 5,
    "dusun": 6, "rw": 6, "lingkungan": 6, "posyandu": 7, "pos": 7, "sekolah": 7, "namasekolah": 7,
}  # fmt: skip
LEVEL_OF_RANK = {
    0: "negara",
    1: "provinsi",
    2: "kabkota",
    3: "kecamatan",
    4: "puskesmas",
    5: "desa",
    6: "dusun",
    7: "posyandu",
}

_NUMBERING = frozenset(("no", "nomor", "nourut", "nomorurut", "nr", "urut", "nmr", "id", "nou", "num", "noreg"))
_PERIOD = frozenset(
    (
        "bulan",
        "bln",
        "periode",
        "period",
        "tanggal",
        "tgl",
        "bulantahun",
        "blnthn",
        "waktu",
        "bulanlaporan",
        "periodelaporan",
        "tanggallaporan",
        "month",
        "masa",
        "namabulan",
        "tglbulan",
    )
)
_YEAR = frozenset(("tahun", "thn", "th", "year", "tahundata", "tahunlaporan", "periodetahun"))
_INDICATOR = frozenset(
    (
        "indikator",
        "namaindikator",
        "variabel",
        "elemen",
        "elemendata",
        "dataelement",
        "uraian",
        "kegiatan",
        "antigen",
        "vaksin",
        "jenis",
        "jeniskegiatan",
        "jenisdata",
        "jenislayanan",
        "jenispelayanan",
        "programindikator",
        "namadata",
        "data",
        "item",
        "pelayanan",
        "jenisimunisasi",
        "penyakit",
        "kategori",
        "variable",
        "uraiankegiatan",
        "indikatorkinerja",
        "sasaranindikator",
        "namavariabel",
        "kolom",
        "komponen",
        "parameter",
        "layanan",
        "imunisasi",
        "jenispenyakit",
        "namapenyakit",
        "tenagakesehatan",
        "jenistenaga",
        "jk",
        "lp",
        "sex",
        "gender",
        "kelamin",
        "fasilitaskesehatan",
    )
)
_VALUE = frozenset(
    (
        "nilai",
        "jumlah",
        "jml",
        "value",
        "angka",
        "total",
        "hasil",
        "capaian",
        "realisasi",
        "absolut",
        "abs",
        "banyaknya",
        "frekuensi",
        "isi",
    )
)
_UNIT = frozenset(("satuan", "unit", "uom"))
_REMARK = (
    "keterangan",
    "ket",
    "catatan",
    "namabidan",
    "bidandesa",
    "petugas",
    "namapetugas",
    "sumber",
    "sumberdata",
    "namakader",
    "penanggungjawab",
    "pj",
    "bidan",
    "alamat",
    "telp",
    "nohp",
    "hp",
    "program",
    "klaster",
    "tandatangan",
    "ttd",
    "paraf",
    "pelapor",
    "namapelapor",
    "status",
    "umpanbalik",
)

_PERCENT = re.compile(
    r"(?<!\d)(?<!\d )%|\b(?:persen|persentase|prosentase|presentase|percent|percentage|proporsi|prevalensi|prevalence|"
    r"rate|cfr|rasio|ratio|persent|pencapaian %|insiden[cs]e?|prosen|persentasi|prosentasi|prsn|prosn|kinerja|indeks|"
    r"tingkat|"
    r"index|drop[\s-]*out|rata[\s-]*rata|rata2|rerata|mean|skor|score|bobot|skala)\b|‰|^cak\b\.?|\bcak\.?$|^do\b|"
    r"\bdo$|\bper\s*mil\b|\bper (?:bulan|hari|minggu)$|"
    r"\bper\s*1?[.,]?000\b|\bper\s*100[.,]?000\b",
)
_CUMULATIVE = re.compile(
    r"^(?:kum|kom|cum)\b|\b[kc][ou]m[iu]?lati[fv]e?\b|\bakumulasi\b|^s\s*[/.]?\s*d\.?\s|"
    r"\bs\s*[/.]\s*d\.?\s*(?:bulan|bln|bl)\b|\bsampai (?:dengan )?(?:bulan|bln)\b|"
    r"^(?:s/d|s\.d)\.?$|\bytd\b|^(?:sbi|sdbi|sdb|s\.?d\.?b\.?i)\.?$|"
    r"\bs\s*[/.]\s*d\.?$|(?:^|\b(?:jml|jumlah|total) )berjalan$|\bsampai (?:dengan )?(?:saat|hari|bulan|bln)? ?ini$",
)
_LAST = re.compile(
    r"\b(?:bulan|bln|bl|thn|th|tahun|periode|minggu)\.?\s*(?:yang |yg )?(?:lalu|kemarin|sebelumnya|sblmnya|sebelum)\b|"
    r"^(?:(?:jml|jumlah|capaian|hasil) )?(?:lalu|sebelumnya|kemarin)$"
)
_THIS = re.compile(
    r"^(?:capaian |hasil |jumlah |pencapaian |realisasi )?(?:bulan|bln|bl)\.?\s*(?:ini|berjalan|laporan)$|^bulan "
    r"ini \(?abs\)?$"
)
_ABS = re.compile(r"^(?:abs|absolut|absolute|abs\.?|jumlah abs|angka absolut|\(abs\)|jml abs|jumlah absolut)$")
_RANK = re.compile(r"\b(?:rang?king|ranking|rank|peringkat|urutan|rangk)\b")
_TARGET = re.compile(r"\btarget\b(?!\s*sasaran)|^(?:tgt|trgt|standard?|baseline|rencana|proyeksi bulan)\b")
_GAP = re.compile(
    r"(?:gap|kesenjangan|selisih|kekurangan|sisa|tren|trend|deviasi|kurang|"
    r"(?:belum|blm) (?:tercapai|capai)|naik ?/ ?turun)"
)
_TOTAL = re.compile(
    r"^(?:sub\s*)?(?:jml|jumlah|total|tot|jum|jlh|ttl|jumlah total|total jumlah|jumlah semua|jml semua|semua(?:nya)?|"
    r"seluruh(?:nya)?|keseluruhan|gabungan|[σς∑]|grand total|"
    r"setahun|1 tahun|satu tahun|jumlah 1 tahun|total tahun.*|jml total|total kasus|jumlah "
    r"setahun)$|^(?:jml|jumlah|total)?\s*\(?l(?:ki|k|aki)?\s*[+&/]\s*p(?:r|erempuan)?\)?$|^(?:jumlah|jml|total) "
    r"\(?s/d .*\)?$|^(?:jumlah|jml|jlh|total|tot)\.?\s*(?:kasus |kunjungan )?"
    r"(?:1|satu|se|per)?\s*(?:tahun|thn|th)(?: 20\d\d)?$"
)
_MALE = frozenset(("l", "lk", "laki", "lakilaki", "pria", "male", "laki2", "jmll"))
_FEMALE = frozenset(("p", "pr", "perempuan", "wanita", "female", "prp", "pmp"))
_SASARAN = re.compile(
    r"^(?:jumlah |jml |total )?(?:sasaran|sas|proyeksi|penduduk|jumlah penduduk|jml penduduk|pddk|estimasi "
    r"sasaran|target sasaran)\b"
)

_TOTAL_ROW = re.compile(
    r"^(?:sub[\s-]*|grand[\s-]*)?(?:jumlah|jml|jlh|jum|total|tot|ttl|rekapitulasi|rekap|"
    r"(?:ke)?seluruh(?:an|nya)?|semua(?:nya)?|gabungan|se[\s-]*(?:puskesmas|pkm|kecamatan|kec|kabupaten|kab|kota|"
    r"wilayah)|akumulasi|wilayah kerja|"
    r"(?:di)?pindah(?:an|kan)|(?:jml|jumlah) pindah(?:an)?|setahun)\b|^[σς∑]|^p\s+k\s+m$|"
    r"^(?:hasil|total|jumlah|cak\.?|cakupan|capaian) (?:puskesmas|pkm|pusk|kecamatan|kec)\b|"
    r"^j\s*u\s*m\s*l\s*a\s*h\b|^t\s*o\s*t\s*a\s*l\b",
)
_AGGREGATE_ROW = re.compile(
    r"^(?:rata[\s-]*rata|rerata|rata2|mean|average|persen|persentase|prosentase|%|cakupan|capaian|target|kumulatif|komulatif|kum|"
    r"min|max|median|"
    r"tertinggi|terendah|s/d|bulan lalu|gap|selisih|rangking|"
    r"ranking|rank|peringkat|sisa|kesenjangan|pencapaian|prosen|cak|bln|bl lalu|bl ini|bulan ini|"
    r"tahun lalu|thn lalu|th lalu|standar|standard|baseline|realisasi|proyeksi|modus|maks|absolut|abs|"
    r"nilai (?:tertinggi|terendah)|trend?|"
    r"s\.d|sasaran|jumlah sasaran|deviasi|rata)\b|^%|^s\.d\.",
)
_HIGHER_ROW = re.compile(
    r"^(?:uptd?\.?\s*)?(?:puskesmas|pkm|pusk|kecamatan|kec|kabupaten|kab|kota|provinsi|prov|kab/kota)\b\.?|^uptd?\b\.?"
)

_META = re.compile(
    r"^(?:nama\s*)?(?:puskesmas|pkm|uptd?(?: "
    r"puskesmas)?|kecamatan|kec|kabupaten|kab|kota|kabupaten/kota|kab/kota|provinsi|propinsi|prov|bulan|bln|"
    r"tahun|thn|periode|desa|kelurahan|"
    r"desa/kelurahan|posyandu|program|sasaran|kode|kode puskesmas|alamat|bidan|bidan desa|nama "
    r"bidan|triwulan|tanggal|tgl|keadaan|nama desa|nama puskesmas|indikator|jenis|wilayah|jumlah desa|lampiran|"
    r"kepala puskesmas|petugas|pelapor)\b(?:[^:]{0,14}:)?\s*$",
)


@lru_cache(maxsize=50_000)
def squash(text: str) -> str:
    """The form header texts are compared in: no case, accents, spaces, punctuation; ``+`` stays (T2+ is not T2)."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9+]", "", plain)


@lru_cache(maxsize=50_000)
def tidy(text: str) -> str:
    """Lower case, single spaces, no trailing colon."""
    return " ".join(text.lower().replace("\xa0", " ").replace("_", " ").split()).strip(" :;")


def place_rank(text: str) -> int | None:
    """How near to the people a place word is (``DESA`` 5, ``POSYANDU`` 7), or None when it is no place word."""
    key = squash(text)
    if key.startswith("ds") and ("/" in text or "%" in text):
        return None  # "D/S (%)" is weighed over all under-fives, not "Ds."
    for prefix in ("nama", "bpsnama", "kemendagrinama", "daftar"):
        if key.startswith(prefix) and key != prefix:
            key = key[len(prefix) :]
    if key in PLACE_WORDS:
        return PLACE_WORDS[key]
    words = re.findall(r"[a-z]+", tidy(text))
    if words and len(words) <= 4 and all(w in PLACE_WORDS or w in ("nama", "di", "dan", "atau", "asal") for w in words):
        ranks = [PLACE_WORDS[w] for w in words if w in PLACE_WORDS]
        return max(ranks) if ranks else None
    return None


def is_code(text: str) -> bool:
    key = squash(text)
    return "kode" in key or (
        key.startswith(("id", "code")) and len(key) > 2 and ("wilayah" in key or "desa" in key or "kec" in key)
    )


def is_place_code(text: str) -> bool:
    """``Id_wilayah``, ``KODE DESA``: a code of places, not of diseases or elements."""
    key = squash(text)
    return any(
        word in key for word in ("wilayah", "desa", "kel", "kec", "puskesmas", "kab", "prov", "kemendagri", "bps")
    )


def is_numbering(text: str) -> bool:
    return squash(text) in _NUMBERING


def is_period(text: str) -> bool:
    return squash(text) in _PERIOD


def is_year(text: str) -> bool:
    return squash(text) in _YEAR


def is_indicator(text: str) -> bool:
    key = squash(text)
    if key in _INDICATOR or key.startswith(("jenis", "namaindikator", "indikator", "uraian")):
        return True
    told = re.findall(r"[a-z]+", tidy(text))
    return 2 <= len(told) <= 4 and all(w in _INDICATOR or w in _ABOUT_INDICATORS for w in told)


#: Words that name what is done where another word beside them says so: ``Program / Kegiatan``, ``Upaya Kesehatan``.
_ABOUT_INDICATORS = frozenset(
    ("program", "upaya", "kesehatan", "nama", "spm", "ukm", "kinerja", "pokok", "dan", "atau", "standar")
)


def is_value(text: str) -> bool:
    return squash(text) in _VALUE


def is_unit(text: str) -> bool:
    return squash(text) in _UNIT


def is_remark(text: str) -> bool:
    return squash(text) in _REMARK


def is_sasaran(text: str) -> bool:
    return bool(_SASARAN.match(tidy(text)))


#: A sasaran column that does not say of whom: the table's subject says it.
_BARE_SASARAN = frozenset(
    (
        "sasaran",
        "jumlahsasaran",
        "jmlsasaran",
        "sas",
        "targetsasaran",
        "sasaran1tahun",
        "sasaransetahun",
        "sasarantahunan",
    )
)


def is_bare_sasaran(text: str) -> bool:
    return squash(text) in _BARE_SASARAN


_PEOPLE_UNITS = frozenset(
    (
        "ibu",
        "bayi",
        "balita",
        "orang",
        "jiwa",
        "anak",
        "org",
        "kasus",
        "bumil",
        "bulin",
        "bufas",
        "siswa",
        "pasien",
        "kk",
        "rumah",
        "lansia",
        "remaja",
    )
)
#: Shares of the weighing sessions that are written as fractions of letters.
_SHARES = frozenset(("d/s", "k/s", "n/d", "n/s", "bgm/d", "d/k", "o/s", "t/d", "2t/d", "b/d"))


def is_people_unit(text: str) -> bool:
    """A unit under a head: ``(ibu)``, ``orang``."""
    plain = tidy(text)
    return plain.strip("()[] ") in _PEOPLE_UNITS and (
        plain.startswith(("(", "[")) or squash(text) in ("orang", "jiwa", "org")
    )


def is_share(text: str) -> bool:
    """``D/S``, ``N/D`` ..."""
    return tidy(text).replace(" ", "").strip("()%") in _SHARES


#: "Minggu", "Mg II", "M14", "W 3"; "< 11 mg" is the age of a pregnancy.
_WEEK = re.compile(
    r"\b(?:minggu(?:an)?|mgg|pekan)\b|\bmg\.?\s*(?:ke)?[-\s]*(?:\d{1,2}|[ivx]+)$|^[mw]\s*[-.]?\s*\d{1,2}(?:\s+20\d\d)?$|"
    r"^(?:senin|selasa|rabu|kamis|jum.?at|sabtu|ahad)$"
)


def is_week(text: str) -> bool:
    """``Minggu ke-3``, ``Pekan II``, ``LAPORAN MINGGUAN``: finer than a month."""
    return bool(_WEEK.search(tidy(text)))


def is_total(text: str) -> bool:
    return bool(_TOTAL.match(tidy(text)))


def is_this_month(text: str) -> bool:
    return bool(_THIS.match(tidy(text)))


def is_absolute(text: str) -> bool:
    return bool(_ABS.match(tidy(text)))


def sex_of(text: str) -> str:
    """``L``, ``P`` or nothing."""
    key = squash(text)
    return "L" if key in _MALE else "P" if key in _FEMALE else ""


def not_a_fact(text: str) -> str:
    """Why a header part names no fact (``persentase``, ``kumulatif`` ...), or nothing."""
    plain = tidy(text)
    if _PERCENT.search(plain):
        return PERCENT
    if _LAST.search(plain):
        return LAST
    if _CUMULATIVE.search(plain):
        return CUMULATIVE
    if _RANK.search(plain):
        return RANK
    if is_week(plain):
        return WEEK
    if _TARGET.search(plain):
        return TARGET
    return GAP if _GAP.fullmatch(plain) or re.match(r"^(?:gap|kesenjangan|selisih|tren|trend)\b", plain) else ""


#: Words that make a column doubtful: it may be a count, more often it is worked out or of another time.
_DOUBTFUL = re.compile(
    r"^(?:nilai|kategori|sisa|proyeksi|estimasi|perkiraan|mutu|lki|kode)\b|\bsisa\b|"
    r"\b(?:th|thn|tahun|bln|bulan) depan\b"
)


def is_doubtful(text: str) -> bool:
    """A head that may be a count, but is more often something worked out (``Nilai``, ``Sisa K1``)."""
    return bool(_DOUBTFUL.search(tidy(text)))


#: The three columns of "last month, this month, up to this month", by their shortest names.
_LAST_LEAVES = frozenset(
    ("bl", "bll", "lalu", "jmllalu", "sebelumnya", "sebelum", "kemarin", "awal", "lama", "blnlalu")
)
_THIS_LEAVES = frozenset(
    ("bi", "bli", "ini", "jmlini", "sekarang", "baru", "blnini", "bulanini", "blini", "bulanberjalan", "berjalan")
)
_UPTO_LEAVES = frozenset(
    (
        "kum", "kom", "sd", "jml", "jumlah", "total", "akhir", "sdbi", "jmlsd", "komulatif", "kumulatif", "tot",
        "sdini", "totalsampaibulanini", "sdblnini", "sdbulanini",
    )
)  # fmt: skip


def share_of_time(text: str) -> str:
    """What a short head under a subject says: ``lalu``, ``ini``, ``sd`` or nothing."""
    key, plain = squash(text), tidy(text)
    if _THIS.match(plain) or (_LAST.search(plain) and not _CUMULATIVE.search(plain)):
        return "ini" if _THIS.match(plain) else "lalu"
    return "lalu" if key in _LAST_LEAVES else "ini" if key in _THIS_LEAVES else "sd" if key in _UPTO_LEAVES else ""


def is_total_row(text: str) -> bool:
    return bool(_TOTAL_ROW.match(tidy(text)))


def is_aggregate_row(text: str) -> bool:
    return bool(_AGGREGATE_ROW.match(tidy(text)))


_NOWHERE = re.compile(
    r"^(?:luar|dalam) (?:wil(?:ayah)?|gedung|daerah|kota|kecamatan)\b|^(?:lain[\s-]*lain|lainnya|lain2|dll|"
    r"tanpa alamat|tidak diketahui|tdk diketahui|rs|rsud|rumah sakit|klinik|bpm|luar)\b"
)


def is_nowhere(text: str) -> bool:
    """A row that names no village of this Puskesmas (``Luar wilayah``, ``Lain-lain``)."""
    return bool(_NOWHERE.match(tidy(text)))


def is_higher_row(text: str) -> bool:
    """A row named like a level (``PUSKESMAS``, ``KEC. BANYUWENING``), a total when its neighbours are not."""
    return bool(_HIGHER_ROW.match(tidy(text)))


def is_meta(text: str) -> bool:
    """The key of a title line (``PUSKESMAS :``, ``Tahun``)."""
    plain = " ".join(text.lower().replace("\xa0", " ").split())
    return bool(_META.match(plain))
