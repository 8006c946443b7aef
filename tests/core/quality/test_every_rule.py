"""Every local rule of domain.md 8.4 once, as a table: two months of a village, and the code it is found under."""

import pytest
from quality_month import codes, facts, look

RULES = [
    ("cacah tidak negatif", {"kia__k1": [5, -1]}, "angka-negatif"),
    ("cacah bulat", {"kia__k1": [5, 2.5]}, "angka-pecahan"),
    ("bagian tidak lebih dari kelompoknya", {"kia__k1": [5, 5], "kia__k1_dokter": [4, 6]}, "k1-dokter-lebih-dari-k1"),
    ("N tidak lebih dari D", {"gizi__d": [200, 200], "gizi__n": [150, 201]}, "n-lebih-dari-d"),
    ("D tidak lebih dari K", {"gizi__k": [210, 210], "gizi__d": [200, 211]}, "d-lebih-dari-k"),
    ("K tidak lebih dari S", {"gizi__s": [220, 220], "gizi__k": [210, 221]}, "k-lebih-dari-s"),
    ("stunting di antara yang diukur", {"gizi__diukur_tb": [90, 90], "gizi__stunting": [9, 91]},
     "stunting-lebih-dari-diukur-tb"),
    ("kasus TBC di antara terduga", {"p2__terduga_tb": [3, 3], "p2__kasus_tb": [4, 6]},
     "kasus-tb-lebih-dari-terduga-tb"),
    ("cakupan di atas 100 %", {"kia__k1": [60, 60], "sasaran__bumil": 100}, "cakupan-lebih-dari-100"),
    ("PN di atas sasaran bulin", {"kia__pn": [60, 60], "sasaran__bulin": 100}, "cakupan-lebih-dari-100"),
    ("DPT 3 di atas DPT 1", {"imunisasi__dpt1": [9, 9], "imunisasi__dpt3": [9, 15]}, "dpt3-lebih-dari-dpt1"),
    ("MR 1 di atas DPT 1", {"imunisasi__dpt1": [9, 9], "imunisasi__mr1": [9, 15]}, "mr1-lebih-dari-dpt1"),
    ("K4 di atas K1", {"kia__k1": [9, 9], "kia__k4": [9, 15]}, "k4-lebih-dari-k1"),
    ("K6 di atas K4", {"kia__k4": [9, 9], "kia__k6": [9, 15]}, "k6-lebih-dari-k4"),
    ("KF lengkap di atas KF1", {"kia__kf1": [9, 9], "kia__kf_lengkap": [9, 15]}, "kf-lengkap-lebih-dari-kf1"),
    ("KN lengkap di atas KN1", {"kia__kn1": [9, 9], "kia__kn_lengkap": [9, 15]}, "kn-lengkap-lebih-dari-kn1"),
    ("KN1 di atas lahir hidup", {"kia__lahir_hidup": [9, 9], "kia__kn1": [9, 15]}, "kn1-lebih-dari-lahir-hidup"),
    ("HB0 di atas lahir hidup", {"kia__lahir_hidup": [9, 9], "imunisasi__hb0": [9, 15]}, "hb0-lebih-dari-lahir-hidup"),
    ("vitamin A di luar Februari dan Agustus", {"gizi__vita_balita": [12, 80]}, "bukan-bulannya"),
    ("kumulatif menurun", {"kesling__desa_sbs": [1, 0]}, "kumulatif-menurun"),
    ("rincian tidak berjumlah", {"kia__pn": [9, 9], "kia__pn_faskes": [9, 8], "kia__pn_non_faskes": [0, 0]},
     "rincian-pn-tidak-cocok"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "months", "code"), RULES, ids=[rule for rule, *_ in RULES])
def test_the_rule_is_kept_and_its_sentence_says_the_next_step(rule: str, months: dict[str, object], code: str) -> None:
    found = [f for f in look(facts(**months), "2026-02") if f.code == code]
    assert len(found) == 1, (rule, codes(look(facts(**months), "2026-02")))
    assert found[0].place
    assert found[0].element
    assert found[0].question.endswith("?")
    assert found[0].message.endswith(".")
