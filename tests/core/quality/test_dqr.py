"""The data quality review of WHO, check by check, and a score that leaves out what could not be assessed."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quality_month import NAMES, facts

from lokmin.catalog.loading import load, rules
from lokmin.core.numbers import MICRO
from lokmin.core.periods import Month
from lokmin.core.quality.desk import assess
from lokmin.core.quality.dqr import Check, Dimension, DqrRules, Grade, Outcome, chosen, score
from lokmin.core.quality.measures import odd_values
from lokmin.core.quality.outliers import modified_z
from lokmin.core.quality.reviewed import Own, Reviewed, Survey
from lokmin.core.quality.series import Reports

RULES = DqrRules.load(rules("dqr"), 2026)
PROGRAMMES = {"kia": "Ibu dan anak", "imunisasi": "Imunisasi", "gizi": "Gizi"}
FIRST = dt.date(2026, 1, 1)


def review(numbers, month="2026-04", names=None, **more) -> tuple[Check, ...]:
    reports = Reports(numbers, load(), names or {"1": "Watubelah"}, Month.parse(month))
    return assess(Reviewed(reports, "pkm", PROGRAMMES, RULES, **more))


def only(checks, dimension, **more):
    return [c for c in chosen(checks, **more) if c.dimension is dimension]


def test_a_village_that_sent_two_of_four_reports_fails_and_is_told_which_are_missing():
    numbers = facts(kia__k1=[6, 5, None, None]) | facts("2", kia__k1=[3, 4, 5, 6])
    checks = only(review(numbers, names=NAMES), Dimension.REPORTING)
    assert [(c.place, c.good, c.of, c.outcome) for c in checks] == [
        ("1", 2, 4, Outcome.FAIL),
        ("2", 4, 4, Outcome.PASS),
    ]
    assert "Watubelah masuk 2 dari 4 bulan" in checks[0].sentence
    assert "Maret, April" in checks[0].sentence


def test_three_of_four_reports_is_the_edge_that_still_passes():
    (check,) = only(review(facts(kia__k1=[6, 5, 4, None])), Dimension.REPORTING)
    assert check.value == 75
    assert check.outcome is Outcome.PASS


def test_a_late_report_costs_and_months_before_the_office_began_do_not_count():
    received = {
        ("1", "2026-03", "kia"): dt.date(2026, 4, 5),  # in time, on the day
        ("1", "2026-04", "kia"): dt.date(2026, 5, 6),  # a day late
        ("1", "2026-01", "kia"): dt.date(2026, 4, 5),
    }
    checks = review(facts(kia__k1=[6, 5, 4, 7]), received=received, began=dt.date(2026, 4, 1))
    (check,) = only(checks, Dimension.TIMELINESS)
    assert (check.good, check.of) == (1, 2)
    assert "Terlambat: April" in check.sentence


def test_without_any_due_month_timeliness_is_unknown_and_never_zero():
    checks = review(facts(kia__k1=[6, 5, 4, 7]))
    (check,) = only(checks, Dimension.TIMELINESS)
    assert check.outcome is Outcome.UNKNOWN
    assert Dimension.TIMELINESS in score(checks, RULES).unknown


def test_an_empty_month_is_named_with_its_address_and_a_zero_is_not():
    numbers = facts(kia__k1=[6, None, 0, 7], kia__k4=[3, 3, 3, 3])
    found = {c.about: c for c in only(review(numbers), Dimension.INDICATOR)}
    assert found["kia.k1"].facts == (("1", "2026-02", "kia.k1"),)
    assert found["kia.k1"].outcome is Outcome.FAIL
    assert found["kia.k4"].outcome is Outcome.PASS


def test_vitamin_a_is_expected_in_its_own_months_only():
    numbers = facts(gizi__vita_balita=[None, 80, None, None])
    (check,) = only(review(numbers, only_months={"gizi.vita_balita": (2, 8)}), Dimension.INDICATOR)
    assert (check.good, check.of) == (1, 1)


def test_the_outlier_of_the_fact_sheet_by_all_three_rules():
    values = [v * MICRO for v in (41, 39, 44, 40, 42, 38, 43, 90)]
    assert round(float(modified_z(values, 7)), 2) == 16.36
    assert all(round(abs(float(modified_z(values, at))), 2) <= 1.18 for at in range(7))
    (odd,) = odd_values(values, RULES)
    assert (odd.at, odd.deviations) == (7, 2)  # with eight values nothing is beyond 2,47 SD (Shiffler 1988)
    checks = only(review(facts(kia__k1=[41, 39, 44, 40, 42, 38, 43, 90]), "2026-08"), Dimension.OUTLIERS)
    assert checks[0].outcome is Outcome.FAIL
    assert checks[0].facts == (("1", "2026-08", "kia.k1"),)
    assert "Agustus 2026 90" in checks[0].sentence


def test_three_deviations_need_eleven_months():
    ten, eleven = [0] * 9 + [1000], [0] * 10 + [1000]
    assert odd_values([v * MICRO for v in ten], RULES)[-1].deviations == 2
    assert odd_values([v * MICRO for v in eleven], RULES)[-1].deviations == 3


def test_small_counts_that_wander_by_chance_are_no_outliers():
    (check,) = only(review(facts(kia__k1=[0, 0, 1, 0, 0, 0, 0, 4]), "2026-08"), Dimension.OUTLIERS)
    assert check.outcome is Outcome.PASS


def test_five_months_are_too_few_to_speak_of_outliers():
    (check,) = only(review(facts(kia__k1=[10, 10, 10, 10, 90]), "2026-05"), Dimension.OUTLIERS)
    assert (check.outcome, check.of) == (Outcome.UNKNOWN, 0)


def test_the_year_against_the_same_months_of_earlier_years():
    numbers = facts(kia__k1=[20, 20, 20, 20])
    numbers |= facts(year=2025, kia__k1=[30, 30, 30, 31, 99, 99]) | facts(year=2024, kia__k1=[30, 30, 30, 29])
    numbers |= facts(year=2023, kia__k1=[30, 30, None, 30])  # misses March: no part
    year = next(c for c in only(review(numbers), Dimension.OVER_TIME, place="1") if "Januari sampai" in c.sentence)
    assert year.value == Fraction(80, 120)
    assert year.outcome is Outcome.FAIL  # 0,6667 < 0,67
    assert "(0,67 kali)" in year.sentence


def test_the_month_against_the_twelve_before():
    numbers = facts(kia__k1=[20, 20, 20, 40]) | facts(year=2025, kia__k1=[None] * 6 + [20] * 6)
    found = only(review(numbers), Dimension.OVER_TIME, place="1")
    (month,) = [c for c in found if c.sentence.startswith("K1 Watubelah: April")]
    assert month.value == 2
    assert month.outcome is Outcome.FAIL


def test_fewer_than_ten_people_are_not_compared():
    numbers = facts(kia__k1=[1, 1, 1, 1]) | facts(year=2025, kia__k1=[0, 1, 0, 0])
    assert {c.outcome for c in only(review(numbers), Dimension.OVER_TIME)} == {Outcome.UNKNOWN}


def test_dpt3_above_dpt1_beyond_two_percent_fails_for_village_and_puskesmas():
    numbers = facts(imunisasi__dpt1=[25, 25], imunisasi__dpt3=[26, 26])
    found = only(review(numbers, "2026-02"), Dimension.RELATED)
    assert [(c.place, c.outcome, c.value) for c in found] == [
        ("1", Outcome.FAIL, Fraction(52, 50)),
        ("pkm", Outcome.FAIL, Fraction(52, 50)),
    ]
    exact = facts(imunisasi__dpt1=[25, 25], imunisasi__dpt3=[26, 25])  # 51 of 50 is 2 % exactly
    assert {c.outcome for c in only(review(exact, "2026-02"), Dimension.RELATED)} == {Outcome.PASS}


def test_own_coverage_against_a_survey_within_a_third():
    coverage = (Own("K4", "pkm", 45 * MICRO, 100 * MICRO, 100),)
    surveys = (Survey("K4", Fraction(70), "SKI 2023"), Survey("K1", Fraction(90), "SKI 2023"))
    found = only(review(facts(kia__k4=[45]), "2026-01", surveys=surveys, coverage=coverage), Dimension.EXTERNAL)
    assert [c.outcome for c in found] == [Outcome.FAIL, Outcome.UNKNOWN]
    assert "45,0 %, SKI 2023 70,0 % (0,64 kali)" in found[0].sentence


def test_own_sasaran_against_the_official_one():
    sets = {
        "proyeksi": {("1", "sasaran.bumil"): 100 * MICRO, ("2", "sasaran.bumil"): 100 * MICRO},
        "riil": {("1", "sasaran.bumil"): 60 * MICRO, ("2", "sasaran.bumil"): 110 * MICRO},
    }
    found = only(review(facts(kia__k1=[5]), "2026-01", names=NAMES, sets=sets), Dimension.DENOMINATORS)
    assert {c.place: c.outcome for c in found} == {
        "1": Outcome.FAIL, "2": Outcome.PASS, "pkm": Outcome.PASS,
    }  # fmt: skip


def test_one_set_alone_leaves_the_sasaran_unassessed():
    sets = {"sk": {("1", "sasaran.bumil"): 100 * MICRO}}
    (check,) = only(review(facts(kia__k1=[5]), "2026-01", sets=sets), Dimension.DENOMINATORS)
    assert check.outcome is Outcome.UNKNOWN


def test_the_score_is_the_weighted_mean_of_what_could_be_assessed():
    numbers = facts(kia__k1=[6, 5, None, None])
    found = score(review(numbers), RULES)
    parts = {part.dimension: part for part in found.parts}
    assert parts[Dimension.REPORTING].percent == 50
    assert parts[Dimension.INDICATOR].percent == 50
    assert found.weight == 35  # reporting 20 and indicator data 15; below the least weight there is no score
    assert found.points is None
    assert found.text == "belum dapat dinilai"
    more = facts(kia__k1=[6, 5, None, None], kia__fe1=[6, 6, 6, 6])
    judged = score(review(more), RULES)
    # reporting 4 of 4 (20), indicator data 6 of 8 (15), pairs 1 of 1 village and 1 of 1 whole (15)
    assert judged.weight == 50
    assert judged.points == int(Fraction(100 * (20 + Fraction(15 * 6, 8) + 15), 50))
    assert judged.grade is Grade.GOOD


def test_weights_must_be_a_hundred_together_and_complete():
    rule = dict(rules("dqr")["rule"][0])
    with pytest.raises(ValueError, match="berjumlah 90"):
        DqrRules.load({"rule": [rule | {"weights": rule["weights"] | {"sasaran": 0}}]}, 2026)
    with pytest.raises(ValueError, match="extreme_sd"):
        DqrRules.load({"rule": [{k: v for k, v in rule.items() if k != "extreme_sd"}]}, 2026)


@given(st.lists(st.sampled_from([None, 0, 3, 9, 12, 15, 40, 200]), min_size=1, max_size=12))
def test_any_series_gives_checks_with_sentences_and_a_score_between_0_and_100(values):
    checks = review(facts(kia__k1=values, kia__fe1=values), "2026-12")
    assert all(c.sentence.endswith(".") and c.good <= c.of for c in checks)
    points = score(checks, RULES).points
    assert points is None or 0 <= points <= 100
