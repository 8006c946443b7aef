"""Gaps over three years, ways to solve, risks and SWOT."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokmin.catalog.loading import rules
from lokmin.core.meetings.scoring import methods
from lokmin.core.problems.alternatives import Alternative, SolutionRule, paper_of, rank_alternatives
from lokmin.core.problems.gaps import GapInput, GapTrend, gap_table, trend
from lokmin.core.problems.risks import Risk, RiskRule, grade, ranked
from lokmin.core.problems.swot import Cross, Swot, open_questions

METHODS = methods.load(rules("scoring"), 2026)
SOLUTION = SolutionRule.load(rules("solutions"), 2026, METHODS)
RISK = RiskRule.load(rules("risks"), 2026)
YEARS = (2023, 2024, 2025)


def f(*values):
    return tuple(None if value is None else Fraction(str(value)) for value in values)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((70, 75, 80), GapTrend.UP),
        ((80, 75, 70), GapTrend.DOWN),
        ((70, 80, 70), GapTrend.WAVERING),
        ((70, "70.5", 70), GapTrend.SAME),
        ((70, 71, 72), GapTrend.UP),
        ((70, "70.9", "71.8"), GapTrend.UP),
        ((70, 70, 75), GapTrend.UP),
        ((75, "75.5", 70), GapTrend.DOWN),
        ((70, None, 80), GapTrend.UP),
        ((None, None, 80), GapTrend.UNKNOWN),
        ((None, None, None), GapTrend.UNKNOWN),
        ((0, 0, 0), GapTrend.SAME),
    ],
)
def test_three_years_are_one_word(values, expected):
    assert trend(f(*values), 100) is expected


def test_the_official_wording_of_a_gap():
    """domain.md 2.6: K6 in 2024 was 71 %, target 90 %, gap 19 %."""
    (row,) = gap_table([GapInput("KIA", "K6", Fraction(90), f(80, 75, 71), "Desa X")], (2022, 2023, 2024), 100)
    assert row.problem == "Cakupan K6 di Desa X tahun 2024 sebesar 71 %, target 90 %, kesenjangan 19 %."
    assert (row.gap, row.trend) == (19, GapTrend.DOWN)


def test_reached_missing_and_without_target_are_told_apart_and_less_may_be_better():
    given_rows = [
        GapInput("Imunisasi", "IDL", Fraction(80), f(70, 80, 92)),
        GapInput("Imunisasi", "IDL", Fraction(80), f(70, 80, None)),
        GapInput("P2", "Terduga TB", None, f(None, None, 40)),
        GapInput(
            "Gizi", "Stunting", Fraction(14), f(20, 19, "17.5"), higher_is_better=False, missed=35, people="balita"
        ),
        GapInput("KIA", "Nol", Fraction(0), f(0, 0, 0)),
    ]
    reached, silent, aimless, stunting, zero = gap_table(given_rows, YEARS, 100)
    assert (reached.gap, reached.problem[-9:]) == (0, "tercapai.")
    assert (silent.gap, silent.trend) == (None, GapTrend.UP)
    assert silent.problem == "Cakupan IDL tahun 2025 belum dilaporkan."
    assert aimless.problem.endswith("sebesar 40 %, belum ada target.")
    assert stunting.gap == Fraction(7, 2)
    assert stunting.problem == "Stunting tahun 2025 sebesar 17,5 %, target 14 %, kesenjangan 3,5 % (lebih 35 balita)."
    assert zero.gap == 0
    with pytest.raises(ValueError, match="2 capaian untuk 3 tahun"):
        gap_table([GapInput("KIA", "K1", None, f(1, 2))], YEARS, 100)


def way(key, *papers, text=""):
    return Alternative(key, text or key, papers=papers)


def test_reinke_ranks_by_m_i_v_over_c_exactly():
    chosen = rank_alternatives(METHODS["reinke"], [way("a", (5, 4, 2, 3)), way("b", (4, 4, 5, 3)), way("c")], SOLUTION)
    assert [(p.alternative.key, p.place, p.score) for p in chosen.placed] == [
        ("b", 1, Fraction(80, 3)), ("a", 2, Fraction(40, 3)), ("c", None, None),
    ]  # fmt: skip
    assert chosen.placed[0].written == "26,67"
    assert chosen.placed[2].written == "–"
    assert chosen.best is chosen.placed[0]
    assert chosen.formula == "M × I × V / C"
    assert chosen.stamp == "reinke/p/1; solusi/1"
    assert len(chosen.stamp) <= 40


def test_raters_are_averaged_and_carl_multiplies():
    chosen = rank_alternatives(METHODS["carl"], [way("a", (4, 3, 5, 2), (1, 1, 1, 1))], SOLUTION)
    assert chosen.placed[0].score == Fraction(121, 2)
    assert chosen.placed[0].criteria[0] == Fraction(5, 2)


def test_of_equals_the_cheaper_stands_first_and_the_reason_is_kept():
    chosen = rank_alternatives(METHODS["reinke"], [way("mahal", (4, 4, 4, 4)), way("murah", (4, 4, 2, 2))], SOLUTION)
    first, second = chosen.placed
    assert (first.alternative.key, second.tie) == ("murah", "")
    assert first.tie == "Nilainya sama dengan “mahal”; didahulukan karena Cost lebih kecil (2,0 banding 4,0)."
    same = rank_alternatives(METHODS["reinke"], [way("b", (1, 1, 1, 1)), way("a", (1, 1, 1, 1))], SOLUTION)
    assert [p.alternative.key for p in same.placed] == ["a", "b"]
    assert "menurut abjad" in same.placed[0].tie


scores = st.tuples(*[st.integers(1, 5)] * 4)


@given(st.lists(st.lists(scores, max_size=3), max_size=6), st.randoms())
def test_the_order_they_came_in_never_matters(papers, random):
    ways = [way(str(at), *given_papers) for at, given_papers in enumerate(papers)]
    shuffled = list(ways)
    random.shuffle(shuffled)
    assert rank_alternatives(METHODS["reinke"], ways, SOLUTION) == rank_alternatives(
        METHODS["reinke"], shuffled, SOLUTION
    )


@given(scores, st.integers(0, 3))
def test_raising_a_benefit_never_lowers_and_raising_the_cost_never_raises(given_scores, at):
    higher = list(given_scores)
    higher[at] = min(higher[at] + 1, 5)
    both = rank_alternatives(METHODS["reinke"], [way("a", given_scores), way("b", tuple(higher))], SOLUTION)
    value = {p.alternative.key: p.score for p in both.placed}
    assert value["b"] <= value["a"] if at == 3 else value["b"] >= value["a"]


def test_what_cannot_be_ranked_is_told():
    with pytest.raises(ValueError, match="tidak dipakai untuk memilih cara"):
        rank_alternatives(METHODS["usg"], [], SOLUTION)
    with pytest.raises(ValueError, match="kunci yang sama"):
        rank_alternatives(METHODS["carl"], [way("a"), way("a")], SOLUTION)
    with pytest.raises(ValueError, match="1 sampai 5"):
        rank_alternatives(METHODS["carl"], [way("a", (6, 1, 1, 1))], SOLUTION)
    with pytest.raises(ValueError, match="Z"):
        SolutionRule.load(
            {"rule": [{"valid_from": 2000, "version": "1", "method": [{"code": "carl", "ties": ["+Z"]}]}]},
            2026,
            METHODS,
        )


def test_scores_by_letter_become_a_paper_and_a_missing_one_is_named():
    assert paper_of(METHODS["reinke"], {"C": 3, "M": 5, "V": 2, "I": 4}) == (5, 4, 2, 3)
    assert paper_of(METHODS["reinke"], {}) is None
    with pytest.raises(ValueError, match="Cost"):
        paper_of(METHODS["reinke"], {"M": 5, "V": 2, "I": 4})


def test_risks_are_graded_by_the_matrix_and_have_their_deadline():
    assert [grade(o, s, RISK).code for o, s in ((1, 1), (2, 3), (3, 3), (3, 4), (5, 5), (1, 5))] == [
        "biru", "hijau", "kuning", "merah", "merah", "merah",
    ]  # fmt: skip
    assert grade(1, 1, RISK).due(dt.date(2026, 5, 1)) == dt.date(2026, 5, 8)
    assert grade(2, 2, RISK).code == "biru"
    assert [one.days for one in RISK.grades] == [7, 14, 45, 45]
    assert not RISK.confirmed


def test_the_matrix_never_falls_when_likelihood_or_impact_grows():
    for o in range(1, 6):
        for s in range(1, 6):
            here = grade(o, s, RISK).rank
            assert o == 5 or grade(o + 1, s, RISK).rank >= here
            assert s == 5 or grade(o, s + 1, RISK).rank >= here


def test_a_score_off_the_scale_is_named():
    with pytest.raises(ValueError, match=r"Peluang \(O\) diisi 1 sampai 5, bukan 0"):
        grade(0, 3, RISK)
    with pytest.raises(ValueError, match=r"Dampak \(S\)"):
        grade(3, 6, RISK)


def test_the_gravest_risk_comes_first_whatever_the_order():
    risks = [
        Risk("B", "kecil", 1, 1),
        Risk("A", "besar", 2, 5),
        Risk("A", "besar juga", 5, 4),
        Risk("A", "sedang", 3, 3),
    ]
    wanted = ["besar juga", "besar", "sedang", "kecil"]
    for seed in range(5):
        Random(seed).shuffle(risks)
        assert [risk.risk for risk in ranked(risks, RISK)] == wanted


def test_a_broken_matrix_is_refused():
    rule = dict(rules("risks")["rule"][0])
    with pytest.raises(ValueError, match="5 x 5"):
        RiskRule.load({"rule": [{**rule, "matrix": rule["matrix"][:4]}]}, 2026)
    with pytest.raises(ValueError, match="ungu"):
        RiskRule.load({"rule": [{**rule, "matrix": [["ungu"] * 5] * 5}]}, 2026)


def test_swot_says_what_is_still_open():
    assert len(open_questions(Swot("KIA"))) == 5
    half = Swot("KIA", strengths=("USG",), strategies=((Cross.SO, "USG keliling"),))
    assert "Strategi SO memakai peluang, yang belum diisi." in open_questions(half)
    full = Swot("KIA", ("a",), ("b",), ("c",), ("d",), ((Cross.WT, "e"),))
    assert open_questions(full) == ()
    assert full.crossing(Cross.WT) == ("e",)
