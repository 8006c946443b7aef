"""The profession behind a job title or a degree, as an attendance list counts them: bidan, perawat, dokter ..."""

from __future__ import annotations

import re

#: Profession -> words of job titles (whole words). The first that fits is taken: "bidan koordinator gizi" is a bidan.
JOBS: tuple[tuple[str, str], ...] = (
    ("Dokter gigi", "dokter gigi"),
    ("Dokter", "dokter|dokter umum|dokter keluarga"),
    ("Bidan", "bidan|kebidanan"),
    ("Perawat gigi", "perawat gigi|terapis gigi|terapis gigi dan mulut"),
    ("Perawat", "perawat|ners|keperawatan"),
    ("Apoteker", "apoteker"),
    ("Tenaga farmasi", "farmasi|asisten apoteker"),
    ("Tenaga gizi", "nutrisionis|dietisien|gizi"),
    ("Tenaga kesehatan lingkungan", "sanitarian|kesling|kesehatan lingkungan"),
    ("Tenaga laboratorium", "laboratorium|laboran|pranata laboratorium|analis kesehatan|atlm"),
    ("Promosi kesehatan", "promkes|promosi kesehatan|penyuluh kesehatan"),
    ("Epidemiolog", "epidemiolog|surveilans"),
    ("Fisioterapis", "fisioterapis"),
    ("Psikolog", "psikolog"),
    ("Perekam medis", "perekam medis|rekam medis"),
    ("Tata usaha", "tata usaha|administrasi|bendahara|keuangan|kepegawaian|pengadministrasi|operator|sik"),
    ("Pengemudi dan kebersihan", "pengemudi|sopir|driver|kebersihan|cleaning service|penjaga|satpam"),
)
#: Profession -> titles and degrees written with a name, where the job (kepala, PJ klaster) does not say it.
DEGREES: tuple[tuple[str, str], ...] = (
    ("Dokter gigi", r"drg\."),
    ("Dokter", r"dr\."),
    ("Apoteker", r"apt\."),
    ("Bidan", r"Bdn?\.|(?:S\.Tr|A\.Md|S|M)\.?\s?Keb\b|Am\.?\s?Keb\b|SST\b"),
    ("Perawat gigi", r"A\.?Md\.?\s?(?:Kes\.?\s?)?(?:Gi|KG|TGM)\b"),
    ("Perawat", r"Ns\.|(?:S\.Tr|A\.?Md|S|M)\.?\s?Kep\b|AMK\b"),
    ("Tenaga gizi", r"(?:A\.?Md|S(?:\.Tr)?)\.?\s?G(?:i)?z\b"),
    ("Tenaga farmasi", r"(?:A\.?Md|S)\.?\s?Farm\b"),
    ("Tenaga laboratorium", r"A\.?Md\.?\s?(?:AK|Kes\.?\s?AK|A\.?K)\b|S\.Tr\.?\s?(?:AK|Kes)\b"),
    ("Tenaga kesehatan lingkungan", r"(?:A\.?Md|S\.Tr)\.?\s?(?:KL|Kes\.?Ling)\b"),
    ("Tenaga kesehatan masyarakat", r"[SM]\.?\s?KM\b|M\.?\s?Kes\b"),
)
OTHER = "Lain-lain"
_BY_JOB = tuple((name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in JOBS)
_BY_DEGREE = tuple((name, re.compile(rf"(?:(?<=[\s,])|^)(?:{marks})")) for name, marks in DEGREES)


def profession(job: str, name: str = "") -> str:
    """``Bidan Desa Watubelah`` is a Bidan; ``Kepala Puskesmas, dr. Anindya`` a Dokter; unknown ones are Lain-lain."""
    for found, words in _BY_JOB:
        if words.search(job):
            return found
    return next((found for found, marks in _BY_DEGREE if marks.search(name)), OTHER)
