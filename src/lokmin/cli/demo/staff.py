"""The staff of Banyuwening in the demo: 38 made-up people, their licences and leave; NIPs with a month 13."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from lokmin.cli.demo.people import Cast
from lokmin.cycle.centre.models import Place
from lokmin.cycle.workforce.models import Staff
from lokmin.cycle.workforce.staff import operations


@dataclass(frozen=True, slots=True)
class Colleague:
    """One without an account. ``sip``: the day the licence ends; empty for whom it was never written down."""

    name: str
    profession: str
    job: str
    status: str
    klaster: int
    nip: str = ""
    rank: str = ""
    village: str = ""
    unit: str = ""
    education: str = ""
    sip: str = ""
    sex: str = "P"


_C = Colleague
#: What the eight with an account have besides: profession, status, education, klaster, sex, end of SIP.
KNOWN: dict[str, dict[str, Any]] = {
    "anindya": {"profession": "dokter", "education": "Profesi dokter", "klaster": 1, "sex": "P", "sip": "2028-02-17", "field_work": False},
    "yusuf": {"profession": "tata_usaha", "education": "S1 Kesehatan Masyarakat", "klaster": 1, "sex": "L", "field_work": False},
    "ratna": {"profession": "bidan", "education": "D4 Kebidanan", "klaster": 2, "sex": "P", "sip": "2026-08-11"},
    "hendra": {"profession": "perawat", "education": "S1 Keperawatan", "klaster": 3, "sex": "L", "sip": "2027-05-30"},
    "lukman": {"profession": "kesmas", "education": "S1 Kesehatan Masyarakat", "klaster": 4, "sex": "L", "sip": "2028-09-01"},
    "sri": {"profession": "gizi", "education": "D3 Gizi", "klaster": 2, "sex": "P", "sip": "2029-01-20"},
    "bambang": {"profession": "promkes", "education": "S1 Kesehatan Masyarakat", "klaster": 2, "sex": "L", "sip": "2028-06-14"},
    "endah": {"profession": "bidan", "status": "ptt", "education": "D3 Kebidanan", "klaster": 2, "sex": "P", "sip": "2027-11-03"},
}  # fmt: skip

COLLEAGUES: tuple[Colleague, ...] = (
    _C("dr. Galih Permana", "dokter", "Dokter umum", "pppk", 3, "199213052023131011", "IX", unit="Pelayanan umum", education="Profesi dokter", sip="2026-06-19", sex="L"),
    _C("drg. Nimas Larasati", "dokter_gigi", "Dokter gigi", "pns", 5, "198713182015132012", "Penata / III c", unit="Pelayanan gigi", education="Profesi dokter gigi", sip="2027-07-07"),
    _C("Wening Handayani, S.Kep., Ns.", "perawat", "Perawat, PJ pelayanan umum", "pns", 3, "198413262009132013", "Penata / III c", "Banyuwening", "Pelayanan umum", "Profesi ners", "2028-03-09"),
    _C("Agus Prasetya, A.Md.Kep.", "perawat", "Perawat Pustu Lebakharjo", "pns", 4, "198613112011131014", "Penata Muda / III a", "Lebakharjo", "Pustu Lebakharjo", "D3 Keperawatan", "2026-04-25", "L"),
    _C("Dwi Cahyono, A.Md.Kep.", "perawat", "Perawat Pustu Kalisari", "pppk", 4, "199013092023131015", "VII", "Kalisari", "Pustu Kalisari", "D3 Keperawatan", "2027-10-12", "L"),
    _C("Intan Permatasari, S.Kep., Ns.", "perawat", "Perawat lansia", "pppk", 3, "199413152023132016", "IX", "", "Pelayanan lansia", "Profesi ners", "2029-02-02"),
    _C("Joko Susilo, A.Md.Kep.", "perawat", "Perawat IGD", "blud", 5, "", "", "", "Tindakan dan gawat darurat", "D3 Keperawatan", "2027-01-28", "L"),
    _C("Laras Ayuningtyas, A.Md.Kep.", "perawat", "Perawat jiwa dan perkesmas", "blud", 3, "", "", "Gondangrejo", "Perkesmas", "D3 Keperawatan", "2028-12-05"),
    _C("Rudi Hartono, A.Md.Kep.", "perawat", "Perawat TB dan HIV", "honor", 4, "", "", "Karangtuwi", "P2P", "D3 Keperawatan", "", "L"),
    _C("Maya Kartikasari, A.Md.Kes.", "terapis_gigi", "Terapis gigi dan mulut, PJ UKS", "pns", 5, "198913242014132017", "Pengatur / II d", "", "Pelayanan gigi", "D3 Kesehatan Gigi", "2028-08-16"),
    _C("Tri Wahyuni, A.Md.Keb.", "bidan", "Bidan Desa Tlogomulyo", "pns", 2, "198313282008132018", "Penata Muda / III a", "Tlogomulyo", "Polindes Tlogomulyo", "D3 Kebidanan", "2027-09-21"),
    _C("Nur Hidayati, S.Tr.Keb.", "bidan", "Bidan Desa Wonolelo", "pns", 2, "198613302012132019", "Penata Muda / III a", "Wonolelo", "Polindes Wonolelo", "D4 Kebidanan", "2028-01-15"),
    _C("Retno Palupi, A.Md.Keb.", "bidan", "Bidan Desa Pringgodani", "ptt", 2, "", "", "Pringgodani", "Polindes Pringgodani", "D3 Kebidanan", "2026-09-30"),
    _C("Yuliana Safitri, A.Md.Keb.", "bidan", "Bidan Desa Ngadisana", "pppk", 2, "199113212023132020", "VII", "Ngadisana", "Polindes Ngadisana", "D3 Kebidanan", "2029-03-18"),
    _C("Fitri Handayani, A.Md.Keb.", "bidan", "Bidan Desa Gondangrejo", "ptt", 2, "", "", "Gondangrejo", "Polindes Gondangrejo", "D3 Kebidanan", "2027-04-02"),
    _C("Sulastri, A.Md.Keb.", "bidan", "Bidan Desa Rejosari", "pns", 2, "197913142006132021", "Penata / III c", "Rejosari", "Polindes Rejosari", "D3 Kebidanan", "2028-05-27"),
    _C("Dian Anggraini, S.Tr.Keb.", "bidan", "Bidan ruang bersalin", "pppk", 2, "199313192023132022", "IX", "Karangtuwi", "Persalinan", "D4 Kebidanan", "2028-10-10"),
    _C("Rahma Nurlita, A.Md.Keb.", "bidan", "Bidan Desa Sendangayu", "blud", 2, "", "", "Sendangayu", "Polindes Sendangayu", "D3 Kebidanan", "2027-12-12"),
    _C("Arif Budiman, A.Md.KL.", "sanitarian", "Sanitarian", "pns", 4, "198813072013131023", "Penata Muda / III a", "", "Kesehatan lingkungan", "D3 Kesehatan Lingkungan", "2028-07-01", "L"),
    _C("apt. Kartika Dewi, S.Farm.", "apoteker", "Apoteker", "pns", 5, "198513232011132024", "Penata / III c", "", "Farmasi", "Profesi apoteker", "2027-03-03"),
    _C("Puspa Anggita, A.Md.Farm.", "ttk", "Tenaga teknis kefarmasian", "blud", 5, "", "", "", "Farmasi", "D3 Farmasi", "2028-04-04"),
    _C("Bayu Saputra, A.Md.AK.", "atlm", "Pranata laboratorium", "pppk", 5, "199213172023131025", "VII", "", "Laboratorium", "D3 Analis Kesehatan", "2026-07-28", "L"),
    _C("Mega Puspitasari, A.Md.RMIK.", "rekam_medis", "Perekam medis", "blud", 1, "", "", "", "Rekam medis", "D3 Rekam Medis", "2027-06-06"),
    _C("Eko Nugroho, S.Kom.", "sik", "Pengelola sistem informasi", "kontrak", 1, "", "", "", "Tata usaha", "S1 Informatika", sex="L"),
    _C("Siti Maryam, S.E.", "keuangan", "Bendahara BOK dan BLUD", "pns", 1, "198713292010132026", "Penata Muda / III a", "", "Tata usaha", "S1 Ekonomi"),
    _C("Heri Kurniawan", "tata_usaha", "Pengadministrasi umum", "pns", 1, "197813222007131027", "Pengatur / II c", "", "Tata usaha", "SMA", sex="L"),
    _C("Lina Marlina, A.Md.", "tata_usaha", "Pengelola barang dan kepegawaian", "honor", 1, "", "", "", "Tata usaha", "D3 Administrasi"),
    _C("Slamet Riyadi", "pekarya", "Pengemudi ambulans", "kontrak", 1, "", "", "", "Pusling", "SMA", sex="L"),
    _C("Sukini", "pekarya", "Petugas kebersihan", "kontrak", 1, "", "", "", "Umum", "SMP"),
    _C("Wagiman", "pekarya", "Penjaga malam", "kontrak", 1, "", "", "", "Umum", "SMP", sex="L"),
)  # fmt: skip

#: (name, kind, first day, last day, note).
AWAY = (
    ("Nur Hidayati, S.Tr.Keb.", "melahirkan", "2026-04-20", "2026-07-19", ""),
    ("Bayu Saputra, A.Md.AK.", "pelatihan", "2026-05-18", "2026-05-22", "Pelatihan mikroskopis TB"),
    ("Heri Kurniawan", "cuti", "2026-06-08", "2026-06-12", ""),
)


def fill_staff(cast: Cast) -> None:
    """Write the register once; playing it again changes nothing."""
    puskesmas, by = cast.puskesmas, cast.people["yusuf"]
    if Staff.objects.of(puskesmas).exists():
        return
    operations.begin(puskesmas=puskesmas, by=by)
    for user, more in KNOWN.items():
        row = Staff.objects.of(puskesmas).get(person=cast.people[user])
        fields = {name: value for name, value in more.items() if name != "sip"}
        operations.change(staff=row, by=by, **fields, **_licences(more.get("sip", ""), 100 + row.pk))
    villages: dict[str, Place] = {v.name: v for v in cast.villages}
    made = {}
    for number, one in enumerate(COLLEAGUES, start=1):
        licences = _licences(one.sip, number)
        if one.profession == "perawat" and number == 5:
            # One old STR that nobody had changed yet.
            licences |= {"str_for_life": False, "str_until": dt.date(2026, 3, 14)}
        made[one.name] = operations.add(
            puskesmas=puskesmas, by=by, name=one.name, nip=one.nip, rank=one.rank, job=one.job, sex=one.sex,
            profession=one.profession, status=one.status, education=one.education, klaster=one.klaster, unit=one.unit,
            village=villages.get(one.village), field_work=one.klaster != 1,
            share_permille=500 if one.name.startswith("drg.") else 1000, **licences,
        )  # fmt: skip
    for name, kind, start, end, note in AWAY:
        operations.add_leave(
            staff=made[name], by=by, kind=kind, start=dt.date.fromisoformat(start), end=dt.date.fromisoformat(end),
            note=note,
        )  # fmt: skip


def _licences(sip: str, number: int) -> dict[str, Any]:
    if not sip:
        return {}
    return {
        "str_number": f"STR-CONTOH-{number:04d}", "str_for_life": True,
        "sip_number": f"SIP-CONTOH-{number:04d}", "sip_until": dt.date.fromisoformat(sip),
    }  # fmt: skip
