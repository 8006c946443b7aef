"""Column heads as they stand in workbooks, and the aliases that know them."""

import pytest

from lokmin.catalog.loading import load
from lokmin.core.indicators.headers import header_key

HEADS = [
    ("SASARAN > BUMIL", "sasaran.bumil"),
    ("Jml Sasaran Bumil", "sasaran.bumil"),
    ("K 1 ", "kia.k1"),
    ("KUNJUNGAN IBU HAMIL > K-1", "kia.k1"),
    ("K1 murni", "kia.k1_murni"),
    ("Ibu Hamil dengan 4T", "kia.bumil_4t"),
    ("K1 USG oleh dokter", "kia.k1_usg"),
    ("Status T Bumil > TT 2", "kia.tt2"),
    ("Status T Bumil > T2 +", "kia.t2plus"),
    ("Fe. 3", "kia.fe3"),
    ("Deteksi Risti  > Nakes", "kia.risti_nakes"),
    ("DETEKSI RESIKO TINGGI > OLEH MASYARAKAT", "kia.risti_masyarakat"),
    ("PERSALINAN > DITOLONG NAKES > PN Di Fasyankes", "kia.pn_faskes"),
    ("PERSALINAN > DI TOLONG NON NAKES", "kia.non_nakes"),
    ("Linakes", "kia.pn"),
    ("VIT.A NIFAS", "kia.vita_nifas"),
    ("Kunjungan Nifas > KF 4", "kia.kf4"),
    ("DPT-HB-Hib 3", "imunisasi.dpt3"),
    ("Balita Ditimbang (D)", "gizi.d"),
]


@pytest.fixture(scope="module")
def claimed() -> dict[str, str]:
    return {
        header_key(text.split(">")): element.code
        for element in load().elements.values()
        for text in (element.name, element.short, *element.aliases)
    }


@pytest.mark.parametrize(("head", "element"), HEADS)
def test_heads_of_real_workbooks_are_known(head, element, claimed):
    assert claimed[header_key(head.split(">"))] == element


def test_the_plus_of_t2_plus_is_kept():
    assert header_key(["T2 +"]) != header_key(["T 2"])


@pytest.mark.parametrize("head", ["NO", "DESA", "POSYANDU", "JUMLAH", "", "Keterangan", "%", "RANGKING", "BLN LALU"])
def test_other_columns_are_nobodys(head, claimed):
    assert header_key([head]) not in claimed
