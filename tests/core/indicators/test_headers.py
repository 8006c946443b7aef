"""Column heads as they stand in workbooks, and what they are taken for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.catalog.loading import load
from lokmin.core.indicators.headers import CERTAIN, Part, header_key, is_count, match, split_parts

HEADS = [
    ("SASARAN > BUMIL", "sasaran.bumil"),
    ("Jml Sasaran Bumil", "sasaran.bumil"),
    ("K 1 ", "kia.k1"),
    ("KUNJUNGAN IBU HAMIL > K-1", "kia.k1"),
    ("PWS KIA > K1 akses", "kia.k1"),
    ("K1 murni", "kia.k1_murni"),
    ("Ibu Hamil dengan 4T", "kia.bumil_4t"),
    ("K1 USG oleh dokter", "kia.k1_usg"),
    ("Status T Bumil > TT 2", "kia.tt2"),
    ("Status T Bumil > T2 +", "kia.t2plus"),
    ("Fe. 3", "kia.fe3"),
    ("Deteksi Risti  > Nakes", "kia.risti_nakes"),
    ("PERSALINAN > DITOLONG NAKES > PN Di Fasyankes", "kia.pn_faskes"),
    ("Linakes", "kia.pn"),
    ("VIT.A NIFAS", "kia.vita_nifas"),
    ("DPT-HB-Hib 3", "imunisasi.dpt3"),
    ("K1 > BLN INI", "kia.k1"),
]


@pytest.mark.parametrize(("head", "element"), HEADS)
def test_known_heads_are_taken_without_asking(head, element):
    best, score = match(head.split(">"), load())[0]
    assert best.code == element
    assert score >= CERTAIN


@pytest.mark.parametrize("head", ["Kunj. Neonatus yang lengkap", "Bumil K-1 akses semua", "TTD > Bumil"])
def test_heads_that_are_only_alike_are_asked_about(head):
    assert all(score < CERTAIN for _, score in match(head.split(">"), load()))


@pytest.mark.parametrize("head", ["NO", "DESA", "JUMLAH", "", "Keterangan", "Nama Bidan"])
def test_other_columns_mean_nothing(head):
    assert not [element for element, score in match([head], load()) if score >= CERTAIN]


def test_a_percentage_a_rank_or_a_running_sum_is_no_count():
    assert is_count(["K 1", "BLN INI"])
    for last in ("%", "KUM", "RANGKING", "BLN LALU", "Target"):
        assert not is_count(["K 1", last]), last
    assert split_parts(["K 1", "KUM", "ABS"]) == (("K 1",), (Part.CUMULATIVE, Part.TOTAL))


def test_a_single_letter_is_sure_only_in_company():
    assert match(["N"], load())[0][1] < CERTAIN
    element, score = match(["N"], load(), neighbours=[["S"], ["K"], ["D"], ["N"]])[0]
    assert (element.code, score) == ("gizi.n", 100)


def test_the_plus_of_t2_plus_is_kept():
    assert header_key(["T2 +"]) != header_key(["T 2"])


@given(st.lists(st.text(max_size=30), max_size=4))
def test_no_head_breaks_the_matching_and_the_answer_is_always_the_same(path):
    first = match(path, load())
    assert first == match(path, load())
    assert [score for _, score in first] == sorted((score for _, score in first), reverse=True)
