"""What the midwife is asked about, and what is left in peace."""

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quality_month import NAMES, RULES, codes, facts, look

from lokmin.catalog.loading import load
from lokmin.core.findings import Severity
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.quality.completeness import completeness
from lokmin.core.quality.outliers import modified_z
from lokmin.core.quality.review import review
from lokmin.core.quality.rules import QualityRules
from lokmin.core.quality.series import Reports


def test_more_first_visits_by_a_doctor_than_first_visits_are_asked_about():
    numbers = facts(kia__k1=[7, 4, 6, 5], kia__k1_dokter=[7, 9, 6, 5])
    (finding,) = look(numbers, reporters={"1": "Bu Endah"})
    assert finding.severity is Severity.WARNING
    assert finding.code == "k1-dokter-lebih-dari-k1"
    assert (finding.place, finding.period, finding.element) == ("1", "2026-02", "kia.k1_dokter")
    assert finding.message.startswith("K1 dokter Watubelah Februari 2026 9, lebih besar daripada K1 4")
    assert finding.question == "Bu Endah, K1 dokter Watubelah Februari 9, K1 4. Mana yang benar?"


def test_more_babies_gaining_weight_than_weighed_is_an_error():
    (finding,) = look(facts(gizi__d=[90, 91, 92, 40], gizi__n=[60, 61, 62, 45]))
    assert (finding.severity, finding.code) == (Severity.ERROR, "n-lebih-dari-d")


def test_k6_above_k4_is_told_once_for_the_year_and_small_excess_is_not():
    assert codes(look(facts(kia__k4=[5, 5, 5, 5], kia__k6=[9, 8, 9, 6]))) == ["k6-lebih-dari-k4"]
    assert look(facts(kia__k4=[5, 5, 5, 5], kia__k6=[6, 5, 5, 6])) == []


def test_months_in_which_one_of_the_two_is_missing_are_not_compared():
    assert look(facts(kia__k4=[None, None, None, 5], kia__k6=[9, 8, 9, 5])) == []


def test_dpt3_above_dpt1_is_a_signal():
    assert codes(look(facts(imunisasi__dpt1=[8, 7, 8, 9], imunisasi__dpt3=[11, 12, 12, 11]))) == [
        "dpt3-lebih-dari-dpt1"
    ]


def test_details_that_do_not_add_up():
    (finding,) = look(facts(kia__t2plus=[7], kia__tt4=[5], kia__tt5=[4]), "2026-01")
    assert finding.code == "rincian-t2plus-tidak-cocok"
    assert "TT4 + TT5 Watubelah Januari 2026 berjumlah 9, tetapi T2+ tertulis 7" in finding.message
    assert look(facts(kia__t2plus=[7], kia__tt4=[3]), "2026-01") == [], "details not reported may still come"


def test_a_printed_total_that_disagrees_with_its_villages():
    numbers = facts(kia__k1=[7]) | facts("2", kia__k1=[6])
    found = look(numbers, "2026-01", names=NAMES, claimed={("2026-01", "kia.k1"): 14 * MICRO})
    assert [(f.code, f.period, f.element) for f in found] == [("jumlah-tidak-cocok", "2026-01", "kia.k1")]
    assert "tertulis 14, padahal angka desa berjumlah 13" in found[0].message
    assert look(numbers, "2026-01", names=NAMES, claimed={("2026-01", "kia.k1"): 13 * MICRO}) == []


def test_coverage_above_a_hundred_percent_is_told_with_its_sum():
    numbers = facts(kia__k1=[30, 30, 30, 31], sasaran__bumil=101.2)
    (finding,) = [f for f in look(numbers) if f.code == "cakupan-lebih-dari-100"]
    assert "119,6 % (121 dari sasaran 101,2)" in finding.message
    assert finding.severity is Severity.INFO


def test_the_offices_own_denominator_decides():
    numbers = facts(kia__k4=[25, 25, 25, 24], sasaran__bumil=101.2, sasaran__bulin=96.6)
    assert look(numbers) == []
    assert codes(look(numbers, denominators={"K4": "sasaran.bulin"})) == ["cakupan-lebih-dari-100"]


def test_half_a_mother_and_minus_two_are_errors():
    assert codes(look(facts(kia__k1=[2.5]), "2026-01")) == ["angka-pecahan"]
    assert codes(look(facts(kia__k1=[-2]), "2026-01")) == ["angka-negatif"]


def test_the_same_number_three_months_running():
    assert codes(look(facts(kia__k1=[9, 12, 12, 12]))) == ["angka-berulang"]
    assert look(facts(kia__k1=[9, 2, 2, 2])) == [], "small numbers repeat by chance"
    assert look(facts(gizi__s=[395, 395, 395, 395])) == [], "the children of a village stay the same"


COPY = {
    "kia__k1": [9, 8, 11, 11], "kia__k4": [8, 8, 9, 9], "kia__k6": [7, 6, 8, 8], "kia__pn": [9, 7, 9, 9],
    "kia__kf1": [9, 7, 9, 9], "kia__fe1": [9, 8, 11, 11], "kia__non_nakes": [0, 0, 0, 0],
}  # fmt: skip


def test_a_month_copied_from_the_month_before_is_one_finding():
    (finding,) = look(facts(**COPY))
    assert (finding.code, finding.period) == ("bulan-tersalin", "2026-04")
    assert "Seluruh 7 angka Watubelah April 2026 sama dengan Maret" in finding.message


def test_ten_times_the_usual():
    (finding,) = look(facts(kia__k1=[7, 6, 8, 70]))
    assert finding.code == "lompatan-sepuluh-kali"
    assert "70, sepuluh kali lebih besar daripada biasanya (7)" in finding.message
    assert look(facts(kia__k1=[1, 2, 1, 14])) == [], "from one to fourteen may happen in a village"


def test_far_from_its_own_year():
    numbers = facts(kia__k1=[41, 39, 44, 40, 42, 38, 43, 90])
    (finding,) = look(numbers, "2026-08")
    assert (finding.code, finding.period) == ("angka-menyimpang", "2026-08")
    assert look(numbers, "2026-07") == []


def test_the_modified_z_score_of_the_fact_sheet():
    values = [41, 39, 44, 40, 42, 38, 43, 90]
    scores = [float(modified_z(values, at) or 0) for at in range(len(values))]
    assert scores[-1] == pytest.approx(16.36, abs=0.005)
    assert max(abs(s) for s in scores[:-1]) == pytest.approx(1.18, abs=0.005)


def test_the_modified_z_score_without_spread():
    assert modified_z([3, 3, 3], 0) is None
    assert float(modified_z([7, 7, 7, 7, 7, 7, 9], 6) or 0) == pytest.approx(2 / (1.253314 * 2 / 7))


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=24), st.data())
def test_the_modified_z_score_does_not_mind_shifts_and_scales(values, data):
    at = data.draw(st.integers(0, len(values) - 1))
    assert modified_z(values, at) == modified_z([3 * v + 7 for v in values], at)


def test_who_did_not_report_who_left_gaps_and_who_was_late():
    numbers = facts(kia__k1=[7], kia__k4=[6]) | facts("2", kia__k1=[5])
    names = {**NAMES, "3": "Wonolelo"}
    late = {("1", "2026-01"): dt.date(2026, 2, 9), ("2", "2026-01"): dt.date(2026, 2, 5)}
    found = {(f.place, f.code): f for f in look(numbers, "2026-01", names=names, received=late)}
    assert set(found) == {("1", "laporan-terlambat"), ("2", "laporan-belum-lengkap"), ("3", "belum-lapor")}
    assert "terlambat 4 hari" in found["1", "laporan-terlambat"].message
    assert found["2", "laporan-belum-lengkap"].message == (
        "Tlogomulyo Januari 2026: 1 dari 2 angka terisi. Belum ada: K4."
    )


def test_completeness_counts_what_somebody_reported_this_year():
    numbers = facts(kia__k1=[7, None], kia__k4=[6, 5]) | facts(year=2025, kia__k8=[1, 1])
    reports = Reports(numbers, load(), {"1": "Watubelah"}, Month(2026, 2))
    january, february = completeness(reports, due_day=5)
    assert (january.filled, january.expected, january.percent) == (2, 2, 100)
    assert (february.filled, february.missing, february.percent) == (1, ("kia.k1",), 50)
    assert february.days_late is None


def test_consistent_numbers_stay_quiet():
    """Twelve villages, a year, figures as a careful midwife reports them."""
    dice = random.Random(20261122)
    numbers = {}
    names = {str(v): f"Desa {v}" for v in range(12)}
    for place in names:
        k1 = [dice.randint(5, 13) for _ in range(12)]
        k4 = [max(0, n - dice.randint(0, 2)) for n in k1]
        births = [dice.randint(4, 12) for _ in range(12)]
        weighed = [dice.randint(280, 320) for _ in range(12)]
        numbers |= facts(
            place,
            kia__k1=k1,
            kia__k1_dokter=[max(0, n - dice.randint(0, 1)) for n in k1],
            kia__k4=k4,
            kia__k6=[max(0, n - dice.randint(0, 2)) for n in k4],
            kia__pn=births,
            kia__pn_faskes=births,
            kia__kf1=births,
            kia__kf2=births,
            gizi__s=[395] * 12,
            gizi__k=[390] * 12,
            gizi__d=weighed,
            gizi__n=[n - dice.randint(50, 90) for n in weighed],
            sasaran__bumil=140,
            sasaran__bulin=134,
        )
    found = look(numbers, "2026-12", names=names)
    assert [f.message for f in found if f.severity is not Severity.INFO] == []
    assert len(found) <= 3, [f.message for f in found]


def test_worst_first_then_the_newest_month():
    numbers = facts(kia__k1=[7, 4, 3, 5], kia__k1_dokter=[7, 9, 6, 5], gizi__d=[90], gizi__n=[95])
    found = look(numbers)
    assert [f.severity for f in found] == sorted((f.severity for f in found), key=["galat", "peringatan", "info"].index)
    assert [f.period for f in found if f.code == "k1-dokter-lebih-dari-k1"] == ["2026-03", "2026-02"]


VALUES = st.none() | st.integers(-5, 400)


@given(st.lists(VALUES, max_size=4), st.lists(VALUES, max_size=4), st.lists(VALUES, max_size=4))
def test_any_numbers_are_reviewed_and_every_finding_has_an_address_and_a_sentence(k1, k4, doctor):
    numbers = facts(kia__k1=k1, kia__k4=k4, kia__k1_dokter=doctor, sasaran__bumil=100)
    for finding in look(numbers):
        assert finding.place == "1"
        assert finding.period.startswith("2026-")
        assert finding.message.endswith(".")


def test_rules_that_lack_a_threshold_are_refused():
    with pytest.raises(ValueError, match=r"belum lengkap: .*due_day"):
        QualityRules.load(
            {"rule": [{"valid_from": 2000}]},
            {"rule": [{"valid_from": 2000, "slack_count": 1, "slack_percent": 1}]},
            2026,
        )
    with pytest.raises(ValueError, match="Tidak ada aturan"):
        QualityRules.load({"rule": [{"valid_from": 2030}]}, {"rule": []}, 2026)


def test_a_catalogue_without_the_rules_elements_is_reviewed_too():
    from lokmin.core.indicators.definitions import Catalogue

    assert review({}, Catalogue(), {"1": "Watubelah"}, Month(2026, 4), rules=RULES) == []
